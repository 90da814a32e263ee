/* Quel mot connu un mot mal écrit veut sans doute dire ; jumelle de atlas/check/nearest.py. */

import { plier } from "../../commun/mots.js";
import { longueur } from "./texte.js";

/* Les lettres que deux textes ont en commun, dans l’ordre : la plus longue suite, puis ce qui la précède, puis ce qui la suit. */
function communes(a, b) {
  let [debutA, debutB, taille, avant] = [0, 0, 0, /** @type {number[]} */ ([])];
  for (let i = 0; i < a.length; i += 1) {
    const ici = [];
    for (let j = 0; j < b.length; j += 1) {
      if (a[i] !== b[j]) continue;
      ici[j] = (avant[j - 1] ?? 0) + 1;
      if (ici[j] > taille) [debutA, debutB, taille] = [i - ici[j] + 1, j - ici[j] + 1, ici[j]];
    }
    avant = ici;
  }
  if (!taille) return 0;
  return taille + communes(a.slice(0, debutA), b.slice(0, debutB)) + communes(a.slice(debutA + taille), b.slice(debutB + taille));
}

/**
 * À quel point deux textes se ressemblent, de 0 à 1 ; 0 sans chercher quand leurs longueurs l’excluent.
 * @param {string} a
 * @param {string} b
 * @param {number} [seuil]
 */
export function ressemblance(a, b, seuil = 0) {
  const total = a.length + b.length;
  return (2 * Math.min(a.length, b.length)) / total < seuil ? 0 : (2 * communes(a, b)) / total;
}

/**
 * De quoi trouver la valeur dont le nom ressemble le plus à un mot, ou une chaîne vide ; `noms` donne des paires [nom, valeur].
 * @param {any} limites
 * @returns {(mot: string, noms: Iterable<[string, string]>, seuil?: number) => string}
 */
export const rapprocheur = (limites) => (mot, noms, seuil = 0.6) => {
  if (!mot || longueur(mot) > limites.mot_long) return "";
  const voulu = plier(mot);
  const plies = new Map();
  const contraires = new Set(limites.contraires.filter((signe) => voulu.startsWith(signe)).map((signe) => voulu.slice(signe.length))); // « inactif » n’est pas « actif »
  for (const [nom, valeur] of noms) if (!contraires.has(plier(nom))) plies.set(plier(nom), valeur);
  /* « lat » pour « latitude » ; « agriculture » commence un mot, et ne fait que ressembler à « culture ». */
  const suites = new Set(voulu.length < limites.debut_de_mot ? [] : [...plies].filter(([nom]) => nom.startsWith(voulu)).map(([, valeur]) => valeur));
  if (suites.size === 1) return [...suites][0];
  let [meilleur, haut] = ["", 0]; // à égalité, le dernier de l’alphabet, comme en Python
  for (const nom of plies.keys()) {
    const r = ressemblance(nom, voulu, Math.max(seuil, haut));
    if (r >= seuil && (r > haut || (r === haut && nom > meilleur))) [meilleur, haut] = [nom, r];
  }
  return meilleur ? plies.get(meilleur) : "";
};
