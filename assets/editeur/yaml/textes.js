/* Les textes du YAML d’une fiche : simples, entre guillemets ou apostrophes, en bloc (| et >), une ou plusieurs lignes.
 *
 * Un lecteur reçoit (texte, debut, { retrait, dansCrochets, faute }) et rend { valeur, fin, apres, lignes } : `fin` est la place
 * qui suit le texte, `apres` celle où reprendre la lecture, `lignes` dit si des lignes ont été passées après lui.
 */

export const finDeMot = (c) => c === undefined || c === " " || c === "\t" || c === "\n";
export const blanc = (c) => c === " " || c === "\t";
const bornes = (texte, { i, c }) => c === 0 && (texte.startsWith("---", i) || texte.startsWith("...", i)) && finDeMot(texte[i + 3]);
const avancer = ({ i, l, c }, n = 1) => ({ i: i + n, l, c: c + n });
const ligneSuivante = ({ i, l }) => ({ i: i + 1, l: l + 1, c: 0 });

/* Les blancs et les lignes passés entre deux mots, et ce qui les remplace : les espaces tels quels, une ligne une espace, plus de
 * lignes autant de retours. `coupee` : la ligne a été coupée par une barre oblique, elle ne compte pas. */
function entreDeux(texte, depart, coupee = false, surBlanc = () => {}) {
  let ou = depart;
  let [espaces, retours, lignes] = ["", "", coupee];
  let premiere = coupee ? "" : " ";
  while (blanc(texte[ou.i]) || texte[ou.i] === "\n") {
    if (texte[ou.i] === "\n") {
      if (lignes) retours += "\n";
      lignes = true;
      ou = ligneSuivante(ou);
    } else {
      surBlanc(ou, lignes);
      if (!lignes) espaces += texte[ou.i];
      ou = avancer(ou);
    }
  }
  if (retours) premiere = "";
  return { ou, lignes, rendu: lignes ? premiere + retours : espaces };
}

export function lireSimple(texte, debut, { retrait, dansCrochets, faute }) {
  const motif = dansCrochets ? /[ \t\n:,?[\]{}]/g : /[ \t\n:]/g;
  let [ou, fin, valeur, attente, lignes] = [debut, debut, "", "", false];
  for (;;) {
    if (bornes(texte, ou) || texte[ou.i] === "#") break;
    const mot = ou.i;
    let i = mot;
    for (;;) { // jusqu’au bout du mot
      motif.lastIndex = i;
      const trouve = motif.exec(texte);
      i = trouve ? trouve.index : texte.length;
      const [c, suivant] = [texte[i], texte[i + 1]];
      if (c === ":" && dansCrochets && suivant !== undefined && ",?[]{}".includes(suivant)) faute("", avancer(ou, i - mot));
      if ((c === ":" && !finDeMot(suivant)) || c === "?") i += 1;
      else break;
    }
    if (i > mot) {
      valeur += attente + texte.slice(mot, i);
      [attente, lignes] = ["", false];
      ou = avancer(ou, i - mot);
      fin = ou;
    }
    if (!(blanc(texte[i]) || texte[i] === "\n")) break;
    const suite = entreDeux(texte, ou, false, (place, deja) => {
      if (deja && place.c < retrait + 1 && texte[place.i] === "\t") faute("", place);
    });
    [ou, attente, lignes] = [suite.ou, suite.rendu, suite.lignes];
    if (!dansCrochets && ou.c < retrait + 1) break;
  }
  return { valeur, fin, apres: ou, lignes };
}

const SUITES = { 0: "\0", a: "\x07", b: "\b", t: "\t", "\t": "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029" };
const CHIFFRES = { x: 2, u: 4, U: 8 };

