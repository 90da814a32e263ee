/* Ce que l’on vient de taper, mis comme la fiche l’attend, et dit : une unité va dans son champ, les mots de la source dans la
 * précision ou la remarque ; un doute se demande, chaque lecture sur un bouton.
 */

import { creer } from "../commun/elements.js";
import { cite, enMots, pluriel } from "../commun/phrases.js";
import { champEnfant, cheminDe, direCote, formulaire, lireChamp, remplirChamp, saisiesDe } from "./champs.js";
import { elementsEcrits } from "./ecrits.js";
import { etat } from "./etat.js";
import { abreger, annoncer, bouton, lire, saisi } from "./outils.js";

const DOUTEUSES = ["nombre", "annee", "date"];
const nomDuChamp = (champ) => champ.querySelector("label").childNodes[0].textContent.trim();

/* ---- Dire, demander, sous le champ ---- */

/**
 * Une phrase sous un champ, avec ses boutons ; sans phrase, celle d’avant s’en va.
 * @param {HTMLElement} champ
 * @param {string} [texte]
 * @param {[string, () => void][]} [boutons]
 * @param {HTMLElement} [saisie] où l’on revient
 */
export function direSous(champ, texte = "", boutons = [], saisie = saisiesDe(champ)[0]) {
  champ.querySelector(":scope > [data-dit]")?.remove();
  if (!texte) return;
  const note = creer("p", { class: "champ-dit", "data-dit": true }, `${texte} `, ...boutons.flatMap(([nom, action]) => [bouton(nom, () => {
    note.remove();
    action();
    saisie.focus();
  }), " "]));
  champ.insertBefore(note, champ.querySelector(":scope > .champ-cote"));
  annoncer([texte, ...boutons.map(([nom]) => nom)].join(" "));
}
/* Une question s’en va quand change ce qui l’a fait naître : la valeur du champ, ou celle d’à côté qu’elle contredit. */
const oublierLaQuestion = (champ) => { if (champ.querySelector(":scope > [data-dit] button")) direSous(champ); };
formulaire.addEventListener("input", ({ target }) => {
  const champ = target.closest("[data-champ]");
  if (target.closest("[data-source-neuve]")) oublierLaQuestion(target.parentElement);
  else if (target.matches("[data-saisie]") && champ.dataset.sorte !== "lignes") oublierLaQuestion(champ);
  for (const note of champ?.closest("[data-ligne]")?.querySelectorAll(`[data-autour="${champ.dataset.champ}"]`) ?? []) note.remove();
});
formulaire.addEventListener("click", ({ target }) => { if (target.closest("[data-aujourdhui]")) oublierLaQuestion(target.closest("[data-champ]")); });
etat.abonner((raison) => { if (raison === "ouverture") formulaire.querySelectorAll("[data-dit]").forEach((note) => note.remove()); });

/* ---- Autour d’une valeur : son unité, son année, les mots de la source ---- */

const voisin = (champ, cle) => {
  const ligne = champ.closest("[data-ligne]");
  return ligne ? champEnfant(ligne, cle) : null;
};
const placeDesMots = (champ) => (champ.closest("[data-ligne]") ? voisin(champ, "precision") ?? voisin(champ, "phase") : formulaire.querySelector(`[data-chemin="remarques.${CSS.escape(cheminDe(champ).join("."))}"]`));
const nomDeLaPlace = (autre) => (autre.dataset.chemin ? "la remarque" : cite(nomDuChamp(autre)));

function remettre(champ, valeur) {
  remplirChamp(champ, valeur);
  saisi(champ);
  const cote = champ.closest("[data-cote]");
  if (cote) direCote(cote);
}
export function garderLesMots(champ, mots) {
  const place = placeDesMots(champ);
  const deja = place ? String(lireChamp(place)) : "";
  if (place && !deja.includes(mots)) remettre(place, [deja, mots].filter(Boolean).join("\u202f; "));
  return place;
}

/**
 * @param {any} champ
 * @param {string} tape
 * @param {import("./ecrits.js").Lu} lu
 */
