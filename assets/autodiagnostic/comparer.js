/* La coévaluation : plusieurs fichiers côte à côte, indicateur par indicateur. Ils ne sont ni gardés ni envoyés.
 */
import { creer } from "../commun/elements.js";
import { cite, enMots, enumerer, pluriel } from "../commun/phrases.js";
import { tableau } from "./profil.js";

/** Une fonction (jeux) → les éléments ; un jeu = { nom, regard, date, reponses }. */
export function comparaisonDe(grille, calculs) {
  const { LECTURES, echelle, objectifs, connus, remplis, confronter, opposer } = calculs;
  const TITRES = { importance: "L’importance", satisfaction: "La satisfaction" };
  const ACCORDS = { "": "une réponse au plus", accord: "accord", nuance: "nuance", desaccord: "désaccord" };
  const SENS = { plus: "plus fort", moins: "moins fort", pareil: "pareil", mele: "plus partagé, ou moins", "": "" };
  const dire = (p, l) => (p < 0 ? "sans réponse" : `${echelle[p].rang}\u00a0${echelle[p][l]}`);
  const milieu = (paire, l) => {
    if (!paire) return "sans réponse";
    return paire[0] === paire[1] ? dire(paire[0], l) : `entre ${dire(paire[0], l)} et ${dire(paire[1], l)}`;
  };
  /* Deux fichiers peuvent porter le même nom : le regard et la date les distinguent. */
  function tete({ nom, regard, date }) {
    const dits = [grille.regards[regard]?.toLowerCase(), enMots(date)].filter(Boolean).join(", ");
    return creer("span", {}, nom, ...(dits ? [" ", creer("small", {}, dits)] : []));
  }
  const intitule = (id) => [creer("span", { class: "auto-numero" }, connus.get(id).numero), " ", connus.get(id).libelle];

  function detail(legende, tetes, lignes) {
    const parObjectif = objectifs.map((o) => creer("tbody", {}, ...o.indicateurs.map(({ id }) => lignes.get(id)).filter(Boolean)));
    // Sur un téléphone, vingt-sept lignes de plusieurs réponses sont très longues : la phrase et les désaccords suffisent d’abord.
    return creer("details", { class: "auto-plus", open: matchMedia("(min-width: 60em), print").matches, "data-detail": true }, creer("summary", {}, legende), tableau(legende, tetes, parObjectif));
  }

  /* ---- Tous ensemble ---- */

  function ensemble(jeux, lecture) {
    const lignes = confronter(jeux.map(({ reponses }) => reponses)).map((ligne) => ({ id: ligne.id, ...ligne[lecture] }));
    const de = (accord) => lignes.filter((ligne) => ligne.accord === accord);
    const [accords, nuances, desaccords] = ["accord", "nuance", "desaccord"].map(de);
    const compares = accords.length + nuances.length + desaccords.length;
    if (!compares) return "";
    const rangs = new Map(lignes.map(({ id, places, accord }) => [id, creer(
      "tr", { "data-ligne": id, "data-accord": accord, class: accord === "desaccord" ? "auto-desaccord" : "" },
      creer("th", { scope: "row" }, ...intitule(id)), ...places.map((p) => creer("td", { class: p < 0 ? "inconnu" : "" }, dire(p, lecture))), creer("td", {}, creer("strong", {}, ACCORDS[accord])),
    )]));
    // Le désaccord le plus large d’abord ; à égalité, l’ordre de la grille.
    const larges = [...desaccords].sort((a, b) => b.ecart - a.ecart);
    return creer("section", { "data-ensemble": lecture }, creer("h3", {}, TITRES[lecture]),
      creer("p", { "data-bilan": true }, `Sur ${pluriel(compares, "indicateur")} où deux réponses au moins se rencontrent\u00a0: ${pluriel(accords.length, "accord")}, ${pluriel(nuances.length, "nuance")}, ${pluriel(desaccords.length, "désaccord")}.`),
      larges.length
        ? creer("ul", { class: "auto-desaccords" }, ...larges.map(({ id, places, ecart }) => {
          const la = places.filter((p) => p >= 0);
          return creer("li", { "data-desaccord": id }, ...intitule(id), " ", creer("span", { class: "auto-dit" }, `(de ${cite(echelle[Math.min(...la)][lecture])} à ${cite(echelle[Math.max(...la)][lecture])}, ${pluriel(ecart, "degré")} d’écart)`));
        }))
        : creer("p", {}, "Aucun désaccord\u00a0: nulle part les réponses ne sont des deux côtés du milieu."),
      creer("p", { class: "source" }, "Accord\u00a0: le même degré partout. Nuance\u00a0: des degrés différents, du même côté du milieu. Désaccord\u00a0: des réponses des deux côtés."),
      detail(`${TITRES[lecture]}, indicateur par indicateur`, ["Indicateur", ...jeux.map(tete), "Ensemble"], rangs));
  }

  /* ---- Deux groupes ---- */

  /** @type {(titre: string, cle: string, avant: any[], apres: any[], suite: string) => HTMLElement | string} */
  function face(titre, cle, [motA, as], [motB, bs], suite) {
    const comparees = opposer(as.map((j) => j.reponses), bs.map((j) => j.reponses));
    const parLecture = LECTURES.flatMap((lecture) => {
      const lignes = comparees.filter((ligne) => ligne[lecture].sens);
      if (!lignes.length) return [];
      const opposes = lignes.filter((ligne) => ligne[lecture].oppose);
      const compte = (sens) => lignes.filter((ligne) => ligne[lecture].sens === sens).length;
      const rangs = new Map(lignes.map((ligne) => {
        const { avant, apres, sens, oppose } = ligne[lecture];
        return [ligne.id, creer("tr", { "data-ligne": ligne.id, "data-sens": sens, class: oppose ? "auto-desaccord" : "" }, creer("th", { scope: "row" }, ...intitule(ligne.id)),
          creer("td", {}, milieu(avant, lecture)), creer("td", {}, milieu(apres, lecture)), creer("td", {}, creer("strong", {}, SENS[sens]), oppose ? " (le milieu les sépare)" : ""))];
      }));
      return [creer("section", { "data-face": `${cle}-${lecture}` }, creer("h4", {}, TITRES[lecture]),
        creer("p", { "data-bilan": true }, `Sur ${pluriel(lignes.length, "indicateur")}, ${cite(motB)} répond plus fort que ${cite(motA)} pour ${compte("plus")}, moins fort pour ${compte("moins")}, pareil pour ${compte("pareil")}${compte("mele") ? `, plus ou moins partagé pour ${compte("mele")}` : ""}. ${opposes.length ? `Le milieu les sépare pour ${enumerer(opposes.map(({ id }) => connus.get(id).numero))}.` : "Le milieu ne les sépare nulle part."}`),
        detail(`${titre}, ${lecture}\u00a0: la réponse du milieu de chaque côté`, ["Indicateur", `${motA} (${as.length})`, `${motB} (${bs.length})`, `${cite(motB)} est`], rangs))];
    });
    return parLecture.length ? creer("section", {}, creer("h3", {}, titre), creer("p", { class: "source" }, suite), ...parLecture) : "";
  }

  function regards(jeux) {
    const [interne, externe] = Object.keys(grille.regards).map((regard) => [grille.regards[regard], jeux.filter((j) => j.regard === regard)]);
    if (!interne?.[1].length || !externe?.[1].length) return "";
    return face(`${interne[0]} et ${externe[0].toLowerCase()}`, "regards", interne, externe, "Ceux qui n’ont pas dit de quel côté ils sont n’entrent pas ici.");
  }

  function annees(jeux) {
    const connues = [...new Set(jeux.map((j) => j.date.slice(0, 4)).filter(Boolean))].sort();
    if (connues.length < 2) return "";
    const [avant, apres] = connues.slice(-2).map((annee) => [annee, jeux.filter((j) => j.date.startsWith(annee))]);
    return face(`De ${avant[0]} à ${apres[0]}`, "annees", avant, apres, "Ce ne sont pas forcément les mêmes personnes d’une année à l’autre\u00a0: un écart peut venir d’elles.");
  }

  /* Sur le papier, où la liste des fichiers ouverts n’est pas : qui est comparé, sur quelle grille. */
  function entete(jeux) {
    const lignes = [["Réponses comparées", jeux.map((jeu) => creer("dd", {}, tete(jeu)))], ["Grille", [creer("dd", {}, `${grille.titre}, ${grille.libelle}`)]]];
    return creer("dl", { class: "auto-identite auto-papier" }, ...lignes.map(([mot, dits]) => creer("div", {}, creer("dt", {}, mot), ...dits)));
  }

  return (jeux) => {
    const pleins = jeux.filter(({ reponses }) => Object.values(remplis(reponses)).some(Boolean));
    if (pleins.length < 2) {
      return [creer("p", { class: "inconnu" }, pleins.length ? "Il en faut un autre pour comparer." : "Ouvrez au moins deux fichiers, ou un fichier à côté de vos réponses.")];
    }
    const dates = pleins.filter(({ date }) => !date).length;
    return [
      entete(pleins), ...LECTURES.map((lecture) => ensemble(pleins, lecture)), regards(pleins), annees(pleins),
      creer("p", { class: "source" }, `Rien n’est additionné ni classé\u00a0: ni les personnes, ni les réponses.${dates ? ` ${pluriel(dates, "fichier n’est pas daté", "fichiers ne sont pas datés")}.` : ""}`),
    ];
  };
}
