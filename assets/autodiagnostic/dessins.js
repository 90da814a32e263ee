/* Les images de l’autodiagnostic : une rose des indicateurs et des barres par objectif, pour une lecture à la fois.
 * Chaque image a sa phrase (aria-label) et son tableau ; la longueur, le côté et le chiffre disent tout, la teinte rien seule.
 * atlas/pictures/rose.py dessine la même rose sur la page d’un pôle.
 */
import { creerSvg } from "../commun/elements.js";
import { pluriel } from "../commun/phrases.js";

/** { rose(reponses, lecture), barres(reponses, lecture) }. */
export function dessinsDe(grille, calculs) {
  const { echelle, objectifs, place, fort, repartition } = calculs;
  const [COTE, CENTRE, COEUR, BORD, CHIFFRES] = [400, 200, 34, 172, 187];
  const [ENTRE_GENERAUX, ENTRE_OBJECTIFS] = [8, 4]; // degrés d’angle
  const pas = (BORD - COEUR) / echelle.length;
  const rond = (n) => Math.round(n * 10) / 10;
  const point = (rayon, angle) => {
    const radians = ((angle - 90) * Math.PI) / 180;
    return `${rond(CENTRE + rayon * Math.cos(radians))} ${rond(CENTRE + rayon * Math.sin(radians))}`;
  };
  const secteur = (dedans, dehors, de, a) =>
    `M${point(dedans, de)}L${point(dehors, de)}A${dehors} ${dehors} 0 0 1 ${point(dehors, a)}L${point(dedans, a)}A${dedans} ${dedans} 0 0 0 ${point(dedans, de)}Z`;
  const chiffre = (rang) => String(echelle[rang].rang);

  /* L’angle où commence chaque objectif, et la largeur d’un pétale. */
  function angles() {
    const libre = 360 - grille.generaux.length * ENTRE_GENERAUX - (objectifs.length - grille.generaux.length) * ENTRE_OBJECTIFS;
    const largeur = libre / objectifs.reduce((n, o) => n + o.indicateurs.length, 0);
    const fait = [];
    let ici = ENTRE_GENERAUX / 2;
    for (const general of grille.generaux) {
      for (const objectif of general.objectifs) {
        fait.push([objectif, ici]);
        ici += objectif.indicateurs.length * largeur + ENTRE_OBJECTIFS;
      }
      ici += ENTRE_GENERAUX - ENTRE_OBJECTIFS;
    }
    return { fait, largeur };
  }

  function rose(reponses, lecture) {
    const { fait, largeur } = angles();
    const cercles = echelle.map((_, n) => {
      const milieu = 2 * (n + 1) === echelle.length;
      return creerSvg("circle", { class: milieu ? "rose-cercle rose-milieu" : "rose-cercle", cx: CENTRE, cy: CENTRE, r: rond(COEUR + (n + 1) * pas) });
    });
    const petales = fait.flatMap(([objectif, debut]) => {
      const fin = debut + objectif.indicateurs.length * largeur;
      const [x, y] = point(CHIFFRES, (debut + fin) / 2).split(" ");
      const numero = creerSvg("text", { class: "rose-numero", x, y }, objectif.numero);
      return [numero, ...objectif.indicateurs.map((indicateur, rang) => {
        const [de, a] = [debut + rang * largeur + 0.4, debut + (rang + 1) * largeur - 0.4];
        const p = place(reponses, indicateur.id, lecture);
        const dehors = p < 0 ? COEUR + 4 : rond(COEUR + (echelle.length - p) * pas);
        const classe = p < 0 ? "petale petale--sans" : `petale petale--${fort(p) ? "fort" : "faible"}`;
        const dit = p < 0 ? "sans réponse" : echelle[p][lecture];
        return creerSvg("path", { class: classe, d: secteur(COEUR, dehors, de, a) }, creerSvg("title", {}, `${indicateur.numero} ${indicateur.libelle}\u00a0: ${dit}`));
      })];
    });
    const n = objectifs.flatMap((o) => o.indicateurs).filter(({ id }) => place(reponses, id, lecture) >= 0);
    const forts = n.filter(({ id }) => fort(place(reponses, id, lecture))).length;
    const phrase = `Rose des indicateurs, ${lecture}\u00a0: ${pluriel(n.length, "réponse")}, dont ${forts} au-delà du milieu. Le tableau des indicateurs dit la même chose.`;
    return creerSvg("svg", { class: "rose", viewBox: `0 0 ${COTE} ${COTE}`, role: "img", "aria-label": phrase }, ...cercles, ...petales);
  }

  /* De part et d’autre d’un axe, un carré par réponse : ce que les mots disent de fort à droite, de faible à gauche. */
  function barres(reponses, lecture) {
    const [LIGNE, CARRE, HAUT] = [26, 40, 30];
    const large = Math.max(...objectifs.map((o) => o.indicateurs.length));
    const [axe, fin] = [30 + large * CARRE, 30 + 2 * large * CARRE];
    const lignes = objectifs.flatMap((objectif, n) => {
      const y = HAUT + n * LIGNE;
      const { comptes, sans } = repartition(reponses, lecture, objectif.indicateurs.map(({ id }) => id));
      const carres = [];
      for (const cote of [true, false]) {
        // Du milieu vers le dehors : le degré le plus proche du milieu d’abord.
        const rangs = echelle.map((_, p) => p).filter((p) => fort(p) === cote);
        let x = axe;
        for (const p of cote ? rangs.reverse() : rangs) {
          for (let i = 0; i < comptes[p]; i += 1) {
            const gauche = cote ? x : x - CARRE;
            carres.push(
              creerSvg("rect", { class: `barre barre--${cote ? "fort" : "faible"}`, x: gauche + 1, y: y + 2, width: CARRE - 2, height: LIGNE - 4 }),
              creerSvg("text", { class: `barre-rang barre-rang--${cote ? "fort" : "faible"}`, x: gauche + CARRE / 2, y: y + LIGNE / 2 }, chiffre(p)),
            );
            x += cote ? CARRE : -CARRE;
          }
        }
      }
      const vides = Array.from({ length: sans }, (_, i) => creerSvg("circle", { class: "barre-sans", cx: fin + 16 + i * 13, cy: y + LIGNE / 2, r: 4 }));
      return [creerSvg("text", { class: "barre-numero", x: 2, y: y + LIGNE / 2 }, objectif.numero), ...carres, ...vides];
    });
    const bas = HAUT + objectifs.length * LIGNE;
    const phrase = `Barres par objectif, ${lecture}\u00a0: un carré par réponse, à droite ce qui est plus fort que le milieu, à gauche ce qui l’est moins. Le tableau des objectifs dit la même chose.`;
    return creerSvg(
      "svg", { class: "barres", viewBox: `0 0 ${fin + 16 + large * 13} ${bas + 2}`, role: "img", "aria-label": phrase },
      creerSvg("text", { class: "barre-tete barre-tete--gauche", x: axe - 8, y: 14 }, `←\u00a0${echelle.at(-1)[lecture]}`),
      creerSvg("text", { class: "barre-tete", x: axe + 8, y: 14 }, `${echelle[0][lecture]}\u00a0→`),
      ...lignes,
      creerSvg("path", { class: "barre-axe", d: `M${axe} ${HAUT - 6}V${bas}` }),
    );
  }

  return { rose, barres };
}
