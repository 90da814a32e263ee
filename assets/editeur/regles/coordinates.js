/* Les coordonnées sont-elles en France, et dans le département donné ? Jumelle de atlas/check/coordinates.py. */

export function reglesDesCoordonnees({ limites, phrases, lieux }) {
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
  /** @returns {[string, Record<string, string>]} */
  function correction(point, departement) {
    for (const { autre, variante } of [
      { autre: { latitude: point.longitude, longitude: point.latitude }, variante: "/interverties" },
      { autre: { latitude: point.latitude, longitude: -point.longitude }, variante: "/signe" },
    ]) {
      const km = departement ? lieux.horsDe(departement, autre) : lieux.plusProche(autre)[1];
      if (km <= limites.tolerance_km) return [variante, { nouvelle_latitude: phrases.flottant(autre.latitude), nouvelle_longitude: phrases.flottant(autre.longitude) }];
    }
    return ["", {}];
  }

  return [coordonneesEnPlace];
}
