/* Une adresse, une fois donnée, reste-t-elle vraie ? Jumelle de atlas/check/addresses.py, dite de la seule fiche ouverte. */

import { ADRESSE } from "./slugs.js";
import { comparer } from "../../lieux/tranches.js";
import { guillemets } from "./texte.js";

export const ANCIENNES = "anciennes_adresses";

export function reglesDesAnciennesAdresses({ adresses, voisinage }) {
  const { apres, autour } = voisinage;

  function* anciennesAdressesBienFormees(lecture) {
    for (const [rang, ancienne] of lecture.elements(ANCIENNES)) {
      if (!ADRESSE.test(ancienne)) {
        const nue = ancienne.replace(/\/+$/, "");
        const proche = adresses.proposer(nue.slice(nue.lastIndexOf("/") + 1).replace(/\.md$/, "")) || "ancien-nom-du-pole";
        yield lecture.dire([ANCIENNES, rang], "ancienne-adresse-mal-formee", { lu: guillemets(ancienne), proche });
      }
    }
  }
  function* anciennesAdressesLibres(lecture, contexte) {
    const { autres } = autour(lecture, contexte);
    for (const [rang, ancienne] of lecture.elements(ANCIENNES)) {
      const vivants = [lecture, ...autres].filter(({ slug }) => slug === ancienne).sort((a, b) => comparer(a.chemin, b.chemin));
      const la = vivants.at(-1);
      if (la) yield lecture.dire([ANCIENNES, rang], la === lecture ? "ancienne-adresse-vivante/soi" : "ancienne-adresse-vivante", { lu: guillemets(ancienne), fichier: la.chemin });
    }
    for (const autre of autres) {
      for (const ancienne of autre.anciennes) if (ancienne === lecture.slug) yield lecture.duFichier("adresse-deja-prise", { lu: guillemets(ancienne), fichier: autre.chemin });
    }
  }
  function* anciennesAdressesDifferent(lecture, contexte) {
    const { autres } = autour(lecture, contexte);
    const dites = new Set();
    for (const [rang, ancienne] of lecture.elements(ANCIENNES)) {
      const porteurs = autres.filter(({ anciennes }) => anciennes.includes(ancienne));
      const [tete] = porteurs;
      const avant = tete && apres(lecture.chemin, tete);
      if (tete && (avant || !dites.has(ancienne))) yield lecture.dire([ANCIENNES, rang], "ancienne-adresse-en-double", { lu: guillemets(ancienne), fichier: tete.chemin });
      dites.add(ancienne);
    }
  }
  function* adressesRetireesLibres(lecture) {
    const { retires } = voisinage;
    if (Object.hasOwn(retires, lecture.slug)) yield lecture.duFichier("adresse-retiree", { lu: guillemets(lecture.slug), jour: retires[lecture.slug] });
    for (const [rang, ancienne] of lecture.elements(ANCIENNES)) {
      if (Object.hasOwn(retires, ancienne)) yield lecture.dire([ANCIENNES, rang], "adresse-retiree/ancienne", { lu: guillemets(ancienne), jour: retires[ancienne] });
    }
  }

  return { seule: [anciennesAdressesBienFormees], entreFiches: [anciennesAdressesLibres, anciennesAdressesDifferent, adressesRetireesLibres] };
}
