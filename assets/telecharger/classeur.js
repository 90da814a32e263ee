/* Le classeur publié (atlas/exports/xlsx_poles.py), réduit à des lignes : chaque cellule reste ce qu’elle est, texte, nombre, date ou lien. */
import { ecrireZip, lireZip } from "./zip.js";

const [FEUILLE, LIENS, NOTES, CLASSEUR] = ["worksheets/sheet1.xml", "worksheets/_rels/sheet1.xml.rels", "worksheets/sheet2.xml", "workbook.xml"].map((nom) => `xl/${nom}`);
const LIGNES = /<row r="(\d+)"[^>]*>.*?<\/row>/gs;
const SIGNES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** @param {string} texte */
const xml = (texte) => texte.replace(/[&<>"]/g, (signe) => SIGNES[signe]);

/**
 * @param {ArrayBuffer} octets ceux du classeur publié
 * @param {string[]} adresses les pôles, dans l’ordre voulu
 * @param {[string, string][]} notes ce que la feuille de notes dit en plus : un nom, un texte
 */
export async function reduireLeClasseur(octets, adresses, notes) {
  const fichiers = await lireZip(octets);
  const lire = (nom) => new TextDecoder().decode(fichiers.find((fichier) => fichier.nom === nom).contenu);
  const ecrire = (nom, texte) => { fichiers.find((fichier) => fichier.nom === nom).contenu = new TextEncoder().encode(texte); };

  // Les lignes voulues, renumérotées, et ce qui les nomme : les liens, l’étendue de la feuille et de son filtre.
  const feuille = lire(FEUILLE);
  const [[tete], ...lignes] = [...feuille.matchAll(LIGNES)];
  const idDe = (ligne) => ligne.match(/<c r="A\d+"[^>]*><is><t>([^<]*)/)[1];
  const parAdresse = new Map(lignes.map(([ligne, numero]) => [idDe(ligne), [ligne, numero]]));
  const voulues = adresses.filter((adresse) => parAdresse.has(adresse)).map((adresse) => parAdresse.get(adresse));
  const nouveau = new Map(voulues.map(([, numero], i) => [numero, i + 2]));
  const deplacer = (/** @type {string[]} */ [ligne, numero]) => ligne.replaceAll(new RegExp(`(<(?:row|c) r="[A-Z]*)${numero}"`, "g"), (_, debut) => `${debut}${nouveau.get(numero)}"`); // un texte ne tient pas de « < »
  const derniere = voulues.length + 1;
  const etendue = (texte) => texte.replace(/([A-Z]\$?)\d+(?="\/>|" numberStored|<\/definedName>)/g, (_, colonne) => colonne + derniere);
  const [avant, apres] = [feuille.slice(0, feuille.indexOf(tete)), feuille.slice(feuille.lastIndexOf("</row>") + "</row>".length)];
  const restants = new Set();
  const liens = [...apres.matchAll(/<hyperlink ref="([A-Z]+)(\d+)" r:id="(rId\d+)"\/>/g)].filter(([, , numero]) => nouveau.has(numero)).map(([, colonne, numero, id]) => {
    restants.add(id);
    return `<hyperlink ref="${colonne}${nouveau.get(numero)}" r:id="${id}"/>`;
  });
  const suite = etendue(apres.replace(/<hyperlinks>.*<\/hyperlinks>/s, "<hyperlinks/>")).replace("<hyperlinks/>", liens.length ? `<hyperlinks>${liens.join("")}</hyperlinks>` : "");
  ecrire(FEUILLE, etendue(avant) + tete + voulues.map(deplacer).join("") + suite);
  ecrire(LIENS, lire(LIENS).replace(/<Relationship Id="(rId\d+)"[^>]*\/>/g, (lien, id) => (restants.has(id) ? lien : "")));
  ecrire(CLASSEUR, etendue(lire(CLASSEUR)));

  // La feuille de notes : après la dernière de ses lignes.
  let dite = lire(NOTES);
  let fin = Number([...dite.matchAll(LIGNES)].at(-1)[1]) + 1;
  for (const [nom, texte] of notes) {
    fin += 1;
    const cellule = (colonne, dit) => `<c r="${colonne}${fin}" t="inlineStr"><is><t>${xml(dit)}</t></is></c>`;
    dite = dite.replace("</sheetData>", () => `<row r="${fin}">${cellule("A", nom)}${cellule("B", texte)}</row></sheetData>`);
  }
  ecrire(NOTES, dite.replace(/(<dimension ref="A1:D)\d+/, (_, debut) => debut + fin));
  return ecrireZip(fichiers);
}
