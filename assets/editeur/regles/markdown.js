/* Où sont les signes du Markdown dans un récit, le code mis à part ; jumelle de atlas/check/markdown.py.
 *
 * `ouvrirRecit(texte, premiereLigne, limites)` donne notes, liens, images, balises et titres, chacun { texte, place },
 * et marque(place) → { ligne, colonne }. Places et colonnes se comptent en points de code, comme en Python.
 */

import { ESPACES, estEspace, finRognee, imprimable, motsSepares, premiers, rogner } from "./texte.js";

const BLANCHE = /\n[ \t]*\n/gu;
const NOTE = /\[\^([^\]\n]{1,200})\](:?)/gu;
// Un renvoi récrit par un outil qui ne connaît pas les notes (remark, Pandoc, ProseMirror).
const ECHAPPEE = /(?<!\\)(?:\\\[\\?\^|\[\\\^)([^\]\\\n]{1,200})\\?\]|(?<!\\)\[\^([^\]\\\n]{1,200})\\\]/gu;
const CROCHETS = /(?<![\]\\!])\\?\[([a-z0-9][a-z0-9-]{0,59})\\?\](?![([:])/gu;
const DEFINITION = new RegExp(`(?<![^\\n]) {0,3}\\[(?!\\^)[^\\]\\n]{1,200}\\]:[ \\t]*(?:\\n[ \\t]*)?([^${ESPACES}]+)(?=[ \\t]*(?:["'(][^\\n]*)?(?:\\n|$))`, "gdu");
const ENTRE_CHEVRONS = new RegExp(`<([A-Za-z][A-Za-z0-9+.-]{0,30}:[^<>\\n]{0,2000}|[^<>${ESPACES}@]{1,64}@[^<>${ESPACES}@]{1,255})>`, "gu");
const IMAGE = /(?<!\\)!\[(?!\^)/gu;
const BALISE = /<[A-Za-z/!?][^<>\n]{0,40}>?/gu;
const SIGNES = /\n[ \t]*\n|\]\(|\(|\)/gu;
const DIESE = /^ {0,3}#(?!#)([^\n]*)/u;
const CLOTURE_DE_CODE = /^ {0,3}(`{3,}[^`]*|~{3,}[^]*)$/u;
const TIRETS_DE_TABLEAU = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/u;
const SOULIGNE = new RegExp(`^ {0,3}=+[${ESPACES}]*$`, "u");

/* ---- Ce qui est du code, entre accents graves, devient des espaces, aux mêmes places ---- */

const effacer = (texte) => texte.replace(/[^\n]/g, " ");
function sansAccents(texte) {
  if (!texte.includes("`")) return texte;
  const morceaux = [];
  let debut = 0;
  for (const fin of [...[...texte.matchAll(BLANCHE)].map((m) => m.index), texte.length]) {
    morceaux.push(paragrapheSansAccents(texte.slice(debut, fin)));
    debut = fin;
  }
  return morceaux.join("");
}
function paragrapheSansAccents(texte) {
  if (!texte.includes("`")) return texte;
  const suites = [...texte.matchAll(/(?<![\\`])`+/g)];
  const fermante = new Map(); // suite → la suivante aussi longue
  const derniere = new Map();
  for (let rang = suites.length - 1; rang >= 0; rang -= 1) {
    const combien = suites[rang][0].length;
    if (derniere.has(combien)) fermante.set(rang, derniere.get(combien));
    derniere.set(combien, rang);
  }
  const morceaux = [];
  let [debut, rang] = [0, 0];
  while (rang < suites.length) {
    if (fermante.has(rang)) {
      const suite = suites[fermante.get(rang)];
      const fin = suite.index + suite[0].length;
      morceaux.push(texte.slice(debut, suites[rang].index), effacer(texte.slice(suites[rang].index, fin)));
      [debut, rang] = [fin, fermante.get(rang) + 1];
    } else rang += 1;
  }
  return [...morceaux, texte.slice(debut)].join("");
}

/* ---- Les adresses comme un navigateur les lit ---- */

const WINDOWS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
function signeNumero(numero) {
  if (numero >= 0x80 && numero <= 0x9f) return WINDOWS[numero - 0x80];
  if (numero === 0 || (numero >= 0xd800 && numero <= 0xdfff) || numero > 0x10ffff) return "\ufffd";
  if (numero === 0x0d) return "\r";
  const sansSigne = (numero < 0x20 && ![9, 10, 12].includes(numero)) || (numero >= 0x7f && numero <= 0x9f) || (numero >= 0xfdd0 && numero <= 0xfdef) || (numero & 0xfffe) === 0xfffe || numero === 0x0b;
  return sansSigne ? "" : String.fromCodePoint(numero);
}
const lecteur = new DOMParser();
const entites = new Map();
function signeNomme(nom) {
  if (!entites.has(nom)) entites.set(nom, lecteur.parseFromString(`x&${nom}`, "text/html").body.textContent.slice(1));
  return entites.get(nom);
}
const desechapper = (texte) => (texte.includes("&") ? texte.replace(/&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)/gu, (_, s) => {
  if (s[0] !== "#") return signeNomme(s);
  return signeNumero(/[xX]/.test(s[1]) ? parseInt(s.slice(2), 16) : parseInt(s.slice(1), 10));
}) : texte);

function sansTitre(ecrit) {
  const guillemet = ecrit.slice(-1);
  const debut = guillemet === "\"" || guillemet === "'" ? ecrit.slice(0, -1).lastIndexOf(guillemet) : 0;
  return debut > 0 && estEspace(ecrit[debut - 1]) ? finRognee(ecrit.slice(0, debut)) : ecrit;
}
function cible(ecrit) {
  let nue = sansTitre(rogner(ecrit));
  if (nue.startsWith("<") && nue.includes(">")) nue = nue.slice(1, nue.indexOf(">"));
  return imprimable(motsSepares(desechapper(nue)).join(""));
}

const enClair = (texte) => texte.replace(/(?:%[0-9a-fA-F]{2})+/g, (suite) => new TextDecoder("utf-8", { ignoreBOM: true })
  .decode(Uint8Array.from(suite.slice(1).split("%"), (octet) => parseInt(octet, 16))));
const SCHEMA = new RegExp(`^[${ESPACES}]*([A-Za-z][A-Za-z0-9+.-]*)[${ESPACES}]*:`, "u");
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

/* Un texte où chaque point de code tient en une unité : les signes qui en prennent deux sont remplacés par des signes à usage
 * privé, et `rendre` les remet. */
function aplatir(texte) {
  const longs = [...new Set(texte.match(/[\u{10000}-\u{10ffff}\ue000-\uf8ff]/gu) ?? [])].slice(0, 6400);
  const prives = new Map(longs.map((c, i) => [c, String.fromCharCode(0xe000 + i)]));
  return {
    plat: longs.length ? texte.replace(/[\u{10000}-\u{10ffff}\ue000-\uf8ff]/gu, (c) => prives.get(c) ?? "\ufffd") : texte,
    rendre: longs.length ? (morceau) => morceau.replace(/[\ue000-\uf8ff]/g, (c) => longs[c.charCodeAt(0) - 0xe000]) : (morceau) => morceau,
  };
}

export function ouvrirRecit(texte, premiereLigne, limites) {
  const { plat, rendre } = aplatir(texte);
  const prose = sansAccents(plat);
  const debuts = [0];
  for (let i = plat.indexOf("\n"); i >= 0; i = plat.indexOf("\n", i + 1)) debuts.push(i + 1);

  function marque(place) {
    let [bas, haut] = [0, debuts.length - 1];
    while (bas < haut) {
      const milieu = Math.ceil((bas + haut) / 2);
      if (debuts[milieu] <= place) bas = milieu;
      else haut = milieu - 1;
    }
    return { ligne: premiereLigne + bas, colonne: place - debuts[bas] + 1 };
  }
  const definit = (note) => Boolean(note[2]) && !rogner(prose.slice(prose.lastIndexOf("\n", note.index) + 1, note.index));
  const echappees = [...prose.matchAll(ECHAPPEE)].map((m) => ({ texte: rendre(m[1] ?? m[2]), place: m.index }));
  const prises = new Set(echappees.flatMap(({ place }) => [place, place + 1]));
  const lesNotes = [...prose.matchAll(NOTE)];
  const notes = (lesquelles) => lesquelles.map((m) => ({ texte: rendre(m[1]), place: m.index }));

  const lignes = prose.split("\n");
  const definies = () => (prose.includes("]:") ? [...prose.matchAll(DEFINITION)].map((m) => ({ texte: cible(rendre(m[1])), place: m.indices[1][0] })) : []);
  const clotures = () => plat.split("\n").map((ligne, n) => ({ texte: rendre(rogner(ligne)), place: debuts[n], ouvre: CLOTURE_DE_CODE.test(ligne) })).filter(({ ouvre }) => ouvre).filter((_, n) => n % 2 === 0);
  /* La première rangée d’un tableau, ou ses titres s’il n’en a pas, comme un élément de liste. */
  function tableaux() {
    const trouves = [];
    lignes.forEach((ligne, n) => {
      if (!ligne.includes("|") || !lignes[n + 1]?.includes("|") || !TIRETS_DE_TABLEAU.test(lignes[n + 1])) return;
      const rangee = rogner(lignes[n + 2]?.includes("|") ? lignes[n + 2] : ligne).replace(/^\|+|\|+$/g, "");
      const [tete, ...autres] = rangee.split("|").map(rogner);
      trouves.push({ texte: rendre([`- ${tete}`, autres.filter(Boolean).join(", ")].filter(Boolean).join(" : ")), place: debuts[n] });
    });
    return trouves;
  }

  function cibles() {
    const trouvees = parentheses(prose).map(([debut, fin]) => ({ texte: cible(rendre(prose.slice(debut, Math.min(fin, debut + limites.cible)))), place: debut }));
    trouvees.push(...definies());
    for (const m of prose.matchAll(ENTRE_CHEVRONS)) trouvees.push({ texte: cible(rendre(m[1].includes(":") ? m[1] : `mailto:${m[1]}`)), place: m.index + 1 });
    return trouvees;
  }
  function balises() {
    const liens = new Set([...prose.matchAll(ENTRE_CHEVRONS)].map((m) => m.index));
    return [...prose.matchAll(BALISE)].filter((m) => !liens.has(m.index)).map((m) => ({ texte: rendre(m[0]), place: m.index }));
  }
  const images = () => [...prose.matchAll(IMAGE)].map((m) => ({ texte: m[0], place: m.index }));
  function titres() {
    const trouves = [];
    lignes.forEach((ligne, n) => {
      const diese = ligne.match(DIESE);
      if (diese) trouves.push({ texte: rendre(rogner(diese[1])), place: debuts[n] });
      else if (rogner(ligne) && SOULIGNE.test(lignes[n + 1] ?? "")) trouves.push({ texte: rendre(rogner(ligne)), place: debuts[n] });
    });
    return trouves;
  }
  return { texte, marque, notes: notes(lesNotes.filter((m) => !definit(m) && !prises.has(m.index))), echappees, entreCrochets: notes([...prose.matchAll(CROCHETS)]), definitions: notes(lesNotes.filter(definit)), cibles, definies, clotures, tableaux, balises, images, titres };
}
