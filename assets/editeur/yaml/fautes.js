/* Ce que YAML refuse, dit à des personnes qui ne le connaissent pas : jumelle d’atlas/record/yaml_faults.py. */

import { longueur, premiers, rogner } from "../regles/texte.js";

function collees(lignes, numero) {
  const ligne = lignes[numero];
  const trouve = ligne === undefined ? null : /^(\s*(?:- )?)([a-z_0-9]+):(?=[^\s/])/.exec(ligne);
  if (!trouve) return null;
  const [debut, avant, cle] = trouve;
  const valeur = premiers(rogner(ligne.slice(debut.length)), 60);
  return { ligne: numero, colonne: avant.length + cle.length + 1, id: "yaml-syntaxe/colles", blancs: { cle, valeur }, champ: cle };
}

/* Un guillemet laissé ouvert finit au suivant, qui devait en ouvrir un autre : l’erreur est loin au-dessus. */
function guillemetLoin(lignes, { l, c }) {
  const combien = (ligne) => ligne.split('"').length - 1;
  const avant = (lignes[l] ?? "").slice(0, c).replace(/ +$/, "");
  if (!avant.endsWith('"') || combien(avant) % 2 === 0) return null;
  const ouverte = lignes.slice(0, l).findLastIndex((ligne) => combien(ligne) % 2);
  if (ouverte < 0) return null;
  const colonne = longueur(lignes[ouverte].slice(0, lignes[ouverte].lastIndexOf('"'))) + 1;
  return { ligne: ouverte, colonne, id: "yaml-syntaxe/guillemet-loin", blancs: { ligne: l + 2 } }; // l’en-tête commence à la ligne 2 du fichier
}

/* Des deux-points qui finissent le premier mot d’une ligne en font une clé : l’erreur est au-dessus, ou dans son retrait. */
function inattendus(lignes, { l, c }) {
  const ligne = lignes[l];
  if (ligne === undefined || !/^\s*(?:- )?[\p{L}\p{N}_-]+$/u.test(ligne.slice(0, c))) return null;
  let dessus = l - 1;
  while (dessus >= 0 && !rogner(lignes[dessus])) dessus -= 1;
  if (dessus < 0) dessus = l;
  const tiret = /^\s*-(?=[^\s-])/.exec(lignes[dessus]);
  return collees(lignes, dessus) ?? (tiret
    ? { ligne: dessus, colonne: tiret[0].length, id: "yaml-syntaxe/tiret-colle" }
    : { ligne: l, colonne: /^\s*/.exec(ligne)[0].length + 1, id: "yaml-syntaxe/retrait" });
}

/* Une place du texte, ramenée à la fin de la dernière ligne écrite quand la lecture l’a dépassée. */
function position(lignes, { l, c }) {
  let derniere = lignes.length - 1;
  while (derniere > 0 && !rogner(lignes[derniere])) derniere -= 1;
  if (l > derniere) return { ligne: derniere, colonne: longueur(lignes[derniere]) + 1 };
  return { ligne: l, colonne: longueur(lignes[l].slice(0, c)) + 1 };
}

/**
 * La phrase à dire d’une faute, et où : ligne depuis 0 dans ce texte, colonne depuis 1, en points de code.
 * @param {import("./signes.js").FauteYaml} faute
 * @param {string} texte
 * @returns {{ ligne: number, colonne: number, id: string, blancs?: Record<string, unknown>, champ?: string }}
 */
export function expliquer({ lecon, place, origine }, texte) {
  const lignes = texte.split("\n");
  const plusHaut = guillemetLoin(lignes, place) ?? (lecon === "deux-points" ? inattendus(lignes, place) : lecon === "sans-deux-points" ? collees(lignes, origine.l) : null);
  return plusHaut ?? { ...position(lignes, origine), id: lecon ? `yaml-syntaxe/${lecon}` : "yaml-syntaxe" };
}

/* Des tabulations en début de ligne, que YAML interdit et dit en des mots que personne ne comprend. */
export const tabulations = (texte) => texte.split("\n").flatMap((ligne, numero) => (/^[ \t-]*\t/.test(ligne) && rogner(ligne) ? [{ ligne: numero, colonne: ligne.indexOf("\t") + 1 }] : []));
