/* Ce que toute la page sait de la fiche ouverte et des règles : rempli au départ (page.js) et à chaque ouverture (ouvrir.js). */

/** @type {{ regles: any, phrases: any, fichier: (nom: string) => Promise<any>, ouverte: string | null, slugChoisi: string | null, prises: Set<string> }} */
export const session = { regles: null, phrases: null, fichier: async () => null, ouverte: null, slugChoisi: null, prises: new Set() };

const nomDuDepartement = (code) => session.regles.departements.find(([autre]) => autre === code)[1];
const dechiffrer = ({ fichiers, noms, autres, departements, sieges, porteurs, sirens, sites }) => fichiers.map((fichier, i) => ({
  slug: fichier.replace(/^.*\/|\.md$/g, ""), nom: noms[i], noms: [noms[i], ...(autres[i] ?? [])],
  lieu: [...new Set([sieges[i], nomDuDepartement(departements[i])])].filter(Boolean).join(", "), porteur: porteurs[i], siren: sirens[i], site_web: sites[i],
}));
let listeDesPoles = null;

/** Les pôles de l’atlas, lus une fois ; aucun si la liste ne vient pas. */
export function lesPoles() {
  listeDesPoles ??= session.fichier("poles.json").then(dechiffrer).then((poles) => {
    session.prises = new Set(poles.map(({ slug }) => slug));
    return poles;
  }).catch((erreur) => {
    console.warn(erreur);
    listeDesPoles = null;
    return [];
  });
  return listeDesPoles;
}
