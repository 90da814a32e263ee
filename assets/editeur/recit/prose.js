/* Ce qu’on colle dans le récit, pris à Word, à LibreOffice ou à une page web, devient de la prose : paragraphes, listes, intertitres.
 *
 * `proseDe({ html, texte })` donne { texte, dits } : le Markdown, et ce qui n’a pas été gardé. Le HTML n’est qu’analysé : rien n’en
 * est exécuté ni chargé, rien n’en entre dans la page.
 */

import { motsEnElements } from "./mots.js";

const INVISIBLES = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
// Une espace insécable reste là où le français la veut ; ailleurs, c’est une espace.
const INSECABLE_DE_TROP = /(?<!\d)[\u00a0\u202f](?![;:!?»%€])(?<!«[\u00a0\u202f])|(?<=\d)[\u00a0\u202f](?![\d;:!?»%€])/g;
const MARQUE_COLLEE = /^([\t ]*)(?:([•·▪▫‣⁃◦●○■□➢►✓*+–—-]|o(?=\t)|\uf0b7|\uf0a7)[\t ]+|(\d{1,3})[.)][\t ]+)(\S[^]*)$/;
const A_LAISSER = /^(?:[#>|]|```|~~~)/;
const FIN_DE_PHRASE = /[.!?…:;»)\]]["’”]?$/;
const BLOCS_HTML = "p,div,ul,ol,li,table,h1,h2,h3,h4,h5,h6,blockquote,pre,section,article,header,footer,main,aside,figure,dl,dt,dd,hr,address,nav,form,fieldset,details,summary,center";
const PASSES = "script,style,template,head,title,noscript,iframe,object,embed,svg,math,canvas,audio,video,select,textarea,button,input,o\\:p:empty";
const SENS = "p,li,td,h1,h2,h3,h4,h5,h6,a[href],b,strong,i,em,blockquote";
const nettoyerProse = (texte) => texte.replace(/[\u2028\u2029]/g, "\n").replace(INVISIBLES, "").replace(INSECABLE_DE_TROP, " ");

/* ---- Des lignes : à chacune son retrait, sa marque et son texte ---- */

const largeurDe = (retrait) => [...retrait].reduce((place, signe) => (signe === "\t" ? place + 4 - (place % 4) : place + 1), 0);

/* Des éléments { retrait, numero, texte } en liste imbriquée, chaque étage sous le texte de celui qui le tient. */
function listeEcrite(elements) {
  const etages = [];
  return elements.map(({ retrait, numero, texte }) => {
    while (etages.length && etages.at(-1).retrait > retrait) etages.pop();
    if (etages.at(-1)?.retrait !== retrait) etages.push({ retrait, large: 0 });
    const marque = numero === null ? "- " : `${numero}. `;
    const marge = etages.slice(0, -1).reduce((total, dessus) => total + dessus.large, 0);
    etages.at(-1).large = marque.length;
    return " ".repeat(marge) + marque + texte.replace(/\n/g, `\n${" ".repeat(marge + marque.length)}`);
  }).join("\n");
}

/* Seul, un élément n’en est un que derrière une vraie puce ; des numéros se suivent : « - 20 % », « 12. juin » restent tels quels. */
function estUneListe(elements) {
  const [premier, ...autres] = elements;
  if (premier.numero === null) return autres.length > 0 || !/^[-+*–—]$/.test(premier.puce);
  const numero = autres.find(({ retrait }) => retrait === premier.retrait)?.numero;
  return numero === premier.numero + 1 || (numero === premier.numero && numero < 2);
}

function lignesEnBlocs(lignes, dits) {
  const blocs = [];
  for (let i = 0; i < lignes.length;) {
    const [elements, debut] = [[], i];
    while (i < lignes.length) {
      const trouve = lignes[i].match(MARQUE_COLLEE);
      const suite = !trouve && elements.length > 0 && lignes[i].trim() && lignes[i - 1].trim() && (/^[\t ]/.test(lignes[i]) || /^\p{Ll}/u.test(lignes[i]));
      if (trouve) elements.push({ retrait: largeurDe(trouve[1]), puce: trouve[2] ?? "", numero: trouve[3] ? Number(trouve[3]) : null, texte: trouve[4].trim().replace(/\t+/g, " ") });
      else if (suite) elements.at(-1).texte += ` ${lignes[i].trim()}`;
      else if (lignes[i].trim() || !elements.length || !lignes.slice(i).find((l) => l.trim())?.match(MARQUE_COLLEE)) break;
      i += 1;
    }
    if (elements.length && estUneListe(elements)) {
      blocs.push({ liste: true, texte: listeEcrite(elements) });
      continue;
    }
    i = debut;
    const enRangees = (n) => n < lignes.length && /\S\t+\S/.test(lignes[n]) && !MARQUE_COLLEE.test(lignes[n]);
    if (enRangees(i) && enRangees(i + 1)) {
      const rangees = [];
      for (; enRangees(i); i += 1) rangees.push(lignes[i].split("\t").map((c) => c.trim()));
      dits.tableaux += 1;
      blocs.push({ liste: true, texte: rangeesEnListe(rangees) });
      continue;
    }
    blocs.push({ liste: false, texte: lignes[i].trim().replace(/\t+/g, " "), vide: !lignes[i].trim() });
    i += 1;
  }
  return blocs;
}
const rangeesEnListe = (rangees) => rangees.map((cellules) => cellules.filter(Boolean)).filter((c) => c.length)
  .map(([premiere, ...autres]) => `- ${[premiere, autres.join(", ")].filter(Boolean).join("\u00a0: ")}`).join("\n");

/* Un texte nu : une ligne par paragraphe, ou des lignes coupées à la largeur d’une page, qui se rejoignent. */
function texteEnProse(brut, dits) {
  const lignes = nettoyerProse(brut.replace(/\r\n?/g, "\n")).split("\n").map((l) => l.trimEnd());
  const separees = lignes.join("\n").trim().split(/\n{2,}/).length > 1;
  const sortie = [];
  let dessus = null;
  for (const bloc of lignesEnBlocs(lignes, dits)) {
    if (bloc.vide) dessus = null;
    else {
      const poursuit = dessus && !dessus.liste && !bloc.liste && (separees || A_LAISSER.test(bloc.texte) || (!FIN_DE_PHRASE.test(dessus.texte) && (/^\p{Ll}/u.test(bloc.texte) || (dessus.texte.length > 50 && dessus.texte.length < 120))));
      if (poursuit) sortie[sortie.length - 1] += `\n${bloc.texte}`;
      else sortie.push(bloc.texte);
      dessus = bloc;
    }
  }
  return sortie.join("\n\n");
}

/* ---- Du HTML ---- */

/* La politique de la page n’applique aucun style écrit dans du HTML, même lu à part, et Chromium s’en plaint à chacun : le style des
   balises y change de nom, et se lit sur un élément à nous. */
const aLire = (html) => html.replace(/<[a-z][^>]*>/gi, (balise) => balise.replace(/(?<=[\s"'/])style(?=\s*=)/gi, "data-style"));
const portant = document.createElement("span");
function styleDe(e) {
  portant.style.cssText = e.dataset.style ?? "";
  return portant.style;
}
const enGras = (e) => (/^(?:B|STRONG)$/.test(e.tagName) ? !/^(?:normal|[1-4]00)$/.test(styleDe(e).fontWeight) : /^(?:bold|bolder|[6-9]00)$/.test(styleDe(e).fontWeight));
const enItalique = (e) => (/^(?:I|EM)$/.test(e.tagName) ? styleDe(e).fontStyle !== "normal" : styleDe(e).fontStyle === "italic");
const estCache = (e) => e.hidden || styleDe(e).display === "none" || /mso-hide:\s*all/i.test(e.dataset.style ?? "");
const entourer = (texte, signe) => texte.replace(/^(\s*)([^]*?)(\s*)$/, (_, avant, mots, apres) => (mots && !mots.includes("\n") && !mots.includes(signe) ? `${avant}${signe}${mots}${signe}${apres}` : texte));

/* Un texte dont aucun signe n’est pris pour du Markdown ; un renvoi écrit reste un renvoi. */
function protege(texte) {
  if (!/[\\`*_[\]<&]/.test(texte)) return texte;
  const lu = motsEnElements(texte, { note: () => null }).every((m) => typeof m === "string");
  return lu && !/\\|<[A-Za-z/!?]/.test(texte) ? texte : texte.replace(/[\\`*_[\]<&](?!\^[a-z0-9-]+\])/g, "\\$&");
}

function motsHtml(noeud, dits) {
  if (noeud.nodeType === Node.TEXT_NODE) return protege(nettoyerProse(noeud.data).replace(/[\t\n\r\f ]+/g, " "));
  if (noeud.nodeType !== Node.ELEMENT_NODE || noeud.matches(PASSES) || estCache(noeud)) return "";
  if (noeud.tagName === "BR") return "\n";
  if (noeud.tagName === "IMG") {
    dits.images += 1;
    return "";
  }
  const adresse = noeud.tagName === "A" ? noeud.getAttribute("href")?.trim() ?? "" : "";
  if (/^#_(?:ftn|edn)/.test(adresse) || (noeud.tagName === "SUP" && noeud.querySelector("a[href*='#']"))) {
    dits.renvois += 1;
    return "";
  }
  const texte = [...noeud.childNodes].map((enfant) => motsHtml(enfant, dits)).join("");
  if (/^https?:\/\/[^\s<>]+$/i.test(adresse) && texte.trim()) {
    const propre = adresse.replace(/^https?/i, (s) => s.toLowerCase()).replace(/[()]/g, (s) => (s === "(" ? "%28" : "%29"));
    return texte.trim() === adresse ? adresse : texte.replace(/^(\s*)([^]*?)(\s*)$/, (_, avant, mots, apres) => `${avant}[${mots.replace(/\n/g, " ")}](${propre})${apres}`);
  }
  if (adresse && !adresse.startsWith("#")) dits.liens += 1;
  return [[enGras(noeud), "**"], [enItalique(noeud), "*"]].reduce((t, [oui, signe]) => (oui ? entourer(t, signe) : t), texte);
}

/* Un élément de liste de Word est un paragraphe : son étage est dans son style, sa puce dans son texte. */
function elementDeWord(noeud) {
  const style = noeud.dataset?.style ?? "";
  if (!/mso-list:\s*l\d+ level\d/i.test(style)) return null;
  const marque = [...noeud.querySelectorAll("[data-style]")].find((e) => /mso-list:\s*ignore/i.test(e.dataset.style));
  const puce = marque?.textContent.trim() ?? "";
  marque?.remove();
  return { retrait: Number(style.match(/level(\d)/i)[1]), numero: /^\d{1,3}[.)]/.test(puce) ? parseInt(puce, 10) : null };
}

const enLigneSeule = (texte) => texte.replace(/\s*\n\s*/g, " ").trim();
/* Une liste tenue par un élément, ou posée à côté de lui comme Word le fait, est en retrait sous lui. */
function listeHtml(noeud, dits) {
  const sortie = [];
  let [numero, large] = [Number(noeud.getAttribute("start")) || 1, 2];
  for (const enfant of noeud.children) {
    const retrait = (texte) => texte.replace(/\n(?=[^\n])/g, `\n${" ".repeat(large)}`);
    if (/^(?:UL|OL)$/.test(enfant.tagName)) sortie.push(retrait(`\n${listeHtml(enfant, dits)}`).slice(1));
    else {
      const dedans = blocsHtml(enfant, dits).filter(({ texte }) => texte);
      if (!dedans.length) continue;
      const marque = noeud.tagName === "OL" ? `${numero}. ` : "- ";
      large = marque.length;
      numero += 1;
      sortie.push(marque + retrait(dedans.map(({ texte, liste }, i) => (i ? `\n${liste ? "" : "\n"}` : "") + texte).join("")));
    }
  }
  return sortie.join("\n");
}

function tableauHtml(noeud, dits) {
  const rangees = [...noeud.rows].map((r) => [...r.cells].map((c) => enLigneSeule(motsHtml(c, dits))));
  if (rangees.every((r) => r.length < 2)) return [...noeud.rows].flatMap((r) => [...r.cells].flatMap((c) => blocsHtml(c, dits)));
  dits.tableaux += 1;
  const titres = noeud.rows[0].querySelector("td") ? [] : rangees.shift().filter(Boolean);
  return [...(titres.length ? [{ texte: `${titres.join(", ")}\u00a0:` }] : []), { liste: true, texte: rangeesEnListe(rangees) }];
}

function blocsHtml(noeud, dits) {
  const blocs = [];
  let mots = "";
  const fermer = () => {
    for (const part of mots.split(/\n{2,}/)) {
      const texte = part.split("\n").map((l) => l.replace(/[\t ]+/g, " ").trim().replace(A_LAISSER, "\\$&")).filter((l) => !/^[-_*=]{3,}$/.test(l)).join("\n").trim();
      if (texte) blocs.push({ texte, ligne: true });
    }
    mots = "";
  };
  for (const enfant of noeud.childNodes) {
    const bloc = enfant.nodeType === Node.ELEMENT_NODE && (enfant.matches(BLOCS_HTML) || enfant.querySelector(BLOCS_HTML));
    if (!bloc) mots += motsHtml(enfant, dits);
    else if (!enfant.matches(PASSES) && !estCache(enfant)) {
      fermer();
      const word = elementDeWord(enfant);
      if (word) blocs.push({ word: { ...word, texte: enLigneSeule(motsHtml(enfant, dits)) } });
      else if (/^(?:UL|OL)$/.test(enfant.tagName)) blocs.push({ liste: true, texte: listeHtml(enfant, dits) });
      else if (enfant.tagName === "TABLE") blocs.push(...tableauHtml(enfant, dits));
      else if (/^H[1-6]$/.test(enfant.tagName)) blocs.push({ texte: enLigneSeule(motsHtml(enfant, dits)).replace(/\*\*/g, "").replace(/^(?=.)/, enfant.tagName < "H3" ? "## " : "### ") });
      else if (enfant.tagName === "BLOCKQUOTE") blocs.push({ texte: ecrits(blocsHtml(enfant, dits), dits).replace(/^/gm, "> ") });
      else blocs.push(...blocsHtml(enfant, dits));
    }
  }
  fermer();
  return blocs;
}

/* Les blocs écrits : les éléments de Word se rejoignent, et les paragraphes à puce tapée font une liste. */
function ecrits(blocs, dits) {
  const sortie = [];
  const groupe = (quoi) => {
    const suite = [];
    while (blocs[0]?.[quoi]) suite.push(blocs.shift());
    return suite;
  };
  while (blocs.length) {
    if (blocs[0].word) sortie.push(listeEcrite(groupe("word").map((b) => b.word)));
    else if (blocs[0].ligne) sortie.push(...lignesEnBlocs(groupe("ligne").flatMap((b) => [...b.texte.split("\n").map((l, i) => (i && !MARQUE_COLLEE.test(l) ? `\u0000${l}` : l)), ""]), dits)
      .filter((b) => !b.vide).reduce((t, b) => (b.texte.startsWith("\u0000") && t.length ? [...t.slice(0, -1), `${t.at(-1)}\n${b.texte.slice(1)}`] : [...t, b.texte]), []));
    else sortie.push(blocs.shift().texte);
  }
  return sortie.filter(Boolean).join("\n\n");
}

const DITS = [
  ["tableaux", "Le tableau est devenu une liste, une ligne par rangée.", "Les tableaux sont devenus des listes, une ligne par rangée."],
  ["images", "Une image n’a pas été reprise.", "Les images n’ont pas été reprises."],
  ["liens", "Un lien qui ne mène pas à une page web n’a gardé que ses mots.", "Des liens qui ne mènent pas à une page web n’ont gardé que leurs mots."],
  ["renvois", "Un appel de note n’a pas été repris : citez la source avec « Citer ».", "Les appels de note n’ont pas été repris : citez les sources avec « Citer »."],
];

/**
 * @param {{ html?: string, texte?: string }} colle
 * @returns {{ texte: string, dits: string[] }}
 */
export function proseDe({ html = "", texte = "" }) {
  const compte = { tableaux: 0, images: 0, liens: 0, renvois: 0 };
  const corps = html && html.length < 3e6 ? new DOMParser().parseFromString(aLire(html), "text/html").body : null;
  const prose = corps?.querySelector(SENS) ? ecrits(blocsHtml(corps, compte), compte) : texteEnProse(texte, compte);
  return { texte: prose, dits: DITS.filter(([quoi]) => compte[quoi]).map(([quoi, un, plusieurs]) => (compte[quoi] > 1 ? plusieurs : un)) };
}
