/* Les outils de l’éditeur : la page, des boutons, des avis, et ce que les gens tapent mis comme la fiche l’attend. */

import { boutonQui } from "../commun/boutons.js";
import { copier } from "../commun/copier.js";
import { donnerLeFichier } from "../commun/donner.js";
import { creer } from "../commun/elements.js";
import { essayer } from "../commun/essayer.js";
import { differer } from "../commun/gestes.js";
import { anneeEcrite, dateEcrite, nombreEcrit } from "./ecrits.js";

/** @type {any} */
export const page = document.querySelector("[data-editeur]");
/**
 * L’élément de la page qui porte `data-nom`.
 * @param {string} nom
 * @returns {any}
 */
export const trouver = (nom) => page.querySelector(`[data-${nom}]`);

export const bouton = (texte, action, attributs = {}) => boutonQui(texte, action, { class: "bouton-leger", ...attributs });
/* Un lien de la page, dont le geste est à nous. */
export function lienQui(href, texte, action) {
  const element = creer("a", { href }, texte);
  element.addEventListener("click", (evenement) => {
    evenement.preventDefault();
    action();
  });
  return element;
}
/** Ce qui vient d’être mis dans un champ sans être tapé compte comme une frappe. */
export const saisi = (champ) => page.dispatchEvent(new CustomEvent("editeur:saisie", { detail: champ }));
export const abreger = (texte, longueur = 90) => (texte.length > longueur ? `${texte.slice(0, longueur - 1).trimEnd()}…` : texte);

/* ---- Ce que les gens tapent, et ce que la fiche attend ---- */

const adresseDe = (texte) => (/^(www\.|[a-z0-9-]+(\.[a-z0-9-]+)*\.(fr|org|com|net|coop|bzh|eu|info)(\/|$))/i.test(texte) ? `https://${texte}` : texte);
const adresseEcrite = (texte) => adresseDe(texte.replace(/^<(.*)>$/, "$1").replace(/^(https?):[/\\]*(?=[a-z0-9])/i, "$1://"));
const courrielDe = (texte) => texte.match(/^(?:[^<>@]*<)?(?:mailto:)?([^\s<>,;:]+@[^\s<>,;:]+?)[>.,;]*$/i)?.[1] ?? texte;
const telephoneDe = (texte) => texte.replace(/^(?:t[ée]l(?:[ée]phone)?|standard|fixe)[.\s:]*(?=[\d(+])/i, "");
/* Un SIRET, c’est un SIREN et cinq chiffres de plus. */
function sirenEcrit(texte) {
  const chiffres = texte.trim().replace(/^sire[nt][\s:n°]*/i, "");
  const siret = /^\d{14}$/.test(chiffres.replace(/\s/g, ""));
  return siret ? { valeur: chiffres.replace(/\s/g, "").slice(0, 9), dit: "Du SIRET, le SIREN est gardé\u00a0: ses neuf premiers chiffres." } : { valeur: chiffres };
}
/** Le nom de l’hôte d’une adresse ; rien si ce n’en est pas une. */
export const hoteDe = (adresse) => essayer(() => new URL(adresse).hostname, "");
/* Une puce et des tabulations qui viennent d’un traitement de texte. */
const sansPuce = (texte) => texte.replace(/^[•▪◦●■\uf0a7\uf0b7]\s+/, "").replace(/\t+/g, " ");
const ECRIRE = { url: adresseEcrite, courriel: courrielDe, telephone: telephoneDe, degres: (t) => t.replace(",", ".") };
const LIRE = { date: dateEcrite, annee: anneeEcrite, nombre: nombreEcrit, siren: sirenEcrit };

/**
 * Ce que dit un texte tapé pour un champ de cette sorte, et ce qui reste à demander.
 * @param {string} sorte
 * @param {string} texte
 * @returns {import("./ecrits.js").Lu}
 */
export const lire = (sorte, texte) => LIRE[sorte]?.(texte) ?? { valeur: (ECRIRE[sorte] ?? sansPuce)(texte.trim()) };
export const normaliser = (sorte, texte) => lire(sorte, texte).valeur;

/* ---- Sortir un texte ---- */

export async function copierLeTexte(texte) {
  if (await copier(texte)) return true;
  const zone = creer("textarea", { class: "lu-seul", "aria-hidden": "true" });
  zone.value = texte;
  document.body.append(zone);
  zone.select();
  const fait = document.execCommand("copy");
  zone.remove();
  return fait;
}
export const telecharger = (nom, texte) => donnerLeFichier(nom, new Blob([texte], { type: "text/markdown;charset=utf-8" }));

const parole = trouver("annonce");
export const annoncer = differer((texte) => { // le même texte deux fois se redit
  parole.textContent = parole.textContent === texte ? `${texte}\u00a0` : texte;
}, 300);

export const pareil = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/* Des avis en tête de page, un par sujet ; sans contenu, l’avis s’en va. */
export function aviser(sujet, ...contenu) {
  const place = trouver("avis");
  place.querySelector(`[data-sujet="${sujet}"]`)?.remove();
  if (!contenu.length) return;
  place.append(creer("div", { class: "avis", "data-sujet": sujet }, ...contenu));
  annoncer(contenu[0].textContent);
}

export const racine = document.body.dataset.racine;

const ANNULABLES = 400;
/** Trop de lignes pour l’ordre du navigateur. @param {string} texte */
export const tropDeLignes = (texte) => texte.split("\n").length > ANNULABLES;
/**
 * Met un texte là où est le curseur. L’ordre du navigateur garde « Annuler », mais son temps croît comme le carré des lignes : dix mille le
 * figeraient plus d’une minute ; au-delà, et où il manque, la zone change sans lui.
 * @param {any} zone une zone de texte, ou un champ
 * @param {string} texte
 */
export function inserer(zone, texte) {
  if (!tropDeLignes(texte) && document.execCommand("insertText", false, texte)) return;
  if (zone.selectionStart !== null) zone.setRangeText(texte, zone.selectionStart, zone.selectionEnd, "end");
  zone.dispatchEvent(new Event("input", { bubbles: true }));
}
