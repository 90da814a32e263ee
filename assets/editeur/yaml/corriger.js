/* Tout ce qui est mal écrit dans un en-tête, dit à la fois ; jumelle d’atlas/record/mending.py. Une ligne qui ne peut vouloir dire qu’une
 * chose se lit comme elle devrait s’écrire, et la suite se lit. Rien n’est écrit : ce qui est dit l’est pour une personne.
 */

import { signesEtrangers } from "./typographie.js";

const LIGNES = 40; // corrigées : un en-tête qui en a plus n’a pas été écrit à la main

/**
 * @param {string[]} lignes celle qui ouvre l’en-tête comprise
 * @param {(lignes: string[]) => { racine: any, fautes: any[] }} lire
 * @param {(trouve: { ligne: number, colonne: number, id: string, champ: string, juste: string }) => any} direSigne
 * @param {Set<string>} cles celles de la table des champs
 * @returns {{ racine: any, fautes: any[], lignes: string[] }} `lignes`, telles qu’elles ont pu être lues
 */
export function lireEnCorrigeant(lignes, lire, direSigne, cles) {
  const [tete, dites, corrigees] = [[...lignes], [], new Set()];
  for (;;) {
    const lu = lire(tete);
    const etrangers = signesEtrangers(tete, lu, lire, cles);
    const aCorriger = etrangers.length ? etrangers.map(direSigne) : lu.racine ? [] : lu.fautes.filter(({ juste }) => juste !== undefined);
    const neuves = aCorriger.filter(({ ligne }) => !corrigees.has(ligne)).slice(0, LIGNES - corrigees.size);
    if (!neuves.length) return { racine: lu.racine, fautes: [...dites, ...lu.fautes.filter(({ ligne }) => lu.racine || !corrigees.has(ligne))], lignes: tete };
    for (const faute of neuves) {
      dites.push(faute);
      corrigees.add(faute.ligne);
      tete[faute.ligne - 1] = faute.juste;
    }
  }
}
