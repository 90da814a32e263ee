/* Ce que dit le fichier d’une fiche, et à quelle place : jumelle d’atlas/record/reader.py et d’atlas/record/yaml_text.py.
 *
 * `lireFiche(texte, regles)` : `regles`, le contenu de regles.json et de phrases.json, donne leurs phrases aux fautes (sans lui, elles
 * ont leur code et leur ligne). Rend { fautes, racine, recit, ligneRecit, finEntete } ; `racine` est null quand l’en-tête ne peut pas être
 * connu. Une faute est { ligne, colonne, code, champ, lu, attendu, ecrire, niveau } ; de ce que YAML refuse, seule la ligne est sûre. Un
 * nœud est { genre: "texte", valeur }, { genre: "liste", elements, flux } ou { genre: "groupe", paires: [{ cle, valeur }], flux }, avec
 * { ligne, colonne, debut, fin } : ligne et colonne depuis 1 (en points de code), rangs dans le texte uni (`unir` : sans marque d’ordre,
 * lignes finies par LF). `finEntete` est le rang de la ligne qui ferme l’en-tête.
 */

import { phrasesDe } from "../regles/phrases.js";
import { guillemets, ligneAEcrire, longueur, marqueur, premiers } from "../regles/texte.js";
import { lireEnCorrigeant } from "./corriger.js";
import { expliquer, tabulations } from "./fautes.js";
import { arbreYaml } from "./noeuds.js";
import { FauteYaml } from "./signes.js";

export const BORNE = "---";
const PRESQUE = /^\s*[-–—−‐‑]{1,10}\s*$/;
/* Ce qu’un fichier est, à ses premiers signes, quand il peut s’ouvrir comme un texte (atlas/record/kinds.py, commun/sortes.js). */
const SORTES = [["%PDF", "un PDF"], ["GIF8", "une image"], ["{\\rtf", "un document de traitement de texte (RTF)"], ["PK\u0003\u0004", "un document, un classeur ou une archive (Word, Excel, LibreOffice, zip)"]];
// Les signes invisibles qu’une fiche ne peut pas contenir, à mettre dans une expression.
export const INTERDITS = "[\\u034f\\u17b4\\u17b5\\u180b-\\u180f\\ufe00-\\ufe0d\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\\u061c\\u115f\\u1160\\u200b\\u200c\\u200e\\u200f\\u2028-\\u202e"
  + "\\u2060-\\u206f\\u2800\\u3164\\ue000-\\uf8ff\\ufeff\\uffa0\\ufff9-\\uffff\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{10ffff}]";
const enHexa = (c) => c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");

export const unir = (texte) => texte.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");

/* ---- Les signes ---- */

