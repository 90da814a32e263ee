/* Les phrases de « Près de chez moi » : « couvre » ne se dit que de ce dont une source dit que le territoire est fait. */
import { lIntercommunalite } from "../commun/phrases.js";

export const LISTES = 12; // noms montrés d’emblée
const NOMBRES = ["Aucun", "Un", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf", "Dix"];

export const nomDe = ({ nom, arrondissement }) => arrondissement?.nom ?? nom;
export const combien = (poles) => (typeof poles === "number" ? poles : poles.length);
export const collectivite = ({ region }) => (region ? "département" : "collectivité");

/* Un siège est souvent celui d’une mairie : d’un bout à l’autre d’une même commune, ni kilomètres ni direction. */
export function ou(p, { nom, departementNom, arrondissement, approche }) {
  if (p.lieu === (nom === departementNom ? nom : `${nom} (${departementNom})`)) return arrondissement ? `à ${nom}` : "dans la commune";
  if (p.km < 1) return "à moins de 1\u00a0km";
  const eloignement = `à ${approche ? "environ " : ""}${Math.round(p.km).toLocaleString("fr")}\u00a0km`;
  return [eloignement, p.direction, p.mer ? "de l’autre côté de la mer" : ""].filter(Boolean).join(", ");
}

/* Les pôles d’ici dont le territoire n’est connu que par son nom : rien ne dit qu’ils couvrent la commune, ni le contraire. */
export const deListes = ({ epci, touchent, departement }) => [epci, touchent, departement].filter(Array.isArray).flat();
const incertain = (reponse) => combien(reponse.touchent) > 0 || deListes(reponse).some((p) => p.vague || p.etendue);
export function incertitude(lieu, reponse) {
  const vagues = deListes(reponse).filter((p) => p.vague);
  if (!vagues.length) return "";
  const noms = vagues.slice(0, LISTES).map((p) => `${p.nom} (${p.vague})`).join("\u202f; ");
  const ici = vagues.every((p) => p.departement === lieu.departement) ? `de votre ${collectivite(lieu)}` : "d’ici"; // une intercommunalité peut en toucher deux
  const sujet = vagues.length > 1 ? `Les territoires de ${vagues.length} pôles ${ici} ne sont connus que par leur nom, et rien ne dit s’ils contiennent` : `Le territoire d’un pôle ${ici} n’est connu que par son nom, et rien ne dit s’il contient`;
  return `${sujet} ${nomDe(lieu)}\u00a0: ${noms}.`;
}

export function remarques(lieu, reponse, depuisEpci) {
  const { ancien, nom } = lieu;
  const dites = [incertitude(lieu, reponse)].filter(Boolean);
  if (depuisEpci) dites.push(`Aucun pôle connu ne touche ${incertain(reponse) ? "à coup sûr " : ""}${lIntercommunalite(lieu.epciNom)}. Voici la réponse pour ${nom}, sa commune la plus peuplée.`);
  if (ancien) dites.push(ancien.nom ? `${ancien.nom} est une ancienne commune\u00a0: c’est aujourd’hui ${nom}.` : `${ancien.code} est le code d’une ancienne commune\u00a0: c’est aujourd’hui ${nom}.`);
  return dites.join(" ");
}

/* Une source dit ce que couvre un pôle ; sans elle, il s’étend dans un département, ou l’on n’en sait que le nom. */
export function phrase(lieu, reponse) {
  const { couvrent, epci, touchent, departement, region, proches, sansSiege } = reponse;
  const [n, nom, s] = [couvrent.length, nomDe(lieu), combien(touchent)];
  const sujet = n > 1 ? `${NOMBRES[n] ?? n.toLocaleString("fr")} pôles couvrent ${nom}` : n ? `Un pôle couvre ${nom}` : `Aucun pôle connu ne couvre ${nom}${incertain(reponse) ? " à coup sûr" : ""}`;
  const mais = n || !epci.length ? "" : epci.length > 1 ? `, mais ${epci.length} ont leur siège dans l’intercommunalité` : ", mais un pôle a son siège dans l’intercommunalité";
  const ici = `dans votre ${collectivite(lieu)}, sans que`;
  const etendue = !s ? "" : s > 1 ? ` Les territoires de ${s.toLocaleString("fr")}${n ? " autres" : ""} pôles s’étendent ${ici} leurs limites soient connues.` : ` Le territoire d’un ${n ? "autre " : ""}pôle s’étend ${ici} ses limites soient connues.`;
  const [premier] = proches;
  if (premier) return `${sujet}${mais}.${etendue} ${n ? "L’autre siège connu le plus proche" : "Le siège connu le plus proche"} est ${ou(premier, lieu)}.`;
  if ([epci, touchent, departement, region, sansSiege].some(combien)) return `${sujet}${mais}.${etendue}`;
  return `${sujet}. L’atlas n’en connaît pas ${n ? "d’autre" : "encore"} de ce côté des mers.`;
}
