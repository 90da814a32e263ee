/* Changer une valeur dans le texte d’une fiche sans toucher au reste : retraits, commentaires, guillemets, fins de ligne.
 *
 * `changerFiche(texte, chemin, valeur, champs)` rend le texte où la valeur du chemin (liste de clés et de rangs) est
 * mise, ajoutée à sa place convenue (un parent absent est créé) ou ôtée (`undefined` ; un parent vidé s’en va). Remettre ce qui y
 * est ne change rien. `changerRecit(texte, recit)` change le récit. Un texte qui ne se lit pas est rendu tel quel.
 */

import { champDedans, estGroupe, estPresent, estTexte, ficheNouvelle, lignesYaml, racineDesChamps } from "./ecrire.js";
import { contenu, gestesDans } from "./gestes.js";
import { lireFiche, unir, valeursDe } from "./lire.js";

const BEAUCOUP = 40; // petits changements : au-delà, toute la valeur est récrite d’un coup
const estListe = Array.isArray;
const objet = (paires) => Object.fromEntries(paires);

/* ---- Les valeurs, sans le texte ---- */

function egal(a, b) {
  if (estTexte(a) || estTexte(b)) return estTexte(a) && estTexte(b) && String(a) === String(b);
  if (estListe(a) !== estListe(b)) return false;
  const cles = Object.keys(a);
  return cles.length === Object.keys(b).length && cles.every((cle) => Object.hasOwn(b, cle) && egal(a[cle], b[cle]));
}
/* Sans les absents : ce qui sera écrit. */
function nette(valeur) {
  if (estTexte(valeur)) return String(valeur);
  if (estListe(valeur)) return valeur.filter(estPresent).map(nette);
  return objet(Object.entries(valeur).filter(([, v]) => estPresent(v)).map(([cle, v]) => [cle, nette(v)]));
}
const vide = (valeur) => !estTexte(valeur) && !Object.keys(valeur).length;
const envelopper = (chemin, valeur) => chemin.reduceRight((dedans, cle) => (typeof cle === "number" ? [dedans] : objet([[cle, dedans]])), valeur);

/* Ce que deviennent les valeurs : le même changement, sur des objets. */
/** @param {any} valeurs @param {any} changement */
function applique(valeurs, { chemin: [cle, ...reste], valeur, inserer }) {
  if (cle === undefined) return valeur;
  if (inserer && !reste.length) return valeurs.toSpliced(cle, 0, ...valeur);
  const liste = typeof cle === "number";
  const ancien = estTexte(valeurs) || estListe(valeurs) !== liste ? (liste ? [] : {}) : valeurs;
  const dedans = Object.hasOwn(ancien, cle) ? ancien[cle] : undefined;
  let neuf = reste.length && dedans !== undefined ? applique(dedans, { chemin: reste, valeur, inserer }) : valeur === undefined ? undefined : envelopper(reste, valeur);
  if (valeur === undefined && neuf !== undefined && vide(neuf) && dedans !== undefined && !vide(dedans)) neuf = undefined;
  if (liste) {
    const rang = Math.min(cle, ancien.length);
    return [...ancien.slice(0, rang), ...(neuf === undefined ? [] : [neuf]), ...ancien.slice(rang + 1)];
  }
  const paires = Object.entries(ancien).map(([nom, v]) => [nom, nom === cle ? neuf : v]);
  if (!Object.hasOwn(ancien, cle)) paires.push([cle, neuf]);
  return objet(paires.filter(([, v]) => v !== undefined));
}

/* Un changement en plus petits : clé par clé dans un groupe, élément par élément dans une liste qui en a un par ligne. « inserer »
 * met à ce rang les éléments d’une liste. */
function* petits(noeud, chemin, valeur) {
  if (valeur !== undefined && egal(valeursDe(noeud), valeur)) return;
  if (noeud.genre === "groupe" && estGroupe(valeur) && !vide(valeur) && noeud.paires.length) {
    for (const [cle, v] of Object.entries(valeur)) {
      const paire = noeud.paires.find((p) => p.cle.valeur === cle);
      if (paire) yield* petits(paire.valeur, [...chemin, cle], v);
      else yield { chemin: [...chemin, cle], valeur: v };
    }
    for (const { cle } of noeud.paires) if (!Object.hasOwn(valeur, cle.valeur)) yield { chemin: [...chemin, cle.valeur], valeur: undefined };
  } else if (noeud.genre === "liste" && estListe(valeur) && valeur.length && noeud.elements.length && !noeud.flux) {
    const anciens = noeud.elements.map(valeursDe);
    let [debut, fin] = [0, 0];
    const borne = Math.min(anciens.length, valeur.length);
    while (debut < borne && egal(anciens[debut], valeur[debut])) debut += 1;
    while (fin < borne - debut && egal(anciens.at(-1 - fin), valeur.at(-1 - fin))) fin += 1;
    const [avant, neufs] = [anciens.length - fin, valeur.length - fin];
    for (let rang = debut; rang < Math.min(avant, neufs); rang += 1) yield* petits(noeud.elements[rang], [...chemin, rang], valeur[rang]);
    if (avant < neufs) yield { chemin: [...chemin, avant], valeur: valeur.slice(avant, neufs), inserer: true };
    for (let rang = avant - 1; rang >= neufs; rang -= 1) yield { chemin: [...chemin, rang], valeur: undefined };
  } else yield { chemin, valeur };
}

/* ---- Où ce changement touche le texte ---- */

