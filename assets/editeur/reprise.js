/* Un brouillon qui attend : fait sur une fiche plus ancienne, ou laissé là par « Toujours exact ? ». Il dit ce qu’il déferait, et ne
 * se reprend que si l’on répond. Ce qui ne se lit plus est rendu tel quel.
 */

import { creer } from "../commun/elements.js";
import { pluriel } from "../commun/phrases.js";
import { duJour, misDeCote, oterDuNavigateur } from "./brouillons.js";
import { changementsEntre, montrerUnChangement } from "./difference.js";
import { etat } from "./etat.js";
import { fusionner } from "./fusion.js";
import { annoncer, aviser, bouton, copierLeTexte, page, pareil, telecharger, trouver } from "./outils.js";

const CHANGES_DITS = 12; // changements dits d’abord
const SIGNES_MONTRES = 100_000; // signes d’un texte illisible montrés dans la page
const laPresente = () => ({ valeurs: etat.valeurs, recit: etat.leRecit });

/* Ce qu’un brouillon change de la fiche d’où il partait, et ce qu’il en fait sur celle d’aujourd’hui ; rien s’il ne se lit pas. */
function comparerBrouillon(garde) {
  const [base, mien] = [garde.base === null ? null : etat.lire(garde.base), etat.lire(garde.texte)];
  if (!base || !mien || !etat.lisible) return null;
  const fusion = fusionner(base, mien, laPresente());
  return { fusion, deferait: changementsEntre(fusion, mien), changerait: changementsEntre(laPresente(), fusion), disputes: fusion.disputes.flatMap(([leur, sien]) => changementsEntre(leur, sien)) };
}
/** Un brouillon qui ne dit rien de plus que la date où la fiche a été relue. */
function neDitQueLaDate({ texte, base }) {
  const [avant, apres] = [base === null ? null : etat.lire(base), etat.lire(texte)];
  const sansDate = ({ valeurs, recit }) => [{ ...valeurs, verifie_le: null }, recit];
  return Boolean(avant && apres && pareil(sansDate(avant), sansDate(apres)));
}

/* Les valeurs d’une version entrent dans la fiche ouverte, une clé à la fois : le reste du texte n’est pas touché. */
function prendreLesValeurs({ valeurs, recit }) {
  for (const cle of new Set([...Object.keys(etat.valeurs), ...Object.keys(valeurs)])) etat.poser([cle], Object.hasOwn(valeurs, cle) ? valeurs[cle] : undefined);
  etat.recit(recit);
}

const enLignes = (changes) => creer("ul", { class: "changements" }, ...changes.slice(0, CHANGES_DITS).map(montrerUnChangement),
  ...(changes.length > CHANGES_DITS ? [creer("li", {}, `et ${pluriel(changes.length - CHANGES_DITS, "autre")}.`)] : []));

/**
 * Demande ce qu’on fait d’un brouillon qui attend.
 * @param {any} garde
 * @param {{ ancienne: boolean, publie: boolean, lesMiens: (fusion: any) => void, tout: () => void, effacer: () => void }} suites `ancienne` : la fiche a changé depuis
 */
