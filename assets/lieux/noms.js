/* Trouver un lieu par son nom ou son code : communes, anciennes communes, arrondissements, intercommunalités, départements,
 * régions. Tout se lit par petits fichiers de quelques milliers de noms (atlas/client/gazetteer.py les fait et dit comment) : rien
 * de ce qui est tapé ne part, et une recherche en demande quelques kilo-octets.
 *
 * Les mots se plient selon les règles de atlas/geo/places.py et atlas/client/gazetteer.py.
 */
import { distance } from "../commun/fautes.js";
import { lireJson, uneFois } from "../commun/fichiers.js";
import { motsDe, plier } from "../commun/mots.js";

const [ENSEMBLE, AUTRES, CORRIGES] = [2, 10, 2]; // fichiers lus pour un début, noms proposés en plus des exacts, corrections suivies
const ARTICLES = ["le", "la", "les", "l"];
const GENRES = /^(?:communaute (?:de communes|d agglomeration|urbaine)|metropole|cc|ca|cu) (?:(?:de la|de l|du|des|de|d|le|la|les|l) )?/;

const serrer = (plie) => plie.replaceAll(" ", "");
const nu = (plie) => plie.replace(GENRES, "") || plie;

function cles(nom, code) {
  const plie = plier(nom);
  if (code[0] === "e") return [serrer(nu(plie))];
  if (code[0] === "d") return [serrer(plie), code.slice(1).toLowerCase()];
  const [premier, ...reste] = plie.split(" ");
  return ARTICLES.includes(premier) && reste.length && code[0] !== "r" ? [serrer(plie), reste.join("")] : [serrer(plie)];
}

/* « st » en cours de frappe peut aussi commencer « Stains » ; un nom d’intercommunalité se cherche sans son genre. */
function clesDemandees(question) {
  const plie = motsDe(question).join(" ");
  const entier = plier(plie);
  const enCours = plier(plie.replace(/ste?$/, "")).concat(plie.match(/(?:^| )ste?$/)?.[0] ?? "");
  return [...new Set([entier, nu(entier), /(?:^| )ste?$/.test(plie) ? enCours : entier].map(serrer))].filter(Boolean);
}

const comparer = (a, b) => (a < b ? -1 : Number(a > b));
const envers = (texte) => [...texte].reverse().join("");
const departementDe = (code) => (/^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2));

/* Le dernier fichier qui commence avant ce texte, ou à lui. */
function rang(debuts, texte) {
  let [bas, haut] = [0, debuts.length - 1];
  while (bas < haut) {
    const milieu = Math.ceil((bas + haut) / 2);
    if (debuts[milieu] <= texte) bas = milieu;
    else haut = milieu - 1;
  }
  return bas;
}

