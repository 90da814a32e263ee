/* Attendre que la main se pose, la laisser faire pendant un long travail, n’entendre qu’une fois un double clic. */

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

/**
 * La même action, que le second clic d’un double clic ne refait pas.
 * @param {(evenement: any) => unknown} action
 * @returns {(evenement: Event) => void}
 */
export const unSeulClic = (action) => (evenement) => {
  if (/** @type {UIEvent} */ (evenement).detail < 2) action(evenement);
};

/* Rend la main au navigateur : ce que quelqu’un vient de faire passe d’abord. */
export const souffler = () => {
  const { scheduler } = /** @type {{ scheduler?: { yield?: () => Promise<void> } }} */ (/** @type {unknown} */ (globalThis));
  return scheduler?.yield?.() ?? new Promise((fait) => { setTimeout(fait); });
};

/* Une fois à l’écran ce qui vient de s’écrire ; caché, rien ne s’y met. */
export const apresLImage = () => new Promise((fait) => {
  if (document.hidden) setTimeout(fait);
  else requestAnimationFrame(() => setTimeout(fait));
});
