/* Le jour où l’on imprime, que la page ne peut savoir d’avance : il s’écrit au moment d’imprimer. */
import { aujourdhui, enMots } from "./phrases.js";

export function daterLImprime() {
  const place = document.querySelector("[data-imprime-le]");
  if (place) addEventListener("beforeprint", () => { place.textContent = `, note imprimée le\u00a0${enMots(aujourdhui())}`; });
}
