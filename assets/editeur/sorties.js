/* Les trois sorties : la forge, un ticket, un fichier ou un courriel. Les adresses de la forge viennent de atlas/content/forge.py
 * (`data-forge`) ; rien ne part avant que l’on ne suive un lien ou n’envoie soi-même.
 */

import { creer } from "../commun/elements.js";
import { pluriel } from "../commun/phrases.js";
import { changementsEnPhrases, comparerLignes } from "./difference.js";
import { etat } from "./etat.js";
import { phraseDuFormulaire } from "./mots.js";
import { abreger, bouton, copier, page, racine, telecharger, trouver } from "./outils.js";
import { lesErreurs, sujetDe } from "./problemes.js";

const forge = JSON.parse(page.dataset.forge);
const { courriel, adresse } = page.dataset;
const LONGUEUR_DE_COURRIEL = 1800; // caractères : au-delà, des logiciels de courriel coupent le lien

const coder = (texte, sauf = "") => encodeURIComponent(texte).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll(sauf === "/" ? "%2F" : "\u0000", "/");
const adresseRemplie = (modele, valeurs) => modele.replace(/\{(chemin|texte|titre|corps)\}/g, (tout, cle) => (valeurs[cle] === undefined ? tout : coder(valeurs[cle], cle === "chemin" ? "/" : "")));
const adresseDuNouveau = (chemin, texte) => adresseRemplie(forge.nouveau, { chemin, texte });
const adresseDeModification = (chemin) => adresseRemplie(forge.modifier, { chemin });
const adresseDuTicket = (titre, corps) => adresseRemplie(forge.ticket, { titre, corps });

const nomDuPole = () => String(etat.valeur("nom") ?? "").trim() || "pôle sans nom";
const titreDuMessage = () => (etat.publie ? `Correction\u00a0: ${nomDuPole()}` : `Nouveau pôle\u00a0: ${nomDuPole()}`);
const pageDuPole = () => `${adresse}poles/${etat.slug}/`;

/* ---- Les gestes ---- */

const dehors = (href, texte) => creer("a", { class: "bouton", href, target: "_blank", rel: "noopener" }, texte, creer("span", { class: "lu-seul" }, " (nouvel onglet)"));
function boutonCopier(texteBouton = "Copier le texte de la fiche", attributs = {}) {
  const dit = creer("span", { class: "copie-dit", role: "status" });
  return creer("span", {}, bouton(texteBouton, async () => {
    dit.textContent = (await copier(etat.texte)) ? " Copié." : " La copie est refusée\u00a0: ouvrez «\u202fVoir le fichier\u202f», et copiez le texte à la main.";
  }, attributs), dit);
}
const etapesDe = (...lignes) => creer("ol", { class: "sortie-etapes" }, ...lignes.map((ligne) => creer("li", {}, ...[ligne].flat())));
const uneSortie = (rang, titreSortie, phrase, ...contenu) => creer("section", { class: "sortie", "data-sortie": rang }, creer("h4", {}, titreSortie), creer("p", {}, phrase), ...contenu);

const restes = () => lesErreurs().map((p) => `- ${sujetDe(p)}\u00a0: ${phraseDuFormulaire(p)}`);
const cloture = (texte) => "~".repeat(Math.max(3, ...(texte.match(/~+/g) ?? []).map((s) => s.length + 1)));
function message({ avecFiche }) {
  const changements = etat.base === null ? [] : changementsEnPhrases();
  const trait = cloture(etat.texte);
  return [
    etat.publie ? `Je propose de corriger la fiche «\u202f${nomDuPole()}\u202f».\n${pageDuPole()}` : `Je propose d’ajouter ${nomDuPole()} à l’atlas.`,
    ...(changements.length ? [`Ce qui change\u00a0:\n${changements.map((c) => `- ${abreger(c, 400)}`).join("\n")}`] : []),
    ...(restes().length ? [`J’ai besoin d’aide, il reste à corriger\u00a0:\n${restes().join("\n")}`] : []),
    ...(avecFiche ? [avecFiche === "dedans" ? `Le fichier ${etat.chemin}\u00a0:\n\n${trait}\n${etat.texte.trimEnd()}\n${trait}` : avecFiche === "coller" ? `Le fichier ${etat.chemin} (collez ici le texte copié)\u00a0:\n` : `Le fichier ${etat.slug}.md est joint à ce message.`] : []),
  ].join("\n\n");
}

/* Une correction qui tient en une ligne se refait à la main plus vite qu’elle ne se colle. */
function uneSeuleLigne() {
  const lignes = comparerLignes(etat.base, etat.texte);
  const rang = lignes.findIndex(([signe]) => signe === "-");
  if (lignes.filter(([signe]) => signe !== "=").length !== 2 || lignes[rang + 1]?.[0] !== "+") return null;
  return creer("p", { "data-ligne-seule": true }, `Une seule ligne change, la ${rang + 1}e\u00a0: là-bas, vous pouvez n’écrire qu’elle. `, creer("code", {}, lignes[rang + 1][1]));
}

/* ---- Les trois ---- */

