/* Ce qui diffère entre deux textes : ligne à ligne, mot à mot, et en un petit fichier qui s’applique (`git apply`, `patch -p1`).
 *
 * Un écart est une suite de [signe, morceau] : « = » pour ce qui reste, « - » pour ce qui s’en va, « + » pour ce qui vient.
 */

const MOTS_AUTOUR = 4; // montrés de part et d’autre de ce qui diffère
const SOUDURE = 3; // mots : une égalité plus courte, entre deux différences, ne les sépare pas
const CASES = 9_000_000; // au-delà, comparer un à un serait long : tout le milieu s’en va, tout le milieu vient

/**
 * @param {string[]} a
 * @param {string[]} b
 * @returns {[string, string][]}
 */
export function mettreFace(a, b) {
  let debut = 0;
  while (debut < a.length && debut < b.length && a[debut] === b[debut]) debut += 1;
  let fin = 0;
  while (fin < a.length - debut && fin < b.length - debut && a[a.length - 1 - fin] === b[b.length - 1 - fin]) fin += 1;
  const egaux = (morceaux) => morceaux.map((m) => ["=", m]);
  return [...egaux(a.slice(0, debut)), ...milieu(a.slice(debut, a.length - fin), b.slice(debut, b.length - fin)), ...egaux(a.slice(a.length - fin))];
}
function milieu(a, b) {
  if (a.length * b.length > CASES) return [...a.map((m) => ["-", m]), ...b.map((m) => ["+", m])];
  const longueurs = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) for (let j = b.length - 1; j >= 0; j -= 1) longueurs[i][j] = a[i] === b[j] ? longueurs[i + 1][j + 1] + 1 : Math.max(longueurs[i + 1][j], longueurs[i][j + 1]);
  const suite = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      suite.push(["=", a[i]]);
      [i, j] = [i + 1, j + 1];
    } else if (i < a.length && (j === b.length || longueurs[i + 1][j] >= longueurs[i][j + 1])) suite.push(["-", a[i++]]);
    else suite.push(["+", b[j++]]);
  }
  return suite;
}
export const paragraphes = (recit) => recit.replace(/\r\n?/g, "\n").trim().split(/\n\s*\n/).filter(Boolean);
export const comparerLignes = (avant, apres) => mettreFace(avant.split("\n"), apres.split("\n"));

/* ---- Mot à mot ---- */

const decouper = (texte) => texte.match(/[\p{L}\p{N}]+|\s|[^\s\p{L}\p{N}]/gu) ?? [];
const estUnMot = (morceau) => /[\p{L}\p{N}]/u.test(morceau);
const compter = (morceaux) => morceaux.filter(([, m]) => estUnMot(m)).length;

/* Les suites de même nature, différentes ou égales ; une égalité trop courte rejoint ses voisines. */
function suites(ecart) {
  const trouvees = [];
  for (const piece of ecart) {
    const differe = piece[0] !== "=";
    if (trouvees.at(-1)?.differe === differe) trouvees.at(-1).pieces.push(piece);
    else trouvees.push({ differe, pieces: [piece] });
  }
  const faites = [];
  trouvees.forEach(({ differe, pieces }, rang) => {
    const courte = !differe && rang < trouvees.length - 1 && compter(pieces) < SOUDURE;
    if (faites.at(-1)?.differe && (differe || courte)) faites.at(-1).pieces.push(...pieces);
    else faites.push({ differe, pieces: [...pieces] });
  });
  return faites;
}
/* Ce qui s’en va d’un trait, puis ce qui vient : jamais un mot sur deux. */
function dUnTrait(pieces) {
  const dire = (autre) => pieces.filter(([signe]) => signe !== autre).map(([, m]) => m).join("");
  return [["-", dire("+")], ["+", dire("-")]].filter(([, texte]) => texte);
}
/* Le début ou la fin d’une égalité, coupée au mot, d’un « … » à la place du reste. */
function garder(pieces, { debut = false, fin = false }) {
  const textes = pieces.map(([, m]) => m);
  const rangs = textes.flatMap((m, i) => (estUnMot(m) ? [i] : []));
  if (rangs.length <= MOTS_AUTOUR * (Number(debut) + Number(fin)) + 1) return [textes.join("")];
  const tete = debut ? [`${textes.slice(0, rangs[MOTS_AUTOUR - 1] + 1).join("")}…`] : [];
  const queue = fin ? [`…${textes.slice(rangs.at(-MOTS_AUTOUR)).join("")}`] : [];
  return [...tete, ...queue];
}

