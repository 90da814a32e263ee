/* Copier un texte. */

/**
 * Vrai si c’est fait ; sans https, ou sans permission, rien ne l’est.
 * @param {string} texte
 */
export async function copier(texte) {
  try {
    await navigator.clipboard.writeText(texte);
    return true;
  } catch {
    return false;
  }
}
