/* Ce que `build.py check` dirait d’une fiche, dit dans la page : les mêmes règles, les mêmes phrases, le même ordre.
 *
 * `window.atlasVerifier(racine)` (une URL) donne `async verifier(texteOuOctets, chemin, { aujourdhui, exclure })` : la liste des
 * problèmes, avec les clés de `Problem` (atlas/problems.py). `aujourdhui` est une date (2026-11-24) ; `exclure`, l’adresse du pôle
 * que la fiche remplace et auquel elle n’est pas comparée. `async fichier(nom)` rend regles.json ou poles.json, lus une fois.
 *
 * Les règles sont écrites comme si tout était déjà là. Celle à qui un fichier manque s’interrompt, et reprend quand il arrive :
 * rien n’est demandé deux fois, et rien du tout à la plupart des touches.
 */
window.atlasVerifier = (racine) => {
  "use strict";

  const EDITEUR = new URL("contribuer/editeur/", racine);
  const T = window.atlasTexte;

  /* ---- Les fichiers ---- */

  class Attente extends Error {
    constructor(arrivee) {
      super("un fichier manque encore");
      this.arrivee = arrivee;
    }
  }
  const arrives = new Map();
  const demandes = new Map();
  function demander(nom, lire) {
    if (!demandes.has(nom)) {
      demandes.set(nom, fetch(new URL(nom, EDITEUR)).then((reponse) => {
        if (!reponse.ok) throw new Error(`${reponse.status} ${nom}`);
        return lire(reponse);
      }).then((contenu) => {
        arrives.set(nom, contenu);
        return contenu;
      }).finally(() => demandes.delete(nom))); // un réseau revenu mérite un autre essai
    }
    return demandes.get(nom);
  }
  const json = (reponse) => reponse.json();
  const texte = (reponse) => reponse.text();
  function exiger(nom, lire) {
    if (!arrives.has(nom)) throw new Attente(demander(nom, lire));
    return arrives.get(nom);
  }
  const fichier = async (nom) => arrives.get(nom) ?? demander(nom, json);
  /* Fait quelque chose, autant de fois qu’il manque des fichiers. */
  async function accomplir(faire) {
    for (;;) {
      try {
        return faire();
      } catch (erreur) {
        if (!(erreur instanceof Attente)) throw erreur;
        await erreur.arrivee; // eslint-disable-line no-await-in-loop
      }
    }
  }

  /* ---- Les règles ---- */

  let outils = null;
  function preparer() {
    const regles = exiger("regles.json", json);
    const poles = exiger("poles.json", json);
    if (outils) return outils;
    const phrases = window.atlasPhrases(regles);
    const valeurs = window.atlasValeurs(regles);
    const typer = window.atlasForme(regles, valeurs, phrases);
    const lieux = window.atlasDesLieux(regles, (nom) => exiger(`lieux/${nom}.json`, json));
    const communes = window.atlasDesCommunes(regles, phrases, lieux);
    const { regles: reglesDuRecit, recitDe } = window.atlasReglesDuRecit(regles, phrases, valeurs);
    const { regles: reglesDesLieux, siege } = window.atlasReglesDesLieux(regles, phrases, lieux, communes);
    const { regles: reglesDeLaFiche, nomDeFichier } = window.atlasReglesDeLaFiche(regles, phrases, valeurs, recitDe);
    const lire = (source, chemin) => {
      const { fautes, racine: noeud, recit, ligneRecit } = window.atlasFiche.lire(source, regles);
      const lecture = window.atlasLecture(phrases, { chemin, recit: recit ?? "", ligneRecit: ligneRecit ?? 1 });
      return { fautes, lecture, problemes: noeud ? typer(noeud, lecture) : null };
    };
    const lues = new Map();
    const fiche = (chemin) => {
      if (!lues.has(chemin)) lues.set(chemin, lire(exiger(`fiches/${chemin.slice(chemin.lastIndexOf("/") + 1)}`, texte), chemin).lecture);
      return lues.get(chemin);
    };
    const reglesDesPoles = window.atlasReglesDesPoles(regles, phrases, valeurs, siege, poles, fiche);
    outils = { lire, nomDeFichier, regles: [...reglesDeLaFiche, ...reglesDesLieux, ...reglesDuRecit, ...reglesDesPoles] };
    return outils;
  }

  /* ---- L’ordre ---- */

  const CLES = ["path", "line", "column", "code", "field", "read"];
  const comparerProblemes = (a, b) => {
    for (const cle of CLES) {
      const ecart = typeof a[cle] === "number" ? a[cle] - b[cle] : T.comparer(a[cle], b[cle]);
      if (ecart) return ecart;
    }
    return 0;
  };
  const enOrdre = (problemes) => [...new Map(problemes.map((p) => [JSON.stringify(p), p])).values()].sort(comparerProblemes);

  async function verifier(source, chemin, { aujourdhui, exclure } = {}) {
    const { lire, nomDeFichier, regles } = await accomplir(preparer);
    const { fautes, lecture, problemes } = lire(source, chemin);
    const trouves = [
      ...nomDeFichier(lecture),
      ...fautes.map((f) => ({ path: chemin, line: f.ligne, column: f.colonne, code: f.code, field: f.champ, read: f.lu, expected: f.attendu, fix: f.ecrire, level: f.niveau })),
    ];
    if (!problemes) return enOrdre(trouves);
    trouves.push(...problemes);
    for (const regle of regles) trouves.push(...(await accomplir(() => [...regle(lecture, { aujourdhui, exclure })]))); // eslint-disable-line no-await-in-loop
    return enOrdre(trouves);
  }

  demander("regles.json", json).catch(() => {}); // d’avance ; un échec se dira à la vérification
  demander("poles.json", json).catch(() => {});
  return { verifier, fichier };
};
