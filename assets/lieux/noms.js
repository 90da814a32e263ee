/* Les lieux d’un index : ce que veut dire un texte (lecture.js), en plus de ce qu’il faut savoir d’une commune (registre.js). Rien de
 * ce qui est tapé ne part, et une recherche demande quelques kilo-octets.
 */
import { accomplir } from "../commun/attente.js";
import { registreDe } from "./registre.js";
import { lectureDesLieux } from "./lecture.js";

/**
 * Ce que donne `registreDe`, et { chercher(question), lecture }. Deux appels pour le même index donnent les mêmes.
 * @param {string} adresse
 */
export function nomsDe(adresse) {
  const { href } = new URL(adresse, document.baseURI);
  if (!connus.has(href)) connus.set(href, lieuxDe(href));
  return connus.get(href);
}

/** @type {Map<string, ReturnType<typeof lieuxDe>>} */
const connus = new Map();

/** @param {string} adresse */
function lieuxDe(adresse) {
  const { exiger, ...registre } = registreDe(adresse);
  const lecture = lectureDesLieux(exiger);

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
   * @param {boolean | string} [supposer]
   * @param {string} [genres] les seuls genres voulus
   */
  const chercher = (texte, supposer = true, genres = "") => accomplir(() => {
    const lu = lecture.chercher(texte, supposer, { genre: genres });
    const insee = (n, i) => ((lu.comment === "cedex" && i < lu.exacts) || (lu.postaux && i >= lu.postaux) ? "insee" : "");
    const trouves = lu.trouves.map((n, i) => proposition(n, insee(n, i)));
    return { ...lu, trouves, ouvre: lu.ouvre && trouves[lu.trouves.indexOf(lu.ouvre)] };
  });

  return { ...registre, chercher, lecture };
}
