/* Les lieux d’un index : ce que veut dire un texte (lecture.js), et ce qu’il faut savoir d’une commune. Rien de ce qui est tapé ne
 * part, et une recherche demande quelques kilo-octets.
 */
import { accomplir, reserve } from "../commun/attente.js";
import { lireJson } from "../commun/fichiers.js";
import { lectureDesLieux } from "./lecture.js";
import { departementDe } from "./tranches.js";

/**
 * { index, chercher(question), lieu(code), communeDe(siren), autour(latitude, longitude) }. Deux appels pour le même index
 * donnent les mêmes.
 * @param {string} adresse
 */
export function nomsDe(adresse) {
  const { href } = new URL(adresse, document.baseURI);
  if (!connus.has(href)) connus.set(href, lieuxDe(href));
  return connus.get(href);
}

/** @type {Map<string, ReturnType<typeof lieuxDe>>} */
const connus = new Map();

/** @param {string} adresseIndex */
function lieuxDe(adresseIndex) {
  const { exiger, attendre } = reserve(async (nom) => {
    if (nom === "index") return lireJson(adresseIndex);
    const { v } = await attendre("index");
    return lireJson(new URL(`${nom}.json?v=${v}`, adresseIndex));
  });
  const lecture = lectureDesLieux(exiger);
  const index = () => attendre("index");

  /* ---- Ce qui est proposé ---- */

  /** @param {import("./lecture.js").Nom} n */
  function proposition(n, comment = "") {
    const { d, r } = lecture.index();
    const { nom, code, genre, poids, departement, detail } = n;
    const dit = `${d[departement]?.[0]} (${departement})`;
    const base = { nom, genre, code, poids, departement, exactement: n };
    if (n.ancre.startsWith("s")) return { ...base, detail, adresse: adresseDe(genre, code) };
    if (genre === "d") {
      const seul = Object.values(d).filter(([, region]) => region === d[code][1]).length === 1;
      return { ...base, detail: `${!d[code][1] ? "collectivité d’outre-mer" : seul ? "région et département" : "département"} (${code})`, adresse: adresseDe(genre, code) };
    }
    if (genre === "r") return { ...base, detail: "région", adresse: adresseDe(genre, code) };
    if (genre === "e") return { ...base, commune: n.ancre.split("/")[1], detail: `intercommunalité, ${dit}`, adresse: adresseDe(genre, code) };
    const sorte = genre === "a" && detail ? `ancienne commune, aujourd’hui ${detail}, ` : "";
    const insee = comment === "insee" ? `, code Insee ${code}` : "";
    return { ...base, detail: sorte + dit + insee, adresse: adresseDe(genre, code) };

    function adresseDe(sorteDeLieu, celui) {
      if (sorteDeLieu === "d") return `departements/${celui.toLowerCase()}/`;
      if (sorteDeLieu === "r") return `regions/${r[celui][1]}/`;
      return `pres-de-chez-moi/?${sorteDeLieu === "e" ? "epci" : "commune"}=${celui}`;
    }
  }
  /**
   * Ce que veut dire un texte : { trouves, exacts, ouvre, comment, postaux }, en propositions.
   * @param {string} texte
   * @param {boolean} [supposer]
   * @param {string} [genres] les seuls genres voulus
   */
  const chercher = (texte, supposer = true, genres = "") => accomplir(() => {
    const lu = lecture.chercher(texte, supposer, { genre: genres });
    const insee = (n, i) => ((lu.comment === "cedex" && i < lu.exacts) || (lu.postaux && i >= lu.postaux) ? "insee" : "");
    const trouves = lu.trouves.map((n, i) => proposition(n, insee(n, i)));
    return { ...lu, trouves, ouvre: lu.ouvre && trouves[lu.trouves.indexOf(lu.ouvre)] };
  });

  /* ---- Ce qu’il faut savoir d’une commune ---- */

  /**
   * { code, nom, departement, region, epci, epciNom, point, approche }, et `ancien` si le code est celui d’une ancienne commune,
   * `arrondissement` s’il est celui d’un arrondissement, dont le point est alors donné.
   */
  const lieu = (code) => accomplir(() => decrire(code));
  function decrire(code) {
    const { d, o, r } = lecture.index();
    const { c, n, e, E, o: origine, y, x, a, m } = lecture.tranche(code);
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

  const communeDe = (siren) => accomplir(() => lecture.principaleDe(siren));

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

  return { index, chercher, lieu, communeDe, autour, lecture };
}
