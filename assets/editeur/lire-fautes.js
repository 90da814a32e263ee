/* Ce que YAML refuse, dit à des personnes qui ne le connaissent pas : jumelle d’atlas/yamlfaults.py.
 *
 * `window.atlasFiche.expliquer(faute, texte, lecons)` → { ligne, colonne, id, blancs, champ } : la phrase à dire, et où (ligne
 * depuis 0 dans ce texte, colonne depuis 1, en points de code) ; `lecons` vient de regles.json : [mots, phrase, à l’origine].
 */
(() => {
  "use strict";

  const A = (window.atlasFiche ??= {});
  const T = () => window.atlasTexte;
  const enPoints = (texte) => T().longueur(texte);

  function collees(lignes, numero) {
    const ligne = lignes[numero];
    const trouve = ligne === undefined ? null : /^(\s*(?:- )?)([a-z_0-9]+):(?=[^\s/])/.exec(ligne);
    if (!trouve) return null;
    const [debut, avant, cle] = trouve;
    const valeur = T().couper(T().rogner(ligne.slice(debut.length)), 60);
    return { ligne: numero, colonne: avant.length + cle.length + 1, id: "yaml-syntaxe/colles", blancs: { cle, valeur }, champ: cle };
  }

  /* Un guillemet laissé ouvert finit au suivant, qui devait en ouvrir un autre : l’erreur est loin au-dessus. */
  function guillemetLoin(lignes, { l, c }) {
    const combien = (ligne) => ligne.split('"').length - 1;
    const avant = (lignes[l] ?? "").slice(0, c).replace(/ +$/, "");
    if (!avant.endsWith('"') || combien(avant) % 2 === 0) return null;
    const ouverte = lignes.slice(0, l).findLastIndex((ligne) => combien(ligne) % 2);
    if (ouverte < 0) return null;
    const colonne = enPoints(lignes[ouverte].slice(0, lignes[ouverte].lastIndexOf('"'))) + 1;
    return { ligne: ouverte, colonne, id: "yaml-syntaxe/guillemet-loin", blancs: { ligne: l + 2 } }; // l’en-tête commence à la ligne 2 du fichier
  }

  /* Des deux-points qui finissent le premier mot d’une ligne en font une clé : l’erreur est au-dessus, ou dans son retrait. */
  function inattendus(lignes, { l, c }) {
    const ligne = lignes[l];
    if (ligne === undefined || !/^\s*(?:- )?[\p{L}\p{N}_-]+$/u.test(ligne.slice(0, c))) return null;
    let dessus = l - 1;
    while (dessus >= 0 && !T().rogner(lignes[dessus])) dessus -= 1;
    if (dessus < 0) dessus = l;
    const tiret = /^\s*-(?=[^\s-])/.exec(lignes[dessus]);
    return collees(lignes, dessus) ?? (tiret
      ? { ligne: dessus, colonne: tiret[0].length, id: "yaml-syntaxe/tiret-colle" }
      : { ligne: l, colonne: /^\s*/.exec(ligne)[0].length + 1, id: "yaml-syntaxe/retrait" });
  }

  /* Une place du texte, ramenée à la fin de la dernière ligne écrite quand la lecture l’a dépassée. */
  function position(lignes, { l, c }) {
    let derniere = lignes.length - 1;
    while (derniere > 0 && !T().rogner(lignes[derniere])) derniere -= 1;
    if (l > derniere) return { ligne: derniere, colonne: enPoints(lignes[derniere]) + 1 };
    return { ligne: l, colonne: enPoints(lignes[l].slice(0, c)) + 1 };
  }

  function expliquer({ mots, place, origine }, texte, lecons) {
    const lignes = texte.split("\n");
    const ou = place ?? origine;
    const loin = guillemetLoin(lignes, ou);
    if (loin) return loin;
    if (mots.includes("mapping values")) {
      const dite = inattendus(lignes, ou);
      if (dite) return dite;
    }
    if (mots.includes("could not find expected ':'")) {
      const dite = collees(lignes, (origine ?? ou).l);
      if (dite) return dite;
    }
    const lecon = lecons.find(([dits]) => mots.includes(dits));
    return { ...position(lignes, lecon?.[2] ? origine ?? ou : ou), id: lecon?.[1] ?? "yaml-syntaxe" };
  }

  /* Des tabulations en début de ligne, que YAML interdit et dit en des mots que personne ne comprend. */
  const tabulations = (texte) => texte.split("\n").flatMap((ligne, numero) => (/^[ \t-]*\t/.test(ligne) && T().rogner(ligne) ? [{ ligne: numero, colonne: ligne.indexOf("\t") + 1 }] : []));

  Object.assign(A, { expliquer, tabulations });
})();
