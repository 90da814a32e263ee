/* Dans quel fichier un texte est rangé : chacun tient une tranche de l’alphabet ou des codes. */

/**
 * Avant, après, ou le même, signe par signe.
 * @param {string} a
 * @param {string} b
 */
export const comparer = (a, b) => (a < b ? -1 : Number(a > b));
/** @param {string} texte */
export const envers = (texte) => [...texte].reverse().join("");
/** Le département (ou la collectivité) d’un code Insee. @param {string} code */
export const departementDe = (code) => (/^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2));

/**
 * Le rang du dernier fichier qui commence avant ce texte, ou à lui ; de même pour des nombres.
 * @template {string | number} T
 * @param {T[]} debuts
 * @param {T} texte
 */
export function rang(debuts, texte) {
  let [bas, haut] = [0, debuts.length - 1];
  while (bas < haut) {
    const milieu = Math.ceil((bas + haut) / 2);
    if (debuts[milieu] <= texte) bas = milieu;
    else haut = milieu - 1;
  }
  return bas;
}

/** Les fichiers par leurs noms. @typedef {(noms: string[]) => any[]} Lire */
/** Le fichier des communes où ce code est rangé. @param {Lire} lire @param {string} code */
export const trancheDe = (lire, code) => lire([`c-${rang(lire(["index"])[0].c, code)}`])[0];

/** La commune la plus peuplée d’une intercommunalité. @param {Lire} lire @param {string} siren */
export function principaleDe(lire, siren) {
  const [communes] = lire([`e-${rang(lire(["index"])[0].e, siren)}`]);
  return Object.hasOwn(communes, siren) ? communes[siren] : null;
}
