/* Rien ne se perd : la fiche en cours est gardée dans ce navigateur, une clé par fiche, et se reprend ou s’efface d’un bouton.
 *
 * Un brouillon fait sur une fiche qui a changé depuis n’est pas repris d’office : il attend (reprise.js), gardé avec ce que l’on
 * tape. Deux onglets ne se battent pas : celui qui voit que l’autre a gardé depuis demande avant de garder à son tour. Un
 * navigateur qui refuse, ou qui est plein, est dit en mots ; la page marche sans.
 */

import { creer } from "../commun/elements.js";
import { differer } from "../commun/gestes.js";
import { cleDe, duJour, ecrireBrouillon, garderDeCote, gardeQuelqueChose, heureDe, lireBrouillon, mettreDeCote, oterDuNavigateur } from "./brouillons.js";
import { etat } from "./etat.js";
import { annoncer, aviser, bouton, page, trouver } from "./outils.js";
import { avec, suite } from "./plus-tard.js";
import { session } from "./session.js";

const AVANT_DE_GARDER = 500;
/** @type {{ montrer: (fiche: any) => boolean, retrouver: (fiche: any) => void, remplir: () => void, recommencer: () => void, conclure: () => void, partir: () => void }} */
let gestes; // d’ouvrir.js et de page.js
export const garderAvec = (donnes) => { gestes = donnes; };
let reprise; // reprise.js, qui vient avec la suite : une fiche dont un brouillon est gardé l’attend pour s’ouvrir
/** @param {typeof import("./reprise.js").reprise} donnee */
export const reprendreAvec = (donnee) => { reprise = donnee; };
/** @param {string} slug */
export const attendreLaReprise = async (slug) => { if (gardeQuelqueChose(slug)) await suite(); };
const onglet = Math.random().toString(36).slice(2);
const placeDeLaGarde = trouver("garde");
let cleDuBrouillon = ""; // tant que rien n’est ouvert, rien n’est gardé
let publiee = null; // le texte dont les changements se comptent : celui de l’atlas aujourd’hui ; null pour une fiche nouvelle ou un fichier
let attend = null; // le brouillon qui attend une réponse
let connu = 0; // l’heure du dernier brouillon que cet onglet a lu ou écrit
let [suspendu, refus] = [false, false];

function direGarde(texte, ...suite) {
  placeDeLaGarde.hidden = !texte;
  placeDeLaGarde.replaceChildren(texte, ...suite);
}
const refuserDeGarder = (erreur) => {
  refus = true;
  const plein = erreur?.name === "QuotaExceededError";
  direGarde(`${plein ? "La place que ce navigateur donne au site est pleine" : "Ce navigateur refuse de garder quoi que ce soit"}\u00a0: votre travail tient tant que la page reste ouverte. Téléchargez le fichier au moment d’envoyer.`);
};

/* Un brouillon n’a de sens que s’il diffère de ce dont on est parti. */
const laMain = () => (session.aLaMain?.de === etat.texte ? session.aLaMain.texte : "");
const aGarder = () => Boolean(laMain()) || (etat.base === null ? !etat.intacte && (!etat.lisible || Object.keys(etat.valeurs).some((k) => k !== "verifie_le") || etat.leRecit.trim()) : etat.change);

function garderBrouillon() {
  if (suspendu || refus || !cleDuBrouillon) return;
  try {
    const autre = lireBrouillon(cleDuBrouillon);
    if (autre && autre.onglet !== onglet && autre.date > connu) {
      demanderLequel(autre);
      return;
    }
    if (!aGarder()) {
      if (attend) ecrireBrouillon(cleDuBrouillon, attend);
      else if (autre) oterDuNavigateur(cleDuBrouillon);
      direGarde("");
      return;
    }
    connu = Date.now();
    ecrireBrouillon(cleDuBrouillon, { texte: etat.texte, main: laMain(), base: etat.base, slug: session.slugChoisi ?? "", date: connu, onglet, ancien: attend });
    direGarde("Gardé ", creer("span", { class: "garde-ou" }, "dans ce navigateur "), `à ${new Date(connu).toLocaleTimeString("fr-FR", { timeStyle: "short" })}. `, bouton("Effacer", effacerBrouillon, { class: "bouton-discret" }));
  } catch (erreur) {
    refuserDeGarder(erreur);
  }
}
export const garderBientot = differer(garderBrouillon, AVANT_DE_GARDER);
function garderToutDeSuite() {
  if (cleDuBrouillon) gestes.conclure();
  garderBientot.oublier();
  garderBrouillon();
}

