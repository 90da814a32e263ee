/* Donner un fichier à qui l’a demandé. */

import { creer } from "./elements.js";

/**
 * Le donne comme s’il était téléchargé.
 * @param {string} nom
 * @param {Blob} contenu
 */
export function donnerLeFichier(nom, contenu) {
  const adresse = URL.createObjectURL(contenu);
  creer("a", { href: adresse, download: nom }).click();
  setTimeout(() => URL.revokeObjectURL(adresse), 60_000); // le temps que tout navigateur l’ait lu
}
