/* Une question qui dit un lieu, et autre chose : « réemploi près de Valence », « agriculture dans le Lot », « insertion Lozère ». */
import { comprendre } from "./moteur.js";

const LIEU_DIT = /(?:^|\s)(?:[àa]|au|aux|en|dans|vers|près de|autour de|du côté de)\s+(?:la |le |les |l[’'])?(?=\S)/giu; // « pôles à Lyon »
const [DE_LOIN, MOTS_D_UN_LIEU] = [46, 4]; // le poids d’une commune de 3 000 habitants : sans préposition, « bois » n’est pas un lieu

/**
 * Ce qu’une question cherche, et les lieux qu’elle nomme exactement, tels que `noms` les propose.
 * @param {ReturnType<typeof import("../lieux/noms.js").nomsDe>} noms
 * @param {string} question
 */
export async function lieuxDits(noms, question) {
  if (question.length < 2 || /["«»]/.test(question)) return { mots: "", lieux: [] };
  const mots = question.split(/\s+/);
  const combien = Math.max(0, Math.min(MOTS_D_UN_LIEU, mots.length - 1));
  const [tout, connu] = [() => true, ({ genre, poids }) => "dr".includes(genre) || poids >= DE_LOIN];
  /** @type {[string, string, (lieu: any) => boolean][]} */
  const lectures = [
    ["", question, tout],
    ...Array.from(question.matchAll(LIEU_DIT), (dit) => /** @type {[string, string, any]} */ ([question.slice(0, dit.index), question.slice(dit.index + dit[0].length), tout])),
    ...Array.from({ length: combien }, (_, i) => /** @type {[string, string, any]} */ ([mots.slice(0, i - combien).join(" "), mots.slice(i - combien).join(" "), connu])),
  ];
  for (const [avant, dit, retenir] of lectures) {
    const { trouves, exacts } = await noms.chercher(dit.replace(/[\s?!.]+$/u, ""), false);
    const lieux = trouves.slice(0, exacts).filter(retenir);
    if (lieux.length) return { mots: comprendre(avant).utile ? avant.trim() : "", lieux };
  }
  return { mots: "", lieux: [] };
}

/* Où, parmi les pôles, une telle question trouve réponse : { dit, choix } ; `choix` est ce que lit l’adresse de l’explorateur. */
export function poleQui({ genre, code, commune }) {
  if (genre === "d") return { dit: "dans ce département", choix: `departement=${code}` };
  if (genre === "r") return { dit: "dans cette région", choix: `region=${code}` };
  const depart = genre === "e" ? commune : code;
  return { dit: "du plus proche au plus lointain", choix: depart ? `tri=distance&de=${depart}` : "" };
}
