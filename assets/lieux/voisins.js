/* Les noms à une faute ou deux de ce qui est tapé. */
import { distance } from "../commun/fautes.js";
import { comparer, envers, rang } from "./tranches.js";
import { uniques } from "./reponses.js";

const [CORRIGES, COURT] = [2, 7]; // corrections suivies ; lettres jusqu’auxquelles on suppose une faute, deux au-delà
const DEBUT_FAUTIF = 6; // lettres d’un début mal écrit
export const POIDS_CONNU = 46; // d’une commune de 3 000 habitants

/** Les voisins d’une clé, parmi les noms d’une lecture. */
export function voisinsDe({ lire, index, nomsDu, commencant }) {
  /* Une faute est rarement à la fois au début et à la fin : les noms qui commencent, puis ceux qui finissent comme la demande. */
  function proches(voulu) {
    if (voulu.length < 3) return [];
    const { n, f } = index();
    const borne = voulu.length <= COURT ? 1 : 2;
    const [debuts, fins] = [[n, voulu, "n"], [f, envers(voulu), "f"]].map(([bornes, k, de]) => [...new Set([k, k.slice(0, -2)].map((ici) => `${de}-${rang(bornes, ici)}`))]); // « rennes » finit parfois le fichier d’avant « rennse »
    const lues = lire([...debuts, ...fins]);
    const cles = debuts.flatMap((debut, i) => nomsDu(debut, lues[i])).flatMap(({ cles: { entieres, nues } }) => [...entieres, ...nues]);
    const notes = new Map();
    for (const k of new Set([...cles, ...lues.slice(debuts.length).flat()])) {
      const d = distance(voulu, k, borne);
      if (d <= borne) notes.set(k, d);
    }
    const moindre = Math.min(...notes.values());
    const retenues = [...notes].filter(([, d]) => d === moindre).map(([k]) => k).sort(comparer);
    const fichiers = [...new Set(retenues.map((k) => `n-${rang(n, k)}`))].slice(0, CORRIGES);
    const lus = lire(fichiers).flatMap((contenu, i) => nomsDu(fichiers[i], contenu));
    return uniques(lus.filter(({ cles }) => [...cles.entieres, ...cles.nues].some((k) => retenues.includes(k)))).map((nom) => [2, nom]);
  }
  /* Les villes dont le début est à une faute d’ici : « bordau », « l’isle d’abo ». */
  function commencees(voulu) {
    if (voulu.length < DEBUT_FAUTIF) return [];
    const pres = ({ cles, poids }) => poids >= POIDS_CONNU && cles.entieres.some((k) => [-1, 0, 1].some((d) => distance(voulu, k.slice(0, voulu.length + d), 1) <= 1));
    return uniques(commencant(voulu.slice(0, 3))).filter(pres).map((nom) => [2, nom]);
  }

  return { proches, commencees };
}
