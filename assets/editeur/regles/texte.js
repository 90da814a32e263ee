/* Le texte comme Python le lit : points de code, espaces, caractères imprimables, guillemets.
 * Les règles de l’éditeur sont les jumelles de celles de `atlas/check` : elles comptent et comparent de la même façon.
 */

import { rang } from "../../lieux/tranches.js";

// Ce que Python prend pour de l’espace (str.isspace), à mettre entre crochets.
export const ESPACES = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
export const MOT = "\\p{L}\\p{N}_"; // \w
const UN_ESPACE = new RegExp(`[${ESPACES}]`);
const ENTRE_MOTS = new RegExp(`[${ESPACES}]+`);
const DOUBLES = /[\ud800-\udfff]/;

export const estEspace = (c) => UN_ESPACE.test(c);
export function finRognee(texte) {
  let fin = texte.length;
  while (fin && estEspace(texte[fin - 1])) fin -= 1;
  return texte.slice(0, fin);
}
export function rogner(texte) {
  let debut = 0;
  while (debut < texte.length && estEspace(texte[debut])) debut += 1;
  return finRognee(texte.slice(debut));
}
export const motsSepares = (texte) => texte.split(ENTRE_MOTS).filter(Boolean);

export function longueur(texte) {
  if (!DOUBLES.test(texte)) return texte.length;
  let points = 0;
  for (const _ of texte) points += 1; // eslint-disable-line no-unused-vars
  return points;
}
export function premiers(texte, combien) {
  if (texte.length <= combien) return texte;
  return DOUBLES.test(texte.slice(0, combien * 2)) ? Array.from(texte.slice(0, combien * 2)).slice(0, combien).join("") : texte.slice(0, combien);
}

export const imprimable = (texte) => texte.replace(/[\p{C}\p{Z}]/gu, (c) => (c === " " ? c : ""));

/* Ce qui retourne un texte, ou s’y cache, se montre par son nom (atlas/machine/refusals.py). */
const CACHES = /[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/* Un texte entre guillemets, coupé, sur une ligne (atlas/problems/report.py). */
export function guillemets(texte, limite = 60) {
  let plat = motsSepares(texte).join(" ").replace(CACHES, (c) => `‹U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}›`).replace(/[\p{C}\p{Z}]/gu, (c) => (c === " " ? c : "�"));
  if (longueur(plat) > limite) plat = `${premiers(plat, limite - 1)}…`;
  return `«\u202f${plat}\u202f»`;
}

/* Python compare les textes par points de code. */
export function comparerTextes(a, b) {
  if (a === b) return 0;
  if (!DOUBLES.test(a) && !DOUBLES.test(b)) return a < b ? -1 : 1;
  const [ca, cb] = [a, b].map((texte) => Array.from(texte, (c) => c.codePointAt(0)));
  for (let i = 0; i < Math.min(ca.length, cb.length); i += 1) if (ca[i] !== cb[i]) return ca[i] - cb[i];
  return ca.length - cb.length;
}

/* Où est un rang d’un texte : sa ligne, depuis `premiere`, et sa colonne, depuis 1, en points de code. */
export function marqueur(texte, premiere = 1) {
  const debuts = [0, ...[...texte.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (place) => {
    const n = rang(debuts, place);
    return { ligne: premiere + n, colonne: longueur(texte.slice(debuts[n], place)) + 1 };
  };
}
