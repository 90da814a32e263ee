/* Ce que l’éditeur charge une fois ouvert : `suite.js`, qui vérifie, aide à remplir et envoie ; `reste.js`, qui colle, importe et montre.
 *
 * Ce qui est tapé avant n’attend pas : c’est dans la fiche (saisir.js). Ce que la suite en aurait fait (mettre une date au propre, trouver
 * la commune) se fait quand elle arrive ; un bouton pressé trop tôt l’est alors, et ce qui est collé entre à sa place.
 */

import { creer } from "../commun/elements.js";
import { formulaire } from "./champs.js";
import { annoncer, aviser, page } from "./outils.js";
import { fichiers } from "./session.js";

/** @type {Record<string, (() => void)[] | null>} ce qui attend chaque morceau ; null une fois qu’il est là */
const retenus = { suite: [], reste: [] };
const demandes = {};

async function charger(nom) {
  if (nom === "suite") fichiers.attendre("phrases.json").catch(() => {}); // en même temps ; elle dira si elle manque
  const adresse = new URL(page.dataset[nom], document.baseURI).href;
  const reponse = await fetch(adresse, { priority: "low" }); // d’abord : un navigateur n’essaie pas deux fois un module qui n’est pas venu
  if (!reponse.ok) throw new Error(`${reponse.status} ${adresse}`);
  await reponse.arrayBuffer();
  const module = await import(adresse);
  const gestes = retenus[nom] ?? [];
  retenus[nom] = null;
  gestes.forEach((geste) => geste());
  return module;
}
function demander(nom) {
  demandes[nom] ??= charger(nom).catch((erreur) => {
    delete demandes[nom]; // un réseau revenu mérite un autre essai
    throw erreur;
  });
  return demandes[nom];
}
export const suite = () => demander("suite");
export const suiteLa = () => !retenus.suite;
export const reste = () => suite().then(() => demander("reste"));

/**
 * Fait quelque chose dès que le morceau est là. Quelqu’un l’attend : c’est dit, et un échec aussi.
 * @param {() => Promise<any>} morceau
 * @param {(module: any) => void} faire
 */
export async function avec(morceau, faire) {
  const attente = setTimeout(() => {
    page.setAttribute("aria-busy", "true");
    annoncer("Un instant…");
  }, 150);
  try {
    const module = await morceau();
    aviser("suite");
    faire(module);
  } catch (erreur) {
    console.error(erreur);
    aviser("suite", creer("p", {}, "Une partie de l’éditeur n’a pas pu être chargée. Ce que vous tapez reste ici\u00a0; vérifiez la connexion, puis réessayez."));
  } finally {
    clearTimeout(attente);
    page.removeAttribute("aria-busy");
  }
}

/* ---- Trop tôt ---- */

const refaire = (element, evenement) => { if (element.isConnected) element.dispatchEvent(evenement); };
formulaire.addEventListener("change", ({ target }) => retenus.suite?.push(() => refaire(target, new Event("change", { bubbles: true }))));

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
  const colle = new DataTransfer();
  for (const genre of ["text/plain", "text/html"]) colle.setData(genre, clipboardData.getData(genre));
  const entrer = (lu) => {
    target.focus();
    if (lu && !target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: colle, bubbles: true, cancelable: true }))) return;
    document.execCommand("insertText", false, texte);
  };
  reste().then(() => entrer(true), () => entrer(false));
}, true);
