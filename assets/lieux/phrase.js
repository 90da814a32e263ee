/* Les lieux que nomme une phrase, là où elle n’en est pas un. */
import { annonces, bouts, debuts, precedents } from "./demonter.js";
import { AUTRES, conclure, reponse, uniques } from "./reponses.js";
import { POIDS_CONNU } from "./voisins.js";

/** @typedef {import("./lecture.js").Nom} Nom */

/**
 * Une fonction (nom plié, départements, genre) → la ville connue qui la commence, ses derniers mots et les lieux qui sont devant, ou ce qui
 * est devant « et » ; à défaut, ce qu’un mot y annonce.
 * @param {{ niveaux: (nom: string) => any[], dans: (trouves: any[], departements: string[], genre: string) => any[] }} lecture
 */
export const lieuxDUnePhrase = ({ niveaux, dans }) => (/** @type {string} */ nom, departements, genre) => {
  const connu = ([, { genre: sien, poids }]) => "cdr".includes(sien) && poids >= POIDS_CONNU;
  /** @type {(parts: string[], connus: boolean) => { part: string, trouves: Nom[] }} */
  function premier(parts, connus) {
    for (const part of parts) {
      const trouves = dans(niveaux(part).filter(([niveau]) => !niveau), departements, genre).filter((paire) => !connus || connu(paire));
      if (trouves.length) return { part, trouves: conclure(part, trouves).trouves };
    }
    return { part: "", trouves: [] };
  }
  let { part, trouves } = premier(bouts(nom), false);
  let dits = trouves;
  let reste = part && nom.endsWith(part) ? nom.slice(0, -part.length) : "";
  while (trouves.length && reste) {
    const devant = precedents(reste);
    ({ part, trouves } = premier(devant.parts, !devant.joint));
    dits = [...trouves, ...dits];
    reste = devant.reste.slice(0, devant.reste.length - part.length);
  }
  const auxBouts = uniques([...premier(debuts(nom), true).trouves, ...dits]).slice(0, AUTRES);
  const tous = auxBouts.length ? auxBouts : premier(annonces(nom), false).trouves;
  return tous.length ? reponse(tous, 0, null, "dit") : reponse();
};
