/* Dessiner la carte : contours, noms, lieux, grappes, clavier. Chargé par section.js quand la carte s’ouvre.
 *
 * folium (atlas/site/carte.py) crée la carte et les grappes. Couleurs et traits sont ceux de page.css, qui suit le mode
 * clair ou sombre. Rien ne vient d’un autre hôte avant que le lecteur ne demande un fond détaillé.
 */
import { creer } from "../commun/elements.js";
import { direPoles } from "../commun/phrases.js";
import { choixDuFond, silhouette, tracer } from "./fond.js";
import { bouton, calme } from "./gestes.js";
import { nomsDe } from "./noms.js";
import { territoiresDe } from "./territoires.js";

const HEXAGONE = [[41.3, -5.2], [51.15, 9.65]];
const SITUATIONS = ["actif", "emergent", "en-sommeil", "fusionne", "cesse", "inconnu"]; // l’ordre de la légende
const SECTEURS_DITS = 3;
const tactile = matchMedia("(pointer: coarse)").matches;

/* ---- Un lieu ---- */

const situation = (lieu) => [...new Set([lieu.commune, lieu.departement_nom])].filter(Boolean).join(", ");
const approximatif = (lieu) => lieu.position === "approximative";
const classes = (lieu) => `lieu lieu--${lieu.statut}${approximatif(lieu) ? " lieu--approximatif" : ""}`;
const vueDe = ({ departement }) => (/^9[78]/.test(departement) ? departement : "hexagone");

function bulle(lieu, racine, fermer) {
  const fermeture = bouton("×", fermer, "bulle-fermer");
  fermeture.setAttribute("aria-label", "Fermer");
  const titre = creer("p", { class: "bulle-titre" }, creer("a", { href: racine + lieu.adresse }, lieu.nom));
  const lignes = [
    situation(lieu) + (approximatif(lieu) ? " — position approximative, au centre du territoire" : ""),
    lieu.secteurs_noms.join(" · "),
    lieu.territoire ? `Territoire\u00a0: ${lieu.territoire}${lieu.perimetre === "tracé" ? "" : " (périmètre non tracé)"}` : "",
    lieu.statut === "inconnu" ? lieu.statut_nom : `Situation\u00a0: ${lieu.statut_nom.toLowerCase()}`,
  ].filter(Boolean).map((texte) => creer("p", {}, texte));
  return creer("div", { class: "bulle", role: "dialog", "aria-label": lieu.nom }, titre, ...lignes, fermeture);
}

/* De quoi est faite une grappe : ses secteurs les plus fréquents ; un pôle peut en avoir plusieurs. */
function secteurs(marqueurs) {
  const comptes = new Map();
  for (const nom of marqueurs.flatMap(({ lieu }) => lieu.secteurs_noms)) comptes.set(nom, (comptes.get(nom) || 0) + 1);
  const rangs = [...comptes].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return rangs.slice(0, SECTEURS_DITS).map(([nom, n]) => `${nom} ${n}`).join(", ") + (rangs.length > SECTEURS_DITS ? "…" : "");
}

/* ---- La carte ---- */

/**
 * Dessine la carte dans `cadre`. Leaflet (`L`) et folium (`window.atlasCarte`) sont là.
 * @param {HTMLElement} section
 * @param {HTMLElement} cadre
 * @param {(texte: string) => void} dire
 * @param {any[]} donnees les lieux, et le fond
 */
