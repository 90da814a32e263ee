/* Les outils de l’éditeur : la page, des boutons, des avis, et ce que les gens tapent mis comme la fiche l’attend. */

import { creer } from "../commun/elements.js";
import { differer } from "../commun/gestes.js";
import { plier } from "../commun/mots.js";

/** @type {any} */
export const page = document.querySelector("[data-editeur]");
/**
 * L’élément de la page qui porte `data-nom`.
 * @param {string} nom
 * @returns {any}
 */
export const trouver = (nom) => page.querySelector(`[data-${nom}]`);


export function bouton(texte, action, attributs = {}) {
  const element = creer("button", { type: "button", class: "bouton-leger", ...attributs }, texte);
  element.addEventListener("click", action);
  return element;
}
export const abreger = (texte, longueur = 90) => (texte.length > longueur ? `${texte.slice(0, longueur - 1).trimEnd()}…` : texte);

/* ---- Ce que les gens tapent, et ce que la fiche attend ---- */

const MOIS_SANS_ACCENT = ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"];
const deux = (n) => String(n).padStart(2, "0");
function dateDe(texte) { // « 19/09/2014 », « septembre 2014 » : écrites comme la fiche les veut
  const chiffres = texte.match(/^(?:(\d{1,2})\s*[/.-]\s*)?(\d{1,2})\s*[/.-]\s*(\d{4})$/);
  if (chiffres) return [chiffres[3], deux(chiffres[2]), chiffres[1] && deux(chiffres[1])].filter(Boolean).join("-");
  const mots = plier(texte).match(/^(?:(\d{1,2})(?:er)? )?([a-z]+) (\d{4})$/);
  const mois = mots ? MOIS_SANS_ACCENT.findIndex((nom) => nom === mots[2] || (mots[2].length > 2 && nom.startsWith(mots[2]))) : -1;
  return mois >= 0 ? [mots[3], deux(mois + 1), mots[1] && deux(mots[1])].filter(Boolean).join("-") : texte;
}
const nombreDe = (texte) => (/^-?\d[\d\s]*([.,]\d+)?$/.test(texte) ? texte.replace(/\s/g, "").replace(",", ".") : texte);
const adresseDe = (texte) => (/^(www\.|[a-z0-9-]+(\.[a-z0-9-]+)*\.(fr|org|com|net|coop|bzh|eu|info)(\/|$))/i.test(texte) ? `https://${texte}` : texte);
const ECRIRE = { date: dateDe, nombre: nombreDe, annee: nombreDe, url: adresseDe, degres: (t) => t.replace(",", ".") };
export const normaliser = (sorte, texte) => (ECRIRE[sorte] ?? ((t) => t))(texte.trim());

/* ---- Sortir un texte ---- */

export async function copier(texte) {
  try {
    await navigator.clipboard.writeText(texte);
    return true;
  } catch { // page servie sans https, ou permission refusée
    const zone = creer("textarea", { class: "lu-seul", "aria-hidden": "true" });
    zone.value = texte;
    document.body.append(zone);
    zone.select();
    const fait = document.execCommand("copy");
    zone.remove();
    return fait;
  }
}
export function telecharger(nom, texte) {
  const url = URL.createObjectURL(new Blob([texte], { type: "text/markdown;charset=utf-8" }));
  const lien = creer("a", { href: url, download: nom });
  document.body.append(lien);
  lien.click();
  lien.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

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
