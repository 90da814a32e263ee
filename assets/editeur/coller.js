/* Coller des lignes depuis un tableur : ce que dit chaque colonne est montré, et se change, avant que rien n’entre dans la fiche. */

import { creer } from "../commun/elements.js";
import { plier } from "../commun/mots.js";
import { pluriel } from "../commun/phrases.js";
import { champsDans, formulaire } from "./champs.js";
import { cellules } from "./colonnes.js";
import { ajouterLignes, ligneNeuve, placeDesLignes, viserAjout } from "./listes.js";
import { NOUVELLE } from "./menus.js";
import { abreger, annoncer, bouton, normaliser } from "./outils.js";
import { rafraichirProblemes, toutVoir } from "./problemes.js";
import { declarerSource } from "./sources.js";

const MONTREES = 5; // lignes de l’exemple

/* Le texte d’un tableur : tabulations, sinon points-virgules. */
const lignesDuTableur = (texte) => cellules(texte, texte.includes("\t") || !texte.includes(";") ? "\t" : ";");

const colonnesDe = (liste) => champsDans(ligneNeuve(liste)).map((champ) => ({
  cle: champ.dataset.champ, sorte: champ.dataset.sorte, nom: champ.querySelector("label, legend").childNodes[0].textContent.trim(),
  choix: [...champ.querySelectorAll("select option")].filter((o) => o.value && o.value !== NOUVELLE).map((o) => ({ valeur: o.value, nom: o.textContent })),
}));

/* Une valeur d’un vocabulaire se reconnaît à son identifiant, à son libellé, ou à leur début. */
function comprendre({ sorte, choix }, texte) {
  if (!["menu", "source"].includes(sorte)) return normaliser(sorte, texte);
  const plie = plier(texte);
  const trouve = choix.find((c) => c.valeur === texte || plier(c.valeur) === plie || plier(c.nom) === plie) ?? (plie.length > 3 && choix.find((c) => plier(c.nom).startsWith(plie) || plier(c.valeur).startsWith(plie)));
  return trouve ? trouve.valeur : sorte === "source" ? null : texte;
}

function devinerLesColonnes(colonnes, lignes) {
  const titres = lignes[0].map((c) => plier(c));
  const parTitre = titres.map((titre) => colonnes.findIndex(({ cle, nom }) => titre && (plier(cle) === titre || plier(nom) === titre || plier(nom).startsWith(titre) || titre.startsWith(plier(nom)))));
  const aTitres = parTitre.filter((rang) => rang >= 0).length >= Math.min(2, lignes[0].length) && lignes.length > 1;
  if (aTitres) return { aTitres, ordre: parTitre.map((rang, i) => (parTitre.indexOf(rang) === i ? rang : -1)) };
  const prises = new Set();
  const ordre = lignes[0].map((_, i) => { // une colonne faite des mots d’une liste est cette liste ; les autres, dans l’ordre
    const valeurs = lignes.map((ligne) => ligne[i] ?? "").filter(Boolean);
    const liste = colonnes.findIndex((c, rang) => !prises.has(rang) && c.choix.length && valeurs.length && valeurs.every((v) => c.choix.some(({ valeur }) => valeur === comprendre(c, v))));
    if (liste >= 0) prises.add(liste);
    return liste;
  });
  ordre.forEach((rang, i) => {
    if (rang >= 0) return;
    const libre = colonnes.findIndex((c, autre) => !prises.has(autre) && !c.choix.length);
    if (libre >= 0) prises.add(libre);
    ordre[i] = libre;
  });
  return { aTitres, ordre };
}

export function collerDepuisTableur(liste, dejaColle = "") {
  liste.querySelector("[data-coller]")?.remove();
  const colonnes = colonnesDe(liste);
  const numero = `${liste.id}-coller`;
  const zone = creer("textarea", { id: numero, rows: "4", spellcheck: "false", "aria-describedby": `${numero}-aide` });
  const apercu = creer("div", {});
  const fermer = () => {
    cadre.remove();
    viserAjout(liste);
  };
  const cadre = creer("div", { class: "coller", role: "group", "aria-label": "Coller depuis un tableur", "data-coller": true },
    creer("label", { for: numero }, "Collez ici les lignes copiées dans le tableur"),
    creer("p", { class: "champ-aide", id: `${numero}-aide` }, `Colonnes possibles\u00a0: ${colonnes.map(({ nom }) => nom.toLowerCase()).join(", ")}. Rien n’entre dans la fiche avant votre accord.`),
    zone, apercu, creer("p", {}, bouton("Annuler", fermer, { class: "bouton-discret" })));
  zone.addEventListener("input", () => proposer(liste, colonnes, zone.value, apercu, fermer));
  cadre.addEventListener("keydown", (evenement) => { if (evenement.key === "Escape") fermer(); });
  placeDesLignes(liste).after(cadre);
  zone.value = dejaColle;
  zone.focus();
  if (dejaColle) proposer(liste, colonnes, dejaColle, apercu, fermer);
}

