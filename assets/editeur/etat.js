/* L’état de l’éditeur est le texte du fichier : chaque geste en change un endroit, et ce qui n’est pas touché reste tel quel.
 *
 * `etat.poser(["contact", "courriel"], "…")` change une valeur (`undefined` l’ôte ; un groupe vidé s’en va) ; `etat.recit(…)` le
 * récit ; `etat.ouvrir({ texte, base, slug, publie })` en remplace tout. Les abonnés sont prévenus après chaque changement.
 */

import { aujourdhui } from "../commun/phrases.js";
import { pareil } from "./outils.js";
import { SANS_NOM, adresseLibre, adresseProposee } from "./regles/slugs.js";
import { session } from "./session.js";
import { changerFiche, changerRecit } from "./yaml/changer.js";
import { ficheNouvelle } from "./yaml/ecrire.js";
import { INTERDITS, lireFiche, valeursDe } from "./yaml/lire.js";

const RECIT = 100_000; // caractères : cinq fois la limite, pour dire qu’elle est passée sans dépasser celle du fichier
const abonnes = [];
let champs = [];
let [texte, base, slug, publie] = ["", null, "", false];
let lu = null; // ce que dit le texte : { valeurs, recit }, ou null s’il ne se lit pas
let luDeBase = null;
let debut = ""; // le texte d’une fiche nouvelle que personne n’a encore touchée

const unies = (recit) => recit.replace(/\r\n?/g, "\n").trim();
function lireTexte(source) {
  const { racine, recit, fautes } = lireFiche(source, session.regles);
  return racine && !fautes.length ? { valeurs: valeursDe(racine), recit } : null;
}
// Les signes invisibles que la vérification refuse viennent des copier-coller : ils n’entrent pas.
const interdits = new RegExp(INTERDITS, "gu");
const nettoyer = (valeur) => {
  if (typeof valeur === "string") return valeur.replace(interdits, "").replace(/\p{Cs}/gu, "\ufffd");
  if (Array.isArray(valeur)) return valeur.map(nettoyer);
  return valeur && typeof valeur === "object" ? Object.fromEntries(Object.entries(valeur).map(([cle, v]) => [cle, nettoyer(v)])) : valeur;
};
const prevenir = (raison) => abonnes.forEach((abonne) => abonne(raison));

function relireTexte(raison) {
  lu = lireTexte(texte);
  // Revenu à ce qui était écrit : les octets d’origine, pas les nôtres.
  if (luDeBase && lu && pareil(lu.valeurs, luDeBase.valeurs) && unies(lu.recit) === unies(luDeBase.recit)) texte = base;
  prevenir(raison);
}

const prendre = (valeur, chemin) => chemin.reduce((objet, cle) => (objet === undefined || objet === null || typeof objet === "string" || !Object.hasOwn(objet, cle) ? undefined : objet[cle]), valeur);
const estVide = (valeur) => valeur === undefined || valeur === null || valeur === "" || (Array.isArray(valeur) && !valeur.length)
  || (typeof valeur === "object" && !Array.isArray(valeur) && Object.values(valeur).every(estVide));

/* Ce qui reste d’un groupe dont on ôte une clé : s’il n’en reste rien, c’est le groupe qu’on ôte. */
function aOter(chemin) {
  for (let longueur = chemin.length - 1; longueur > 0; longueur -= 1) {
    const parent = prendre(lu.valeurs, chemin.slice(0, longueur));
    const cle = chemin[longueur];
    if (typeof cle === "number" || !parent || Object.entries(parent).some(([autre, valeur]) => autre !== cle && !estVide(valeur))) return chemin.slice(0, longueur + 1);
  }
  return chemin.slice(0, 1);
}

function poserValeur(chemin, brute) {
  if (!lu) return;
  const valeur = nettoyer(brute);
  const nulle = estVide(valeur);
  if (pareil(prendre(lu.valeurs, chemin), nulle ? undefined : valeur)) return;
  texte = changerFiche(texte, nulle ? aOter(chemin) : chemin, nulle ? undefined : valeur, champs);
  relireTexte("geste");
}
function poserRecit(brut) {
  const nouveau = nettoyer(brut).slice(0, RECIT);
  if (!lu || unies(nouveau) === unies(lu.recit)) return;
  texte = changerRecit(texte, nouveau);
  relireTexte("geste");
}
function ouvrirTexte(fiche) {
  ({ texte, base = null, slug = "", publie = false } = fiche);
  luDeBase = base === null ? null : lireTexte(base);
  debut = "";
  relireTexte("ouverture");
  return lu !== null;
}
function ouvrirNouvelle(valeurs = {}) {
  const lisible = ouvrirTexte({ texte: ficheNouvelle({ ...nettoyer(valeurs), verifie_le: aujourdhui() }, "", champs) });
  debut = texte;
  return lisible;
}

/* Un texte que l’on avait, quand rien n’a changé depuis. */
function revenirA(avant) {
  texte = avant;
  relireTexte("geste");
}

export const etat = {
  poser: poserValeur, recit: poserRecit, revenir: revenirA, ouvrir: ouvrirTexte, nouvelle: ouvrirNouvelle, lire: lireTexte, vide: estVide,
  abonner: (abonne) => abonnes.push(abonne),
  table: (arbre) => { champs = arbre; },
  nommer: (nouveau) => { slug = nouveau; prevenir("nom"); },
  valeur: (...chemin) => (lu ? prendre(lu.valeurs, chemin) : undefined),
  get texte() { return texte; },
  get base() { return base; },
  get valeurs() { return lu?.valeurs ?? {}; },
  get valeursDeBase() { return luDeBase?.valeurs ?? {}; },
  get leRecit() { return lu?.recit ?? ""; },
  get recitDeBase() { return luDeBase?.recit ?? ""; },
  get lisible() { return lu !== null; },
  get publie() { return publie; }, // la fiche est déjà dans l’atlas : son nom de fichier ne change plus
  get change() { return texte !== base; },
  get intacte() { return texte === debut; }, // nouvelle, et telle qu’elle s’est ouverte
  get slug() {
    const { limites: { adresse: limite } } = session.regles;
    const { nom, commune, departement } = lu?.valeurs ?? {};
    const proposee = adresseProposee(String(nom ?? ""), limite) || (nom ? SANS_NOM : "");
    return slug || adresseLibre(proposee, session.prises, String(commune ?? departement ?? ""), limite) || "nouveau-pole";
  },
  get chemin() { return `poles/${this.slug}.md`; },
};
