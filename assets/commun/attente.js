/* Écrire comme si tous les fichiers étaient là : ce à quoi il en manque un s’interrompt, et recommence quand il arrive. */

import { uneFois } from "./fichiers.js";

/** Un fichier n’est pas encore là. */
export class Attente extends Error {
  /** @param {Promise<unknown>} arrivee */
  constructor(arrivee) {
    super("un fichier manque encore");
    this.arrivee = arrivee;
  }
}

/**
 * Fait quelque chose, autant de fois qu’il manque des fichiers.
 * @template T
 * @param {() => T} faire
 * @returns {Promise<T>}
 */
export async function accomplir(faire) {
  for (;;) {
    try {
      return faire();
    } catch (erreur) {
      if (!(erreur instanceof Attente)) throw erreur;
      await erreur.arrivee;
    }
  }
}

/**
 * Des fichiers demandés une fois chacun : ils sont rendus s’ils sont tous là, sinon l’attente commence pour tous à la fois.
 * @param {(nom: string) => Promise<any>} demander
 */
export function reserve(demander) {
  const arrives = new Map();
  const attendre = uneFois(async (/** @type {string} */ nom) => arrives.set(nom, await demander(nom)).get(nom));
  /** @param {string[]} noms */
  function exiger(noms) {
    const manquants = noms.filter((nom) => !arrives.has(nom));
    if (manquants.length) throw new Attente(Promise.all(manquants.map(attendre)));
    return noms.map((nom) => arrives.get(nom));
  }
  return { exiger, attendre };
}
