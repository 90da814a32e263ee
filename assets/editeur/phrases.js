/* Les phrases des problèmes : celles de `atlas/phrases`, que `regles.json` apporte, leurs blancs remplis.
 *
 * `window.atlasPhrases(regles)` donne { dire(id, blancs), morceau(id, blancs) } ; `dire` rend { code, lu, attendu, ecrire,
 * niveau }. Un blanc se lit `{lu}`.
 */
window.atlasPhrases = (regles) => {
  "use strict";

  const remplir = (phrase, blancs) => phrase.replace(/\{([a-z_]+)\}/g, (_, nom) => {
    if (!(nom in blancs)) throw new Error(`blanc « ${nom} » sans contenu : ${phrase}`);
    return String(blancs[nom]);
  });

  function dire(id, blancs = {}) {
    const [lu, attendu, ecrire, avertit] = regles.phrases[id];
    const clauses = [lu, attendu, ecrire].map((phrase) => remplir(phrase, blancs));
    return { code: id.split("/")[0], lu: clauses[0], attendu: clauses[1], ecrire: clauses[2], niveau: avertit ? "avertissement" : "erreur" };
  }
  const morceau = (id, blancs = {}) => remplir(regles.morceaux[id], blancs);

  /* Des nombres, des distances et des listes comme atlas/typography.py les écrit. */
  const nombre = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const arrondi = (x) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x)); // au pair, comme Python
  const kilometres = (distance) => (distance < 1 ? "moins de 1\u00a0km" : `${nombre(arrondi(distance))}\u00a0km`);

  return { dire, morceau, kilometres };
};
