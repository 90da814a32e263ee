/* Une question qui est le nom d’un lieu, ou qui en dit un : la recherche dans le texte montre aussi la voie de « Près de chez moi », pour la commune,
 * l’intercommunalité, le département ou la région de ce nom. « Qui répare près de Valence » mène aussi aux pôles qui le disent, du plus proche
 * de la commune au plus lointain. Rien n’est envoyé.
 */
import { creer } from "../commun/elements.js";
import { differer } from "../commun/gestes.js";
import { citeTape } from "../commun/phrases.js";
import { nomsDe } from "../lieux/noms.js";
import { departementsDe, lieuxDits, poleQui } from "./question.js";
import { versChezMoi } from "./pres.js";

const [ATTENTE_LIEUX, MONTRES] = [400, 4]; // millisecondes après la dernière frappe

/**
 * @param {HTMLElement} voie où les dire
 * @param {HTMLInputElement} champ
 * @param {URL} racine
 * @param {(mots: string) => Promise<string>} corriger ces mots comme la recherche les écrirait
 * @param {ReturnType<typeof import("./moteur.js").moteurDe>} moteur
 */
export function chercherDesLieux(voie, champ, racine, corriger, moteur) {
  const noms = nomsDe(voie.dataset.lieux);
  const ligne = async (lieu, mots) => {
    const { nom, adresse, detail } = lieu;
    const vers = new URL(adresse, racine);
    if (vers.search) [vers.hash, vers.search] = [vers.search.slice(1), ""]; // le fragment, qu’aucun serveur ne reçoit
    const { dit, choix } = poleQui(lieu);
    const ici = mots && "dr".includes(lieu.genre) && new Set(await moteur.polesDe(await departementsDe(noms, lieu)));
    const aucun = ici && !(await moteur.chercher(mots)).complets.some((numero) => ici.has(numero)); // la liste serait vide
    const disent = aucun ? [creer("br"), `${citeTape(mots)}, ${dit}\u00a0: aucun pôle de l’atlas.`]
      : mots && choix ? [creer("br"), creer("a", { href: new URL(`poles/#${choix}&q=${encodeURIComponent(mots)}`, racine).href }, `${citeTape(mots)}, ${dit}`)] : [];
    return creer("li", {}, creer("a", { href: vers.href }, nom), ` · ${detail}`, ...disent);
  };

  let tour = 0;
  async function chercher() {
    const question = champ.value.trim();
    const moi = (tour += 1);
    const { mots: tapes, lieux: dits } = await lieuxDits(noms, question);
    const mots = tapes && dits.length ? await corriger(tapes) : tapes;
    const lieux = dits.filter(({ genre }) => genre !== "r" || mots).slice(0, MONTRES); // une région a sa page, que la recherche trouve
    const lignes = await Promise.all(lieux.map((lieu) => ligne(lieu, mots)));
    if (moi !== tour) return;
    voie.removeAttribute("aria-busy");
    const chezMoi = versChezMoi(question, racine);
    voie.querySelector("ul").replaceChildren(...(chezMoi.length ? [creer("li", {}, ...chezMoi)] : []), ...lignes);
    voie.hidden = !voie.querySelector("li");
  }

  /* Sans elle, la recherche répond quand même, et « aucun résultat » ne veut pas dire qu’aucun lieu ne s’appelle ainsi. */
  const maintenant = () => chercher().catch((erreur) => {
    console.warn(erreur);
    voie.removeAttribute("aria-busy");
    voie.querySelector("ul").replaceChildren(creer("li", {}, "Les noms de lieux n’ont pas pu être lus. Vérifiez la connexion, puis rechargez la page."));
    voie.hidden = false;
  });
  const bientot = differer(maintenant, ATTENTE_LIEUX);
  champ.addEventListener("input", () => {
    voie.setAttribute("aria-busy", "true");
    voie.hidden = true; // les lieux de la question d’avant ne répondent pas à celle-ci
    bientot();
  });
  addEventListener("hashchange", bientot);
  maintenant();
}
