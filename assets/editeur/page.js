/* Mettre l’éditeur en marche : les écrans, les gestes, la vérification à mesure que l’on tape. */

import { creer } from "../commun/elements.js";
import { souffler, unSeulClic } from "../commun/gestes.js";
import { aujourdhui } from "../commun/phrases.js";
import { peutPartir, prendreEnPartant } from "./attentes.js";
import { champEnfant, champQuiCherche, champsDans, direDefinition, direOrdre, formulaire, lignesEcrites, remplirAvec, remplirChamp, saisiesDe } from "./champs.js";
import { debutDe } from "./commencer.js";
import { aller, etapeOuverte, nomDEtape, problemesTrouves, verifierBientot, verifierLaFiche } from "./etapes.js";
import { etat } from "./etat.js";
import { garderAvec, garderBientot, laisserLeTexte } from "./garder.js";
import { preparerListe, remplirListe } from "./listes.js";
import { NOUVELLE } from "./menus.js";
import { aviser, page, racine, saisi, trouver } from "./outils.js";
import { celleDeLAtlas, commencerFiche, garnirLesMenusDesPoles, montrerFiche, ouvrirDeLAtlas, preparerOuverture, recommencer, reparerLeTexte, retrouver, toutRemplir } from "./ouvrir.js";
import { annoncerLaSuite, avec, reste, suite, tranquille } from "./plus-tard.js";
import { choisirSource } from "./provenances.js";
import { phrasesDe } from "./regles/phrases.js";
import { aCliquer, champDe, saisir } from "./saisir.js";
import { fichiers, session } from "./session.js";
import { conclureSources, preparerSources } from "./sources.js";
import { viserChamp, voirChamp } from "./vus.js";

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
/* Le titre d’un écran, un champ, ou une ligne d’une liste (« ?rang=2#c-chiffres »). */
function cibleDe(fragment) {
  const cible = document.getElementById(fragment);
  const rang = Number(new URLSearchParams(location.search).get("rang"));
  return (rang && lignesEcrites(cible?.closest("[data-sorte='liste']"))[rang - 1]) || cible;
}
function suivreAdresse() {
  const cible = debutDe(location.hash) ? null : cibleDe(location.hash.slice(1));
  const etape = cible?.closest("[data-etape]");
  if (!etape) return;
  const champ = cible.closest("[data-champ]");
  aller(nomDEtape(etape), { viser: !champ, retenir: false });
  if (!champ) return;
  const ligne = cible.matches("[data-ligne]") ? cible : null;
  viserChamp(ligne ? champEnfant(ligne, "valeur") ?? champsDans(ligne)[0] : champ);
}
/* La touche Retour, depuis le texte à réparer ; la touche Suivant y revient. */
function quitterLaReparation() {
  if ((etapeOuverte() === "reparation") === (location.hash === "#reparation")) return;
  if (location.hash === "#reparation") {
    reparerLeTexte();
    return;
  }
  if (!etat.lisible) laisserLeTexte();
  if (etat.lisible && location.hash !== "#etape-envoi") aller("fiche", { retenir: false });
}
page.addEventListener("click", unSeulClic((evenement) => { // le second clic tomberait sur le bouton qui ramène
  const bouton = evenement.target.closest("[data-aller]");
  if (bouton) peutPartir().then((libre) => libre && aller(bouton.dataset.aller));
}));
page.addEventListener("editeur:verifier", () => verifierLaFiche());
page.addEventListener("editeur:aller", ({ detail }) => aller(detail, { viser: false }));

/* ---- Les gestes dans les champs ---- */

page.addEventListener("editeur:saisie", ({ detail }) => {
  voirChamp(detail);
  saisir(detail);
});

formulaire.addEventListener("input", ({ target }) => {
  const champ = champDe(target);
  if (champ && !aCliquer(target)) saisir(champ);
});
formulaire.addEventListener("change", ({ target }) => { // un choix ; ce qui est tapé se met au propre dans retouches.js
  const champ = champDe(target);
  if (!champ || !aCliquer(target) || target.value === NOUVELLE) return;
  if (champ.dataset.sorte === "cases") {
    champ.ordre = [...(champ.ordre ?? []).filter((v) => v !== target.value), ...(target.checked ? [target.value] : [])];
    direOrdre(champ);
  }
  if (target.matches("[data-choix-source]")) choisirSource(target);
  voirChamp(champ);
  saisir(champ);
  direDefinition(champ);
});
formulaire.addEventListener("submit", (evenement) => evenement.preventDefault());
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
  saisi(champ);
  saisiesDe(champ)[0].focus();
});

