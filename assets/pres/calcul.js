/* La réponse pour une commune : quels pôles la couvrent, lesquels s’étendent dans son département sans que leurs limites soient
 * connues, lesquels ont leur siège autour, quels sièges connus sont les plus proches. atlas/client/near.py écrit ce qui est lu
 * ici ; un essai tient la réponse égale à celle de tests/nearby_answer.py.
 */
import { lireJson, uneFois } from "../commun/fichiers.js";
import { plier } from "../commun/mots.js";
import { RAYON_TERRE, kilometres, rad } from "../commun/terre.js";

const PROCHES = 5;
const CONNUS = 24; // sièges connus d’un fichier, à peu près
const LARGES = 50; // km : un département n’est guère plus large
const DIRECTIONS = ["au nord", "au nord-est", "à l’est", "au sud-est", "au sud", "au sud-ouest", "à l’ouest", "au nord-ouest"];
const BASSINS = { 971: "antilles", 972: "antilles", 973: "antilles", 977: "antilles", 978: "antilles", 974: "indien", 976: "indien" };
const bassin = (departement) => BASSINS[departement] ?? (departement.length > 2 ? departement : "");
const terre = (departement) => (["2A", "2B"].includes(departement) ? "corse" : departement.length > 2 ? departement : "");

function direction([y1, x1], [y2, x2]) {
  const [a, b, tour] = [rad(y1), rad(y2), rad(x2 - x1)];
  const cap = Math.atan2(Math.sin(tour) * Math.cos(b), Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(tour));
  return DIRECTIONS[(Math.floor(cap / (Math.PI / 4) + 0.5) + 8) % 8];
}

const parDistance = (a, b) => a.km - b.km || (a.slug < b.slug ? -1 : 1);

/* Aucun siège de cette boîte n’est plus proche. Son coin sud-ouest et ses côtés sont en centièmes de degré. */
function auDela([y, x], [sud, ouest, hauteur, largeur]) {
  const haut = Math.max(sud / 100 - y, y - (sud + hauteur) / 100, 0);
  const cote = Math.max(ouest / 100 - x, x - (ouest + largeur) / 100, 0);
  const travers = Math.asin(Math.min(1, Math.cos(rad(y)) * Math.sin(rad(Math.min(cote, 90)))));
  return RAYON_TERRE * Math.max(rad(haut), travers) * (1 - 1e-9);
}

/* À peu près jusqu’où sont les plus proches, là où les sièges sont serrés comme dans cette boîte. */
const portee = (/** @type {number[]} */ [sud, , hauteur, largeur]) => RAYON_TERRE * Math.sqrt((PROCHES * rad(hauteur / 100) * rad(largeur / 100) * Math.cos(rad(sud / 100))) / (Math.PI * CONNUS));

const slug = ({ i, n }, rang) => i[rang] || plier(n[rang]).replaceAll(" ", "-"); // atlas/french/slugs.py
const pole = ({ i, n, l, d, a, s, v = {}, e = {} }, rang) => ({
  slug: slug({ i, n }, rang), nom: n[rang], lieu: l[rang], departement: d[rang], approximatif: a[rang] === 1, secteurs: s[rang], vague: v[rang] ?? "", etendue: e[rang] ?? "",
});

/**
 * Une fonction : lieu → { couvrent, epci, touchent, departement, region, autres, proches, sansSiege, pageEpci }. Un pôle est { slug,
 * nom, lieu, departement, approximatif, secteurs, vague, etendue } ; une liste trop longue est un nombre. Un pôle n’est que dans la
 * première liste qui lui convient, les `proches` à part ; `autres` dit dans quelles listes un pôle déjà nommé a aussi son siège.
 * @param {string} adresse celle de leur index ; ce qui la termine, l’empreinte de toutes, vaut pour chacune
 */
