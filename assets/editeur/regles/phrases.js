/* Les phrases des problèmes : celles de `atlas/problems/phrases`, que `phrases.json` apporte, leurs blancs (`{lu}`) remplis. `dire` rend
 * { code, lu, attendu, ecrire, niveau }. */

/** @param {Record<string, any>} regles */
export function phrasesDe(regles) {
  const remplir = (phrase, blancs) => phrase.replace(/\{([a-z_]+)\}/g, (_, nom) => {
    if (!(nom in blancs)) throw new Error(`blanc « ${nom} » sans contenu : ${phrase}`);
    return String(blancs[nom]);
  });

  function dire(id, blancs = {}) {
    const [lu, attendu, ecrire, avertit] = regles.phrases[id];
    const clauses = [lu, attendu, ecrire].map((phrase) => remplir(phrase, blancs));
    return { code: id.split("/")[0], lu: clauses[0], attendu: clauses[1], ecrire: clauses[2], niveau: avertit ? "avertissement" : "erreur" };
  }
  /* La phrase du formulaire, s’il en a une à lui ; `blancs` n’est demandé que pour elle. */
  const auFormulaire = (id, blancs) => (regles.formulaire?.[id] ? remplir(regles.formulaire[id], blancs()) : "");
  const morceau = (id, blancs = {}) => remplir(regles.morceaux[id], blancs);

  /* Des nombres, des distances et des listes comme atlas/french/typography.py les écrit. */
  const nombre = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const arrondi = (x) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x)); // au pair, comme Python
  const kilometres = (distance) => (distance < 1 ? "moins de 1\u00a0km" : `${nombre(arrondi(distance))}\u00a0km`);

  // Un nombre comme Python l’écrit : 48.0, 1e-05.
  function flottant(x) {
    if (Object.is(x, -0)) return "-0.0";
    if (Number.isInteger(x)) return `${x}.0`;
    return Math.abs(x) < 1e-4 ? x.toExponential().replace(/e([+-])(\d)$/, "e$10$2") : String(x);
  }

  return { dire, auFormulaire, morceau, kilometres, flottant };
}
