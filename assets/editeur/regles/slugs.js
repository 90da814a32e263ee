/* Un nom de fichier peut-il être l’adresse d’une page, et dit-il laquelle ? Jumelle de atlas/check/slugs.py. */

import { plier } from "../../commun/mots.js";
import { guillemets, longueur, premiers } from "./texte.js";

export const ADRESSE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * L’adresse tirée d’un nom, coupée entre deux mots.
 * @param {string} nom
 * @param {number} limite
 */
export function adresseProposee(nom, limite) {
  // eslint-disable-next-line no-control-regex
  const tous = plier(nom).replace(/[^\x00-\x7f]/g, "").split(" ").filter(Boolean);
  const gardes = [];
  for (const mot of tous) {
    if ([...gardes, mot].join("-").length > limite) break;
    gardes.push(mot);
  }
  return gardes.join("-") || tous.join("").slice(0, limite);
}

/**
 * Une adresse que nul autre pôle n’a : telle quelle, sinon suivie de son lieu, sinon d’un numéro.
 * @param {string} adresse
 * @param {Set<string>} prises
 * @param {string} lieu
 * @param {number} limite
 */
export function adresseLibre(adresse, prises, lieu, limite) {
  const fin = adresseProposee(lieu, limite);
  const avec = (suite) => `${adresse.slice(0, limite - 1 - suite.length).replace(/-+$/, "")}-${suite}`;
  let essai = prises.has(adresse) && fin ? avec(fin) : adresse;
  for (let n = 2; prises.has(essai); n += 1) essai = avec([fin, n].filter(Boolean).join("-"));
  return essai;
}

/** @param {any} regles */
export function reglesDesAdresses({ limites, mots }) {
  const COMMUNS = new Set(mots.adresse);
  const proposer = (nom) => adresseProposee(nom, limites.adresse);

  function nomsAccordes(slug, noms) {
    const siens = new Set(slug.split("-"));
    const colle = slug.replaceAll("-", "");
    return noms.some((nom) => {
      const tous = plier(nom).split(" ").filter(Boolean);
      const parlants = new Set(tous.filter((mot) => longueur(mot) >= limites.mot_court && !COMMUNS.has(mot)));
      if ([...parlants].some((mot) => siens.has(mot)) || colle === tous.join("")) return true;
      const initiales = (lesquels) => lesquels.map((mot) => premiers(mot, 1)).join("");
      return [initiales(tous), initiales(tous.filter((mot) => parlants.has(mot)))].some((lettres) => longueur(lettres) > 1 && (siens.has(lettres) || lettres === colle));
    });
  }
  function nomDeFichier(lecture) {
    const nom = lecture.chemin.slice(lecture.chemin.lastIndexOf("/") + 1);
    if (nom.endsWith(".md") && ADRESSE.test(lecture.slug) && lecture.slug.length <= limites.adresse) return [];
    return [lecture.duFichier("nom-de-fichier", { lu: guillemets(nom), limite: limites.adresse, nom: proposer(lecture.slug) || "nom-du-pole" })];
  }

  return { proposer, nomsAccordes, nomDeFichier };
}
