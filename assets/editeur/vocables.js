/* Ce que les gens écrivent pour un mot de nos listes : « SCIC », « adhérent·e », « chef de file ». Le jumeau de atlas/tables/spoken.py,
 * qui donne les mots (`regles.colonnes.dits`) ; ce qui est lu ainsi est toujours montré.
 */

import { plier } from "../commun/mots.js";

const SEUL = "="; // un mot qui ne se lit que seul
const SIGLES = /\b(?:[A-Za-z]\.){2,}/g;
const ACCORDS = /(?:[·•.(-](?:e|s|es|ne|nes|rice|rices|trice|trices|ice|ices|euse|euses)(?![\p{L}\p{N}_])\)?)+/giu;
const A_COTE = /\([^()]*\)|(?<![\p{L}\p{N}_])depuis(?![\p{L}\p{N}_]).*$/giu;
const MORCEAUX = /[,;/+&\n]|\set\s/;
const LONG = 4; // lettres d’un mot dont le dernier « s » ou « x » est un pluriel

/* Les mots pliés d’un texte, au singulier, sans « ·e », parenthèses ni « depuis 2014 ». */
const reduits = (texte) => plier(texte.replace(SIGLES, (sigle) => sigle.replaceAll(".", "")).replace(ACCORDS, "").replace(A_COTE, " "))
  .split(" ").filter(Boolean).map((mot) => (mot.length >= LONG && /[sx]$/.test(mot) ? mot.slice(0, -1) : mot));

/**
 * Ce que veut dire un texte, pour une liste fermée : l’identifiant qu’il dit tout entier, par tous ses morceaux, ou par ses premiers mots.
 * @param {{ dits: Record<string, Record<string, string>>, suites: string[] }} colonnes `regles.colonnes`
 */
export function lecteurDeVocables({ dits, suites }) {
  return (liste, texte) => {
    const table = dits[liste] ?? {};
    const de = (mots) => (Object.hasOwn(table, mots) ? table[mots] : "");
    const entier = (morceau) => de(reduits(morceau).join(" ")) || de(SEUL + reduits(morceau).join(" "));
    const commence = (morceau) => {
      const mots = reduits(morceau);
      const fin = mots.findLastIndex((mot, i) => i > 0 && suites.includes(mot) && de(mots.slice(0, i).join(" ")));
      return fin > 0 ? de(mots.slice(0, fin).join(" ")) : "";
    };
    const tout = entier(texte);
    if (tout) return tout;
    const trouves = new Set(texte.split(MORCEAUX).filter((morceau) => reduits(morceau).length).map((morceau) => entier(morceau) || commence(morceau)));
    return trouves.size === 1 ? [...trouves][0] : "";
  };
}
