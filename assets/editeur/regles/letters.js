/* Les lettres sont-elles ce qu’elles semblent ? Jumelle de atlas/check/letters.py. */

import { MOT, guillemets, longueur } from "./texte.js";

const LATINE = /[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]/g;
const UN_MOT = new RegExp(`[${MOT}]+(?:[.@]+[${MOT}]+)*`, "gu");
const toutes = (motif, texte) => texte.match(motif) ?? [];

export function lettresDe({ sosies, dessinees, alphabets }) {
  const signes = Object.values(dessinees).join("");
  const connues = new Map(Object.entries(sosies).flatMap(([alphabet, lettres]) => Object.entries(lettres).map(([lettre, latine]) => [lettre, { alphabet, latine }])));
  const imitees = [...connues.keys()].join("");
  const sosie = new RegExp(`[${imitees}${signes}]`, "gu");
  const dessinee = new RegExp(`[${signes}]`, "u");
  const autre = new RegExp(`(?![${imitees}])[${Object.values(alphabets).join("")}]`, "gu");
  const nomDe = (tables, lettre) => Object.keys(tables).find((nom) => new RegExp(`[${tables[nom]}]`, "u").test(lettre)) ?? "";
  const vue = (lettre) => connues.get(lettre) ?? { alphabet: nomDe(dessinees, lettre), latine: lettre.normalize("NFKC") };
  const blancs = (mot, lettre, { alphabet, latine }) => ({ mot: guillemets(mot), alphabet, latine: guillemets(latine), point: lettre.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") });

  /* L’alphabet d’un mot dont toutes les lettres latines imitent les siennes : « μm » est une unité, « дoм » un mot russe. */
  function alphabetDe(mot) {
    const [siennes, notres] = [toutes(autre, mot), toutes(LATINE, mot)];
    if (siennes.length < 2 || !notres.length || dessinee.test(mot)) return "";
    const alphabet = nomDe(alphabets, siennes[0]);
    const latines = new Set(Object.values(sosies[alphabet]));
    return notres.every((lettre) => latines.has(lettre)) ? alphabet : "";
  }
  /* Les mots des nôtres où se glissent des lettres qui imitent les nôtres, chacun avec la première. */
  function meles(texte) {
    const etranger = texte.search(autre) >= 0; // qui cite du grec ou du russe en écrit les mots entiers
    return [...texte.matchAll(UN_MOT)].flatMap(({ 0: mot, index }) => {
      const trouvees = toutes(sosie, mot);
      const fautif = trouvees.length && (mot.search(LATINE) >= 0 || dessinee.test(mot) || (trouvees.length > 1 && !etranger)) && !alphabetDe(mot);
      return fautif ? [{ mot, index, lettre: trouvees[0] }] : [];
    });
  }
  /* Ce qu’un texte semble dire : le reste se dit de lui, jamais de ses lettres impropres. */
  function apparence(texte) {
    if (texte.search(sosie) < 0) return texte;
    return meles(texte).reduceRight((dit, { mot, index }) => dit.slice(0, index) + mot.replace(sosie, (lettre) => vue(lettre).latine) + dit.slice(index + mot.length), texte);
  }
  function imitation(cle) {
    const [{ lettre }] = meles(cle);
    return blancs(cle, lettre, vue(lettre));
  }
  /* Où un texte tient de telles lettres, la phrase qui le dit, et ses blancs. */
  function semblables(texte) {
    const trouves = texte.search(sosie) < 0 ? [] : meles(texte).map(({ mot, index, lettre }) => [index + mot.indexOf(lettre), "lettre-semblable", blancs(mot, lettre, vue(lettre))]);
    for (const { 0: mot, index } of texte.search(autre) < 0 ? [] : texte.matchAll(UN_MOT)) {
      const alphabet = alphabetDe(mot);
      const [latine] = toutes(LATINE, mot);
      if (alphabet) trouves.push([index + mot.indexOf(latine), "lettre-semblable/latine", blancs(mot, latine, { alphabet, latine })]);
    }
    return trouves;
  }
  return { apparence, imitation, semblables };
}

export function reglesDesLettres({ lettres, limites, recitDe }) {
  const pile = new RegExp(`[\\p{Mn}\\p{Me}]{${limites.accents + 1},}`, "gu");
  const avant = (texte) => Array.from(texte).at(-1)?.trim() || "◌";

  function impropres(texte) {
    const trouves = lettres.semblables(texte);
    for (const { 0: accents, index } of texte.matchAll(pile)) trouves.push([index, "accents-empiles", { nombre: longueur(accents), lettre: guillemets(avant(texte.slice(0, index))) }]);
    return trouves;
  }
  function* lettresPropres(lecture) {
    const desChamps = [...lecture.textes.values()].flatMap(({ chemin, texte }) => impropres(texte).map(([, id, blancs]) => lecture.dire(chemin, id, blancs)));
    yield* desChamps.slice(0, limites.invisibles);
    const recit = recitDe(lecture);
    yield* impropres(recit.texte).slice(0, limites.invisibles).map(([place, id, blancs]) => lecture.duRecit(recit.marque(place), id, blancs));
  }

  return [lettresPropres];
}
