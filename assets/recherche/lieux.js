/* Une question qui est le nom d’un lieu, ou qui en dit un : la recherche dans le texte montre aussi la voie de « Près de chez moi », pour la commune,
 * l’intercommunalité, le département ou la région de ce nom. « Qui répare près de Valence » mène aussi aux pôles qui le disent, du plus proche
 * de la commune au plus lointain. Rien n’est envoyé.
 */
import { creer } from "../commun/elements.js";
import { differer } from "../commun/gestes.js";
import { cite } from "../commun/phrases.js";
import { nomsDe } from "../lieux/noms.js";

const [ATTENTE_LIEUX, MONTRES, GENRES_CHERCHES] = [400, 4, "cedam"]; // millisecondes après la dernière frappe ; les régions ont leurs pages
const LIEU_DIT = /(?:^|\s)(?:[àa]|au|aux|en|dans|vers|près de|autour de)\s+(?:la |le |les |l[’'])?(?=\S)/giu; // « pôles à Lyon »

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
  const ligne = ({ nom, adresse, detail, genre, code }, mots) => {
    const vers = new URL(adresse, racine);
    if (vers.search) [vers.hash, vers.search] = [vers.search.slice(1), ""]; // le fragment, qu’aucun serveur ne reçoit
    const proches = new URL(`poles/#tri=distance&de=${code}&q=${encodeURIComponent(mots)}`, racine);
    const disent = mots && genre === "c" ? [creer("br"), creer("a", { href: proches.href }, `${cite(mots)}, du plus proche au plus lointain`)] : [];
    return creer("li", {}, creer("a", { href: vers.href }, nom), ` · ${detail}`, ...disent);
  };

  let tour = 0;
  async function chercher() {
    const question = champ.value.trim();
    const moi = (tour += 1);
    const cherchable = question.length > 1 && !/["«»]/.test(question);
    const dits = [["", question], ...[...question.matchAll(LIEU_DIT)].map((dit) => [question.slice(0, dit.index), question.slice(dit.index + dit[0].length).replace(/[\s?!.]+$/u, "")])];
    let [mots, { trouves, exacts }] = ["", { trouves: [], exacts: 0 }];
    for (const [avant, dit] of cherchable ? dits : []) {
      ({ trouves, exacts } = await noms.chercher(dit, false));
      mots = avant.trim();
      if (exacts) break;
    }
    if (moi !== tour) return;
    const lieux = trouves.slice(0, exacts).filter(({ genre }) => GENRES_CHERCHES.includes(genre)).slice(0, MONTRES);
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
