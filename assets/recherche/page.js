/* La recherche dans le texte. Tout se passe ici : la question vit dans le fragment de l’adresse (#q=…), qu’aucun serveur ne
   reçoit ; l’index est lu par petits morceaux. Voir atlas/client/search.py. */
import { creer } from "../commun/elements.js";
import { differer } from "../commun/gestes.js";
import { plier } from "../commun/mots.js";
import { citeTape, pluriel } from "../commun/phrases.js";
import { extraire } from "./extrait.js";
import { chercherDesLieux } from "./lieux.js";
import { moteurDe } from "./moteur.js";
import { annonceUnLieu, situer } from "./question.js";

/** @type {HTMLElement} */
const section = document.querySelector("[data-recherche]");
const base = new URL(section.dataset.racine, document.baseURI);
const moteur = moteurDe(base);
const formulaire = section.querySelector("form");
const champ = section.querySelector("input");
const etat = section.querySelector("[data-recherche-etat]");
const liste = section.querySelector("[data-recherche-resultats]");
const voie = /** @type {HTMLElement | null} */ (section.querySelector("[data-recherche-lieux]"));

const [PAR_PAGE, RELUES, ASSEZ] = [10, 60, 3]; // résultats montrés d’un coup, pages relues pour une expression exacte, réponses entières qui suffisent
const ATTENTE = 100; // millisecondes après la dernière frappe
const VOIES = [
  ["poles/", "Voir tous les pôles, de A à Z"], ["pres-de-chez-moi/", "Chercher autour d’une commune\u00a0: d’un quartier ou d’un hameau, tapez la sienne"], ["regions/", "Parcourir les régions"],
  ["secteurs/", "Parcourir les secteurs"], ["contribuer/", "Signaler un pôle absent"],
];

const lien = (adresse, texte) => creer("a", { href: adresse }, texte);
const fragment = (question) => `#q=${encodeURIComponent(question)}`;
const vers = ({ url, titre }) => lien(new URL(url, base).href, titre);

/* Un passage du texte, ses mots marqués : du texte, jamais du HTML. */
const extrait = ({ avant, apres, morceaux, marques }) => (morceaux.length < 8 && !marques ? null : creer(
  "p", { class: "resultat-extrait" }, avant, ...morceaux.map(({ ecrit, marque }) => (marque ? creer("mark", {}, ecrit) : ecrit)), apres,
));

/* Trouvé par un nom qui n’est dans aucune phrase : dire lequel. */
const noms = (page, passage, reconnait) => {
  const dit = (texte) => plier(texte).split(" ").some((mot) => reconnait(mot) >= 0);
  if (passage.marques || dit(`${page.titre} ${page.resume}`)) return null;
  const cites = page.noms.filter((nom) => nom.length < 90 && dit(nom)).slice(0, 3);
  return cites.length ? creer("p", { class: "resultat-noms" }, `Cité\u00a0: ${cites.join("\u202f; ")}`) : null;
};

const sousTitre = ({ resume, genre }) => (resume.startsWith(genre) ? resume : [genre, resume].filter(Boolean).join(" · "));
const ligne = (page, reconnait) => {
  const passage = extraire(page.texte, reconnait);
  return creer(
    "li", { class: "resultat" },
    creer("h2", { class: "resultat-titre" }, vers(page)), creer("p", { class: "resultat-lieu" }, sousTitre(page)), noms(page, passage, reconnait), extrait(passage),
  );
};

const bouton = creer("button", { class: "bouton recherche-suite", type: "button", hidden: true });
const autour = creer("div", { class: "recherche-autour" }); // ce qui n’est pas un résultat : accès direct, voies
liste.before(autour);
liste.after(bouton);
let suite = async () => {};
bouton.addEventListener("click", () => suite());

const vider = (...message) => {
  etat.replaceChildren(...message);
  autour.replaceChildren();
  liste.replaceChildren();
  bouton.hidden = true;
};

const conseiller = (...message) => {
  vider(...message);
  const voies = VOIES.map(([adresse, texte]) => creer("li", {}, lien(new URL(adresse, base).href, texte)));
  autour.append(creer("p", {}, "Vous pouvez aussi\u00a0:"), creer("ul", { class: "recherche-voies" }, ...voies));
};

/* Une page, ou rien si elle vient de partir ou ne vient pas. */
const lire = (numero) => moteur.lire(numero).catch(() => null);

let tour = 0; // une question plus récente peut être venue entre-temps
const montrer = ({ reponses, entieres, directe, reconnait }, message) => {
  const moi = tour;
  vider(...message);
  if (directe) autour.append(creer("p", { class: "recherche-direct" }, vers(directe), ` · ${sousTitre(directe)}`));
  let montrees = 0;
  const ajouter = async () => {
    const [debut, demandees] = [montrees, reponses.slice(montrees, montrees + PAR_PAGE)];
    montrees += demandees.length;
    let premiere = null;
    liste.setAttribute("aria-busy", "true");
    for (const [rang, lue] of demandees.map(lire).entries()) { // toutes demandées, chacune montrée dès qu’elle peut l’être
      const page = await lue;
      if (moi !== tour) return null;
      const suivante = page ? ligne(page, reconnait) : creer("li", { class: "resultat" }, "Ce résultat n’a pas pu être lu. Vérifiez la connexion, puis rechargez la page.");
      if (entieres && debut + rang === entieres) suivante.prepend(creer("p", { class: "recherche-partie" }, "Avec une partie des mots\u00a0:"));
      liste.append(suivante);
      premiere ??= suivante;
    }
    liste.setAttribute("aria-busy", "false");
    const reste = reponses.length - montrees;
    bouton.hidden = reste <= 0;
    bouton.textContent = `Plus de résultats (encore ${reste})`;
    return premiere;
  };
  suite = async () => (await ajouter())?.querySelector("a")?.focus();
  return ajouter();
};