export function lireGuillemets(texte, debut, { faute }) {
  const guillemet = texte[debut.i];
  const motif = guillemet === "'" ? /[ \t\n']/g : /[ \t\n"\\]/g;
  let ou = avancer(debut);
  let valeur = "";
  function echappe() {
    const c = texte[ou.i + 1];
    if (c in CHIFFRES) {
      const code = texte.slice(ou.i + 2, ou.i + 2 + CHIFFRES[c]);
      const nombre = parseInt(code, 16);
      if (!/^[0-9A-Fa-f]+$/.test(code) || code.length < CHIFFRES[c]) faute("", avancer(ou, 2));
      if ((nombre >= 0xd800 && nombre <= 0xdfff) || nombre > 0x10ffff) faute("", avancer(ou, 2));
      valeur += String.fromCodePoint(nombre);
      ou = avancer(ou, 2 + CHIFFRES[c]);
    } else {
      if (c === undefined || !Object.hasOwn(SUITES, c)) faute("oblique", ou);
      valeur += SUITES[c];
      ou = avancer(ou, 2);
    }
  }
  for (;;) {
    if (bornes(texte, ou)) faute("", ou);
    if (texte[ou.i] === undefined) faute("guillemet", ou, debut);
    let coupee = false;
    for (;;) { // jusqu’au bout du mot
      motif.lastIndex = ou.i;
      const i = motif.exec(texte)?.index ?? texte.length;
      valeur += texte.slice(ou.i, i);
      ou = avancer(ou, i - ou.i);
      if (texte[i] === "'" && guillemet === "'" && texte[i + 1] === "'") {
        valeur += "'";
        ou = avancer(ou, 2);
      } else if (texte[i] === "\\" && texte[i + 1] === "\n") {
        ou = ligneSuivante(avancer(ou));
        coupee = true;
        break;
      } else if (texte[i] === "\\") echappe();
      else break;
    }
    if (!coupee && texte[ou.i] === guillemet) break;
    const suite = entreDeux(texte, ou, coupee);
    valeur += suite.rendu;
    ou = suite.ou;
  }
  const fin = avancer(ou);
  return { valeur, fin, apres: fin, lignes: false };
}

export function lireBloc(texte, debut, { retrait, faute }) {
  const refuser = (ou) => faute("barre", ou, debut);
  const plie = texte[debut.i] === ">";
  let ou = avancer(debut);
  let [garde, decalage] = ["", 0];
  for (let n = 0; n < 2; n += 1) { // un signe et un chiffre, dans un ordre ou l’autre
    const c = texte[ou.i];
    if (!garde && (c === "+" || c === "-")) garde = c;
    else if (!decalage && /^[0-9]$/.test(c ?? "")) {
      if (c === "0") refuser(ou);
      decalage = Number(c);
    } else break;
    ou = avancer(ou);
  }
  while (blanc(texte[ou.i])) ou = avancer(ou);
  if (texte[ou.i] === "#") while (texte[ou.i] !== undefined && texte[ou.i] !== "\n") ou = avancer(ou);
  if (texte[ou.i] !== undefined && texte[ou.i] !== "\n") refuser(ou);
  let fin = ou;
  if (texte[ou.i] === "\n") ou = ligneSuivante(ou);
  let marge = decalage ? Math.max(retrait, 0) + decalage : 0;
  function lignesVides() {
    let [retours, plusLoin] = ["", 0];
    for (;;) {
      while ((!marge || ou.c < marge) && texte[ou.i] === " ") ou = avancer(ou);
      plusLoin = Math.max(plusLoin, ou.c);
      if ((!marge || ou.c < marge) && texte[ou.i] === "\t") refuser(ou);
      if (texte[ou.i] !== "\n") break;
      retours += "\n";
      ou = ligneSuivante(ou);
    }
    marge ||= Math.max(plusLoin, retrait + 1, 1);
    return retours;
  }
  let [valeur, retour, blancAvant] = ["", "", false];
  let vides = lignesVides();
  while (ou.c === marge && texte[ou.i] !== undefined) {
    const enTete = blanc(texte[ou.i]);
    if (plie && retour && !blancAvant && !enTete) valeur += vides ? "" : " ";
    else valeur += retour;
    valeur += vides;
    blancAvant = enTete;
    const bout = texte.indexOf("\n", ou.i);
    const i = bout < 0 ? texte.length : bout;
    valeur += texte.slice(ou.i, i);
    ou = avancer(ou, i - ou.i);
    fin = ou;
    retour = bout < 0 ? "" : "\n";
    if (retour) ou = ligneSuivante(ou);
    vides = lignesVides();
  }
  if (garde !== "-") valeur += retour;
  if (garde === "+") valeur += vides;
  return { valeur, fin, apres: ou, lignes: false };
}
