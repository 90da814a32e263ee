/* Ce qu’un bouton peut faire d’un problème, là où il est dit : choisir la commune parmi ses homonymes, mettre le mot proposé,
 * citer une source à la fin du récit. Rien n’est fait sans que l’on presse.
 */

import { creer } from "../commun/elements.js";
import { pluriel } from "../commun/phrases.js";
import { champEnfant, champNomme, cheminDe, formulaire, remplirChamp, saisiesDe } from "./champs.js";
import { etat } from "./etat.js";
import { garderDerniere, garnirMenu, laDerniere, sourcesDeclarees } from "./menus.js";
import { definitionDe, procheDit } from "./mots.js";
import { annoncer, bouton, page } from "./outils.js";
import { questionDe } from "./saisies.js";
import { saisieDe } from "./vus.js";

const UN_SEUL_CHOIX = 3; // options d’un menu qui n’a qu’une source : « choisissez », elle, « une nouvelle »
const cheminDu = (nom) => [...nom.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, cle, rang]) => cle ?? rang - 1);

/* Met une valeur à la place que nomme un problème, et la montre. */
function mettre(p, valeur) {
  const chemin = cheminDu(p.field);
  const champ = champNomme(p.field);
  const rang = chemin.at(-1);
  if (typeof rang === "number") etat.poser(chemin.slice(0, -1), (etat.valeur(...chemin.slice(0, -1)) ?? []).toSpliced(rang, 1, valeur));
  else etat.poser(chemin, valeur);
  remplirChamp(champ, etat.valeur(...cheminDe(champ)));
  saisieDe(champ).focus();
}
function mettreLaCommune(p, { code, nom }) {
  const chemin = cheminDu(p.field);
  if (chemin[0] === "territoire") mettre(p, code);
  else if (chemin[0] === "lieux") {
    const lieu = chemin.slice(0, 2);
    etat.poser(lieu, { ...etat.valeur(...lieu), commune: nom, code_insee: code });
    const ligne = champNomme(p.field).closest("[data-ligne]");
    remplirChamp(champEnfant(ligne, "commune"), nom);
    remplirChamp(champEnfant(ligne, "code_insee"), code);
  } else page.dispatchEvent(new CustomEvent("editeur:commune", { detail: code }));
}

/** Les renvois du récit, mis à la suite de son dernier mot. */
function citerALaFin(...ids) {
  const zone = saisiesDe(champEnfant(formulaire, "recit"))[0];
  zone.value = `${zone.value.trimEnd()}${ids.map((id) => `[^${id}]`).join("")}`;
  etat.recit(zone.value);
  annoncer("La source est citée à la fin du récit.");
}

/* Une ligne qui n’ajoute rien à celle qu’elle répète s’ôte d’un geste. */
function oterLaLigne(p) {
  const chemin = cheminDu(p.field).slice(0, -1);
  const [liste, rang] = [chemin.slice(0, -1), chemin.at(-1)];
  const lignes = etat.valeur(...liste) ?? [];
  const premiere = lignes[Number(p.blancs.premier) - 1];
  if (!premiere || Object.entries(lignes[rang] ?? {}).some(([cle, valeur]) => cle !== cheminDu(p.field).at(-1) && premiere[cle] !== valeur)) return [];
  return [["Ôter cette ligne", () => {
    etat.poser(liste, lignes.toSpliced(rang, 1));
    remplirChamp(champNomme(liste.join(".")), etat.valeur(...liste));
    annoncer("La ligne répétée est ôtée.");
  }]];
}

/** Une source, donnée d’un geste à toutes les valeurs qui n’en ont pas. */
export function sourcePourToutes(ps) {
  const menu = creer("select", { id: "source-pour-toutes", "data-choix-source": true, "data-pour-toutes": true }, creer("option", { value: "" }, "Choisissez une source…"));
  garnirMenu(menu);
  menu.value = laDerniere() || (menu.options.length === UN_SEUL_CHOIX ? menu.options[1].value : "");
  const donner = () => {
    if (!sourcesDeclarees().some(({ id }) => id === menu.value)) {
      menu.focus();
      return;
    }
    for (const p of ps) {
      etat.poser(cheminDu(p.field), menu.value);
      remplirChamp(p.champ, menu.value);
    }
    garderDerniere(menu.value);
    annoncer(`La source est donnée à ${pluriel(ps.length, "valeur")}.`);
    page.dispatchEvent(new CustomEvent("editeur:verifier"));
  };
  return creer("span", { class: "faute-gestes" }, creer("label", { class: "lu-seul", for: menu.id }, `La source de ces ${ps.length} valeurs`), menu, bouton("Donner cette source à toutes", donner));
}

/* Deux sources n’en font qu’une : ce qui citait la seconde cite la première. */
function* citations(valeur, id, chemin = []) {
  if (valeur === id && (chemin.at(-1) === "source" || chemin[0] === "provenance")) yield chemin;
  else if (valeur && typeof valeur === "object") for (const [cle, v] of Object.entries(valeur)) yield* citations(v, id, [...chemin, Array.isArray(valeur) ? Number(cle) : cle]);
}
function remplacerLaSource(id, autre) {
  for (const chemin of [...citations(etat.valeurs, id)]) if (chemin[0] !== "sources") etat.poser(chemin, autre);
  etat.recit(etat.leRecit.replaceAll(`[^${id}]`, `[^${autre}]`));
  etat.poser(["sources", id], undefined);
  page.dispatchEvent(new CustomEvent("editeur:reprendre"));
}
function reunirSources({ autre, id }) {
  remplacerLaSource(id, autre);
  annoncer("Il n’y a plus qu’une source pour cette adresse.");
}

