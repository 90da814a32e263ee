/* Ce qui est tapé entre dans la fiche, à chaque frappe. */

import { cheminDe, direCote, lireChamp, saisiesDe } from "./champs.js";
import { etat } from "./etat.js";
import { changerLigne } from "./listes.js";
import { proposerSource } from "./provenances.js";
import { changerSource } from "./sources.js";

export const champDe = (cible) => (cible.matches("[data-saisie]") ? cible.closest("[data-champ]") : null);
export const aCliquer = (cible) => cible.matches("select, [type='radio'], [type='checkbox']");

export function saisir(champ) {
  if (champ.dataset.champ === "recit" && !champ.dataset.chemin) etat.recit(saisiesDe(champ)[0].value);
  else if (champ.dataset.chemin || !champ.closest("[data-ligne]")) etat.poser(cheminDe(champ), lireChamp(champ));
  else if (champ.closest("[data-sorte='sources']")) changerSource(champ.closest("[data-ligne]"), champ);
  else changerLigne(champ.closest("[data-ligne]"), champ);
  const cote = champ.closest("[data-cote]");
  if (cote) direCote(cote);
  proposerSource(champ);
}
