/* Le profil : images, constats en mots, tableaux, notes et preuves. C’est aussi le rapport que l’on imprime.
 */
import { creer } from "../commun/elements.js";
import { cite, enMots, enumerer, pluriel } from "../commun/phrases.js";

export const NOMS = { importance: "Importance pour le projet", satisfaction: "Satisfaction, pour le diagnostic" };
/** Un tableau qui se fait défiler, ses titres de colonnes et son corps. */
export const tableau = (legende, tetes, corps, classe = null) => creer("div", { class: "tableau", tabindex: 0, role: "group", "aria-label": legende },
  creer("table", { class: classe }, creer("caption", {}, legende), creer("thead", {}, creer("tr", {}, ...tetes.map((t) => creer("th", { scope: "col" }, t)))), ...corps));

/** Une fonction (etat) → les éléments de la page. */
export function profilDe(grille, calculs, dessins) {
  const { LECTURES, echelle, objectifs, indicateurs, connus, place, fort, repartition, medianeDe, constats, remplis } = calculs;
  const degre = (p, lecture) => (p < 0 ? "sans réponse" : echelle[p][lecture]);

  const milieu = (paire, lecture) => {
    if (!paire) return "sans réponse";
    const [haut, bas] = paire.map((p) => echelle[p][lecture]);
    return haut === bas ? haut : `entre ${cite(haut)} et ${cite(bas)}`;
  };
  const detail = ({ comptes, sans }, lecture) =>
    enumerer([...comptes.flatMap((n, p) => (n ? [`${n}\u00a0${echelle[p][lecture]}`] : [])), ...(sans ? [`${sans}\u00a0sans réponse`] : [])]);

  /* ---- Qui, quand ---- */

  function entete(etat) {
    const lignes = [
      ["Qui répond", etat.qui], ["Regard", grille.regards[etat.regard]], ["Autour de la table", enumerer(etat.evaluateurs.map((f) => grille.familles[f]))],
      ["Date", enMots(etat.date)], ["Pôle", etat.pole], ["Grille", `${grille.titre}, ${grille.libelle}`],
    ];
    return creer("dl", { class: "auto-identite" }, ...lignes.filter(([, dit]) => dit).map(([mot, dit]) => creer("div", {}, creer("dt", {}, mot), creer("dd", {}, dit))));
  }

  /* ---- Les images ---- */

  const figure = (image, lecture, mots) => creer(
    "figure", { role: "figure", "aria-label": `${NOMS[lecture]}. ${mots}` }, image, creer("figcaption", {}, creer("strong", {}, `${NOMS[lecture]}.`), ` ${mots}`),
  );
  function images(reponses, lectures) {
    return creer("div", { class: "auto-images" }, ...lectures.flatMap((l) => [
      figure(dessins.rose(reponses, l), l, "Un pétale par indicateur, rangés par objectif\u00a0; plus il est long, plus les mots de la réponse sont forts. Le cercle épais est le milieu, où l’échelle n’a pas de case\u00a0; un point\u00a0: sans réponse."),
      figure(dessins.barres(reponses, l), l, "Un carré par réponse, de part et d’autre du milieu\u00a0; dans le carré, le numéro du degré. Un rond\u00a0: sans réponse."),
    ]));
  }

  /* ---- Les constats ---- */

  function liste(titre, phrase, ids, reponses, lectures, vide) {
    const ligne = (id) => {
      const { numero, libelle } = connus.get(id);
      const dits = lectures.map((l) => degre(place(reponses, id, l), l)).join(", ");
      return creer("li", { "data-constat": id }, creer("span", { class: "auto-numero" }, numero), " ", libelle, " ", creer("span", { class: "auto-dit" }, `(${dits})`));
    };
    if (!ids.length && !vide) return "";
    return creer("section", { class: "auto-constat" }, creer("h4", {}, titre), creer("p", { class: "source" }, phrase),
      ids.length ? creer("ul", {}, ...ids.map(ligne)) : creer("p", { class: "inconnu" }, vide));
  }

  function constatsEnMots(reponses) {
    const c = constats(reponses);
    const deux = c.priorites.length + c.appuis.length + c.acquis.length + c.attente.length;
    const seules = LECTURES.map((l) => [l, c[l]]);
    return creer("div", { class: "auto-constats" },
      deux ? liste("Priorités", "Ce qui compte beaucoup et satisfait peu.", c.priorites, reponses, LECTURES, "Aucun indicateur ne compte beaucoup tout en satisfaisant peu.") : "",
      deux ? liste("Points d’appui", "Ce qui compte beaucoup et satisfait.", c.appuis, reponses, LECTURES, "Aucun pour l’instant.") : "",
      deux ? liste("Acquis", "Ce qui compte moins et satisfait.", c.acquis, reponses, LECTURES, "") : "",
      deux ? liste("En attente", "Ce qui compte moins et satisfait peu.", c.attente, reponses, LECTURES, "") : "",
      ...seules.flatMap(([l, { fort: forts, faible }]) => (l === "importance"
        ? [liste(deux ? "Compte beaucoup, satisfaction sans réponse" : "Ce qui compte beaucoup", "Du plus important au moins important.", forts, reponses, [l], ""),
          liste(deux ? "Compte moins, satisfaction sans réponse" : "Ce qui compte moins", "Du plus important au moins important.", faible, reponses, [l], "")]
        : [liste(deux ? "Satisfait, importance sans réponse" : "Points d’appui", "Ce qui satisfait, le plus satisfaisant d’abord.", forts, reponses, [l], ""),
          liste(deux ? "Satisfait peu, importance sans réponse" : "Ce qui satisfait peu", "Le moins satisfaisant d’abord.", faible, reponses, [l], "")])),
    );
  }

  /* Les deux lectures côte à côte, case par case : rien n’est additionné. */
  function croisement(reponses) {
    const ici = (i, s) => indicateurs.filter(({ id }) => place(reponses, id, "importance") === i && place(reponses, id, "satisfaction") === s).map(({ numero }) => numero);
    if (!indicateurs.some(({ id }) => LECTURES.every((l) => place(reponses, id, l) >= 0))) return "";
    const tete = (p) => creer("span", {}, String(echelle[p].rang), creer("span", { class: "lu-seul" }, ` ${echelle[p].satisfaction}`));
    const lignes = echelle.map((d, i) => creer("tr", {}, creer("th", { scope: "row" }, `${d.rang}\u00a0${d.importance}`),
      ...echelle.map((_, s) => creer("td", { class: fort(i) && !fort(s) ? "auto-priorite" : "" }, ici(i, s).join(" ")))));
    const legende = "Chaque indicateur à la croisée de ses deux réponses\u00a0: importance en ligne, satisfaction en colonne. Le coin encadré est celui des priorités.";
    const table = tableau(legende, ["Importance \\ satisfaction", ...echelle.map((_, s) => tete(s))], [creer("tbody", {}, ...lignes)], "auto-croix");
    table.setAttribute("aria-label", "Tableau croisé");
    return creer("section", {}, creer("h3", {}, "Ce qui compte, ce qui satisfait"), table);
  }

  /* ---- Les tableaux ---- */

  function parObjectif(reponses, lectures) {
    const corps = grille.generaux.map((general) => creer("tbody", {},
      creer("tr", {}, creer("th", { scope: "rowgroup", colspan: 1 + lectures.length, class: "auto-bandeau" }, general.libelle)),
      ...general.objectifs.map((objectif) => {
        const ids = objectif.indicateurs.map(({ id }) => id);
        return creer("tr", { "data-objectif": objectif.id }, creer("th", { scope: "row" }, `${objectif.numero}. ${objectif.libelle}`), ...lectures.map((l) => {
          const r = repartition(reponses, l, ids);
          return creer("td", { "data-lecture": l }, creer("strong", { "data-mediane": true }, milieu(medianeDe(reponses, l, ids), l)), creer("small", { "data-detail": true }, detail(r, l)));
        }));
      })));
    return tableau("Par objectif\u00a0: la réponse du milieu (médiane), et toutes les réponses", ["Objectif principal", ...lectures.map((l) => NOMS[l])], corps, "auto-objectifs");
  }

  function parIndicateur(reponses, lectures) {
    const corps = objectifs.map((objectif) => creer("tbody", {}, ...objectif.indicateurs.map(({ id, numero, libelle }) => {
      const { note, preuve } = reponses[id];
      const ecrit = (mot, texte) => (texte ? [creer("p", { class: "auto-ecrit" }, creer("strong", {}, `${mot}\u00a0: `), texte)] : []);
      return creer("tr", { "data-ligne": id }, creer("td", { class: "auto-numero" }, numero), creer("th", { scope: "row" }, libelle, ...ecrit("Note", note), ...ecrit("Preuve", preuve)),
        ...lectures.map((l) => {
          const p = place(reponses, id, l);
          return creer("td", { "data-lecture": l, class: p < 0 ? "inconnu" : "" }, p < 0 ? "sans réponse" : `${echelle[p].rang}\u00a0${echelle[p][l]}`);
        }));
    })));
    return tableau("Indicateur par indicateur, avec les notes et les preuves", ["N°", "Indicateur", ...lectures.map((l) => NOMS[l].split(/,| pour/)[0])], corps);
  }

  return (etat) => {
    const { reponses, deCote } = etat;
    const n = remplis(reponses);
    const lectures = LECTURES.filter((l) => n[l]);
    if (!lectures.length) {
      return [creer("p", {}, "Rien n’est encore rempli. ", creer("a", { href: "#depart" }, "Commencer"), ", ou ", creer("a", { href: "#garder" }, "ouvrir un fichier"), ".")];
    }
    const decote = Object.entries(deCote);
    return [
      entete(etat),
      creer("p", { "data-compte-rendu": true }, `${enumerer(lectures.map((l) => `${pluriel(n[l], "indicateur")} sur ${indicateurs.length} ${n[l] > 1 ? "ont" : "a"} une réponse pour ${l === "importance" ? "l’importance" : "la satisfaction"}`))}.`),
      images(reponses, lectures),
      creer("section", {}, creer("h3", {}, "En mots"), constatsEnMots(reponses)),
      croisement(reponses),
      creer("section", {}, creer("h3", {}, "Les chiffres"), parObjectif(reponses, lectures), parIndicateur(reponses, lectures)),
      decote.length ? creer("section", {}, creer("h3", {}, "Mis de côté"), creer("p", {}, "La grille d’aujourd’hui n’a pas ces indicateurs\u00a0; le fichier garde leurs réponses."), creer("ul", {}, ...decote.map(([id, { enonce }]) => creer("li", {}, `${id}${enonce ? `\u00a0: ${enonce}` : ""}`)))) : "",
      creer("section", { class: "auto-prudence" }, creer("h3", {}, "Ce que ces chiffres ne disent pas"),
        creer("p", {}, "Ni note d’ensemble, ni moyenne, ni rang. Les mots des degrés donnent un ordre, pas des distances\u00a0: on peut compter les réponses et dire celle du milieu, pas les additionner. Quand deux réponses sont au milieu, les deux sont dites. Le numéro d’un degré n’entre dans aucun calcul. Les images espacent les degrés à égale distance parce qu’il faut bien les dessiner."),
        creer("ul", {}, ...grille.avertissements.map((texte) => creer("li", {}, texte)))),
    ];
  };
}
