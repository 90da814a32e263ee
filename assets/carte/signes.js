/* Les signes de la carte : un pôle, une grappe de pôles, et ce qu’ils veulent dire. Leurs dessins sont dans page.css et territoires.css. */
import { creer } from "../commun/elements.js";
import { direPoles } from "../commun/phrases.js";

const SITUATIONS = ["actif", "emergent", "en-sommeil", "fusionne", "cesse", "inconnu"]; // l’ordre de la légende
const SECTEURS_DITS = 3;
const [RAYON_GRAPPE, RAYON_POLE, RAYON_APPROCHE] = [20, 9, 15]; // pixels, bord compris
const TOURS = 12; // de quoi démêler une ville et sa banlieue

export const situation = (lieu) => [...new Set([lieu.commune, lieu.departement_nom])].filter(Boolean).join(", ");
export const approximatif = (lieu) => lieu.position === "approximative";

/** Une icône de Leaflet qui dit son nom aux lecteurs d’écran. */
export const sortesDeSignes = () => L.DivIcon.extend({
  createIcon(ancien) {
    const element = L.DivIcon.prototype.createIcon.call(this, ancien);
    element.setAttribute("aria-label", this.options.nom);
    return element;
  },
});

/** Le signe d’un pôle. */
export function signeDuPole(Signe, lieu) {
  return new Signe({
    className: `lieu lieu--${lieu.statut}${approximatif(lieu) ? " lieu--approximatif" : ""}`,
    html: creer("span", { class: "lieu-nom" }, lieu.nom),
    nom: `${lieu.nom}, ${situation(lieu)}${approximatif(lieu) ? " (position approximative)" : ""}`,
    iconSize: [28, 28],
    popupAnchor: [0, -8],
  });
}

/* De quoi est faite une grappe : ses secteurs les plus fréquents ; un pôle peut en avoir plusieurs. */
function secteurs(marqueurs) {
  const comptes = new Map();
  for (const nom of marqueurs.flatMap(({ lieu }) => lieu.secteurs_noms)) comptes.set(nom, (comptes.get(nom) || 0) + 1);
  const rangs = [...comptes].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return rangs.slice(0, SECTEURS_DITS).map(([nom, n]) => `${nom} ${n}`).join(", ") + (rangs.length > SECTEURS_DITS ? "…" : "");
}

/** Le signe d’une grappe. */
export function signeDeLaGrappe(Signe, carte, grappe) {
  const bornes = grappe.getBounds();
  const ensemble = bornes.getNorthEast().equals(bornes.getSouthWest());
  const detail = [direPoles(grappe.getChildCount()), secteurs(grappe.getAllChildMarkers())].filter(Boolean).join("\u00a0: ");
  const html = creer("div", {}, grappe.getChildCount(), creer("span", { class: "grappe-detail" }, detail));
  const aDroite = carte.latLngToContainerPoint(grappe.getLatLng()).x > carte.getSize().x / 2; // la page, interrogée, se remettrait en place à chaque grappe
  return new Signe({ className: `grappe${aDroite ? " grappe--a-droite" : ""}`, html, iconSize: [36, 36], nom: `${detail}. ${ensemble ? "Déplier" : "Zoomer"}` });
}

/**
 * Écarte les grappes des pôles seuls, qui restent où ils sont, et les unes des autres : aucun signe n’en couvre un autre.
 * Une grappe est au milieu des siens ; quelques pixels plus loin, elle dit la même chose.
 */
export function ecarterLesGrappes(carte) {
  const [grappes, poles] = [[], []];
  carte.eachLayer((couche) => {
    if (couche.lieu) poles.push({ lieu: carte.latLngToLayerPoint(couche.getLatLng()), rayon: approximatif(couche.lieu) ? RAYON_APPROCHE : RAYON_POLE });
    else if (couche.getChildCount) {
      couche.origine ??= couche.getLatLng();
      grappes.push({ couche, lieu: carte.latLngToLayerPoint(couche.origine), rayon: RAYON_GRAPPE });
    }
  });
  for (let tour = 0, bouge = true; bouge && tour < TOURS; tour += 1) {
    bouge = false;
    grappes.forEach((grappe, i) => {
      for (const autre of [...poles, ...grappes.slice(i + 1)]) {
        const [loin, assez] = [grappe.lieu.distanceTo(autre.lieu), grappe.rayon + autre.rayon];
        if (loin >= assez) continue;
        const vers = loin ? grappe.lieu.subtract(autre.lieu).divideBy(loin) : L.point(0, -1);
        const pas = vers.multiplyBy((assez - loin + 0.5) / (autre.couche ? 2 : 1));
        grappe.lieu = grappe.lieu.add(pas);
        if (autre.couche) autre.lieu = autre.lieu.subtract(pas);
        bouge = true;
      }
    });
  }
  for (const { couche, lieu } of grappes) couche.setLatLng(carte.layerPointToLatLng(lieu));
}

/**
 * La légende, dans la carte : repliée là où la place manque. Chaque situation y a sa forme, pas seulement sa couleur.
 * @param {any[]} traits les lieux
 * @param {boolean} ouverte
 */
export function legende(traits, ouverte) {
  const liste = creer("ul", {});
  const ligne = (texte, classe, dessin = "") => liste.append(creer("li", {}, creer("span", { class: classe, "aria-hidden": "true" }, dessin), texte));
  const presentes = new Map(traits.map(({ properties: lieu }) => [lieu.statut, lieu.statut_nom]));
  for (const statut of SITUATIONS) if (presentes.has(statut)) ligne(presentes.get(statut), `lieu lieu--${statut}`);
  if (traits.some(({ properties: lieu }) => approximatif(lieu))) ligne("Position approximative", "lieu lieu--approximatif");
  ligne("Plusieurs pôles", "carte-legende-grappe", "5");
  ligne("Territoire d’un pôle", "carte-legende-territoire");
  return creer("details", { class: "carte-repli carte-legende", open: ouverte }, creer("summary", {}, "Légende"), liste);
}
