/* Ce que l’on abrège dans un nom de lieu : « Gd Quevilly », « Mt St Michel », « Clermont Fd », « Aix en Pce ». Jumelle de
 * atlas/geo/shortened.py. Ce qui se lit ainsi se propose, et ne s’ouvre pas : « pt » est « pont » ou « petit ».
 */
const EN_ENTIER = Object.fromEntries("mt:mont mts:monts gd:grand grd:grand gde:grande grde:grande gds:grands gdes:grandes pt:pont|petit pte:petite|porte vx:vieux ht:haut hte:haute hts:hauts htes:hautes bg:bourg nd:notre_dame s:sur ss:sous"
  .split(" ").map((paire) => paire.split(":")).map(([court, entiers]) => [court, entiers.replace("_", " ").split("|")]));
const LECTURES = 4; // d’un même nom
const [MOINS, PLUS] = [2, 5]; // lettres d’un mot abrégé

/** Un nom plié, ses abréviations usuelles en entier, de toutes les façons ; rien s’il n’en a pas. @param {string} nom */
export function enEntier(nom) {
  const mots = nom.replace(/\bn d\b/g, "nd").split(" ");
  if (!mots.some((mot) => Object.hasOwn(EN_ENTIER, mot))) return [];
  const suites = mots.reduce((debuts, mot) => debuts.flatMap((debut) => (Object.hasOwn(EN_ENTIER, mot) ? EN_ENTIER[mot] : [mot]).map((entier) => [...debut, entier])), [[]]);
  return suites.slice(0, LECTURES).map((suite) => suite.join(" "));
}

function abrege(mot, entier) {
  if (mot.length < MOINS || mot.length > Math.min(PLUS, entier.length - 2) || mot[0] !== entier[0] || mot.at(-1) !== entier.at(-1)) return false;
  let ou = -1;
  return [...mot].every((lettre) => (ou = entier.indexOf(lettre, ou + 1)) >= 0);
}
/** Ces mots sont-ils ceux d’un nom, l’un au moins réduit à sa première lettre, sa dernière, et d’autres entre elles ? */
export const epelle = (mots, entiers) => mots.length === entiers.length && mots.join(" ") !== entiers.join(" ") && mots.every((mot, i) => mot === entiers[i] || abrege(mot, entiers[i]));

/** Une clé, les lettres qui s’entendent pareil écrites comme d’ordinaire : « hazparren », « kayenne ». @param {string} cle */
export const commeEntendu = (cle) => cle.replaceAll("z", "s").replaceAll("k", "c");
