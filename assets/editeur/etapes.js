/* Les deux écrans, la fiche et l’envoi, et la vérification à mesure que l’on tape. */

import { creer } from "../commun/elements.js";
import { differer } from "../commun/gestes.js";
import { aujourdhui } from "../commun/phrases.js";
import { formulaire } from "./champs.js";
import { etat } from "./etat.js";
import { aviser, page, trouver } from "./outils.js";
import { avec, suite } from "./plus-tard.js";
import { session } from "./session.js";
import { conclureSources } from "./sources.js";

const APRES_LA_FRAPPE = 350; // millisecondes après la dernière frappe
const etapes = [...formulaire.querySelectorAll("[data-etape], [data-reparation]")];
export const nomDEtape = (etape) => etape.dataset.etape ?? "reparation";
const barre = trouver("barre"); // ce qui mène d’un écran à l’autre
let ici = "fiche";
/** @type {{ verificateur: any, montrerProblemes: (trouves: any[]) => void, montrerEnvoi: () => void } | null} ce qui vient avec la suite */
let relecture = null;
export const etapeOuverte = () => ici;

export function aller(nom, { viser = true, retenir = true } = {}) {
  conclureSources();
  if (nom === "envoi" && !relecture) {
    avec(suite, () => aller(nom, { viser, retenir }));
    return;
  }
  ici = nom;
  for (const etape of etapes) etape.hidden = nomDEtape(etape) !== nom;
  page.classList.toggle("editeur--avance", nom !== "fiche");
  for (const bouton of barre.querySelectorAll("[data-aller]")) bouton.hidden = nom === "reparation" || bouton.dataset.aller === nom;
  const titre = etapes.find((etape) => nomDEtape(etape) === nom).querySelector("h2");
  if (retenir && location.hash !== `#${titre.id}`) history.pushState(null, "", `#${titre.id}`);
  if (nom === "envoi") {
    relecture.montrerEnvoi();
    verifierLaFiche(); // ce qui vient d’être tapé attendait peut-être encore
  }
  if (viser) {
    titre.focus({ preventScroll: true });
    titre.closest("section").scrollIntoView({ block: "start" });
  }
}

/* ---- La vérification ---- */

let problemes = [];
export const problemesTrouves = () => problemes;
/** @param {NonNullable<typeof relecture>} donnee */
export function relireAvec(donnee) {
  relecture = donnee;
  return verifierLaFiche();
}
let tour = 0;
export async function verifierLaFiche() {
  verifierBientot.oublier();
  if (!relecture) return;
  const moi = (tour += 1);
  try {
    const trouves = await relecture.verificateur.verifier(etat.texte, etat.chemin, { aujourdhui: aujourdhui(), exclure: session.ouverte ?? undefined });
    if (moi !== tour) return;
    problemes = trouves;
    relecture.montrerProblemes(trouves);
    if (ici === "envoi") relecture.montrerEnvoi();
  } catch (erreur) {
    console.error(erreur);
    aviser("regles", creer("p", {}, "La fiche n’a pas pu être vérifiée. Vérifiez la connexion\u00a0; vous pouvez continuer."));
  }
}
export const verifierBientot = differer(() => verifierLaFiche(), APRES_LA_FRAPPE);
