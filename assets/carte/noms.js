/* Les noms sur la carte : ceux des pôles et des territoires d’abord, puis, selon l’échelle, des mers, des régions, des villes et des
 * départements. Ne restent que ceux qui tiennent sans se toucher. Ils viennent de fichiers à part (atlas/pictures/underlay.py),
 * demandés quand l’échelle les appelle : les petites villes, région par région.
 */
import { creer } from "../commun/elements.js";
import { lireJson } from "../commun/fichiers.js";

const MERS = [["Océan Atlantique", 45.6, -4.4], ["Manche", 50.05, -1.6], ["Mer Méditerranée", 42.35, 6]];
const VILLES = [5.4, 6.2, 7, 8, 8.5, 9.2]; // l’échelle à partir de laquelle elles sont écrites, des plus grandes aux plus petites
const DES_SURFACES = 7.6; // celle où les départements prennent la place des régions et des mers
const DE_TRES_PRES = 11; // celle où le nom d’un département ne sert plus
const DE_PRES = 3; // le rang de celles que chaque région tient à part
const ESSAYES = 90; // noms essayés : un écran n’en montre pas davantage
const PAS_TERRITOIRE = [0, 1.5, -1.5, 3, -3, 4.5, -4.5]; // de combien de ses lignes le nom d’un territoire peut s’écarter du milieu
const ECART = 5; // pixels entre un point et son nom

const touche = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const boite = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height });

/* Si un rectangle touche une terre, dont voici la côte : elle le traverse, ou il est tout entier dedans. */
function surTerre({ left, right, top, bottom }, cote) {
  let dedans = false;
  for (const [i, b] of cote.entries()) {
    const a = cote.at(i - 1);
    if ((a.y > top) !== (b.y > top) && left < a.x + ((top - a.y) / (b.y - a.y)) * (b.x - a.x)) dedans = !dedans;
    const pas = Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / ECART) || 1;
    for (let k = 0; k < pas; k += 1) {
      const [x, y] = [a.x + ((b.x - a.x) * k) / pas, a.y + ((b.y - a.y) * k) / pas];
      if (x > left - ECART && x < right + ECART && y > top && y < bottom) return true;
    }
  }
  return dedans;
}

/**
 * Donne la fonction qui écrit les noms, à appeler quand la carte ou ses lieux ont bougé.
 * @param {any} carte la carte de Leaflet
 * @param {HTMLElement} toile
 * @param {string} adresse celle de fond.json : les noms sont à côté
 * @param {[string, any[][]][]} loin les collectivités d’outre-mer qui ne sont pas des régions, et leurs rives
 * @param {() => [string, any, any][]} territoires ceux qui sont dessinés, où, et dans quelles bornes
 */
