/* L’état de l’explorateur et son adresse : `?region=bretagne,corse&secteur=culture&tri=distance&de=35236#q=éolien`.
 *
 * Ce qui est choisi dans une liste est après « ? » ; ce qui est tapé, après « # », que l’hébergeur ne reçoit jamais. Les deux
 * sont lus aux deux endroits, une valeur peut être répétée ou séparée par des virgules, et un mot du libellé suffit (`energie`), ou le code d’une région.
 */
import { plier } from "../commun/mots.js";
import { citeTape } from "../commun/phrases.js";
import { FACETTES } from "./filtres.js";

const TRIS = ["nom", "distance", "verification"];
export const TITRES = {
  region: "Région", departement: "Département", secteur: "Secteur", famille: "Parties prenantes",
  cooperation: "Coopération", situation: "Situation", type: "Type", reconnaissance: "Reconnaissance",
};
// Comment « inconnu » s’accorde avec chacun.
const ACCORDS = { region: "e", famille: "es", cooperation: "e", situation: "e", reconnaissance: "e" };
const inconnu = (titre, cle, ecrit) => `${titre} inconnu${ACCORDS[cle] ?? ""} de l’atlas\u00a0: ${citeTape(ecrit)}. Ce ${cle === "tri" ? "tri" : "filtre"} est ignoré.`;
/** L’état d’une adresse nue. */
export const rien = () => ({ choix: Object.fromEntries(FACETTES.map((f) => [f, []])), q: "", tri: "nom", de: "" });

/* Le rang d’une valeur : son identifiant, son libellé, ou le seul libellé qui contient ce mot ; -1 si aucun. */
function rangDe(valeurs, ecrit) {
  const voulu = plier(ecrit);
  if (!voulu) return -1;
  const exact = valeurs.findIndex(({ valeur, nom, autre }) => [valeur, nom, autre ?? ""].some((dit) => plier(dit) === voulu));
  if (exact >= 0) return exact;
  const proches = valeurs.map(({ nom }, i) => (` ${plier(nom)} `.includes(` ${voulu} `) ? i : -1)).filter((i) => i >= 0);
  return proches.length === 1 ? proches[0] : -1;
}

const INSEE = /^(\d{5}|2[AB]\d{3})$/;
const tapee = (dits) => (dits("q").at(-1) ?? "").trim();
const depart = (dits) => (dits("de").at(-1) ?? "").trim();
const codeDe = (dits) => [depart(dits).toUpperCase()].find((dit) => INSEE.test(dit)) ?? "";
function ditsDans({ search, hash }) {
  const demande = new URLSearchParams(search);
  const fragment = new URLSearchParams(hash.slice(1));
  return (nom) => [...demande.getAll(nom), ...fragment.getAll(nom)];
}

/* Ce qui se lit d’une adresse sans connaître les facettes : le mot tapé, la commune d’où l’on part. */
export function lireAvant(adresse) {
  const dits = ditsDans(adresse);
  return { q: tapee(dits), de: codeDe(dits) };
}

/* Ce qu’un état filtre, en mots : « région : Bretagne ou Corse ». */
export const direFiltres = ({ choix, q }, facettes) => [
  ...FACETTES.filter((f) => choix[f].length).map((f) => `${TITRES[f].toLowerCase()}\u00a0: ${choix[f].map((i) => facettes[f][i].nom).join(" ou ")}`),
  ...(q ? [`mots\u00a0: ${citeTape(q)}`] : []),
].join("\u202f; ");

/* Ce que dit une adresse : { etat, inconnus: [« Région inconnue de l’atlas : … »], nomme } ; `nomme` est le départ qu’une personne y a écrit par son nom. */
export function lireAdresse(adresse, facettes) {
  const etat = rien();
  const inconnus = [];
  const dits = ditsDans(adresse);
  for (const f of FACETTES) {
    const valeurs = f === "departement" ? facettes[f].map(({ valeur, nom }) => ({ valeur, nom })) : facettes[f];
    for (const ecrit of dits(f).flatMap((texte) => texte.split(",")).map((texte) => texte.trim()).filter(Boolean)) {
      const rang = rangDe(valeurs, f === "departement" ? ecrit.replace(/^\d$/, "0$&") : ecrit);
      if (rang < 0) inconnus.push(inconnu(TITRES[f], f, ecrit));
      else if (!etat.choix[f].includes(rang)) etat.choix[f].push(rang);
    }
    etat.choix[f].sort((a, b) => a - b);
  }
  etat.q = tapee(dits);
  const tri = dits("tri").at(-1) ?? "";
  if (tri && !TRIS.includes(tri)) inconnus.push(inconnu("Tri", "tri", tri));
  if (TRIS.includes(tri)) etat.tri = tri;
  else if (depart(dits)) etat.tri = "distance"; // un départ ne sert qu’à lui
  if (etat.tri === "distance") etat.de = codeDe(dits);
  return { etat, inconnus, nomme: etat.tri === "distance" && !etat.de ? depart(dits) : "" };
}

/* L’adresse d’un état, depuis `?` ; vide quand rien n’est choisi. */
export function ecrireAdresse(etat, facettes) {
  const parties = FACETTES.filter((f) => etat.choix[f].length)
    .map((f) => `${f}=${etat.choix[f].map((i) => encodeURIComponent(facettes[f][i].valeur)).join(",")}`);
  if (etat.tri !== "nom") parties.push(`tri=${etat.tri}`);
  if (etat.de) parties.push(`de=${etat.de}`);
  const q = etat.q ? `#q=${encodeURIComponent(etat.q).replaceAll("%20", "+")}` : "";
  return `${parties.length ? `?${parties.join("&")}` : ""}${q}`;
}
