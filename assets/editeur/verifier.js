/* Ce que `build.py check` dirait d’une fiche, dit dans la page : les mêmes règles, les mêmes codes, le même ordre.
 *
 * `verificateurDe(racine, lieux)` donne `async verifier(texte, chemin, { aujourdhui, exclure })` : la liste des
 * problèmes, avec les clés de `Problem` (atlas/problems/report.py). `aujourdhui` est une date (2026-11-24) ; `exclure`, l’adresse du pôle
 * que la fiche remplace et auquel elle n’est pas comparée.
 *
 * Les règles sont écrites comme si tout était déjà là. Celle à qui un fichier manque s’interrompt, laisse dire les autres, et reprend
 * quand il arrive : ce qui leur manque se demande à la fois, rien deux fois, et rien du tout à la plupart des touches.
 */

import { Attente, accomplir } from "../commun/attente.js";
import { souffler } from "../commun/gestes.js";
import { nomsDe } from "../lieux/noms.js";
import { comparer } from "../lieux/tranches.js";
import { codesEcrits, fichiersDe } from "./fichiers.js";
import { reglesDesAnciennesAdresses } from "./regles/addresses.js";
import { reglesDeLaCharte } from "./regles/charter.js";
import { communesDe } from "./regles/communes.js";
import { reglesDesCoordonnees } from "./regles/coordinates.js";
import { reglesEntreFiches, voisinageDe } from "./regles/corpus.js";
import { reglesDeLHeritier } from "./regles/heirs.js";
import { reglesDIdentite } from "./regles/identity.js";
import { lettresDe, reglesDesLettres } from "./regles/letters.js";
import { lieuxConnus } from "./regles/lieux.js";
import { rapprocheur } from "./regles/nearest.js";
import { reglesDesPersonnes } from "./regles/people.js";
import { phrasesDe } from "./regles/phrases.js";
import { reglesDuSiege } from "./regles/places.js";
import { reglesDesRepetitions } from "./regles/repeated.js";
import { reglesDeLAutodiagnostic } from "./regles/self_assessment.js";
import { lectureDe } from "./regles/reading.js";
import { formes } from "./regles/shape.js";
import { estDocument, reglesDesAdresses } from "./regles/slugs.js";
import { reglesDesSources } from "./regles/sources.js";
import { recits, reglesDuRecit } from "./regles/story.js";
import { reglesDuTerritoire } from "./regles/territories.js";
import { reglesDuSuivi } from "./regles/tracking.js";
import { valeursConnues } from "./regles/valeurs.js";
import { lireFiche } from "./yaml/lire.js";

const D_UN_TRAIT = 8; // millisecondes de vérification sans rendre la main

/* Toutes les règles, dans l’ordre d’atlas/check : à une lecture de la fiche, chacune donne ses problèmes. */
function outiller(regles, poles, exiger, lecture) {
  const { limites, listes, mots, balises } = regles;
  const phrases = phrasesDe(regles);
  const valeurs = valeursConnues({ limites });
  const atelier = { regles, limites, listes, mots, balises, phrases, valeurs, poles, lettres: lettresDe(regles), motProche: rapprocheur(limites), recitDe: recits(limites), adresses: reglesDesAdresses(regles), fiche };
  const typer = formes(atelier);
  const lues = new Map();
  function lire(source, chemin) {
    const { fautes, racine: noeud, recit, ligneRecit } = lireFiche(source, regles, { corrigee: true });
    const lecture = lectureDe(phrases, { chemin, recit: recit ?? "", ligneRecit: ligneRecit ?? 1 });
    return { fautes, lecture, problemes: noeud ? typer(noeud, lecture) : null };
  }
  function fiche(chemin) {
    if (!lues.has(chemin)) lues.set(chemin, lire(exiger(`fiches/${chemin.slice(chemin.lastIndexOf("/") + 1)}`), chemin).lecture);
    return lues.get(chemin);
  }
  const lieux = lieuxConnus({ ...atelier, lecture });
  const communes = communesDe({ ...atelier, lieux });
  const leSiege = reglesDuSiege({ ...atelier, lieux, communes });
  const tout = { ...atelier, lieux, communes, leSiege, siege: leSiege.siege, voisinage: voisinageDe(atelier) };
  const [anciennes, heritier] = [reglesDesAnciennesAdresses(tout), reglesDeLHeritier(tout)];
  return {
    lire,
    nomDeFichier: atelier.adresses.nomDeFichier,
    regles: [
      ...reglesDIdentite(tout), ...leSiege.regles, ...reglesDesCoordonnees(tout), ...reglesDuTerritoire(tout), ...reglesDesRepetitions(tout), ...reglesDesLettres(tout), ...reglesDesPersonnes(tout), ...reglesDeLAutodiagnostic(tout),
      ...reglesDesSources(tout), ...reglesDuSuivi(tout), ...reglesDuRecit(tout), ...anciennes.seule, ...heritier.seule, ...reglesDeLaCharte(tout), ...reglesEntreFiches(tout), ...anciennes.entreFiches, ...heritier.entreFiches,
    ],
  };
}

