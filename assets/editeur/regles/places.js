/* La région, le département et la commune du siège existent-ils, et s’accordent-ils ? Jumelle de atlas/check/places.py. */

import { guillemets, longueur } from "./texte.js";

export function reglesDuSiege({ limites, phrases, lieux, communes, motProche, valeurs }) {
  function demandeDuSiege(lecture, deviner) {
    const ecrit = lieux.departementNomme(lecture.prendre("departement") ?? "");
    return { nom: lecture.prendre("commune") ?? "", code: lecture.prendre("code_insee") ?? "", departement: ecrit, enListe: false, deviner };
  }
  const departementProche = (texte) => {
    const tous = [...lieux.departements.values()];
    return motProche(texte, [...tous.flatMap((d) => [[d.nom, d.nom], [`${d.code} ${d.nom}`, d.nom]]), ...tous.map((d) => [d.code.replace(/^0+/, ""), d.nom])], 0.7);
  };
  const regionProche = (texte) => (/^[0-9]$/.test(texte) && lieux.regions.get(`0${texte}`)?.nom) || lieux.seulVoulu(texte, "r") || motProche(texte, [...lieux.regions.values()].map((r) => [r.nom, r.nom]), 0.7);

  function* siegeExiste(lecture) {
    const demande = demandeDuSiege(lecture, true);
    const [commune, doute] = demande.nom || demande.code ? communes.chercher(demande) : [null, null];
    if (doute) yield lecture.dire([doute.cle], doute.phrase, doute.blancs);
    const ecrit = demande.departement;
    const departement = commune ? lieux.departements.get(commune.departement) : ecrit;
    yield* leDepartement(lecture, ecrit, commune);
    if (departement?.collectivite) yield* outreMer(lecture, departement, commune);
    else yield* laRegion(lecture, departement, commune);
  }
  function* codesLus(lecture) {
    const ecrit = lieux.departementNomme(lecture.prendre("departement") ?? "");
    const autres = lecture.elements("lieux").map(([rang, lieu]) => [["lieux", rang], lieu.get("commune"), null]);
    for (const [chemin, nom, departement] of [[[], lecture.prendre("commune"), ecrit], ...autres]) {
      const texte = lecture.texteDe(...chemin, "code_insee");
      if (!texte || longueur(texte) > limites.texte || !valeurs.lire["code-insee"](texte).phrase) continue;
      const [, doute] = communes.malLu({ nom: nom ?? "", code: texte, departement, enListe: false, deviner: true });
      yield lecture.dire([...chemin, "code_insee"], doute.phrase, doute.blancs);
    }
  }
  function* leDepartement(lecture, ecrit, commune) {
    const texte = lecture.prendre("departement");
    if (!texte) return;
    const juste = commune ? lieux.departements.get(commune.departement) : null;
    if (!ecrit && juste) yield lecture.dire(["departement"], "departement-inconnu/certain", { lu: guillemets(texte), departement: juste.nom });
    else if (!ecrit) {
      const proche = departementProche(texte);
      yield lecture.dire(["departement"], proche ? "departement-inconnu/proche" : "departement-inconnu", { lu: guillemets(texte), proche });
    } else if (juste && juste !== ecrit) {
      const region = lieux.regions.get(juste.region);
      yield lecture.dire(["departement"], "departement-contredit-commune", {
        lu: guillemets(texte), commune: commune.nom, code: commune.code, attendu: region ? `${juste.nom} (${region.nom})` : juste.nom, departement: juste.nom,
      });
    }
  }
  function* laRegion(lecture, departement, commune) {
    const texte = lecture.prendre("region");
    if (!texte) return;
    const region = lieux.regionNommee(texte);
    const juste = departement ? lieux.regions.get(departement.region) : null;
    if (!region && juste) yield lecture.dire(["region"], "region-inconnue/certaine", { lu: guillemets(texte), region: juste.nom });
    else if (!region) {
      const proche = regionProche(texte);
      yield lecture.dire(["region"], proche ? "region-inconnue/proche" : "region-inconnue", { lu: guillemets(texte), proche });
    } else if (juste && juste !== region) {
      yield lecture.dire(["region"], commune ? "region-contredit-departement/commune" : "region-contredit-departement", {
        lu: guillemets(texte), commune: commune?.nom ?? "", departement: departement.nom, region: juste.nom,
      });
    }
  }
  function* outreMer(lecture, departement, commune) {
    const texte = lecture.prendre("region");
    if (texte) yield lecture.dire(["region"], "region-en-trop", { lu: guillemets(texte), departement: departement.nom });
    if (commune && !lecture.marquee("coordonnees")) {
      const dit = lecture.dire(["departement"], "coordonnees-manquantes", { latitude: phrases.flottant(departement.latitude), longitude: phrases.flottant(departement.longitude) });
      yield { ...dit, field: "coordonnees" };
    }
  }
  /* Le département et la commune du siège, pour comparer aux autres pôles (atlas/check/corpus.py). */
  function siege(lecture) {
    const demande = demandeDuSiege(lecture, false);
    const [commune] = demande.nom || demande.code ? communes.chercher(demande) : [null];
    return commune ? { departement: commune.departement, commune: commune.code } : { departement: demande.departement?.code ?? "", commune: "" };
  }

  return { regles: [siegeExiste, codesLus], siege, departementProche, regionProche };
}