function parLaForge() {
  const fini = etat.publie ? "Proposez les modifications\u00a0: une personne les relira avant qu’elles ne paraissent." : "Validez en proposant un nouveau fichier\u00a0: une personne le relira avant qu’il ne paraisse.";
  const intro = "Il faut un compte sur la forge, le site où le projet garde ses fiches. C’est la voie la plus rapide\u00a0: votre nom reste attaché à votre proposition.";
  if (lesErreurs().length) return uneSortie(1, "Proposer sur la forge", `Cette voie s’ouvre quand la fiche est juste\u00a0: il reste ${pluriel(lesErreurs().length, "chose")} à corriger. Pour demander de l’aide, prenez l’une des deux autres.`);
  if (etat.publie) {
    return uneSortie(1, "Proposer sur la forge", intro, etapesDe(
      ["Copiez le nouveau texte de la fiche. ", boutonCopier("Copier le nouveau texte")],
      [dehors(adresseDeModification(etat.chemin), "Ouvrir la page de modification")],
      ["Là-bas, effacez tout l’ancien texte, collez le nouveau à sa place (Ctrl+A, puis Ctrl+V). ", fini]), uneSeuleLigne());
  }
  const lien = adresseDuNouveau(etat.chemin, etat.texte);
  if (forge.remplit && lien.length <= forge.limite) {
    return uneSortie(1, "Proposer sur la forge", intro, etapesDe([dehors(lien, "Ouvrir la page, déjà remplie")], "Le nom du fichier et son texte y sont déjà\u00a0: n’y changez rien.", fini));
  }
  return uneSortie(1, "Proposer sur la forge", intro, creer("p", {}, forge.remplit ? "La fiche est trop longue pour tenir dans une adresse\u00a0: elle se copie et se colle." : "Cette forge ne prend pas le texte dans l’adresse\u00a0: il se copie et se colle."), etapesDe(
    ["Copiez le texte de la fiche. ", boutonCopier()],
    [dehors(adresseDuNouveau(etat.chemin, ""), "Ouvrir la page «\u202fnouveau fichier\u202f»"), " Le nom du fichier y est déjà\u00a0: n’y changez rien."],
    ["Collez le texte dans la grande zone (Ctrl+V). ", fini]));
}

function parTicket() {
  const entier = adresseDuTicket(titreDuMessage(), message({ avecFiche: "dedans" }));
  const intro = "Un ticket est un message public sur la forge\u00a0; il faut un compte. Quelqu’un de l’équipe fera le reste.";
  if (entier.length <= forge.limite) return uneSortie(2, "Ouvrir un ticket", intro, creer("p", {}, dehors(entier, "Ouvrir le ticket, déjà rempli")));
  const dit = adresseDuTicket(titreDuMessage(), message({ avecFiche: "" })); // une correction se dit en quelques lignes
  if (etat.base !== null && dit.length <= forge.limite) return uneSortie(2, "Ouvrir un ticket", intro, creer("p", {}, dehors(dit, "Ouvrir le ticket, déjà rempli"), " Il dit ce que vous changez."));
  const court = adresseDuTicket(titreDuMessage(), message({ avecFiche: "coller" }));
  const lien = court.length <= forge.limite ? court : adresseDuTicket(titreDuMessage(), etat.publie ? `${pageDuPole()}\n\n` : "");
  return uneSortie(2, "Ouvrir un ticket", intro, etapesDe(["Copiez le texte de la fiche. ", boutonCopier()], [dehors(lien, "Ouvrir le ticket")], "Collez le texte à la fin du message, puis envoyez."));
}

function parCourriel() {
  const lienDe = (corps) => `mailto:${courriel ? encodeURI(courriel) : ""}?subject=${coder(titreDuMessage())}&body=${coder(corps.replaceAll("\n", "\r\n"))}`;
  const entier = lienDe(message({ avecFiche: "dedans" }));
  const tient = entier.length <= LONGUEUR_DE_COURRIEL;
  const court = lienDe(message({ avecFiche: "jointe" }));
  const lien = tient ? entier : court.length <= LONGUEUR_DE_COURRIEL ? court : lienDe(`Le fichier ${etat.slug}.md est joint à ce message.`);
  const boutonTelecharger = bouton(`Télécharger ${etat.slug}.md`, () => telecharger(`${etat.slug}.md`, etat.texte), { class: "bouton", "data-telecharger": true });
  const ecrire = creer("a", { class: "bouton-leger", href: lien, "data-courriel-pret": true }, "Écrire le courriel");
  const aQui = courriel ? ["Il est adressé à ", creer("a", { href: `mailto:${courriel}` }, courriel), "."]
    : ["Ce site n’a pas encore d’adresse de contact\u00a0: adressez-le à la personne du réseau qui tient l’atlas, ou voyez ", creer("a", { href: `${racine}contact/` }, "la page Contact"), "."];
  return uneSortie(3, "Sans compte\u00a0: un fichier, un courriel", "Rien d’autre qu’une messagerie. Quelqu’un de l’équipe fera le reste.", etapesDe(
    [boutonTelecharger, " ", boutonCopier("Copier le texte")],
    [ecrire, " ", ...aQui, tient ? " La fiche est déjà dans le message." : " Joignez-y le fichier téléchargé."]));
}

export function montrerSorties() {
  const place = trouver("sorties");
  if (etat.publie && !etat.change) {
    place.replaceChildren(creer("p", {}, "Vous n’avez rien changé\u00a0: il n’y a rien à envoyer."));
    return;
  }
  const sansForge = creer("p", { class: "sortie-sans" }, "Ce site ne dit pas encore où sa forge garde les fiches (le «\u202fdépôt\u202f» de sa configuration est vide)\u00a0: une seule voie est ouverte, et elle ne demande pas de compte.");
  place.replaceChildren(...(forge.page ? [parLaForge(), parTicket()] : [sansForge]), parCourriel());
}
