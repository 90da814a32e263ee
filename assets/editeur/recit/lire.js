/* Un récit tel que la page le montre, bâti élément par élément : rien de ce qui est tapé n’est lu comme du HTML. */

import { creer } from "../../commun/elements.js";
import { lireBlocs } from "./blocs.js";
import { motsEnElements } from "./mots.js";

/**
 * @param {string} recit
 * @param {{ note: (id: string) => Node | null, lien?: object, titre?: (rang: number) => string }} choix
 * @returns {(Node | string)[]}
 */
export function lireRecit(recit, choix) {
  const enElements = (blocs) => blocs.flatMap(({ nom, texte = "", dedans = [], numero }) => {
    const contenu = [...motsEnElements(texte, choix), ...enElements(dedans)];
    if (!nom) return contenu;
    const numerote = numero === null || numero === undefined ? {} : { [nom === "ol" ? "start" : "value"]: numero };
    return [creer(/^h\d/.test(nom) && choix.titre ? choix.titre(Number(nom[1])) : nom, numerote, ...contenu)];
  });
  return enElements(lireBlocs(recit));
}
