/* Le fond de l’atlas : terres, limites et voisins, lus de fond.json (atlas/pictures/underlay.py) et tracés en quatre dessins ;
 * et le choix d’un fond détaillé, qui vient d’ailleurs et n’est demandé qu’au bouton qui nomme son hôte.
 */
import { creer, creerSvg } from "../commun/elements.js";
import { boutonDeCarte, calme } from "./gestes.js";

const MILIEU = 81; // un signe, moins ceci, dit un pas
const FONDS = {
  ign: ["le Plan IGN", "data.geopf.fr (IGN)\u00a0: votre adresse IP lui sera transmise."],
  osm: ["OpenStreetMap", "tile.openstreetmap.org (fondation OpenStreetMap)\u00a0: votre adresse IP et l’adresse de ce site lui seront transmises."],
};

/**
 * Une ligne : « x,y, » puis deux signes par pas, est et nord.
 * @param {string} texte
 * @param {number} pas combien en font un degré
 * @returns {[number, number][]} latitudes et longitudes
 */
function ligne(texte, pas) {
  const [ouest, sud] = texte.split(",", 2);
  let [x, y] = [Number(ouest), Number(sud)];
  /** @type {[number, number][]} */
  const points = [[y / pas, x / pas]];
  for (let i = ouest.length + sud.length + 2; i < texte.length; i += 2) {
    x += texte.charCodeAt(i) - MILIEU;
    y += texte.charCodeAt(i + 1) - MILIEU;
    points.push([y / pas, x / pas]);
  }
  return points;
}

/**
 * Trace le fond sous les lieux, et donne les terres par leur clé : « hexagone », puis les codes de l’outre-mer.
 * @param {any} carte
 * @param {any} fond
 * @returns {Map<string, [number, number][][]>}
 */
export function tracer(carte, { pas: [fin, gros], terres, departements, regions, voisins }) {
  const lire = (lignes, pas) => lignes.map((texte) => ligne(texte, pas));
  const lues = new Map(terres.map(([cle, lignes]) => [cle, lire(lignes, fin)]));
  const surface = (anneaux, className) => L.polygon(anneaux, { interactive: false, className }).addTo(carte);
  const trait = (lignes, className) => L.polyline(lire(lignes, fin), { interactive: false, className }).addTo(carte);
  surface(lire(voisins, gros), "carte-voisins");
  surface([...lues.values()].flat(), "carte-terre");
  trait(departements, "carte-departement");
  trait(regions, "carte-region");
  return lues;
}

/**
 * La silhouette d’une terre, pour un bouton.
 * @param {[number, number][][]} anneaux
 */
export function silhouette(anneaux) {
  const lignes = anneaux.map((anneau) => anneau.map(([y, x]) => [x * Math.cos((y * Math.PI) / 180), -y]));
  const [xs, ys] = [0, 1].map((i) => lignes.flat().map((point) => point[i]));
  const bornes = (n) => n.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  const [[ouest, est], [nord, sud]] = [bornes(xs), bornes(ys)];
  const echelle = 40 / Math.max(est - ouest, sud - nord);
  const bord = [(40 - (est - ouest) * echelle) / 2, (40 - (sud - nord) * echelle) / 2];
  const trace = lignes.map((points) => {
    const places = points.map(([x, y]) => `${Math.round((x - ouest) * echelle + bord[0])} ${Math.round((y - nord) * echelle + bord[1])}`);
    return `M${places.filter((place, i) => place !== places[i - 1]).join("L")}Z`;
  }).join("");
  return creerSvg("svg", { viewBox: "-1 -1 42 42", "aria-hidden": "true" }, creerSvg("path", { d: trace }));
}

/** Le choix d’un fond détaillé. */
export function choixDuFond(carte, toile, fonds, dire) {
  const changer = (choisi) => {
    for (const [cle, fond] of Object.entries(fonds)) fond[cle === choisi ? "addTo" : "removeFrom"](carte);
    carte.options.zoomSnap = choisi ? 1 : 0.1; // des images nettes
    if (choisi) carte.setZoom(Math.round(carte.getZoom()), { animate: !calme });
    toile.classList.toggle("carte-toile--images", Boolean(choisi));
    retour.hidden = !choisi;
    dire(choisi ? `Fond de carte\u00a0: ${FONDS[choisi][0]}.` : "Fond de carte\u00a0: celui de l’atlas.");
  };
  const retour = boutonDeCarte("Revenir au fond de l’atlas", () => changer(null));
  retour.hidden = true;
  const choix = Object.entries(FONDS).map(([cle, [nom, hote]]) => {
    fonds[cle].on("tileerror", () => dire("Le fond détaillé ne répond pas. Celui de l’atlas reste disponible."));
    return creer("li", {}, boutonDeCarte(`Afficher ${nom}`, () => changer(cle)), creer("p", {}, `Les images viendront de ${hote}`));
  });
  return creer("details", { class: "carte-repli carte-fond" }, creer("summary", {}, "Fond de carte détaillé…"), creer("ul", {}, ...choix), retour);
}
