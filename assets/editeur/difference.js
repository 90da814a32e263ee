/* Ce qui a changé dans une fiche ouverte, en mots (« Site web : … → … »), et ligne à ligne dans le fichier. */

import { creer } from "../commun/elements.js";
import { cite } from "../commun/phrases.js";
import { etat } from "./etat.js";
import { abreger, pareil, trouver } from "./outils.js";
import { session } from "./session.js";

const LIGNES = 3000; // au-delà, comparer ligne à ligne serait long : seuls le début et la fin communs le sont

/* ---- En mots ---- */

const estUnGroupe = (valeur) => valeur && typeof valeur === "object" && !Array.isArray(valeur);
const direValeur = (valeur) => {
  if (valeur === undefined || valeur === null || valeur === "") return "";
  if (Array.isArray(valeur)) return valeur.map(direValeur).join(", ");
  if (estUnGroupe(valeur)) return Object.values(valeur).map(direValeur).filter(Boolean).join(", ");
  return String(valeur);
};
const libelle = (champs, cle) => champs?.find((c) => c.key === cle);

/* [sujet, avant, après], un par valeur simple qui a changé. */
function* changements(avant, apres, champs = session.regles.champs, sujet = "") {
  const cles = [...new Set([...Object.keys(avant ?? {}), ...Object.keys(apres ?? {})])];
  for (const cle of cles) {
    const [a, b] = [avant?.[cle], apres?.[cle]];
    if (pareil(a, b)) continue;
    const champ = libelle(champs, cle);
    const nom = sujet ? `${sujet}, ${(champ?.label ?? cle).toLowerCase()}` : champ?.label ?? cle;
    if (Array.isArray(a ?? b) && Array.isArray(b ?? a) && champ?.kind === "groupe") yield* changementsDeLignes(a ?? [], b ?? [], champ, nom);
    else if (champ?.kind === "table" && !champ.fields?.length) {
      for (const [k, va, vb] of changements(a, b, session.regles.champs)) yield [`${nom}, ${k.toLowerCase()}`, va, vb];
    } else if (champ?.kind === "table") {
      for (const id of new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])) {
        if (!pareil(a?.[id], b?.[id])) {
          if (a?.[id] && b?.[id]) yield* changements(a[id], b[id], champ.fields, `Source ${cite(abreger(direValeur(a[id].titre) || id, 50))}`);
          else yield ["Source", direValeur(a?.[id]), direValeur(b?.[id])];
        }
      }
    } else if (estUnGroupe(a ?? b) && estUnGroupe(b ?? a)) yield* changements(a, b, champ?.fields, nom);
    else yield [nom, direValeur(a), direValeur(b)];
  }
}
function* changementsDeLignes(a, b, champ, nom) {
  const [cles, cles2] = [a, b].map((l) => l.map((v) => JSON.stringify(v)));
  const [otees, mises] = [a.filter((_, i) => !cles2.includes(cles[i])), b.filter((_, i) => !cles.includes(cles2[i]))];
  if (!otees.length && !mises.length) yield [nom, "", "l’ordre a changé"];
  if (a.length === b.length && otees.length === mises.length) {
    for (let i = 0; i < otees.length; i += 1) yield* changements(otees[i], mises[i], champ.fields, `${nom} ${cite(abreger(direValeur(Object.values(otees[i])[0]), 40))}`);
  } else {
    for (const v of otees) yield [nom, direValeur(v), ""];
    for (const v of mises) yield [nom, "", direValeur(v)];
  }
}
function changementsDuRecit(recitAvant, recitApres) {
  const [a, b] = [recitAvant, recitApres].map((t) => t.replace(/\r\n?/g, "\n").trim().split(/\n\s*\n/).filter(Boolean));
  const [otes, mis] = [a.filter((p) => !b.includes(p)), b.filter((p) => !a.includes(p))];
  const rangs = Array.from({ length: Math.max(otes.length, mis.length) }, (_, i) => ["Récit", abreger(otes[i] ?? "", 160), abreger(mis[i] ?? "", 160)]);
  return rangs.length || pareil(a, b) ? rangs : [["Récit", "", "l’ordre des paragraphes a changé"]];
}
/** Entre deux versions, { valeurs, recit } : [sujet, avant, après], un par changement. */
export const changementsEntre = (avant, apres) => [...changements(avant.valeurs, apres.valeurs), ...changementsDuRecit(avant.recit, apres.recit)];
const tousLesChangements = () => changementsEntre({ valeurs: etat.valeursDeBase, recit: etat.recitDeBase }, { valeurs: etat.valeurs, recit: etat.leRecit });
export const changementsEnPhrases = () => tousLesChangements().map(([sujet, avant, apres]) => (!avant ? `${sujet}\u00a0: ${apres} (ajouté)` : !apres ? `${sujet}\u00a0: ${avant} (ôté)` : `${sujet}\u00a0: ${avant} → ${apres}`));

