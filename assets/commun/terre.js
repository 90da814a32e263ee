/* Mesurer sur la Terre, comme le fait atlas/geo/places.py. Un point est [latitude, longitude], en degrés. */

export const RAYON_TERRE = 6371; // kilomètres
/** @param {number} degres */
export const rad = (degres) => (degres * Math.PI) / 180;

/**
 * Les kilomètres à vol d’oiseau.
 * @param {number[]} depart
 * @param {number[]} arrivee
 */
export function kilometres([y1, x1], [y2, x2]) {
  const [a, b] = [rad(y1), rad(y2)];
  const demi = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(rad(x2 - x1) / 2) ** 2;
  return 2 * RAYON_TERRE * Math.asin(Math.sqrt(Math.min(demi, 1)));
}
