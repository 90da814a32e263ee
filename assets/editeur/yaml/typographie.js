/* Des signes d’imprimerie là où YAML veut ceux du clavier : une espace insécable autour d’une clé, un autre tiret devant un élément ;
 * jumelle d’atlas/record/foreign_signs.py. Un signe est dit quand, sans lui, le texte veut dire autre chose.
 */

import { longueur } from "../regles/texte.js";

const ESPACES = "\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";
const TIRETS = "–—−‐‑•";
const UNE = `[ ${ESPACES}]`;
const TETE = new RegExp(`^(${UNE}*)(?:([-${TIRETS}])(${UNE}+))?`);
const CLE = new RegExp(`^([A-Za-z0-9_-]+)(${UNE}*):(${UNE}+|$)`);
const DEDANS = new RegExp(`([{,]${UNE}*)([A-Za-z0-9_-]+)(${UNE}*):(${UNE}+)`, "g");
const ETRANGER = new RegExp(`[${ESPACES}${TIRETS}]`);
const DOUTEUX = new RegExp(`^ *(?:- *)?(?:[A-Za-z0-9_-]+ *:? *)?[${ESPACES}${TIRETS}]|\\{[^\\n]*[${ESPACES}]`, "m");
const LES_ESPACES = new RegExp(`[${ESPACES}]`, "g");
const TOUTES = new RegExp(UNE, "g");

function corriger(ligne, espace) {
  const tete = TETE.exec(ligne);
  const debut = tete[1].replace(LES_ESPACES, espace) + (tete[2] ? `- ${" ".repeat(tete[3].length - 1)}` : "");
  let reste = ligne.slice(tete[0].length);
  const cle = CLE.exec(reste);
  if (cle && ETRANGER.test(cle[2] + cle[3])) reste = `${cle[1]}:${cle[3].replace(TOUTES, " ")}${reste.slice(cle[0].length)}`;
  if (reste.includes("{")) reste = reste.replace(DEDANS, (tout, avant, nom) => (ETRANGER.test(tout) ? `${avant.replace(TOUTES, " ")}${nom}: ` : tout));
  return debut + reste;
}
function premierEcart(a, b) {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i += 1;
  return i < a.length && i < b.length ? i : b.length;
}
const forme = (noeud) => (noeud.genre === "texte" ? null : noeud.genre === "liste" ? noeud.elements.map(forme) : noeud.paires.map(({ cle, valeur }) => [cle.valeur, forme(valeur)]));
const dire = (racine) => JSON.stringify(racine && [forme(racine)]);

/**
 * Les lignes de l’en-tête, depuis la deuxième du fichier, dont un signe change le sens : { ligne, colonne, tiret, juste }.
 * @param {string[]} lignes
 * @param {{ racine: any, fautes: any[] }} lu ce qu’elles veulent dire telles quelles
 * @param {(texte: string) => { racine: any, fautes: any[] }} lire
 */
export function signesEtrangers(lignes, lu, lire) {
  if (!DOUTEUX.test(lignes.join("\n"))) return [];
  let dits = [];
  for (const espace of [" ", ""]) { // en tête de ligne, elle tient la place d’une espace, ou est de trop
    const trouves = lignes.flatMap((ligne, rang) => {
      const juste = ETRANGER.test(ligne) ? corriger(ligne, espace) : ligne;
      if (juste === ligne) return [];
      const ecart = premierEcart(ligne, juste);
      return [{ ligne: rang + 2, colonne: longueur(ligne.slice(0, ecart)) + 1, tiret: ecart < ligne.length && TIRETS.includes(ligne[ecart]), juste }];
    });
    if (!trouves.length) break;
    const justes = new Map(trouves.map((trouve) => [trouve.ligne, trouve.juste]));
    const corrige = lire(lignes.map((ligne, rang) => justes.get(rang + 2) ?? ligne).join("\n"));
    if (corrige.racine) return dire(corrige.racine) === dire(lu.racine) ? [] : trouves;
    const reste = corrige.fautes[0].ligne;
    if (!lu.racine && reste > lu.fautes[0].ligne && !dits.length) dits = trouves.filter(({ ligne }) => ligne < reste); // autre chose ne va pas, plus loin
  }
  return dits;
}
