/* Les listes de lignes : parties prenantes, chiffres, sources, phrases, autres lieux. Une ligne vide n’est que dans la page ;
 * elle entre dans la fiche avec sa première valeur, et en sort avec la dernière. Ôter se défait. Une ligne vide attend toujours
 * au bout : écrire dedans, c’est ajouter. (Une source se déclare au bouton, sauf la première.)
 *
 * Ce que dit une ligne écrite est dans l’état : un navigateur peut rendre les champs vides au retour sur la page.
 */

import { creer } from "../commun/elements.js";
import { champQuiCherche, champsDans, cheminDe, lignesDe, lignesEcrites, lireChamp, remplirChamp } from "./champs.js";
import { etat } from "./etat.js";
import { actualiserMenus, garnirMenus } from "./menus.js";
import { abreger, annoncer, bouton } from "./outils.js";

const modeles = new Map(); // liste → ligne à copier
let copies = 0;

const MOTS_DES_LISTES = { // ajouter, ôter, dans les mots de chaque liste
  parties_prenantes: ["une partie prenante", "Partie prenante"], chiffres: ["un chiffre", "Chiffre"], reconnaissances: ["une reconnaissance", "Reconnaissance"], sources: ["une source", "Source"],
  lieux: ["un lieu", "Lieu"], moyens: ["une phrase", "Phrase"], projets: ["une phrase", "Phrase"], strategique: ["une phrase", "Phrase"],
};
const motsDeListe = (liste) => MOTS_DES_LISTES[liste.dataset.champ] ?? ["une ligne", "Ligne"];
export const placeDesLignes = (liste) => liste.querySelector("[data-lignes]");

const attendUneLigne = (liste) => liste.dataset.sorte !== "sources";
/* La ligne vide du bout, remise quand on l’a remplie ; celle où l’on ajoute. */
function veiller(liste) {
  const place = placeDesLignes(liste);
  if (place.lastElementChild && (!attendUneLigne(liste) || "vide" in place.lastElementChild.dataset)) return;
  place.append(ligneNeuve(liste));
}
export const ajoutDe = (liste) => placeDesLignes(liste).querySelector(":scope > [data-vide]:last-child :is(input, select, textarea)") ?? liste.querySelector("[data-ajouter-ligne]");
export const viserAjout = (liste) => ajoutDe(liste).focus();

/* Une copie a ses propres identifiants, et ce qui les cite suit. */
function copie(modele) {
  copies += 1;
  const element = modele.cloneNode(true);
  const neufs = new Map();
  for (const e of element.querySelectorAll("[id]")) {
    neufs.set(e.id, `${e.id}-${copies}`);
    e.id = neufs.get(e.id);
  }
  for (const attribut of ["for", "aria-describedby", "aria-labelledby", "aria-controls"]) {
    for (const e of element.querySelectorAll(`[${attribut}]`)) e.setAttribute(attribut, e.getAttribute(attribut).split(" ").map((id) => neufs.get(id) ?? id).join(" "));
  }
  return element;
}

export function preparerListe(liste, { coller }) {
  const modele = liste.querySelector("[data-ligne]");
  modele.remove();
  modeles.set(liste, modele);
  const outils = creer("div", { class: "ligne-outils" },
    ...(attendUneLigne(liste) ? [] : [bouton(`Ajouter ${motsDeListe(liste)[0]}`, () => ajouterLignes(liste), { "data-ajouter-ligne": true })]),
    bouton("Coller depuis un tableur", () => coller(liste), { class: "bouton-discret" }));
  placeDesLignes(liste).after(creer("div", { role: "status" }, creer("p", { class: "defaire", "data-defaire": true })), outils);
}

/* ---- Une ligne ---- */

