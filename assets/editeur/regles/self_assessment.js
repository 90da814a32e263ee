/* Un autodiagnostic publié répond-il aux indicateurs de la grille, chacun par un degré au moins ? Jumelle de atlas/check/self_assessment.py. */

import { guillemets } from "./texte.js";

export function reglesDeLAutodiagnostic({ limites, listes, mots, motProche }) {
  const reponses = (lecture) => [...(lecture.prendre("autodiagnostic", "reponses") ?? new Map()).keys()];
  function* indicateursConnus(lecture) {
    const [versions, connus] = [listes.grilles, listes.indicateurs].map((liste) => liste.map(({ id }) => id));
    const grille = lecture.prendre("autodiagnostic", "grille");
    if (grille && !versions.includes(grille)) {
      yield lecture.dire(["autodiagnostic", "grille"], "grille-autre", { lu: guillemets(grille), version: versions.join(", ") });
      return;
    }
    let essais = 0;
    for (const id of reponses(lecture).filter((reponse) => !connus.includes(reponse))) {
      essais += 1;
      const proche = essais <= limites.essais_indicateurs ? motProche(id, connus.map((c) => [c, c])) : "";
      yield lecture.dire(["autodiagnostic", "reponses", id], proche ? "indicateur-inconnu/proche" : "indicateur-inconnu", { lu: guillemets(id), proche });
    }
  }
  function* reponsesAvecDegre(lecture) {
    for (const id of reponses(lecture)) {
      if (!mots.lectures.some((usage) => lecture.ecrit("autodiagnostic", "reponses", id, usage))) yield lecture.dire(["autodiagnostic", "reponses", id], "reponse-vide", { lu: guillemets(id) });
    }
  }

  return [indicateursConnus, reponsesAvecDegre];
}
