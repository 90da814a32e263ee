/* Ce qui est tapé et n’est pas encore dans la fiche : une source que rien n’a confirmée, un lieu que l’on n’a pas choisi, des lignes
 * collées, un texte repris à la main.
 *
 * Chaque endroit où l’on tape ainsi se déclare par `guetter` : où, ce qui y est, ce qu’il faut faire, et comment le prendre quand rien
 * n’en est douteux. Avant de quitter un écran, ce qui peut être pris l’est, et le reste est dit une fois ; il l’est encore avant
 * d’envoyer, et avant de quitter la page. Rien n’en est effacé.
 */

import { creer } from "../commun/elements.js";
import { cite, pluriel } from "../commun/phrases.js";
import { abreger, annoncer, lienQui, page, trouver } from "./outils.js";

/** @type {{ selecteur: string, lire: (element: any) => string, geste: string, dire?: string, manque?: string, prendre?: (element: any) => unknown }[]} */
const guettes = [];
/** @param {typeof guettes[0]} lieu */
export const guetter = (lieu) => guettes.push(lieu);

const enVue = (element) => !element.closest("[hidden]");
const lesAttentes = () => guettes.flatMap(({ selecteur, lire, ...reste }) => [...page.querySelectorAll(selecteur)].map((element) => ({ ...reste, element, texte: lire(element) })).filter(({ texte }) => texte));

const ditesDAttente = new WeakMap(); // élément → le texte dont on a déjà parlé
/** @param {{ texte: string, geste: string, dire?: string, manque?: string }} attente */
const phraseDAttente = ({ texte, geste, dire, manque = "n’est pas encore dans la fiche" }) => `${dire ?? cite(abreger(texte.replace(/\s+/g, " "), 60))} ${manque}\u00a0: ${geste}.`;
const saisieDAttente = (element) => (element.matches("input, select, textarea") ? element : element.querySelector("input, select, textarea"));

function allerA(element) {
  const etape = element.closest("[data-etape]");
  if (element.closest("[data-reparation][hidden]")) page.dispatchEvent(new CustomEvent("editeur:ligne"));
  if (etape?.hidden) page.dispatchEvent(new CustomEvent("editeur:aller", { detail: etape.dataset.etape }));
  for (let pli = element.closest("details"); pli; pli = pli.parentElement.closest("details")) pli.open = true;
  saisieDAttente(element).focus();
  saisieDAttente(element).scrollIntoView({ block: "center" });
}

const cadreDesRestes = creer("div", { class: "bilan", "data-attentes": true, hidden: true });
trouver("bilan")?.before(cadreDesRestes);

/* À côté de ce dont on a parlé, et en tête du second écran. */
function montrerLesRestes() {
  const restes = lesAttentes();
  page.querySelectorAll("[data-attente]").forEach((dit) => dit.remove());
  for (const reste of restes.filter(({ element, texte }) => ditesDAttente.get(element) === texte)) {
    const dit = creer("p", { class: "champ-fautes", "data-attente": true }, creer("span", { class: "faute" }, `${phraseDAttente(reste)} Vous pouvez continuer sans\u00a0: cela reste écrit ici.`));
    const cadre = reste.element.closest("form") ?? reste.element;
    if (cadre.matches("[data-source-neuve]")) cadre.prepend(dit); // plus haut que l’écran : dit là où l’on est mené
    else cadre.after(dit);
  }
  cadreDesRestes.hidden = !restes.length;
  cadreDesRestes.replaceChildren(...(restes.length ? [creer("h3", {}, `Tapé, mais pas dans la fiche\u00a0: ${pluriel(restes.length, "chose")}`), creer("ul", {}, ...restes.map((reste) => (
    creer("li", {}, phraseDAttente(reste), " ", lienQui(`#${saisieDAttente(reste.element).id}`, "Y aller", () => allerA(reste.element)))
  )))] : []));
}

/** Prend ce qui peut l’être sans attendre de réponse : la page s’en va. */
export const prendreEnPartant = () => lesAttentes().forEach(({ element, prendre }) => prendre?.(element));

/** Prend ce qui n’est pas douteux de ce qui est en vue, ou de toute la fiche ; vrai s’il ne reste rien dont on n’ait déjà parlé. */
export async function peutPartir({ tout = false } = {}) {
  const concerne = ({ element }) => tout || enVue(element);
  for (const { element, prendre } of lesAttentes().filter(concerne)) {
    try {
      await prendre?.(element);
    } catch (erreur) {
      console.warn(erreur); // hors ligne : ce n’est pas pris, et c’est dit
    }
  }
  const neuves = lesAttentes().filter((attente) => concerne(attente) && ditesDAttente.get(attente.element) !== attente.texte);
  neuves.forEach(({ element, texte }) => ditesDAttente.set(element, texte));
  montrerLesRestes();
  if (!neuves.length) return true;
  annoncer(neuves.map(phraseDAttente).join(" "));
  allerA(neuves[0].element);
  return false;
}

/* Un tableau collé, dans une liste ou pour toute la fiche : rien n’en entre sans accord. Celui d’un fichier y est encore. */
guetter({ selecteur: ".coller textarea", lire: (zone) => ("duFichier" in zone.dataset ? "" : zone.value.trim()), dire: "Ce qui est collé ici", geste: "appuyez sur le bouton qui l’ajoute, ou sur «\u202fAnnuler\u202f»" });

page.addEventListener("editeur:problemes", montrerLesRestes);
const retenir = (evenement) => { if (lesAttentes().length) evenement.preventDefault(); };
page.addEventListener("input", () => { // posé seulement s’il sert : des navigateurs ne gardent pas en mémoire une page qui retient
  if (lesAttentes().length) addEventListener("beforeunload", retenir);
  else removeEventListener("beforeunload", retenir);
  if (page.querySelector("[data-attente]")) montrerLesRestes();
});
