/* Les tours de phrase que plusieurs pages écrivent : nombres, citations, énumérations, dates, noms de lieux. */

const MOIS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

/**
 * « 1 pôle », « 2 500 pôles » : le nombre ne quitte pas son mot.
 * @param {number} n
 * @param {string} un
 * @param {string} [plusieurs]
 */
export const pluriel = (n, un, plusieurs = `${un}s`) => `${n < 1000 ? n : n.toLocaleString("fr-FR")}\u00a0${n > 1 ? plusieurs : un}`;

/** @param {number} n */
export const direPoles = (n) => pluriel(n, "pôle");

/** @param {string} texte */
export const cite = (texte) => `«\u202f${texte}\u202f»`;

const CITE = 80; // signes
/** Ce que quelqu’un a tapé, cité : d’une page collée dans un champ, le début. @param {string} texte */
export const citeTape = (texte) => cite(texte.length > CITE ? `${texte.slice(0, CITE).trimEnd()}…` : texte);

/**
 * « a, b et c ».
 * @param {string[]} mots
 */
export const enumerer = (mots) => [mots.slice(0, -1).join(", "), mots.at(-1)].filter(Boolean).join(" et ");

/**
 * « 22 novembre 2026 », « novembre 2026 » ou « 2026 », comme les écrit atlas/french/typography.py ; une date vide reste vide.
 * @param {string} iso
 */
export function enMots(iso) {
  const [annee, mois, jour] = iso.split("-").map(Number);
  return [jour && `${jour === 1 ? "1er" : jour}\u00a0`, mois && `${MOIS[mois - 1]} `, annee].filter(Boolean).join("");
}

/** Le jour où l’on est, dans cet appareil : « 2026-11-22 ». */
export function aujourdhui() {
  const ici = new Date();
  return [ici.getFullYear(), ici.getMonth() + 1, ici.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

/**
 * « de Redon », « d’Ajaccio », « du Havre », « des Sables-d’Olonne », « de La Rochelle » : comme atlas/geo/articles.py.
 * @param {string} nom celui d’une commune
 */
export function deLieu(nom) {
  const [, article, reste] = nom.match(/^(Les?) (.*)/) ?? [];
  if (article) return `${article === "Le" ? "du" : "des"} ${reste}`;
  return /^(?:[aeiouœæ]|y(?![aou])|hye)/i.test(nom.normalize("NFD")) ? `d’${nom}` : `de ${nom}`;
}

const NATURES = [["Communauté ", "la "], ["Métropole ", "la "], ["Eurométropole ", "l’"], ["Agglomération ", "l’"]];

/**
 * « la Communauté de communes… », « l’Eurométropole… », ou un nom qui se passe d’article : « Rennes Métropole ».
 * @param {string} nom celui d’une intercommunalité
 */
export const lIntercommunalite = (nom) => (NATURES.find(([genre]) => nom.startsWith(genre))?.[1] ?? "") + nom;
