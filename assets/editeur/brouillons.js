/* Les brouillons que ce navigateur garde, une clé par fiche : { texte, main, base, slug, date, onglet, ancien }. `main` est
 * le texte repris à la main, s’il n’est pas encore relu ; `ancien`, un autre brouillon, qui attend que l’on dise s’il est repris. Ce qui ne s’y lit pas n’est ni cru ni effacé : il est mis de côté, et rendu.
 */

import { essayer } from "../commun/essayer.js";

const [BROUILLON, DE_COTE] = ["atlas-editeur:", "atlas-editeur-illisible:"];
const SIGNES_D_UN_BROUILLON = 1_000_000; // une fiche en a deux cent mille au plus
const EN_ATTENTE = 50; // brouillons l’un derrière l’autre : au-delà, ce n’est pas cette page qui l’a écrit
export const cleDe = (slug) => BROUILLON + (slug || "nouveau");

const estUnTexte = (valeur) => typeof valeur === "string" && valeur.length <= SIGNES_D_UN_BROUILLON;

/* Un brouillon tel que cette page les écrit ; rien si c’est autre chose. */
function brouillonDit(dit, permis = EN_ATTENTE) {
  const { texte, main = "", base, slug = "", date, onglet = "", ancien = null } = dit ?? {};
  const juste = permis > 0 && estUnTexte(texte) && (base === null || estUnTexte(base)) && estUnTexte(slug) && estUnTexte(main) && Number.isFinite(date);
  const derriere = juste && ancien !== null ? brouillonDit(ancien, permis - 1) : null; // lu une fois : deux, à chaque rang, n’en finiraient pas
  return juste && (ancien === null || derriere) ? { texte, ...(main ? { main } : {}), base, slug, date, onglet, ancien: derriere } : null;
}
const analyse = (brut) => essayer(() => JSON.parse(brut), null);
/* Ce qu’un brouillon illisible a de lisible : le texte de la fiche, sinon tout. */
function texteSauf(brut) {
  const texte = analyse(brut)?.texte;
  return typeof texte === "string" && texte ? texte : brut;
}

/** Un texte de plus à rendre (`misDeCote`), sans toucher au brouillon de cette clé. */
export const garderDeCote = (cle, brut) => localStorage.setItem(`${DE_COTE}${cle.slice(BROUILLON.length)}:${Date.now()}`, brut);
/** Ce qui est sous cette clé n’y est plus, et se rend (`misDeCote`). */
export function mettreDeCote(cle, brut = localStorage.getItem(cle)) {
  localStorage.removeItem(cle); // d’abord : la place manque peut-être pour deux
  try {
    garderDeCote(cle, brut);
  } catch (erreur) {
    localStorage.setItem(cle, brut);
    throw erreur;
  }
}
/** Le brouillon gardé sous cette clé, ou null ; lève une erreur si ce navigateur ne donne rien, ou ne peut mettre de côté. */
export function lireBrouillon(cle) {
  const brut = localStorage.getItem(cle);
  if (brut === null) return null;
  const garde = brouillonDit(analyse(brut));
  if (!garde) mettreDeCote(cle, brut);
  return garde;
}
export const ecrireBrouillon = (cle, garde) => localStorage.setItem(cle, JSON.stringify(garde));
export const oterDuNavigateur = (cle) => essayer(() => localStorage.removeItem(cle), undefined);

/** Ce qui a été mis de côté sous cette clé, un jour ou l’autre. */
export function misDeCote(cle) {
  const debut = `${DE_COTE}${cle.slice(BROUILLON.length)}:`;
  return Object.keys(localStorage).filter((autre) => autre.startsWith(debut)).map((autre) => ({ cle: autre, texte: texteSauf(localStorage.getItem(autre)) }));
}
/** Ce navigateur garde-t-il quelque chose de cette fiche ? Non s’il ne le dit pas. */
export const gardeQuelqueChose = (slug) => essayer(() => localStorage.getItem(cleDe(slug)) !== null || misDeCote(cleDe(slug)).length > 0, false);

/** La date d’un brouillon : « 29 novembre 2026 à 14:03 », ou rien si ce n’est pas une date. */
export function heureDe(date) {
  const jour = new Date(date);
  return Number.isNaN(jour.getTime()) ? "" : jour.toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short" });
}
export const duJour = (date) => (heureDe(date) ? ` du ${heureDe(date)}` : "");
