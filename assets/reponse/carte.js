/* La carte de la réponse : la commune, le cercle jusqu’au plus lointain des proches, les territoires qui la contiennent. */
import { preparerLaCarte } from "../carte/section.js";
import { creer } from "../commun/elements.js";
import { cadrerLImage, estDessine } from "./image.js";

/**
 * Prépare la carte, et donne la fonction qui y montre une réponse (`lieu`, `reponse`), qu’elle soit ouverte ou pas encore.
 * @param {HTMLElement} section
 */
export function carteDeLaReponse(section) {
  const api = preparerLaCarte(section);
  let [carte, calque, voulue] = [null, null, null];

  /* Dit d’avance à la carte, pour le jour où on l’ouvre. */
  function choisir() {
    const [, { couvrent, epci, touchent, departement, region, proches, sansSiege }] = voulue;
    const poles = [couvrent, epci, touchent, departement, region, proches, sansSiege].filter(Array.isArray).flat().map((p) => p.slug);
    api.montrer([...new Set(poles)]);
    api.territoires(couvrent.map((p) => p.slug));
  }

  function montrer() {
    const [{ nom, arrondissement, point, approche }, { proches }] = voulue;
    calque?.remove();
    const rayon = Math.max(2, ...proches.map((p) => p.km)) * 1000;
    const cercle = L.circle(point, { radius: rayon, className: "carte-rayon", interactive: false });
    const ici = L.circleMarker(point, { radius: 7, className: "carte-ici", interactive: false });
    calque = L.layerGroup(proches.length ? [cercle, ici] : [ici]).addTo(carte);
    if (!approche) ici.bindTooltip(creer("span", {}, arrondissement?.nom ?? nom), { permanent: true, direction: "top", offset: [0, -6], className: "carte-ici-nom" });
    carte.fitBounds(proches.length ? cercle.getBounds() : L.latLng(point).toBounds(60000), { padding: [12, 12], animate: false });
  }

  section.addEventListener("atlas:carte", ({ detail }) => {
    carte = detail.carte;
    if (voulue) montrer();
  });
  return (lieu, reponse) => {
    section.hidden = !estDessine(lieu.departement);
    if (section.hidden) return;
    voulue = [lieu, reponse];
    choisir();
    cadrerLImage(section, lieu, reponse);
    if (carte) montrer();
  };
}
