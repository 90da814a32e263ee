/* L’héritier d’un pôle est-il celui d’un pôle fini, et existe-t-il ? Jumelle de atlas/check/heirs.py. */

import { ANCIENNES } from "./addresses.js";
import { comparer } from "../../lieux/tranches.js";
import { guillemets } from "./texte.js";

export function reglesDeLHeritier({ mots, phrases, motProche, voisinage }) {
  function* heritierDUnPoleFini(lecture) {
    const [heritier, situation] = [lecture.prendre("heritier"), lecture.prendre("statut")];
    if (heritier && situation && !mots.finis.includes(situation)) {
      const [un, autre] = mots.finis.map((mot) => guillemets(mot));
      yield lecture.dire(["heritier"], "heritier-de-trop", { lu: guillemets(heritier), situation: guillemets(situation), situations: phrases.morceau("ou", { un, autre }) });
    }
  }
  function* heritierExiste(lecture, contexte) {
    const heritier = lecture.prendre("heritier");
    if (!heritier) return;
    const { autres } = voisinage.autour(lecture, contexte);
    const suites = new Map([...autres.map((autre) => [autre.slug, autre.heritier]), [lecture.slug, heritier]]);
    if (!suites.has(heritier)) {
      const mienne = { chemin: lecture.chemin, slug: lecture.slug, anciennes: lecture.elements(ANCIENNES).map(([, ancienne]) => ancienne) };
      const deplace = [...autres, mienne].sort((a, b) => comparer(a.chemin, b.chemin)).findLast(({ anciennes }) => anciennes.includes(heritier));
      const proche = deplace?.slug || motProche(heritier, [...suites.keys()].map((slug) => [slug, slug]));
      yield lecture.dire(["heritier"], proche ? "heritier-inconnu/proche" : "heritier-inconnu", { lu: guillemets(heritier), proche });
    } else if (revient(lecture.slug, suites)) yield lecture.dire(["heritier"], "heritier-en-boucle", { lu: guillemets(heritier) });
  }
  function revient(depart, suites) {
    const vus = new Set();
    let ici = suites.get(depart);
    while (ici && ici !== depart && !vus.has(ici)) {
      vus.add(ici);
      ici = suites.get(ici) ?? "";
    }
    return ici === depart;
  }

  return { seule: [heritierDUnPoleFini], entreFiches: [heritierExiste] };
}
