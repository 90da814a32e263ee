/* « Ce pôle existe peut-être déjà » : dit quand les noms se ressemblent, ou quand la structure, le SIREN ou le site sont les mêmes ;
 * deux pôles voisins n’ont rien à voir pour autant.
 */

import { creer } from "../commun/elements.js";
import { differer } from "../commun/gestes.js";
import { plier } from "../commun/mots.js";
import { champNomme } from "./champs.js";
import { etat } from "./etat.js";
import { annoncer, racine, trouver } from "./outils.js";
import { ressemblance } from "./regles/nearest.js";
import { memePage } from "./regles/sources.js";
import { lesPoles, session } from "./session.js";

const COURANT = 4; // pôles : un mot que tant de noms ont en commun n’en rapproche pas deux
const RAISONS_DITES = 4; // pôles montrés
const LETTRES = 5; // au moins : deux noms plus courts se ressemblent toujours

/* ---- Les noms ---- */

const motsDuNom = (texte) => plier(texte ?? "").split(" ").filter(Boolean);
function courants(poles) {
  const comptes = new Map();
  for (const { noms } of poles) for (const mot of new Set(noms.flatMap(motsDuNom))) comptes.set(mot, (comptes.get(mot) ?? 0) + 1);
  return new Set([...comptes].filter(([, n]) => n >= COURANT).map(([mot]) => mot));
}

/**
 * Deux noms disent-ils sans doute le même pôle ? `muets` : les mots que trop de noms portent, ceux du lieu ; à eux seuls ils ne rapprochent rien.
 * @param {string} mien
 * @param {string} leur
 * @param {Set<string>} muets
 */
function nomsSeRessemblent(mien, leur, muets) {
  if (!motsDuNom(mien).length || plier(mien) === plier(leur)) return plier(mien) === plier(leur) && motsDuNom(mien).length > 0;
  const creux = new Set(session.regles.mots.adresse);
  const [a, b] = [mien, leur].map((nom) => new Set(motsDuNom(nom).filter((mot) => mot.length > 2 && !creux.has(mot))));
  if (!a.size || !b.size) return false;
  const communs = [...a].filter((mot) => b.has(mot));
  if (communs.length === a.size && communs.length === b.size) return true;
  const moindre = Math.min(a.size, b.size);
  if (communs.some((mot) => !muets.has(mot)) && communs.length >= Math.min(2, moindre) && communs.length / moindre >= 0.6) return true;
  const [un, deux] = [a, b].map((tous) => [...tous].filter((mot) => !muets.has(mot)).join(""));
  const { ressemblance: seuil } = session.regles.limites;
  return un.length >= LETTRES && deux.length >= LETTRES && ressemblance(un, deux, seuil) >= seuil;
}

/* ---- La structure ---- */

const FORMES = new Set(["l", "association", "scic", "scop", "sas", "sarl", "cooperative"]); // « l’association Ecopya (…) » est Ecopya
function structureDe(texte) {
  const tous = motsDuNom(texte.replace(/\([^)]*\)/g, " "));
  const propres = tous.filter((mot) => !FORMES.has(mot));
  return (propres.length ? propres : tous).join(" ");
}
/** @type {[string, (texte: string) => string, string][]} */
const MEMES = [ // le champ, ce qui se compare, ce qui se dit
  ["siren", (valeur) => valeur.replace(/\D/g, ""), "le SIREN est le même"],
  ["porteur", structureDe, "la structure porteuse est la même"],
  ["site_web", (adresse) => memePage(adresse, session.regles.mots), "le site est le même"],
];

/* Pourquoi ce pôle serait le même : le champ qui le fait penser, et comment le dire. */
function rapprocher(pole, muets) {
  const dit = (cle) => String(etat.valeur(cle) ?? "").trim();
  for (const [cle, reduire, raison] of MEMES) {
    const [ici, la] = [dit(cle), String(pole[cle] ?? "")].map((valeur) => (valeur ? reduire(valeur) : ""));
    if (ici && ici === la) return { cle, raison };
  }
  const lieux = new Set([...muets, ...["commune", "departement", "region"].flatMap((cle) => motsDuNom(dit(cle))), ...motsDuNom(pole.lieu)]);
  return pole.noms.some((leur) => nomsSeRessemblent(dit("nom"), leur, lieux)) ? { cle: "nom", raison: "le nom se ressemble" } : null;
}

const chercherDeja = differer(async () => {
  const place = trouver("deja");
  const poles = etat.publie || !etat.lisible ? [] : await lesPoles();
  const muets = courants(poles);
  const trouves = poles.filter(({ slug }) => slug !== session.ouverte).map((pole) => ({ pole, ...rapprocher(pole, muets) })).filter(({ raison }) => raison).slice(0, RAISONS_DITES);
  const avant = place.textContent;
  place.hidden = !trouves.length;
  if (!trouves.length) {
    place.replaceChildren();
    return;
  }
  champNomme(trouves.some(({ cle }) => cle === "nom") ? "nom" : trouves[0].cle).after(place); // sous le champ qui le fait penser
  place.replaceChildren(creer("h3", {}, "Ce pôle existe peut-être déjà"), creer("ul", {}, ...trouves.map(({ raison, pole: { slug, nom, lieu } }) => creer("li", {},
    creer("a", { href: `${racine}poles/${slug}/` }, nom), `${lieu ? `, ${lieu}` : ""} (${raison}). `, creer("a", { href: `?pole=${slug}` }, "Compléter sa fiche", creer("span", { class: "lu-seul" }, `\u00a0: ${nom}`))))),
  creer("p", {}, "Si c’est un autre pôle, continuez."));
  if (place.textContent !== avant) annoncer(`Ce pôle existe peut-être déjà\u00a0: ${trouves.map(({ pole }) => pole.nom).join(", ")}.`);
}, 500);

etat.abonner(() => chercherDeja());
chercherDeja();
