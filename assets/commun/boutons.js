/* Des boutons. */

import { creer } from "./elements.js";

/**
 * Un bouton, et ce qu’il fait.
 * @param {string} texte
 * @param {(evenement: Event) => unknown} action
 * @param {Record<string, unknown>} [attributs]
 */
export function boutonQui(texte, action, attributs) {
  const element = creer("button", { type: "button", ...attributs }, texte);
  element.addEventListener("click", action);
  return element;
}
