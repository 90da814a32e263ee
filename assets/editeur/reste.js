/* Le reste de l’éditeur, chargé après la suite : coller, importer, voir la page, placer le point, ce qui existe déjà. */

import { preparerLesCartes } from "../carte/section.js";
import "./apercu.js";
import "./autodiagnostic.js";
import { champEnfant, formulaire } from "./champs.js";
import { collerDepuisTableur } from "./coller.js";
import "./deja.js";
import { direRefus, importerFichier, refuserLeTexte } from "./importer.js";
import { accueillirLeCollage } from "./recit/collage.js";
import { fichiers, session } from "./session.js";

session.regles.colonnes = await fichiers.attendre("colonnes.json");

preparerLesCartes();
const recit = champEnfant(formulaire, "recit");
accueillirLeCollage(recit.querySelector("textarea"), recit.querySelector("[data-recit-outils]"));

export const apports = { collerDepuisTableur, direRefus, importerFichier, refuserLeTexte };
