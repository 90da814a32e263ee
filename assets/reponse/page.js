/* Ce qui montre la réponse de « Près de chez moi », qui vient pendant qu’assets/pres/page.js la demande. */
import { carteDeLaReponse } from "./carte.js";
import { ecritureDe } from "./texte.js";

/**
 * { ecrire, oublier, situer } : écrire la réponse, dont la phrase est rendue, ou l’oublier ; la montrer sur la carte de la section.
 * @param {HTMLElement} section
 * @param {URL} racine
 */
export function reponseDans(section, racine) {
  return { ...ecritureDe(section, racine), situer: carteDeLaReponse(section.querySelector("[data-carte]")) };
}
