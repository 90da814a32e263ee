/* Une adresse suit-elle son lecteur ? Jumelle de atlas/check/tracking.py. */

import { guillemets } from "./texte.js";

const PASSAGE = ":~:";
/* Ce qui précède un signe, et ce qui le suit. */
export const couperEn = (texte, signe) => {
  const ou = texte.indexOf(signe);
  return ou < 0 ? [texte, ""] : [texte.slice(0, ou), texte.slice(ou + signe.length)];
};

/**
 * L’adresse sans ses marques de suivi, et leurs noms ; sans marque, elle revient telle quelle.
 * @param {string} adresse
 * @param {{ suivis: string[], suivis_debut: string[] }} mots
 */
export function sansSuivi(adresse, { suivis, suivis_debut: debuts }) {
  const nom = (partie) => couperEn(partie, "=")[0].toLowerCase();
  const suit = (partie) => suivis.includes(nom(partie)) || debuts.some((debut) => nom(partie).startsWith(debut));
  const trier = (texte) => [texte.split("&").filter((partie) => !suit(partie)).join("&"), texte.split("&").filter(suit).map(nom)];
  const [avant, ancre] = couperEn(adresse, "#");
  const [chemin, question] = couperEn(avant, "?");
  const [garde, marques] = trier(question);
  const [reste, autres] = trier(couperEn(ancre, PASSAGE)[0]);
  const toutes = [...new Set([...marques, ...autres, ...(ancre.includes(PASSAGE) ? ["#:~:text"] : [])])];
  return toutes.length ? { propre: chemin + (garde && `?${garde}`) + (reste && `#${reste}`), marques: toutes } : { propre: adresse, marques: toutes };
}

export function reglesDuSuivi({ mots, recitDe }) {
  const enLigne = (texte) => /^https?:\/\//.test(texte);
  const blancsDe = (texte) => {
    const { propre, marques } = sansSuivi(texte, mots);
    return marques.length ? { lu: guillemets(texte), marques: marques.join(", "), propre } : null;
  };
  function* adressesSansSuivi(lecture) {
    for (const { chemin, texte } of lecture.textes.values()) {
      const blancs = ["url", "site_web"].includes(chemin.at(-1)) && enLigne(texte) && blancsDe(texte);
      if (blancs) yield lecture.dire(chemin, "adresse-suivie", blancs);
    }
    const recit = recitDe(lecture);
    for (const { texte, place } of recit.cibles()) {
      const blancs = enLigne(texte) && blancsDe(texte);
      if (blancs) yield lecture.duRecit(recit.marque(place), "adresse-suivie", blancs);
    }
  }

  return [adressesSansSuivi];
}
