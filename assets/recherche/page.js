/* La recherche dans le texte. Tout se passe ici : la question vit dans le fragment de l’adresse (#q=…), qu’aucun serveur ne
   reçoit ; l’index, fait par Pagefind, est lu par petits morceaux, au premier besoin. Voir atlas/client/search.py. */
import { creer } from "../commun/elements.js";
import { distance } from "../commun/fautes.js";
import { lireJson, uneFois } from "../commun/fichiers.js";
import { plier } from "../commun/mots.js";
import { cite, pluriel } from "../commun/phrases.js";
import { chercherDesLieux } from "./lieux.js";
import { INDEX, comprendre, debutCommun, lireUne, moteurDe } from "./moteur.js";

/** @type {HTMLElement} */
const section = document.querySelector("[data-recherche]");
const racine = new URL(section.dataset.racine, document.baseURI);
const moteur = moteurDe(racine);
const formulaire = section.querySelector("form");
const champ = section.querySelector("input");
const etat = section.querySelector("[data-recherche-etat]");
const liste = section.querySelector("[data-recherche-resultats]");

const [PAR_PAGE, RELUES] = [10, 60]; // résultats montrés d’un coup, pages relues pour une expression exacte
const ATTENTE = 150; // millisecondes après la dernière frappe
const MOINDRE = 0.5; // un pôle passe devant un territoire ou une page qui répond autant
const VOIES = [
  ["poles/", "Voir tous les pôles, de A à Z"], ["regions/", "Parcourir les régions"],
  ["secteurs/", "Parcourir les secteurs"], ["contribuer/", "Signaler un pôle absent"],
];

const plusProche = (mot, candidats) => {
  let borne = mot.length <= 5 ? 1 : 2;
  let trouve = null;
  for (const [forme, plie] of candidats) {
    const d = distance(mot, plie, borne) + (plie[0] === mot[0] ? 0 : 0.5); // on se trompe rarement de première lettre
    if (d <= borne && (!trouve || d < trouve.d)) [trouve, borne] = [{ forme, d }, Math.ceil(d)];
  }
  return trouve?.forme ?? null;
};

const lexique = uneFois(async () => {
  const { noms, mots } = await lireJson(new URL(`${INDEX}suggestions.json`, racine));
  return { noms: noms.map((nom) => [nom, plier(nom).replaceAll(" ", "")]), mots: mots.map((mot) => [mot, plier(mot)]) };
});

const lire = (reponses, debut = 0, combien = PAR_PAGE) => Promise.all(reponses.slice(debut, debut + combien).map(lireUne));

/* Les réponses, les meilleures d’abord ; `direct` est le territoire, le secteur ou la page qui porte le nom cherché. */
const interroger = async ({ mots, expression }, question) => {
  const pagefind = await moteur();
  const demande = mots.join(" ");
  let tous = (await pagefind.search(demande)).results;
  if (expression) { // Pagefind manque l’expression dont une page écrit un mot de deux façons : « éolien », « éoliens »
    const dites = await lire(tous, 0, RELUES);
    const dit = (d) => ` ${plier([d.titre, d.resume, ...d.noms, d.texte].join(" | "))} `.includes(` ${plier(demande)} `);
    tous = tous.filter((_, rang) => dites[rang] && dit(dites[rang]));
  }
  const poles = new Set((await pagefind.search(demande, { filters: { pole: "oui" } })).results.map((r) => r.id));
  const valeur = (r) => r.score * (poles.has(r.id) ? 1 : MOINDRE);
  const reponses = tous.map((r, rang) => [r, rang]).sort(([a, i], [b, j]) => valeur(b) - valeur(a) || i - j).map(([r]) => r);
  const autres = reponses.filter((r) => !poles.has(r.id));
  const voulu = (await lire(autres, 0, 3)).map((d) => [d.titre, ...d.noms].some((nom) => plier(nom) === plier(question)) && d);
  const rang = voulu.findIndex(Boolean);
  return { total: tous.length, direct: voulu[rang], reponses: reponses.filter((r) => r !== autres[rang]) };
};

