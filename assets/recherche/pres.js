/* Ce que dit « près de » : « à moins de 50 km de », « proche de », « autour de », et de chez qui. */
import { creer } from "../commun/elements.js";

const DISTANCE = /(?<=^|\s)(?:à (?:moins de )?\d+ ?(?:km|kilom[eè]tres?|mn|min(?:utes?)?|h(?:eures?)?)|à proximité|à côté|non loin|proches?|aux (?:alentours|environs)|autour) (?=d(?:e|u|es)? |d[’'])/giu;
const CHEZ_MOI = /(?<=^|\s)(?:(?:près|proches?|autour|à côté) (?:d[e’'] ?)?)?(?:chez (?:moi|nous)|(?:autour|près|proches?) (?:de (?:moi|nous)|d[’']ici)|dans mon (?:coin|quartier))(?=$|[\s?!.,])/iu;
const SUJET = /\S\s+près d(?:(?:es?|u)\s|[’'])/iu;

/** La question, ces mots dits d’une même façon. @param {string} question */
export const enPres = (question) => question.normalize("NFC").replace(DISTANCE, "près ");
/** Cherche-t-elle quelque chose près d’un lieu ? « réparer près de Valence » n’est alors le nom d’aucun. @param {string} question */
export const presDUnLieu = (question) => SUJET.test(enPres(question));
/** La voie de « Près de chez moi », pour qui la demande ainsi. @param {string} question @param {URL} racine */
export const versChezMoi = (question, racine) => (CHEZ_MOI.test(question)
  ? [creer("a", { href: new URL("pres-de-chez-moi/", racine).href }, "Près de chez moi"), " · dites votre commune, ou votre position"] : []);
