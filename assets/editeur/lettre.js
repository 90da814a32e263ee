/* Ce que dit un ticket ou un courriel : ce qui change, en mots et dans une forme qui s’applique (ecart.js) ; d’un nouveau pôle, la
 * fiche entière. Un lien ne porte qu’un texte court : ce qui n’y tient pas est dit avant, et se colle ou se joint.
 */

import { changementsEnPhrases } from "./difference.js";
import { ecartUnifie } from "./ecart.js";
import { etat } from "./etat.js";
import { page } from "./outils.js";
import { phraseDuFormulaire } from "./mots.js";
import { lesErreurs, sujetDe } from "./problemes.js";

const COUPURE = 160; // caractères de chaque texte, quand tout ne tient pas
const [LARGE, ETROIT] = [3, 1]; // lignes inchangées autour de chaque changement

const nomDuPole = () => String(etat.valeur("nom") ?? "").trim() || "pôle sans nom";
export const titreDeLaLettre = () => `${etat.publie ? "Correction" : "Nouveau pôle"}\u00a0: ${nomDuPole()}`;
export const accord = () => page.dataset.accordMots;

const cloture = (texte, sorte = "") => {
  const trait = "~".repeat(Math.max(3, ...(texte.match(/~+/g) ?? []).map((s) => s.length + 1)));
  return `${trait}${sorte}\n${texte.replace(/\n$/, "")}\n${trait}`;
};
const bonjour = () => (etat.publie ? `Je propose de corriger la fiche «\u202f${nomDuPole()}\u202f».\n${page.dataset.adresse}poles/${etat.slug}/` : `Je propose d’ajouter ${nomDuPole()} à l’atlas.`);
const liste = (titre, lignes) => (lignes.length ? `${titre}\u00a0:\n${lignes.map((ligne) => `- ${ligne}`).join("\n")}` : "");
const mots = (longueur) => liste("Ce qui change", changementsEnPhrases(longueur));
const aide = () => liste("J’ai besoin d’aide, il reste à corriger", lesErreurs().map((p) => `${sujetDe(p)}\u00a0: ${phraseDuFormulaire(p)}`));
const ecart = (autour) => `Le même changement, pour «\u202fgit apply\u202f»\u00a0:\n\n${cloture(ecartUnifie(etat.chemin, etat.base, etat.texte, autour), "diff")}`;
const fiche = () => `Le fichier ${etat.chemin}\u00a0:\n\n${cloture(etat.texte)}`;
const composer = (...parties) => parties.filter(Boolean).join("\n\n");

/* Du plus complet au plus court : [ce que le lien porte, ce qui reste à coller]. */
function* lettresDeCorrection(suite) {
  const debut = (longueur = Infinity) => [bonjour(), mots(longueur), aide(), accord()];
  yield [composer(...debut(), ecart(LARGE)), ""];
  yield [composer(...debut(), ecart(ETROIT)), ""];
  yield [composer(...debut(COUPURE), ecart(ETROIT)), ""];
  yield [composer(...debut(), suite), ecart(LARGE)];
  yield [composer(...debut(COUPURE), suite), composer(...debut(), ecart(LARGE))];
  yield [composer(bonjour(), suite), composer(...debut(), ecart(LARGE))];
}
function* lettresDUnNouveau(suite) {
  const debut = [bonjour(), aide(), accord()];
  yield [composer(...debut, fiche()), ""];
  yield [composer(...debut, suite), fiche()];
  yield [composer(bonjour(), suite), composer(...debut, fiche())];
}

/**
 * La plus complète des lettres dont le lien n’est pas trop long ; `reste` est ce qui n’y tient pas, vide si tout y est.
 * @param {(corps: string) => string} lienDe
 * @param {number} limite
 * @param {string} suite la dernière ligne d’une lettre qui attend le reste
 */
export function lettreQuiTient(lienDe, limite, suite) {
  let choix = { lien: "", reste: "" };
  for (const [corps, reste] of etat.publie ? lettresDeCorrection(suite) : lettresDUnNouveau(suite)) {
    choix = { lien: lienDe(corps), reste };
    if (choix.lien.length <= limite) return choix;
  }
  return choix;
}
