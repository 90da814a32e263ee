/* Mettre l’éditeur en marche : les écrans, les gestes, la vérification à mesure que l’on tape. */

import { preparerLesCartes } from "../carte/section.js";
import { creer } from "../commun/elements.js";
import { aujourdhui } from "../commun/phrases.js";
import { preparerLesChamps } from "../lieux/champ.js";
import { preparerApercu } from "./apercu.js";
import { direAutodiagnostic, preparerAutodiagnostic } from "./autodiagnostic.js";
import { ajouterAuChamp, cheminDe, direCote, direDefinition, direOrdre, formulaire, lireChamp, remplirAvec, remplirChamp, saisiesDe } from "./champs.js";
import { collerDepuisTableur } from "./coller.js";
import { debutDe } from "./commencer.js";
import { aller, etapeOuverte, nomDEtape, verifierAvec, verifierBientot, verifierLaFiche } from "./etapes.js";
import { etat } from "./etat.js";
import { garderAvec, garderBientot } from "./garder.js";
import { suivreDepartement } from "./lieu.js";
import { changerLigne, preparerListe, remplirListe } from "./listes.js";
import { NOUVELLE } from "./menus.js";
import { aviser, normaliser, page, racine, trouver } from "./outils.js";
import { commencerFiche, montrerFiche, ouvrirDeLAtlas, preparerOuverture, recommencer, reprendreTexte } from "./ouvrir.js";
import { viserChamp, voirChamp } from "./problemes.js";
import { phrasesDe } from "./regles/phrases.js";
import { session } from "./session.js";
import "./siege.js";
import { changerSource, demanderSource, preparerSources } from "./sources.js";
import { verificateurDe } from "./verifier.js";

/* ---- Les écrans ---- */

function suivreAdresse() {
  const cible = debutDe(location.hash) ? null : document.getElementById(location.hash.slice(1)); // le titre d’un écran, ou un champ
  const etape = cible?.closest("[data-etape]");
  if (!etape) return;
  const champ = cible.closest("[data-champ]");
  aller(nomDEtape(etape), { viser: !champ, retenir: false });
  if (champ) viserChamp(champ);
}
page.addEventListener("click", (evenement) => {
  const bouton = evenement.target.closest("[data-aller]");
  if (bouton) aller(bouton.dataset.aller);
});
page.addEventListener("editeur:aller", ({ detail }) => aller(detail, { viser: false }));

/* ---- Les gestes dans les champs ---- */

function saisir(champ) {
  if (champ.dataset.champ === "recit" && !champ.dataset.chemin) etat.recit(saisiesDe(champ)[0].value);
  else if (champ.dataset.chemin || !champ.closest("[data-ligne]")) etat.poser(cheminDe(champ), lireChamp(champ));
  else if (champ.closest("[data-sorte='sources']")) changerSource(champ.closest("[data-ligne]"), champ);
  else changerLigne(champ.closest("[data-ligne]"), champ);
  const cote = champ.closest("[data-cote]");
  if (cote) direCote(cote);
}
page.addEventListener("editeur:saisie", ({ detail }) => {
  voirChamp(detail);
  saisir(detail);
});
const champDe = (cible) => (cible.matches("[data-saisie]") ? cible.closest("[data-champ]") : null);
const aCliquer = (cible) => cible.matches("select, [type='radio'], [type='checkbox']");

