/* Attendre que la main se pose, et la laisser faire pendant un long travail. */

/**
 * La même fonction, appelée `attente` millisecondes après le dernier appel ; `oublier` renonce à celui qui attend.
 * @template {unknown[]} A
 * @param {(...arguments_: A) => unknown} faire
 * @param {number} attente
 * @returns {((...arguments_: A) => void) & { oublier: () => void }}
 */
export function differer(faire, attente) {
  let minuteur = 0;
  return Object.assign((/** @type {A} */ ...arguments_) => {
    clearTimeout(minuteur);
    minuteur = setTimeout(() => faire(...arguments_), attente);
  }, { oublier: () => clearTimeout(minuteur) });
}

/* Rend la main au navigateur : ce que quelqu’un vient de faire passe d’abord. */
export const souffler = () => {
  const { scheduler } = /** @type {{ scheduler?: { yield?: () => Promise<void> } }} */ (/** @type {unknown} */ (globalThis));
  return scheduler?.yield?.() ?? new Promise((fait) => { setTimeout(fait); });
};