function invisibles(texte, dire, limites) {
  const marque = marqueur(texte);
  return [...texte.matchAll(new RegExp(INTERDITS, "gu"))].slice(0, limites.invisibles).map(({ 0: signe, index }) => {
    const { ligne, colonne } = marque(index);
    const avant = [...texte.slice(0, index).split("\n").at(-1)].slice(-20).join("");
    return dire(ligne, colonne, avant.trim() ? "caractere-interdit/apres" : "caractere-interdit", { point: enHexa(signe), avant: guillemets(avant) });
  });
}
/* Chaque clé et chaque valeur, dans l’ordre. */
function textes(noeud) {
  return noeud.genre === "texte" ? [noeud] : (noeud.elements ?? noeud.paires.flatMap(({ cle, valeur }) => [cle, valeur])).flatMap(textes);
}
/* Les mêmes, déguisés en suites d’échappement entre guillemets. */
function deguise({ valeur, ligne, colonne }, dire) {
  const [signe] = new RegExp(INTERDITS, "u").exec(valeur) ?? [];
  return signe === undefined ? [] : [dire(ligne, colonne, "caractere-interdit", { point: enHexa(signe), avant: "" })];
}
/* Ce que coupe un signe que la valeur devait contenir : pour YAML, « n° #2 » est « n° » et un commentaire. */
function coupee({ valeur, ligne, colonne, debut, fin }, texte, dire) {
  const perte = texte.slice(debut, fin) === valeur && /^([^\S\n]+)(#[^\s#][^\n]*?)\s*?(?=\n|$)/.exec(texte.slice(fin));
  if (!perte) return [];
  return [dire(ligne, colonne + longueur(valeur + perte[1]), valeur ? "valeur-coupee" : "valeur-coupee/toute", { lu: guillemets(perte[2]), valeur: guillemets(valeur) })];
}

/* Là où Git a laissé deux versions des mêmes lignes ; d’une marque qui a perdu l’autre, cette ligne seule. */
function conflits(lignes, dire) {
  const fautes = [];
  let derniere = -1;
  lignes.forEach((ligne, rang) => {
    if (rang <= derniere || !/^(?:<{7}|>{7})(?: |$)/.test(ligne)) return;
    derniere = ligne[0] === "<" ? lignes.findIndex((autre, n) => n > rang && autre.startsWith(">>>>>>>")) : -1;
    fautes.push(derniere > 0 ? dire(rang + 1, 1, "fusion-inachevee/jusqu-a", { fin: derniere + 1 }) : dire(rang + 1, 1, "fusion-inachevee", { lu: guillemets(ligne) }));
  });
  return fautes;
}

/* ---- L’en-tête ---- */

/* Pourquoi la première ligne n’ouvre rien : ce qui est au-dessus des tirets, des tirets qui ne sont pas les nôtres, une page d’un navigateur, ou pas de tiret. */
function sansOuverture(lignes, cles, { dire, morceau }) {
  const [premiere] = lignes;
  if (/^\s*<(?:!doctype|html|\?xml)(?![\p{L}\p{N}_])/iu.test(premiere)) return dire(1, 1, "entete-absente/page");
  if (PRESQUE.test(premiere)) return dire(1, 1, "entete-absente/presque", { lu: guillemets(premiere) });
  const ouvre = lignes.findIndex((ligne, rang) => ligne.trimEnd() === BORNE && cles.has(/^([a-z_]+):(?:\s|$)/.exec(lignes[rang + 1] ?? "")?.[1]));
  if (ouvre > 0) return dire(1, 1, "entete-absente/plus-bas", { lu: premiere.trim() ? guillemets(premiere) : morceau("ligne-vide"), ligne: ouvre + 1 });
  return dire(1, 1, premiere.trim() ? "entete-absente" : "entete-absente/vide", { lu: guillemets(premiere) });
}
function entete(lignes, cles, { dire, morceau }) {
  if (lignes[0].trimEnd() !== BORNE) return { faute: sansOuverture(lignes, cles, { dire, morceau }) };
  const fin = lignes.findIndex((ligne, rang) => rang && ligne.trimEnd() === BORNE);
  if (fin > 0) return { fin };
  const presque = lignes.findIndex((ligne, rang) => rang && PRESQUE.test(ligne));
  if (presque > 0) return { faute: dire(presque + 1, 1, "entete-non-fermee/presque", { lu: guillemets(lignes[presque]) }) };
  return { faute: dire(lignes.findLastIndex((ligne) => ligne.trim()) + 1, 1, "entete-non-fermee") };
}
/* Deux fiches collées dans un fichier : un filet, fût-ce celui qui ferme l’en-tête, suivi d’une clé. */
function secondeFiche(lignes, fin, cles, dire) {
  for (let rang = fin; rang < lignes.length - 1; rang += 1) {
    const cle = /^([a-z_]+):(\s|$)/.exec(lignes[rang + 1])?.[1];
    if (lignes[rang].trimEnd() === BORNE && cles.has(cle)) return [dire(rang + 1, 1, "yaml-plusieurs-documents/recit")];
  }
  return [];
}

/* ---- Le YAML ---- */

/* Les lignes d’un en-tête, celle qui l’ouvre comprise. */
function yaml(lignes, dire, limites) {
  const tabulees = tabulations(lignes);
  if (tabulees.length) return { racine: null, fautes: tabulees.map(({ ligne, colonne, juste }) => ({ ...dire(ligne, colonne, "yaml-tabulation"), juste })) };
  const entete = lignes.join("\n");
  const marque = marqueur(`${entete}\n`);
  const direEn = (rang, id, blancs, champ = "") => {
    const { ligne, colonne } = marque(rang);
    return dire(ligne, colonne, id, id === "cle-en-double" ? { lu: guillemets(blancs.lu), ligne: marque(blancs.ligne).ligne } : blancs, premiers(champ, 60));
  };
  function situer(noeud) {
    if (noeud.elements) noeud.elements.forEach(situer);
    if (noeud.paires) noeud.paires.forEach(({ cle, valeur }) => [cle, valeur].forEach(situer));
    return Object.assign(noeud, marque(noeud.debut));
  }
  try {
    const { racine, fautes } = arbreYaml(entete, lignes[0].length + 1, direEn, limites);
    return { racine: racine && situer(racine), fautes };
  } catch (faute) {
    if (!(faute instanceof FauteYaml)) throw faute;
    const { ligne, id, blancs, champ, juste } = expliquer(faute, entete);
    return { racine: null, fautes: [...faute.avant, { ...dire(ligne + 1, 1, id, blancs, champ), juste }] };
  }
}

/**
 * @param {string} donne
 * @param {any} [regles] regles.json, et phrases.json s’il est là ; sans eux, ni limites ni phrases
 * @param {{ corrigee?: boolean }} [comment] rendre aussi la racine d’un en-tête qui n’a que des fautes d’écriture, telle qu’elle était voulue
 */
export function lireFiche(donne, regles = null, { corrigee = false } = {}) {
  const limites = regles?.limites ?? {};
  const phrases = regles && "phrases" in regles ? phrasesDe(regles) : { dire: (id) => ({ code: id.split("/")[0], lu: "", attendu: "", ecrire: "", niveau: "erreur" }), morceau: (nom) => nom };
  const dire = (ligne, colonne, id, blancs = {}, champ = "") => ({ ligne, colonne, champ, ...phrases.dire(id, blancs) });
  const rendre = (fautes, reste = {}) => ({ fautes, racine: null, recit: null, ligneRecit: null, finEntete: null, ...reste });
  const sorte = SORTES.find(([signes]) => donne.startsWith(signes))?.[1];
  if (sorte) return rendre([dire(1, 1, "encodage/document", { sorte })]);
  const octets = new TextEncoder().encode(donne).length;
  if (octets > limites.fiche) return rendre([dire(1, 1, "fichier-trop-gros", { taille: Math.ceil(octets / 1000), limite: limites.fiche / 1000 })]);
  const texte = unir(donne.replace(/\p{Cs}/gu, "\ufffd")); // une moitié de paire seule n’a pas d’écriture
  const caches = invisibles(texte, dire, limites);
  if (caches.length) return rendre(caches);
  const lignes = texte.split("\n");
  const melees = conflits(lignes, dire);
  if (melees.length) return rendre(melees.slice(0, limites.invisibles));
  const premieres = new Set(regles?.champs.map((champ) => champ.key));
  const { fin, faute } = entete(lignes, premieres, { dire, morceau: phrases.morceau });
  if (faute) return rendre([faute]);
  const longues = lignes.slice(0, fin).flatMap((ligne, rang) => (ligne.length > limites.ligne && longueur(ligne) > limites.ligne ? [dire(rang + 1, 1, "ligne-trop-longue", { nombre: longueur(ligne), limite: limites.ligne })] : []));
  if (longues.length) return rendre(longues);
  const tete = lignes.slice(0, fin);
  const lireYaml = (voulues) => yaml(voulues, dire, limites);
  const cles = (champs) => champs.flatMap(({ key, fields }) => [key, ...cles(fields ?? [])]);
  const direSigne = ({ ligne, colonne, id, champ, juste }) => ({ ...dire(ligne, colonne, id, { ligne: ligneAEcrire(juste) }, champ), juste });
  const { racine, fautes, lignes: lues } = lireEnCorrigeant(tete, lireYaml, direSigne, new Set(cles(regles?.champs ?? [])));
  fautes.push(...secondeFiche(lignes, fin, premieres, dire));
  if (!racine || (!corrigee && lues.some((ligne, rang) => ligne !== tete[rang]))) return rendre(fautes);
  if (texte.includes("\\")) fautes.push(...textes(racine).flatMap((noeud) => deguise(noeud, dire)).slice(0, limites.invisibles));
  if (texte.includes("#")) fautes.push(...textes(racine).flatMap((noeud) => coupee(noeud, [...lues, ...lignes.slice(fin)].join("\n"), dire)).slice(0, limites.invisibles));
  return { fautes, racine, recit: lignes.slice(fin + 1).join("\n"), ligneRecit: fin + 2, finEntete: fin };
}

/* L’arbre en valeurs simples : chaînes, tableaux, objets. */
export function valeursDe(noeud) {
  if (noeud.genre === "texte") return noeud.valeur;
  if (noeud.genre === "liste") return noeud.elements.map(valeursDe);
  const groupe = {};
  for (const { cle, valeur } of noeud.paires) Object.defineProperty(groupe, cle.valeur, { value: valeursDe(valeur), writable: true, enumerable: true, configurable: true });
  return groupe;
}
