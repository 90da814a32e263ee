/* L’autodiagnostic : l’adresse (#op4, #profil, #comparer, #garder) dit ce que l’on voit ; le navigateur garde les réponses,
 * et rien ne part. Chaque module du dossier fait une chose ; celui-ci les relie.
 */
import { boutonQui } from "../commun/boutons.js";
import { copier } from "../commun/copier.js";
import { donnerLeFichier } from "../commun/donner.js";
import { creer } from "../commun/elements.js";
import { unSeulClic } from "../commun/gestes.js";
import { enMots, pluriel } from "../commun/phrases.js";
import { calculsDe } from "./calculs.js";
import { comparaisonDe } from "./comparer.js";
import { dessinsDe } from "./dessins.js";
import { fichierDe } from "./fichier.js";
import { garde } from "./garde.js";
import { profilDe } from "./profil.js";
import { questionsDe } from "./questions.js";

/** @type {HTMLElement} */
const zone = document.querySelector("[data-autodiagnostic]");
const grille = JSON.parse(zone.dataset.grille);
const calculs = calculsDe(grille);
const fichier = fichierDe(grille, calculs);
const profil = profilDe(grille, calculs, dessinsDe(grille, calculs));
const comparer = comparaisonDe(grille, calculs);
/** @type {(nom: string) => any} */
const trouver = (nom) => zone.querySelector(`[data-auto-${nom}]`);
/** @type {(selecteur: string) => any[]} */
const tous = (selecteur) => Array.from(zone.querySelectorAll(selecteur));
const TAILLE = 1_000_000; // octets : au-delà, un fichier n’est même pas lu
let etat = fichier.vide();
let jeux = []; // les fichiers ouverts pour comparer : { nom, fichier, regard, date, reponses, remarques }
let refus = false;

const annoncer = (texte) => {
  trouver("annonce").textContent = "";
  trouver("annonce").textContent = texte;
};

/* ---- Garder ---- */

function change() {
  const tenu = garde.ecrire(fichier.ecrire(etat));
  if (tenu === !refus) return;
  refus = !tenu;
  trouver("refus").hidden = tenu;
}

function reprendre() {
  const garde_ = garde.lire();
  if (!garde_) return;
  try {
    const { etat: lu, remarques } = fichier.lire(garde_);
    etat = lu;
    remarquer(trouver("reprise"), "Vos réponses, gardées par ce navigateur, sont reprises.", remarques);
  } catch (faute) {
    remarquer(trouver("reprise"), "Ce que ce navigateur gardait n’a pas pu être relu, et n’est pas effacé tant que vous ne répondez pas.", [faute.message]);
  }
}

function remarquer(ou, phrase, remarques) {
  ou.replaceChildren(creer("p", {}, phrase), ...(remarques.length ? [creer("ul", {}, ...remarques.map((r) => creer("li", {}, r)))] : []));
  ou.hidden = false;
}

reprendre();
const questions = questionsDe(trouver("questions"), grille, calculs, { etat: () => etat, change, annoncer });

/* ---- Ce que l’on voit ---- */

function ensemble() {
  const moi = trouver("moi").checked && Object.values(calculs.remplis(etat.reponses)).some(Boolean);
  const mien = { nom: etat.qui || "Mes réponses", regard: etat.regard, date: etat.date, reponses: etat.reponses };
  return moi ? [mien, ...jeux] : jeux;
}
const peindre = {
  profil: () => trouver("profil").replaceChildren(...profil(etat)),
  comparer: () => trouver("comparaison").replaceChildren(...comparer(ensemble())),
  garder: () => {
    trouver("fiche").value = fichier.fiche(etat);
    trouver("editeur").search = etat.pole ? `?pole=${etat.pole}` : "";
    trouver("sans-pole").hidden = Boolean(etat.pole);
  },
  repondre: () => {},
};

function montrer(viser) {
  const demande = location.hash.slice(1) || "depart";
  const vue = Object.hasOwn(peindre, demande) ? demande : "repondre";
  for (const section of tous("[data-vue]")) section.hidden = section.dataset.vue !== vue;
  for (const lien of tous("[data-onglet]")) {
    if (lien.dataset.onglet === vue) lien.setAttribute("aria-current", "true");
    else lien.removeAttribute("aria-current");
  }
  zone.dataset.imprime = vue === "comparer" ? "comparer" : "profil";
  peindre[vue]();
  const titre = vue === "repondre" ? questions.montrer(demande) : tous(`[data-vue="${vue}"] h2`)[0];
  if (!viser) return;
  if (vue === "repondre") annoncer(`${trouver("ou").textContent}\u00a0: ${titre.textContent.replace(/^\d+\. /, "")}.`); // le titre, refait, n’est pas toujours lu
  titre.focus({ preventScroll: true });
  titre.scrollIntoView({ block: "start" });
}

const { etapes } = questions;
addEventListener("hashchange", () => {
  const demande = location.hash.slice(1);
  if (!demande || etapes.includes(demande) || Object.hasOwn(peindre, demande)) montrer(true);
});
const deplier = () => tous("[data-detail]").forEach((detail) => { detail.open = true; });
/* Sans une réponse, il n’y a pas de profil : c’est la grille à remplir que l’on imprime, celle que montre un navigateur sans script. */
function poserLaGrille() {
  const lue = new DOMParser().parseFromString(document.querySelector("noscript").textContent, "text/html");
  trouver("vierge").replaceChildren(...lue.querySelector("section").childNodes);
}
addEventListener("beforeprint", () => {
  if (zone.dataset.imprime !== "comparer") zone.dataset.imprime = entame() ? "profil" : "vierge";
  if (zone.dataset.imprime === "vierge") poserLaGrille();
  else peindre[zone.dataset.imprime]();
  deplier();
});

