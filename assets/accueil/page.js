/* L’accueil : une carte que l’on ouvre. Le champ a son script, que garde la page de la réponse. */
import { preparerLesCartes } from "../carte/section.js";

preparerLesCartes();
