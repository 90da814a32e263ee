/* Les commandes de l’explorateur : le champ, le tri, la suite, et sur un téléphone les boutons des filtres et de la carte.
 * Et, pour trier par distance, le point de départ : la position de l’appareil, qui n’en sort pas.
 */
(() => {
  "use strict";

  const { creer } = window.atlasListe;
  const etroit = matchMedia("(max-width: 59.99em)");

  window.atlasCommandes = (page, { champ, tri, taper, trier, suite, toutMontrer, etroit: replier }) => {
    const trouver = (nom) => page.querySelector(`[data-${nom}]`);
    for (const nom of ["mots", "tete", "bascules"]) trouver(nom).hidden = false;
    champ.addEventListener("input", () => taper(champ.value.trim()));
    trouver("filtres").addEventListener("submit", (evenement) => evenement.preventDefault());
    tri.addEventListener("change", () => trier(tri.value));
    trouver("suite").addEventListener("click", suite);
    addEventListener("beforeprint", toutMontrer);

    const bascule = (bouton, classe, montrer, cacher) => bouton.addEventListener("click", () => {
      const ouvert = bouton.getAttribute("aria-expanded") !== "true";
      bouton.setAttribute("aria-expanded", String(ouvert));
      page.classList.toggle(classe, ouvert);
      if (cacher) bouton.querySelector("span").textContent = ouvert ? cacher : montrer;
    });
    bascule(trouver("ouvrir-filtres"), "explorer--filtres");
    bascule(trouver("ouvrir-carte"), "explorer--carte", "Voir la carte", "Voir la liste");
    if (etroit.matches) replier();
    page.classList.add("explorer--vif");
  };

  window.atlasDepuis = (place, { placer, aller, etat }) => {
    const dire = creer("span", "source");
    dire.setAttribute("role", "status");
    dire.textContent = "Votre position reste dans cet appareil.";
    const bouton = Object.assign(creer("button", "bouton bouton--discret", "Depuis ma position"), { type: "button" });
    bouton.addEventListener("click", () => {
      if (!navigator.geolocation) {
        dire.textContent = "Cet appareil ne donne pas sa position.";
        return;
      }
      dire.textContent = "Recherche de la position…";
      navigator.geolocation.getCurrentPosition(({ coords: { latitude, longitude } }) => {
        if (etat().tri !== "distance" || etat().de) aller({ tri: "distance", de: "" });
        placer({ latitude, longitude });
        dire.textContent = "Distances à vol d’oiseau depuis votre position, qui reste dans cet appareil.";
      }, () => { dire.textContent = "La position n’a pas été donnée. La liste suit les noms."; }, { maximumAge: 600000, timeout: 15000 });
    });
    place.append(bouton, " ", dire);
    return { relire: () => {} };
  };
})();