/* ---- Les fichiers ---- */

const erreur = (ou, texte) => { trouver(`erreur-${ou}`).textContent = texte; };

async function lire(choisi) {
  if (choisi.size > TAILLE) throw new Error("Ce fichier est bien trop gros pour un autodiagnostic.");
  return fichier.lire(await choisi.text());
}

trouver("exporter").addEventListener("click", () => {
  donnerLeFichier(fichier.nom(etat), new Blob([fichier.ecrire(etat)], { type: "application/json" }));
  annoncer(`Le fichier ${fichier.nom(etat)} est enregistré par votre navigateur.`);
});

/* Une question, et sa réponse : rien n’est perdu par mégarde. */
function demander(phrase, oui) {
  const boite = trouver("boite");
  boite.querySelector("p").textContent = phrase;
  const [bouton] = boite.querySelectorAll("button");
  bouton.textContent = oui;
  boite.returnValue = "";
  boite.showModal();
  return new Promise((fin) => { boite.addEventListener("close", () => fin(boite.returnValue === "oui"), { once: true }); });
}
const entame = () => Object.values(etat.reponses).some((r) => Object.values(r).some(Boolean));
// Ce que le navigateur ne garde pas ne se perd pas sans un mot : il demande avant de quitter la page.
addEventListener("beforeunload", (depart) => { if (refus && entame()) depart.preventDefault(); });

trouver("importer").addEventListener("change", async ({ target: champ }) => {
  const [choisi] = champ.files;
  if (!choisi) return;
  erreur("importer", "");
  try {
    const { etat: lu, remarques } = await lire(choisi);
    if (entame() && !await demander("Ce fichier prendra la place de vos réponses.", "Les remplacer")) return;
    etat = lu;
    change();
    questions.relire();
    peindre.garder();
    const n = calculs.remplis(etat.reponses);
    remarquer(trouver("importe"), `Le fichier est ouvert\u00a0: ${pluriel(n.importance, "réponse")} pour l’importance, ${n.satisfaction} pour la satisfaction.`, remarques);
  } catch (faute) {
    trouver("importe").hidden = true;
    erreur("importer", `${faute.message} Vos réponses n’ont pas changé.`);
  } finally {
    champ.value = "";
  }
});

function dresserJeux() {
  trouver("jeux").replaceChildren(...jeux.map((jeu, rang) => {
    const oter = boutonQui("Ôter", () => {
      jeux.splice(rang, 1);
      dresserJeux();
      tous('[data-vue="comparer"] h2')[0].focus();
    }, { class: "auto-oter" });
    oter.append(creer("span", { class: "lu-seul" }, ` ${jeu.nom}`));
    const dits = [grille.regards[jeu.regard]?.toLowerCase(), enMots(jeu.date), jeu.fichier].filter(Boolean).join(", ");
    return creer("li", {}, creer("strong", {}, jeu.nom), ` (${dits}) `, oter, jeu.remarques.length ? creer("ul", { class: "source" }, ...jeu.remarques.map((r) => creer("li", {}, r))) : "");
  }));
  peindre.comparer();
}

trouver("ouvrir").addEventListener("change", async ({ target: champ }) => {
  const fautes = [];
  let lus = 0;
  for (const choisi of champ.files) {
    try {
      const { etat: lu, remarques } = await lire(choisi);
      jeux.push({ nom: lu.qui || `Fichier ${jeux.length + 1}`, fichier: choisi.name, regard: lu.regard, date: lu.date, reponses: lu.reponses, remarques });
      lus += 1;
    } catch (faute) {
      fautes.push(`${choisi.name}\u00a0: ${faute.message}`);
    }
  }
  champ.value = "";
  erreur("ouvrir", fautes.join(" "));
  dresserJeux();
  if (lus) annoncer(`${pluriel(lus, "fichier ouvert", "fichiers ouverts")}.`);
});
trouver("moi").addEventListener("change", () => peindre.comparer());

trouver("effacer").addEventListener("click", async () => {
  if (!await demander("Toutes vos réponses, vos notes et vos preuves seront effacées de ce navigateur. Un fichier déjà enregistré reste où il est.", "Tout effacer")) return;
  etat = fichier.vide();
  const fait = garde.effacer();
  questions.relire();
  peindre.garder();
  for (const nom of ["reprise", "importe"]) trouver(nom).hidden = true;
  annoncer(fait ? "Vos réponses sont effacées de ce navigateur." : "Vos réponses sont effacées de cette page\u00a0; ce navigateur n’en gardait rien.");
});

trouver("copier").addEventListener("click", async () => {
  trouver("fiche").select();
  annoncer(await copier(trouver("fiche").value) ? "Les lignes sont copiées." : "Les lignes sont sélectionnées\u00a0: copiez-les avec le clavier.");
});
for (const bouton of zone.querySelectorAll("[data-auto-imprimer]")) bouton.addEventListener("click", unSeulClic(() => window.print()));

// Une autre fenêtre du même navigateur a répondu : on relit plutôt que d’écraser.
addEventListener("storage", ({ key, newValue }) => {
  if (!newValue || newValue !== garde.lire() || !key) return;
  try {
    etat = fichier.lire(newValue).etat;
    questions.relire();
    montrer(false);
  } catch { /* ce que l’autre fenêtre a écrit ne se lit pas : on garde ce que l’on a */ }
});

const sommaire = trouver("plier");
const large = matchMedia("(min-width: 60em)");
const plier = () => {
  sommaire.open = large.matches;
  if (large.matches) deplier(); // là, rien ne les plie ni ne les déplie
};
large.addEventListener("change", plier);
sommaire.addEventListener("click", ({ target }) => { if (!large.matches && target.closest("a")) sommaire.open = false; });
plier();
zone.hidden = false;
montrer(false);
