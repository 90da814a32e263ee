/* Le champ qui lit un lieu tapé, pour une page qui a mieux à faire d’abord : elle le demande quand elle l’a fait. */
import { preparerLesChamps } from "./champ.js";

export const preparer = preparerLesChamps;
