/* Les sources : déclarées une fois, choisies dans un menu partout où la fiche en cite une. Leur identifiant est tiré de leur
 * titre, jamais demandé. « + une nouvelle source » en déclare une sur place (source-neuve.js).
 */

import { creer } from "../commun/elements.js";
import { differer } from "../commun/gestes.js";
import { guetter } from "./attentes.js";
import { champEnfant, formulaire, lignesDe, lireChamp } from "./champs.js";
import { etat } from "./etat.js";
import { avecLeChamp, ligneNeuve, numeroter, placeDesLignes, resumer, valeurDeLigne } from "./listes.js";
import { NOUVELLE, actualiserMenus, garderDerniere, identifiantDeSource } from "./menus.js";
import { annoncer, bouton } from "./outils.js";
import { avec, suite } from "./plus-tard.js";

let listeDesSources = null; // le champ « sources » du formulaire

export function declarerSource(source, id = identifiantDeSource(source)) {
  etat.poser(["sources", id], source);
  const ligne = ligneNeuve(listeDesSources, source, id);
  placeDesLignes(listeDesSources).append(ligne);
  numeroter(listeDesSources);
  actualiserMenus();
  return id;
}

/* ---- La liste des sources ---- */

/* Une ligne neuve entre dans la fiche. */
function entrer(ligne) {
  const source = "vide" in ligne.dataset ? valeurDeLigne(ligne) : null;
  if (etat.vide(source)) return;
  ligne.attente?.oublier();
  ligne.dataset.id = identifiantDeSource(source);
  delete ligne.dataset.vide;
  etat.poser(["sources", ligne.dataset.id], source);
  actualiserMenus();
}
export function changerSource(ligne, champ) {
  const ici = avecLeChamp(ligne, champ);
  if ("vide" in ligne.dataset) {
    resumer(ligne);
    if (etat.vide(ici)) return;
    ligne.attente ??= differer(() => ligne.isConnected && entrer(ligne), 1200); // l’identifiant se tire du titre entier, pas de sa première lettre
    ligne.attente();
    return;
  }
  const { id } = ligne.dataset;
  if (etat.vide(ici)) {
    ligne.dataset.vide = "";
    etat.poser(["sources", id], undefined);
    delete ligne.dataset.id;
  } else etat.poser(["sources", id, champ.dataset.champ], lireChamp(champ));
  resumer(ligne);
  actualiserMenus();
}
/* Quand on quitte une ligne neuve, ou qu’on va envoyer : ce qui attendait entre dans la fiche. */
export const conclureSources = () => lignesDe(listeDesSources).forEach(entrer);

/* ---- Le récit : citer, mettre en forme ---- */

function outillerRecit() {
  const champ = champEnfant(formulaire, "recit");
  const zone = champ.querySelector("textarea");
  const place = champ.querySelector("[data-recit-outils]");
  const inserer = (texte) => {
    zone.focus();
    zone.setRangeText(texte, zone.selectionStart, zone.selectionEnd, "end");
    zone.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const menu = creer("select", { id: "recit-source", "data-choix-source": true, "data-citer": true }, creer("option", { value: "" }, "Choisissez une source…"));
  const citer = (id) => {
    zone.selectionStart = zone.selectionEnd;
    inserer(`[^${id}]`);
    choisie = "";
    garderDerniere(id);
    actualiserMenus();
    menu.value = id;
    annoncer("Le renvoi à la source est dans le récit.");
  };
  menu.addEventListener("change", () => {
    choisie = menu.value === NOUVELLE ? "" : menu.value;
    if (menu.value === NOUVELLE) avec(suite, ({ demander }) => demander(menu, citer));
  });
  let choisie = ""; // de la main, et pas encore citée
  guetter({ selecteur: `#${menu.id}`, lire: () => (choisie && choisie === menu.value ? menu.selectedOptions[0].textContent : ""), manque: "n’est pas encore cité dans le récit", geste: "appuyez sur «\u202fCiter\u202f», là où est le curseur" });
  place.append(creer("label", { for: menu.id }, "Citer une source là où est le curseur"), creer("span", { class: "recit-citer" }, menu, " ", bouton("Citer", () => {
    if (menu.value && menu.value !== NOUVELLE) citer(menu.value);
    else menu.focus();
  })), creer("details", { class: "champ-cote" }, creer("summary", {}, "Mettre en forme"),
    creer("ul", {}, ...[["Une ligne vide", "sépare deux paragraphes."], ["**gras**", "donne du gras."], ["*italique*", "donne de l’italique."], ["## Un intertitre", "seul sur sa ligne, fait un intertitre."],
      ["- un élément", "en début de ligne, fait une liste."], ["[les mots](https://…)", "fait un lien."]].map(([signe, effet]) => creer("li", {}, creer("code", {}, signe), ` ${effet}`)))));
  place.hidden = false;
}

export function preparerSources() {
  listeDesSources = champEnfant(formulaire, "sources");
  listeDesSources.querySelector("[data-ajouter-ligne]").nextElementSibling?.classList.add("bouton-discret");
  outillerRecit();
  formulaire.addEventListener("focusin", ({ target }) => {
    if (target.matches("[data-choix-source]") && target.value !== NOUVELLE) target.dataset.avant = target.value;
  });
  placeDesLignes(listeDesSources).addEventListener("focusout", ({ relatedTarget, target }) => {
    const ligne = target.closest("[data-ligne]");
    if (ligne && !ligne.contains(relatedTarget)) conclureSources();
  });
}
