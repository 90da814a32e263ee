/* Les textes du YAML d’une fiche : simples, entre guillemets ou apostrophes, en bloc (| et >), une ou plusieurs lignes.
 *
 * Un lecteur reçoit (texte, debut, { retrait, dansCrochets, faute }) et rend { valeur, fin, apres, lignes } : `fin` est le rang
 * qui suit le texte, `apres` celui où reprendre la lecture, `lignes` dit si des lignes ont été passées après lui.
 */

export const finDeMot = (c) => c === undefined || c === " " || c === "\t" || c === "\n";
const blanc = (c) => c === " " || c === "\t";
/* « --- » ou « ... » en tête de ligne. */
export const borneEn = (texte, i) => (!i || texte[i - 1] === "\n") && (texte.startsWith("---", i) || texte.startsWith("...", i)) && finDeMot(texte[i + 3]);

/* Les blancs et les lignes passés entre deux mots, et ce qui les remplace : les espaces tels quels, une ligne une espace, plus de
 * lignes autant de retours. `coupee` : la ligne a été coupée par une barre oblique, elle ne compte pas. */
function entreDeux(texte, depart, coupee = false) {
  const suite = /[ \t\n]*/y;
  suite.lastIndex = depart;
  const [passes] = suite.exec(texte);
  const [, ...lignes] = passes.split("\n");
  const sauts = lignes.length + Number(coupee);
  return { passes, lignes, rendu: !sauts ? passes : sauts > 1 ? "\n".repeat(sauts - 1) : coupee ? "" : " " };
}

export function lireSimple(texte, debut, { retrait, dansCrochets, faute }) {
  const motif = dansCrochets ? /[ \t\n:,?[\]{}]/g : /[ \t\n:]/g;
  let [i, fin, valeur, attente, lignes] = [debut, debut, "", "", false];
  while (!borneEn(texte, i) && texte[i] !== "#") {
    const mot = i;
    for (;;) { // jusqu’au bout du mot
      motif.lastIndex = i;
      i = motif.exec(texte)?.index ?? texte.length;
      const [c, suivant] = [texte[i], texte[i + 1]];
      if (c === ":" && dansCrochets && suivant !== undefined && ",?[]{}".includes(suivant)) faute("", i);
      if ((c === ":" && !finDeMot(suivant)) || c === "?") i += 1;
      else break;
    }
    if (i > mot) {
      valeur += attente + texte.slice(mot, i);
      [attente, lignes, fin] = ["", false, i];
    }
    if (!blanc(texte[i]) && texte[i] !== "\n") break;
    const suite = entreDeux(texte, i);
    const tabulee = suite.lignes.findIndex((ligne) => ligne.includes("\t") && ligne.indexOf("\t") <= retrait);
    if (tabulee >= 0) faute("", i + suite.passes.length - suite.lignes.slice(tabulee).join("\n").length);
    i += suite.passes.length;
    [attente, lignes] = [suite.rendu, suite.lignes.length > 0];
    if (lignes && !dansCrochets && suite.lignes.at(-1).length <= retrait) break;
  }
  return { valeur, fin, apres: i, lignes };
}

const SUITES = { 0: "\0", a: "\x07", b: "\b", t: "\t", "\t": "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029" };
const CHIFFRES = { x: 2, u: 4, U: 8 };

export function lireGuillemets(texte, debut, { faute }) {
  const guillemet = texte[debut];
  const motif = guillemet === "'" ? /[ \t\n']/g : /[ \t\n"\\]/g;
  let [i, valeur] = [debut + 1, ""];
  function echappe() {
    const c = texte[i + 1];
    if (c in CHIFFRES) {
      const code = texte.slice(i + 2, i + 2 + CHIFFRES[c]);
      const nombre = parseInt(code, 16);
      if (!/^[0-9A-Fa-f]+$/.test(code) || code.length < CHIFFRES[c] || (nombre >= 0xd800 && nombre <= 0xdfff) || nombre > 0x10ffff) faute("", i);
      valeur += String.fromCodePoint(nombre);
      i += 2 + CHIFFRES[c];
    } else {
      if (c === undefined || !Object.hasOwn(SUITES, c)) faute("oblique", i);
      valeur += SUITES[c];
      i += 2;
    }
  }
  for (;;) {
    if (borneEn(texte, i)) faute("", i);
    if (texte[i] === undefined) faute("guillemet", i, debut);
    let coupee = false;
    for (;;) { // jusqu’au bout du mot
      motif.lastIndex = i;
      const fin = motif.exec(texte)?.index ?? texte.length;
      valeur += texte.slice(i, fin);
      i = fin;
      if (guillemet === "'" && texte.startsWith("''", i)) {
        valeur += "'";
        i += 2;
      } else if (texte.startsWith("\\\n", i)) {
        i += 2;
        coupee = true;
        break;
      } else if (texte[i] === "\\") echappe();
      else break;
    }
    if (!coupee && texte[i] === guillemet) break;
    const { passes, rendu } = entreDeux(texte, i, coupee);
    valeur += rendu;
    i += passes.length;
  }
  return { valeur, fin: i + 1, apres: i + 1, lignes: false };
}

export function lireBloc(texte, debut, { retrait, faute }) {
  const tete = /[|>]([-+][1-9]?|[1-9][-+]?|)[ \t]*(?:#.*)?/y; // un signe et un chiffre, dans un ordre ou l’autre
  tete.lastIndex = debut;
  const [, reglages] = tete.exec(texte);
  let i = tete.lastIndex;
  const refuser = () => faute("barre", i, debut);
  if (i < texte.length && texte[i] !== "\n") refuser();
  let fin = i;
  if (texte[i] === "\n") i += 1;
  let ligne = i; // le rang du début de la ligne
  const decalage = Number(reglages.match(/\d/)?.[0] ?? 0);
  let marge = decalage && Math.max(retrait, 0) + decalage;
  function lignesVides() {
    let [retours, plusLoin] = ["", 0];
    for (;;) {
      while ((!marge || i - ligne < marge) && texte[i] === " ") i += 1;
      plusLoin = Math.max(plusLoin, i - ligne);
      if ((!marge || i - ligne < marge) && texte[i] === "\t") refuser();
      if (texte[i] !== "\n") break;
      retours += "\n";
      i += 1;
      ligne = i;
    }
    marge ||= Math.max(plusLoin, retrait + 1, 1);
    return retours;
  }
  let [valeur, retour, blancAvant] = ["", "", false];
  let vides = lignesVides();
  while (i - ligne === marge && texte[i] !== undefined) {
    const enTete = blanc(texte[i]);
    if (texte[debut] === ">" && retour && !blancAvant && !enTete) valeur += vides ? "" : " ";
    else valeur += retour;
    const bout = texte.indexOf("\n", i);
    fin = bout < 0 ? texte.length : bout;
    valeur += vides + texte.slice(i, fin);
    blancAvant = enTete;
    retour = bout < 0 ? "" : "\n";
    i = fin + retour.length;
    if (retour) ligne = i;
    vides = lignesVides();
  }
  if (!reglages.includes("-")) valeur += retour;
  if (reglages.includes("+")) valeur += vides;
  return { valeur, fin, apres: i, lignes: false };
}
