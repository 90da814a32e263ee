/* Ce que veut dire une fiche une fois ses champs reconnus : valeurs, positions, textes ; jumelle de atlas/check/reading.py.
 *
 * `fiche` est { chemin, recit, ligneRecit }. Un chemin de champ est une liste de clés et de rangs ; `valeurs`, les groupes et les
 * tables sont des Map (une source peut s’appeler « constructor »). */

/**
 * @param {any} phrases
 * @param {{ chemin: string, recit: string, ligneRecit: number }} fiche
 */
export function lectureDe(phrases, fiche) {
  // eslint-disable-next-line no-control-regex
  const CONTROLES = /[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g;
  const cle = (chemin) => JSON.stringify(chemin);
  const marques = new Map(); // chemin → { chemin, ligne, colonne }
  const textes = new Map(); // chemin → { chemin, texte }
  const valeurs = new Map();

  const pointe = (chemin) => chemin.reduce((dit, partie) => (typeof partie === "number" ? `${dit}[${partie + 1}]` : dit ? `${dit}.${partie}` : partie), "");

  /* `phrase`, `blancs` et `parmi` (les communes entre lesquelles choisir) sont pour les mots du formulaire (mots.js). */
  function probleme(marque, chemin, id, { parmi = [], ...blancs } = {}) {
    const surUneLigne = Object.fromEntries(Object.entries(blancs).map(([nom, blanc]) => [nom, String(blanc).replace(CONTROLES, " ")]));
    const { code, lu, attendu, ecrire, niveau } = phrases.dire(id, surUneLigne);
    return { path: fiche.chemin, line: marque.ligne, column: marque.colonne, code, field: pointe(chemin), read: lu, expected: attendu, fix: ecrire, level: niveau, phrase: id, blancs: surUneLigne, parmi };
  }

  /** @returns {any} */
  function prendre(...chemin) {
    /** @type {any} */
    let ici = valeurs;
    for (const partie of chemin) {
      if (ici === null || ici === undefined) return null;
      ici = ici instanceof Map ? ici.get(partie) : Array.isArray(ici) ? ici[partie] : undefined;
    }
    return ici ?? null;
  }
  /* La position d’un chemin, sinon de ce qui l’entoure, sinon le début de la fiche. */
  function marque(chemin) {
    for (let fin = chemin.length; fin > 0; fin -= 1) {
      const ici = marques.get(cle(chemin.slice(0, fin)));
      if (ici) return ici;
    }
    return { ligne: 1, colonne: 1 };
  }
  const elements = (nom) => (prendre(nom) ?? []).map((valeur, rang) => [rang, valeur]).filter(([, valeur]) => valeur !== null);

  return {
    ...fiche,
    slug: fiche.chemin.slice(fiche.chemin.lastIndexOf("/") + 1).replace(/\.md$/, ""),
    valeurs, marques, textes, prendre, marque, elements, probleme,
    noter: (chemin, { ligne, colonne }) => {
      const deja = marques.get(cle(chemin));
      if (deja) Object.assign(deja, { ligne, colonne });
      else marques.set(cle(chemin), { chemin, ligne, colonne });
    },
    ecrire: (chemin, texte) => textes.set(cle(chemin), { chemin, texte }),
    texteDe: (...chemin) => textes.get(cle(chemin))?.texte ?? "",
    ecrit: (...chemin) => textes.has(cle(chemin)),
    marquee: (...chemin) => marques.has(cle(chemin)),
    dire: (chemin, id, blancs) => probleme(marque(chemin), chemin, id, blancs),
    duRecit: (position, id, blancs) => probleme(position, ["recit"], id, blancs),
    duFichier: (id, blancs) => probleme({ ligne: 1, colonne: 1 }, [], id, blancs),
  };
}
