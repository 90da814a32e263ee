/* Les réponses à un lieu tapé : leur forme, leur ordre, et celles que donnent un ou deux chiffres. */
import { DIVISEES } from "./demonter.js";
import { comparer } from "./tranches.js";
import { nu, simple } from "./cles.js";

/** @typedef {import("./lecture.js").Nom} Nom */
/** @typedef {{ trouves: Nom[], exacts: number, ouvre: Nom | null, comment: string, postaux?: number }} Reponse */

export const AUTRES = 10; // lieux en plus des exacts
export const PLUS_GRANDE = 12; // une ville huit fois plus peuplée fait douter d’un nom exact (« Aix »)

const parRang = (a, b) => b.poids - a.poids || a.cles.entieres[0].length - b.cles.entieres[0].length || comparer(a.nom, b.nom) || comparer(a.ancre, b.ancre);
/** @returns {Reponse} */
export const reponse = (trouves = [], exacts = 0, ouvre = null, comment = "") => ({ trouves, exacts, ouvre, comment });
export const uniques = (noms) => [...new Map(noms.map((n) => [n.ancre + n.nom, n])).values()];

/* D’un ensemble dit (« agglo de Pau », « pays de Redon ») : les intercommunalités qui ont ce nom en entier, puis les autres lieux qui l’ont ;
 * « Saint-Paul » ne fait que commencer ainsi. */
const enEntierDans = (/** @type {string} */ propre) => (/** @type {Nom} */ n) => (!propre ? 0 : !` ${simple(n.nom)} `.includes(` ${propre} `) ? 2 : Number(n.genre !== "e"));

const plusLong = (entier, nom) => `${entier} `.startsWith(`${nom} `) || entier === `${nom}s` || entier === `${nom}x`; // « Aix », « Lourde »

/**
 * @param {string} nom plié
 * @param {any[]} trouves les noms, chacun après son niveau (`niveaux`, de lecture.js)
 * @param {string} [ensemble] le nom d’un ensemble de communes, si c’en est un qui est dit
 */
export function conclure(nom, trouves, ensemble = nu(nom) === nom ? "" : nu(nom)) {
  if (!trouves.length) return reponse();
  const meilleur = Math.min(...trouves.map(([niveau]) => niveau));
  const exact = ([niveau]) => (meilleur <= 1 && niveau === meilleur ? 0 : 1);
  const entier = enEntierDans(ensemble);
  const ranges = [...trouves].sort((a, b) => exact(a) - exact(b) || entier(a[1]) - entier(b[1]) || parRang(a[1], b[1])).map(([, n]) => n);
  const exacts = trouves.filter((paire) => !exact(paire)).length;
  const seul = exacts === 1 && !(ranges[0].ancre[0] === "s" && ranges[0].genre === "c") ? ranges[0] : null; // « Est Ensemble » n’est pas Montreuil
  const connus = new Set(ranges.map(({ ancre }) => ancre)); // « Île de la Réunion » ne dit rien de plus que La Réunion
  const gardes = ranges.filter(({ ancre }, i) => i < exacts || ancre[0] !== "s" || !connus.has(ancre.slice(1)));
  const doute = seul && ranges.slice(1).some((n) => n.genre === "c" && n.poids >= seul.poids + PLUS_GRANDE && plusLong(simple(n.nom), nom));
  return reponse(gardes.slice(0, exacts + AUTRES), exacts, doute ? null : seul);
}

/** Ce que disent des chiffres, sur les noms d’une lecture. */
export function numerosDe({ index, leDepartement, commencant }) {
  function chiffres(nom) {
    const { d } = index();
    const codes = Object.keys(d).filter((code) => code.toLowerCase().startsWith(nom)).sort().map(leDepartement);
    const exacts = nom === "20" ? ["2A", "2B"].map(leDepartement) : codes.filter(({ code }) => [nom, nom.padStart(2, "0")].includes(code.toLowerCase())); // la Corse, que dit encore son code postal
    const zero = Object.hasOwn(d, nom.padStart(2, "0")) && !exacts.length ? [leDepartement(nom.padStart(2, "0"))] : [];
    const tous = uniques([...exacts, ...zero, ...codes]);
    const justes = exacts.length + zero.length;
    return tous.length ? reponse(tous.slice(0, justes + AUTRES), justes, justes === 1 ? tous[0] : null) : reponse([], 0, null, "incomplet");
  }
  /* Les arrondissements de ce rang ; « 3e » seul peut aussi être un département, que l’on choisit alors. */
  function arrondissements(rangDit, texte) {
    const trouves = DIVISEES.flatMap((ville) => commencant(`${ville}${rangDit}`).filter(({ genre, cles }) => genre === "m" && cles.entieres.includes(`${ville}${rangDit}`)));
    if (trouves.length && simple(texte) === String(rangDit)) {
      const lu = chiffres(String(rangDit));
      trouves.push(...lu.trouves.slice(0, lu.exacts).filter(({ code }) => Number(code) === rangDit)); // « 20e » n’est pas la Corse
    }
    return reponse(trouves, trouves.length, trouves.length === 1 ? trouves[0] : null);
  }

  return { chiffres, arrondissements };
}