/* Descend aussi loin que le texte va : { noeud, champ, lignee, reste }. */
function descendre(racine, chemin, champs, inserer) {
  let [noeud, champ] = [racine, racineDesChamps(champs)];
  const lignee = [];
  for (const [n, cle] of chemin.entries()) {
    const rang = noeud.genre === "liste" && typeof cle === "number" ? cle : noeud.genre === "groupe" ? noeud.paires.findIndex((p) => p.cle.valeur === cle) : -1;
    const entree = contenu(noeud)[rang];
    if (!entree || (inserer && n === chemin.length - 1)) return { noeud, champ, lignee, reste: chemin.slice(n) };
    lignee.push({ parent: noeud, rang, cle });
    champ = champDedans(champ, typeof cle === "number" ? null : cle);
    noeud = entree.cle ? entree.valeur : entree;
  }
  return { noeud, champ, lignee, reste: [] };
}

/* Les retouches d’un petit changement : [{ debut, fin, par }], dans le texte uni. */
function retouches(uni, lu, { chemin, valeur, inserer }, champs) {
  const { noeud, champ, lignee, reste } = descendre(lu.racine, chemin, champs, inserer);
  const gestes = gestesDans(uni, lu, lignee.some(({ parent }) => parent.flux));
  if (valeur === undefined) return reste.length ? [] : gestes.oter(lignee);
  if (!reste.length) return gestes.mettre(noeud, lignee.at(-1), valeur, champ);
  const accueille = typeof reste[0] === "number" ? noeud.genre === "liste" : noeud.genre === "groupe";
  if (accueille && (contenu(noeud).length || noeud === lu.racine)) return gestes.ajouter(noeud, reste[0], inserer ? valeur : [envelopper(reste.slice(1), valeur)], champ);
  return lignee.length ? gestes.mettre(noeud, lignee.at(-1), envelopper(reste, valeur), champ) : [];
}

const retoucher = (texte, faites) => faites.toSorted((a, b) => b.debut - a.debut || b.fin - a.fin).reduce((t, { debut, fin, par }) => t.slice(0, debut) + par + t.slice(fin), texte);

/* Les rangs du texte uni dans le texte donné : la marque d’ordre et les fins de ligne y restent ce qu’elles sont. */
function dansLOriginal(texte, uni, faites) {
  if (texte === uni) return faites;
  const saut = /\r\n?|\n/.exec(texte)?.[0] ?? "\n";
  const rangs = new Uint32Array(uni.length + 1);
  let i = texte.startsWith("\ufeff") ? 1 : 0;
  for (let n = 0; n <= uni.length; n += 1) {
    rangs[n] = i;
    i += texte.startsWith("\r\n", i) ? 2 : 1;
  }
  return faites.map(({ debut, fin, par }) => ({ debut: rangs[debut], fin: rangs[fin], par: par.replaceAll("\n", saut) }));
}

function unPas(texte, changement, champs) {
  const uni = unir(texte);
  const lu = lireFiche(uni);
  const attendu = applique(valeursDe(lu.racine), changement);
  const dit = (essai) => {
    const relu = lireFiche(essai);
    return relu.racine && egal(valeursDe(relu.racine), attendu) && relu.recit === lu.recit;
  };
  const faites = retouches(uni, lu, changement, champs);
  if (dit(retoucher(uni, faites))) return retoucher(texte, dansLOriginal(texte, uni, faites));
  // Une écriture hors du commun : tout le champ est récrit, ou s’il le faut toute la fiche.
  const [cle] = changement.chemin;
  const paire = lu.racine.paires.find((p) => p.cle.valeur === cle);
  if (paire && attendu[cle] !== undefined && !lu.racine.flux) {
    const par = [...lignesYaml(objet([[cle, attendu[cle]]]), racineDesChamps(champs))].join("\n");
    const champ = [{ debut: paire.cle.debut, fin: Math.max(paire.cle.fin, paire.valeur.fin), par }];
    if (dit(retoucher(uni, champ))) return retoucher(texte, dansLOriginal(texte, uni, champ));
  }
  const [saut] = /\r\n?|\n/.exec(texte) ?? ["\n"];
  const borne = uni.split("\n").slice(0, lu.finEntete + 1).join("\n").length;
  const tete = ficheNouvelle(attendu, "", champs).replace(/\n$/, "") + uni.slice(borne);
  return (texte.startsWith("\ufeff") ? "\ufeff" : "") + tete.replaceAll("\n", saut);
}

export function changerFiche(texte, chemin, valeur, champs) {
  const { racine } = lireFiche(texte);
  if (!racine) return texte;
  const { noeud, reste } = descendre(racine, chemin, champs, false);
  const donnee = valeur === undefined || valeur === null ? undefined : nette(valeur);
  if (reste.length && donnee === undefined) return texte;
  const directe = [{ chemin, valeur: donnee }];
  const pas = reste.length ? directe : [...petits(noeud, chemin, donnee)];
  return (pas.length > BEAUCOUP && chemin.length ? directe : pas).reduce((t, changement) => unPas(t, changement, champs), texte);
}

export function changerRecit(texte, recit) {
  const uni = unir(texte);
  const lu = lireFiche(uni);
  const corps = recit.replace(/\r\n?/g, "\n").replace(/^\n+|\n+$/g, "");
  if (!lu.racine || corps === lu.recit.replace(/^\n+|\n+$/g, "")) return texte;
  const debut = Math.min(uni.split("\n").slice(0, lu.finEntete + 1).join("\n").length + 1, uni.length);
  const avant = /\S/.test(lu.recit) ? /^(?:[ \t]*\n)*/.exec(lu.recit)[0] : "\n";
  const par = (uni[debut - 1] === "\n" ? "" : "\n") + (/\S/.test(corps) ? `${avant}${corps}\n` : "");
  return retoucher(texte, dansLOriginal(texte, uni, [{ debut, fin: uni.length, par }]));
}
