/* Ce que l’éditeur charge une fois ouvert : `suite.js`, qui vérifie, aide à remplir et envoie ; `reste.js`, qui colle, importe et montre.
 *
 * Ce qui est tapé avant n’attend pas : c’est dans la fiche (saisir.js). Ce que la suite en aurait fait (mettre une date au propre, trouver
 * la commune) se fait quand elle arrive ; un bouton pressé trop tôt l’est alors, et ce qui est collé entre à sa place.
 */

import { creer } from "../commun/elements.js";
import { leModule, lireJson, octetsDuFichier, uneFois } from "../commun/fichiers.js";
import { souffler } from "../commun/gestes.js";
import { rang } from "../lieux/tranches.js";
import { adresseDesLieux, formulaire } from "./champs.js";
import { codesEcrits } from "./fichiers.js";
import { annoncer, aviser, inserer, page } from "./outils.js";
import { fichiers } from "./session.js";

/** @type {Record<string, (() => void)[] | null>} ce qui attend chaque morceau ; null une fois qu’il est là */
const retenus = { suite: [], reste: [] };
/* Le texte d’abord, sans hâte : il se demande avant qu’on en ait besoin. */
const amener = uneFois((nom) => octetsDuFichier(page.dataset[nom], { priority: "low" }));
const demander = uneFois(async (nom) => {
  await amener(nom);
  const module = await leModule(page.dataset[nom]);
  const gestes = retenus[nom] ?? [];
  retenus[nom] = null;
  gestes.forEach((geste) => geste());
  await souffler();
  return module;
});
/**
 * Demande d’avance ce que la suite lira, et ce que dit des communes d’une fiche, sitôt que son texte est là ; un échec se dira alors.
 * @param {Promise<string> | string} fiche
 */
export function annoncerLaSuite(fiche = "") {
  const communes = Promise.all([fiche, lireJson(adresseDesLieux)]).then(([texte, { c, v }]) => Promise.all(
    Array.from(new Set(codesEcrits(texte).map((code) => rang(c, code))), (rang) => octetsDuFichier(new URL(`c-${rang}.json?v=${v}`, new URL(adresseDesLieux, document.baseURI)), { priority: "low" })),
  ));
  for (const venu of [amener("suite"), fichiers.attendre("listes.json"), fichiers.attendre("poles.json"), communes]) venu.catch(() => {});
}
/** Quand la page n’a rien d’autre à faire, ou au plus tard dans deux secondes. */
export const tranquille = (faire) => (window.requestIdleCallback ? requestIdleCallback(faire, { timeout: 2000 }) : setTimeout(faire, 500));
export const suite = () => demander("suite");
export const suiteLa = () => !retenus.suite;
export const reste = () => suite().then(() => demander("reste"));

/**
 * Fait quelque chose dès que le morceau est là. Si quelqu’un l’attend, c’est dit ; un échec l’est toujours.
 * @param {() => Promise<any>} morceau
 * @param {(module: any) => void} faire
 */
export async function avec(morceau, faire, { attendu = true } = {}) {
  const attente = attendu && setTimeout(() => {
    page.setAttribute("aria-busy", "true");
    annoncer("Un instant…");
  }, 150);
  try {
    const module = await morceau();
    aviser("suite");
    faire(module);
  } catch (erreur) {
    console.warn(erreur);
    aviser("suite", creer("p", {}, "Une partie de l’éditeur n’a pas pu être chargée. Ce que vous tapez reste ici\u00a0; vérifiez la connexion, puis réessayez."));
  } finally {
    if (attente) clearTimeout(attente);
    if (attendu) page.removeAttribute("aria-busy");
  }
}

/* ---- Trop tôt ---- */

const changes = new Set();
/** Ce champ a-t-il changé avant que la suite ne soit là ? */
export const aChange = (saisie) => changes.has(saisie);
formulaire.addEventListener("change", ({ target }) => {
  changes.add(target);
  retenus.suite?.push(() => { if (target.isConnected) target.dispatchEvent(new Event("change", { bubbles: true })); });
});

const BOUTONS = { suite: "[data-plusieurs], [data-noter]", reste: "[data-importer]" };
page.addEventListener("click", ({ target }) => {
  for (const [nom, lesquels] of Object.entries(BOUTONS)) {
    if (!retenus[nom] || !target.matches(lesquels)) continue;
    retenus[nom].push(() => target.click());
    avec(nom === "suite" ? suite : reste, () => {});
  }
});

/* Ce qui peut être un tableau, ou de la mise en forme pour le récit, se lit avant d’entrer. */
formulaire.addEventListener("paste", (evenement) => {
  const { target, clipboardData } = evenement;
  const texte = clipboardData.getData("text/plain");
  if (!retenus.reste || !evenement.isTrusted || !(target.closest("[data-champ='recit']") || /[\t\n]/.test(texte.trim()))) return;
  evenement.preventDefault();
  evenement.stopPropagation();
  const textes = new Map(["text/plain", "text/html"].map((genre) => [genre, clipboardData.getData(genre)]));
  const entrer = (lu) => {
    target.focus();
    // Firefox vide le presse-papiers d’un ClipboardEvent que fait une page : celui-ci tient ses textes lui-même.
    const colle = Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData: { getData: (genre) => textes.get(genre) ?? "" } });
    if (lu && !target.dispatchEvent(colle)) return;
    inserer(target, texte);
  };
  reste().then(() => entrer(true), () => entrer(false));
}, true);
