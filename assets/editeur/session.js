/* Ce que toute la page sait de la fiche ouverte et des règles : rempli au départ (page.js) et à chaque ouverture (ouvrir.js).
 *
 * `regles.json` suffit à montrer une fiche et à la remplir ; `toutesLesRegles` y ajoute de quoi la vérifier, `lesPhrases` de quoi le dire.
 */

import { uneFois } from "../commun/fichiers.js";
import { fichiersDe } from "./fichiers.js";

/** Les fichiers de l’éditeur, pour la page et pour ce qui la vérifie. */
export const fichiers = fichiersDe(new URL(`${document.body.dataset.racine}contribuer/editeur/`, document.baseURI));

/** @type {{ regles: any, phrases: any, ouverte: string | null, slugChoisi: string | null, prises: Set<string>, aLaMain: { de: string, texte: string } | null }} `aLaMain` : un texte repris à la main et pas encore relu, et celui dont il part */
export const session = { regles: null, phrases: null, ouverte: null, slugChoisi: null, prises: new Set(), aLaMain: null };
export const toutesLesRegles = async () => Object.assign(session.regles, await fichiers.attendre("listes.json"));
export const lesPhrases = async () => Object.assign(session.regles, await fichiers.attendre("phrases.json"));

const nomDuDepartement = (code) => session.regles.departements.find(([autre]) => autre === code)[1];
const dechiffrer = ({ fichiers, noms, autres, departements, sieges, porteurs, sirens, sites }) => fichiers.map((fichier, i) => ({
  slug: fichier.replace(/^.*\/|\.md$/g, ""), nom: noms[i], noms: [noms[i], ...(autres[i] ?? [])],
  lieu: [...new Set([sieges[i], nomDuDepartement(departements[i])])].filter(Boolean).join(", "), porteur: porteurs[i], siren: sirens[i], site_web: sites[i],
}));
const lireLesPoles = uneFois(async () => {
  const [lus] = await Promise.all([fichiers.attendre("poles.json"), toutesLesRegles()]);
  const poles = dechiffrer(lus);
  session.prises = new Set(poles.map(({ slug }) => slug));
  return poles;
});
/** Les pôles de l’atlas, lus une fois ; aucun si la liste ne vient pas. */
export const lesPoles = () => lireLesPoles().catch((erreur) => {
  console.warn(erreur);
  return [];
});
