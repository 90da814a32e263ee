/* Ce qu’est un fichier que l’on n’attendait pas, en mots, d’après ses premiers signes : « un PDF », « une image »… */

/* eslint-disable no-control-regex -- les signes par lesquels un format se reconnaît */
/** @type {[RegExp, string][]} */
const SORTES = [
  [/^%PDF-/, "un PDF"],
  [/^PK\u0003\u0004/, "un document, un classeur ou une archive (Word, Excel, LibreOffice, zip)"],
  [/^..\u0011/, "un ancien document de Word ou d’Excel"],
  [/^\{\\rtf/, "un document de traitement de texte (RTF)"],
  [/^[^\n]?PNG|^GIF8|^\u00ff\u00d8\u00ff|^[^\n]{4,12}JFIF|^RIFF....WEBP/, "une image"],
  [/^\s*<(?:!doctype html|html|head|body)/i, "une page web"],
  [/^\s*<(?:\?xml|svg)/i, "du XML"],
  [/^\s*\{[\s\S]*"autodiagnostic-ptce"/, "un autodiagnostic"],
  [/^\s*[[{]\s*["{[\]}0-9]/, "du JSON, que lisent des programmes"],
  [/^---\s*\n[a-z_]+:/, "une fiche de pôle"],
  [/^\s*$/, "vide"],
];

/**
 * @param {string} debut ses premiers signes, un par octet si ce n’est pas du texte
 * @returns {string} rien si c’est du texte, ou si l’on ne sait pas
 */
export const sorteDe = (debut) => SORTES.find(([signe]) => signe.test(debut))?.[1] ?? "";

/**
 * Celle d’un fichier choisi.
 * @param {Blob} fichier
 */
export const sorteDuFichier = async (fichier) => sorteDe(new TextDecoder("windows-1252").decode(await fichier.slice(0, 400).arrayBuffer()));
