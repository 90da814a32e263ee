/* Un texte réduit à ses mots, comme `fold` le fait en Python : sans casse, accents, ligatures, traits d’union ni apostrophes. */

// Un signe se combine si la forme canonique le range parmi d’autres : U+0301 a la classe 230, U+0334 la classe 1.
const combines = new Map();
function seCombine(c) {
  if (!combines.has(c)) combines.set(c, (`\u0301${c}`).normalize("NFD") !== `\u0301${c}` || (`${c}\u0334`).normalize("NFD") !== `${c}\u0334` || (c >= "\u0300" && c <= "\u034e"));
  return combines.get(c);
}
const SPECIALES = new Map([["ß", "ss"], ["ẞ", "ss"], ["ı", "ı"]]);
const enMinuscule = (c) => SPECIALES.get(c) ?? c.toUpperCase().toLowerCase();
const SAINTS = new Map([["st", "saint"], ["ste", "sainte"]]);

/**
 * Les mots d’un texte, pliés, tels qu’ils sont écrits : « st » peut encore commencer « Stains ».
 * @param {string} texte
 * @returns {string[]}
 */
export function motsDe(texte) {
  const nu = /^[\x20-\x7e]*$/.test(texte) ? texte : texte.normalize("NFKD").replace(/\p{M}/gu, (c) => (seCombine(c) ? "" : c));
  return nu.replace(/[A-Z]+/g, (lettres) => lettres.toLowerCase()).replace(/\P{ASCII}/gu, enMinuscule)
    .replaceAll("œ", "oe").replaceAll("æ", "ae").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/**
 * Un texte plié, « st » et « ste » écrits en entier.
 * @param {string} texte
 * @returns {string}
 */
export function plier(texte) {
  return motsDe(texte).map((mot) => SAINTS.get(mot) ?? mot).join(" ");
}
