/* Trois versions d’une fiche : celle d’où l’on était parti, la sienne, celle d’aujourd’hui. Ce qu’un seul des deux a changé est
 * pris ; ce que les deux ont ajouté à une liste y entre ; ce que les deux ont changé est à soi, et dit.
 */

import { mettreFace, paragraphes } from "./ecart.js";
import { pareil } from "./outils.js";
import { estGroupe } from "./yaml/ecrire.js";

const dans = (objet, cle) => (objet && Object.hasOwn(objet, cle) ? objet[cle] : undefined);
const tous = (valeurs, vrai) => valeurs.every((v) => v === undefined || vrai(v)) && valeurs.slice(1).every((v) => v !== undefined);

/* Ce qu’une version change de la base : { debut, fin, par }, dans l’ordre. */
function retouchesDe(base, autre) {
  const [cles, autres] = [base, autre].map((liste) => liste.map((v) => JSON.stringify(v)));
  const faites = [];
  let [b, a, ouverte] = [0, 0, null];
  for (const [signe] of mettreFace(cles, autres)) {
    if (signe === "=") ouverte = null;
    else if (!ouverte) faites.push(ouverte = { debut: b, fin: b, par: [] });
    if (signe === "+") ouverte.par.push(autre[a]);
    if (signe === "-") ouverte.fin += 1;
    if (signe !== "+") b += 1;
    if (signe !== "-") a += 1;
  }
  return faites;
}
/* La base en morceaux, avec ce qu’en fait chacun : deux retouches qui se chevauchent n’en font qu’un. */
function* morceauxDe(base, mien, leur) {
  const versions = [mien, leur].map((autre) => retouchesDe(base, autre));
  const groupes = [];
  for (const { debut, fin } of versions.flat().sort((x, y) => x.debut - y.debut || x.fin - y.fin)) {
    const dernier = groupes.at(-1);
    if (dernier && (debut < dernier.fin || (debut === dernier.debut && fin === dernier.fin))) dernier.fin = Math.max(dernier.fin, fin);
    else groupes.push({ debut, fin });
  }
  const selon = (retouches, { debut, fin }) => {
    const suite = [];
    let rang = debut;
    for (const r of retouches.filter((r) => (debut === fin ? r.debut === debut && r.fin === fin : r.debut < fin && r.fin > debut))) {
      suite.push(...base.slice(rang, r.debut), ...r.par);
      rang = r.fin;
    }
    return [...suite, ...base.slice(rang, fin)];
  };
  let rang = 0;
  for (const groupe of groupes) {
    const commun = base.slice(rang, groupe.debut);
    yield [commun, commun, commun];
    yield [base.slice(groupe.debut, groupe.fin), ...versions.map((retouches) => selon(retouches, groupe))];
    rang = groupe.fin;
  }
  yield Array(3).fill(base.slice(rang));
}

/* Une dispute est une paire, ce que dit la fiche d’aujourd’hui et ce que l’on avait écrit, dans les mêmes groupes et listes. */
function fusionnerListes(base, mien, leur) {
  const [pris, disputes] = [[], []];
  for (const [b, m, l] of morceauxDe(base, mien, leur)) {
    if (pareil(b, m)) pris.push(...l);
    else if (pareil(b, l) || pareil(m, l)) pris.push(...m);
    else if (!b.length) pris.push(...l, ...m.filter((v) => !l.some((autre) => pareil(v, autre))));
    else if (b.length === m.length && b.length === l.length) {
      b.forEach((_, i) => {
        const { valeur, disputes: dedans } = fusionnerValeurs(b[i], m[i], l[i]);
        pris.push(valeur);
        disputes.push(...dedans.map((paire) => paire.map((v) => [v])));
      });
    } else {
      pris.push(...m);
      disputes.push([l, m]);
    }
  }
  return { valeur: pris, disputes };
}
function fusionnerGroupes(base, mien, leur) {
  const [paires, disputes] = [[], []];
  for (const cle of new Set([...Object.keys(leur), ...Object.keys(mien)])) {
    const fusion = fusionnerValeurs(dans(base, cle), dans(mien, cle), dans(leur, cle));
    if (fusion.valeur !== undefined) paires.push([cle, fusion.valeur]);
    disputes.push(...fusion.disputes.map((paire) => paire.map((v) => ({ [cle]: v }))));
  }
  return { valeur: Object.fromEntries(paires), disputes };
}
function fusionnerValeurs(base, mien, leur) {
  if (pareil(base, mien) || pareil(mien, leur)) return { valeur: leur, disputes: [] };
  if (pareil(base, leur)) return { valeur: mien, disputes: [] };
  if (tous([base, mien, leur], estGroupe)) return fusionnerGroupes(base ?? {}, mien, leur);
  if (tous([base, mien, leur], Array.isArray)) return fusionnerListes(base ?? [], mien, leur);
  return { valeur: mien, disputes: [[leur, mien]] };
}

/**
 * Chaque version est { valeurs, recit } ; les disputes sont des paires de versions partielles.
 * @param {{ valeurs: any, recit: string }} base
 * @param {{ valeurs: any, recit: string }} mien
 * @param {{ valeurs: any, recit: string }} leur
 */
export function fusionner(base, mien, leur) {
  const { valeur: valeurs, disputes } = fusionnerGroupes(base.valeurs, mien.valeurs, leur.valeurs);
  const [b, m, l] = [base, mien, leur].map(({ recit }) => paragraphes(recit));
  const recit = fusionnerListes(b, m, l);
  return {
    valeurs, recit: pareil(recit.valeur, l) ? leur.recit : recit.valeur.join("\n\n"),
    disputes: [...disputes.map((paire) => paire.map((v) => ({ valeurs: v, recit: "" }))), ...recit.disputes.map((paire) => paire.map((v) => ({ valeurs: {}, recit: [v].flat().join("\n\n") })))],
  };
}