etat.abonner((raison) => {
  verifierBientot();
  if (raison !== "ouverture") garderBientot();
});

/* ---- Le départ ---- */

async function demarrer() {
  const [demande, voulue] = [new URLSearchParams(location.search), location.hash];
  const pole = demande.get("pole");
  const texte = pole ? celleDeLAtlas(pole) : null; // demandé en même temps que les règles
  texte?.catch(() => {});
  if (pole) {
    page.dataset.corrige = "";
    annoncerLaSuite(texte); // elle vient pendant que le formulaire se remplit
  }
  remplirAvec(["liste", "sources"], remplirListe);
  garderAvec({ montrer: montrerFiche, retrouver, remplir: toutRemplir, recommencer, conclure: conclureSources, partir: prendreEnPartant });
  formulaire.querySelectorAll("[data-sorte='liste'], [data-sorte='sources']").forEach((liste) => preparerListe(liste, { coller: () => avec(reste, ({ apports }) => apports.collerDepuisTableur(liste)) }));
  await souffler();
  formulaire.querySelectorAll("form[data-lieu]").forEach(champQuiCherche);
  preparerSources();
  const regles = await fichiers.attendre("regles.json");
  await souffler();
  session.regles = regles;
  session.phrases = phrasesDe(regles);
  etat.table(regles.champs);
  preparerOuverture();
  trouver("barre").hidden = false;
  trouver("sans-siege").checked = false; // ce qu’un navigateur rend au retour ; la fiche le dira
  trouver("siege").hidden = false;
  montrerLApercu();
  await texte?.catch(() => {}); // un échec se dit à l’ouverture
  if (pole) await ouvrirDeLAtlas(pole, texte, { verifie: demande.get("verifie") === "1" });
  else await commencerFiche(debutDe(voulue));
  await souffler();
  page.dataset.pret = ""; // les champs paraissent : l’un d’eux peut être visé
  if (etat.lisible && etapeOuverte() === "fiche") {
    aller("fiche", { viser: false, retenir: false });
    history.replaceState(null, "", voulue || location.pathname + location.search); // sans champ demandé, la page s’ouvre par son haut
    if (voulue) suivreAdresse();
  }
  addEventListener("hashchange", () => { // après que le navigateur a visé l’ancre lui-même
    if (suivreLien()) return;
    quitterLaReparation();
    suivreAdresse();
  });
  const finir = () => {
    garnirLesMenusDesPoles();
    page.dataset.complet = "";
  };
  const completer = () => {
    annoncerLaSuite();
    avec(suite, () => {
      delete page.dataset.corrige;
      tranquille(() => avec(reste, finir, { attendu: false }));
    }, { attendu: false });
  };
  if (pole || !etat.intacte || debutDe(voulue) || trouver("apercu-page").open) completer();
  else auPremierGeste(completer);
}

/* Une fiche où rien n’est écrit n’a rien à vérifier : la suite vient quand une main se pose, sur l’écran ou sur une touche. */
function auPremierGeste(faire) {
  const gestes = ["pointerdown", "keydown", "focusin", "dragenter"];
  const partir = () => {
    gestes.forEach((geste) => removeEventListener(geste, partir, true));
    faire();
  };
  gestes.forEach((geste) => addEventListener(geste, partir, true));
}

/* L’aperçu est à côté du formulaire sur un écran large, replié dessous sinon. */
function montrerLApercu() {
  const cadre = trouver("apercu-page");
  const large = matchMedia("(min-width: 75em)"); // comme dans page.css
  const placer = () => { cadre.open = large.matches; };
  large.addEventListener("change", placer);
  cadre.hidden = false;
  placer();
}

/* Ce que les tests lisent. */
export const editeur = { etat, aller, verifier: () => suite().then(verifierLaFiche), problemes: problemesTrouves };

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
