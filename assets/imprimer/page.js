/* Le bouton qui imprime la note pour le conseil : la feuille de style d’impression fait le reste. */
import { unSeulClic } from "../commun/gestes.js";
import { daterLImprime } from "../commun/impression.js";

for (const bouton of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-imprimer]"))) {
  bouton.hidden = false;
  bouton.addEventListener("click", unSeulClic(() => window.print()));
}
daterLImprime();
