/* Coller dans le récit : de la prose, et ce qui n’a pas été gardé est dit dessous. */

import { creer } from "../../commun/elements.js";
import { annoncer, inserer, tropDeLignes } from "../outils.js";
import { proseDe } from "./prose.js";

/**
 * @param {HTMLTextAreaElement} zone
 * @param {HTMLElement} place
 */
export function accueillirLeCollage(zone, place) {
  const dit = creer("p", { class: "recit-colle", hidden: true });
  place.prepend(dit);
  zone.addEventListener("paste", (evenement) => {
    const donnees = evenement.clipboardData;
    const brut = donnees?.getData("text/plain") ?? "";
    const { texte, dits } = proseDe({ html: donnees?.getData("text/html") ?? "", texte: brut });
    dit.textContent = dits.join(" ");
    dit.hidden = !dits.length;
    if (dits.length) annoncer(dits.join(" "));
    evenement.stopPropagation(); // une table collée ici est du récit, non des lignes de la fiche
    // Une ligne collée au milieu d’une phrase garde les espaces qui l’entourent.
    const pose = texte.includes("\n") || !texte ? texte : (brut.match(/^ */)?.[0] ?? "") + texte + (brut.match(/[^\n] *$/)?.[0].slice(1) ?? "");
    if (!pose || (pose === brut && !tropDeLignes(pose))) return;
    evenement.preventDefault();
    inserer(zone, pose);
  });
}