export function dessiner(section, cadre, dire, [collection, fond]) {
  L.Map.mergeOptions({ zoomAnimation: !calme, fadeAnimation: !calme, markerZoomAnimation: !calme, inertia: !calme });
  const Signe = L.DivIcon.extend({ // un signe qui dit son nom aux lecteurs d’écran
    createIcon(ancien) {
      const element = L.DivIcon.prototype.createIcon.call(this, ancien);
      element.setAttribute("aria-label", this.options.nom);
      return element;
    },
  });
  const toile = creer("div", { class: "carte-toile", role: "group", "aria-label": "Carte\u00a0: flèches pour la déplacer, plus et moins pour l’échelle" });
  const vues = creer("div", { class: "carte-vues", role: "group", "aria-label": "Aller à" });
  cadre.append(vues, toile);
  const { carte, grappes, fonds } = window.atlasCarte(toile);
  const cadrer = (bornes, options) => carte.fitBounds(bornes, { animate: !calme, padding: [12, 12], ...options });
  if (calme) {
    const { panBy } = carte;
    carte.panBy = (ecart, options) => panBy.call(carte, ecart, { ...options, animate: false });
  }
  carte.attributionControl.setPrefix(false).addAttribution("Contours simplifiés (IGN, Natural Earth)");
  L.control.zoom({ zoomInTitle: "Zoomer", zoomOutTitle: "Dézoomer", position: "bottomleft" }).addTo(carte);
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(carte);

  cadrer(HEXAGONE, { animate: false }); // avant de tracer, pour ne tracer qu’une fois
  const terres = tracer(carte, fond);
  const placerNoms = nomsDe(carte, toile, section.dataset.fond);

  // Les lieux.
  const lieux = new Map();
  let auClavier = false;
  const fermer = (marqueur) => {
    carte.closePopup();
    (grappes.getVisibleParent(marqueur) || marqueur).getElement()?.focus();
  };
  for (const { id, geometry, properties: lieu } of collection.features) {
    const nom = `${lieu.nom}, ${situation(lieu)}${approximatif(lieu) ? " (position approximative)" : ""}`;
    const html = creer("span", { class: "lieu-nom" }, lieu.nom);
    const marqueur = L.marker([geometry.coordinates[1], geometry.coordinates[0]], {
      icon: new Signe({ className: classes(lieu), html, iconSize: [28, 28], popupAnchor: [0, -8], nom }), riseOnHover: true,
    });
    Object.assign(marqueur, { lieu, adresse: id });
    marqueur.bindPopup(() => bulle(lieu, section.dataset.racine, () => fermer(marqueur)), { closeButton: false, maxWidth: Math.min(280, carte.getSize().x - 90), minWidth: 190, autoPanPadding: [12, 12] });
    marqueur.on("popupopen", ({ popup }) => popup.getElement().querySelector("a").focus({ preventScroll: true }));
    lieux.set(id, marqueur);
  }
  grappes.options.iconCreateFunction = (grappe) => {
    const bornes = grappe.getBounds();
    const ensemble = bornes.getNorthEast().equals(bornes.getSouthWest());
    const detail = [direPoles(grappe.getChildCount()), secteurs(grappe.getAllChildMarkers())].filter(Boolean).join("\u00a0: ");
    const html = creer("div", {}, grappe.getChildCount(), creer("span", { class: "grappe-detail" }, detail));
    const aDroite = carte.latLngToContainerPoint(grappe.getLatLng()).x > carte.getSize().x / 2; // sans interroger la page, qui se remettrait en place à chaque grappe
    const className = `grappe${aDroite ? " grappe--a-droite" : ""}`;
    return new Signe({ className, html, iconSize: [36, 36], nom: `${detail}. ${ensemble ? "Déplier" : "Zoomer"}` });
  };
  grappes.on("clusterclick", ({ layer }) => {
    if (!auClavier) return;
    const premier = layer.getAllChildMarkers()[0];
    const viser = (images) => { // dès que la grappe s’est ouverte, au plus une seconde après
      const signe = grappes.getVisibleParent(premier);
      if (images && (!signe || signe === layer)) requestAnimationFrame(() => viser(images - 1));
      else signe?.getElement()?.focus();
    };
    viser(60);
  });
  toile.addEventListener("keydown", (evenement) => {
    /** @type {HTMLElement | null} */
    const signe = /** @type {Element} */ (evenement.target).closest(".leaflet-marker-icon");
    if (evenement.key === "Escape") lieux.forEach((marqueur) => marqueur.isPopupOpen() && fermer(marqueur));
    if (!signe || !["Enter", " "].includes(evenement.key)) return;
    evenement.preventDefault();
    auClavier = true;
    signe.click();
    auClavier = false;
  });

  // Les vues : l’Hexagone, chaque département d’outre-mer, chaque collectivité ; celles qui n’ont aucun pôle sont repliées.
  const nombres = new Map();
  const dehors = new Set(["hexagone", "971", "972", "973", "974", "976", ...[...lieux.values()].map(({ lieu }) => lieu.departement)]);
  const ailleurs = creer("div");
  for (const [cle, anneaux] of terres) {
    const nom = fond.noms[cle] ?? "Hexagone";
    const nombre = creer("span", { class: "carte-nombre" });
    const aller = bouton("", () => {
      cadrer(cle === "hexagone" ? HEXAGONE : L.latLngBounds(anneaux.flat()), { maxZoom: 10 });
      dire(`${nom}\u00a0: ${direPoles(Number(nombre.dataset.nombre))}.`);
    });
    aller.append(...(dehors.has(cle) ? [silhouette(anneaux)] : []), `${nom} `, nombre);
    nombres.set(cle, nombre);
    (dehors.has(cle) ? vues : ailleurs).append(aller);
  }
  if (ailleurs.children.length) vues.append(creer("details", { class: "carte-repli carte-ailleurs" }, creer("summary", {}, "Autres outre-mer…"), ailleurs));

  function montrer(adresses, { cadrer: aCadrer = false } = {}) {
    const choisis = [...lieux].filter(([id]) => !adresses || adresses.includes(id)).map(([, marqueur]) => marqueur);
    carte.closePopup();
    grappes.clearLayers();
    grappes.addLayers(choisis);
    for (const [cle, nombre] of nombres) {
      nombre.dataset.nombre = choisis.filter(({ lieu }) => vueDe(lieu) === cle).length;
      nombre.textContent = `(${nombre.dataset.nombre})`;
    }
    if (aCadrer && choisis.length) cadrer(L.featureGroup(choisis).getBounds(), { maxZoom: 9, padding: [40, 40] });
    placerNoms();
    territoires.montrer(choisis.map(({ adresse }) => adresse));
  }

  // Molette et doigt : la page garde la main tant que le lecteur n’est pas entré dans la carte.
  toile.addEventListener("focusin", () => carte.scrollWheelZoom.enable());
  toile.addEventListener("focusout", ({ relatedTarget }) => toile.contains(/** @type {Node} */ (relatedTarget)) || carte.scrollWheelZoom.disable());
  if (tactile) {
    const entrer = (dedans) => {
      carte.dragging[dedans ? "enable" : "disable"]();
      toile.classList.toggle("carte-toile--attend", !dedans);
    };
    entrer(false);
    toile.append(creer("p", { class: "carte-invite", "aria-hidden": "true" }, "Touchez la carte pour la déplacer"));
    toile.addEventListener("click", () => entrer(true));
    document.addEventListener("pointerdown", ({ target }) => toile.contains(/** @type {Node} */ (target)) || entrer(false));
  }

  const territoires = territoiresDe({ carte, lieux, section, dire });
  cadre.append(creer("div", { class: "carte-dessous" }, territoires.commandes, section.querySelector(".legende") ? "" : legende(collection.features), choixDuFond(carte, toile, fonds, dire)));
  carte.on("moveend resize", () => placerNoms());
  grappes.on("spiderfied unspiderfied", () => placerNoms());
  return { carte, lieux, montrer, territoires: territoires.demander };
}

function legende(traits) {
  const liste = creer("ul", { class: "carte-legende", "aria-label": "Légende" });
  const ligne = (classe, texte) => liste.append(creer("li", {}, creer("span", { class: classe, "aria-hidden": "true" }), texte));
  const presentes = new Map(traits.map(({ properties: lieu }) => [lieu.statut, lieu.statut_nom]));
  for (const statut of SITUATIONS) if (presentes.has(statut)) ligne(`lieu lieu--${statut}`, presentes.get(statut));
  if (traits.some(({ properties: lieu }) => approximatif(lieu))) ligne("lieu lieu--approximatif", "Position approximative");
  return liste;
}
