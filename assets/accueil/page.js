/* L’accueil : une carte que l’on ouvre, et un champ qui trouve un lieu. */
import { preparerLesCartes } from "../carte/section.js";
import { preparerLesChamps } from "../lieux/champ.js";

preparerLesChamps();
preparerLesCartes();
