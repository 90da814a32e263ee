/* Ce que les petits fichiers de lieux disent d’une commune, par son code. Qui n’a pas de nom à lire s’en contente. */
import { accomplir, reserve } from "../commun/attente.js";
import { lireJson } from "../commun/fichiers.js";
import { departementDe, principaleDe, trancheDe } from "./tranches.js";

/**
 * { exiger, index, lieu(code), communeDe(siren), autour(latitude, longitude) } ; `exiger` est celui de commun/attente.js.
 * @param {string} adresse celle de l’index
 */
export function registreDe(adresse) {
  const { href } = new URL(adresse, document.baseURI);
  const { exiger, attendre } = reserve(async (nom) => {
    if (nom === "index") return lireJson(href);
    const { v } = await attendre("index");
    return lireJson(new URL(`${nom}.json?v=${v}`, href));
  });
  const index = () => attendre("index");

  /**
   * { code, nom, departement, region, epci, epciNom, point, approche }, et `ancien` si le code est celui d’une ancienne commune,
   * `arrondissement` s’il est celui d’un arrondissement, dont le point est alors donné.
   */
  const lieu = (code) => accomplir(() => decrire(code));
  function decrire(code) {
    const { d, o, r } = exiger(["index"])[0];
    const { c, n, e, E, o: origine, y, x, a, m } = trancheDe(exiger, code);
    const i = c.indexOf(code);
    if (i < 0) {
      if (!Object.hasOwn(a, code)) return null;
      const [aujourdhui, nom] = a[code];
      const suite = decrire(aujourdhui);
      const propre = { code, nom };
      return m && Object.hasOwn(m, code) ? { ...suite, point: m[code].map((v) => v / 10000), arrondissement: { code, nom: nom.replace(" Arrondissement", "") } } : { ...suite, ancien: propre };
    }
    const departement = departementDe(code);
    const approche = y[i] === null;
    const point = approche ? o[departement].map((v) => v / 10000) : [(y[i] + origine[0]) / 10000, (x[i] + origine[1]) / 10000];
    const [epci, epciNom] = E[e[i]] ?? ["", ""];
    const [departementNom, region] = d[departement];
    const [regionNom, regionAdresse] = r[region] ?? ["", ""];
    return { code, nom: n[i], departement, departementNom, region, regionNom, regionAdresse, epci, epciNom, point, approche };
  }

  const communeDe = (siren) => accomplir(() => principaleDe(exiger, siren));

  /* Le code de la commune dont la mairie est la plus proche, ou null à plus de 60 km : on est alors hors de France. */
  async function autour(latitude, longitude) {
    const km = (y, x) => Math.hypot(y - latitude, (x - longitude) * Math.cos((latitude * Math.PI) / 180)) * 111.19;
    const hors = (v, bas, haut) => Math.min(Math.max(v, bas), haut);
    const boites = (await attendre("around")).flatMap(([sud, ouest, nord, est], i) => (sud === undefined ? [] : [{ i, borne: km(hors(latitude, sud / 1e4, nord / 1e4), hors(longitude, ouest / 1e4, est / 1e4)) }]));
    let meilleure = [60, null];
    for (const { i, borne } of boites.sort((a, b) => a.borne - b.borne)) {
      if (borne >= meilleure[0]) break;
      const { c, y, x, o: [sud, ouest] } = await attendre(`c-${i}`);
      c.forEach((code, j) => {
        if (y[j] === null) return;
        const d = km((y[j] + sud) / 1e4, (x[j] + ouest) / 1e4);
        if (d < meilleure[0]) meilleure = [d, code];
      });
    }
    return meilleure[1];
  }

  return { exiger, index, lieu, communeDe, autour };
}
