/* Mesurer sur la Terre, comme le fait atlas/geo/places.py. Un point est [latitude, longitude], en degrés. */

export const RAYON_TERRE = 6371; // kilomètres
/** @param {number} degres */
export const rad = (degres) => (degres * Math.PI) / 180;

/**
 * Un point est-il dans ces anneaux fermés, dont chaque point est [longitude, latitude] ?
 * @param {number[][][]} anneaux
 * @param {number} x
 * @param {number} y
 */
export function dansLesAnneaux(anneaux, x, y) {
  let dedans = false;
  for (const anneau of anneaux) {
    for (let i = 1; i < anneau.length; i += 1) {
      const [[x1, y1], [x2, y2]] = [anneau[i - 1], anneau[i]];
      if ((y1 > y) !== (y2 > y) && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) dedans = !dedans;
    }
  }
  return dedans;
}

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
