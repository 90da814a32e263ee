/* Un tableau collé ou déposé : ses cellules, ses titres, ce que dit chaque colonne. Le seul lecteur de tableaux de l’éditeur, pour les
 * lignes d’une liste (coller.js) et pour les pôles (importer.js) ; le jumeau de atlas/tables/columns.py, qui donne les mots (`regles.colonnes`).
 */

import { creer } from "../commun/elements.js";
import { plier } from "../commun/mots.js";
import { cite, enumerer } from "../commun/phrases.js";
import { enUneLigne } from "./ecrits.js";

export const SEPARATEURS = [["\t", "des tabulations"], [";", "des points-virgules"], [",", "des virgules"], ["|", "des barres verticales"]];
export const UNE_COLONNE = "\0";
const RARES = [",", "|"]; // elles sont aussi dans les phrases : toutes les lignes en ont autant, ou leurs titres sont connus
const REGARDEES = 15; // lignes où les titres sont cherchés
const LIGNES_LUES = 1000;
const REGULIERES = 0.6; // part des lignes d’une même largeur

/* ---- Les cellules ---- */

/**
 * Les cellules d’un texte, lignes vides ôtées. Une cellule entre guillemets peut contenir le séparateur, aller à la ligne, et doubler ses
 * guillemets ; un guillemet que rien ne referme avant un séparateur est un guillemet comme un autre.
 * @param {string} texte
 * @param {string} separateur
 */
export function cellules(texte, separateur) {
  const unis = texte.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  const fin = separateur === UNE_COLONNE ? "\\n" : `${separateur === "|" ? "\\|" : separateur}\\n`;
  const citee = new RegExp(`[ ]*"([^"]*(?:""[^"]*)*)"[ ]*(?=[${fin}]|$)`, "y");
  const nue = new RegExp(`[^${fin}]*`, "y");
  const lignes = [[]];
  for (let i = 0; i <= unis.length; i += 1) {
    [citee.lastIndex, nue.lastIndex] = [i, i];
    const entre = citee.exec(unis);
    const [tout] = entre ?? nue.exec(unis);
    lignes.at(-1).push((entre ? entre[1].replaceAll("\"\"", "\"") : tout).replace(/[^\S\n]+/g, " ").replace(/ ?\n ?/g, "\n").trim());
    i += tout.length;
    if (unis[i] === "\n") lignes.push([]);
  }
  return lignes.filter((ligne) => ligne.some(Boolean));
}

/* ---- Les titres ---- */

/**
 * Ce que veut dire un titre : une cible et son rang parmi les mots de celle-ci.
 * @param {any} colonnes `regles.colonnes`
 */
export function lecteurDeTitres({ mots, petits, du_pole: duPole }) {
  const sens = new Map(Object.entries(mots).flatMap(([cible, ses]) => ses.map((mot, rang) => [mot, { cible, rang }])));
  const reduire = (titre) => {
    const tous = plier(titre.replaceAll("’", " ")).split(" ").filter((mot) => mot && !petits.includes(mot));
    const gardes = tous.filter((mot) => !duPole.includes(mot));
    return (gardes.length ? gardes : tous).join(" ");
  };
  return (titre) => sens.get(reduire(titre)) ?? sens.get(reduire(titre.split("(")[0])) ?? { cible: "", rang: 0 };
}
const connues = (lire, ligne) => new Set(ligne.map((titre) => lire(titre).cible).filter(Boolean)).size;

/* De deux colonnes qui disent la même chose, la plus sûre. */
export function ciblesDe(titres, lire) {
  const lues = titres.map(lire);
  return lues.map(({ cible, rang }, i) => (lues.some((autre, j) => autre.cible === cible && (autre.rang < rang || (autre.rang === rang && j < i))) ? "" : cible));
}

