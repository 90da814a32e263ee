/* Une liste dit-elle deux fois la même chose : un membre, un lieu, un chiffre tapé deux fois ? Jumelle de atlas/check/repeated.py. */

import { plier } from "../../commun/mots.js";
import { guillemets } from "./texte.js";

export function reglesDesRepetitions({ mots }) {
  function* lignesDistinctes(lecture) {
    for (const [pointe, cles] of Object.entries(mots.dites_par)) {
      const chemin = pointe.split(".");
      const vues = new Map();
      for (const [rang, element] of (lecture.prendre(...chemin) ?? []).entries()) {
        const dites = element ? cles.map((cle) => plier(lecture.texteDe(...chemin, rang, cle))) : [""];
        if (!dites[0]) continue;
        const cle = JSON.stringify(dites);
        if (vues.has(cle)) yield lecture.dire([...chemin, rang, cles[0]], "ligne-en-double", { lu: guillemets(lecture.texteDe(...chemin, rang, cles[0])), premier: vues.get(cle) + 1 });
        else vues.set(cle, rang);
      }
    }
  }

  return [lignesDistinctes];
}
