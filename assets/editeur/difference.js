/* Ce qui a changé dans une fiche ouverte, en mots (« Site web : … → … »), et ligne à ligne dans le fichier ; ecart.js compare. */

import { creer } from "../commun/elements.js";
import { cite } from "../commun/phrases.js";
import { mettreFace, comparerLignes, cotesDe, extraits, paragraphes, seRessemblent } from "./ecart.js";
import { etat } from "./etat.js";
import { abreger, pareil, trouver } from "./outils.js";
import { session } from "./session.js";
import { estGroupe } from "./yaml/ecrire.js";

/* ---- En mots ---- */

const libelle = (champs, cle) => champs?.find((c) => c.key === cle);
const direValeur = (valeur, champ) => { // un mot d’une liste fermée se dit par son libellé
  if (valeur === undefined || valeur === null || valeur === "") return "";
  if (Array.isArray(valeur)) return valeur.map((v) => direValeur(v, champ)).join(", ");
  if (estGroupe(valeur)) return Object.entries(valeur).map(([cle, v]) => direValeur(v, libelle(champ?.fields, cle))).filter(Boolean).join(", ");
  return session.regles.listes[champ?.choices]?.find(({ id }) => id === valeur)?.label ?? (champ?.kind === "nombre" ? String(valeur).replace(".", ",") : String(valeur));
};

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
          else yield ["Source", direValeur(a?.[id], champ), direValeur(b?.[id], champ)];
        }
      }
    } else if (estGroupe(a ?? b) && estGroupe(b ?? a)) yield* changements(a, b, champ?.fields, nom);
    else yield [nom, direValeur(a, champ), direValeur(b, champ)];
  }
}
function* changementsDeLignes(a, b, champ, nom) {
  const [cles, cles2] = [a, b].map((l) => l.map((v) => JSON.stringify(v)));
  const [otees, mises] = [a.filter((_, i) => !cles2.includes(cles[i])), b.filter((_, i) => !cles.includes(cles2[i]))];
  if (!otees.length && !mises.length) yield [nom, "", "l’ordre a changé"];
  if (a.length === b.length && otees.length === mises.length) {
    for (let i = 0; i < otees.length; i += 1) yield* changements(otees[i], mises[i], champ.fields, `${nom} ${cite(abreger(direValeur(Object.values(otees[i])[0]), 40))}`);
  } else {
    for (const v of otees) yield [nom, direValeur(v, champ), ""];
    for (const v of mises) yield [nom, "", direValeur(v, champ)];
  }
}
/* Les paragraphes, l’un après l’autre : celui qui en remplace un autre est montré face à lui. */
const plat = (texte) => texte.replace(/[ \t\n]+/g, " ");
/* Un renvoi, dit par le titre de sa source. */
const TITRE_DIT = 50; // signes
function direRenvois(texte) {
  const sources = { ...etat.valeursDeBase?.sources, ...etat.valeurs.sources };
  return texte.replace(/\[\^([^\]\s]+)\]/g, (renvoi, id) => (typeof sources[id]?.titre === "string" ? ` (source\u00a0: ${abreger(sources[id].titre, TITRE_DIT)})` : renvoi));
}
function* changementsDuRecit(recitAvant, recitApres) {
  const [a, b] = [recitAvant, recitApres].map(paragraphes);
  if (pareil(a.toSorted(), b.toSorted())) {
    if (!pareil(a, b)) yield ["Récit", "", "l’ordre des paragraphes a changé"];
    return;
  }
  const nom = (rang) => `Récit, ${rang === 1 ? "1er" : `${rang}e`} paragraphe`;
  const rangs = { "-": 0, "+": 0 };
  let otes = [];
  for (const [signe, paragraphe] of [...mettreFace(a, b), ["=", ""]]) {
    if (signe !== "+") rangs["-"] += 1;
    if (signe !== "-") rangs["+"] += 1;
    if (signe === "-") otes.push([rangs["-"], paragraphe]);
    else if (signe === "=") {
      for (const [rang, seul] of otes) yield [nom(rang), seul, ""];
      otes = [];
    } else {
      const face = otes.findIndex(([, autre]) => seRessemblent(autre, paragraphe));
      for (const [rang, seul] of otes.slice(0, Math.max(face, 0))) yield [nom(rang), seul, ""];
      const [rang, autre] = otes[face] ?? [rangs["+"], ""];
      otes = otes.slice(face + 1);
      if (plat(autre) === plat(paragraphe)) yield [nom(rang), "", "les retours à la ligne ont changé"];
      else yield [nom(rang), plat(autre), plat(paragraphe)];
    }
  }
}