/* Tant que deux versions attendent une réponse, rien n’est gardé : dit dans la barre, toujours en vue, et avant de fermer la page. */
const retenirLaPage = (evenement) => evenement.preventDefault();
function suspendre(oui) {
  suspendu = oui;
  if (oui) addEventListener("beforeunload", retenirLaPage);
  else removeEventListener("beforeunload", retenirLaPage);
  direGarde(...(oui ? ["Rien n’est gardé avant votre réponse. ", bouton("Répondre", () => {
    const avis = page.querySelector("[data-sujet='onglets']");
    avis.scrollIntoView({ block: "center" });
    avis.querySelector("button").focus();
  }, { class: "bouton-discret" })] : [""]));
}
function demanderLequel(autre, phrase = `Un autre onglet a gardé une version plus récente de cette fiche, le ${heureDe(autre.date)}. Laquelle garder\u202f?`, noms = ["Celle de cet onglet", "Celle de l’autre onglet"]) {
  suspendre(true);
  const choisir = (date, suite) => () => {
    suspendre(false);
    connu = date;
    aviser("onglets");
    suite();
  };
  aviser("onglets", creer("p", {}, phrase), creer("p", {}, bouton(noms[0], choisir(Math.max(Date.now(), autre.date), garderBrouillon)), " ", bouton(noms[1], choisir(autre.date, () => avec(suite, () => reprendreBrouillon(autre))))));
}
export const choisirLeFichier = (garde) => demanderLequel(garde, `Un brouillon de cette fiche${duJour(garde.date)} était gardé dans ce navigateur. Lequel garder\u202f?`, ["Le fichier que j’ouvre", "Le brouillon"]);

/* ---- Reprendre ---- */

const reprendreLaMain = ({ main }, de) => { session.aLaMain = main ? { de, texte: main } : null; };
/* Vrai s’il est repris d’office, faux s’il attend que l’on réponde. */
function reprendreBrouillon(garde) {
  connu = garde.date;
  if (publiee !== null && garde.base !== publiee) {
    gestes.montrer({ texte: publiee, base: publiee, slug: etat.slug, publie: true });
    laisserAttendre(garde);
    return false;
  }
  session.slugChoisi = garde.slug || null;
  reprendreLaMain(garde, garde.texte);
  gestes.montrer({ texte: garde.texte, base: garde.base, slug: publiee === null ? garde.slug : etat.slug, publie: publiee !== null });
  if (garde.main && etat.lisible) page.dispatchEvent(new CustomEvent("editeur:ligne"));
  if (garde.ancien) laisserAttendre(garde.ancien);
  return true;
}
/* Un brouillon qui attend : il dit ce qu’il changerait, et reste gardé. */
function laisserAttendre(garde) {
  attend = garde;
  while (attend && !attend.main && reprise.neDitQueLaDate(attend)) attend = attend.ancien;
  if (!attend) return;
  const suite = (faire) => () => {
    const repris = attend;
    attend = null;
    aviser("reprise");
    faire(repris);
    if (repris.ancien) laisserAttendre(repris.ancien);
    garderToutDeSuite();
  };
  reprise.proposerReprise(attend, {
    ancienne: publiee !== null && attend.base !== publiee, publie: etat.publie,
    lesMiens: (fusion) => suite((repris) => {
      reprise.prendreLesValeurs(fusion);
      gestes.remplir();
      reprendreLaMain(repris, etat.texte);
      reprise.direRepris(fusion);
    })(),
    tout: suite((repris) => {
      const [tape, depart] = [etat.change && etat.lisible && { valeurs: etat.valeurs, recit: etat.leRecit }, { valeurs: etat.valeursDeBase, recit: etat.recitDeBase }];
      reprendreLaMain(repris, repris.texte);
      gestes.montrer({ texte: repris.texte, base: publiee, slug: etat.slug, publie: etat.publie });
      if (!tape || !etat.lisible) return;
      reprise.prendreLesValeurs(reprise.fusionner(depart, tape, { valeurs: etat.valeurs, recit: etat.leRecit })); // ce qui a été tapé en attendant la réponse
      gestes.remplir();
    }),
    effacer: suite(() => annoncer("Le brouillon est effacé.")),
  });
}

function oublierTout() {
  oterDuNavigateur(cleDuBrouillon);
  [connu, attend, session.aLaMain] = [Date.now(), null, null];
  aviser("reprise");
  gestes.recommencer();
}
function effacerBrouillon() {
  if (!page.querySelector("[data-effacer-sur]")) {
    const sur = creer("span", { "data-effacer-sur": true }, " Sûr\u202f? ", bouton("Oui, tout effacer", () => {
      oublierTout();
      direGarde("");
      annoncer("Le brouillon est effacé de ce navigateur.");
      trouver("titre").focus();
    }, { class: "bouton-discret" }));
    placeDeLaGarde.append(sur);
    sur.querySelector("button").focus();
  }
}

/**
 * À l’ouverture d’une fiche : y a-t-il un brouillon ? Ce qui ne se lit pas est rendu.
 * @param {string} slug
 * @param {string | null} texte celui que l’on ouvre, ou null pour un nouveau pôle
 * @param {string | null} laPubliee celui de l’atlas, s’il y est
 */
