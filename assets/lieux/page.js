/* Le champ qui lit un lieu tapé. Une page qui a mieux à faire d’abord le nomme (`data-champ`), et le demande quand elle l’a fait. */
import { reponsesDe } from "../pres/calcul.js";
import { preparerLesChamps } from "./champ.js";
import { nomsDe } from "./noms.js";
import { departementDe } from "./tranches.js";

export const preparer = preparerLesChamps;

/**
 * Ce que lira la page de la réponse pour cette commune, la seule que nomme ce qui est tapé, vient pendant que la main y va.
 * @param {string} code
 * @param {DOMStringMap} ou `lieux`, l’index des lieux ; `suite`, dont la première adresse est l’index des réponses
 */
async function devancer(code, { lieux, suite }) {
  if (!suite || /** @type {any} */ (navigator).connection?.saveData) return;
  const [noms, departement] = [nomsDe(lieux), departementDe(code)];
  noms.lieu(code).catch(() => {}); // un échec se dira à la réponse
  const { d } = await noms.index();
  await reponsesDe(suite.split(" ")[0]).preparer({ departement, region: d[departement][1] });
}

if (!document.querySelector("form[data-champ]")) {
  preparer();
  addEventListener("atlas:seul", (evenement) => {
    const { target, detail: { genre, code } } = /** @type {CustomEvent} */ (evenement);
    if ("cam".includes(genre)) devancer(code, /** @type {HTMLElement} */ (target).dataset).catch(() => {});
  });
}
