/* Les marques de suivi d’une adresse tapée ou collée s’ôtent toutes seules, et c’est dit, avec de quoi les remettre. */

import { creer } from "../commun/elements.js";
import { annoncer, bouton } from "./outils.js";
import { sansSuivi } from "./regles/tracking.js";
import { session } from "./session.js";

const voulues = new Set(); // les adresses que quelqu’un a remises telles quelles

/**
 * @param {HTMLInputElement} saisie là où l’adresse vient d’être tapée
 * @param {string} adresse
 * @returns {string} l’adresse, sans ses marques
 */
export function nettoyerAdresse(saisie, adresse) {
  saisie.parentElement.querySelector("[data-suivi-ote]")?.remove();
  const { propre, marques } = sansSuivi(adresse, session.regles.mots);
  if (!marques.length || voulues.has(adresse)) return adresse;
  const dit = session.phrases.morceau("suivi-ote", { marques: marques.join(", ") });
  const remettre = bouton("Les remettre", () => {
    voulues.add(adresse);
    note.remove();
    saisie.value = adresse;
    saisie.dispatchEvent(new Event("change", { bubbles: true }));
    saisie.focus();
  });
  const note = creer("p", { class: "champ-aide", "data-suivi-ote": true }, `${dit} `, remettre);
  saisie.after(note);
  annoncer(dit);
  return propre;
}
