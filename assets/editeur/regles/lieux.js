/* Communes, intercommunalités, départements, régions : ce que les règles y cherchent ; jumelle de atlas/geo/places.py.
 *
 * Les communes et les noms viennent de la lecture que partage tout le site (assets/lieux/lecture.js) : elle rend ce qui est déjà
 * là, ou interrompt la règle, qui sera reprise quand tout sera arrivé (verifier.js). */

import { plier } from "../../commun/mots.js";
import { RAYON_TERRE, dansLesAnneaux, kilometres, rad } from "../../commun/terre.js";
import { serrer, simple } from "../../lieux/cles.js";
import { departementDe } from "../../lieux/tranches.js";

/** @typedef {import("../../lieux/lecture.js").Nom} Nom */

export function lieuxConnus({ regles, limites, lecture }) {
  const departements = new Map(regles.departements.map(([code, nom, region, latitude, longitude, boite]) => [code, { code, nom, region, latitude, longitude, boite, collectivite: !region }]));
  const regions = new Map(regles.regions.map(([code, nom]) => [code, { code, nom }]));
  const parNom = (lieux) => new Map([...lieux.values()].map((lieu) => [plier(lieu.nom), lieu]));
  const [regionsParNom, departementsParNom] = [regions, departements].map(parNom);

  const regionNommee = (texte) => regions.get(texte) ?? regionsParNom.get(plier(texte)) ?? null;
  const departementNomme = (texte) => departements.get(texte.toUpperCase()) ?? departementsParNom.get(plier(texte)) ?? null;

  /* ---- Les communes ---- */

  /** @returns {Nom | null} */
  const commune = (code) => {
    const trouve = lecture.parInsee(code);
    return trouve?.genre === "c" && trouve.code === code ? trouve : null;
  };
  /* La commune d’aujourd’hui pour le code d’une ancienne ou d’un arrondissement. */
  const ancienne = (code) => {
    const aujourdhui = /^(?:\d{5}|2[AB]\d{3})$/.test(code) ? lecture.tranche(code).a[code] : undefined;
    return aujourdhui ? commune(aujourdhui[0]) : null;
  };
  const daujourdhui = (/** @type {Nom} */ { genre, code }) => (genre === "c" ? commune(code) : ancienne(code) ?? commune(code));
  const uniques = (communes) => [...new Map(communes.filter(Boolean).map((c) => [c.code, c])).values()];
  /** @param {string} code */
  const postees = (code) => uniques((/^\d{5}$/.test(code) ? lecture.postes(code) : []).map(daujourdhui));
  const nommes = (nom) => lecture.nommes(nom);
  const communesNommees = (nom) => nommes(nom).filter(({ genre }) => genre === "c").map(({ code }) => commune(code));
  const anciennesNommees = (nom) => uniques(nommes(nom).filter(({ genre }) => "am".includes(genre)).map(daujourdhui));
  const aLeCodePostal = ({ code }, postal) => postees(postal).some((c) => c.code === code);

  /* Les communes qu’un nom inconnu veut sans doute dire, et s’il est celui d’une ville de l’étranger (_meant, en Python). */
  function voulues(nom, departement) {
    const lu = lecture.chercher(nom, true, { ici: departement?.code ?? "" });
    const exacts = lu.trouves.slice(0, lu.exacts);
    let noms = (exacts.length ? exacts : lu.trouves).filter(({ genre }) => "cam".includes(genre));
    const debut = `${simple(nom)} `;
    const commencent = noms.filter((n) => [simple(n.nom), simple(n.nom).replace(/^\S+ ?/, "")].some((pli) => `${pli} `.startsWith(debut)));
    if (lu.comment === "proche" && departement) noms = noms.filter((n) => n.departement === departement.code);
    const trouvees = uniques((commencent.length ? commencent : noms).map(daujourdhui));
    const ici = trouvees.filter((c) => departement && c.departement === departement.code);
    return { communes: ici.length ? ici : trouvees, etranger: lu.comment === "etranger" };
  }

  /* ---- Intercommunalités et régions ---- */

  function epciNommee(texte) {
    if (/^\d{9}$/.test(texte)) return lecture.principaleDe(texte) ? { code: texte } : null;
    const pli = plier(texte);
    return (pli && lecture.commencant(serrer(pli)).find((n) => n.genre === "e" && !n.ancre.startsWith("s") && plier(n.nom) === pli)) || null;
  }
  /* Le seul lieu de ce genre qu’un texte puisse vouloir dire. */
  function seulVoulu(texte, genre) {
    if (!texte) return "";
    const lu = lecture.chercher(texte, true, { genre });
    const lieux = [...new Map(lu.trouves.map((n) => [n.code, n])).values()];
    if (lieux.length !== 1) return "";
    const [{ ancre, code }] = lieux;
    return genre === "r" ? regions.get(code).nom : lecture.tranche(ancre.split("/")[1]).E.find(([siren]) => siren === code)[1];
  }

  /* ---- Les contours des départements ---- */

  const enPoint = ({ latitude, longitude }) => [latitude, longitude];
  function auSegment([ax, ay], [bx, by]) {
    const [dx, dy] = [bx - ax, by - ay];
    const carre = dx * dx + dy * dy;
    const part = carre ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / carre)) : 0;
    return Math.hypot(ax + part * dx, ay + part * dy);
  }
  function aLAnneau(anneau, { latitude, longitude }) {
    const ky = rad(1) * RAYON_TERRE;
    const kx = ky * Math.cos(rad(latitude));
    const plans = anneau.map(([x, y]) => [(x - longitude) * kx, (y - latitude) * ky]);
    let moindre = Infinity;
    for (let i = 1; i < plans.length; i += 1) moindre = Math.min(moindre, auSegment(plans[i - 1], plans[i]));
    return moindre;
  }
  /* À combien de km d’un département se trouve un point : 0 dedans. Une collectivité est une boîte. */
  function horsDe(departement, point) {
    if (Math.abs(point.latitude) > 90) return limites.loin_km;
    if (departement.boite) {
      const [ouest, sud, est, nord] = departement.boite;
      const marge = limites.marge_degres;
      const pres = sud - marge <= point.latitude && point.latitude <= nord + marge && ouest - marge <= point.longitude && point.longitude <= est + marge;
      if (!pres) return limites.loin_km;
      return kilometres(enPoint(point), enPoint({
        latitude: Math.min(Math.max(point.latitude, sud), nord),
        longitude: ouest > est ? point.longitude : Math.min(Math.max(point.longitude, ouest), est),
      }));
    }
    const polygones = lecture.lire([`o-${departement.region[0]}`])[0][departement.code];
    if (polygones.some((anneaux) => dansLesAnneaux(anneaux, point.longitude, point.latitude))) return 0;
    return Math.min(...polygones.map((anneaux) => aLAnneau(anneaux[0], point)));
  }
  function plusProche(point) {
    lecture.lire([...new Set([...departements.values()].filter((d) => d.region).map((d) => `o-${d.region[0]}`))]); // tous à la fois
    let [trouve, moindre] = [null, Infinity];
    for (const departement of departements.values()) {
      const km = horsDe(departement, point);
      if (km < moindre) [trouve, moindre] = [departement, km];
    }
    return [trouve, moindre];
  }

  return {
    departements, regions, regionNommee, departementNomme, departementDe, commune, ancienne, postees, communesNommees,
    anciennesNommees, aLeCodePostal, voulues, epciNommee, seulVoulu, horsDe, plusProche,
  };
}
