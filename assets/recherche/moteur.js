/* Ce que partagent la recherche et l’explorateur : comprendre une question en français, et lire l’index de Pagefind.
   atlas/client/search.py prépare les textes que l’on défait ici. */
import { uneFois } from "../commun/fichiers.js";

export const INDEX = "recherche/index/";
const CLASSEMENT = { metaWeights: { title: 5, noms: 3, resume: 2, formes: 2, genre: 0 }, pageLength: 0.4 };
const VIDES = new Set(("a à au aux avec ce ces chez d dans de des du elle en entre est et il ils j je l la le les leur leurs m mon "
  + "n ne notre nous on ou où par pas pour qu que qui s sa se ses son sous sur t un une vers vos votre vous y").split(" "));
const ELISION = /(^|[^\p{L}\p{N}])(?:[cdjlmnst]|(?:jus|lors|puis|quoi|pres)?qu)'(?=\p{L})/gu;

/**
 * Ce que Pagefind cherchera : { mots, expression } ; une question entre guillemets est une expression exacte.
 * @param {string} question
 */
export function comprendre(question) {
  const texte = question.toLowerCase().normalize("NFC").replace(/[’ʼ`´]/g, "'").replace(/œ/g, "oe").replace(/æ/g, "ae");
  const expression = /^\s*["«“].+["»”]\s*$/.test(texte);
  const net = (expression ? texte : texte.replace(ELISION, "$1 ")).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const mots = net.split(" ").filter(Boolean).map((mot) => ({ st: "saint", ste: "sainte" })[mot] ?? mot);
  const pleins = mots.filter((mot) => !VIDES.has(mot));
  return { mots: expression || !pleins.length ? mots : pleins, expression };
}

/**
 * Combien de lettres deux mots ont en commun, depuis la première.
 * @param {string} a
 * @param {string} b
 */
export function debutCommun(a, b) {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  return i;
}

let tentatives = 0; // un navigateur n’essaie pas deux fois la même adresse de module, même après un échec
/**
 * Pagefind, chargé au premier appel.
 * @param {URL} racine
 */
export const moteurDe = (racine) => uneFois(async () => {
  const adresse = new URL(`${INDEX}pagefind.js${tentatives ? `?essai=${tentatives}` : ""}`, racine);
  tentatives += 1;
  const pagefind = await import(adresse.href);
  await pagefind.options({ baseUrl: racine.pathname, noWorker: true, excerptLength: 28, ranking: CLASSEMENT });
  await pagefind.init();
  return pagefind;
});

/* Ce que la page montre d’une réponse, remis comme écrit : atlas/client/search.py a écarté les signes et défait les ligatures. */
export const recoller = (texte = "") => texte.replace(/o\u2060e/g, "œ").replace(/O\u2060e/gi, "Œ").replace(/a\u2060e/gi, "æ")
  .replace(/\u2060(<\/mark>)? /g, "$1").replaceAll("\u2060", "");

/** Une réponse de Pagefind, telle que les pages la montrent. */
export async function lireUne(reponse) {
  const { url, content, meta, excerpt, plain_excerpt: brut } = await reponse.data();
  const noms = recoller(meta.noms).split(" ; ").filter(Boolean);
  const [titre, resume, formes] = [meta.title, meta.resume, meta.formes].map((texte) => recoller(texte));
  const [avant, apres] = [content.startsWith(brut) ? "" : "… ", content.endsWith(brut) ? "" : " …"];
  return { url, titre, resume, noms, formes, genre: meta.genre, texte: recoller(content), extrait: recoller(excerpt), avant, apres };
}
