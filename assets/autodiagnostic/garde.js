/* Garder l’autodiagnostic dans ce navigateur : une seule clé, le texte même du fichier. Le seul script du site qui garde
 * quelque chose. Un navigateur qui refuse n’empêche pas de répondre : `ecrire` dit alors non.
 */

import { essayer } from "../commun/essayer.js";

const CLE = "atlas-ptce-autodiagnostic";
export const garde = {
  lire: () => essayer(() => localStorage.getItem(CLE) ?? "", ""),
  ecrire: (texte) => essayer(() => { localStorage.setItem(CLE, texte); return true; }, false),
  effacer: () => essayer(() => { localStorage.removeItem(CLE); return true; }, false),
};
