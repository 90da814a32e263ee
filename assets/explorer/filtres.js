/* Le moteur de l’explorateur : déchiffrer poles/liste.json (atlas/client/poles_list.py), filtrer, compter, trier. Rien ici ne touche la page.
 *
 * Chaque valeur d’une facette est un ensemble de bits, un par pôle : « ou » dans une facette, « et » entre elles, et compter
 * dix mille pôles demande trois cents mots de 32 bits.
 */
import { plier } from "../commun/mots.js";
import { kilometres } from "../commun/terre.js";

/* Dans l’ordre où elles se montrent : où, quoi, où en est-il, puis avec qui et comment. */
export const FACETTES = ["region", "departement", "secteur", "situation", "reconnaissance", "famille", "cooperation", "type"];
const ECHELLE = 1000; // coordonnées en millièmes de degré
const rangLu = (chiffre) => parseInt(chiffre, 36);

const vide = (n) => new Uint32Array(Math.ceil(n / 32));
export const mettre = (ensemble, i) => { ensemble[i >>> 5] |= 1 << (i & 31); };
export const contient = (ensemble, i) => (ensemble[i >>> 5] >>> (i & 31)) & 1;

function bits(mot) {
  let v = mot - ((mot >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

const effectif = (ensemble) => ensemble.reduce((somme, mot) => somme + bits(mot), 0);

export function communs(a, b) {
  let somme = 0;
  for (let i = 0; i < a.length; i += 1) somme += bits(a[i] & b[i]);
  return somme;
}

function reunion(ensembles, n) {
  const tout = vide(n);
  for (const ensemble of ensembles) for (let i = 0; i < tout.length; i += 1) tout[i] |= ensemble[i];
  return tout;
}

function intersection(ensembles, n) {
  const tout = vide(n).fill(0xffffffff);
  if (n % 32) tout[tout.length - 1] = (2 ** (n % 32)) - 1;
  for (const ensemble of ensembles) for (let i = 0; i < tout.length; i += 1) tout[i] &= ensemble[i];
  return tout;
}

/* Le fichier compact devenu colonnes : { n, facettes, masques, nom, adresse, commune, … }, les pôles dans l’ordre de l’index. */
export function dechiffrer({ facettes, constats, dates, poles }) {
  const n = poles.nom.length;
  const valeurs = Object.fromEntries(FACETTES.map((f) => [f, facettes[f].map(([valeur, nom, autre]) => ({ valeur, nom, autre }))]));
  const masques = Object.fromEntries(FACETTES.map((f) => [f, valeurs[f].map(() => vide(n))]));
  const regions = new Map(valeurs.region.map(({ valeur }, i) => [valeur, i]));
  const regionDe = valeurs.departement.map(({ autre }) => regions.get(autre));
  for (let i = 0; i < n; i += 1) {
    const departement = poles.departement[i];
    mettre(masques.departement[departement], i);
    if (regionDe[departement] !== undefined) mettre(masques.region[regionDe[departement]], i);
    for (const f of ["secteur", "famille", "cooperation", "situation", "type", "reconnaissance"]) {
      for (const chiffre of poles[f][i]) mettre(masques[f][rangLu(chiffre)], i);
    }
  }
  const approximatif = vide(n);
  for (const i of poles.approximatif) mettre(approximatif, i);
  const adresse = poles.adresse.map((ecrite, i) => ecrite || plier(poles.nom[i]).replaceAll(" ", "-"));
  return {
    n, facettes: valeurs, masques, nom: poles.nom, adresse, commune: poles.commune,
    rangDe: new Map(adresse.map((a, i) => [a, i])),
    departement: (i) => valeurs.departement[poles.departement[i]],
    region: (i) => valeurs.region[regionDe[poles.departement[i]]],
    secteurs: (i) => Array.from(poles.secteur[i], (c) => valeurs.secteur[rangLu(c)]),
    situation: (i) => ({ ...valeurs.situation[rangLu(poles.situation[i])], date: constats[poles.constat[i]] }),
    verifie: (i) => dates[poles.verifie[i]],
    rangVerifie: poles.verifie,
    latitude: Float64Array.from(poles.latitude, (v) => v / ECHELLE),
    longitude: Float64Array.from(poles.longitude, (v) => v / ECHELLE),
    approximatif: (i) => Boolean(contient(approximatif, i)),
  };
}

/* Les pôles, parmi ceux-là, de ces départements. */
export function parmi(donnees, ensemble, departements) {
  const ici = donnees.facettes.departement.flatMap(({ valeur }, i) => (departements.includes(valeur) ? [donnees.masques.departement[i]] : []));
  return intersection([ensemble, reunion(ici, donnees.n)], donnees.n);
}

/* Ce que donne un choix ({ facette: [rangs] }) et, s’il y en a une, la sélection du texte : { retenus, comptes, sans }.
 * `comptes` dit, pour chaque valeur, combien de pôles si elle était choisie, les autres facettes restant ce qu’elles sont ;
 * `sans`, combien si l’on renonçait à la facette (ou au texte : `sans.q`).
 */
export function filtrer(donnees, choix, texte = null) {
  const { n, masques } = donnees;
  const unions = new Map();
  for (const f of FACETTES) if (choix[f]?.length) unions.set(f, reunion(choix[f].map((i) => masques[f][i]), n));
  if (texte) unions.set("q", texte);
  const sauf = (f) => intersection([...unions].filter(([autre]) => autre !== f).map(([, union]) => union), n);
  const retenus = sauf("");
  const bases = new Map([...unions.keys()].map((f) => [f, sauf(f)]));
  const comptes = {};
  for (const f of FACETTES) {
    const base = bases.get(f) ?? retenus;
    comptes[f] = masques[f].map((masque) => communs(masque, base));
  }
  return { retenus, total: effectif(retenus), comptes, sans: Object.fromEntries([...bases].map(([f, base]) => [f, effectif(base)])) };
}

/* ---- Le texte : nom, lieu et secteurs, sans accents ; un mot y est trouvé par son début. ---- */

export function chercheur(donnees) {
  let textes;
  const preparer = () => {
    const places = donnees.facettes.departement.map((d) => {
      const region = donnees.facettes.region.find(({ valeur }) => valeur === d.autre);
      return plier(`${d.nom} ${region?.nom ?? ""}`);
    });
    const rangs = new Map(donnees.facettes.departement.map((d, i) => [d, i]));
    const secteurs = new Map(donnees.facettes.secteur.map((s) => [s, plier(`${s.nom} ${s.autre}`)]));
    return donnees.nom.map((nom, i) => {
      const lieu = places[rangs.get(donnees.departement(i))];
      return ` ${plier(`${nom} ${donnees.commune[i]}`)} ${lieu} ${donnees.secteurs(i).map((s) => secteurs.get(s)).join(" ")} `;
    });
  };
  return (mots, entiers = []) => { // « Ain », lu comme un lieu, n’est pas le début d’« aînés »
    textes ??= preparer();
    const debuts = [...mots.map((mot) => ` ${mot.length > 4 ? mot.replace(/[sx]$/, "") : mot}`), ...entiers.map((mot) => ` ${mot} `)];
    const trouves = vide(donnees.n);
    for (let i = 0; debuts.length && i < donnees.n; i += 1) if (debuts.every((debut) => textes[i].includes(debut))) mettre(trouves, i);
    return trouves;
  };
}

/* ---- L’ordre ---- */

/* Une distance ne se dit que sur une même terre : la métropole, ou un même département d’outre-mer (atlas/model/neighbours.py). */
const terreDe = (departement) => (/^9[78]/.test(departement) ? departement : "metropole");

/* Kilomètres jusqu’à chaque siège connu ; NaN sur une autre terre que celle du point { latitude, longitude, departement }, ou sans siège. */
export function distances(donnees, point) {
  const ici = [point.latitude, point.longitude];
  const km = Float64Array.from({ length: donnees.n }, (_, i) => kilometres(ici, [donnees.latitude[i], donnees.longitude[i]]));
  let departement = point.departement;
  if (!departement && donnees.n) departement = donnees.departement(km.indexOf(Math.min(...km))).valeur; // une position : la terre la plus proche
  return km.map((d, i) => (!donnees.approximatif(i) && terreDe(donnees.departement(i).valeur) === terreDe(departement) ? d : NaN));
}

/* Les rangs des pôles dans l’ordre demandé ; `km` pour le tri par distance. */
export function ordonner(donnees, tri, km) {
  const ordre = Uint32Array.from({ length: donnees.n }, (_, i) => i);
  const valeur = (d) => (Number.isNaN(d) ? Infinity : d);
  const ecart = (a, b) => (valeur(km[a]) === valeur(km[b]) ? 0 : valeur(km[a]) - valeur(km[b]));
  if (tri === "verification") return ordre.sort((a, b) => donnees.rangVerifie[b] - donnees.rangVerifie[a] || a - b);
  if (tri === "distance" && km) return ordre.sort((a, b) => ecart(a, b) || a - b);
  return ordre;
}

/* Les `combien` premiers retenus dans cet ordre. */
export function premiers(ordre, retenus, combien = Infinity) {
  const pris = [];
  for (let k = 0; k < ordre.length && pris.length < combien; k += 1) if (contient(retenus, ordre[k])) pris.push(ordre[k]);
  return pris;
}
