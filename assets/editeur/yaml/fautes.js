/* Ce que YAML refuse, dit à des personnes qui ne le connaissent pas : jumelle d’atlas/record/yaml_faults.py. */

import { ligneAEcrire } from "../regles/texte.js";

const CLE_NUE = "[a-z_0-9]+";
const aEcrire = (juste) => ({ juste, blancs: { ligne: ligneAEcrire(juste) } });
function collees(lignes, ligne) {
  const trouve = new RegExp(`^(\\s*(?:- )?(${CLE_NUE}):)(?=[^\\s/])`).exec(lignes[ligne] ?? "");
  return trouve && { ligne, id: "yaml-syntaxe/colles", champ: trouve[2], ...aEcrire(`${trouve[1]} ${lignes[ligne].slice(trouve[0].length)}`) };
}
function tiretColle(lignes, ligne) {
  const [tiret] = /^\s*-(?=[^\s-])/.exec(lignes[ligne] ?? "") ?? [];
  return tiret === undefined ? null : { ligne, id: "yaml-syntaxe/tiret-colle", juste: `${tiret} ${lignes[ligne].slice(tiret.length)}` };
}
function signeEgal(lignes, ligne) {
  const trouve = new RegExp(`^( *(?:- +)?)(${CLE_NUE}) *= *(?=\\S)`).exec(lignes[ligne] ?? "");
  return trouve && { ligne, id: "yaml-syntaxe/egal", champ: trouve[2], ...aEcrire(`${trouve[1]}${trouve[2]}: ${lignes[ligne].slice(trouve[0].length)}`) };
}

/* Par quoi commence une valeur à qui des guillemets suffisent, leçon par leçon. */
const FERME = /^(?:'(?:[^']|'')*' *[^ #]|"(?:[^"\\]|\\.)*" *[^ #"])/;
const A_CITER = { "deux-points": /^[^[{'"&*!|>%@`].*: /, "alignement-cle": FERME, "alignement-liste": FERME, "debut-de-valeur": /^[%@`]/, etoile: /^[*&]/, barre: /^[|>]/ };
const VALEUR = /^( *(?:(?:- +)+(?:[\p{L}\p{N}_-]+: +)?|[\p{L}\p{N}_-]+: +))(\S.*?) *$/u;
/* Ce qui ne va pas dans une ligne qui peut se dire entière : une valeur à citer, une étoile où il faut un tiret. */
function surement(texte, ligne, lecon) {
  const puce = lecon === "etoile" && /^( *)\*( +)(?=\S)/.exec(texte);
  if (puce) return { ligne, id: "yaml-syntaxe/puce", ...aEcrire(`${puce[1]}-${puce[2]}${texte.slice(puce[0].length)}`) };
  if (["crochet", "accolade"].includes(lecon) && /\[[^[\]]*\]\s*$|\{[^{}]*\}\s*$/.test(texte)) return { ligne, id: "yaml-syntaxe/dedans" };
  const [, devant, valeur] = VALEUR.exec(texte) ?? [];
  if (!valeur || valeur.includes(" #") || !A_CITER[lecon]?.test(valeur)) return null;
  const dedans = /^(['"])(.+)\1$/.exec(valeur)?.[2].replaceAll("''", "'") ?? (/^'[^']*[\p{L}\p{N}_]'[\p{L}\p{N}_]/u.test(valeur) ? valeur.slice(1) : valeur); // « 'L'exemple » : ce qui ferme est une apostrophe
  return { ligne, id: `yaml-syntaxe/${lecon}-cite`, ...aEcrire(`${devant}"${dedans.replace(/[\\"]/g, "\\$&")}"`) };
}

/* Un guillemet laissé ouvert finit au suivant, qui devait en ouvrir un autre : l’erreur est loin au-dessus. */
function guillemetLoin(lignes, ligne, avant) {
  const combien = (texte) => texte.split('"').length - 1;
  if (!/" *$/.test(avant) || combien(avant) % 2 === 0) return null;
  const ouverte = lignes.slice(0, ligne).findLastIndex((dessus) => combien(dessus) % 2);
  return ouverte < 0 ? null : { ligne: ouverte, id: "yaml-syntaxe/guillemet-loin", blancs: { ligne: ligne + 1 } };
}

/* Des deux-points qui finissent le premier mot d’une ligne en font une clé : l’erreur est au-dessus, ou dans son retrait. */
function inattendus(lignes, ligne, avant) {
  if (!/^\s*(?:- )?[\p{L}\p{N}_-]+$/u.test(avant)) return null;
  const ecrite = lignes.slice(0, ligne).findLastIndex((dessus, n) => n && dessus.trim());
  const dessus = ecrite < 0 ? ligne : ecrite;
  return collees(lignes, dessus) ?? tiretColle(lignes, dessus) ?? { ligne, id: "yaml-syntaxe/retrait" };
}

/**
 * La phrase à dire d’une faute, et à quelle ligne, depuis 0 ; `juste`, la ligne à écrire, quand elle est sûre.
 * @param {import("./signes.js").FauteYaml} faute
 * @param {string} entete depuis le début du fichier
 * @returns {{ ligne: number, id: string, blancs?: Record<string, unknown>, champ?: string, juste?: string }}
 */
export function expliquer({ lecon, place, origine }, entete) {
  const lignes = entete.split("\n");
  const derniere = Math.max(1, lignes.findLastIndex((ligne) => ligne.trim())); // la lecture a pu la dépasser
  const ligneDe = (rang) => Math.min(entete.slice(0, rang).split("\n").length - 1, derniere);
  const [ligne, avant] = [ligneDe(place), place <= entete.length ? entete.slice(entete.lastIndexOf("\n", place - 1) + 1, place) : ""];
  const enHaut = ligneDe(origine);
  const plusHaut = guillemetLoin(lignes, ligne, avant)
    ?? (lecon === "deux-points" ? inattendus(lignes, ligne, avant) : lecon === "sans-deux-points" ? collees(lignes, enHaut) ?? tiretColle(lignes, enHaut) ?? signeEgal(lignes, enHaut) : null);
  return plusHaut ?? surement(lignes[enHaut], enHaut, lecon) ?? { ligne: enHaut, id: lecon ? `yaml-syntaxe/${lecon}` : "yaml-syntaxe" };
}

/* Des tabulations en début de ligne, que YAML interdit et dit en des mots que personne ne comprend. */
export const tabulations = (lignes) => lignes.flatMap((ligne, rang) => (rang && /^[ \t-]*\t/.test(ligne) && ligne.trim() ? [{ ligne: rang + 1, colonne: ligne.indexOf("\t") + 1, juste: ligne.replace(/^[ \t-]*/, (tete) => tete.replaceAll("\t", "  ")) }] : []));
