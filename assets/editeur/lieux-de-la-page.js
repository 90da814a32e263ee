/* Les lieux que cherchent les champs de la page. */

import { champDeLieu } from "../lieux/champ.js";
import { nomsDe } from "../lieux/noms.js";
import { adresseDesLieux, connaitreLesLieux } from "./champs.js";

export const lesLieux = () => nomsDe(adresseDesLieux);
connaitreLesLieux(lesLieux, champDeLieu);
