/* Ce que partagent les morceaux de la carte : un bouton, et si le lecteur veut que rien ne bouge. */
import { creer } from "../commun/elements.js";

export const calme = matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * @param {string} texte
 * @param {() => void} action
 */
export function bouton(texte, action, classe = "carte-bouton") {
  const element = creer("button", { type: "button", class: classe }, texte);
  element.addEventListener("click", action);
  return element;
}
