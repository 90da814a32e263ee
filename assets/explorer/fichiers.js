/* Emporter le résultat : le module qui fait les fichiers (assets/telecharger) n’est demandé qu’à la première pression. */
import { leModule } from "../commun/fichiers.js";
import { plier } from "../commun/mots.js";

const PLUS_LONG_NOM = 60; // signes

/**
 * `resultat()` donne les pôles montrés dans leur ordre, ce qui les choisit en mots et en une adresse, et les mots dont nommer le fichier.
 * @param {HTMLElement} place
 * @param {() => { adresses: string[], filtre: string, phrase: string, mots: string[] }} resultat
 */
export function emporter(place, resultat) {
  const dit = place.querySelector("[data-telecharge]");
  place.addEventListener("click", async ({ target }) => {
    const { forme } = /** @type {HTMLElement} */ (target).dataset;
    if (!forme) return;
    dit.textContent = "Préparation…";
    try {
      const { mots, ...voulu } = resultat();
      const nom = ["poles", ...mots.map((mot) => plier(mot).replaceAll(" ", "-"))].filter(Boolean).join("-").slice(0, PLUS_LONG_NOM);
      const { telecharger } = await leModule(place.dataset.module);
      await telecharger(forme, place.dataset.api, { ...voulu, nom });
      dit.textContent = `${nom}.${forme}`;
    } catch (erreur) {
      console.error(erreur);
      dit.textContent = "Le fichier n’a pas pu être fait. Les fichiers entiers sont au bas de la page.";
    }
  });
}
