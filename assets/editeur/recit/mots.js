/* Les mots d’un récit : gras, italique, code, liens, renvois. Jumelle de `_WORDS` dans atlas/french/markdown_html.py.
 *
 * Chaque motif passe à son tour sur le texte entier ; ce qu’il trouve est rangé, et un renvoi entre deux signes tient sa place.
 */

import { creer } from "../../commun/elements.js";
import { desechapper } from "../regles/markdown.js";

const ENTITE = /&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);/gu;
const entitesLues = (texte) => texte.replace(ENTITE, desechapper);
/** @returns {(trouve: string[], outils: any) => any} */
const entourerDe = (...noms) => (trouve, { lire }) => noms.reduceRight((dedans, nom) => [creer(nom, {}, ...dedans)], lire(trouve[1]))[0];

/** @type {[RegExp, (trouve: string[], outils: any) => Node | string][]} */
const SIGNES_DE_MOTS = [
  [/(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)/gsu, ([, , code]) => creer("code", {}, code.trim())],
  [/\\([!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~])/gu, ([, signe]) => signe],
  [/\[(?!\^)((?:[^[\]<]|<(?!https?:)|\[[^[\]]*\])+)\]\(\s*(?:<(https?:\/\/[^\s<>]+)>|(https?:\/\/(?:[^\s()<>]|\([^\s()<>]*\))+))(?:\s+(?:"([^"]*)"|'([^']*)'))?\s*\)/gu,
    ([, mots, entre, adresse, titre, autre], { lire, redire, lien }) => creer("a", { href: entitesLues(redire(adresse ?? entre)), title: entitesLues(redire(titre || autre || "")) || null, ...lien }, ...lire(mots))],
  [/<(https?:\/\/[^\s<>]+)>/gu, ([, adresse], { redire, lien }) => creer("a", { href: redire(adresse), ...lien }, redire(adresse))],
  [/\[\^([a-z0-9][a-z0-9-]*)\]/gu, ([tout, id], { note }) => note(id) ?? tout],
  [/(?:(?<! ) {2,}|\\)\n/gu, () => creer("br")],
  [ENTITE, ([ecrite]) => desechapper(ecrite)],
  [/(?<![\p{L}\p{N}_*])\*\*\*(?=[^\s*])([^*]+)(?<=\S)\*\*\*(?!\*)/gu, entourerDe("em", "strong")],
  [/\*\*(?=[^\s*])((?:[^*]|\*(?!\*)|\*(?=\*\*(?!\*)))+?)(?<=\S)\*\*(?!\*)/gu, entourerDe("strong")],
  [/(?<![\p{L}\p{N}_])__(?=[^\s_])((?:[^_]|_(?!_))+?)(?<=\S)__(?![\p{L}\p{N}_])/gu, entourerDe("strong")],
  [/(?<![\p{L}\p{N}_*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?!\*)/gu, entourerDe("em")],
  [/(?<![\p{L}\p{N}_])_(?=[^\s_])((?:[^_]|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}]))+?)(?<=\S)_(?![\p{L}\p{N}_])/gu, entourerDe("em")],
];
const [RANGE, FIN_RANGE] = ["\ue000", "\ue001"];

/**
 * Les mots d’un bloc, en éléments et en textes. `note(id)` donne l’élément d’un renvoi, ou rien ; `lien`, des attributs de plus.
 * @param {string} texte
 * @param {{ note: (id: string) => Node | null, lien?: object }} choix
 * @returns {(Node | string)[]}
 */
export function motsEnElements(texte, { note, lien = {} }) {
  const ranges = [];
  const rendre = (t) => t.split(/\ue000(\d+)\ue001/).map((morceau, i) => (i % 2 ? ranges[Number(morceau)] : morceau)).filter((m) => m !== "");
  const redire = (t) => rendre(t).map((m) => (typeof m === "string" ? m : m.textContent)).join("");
  function lire(brut, depuis) {
    let lu = brut;
    SIGNES_DE_MOTS.slice(depuis).forEach(([motif, faire], i) => {
      const outils = { lire: (t) => lire(t, depuis + i + 1), redire, lien, note };
      let place = 0;
      for (;;) {
        motif.lastIndex = place;
        const trouve = motif.exec(lu);
        if (!trouve) break;
        const tenue = `${RANGE}${ranges.push(faire(trouve, outils)) - 1}${FIN_RANGE}`;
        lu = lu.slice(0, trouve.index) + tenue + lu.slice(trouve.index + trouve[0].length);
        place = trouve.index + tenue.length;
      }
    });
    return rendre(lu);
  }
  return lire(texte.replace(/[\ue000\ue001]/g, ""), 0);
}
