/* Les champs que l’on a vus, dont les problèmes se disent ; ceux qui sont remplis ; aller à l’un d’eux. */

import { champsDans, cheminDe, formulaire } from "./champs.js";
import { etat } from "./etat.js";
import { ajoutDe, plierLigne } from "./listes.js";

const vus = new WeakSet();
export const voirChamp = (champ) => vus.add(champ);
export const estVu = (champ) => vus.has(champ);
export const toutVoir = (cadre) => cadre.querySelectorAll("[data-champ]").forEach(voirChamp);

/* Où aller pour corriger : la saisie, celle où l’on ajoute à une liste, la première d’un groupe. De boutons radio, celui qui est
 * choisi, comme la touche Tabulation : d’un autre, une flèche changerait la fiche. */
export function saisieDe(element) {
  if (["liste", "sources"].includes(element.dataset.sorte)) return ajoutDe(element);
  const siennes = /** @type {HTMLInputElement[]} */ ([...element.querySelectorAll("input:not([type='hidden']), select, textarea")].filter((s) => s.closest("[data-champ]") === element));
  const [premier] = champsDans(element);
  return siennes.find((s) => s.type === "radio" && s.checked) ?? siennes[0] ?? (premier ? saisieDe(premier) : element);
}
const SOUS_LE_CHAMP = 120; // pixels : la barre du bas
export function viserChamp(champ) {
  const ligne = champ.closest("[data-ligne]");
  if (ligne) plierLigne(ligne, false);
  for (let pli = champ.closest("details"); pli; pli = pli.parentElement.closest("details")) pli.open = true;
  const ou = saisieDe(champ);
  ou.focus();
  // Le titre d’un groupe se voit avec sa première saisie, s’il y a la place.
  const titre = champ.matches("fieldset") && ou.getBoundingClientRect().bottom - champ.getBoundingClientRect().top < innerHeight - SOUS_LE_CHAMP;
  if (titre) champ.scrollIntoView({ block: "start" });
  else ou.scrollIntoView({ block: "center" });
}

export const estRemplie = (partie) => [...partie.querySelectorAll("[data-champ]")].some((c) => c.dataset.champ !== "verifie_le" && !c.dataset.chemin && c.dataset.sorte !== "groupe" && !etat.vide(etat.valeur(...cheminDe(c))));
/** D’une fiche qui existe, ce qui est rempli est sous les yeux : corriger n’a rien à déplier. */
export const ouvrirLesPartiesRemplies = () => formulaire.querySelectorAll("[data-partie]").forEach((partie) => { if (estRemplie(partie)) partie.open = true; });
