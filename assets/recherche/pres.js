/* « À moins de 50 km de », « proche de », « autour de » : près de. */

const DISTANCE = /(?<=^|\s)(?:à (?:moins de )?\d+ ?(?:km|kilom[eè]tres?|mn|min(?:utes?)?|h(?:eures?)?)|à proximité|à côté|non loin|proches?|aux (?:alentours|environs)|autour) (?=d(?:e|u|es)? |d[’'])/giu;
const SUJET = /\S\s+près d(?:(?:es?|u)\s|[’'])/iu;

/** La question, ces mots dits d’une même façon. @param {string} question */
export const enPres = (question) => question.normalize("NFC").replace(DISTANCE, "près ");
/** Cherche-t-elle quelque chose près d’un lieu ? « réparer près de Valence » n’est alors le nom d’aucun. @param {string} question */
export const presDUnLieu = (question) => SUJET.test(enPres(question));