export function montrerDifference() {
  const place = trouver("changements");
  place.hidden = etat.base === null;
  if (place.hidden) return;
  const liste = tousLesChangements();
  place.replaceChildren(creer("h3", {}, "Ce que vous changez"), liste.length ? creer("ul", { class: "changements" }, ...liste.map(([sujet, avant, apres]) => creer("li", {}, creer("strong", {}, `${sujet}\u00a0: `),
    ...(avant ? [creer("del", {}, creer("span", { class: "lu-seul" }, "avant "), abreger(avant, 200))] : []), avant && apres ? " → " : "",
    ...(apres ? [creer("ins", {}, creer("span", { class: "lu-seul" }, avant ? "après " : "ajouté "), abreger(apres, 200))] : [" ôté"]))))
    : creer("p", {}, etat.change ? "Seule l’écriture du fichier change, pas ce qu’il dit." : `Rien pour l’instant\u00a0: ${etat.publie ? "la fiche est celle de l’atlas" : "le fichier est tel que vous l’avez ouvert"}.`));
}

/* ---- Ligne à ligne ---- */

export function comparerLignes(avant, apres) { // [signe, ligne]… : « = », « - », « + »
  const [a, b] = [avant, apres].map((t) => t.split("\n"));
  let debut = 0;
  while (debut < a.length && debut < b.length && a[debut] === b[debut]) debut += 1;
  let fin = 0;
  while (fin < a.length - debut && fin < b.length - debut && a[a.length - 1 - fin] === b[b.length - 1 - fin]) fin += 1;
  const [ma, mb] = [a.slice(debut, a.length - fin), b.slice(debut, b.length - fin)];
  const milieu = [];
  if (ma.length * mb.length > LIGNES * LIGNES) milieu.push(...ma.map((l) => ["-", l]), ...mb.map((l) => ["+", l]));
  else {
    const longueurs = Array.from({ length: ma.length + 1 }, () => new Uint16Array(mb.length + 1));
    for (let i = ma.length - 1; i >= 0; i -= 1) for (let j = mb.length - 1; j >= 0; j -= 1) longueurs[i][j] = ma[i] === mb[j] ? longueurs[i + 1][j + 1] + 1 : Math.max(longueurs[i + 1][j], longueurs[i][j + 1]);
    let [i, j] = [0, 0];
    while (i < ma.length || j < mb.length) {
      if (i < ma.length && j < mb.length && ma[i] === mb[j]) {
        milieu.push(["=", ma[i]]);
        [i, j] = [i + 1, j + 1];
      } else if (i < ma.length && (j === mb.length || longueurs[i + 1][j] >= longueurs[i][j + 1])) milieu.push(["-", ma[i++]]);
      else milieu.push(["+", mb[j++]]);
    }
  }
  return [...a.slice(0, debut).map((l) => ["=", l]), ...milieu, ...a.slice(a.length - fin).map((l) => ["=", l])];
}
const AUTOUR = 2; // lignes inchangées montrées autour d’un changement
export function montrerFichier() {
  const place = trouver("fichier");
  if (etat.base === null) {
    place.replaceChildren(etat.texte);
    return;
  }
  const lignes = comparerLignes(etat.base, etat.texte);
  const montrees = lignes.map((_, i) => lignes.slice(Math.max(0, i - AUTOUR), i + AUTOUR + 1).some(([signe]) => signe !== "="));
  const noms = { "-": "ôtée", "+": "ajoutée" };
  place.replaceChildren(...lignes.flatMap(([signe, ligne], i) => {
    if (!montrees[i]) return !i || montrees[i - 1] ? [creer("span", { class: "fichier-saut" }, "…"), "\n"] : [];
    return [signe === "=" ? creer("span", {}, `  ${ligne}`) : creer(signe === "-" ? "del" : "ins", {}, `${signe} `, creer("span", { class: "lu-seul" }, `ligne ${noms[signe]}\u00a0: `), ligne), "\n"];
  }));
}
