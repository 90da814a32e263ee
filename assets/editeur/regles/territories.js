/* Les lieux d’un territoire, et les autres lieux d’un pôle, existent-ils ? Jumelle de atlas/check/territories.py. */

import { guillemets } from "./texte.js";

export function reglesDuTerritoire({ limites, lieux, communes, leSiege }) {
  const { departementProche, regionProche } = leSiege;
  const noms = (lecture, cle) => (lecture.prendre("territoire", cle) ?? []).map((texte, rang) => [["territoire", cle, rang], texte]).filter(([, texte]) => texte);
  const devinable = (chemin, texte) => (chemin.at(-1) < limites.essais_liste ? texte : "");

  function* territoireExiste(lecture) {
    for (const [chemin, texte] of noms(lecture, "regions")) {
      if (!lieux.regionNommee(texte)) {
        const proche = regionProche(devinable(chemin, texte));
        yield lecture.dire(chemin, proche ? "region-inconnue/proche" : "region-inconnue", { lu: guillemets(texte), proche });
      }
    }
    for (const [chemin, texte] of [...noms(lecture, "departements"), ...noms(lecture, "departements_touches")]) {
      if (!lieux.departementNomme(texte)) {
        const proche = departementProche(devinable(chemin, texte));
        yield lecture.dire(chemin, proche ? "departement-inconnu/territoire-proche" : "departement-inconnu/territoire", { lu: guillemets(texte), proche });
      }
    }
    let essais = 0;
    for (const [chemin, texte] of noms(lecture, "epci")) {
      if (!lieux.epciNommee(texte)) {
        essais += 1;
        const proche = essais <= limites.essais_liste ? lieux.seulVoulu(texte, "e") : "";
        yield lecture.dire(chemin, proche ? "epci-inconnu/proche" : "epci-inconnu", { lu: guillemets(texte), proche });
      }
    }
    essais = 0;
    for (const [chemin, texte] of noms(lecture, "communes")) {
      const [, doute] = communes.chercherDansUneListe(texte, essais < limites.essais_liste);
      if (doute) {
        essais += 1;
        yield lecture.dire(chemin, doute.phrase, doute.blancs);
      }
    }
  }
  function* autresLieuxExistent(lecture) {
    for (const [rang, lieu] of lecture.elements("lieux")) {
      if (!lieu.get("commune")) continue;
      const [, doute] = communes.chercher({ nom: lieu.get("commune"), code: lieu.get("code_insee") ?? "", departement: null, enListe: false, deviner: rang < limites.essais_liste });
      if (doute) yield lecture.dire(["lieux", rang, doute.cle], doute.phrase, doute.blancs);
    }
  }

  return [territoireExiste, autresLieuxExistent];
}
