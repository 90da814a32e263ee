/* La source d’une valeur, proposée là où la valeur se tape : la dernière choisie, ou la seule déclarée. Elle entre dans la fiche avec
 * la première valeur de la ligne, une phrase le dit à côté du menu, et un bouton l’ôte ; rien n’est mis où quelqu’un l’a ôtée.
 */

import { creer } from "../commun/elements.js";
import { pluriel } from "../commun/phrases.js";
import { champEnfant, champsDans, formulaire, lireChamp, saisiesDe } from "./champs.js";
import { etat } from "./etat.js";
import { garderDerniere, garnirMenu, laDerniere, sourcesDeclarees } from "./menus.js";
import { annoncer, aviser, bouton, saisi } from "./outils.js";

/* La source proposée, et pourquoi ; rien quand il y en a plusieurs et qu’aucune n’a encore servi. */
export function proposition() {
  const declarees = sourcesDeclarees().map(({ id }) => id);
  if (declarees.length === 1) return [declarees[0], "C’est la seule source déclarée."];
  return declarees.includes(laDerniere()) ? [laDerniere(), "La même source que juste avant."] : ["", ""];
}
const groupeDe = (champ) => champ.closest("[data-ligne]") ?? champ.parentElement.closest("[data-sorte='groupe'], [data-sorte='autodiagnostic']");
const sourceDans = (cadre) => cadre && champEnfant(cadre, "source");
const rempli = (cadre, place) => champsDans(cadre).some((champ) => champ !== place && !["groupe", "liste"].includes(champ.dataset.sorte) && !etat.vide(lireChamp(champ)));
const oterNote = (place) => place.querySelector("[data-source-proposee]")?.remove();

function mettreLaSource(place, id) {
  saisiesDe(place)[0].value = id;
  saisi(place);
}
function refuserLaSource(place) {
  const [menu] = saisiesDe(place);
  oterNote(place);
  menu.dataset.refusee = "";
  delete menu.dataset.proposee;
  mettreLaSource(place, "");
  menu.focus();
}
/* Vrai quand la source est mise. */
function completer(cadre) {
  const place = sourceDans(cadre);
  if (!place) return false;
  const [menu] = saisiesDe(place);
  if (!rempli(cadre, place)) {
    if ("proposee" in menu.dataset) { // la ligne se vide : la source proposée ne la retient pas
      oterNote(place);
      delete menu.dataset.proposee;
      mettreLaSource(place, "");
    }
    return false;
  }
  const [id, raison] = proposition();
  if (!id || menu.value || "refusee" in menu.dataset) return false;
  menu.dataset.proposee = "";
  mettreLaSource(place, id);
  oterNote(place);
  menu.after(creer("p", { class: "champ-aide", "data-source-proposee": true }, `${raison} `, bouton("Ce n’est pas elle", () => refuserLaSource(place))));
  return true;
}

/** Après chaque valeur tapée : celle d’une ligne, ou d’un groupe qui a sa source. */
export function proposerSource(champ) {
  const cadre = groupeDe(champ);
  if (sourceDans(cadre) !== champ) {
    if (completer(cadre)) annoncer("La source est proposée.");
    return;
  }
  const [menu] = saisiesDe(champ);
  if ("proposee" in menu.dataset && menu.value) return; // c’est nous qui venons de la mettre
  oterNote(champ);
}
/** Quelqu’un choisit une source dans un menu : elle est la dernière. */
export function choisirSource(menu) {
  delete menu.dataset.proposee;
  oterNote(menu.parentElement);
  if (!menu.value) return;
  garderDerniere(menu.value);
  for (const autre of formulaire.querySelectorAll("[data-choix-source]")) if (autre !== menu) garnirMenu(autre); // celui-ci garde l’ordre que suit le clavier
}

/* La première source déclarée vaut pour les valeurs qui l’attendaient : dit, et défait d’un bouton. */
let avant = 0;
function completerPartout() {
  const places = [...formulaire.querySelectorAll("[data-champ='source']:not([data-chemin])")].filter((place) => completer(groupeDe(place)));
  if (!places.length) return;
  aviser("sources", creer("p", {}, `La source est mise à ${pluriel(places.length, "valeur")} qui n’en avai${places.length > 1 ? "ent" : "t"} pas. `,
    bouton("Défaire", () => {
      places.filter((place) => place.isConnected && "proposee" in saisiesDe(place)[0].dataset).forEach(refuserLaSource);
      aviser("sources");
    })));
}
etat.abonner((raison) => {
  const combien = sourcesDeclarees().length;
  const premiere = raison === "geste" && !avant && combien === 1;
  avant = combien;
  if (raison === "ouverture") garderDerniere("");
  if (premiere) queueMicrotask(completerPartout); // une fois les menus garnis
});
