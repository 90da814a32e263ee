/* Un lieu tapé, démonté : son code, ce qui suit une virgule ou une parenthèse, « cedex » et le pays ôtés. Jumelle de atlas/geo/apart.py. */
import { plier } from "../commun/mots.js";
import { nu, serrer, simple } from "./cles.js";

const CODE = /^(?:\d{5}|2[ab]\d{3})$/;
const CODE_COURT = /^(?:\d\d|2[ab]|9[78]\d) (?=[a-z])/;
export const DIVISEES = ["paris", "lyon", "marseille"];
const RANG = /^([1-9]|1\d|20)(?:er|re|e|nd|nde|eme|ieme)?$/;
const ROMAINS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(" ");
const ROMAIN = /^([ivx]+?)(?:er|re|e|nd|nde|eme|ieme)?$/;
const SES_MOTS = new Set("arrondissement arrondt arrond arrdt ardt arr".split(" "));
const PRES_DU_RANG = new Set([...SES_MOTS, ..."e er eme ieme de du dans le d mairie".split(" ")]);
const ECRITS = ("premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme treizieme quatorzieme quinzieme seizieme "
  + "dix_septieme dix_huitieme dix_neuvieme vingtieme").split(" ").map((mot) => mot.replace("_", " "));
const ECRIT = new RegExp(`\\b(?:${[...ECRITS].reverse().join("|")})\\b`, "g");

const motsDites = (texte) => plier(texte).replace(ECRIT, (mot) => `${ECRITS.indexOf(mot) + 1}e`).split(" ");
/* Ce que dit un ordinal, de 1 à 20, ou 0. */
const rangDit = (mot) => Number(mot.match(RANG)?.[1]) || ROMAINS.indexOf(mot.match(ROMAIN)?.[1]) + 1;

/* « paris 11 » pour « Paris XIe », « 11e arrondissement de Paris », « Paris (onzième) » ; rien si ce n’est pas un arrondissement. */
function arrondissementDe(texte) {
  const mots = motsDites(texte);
  const villes = mots.filter((mot) => DIVISEES.includes(mot));
  const reste = mots.filter((mot) => !DIVISEES.includes(mot) && !PRES_DU_RANG.has(mot));
  if (villes.length !== 1 || reste.length !== 1 || (mots.length === 2 && /^\d+$/.test(reste[0]))) return ""; // « Marseille (13) » est la ville
  const rang = rangDit(reste[0]);
  return rang ? `${villes[0]} ${rang}` : "";
}

/** Le rang de « 11e arrondissement », « arrdt 11 », « dans le 11e », dont aucune ville n’est dite ; 0 pour tout le reste. @param {string} texte */
export function arrondissementSeul(texte) {
  const mots = motsDites(texte);
  const reste = mots.filter((mot) => !PRES_DU_RANG.has(mot));
  return reste.length === 1 && (/^\d+[a-z]+$/.test(reste[0]) || mots.some((mot) => SES_MOTS.has(mot))) ? rangDit(reste[0]) : 0;
}

const SIGNE_DU_NOMBRE = /\b(?:n\s*[°º]|num[ée]ro)\s*(?=\d)/gi;
const NOMBRE = /^(?:(le|la|les|du) )?(\d{1,4}|2[ab])$/;
/** Les chiffres qu’est un nom plié, ou ceux d’un département après son article : « le 93 ». */
export function nombreDit(nom, departementsDe) {
  const [, article, nombre] = nom.match(NOMBRE) ?? [];
  return nombre && (!article || departementsDe(nombre).length) ? nombre : "";
}

const NOMS_DES_CHIFFRES = "zero un deux trois quatre cinq six sept huit neuf".split(" ");
const UN_CHIFFRE = `(?:\\d|${NOMS_DES_CHIFFRES.join("|")})`;
const UN_A_UN = new RegExp(`^(?:(?:dans|en|du|le|la|les) )*(${UN_CHIFFRE}(?: ${UN_CHIFFRE}){1,2}|(?:2|deux) [ab])$`);
/** Le département dont un nom plié dit les chiffres un à un : « 9-3 », « le neuf-trois ». */
export function nombreEpele(nom, departementsDe) {
  const nombre = (nom.match(UN_A_UN)?.[1] ?? "").split(" ").map((mot) => (NOMS_DES_CHIFFRES.includes(mot) ? NOMS_DES_CHIFFRES.indexOf(mot) : mot)).join("");
  return departementsDe(nombre).length ? nombre : "";
}

/** Les lectures d’un nom dont les saints sont collés : « stetienne » est « saint etienne », sinon « sainte tienne ». @param {string} nom */
export const decoller = (nom) => [nom.replace(/\bst(?=[a-z]{3})/g, "saint "), nom.replace(/\bste(?=[a-z]{3})/g, "sainte ")].filter((lu) => lu !== nom);

/**
 * Le nom plié, le code de cinq signes, et les départements que laisse une précision, derrière ou devant (« 44 Nantes »).
 * @param {string} texte
 * @param {(plie: string) => string[]} departementsDe
 */
