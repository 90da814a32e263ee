/* Le texte comme Python le lit : points de code, caractères imprimables, guillemets. Les règles de l’éditeur sont les jumelles de celles
 * de `atlas/check` : elles comptent de la même façon. D’un texte sans signe invisible (yaml/lire.js les refuse), les espaces sont les mêmes.
 */

import { rang } from "../../lieux/tranches.js";

export const MOT = "\\p{L}\\p{N}_"; // \w
export const motsSepares = (texte) => texte.split(/[^\S\ufeff]+/).filter(Boolean);
export const longueur = (texte) => [...texte].length;
export const premiers = (texte, combien) => (texte.length <= combien ? texte : [...texte.slice(0, combien * 2)].slice(0, combien).join(""));

/* Ce qui retourne un texte, ou s’y cache, se montre par son nom (atlas/machine/refusals.py). */
const CACHES = /[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/* Un texte entre guillemets, coupé, sur une ligne (atlas/problems/report.py). */
export function guillemets(texte, limite = 60) {
  let plat = motsSepares(texte).join(" ").replace(CACHES, (c) => `‹U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}›`).replace(/[\p{C}\p{Z}]/gu, (c) => (c === " " ? c : "�"));
  if (longueur(plat) > limite) plat = `${premiers(plat, limite - 1)}…`;
  return `«\u202f${plat}\u202f»`;
}

/* Une ligne à écrire, ou à reprendre, sans son retrait ; où elle est coupée, cela se voit (atlas/problems/report.py). */
export function ligneAEcrire(ligne, limite = 100) {
  const nue = ligne.trim();
  return longueur(nue) <= limite ? nue : `${premiers(nue, limite - 1).trimEnd()}…`;
}

/* Où est un rang d’un texte : sa ligne, depuis `premiere`, et sa colonne, depuis 1, en points de code. */
export function marqueur(texte, premiere = 1) {
  const debuts = [0, ...[...texte.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (place) => {
    const n = rang(debuts, place);
    return { ligne: premiere + n, colonne: longueur(texte.slice(debuts[n], place)) + 1 };
  };
}
