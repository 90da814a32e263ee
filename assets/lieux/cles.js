/* Les clés par lesquelles un nom de lieu se cherche ; jumelles de atlas/geo/toponyms.py. */
import { motsDe, plier } from "../commun/mots.js";

const ARTICLES = new Set(["le", "la", "les", "l"]);
const LIENS = new Set("a au aux d de des du en et l la le les lez sous sur".split(" "));
const GENRES = /^(?:communaute (?:de communes|d agglomeration|urbaine|d agglo)|com ?com|agglo(?:meration)?|eurometropole|metropole|cc|ca|cu) (?:(?:de la|de l|du|des|de|d|le|la|les|l) )?(?=.)/;
const ORDINAL = /(?<=\d)(?:er|re|e|nd|nde|eme|ieme)(?!\S)/g;
const DEDANS = 46; // poids à partir duquel une commune se trouve aussi par un mot de son nom

/** Plié, les ordinaux en nombres : « Lyon 3ème » et « lyon 3 » ne font qu’un. @param {string} texte */
export const simple = (texte) => plier(texte).replace(ORDINAL, "");
/** Le même, « st » encore en cours de frappe : il peut commencer « Stains ». @param {string} texte */
export const enCours = (texte) => {
  const mots = motsDe(texte);
  return /^ste?$/.test(mots.at(-1) ?? "") ? [simple(mots.slice(0, -1).join(" ")), mots.at(-1)].filter(Boolean).join(" ") : simple(texte);
};
/** @param {string} plie */
export const serrer = (plie) => plie.replaceAll(" ", "");
/** Sans ce par quoi commencent beaucoup d’intercommunalités. @param {string} plie */
export const nu = (plie) => plie.replace(GENRES, "");
/** @param {string} plie */
export const sansArticle = (plie) => {
  const [premier, ...reste] = plie.split(" ");
  return ARTICLES.has(premier) && reste.length ? reste.join(" ") : plie;
};

/**
 * « entieres » épellent le nom, avec et sans son article ; « nues », sans son genre ; « dedans » commencent à un de ses mots.
 * @param {string} nom
 * @param {string} genre
 * @param {number} poids
 * @returns {{ entieres: string[], nues: string[], dedans: string[] }}
 */
export function clesDe(nom, genre, poids) {
  const plie = simple(nom);
  if (genre === "m") return { entieres: [serrer(plie), serrer(plie.replace(/ arrondissement$/, ""))], nues: [], dedans: [] };
  if (genre === "d" && plie.endsWith(" departement")) return { entieres: [serrer(plie)], nues: [serrer(plie.replace(/ departement$/, ""))], dedans: [] };
  const propre = nu(plie);
  const mots = "edr".includes(genre) || poids >= DEDANS ? propre.split(" ") : [];
  return {
    entieres: [...new Set([serrer(plie), serrer(sansArticle(plie))])],
    nues: propre === plie ? [] : [serrer(propre)],
    dedans: mots.map((mot, i) => (i && !LIENS.has(mot) ? mots.slice(i).join("") : "")).filter(Boolean),
  };
}
