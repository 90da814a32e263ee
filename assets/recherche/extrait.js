/* Le passage d’une page qui répond le mieux à une question, ses mots marqués. */
import { plier } from "../commun/mots.js";

const [LONGUEUR, AVANT] = [28, 6]; // mots d’un passage ; de ceux qui précèdent le premier mot marqué

/**
 * Les morceaux d’un texte : ses mots et ce qui les sépare, chacun avec le mot de la question qu’il rappelle, ou -1.
 * @param {string} texte
 * @param {(mot: string) => number} reconnait
 */
function decouper(texte, reconnait) {
  return (texte.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu) ?? []).map((ecrit) => ({ ecrit, rang: /^[\p{L}\p{N}]/u.test(ecrit) ? reconnait(plier(ecrit)) : -1 }));
}

/**
 * Le passage : { avant, morceaux: [{ ecrit, marque }], apres, marques }.
 * @param {string} texte
 * @param {(mot: string) => number} reconnait
 */
export function extraire(texte, reconnait) {
  const morceaux = decouper(texte, reconnait);
  const places = morceaux.flatMap(({ rang }, i) => (rang < 0 ? [] : [i]));
  const etendue = 2 * LONGUEUR; // un mot et ce qui le sépare du suivant
  const valeur = (debut) => {
    const dedans = places.filter((i) => i >= debut && i < debut + etendue - 2 * AVANT).map((i) => morceaux[i].rang);
    return new Set(dedans).size * 100 + dedans.length;
  };
  let meilleur = places[0] ?? 0;
  for (const place of places) if (valeur(place) > valeur(meilleur)) meilleur = place;
  let debut = Math.max(0, Math.min(meilleur - 2 * AVANT, morceaux.length - etendue));
  if (debut && /[\p{L}\p{N}]$/u.test(morceaux[debut - 1].ecrit)) debut += 1; // jamais au milieu d’une apostrophe
  const pris = morceaux.slice(debut, debut + etendue);
  return {
    avant: debut ? "… " : "", apres: debut + etendue < morceaux.length ? " …" : "",
    morceaux: pris.map(({ ecrit, rang }) => ({ ecrit, marque: rang >= 0 })), marques: pris.filter(({ rang }) => rang >= 0).length,
  };
}
