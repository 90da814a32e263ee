/* Une question qui dit un lieu, et autre chose : « réemploi près de Valence », « agriculture dans le Lot », « insertion Lozère ». */
import { plier } from "../commun/mots.js";
import { nomsDe } from "../lieux/noms.js";
import { comprendre } from "./moteur.js";
import { enPres, presDUnLieu } from "./pres.js";

const LIEU_DIT = /(?:^|\s)(?:[àa]|au|aux|en|dans|vers|près (?:de|du|des|d(?=[’'])))(?:\s+|[’'])(?:la |le |les |l[’'])?(?=\S)/giu; // « pôles à Lyon »
const [DE_LOIN, MOTS_D_UN_LIEU, PRESQUE] = [46, 4, 5]; // lettres d’un nom presque écrit ; le poids d’une commune de 3 000 habitants : sans préposition, « bois » n’est pas un lieu

/** Un mot y annonce un lieu : « à », « dans », « près de »… @param {string} question */
export const annonceUnLieu = (question) => enPres(question).search(LIEU_DIT) >= 0;

/**
 * Ce qu’une question cherche, et les lieux qu’elle nomme exactement, tels que `noms` les propose.
 * @param {ReturnType<typeof import("../lieux/noms.js").nomsDe>} noms
 * @param {string} tapee
 */
export async function lieuxDits(noms, tapee) {
  const question = enPres(tapee);
  if (question.length < 2 || /["«»]/.test(question)) return { mots: "", lieux: [] };
  const mots = question.split(/\s+/);
  const combien = Math.max(0, Math.min(MOTS_D_UN_LIEU, mots.length - 1));
  const [tout, connu] = [() => true, ({ genre, poids }) => "dr".includes(genre) || poids >= DE_LOIN];
  /** @type {[string, string, (lieu: any) => boolean][]} */
  const lectures = [
    ...(presDUnLieu(question) ? [] : [/** @type {[string, string, any]} */ (["", question, tout])]),
    ...Array.from(question.matchAll(LIEU_DIT), (dit) => /** @type {[string, string, any]} */ ([question.slice(0, dit.index), question.slice(dit.index + dit[0].length), tout])),
    ...Array.from({ length: combien }, (_, i) => /** @type {[string, string, any]} */ ([mots.slice(0, i - combien).join(" "), mots.slice(i - combien).join(" "), connu])),
  ];
  for (const [avant, dit, retenir] of lectures) {
    const { trouves, exacts } = await noms.chercher(dit.replace(/[\s?!.]+$/u, ""), false);
    const lieux = trouves.slice(0, exacts).filter(retenir);
    if (lieux.length) return { mots: comprendre(avant).utile ? avant.trim() : "", lieux };
  }
  const [presque] = (await noms.chercher(question, false)).trouves.filter((lieu) => lieu.poids >= DE_LOIN); // « bordeau » : Bordeaux, à montrer
  const [ecrit, nom] = [question, presque?.nom ?? ""].map((texte) => plier(texte).replaceAll(" ", ""));
  return { mots: "", lieux: ecrit.length >= PRESQUE && nom.startsWith(ecrit) && nom.length - ecrit.length < PRESQUE ? [presque] : [] };
}

/* Où, parmi les pôles, une telle question trouve réponse : { dit, choix } ; `choix` est ce que lit l’adresse de l’explorateur. */
export function poleQui({ genre, code, commune }) {
  if (genre === "d") return { dit: "dans ce département", choix: `departement=${code}` };
  if (genre === "r") return { dit: "dans cette région", choix: `region=${code}` };
  const depart = genre === "e" ? commune : code;
  return { dit: "du plus proche au plus lointain", choix: depart ? `tri=distance&de=${depart}` : "" };
}

/** @typedef {{ nom: string, detail: string, genre: string, code: string, poids: number, departement: string, departements: string[] }} Situe */

/**
 * Le lieu qui porte exactement ce nom, et ses départements ; le plus peuplé s’ils sont plusieurs.
 * @param {string} adresse celle de l’index des lieux
 * @param {string} nom
 * @returns {Promise<Situe | null>}
 */
export async function situer(adresse, nom) {
  const noms = nomsDe(adresse);
  const { trouves, exacts } = await noms.chercher(nom, false);
  const [lieu] = trouves.slice(0, exacts).sort((a, b) => b.poids - a.poids);
  if (!lieu) return null;
  const { d } = await noms.index();
  const departements = lieu.genre === "r" ? Object.keys(d).filter((code) => d[code][1] === lieu.code) : [lieu.departement];
  return { nom: lieu.nom, detail: lieu.detail, genre: lieu.genre, code: lieu.code, poids: lieu.poids, departement: lieu.departement, departements };
}
