/* Les phrases des problèmes : celles de `atlas/problems/phrases`, que `phrases.json` apporte, leurs blancs (`{lu}`) remplis. `dire` rend
 * { code, lu, attendu, ecrire, niveau }. */

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
  const kilometres = (distance) => (distance < 1 ? "moins de 1\u00a0km" : `${nombre(Math.round(distance))}\u00a0km`);

  const flottant = (x) => (Number.isInteger(x) ? x.toFixed(1) : String(x)); // 48.0, comme Python l’écrit

  return { dire, auFormulaire, morceau, kilometres, flottant };
}
