/* Les champs du formulaire (templates/morceaux/champ.html) : où chacun écrit dans la fiche, comment il se lit et se remplit.
 *
 * `champs.chemin(element)` donne le chemin de `etat.poser` ; `champs.trouver("chiffres[2].source")` l’élément dont parle un
 * problème, ou le plus proche qui l’entoure.
 */

import { creer } from "../commun/elements.js";
import { plier } from "../commun/mots.js";
import { pluriel } from "../commun/phrases.js";
import { elementsEcrits } from "./ecrits.js";
import { abreger, annoncer, bouton, page, saisi, trouver } from "./outils.js";

export const formulaire = trouver("formulaire");
export const adresseDesLieux = page.dataset.lieux;
export const PASTILLES = ["communes", "epci", "regions", "departements"];
const remplisseurs = new Map(); // sorte → ce qui la remplit, quand ce n’est pas une simple saisie

/**
 * Les sortes qu’un autre module sait remplir.
 * @param {string[]} sortes
 * @param {(champ: HTMLElement, valeur: any) => void} remplir
 */
export const remplirAvec = (sortes, remplir) => sortes.forEach((sorte) => remplisseurs.set(sorte, remplir));

/* ---- Où l’on est ---- */

export const lignesDe = (liste) => [...(liste?.querySelector("[data-lignes]").children ?? [])];
export const lignesEcrites = (liste) => lignesDe(liste).filter((ligne) => !("vide" in ligne.dataset));

export function cheminDe(element) {
  if (element.dataset.chemin) return element.dataset.chemin.split(".");
  const morceaux = [];
  for (let e = element; e; e = e.parentElement.closest("[data-champ], [data-ligne]")) {
    if (!e.matches("[data-ligne]")) morceaux.unshift(e.dataset.champ);
    else if (e.dataset.id !== undefined) morceaux.unshift(e.dataset.id);
    else morceaux.unshift(lignesEcrites(e.closest("[data-champ]")).indexOf(e));
  }
  return morceaux;
}

export const champEnfant = (cadre, cle) => [...cadre.querySelectorAll(`[data-champ="${CSS.escape(cle)}"]:not([data-chemin])`)]
  .find((e) => (e.parentElement.closest("[data-champ], [data-ligne]") ?? formulaire) === cadre);

export function champNomme(nom) {
  const [table, ...suite] = nom.split(".");
  if (["provenance", "remarques"].includes(table)) {
    return formulaire.querySelector(`[data-chemin="${CSS.escape(`${table}.${suite.join(".")}`)}"]`) ?? champEnfant(formulaire, suite[0] ?? "");
  }
  let ici = null;
  for (const morceau of nom.match(/[^.[\]]+|\[\d+\]/g) ?? []) {
    const cadre = ici ?? formulaire;
    const rang = morceau.match(/^\[(\d+)\]$/);
    let suivant;
    if (rang) suivant = cadre.dataset.sorte === "liste" ? lignesEcrites(cadre)[rang[1] - 1] : null;
    else if (cadre.dataset.sorte === "sources") suivant = lignesDe(cadre).find((ligne) => ligne.dataset.id === morceau);
    else suivant = champEnfant(cadre, morceau);
    if (!suivant) break;
    ici = suivant;
  }
  return ici;
}

/* ---- Lire et remplir ---- */

export const saisiesDe = (champ) => [...champ.querySelectorAll("[data-saisie]")].filter((s) => s.closest("[data-champ]") === champ);
const texteDe = (valeur) => (typeof valeur === "string" || typeof valeur === "number" ? String(valeur).replace(/\s*\n\s*/g, " ") : "");
const listeDe = (valeur) => (Array.isArray(valeur) ? valeur.map(texteDe).filter(Boolean) : texteDe(valeur) ? [texteDe(valeur)] : []);