/* Une source mal nommée prend le nom que la règle propose, là où elle est décrite et partout où elle est citée. */
function renommerLaSource(p) {
  const [id, neuf] = [p.blancs.lu.slice(2, -2), p.blancs.proche];
  const source = etat.valeur("sources", id);
  if (source === undefined || etat.valeur("sources", neuf) !== undefined) return [];
  return [["Corriger ce nom", () => {
    etat.poser(["sources", neuf], source);
    remplacerLaSource(id, neuf);
    annoncer("Le nom de la source est corrigé, là où elle est citée aussi.");
  }]];
}

/* Une ligne que le formulaire ne peut pas montrer passe dans le champ qu’elle voulait dire, s’il est vide. */
function rangerLaLigne(p) {
  const [chemin, cle] = [cheminDu(p.field), p.blancs.lu.slice(2, -2)];
  const ailleurs = p.phrase === "cle-inconnue/ailleurs";
  const la = ailleurs ? [p.blancs.cle, cle] : [...chemin, p.blancs.proche];
  const valeur = etat.valeur(...chemin, cle);
  if (!la.at(-1) || valeur === undefined || etat.valeur(...la) !== undefined) return [];
  const nom = definitionDe(la.join(".")).label;
  return [[`Mettre dans «\u202f${nom}\u202f»`, () => {
    etat.poser(la, valeur);
    etat.poser([...chemin, cle], undefined);
    page.dispatchEvent(new CustomEvent("editeur:reprendre"));
    annoncer(`Ce que disait cette ligne est dans «\u202f${nom}\u202f».`);
  }]];
}

/* Ce que la règle propose, et ce qui en entre dans la fiche : [dit, valeur]. Ailleurs, c’est son mot le plus proche. */
const propose = (nom) => (p) => [p.blancs[nom], p.blancs[nom]];
const lePoint = ({ blancs: { nouvelle_latitude: latitude, nouvelle_longitude: longitude } }) => [`${latitude}, ${longitude}`, { latitude, longitude }];
const lAdresse = ({ blancs }) => [`https://${blancs.adresse}`, `https://${blancs.adresse}`];
const PROPOSES = {
  "lien-mal-forme/www": lAdresse, "lien-mal-forme/chevrons": propose("adresse"), "courriel-mal-forme/chevrons": propose("adresse"), "siren-faux/siret": propose("proche"), "adresse-suivie": propose("propre"), "region-en-trop": () => ["Aucune", undefined],
  "departement-inconnu/certain": propose("departement"), "departement-contredit-commune": propose("departement"),
  "region-inconnue/certaine": propose("region"), "region-contredit-departement": propose("region"), "region-contredit-departement/commune": propose("region"),
  "hors-de-france/interverties": lePoint, "hors-de-france/signe": lePoint, "hors-du-departement/interverties": lePoint, "hors-du-departement/signe": lePoint,
};
const PROCHE_EST_VALEUR = ["mot-inconnu", "nom-entre-guillemets", "date-impossible", "annee-impossible", "nombre-mal-ecrit", "coordonnees-mal-ecrites", "departement-inconnu", "region-inconnue", "epci-inconnu", "source-non-declaree", "heritier-inconnu", "ancienne-adresse-mal-formee"];
function misePour(p) {
  if (!p.champ || p.field === "recit") return null;
  if (PROPOSES[p.phrase]) return PROPOSES[p.phrase](p);
  return p.blancs.proche && PROCHE_EST_VALEUR.includes(p.code) ? [procheDit(p), p.blancs.proche] : null;
}

/* Ce qui peut se faire d’un problème : [ce que dit le bouton, ce qu’il fait]. */
function gestesDe(p) {
  if (!p.phrase || !etat.lisible) return [];
  if (p.parmi.length) return p.parmi.map((commune) => [`${commune.nom} (${commune.departement})`, () => mettreLaCommune(p, commune)]);
  if (p.code === "source-inutilisee" && etat.leRecit.trim()) return [["Citer à la fin du récit", () => citerALaFin(p.blancs.id)]];
  if (p.code === "source-en-double") return [["Garder une seule source", () => reunirSources(p.blancs)]];
  if (p.code === "ligne-en-double") return oterLaLigne(p);
  if (p.phrase === "identifiant-mal-forme/proche") return renommerLaSource(p);
  if (["cle-inconnue/proche", "cle-inconnue/ailleurs"].includes(p.phrase)) return rangerLaLigne(p);
  const question = p.champ && questionDe(p.champ); // un doute : aucune lecture n’est plus sûre qu’une autre
  if (question) return question.boutons.map(([dit, faire]) => [`Mettre ${dit}`, faire]);
  const mis = misePour(p);
  return mis ? [[`Mettre ${mis[0]}`, () => mettre(p, mis[1])]] : [];
}

/** Les boutons d’un problème, ou rien. */
export function boutonsDe(p) {
  const gestes = gestesDe(p);
  if (!gestes.length) return [];
  return [" ", creer("span", { class: "faute-gestes" }, ...gestes.map(([texte, faire]) => bouton(texte, faire)))];
}
