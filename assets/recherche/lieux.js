/* Une question qui est le nom d’un lieu, ou qui en dit un : la recherche dans le texte montre aussi la voie de « Près de chez moi », pour la commune,
 * l’intercommunalité, le département ou la région de ce nom. « Qui répare près de Valence » mène aussi aux pôles qui le disent, du plus proche
 * de la commune au plus lointain. Rien n’est envoyé.
 */
import { creer } from "../commun/elements.js";
import { differer } from "../commun/gestes.js";
import { cite } from "../commun/phrases.js";
import { nomsDe } from "../lieux/noms.js";
import { lieuxDits, poleQui } from "./question.js";

const [ATTENTE_LIEUX, MONTRES] = [400, 4]; // millisecondes après la dernière frappe

/**
 * Le lieu qui porte exactement ce nom, et son département ; le plus peuplé s’ils sont plusieurs.
 * @param {HTMLElement} voie
 * @param {string} nom
 */
export async function situer(voie, nom) {
  const { trouves, exacts } = await nomsDe(voie.dataset.lieux).chercher(nom, false);
  const lieu = trouves.slice(0, exacts).filter(({ departement }) => departement).sort((a, b) => b.poids - a.poids)[0];
  return lieu ? { nom: lieu.nom, detail: lieu.detail, departement: lieu.departement } : null;
}

/**
 * @param {HTMLElement} voie où les dire
 * @param {HTMLInputElement} champ
 * @param {URL} racine
 */
export function chercherDesLieux(voie, champ, racine) {
  const noms = nomsDe(voie.dataset.lieux);
  const ligne = (lieu, mots) => {
    const { nom, adresse, detail } = lieu;
    const vers = new URL(adresse, racine);
    if (vers.search) [vers.hash, vers.search] = [vers.search.slice(1), ""]; // le fragment, qu’aucun serveur ne reçoit
    const { dit, choix } = poleQui(lieu);
    const disent = mots && choix ? [creer("br"), creer("a", { href: new URL(`poles/#${choix}&q=${encodeURIComponent(mots)}`, racine).href }, `${cite(mots)}, ${dit}`)] : [];
    return creer("li", {}, creer("a", { href: vers.href }, nom), ` · ${detail}`, ...disent);
  };

  let tour = 0;
  async function chercher() {
    const question = champ.value.trim();
    const moi = (tour += 1);
    const { mots, lieux: dits } = await lieuxDits(noms, question);
    if (moi !== tour) return;
    const lieux = dits.filter(({ genre }) => genre !== "r" || mots).slice(0, MONTRES); // une région a sa page, que la recherche trouve
    voie.removeAttribute("aria-busy");
    voie.hidden = !lieux.length;
    voie.querySelector("ul").replaceChildren(...lieux.map((lieu) => ligne(lieu, mots)));
  }

  const bientot = differer(() => chercher().catch(() => { voie.hidden = true; }), ATTENTE_LIEUX); // sans elle, la recherche répond quand même
  champ.addEventListener("input", () => {
    voie.setAttribute("aria-busy", "true");
    voie.hidden = true; // les lieux de la question d’avant ne répondent pas à celle-ci
    bientot();
  });
  addEventListener("hashchange", bientot);
  bientot();
}