/**
 * Ce qui diffère, avec quelques mots autour : un extrait par endroit, chacun une suite de [signe, texte].
 * @param {string} avant
 * @param {string} apres
 * @returns {[string, string][][]}
 */
export function extraits(avant, apres) {
  const toutes = suites(mettreFace(decouper(avant), decouper(apres)));
  const faits = [];
  toutes.forEach(({ differe, pieces }, rang) => {
    if (differe) {
      if (!faits.length) faits.push([]);
      faits.at(-1).push(...dUnTrait(pieces));
      return;
    }
    const [debut, fin] = [rang > 0, rang < toutes.length - 1];
    const [tete, queue] = garder(pieces, { debut, fin });
    if (queue !== undefined) { // deux endroits éloignés : deux extraits
      faits.at(-1).push(["=", tete]);
      faits.push([["=", queue]]);
    } else if (fin && !faits.length) faits.push([["=", tete]]);
    else faits.at(-1)?.push(["=", tete]);
  });
  return faits;
}
/* Un extrait comme il était, comme il devient. */
export const cotesDe = (extrait) => ["+", "-"].map((autre) => extrait.filter(([signe]) => signe !== autre).map(([, texte]) => texte).join(""));

/* Deux textes dont au moins la moitié des mots sont communs : l’un est l’autre, récrit. */
export function seRessemblent(un, autre) {
  const [a, b] = [un, autre].map((texte) => new Set(decouper(texte.toLowerCase()).filter((m) => m.length > 2 && estUnMot(m))));
  const communs = [...a].filter((mot) => b.has(mot)).length;
  return communs * 2 >= Math.min(a.size, b.size) && communs > 0;
}

/* ---- Un petit fichier qui s’applique ---- */

const SANS_FIN = "\n\\ No newline at end of file";
function lignesAvecFin(texte) {
  const lignes = texte.split("\n");
  const derniere = lignes.pop();
  return derniere === "" ? lignes : [...lignes, `${derniere}${SANS_FIN}`];
}

/**
 * L’écart entre deux versions d’un fichier, dans la forme que `git apply` et `patch -p1` appliquent depuis le dossier de l’atlas.
 * @param {string} chemin
 * @param {string} avant
 * @param {string} apres
 * @param {number} autour lignes inchangées données autour de chaque changement, une au moins
 */
export function ecartUnifie(chemin, avant, apres, autour) {
  const ecart = mettreFace(lignesAvecFin(avant), lignesAvecFin(apres));
  const pres = (rang) => ecart.slice(Math.max(0, rang - autour), rang + autour + 1).some(([signe]) => signe !== "=");
  const morceaux = [];
  const rangs = { "-": 1, "+": 1 };
  let ouvert = false;
  ecart.forEach(([signe, ligne], rang) => {
    const dedans = pres(rang);
    if (dedans && !ouvert) morceaux.push({ ancien: rangs["-"], nouveau: rangs["+"], lignes: [] });
    ouvert = dedans;
    if (dedans) morceaux.at(-1).lignes.push([signe, ligne]);
    if (signe !== "+") rangs["-"] += 1;
    if (signe !== "-") rangs["+"] += 1;
  });
  const etendue = (debut, lignes, autre) => {
    const nombre = lignes.filter(([signe]) => signe !== autre).length;
    return `${nombre ? debut : debut - 1},${nombre}`;
  };
  return [`--- a/${chemin}`, `+++ b/${chemin}`, ...morceaux.flatMap(({ ancien, nouveau, lignes }) => [
    `@@ -${etendue(ancien, lignes, "+")} +${etendue(nouveau, lignes, "-")} @@`,
    ...lignes.map(([signe, ligne]) => `${signe === "=" ? " " : signe}${ligne}`),
  ])].join("\n") + "\n";
}
