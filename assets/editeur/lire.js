/* Ce que dit le fichier d’une fiche, et à quelle place : jumelle d’atlas/records.py et d’atlas/yamltext.py.
 *
 * `window.atlasFiche.lire(texte, regles)` : `texte` est une chaîne ou les octets du fichier (Uint8Array) ; `regles`, le contenu de
 * regles.json, donne leurs phrases aux fautes (sans lui, elles ont leur code et leur place). Rend { fautes, racine, recit,
 * ligneRecit, finEntete } ; `racine` est null quand l’en-tête ne peut pas être connu. Une faute est { ligne, colonne, code, champ,
 * lu, attendu, ecrire, niveau }. Un nœud est { genre: "texte", valeur }, { genre: "liste", elements, flux } ou { genre: "groupe",
 * paires: [{ cle, valeur }], flux }, avec { ligne, colonne, debut, fin } : ligne et colonne depuis 1 (en points de code), rangs
 * dans le texte uni (`unir` : sans marque d’ordre, lignes finies par LF). `finEntete` est le rang de la ligne qui ferme l’en-tête.
 */
(() => {
  "use strict";

  const A = (window.atlasFiche ??= {});
  const T = () => window.atlasTexte;
  const BORNE = "---";
  const LIMITES = { fiche: 200_000, ligne: 5000, invisibles: 20 };
  const INTERDITS = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\uffff\\u{e0000}-\\u{e007f}]";
  const enHexa = (c) => c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");

  const unir = (texte) => texte.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");

  /* ---- Les octets ---- */

  /* Le rang du premier octet qui n’est pas de l’UTF-8, comme Python le dit : le début de la suite fautive ; -1 s’il n’y en a pas. */
  function premierFaux(octets) {
    for (let i = 0; i < octets.length;) {
      const o = octets[i];
      if (o < 0x80) {
        i += 1;
        continue;
      }
      const suite = o >= 0xc2 && o <= 0xdf ? 1 : o >= 0xe0 && o <= 0xef ? 2 : o >= 0xf0 && o <= 0xf4 ? 3 : -1;
      if (suite < 0) return i;
      const bas = { 0xe0: 0xa0, 0xf0: 0x90 }[o] ?? 0x80;
      const haut = { 0xed: 0x9f, 0xf4: 0x8f }[o] ?? 0xbf;
      for (let k = 1; k <= suite; k += 1) {
        const p = octets[i + k];
        if (p === undefined || p < (k === 1 ? bas : 0x80) || p > (k === 1 ? haut : 0xbf)) return i;
      }
      i += suite + 1;
    }
    return -1;
  }
  function enTexte(donne, dire) {
    const octets = typeof donne === "string" ? new TextEncoder().encode(donne) : donne;
    if (octets.length > LIMITES.fiche) return { faute: dire(1, 1, "fichier-trop-gros", { taille: Math.ceil(octets.length / 1000), limite: LIMITES.fiche / 1000 }) };
    if (typeof donne === "string") return { texte: donne.replace(/\p{Cs}/gu, "\ufffd") }; // une moitié de paire seule n’a pas d’écriture
    if (octets.length > 1 && ((octets[0] === 0xff && octets[1] === 0xfe) || (octets[0] === 0xfe && octets[1] === 0xff))) return { faute: dire(1, 1, "encodage/utf-16") };
    const faux = premierFaux(octets);
    if (faux < 0) return { texte: new TextDecoder("utf-8", { ignoreBOM: true }).decode(octets) };
    const bon = unir(new TextDecoder("utf-8", { ignoreBOM: true }).decode(octets.subarray(0, faux)));
    const lignes = bon.split("\n");
    const entiere = new TextDecoder("windows-1252").decode(octets).split(/\r\n?|\n/)[lignes.length - 1];
    return { faute: dire(lignes.length, T().longueur(lignes.at(-1)) + 1, "encodage", { lu: T().cite(lignes.length === 1 ? entiere.replace(/^ï»¿/, "") : entiere) }) };
  }
  function invisibles(texte, dire) {
    const fautes = [];
    for (const { 0: signe, index } of texte.matchAll(new RegExp(INTERDITS, "gu"))) {
      const debut = texte.lastIndexOf("\n", index - 1) + 1;
      const ligne = texte.slice(index ? debut : 0, index);
      const avant = Array.from(ligne).slice(-20).join("");
      const id = T().rogner(avant) ? "caractere-interdit/apres" : "caractere-interdit";
      fautes.push(dire(texte.slice(0, index).split("\n").length, T().longueur(ligne) + 1, id, { point: enHexa(signe), avant: T().cite(avant) }));
      if (fautes.length === LIMITES.invisibles) break;
    }
    return fautes;
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
    const perte = valeur && texte.slice(debut, fin) === valeur && /^([^\S\n]+)(#[^\s#][^\n]*?)\s*?(?=\n|$)/.exec(texte.slice(fin));
    if (!perte) return [];
    return [dire(ligne, colonne + T().longueur(valeur + perte[1]), "valeur-coupee", { lu: T().cite(perte[2]), valeur: T().cite(valeur) })];
  }

  /* ---- L’en-tête ---- */

  function entete(lignes, dire) {
    if (T().finRognee(lignes[0]) !== BORNE) return { faute: dire(1, 1, T().rogner(lignes[0]) ? "entete-absente" : "entete-absente/vide", { lu: T().cite(lignes[0]) }) };
    const fin = lignes.findIndex((ligne, rang) => rang && T().finRognee(ligne) === BORNE);
    if (fin > 0) return { fin };
    const presque = lignes.findIndex((ligne, rang) => rang && /^\s*[-–—−‐‑]{1,10}\s*$/.test(ligne));
    if (presque > 0) return { faute: dire(presque + 1, 1, "entete-non-fermee/presque", { lu: T().cite(lignes[presque]) }) };
    return { faute: dire(lignes.findLastIndex((ligne) => T().rogner(ligne)) + 1, 1, "entete-non-fermee") };
  }
  /* Deux fiches collées dans un fichier : un filet, fût-ce celui qui ferme l’en-tête, suivi d’une clé. */
  function secondeFiche(lignes, fin, cles, dire) {
    for (let rang = fin; rang < lignes.length - 1; rang += 1) {
      const cle = /^([a-z_]+):(\s|$)/.exec(lignes[rang + 1])?.[1];
      if (T().finRognee(lignes[rang]) === BORNE && cles.has(cle)) return [dire(rang + 1, 1, "yaml-plusieurs-documents/recit")];
    }
    return [];
  }

  /* ---- Le YAML ---- */

  function yaml(texte, decalage, dire, lecons) {
    const tabulees = texte.includes("\t") ? A.tabulations(texte) : [];
    if (tabulees.length) return { racine: null, fautes: tabulees.map(({ ligne, colonne }) => dire(ligne + 2, colonne, "yaml-tabulation")) };
    const debuts = /[\ud800-\udfff]/.test(texte);
    const colonne = ({ i, c }) => (debuts ? T().longueur(texte.slice(i - c, i)) : c) + 1;
    const direPlace = (place, id, blancs, champ) => dire(place.l + 2, colonne(place), id, id === "cle-en-double" ? { lu: T().cite(blancs.lu), ligne: blancs.ligne.l + 2 } : blancs, T().couper(champ ?? "", 60));
    function situer({ place, debut, fin, elements, paires, ...reste }) {
      const noeud = { ...reste, ligne: place.l + 2, colonne: colonne(place), debut: debut + decalage, fin: fin + decalage };
      if (elements) noeud.elements = elements.map(situer);
      if (paires) noeud.paires = paires.map(({ cle, valeur }) => ({ cle: situer(cle), valeur: situer(valeur) }));
      return noeud;
    }
    try {
      const { racine, fautes } = A.arbre(texte, direPlace);
      return { racine: racine && situer(racine), fautes };
    } catch (faute) {
      if (!(faute instanceof A.FauteYaml)) throw faute;
      const { ligne, colonne: ou, id, blancs, champ } = A.expliquer(faute, texte, lecons);
      return { racine: null, fautes: [...faute.avant, dire(ligne + 2, ou, id, blancs, champ)] };
    }
  }

  function lire(donne, regles = null) {
    const phrases = regles ? window.atlasPhrases(regles) : { dire: (id) => ({ code: id.split("/")[0], lu: "", attendu: "", ecrire: "", niveau: "erreur" }) };
    const dire = (ligne, colonne, id, blancs = {}, champ = "") => ({ ligne, colonne, champ, ...phrases.dire(id, blancs) });
    const rendre = (fautes, reste = {}) => ({ fautes, racine: null, recit: null, ligneRecit: null, finEntete: null, ...reste });
    const { texte: brut, faute: deTexte } = enTexte(donne, dire);
    if (deTexte) return rendre([deTexte]);
    const texte = unir(brut);
    const caches = invisibles(texte, dire);
    if (caches.length) return rendre(caches);
    const lignes = texte.split("\n");
    const { fin, faute } = entete(lignes, dire);
    if (faute) return rendre([faute]);
    const longues = lignes.slice(0, fin).flatMap((ligne, rang) => (ligne.length > LIMITES.ligne && T().longueur(ligne) > LIMITES.ligne ? [dire(rang + 1, 1, "ligne-trop-longue", { nombre: T().longueur(ligne), limite: LIMITES.ligne })] : []));
    if (longues.length) return rendre(longues);
    const { racine, fautes } = yaml(lignes.slice(1, fin).join("\n"), lignes[0].length + 1, dire, regles?.lecons ?? []);
    fautes.push(...secondeFiche(lignes, fin, new Set(regles?.champs.map((champ) => champ.key)), dire));
    if (!racine) return rendre(fautes);
    if (texte.includes("\\")) fautes.push(...textes(racine).flatMap((noeud) => deguise(noeud, dire)).slice(0, LIMITES.invisibles));
    if (texte.includes("#")) fautes.push(...textes(racine).flatMap((noeud) => coupee(noeud, texte, dire)).slice(0, LIMITES.invisibles));
    return { fautes, racine, recit: lignes.slice(fin + 1).join("\n"), ligneRecit: fin + 2, finEntete: fin };
  }

  /* L’arbre en valeurs simples : chaînes, tableaux, objets. */
  function valeurs(noeud) {
    if (noeud.genre === "texte") return noeud.valeur;
    if (noeud.genre === "liste") return noeud.elements.map(valeurs);
    const groupe = {};
    for (const { cle, valeur } of noeud.paires) Object.defineProperty(groupe, cle.valeur, { value: valeurs(valeur), writable: true, enumerable: true, configurable: true });
    return groupe;
  }

  Object.assign(A, { lire, unir, valeurs, INTERDITS });
})();
