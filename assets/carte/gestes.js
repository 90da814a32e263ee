/* Ce que partagent les morceaux de la carte : un bouton, et si le lecteur veut que rien ne bouge. */
import { boutonQui } from "../commun/boutons.js";

export const calme = matchMedia("(prefers-reduced-motion: reduce)").matches;
/** @type {(texte: string, action: () => void) => HTMLButtonElement} */
export const boutonDeCarte = (texte, action) => boutonQui(texte, action, { class: "carte-bouton" });
/* Le focus, et la page juste assez loin pour le voir : de lui-même, un navigateur la centrerait sur lui. */
/** @param {HTMLElement | undefined} element */
export function viser(element) {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
