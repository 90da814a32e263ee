/* Un nom de fichier peut-il être l’adresse d’une page, et dit-il laquelle ? Jumelle de atlas/check/slugs.py. */

import { plier } from "../../commun/mots.js";
import { guillemets, longueur, premiers } from "./texte.js";

export const ADRESSE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

// Ce que Windows prend pour un appareil.
const RESERVES = /^(aux|con|nul|prn|(com|lpt)[1-9])$/;
const FINS = /(\.(md|mdown|mkdn?|markdown|txt|text|ya?ml|bak|orig|old))+~?$|~$/i;
const [DOCUMENT, TABLEAU] = [/\.(docx?|odt|rtf|pdf|pages|html?)$/i, /\.(xlsx?|ods|csv|tsv)$/i]; // ce qui n’est pas du texte seul
export const estDocument = (chemin) => DOCUMENT.test(chemin) || TABLEAU.test(chemin);
export const SANS_NOM = "nom-du-pole"; // quand aucun mot d’un nom ne fait une adresse
export const estAdresse = (slug, limite) => ADRESSE.test(slug) && slug.length <= limite && !RESERVES.test(slug);

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
  const faite = gardes.join("-") || tous.join("").slice(0, limite);
  return RESERVES.test(faite) ? `pole-${faite}` : faite;
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

export function reglesDesAdresses({ limites, mots }) {
  const COMMUNS = new Set(mots.adresse);
  const proposer = (nom) => adresseProposee(nom, limites.adresse);

  function nomsAccordes(slug, noms) {
    const siens = new Set(slug.split("-"));
    const colle = slug.replaceAll("-", "");
    return noms.some((nom) => {
      if (nom && slug === (proposer(nom) || SANS_NOM)) return true;
      const tous = plier(nom).split(" ").filter(Boolean);
      const parlants = new Set(tous.filter((mot) => longueur(mot) >= limites.mot_court && !COMMUNS.has(mot)));
      if ([...parlants].some((mot) => siens.has(mot)) || colle === tous.join("")) return true;
      const initiales = (lesquels) => lesquels.map((mot) => premiers(mot, 1)).join("");
      return [initiales(tous), initiales(tous.filter((mot) => parlants.has(mot)))].some((lettres) => longueur(lettres) > 1 && (siens.has(lettres) || lettres === colle));
    });
  }
  /* Les noms d’après lesquels un fichier peut être nommé, celui du pôle d’abord. */
  function nomsDe(lecture) {
    const nom = lecture.prendre("nom");
    return nom ? [nom, ...(lecture.prendre("autres_noms") ?? []), lecture.prendre("porteur")].filter(Boolean) : [];
  }
  function nomDeFichier(lecture) {
    const dossiers = lecture.chemin.split("/");
    const nom = dossiers.pop();
    if (nom.endsWith(".md") && estAdresse(lecture.slug, limites.adresse)) {
      return dossiers.slice(1).some((dossier) => /[^.]/.test(dossier)) ? [lecture.duFichier("nom-de-fichier/dossier", { lu: guillemets(lecture.chemin), nom: lecture.slug })] : [];
    }
    const noms = nomsDe(lecture);
    let mieux = proposer(nom.replace(DOCUMENT, "").replace(FINS, ""));
    if (noms.length && !nomsAccordes(mieux, noms)) mieux = proposer(noms[0]);
    const sorte = TABLEAU.test(nom) ? "/tableau" : DOCUMENT.test(nom) ? "/document" : RESERVES.test(lecture.slug) && nom.endsWith(".md") ? "/reserve" : "";
    const id = `nom-de-fichier${sorte}`;
    return [lecture.duFichier(id, { lu: guillemets(nom), limite: limites.adresse, nom: mieux || SANS_NOM })];
  }

  return { proposer, nomsAccordes, nomsDe, nomDeFichier, reserve: (slug) => RESERVES.test(slug) };
}
