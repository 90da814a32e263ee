/* Une fiche commencée par un lien (`begin`, dans atlas/urls.py) : `#commencer&nom=…&departement=…&appel=…&titre=…&url=…`.
 *
 * Le fragment ne va à aucun serveur. Ce qu’il dit vaut ce que vaudrait une frappe : seuls ces champs en viennent, coupés à une
 * longueur raisonnable, la vérification les juge, et rien n’est envoyé sans un geste.
 */

import { identifiantDeSource } from "./menus.js";
import { normaliser } from "./outils.js";

const SIMPLES = ["nom", "departement", "region"];
const COUPE = 400; // signes : une adresse en a rarement plus
const AU_PLUS = 6;
const couper = (texte, longueur = COUPE) => [...(texte ?? "").trim()].slice(0, longueur).join("").trim();

/**
 * Les valeurs d’une fiche que ce fragment commence, aucune s’il ne dit rien d’utile, ou null s’il ne commence rien.
 * @param {string} fragment
 */
export function debutDe(fragment) {
  if (!/^#commencer(&|$)/.test(fragment)) return null;
  const dit = new URLSearchParams(fragment.slice(1));
  const [urls, dates, lues] = ["url", "date", "lue"].map((cle) => dit.getAll(cle));
  const sources = {};
  for (const [rang, brut] of dit.getAll("titre").slice(0, AU_PLUS).entries()) {
    const source = Object.fromEntries(Object.entries({ titre: couper(brut), date: normaliser("date", couper(dates[rang])), url: couper(urls[rang], 3 * COUPE), consulte_le: couper(lues[rang]) }).filter(([, valeur]) => valeur));
    if (source.titre) sources[identifiantDeSource(source, Object.keys(sources))] = source;
  }
  const [premiere] = Object.keys(sources);
  const appel = couper(dit.get("appel"));
  const valeurs = Object.fromEntries(SIMPLES.map((cle) => [cle, couper(dit.get(cle))]).filter(([, valeur]) => valeur));
  if (appel) valeurs.reconnaissances = [{ appel, ...(premiere ? { source: premiere } : {}) }];
  if (valeurs.nom && premiere) valeurs.provenance = { nom: premiere };
  if (premiere) valeurs.sources = sources;
  return valeurs;
}