function rangerAutour(champ, tape, { valeur, unite, annee, mots }) {
  const dits = [];
  /** @type {[string, string, [string, () => void][]][]} */
  const questions = [];
  const demander = () => {
    if (!questions.length) return;
    const [cle, ...question] = questions.shift();
    direSous(champ, ...question);
    champ.querySelector(":scope > [data-dit]").dataset.autour = cle;
  };
  for (const [cle, dit] of [["unite", unite], ["annee", annee]]) {
    const autre = dit && voisin(champ, cle);
    const deja = autre ? lireChamp(autre) : "";
    if (!dit || deja === dit) continue;
    if (autre && deja) {
      questions.push([cle, `${cite(nomDuChamp(autre))} dit ${cite(deja)}, et vous tapez ${cite(tape)}\u00a0: que garder\u202f?`, [[deja, demander], [dit, () => {
        remettre(autre, dit);
        demander();
      }]]]);
      continue;
    }
    if (autre) remettre(autre, dit);
    dits.push(autre ? `${cite(dit)} est dans ${cite(nomDuChamp(autre))}` : `${cite(dit)} n’a pas de place ici`);
  }
  if (mots) {
    const place = garderLesMots(champ, mots);
    dits.push(place ? `les mots ${cite(mots.replace(/^la source dit «\s|\s»$/gu, ""))} sont gardés dans ${nomDeLaPlace(place)}` : `une date se dit ici par le jour, le mois ou l’année`);
  }
  const estUneDate = champ.dataset.sorte === "date" && valeur !== tape && /^\d{4}/.test(valeur);
  const change = dits.length || /[a-zà-ÿ]/i.test(tape);
  if (estUneDate) dits.unshift(`lu ${enMots(valeur)}`);
  else if (change && valeur !== tape) dits.unshift(`écrit ${valeur.replace(".", ",")}`);
  const phrase = dits.join("\u202f; ");
  if (questions.length) demander();
  else direSous(champ, phrase && `${phrase[0].toUpperCase()}${phrase.slice(1)}.`);
}

/* ---- Ce qui vient d’être tapé ---- */

const UNE_SEULE = { nombre: "un seul nombre", annee: "une seule année", date: "une seule date" };
/**
 * Ce que demande un doute : « 2022-2023 » : la fiche prend une seule année…
 * @param {import("./ecrits.js").Lu} lu
 * @param {string} sorte
 * @param {boolean} [garde] les mots de la source ont une place
 */
export function texteDeLaQuestion({ valeur, choix, plage }, sorte, garde = false) {
  const dit = cite(valeur.replace(/ \?$/, ""));
  if (plage) return `${dit}\u00a0: la fiche prend ${UNE_SEULE[sorte]}${garde ? ", et garde les mots de la source" : ""}. ${sorte === "nombre" ? "Lequel" : "Laquelle"}\u202f?`;
  return (choix ?? []).length > 1 ? `${dit} peut se lire de plusieurs façons. Que voulez-vous dire\u202f?` : `${dit}, est-ce bien\u00a0:`;
}
/**
 * La question que pose une valeur douteuse, et une lecture par bouton ; rien si elle ne l’est pas.
 * @param {any} champ
 * @param {import("./ecrits.js").Lu | null} [lu]
 * @returns {{ texte: string, boutons: [string, () => void][] } | null}
 */
export function questionDe(champ, lu = DOUTEUSES.includes(champ.dataset.sorte) ? lire(champ.dataset.sorte, saisiesDe(champ)[0].value) : null) {
  if (!lu?.choix) return null;
  return { texte: texteDeLaQuestion(lu, champ.dataset.sorte, Boolean(placeDesMots(champ))), boutons: lu.choix.map(({ valeur, dit }) => [dit, () => {
    const [saisie] = saisiesDe(champ);
    const tape = saisie.value;
    saisie.value = valeur;
    saisi(champ);
    rangerAutour(champ, tape.replace(/ \?$/, ""), { ...lu, valeur });
  }]) };
}
function poserLaQuestion(champ, lu) {
  const { texte, boutons } = questionDe(champ, lu);
  direSous(champ, texte, boutons);
}