function proposerReprise(garde, { ancienne, publie, lesMiens, tout, effacer }) {
  const compare = comparerBrouillon(garde);
  const fiche = publie ? "la fiche publiée" : "le fichier";
  const dits = [];
  const boutons = [];
  if (!ancienne) dits.push(creer("p", {}, creer("strong", {}, `Un brouillon de cette fiche${duJour(garde.date)} attend`), ", gardé dans ce navigateur. Il n’est pas dans ce que vous voyez, et n’est envoyé nulle part."));
  else dits.push(creer("p", {}, creer("strong", {}, `${publie ? "La fiche publiée" : "Le fichier"} a changé depuis votre brouillon${duJour(garde.date)}`), ", gardé dans ce navigateur. Vous voyez celle d’aujourd’hui."));
  if (compare?.changerait.length) dits.push(creer("p", {}, "Ce que votre brouillon change\u00a0:"), enLignes(compare.changerait));
  if (compare?.disputes.length) dits.push(creer("p", {}, `Ce que ${fiche} a changé aussi, et que votre brouillon remplacerait\u00a0:`), enLignes(compare.disputes));
  if (ancienne && compare?.deferait.length) dits.push(creer("p", {}, "Repris tout entier, il déferait ce qu’un autre a changé depuis\u00a0:"), enLignes(compare.deferait));
  if (!compare) dits.push(creer("p", {}, `Ce qu’il change ne se compare pas${etat.lisible ? "" : `\u00a0: ${fiche} ne se lit pas`}. Repris, il remplace tout ce que vous voyez.`));
  if (compare) boutons.push(bouton(ancienne ? "Ne reprendre que mes changements" : "Le reprendre", () => {
    const present = comparerBrouillon(garde); // on a pu taper depuis
    if (present) lesMiens(present.fusion);
  }, { "data-reprendre": true }));
  if (ancienne || !compare) boutons.push(bouton("Tout reprendre", tout, { "data-tout-reprendre": true }));
  aviser("reprise", ...dits, creer("p", {}, ...[...boutons, bouton("Effacer le brouillon", effacer, { class: "bouton-discret", "data-effacer": true })].flatMap((b) => [b, " "])));
}
/** Après « Ne reprendre que mes changements ». */
function direRepris(fusion) {
  const disputes = fusion.disputes.flatMap(([leur, sien]) => changementsEntre(leur, sien));
  aviser("reprise", creer("p", {}, creer("strong", {}, "Vos changements sont repris"), " sur la fiche d’aujourd’hui\u00a0; ce qui avait changé entre-temps y reste."),
    ...(disputes.length ? [creer("p", {}, "Vous aviez changé la même chose\u00a0; c’est la vôtre qui est écrite, relisez\u00a0:"), enLignes(disputes)] : []),
    creer("p", {}, bouton("Continuer", () => {
      aviser("reprise");
      trouver("titre").focus();
    })));
}

/* ---- Ce qui ne se lit plus ---- */

/** Dit ce que ce navigateur gardait et qui ne se lit plus, et le rend. */
function rendreIllisibles(cle, nom) {
  page.querySelectorAll("[data-sujet^='illisible']").forEach((avis) => avis.remove()); // ceux d’une autre fiche
  for (const [rang, { cle: sous, texte }] of misDeCote(cle).entries()) {
    const sujet = `illisible-${rang}`;
    const dit = creer("p", {});
    const voir = creer("details", {}, creer("summary", {}, "Voir ce texte"));
    voir.addEventListener("toggle", () => {
      if (voir.open && voir.children.length === 1) voir.append(creer("pre", { class: "fichier", tabindex: "0", role: "region", "aria-label": "Le texte gardé" }, texte.slice(0, SIGNES_MONTRES), ...(texte.length > SIGNES_MONTRES ? ["\n…"] : [])));
    });
    aviser(sujet, creer("p", {}, creer("strong", {}, "Un brouillon gardé dans ce navigateur est abîmé"), `, et la page ne peut pas le rouvrir${texte.length > SIGNES_MONTRES ? ` (${pluriel(texte.length, "signe")})` : ""}. Rien n’en est repris, rien n’en est perdu\u00a0: copiez-en ce qui compte dans le formulaire, ou téléchargez-le.`),
      creer("p", {}, bouton("Copier ce texte", async () => { dit.textContent = (await copierLeTexte(texte)) ? "Copié." : "La copie est refusée\u00a0: téléchargez-le."; }), " ",
        bouton("Le télécharger", () => telecharger(`${nom}-brouillon.txt`, texte)), " ",
        bouton("L’effacer", () => {
          oterDuNavigateur(sous);
          aviser(sujet);
          annoncer("Le texte est effacé de ce navigateur.");
          trouver("titre").focus();
        }, { class: "bouton-discret" })), creer("div", { role: "status" }, dit), voir);
  }
}

/* Ce que garder.js en prend. */
export const reprise = { neDitQueLaDate, prendreLesValeurs, proposerReprise, direRepris, rendreIllisibles, fusionner };
