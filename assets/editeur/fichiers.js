/* Les fichiers que l’éditeur lit dans son dossier (regles.json, phrases.json, poles.json, les fiches), chacun demandé une fois. */

import { reserve } from "../commun/attente.js";

/** @param {URL} dossier */
export const fichiersDe = (dossier) => reserve(async (nom) => {
  const reponse = await fetch(new URL(nom, dossier));
  if (!reponse.ok) throw new Error(`${reponse.status} ${nom}`);
  return nom.endsWith(".json") ? reponse.json() : reponse.text();
});
