/* La carte de la réponse : la commune, le cercle jusqu’au plus lointain des proches, les territoires qui la contiennent. */
(() => {
  "use strict";

  const section = document.querySelector("[data-carte]");
  if (!section) return;
  let [carte, calque, voulue] = [null, null, null];

  /* Dit d’avance à la carte, pour le jour où on l’ouvre. */
  function choisir() {
    const [, { couvrent, epci, departement, region, proches }] = voulue;
    const poles = [couvrent, epci, departement, region, proches].filter(Array.isArray).flat().map((p) => p.slug);
    section.montrer?.([...new Set(poles)]);
    section.territoires?.(couvrent.map((p) => p.slug));
  }

  function montrer() {
    const [{ nom, point, approche }, { proches }] = voulue;
    calque?.remove();
    const L = window.L;
    const rayon = Math.max(2, ...proches.map((p) => p.km)) * 1000;
    const cercle = L.circle(point, { radius: rayon, className: "carte-rayon", interactive: false });
    const ici = L.circleMarker(point, { radius: 7, className: "carte-ici", interactive: false });
    calque = L.layerGroup(proches.length ? [cercle, ici] : [ici]).addTo(carte);
    const ecriteau = document.createElement("span");
    ecriteau.textContent = nom;
    if (!approche) ici.bindTooltip(ecriteau, { permanent: true, direction: "top", offset: [0, -6], className: "carte-ici-nom" });
    carte.fitBounds(proches.length ? cercle.getBounds() : L.latLng(point).toBounds(60000), { padding: [12, 12], animate: false });
  }

  section.addEventListener("atlas:carte", ({ detail }) => {
    carte = detail.carte;
    if (!voulue) return;
    choisir();
    montrer();
  });
  window.atlasMontrerReponse = (...reponse) => {
    voulue = reponse;
    choisir();
    if (carte) montrer();
  };
})();