export function ligneNeuve(liste, valeur, id) {
  const ligne = copie(modeles.get(liste));
  if (valeur === undefined) ligne.dataset.vide = "";
  if (liste.dataset.sorte === "sources" && id !== undefined) ligne.dataset.id = id;
  const pli = bouton("", () => plierLigne(ligne, pli.getAttribute("aria-expanded") === "true"), { class: "ligne-pli", "aria-expanded": "true", "data-pli": true });
  pli.append(creer("strong", { "data-ligne-nom": true }), " ", creer("span", { class: "ligne-dit", "data-ligne-dit": true }));
  const tete = creer("div", { class: "ligne-tete" }, pli,
    creer("span", { class: "ligne-gestes" },
      bouton("Monter", () => deplacerLigne(ligne, -1), { class: "bouton-discret", "data-monter": true, hidden: true }),
      bouton("Descendre", () => deplacerLigne(ligne, 1), { class: "bouton-discret", "data-descendre": true, hidden: true }),
      bouton("Ôter", () => oterLigne(ligne), { class: "bouton-discret", "data-oter": true })));
  ligne.prepend(tete);
  for (const formulaire of ligne.querySelectorAll("form[data-lieu]")) champQuiCherche(formulaire, `n${copies}`);
  garnirMenus(ligne);
  remplirLigne(ligne, valeur);
  return ligne;
}
const remplirLigne = (ligne, valeur) => champsDans(ligne).forEach((champ) => remplirChamp(champ, valeur?.[champ.dataset.champ]));
/* Repliée, une ligne ne montre que son nom : une longue liste se parcourt du regard. */
export function plierLigne(ligne, pliee) {
  ligne.classList.toggle("ligne--pliee", pliee);
  ligne.querySelector("[data-pli]").setAttribute("aria-expanded", String(!pliee));
}
export function resumer(ligne) {
  const dit = valeurDeLigne(ligne)[champsDans(ligne)[0]?.dataset.champ];
  ligne.querySelector("[data-ligne-dit]").textContent = typeof dit === "string" ? abreger(dit, 60) : "";
}
export function numeroter(liste) {
  const lignes = lignesDe(liste);
  lignes.forEach((ligne, i) => {
    const nom = `${motsDeListe(liste)[1]} ${i + 1}`;
    ligne.setAttribute("aria-label", nom);
    ligne.querySelector("[data-ligne-nom]").textContent = nom;
    const cercle = liste.parentElement.closest("[data-sorte='groupe']") && liste.querySelector("legend").childNodes[0].textContent.trim(); // trois listes de phrases
    for (const dit of ligne.querySelectorAll("[data-source-de]")) dit.textContent = cercle ? `${cercle}, ${nom.toLowerCase()}` : nom;
    resumer(ligne);
    for (const geste of ["monter", "descendre", "oter"]) {
      const element = ligne.querySelector(`[data-${geste}]`);
      element.setAttribute("aria-label", `${element.textContent}\u00a0: ${nom}`);
    }
    const vide = "vide" in ligne.dataset;
    ligne.querySelector("[data-oter]").hidden = vide && i === lignes.length - 1;
    if (liste.dataset.sorte === "sources") return; // elles n’ont pas d’ordre : la fiche les nomme
    ligne.querySelector("[data-monter]").hidden = vide || i === 0;
    ligne.querySelector("[data-descendre]").hidden = vide || i === lignes.length - 1 || "vide" in lignes[i + 1].dataset;
  });
}
/* Une ligne vide n’a que ses champs ; une ligne écrite est dans l’état. */
export function valeurDeLigne(ligne) {
  if (!("vide" in ligne.dataset)) return etat.valeur(...cheminDe(ligne)) ?? {};
  return Object.fromEntries(champsDans(ligne).map((champ) => [champ.dataset.champ, lireChamp(champ)]).filter(([, v]) => !etat.vide(v)));
}
/* La même, une fois ce champ changé. */
export function avecLeChamp(ligne, champ) {
  const avant = valeurDeLigne(ligne);
  return { ...(typeof avant === "object" ? avant : {}), [champ.dataset.champ]: lireChamp(champ) };
}

export function remplirListe(liste, valeur) {
  const lignes = liste.dataset.sorte === "sources"
    ? Object.entries(valeur && typeof valeur === "object" && !Array.isArray(valeur) ? valeur : {}).map(([id, source]) => ligneNeuve(liste, source ?? {}, id))
    : (Array.isArray(valeur) ? valeur : []).map((v) => ligneNeuve(liste, v));
  placeDesLignes(liste).replaceChildren(...lignes);
  if (lignes.length > 2) lignes.forEach((ligne) => plierLigne(ligne, true));
  liste.querySelector("[data-defaire]").replaceChildren();
  veiller(liste);
  numeroter(liste);
}

/* ---- Ce qui change dans une ligne ---- */

const laListe = (liste) => {
  const valeur = etat.valeur(...cheminDe(liste));
  return Array.isArray(valeur) ? valeur : [];
};