/* Les pages qui disent l’expression même, parmi les premières qui en disent tous les mots. */
const disant = async (question, numeros) => {
  const demande = ` ${plier(question)} `;
  const pages = await Promise.all(numeros.slice(0, RELUES).map(async (numero) => ({ numero, page: await lire(numero) })));
  return pages.filter(({ page }) => page && ` ${plier([page.titre, page.resume, ...page.noms, page.texte].join(" | "))} `.includes(demande)).map(({ numero }) => numero);
};

/* Cherche ce qu’il faut, puis rend de quoi le montrer. */
const repondre = async (question) => {
  if (!question) return () => vider();
  const { complets, partiels, directe, inconnus, expression, situe, reconnait } = await moteur.chercher(question, voie ? (nom) => situer(voie.dataset.lieux, nom) : undefined);
  const trouves = expression ? await disant(question, complets) : complets;
  const autres = expression || trouves.length >= ASSEZ ? [] : partiels;
  const reponses = [...trouves, ...autres];
  const [page, proposition] = await Promise.all([
    directe === undefined || expression ? null : lire(directe), expression ? null : moteur.proposer(question, inconnus),
    ...reponses.slice(0, PAR_PAGE).map(lire).slice(0, 1), // les autres, demandées en même temps, n’attendent personne
  ]);
  const offre = proposition ? [" Vouliez-vous dire ", creer("strong", {}, lien(fragment(proposition), proposition)), "\u202f?"] : [];
  const rien = `Aucun résultat pour ${citeTape(question)}.`;
  if (!reponses.length && !page) return () => conseiller(rien, ...offre);
  const nombre = trouves.length + Number(Boolean(page));
  const compte = nombre ? `${pluriel(nombre, "résultat")} pour ${citeTape(question)}.`
    : `Aucun pôle ne réunit tous les mots de ${citeTape(question)}\u00a0; voici ce qui en dit une partie.`;
  const lieu = situe ? [` Aucune page ne dit ${citeTape(situe.nom)}\u00a0: c’est ${situe.genre === "r" ? "une région" : `son département qui est cherché (${situe.departement})`}${situe.vide ? ", où l’atlas ne connaît aucun siège" : ""}.`] : [];
  return () => montrer({ reponses, entieres: trouves.length, directe: page, reconnait }, [compte, ...lieu, ...offre]);
};

/* Les mots d’une question, sans faute de frappe. */
const corriger = async (mots) => {
  const { inconnus } = await moteur.chercher(mots);
  return (inconnus.length && await moteur.proposer(mots, inconnus)) || mots;
};

let demandee = "";
const chercher = async () => {
  const question = champ.value.trim();
  if (question === demandee) return;
  demandee = question;
  const moi = (tour += 1);
  history.replaceState(history.state, "", `${location.pathname}${question ? fragment(question) : ""}`);
  const montrerTout = await repondre(question).catch(() => () => {
    demandee = "";
    conseiller("La recherche n’a pas pu lire son index. Vérifiez la connexion, puis réessayez.");
  });
  if (moi === tour) await montrerTout();
};

const lireFragment = () => {
  const question = new URLSearchParams(location.hash.slice(1)).get("q");
  if (question === null && location.hash) return null; // une ancre de la page
  champ.value = question ?? new URLSearchParams(location.search).get("q") ?? ""; // une adresse faite à la main dit « ?q= »
  return chercher();
};
const bientot = differer(() => chercher(), ATTENTE);
champ.addEventListener("focus", () => moteur.preparer(), { once: true });
champ.addEventListener("input", bientot);
formulaire.addEventListener("submit", (evenement) => {
  evenement.preventDefault();
  bientot.oublier();
  chercher();
});
addEventListener("hashchange", lireFragment);
formulaire.hidden = false;
vider();
/* Les lettres des titres pèsent autant que l’index : qui arrive d’ailleurs avec sa question la lit dans celles du système, de même
   largeur. Les autres pages les ont déjà données. */
if (!location.hash || document.referrer.startsWith(base.href)) document.body.classList.add("recherche-lettres");
const premiere = lireFragment();
/* Un lieu qu’un mot annonce est déjà lu par la recherche, et souvent ce que l’on veut ; un autre vient après la réponse : sur un réseau lent, un octet à la fois. */
if (voie) Promise.resolve(annonceUnLieu(champ.value) ? null : premiere).then(() => chercherDesLieux(voie, champ, base, corriger, moteur));
