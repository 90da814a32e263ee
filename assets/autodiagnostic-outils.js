/* Ce que les scripts de l’autodiagnostic partagent : des éléments, des mots.
 * `window.atlasOutils` = { creer, svg, pluriel, enumerer, jour, aujourdhui }
 */
window.atlasOutils = (() => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const MOIS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

  function garnir(element, attributs, contenu) {
    for (const [cle, valeur] of Object.entries(attributs)) {
      if (valeur !== false) element.setAttribute(cle, valeur === true ? "" : valeur);
    }
    element.append(...contenu);
    return element;
  }
  const creer = (nom, attributs = {}, ...contenu) => garnir(document.createElement(nom), attributs, contenu);
  const svg = (nom, attributs = {}, ...contenu) => garnir(document.createElementNS(SVG, nom), attributs, contenu);
  const pluriel = (n, un, plusieurs = `${un}s`) => `${n}\u00a0${n > 1 ? plusieurs : un}`;
  const enumerer = (mots) => [mots.slice(0, -1).join(", "), mots.at(-1)].filter(Boolean).join(" et ");

  /* « 24 novembre 2026 » ; une date vide reste vide. */
  function jour(date) {
    const [, annee, mois, rang] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
    return annee ? `${rang === "01" ? "1er" : Number(rang)}\u00a0${MOIS[mois - 1]} ${annee}` : "";
  }
  function aujourdhui() {
    const ici = new Date();
    return [ici.getFullYear(), ici.getMonth() + 1, ici.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  }

  return { creer, svg, pluriel, enumerer, jour, aujourdhui };
})();
