/* Dessiner la carte : contours, noms, lieux, grappes, clavier. Chargé par section.js quand la carte s’ouvre.
 *
 * folium (atlas/site/carte.py) crée la carte et les grappes. Couleurs et traits sont ceux de page.css, qui suit le mode
 * clair ou sombre. Rien ne vient d’un autre hôte avant que le lecteur ne demande un fond détaillé.
 */
import { creer, creerSvg } from "../commun/elements.js";
import { direPoles } from "../commun/phrases.js";
import { placerNoms } from "./noms.js";
import { territoiresDe } from "./territoires.js";

const HEXAGONE = [[41.3, -5.2], [51.15, 9.65]];
const OUTRE_MER = ["01", "02", "03", "04", "06"]; // codes des régions d’outre-mer, dans l’ordre de l’INSEE
const COLLECTIVITES = { 975: "666", 977: "652", 978: "663", 986: "876", 987: "258", 988: "540" }; // codes INSEE, ISO
const SITUATIONS = ["actif", "emergent", "en-sommeil", "fusionne", "cesse", "inconnu"]; // l’ordre de la légende
const SECTEURS_DITS = 3;
const MERS = [["Océan Atlantique", 45.6, -4.4], ["Manche", 50.05, -1.6], ["Mer Méditerranée", 42.35, 6]];
const FONDS = {
  ign: ["le Plan IGN", "data.geopf.fr (IGN)\u00a0: votre adresse IP lui sera transmise."],
  osm: ["OpenStreetMap", "tile.openstreetmap.org (fondation OpenStreetMap)\u00a0: votre adresse IP et l’adresse de ce site lui seront transmises."],
};
const calme = matchMedia("(prefers-reduced-motion: reduce)").matches;
const tactile = matchMedia("(pointer: coarse)").matches;

function bouton(texte, action, classe = "carte-bouton") {
  const element = creer("button", { type: "button", class: classe }, texte);
  element.addEventListener("click", action);
  return element;
}

/* ---- Géométrie : où écrire un nom, quelle silhouette dessiner sur un bouton ---- */

const anneaux = ({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates).map((p) => p[0]);

function centre(geometrie) {
  let plusGrand = [0, 0, 0];
  for (const anneau of anneaux(geometrie)) {
    let [aire, x, y] = [0, 0, 0];
    for (let i = 1; i < anneau.length; i += 1) {
      const [[a, b], [c, d]] = [anneau[i - 1], anneau[i]];
      const part = a * d - c * b;
      [aire, x, y] = [aire + part, x + (a + c) * part, y + (b + d) * part];
    }
    if (Math.abs(aire) > Math.abs(plusGrand[0])) plusGrand = [aire, x / (3 * aire), y / (3 * aire)];
  }
  return [plusGrand[2], plusGrand[1]];
}

function silhouette(geometries) {
  const lignes = geometries.flatMap(anneaux).map((a) => a.map(([x, y]) => [x * Math.cos((y * Math.PI) / 180), -y]));
  const [xs, ys] = [0, 1].map((i) => lignes.flat().map((point) => point[i]));
  const bornes = (n) => n.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  const [[ouest, est], [nord, sud]] = [bornes(xs), bornes(ys)];
  const echelle = 40 / Math.max(est - ouest, sud - nord);
  const bord = [(40 - (est - ouest) * echelle) / 2, (40 - (sud - nord) * echelle) / 2];
  const trace = lignes.map((ligne) => {
    const points = ligne.map(([x, y]) => `${Math.round((x - ouest) * echelle + bord[0])} ${Math.round((y - nord) * echelle + bord[1])}`);
    return `M${points.filter((point, i) => point !== points[i - 1]).join("L")}Z`;
  }).join("");
  return creerSvg("svg", { viewBox: "-1 -1 42 42", "aria-hidden": "true" }, creerSvg("path", { d: trace }));
}

/* ---- Un lieu ---- */

const situation = (lieu) => [...new Set([lieu.commune, lieu.departement_nom])].filter(Boolean).join(", ");
const approximatif = (lieu) => lieu.position === "approximative";
const classes = (lieu) => `lieu lieu--${lieu.statut}${approximatif(lieu) ? " lieu--approximatif" : ""}`;
const vueDe = ({ region, departement }) => (OUTRE_MER.includes(region) || !region ? region || departement : "hexagone");

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
  const rangs = [...comptes].sort(([a, n], [b, m]) => m - n || a.localeCompare(b, "fr"));
  return rangs.slice(0, SECTEURS_DITS).map(([nom, n]) => `${nom} ${n}`).join(", ") + (rangs.length > SECTEURS_DITS ? "…" : "");
}

/* ---- La carte ---- */

/**
 * Dessine la carte dans `cadre`. Leaflet (`L`) et folium (`window.atlasCarte`) sont là.
 * @param {HTMLElement} section
 * @param {HTMLElement} cadre
 * @param {(texte: string) => void} dire
 * @param {any[]} donnees les lieux, puis les trois fonds
 */
