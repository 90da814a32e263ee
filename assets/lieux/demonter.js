/* Un lieu tapé, démonté : son code, ce qui suit une virgule ou une parenthèse, « cedex » ôté. Jumelle de Register.taken_apart. */
import { simple } from "./cles.js";

const CODE = /^(?:\d{5}|2[ab]\d{3})$/;

/**
 * Le nom plié, le code de cinq signes, et les départements que laisse une précision.
 * @param {string} texte
 * @param {(plie: string) => string[]} departementsDe
 */
export function demonter(texte, departementsDe) {
  const [, tete, queue = ""] = texte.match(/^([^,(/;]*)(?:[,(/;](.*))?$/s);
  const [mots, suite] = [tete, queue].map((partie) => simple(partie).split(" ").filter(Boolean));
  let code = "";
  for (const ici of [mots, suite]) {
    for (let i = 0; i < ici.length && !code; i += 1) {
      const espace = ici[i].length === 2 && ici[i + 1]?.length === 3 ? ici[i] + ici[i + 1] : "";
      if (!CODE.test(ici[i]) && !/^\d{5}$/.test(espace)) continue;
      code = CODE.test(ici[i]) ? ici[i] : espace;
      ici.splice(i, code === ici[i] ? 1 : 2);
      if (i && ["f", "fr"].includes(ici[i - 1])) ici.splice(i - 1, 1);
    }
    for (let i = ici.indexOf("cedex"); i >= 0; i = ici.indexOf("cedex")) ici.splice(i, /^\d{1,2}$/.test(ici[i + 1] ?? "") ? 2 : 1);
  }
  const departements = departementsDe(suite.join(" "));
  return { nom: (departements.length ? mots : [...mots, ...suite]).join(" "), code: code.toUpperCase(), departements };
}