formulaire.addEventListener("input", ({ target }) => {
  const champ = champDe(target);
  if (champ && !aCliquer(target)) saisir(champ);
});
formulaire.addEventListener("change", ({ target }) => {
  if (target.matches("[data-ajout]") && target.matches("select")) {
    ajouterAuChamp(target.closest("[data-champ]"), target.selectedOptions[0].dataset.code ?? "");
    target.value = "";
    return;
  }
  const champ = champDe(target);
  if (!champ) return;
  if (target.value === NOUVELLE) {
    demanderSource(target, (id) => {
      target.value = id;
      target.dataset.avant = id;
      page.dispatchEvent(new CustomEvent("editeur:saisie", { detail: champ }));
    });
    return;
  }
  if (champ.dataset.sorte === "cases") {
    champ.ordre = [...(champ.ordre ?? []).filter((v) => v !== target.value), ...(target.checked ? [target.value] : [])];
    direOrdre(champ);
  } else if (!aCliquer(target) && champ.dataset.sorte !== "lignes" && champ.dataset.champ !== "recit") {
    const propre = normaliser(champ.dataset.sorte, target.value);
    if (propre !== target.value) target.value = propre;
  }
  voirChamp(champ);
  saisir(champ);
  direDefinition(champ);
  if (champ.dataset.champ === "departement" && !champ.dataset.chemin) suivreDepartement();
});
formulaire.addEventListener("focusout", ({ target }) => {
  const champ = champDe(target);
  if (!champ || etat.vide(target.value) || aCliquer(target)) return; // un champ laissé vide n’est repris qu’au moment de relire
  voirChamp(champ);
  verifierBientot();
});
formulaire.addEventListener("click", ({ target }) => {
  const bouton = target.closest("[data-aujourdhui]");
  if (!bouton) return;
  const champ = bouton.closest("[data-champ]");
  remplirChamp(champ, aujourdhui());
  page.dispatchEvent(new CustomEvent("editeur:saisie", { detail: champ }));
  saisiesDe(champ)[0].focus();
});

etat.abonner((raison) => {
  verifierBientot();
  if (raison !== "ouverture") garderBientot();
});

/* ---- Le départ ---- */

async function demarrer() {
  preparerLesChamps();
  remplirAvec(["liste", "sources"], remplirListe);
  remplirAvec(["autodiagnostic"], direAutodiagnostic);
  garderAvec({ montrer: montrerFiche, recommencer });
  formulaire.querySelectorAll("[data-sorte='liste'], [data-sorte='sources']").forEach((liste) => preparerListe(liste, { coller: collerDepuisTableur, reprendre: reprendreTexte }));
  preparerSources();
  preparerAutodiagnostic();
  const verificateur = verificateurDe(new URL(racine, document.baseURI), formulaire.querySelector("form[data-lieu]").dataset.lieux);
  verifierAvec(verificateur);
  session.fichier = verificateur.fichier;
  const regles = await session.fichier("regles.json");
  session.regles = regles;
  session.phrases = phrasesDe(regles);
  etat.table(regles.champs);
  preparerOuverture();
  preparerApercu();
  trouver("barre").hidden = false;
  const [demande, voulue] = [new URLSearchParams(location.search), location.hash];
  const pole = demande.get("pole");
  if (pole && /^[a-z0-9-]{1,80}$/.test(pole)) await ouvrirDeLAtlas(pole, { verifie: demande.get("verifie") === "1" });
  else commencerFiche(debutDe(voulue) ?? {});
  page.dataset.pret = ""; // les champs paraissent : l’un d’eux peut être visé
  if (etat.lisible && etapeOuverte() !== "envoi") {
    aller("fiche", { viser: false, retenir: false });
    history.replaceState(null, "", voulue || location.pathname + location.search); // sans champ demandé, la page s’ouvre par son haut
    if (voulue) suivreAdresse();
  }
  addEventListener("popstate", suivreAdresse);
  await verifierLaFiche();
}

/* Ce que les tests lisent. */
export const editeur = { etat, aller, verifier: verifierLaFiche };

preparerLesCartes();
if (location.protocol === "file:") { // fetch n’y lit rien : les champs et leur aide restent
  page.dataset.panne = "";
  aviser("depart", creer("p", {}, "Lue dans un dossier, cette page ne peut pas remplir de fiche. Ouvrez le site par son adresse."));
} else {
  demarrer().catch((erreur) => {
    console.error(erreur);
    page.dataset.panne = "";
    aviser("depart", creer("p", {}, "L’éditeur n’a pas pu démarrer. Rechargez la page\u00a0; si rien ne change, écrivez-nous par ", creer("a", { href: `${racine}contact/` }, "la page Contact"), "."));
  });
}