export function dessiner(section, cadre, dire, [collection, voisins, departements, regions]) {
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

  // Le fond de l’atlas : trois dessins et des noms, sous les lieux.
  const contours = (donnees, className) => L.geoJSON(donnees, {
    interactive: false,
    style: ({ properties: { code } }) => ({ className: Object.values(COLLECTIVITES).includes(code) ? "carte-terre" : className }),
  }).addTo(carte);
  contours(voisins, "carte-voisins");
  contours(departements, "carte-terre");
  contours(regions, "carte-region");
  const ecriteau = carte.createPane("noms");
  ecriteau.setAttribute("aria-hidden", "true");
  const ecrire = (texte, lieu, sorte) => L.marker(lieu, {
    pane: "noms", interactive: false, keyboard: false,
    icon: L.divIcon({ className: `carte-nom carte-nom--${sorte}`, html: creer("span", {}, texte), iconSize: [0, 0] }),
  }).addTo(carte);
  regions.features.forEach((f) => ecrire(f.properties.nom, centre(f.geometry), "region"));
  departements.features.forEach((f) => ecrire(f.properties.nom, centre(f.geometry), "departement"));
  MERS.forEach(([nom, ...lieu]) => ecrire(nom, lieu, "mer"));

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
    marqueur.bindPopup(() => bulle(lieu, section.dataset.racine, () => fermer(marqueur)), { closeButton: false, maxWidth: Math.min(280, toile.clientWidth - 90), minWidth: 190, autoPanPadding: [12, 12] });
    marqueur.on("popupopen", ({ popup }) => popup.getElement().querySelector("a").focus({ preventScroll: true }));
    lieux.set(id, marqueur);
  }
  grappes.options.iconCreateFunction = (grappe) => {
    const bornes = grappe.getBounds();
    const ensemble = bornes.getNorthEast().equals(bornes.getSouthWest());
    const detail = [direPoles(grappe.getChildCount()), secteurs(grappe.getAllChildMarkers())].filter(Boolean).join("\u00a0: ");
    const html = creer("div", {}, grappe.getChildCount(), creer("span", { class: "grappe-detail" }, detail));
    const aDroite = carte.latLngToContainerPoint(grappe.getLatLng()).x > toile.clientWidth / 2;
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

  // Les vues : l’Hexagone, chaque département d’outre-mer, chaque collectivité qui a un pôle.
  const [outreMer, hexagone] = [true, false].map((la) => regions.features.filter((f) => OUTRE_MER.includes(f.properties.code) === la));
  const nombres = new Map();
  const ajouterVue = (cle, nom, bornes, formes) => {
    const nombre = creer("span", { class: "carte-nombre" });
    const aller = bouton("", () => {
      cadrer(bornes(), { maxZoom: 10 });
      dire(`${nom}\u00a0: ${direPoles(Number(nombre.dataset.nombre))}.`);
    });
    aller.append(...(formes.length ? [silhouette(formes)] : []), `${nom} `, nombre);
    nombres.set(cle, nombre);
    vues.append(aller);
  };
  ajouterVue("hexagone", "Hexagone", () => HEXAGONE, hexagone.map((f) => f.geometry));
  for (const f of outreMer) ajouterVue(f.properties.code, f.properties.nom, () => L.geoJSON(f).getBounds(), [f.geometry]);
  const ailleurs = [...lieux.values()].filter(({ lieu }) => !lieu.region).sort((a, b) => a.lieu.departement.localeCompare(b.lieu.departement));
  for (const { lieu: { departement, departement_nom: nom } } of ailleurs) {
    if (nombres.has(departement)) continue;
    const ici = L.featureGroup(ailleurs.filter(({ lieu }) => lieu.departement === departement));
    const contour = voisins.features.filter((f) => f.properties.code === COLLECTIVITES[departement]); // parfois absent
    ajouterVue(departement, nom, () => L.geoJSON(contour).getBounds().extend(ici.getBounds()), contour.map((f) => f.geometry));
  }

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
    placerNoms(carte, toile);
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
  carte.on("moveend zoomend resize", () => placerNoms(carte, toile));
  grappes.on("spiderfied unspiderfied", () => placerNoms(carte, toile));
  cadrer(HEXAGONE, { animate: false });
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

function choixDuFond(carte, toile, fonds, dire) {
  const changer = (choisi) => {
    for (const [cle, fond] of Object.entries(fonds)) fond[cle === choisi ? "addTo" : "removeFrom"](carte);
    carte.options.zoomSnap = choisi ? 1 : 0.1; // des images nettes
    if (choisi) carte.setZoom(Math.round(carte.getZoom()), { animate: !calme });
    toile.classList.toggle("carte-toile--images", Boolean(choisi));
    retour.hidden = !choisi;
    dire(choisi ? `Fond de carte\u00a0: ${FONDS[choisi][0]}.` : "Fond de carte\u00a0: celui de l’atlas.");
  };
  const retour = bouton("Revenir au fond de l’atlas", () => changer(null));
  retour.hidden = true;
  const choix = Object.entries(FONDS).map(([cle, [nom, hote]]) => {
    fonds[cle].on("tileerror", () => dire("Le fond détaillé ne répond pas. Celui de l’atlas reste disponible."));
    return creer("li", {}, bouton(`Afficher ${nom}`, () => changer(cle)), creer("p", {}, `Les images viendront de ${hote}`));
  });
  return creer("details", { class: "carte-repli carte-fond" }, creer("summary", {}, "Fond de carte détaillé…"), creer("ul", {}, ...choix), retour);
}
