/* Le champ qui lit un lieu tapé. Une page qui a mieux à faire d’abord le nomme (`data-champ`), et le demande quand elle l’a fait. */
import { preparerLesChamps } from "./champ.js";

export const preparer = preparerLesChamps;

if (!document.querySelector("form[data-champ]")) preparer();
