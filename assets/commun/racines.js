/* Ce que les formes d’un mot ont en commun : « réparer », « répare » et « réparation » sont de « repar ». Le jumeau, lettre pour
   lettre, de atlas/french/stemming.py. */

/** Les mots, pliés, qui ne disent rien de ce que l’on cherche. */
export const VIDES = new Set(("a ai au aux avec c ce ces cet cette chez ci d dans de des du elle elles en entre est et etre eux ici il ils j je jusqu l la le "
  + "les leur leurs lorsqu lui m ma me mes meme mon n ne ni nos notre nous on ont ou par pas plus pour puisqu qu quand que qui quoi quoiqu s sa sans "
  + "se ses si son sont sous sur t ta te tes ton tu un une vers vos votre vous y").split(" "));
const FINALES = ("atrice:4 etique:4 ement:3 ation:4 ateur:4 ative:4 ielle:5 arite:5 atif:4 erie:4 iere:4 euse:5 rice:5 ance:5 ence:5 aire:5 able:5 "
  + "ible:5 ique:4 esse:4 elle:5 ier:4 ere:4 age:5 ion:5 eur:5 ent:5 ant:4 ite:4 iel:5 er:3 ez:4 ee:4 el:5 ie:5 ic:4 e:3")
  .split(" ").map((paire) => paire.split(":")).map(([finale, reste]) => ({ finale, reste: Number(reste) }));
const ENTIERS = new Set(["chantier", "quartier", "environnement", "batiment"]);
const PLUS_COURT = 4;

/** @type {Map<string, string>} */
const connues = new Map();

/**
 * La racine d’un mot plié.
 * @param {string} mot
 */
export function racineDe(mot) {
  if (!connues.has(mot)) connues.set(mot, couper(mot));
  return connues.get(mot);
}

/** @param {string} mot */
function couper(mot) {
  if (mot.length < PLUS_COURT || !/^[a-z]+$/.test(mot)) return mot;
  let reste = mot;
  if (mot.endsWith("aux")) reste = mot.endsWith("eaux") ? mot.slice(0, -1) : `${mot.slice(0, -2)}l`;
  else if (/(?:[^s]s|ux)$/.test(mot)) reste = mot.slice(0, -1);
  if (ENTIERS.has(reste)) return reste;
  const coupe = FINALES.find(({ finale, reste: moindre }) => reste.endsWith(finale) && reste.length - finale.length >= moindre);
  if (coupe) reste = reste.slice(0, -coupe.finale.length);
  return /(?:ll|mm|nn|pp|rr|ss|tt)$/.test(reste) && reste.length > PLUS_COURT ? reste.slice(0, -1) : reste;
}