/**
 * Les lieux d’un index : { index, chercher(question), lieu(code), communeDe(siren), autour(latitude, longitude) }. Deux appels pour
 * le même index donnent les mêmes.
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
  const demander = uneFois((/** @type {string} */ adresse) => lireJson(adresse));
  const index = () => demander(adresseIndex);
  const fichier = async (nom) => {
    const { v } = await index();
    return demander(new URL(`${nom}.json?v=${v}`, adresseIndex).href);
  };

  /* ---- Ce qui est proposé ---- */

  async function proposition(nom, code, poids) {
    const { d, r } = await index();
    const [genre, reste] = /^[aedmr]/.test(code) ? [code[0], code.slice(1)] : ["c", code];
    const dit = (departement) => `${d[departement]?.[0]} (${departement})`;
    const [titre, aujourdhui] = nom.split(">");
    const base = { nom: titre, genre, poids, cles: cles(titre, code) };
    if (genre === "d") {
      const collectivite = !d[reste][1];
      return { ...base, code: reste, detail: `${collectivite ? "collectivité d’outre-mer" : "département"} (${reste})`, adresse: `departements/${reste.toLowerCase()}/` };
    }
    if (genre === "r") return { ...base, code: reste, detail: "région", adresse: `regions/${r[reste][1]}/` };
    if (genre === "e") {
      const [siren, commune] = reste.split("/");
      return { ...base, code: siren, commune, departement: departementDe(commune), detail: `intercommunalité, ${dit(departementDe(commune))}`, adresse: `pres-de-chez-moi/?epci=${siren}` };
    }
    const departement = departementDe(reste);
    const sorte = { c: "", a: aujourdhui ? `ancienne commune, aujourd’hui ${aujourdhui}, ` : "", m: "" }[genre];
    return { ...base, code: reste, departement, detail: sorte + dit(departement), adresse: `pres-de-chez-moi/?commune=${reste}` };
  }

  const propositions = ({ n, c, w }) => Promise.all(n.map((nom, i) => proposition(nom, c[i], w[i])));
  const ouvrir = uneFois(async (/** @type {string} */ nom) => propositions(await fichier(nom))); // les noms d’un fichier sont pliés une fois

  async function commencant(debut) {
    const { n, t, d } = await index();
    if (/^(\d+|2[ab])$/.test(debut)) { // un code de département
      const codes = Object.keys(d).filter((code) => code.toLowerCase().startsWith(debut));
      return propositions({ n: codes.map((code) => d[code][0]), c: codes.map((code) => `d${code}`), w: codes.map(() => 80) });
    }
    const [premier, dernier] = [rang(n, debut), rang(n, `${debut}\uffff`)];
    if (dernier - premier >= ENSEMBLE && t.includes(debut[0])) {
      const dessus = (await fichier(`t-${debut[0]}`))[debut];
      if (dessus) return propositions(dessus);
    }
    const tous = [];
    for (let i = premier; i <= dernier; i += 1) tous.push(ouvrir(`n-${i}`));
    return (await Promise.all(tous)).flat().filter((p) => p.cles.some((k) => k.startsWith(debut)));
  }

  /* Les exacts d’abord, puis les plus peuplés. */
  function ranger(trouves, demandees) {
    const exact = (p) => p.cles.some((k) => demandees.includes(k));
    const uniques = [...new Map(trouves.map((p) => [`${p.genre}${p.code}${p.nom}`, p])).values()];
    uniques.sort((a, b) => exact(b) - exact(a) || b.poids - a.poids || a.cles[0].length - b.cles[0].length || comparer(a.nom, b.nom) || comparer(a.code, b.code));
    const exacts = uniques.filter(exact).length;
    return { exacts, trouves: uniques.slice(0, exacts + AUTRES) };
  }

  /* Une faute est rarement à la fois au début et à la fin : les noms qui commencent, puis ceux qui finissent comme la demande. */
  async function corriger(demande) {
    const { n, f } = await index();
    const borne = demande.length <= 5 ? 1 : 2;
    const [debuts, fins] = await Promise.all([ouvrir(`n-${rang(n, demande)}`), fichier(`f-${rang(f, envers(demande))}`)]);
    const notes = new Map();
    for (const k of new Set([...debuts.flatMap((p) => p.cles), ...fins])) {
      const d = distance(demande, k, borne);
      if (d <= borne) notes.set(k, d);
    }
    const moindre = Math.min(...notes.values());
    const retenues = [...notes].filter(([, d]) => d === moindre).map(([k]) => k);
    const fichiers = [...new Set(retenues.map((k) => rang(n, k)))].slice(0, CORRIGES);
    const lus = (await Promise.all(fichiers.map((i) => ouvrir(`n-${i}`)))).flat();
    return ranger(lus.filter((p) => p.cles.some((k) => retenues.includes(k))), retenues).trouves;
  }

  /* Le nom de ce qui a ce code Insee, vide s’il est oublié ; rien si personne ne l’a. */
  async function nomDuCode(code) {
    const { c, n, a } = await fichier(`c-${rang((await index()).c, code)}`);
    return n[c.indexOf(code)] ?? a[code]?.[1];
  }

  async function parCode(code) {
    const { p: debuts, d } = await index();
    const { p, c, n, w, i } = /^\d/.test(code) ? await fichier(`p-${rang(debuts, code)}`) : { p: [], i: {} };
    const ici = p.flatMap((postal, k) => (postal === code ? [k] : []));
    const trouves = await propositions({ n: ici.map((k) => n[k]), c: ici.map((k) => c[k]), w: ici.map((k) => w[k]) });
    trouves.sort((a, b) => comparer(a.cles[0], b.cles[0]));
    const postaux = trouves.length;
    const nom = postaux ? i[code] : await nomDuCode(code); // un code postal et un code Insee s’écrivent pareil
    if (nom !== undefined && !trouves.some((autre) => autre.code === code)) {
      trouves.push({ ...await proposition(nom || "Ancienne commune", code, 0), detail: `code Insee ${code}, ${d[departementDe(code)]?.[0]}` });
    }
    return { exacts: trouves.length, trouves, postaux };
  }

  /* { trouves, exacts, proche } : `proche` quand il a fallu supposer une faute, ce qui se fait quand la frappe s’arrête. */
  async function chercher(question, supposer = true) {
    const plie = motsDe(question).join("");
    if (!plie) return { trouves: [], exacts: 0 };
    if (/^(\d{5}|2[ab]\d{3})$/.test(plie)) return parCode(plie.toUpperCase());
    const demandees = clesDemandees(question);
    const rangees = ranger((await Promise.all(demandees.map(commencant))).flat(), demandees);
    if (rangees.trouves.length) return rangees;
    if (/^\d+$/.test(plie)) return { trouves: [], exacts: 0, incomplet: true };
    // « Saint-Denis (974) », « saint denis 974 » : le département distingue les homonymes.
    const [, nom, departement] = question.match(/^(.+?)[\s,(]+(\d{2,3}|2[ab])\s*\)?\s*$/i) ?? [];
    if (departement && (await index()).d[departement.toUpperCase()]) {
      const tous = await chercher(nom, supposer);
      const ici = tous.trouves.filter((p) => p.departement === departement.toUpperCase());
      if (ici.length) return { ...tous, trouves: ici, exacts: Math.min(tous.exacts, ici.length) };
    }
    return supposer && demandees[0].length > 2 ? { trouves: await corriger(demandees[0]), exacts: 0, proche: true } : { trouves: [], exacts: 0 };
  }

  /* ---- Ce qu’il faut savoir d’une commune : { code, nom, departement, region, epci, epciNom, point, approche, ancien } ---- */

  async function lieu(code) {
    const { c: debuts, d, o, r } = await index();
    const { c, n, e, E, o: origine, y, x, a } = await fichier(`c-${rang(debuts, code)}`);
    const i = c.indexOf(code);
    if (i < 0) {
      const suite = a[code] && await lieu(a[code][0]);
      return suite ? { ...suite, ancien: { code, nom: a[code][1] } } : null;
    }
    const departement = departementDe(code);
    const approche = y[i] === null;
    const point = approche ? o[departement].map((v) => v / 10000) : [(y[i] + origine[0]) / 10000, (x[i] + origine[1]) / 10000];
    const [epci, epciNom] = E[e[i]] ?? ["", ""];
    const [departementNom, region] = d[departement];
    const [regionNom, regionAdresse] = r[region] ?? ["", ""];
    return { code, nom: n[i], departement, departementNom, region, regionNom, regionAdresse, epci, epciNom, point, approche };
  }

  async function communeDe(siren) {
    const { e } = await index();
    return (await fichier(`e-${rang(e, siren)}`))[siren] ?? null;
  }

  /* Le code de la commune dont la mairie est la plus proche, ou null à plus de 60 km : on est alors hors de France. */
  async function autour(latitude, longitude) {
    const km = (y, x) => Math.hypot(y - latitude, (x - longitude) * Math.cos((latitude * Math.PI) / 180)) * 111.19;
    const hors = (v, bas, haut) => Math.min(Math.max(v, bas), haut);
    const boites = (await fichier("around")).map(([sud, ouest, nord, est], i) => [km(hors(latitude, sud / 1e4, nord / 1e4), hors(longitude, ouest / 1e4, est / 1e4)), i, sud, ouest]);
    let meilleure = [60, null];
    for (const [borne, i, sud, ouest] of boites.sort((a, b) => a[0] - b[0])) {
      if (borne >= meilleure[0]) break;
      const { c, y, x } = await fichier(`g-${i}`);
      c.forEach((code, j) => {
        const d = km((y[j] + sud) / 1e4, (x[j] + ouest) / 1e4);
        if (d < meilleure[0]) meilleure = [d, code];
      });
    }
    return meilleure[1];
  }

  return { index, chercher, lieu, communeDe, autour };
}