export function lireChamp(champ) {
  const { sorte } = champ.dataset;
  if (sorte === "cases") return champ.ordre ?? [];
  if (sorte === "radios") return saisiesDe(champ).find((s) => s.checked)?.value ?? "";
  if (PASTILLES.includes(sorte)) return champ.valeurs ?? [];
  const [saisie] = saisiesDe(champ);
  if (sorte === "lignes") return [...new Set([...(champ.valeurs ?? []), ...elementsEcrits(saisie.value).elements])]; // ce qui n’est pas encore une pastille compte aussi
  return saisie.value.trim();
}

/* Un menu qui n’a pas la valeur de la fiche la montre quand même : rien n’est changé sans le dire. */
function choisirDansMenu(menu, valeur) {
  menu.querySelector("[data-etrangere]")?.remove();
  const plie = plier(valeur);
  const option = [...menu.options].find((o) => o.value === valeur) ?? (valeur && [...menu.options].find((o) => o.value && (o.dataset.code === valeur || plier(o.value) === plie)));
  if (option) menu.value = option.value;
  else {
    const ajoutee = creer("option", { value: valeur, "data-etrangere": true }, `${valeur} (hors de la liste)`);
    menu.append(ajoutee);
    menu.value = valeur;
  }
}

export function remplirChamp(champ, valeur) {
  const { sorte } = champ.dataset;
  if (sorte === "cases") {
    champ.ordre = listeDe(valeur);
    for (const s of saisiesDe(champ)) s.checked = champ.ordre.includes(s.value);
    direOrdre(champ);
  } else if (sorte === "radios") {
    const dit = texteDe(valeur);
    for (const s of saisiesDe(champ)) s.checked = s.value === dit;
  } else if (PASTILLES.includes(sorte) || sorte === "lignes") {
    champ.valeurs = listeDe(valeur);
    if (sorte === "lignes") saisiesDe(champ)[0].value = "";
    montrerPastilles(champ);
  } else if (remplisseurs.has(sorte)) remplisseurs.get(sorte)(champ, valeur);
  else if (sorte === "groupe") {
    for (const enfant of champsDans(champ)) remplirChamp(enfant, valeur?.[enfant.dataset.champ]);
  } else {
    const [saisie] = saisiesDe(champ);
    if (!saisie) return; // un autodiagnostic, que le reste montrera
    if (saisie.matches("select")) choisirDansMenu(saisie, texteDe(valeur));
    else saisie.value = texteDe(valeur);
    direDefinition(champ);
  }
}

export const champsDans = (cadre) => [...cadre.querySelectorAll("[data-champ]:not([data-chemin])")].filter((e) => e.parentElement.closest("[data-champ], [data-ligne]") === cadre);

/* ---- Ce qui est dit à côté d’un champ ---- */

export function direDefinition(champ) { // la définition du mot choisi dans un menu
  const place = champ.querySelector("[data-definition]");
  if (!place) return;
  place.textContent = champ.querySelector("select").selectedOptions[0]?.title ?? "";
  place.hidden = !place.textContent;
}
export function direCote(cote) {
  const dits = [...cote.querySelectorAll("select, textarea")].filter((s) => s.value).map((s) => (s.matches("select") ? abreger(s.selectedOptions[0].textContent, 60) : "une remarque"));
  cote.querySelector("[data-cote-dit]").textContent = dits.join(", ");
  cote.classList.toggle("champ-cote--rempli", dits.length > 0);
}
const motDe = (champ, valeur) => champ.querySelector(`input[value="${CSS.escape(valeur)}"]`)?.closest("label").querySelector(".choix-mot").textContent.trim() ?? valeur;
export function direOrdre(champ) {
  const place = champ.querySelector("[data-ordre]");
  place.hidden = champ.ordre.length < 2;
  place.replaceChildren(`Le principal\u00a0: ${motDe(champ, champ.ordre[0] ?? "")}. `, ...champ.ordre.slice(1).map((valeur) => bouton(`Plutôt ${motDe(champ, valeur)}`, () => {
    champ.ordre = [valeur, ...champ.ordre.filter((v) => v !== valeur)];
    direOrdre(champ);
    saisi(champ);
    champ.querySelector(`input[value="${CSS.escape(valeur)}"]`).focus();
    annoncer(`Secteur principal\u00a0: ${motDe(champ, valeur)}.`);
  })));
}

