/* Les règles sur les lieux : siège, territoire, autres lieux, coordonnées ; jumelles de atlas/check/places.py, territories.py et
 * coordinates.py.
 *
 * `window.atlasReglesDesLieux(regles, phrases, lieux, communes)` donne { regles, siege } : chaque règle va d’une lecture à ses
 * problèmes ; `siege(lecture)` rend le département et la commune du siège.
 */
window.atlasReglesDesLieux = (regles, phrases, lieux, communes) => {
  "use strict";

  const T = window.atlasTexte;
  const { limites } = regles;
  const deux = (nom) => [nom, nom];

  function demandeDuSiege(lecture, deviner) {
    const ecrit = lieux.departementNomme(lecture.prendre("departement") ?? "");
    return { nom: lecture.prendre("commune") ?? "", code: lecture.prendre("code_insee") ?? "", departement: ecrit, enListe: false, deviner };
  }

  /* ---- Le siège ---- */

  const departementProche = (texte) => {
    const tous = [...lieux.departements.values()];
    return T.proche(texte, [...tous.flatMap((d) => [[d.nom, d.nom], [`${d.code} ${d.nom}`, d.nom]]), ...tous.map((d) => [d.code.replace(/^0+/, ""), d.nom])], 0.7);
  };
  const regionProche = (texte) => T.proche(texte, [...lieux.regions.values()].map((r) => deux(r.nom)), 0.7);

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
  function* leDepartement(lecture, ecrit, commune) {
    const texte = lecture.prendre("departement");
    if (!texte) return;
    const juste = commune ? lieux.departements.get(commune.departement) : null;
    if (!ecrit && juste) yield lecture.dire(["departement"], "departement-inconnu/certain", { lu: T.cite(texte), departement: juste.nom });
    else if (!ecrit) {
      const proche = departementProche(texte);
      yield lecture.dire(["departement"], proche ? "departement-inconnu/proche" : "departement-inconnu", { lu: T.cite(texte), proche });
    } else if (juste && juste !== ecrit) {
      const region = lieux.regions.get(juste.region);
      yield lecture.dire(["departement"], "departement-contredit-commune", {
        lu: T.cite(texte), commune: commune.nom, code: commune.code, attendu: region ? `${juste.nom} (${region.nom})` : juste.nom, departement: juste.nom,
      });
    }
  }
  function* laRegion(lecture, departement, commune) {
    const texte = lecture.prendre("region");
    if (!texte) return;
    const region = lieux.regionNommee(texte);
    const juste = departement ? lieux.regions.get(departement.region) : null;
    if (!region && juste) yield lecture.dire(["region"], "region-inconnue/certaine", { lu: T.cite(texte), region: juste.nom });
    else if (!region) {
      const proche = regionProche(texte);
      yield lecture.dire(["region"], proche ? "region-inconnue/proche" : "region-inconnue", { lu: T.cite(texte), proche });
    } else if (juste && juste !== region) {
      yield lecture.dire(["region"], commune ? "region-contredit-departement/commune" : "region-contredit-departement", {
        lu: T.cite(texte), commune: commune?.nom ?? "", departement: departement.nom, region: juste.nom,
      });
    }
  }
  function* outreMer(lecture, departement, commune) {
    const texte = lecture.prendre("region");
    if (texte) yield lecture.dire(["region"], "region-en-trop", { lu: T.cite(texte), departement: departement.nom });
    if (commune && !lecture.marquee("coordonnees")) {
      const dit = lecture.dire(["departement"], "coordonnees-manquantes", { latitude: direFlottant(departement.latitude), longitude: direFlottant(departement.longitude) });
      yield { ...dit, field: "coordonnees" };
    }
  }

  /* ---- Le territoire et les autres lieux ---- */

  const noms = (lecture, cle) => (lecture.prendre("territoire", cle) ?? []).map((texte, rang) => [["territoire", cle, rang], texte]).filter(([, texte]) => texte);
  const devinable = (chemin, texte) => (chemin.at(-1) < limites.essais_liste ? texte : "");

  function* territoireExiste(lecture) {
    for (const [chemin, texte] of noms(lecture, "regions")) {
      if (!lieux.regionNommee(texte)) {
        const proche = regionProche(devinable(chemin, texte));
        yield lecture.dire(chemin, proche ? "region-inconnue/proche" : "region-inconnue", { lu: T.cite(texte), proche });
      }
    }
    for (const [chemin, texte] of noms(lecture, "departements")) {
      if (!lieux.departementNomme(texte)) {
        const proche = departementProche(devinable(chemin, texte));
        yield lecture.dire(chemin, proche ? "departement-inconnu/territoire-proche" : "departement-inconnu/territoire", { lu: T.cite(texte), proche });
      }
    }
    let essais = 0;
    for (const [chemin, texte] of noms(lecture, "epci")) {
      if (!lieux.epciNommee(texte)) {
        essais += 1;
        const proche = essais <= limites.essais_liste ? epciProche(texte) : "";
        yield lecture.dire(chemin, proche ? "epci-inconnu/proche" : "epci-inconnu", { lu: T.cite(texte), proche });
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
  const COMMUNS = new Set(regles.mots.epci);
  const motsPropres = (nom) => T.plier(nom).split(" ").filter((mot) => mot && !COMMUNS.has(mot)).join(" ");
  const epciProche = (texte) => T.proche(motsPropres(texte), lieux.lesEpci().liste.map((e) => [motsPropres(e.nom), e.nom]));

  function* autresLieuxExistent(lecture) {
    for (const [rang, lieu] of lecture.elements("lieux")) {
      if (!lieu.get("commune")) continue;
      const [, doute] = communes.chercher({ nom: lieu.get("commune"), code: lieu.get("code_insee") ?? "", departement: null, enListe: false, deviner: rang < limites.essais_liste });
      if (doute) yield lecture.dire(["lieux", rang, doute.cle], doute.phrase, doute.blancs);
    }
  }

  /* ---- Les coordonnées ---- */

  // Un nombre comme Python l’écrit : 48.0, 1e-05.
  function direFlottant(x) {
    if (Object.is(x, -0)) return "-0.0";
    if (Number.isInteger(x)) return `${x}.0`;
    return Math.abs(x) < 1e-4 ? x.toExponential().replace(/e([+-])(\d)$/, "e$10$2") : String(x);
  }
  function* coordonneesEnPlace(lecture) {
    const [latitude, longitude] = ["latitude", "longitude"].map((cle) => lecture.prendre("coordonnees", cle));
    if (!latitude || !longitude) return;
    const point = { latitude: latitude.nombre, longitude: longitude.nombre };
    const departement = lieux.departementNomme(lecture.prendre("departement") ?? "");
    const loin = departement ? lieux.horsDe(departement, point) : limites.loin_km;
    if (loin <= limites.tolerance_km) return;
    const [autour, distance] = lieux.plusProche(point);
    if (distance <= limites.tolerance_km && !departement) return;
    const [variante, mieux] = correction(point, departement);
    const lus = { latitude: latitude.ecrit, longitude: longitude.ecrit };
    if (distance > limites.tolerance_km) yield lecture.dire(["coordonnees"], `hors-de-france${variante}`, { ...lus, ...mieux });
    else yield lecture.dire(["coordonnees"], `hors-du-departement${variante}`, { ...lus, distance: phrases.kilometres(loin), departement: departement.nom, autre: autour.nom, ...mieux });
  }
  /* Les fautes courantes : latitude et longitude interverties, signe de la longitude oublié. */
  function correction(point, departement) {
    for (const [autre, variante] of [
      [{ latitude: point.longitude, longitude: point.latitude }, "/interverties"],
      [{ latitude: point.latitude, longitude: -point.longitude }, "/signe"],
    ]) {
      const km = departement ? lieux.horsDe(departement, autre) : lieux.plusProche(autre)[1];
      if (km <= limites.tolerance_km) return [variante, { nouvelle_latitude: direFlottant(autre.latitude), nouvelle_longitude: direFlottant(autre.longitude) }];
    }
    return ["", {}];
  }

  /* Le département et la commune du siège, pour comparer aux autres pôles (atlas/check/corpus.py). */
  function siege(lecture) {
    const demande = demandeDuSiege(lecture, false);
    const [commune] = demande.nom || demande.code ? communes.chercher(demande) : [null];
    return commune ? { departement: commune.departement, commune: commune.code } : { departement: demande.departement?.code ?? "", commune: "" };
  }

  return { regles: [siegeExiste, coordonneesEnPlace, territoireExiste, autresLieuxExistent], siege };
};
