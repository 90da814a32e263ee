/* Les lieux que cherchent les champs de la page. */

import { champDeLieu } from "../lieux/champ.js";
import { nomsDe } from "../lieux/noms.js";
import { connaitreLesLieux, formulaire } from "./champs.js";

export const adresseDesLieux = formulaire.querySelector("form[data-lieu]").dataset.lieux;
export const lesLieux = () => nomsDe(adresseDesLieux);
connaitreLesLieux(lesLieux, champDeLieu);
