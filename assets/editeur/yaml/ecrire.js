/* Comment une fiche s’écrit : valeurs simples ou entre guillemets, listes sur une ligne ou non, ordre des champs ; jumelle
 * d’atlas/record/writer.py, au signe près.
 *
 * `citerYaml(texte, genre)` écrit une valeur ; `.nouvelle(valeurs, recit, champs)` une fiche entière, ses champs dans
 * l’ordre de la table (`champs`, l’arbre de regles.json) ; ce qui est null ou undefined est laissé.
 */

import { longueur } from "../regles/texte.js";
import { BORNE, INTERDITS } from "./lire.js";

export const LARGEUR = 120; // signes d’une ligne qui porte une liste entre crochets
const MORCEAU = 4000; // signes d’une valeur entre guillemets sur une ligne
const PLI = `\\\n${" ".repeat(16)}`;
const ESPACE = "[ \\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]";

/* ---- Une valeur ---- */

const NOMBRE = /^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,10})?$/;
const DATE = /^[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$/;
const SIMPLES_EN = { date: DATE, annee: DATE, nombre: NOMBRE, degres: NOMBRE };
// Ce qu’un lecteur de YAML 1.1 ou 1.2 prend pour autre chose que ce texte, ou qui ferait hésiter une personne.
const MOTS = new Set(["y", "n", "yes", "no", "on", "off", "true", "false", "null"]);
const DOUTEUX = new RegExp([
  "^[-?:,\\[\\]{}#&*!|>'\"%@`~.+=<\\\\]", `^${ESPACE}`, `${ESPACE}$`, `:(${ESPACE}|$)`, `${ESPACE}#`, "[\\x00-\\x1f\\x7f]",
  "^[0-9][0-9A-Fa-fXxOo_.:,+-]*$", "^[0-9]{4}-[0-9]{1,2}-[0-9]",
].join("|"));
const ENTRE_CROCHETS = /[,[\]{}:?]/; // ce qui y dit quelque chose de plus
const ECHAPPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function echapper(signe) {
  const code = signe.codePointAt(0).toString(16).toUpperCase();
  return ECHAPPES[signe] ?? (code.length < 3 ? `\\x${code.padStart(2, "0")}` : code.length < 5 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`);
}
/* Le texte coupé entre deux signes ; une espace en tête d’un morceau est échappée, on la prendrait pour un retrait. */
function couperEnMorceaux(texte) {
  const morceaux = [];
  let [morceau, taille] = ["", 0];
  for (const signe of texte.match(/\\x..|\\u.{4}|\\U.{8}|\\.|./gsu)) {
    const pas = longueur(signe);
    if (taille + pas > MORCEAU) {
      morceaux.push(morceau);
      [morceau, taille] = ["", 0];
    }
    const ecrit = signe === " " && !morceau ? "\\ " : signe;
    [morceau, taille] = [morceau + ecrit, taille + longueur(ecrit)];
  }
  return [...morceaux, morceau].join(PLI);
}
export function citerYaml(donne, genre = "texte", entreCrochets = false) {
  const texte = String(donne).replace(/\p{Cs}/gu, "\ufffd");
  if (Object.hasOwn(SIMPLES_EN, genre) && SIMPLES_EN[genre].test(texte)) return texte;
  const douteux = DOUTEUX.test(texte) || new RegExp(INTERDITS, "u").test(texte) || (entreCrochets && ENTRE_CROCHETS.test(texte));
  if (texte && !douteux && longueur(texte) <= MORCEAU && !MOTS.has(texte.toLowerCase())) return texte;
  const entier = texte.replace(new RegExp(`[\\\\"\\n\\r\\t]|${INTERDITS}`, "gu"), echapper);
  return `"${longueur(entier) > MORCEAU ? couperEnMorceaux(entier) : entier}"`;
}

/* ---- Des listes et des groupes ---- */

export const estGroupe = (valeur) => typeof valeur === "object" && valeur !== null && !Array.isArray(valeur);
export const estTexte = (valeur) => typeof valeur !== "object";
export const estPresent = (valeur) => valeur !== undefined && valeur !== null;
export const racineDesChamps = (champs) => ({ kind: "groupe", many: false, fields: champs ?? [] });
export const genreDuChamp = (champ) => champ?.kind ?? "texte";

/* Le champ de ce qui est dedans : un élément d’une liste (clé null), une clé d’un groupe, une ligne d’une table. */
export function champDedans(champ, cle) {
  if (!champ) return null;
  if (cle === null) return champ.many ? { ...champ, many: false } : null;
  if (champ.many) return null;
  if (champ.kind === "table") return { ...champ, kind: champ.fields?.length ? "groupe" : "texte" };
  return champ.fields?.find((connu) => connu.key === cle) ?? null;
}
export function rangDuChamp(champ, cle) {
  const rang = champ?.kind === "groupe" ? champ.fields.findIndex((connu) => connu.key === cle) : -1;
  return rang < 0 ? Infinity : rang;
}
export function entrees(valeur, champ) {
  if (Array.isArray(valeur)) return valeur.filter(estPresent).map((v) => [null, v]);
  const rangs = Object.entries(valeur).filter(([, v]) => estPresent(v)).map((paire) => ({ paire, rang: rangDuChamp(champ, paire[0]) }));
  return rangs.sort((a, b) => (a.rang === b.rang ? 0 : a.rang - b.rang)).map(({ paire }) => paire);
}
/* Une courte liste de textes entre crochets, ou ce qui tient lieu de vide ; sinon rien. */
function surUneLigne(valeur, champ, place) {
  const contenu = entrees(valeur, champ);
  if (!contenu.length) return estGroupe(valeur) ? "{}" : "[]";
  if (estGroupe(valeur) || !contenu.every(([, v]) => estTexte(v))) return "";
  const dit = contenu.map(([, v]) => citerYaml(v, genreDuChamp(champ), true)).join(", ");
  return place + longueur(dit) + 2 <= LARGEUR ? `[${dit}]` : "";
}
function* apres(tete, valeur, champ, retrait) {
  if (estTexte(valeur)) yield `${tete} ${citerYaml(valeur, champ && !champ.many ? champ.kind : "texte")}`;
  else {
    const dit = surUneLigne(valeur, champ, longueur(tete) + 1);
    yield dit ? `${tete} ${dit}` : tete;
    if (!dit) yield* lignesYaml(valeur, champ, retrait + 2);
  }
}
function* element(valeur, champ, retrait) {
  const marge = " ".repeat(retrait);
  if (estTexte(valeur) || !estGroupe(valeur) || surUneLigne(valeur, champ, retrait + 2)) yield* apres(`${marge}-`, valeur, champ, retrait);
  else {
    const [tete, ...reste] = lignesYaml(valeur, champ, retrait + 2);
    yield `${marge}- ${tete.trimStart()}`;
    yield* reste;
  }
}
export function* lignesYaml(valeur, champ, retrait = 0) {
  for (const [cle, v] of entrees(valeur, champ)) {
    const spec = champDedans(champ, cle);
    if (cle === null) yield* element(v, spec, retrait);
    else yield* apres(`${" ".repeat(retrait)}${citerYaml(cle)}:`, v, spec, retrait);
  }
}

export function ficheNouvelle(valeurs, recit, champs) {
  const corps = recit.replace(/\r\n?/g, "\n").replace(/^\n+|\n+$/g, "");
  const tete = [...lignesYaml(valeurs, racineDesChamps(champs))].map((ligne) => `${ligne}\n`).join("");
  return `${BORNE}\n${tete}${BORNE}\n${corps.trim() ? `\n${corps}\n` : ""}`;
}