export function changerLigne(ligne, champ) {
  const liste = ligne.closest("[data-sorte='liste']");
  const chemin = cheminDe(liste);
  const ici = avecLeChamp(ligne, champ);
  if ("vide" in ligne.dataset) {
    if (!etat.vide(ici)) {
      delete ligne.dataset.vide;
      etat.poser(chemin, laListe(liste).toSpliced(lignesEcrites(liste).indexOf(ligne), 0, ici));
      veiller(liste);
      numeroter(liste);
    }
  } else if (etat.vide(ici)) {
    const rang = lignesEcrites(liste).indexOf(ligne);
    ligne.dataset.vide = "";
    etat.poser(chemin, laListe(liste).toSpliced(rang, 1));
  } else etat.poser(cheminDe(champ), lireChamp(champ));
  resumer(ligne);
}

export function ajouterLignes(liste, valeurs = [undefined], { viser = true } = {}) {
  const neuves = valeurs.map((v) => ligneNeuve(liste, v));
  const pleines = valeurs.filter((v) => v !== undefined);
  if (pleines.length) etat.poser(cheminDe(liste), [...laListe(liste), ...pleines]);
  if (attendUneLigne(liste)) placeDesLignes(liste).lastElementChild.before(...neuves);
  else placeDesLignes(liste).append(...neuves);
  numeroter(liste);
  liste.querySelector("[data-defaire]").replaceChildren();
  if (viser) neuves[0].querySelector("input, select, textarea").focus();
  return neuves;
}

function oterLigne(ligne) {
  const liste = ligne.closest("[data-sorte='liste'], [data-sorte='sources']");
  const nom = ligne.getAttribute("aria-label");
  const suivante = ligne.nextElementSibling ?? ligne.previousElementSibling;
  const avant = etat.texte;
  const [valeur, rang] = [valeurDeLigne(ligne), lignesEcrites(liste).indexOf(ligne)];
  if (!("vide" in ligne.dataset)) {
    if (liste.dataset.sorte === "sources") etat.poser(["sources", ligne.dataset.id], undefined);
    else etat.poser(cheminDe(liste), laListe(liste).toSpliced(rang, 1));
  }
  ligne.remove();
  numeroter(liste);
  if (liste.dataset.sorte === "sources") actualiserMenus();
  const apres = etat.texte;
  const avis = liste.querySelector("[data-defaire]");
  if (avant === apres) avis.replaceChildren();
  else {
    avis.replaceChildren(`${nom}\u00a0: ôtée. `, bouton("Remettre", () => {
      avis.replaceChildren();
      remettreLigne(liste, ligne, valeur, rang, etat.texte === apres && avant);
      viserAjout(liste);
      annoncer(`${nom} est remise.`);
    }));
  }
  veiller(liste);
  numeroter(liste);
  const geste = suivante?.querySelector("[data-oter]");
  if (geste && !geste.hidden) geste.focus();
  else viserAjout(liste);
}
/* Si rien n’a changé depuis, c’est le texte d’avant, octet pour octet. */
function remettreLigne(liste, ligne, valeur, rang, avant) {
  const sources = liste.dataset.sorte === "sources";
  const suivante = sources && !avant ? null : lignesEcrites(liste)[rang];
  if (avant) etat.revenir(avant);
  else if (sources) etat.poser(["sources", ligne.dataset.id], valeur);
  else etat.poser(cheminDe(liste), laListe(liste).toSpliced(rang, 0, valeur));
  if (suivante) suivante.before(ligne);
  else placeDesLignes(liste).insertBefore(ligne, lignesEcrites(liste).at(-1)?.nextElementSibling ?? placeDesLignes(liste).firstElementChild);
  remplirLigne(ligne, valeur);
  if (sources) actualiserMenus();
  numeroter(liste);
}

function deplacerLigne(ligne, pas) {
  const liste = ligne.closest("[data-sorte='liste']");
  const valeurs = new Map(lignesEcrites(liste).map((l) => [l, valeurDeLigne(l)]));
  if (pas < 0) ligne.previousElementSibling.before(ligne);
  else ligne.nextElementSibling.after(ligne);
  etat.poser(cheminDe(liste), lignesEcrites(liste).map((l) => valeurs.get(l)));
  numeroter(liste);
  const geste = ligne.querySelector(pas < 0 ? "[data-monter]" : "[data-descendre]");
  (geste.hidden ? ligne.querySelector("[data-oter]") : geste).focus();
  annoncer(`${ligne.getAttribute("aria-label")}.`);
}
