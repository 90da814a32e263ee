/* Les problèmes, à côté du champ dont ils parlent, sur le titre d’une partie repliée et au bilan ; dans les mots du formulaire (mots.js).
 *
 * Un champ n’est repris qu’une fois quitté, toute la fiche au moment de relire.
 */

import { creer } from "../commun/elements.js";
import { cite, pluriel } from "../commun/phrases.js";
import { champNomme, formulaire, saisiesDe } from "./champs.js";
import { phraseDuFormulaire } from "./mots.js";
import { abreger, annoncer, lienQui, page, trouver } from "./outils.js";
import { boutonsDe, sourcePourToutes } from "./remedes.js";
import { questionDe } from "./saisies.js";
import { session } from "./session.js";
import { estRemplie, estVu, saisieDe, viserChamp } from "./vus.js";

const ERREUR = "erreur";
let problemes = [];
let dernierDit = "";
let dejaDites = new Set(); // les erreurs visibles, déjà dites à qui écoute

const etapeDe = (element) => element?.closest("[data-etape]");
export const direPhrase = (id, blancs = {}) => session.phrases.auFormulaire(id, () => blancs); // avant que rien n’entre dans la fiche
const titreDe = (element) => element?.querySelector("legend, label")?.childNodes[0]?.textContent.trim() ?? "";
/* La phrase, et le lien vers la page des codes, qui l’explique par un exemple. */
const explication = (p) => [creer("a", { href: `../codes/#${p.code}`, target: "_blank", rel: "noopener" }, "Pourquoi\u202f?", creer("span", { class: "lu-seul" }, ` ${p.code} (nouvel onglet)`))];
export const phraseExpliquee = (p, phrase = phraseDuFormulaire(p)) => [phrase, " ", ...explication(p)];
export function sujetDe(p) {
  const element = p.champ;
  if (!element) return p.line > 1 ? `Ligne ${p.line} du fichier` : ["fiche-en-double", "fichier-trop-gros"].includes(p.code) ? "La fiche" : "Le nom du fichier";
  const ligne = element.closest("[data-ligne]");
  const nom = element.matches("[data-ligne]") ? element.getAttribute("aria-label") : titreDe(element);
  const dans = ligne && ligne !== element ? ligne.getAttribute("aria-label") : titreDe(element.parentElement.closest("[data-sorte='groupe']"));
  return dans && !element.matches("[data-ligne]") && !element.dataset.chemin ? `${dans}, ${nom.toLowerCase()}` : nom;
}

function allerCorriger(p) {
  if (!p.champ && p.line === 1 && page.querySelector("#nom-fichier")) {
    page.dispatchEvent(new CustomEvent("editeur:aller", { detail: "envoi" }));
    page.querySelector("#nom-fichier").focus();
    return;
  }
  if (!p.champ) {
    page.dispatchEvent(new CustomEvent("editeur:ligne", { detail: p.line }));
    return;
  }
  page.dispatchEvent(new CustomEvent("editeur:aller", { detail: etapeDe(p.champ).dataset.etape }));
  viserChamp(p.champ);
}
const lienVers = (p, dit = sujetDe(p)) => lienQui(`#${p.champ?.id || (p.champ && saisieDe(p.champ).id) || "etape-envoi"}`, dit, () => allerCorriger(p));
/* Dix fois la même chose se dit en une : un lien vers chacune, et d’un geste la source de toutes. */
const SEMBLABLES = 3;
const sansSource = (p) => p.code === "champ-manquant" && p.champ?.dataset.sorte === "source";
const genreDe = (p) => (sansSource(p) ? p.code : `${p.code} ${phraseDuFormulaire(p)}`);
function ligneDuBilan(ps) {
  const [p] = ps;
  if (ps.length < SEMBLABLES) return ps.map((un) => creer("li", {}, lienVers(un), "\u00a0: ", ...phraseExpliquee(un), ...boutonsDe(un)));
  if (ps.every(({ champ }) => champ === p.champ)) return [creer("li", { "data-fois": ps.length }, lienVers(p), "\u00a0: ", ...phraseExpliquee(p), creer("span", { "data-combien": true }, ` ${pluriel(ps.length, "fois", "fois")} ici.`))];
  const liens = creer("span", { "data-sujets": true }, ...ps.flatMap((un, i) => [i ? "\u202f; " : "", lienVers(un, sansSource(un) ? valeurDite(un) : sujetDe(un))]));
  if (!sansSource(p)) return [creer("li", { "data-fois": ps.length }, liens, "\u00a0: ", ...phraseExpliquee(p))];
  return [creer("li", { "data-fois": ps.length }, `${pluriel(ps.length, "valeur")} sans source\u00a0: `, liens, ". ", ...explication(p), " ", sourcePourToutes(ps))];
}
function valeurDite(p) {
  const ligne = p.champ.closest("[data-ligne]");
  const dit = ligne?.querySelector("[data-ligne-dit]").textContent;
  return ligne ? `${ligne.getAttribute("aria-label")}${dit ? ` (${abreger(dit, 40)})` : ""}` : sujetDe(p).replace(/, source$/, "");
}
function listeDeProblemes(lesquels) {
  const genres = new Map();
  for (const p of lesquels) {
    const genre = boutonsDe(p).length ? p : genreDe(p); // ce qui a ses boutons reste seul
    genres.set(genre, [...(genres.get(genre) ?? []), p]);
  }
  return creer("ul", {}, ...[...genres.values()].flatMap(ligneDuBilan));
}

