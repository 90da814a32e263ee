/* Ce qu’un signe dit quand on le touche : le pôle, où il est, ce qu’il est en une phrase, ses secteurs, sa situation.
 *
 * La phrase vient d’un petit fichier par département, demandé dès qu’on vise un signe. Sur une carte étroite la bulle devient un
 * feuillet au bas de la carte, en entier et au-dessus des commandes.
 */
import { boutonQui } from "../commun/boutons.js";
import { creer } from "../commun/elements.js";
import { lireJson, uneFois } from "../commun/fichiers.js";
import { approximatif, situation } from "./signes.js";

const ETROITE = 460; // pixels
export const LARGE = 900; // la légende y tient ouverte
let numero = 0;

/**
 * Donne les réglages d’une bulle de Leaflet selon la largeur de la carte, et la fonction qui dit un lieu.
 * @param {any} carte
 * @param {string} racine
 */
export function bullesDe(carte, racine) {
  carte.createPane("feuillet", carte.getContainer());
  const lus = new Map(); // les phrases arrivées, par adresse
  const lire = uneFois(async (/** @type {string} */ departement) => {
    const phrases = await lireJson(`${racine}poles/resumes/${departement.toLowerCase()}.json`);
    for (const [adresse, phrase] of Object.entries(phrases)) lus.set(adresse, phrase);
  });
  const etroite = () => carte.getSize().x < ETROITE;

  function reglages() {
    const commune = { closeButton: false, autoPanPaddingTopLeft: [carte.getSize().x < LARGE ? 12 : 230, 12], autoPanPaddingBottomRight: [12, 12], minWidth: 190, maxWidth: 300 };
    return { ...commune, ...(etroite() ? { pane: "feuillet", autoPan: false } : { pane: "popupPane", autoPan: true }) };
  }

  /** Ce que l’on lit et le point dont il parle restent en vue, même quand la phrase est venue après. */
  function degager(popup) {
    const [cadre, boite] = [carte.getContainer(), popup.getElement()].map((element) => element.getBoundingClientRect());
    if (popup.options.pane !== "feuillet") {
      if (boite.top - cadre.top < 12) carte.panBy([0, boite.top - cadre.top - 20]);
      return;
    }
    const { x, y } = carte.latLngToContainerPoint(popup.getLatLng());
    const taille = carte.getSize();
    const libre = taille.y - boite.height;
    if (y > libre - 20 || y < 20 || x < 20 || x > taille.x - 20) carte.panBy([x - taille.x / 2, y - libre / 2]);
    popup.getElement().scrollIntoView({ block: "nearest" }); // un écran peut ne montrer qu’une partie de la carte
  }
  carte.on("popupopen", ({ popup }) => popup.options.pane === "feuillet" && degager(popup));

  function contenu(titre, nom, lignes, fermer) {
    const texte = creer("div", { id: `bulle-${numero += 1}`, class: "bulle-texte" }, ...lignes);
    const fermeture = boutonQui("×", fermer, { class: "bulle-fermer", "aria-label": "Fermer" });
    return creer("div", { class: "bulle", role: "dialog", "aria-label": nom, "aria-describedby": texte.id }, creer("p", { class: "bulle-titre" }, titre), texte, fermeture);
  }

  /** Ce que dit un pôle ; `bulle` rend la sienne, une fois ouverte. */
  function duPole(adresse, lieu, fermer, bulle) {
    const resume = creer("p", { class: "bulle-resume", hidden: !lus.get(adresse) }, lus.get(adresse));
    if (!lus.has(adresse)) {
      lire(lieu.departement).then(() => {
        resume.textContent = lus.get(adresse) ?? "";
        resume.hidden = !resume.textContent;
        if (resume.isConnected) degager(bulle());
      }).catch(console.warn); // sans elle, le reste vaut
    }
    const lignes = [
      situation(lieu) + (approximatif(lieu) ? " — position approximative, au centre du département" : ""),
      resume,
      lieu.secteurs_noms.join(" · "),
      lieu.territoire ? `Territoire\u00a0: ${lieu.territoire}${lieu.perimetre === "tracé" ? "" : " (périmètre non tracé)"}` : "",
      lieu.statut === "inconnu" ? lieu.statut_nom : `Situation\u00a0: ${lieu.statut_nom.toLowerCase()}`,
    ].filter(Boolean).map((ligne) => (typeof ligne === "string" ? creer("p", {}, ligne) : ligne));
    return contenu(creer("a", { href: racine + lieu.adresse }, lieu.nom), lieu.nom, lignes, fermer);
  }

  return { reglages, contenu, duPole, approcher: (departement) => lire(departement).catch(() => {}) };
}
