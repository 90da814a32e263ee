/* Les fichiers que l’éditeur lit dans son dossier (regles.json, listes.json, phrases.json, poles.json, les fiches), chacun demandé une fois. */

import { reserve } from "../commun/attente.js";
import { lireJson, texteDuFichier } from "../commun/fichiers.js";

/* Les codes de commune qu’écrit une fiche ; quelques autres nombres leur ressemblent, et ne coûtent qu’un fichier lu pour rien. */
const CODES_ECRITS = /^[ -]*(?:code_insee: *)?"?(\d{5}|2[AB]\d{3})"? *$/gm;
/** @param {string} texte */
export const codesEcrits = (texte) => Array.from(texte.matchAll(CODES_ECRITS), ([, code]) => code);

/** @param {URL} dossier */
export const fichiersDe = (dossier) => reserve((nom) => (nom.endsWith(".json") ? lireJson : texteDuFichier)(new URL(nom, dossier)));
