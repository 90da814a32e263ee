/* Deux mots se ressemblent-ils : pour supposer une faute de frappe. */

/**
 * Distance de Damerau et Levenshtein, abandonnée dès qu’elle dépasse `borne`.
 * @param {string} a
 * @param {string} b
 * @param {number} borne
 */
export function distance(a, b, borne) {
  if (Math.abs(a.length - b.length) > borne) return borne + 1;
  let avant = [];
  let ligne = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const suite = [i];
    let moindre = i;
    for (let j = 1; j <= b.length; j += 1) {
      let d = Math.min(ligne[j] + 1, suite[j - 1] + 1, ligne[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, avant[j - 2] + 1);
      suite[j] = d;
      if (d < moindre) moindre = d;
    }
    if (moindre > borne) return borne + 1;
    [avant, ligne] = [ligne, suite];
  }
  return ligne[b.length];
}
