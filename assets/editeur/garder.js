/* Rien ne se perd : la fiche en cours est gardée dans ce navigateur, une clé par fiche, et se reprend ou s’efface d’un bouton.
 *
 * Deux onglets ne se battent pas : celui qui voit que l’autre a gardé depuis demande avant de garder à son tour. Un navigateur
 * qui refuse, ou qui est plein, est dit en mots ; la page marche sans.
 */

import { creer } from "../commun/elements.js";
import { differer } from "../commun/gestes.js";
import { etat } from "./etat.js";
import { annoncer, aviser, bouton, page, trouver } from "./outils.js";
import { session } from "./session.js";

const PREFIXE = "atlas-editeur:";
const AVANT_DE_GARDER = 500;
let gestes; // d’ouvrir.js : montrer une fiche, recommencer
export const garderAvec = (donnes) => { gestes = donnes; };
const onglet = Math.random().toString(36).slice(2);
const placeDeLaGarde = trouver("garde");
let cleDuBrouillon = `${PREFIXE}nouveau`;
let connu = 0; // l’heure du dernier brouillon que cet onglet a lu ou écrit
let [suspendu, refus] = [false, false];

const heure = (date) => new Date(date).toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short" });
function brouillonGarde(laquelle = cleDuBrouillon) {
  try {
    const garde = JSON.parse(localStorage.getItem(laquelle));
    return garde && typeof garde.texte === "string" && typeof garde.date === "number" ? garde : null;
  } catch {
    return null;
  }
}
function direGarde(texte, ...suite) {
  placeDeLaGarde.hidden = !texte;
  placeDeLaGarde.replaceChildren(texte, ...suite);
}
const refuse = (erreur) => {
  refus = true;
  const plein = erreur?.name === "QuotaExceededError";
  direGarde(`${plein ? "La place que ce navigateur donne au site est pleine" : "Ce navigateur refuse de garder quoi que ce soit"}\u00a0: votre travail tient tant que la page reste ouverte. Téléchargez le fichier au moment d’envoyer.`);
};

/* Un brouillon n’a de sens que s’il diffère de ce dont on est parti. */
const aGarder = () => (etat.base === null ? !etat.intacte && (!etat.lisible || Object.keys(etat.valeurs).some((k) => k !== "verifie_le") || etat.leRecit.trim()) : etat.change);

function garderBrouillon() {
  if (suspendu || refus) return;
  const autre = brouillonGarde();
  if (autre && autre.onglet !== onglet && autre.date > connu) {
    demanderLequel(autre);
    return;
  }
  try {
    if (!aGarder()) {
      if (autre) localStorage.removeItem(cleDuBrouillon);
      direGarde("");
      return;
    }
    connu = Date.now();
    localStorage.setItem(cleDuBrouillon, JSON.stringify({ texte: etat.texte, base: etat.base, slug: session.slugChoisi ?? "", date: connu, onglet }));
    direGarde(`Gardé dans ce navigateur à ${new Date(connu).toLocaleTimeString("fr-FR", { timeStyle: "short" })}. `, bouton("Effacer", effacerBrouillon, { class: "bouton-discret" }));
  } catch (erreur) {
    refuse(erreur);
  }
}
export const garderBientot = differer(garderBrouillon, AVANT_DE_GARDER);

function demanderLequel(autre, phrase = `Un autre onglet a gardé une version plus récente de cette fiche, le ${heure(autre.date)}. Laquelle garder\u202f?`, noms = ["Celle de cet onglet", "Celle de l’autre onglet"]) {
  suspendu = true;
  const choisir = (date, suite) => () => {
    [suspendu, connu] = [false, date];
    aviser("onglets");
    suite();
  };
  aviser("onglets", creer("p", {}, phrase), creer("p", {}, bouton(noms[0], choisir(Date.now(), garderBrouillon)), " ", bouton(noms[1], choisir(autre.date, () => reprendreBrouillon(autre)))));
}
export const choisirLeFichier = (garde) => demanderLequel(garde, `Un brouillon de cette fiche était gardé dans ce navigateur, depuis le ${heure(garde.date)}. Lequel garder\u202f?`, ["Le fichier que j’ouvre", "Le brouillon"]);

export function reprendreBrouillon(garde) {
  connu = garde.date;
  session.slugChoisi = garde.slug || null;
  gestes.montrer({ texte: garde.texte, base: garde.base, slug: garde.slug, publie: cleDuBrouillon !== `${PREFIXE}nouveau` });
}

function effacerBrouillon() {
  if (!page.querySelector("[data-effacer-sur]")) {
    const sur = creer("span", { "data-effacer-sur": true }, " Sûr\u202f? ", bouton("Oui, tout effacer", () => {
      try { localStorage.removeItem(cleDuBrouillon); } catch { /* rien n’était gardé */ }
      connu = Date.now();
      aviser("reprise");
      gestes.recommencer();
      direGarde("");
      annoncer("Le brouillon est effacé de ce navigateur.");
      trouver("titre").focus();
    }, { class: "bouton-discret" }));
    placeDeLaGarde.append(sur);
    sur.querySelector("button").focus();
  }
}

/* À l’ouverture d’une fiche : y a-t-il un brouillon ? `texte` est celui de l’atlas, ou null pour un nouveau pôle. */
export function brouillonDe(slug, texte) {
  cleDuBrouillon = PREFIXE + (slug || "nouveau");
  [suspendu, connu] = [false, 0];
  const garde = brouillonGarde();
  if (!garde || garde.texte === texte) return null;
  return garde;
}
export function avertirDuBrouillon(garde, texte) {
  const change = texte !== null && garde.base !== null && garde.base !== texte;
  const publiee = () => {
    try { localStorage.removeItem(cleDuBrouillon); } catch { /* rien n’était gardé */ }
    connu = Date.now();
    aviser("reprise");
    gestes.recommencer();
    annoncer("Le brouillon est effacé.");
  };
  aviser("reprise", creer("p", {}, creer("strong", {}, "Votre travail est repris où vous l’aviez laissé"), `, le ${heure(garde.date)}. Il était gardé dans ce navigateur, et n’a été envoyé nulle part.${change ? " Entre-temps, la fiche publiée a changé\u00a0: relisez bien." : ""}`),
    creer("p", {}, bouton("Continuer", () => {
      aviser("reprise");
      trouver("titre").focus();
    }), " ", bouton(texte === null ? "Effacer et recommencer" : "Effacer, et revenir à la fiche publiée", publiee, { class: "bouton-discret", "data-effacer": true })));
}

addEventListener("storage", ({ key, newValue }) => {
  if (key !== cleDuBrouillon || !newValue || suspendu) return;
  const autre = brouillonGarde();
  if (autre && autre.onglet !== onglet && autre.date > connu && etat.change) demanderLequel(autre);
});
addEventListener("pagehide", () => {
  garderBientot.oublier();
  garderBrouillon();
});
