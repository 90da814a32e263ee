/* Télécharger un résultat de l’explorateur : les fichiers publiés, réduits à ces pôles et rangés comme eux. Chargé à la première demande. */
import { donnerLeFichier } from "../commun/donner.js";
import { lireJson, octetsDuFichier, texteDuFichier } from "../commun/fichiers.js";
import { reduireLeClasseur } from "./classeur.js";
import { reduireLeTableau } from "./tableau.js";

const FORMES = {
  csv: async (api, { adresses }) => new Blob([reduireLeTableau(await texteDuFichier(`${api}poles.csv`), adresses)], { type: "text/csv;charset=utf-8" }),
  xlsx: async (api, { adresses, filtre, phrase }) => reduireLeClasseur(await octetsDuFichier(`${api}poles.xlsx`), adresses, [["Sélection", phrase], ["Son adresse", filtre]]),
  geojson: async (api, { adresses, filtre, phrase }) => {
    const { features, ...dits } = await lireJson(`${api}poles.geojson`);
    const parAdresse = new Map(features.map((trait) => [trait.id, trait]));
    const tout = { ...dits, selection: phrase, filtre, features: adresses.map((adresse) => parAdresse.get(adresse)).filter(Boolean) };
    return new Blob([`${JSON.stringify(tout)}\n`], { type: "application/geo+json" });
  },
};

/**
 * Donne le fichier au lecteur. `api` est le dossier des données ; `filtre`, l’adresse qui redonne ce résultat ; `phrase` le dit en mots.
 * @param {string} forme `csv`, `xlsx` ou `geojson`
 * @param {string} api
 * @param {{ adresses: string[], filtre: string, phrase: string, nom: string }} resultat
 */
export async function telecharger(forme, api, resultat) {
  donnerLeFichier(`${resultat.nom}.${forme}`, await FORMES[forme](api, resultat));
}