/* Pagefind abrège un mot inconnu jusqu’à ce qu’un autre lui ressemble : on regarde ici ce que les pages disent vraiment. */
const connaitre = async (ecrit, vus) => {
  const mot = plier(ecrit);
  if (mot.length < 3 || vus.some((vu) => vu.startsWith(mot))) return "connu";
  if ((await (await moteur()).search(`"${ecrit}"`)).results.length) return "connu";
  return vus.some((vu) => debutCommun(vu, mot) >= Math.max(5, 0.6 * mot.length)) ? "voisin" : "inconnu";
};

const motsVus = (d) => plier([d.titre, d.resume, ...d.noms, d.formes, ...marques(d.extrait)].join(" ")).split(" ");
const marques = (extrait) => Array.from(extrait.matchAll(/<mark>(.*?)<\/mark>/g), (m) => m[1]);

const proposer = async (question, suspects) => {
  const lus = await lexique().catch(() => ({ noms: [], mots: [] }));
  const entier = plusProche(plier(question).replaceAll(" ", ""), lus.noms);
  if (entier) return entier;
  const corrections = new Map(suspects.map((mot) => [plier(mot), plusProche(plier(mot), lus.mots)]).filter(([, c]) => c));
  return corrections.size ? question.replace(/[\p{L}\p{N}]+/gu, (mot) => corrections.get(plier(mot)) ?? mot) : null;
};

const lien = (adresse, texte) => creer("a", { href: adresse }, texte);
const fragment = (question) => `#q=${encodeURIComponent(question)}`;
const composer = (texte) => texte.replace(/« /g, "«\u202f").replace(/ ([;!?»])/g, "\u202f$1").replace(/ :/g, "\u00a0:");

/* Pagefind n’échappe que < et > : les morceaux deviennent du texte, jamais du HTML. */
const extrait = (d) => {
  if (d.extrait.length < 40 && !marques(d.extrait).length) return null;
  const p = creer("p", { class: "resultat-extrait" }, d.avant);
  composer(d.extrait).split(/<\/?mark>/).forEach((morceau, rang) => {
    const clair = morceau.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    const [, avant, mot, apres] = clair.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
    p.append(...(rang % 2 && mot ? [avant, creer("mark", {}, mot), apres] : [clair]));
  });
  p.append(d.apres);
  return p;
};

/* Trouvé par un nom qui n’est dans aucune phrase : dire lequel. */
const noms = (d, mots) => {
  const assez = (vu, mot) => debutCommun(vu, plier(mot)) >= Math.min(vu.length, mot.length, 5);
  const dit = (texte) => plier(texte).split(" ").some((vu) => mots.some((mot) => assez(vu, mot)));
  if (marques(d.extrait).length || dit(`${d.titre} ${d.resume}`)) return null;
  const cites = d.noms.filter((nom) => nom.length < 90 && dit(nom)).slice(0, 3);
  return cites.length ? creer("p", { class: "resultat-noms" }, `Cité\u00a0: ${cites.join("\u202f; ")}`) : null;
};

const sousTitre = ({ resume, genre }) => (resume.startsWith(genre) ? resume : [genre, resume].filter(Boolean).join(" · "));
const ligne = (d, mots) => creer(
  "li", { class: "resultat" },
  creer("p", { class: "resultat-titre" }, lien(d.url, d.titre)), creer("p", { class: "resultat-lieu" }, sousTitre(d)), noms(d, mots), extrait(d),
);

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
  const voies = VOIES.map(([adresse, texte]) => creer("li", {}, lien(new URL(adresse, racine).href, texte)));
  autour.append(creer("p", {}, "Vous pouvez aussi\u00a0:"), creer("ul", { class: "recherche-voies" }, ...voies));
};
const montrer = ({ reponses, direct }, lues, mots, message) => {
  vider(...message);
  if (direct) autour.append(creer("p", { class: "recherche-direct" }, lien(direct.url, direct.titre), ` · ${sousTitre(direct)}`));
  const ajouter = (nouvelles) => {
    liste.append(...nouvelles.map((d) => ligne(d, mots)));
    const reste = reponses.length - liste.children.length;
    bouton.hidden = reste <= 0;
    bouton.textContent = `Plus de résultats (encore ${reste})`;
  };
  ajouter(lues);
  suite = async () => {
    const debut = liste.children.length;
    const nouvelles = await lire(reponses, debut);
    if (debut !== liste.children.length) return;
    ajouter(nouvelles);
    liste.children[debut].querySelector("a").focus();
  };
};

