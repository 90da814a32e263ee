/* Les lettres sont-elles ce qu’elles semblent ? Jumelle de atlas/check/letters.py. */

import { MOT, guillemets, longueur } from "./texte.js";

const LATINE = /[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]/;
const UN_MOT = new RegExp(`[${MOT}.@]+`, "gu");

/** @param {Record<string, any>} atelier */
export function reglesDesLettres({ regles, limites, recitDe }) {
  const sosies = new Map(Object.entries(regles.sosies).flatMap(([alphabet, lettres]) => Object.entries(lettres).map(([lettre, latine]) => [lettre, { alphabet, latine }])));
  const sosie = new RegExp(`[${[...sosies.keys()].join("")}]`, "g");
  const autre = new RegExp(`(?!${sosie.source})[\\u0370-\\u0373\\u0376\\u0377\\u037b-\\u03ff\\u0400-\\u052f\\u0531-\\u0587\\u1f00-\\u1fff]`);
  const pile = new RegExp(`[\\p{Mn}\\p{Me}]{${limites.accents + 1},}`, "gu");
  const avant = (texte) => Array.from(texte).at(-1)?.trim() || "◌";

  /* Où un texte tient de telles lettres, la phrase qui le dit, et ses blancs. */
  function impropres(texte) {
    const trouves = [];
    if (texte.search(sosie) >= 0) {
      const etranger = autre.test(texte); // qui cite du grec ou du russe en écrit les mots entiers
      for (const { 0: mot, index } of texte.matchAll(UN_MOT)) {
        const [lettre, ...suite] = mot.match(sosie) ?? [];
        if (!lettre || !(LATINE.test(mot) || (suite.length && !etranger))) continue;
        const { alphabet, latine } = sosies.get(lettre);
        trouves.push([index + mot.indexOf(lettre), "lettre-semblable", { mot: guillemets(mot), alphabet, latine: guillemets(latine), point: lettre.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") }]);
      }
    }
    for (const { 0: accents, index } of texte.matchAll(pile)) trouves.push([index, "accents-empiles", { nombre: longueur(accents), lettre: guillemets(avant(texte.slice(0, index))) }]);
    return trouves;
  }
  function* lettresPropres(lecture) {
    const desChamps = [...lecture.textes.values()].flatMap(({ chemin, texte }) => impropres(texte).map(([, id, blancs]) => lecture.dire(chemin, id, blancs)));
    yield* desChamps.slice(0, limites.invisibles);
    const recit = recitDe(lecture);
    yield* impropres(recit.texte).slice(0, limites.invisibles).map(([place, id, blancs]) => lecture.duRecit(recit.marque(longueur(recit.texte.slice(0, place))), id, blancs));
  }

  return [lettresPropres];
}
