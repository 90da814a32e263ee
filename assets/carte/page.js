/* Dessiner la carte : contours, noms, lieux, grappes, clavier. Chargé par section.js quand la carte s’ouvre.
 *
 * folium (atlas/site/carte.py) crée la carte et les grappes. Couleurs et traits sont ceux de page.css, qui suit le mode
 * clair ou sombre. Rien ne vient d’un autre hôte avant que le lecteur ne demande un fond détaillé.
 */
import { creer } from "../commun/elements.js";
import { direPoles } from "../commun/phrases.js";
import { LARGE, bullesDe } from "./bulle.js";
import { choixDuFond, silhouette, tracer } from "./fond.js";
import { boutonDeCarte, calme, viser } from "./gestes.js";
import { nomsDe } from "./noms.js";
import { ecarterLesGrappes, legende, signeDeLaGrappe, signeDuPole, sortesDeSignes } from "./signes.js";
import { territoiresDe } from "./territoires.js";

const HEXAGONE = [[41.3, -5.2], [51.15, 9.65]];
const TOUJOURS = ["hexagone", "971", "972", "973", "974", "976"]; // les vues proposées même sans pôle
const tactile = matchMedia("(pointer: coarse)").matches;
const vueDe = ({ departement }) => (/^9[78]/.test(departement) ? departement : "hexagone");

/**
 * Dessine la carte dans `cadre`. Leaflet (`L`) et folium (`window.atlasCarte`) sont là.
 * @param {HTMLElement} section
 * @param {HTMLElement} cadre
 * @param {(texte: string) => void} dire
 * @param {any[]} donnees les lieux, et le fond
 */
export function dessiner(section, cadre, dire, [collection, fond]) {
  L.Map.mergeOptions({ zoomAnimation: !calme, fadeAnimation: !calme, markerZoomAnimation: !calme, inertia: !calme });
  const Signe = sortesDeSignes();
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
  const loin = [...terres].filter(([cle]) => !TOUJOURS.includes(cle)).map(([cle, anneaux]) => /** @type {[string, any]} */ ([fond.noms[cle], anneaux]));
  const ecrireNoms = nomsDe(carte, toile, section.dataset.fond, loin, () => territoires.noms());
  const bulles = bullesDe(carte, section.dataset.racine);
  let deplies = false; // des pôles au même point, en éventail autour de leur grappe
  function placer() {
    if (!deplies) ecarterLesGrappes(carte);
    ecrireNoms();
  }

  // Les lieux.
  const lieux = new Map();
  let auClavier = false;
  const fermer = (marqueur) => {
    carte.closePopup();
    viser((grappes.getVisibleParent(marqueur) || marqueur).getElement());
  };
  for (const { id, geometry, properties: lieu } of collection.features) {
    const marqueur = L.marker([geometry.coordinates[1], geometry.coordinates[0]], { icon: signeDuPole(Signe, lieu), riseOnHover: true });
    Object.assign(marqueur, { lieu, adresse: id });
    marqueur.bindPopup(() => bulles.duPole(id, lieu, () => fermer(marqueur), () => marqueur.getPopup()), bulles.reglages());
    marqueur.on("popupopen", ({ popup }) => popup.getElement().querySelector("a").focus({ preventScroll: true }));
    marqueur.on("mouseover mousedown", () => bulles.approcher(lieu.departement));
    lieux.set(id, marqueur);
  }
  carte.on("resize", () => lieux.forEach((marqueur) => marqueur.isPopupOpen() || L.setOptions(marqueur.getPopup(), bulles.reglages())));
  grappes.options.iconCreateFunction = (grappe) => signeDeLaGrappe(Signe, carte, grappe);
  grappes.on("clusterclick", ({ layer }) => {
    if (!auClavier) return;
    const premier = layer.getAllChildMarkers()[0];
    const suivre = (images) => { // dès que la grappe s’est ouverte, au plus une seconde après
      const signe = grappes.getVisibleParent(premier);
      if (images && (!signe || signe === layer)) requestAnimationFrame(() => suivre(images - 1));
      else viser(signe?.getElement());
    };
    suivre(60);
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
  const dehors = new Set([...TOUJOURS, ...[...lieux.values()].map(({ lieu }) => lieu.departement)]);
  const ailleurs = creer("div");
  for (const [cle, anneaux] of terres) {
    const nom = fond.noms[cle] ?? "Hexagone";
    const nombre = creer("span", { class: "carte-nombre" });
    const aller = boutonDeCarte("", () => {
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
    const ici = choisis.filter(({ lieu }) => vueDe(lieu) === "hexagone"); // qui en réunit d’au-delà des mers ne montrerait que la mer
    if (aCadrer && choisis.length) cadrer(L.featureGroup(ici.length ? ici : choisis).getBounds(), { maxZoom: 9, paddingTopLeft: [60, 50], paddingBottomRight: [40, 60] });
    placer();
    territoires.montrer(choisis.map(({ adresse }) => adresse));
  }

  // Molette et doigt : la page garde la main tant que le lecteur n’est pas entré dans la carte.
  toile.addEventListener("focusin", ({ target }) => {
    carte.scrollWheelZoom.enable();
    const vise = [...lieux.values()].find((marqueur) => marqueur.getElement() === target);
    if (vise) bulles.approcher(vise.lieu.departement);
  });
  toile.addEventListener("focusout", ({ relatedTarget }) => toile.contains(/** @type {Node} */ (relatedTarget)) || carte.scrollWheelZoom.disable());
  if (tactile) {
    const entrer = (dedans) => {
      carte.dragging[dedans ? "enable" : "disable"]();
      toile.classList.toggle("carte-toile--attend", !dedans);
    };
    entrer(false);
    toile.append(creer("p", { class: "carte-invite", "aria-hidden": "true" }, "Touchez pour déplacer"));
    toile.addEventListener("click", () => entrer(true));
    document.addEventListener("pointerdown", ({ target }) => toile.contains(/** @type {Node} */ (target)) || entrer(false));
  }

  const territoires = territoiresDe({ carte, lieux, section, dire, bulles, dessines: ecrireNoms });
  cadre.append(creer("div", { class: "carte-dessous" }, territoires.commandes, choixDuFond(carte, toile, fonds, dire)));
  const enHaut = L.control({ position: "topleft" });
  enHaut.onAdd = () => {
    const element = legende(collection.features, carte.getSize().x > LARGE);
    element.addEventListener("toggle", ecrireNoms);
    L.DomEvent.disableClickPropagation(element);
    return element;
  };
  enHaut.addTo(carte);
  carte.on("moveend resize", placer);
  grappes.on("spiderfied unspiderfied", ({ type }) => {
    deplies = type === "spiderfied";
    placer();
  });
  return { carte, lieux, montrer, territoires: territoires.demander };
}
