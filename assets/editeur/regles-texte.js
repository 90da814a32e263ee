/* Le texte comme Python le lit : points de code, espaces, caractères imprimables, noms pliés, guillemets, ressemblance.
 *
 * Les règles de l’éditeur sont les jumelles de celles de `atlas/check` : elles comptent et comparent de la même façon.
 * `window.atlasTexte` donne ces fonctions.
 */
window.atlasTexte = (() => {
  "use strict";

  // Ce que Python prend pour de l’espace (str.isspace), à mettre entre crochets.
  const ESPACES = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const MOT = "\\p{L}\\p{N}_"; // \w
  const UN_ESPACE = new RegExp(`[${ESPACES}]`);
  const ENTRE_MOTS = new RegExp(`[${ESPACES}]+`);
  const DOUBLES = /[\ud800-\udfff]/;

  const estEspace = (c) => UN_ESPACE.test(c);
  function finRognee(texte) {
    let fin = texte.length;
    while (fin && estEspace(texte[fin - 1])) fin -= 1;
    return texte.slice(0, fin);
  }
  function rogner(texte) {
    let debut = 0;
    while (debut < texte.length && estEspace(texte[debut])) debut += 1;
    return finRognee(texte.slice(debut));
  }
  const mots = (texte) => texte.split(ENTRE_MOTS).filter(Boolean);

  function longueur(texte) {
    if (!DOUBLES.test(texte)) return texte.length;
    let points = 0;
    for (const _ of texte) points += 1; // eslint-disable-line no-unused-vars
    return points;
  }
  function couper(texte, combien) {
    if (texte.length <= combien) return texte;
    return DOUBLES.test(texte.slice(0, combien * 2)) ? Array.from(texte.slice(0, combien * 2)).slice(0, combien).join("") : texte.slice(0, combien);
  }

  const imprimable = (texte) => texte.replace(/[\p{C}\p{Z}]/gu, (c) => (c === " " ? c : ""));

  /* Un texte entre guillemets, coupé, sur une ligne (atlas/problems.py). */
  function cite(texte, limite = 60) {
    let plat = mots(texte).join(" ").replace(/[\p{C}\p{Z}]/gu, (c) => (c === " " ? c : "�"));
    if (longueur(plat) > limite) plat = `${couper(plat, limite - 1)}…`;
    return `«\u202f${plat}\u202f»`;
  }

  /* Python compare les textes par points de code. */
  function comparer(a, b) {
    if (a === b) return 0;
    if (!DOUBLES.test(a) && !DOUBLES.test(b)) return a < b ? -1 : 1;
    const [ca, cb] = [a, b].map((texte) => Array.from(texte, (c) => c.codePointAt(0)));
    for (let i = 0; i < Math.min(ca.length, cb.length); i += 1) if (ca[i] !== cb[i]) return ca[i] - cb[i];
    return ca.length - cb.length;
  }

  /* ---- Un nom plié (fold de atlas/places.py) ---- */

  // Un signe se combine si la forme canonique le range parmi d’autres : U+0301 a la classe 230, U+0334 la classe 1.
  const combines = new Map();
  function seCombine(c) {
    if (!combines.has(c)) combines.set(c, (`\u0301${c}`).normalize("NFD") !== `\u0301${c}` || (`${c}\u0334`).normalize("NFD") !== `${c}\u0334` || (c >= "\u0300" && c <= "\u034e"));
    return combines.get(c);
  }
  const SPECIALES = new Map([["ß", "ss"], ["ẞ", "ss"], ["ı", "ı"]]);
  const casse = (c) => SPECIALES.get(c) ?? c.toUpperCase().toLowerCase();
  const SAINTS = new Map([["st", "saint"], ["ste", "sainte"]]);

  function plier(texte) {
    const nu = /^[\x20-\x7e]*$/.test(texte) ? texte : texte.normalize("NFKD").replace(/\p{M}/gu, (c) => (seCombine(c) ? "" : c));
    const plat = nu.replace(/[A-Z]+/g, (lettres) => lettres.toLowerCase()).replace(/[^\x00-\x7f]/gu, casse)
      .replaceAll("œ", "oe").replaceAll("æ", "ae");
    return plat.split(/[^\p{L}\p{N}]+/u).filter(Boolean).map((mot) => SAINTS.get(mot) ?? mot).join(" ");
  }

  /* ---- La ressemblance (difflib.SequenceMatcher) ---- */

  const compter = (points) => {
    const comptes = new Map();
    for (const c of points) comptes.set(c, (comptes.get(c) ?? 0) + 1);
    return comptes;
  };
  function preparer(texte) {
    const points = Array.from(texte);
    const places = new Map();
    points.forEach((c, j) => (places.get(c) ?? places.set(c, []).get(c)).push(j));
    // Comme difflib : dans un long texte, une lettre trop fréquente ne commence aucun rapprochement.
    if (points.length >= 200) for (const [c, ou] of [...places]) if (ou.length > Math.floor(points.length / 100) + 1) places.delete(c);
    return { points, places, comptes: compter(points) };
  }
  function plusLong(a, b, places, [aDebut, aFin, bDebut, bFin]) {
    let [i0, j0, taille] = [aDebut, bDebut, 0];
    let avant = new Map();
    for (let i = aDebut; i < aFin; i += 1) {
      const ici = new Map();
      for (const j of places.get(a[i]) ?? []) {
        if (j >= bFin) break;
        if (j >= bDebut) {
          const k = (avant.get(j - 1) ?? 0) + 1;
          ici.set(j, k);
          if (k > taille) [i0, j0, taille] = [i - k + 1, j - k + 1, k];
        }
      }
      avant = ici;
    }
    while (i0 > aDebut && j0 > bDebut && a[i0 - 1] === b[j0 - 1]) [i0, j0, taille] = [i0 - 1, j0 - 1, taille + 1];
    while (i0 + taille < aFin && j0 + taille < bFin && a[i0 + taille] === b[j0 + taille]) taille += 1;
    return [i0, j0, taille];
  }
  const rapport = (communes, total) => (total ? (2 * communes) / total : 1);

  /* 2 × lettres rapprochées / lettres ; 0 dès que le seuil ne peut pas être atteint. `b` vient de `preparer`. */
  function ressemblance(texte, b, seuil = 0) {
    const a = Array.from(texte);
    const total = a.length + b.points.length;
    if (rapport(Math.min(a.length, b.points.length), total) < seuil) return 0;
    let partagees = 0;
    for (const [c, combien] of compter(a)) partagees += Math.min(combien, b.comptes.get(c) ?? 0);
    if (rapport(partagees, total) < seuil) return 0;
    let communes = 0;
    const aVoir = [[0, a.length, 0, b.points.length]];
    while (aVoir.length) {
      const bornes = aVoir.pop();
      const [i, j, taille] = plusLong(a, b.points, b.places, bornes);
      if (!taille) continue;
      communes += taille;
      const [aDebut, aFin, bDebut, bFin] = bornes;
      if (aDebut < i && bDebut < j) aVoir.push([aDebut, i, bDebut, j]);
      if (i + taille < aFin && j + taille < bFin) aVoir.push([i + taille, aFin, j + taille, bFin]);
    }
    const trouve = rapport(communes, total);
    return trouve >= seuil ? trouve : 0;
  }

  const LE_PLUS_LONG = 80; // caractères : au-delà, personne ne s’est trompé de mot (atlas/check/nearest.py)
  const LE_PLUS_COURT = 3; // caractères : ce qui peut tenir lieu du mot qu’il commence

  /* La valeur dont le nom est le plus proche ; `noms` est une liste de [nom, valeur], le dernier de même pli compte. */
  function proche(mot, noms, seuil = 0.6) {
    if (!mot || longueur(mot) > LE_PLUS_LONG) return "";
    const plies = new Map();
    for (const [nom, valeur] of noms) plies.set(plier(nom), valeur);
    const cible = preparer(plier(mot));
    let [meilleur, haut] = [null, 0];
    for (const nom of plies.keys()) {
      const r = ressemblance(nom, cible, seuil);
      if (r >= seuil && (r > haut || meilleur === null || (r === haut && comparer(nom, meilleur) > 0))) [meilleur, haut] = [nom, r];
    }
    if (meilleur !== null) return plies.get(meilleur);
    const voulu = plier(mot);
    const suites = longueur(voulu) < LE_PLUS_COURT ? [] : [...plies.keys()].filter((nom) => nom.startsWith(voulu)).map((nom) => plies.get(nom));
    return new Set(suites).size === 1 ? suites[0] : "";
  }

  return { ESPACES, MOT, estEspace, finRognee, rogner, mots, longueur, couper, imprimable, cite, comparer, plier, preparer, ressemblance, proche };
})();
