/* Un tableau de pôles collé ou déposé : ses cellules, ses titres, ce que dit chaque colonne. Le jumeau de atlas/tables/columns.py,
 * qui donne les mots (`regles.colonnes`).
 */

import { plier } from "../commun/mots.js";

const SEPARATEURS = ["\t", ";", ",", "|"];
const REGARDEES = 15; // lignes où les titres sont cherchés
const LIGNES_LUES = 1000;

/**
 * Les cellules d’un texte, lignes vides ôtées ; une cellule entre guillemets peut contenir le séparateur, et aller à la ligne.
 * @param {string} texte
 * @param {string} separateur
 */
export function cellules(texte, separateur) {
  const lignes = [[""]];
  let citee = false;
  const unis = texte.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  for (let i = 0; i < unis.length; i += 1) {
    const signe = unis[i];
    const ligne = lignes.at(-1);
    if (citee) {
      if (signe !== "\"") ligne[ligne.length - 1] += signe;
      else if (unis[i + 1] === "\"") {
        ligne[ligne.length - 1] += "\"";
        i += 1;
      } else citee = false;
    } else if (signe === "\"" && ligne.at(-1) === "") citee = true;
    else if (signe === separateur) ligne.push("");
    else if (signe === "\n") lignes.push([""]);
    else ligne[ligne.length - 1] += signe;
  }
  return lignes.map((ligne) => ligne.map((c) => c.replace(/\s+/g, " ").trim())).filter((ligne) => ligne.some(Boolean));
}

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

/**
 * Le tableau d’un texte : ses titres, ce que dit chaque colonne, ses lignes ; rien si aucun titre n’est reconnu.
 * @param {string} texte
 * @param {any} colonnes `regles.colonnes`
 */
export function tableauDe(texte, colonnes) {
  const lire = lecteurDeTitres(colonnes);
  const essais = SEPARATEURS.map((separateur) => {
    const lignes = cellules(texte, separateur);
    const comptes = lignes.slice(0, REGARDEES).map((ligne) => connues(lire, ligne));
    const titres = comptes.indexOf(Math.max(...comptes));
    return { lignes, titres, compte: comptes[titres] ?? 0 };
  });
  const { lignes, titres, compte } = essais.toSorted((a, b) => b.compte - a.compte)[0];
  if (compte < 2 || lignes.length < titres + 2) return null;
  return { titres: lignes[titres], cibles: ciblesDe(lignes[titres], lire), lignes: lignes.slice(titres + 1, titres + 1 + LIGNES_LUES) };
}

/* De deux colonnes qui disent la même chose, la plus sûre. */
function ciblesDe(titres, lire) {
  const lues = titres.map(lire);
  return lues.map(({ cible, rang }, i) => (lues.some((autre, j) => autre.cible === cible && (autre.rang < rang || (autre.rang === rang && j < i))) ? "" : cible));
}
