/* Communes, intercommunalités, départements, régions : ce que les règles y cherchent ; jumelle de atlas/geo/places.py.
 *
 * Les fichiers viennent de atlas/client/editor_places.py. `exiger(nom)` rend un fichier déjà là, ou interrompt la règle, qui sera reprise
 * quand il sera arrivé (verifier.js). */

import { plier } from "../../commun/mots.js";
import { comparerTextes, longueur, premiers } from "./texte.js";

/** @param {Record<string, any>} atelier */
export function lieuxConnus({ regles, limites, exiger }) {
  const RAYON = 6371; // km
  const departements = new Map(regles.departements.map(([code, nom, region, latitude, longitude, boite]) => [code, { code, nom, region, latitude, longitude, boite, collectivite: !region }]));
  const regions = new Map(regles.regions.map(([code, nom]) => [code, { code, nom }]));
  const parNom = (lieux) => new Map([...lieux.values()].map((lieu) => [plier(lieu.nom), lieu]));
  const [regionsParNom, departementsParNom] = [regions, departements].map(parNom);

  const regionNommee = (texte) => regions.get(texte) ?? regionsParNom.get(plier(texte)) ?? null;
  const departementNomme = (texte) => departements.get(texte.toUpperCase()) ?? departementsParNom.get(plier(texte)) ?? null;
  const departementDe = (code) => (/^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2));

  /* ---- Les communes d’un département ---- */

  const ouverts = new Map();
  function fichierDe(prefixe) {
    if (!departements.has(prefixe) && !exiger("index").autres.includes(prefixe)) return null;
    if (!ouverts.has(prefixe)) {
      const { c, n, p, w, a, q, o } = exiger(`d-${prefixe}`);
      const communes = c.map((code, i) => ({ code, nom: n[i], departement: prefixe, population: w[i], postaux: p[i].split(" "), pli: plier(n[i]) }));
      ouverts.set(prefixe, { communes, parCode: new Map(communes.map((commune) => [commune.code, commune])), anciens: a, ailleurs: q, contour: o });
    }
    return ouverts.get(prefixe);
  }
  const commune = (code) => fichierDe(departementDe(code))?.parCode.get(code) ?? null;
  const communesDe = (departement) => (departement ? fichierDe(departement.code).communes : []);
  function ancienne(code) {
    const aujourdhui = fichierDe(departementDe(code))?.anciens[code];
    return aujourdhui ? commune(aujourdhui) : null;
  }
  const postees = (postal) => {
    const ici = fichierDe(departementDe(postal));
    if (!ici) return [];
    return [...ici.communes.filter((c) => c.postaux.includes(postal)), ...(ici.ailleurs[postal] ?? []).map(commune)].sort((a, b) => comparerTextes(a.code, b.code));
  };

  /* ---- Les communes de France, par la première lettre de leur nom ---- */

  const lettres = new Map();
  function lettreDe(pli) {
    if (!/^[a-z]/.test(pli)) return { noms: [], anciens: [] };
    if (!lettres.has(pli[0])) {
      const { c, n, w, a } = exiger(`n-${pli[0]}`);
      lettres.set(pli[0], {
        noms: c.map((code, i) => ({ code, nom: n[i], departement: departementDe(code), population: w[i], pli: plier(n[i]) })),
        anciens: a.map(([nom, code]) => [plier(nom), code]),
      });
    }
    return lettres.get(pli[0]);
  }
  function communesNommees(nom) {
    const pli = plier(nom);
    return lettreDe(pli).noms.filter((c) => c.pli === pli);
  }
  function anciennesNommees(nom) {
    const pli = plier(nom);
    const codes = lettreDe(pli).anciens.filter(([ancien]) => ancien === pli).map(([, code]) => code);
    return [...new Set(codes)].map(commune).filter(Boolean);
  }
  /* Les noms de même initiale et d’à peu près la même longueur. */
  function semblables(nom) {
    const initiale = plier(nom).slice(0, 1);
    const combien = longueur(nom);
    return lettreDe(initiale).noms.map((c) => c.nom)
      .filter((autre) => Math.abs(longueur(autre) - combien) <= limites.lettres && plier(premiers(autre, 1)) === initiale);
  }

  /* ---- Les intercommunalités ---- */

  let epci = null;
  function lesEpci() {
    if (!epci) {
      const liste = exiger("epci").map(([code, nom]) => ({ code, nom }));
      epci = { liste, parCode: new Map(liste.map((e) => [e.code, e])), parNom: new Map(liste.map((e) => [plier(e.nom), e])) };
    }
    return epci;
  }
  const epciNommee = (texte) => lesEpci().parCode.get(texte) ?? lesEpci().parNom.get(plier(texte)) ?? null;

  /* ---- Les distances, en km ---- */

  const radians = (degres) => (degres * Math.PI) / 180;
  function distance(a, b) {
    const [la, lb] = [radians(a.latitude), radians(b.latitude)];
    const moitie = Math.sin((lb - la) / 2) ** 2 + Math.cos(la) * Math.cos(lb) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
    return 2 * RAYON * Math.asin(Math.sqrt(Math.min(moitie, 1)));
  }
  function contient(anneaux, { latitude, longitude }) {
    let dedans = false;
    for (const anneau of anneaux) {
      for (let i = 1; i < anneau.length; i += 1) {
        const [[x1, y1], [x2, y2]] = [anneau[i - 1], anneau[i]];
        if ((y1 > latitude) !== (y2 > latitude) && longitude < ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1) dedans = !dedans;
      }
    }
    return dedans;
  }
  function auSegment([ax, ay], [bx, by]) {
    const [dx, dy] = [bx - ax, by - ay];
    const carre = dx * dx + dy * dy;
    const part = carre ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / carre)) : 0;
    return Math.hypot(ax + part * dx, ay + part * dy);
  }
  function aLAnneau(anneau, { latitude, longitude }) {
    const ky = radians(1) * RAYON;
    const kx = ky * Math.cos(radians(latitude));
    const plans = anneau.map(([x, y]) => [(x - longitude) * kx, (y - latitude) * ky]);
    let moindre = Infinity;
    for (let i = 1; i < plans.length; i += 1) moindre = Math.min(moindre, auSegment(plans[i - 1], plans[i]));
    return moindre;
  }
  /* À combien de km d’un département se trouve un point : 0 dedans. Une collectivité est une boîte. */
  function horsDe(departement, point, contours = null) {
    if (Math.abs(point.latitude) > 90) return limites.loin_km;
    if (departement.boite) {
      const [ouest, sud, est, nord] = departement.boite;
      const marge = limites.marge_degres;
      const pres = sud - marge <= point.latitude && point.latitude <= nord + marge && ouest - marge <= point.longitude && point.longitude <= est + marge;
      if (!pres) return limites.loin_km;
      return distance(point, {
        latitude: Math.min(Math.max(point.latitude, sud), nord),
        longitude: ouest > est ? point.longitude : Math.min(Math.max(point.longitude, ouest), est),
      });
    }
    const polygones = contours ? contours[departement.code] : fichierDe(departement.code).contour;
    if (polygones.some((anneaux) => contient(anneaux, point))) return 0;
    return Math.min(...polygones.map((anneaux) => aLAnneau(anneaux[0], point)));
  }
  function plusProche(point) {
    const contours = exiger("contours");
    let [trouve, moindre] = [null, Infinity];
    for (const departement of departements.values()) {
      const km = horsDe(departement, point, contours);
      if (km < moindre) [trouve, moindre] = [departement, km];
    }
    return [trouve, moindre];
  }

  return {
    departements, regions, regionNommee, departementNomme, departementDe, commune, communesDe, ancienne, postees,
    communesNommees, anciennesNommees, semblables, lesEpci, epciNommee, horsDe, plusProche,
  };
}