export function reponsesDe(adresse) {
  const index = new URL(adresse, document.baseURI);
  const lire = uneFois((/** @type {string} */ nom) => lireJson(new URL(`${nom}.json${index.search}`, index)));

  /* Les boîtes de sièges de ces bassins : [borne, numéro, côtés], la plus proche d’abord. */
  async function boitesAutour({ point, departement }, bassins = [bassin(departement)]) {
    const { s } = await lire("index");
    const boites = bassins.flatMap((nom) => {
      const [premier, ...cotes] = s[nom] ?? [];
      return Array.from({ length: cotes.length / 4 }, (_, i) => [premier + i, cotes.slice(4 * i, 4 * i + 4)]);
    });
    return boites.map(([numero, boite]) => /** @type {[number, number, number[]]} */ ([auDela(point, boite), numero, boite])).sort((a, b) => a[0] - b[0]);
  }

  /* Les sièges connus les plus proches de ces boîtes, sans ceux qui couvrent ; et, de ce qu’il a fallu lire, ceux que rien ne situe. */
  async function plusProches(boites, { point }, couverts = new Set()) {
    let [trouves, sansSiege] = [[], []];
    for (const [borne, numero] of boites) {
      if (trouves.length === PROCHES && trouves[PROCHES - 1].km < borne) break;
      const sieges = await lire(`s-${numero}`);
      sieges.n.forEach((_, rang) => {
        const siege = [sieges.y[rang], sieges.x[rang]];
        const trouve = { ...pole(sieges, rang), siege, km: kilometres(point, siege) };
        if (trouve.approximatif) sansSiege.push(trouve);
        else if (!couverts.has(trouve.slug)) trouves.push(trouve);
      });
      trouves = trouves.sort(parDistance).slice(0, PROCHES);
    }
    return { trouves, sansSiege };
  }
  /* Ceux que rien ne situe comptent si leur département n’est pas plus loin. */
  async function alentour(lieu, couverts, dits) {
    const { trouves, sansSiege } = await plusProches(await boitesAutour(lieu), lieu, couverts);
    const mesure = trouves.length === PROCHES ? trouves[PROCHES - 1].km : Infinity;
    const proches = trouves.map((p) => ({ ...p, direction: direction(lieu.point, p.siege), mer: terre(p.departement) !== terre(lieu.departement) }));
    return { proches, sansSiege: sansSiege.filter((p) => p.km <= mesure && !dits.has(p.slug)).sort(parDistance).slice(0, PROCHES) };
  }
  /* D’une terre d’outre-mer, ceux des autres : un océan les sépare, mais leur situation ressemble. */
  async function outremer(lieu) {
    const autres = Object.keys((await lire("index")).s).filter((nom) => nom && nom !== bassin(lieu.departement));
    return bassin(lieu.departement) ? (await plusProches(await boitesAutour(lieu, autres), lieu)).trouves : [];
  }

  async function territoire({ region, departement, epci }) {
    const parts = (await lire("index")).t[departement];
    if (!region && !parts) return null; // une collectivité d’outre-mer que rien ne touche
    return lire(parts ? `t-d${departement}${parts > 1 ? `-${Number(epci || 0) % parts}` : ""}` : `t-${region}`);
  }

  /* D’un lieu, le département suffit à demander le fichier de territoire, sauf là où il y en a plusieurs, et les sièges autour
   * de son milieu, sauf là où ils sont si serrés que ce milieu n’en dit rien. */
  async function preparer({ departement, region }) {
    const { t, m } = await lire("index");
    const milieu = m[departement]?.map((v) => v / 100);
    await Promise.all([
      (t[departement] ?? 1) === 1 && territoire({ departement, region, epci: "" }),
      milieu && demanderDejaLesSieges({ point: milieu, departement }, LARGES),
    ]);
  }
  /* Tous les sièges qui comptent sans doute viennent à la fois : sur un réseau lent, c’est une ou deux attentes de moins. */
  async function demanderDejaLesSieges(lieu, larges = 0) {
    const boites = await boitesAutour(lieu);
    const [[premiere, , cotes]] = boites;
    const loin = portee(cotes);
    if (loin >= larges) await Promise.all(boites.filter(([borne]) => borne <= premiere + loin).map(([, numero]) => lire(`s-${numero}`)));
  }

  async function repondre(lieu) {
    demanderDejaLesSieges(lieu).catch(() => {}); // un échec se dira à la lecture
    const t = await territoire(lieu);
    if (!t) return { couvrent: [], epci: [], touchent: [], departement: [], region: [], autres: {}, ...await alentour(lieu, new Set(), new Set()), pageEpci: false };
    const rangs = [...new Set([...(t.c[lieu.code] ?? []), ...(t.c[lieu.epci] ?? []), ...(t.D[lieu.departement] ?? []), ...t.R])];
    const couvrent = rangs.sort((a, b) => a - b).map((rang) => pole(t.p, rang));
    const dits = new Set(couvrent.map((p) => p.slug));
    const autres = {};
    const reste = (nom, sieges, ici) => {
      if (typeof sieges === "number") {
        const deja = t.p.n.filter((_, rang) => dits.has(slug(t.p, rang)) && ici.includes(t.p.d[rang])).length;
        autres[nom] = deja > 0;
        return sieges - deja;
      }
      const gardes = sieges.map((rang) => pole(t.p, rang)).filter((p) => !dits.has(p.slug));
      autres[nom] = gardes.length < sieges.length;
      gardes.forEach((p) => dits.add(p.slug));
      return gardes;
    };
    const couverts = new Set(dits);
    const epci = reste("epci", t.c[`S${lieu.epci}`] ?? [], []);
    const touchent = reste("touchent", t.T[lieu.departement] ?? [], []);
    const departement = reste("departement", t.sd[lieu.departement], [lieu.departement]);
    let region = reste("region", t.sr, t.r);
    if (typeof departement === "number") region -= departement;
    return { couvrent, epci, touchent, departement, region, autres, ...await alentour(lieu, couverts, dits), pageEpci: t.e.includes(lieu.epci) };
  }
  return Object.assign(repondre, { preparer, outremer });
}
