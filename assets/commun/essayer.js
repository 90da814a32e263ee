/* Ce qu’un navigateur ou un texte peut refuser : le stockage, un JSON abîmé, une adresse qui n’en est pas une. */

/**
 * Ce que rend `agir`, ou `sinon` s’il lève une erreur.
 * @template T, S
 * @param {() => T} agir
 * @param {S} sinon
 * @returns {T | S}
 */
export function essayer(agir, sinon) {
  try {
    return agir();
  } catch {
    return sinon;
  }
}
