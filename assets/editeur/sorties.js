/* Les trois sorties : la forge, un ticket, un fichier ou un courriel. Les adresses de la forge viennent de atlas/content/forge.py
 * (`data-forge`) ; rien ne part avant que l’on ne suive un lien ou n’envoie soi-même.
 */

import { creer } from "../commun/elements.js";
import { pluriel } from "../commun/phrases.js";
import { comparerLignes } from "./ecart.js";
import { etat } from "./etat.js";
import { lettreQuiTient, titreDeLaLettre } from "./lettre.js";
import { annoncer, bouton, copierLeTexte, page, racine, telecharger, trouver } from "./outils.js";
import { lesErreurs } from "./problemes.js";

const forge = JSON.parse(page.dataset.forge);
const { courriel } = page.dataset;
const LONGUEUR_DE_COURRIEL = 1800; // caractères : au-delà, des logiciels de courriel coupent le lien

const coder = (texte, sauf = "") => encodeURIComponent(texte).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll(sauf === "/" ? "%2F" : "\u0000", "/");
const adresseRemplie = (modele, valeurs) => modele.replace(/\{(chemin|texte|titre|corps)\}/g, (tout, cle) => (valeurs[cle] === undefined ? tout : coder(valeurs[cle], cle === "chemin" ? "/" : "")));
const adresseDuNouveau = (chemin, texte) => adresseRemplie(forge.nouveau, { chemin, texte });
const adresseDeModification = (chemin) => adresseRemplie(forge.modifier, { chemin });
const adresseDuTicket = (titre, corps) => adresseRemplie(forge.ticket, { titre, corps });

/* ---- Les gestes ---- */

const dehors = (href, texte) => creer("a", { class: "bouton", href, target: "_blank", rel: "noopener" }, texte, creer("span", { class: "lu-seul" }, " (nouvel onglet)"));
function boutonCopier(texteBouton = "Copier le texte de la fiche", texte = () => etat.texte) {
  const dit = creer("span", { class: "copie-dit" });
  return creer("span", {}, bouton(texteBouton, async () => {
    dit.textContent = (await copierLeTexte(texte())) ? " Copié." : " La copie est refusée\u00a0: ouvrez «\u202fVoir le fichier\u202f», et copiez le texte à la main.";
    annoncer(dit.textContent.trim());
  }), dit);
}
const etapesDe = (...lignes) => creer("ol", { class: "sortie-etapes" }, ...lignes.map((ligne) => creer("li", {}, ...[ligne].flat())));
const uneSortie = (rang, titreSortie, phrase, ...contenu) => creer("section", { class: "sortie", "data-sortie": rang }, creer("h4", {}, titreSortie), creer("p", {}, phrase), ...contenu);

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

const tropLong = () => (etat.publie ? "Ce que vous changez est trop long pour tenir tout entier dans le lien" : "La fiche est trop longue pour tenir dans le lien");
function parTicket() {
  const { lien, reste } = lettreQuiTient((corps) => adresseDuTicket(titreDeLaLettre(), corps), forge.limite, "Le reste, à coller ici\u00a0:\n");
  const intro = "Un ticket est un message public sur la forge\u00a0; il faut un compte. Quelqu’un de l’équipe fera le reste.";
  if (!reste) return uneSortie(2, "Ouvrir un ticket", intro, creer("p", {}, dehors(lien, "Ouvrir le ticket, déjà rempli"), ...(etat.publie ? [" Il dit tout ce que vous changez."] : [])));
  return uneSortie(2, "Ouvrir un ticket", intro, creer("p", { "data-trop-long": true }, `${tropLong()}\u00a0: la suite se copie et se colle.`), etapesDe(
    ["Copiez la suite. ", boutonCopier("Copier la suite", () => reste)], [dehors(lien, "Ouvrir le ticket")], "Collez à la fin du message (Ctrl+V), puis envoyez."));
}

const boutonTelecharger = () => bouton(`Télécharger ${etat.slug}.md`, () => telecharger(`${etat.slug}.md`, etat.texte), { class: "bouton", "data-telecharger": true });
function parCourriel() {
  const { lien, reste } = lettreQuiTient((corps) => `mailto:${encodeURI(courriel)}?subject=${coder(titreDeLaLettre())}&body=${coder(corps.replaceAll("\n", "\r\n"))}`,
    LONGUEUR_DE_COURRIEL, `Le fichier ${etat.slug}.md est joint à ce message.`);
  const ecrire = [creer("a", { class: "bouton-leger", href: lien, "data-courriel-pret": true }, "Écrire le courriel"), " Il est adressé à ", creer("a", { href: `mailto:${courriel}` }, courriel), "."];
  const [titre, intro] = ["Sans compte\u00a0: un fichier, un courriel", "Rien d’autre qu’une messagerie. Quelqu’un de l’équipe fera le reste."];
  if (!reste) return uneSortie(3, titre, intro, creer("p", {}, ...ecrire, etat.publie ? " Tout ce que vous changez y est." : " La fiche est déjà dans le message."), creer("p", {}, "Pour garder la fiche\u00a0: ", boutonTelecharger(), " ", boutonCopier("Copier le texte")));
  return uneSortie(3, titre, intro, creer("p", { "data-trop-long": true }, `${tropLong()}\u00a0: joignez le fichier au message, ou collez-y la suite.`), etapesDe(
    [boutonTelecharger(), " ou ", boutonCopier("Copier la suite", () => reste)], [...ecrire, " Joignez-y le fichier téléchargé, ou collez la suite à la fin (Ctrl+V)."]));
}
/* Sans adresse où écrire, un lien « courriel » n’irait à personne. */
function parFichier() {
  return uneSortie(3, "Sans compte\u00a0: un fichier à remettre", "Ce site ne donne pas encore d’adresse où l’envoyer\u00a0: le fichier se remet à la personne du réseau qui tient l’atlas, comme vous le pouvez.", etapesDe(
    [boutonTelecharger(), " ", boutonCopier("Copier le texte")],
    ["Remettez-le à cette personne, par votre messagerie ou en main propre. ", creer("a", { href: `${racine}contact/` }, "La page Contact"), " dit ce que l’on sait d’elle."]));
}

/* L’accord est dit avant les trois, et redit là où chacune mène (lettre.js, les formulaires de la forge) : envoyer le donne. */
export function montrerSorties() {
  const place = trouver("sorties");
  const rien = etat.publie && !etat.change;
  trouver("accord").hidden = rien;
  if (rien) {
    place.replaceChildren(creer("p", {}, "Vous n’avez rien changé\u00a0: il n’y a rien à envoyer."));
    return;
  }
  const sansForge = creer("p", { class: "sortie-sans" }, "Ce site ne reçoit pas encore de fiche en ligne\u00a0: une seule voie est ouverte, et elle ne demande pas de compte.");
  place.replaceChildren(...(forge.page ? [parLaForge(), parTicket()] : [sansForge]), courriel ? parCourriel() : parFichier());
}
