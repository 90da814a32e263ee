/* Où sont les signes du Markdown dans un récit, le code mis à part ; jumelle de atlas/check/markdown.py.
 *
 * `ouvrirRecit(texte, premiereLigne, limites)` donne notes, liens, images, balises et titres, chacun { texte, place },
 * et marque(place) → { ligne, colonne }.
 */

import { marqueur, premiers } from "./texte.js";

// Un code entre des suites d’autant d’accents graves, dans un même paragraphe.
const ENTRE_ACCENTS = /(?<![\\`])(`+)(?!`)(?:(?!\n[ \t]*\n)[^])*?(?<![\\`])\1(?!`)/g;
const NOTE = /\[\^([^\]\n]{1,200})\](:?)/gu;
// Un renvoi récrit par un outil qui ne connaît pas les notes (remark, Pandoc, ProseMirror).
const ECHAPPEE = /(?<!\\)(?:\\\[\\?\^|\[\\\^)([^\]\\\n]{1,200})\\?\]|(?<!\\)\[\^([^\]\\\n]{1,200})\\\]/gu;
const CROCHETS = /(?<![\]\\!])\\?\[([a-z0-9][a-z0-9-]{0,59})\\?\](?![([:])/gu;
const DEFINITION = /(?<![^\n]) {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*(?:\n[ \t]*)?(\S+)(?=[ \t]*(?:["'(][^\n]*)?(?:\n|$))/gdu;
const ENTRE_CHEVRONS = /<([A-Za-z][A-Za-z0-9+.-]{0,30}:[^<>\n]{0,2000}|[^<>\s@]{1,64}@[^<>\s@]{1,255})>/gu;
const IMAGE = /(?<!\\)!\[(?!\^)/gu;
const BALISE = /<[A-Za-z/!?][^<>\n]{0,40}>?/gu;
const SIGNES = /\n[ \t]*\n|\]\(|\(|\)/gu;
const DIESE = /^ {0,3}#(?!#)([^\n]*)/u;
const CLOTURE_DE_CODE = /^ {0,3}(`{3,}[^`]*|~{3,}[^]*)$/u;
const TIRETS_DE_TABLEAU = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/u;
const SOULIGNE = /^ {0,3}=+\s*$/u;

/* ---- Les adresses comme un navigateur les lit ---- */

const lecteur = new DOMParser();
/** Les entités d’un texte (`&amp;`, `&#106;`) en signes. */
export const desechapper = (texte) => (texte.includes("&") ? lecteur.parseFromString(`x${texte.replaceAll("<", "&lt;")}`, "text/html").body.textContent.slice(1) : texte);

function sansTitre(ecrit) {
  const guillemet = ecrit.slice(-1);
  const debut = guillemet === "\"" || guillemet === "'" ? ecrit.slice(0, -1).lastIndexOf(guillemet) : 0;
  return debut > 0 && /\s/.test(ecrit[debut - 1]) ? ecrit.slice(0, debut).trimEnd() : ecrit;
}
function cible(ecrit) {
  let nue = sansTitre(ecrit.trim());
  if (nue.startsWith("<") && nue.includes(">")) nue = nue.slice(1, nue.indexOf(">"));
  return desechapper(nue).replace(/[\p{C}\p{Z}]/gu, "");
}

const enClair = (texte) => texte.replace(/(?:%[0-9a-fA-F]{2})+/g, (suite) => new TextDecoder("utf-8", { ignoreBOM: true })
  .decode(Uint8Array.from(suite.slice(1).split("%"), (octet) => parseInt(octet, 16))));
const SCHEMA = /^\s*([A-Za-z][A-Za-z0-9+.-]*)\s*:/;
/* Le schéma d’une adresse (« https »), ou rien. */
export const schemaDe = (adresse) => (enClair(desechapper(premiers(adresse, 200))).match(SCHEMA)?.[1] ?? "").toLowerCase();

/* Le début et la fin de ce qu’il y a dans chaque `](…)` d’un paragraphe. */
function parentheses(texte) {
  const trouvees = [];
  let ouvertes = [];
  for (const signe of texte.includes("](") ? texte.matchAll(SIGNES) : []) {
    if (signe[0].startsWith("\n")) ouvertes = [];
    else if (signe[0] === ")") {
      const [debut, lien] = ouvertes.pop() ?? [0, false];
      if (lien) trouvees.push([debut, signe.index]);
    } else ouvertes.push([signe.index + signe[0].length, signe[0] === "]("]);
  }
  return trouvees;
}

export function ouvrirRecit(texte, premiereLigne, limites) {
  const prose = texte.replace(ENTRE_ACCENTS, (code) => code.replace(/[^\n]/g, " ")); // le code en espaces, aux mêmes places
  const definit = (note) => Boolean(note[2]) && !prose.slice(prose.lastIndexOf("\n", note.index) + 1, note.index).trim();
  const echappees = [...prose.matchAll(ECHAPPEE)].map((m) => ({ texte: m[1] ?? m[2], place: m.index }));
  const prises = new Set(echappees.flatMap(({ place }) => [place, place + 1]));
  const lesNotes = [...prose.matchAll(NOTE)];
  const notes = (lesquelles) => lesquelles.map((m) => ({ texte: m[1], place: m.index }));

  const lignes = [...prose.matchAll(/^.*$/gm)].map(({ 0: ligne, index }) => ({ ligne, place: index }));
  const definies = () => [...prose.matchAll(DEFINITION)].map((m) => ({ texte: cible(m[1]), place: m.indices[1][0] }));
  const clotures = () => lignes.map(({ ligne, place }) => ({ ecrite: texte.slice(place, place + ligne.length), place }))
    .filter(({ ecrite }) => CLOTURE_DE_CODE.test(ecrite)).filter((_, n) => n % 2 === 0).map(({ ecrite, place }) => ({ texte: ecrite.trim(), place }));
  /* La première rangée d’un tableau, ou ses titres s’il n’en a pas, comme un élément de liste. */
  const tableaux = () => lignes.flatMap(({ ligne, place }, n) => {
    const [tirets, rangee] = [1, 2].map((plus) => lignes[n + plus]?.ligne ?? "");
    if (![ligne, tirets].every((l) => l.includes("|")) || !TIRETS_DE_TABLEAU.test(tirets)) return [];
    const [tete, ...autres] = (rangee.includes("|") ? rangee : ligne).trim().replace(/^\|+|\|+$/g, "").split("|").map((cellule) => cellule.trim());
    return [{ texte: [`- ${tete}`, autres.filter(Boolean).join(", ")].filter(Boolean).join(" : "), place }];
  });

  function cibles() {
    const trouvees = parentheses(prose).map(([debut, fin]) => ({ texte: cible(prose.slice(debut, Math.min(fin, debut + limites.cible))), place: debut }));
    trouvees.push(...definies());
    for (const m of prose.matchAll(ENTRE_CHEVRONS)) trouvees.push({ texte: cible(m[1].includes(":") ? m[1] : `mailto:${m[1]}`), place: m.index + 1 });
    return trouvees;
  }
  function balises() {
    const liens = new Set([...prose.matchAll(ENTRE_CHEVRONS)].map((m) => m.index));
    return [...prose.matchAll(BALISE)].filter((m) => !liens.has(m.index)).map((m) => ({ texte: m[0], place: m.index }));
  }
  const images = () => [...prose.matchAll(IMAGE)].map((m) => ({ texte: m[0], place: m.index }));
  const titres = () => lignes.flatMap(({ ligne, place }, n) => {
    const diese = ligne.match(DIESE);
    if (diese) return [{ texte: diese[1].trim(), place }];
    return ligne.trim() && SOULIGNE.test(lignes[n + 1]?.ligne ?? "") ? [{ texte: ligne.trim(), place }] : [];
  });
  return {
    texte, marque: marqueur(texte, premiereLigne), notes: notes(lesNotes.filter((m) => !definit(m) && !prises.has(m.index))), echappees,
    entreCrochets: notes([...prose.matchAll(CROCHETS)]), definitions: notes(lesNotes.filter(definit)), cibles, definies, clotures, tableaux, balises, images, titres,
  };
}
