/* Les champs que l’on a vus, dont les problèmes se disent ; ceux qui sont remplis ; aller à l’un d’eux. */

import { cheminDe, formulaire } from "./champs.js";
import { etat } from "./etat.js";
import { plierLigne } from "./listes.js";

const vus = new WeakSet();
export const voirChamp = (champ) => vus.add(champ);
export const estVu = (champ) => vus.has(champ);
export const toutVoir = (cadre) => cadre.querySelectorAll("[data-champ]").forEach(voirChamp);

/* Où aller pour corriger : la saisie, ou l’ensemble. */
export const saisieDe = (element) => [...element.querySelectorAll("input:not([type='hidden']), select, textarea")].find((s) => s.closest("[data-champ]") === element)
  ?? (element.matches("fieldset") ? element : element.querySelector("input, select, textarea") ?? element);
export function viserChamp(champ) {
  const ligne = champ.closest("[data-ligne]");
  if (ligne) plierLigne(ligne, false);
  for (let pli = champ.closest("details"); pli; pli = pli.parentElement.closest("details")) pli.open = true;
  const ou = saisieDe(champ);
  ou.focus();
  ou.scrollIntoView({ block: "center" });
}

export const estRemplie = (partie) => [...partie.querySelectorAll("[data-champ]")].some((c) => c.dataset.champ !== "verifie_le" && !c.dataset.chemin && c.dataset.sorte !== "groupe" && !etat.vide(etat.valeur(...cheminDe(c))));
/** D’une fiche qui existe, ce qui est rempli est sous les yeux : corriger n’a rien à déplier. */
export const ouvrirLesPartiesRemplies = () => formulaire.querySelectorAll("[data-partie]").forEach((partie) => { if (estRemplie(partie)) partie.open = true; });
