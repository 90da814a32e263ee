/* Faire des éléments : le seul endroit où un script de l’atlas en crée. Un texte y reste un texte. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {Element} E
 * @param {E} element
 * @param {Record<string, unknown>} attributs
 * @param {unknown[]} contenu
 * @returns {E}
 */
function garnir(element, attributs, contenu) {
  for (const [cle, valeur] of Object.entries(attributs)) {
    if (valeur === true) element.setAttribute(cle, "");
    else if (valeur !== false && valeur !== undefined && valeur !== null) element.setAttribute(cle, String(valeur));
  }
  element.append(.../** @type {(Node | string)[]} */ (contenu.filter((enfant) => enfant !== null && enfant !== undefined && enfant !== false)));
  return element;
}

/**
 * Un élément, ses attributs (`true` : présent sans valeur ; `false`, `null` : absent) et son contenu.
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} nom
 * @param {Record<string, unknown>} [attributs]
 * @param {...unknown} contenu
 * @returns {HTMLElementTagNameMap[N]}
 */
export function creer(nom, attributs = {}, ...contenu) {
  return garnir(document.createElement(nom), attributs, contenu);
}

/**
 * Le même pour une image vectorielle.
 * @param {string} nom
 * @param {Record<string, unknown>} [attributs]
 * @param {...unknown} contenu
 * @returns {SVGElement}
 */
export function creerSvg(nom, attributs = {}, ...contenu) {
  return garnir(/** @type {SVGElement} */ (document.createElementNS(SVG, nom)), attributs, contenu);
}