/**
 * @param {URL} racine
 * @param {string} lieux l’adresse de l’index des lieux
 * @param {ReturnType<typeof fichiersDe>} [fichiers] où se lisent les règles et les autres fiches
 */
export function verificateurDe(racine, lieux, fichiers = fichiersDe(new URL("contribuer/editeur/", racine))) {
  const { lecture } = nomsDe(lieux);
  let outils = null;
  function preparer() {
    const [regles, listes, poles] = fichiers.exiger(["regles.json", "listes.json", "poles.json"]);
    /* Les phrases n’arrêtent que la règle qui a quelque chose à dire. */
    return (outils ??= outiller({ ...regles, ...listes, get phrases() { return fichiers.exiger(["phrases.json"])[0].phrases; } }, poles, (nom) => fichiers.exiger([nom])[0], lecture));
  }

  /* Ce qui dit les communes que la fiche nomme par un code se demande à la fois : une règle en lit une après l’autre. */
  async function demanderLesCommunes(texte) {
    await accomplir(() => lecture.index());
    for (const code of codesEcrits(texte)) accomplir(() => lecture.tranche(code)).catch(() => {}); // la règle le dira
  }

  /* ---- L’ordre ---- */

  const CLES = ["path", "line", "column", "code", "field", "read"];
  const comparerProblemes = (a, b) => {
    for (const cle of CLES) {
      const ecart = typeof a[cle] === "number" ? a[cle] - b[cle] : comparer(a[cle], b[cle]);
      if (ecart) return ecart;
    }
    return 0;
  };
  const enOrdre = (problemes) => [...new Map(problemes.map((p) => [JSON.stringify(p), p])).values()].sort(comparerProblemes);

  /**
   * @param {string} source
   * @param {string} chemin
   * @param {{ aujourdhui?: string, exclure?: string }} [quand]
   */
  async function verifier(source, chemin, { aujourdhui, exclure } = {}) {
    const { lire, nomDeFichier, regles } = await accomplir(preparer);
    const { fautes, lecture, problemes } = await accomplir(() => lire(source, chemin));
    const nommes = await accomplir(() => [...nomDeFichier(lecture)]);
    if (estDocument(chemin)) return nommes;
    const trouves = [
      ...nommes,
      ...fautes.map((f) => ({ path: chemin, line: f.ligne, column: f.colonne, code: f.code, field: f.champ, read: f.lu, expected: f.attendu, fix: f.ecrire, level: f.niveau })),
    ];
    if (!problemes) return enOrdre(trouves);
    trouves.push(...problemes);
    demanderLesCommunes(source).catch(() => {});
    const interrompues = [];
    let repris = performance.now();
    for (const regle of regles) {
      const dire = () => [...regle(lecture, { aujourdhui, exclure })];
      try {
        trouves.push(...dire());
      } catch (erreur) {
        if (!(erreur instanceof Attente)) throw erreur;
        erreur.arrivee.catch(() => {}); // un échec se dira à la reprise
        interrompues.push(dire);
      }
      if (performance.now() - repris < D_UN_TRAIT) continue;
      await souffler();
      repris = performance.now();
    }
    for (const dire of interrompues) trouves.push(...(await accomplir(dire)));
    return enOrdre(trouves);
  }

  return { verifier };
}