/* ---- Les lieux d’un territoire, les éléments d’une liste : des pastilles que l’on ôte ---- */

/* Ce qui connaît les lieux vient avec la suite : les champs qui en cherchent l’attendent, et les noms que dit un code. */
let avecLesLieux;
const lieuxSus = new Promise((fait) => { avecLesLieux = fait; });
/**
 * @param {() => any} lesLieux ceux que cherchent les champs de la page
 * @param {(formulaire: HTMLFormElement, numero: number | string) => void} preparer
 */
export const connaitreLesLieux = (lesLieux, preparer) => avecLesLieux({ lesLieux, preparer });
export function champQuiCherche(formulaire, numero) {
  formulaire.hidden = false;
  lieuxSus.then(({ preparer }) => preparer(formulaire, numero));
}
/* Les départements et les régions ne sont qu’une fois dans la page : les autres menus les copient quand leur partie s’ouvre. */
const memesOptions = (nom) => [.../** @type {HTMLSelectElement} */ (document.getElementById(nom)).options].filter((option) => option.dataset.code);
formulaire.addEventListener("toggle", ({ target }) => {
  for (const menu of target.querySelectorAll("[data-comme]")) {
    menu.append(...memesOptions(menu.dataset.comme).map((option) => option.cloneNode(true)));
    delete menu.dataset.comme;
  }
}, true);
async function nomDe(sorte, valeur) {
  if (sorte === "departements" || sorte === "regions") {
    const option = memesOptions(sorte === "regions" ? "c-region" : "c-departement").find((o) => o.dataset.code === valeur || plier(o.value) === plier(valeur));
    return option?.textContent ?? valeur;
  }
  try {
    const { lesLieux } = await lieuxSus;
    if (sorte === "communes" && /^(\d{5}|2[AB]\d{3})$/.test(valeur)) {
      const lieu = await lesLieux().lieu(valeur);
      return lieu ? `${lieu.nom} (${lieu.departement})` : valeur;
    }
    if (sorte === "epci" && /^\d{9}$/.test(valeur)) {
      const code = await lesLieux().communeDe(valeur);
      return (code && (await lesLieux().lieu(code))?.epciNom) || valeur;
    }
  } catch (erreur) {
    console.warn(erreur); // hors ligne : le code seul
  }
  return valeur;
}
function montrerPastilles(champ) {
  const place = champ.querySelector("[data-pastilles]");
  place.hidden = !champ.valeurs.length;
  place.replaceChildren(...champ.valeurs.map((valeur, rang) => {
    const nom = creer("span", {}, valeur);
    const oter = bouton("Ôter", () => {
      champ.valeurs = champ.valeurs.filter((_, i) => i !== rang);
      montrerPastilles(champ);
      saisi(champ);
      champ.querySelector("[data-ajout], [data-saisie]").focus();
      annoncer(`${nom.textContent} est ôté.`);
    }, { class: "pastille-oter" });
    const vue = creer("span", { class: "lu-seul" }, ` ${valeur}`);
    oter.append(vue);
    nomDe(champ.dataset.sorte, valeur).then((dit) => {
      nom.textContent = dit;
      vue.textContent = ` ${dit}`;
    });
    return creer("li", {}, nom, " ", oter);
  }));
}
export function ajouterAuChamp(champ, ...valeurs) {
  const neuves = valeurs.map((v) => v.trim()).filter((v) => v && !champ.valeurs.includes(v));
  if (!neuves.length) return;
  champ.valeurs = [...champ.valeurs, ...new Set(neuves)];
  montrerPastilles(champ);
  saisi(champ);
  annoncer(neuves.length > 1 ? `${pluriel(neuves.length, "lieu ajouté", "lieux ajoutés")}.` : "Ajouté.");
}
