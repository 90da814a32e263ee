/* Un CSV publié, réduit à des lignes : le texte de chacune reste ce qu’il est. */

/**
 * Les lignes d’un texte, fin comprise ; un retour à la ligne entre guillemets n’en fait pas une.
 * @param {string} texte
 */
function lignesDe(texte) {
  const lignes = [];
  let [debut, dedans] = [0, false];
  for (let i = 0; i < texte.length; i += 1) {
    if (texte[i] === '"') dedans = !dedans; // « "" » le change deux fois
    else if (texte[i] === "\n" && !dedans) {
      lignes.push(texte.slice(debut, i + 1));
      debut = i + 1;
    }
  }
  return lignes;
}

/**
 * La première ligne, puis celles de ces pôles, dans cet ordre. La première colonne, `id`, n’a jamais de guillemets.
 * @param {string} texte
 * @param {string[]} adresses
 */
export function reduireLeTableau(texte, adresses) {
  const [tete, ...lignes] = lignesDe(texte);
  const parAdresse = new Map(lignes.map((ligne) => [ligne.slice(0, ligne.indexOf(",")), ligne]));
  return [tete, ...adresses.map((adresse) => parAdresse.get(adresse) ?? "")].join("");
}
