/* Des signes qui ne sont pas ceux que YAML veut : une espace insécable autour d’une clé, un autre tiret devant un élément, une valeur
 * collée à ses deux-points ; jumelle d’atlas/record/foreign_signs.py. Un signe est dit quand, sans lui, le texte veut dire autre chose.
 */

import { longueur } from "../regles/texte.js";

const INSECABLES = "\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";
const TIRETS = "–—−‐‑•";
const UNE_ESPACE = `[ ${INSECABLES}]`;
const TETE_DE_LIGNE = new RegExp(`^(${UNE_ESPACE}*)(?:([-${TIRETS}])(${UNE_ESPACE}+))?`);
const CLE_DE_LIGNE = new RegExp(`^([A-Za-z0-9_-]+)(${UNE_ESPACE}*):(${UNE_ESPACE}+|$)`);
const CLE_DEDANS = new RegExp(`([{,]${UNE_ESPACE}*)([A-Za-z0-9_-]+)(${UNE_ESPACE}*):(${UNE_ESPACE}+)`, "g");
const ETRANGER = new RegExp(`[${INSECABLES}${TIRETS}]`);
const PEUT_ETRE = "[a-z_0-9]+:[^\\s/]"; // bien plus vite que les clés de la table
/* Les deux-points d’une clé de la table et ce qui les touche : sauf une adresse, ils ne peuvent être dits qu’ainsi. */
function collage(cles) {
  if (!cles.size) return { mal: new RegExp(`^ *(?:- *)?(?:[A-Za-z0-9_-]+ *:? *)?[${INSECABLES}${TIRETS}]|\\{[^\\n]*[${INSECABLES}]`, "m"), cle: null, dedans: null };
  const colle = `(?:${[...cles].sort().join("|")}):(?=[^\\s/])`;
  return {
    mal: new RegExp(`^ *(?:- *)?(?:${PEUT_ETRE}|(?:[A-Za-z0-9_-]+ *:? *)?[${INSECABLES}${TIRETS}])|\\{[^\\n]*(?:[${INSECABLES}]|${PEUT_ETRE})`, "m"),
    cle: new RegExp(`^${colle}`), dedans: new RegExp(`([{,]${UNE_ESPACE}*${colle})`, "g"),
  };
}
const TOUTE_INSECABLE = new RegExp(`[${INSECABLES}]`, "g");
const TOUTE_ESPACE = new RegExp(UNE_ESPACE, "g");

function corrigerLigne(ligne, espace, colles) {
  const tete = TETE_DE_LIGNE.exec(ligne);
  const debut = tete[1].replace(TOUTE_INSECABLE, espace) + (tete[2] ? `- ${" ".repeat(tete[3].length - 1)}` : "");
  let reste = ligne.slice(tete[0].length);
  const cle = CLE_DE_LIGNE.exec(reste);
  if (cle && ETRANGER.test(cle[2] + cle[3])) reste = `${cle[1]}:${cle[3].replace(TOUTE_ESPACE, " ")}${reste.slice(cle[0].length)}`;
  else if (colles.cle) reste = reste.replace(colles.cle, "$& ");
  if (reste.includes("{")) {
    reste = reste.replace(CLE_DEDANS, (tout, avant, nom) => (ETRANGER.test(tout) ? `${avant.replace(TOUTE_ESPACE, " ")}${nom}: ` : tout));
    if (colles.dedans) reste = reste.replace(colles.dedans, "$1 ");
  }
  return debut + reste;
}
function premierEcart(a, b) {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i += 1;
  return i < a.length && i < b.length ? i : b.length;
}
const formeDe = (noeud) => (noeud.genre === "texte" ? null : noeud.genre === "liste" ? noeud.elements.map(formeDe) : noeud.paires.map(({ cle, valeur }) => [cle.valeur, formeDe(valeur)]));
const direForme = (racine) => JSON.stringify(racine && [formeDe(racine)]);

/**
 * Les lignes de l’en-tête dont un signe change le sens : { ligne, colonne, id, champ, juste }. La première, qui l’ouvre, n’en est pas.
 * @param {string[]} lignes
 * @param {{ racine: any, fautes: any[] }} lu ce qu’elles veulent dire telles quelles
 * @param {(lignes: string[]) => { racine: any, fautes: any[] }} lire
 * @param {Set<string>} cles celles de la table des champs
 */
export function signesEtrangers(lignes, lu, lire, cles) {
  const colles = collage(cles);
  if (!colles.mal.test(lignes.slice(1).join("\n"))) return [];
  let dits = [];
  for (const espace of [" ", ""]) { // en tête de ligne, elle tient la place d’une espace, ou est de trop
    const trouves = lignes.flatMap((ligne, rang) => {
      const juste = rang ? corrigerLigne(ligne, espace, colles) : ligne;
      if (juste === ligne) return [];
      const ecart = premierEcart(ligne, juste);
      const place = { ligne: rang + 1, colonne: longueur(ligne.slice(0, ecart)) + 1, juste };
      if (juste.slice(0, ecart).endsWith(":") && !ETRANGER.test(ligne[ecart] ?? "")) return [{ ...place, colonne: place.colonne - 1, id: "yaml-syntaxe/colles", champ: /([a-z_0-9]+):$/.exec(juste.slice(0, ecart))[1] }];
      return [{ ...place, id: ecart < ligne.length && TIRETS.includes(ligne[ecart]) ? "signe-de-typographie/tiret" : "signe-de-typographie", champ: "" }];
    });
    if (!trouves.length) break;
    const justes = new Map(trouves.map((trouve) => [trouve.ligne, trouve.juste]));
    const corrige = lire(lignes.map((ligne, rang) => justes.get(rang + 1) ?? ligne));
    if (corrige.racine) return direForme(corrige.racine) === direForme(lu.racine) ? [] : trouves;
    const reste = corrige.fautes[0].ligne;
    if (!lu.racine && reste > lu.fautes[0].ligne && !dits.length) dits = trouves.filter(({ ligne }) => ligne < reste); // autre chose ne va pas, plus loin
  }
  return dits;
}