/* { sujet, avant, apres, ecart }, un par changement : de deux longs textes, `ecart` ne garde que ce qui diffère (ecart.js). */
const COURTE = 120; // caractères : deux valeurs plus courtes se montrent entières
/** Entre deux versions, { valeurs, recit }. */
export const changementsEntre = (ancienne, neuve, dire = direRenvois) => [...changements(ancienne.valeurs, neuve.valeurs), ...[...changementsDuRecit(ancienne.recit, neuve.recit)].map((textes) => textes.map(dire))].map(([sujet, avant, apres]) => ({
  sujet, avant, apres, ecart: avant && apres && Math.max(avant.length, apres.length) > COURTE ? extraits(avant, apres) : null,
}));
const lesChangements = (dire = direRenvois) => changementsEntre({ valeurs: etat.valeursDeBase, recit: etat.recitDeBase }, { valeurs: etat.valeurs, recit: etat.leRecit }, dire);

/** Les mêmes en phrases, entières ou coupées à tant de caractères par texte. */
export const changementsEnPhrases = (longueur = Infinity) => lesChangements((texte) => texte).map(({ sujet, avant, apres, ecart }) => {
  const dire = (texte) => cite(abreger(texte, longueur));
  const dits = ecart ? ecart.map((extrait) => cotesDe(extrait).map(dire).join(" → ")).join("\u00a0; ")
    : !avant ? `${abreger(apres, longueur)} (ajouté)` : !apres ? `${abreger(avant, longueur)} (ôté)` : `${dire(avant)} → ${dire(apres)}`;
  return `${sujet}\u00a0: ${dits}`;
});

const ote = (texte) => creer("del", {}, creer("span", { class: "lu-seul" }, "avant "), texte);
const mis = (texte, mot = "après ") => creer("ins", {}, creer("span", { class: "lu-seul" }, mot), texte);
const unExtrait = (extrait) => extrait.map(([signe, texte]) => (signe === "=" ? texte : signe === "-" ? ote(texte) : mis(texte)));
export function montrerUnChangement({ sujet, avant, apres, ecart }) {
  const dit = ecart ? ecart.flatMap((extrait, rang) => [...(rang ? [creer("br")] : []), ...unExtrait(extrait)])
    : [...(avant ? [ote(avant)] : []), avant && apres ? " → " : "", ...(apres ? [mis(apres, avant ? "après " : "ajouté ")] : [" ôté"])];
  return creer("li", {}, creer("strong", {}, `${sujet}\u00a0: `), ...dit);
}
export function montrerDifference() {
  const place = trouver("changements");
  place.hidden = etat.base === null;
  if (place.hidden) return;
  const liste = lesChangements();
  place.replaceChildren(creer("h3", {}, "Ce que vous changez"), liste.length ? creer("ul", { class: "changements" }, ...liste.map(montrerUnChangement))
    : creer("p", {}, etat.change ? "Seule l’écriture du fichier change, pas ce qu’il dit." : `Rien pour l’instant\u00a0: ${etat.publie ? "la fiche est celle de l’atlas" : "le fichier est tel que vous l’avez ouvert"}.`));
}

/* ---- Ligne à ligne ---- */

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