const ordre = (p) => (p.champ ? [...formulaire.querySelectorAll("[data-champ], [data-ligne]")].indexOf(p.champ) : -1);

export function montrerProblemes(trouves) {
  problemes = trouves.map((p) => ({ ...p, champ: p.field ? champNomme(p.field) : null }));
  rafraichirProblemes();
}

function phraseDite(p) {
  const [sujet, phrase] = [sujetDe(p), phraseDuFormulaire(p)];
  return phrase.includes(cite(sujet)) ? phrase : `${sujet}\u00a0: ${phrase}`;
}
const sceauDe = (p) => `${p.code} ${p.field ?? p.line}`;
export function rafraichirProblemes() {
  const parChamp = new Map();
  for (const p of problemes) if (p.champ) parChamp.set(p.champ, [...(parChamp.get(p.champ) ?? []), p]);
  for (const champ of formulaire.querySelectorAll("[data-champ]")) direChamp(champ, estVu(champ) ? parChamp.get(champ) ?? [] : []);
  for (const ligne of formulaire.querySelectorAll("[data-ligne]")) direLigne(ligne, parChamp.get(ligne) ?? []);
  for (const partie of formulaire.querySelectorAll("[data-partie]")) direPartie(partie);
  const visibles = problemes.filter((p) => p.level === ERREUR && (!p.champ || estVu(p.champ) || p.champ.matches("[data-ligne]")));
  const nouveau = visibles.length ? `${pluriel(visibles.length, "chose")} à corriger.` : "Plus rien à corriger ici.";
  const neuves = visibles.filter((p) => !dejaDites.has(sceauDe(p)));
  dejaDites = new Set(visibles.map(sceauDe));
  if (neuves.length === 1 && neuves[0].champ) annoncer(phraseDite(neuves[0])); // celle du champ que l’on quitte
  else if (nouveau !== dernierDit && (dernierDit || visibles.length)) annoncer(nouveau);
  dernierDit = nouveau;
  page.dispatchEvent(new CustomEvent("editeur:problemes"));
}
const poser = (element, attribut, valeur) => { // récrite, une description serait relue
  if (element.getAttribute(attribut) === (valeur || null)) return;
  if (valeur) element.setAttribute(attribut, valeur);
  else element.removeAttribute(attribut);
};
/* Ce qui est lu d’un champ où l’on arrive : la phrase de sa faute, une fois, puis son aide. Un lecteur d’écran lit deux fois une
   description qui a changé, et une seule le message d’une faute. */
