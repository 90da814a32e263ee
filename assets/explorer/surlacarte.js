/* Un résultat sur la carte : sur l’image, ses points (ou les comptes des départements) ; sur celle que l’on déplace, ses pôles. */
import { vueGardee } from "../carte/vue.js";
import { direPoles } from "../commun/phrases.js";
import { communs, contient, ordonner, premiers } from "./filtres.js";

/**
 * Donne la fonction qui montre un résultat de `filtrer`.
 * @param {HTMLElement} section
 * @param {any} donnees
 * @param {{ montrer(adresses: string[] | null, options?: { cadrer?: boolean }): void }} carte celle de assets/carte/section.js
 */
export function surLaCarte(section, donnees, carte) {
  const comptes = /** @type {HTMLElement[]} */ (Array.from(section.querySelectorAll(".carte-comptes a"))); // quand les pôles sont trop nombreux pour un point chacun
  const points = new Map(Array.from(section.querySelectorAll(".carte-points a"), (a) => [a.getAttribute("href").split("/").at(-2), a]));
  let cadrer = !vueGardee(); // revenu d’une page, on retrouve d’abord sa vue
  return ({ retenus, total }) => {
    for (const [adresse, point] of points) point.classList.toggle("hors", !contient(retenus, donnees.rangDe.get(adresse) ?? 0));
    for (const compte of comptes) {
      const rang = donnees.facettes.departement.findIndex(({ valeur }) => valeur === compte.dataset.departement);
      const nombre = communs(donnees.masques.departement[rang], retenus);
      compte.classList.toggle("hors", !nombre);
      compte.querySelector("text").textContent = String(nombre);
      compte.querySelector("title").textContent = `${donnees.facettes.departement[rang].nom}\u00a0: ${direPoles(nombre)}`;
    }
    const options = { cadrer };
    cadrer = true;
    if (total === donnees.n) return carte.montrer(null, options);
    const adresses = premiers(ordonner(donnees, "nom"), retenus).map((i) => donnees.adresse[i]);
    const ensemble = new Set(adresses);
    adresses.includes = (adresse) => ensemble.has(adresse); // dix mille pôles ne se cherchent pas un à un
    return carte.montrer(adresses, options);
  };
}
