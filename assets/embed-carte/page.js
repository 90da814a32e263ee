/* La carte montrée sur un autre site (templates/embed/carte.html). Ce qui filtre n’est chargé que si l’adresse le demande. */
import { preparerLaCarte } from "../carte/section.js";
import { leModule } from "../commun/fichiers.js";

const section = /** @type {HTMLElement} */ (document.querySelector("[data-carte]"));
const carte = preparerLaCarte(section);
if (location.search || /[#&](q|region|departement|secteur|famille|cooperation|situation|type|reconnaissance)=/.test(location.hash)) {
  leModule(section.dataset.filtre).then(({ filtrerLaCarte }) => filtrerLaCarte(section, carte)).catch((erreur) => {
    console.error(erreur);
    const phrase = /** @type {HTMLElement} */ (document.querySelector("[data-phrase]"));
    phrase.textContent = "Le filtre n’a pas pu être appliqué\u00a0: la carte montre tous les pôles.";
    phrase.hidden = false;
  });
}