/**
 * Les lignes d’un texte, le séparateur qui leur va (ou celui que l’on veut), la ligne des titres et combien elle en a de connus.
 * @param {string} texte
 * @param {(titre: string) => { cible: string, rang: number }} lire
 * @param {string} [voulu]
 */
export function lireTableau(texte, lire, voulu = "") {
  const propre = texte.replace(/^\ufeff/, "");
  const dit = propre.match(/^sep=(.)\r?\n/i); // une ligne pour les seuls tableurs
  const essais = (voulu || dit ? [voulu || dit[1]] : SEPARATEURS.map(([signe]) => signe)).map((separateur) => {
    const lignes = cellules(dit ? propre.slice(dit[0].length) : propre, separateur);
    const comptes = lignes.slice(0, REGARDEES).map((ligne) => connues(lire, ligne));
    const titres = comptes.indexOf(Math.max(...comptes));
    const largeurs = lignes.map((ligne) => ligne.length).filter((n) => n > 1);
    const largeur = Math.max(0, ...largeurs);
    const part = largeurs.filter((n) => n === largeur).length / Math.max(1, lignes.length);
    const compte = comptes[titres] ?? 0;
    const sert = compte > 1 || (RARES.includes(separateur) ? part === 1 && lignes.length > 1 : part >= REGULIERES || (separateur === "\t" && largeur > 1));
    return { separateur, lignes, titres, compte, largeur: Math.max(1, largeur), sert: sert || Boolean(voulu || dit) };
  });
  const utiles = essais.filter(({ sert }) => sert).toSorted((a, b) => (b.compte > 1 ? b.compte : 0) - (a.compte > 1 ? a.compte : 0));
  return utiles[0] ?? (voulu ? essais[0] : lireTableau(texte, lire, UNE_COLONNE));
}

/**
 * Le tableau de pôles d’un texte : ses titres, ce que dit chaque colonne, ses lignes, ce qui est au-dessus ou au-delà ; rien si aucun titre n’est reconnu.
 * @param {string} texte
 * @param {any} colonnes `regles.colonnes`
 */
export function tableauDe(texte, colonnes) {
  const lire = lecteurDeTitres(colonnes);
  const { lignes, titres, compte } = lireTableau(texte, lire);
  if (compte < 2 || lignes.length < titres + 2) return null;
  const corps = lignes.slice(titres + 1);
  return { titres: lignes[titres].map(enUneLigne), cibles: ciblesDe(lignes[titres], lire), lignes: corps.slice(0, LIGNES_LUES), dessus: lignes.slice(0, titres), passees: Math.max(0, corps.length - LIGNES_LUES) };
}

/* ---- Ce que dit chaque colonne : un menu pour chacune, « ne pas reprendre » en tête ---- */

/**
 * Un menu par colonne ; ce que l’un prend, un autre le laisse.
 * @param {{ nom: string, cible: string, autrement?: string }[]} colonnes
 * @param {[string, string][]} cibles
 * @param {() => void} apres
 */
export function menusDesColonnes(colonnes, cibles, apres) {
  const menus = colonnes.map(({ nom, cible, autrement }) => {
    const menu = creer("select", { "aria-label": `Ce que dit ${nom}` }, creer("option", { value: "" }, autrement ?? "Ne pas reprendre"), ...cibles.map(([valeur, dit]) => creer("option", { value: valeur }, dit)));
    menu.value = cibles.some(([valeur]) => valeur === cible) ? cible : "";
    menu.addEventListener("change", () => {
      for (const autre of menus) if (autre !== menu && autre.value === menu.value) autre.value = "";
      apres();
    });
    return menu;
  });
  return menus;
}

/**
 * Ce qu’un tableau dit et que la fiche ne prendra pas, dit avant.
 * @param {string[]} laisses
 */
export const direLaisses = (laisses) => (laisses.length ? `Ne sera pas repris\u00a0: ${enumerer(laisses)}.` : "");
export const nomDeColonne = (titre, rang) => (titre ? cite(titre) : `la colonne ${rang + 1}`);
