/* Attendre que la main se pose. */

/**
 * La même fonction, appelée `attente` millisecondes après le dernier appel.
 * @template {unknown[]} A
 * @param {(...arguments_: A) => unknown} faire
 * @param {number} attente
 * @returns {(...arguments_: A) => void}
 */
export function differer(faire, attente) {
  let minuteur = 0;
  return (...arguments_) => {
    clearTimeout(minuteur);
    minuteur = setTimeout(() => faire(...arguments_), attente);
  };
}