function proposer(liste, colonnes, texte, place, fermer) {
  const lignes = lignesDuTableur(texte);
  if (!lignes.length) {
    place.replaceChildren();
    return;
  }
  const largeur = Math.max(...lignes.map((ligne) => ligne.length));
  const devine = devinerLesColonnes(colonnes, lignes);
  const numero = `${liste.id}-colle`;
  const titres = creer("input", { type: "checkbox", id: `${numero}-titres` });
  titres.checked = devine.aTitres;
  const menus = Array.from({ length: largeur }, (_, i) => {
    const menu = creer("select", { id: `${numero}-${i}`, "aria-label": `Colonne ${i + 1}` }, creer("option", { value: "" }, "Laisser de côté"), ...colonnes.map(({ cle, nom }) => creer("option", { value: cle }, nom)));
    menu.value = colonnes[devine.ordre[i]]?.cle ?? "";
    return menu;
  });
  const source = colonnes.find(({ sorte }) => sorte === "source");
  const pourToutes = source && creer("select", { id: `${numero}-source` }, creer("option", { value: "" }, "Celle de la colonne, ou à choisir ensuite"), ...source.choix.map(({ valeur, nom }) => creer("option", { value: valeur }, nom)));
  const table = creer("tbody", {});
  const ajouter = bouton("", accepter, { class: "bouton" });

  const corps = () => (titres.checked ? lignes.slice(1) : lignes);
  function valeurs() {
    return corps().map((ligne) => {
      const valeur = {};
      menus.forEach((menu, i) => {
        const colonne = colonnes.find(({ cle }) => cle === menu.value);
        const compris = colonne && ligne[i] ? comprendre(colonne, ligne[i]) : null;
        if (compris) valeur[colonne.cle] = compris;
      });
      if (pourToutes?.value && !valeur[source.cle]) valeur[source.cle] = pourToutes.value;
      return valeur;
    }).filter((valeur) => Object.keys(valeur).length);
  }
  function montrer() {
    table.replaceChildren(...corps().slice(0, MONTREES).map((ligne) => creer("tr", {}, ...menus.map((menu, i) => creer("td", { class: menu.value ? "" : "ecartee" }, abreger(ligne[i] ?? "", 40))))));
    const n = valeurs().length;
    ajouter.textContent = `Ajouter ${pluriel(n, "ligne")}`;
    ajouter.disabled = !n;
  }
  function accepter() {
    const neuves = valeurs();
    if (liste.dataset.sorte === "sources") neuves.forEach((valeur) => declarerSource(valeur));
    else ajouterLignes(liste, neuves, { viser: false }).forEach((ligne) => toutVoir(ligne));
    rafraichirProblemes();
    fermer();
    annoncer(`${pluriel(neuves.length, "ligne ajoutée", "lignes ajoutées")}.`);
  }
  for (const e of [titres, ...menus, ...(pourToutes ? [pourToutes] : [])]) e.addEventListener("change", montrer);
  place.replaceChildren(
    creer("p", {}, creer("label", { class: "choix-un" }, titres, creer("span", {}, "La première ligne donne les titres"))),
    ...(pourToutes ? [creer("p", {}, creer("label", { for: pourToutes.id }, "Source de ces lignes"), " ", pourToutes)] : []),
    creer("div", { class: "tableau", tabindex: "0", role: "region", "aria-label": "Ce que dit chaque colonne" }, creer("table", {},
      creer("caption", {}, corps().length > MONTREES ? `Les ${MONTREES} premières lignes sur ${corps().length}` : "Ce qui sera ajouté"),
      creer("thead", {}, creer("tr", {}, ...menus.map((menu) => creer("th", { scope: "col" }, menu)))), table)),
    creer("p", {}, ajouter));
  montrer();
}

/* Plusieurs cellules collées dans une ligne du formulaire : la même proposition. */
formulaire.addEventListener("paste", (evenement) => {
  const liste = evenement.target.closest("[data-ligne]")?.closest("[data-sorte='liste'], [data-sorte='sources']");
  if (!liste || evenement.target.closest("[data-coller], [data-source-neuve]")) return;
  const texte = evenement.clipboardData.getData("text");
  if (!/\t|\n./.test(texte.trim()) || (evenement.target.matches("textarea") && !texte.includes("\t"))) return;
  evenement.preventDefault();
  collerDepuisTableur(liste, texte);
});