/* Un champ quitté après avoir changé. */
export function mettreAuPropre(champ, saisie) {
  const tape = saisie.value.trim();
  const lu = lire(champ.dataset.sorte, tape);
  if (lu.valeur !== saisie.value) saisie.value = lu.valeur;
  if (lu.choix) poserLaQuestion(champ, lu);
  else if (DOUTEUSES.includes(champ.dataset.sorte)) rangerAutour(champ, tape, lu);
  else direSous(champ, lu.dit);
}
/* Un doute resté sans réponse (une ligne collée, un brouillon repris) se redemande quand on y vient. */
export function redemander(champ) {
  if (!DOUTEUSES.includes(champ.dataset.sorte) || champ.querySelector(":scope > [data-dit]")) return;
  const [saisie] = saisiesDe(champ);
  if (/^-?\d+([.-]\d+)*$/.test(saisie.value)) return;
  const lu = lire(champ.dataset.sorte, saisie.value);
  if (lu.choix) poserLaQuestion(champ, lu);
  else if (lu.valeur !== saisie.value) { // une cellule collée, dont l’unité en contredit une autre
    mettreAuPropre(champ, saisie);
    saisi(champ);
  }
}
formulaire.addEventListener("focusin", ({ target }) => {
  const champ = target.matches("[data-saisie]") && target.closest("[data-champ]");
  if (champ) redemander(champ);
});

/* ---- Une liste ---- */

/* Ce qui est tapé devient des pastilles ; ce que font les virgules est dit, et se défait. */
export function rangerLaListe(champ) {
  const [saisie] = saisiesDe(champ);
  const { elements, autrement } = elementsEcrits(saisie.value);
  const avant = champ.valeurs ?? [];
  const poser = (neufs) => {
    remplirChamp(champ, [...new Set([...avant, ...neufs])]);
    saisi(champ);
  };
  poser(elements);
  if (!elements.length) return;
  if (!autrement) {
    direSous(champ);
    annoncer(`${pluriel(elements.length, "élément ajouté", "éléments ajoutés")}.`);
  } else if (elements.length > autrement.length) direSous(champ, `${pluriel(elements.length, "élément")}, un par virgule.`, [[`N’en faire qu’un\u00a0: ${cite(abreger(autrement[0]))}`, () => poser(autrement)]]);
  else direSous(champ, "Les virgules sont gardées.", [[`Séparer aussi aux virgules (${pluriel(autrement.length, "élément")})`, () => poser(autrement)]]);
}
formulaire.addEventListener("click", ({ target }) => {
  const champ = target.matches("[data-noter]") && target.closest("[data-champ]");
  if (!champ) return;
  if (saisiesDe(champ)[0].value) rangerLaListe(champ); // sinon, la quitter l’a déjà fait
  saisiesDe(champ)[0].focus();
});
formulaire.addEventListener("input", ({ target }) => { // la touche Entrée, ou des lignes collées
  const champ = target.matches("[data-saisie]") && target.closest("[data-sorte='lignes']");
  if (champ && target.value.includes("\n")) rangerLaListe(champ);
});

/* ---- Une ligne collée ---- */

/**
 * Les valeurs d’une ligne collée, chacune comme la fiche l’attend : ce que l’une dit d’une autre qui manque y va.
 * @param {Record<string, string>} sortes par clé
 * @param {Record<string, string>} textes par clé
 */
export function lireEnsemble(sortes, textes) {
  const valeurs = { ...textes };
  for (const [cle, texte] of Object.entries(textes)) {
    const { valeur, unite, annee, mots, choix } = lire(sortes[cle], texte);
    const contredit = [["unite", unite], ["annee", annee]].some(([autre, dit]) => dit && textes[autre] && lire(sortes[autre], textes[autre]).valeur !== dit);
    valeurs[cle] = contredit ? texte : valeur;
    if (contredit || choix) continue; // se demandera dans la ligne
    for (const [autre, dit] of [["unite", unite], ["annee", annee]]) if (dit && autre in sortes) valeurs[autre] = dit;
    if (mots && "precision" in sortes && !valeurs.precision?.includes(mots)) valeurs.precision = [valeurs.precision, mots].filter(Boolean).join("\u202f; ");
  }
  return valeurs;
}
