/* Mettre l’éditeur en marche : les écrans, les gestes, la vérification à mesure que l’on tape. */

import { preparerLesCartes } from "../carte/section.js";
import { creer } from "../commun/elements.js";
import { unSeulClic } from "../commun/gestes.js";
import { aujourdhui } from "../commun/phrases.js";
import { preparerLesChamps } from "../lieux/champ.js";
import { preparerApercu } from "./apercu.js";
import { peutPartir, prendreEnPartant } from "./attentes.js";
import { direAutodiagnostic, preparerAutodiagnostic } from "./autodiagnostic.js";
import { ajouterAuChamp, cheminDe, direCote, direDefinition, direOrdre, formulaire, lireChamp, remplirAvec, remplirChamp, saisiesDe } from "./champs.js";
import { collerDepuisTableur } from "./coller.js";
import { debutDe } from "./commencer.js";
import "./deja.js";
import { aller, etapeOuverte, nomDEtape, verifierAvec, verifierBientot, verifierLaFiche } from "./etapes.js";
import { etat } from "./etat.js";
import { garderAvec, garderBientot } from "./garder.js";
import { suivreDepartement } from "./lieu.js";
import { changerLigne, preparerListe, remplirListe } from "./listes.js";
import { NOUVELLE } from "./menus.js";
import { nommerLesPoles } from "./mots.js";
import { aviser, page, racine, trouver } from "./outils.js";
import { commencerFiche, montrerFiche, ouvrirDeLAtlas, preparerOuverture, recommencer, toutRemplir } from "./ouvrir.js";
import { tousLesProblemes, viserChamp, voirChamp } from "./problemes.js";
import { choisirSource, proposerSource } from "./provenances.js";
import { phrasesDe } from "./regles/phrases.js";
import { mettreAuPropre, rangerLaListe } from "./saisies.js";
import { lesPoles, session } from "./session.js";
import "./siege.js";
import { changerSource, conclureSources, demanderSource, preparerSources } from "./sources.js";
import { nettoyerAdresse } from "./suivi.js";
import { verificateurDe } from "./verifier.js";

/* ---- Les écrans ---- */

/* Un autre lien qui commence une fiche, suivi dans le même onglet ; revenir au premier ne recommence rien. */
let lienSuivi = location.hash;
function suivreLien() {
  const debut = new URLSearchParams(location.search).get("pole") ? null : debutDe(location.hash);
  if (!debut || location.hash === lienSuivi) return false;
  lienSuivi = location.hash;
  peutPartir({ tout: true }).then((libre) => libre && commencerFiche(debut));
  return true;
}
function suivreAdresse() {
  const cible = debutDe(location.hash) ? null : document.getElementById(location.hash.slice(1)); // le titre d’un écran, ou un champ
  const etape = cible?.closest("[data-etape]");
  if (!etape) return;
  const champ = cible.closest("[data-champ]");
  aller(nomDEtape(etape), { viser: !champ, retenir: false });
  if (champ) viserChamp(champ);
  const ligne = /** @type {HTMLElement | null} */ (champ?.querySelector("[data-pli]")); // venu corriger une liste : sa première ligne, non celle qui attend
  ligne?.focus();
  ligne?.scrollIntoView({ block: "center" });
}
page.addEventListener("click", unSeulClic((evenement) => { // le second clic tomberait sur le bouton qui ramène
  const bouton = evenement.target.closest("[data-aller]");
  if (bouton) peutPartir().then((libre) => libre && aller(bouton.dataset.aller));
}));
page.addEventListener("editeur:verifier", () => verifierLaFiche());
page.addEventListener("editeur:aller", ({ detail }) => aller(detail, { viser: false }));

/* ---- Les gestes dans les champs ---- */

function saisir(champ) {
  if (champ.dataset.champ === "recit" && !champ.dataset.chemin) etat.recit(saisiesDe(champ)[0].value);
  else if (champ.dataset.chemin || !champ.closest("[data-ligne]")) etat.poser(cheminDe(champ), lireChamp(champ));
  else if (champ.closest("[data-sorte='sources']")) changerSource(champ.closest("[data-ligne]"), champ);
  else changerLigne(champ.closest("[data-ligne]"), champ);
  const cote = champ.closest("[data-cote]");
  if (cote) direCote(cote);
  proposerSource(champ);
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
  if (target.matches("[data-pour-toutes]") && target.value === NOUVELLE) {
    demanderSource(target, (id) => {
      target.value = id;
      choisirSource(target);
      target.focus();
    });
    return;
  }
  const champ = champDe(target);
  if (!champ) return;
  if (target.value === NOUVELLE) {
    demanderSource(target, (id) => {
      target.value = id;
      target.dataset.avant = id;
      choisirSource(target);
      page.dispatchEvent(new CustomEvent("editeur:saisie", { detail: champ }));
    });
    return;
  }
  if (champ.dataset.sorte === "cases") {
    champ.ordre = [...(champ.ordre ?? []).filter((v) => v !== target.value), ...(target.checked ? [target.value] : [])];
    direOrdre(champ);
  } else if (champ.dataset.sorte === "lignes") rangerLaListe(champ);
  else if (!aCliquer(target) && champ.dataset.champ !== "recit") {
    mettreAuPropre(champ, target);
    if (champ.dataset.sorte === "url") target.value = nettoyerAdresse(target, target.value);
  }
  if (target.matches("[data-choix-source]")) choisirSource(target);
  voirChamp(champ);
  saisir(champ);
  direDefinition(champ);
  if (champ.dataset.champ === "departement" && !champ.dataset.chemin) suivreDepartement();
});
formulaire.addEventListener("focusout", ({ target, relatedTarget }) => {
  const champ = champDe(target);
  if (!champ || target.matches("[type='radio'], [type='checkbox']")) return;
  // Laissé vide, un champ n’est repris qu’au moment de relire, sauf s’il est obligatoire et que l’on passe à la suite.
  if (etat.vide(target.value) ? !("obligatoire" in champ.dataset && relatedTarget) : aCliquer(target)) return;
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
  garderAvec({ montrer: montrerFiche, remplir: toutRemplir, recommencer, conclure: conclureSources, partir: prendreEnPartant });
  formulaire.querySelectorAll("[data-sorte='liste'], [data-sorte='sources']").forEach((liste) => preparerListe(liste, { coller: collerDepuisTableur }));
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
  if (pole) await ouvrirDeLAtlas(pole, { verifie: demande.get("verifie") === "1" });
  else commencerFiche(debutDe(voulue));
  page.dataset.pret = ""; // les champs paraissent : l’un d’eux peut être visé
  if (etat.lisible && etapeOuverte() !== "envoi") {
    aller("fiche", { viser: false, retenir: false });
    history.replaceState(null, "", voulue || location.pathname + location.search); // sans champ demandé, la page s’ouvre par son haut
    if (voulue) suivreAdresse();
  }
  addEventListener("popstate", () => suivreLien() || suivreAdresse());
  nommerLesPoles(await lesPoles());
  await verifierLaFiche();
}

/* Ce que les tests lisent. */
export const editeur = { etat, aller, verifier: verifierLaFiche, problemes: tousLesProblemes };

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