export function brouillonDe(slug, texte, laPubliee = null) {
  garderToutDeSuite(); // la fiche que l’on quitte
  cleDuBrouillon = cleDe(slug);
  suspendre(false);
  aviser("onglets");
  [connu, publiee, attend, session.aLaMain] = [0, laPubliee, null, null];
  aviser("reprise");
  try {
    const garde = lireBrouillon(cleDuBrouillon);
    connu = garde?.date ?? 0;
    reprise?.rendreIllisibles(cleDuBrouillon, slug || "nouveau-pole");
    return garde && garde.texte === texte && !garde.main ? garde.ancien : garde;
  } catch (erreur) {
    refuserDeGarder(erreur);
    return null;
  }
}
/* ---- Un texte qui ne se lit pas ---- */

let davant = null; // la fiche que l’on quitte pour lui
/**
 * Retient la fiche ouverte, à retrouver si l’on renonce à réparer un texte.
 * @param {string} fichier celui que l’on ouvre, tel qu’il est ; rien si c’est la même fiche
 */
export function retenirLaFiche(fichier = "") {
  garderToutDeSuite();
  if (etat.lisible) davant = { fichier, cle: cleDuBrouillon, publiee, attend, connu, choisi: session.slugChoisi, fiche: { texte: etat.texte, base: etat.base, slug: session.slugChoisi ?? (etat.publie ? etat.slug : ""), publie: etat.publie } };
}
/** Renonce à le réparer : la fiche d’avant revient, ou le départ ; ce qui a été tapé est mis de côté, et rendu. */
export function laisserLeTexte() {
  const tape = session.aLaMain?.texte ?? etat.texte;
  const { cle = cleDuBrouillon, fichier, fiche } = davant ?? {};
  try {
    if (tape !== fichier) garderDeCote(cle, tape);
  } catch (erreur) {
    refuserDeGarder(erreur);
    return;
  }
  session.aLaMain = null;
  garderToutDeSuite();
  suspendre(false);
  for (const sujet of ["onglets", "reprise", "ouverture"]) aviser(sujet);
  if (cle !== cleDuBrouillon) connu = davant.connu;
  cleDuBrouillon = cle;
  const avant = davant;
  davant = null;
  if (avant) {
    [publiee, attend, session.slugChoisi] = [avant.publiee, null, avant.choisi];
    gestes.retrouver(fiche);
    if (avant.attend) laisserAttendre(avant.attend);
  } else gestes.recommencer();
  if (tape !== fichier) reprise.rendreIllisibles(cle, "texte");
  garderToutDeSuite();
}

/**
 * Reprend un brouillon et le dit, ou le laisse attendre ; s’il arrête la page, il est mis de côté et rendu, et elle s’ouvre sans lui.
 * @param {any} garde
 * @param {{ plusTard?: boolean, suite?: string, recommencer?: string }} mots
 */
export function reprendreEtDire(garde, { plusTard = false, ...mots }) {
  try {
    if (plusTard) laisserAttendre(garde);
    else if (reprendreBrouillon(garde) && !attend) avertirDuBrouillon(garde, mots);
  } catch (erreur) {
    console.warn(erreur);
    gestes.recommencer();
    try {
      mettreDeCote(cleDuBrouillon);
      reprise.rendreIllisibles(cleDuBrouillon, "nouveau-pole");
    } catch (refusee) {
      refuserDeGarder(refusee);
    }
  }
}
function avertirDuBrouillon(garde, { suite = "", recommencer = "Effacer et recommencer" }) {
  aviser("reprise", creer("p", {}, creer("strong", {}, "Votre travail est repris où vous l’aviez laissé"), `${heureDe(garde.date) ? `, le ${heureDe(garde.date)}` : ""}. Il était gardé dans ce navigateur, et n’a été envoyé nulle part.${suite}`),
    creer("p", {}, bouton("Continuer", () => {
      aviser("reprise");
      trouver("titre").focus();
    }), " ", bouton(recommencer, () => {
      oublierTout();
      annoncer("Le brouillon est effacé.");
    }, { class: "bouton-discret", "data-effacer": true })));
}

addEventListener("storage", ({ key, newValue }) => {
  if (key !== cleDuBrouillon || !newValue || suspendu) return;
  try {
    const autre = lireBrouillon(cleDuBrouillon);
    if (autre && autre.onglet !== onglet && autre.date > connu && etat.change) demanderLequel(autre);
  } catch (erreur) {
    refuserDeGarder(erreur);
  }
});
addEventListener("pagehide", () => {
  gestes?.partir();
  garderToutDeSuite();
});
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") garderToutDeSuite(); }); // un téléphone n’en dit pas toujours plus