export function demonter(texte, departementsDe) {
  const arrondissement = arrondissementDe(texte);
  if (arrondissement) return { nom: arrondissement, code: "", departements: [] };
  const [, tete, queue = ""] = texte.replace(SIGNE_DU_NOMBRE, "").replace(/\b(ss?)\s*\//gi, (_, sur) => (sur.length === 1 ? "sur " : "sous ")).match(/^([^,(/;]*)(?:[,(/;](.*))?$/s);
  const [mots, suite] = [tete, queue].map((partie) => simple(partie).split(" ").filter(Boolean));
  let code = "";
  for (const ici of [mots, suite]) {
    for (let i = 0; i < ici.length && !code; i += 1) {
      const espace = ici[i].length === 2 && ici[i + 1]?.length === 3 ? ici[i] + ici[i + 1] : "";
      if (!CODE.test(ici[i]) && !/^\d{5}$/.test(espace)) continue;
      code = CODE.test(ici[i]) ? ici[i] : espace;
      ici.splice(i, code === ici[i] ? 1 : 2);
      if (i && ["f", "fr"].includes(ici[i - 1])) ici.splice(i - 1, 1);
    }
    for (let i = ici.indexOf("cedex"); i >= 0; i = ici.indexOf("cedex")) ici.splice(i, /^\d{1,2}$/.test(ici[i + 1] ?? "") ? 2 : 1);
  }
  if (mots.length && suite.at(-1) === "france") suite.pop();
  if (!code && mots.length > 1 && /^[1-9]\d{3}$/.test(mots[0])) code = `0${mots.shift()}`; // un tableur a mangé le zéro de « 01000 Bourg »
  if (!code && !suite.length && CODE_COURT.test(mots.join(" ")) && departementsDe(mots[0]).length) suite.push(mots.shift());
  const departements = departementsDe(suite.join(" "));
  return { nom: (departements.length ? mots : [...mots, ...suite]).join(" "), code: code.toUpperCase(), departements };
}

const ARRONDISSEMENT = / \d+ arrondissement$/;
/** Les lieux d’un code que nomme une adresse, le nom le plus long d’abord : « 12 rue de la République, 69002 Lyon ». */
export function nommesDans(nom, lieux) {
  const dits = lieux.map((n) => [simple(n.nom).replace(ARRONDISSEMENT, ""), n]).filter(([propre]) => ` ${nom} `.includes(` ${propre} `));
  const plus = Math.max(...dits.map(([propre]) => propre.length));
  return dits.filter(([propre]) => propre.length === plus).map(([, n]) => n);
}

export const CREUX = new Set(["de", "du", "des", "d", "la", "le", "les", "l", "en"]);
const JOINTS = new Set(["et", "ou"]);
const SEPARENT = new Set([...CREUX, ...JOINTS, "a", "au", "aux", "puis", "vers"]); // ce qui sépare deux lieux d’une phrase
const [PHRASE, VILLE] = [12, 5]; // mots d’une phrase qui peuvent nommer un lieu ; d’une ville qui la commence
const peutNommer = (bout) => serrer(bout).length > 2 && !bout.split(" ").every((mot) => CREUX.has(mot));
/** Ce qui, dans une phrase, peut être un lieu : ses derniers mots, puis ce qui est devant « et ». @param {string} nom */
export function bouts(nom) {
  const mots = nom.split(" ").slice(-PHRASE);
  return [...mots.slice(1).map((_, i) => mots.slice(i + 1).join(" ")), ...nom.split(" et ").slice(0, -1)].filter(peutNommer);
}
/** Ce qui, au début d’une phrase, peut être une ville, le plus long d’abord ; « nord Aveyron » ne dit pas le Nord. @param {string} nom */
export function debuts(nom) {
  const mots = nom.split(" ");
  return mots.slice(0, -1).map((_, i) => mots.slice(0, i + 1).join(" ")).slice(0, VILLE).reverse().filter((debut) => debut !== "nord" && peutNommer(debut));
}
const TERRITOIRE = /^(?:(?:petr|pnr|parc(?: naturel)?(?: regional| national)?|pays|bassin(?: de vie)?|canton|scot|arrondissement|circonscription) (?:(?:de|du|des|d|la|le|les|l) )*)+(?=.)/;
/** Ce que nomme un territoire qui n’est pas dans l’index : « PETR du Pays de Gâtine », « pays d’Auray » ; vide s’il n’en est pas un. @param {string} nom */
export function duTerritoire(nom) {
  const propre = nu(nom);
  const reste = propre.replace(TERRITOIRE, "");
  return reste === propre ? "" : reste;
}
const ANNONCES = new Set("maire mairie elu elue elus commune ville village habite habitons habitant autour pres cote a au aux".split(" "));
/** Ce qu’annonce un mot, au milieu d’une phrase : « je suis maire de Millau, quels pôles ? ». @param {string} nom */
export function annonces(nom) {
  const mots = nom.split(" ").slice(0, PHRASE);
  const debut = (i) => (CREUX.has(mots[i]) ? debut(i + 1) : i);
  return mots.flatMap((mot, i) => (ANNONCES.has(mot) ? Array.from({ length: VILLE }, (_, n) => mots.slice(debut(i + 1), debut(i + 1) + VILLE - n).join(" ")) : [])).filter(peutNommer);
}
/** Ce qui, devant un lieu d’une phrase, peut en être un autre, le plus long d’abord : « Lyon, Grenoble et Valence ». @param {string} devant */
export function precedents(devant) {
  const mots = devant.split(" ").filter(Boolean);
  const joint = JOINTS.has(mots.at(-1));
  while (SEPARENT.has(mots.at(-1))) mots.pop();
  const parts = mots.length <= VILLE + 1 ? mots.map((_, i) => mots.slice(i).join(" ")).slice(-VILLE) : [];
  return { reste: mots.join(" "), joint, parts: parts.filter((part) => (joint || part !== "nord") && peutNommer(part)) };
}