export function nomsDe(carte, toile, adresse, loin, territoires) {
  const volet = carte.createPane("noms");
  volet.setAttribute("aria-hidden", "true");
  const lire = (sorte, liste, de, a) => liste.map(([texte, ...lieu]) => ({ sorte, de, a, texte, lieu: L.latLng(lieu[0], lieu[1]) }));
  const desVilles = (liste, rang) => lire("ville", liste, VILLES[rang], Infinity);
  const noms = VILLES.map(() => []); // par rang : ce qui passe avant, puis les villes des moins grandes
  noms[0] = [...lire("mer", MERS, 0, DES_SURFACES), ...loin.map(([texte, rives]) => {
    const bornes = L.latLngBounds(rives.flat());
    return { sorte: "region", de: 0, a: DE_TRES_PRES, texte, lieu: bornes.getCenter(), bornes, rives };
  })];
  const regions = [];
  const demandes = new Set();

  async function demander(nom, lu) {
    if (demandes.has(nom)) return false;
    demandes.add(nom);
    try {
      lu(await lireJson(adresse.replace(/fond\.json.*$/, `${nom}.json`)));
      return true;
    } catch (erreur) { // la carte se lit sans eux ; un autre mouvement les redemandera
      console.warn(erreur);
      demandes.delete(nom);
      return false;
    }
  }
  async function approcher() {
    const zoom = carte.getZoom();
    if (zoom < VILLES[0]) return;
    const nouveaux = [await demander("noms", ({ villes, departements, ...lus }) => {
      regions.push(...lus.regions);
      noms[0].push(...lire("region", regions, VILLES[0], DES_SURFACES));
      villes.forEach((liste, rang) => noms[rang].push(...desVilles(liste, rang)));
      noms[DE_PRES - 1].push(...lire("departement", departements.filter(([nom]) => !loin.some(([texte]) => texte === nom)), DES_SURFACES, DE_TRES_PRES));
    })];
    const vue = carte.getBounds();
    const ici = zoom < VILLES[DE_PRES] ? [] : regions.filter(([, , , , [ouest, sud, est, nord]]) => vue.intersects([[sud, ouest], [nord, est]]));
    nouveaux.push(...await Promise.all(ici.map(([, , , code]) => demander(`villes-${code}`, (listes) => {
      listes.forEach((liste, i) => noms[DE_PRES + i].push(...desVilles(liste, DE_PRES + i)));
    }))));
    if (nouveaux.includes(true)) placer();
  }

  /** Là où un nom peut se mettre, dans l’ordre : autour de son point, ou du signe qui le couvre. */
  function places({ sorte, lieu, bornes, rives }, { offsetWidth: large, offsetHeight: haut }, signes) {
    const { x, y } = carte.latLngToContainerPoint(lieu);
    const poser = (lieux) => lieux.map(([a, b]) => boite(a, b, large, haut));
    const autour = ({ left, right, top, bottom }) => {
      const [milieuX, milieuY] = [(left + right - large) / 2, (top + bottom - haut) / 2];
      return poser([[right + ECART, milieuY], [left - ECART - large, milieuY], [milieuX, bottom + 1], [milieuX, top - haut - 1]]);
    };
    const milieu = boite(x - large / 2, y - haut / 2, large, haut);
    if (sorte === "ville") return autour(signes.find((signe) => touche(signe, boite(x - 2, y - 2, 4, 4))) ?? boite(x - 2, y - 2, 4, 4));
    if (!bornes) return [milieu];
    const [{ x: ouest, y: nord }, { x: est, y: sud }] = [bornes.getNorthWest(), bornes.getSouthEast()].map((coin) => carte.latLngToContainerPoint(coin));
    const surface = { left: ouest, right: est, top: nord, bottom: sud };
    if (sorte === "territoire") { // au milieu, sinon plus haut ou plus bas sur sa surface : un pôle est souvent au milieu du sien ; à côté s’il y est à l’étroit
      const dedans = PAS_TERRITOIRE.map((pas) => y + pas * haut).filter((ici) => ici === y || (ici > nord && ici < sud));
      return [...poser(dedans.map((ici) => [x - large / 2, ici - haut / 2])), ...(est - ouest < large * 1.2 ? autour(surface) : [])];
    }
    const cotes = rives.map((rive) => rive.map((point) => carte.latLngToContainerPoint(point)));
    return [milieu, ...poser([[ouest, sud - haut], [est - large, nord], [ouest, nord], [est - large, sud - haut]]), ...autour(surface)].filter((place) => !cotes.some((cote) => surTerre(place, cote))); // le nom d’un archipel ne passe sur aucune île
  }

  function placer() {
    const [zoom, vue, cadre] = [carte.getZoom(), carte.getBounds(), toile.getBoundingClientRect()];
    const ici = ({ left, right, top, bottom }, marge = 0) => ({ left: left - cadre.left + marge, right: right - cadre.left - marge, top: top - cadre.top + marge, bottom: bottom - cadre.top - marge });
    const dessines = territoires().map(([texte, lieu, bornes]) => ({ sorte: "territoire", de: 0, a: Infinity, texte, lieu, bornes }));
    const essayes = [...dessines, ...noms.flat()].filter(({ de, a, lieu }) => zoom >= de && zoom < a && vue.contains(lieu)).slice(0, ESSAYES);
    const ecrits = essayes.map(({ texte }) => creer("span", {}, texte));
    volet.replaceChildren(...essayes.map(({ sorte }, i) => creer("span", { class: `carte-nom carte-nom--${sorte}` }, ecrits[i])));

    // Tout est mesuré avant que rien ne bouge.
    const poles = /** @type {HTMLElement[]} */ ([...toile.querySelectorAll(".leaflet-marker-icon .lieu-nom")]);
    for (const nom of poles) nom.classList.remove("a-gauche", "masque");
    const signes = [...toile.querySelectorAll(".leaflet-marker-icon:is(.lieu, .grappe)")].map((e) => ici(e.getBoundingClientRect(), e.classList.contains("lieu") ? 5 : 0)); // le point est plus petit que la cible
    const pris = [...signes, ...[...toile.querySelectorAll(".leaflet-control")].map((e) => ici(e.getBoundingClientRect()))];
    const duPole = poles.map((nom) => {
      const [droite, point] = [nom, nom.parentElement].map((e) => ici(e.getBoundingClientRect()));
      return [droite, { ...droite, left: point.left + point.right - droite.right, right: point.left + point.right - droite.left }];
    });
    const duFond = essayes.map((nom, i) => places(nom, ecrits[i], signes));

    const retenir = (possibles, marge = 0) => {
      const rang = possibles.findIndex((p) => p.right > p.left && p.left > 0 && p.right < cadre.width && !pris.some((q) => touche({ ...p, left: p.left - marge, right: p.right + marge }, q)));
      if (rang >= 0) pris.push(possibles[rang]);
      return rang;
    };
    poles.forEach((nom, i) => {
      const rang = retenir(duPole[i]);
      nom.classList.toggle("a-gauche", rang === 1);
      nom.classList.toggle("masque", rang < 0);
    });
    essayes.forEach(({ lieu }, i) => {
      const place = duFond[i][retenir(duFond[i], 3)];
      if (!place) return ecrits[i].parentElement.remove();
      const point = carte.latLngToContainerPoint(lieu);
      L.DomUtil.setPosition(ecrits[i].parentElement, carte.latLngToLayerPoint(lieu));
      return L.DomUtil.setPosition(ecrits[i], L.point(place.left, place.top).subtract(point));
    });
  }

  carte.on("zoomstart", () => volet.replaceChildren()); // un nom ne grandit pas avec la carte
  return () => {
    placer();
    approcher();
  };
}
