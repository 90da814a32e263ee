/* Les fichiers que l’éditeur lit dans son dossier (regles.json, phrases.json, poles.json, les fiches), chacun demandé une fois. */

import { reserve } from "../commun/attente.js";
import { lireJson, texteDuFichier } from "../commun/fichiers.js";

/** @param {URL} dossier */
export const fichiersDe = (dossier) => reserve((nom) => (nom.endsWith(".json") ? lireJson : texteDuFichier)(new URL(nom, dossier)));
