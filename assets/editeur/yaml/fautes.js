/* Ce que YAML refuse, dit à des personnes qui ne le connaissent pas : jumelle d’atlas/record/yaml_faults.py. */

import { premiers } from "../regles/texte.js";

function collees(lignes, numero) {
  const trouve = /^(?:\s*(?:- )?)([a-z_0-9]+):(?=[^\s/])/.exec(lignes[numero] ?? "");
  if (!trouve) return null;
  const [debut, cle] = trouve;
  return { ligne: numero, id: "yaml-syntaxe/colles", blancs: { cle, valeur: premiers(lignes[numero].slice(debut.length).trim(), 60) }, champ: cle };
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
  return collees(lignes, dessus) ?? (/^\s*-(?=[^\s-])/.test(lignes[dessus]) ? { ligne: dessus, id: "yaml-syntaxe/tiret-colle" } : { ligne, id: "yaml-syntaxe/retrait" });
}

/**
 * La phrase à dire d’une faute, et à quelle ligne, depuis 0.
 * @param {import("./signes.js").FauteYaml} faute
 * @param {string} entete depuis le début du fichier
 * @returns {{ ligne: number, id: string, blancs?: Record<string, unknown>, champ?: string }}
 */
export function expliquer({ lecon, place, origine }, entete) {
  const lignes = entete.split("\n");
  const derniere = Math.max(1, lignes.findLastIndex((ligne) => ligne.trim())); // la lecture a pu la dépasser
  const ligneDe = (rang) => Math.min(entete.slice(0, rang).split("\n").length - 1, derniere);
  const [ligne, avant] = [ligneDe(place), place <= entete.length ? entete.slice(entete.lastIndexOf("\n", place - 1) + 1, place) : ""];
  const plusHaut = guillemetLoin(lignes, ligne, avant) ?? (lecon === "deux-points" ? inattendus(lignes, ligne, avant) : lecon === "sans-deux-points" ? collees(lignes, ligneDe(origine)) : null);
  return plusHaut ?? { ligne: ligneDe(origine), id: lecon ? `yaml-syntaxe/${lecon}` : "yaml-syntaxe" };
}

/* Des tabulations en début de ligne, que YAML interdit et dit en des mots que personne ne comprend. */
export const tabulations = (lignes) => lignes.flatMap((ligne, rang) => (rang && /^[ \t-]*\t/.test(ligne) && ligne.trim() ? [{ ligne: rang + 1, colonne: ligne.indexOf("\t") + 1 }] : []));