/* Ce que chaque mot donnerait seul, quand aucune page ne les réunit. */
const separement = async (mots) => {
  const pagefind = await moteur();
  const comptes = await Promise.all(mots.map(async (mot) => [mot, (await pagefind.search(mot)).results.length]));
  return comptes.filter(([, nombre]) => nombre).flatMap(([mot, nombre]) => [" ", lien(fragment(mot), mot), ` (${nombre})`]);
};

/* Cherche tout ce qu’il faut, puis rend de quoi le montrer : une question plus récente peut être venue entre-temps. */
const repondre = async (question) => {
  const compris = comprendre(question);
  if (!question) return () => vider();
  if (!compris.mots.length) return () => conseiller(`Aucun résultat pour ${cite(question)}.`);
  const reponse = await interroger(compris, question);
  const lues = await lire(reponse.reponses);
  const vus = [...lues, reponse.direct].filter(Boolean).flatMap(motsVus);
  const avis = compris.expression ? [] : await Promise.all(compris.mots.map((mot) => connaitre(mot, vus)));
  const suspects = compris.mots.filter((_, rang) => avis[rang] && avis[rang] !== "connu");
  const proposition = suspects.length || !reponse.total ? await proposer(question, suspects) : null;
  const offre = proposition && plier(proposition) !== plier(question)
    ? [" Vouliez-vous dire ", creer("strong", {}, lien(fragment(proposition), proposition)), "\u202f?"] : [];
  const compte = (total, demande) => `${pluriel(total, "résultat")} pour ${cite(demande)}.`;
  if (reponse.total && !avis.includes("inconnu")) {
    return () => montrer(reponse, lues, compris.mots, [compte(reponse.total, question), ...offre]);
  }
  // Rien de vrai : les réponses à la proposition, ou aux mots connus, sont au moins celles d’une question qui a un sens.
  const rien = [`Aucun résultat pour ${cite(question)}.`, ...offre];
  const connus = compris.mots.filter((mot, rang) => mot.length > 2 && avis[rang] !== "inconnu");
  const autre = proposition ?? (avis.includes("inconnu") ? connus.join(" ") : "");
  if (autre) {
    const autrement = comprendre(autre);
    const seconde = await interroger(autrement, autre);
    const secondes = await lire(seconde.reponses);
    if (seconde.total) return () => montrer(seconde, secondes, autrement.mots, [...rien, ` ${compte(seconde.total, autre)}`]);
  }
  const seuls = compris.mots.length > 1 && !suspects.length ? await separement(compris.mots) : [];
  return () => conseiller(...rien, ...(seuls.length ? [" Séparément\u00a0:", ...seuls] : []));
};

let tour = 0;
let demandee = "";
const chercher = async () => {
  const question = champ.value.trim();
  if (question === demandee) return;
  demandee = question;
  const moi = (tour += 1);
  history.replaceState(history.state, "", question ? fragment(question) : location.pathname + location.search);
  const montrerTout = await repondre(question).catch(() => () => {
    demandee = "";
    conseiller("La recherche n’a pas pu lire son index. Vérifiez la connexion, puis réessayez.");
  });
  if (moi === tour) montrerTout();
};

const lireFragment = () => {
  const question = new URLSearchParams(location.hash.slice(1)).get("q");
  if (question === null && location.hash) return; // une ancre de la page
  champ.value = question ?? "";
  chercher();
};
let minuteur;
champ.addEventListener("focus", () => moteur().catch(() => {}), { once: true });
champ.addEventListener("input", () => {
  clearTimeout(minuteur);
  minuteur = setTimeout(chercher, ATTENTE);
});
formulaire.addEventListener("submit", (evenement) => {
  evenement.preventDefault();
  clearTimeout(minuteur);
  chercher();
});
addEventListener("hashchange", lireFragment);
formulaire.hidden = false;
vider();
lireFragment();
if (location.hash === "#q=") champ.focus({ preventScroll: true }); // venu par la touche « / »
const voie = /** @type {HTMLElement | null} */ (section.querySelector("[data-recherche-lieux]"));
if (voie) chercherDesLieux(voie, champ, racine);
