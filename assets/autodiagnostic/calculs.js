/* Les chiffres de l’autodiagnostic, sans page : répartitions, médianes de degrés, constats, accords. Aucune moyenne :
 * l’ordre des degrés est dans leurs mots, l’écart de l’un à l’autre n’est nulle part.
 * Des réponses sont { identifiant: { importance, satisfaction } }, "" = sans réponse ;
 * une place est le rang d’un degré dans `echelle`, 0 pour ce que les mots disent de plus fort.
 * tests/figures.py calcule la même chose par un autre chemin.
 */

export function calculsDe(grille) {
  const LECTURES = ["importance", "satisfaction"];
  const echelle = grille.degres[0].fort ? [...grille.degres] : [...grille.degres].reverse();
  const places = new Map(echelle.map((degre, rang) => [degre.id, rang]));
  const objectifs = grille.generaux.flatMap((general) => general.objectifs);
  const indicateurs = objectifs.flatMap((objectif) => objectif.indicateurs);
  const connus = new Map(indicateurs.map((i) => [i.id, i]));
  const fort = (place) => echelle[place].fort;

  /* La place d’une réponse, ou -1. */
  const place = (reponses, id, lecture) => places.get(reponses[id]?.[lecture]) ?? -1;

  const donnees = (reponses, lecture, ids) => ids.map((id) => place(reponses, id, lecture)).filter((p) => p >= 0);

  /* Combien de réponses à chaque degré, et combien d’absentes. */
  function repartition(reponses, lecture, ids) {
    const trouvees = donnees(reponses, lecture, ids);
    return { comptes: echelle.map((_, p) => trouvees.filter((q) => q === p).length), sans: ids.length - trouvees.length };
  }

  /* Les deux places du milieu, la plus forte d’abord (la même deux fois quand il n’y en a qu’une), ou null. */
  function mediane(trouvees) {
    if (!trouvees.length) return null;
    const rangees = [...trouvees].sort((a, b) => a - b);
    const fin = rangees.length - 1;
    return [rangees[Math.floor(fin / 2)], rangees[Math.ceil(fin / 2)]];
  }
  const medianeDe = (reponses, lecture, ids) => mediane(donnees(reponses, lecture, ids));

  /* Où sont les indicateurs : quatre familles quand les deux lectures sont là, deux quand il n’y en a qu’une.
   * Les listes sont rangées : ce qui compte le plus d’abord, et pour les priorités ce qui satisfait le moins.
   */
  function constats(reponses) {
    const lues = indicateurs.map(({ id }) => ({ id, i: place(reponses, id, "importance"), s: place(reponses, id, "satisfaction") }));
    const ranger = (voulue, ...cles) => lues.filter(voulue).sort((a, b) => cles.reduce((avant, cle) => avant || cle(a) - cle(b), 0)).map(({ id }) => id); // à égalité, l’ordre de la grille
    const [importante, satisfaisante, insatisfaisante] = [(l) => l.i, (l) => l.s, (l) => -l.s];
    const deux = (compte, satisfait) => ({ i, s }) => i >= 0 && s >= 0 && fort(i) === compte && fort(s) === satisfait;
    const seule = (lue, autre, voulu) => (l) => l[lue] >= 0 && l[autre] < 0 && fort(l[lue]) === voulu;
    return {
      priorites: ranger(deux(true, false), importante, insatisfaisante), appuis: ranger(deux(true, true), satisfaisante, importante),
      acquis: ranger(deux(false, true), satisfaisante, importante), attente: ranger(deux(false, false), importante, insatisfaisante),
      importance: { fort: ranger(seule("i", "s", true), importante), faible: ranger(seule("i", "s", false), importante) },
      satisfaction: { fort: ranger(seule("s", "i", true), satisfaisante), faible: ranger(seule("s", "i", false), insatisfaisante) },
    };
  }

  /* Plusieurs jeux de réponses côte à côte. `accord` : "" (moins de deux réponses), "accord" (même degré), "nuance"
   * (même côté du milieu) ou "desaccord" (des deux côtés) ; `ecart` : degrés franchis du plus fort au plus faible.
   */
  function confronter(jeux) {
    return indicateurs.map(({ id }) => {
      const ligne = { id };
      for (const lecture of LECTURES) {
        const rangs = jeux.map((reponses) => place(reponses, id, lecture));
        const la = rangs.filter((p) => p >= 0);
        const ecart = la.length ? Math.max(...la) - Math.min(...la) : 0;
        const partage = la.some(fort) && !la.every(fort);
        ligne[lecture] = { places: rangs, ecart, accord: la.length < 2 ? "" : !ecart ? "accord" : partage ? "desaccord" : "nuance" };
      }
      return ligne;
    });
  }

  /* Deux groupes de réponses, par leurs médianes. `sens` : où le second est par rapport au premier, "plus" (plus fort),
   * "moins", "pareil", "mele" (il s’étale des deux côtés), "" (l’un des deux ne dit rien) ; `oppose` : le milieu les sépare.
   */
  function opposer(avant, apres) {
    return indicateurs.map(({ id }) => {
      const ligne = { id };
      for (const lecture of LECTURES) {
        const [a, b] = [avant, apres].map((jeux) => mediane(jeux.map((r) => place(r, id, lecture)).filter((p) => p >= 0)));
        const ecarts = a && b ? [b[0] - a[0], b[1] - a[1]] : [];
        const sens = !ecarts.length ? "" : ecarts.every((e) => e === 0) ? "pareil" : ecarts.every((e) => e <= 0) ? "plus" : ecarts.every((e) => e >= 0) ? "moins" : "mele";
        const oppose = Boolean(a && b) && ((a.every(fort) && !b.some(fort)) || (!a.some(fort) && b.every(fort)));
        ligne[lecture] = { avant: a, apres: b, sens, oppose };
      }
      return ligne;
    });
  }

  /* Combien d’indicateurs ont une réponse, par lecture. */
  const remplis = (reponses) => Object.fromEntries(LECTURES.map((l) => [l, donnees(reponses, l, indicateurs.map(({ id }) => id)).length]));

  return { LECTURES, echelle, objectifs, indicateurs, connus, place, fort, repartition, mediane, medianeDe, constats, confronter, opposer, remplis };
}
