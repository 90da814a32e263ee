/* Une question qui est le nom d’un lieu : la recherche dans le texte montre aussi la voie de « Près de chez moi », pour la commune,
 * l’intercommunalité, le département ou la région de ce nom. `assets/lieux-noms.js` cherche ; rien n’est envoyé.
 */
(() => {
  "use strict";

  const section = document.querySelector("[data-recherche]");
  const voie = section?.querySelector("[data-recherche-lieux]");
  if (!voie || location.protocol === "file:") return;
  const racine = new URL(section.dataset.racine, document.baseURI);
  const champ = section.querySelector("input");
  const noms = window.atlasNoms(voie.dataset.lieux);
  const [ATTENTE, MONTRES, GENRES] = [400, 4, "ceda"]; // millisecondes après la dernière frappe ; les arrondissements et régions ont d’autres voies

  const lien = ({ nom, adresse }) => {
    const vers = new URL(adresse, racine);
    if (vers.search) [vers.hash, vers.search] = [vers.search.slice(1), ""]; // le fragment, qu’aucun serveur ne reçoit
    return Object.assign(document.createElement("a"), { href: vers.href, textContent: nom });
  };
  const ligne = (lieu) => {
    const element = document.createElement("li");
    element.append(lien(lieu), ` · ${lieu.detail}`);
    return element;
  };

  let tour = 0;
  async function chercher() {
    const question = champ.value.trim();
    const moi = (tour += 1);
    const cherchable = question.length > 1 && !/["«»]/.test(question);
    const { trouves, exacts } = cherchable ? await noms.chercher(question, false) : { trouves: [], exacts: 0 };
    if (moi !== tour) return;
    const lieux = trouves.slice(0, exacts).filter(({ genre }) => GENRES.includes(genre)).slice(0, MONTRES);
    voie.hidden = !lieux.length;
    voie.querySelector("ul").replaceChildren(...lieux.map(ligne));
  }

  let minuteur;
  const bientot = () => {
    clearTimeout(minuteur);
    minuteur = setTimeout(() => chercher().catch(() => { voie.hidden = true; }), ATTENTE); // sans elle, la recherche répond quand même
  };
  champ.addEventListener("input", bientot);
  addEventListener("hashchange", bientot);
  bientot();
})();