const aides = new WeakMap();
function decrire(champ, dit, grave) {
  const saisies = saisiesDe(champ);
  for (const saisie of saisies) {
    poser(saisie, "aria-invalid", grave && "true");
    poser(saisie, "aria-errormessage", grave && dit);
  }
  for (const cible of champ.matches("fieldset") ? [champ] : saisies) {
    if (!aides.has(cible)) aides.set(cible, cible.getAttribute("aria-describedby"));
    poser(cible, "aria-describedby", [!(grave && saisies.length) && dit, aides.get(cible)].filter(Boolean).join(" "));
  }
}
function direChamp(champ, lesquels) {
  const place = champ.querySelector("[data-fautes]");
  if (!place || place.closest("[data-champ]") !== champ) return;
  const grave = lesquels.some((p) => p.level === ERREUR);
  place.hidden = !lesquels.length;
  const demande = champ.querySelector(":scope > [data-dit] button") && questionDe(champ); // la question est déjà là, avec ses boutons
  const fautes = lesquels.map((p, rang) => {
    const [niveau, phrase] = [creer("strong", {}, p.level === ERREUR ? "À corriger\u00a0: " : "À vérifier\u00a0: "), demande ? "répondez à la question qui suit." : phraseDuFormulaire(p)];
    const dite = creer("span", rang ? {} : { id: `${place.id}-dit`, "aria-live": grave ? "polite" : null }, grave ? "" : niveau, phrase);
    return creer("span", { class: p.level === ERREUR ? "faute" : "faute faute--legere" }, grave ? niveau : "", dite, ...(demande ? [] : [" ", ...explication(p), ...boutonsDe(p)]));
  });
  if (place.textContent !== fautes.map((faute) => faute.textContent).join("")) place.replaceChildren(...fautes); // un lien où l’on vient d’arriver reste
  decrire(champ, lesquels.length ? `${place.id}-dit` : "", grave);
  champ.classList.toggle("champ--faux", grave);
}
function direLigne(ligne, lesquels) {
  ligne.querySelector(":scope > [data-ligne-fautes]")?.remove();
  const faux = lesquels.length || ligne.querySelector(".champ--faux");
  ligne.classList.toggle("ligne--fausse", Boolean(faux));
  if (lesquels.length) ligne.querySelector(".ligne-tete").after(creer("p", { class: "champ-fautes", "data-ligne-fautes": true }, ...lesquels.map((p) => creer("span", { class: "faute" }, ...phraseExpliquee(p), ...boutonsDe(p)))));
}
function direPartie(partie) {
  const erreurs = problemes.filter((p) => p.level === ERREUR && p.champ?.closest("[data-partie]") === partie && (estVu(p.champ) || p.champ.matches("[data-ligne]")));
  partie.querySelector("[data-partie-etat]").textContent = erreurs.length ? `${erreurs.length} à corriger` : estRemplie(partie) ? "rempli" : "";
  partie.classList.toggle("partie--fausse", erreurs.length > 0);
}

const PERSONNELS = ["courriel-personnel", "courriel-dans-un-texte", "telephone-mobile"]; // ce que l’accord exclut ; comme dans atlas/problems/report.py
export function direBilan() {
  const [erreurs, avis] = [true, false].map((grave) => problemes.filter((p) => (p.level === ERREUR) === grave).sort((a, b) => ordre(a) - ordre(b)));
  const [personnels, autres] = [true, false].map((oui) => avis.filter((p) => PERSONNELS.includes(p.code) === oui));
  const place = trouver("bilan");
  const ici = place.contains(document.activeElement); // un bouton qui s’en va laisse la main au titre
  place.classList.toggle("bilan--juste", !erreurs.length);
  place.replaceChildren(
    creer("h3", { tabindex: "-1" }, erreurs.length ? `${pluriel(erreurs.length, "chose")} à corriger` : "La fiche est juste"),
    erreurs.length ? listeDeProblemes(erreurs) : creer("p", {}, "Elle suit toutes les règles que le projet vérifie. Une personne la relira."),
    ...(personnels.length ? [creer("h4", {}, `${pluriel(personnels.length, "point")} à régler avant d’envoyer`),
      creer("p", {}, "Envoyer, c’est dire qu’aucune donnée personnelle n’est ici\u00a0: ôtez ce qui est à quelqu’un\u00a0; ce qui est à une structure peut rester."), listeDeProblemes(personnels)] : []),
    ...(autres.length ? [creer("h4", {}, `${pluriel(autres.length, "point")} à vérifier, sans urgence`), listeDeProblemes(autres)] : []),
  );
  if (ici) place.querySelector("h3").focus();
}

export const lesErreurs = () => problemes.filter((p) => p.level === ERREUR);
export const tousLesProblemes = () => problemes;
