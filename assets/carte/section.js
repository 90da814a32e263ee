/* Ouvrir la carte : rien n’est chargé avant que le lecteur ne le demande (ou n’arrive à une section qui porte
 * `data-carte-auto`). La carte elle-même est dans page.js, à côté. L’évènement `atlas:carte` dit qu’elle est prête
 * ({ carte, lieux, territoires }).
 */
import { creer } from "../commun/elements.js";
import { leModule, lireJson, essayerDeuxFois, uneFois } from "../commun/fichiers.js";
import { direPoles } from "../commun/phrases.js";
import { garderLaPlace, suivreLaVue, vueGardee } from "./vue.js";

/** @param {string} adresse une feuille de style ou un script */
const demanderLeScript = (adresse) => essayerDeuxFois(() => new Promise((fait, echec) => {
  const feuille = /\.css(\?|$)/.test(adresse);
  const element = feuille ? creer("link", { rel: "stylesheet", href: adresse }) : Object.assign(creer("script", { src: adresse }), { async: false }); // dans l’ordre
  element.addEventListener("load", fait);
  element.addEventListener("error", () => echec(new TypeError(adresse)));
  document.head.append(element);
}));
let charger = uneFois(demanderLeScript); // un fichier n’est demandé qu’une fois par page

/* `scripts` : ceux de Leaflet, puis le module qui dessine. */
async function toutCharger(/** @type {DOMStringMap} */ { feuilles, scripts, lieux, fond }) {
  const [dessin, ...classiques] = scripts.split(" ").reverse();
  const donnees = Promise.all([lieux, fond].map((adresse) => lireJson(adresse)));
  const [{ dessiner }, lues] = await Promise.all([leModule(dessin), donnees, ...[...feuilles.split(" "), ...classiques.reverse()].map(charger)]);
  return { dessiner, donnees: lues };
}

/**
 * Une fois, quand le lecteur arrive à moins de `marge` d’un élément.
 * @param {HTMLElement} element
 * @param {() => void} faire
 */
function aLApproche(element, faire, marge = "0px") {
  const guet = new IntersectionObserver(([vue]) => {
    if (!vue.isIntersecting) return;
    guet.disconnect();
    faire();
  }, { rootMargin: marge });
  guet.observe(element);
}

let prepares = 0;

/**
 * Prépare une section `data-carte` (templates/morceaux/carte.html). Ce qui est rendu vaut avant comme après l’ouverture :
 * `montrer(adresses, { cadrer })` ne garde que ces pôles (`null` : tous) ; `territoires(adresses)` dessine leurs territoires.
 * @param {HTMLElement} section
 */
export function preparerLaCarte(section) {
  const numero = (prepares += 1);
  /** @type {HTMLElement} */
  const image = section.querySelector("[data-carte-image]");
  /** @type {HTMLElement} */
  const ouvrir = section.querySelector("[data-carte-ouvrir]");
  const etat = creer("p", { class: "carte-etat" });
  /** @param {string} texte */
  const dire = (texte) => { etat.textContent = texte; };
  /** @type {[string[] | null, { cadrer?: boolean }?]} */
  let selection = [null];
  /** @type {string[]} */
  let surfaces = [];
  let dessinee = null;
  let ouverte = null;
  const legende = /** @type {HTMLElement | null} */ (section.querySelector(".legende")); // celle de l’image ; la carte a la sienne
  const remplacer = (/** @type {boolean} */ oui) => [image, ouvrir, legende].forEach((element) => element && (element.hidden = oui));
  image.after(creer("div", { role: "status" }, etat));
  ouvrir.hidden = false;

  /** @param {boolean} viser */
  async function lancer(viser) {
    if (ouverte) return;
    ouverte = creer("div", { class: "carte-vive", role: "region", "aria-label": "Carte interactive des pôles", tabindex: -1 });
    dire("Chargement de la carte…");
    try {
      const { dessiner, donnees } = await toutCharger(section.dataset);
      const fin = creer("span", { id: `carte-fin-${numero}`, class: "carte-fin", tabindex: -1 });
      const passer = creer("a", { class: "carte-passer", href: `#${fin.id}` }, "Passer la carte");
      passer.addEventListener("click", (evenement) => {
        evenement.preventDefault();
        fin.focus();
      });
      remplacer(true);
      image.after(ouverte);
      ouverte.append(passer);
      dessinee = dessiner(section, ouverte, dire, donnees);
      ouverte.append(fin);
      dessinee.montrer(...selection);
      dessinee.territoires(surfaces);
      if (viser) ouverte.focus({ preventScroll: true });
      const { carte, lieux, territoires } = dessinee;
      dire(`La carte est prête, avec ${direPoles(selection[0]?.length ?? lieux.size)}.`);
      section.dispatchEvent(new CustomEvent("atlas:carte", { bubbles: true, detail: { carte, lieux, territoires } }));
      suivreLaVue(section, carte);
    } catch (erreur) {
      console.error(erreur);
      [charger, dessinee] = [uneFois(demanderLeScript), null]; // pour réessayer de bon pied
      ouverte.remove();
      ouverte = null;
      section.style.minHeight = "";
      remplacer(false);
      dire("La carte n’a pas pu être chargée. La liste des pôles reste disponible\u202f; vous pouvez aussi réessayer.");
    }
  }
  ouvrir.addEventListener("click", () => lancer(true));
  const { connection } = /** @type {Navigator & { connection?: { saveData: boolean } }} */ (navigator);
  garderLaPlace(section);
  if (vueGardee() || ("carteAuto" in section.dataset && !connection?.saveData)) aLApproche(section, () => lancer(false));
  const gardee = image.querySelector("noscript"); // l’image d’une carte qui vient loin après ce qu’on est venu lire
  if (gardee) aLApproche(image, () => gardee.replaceWith(document.createRange().createContextualFragment(gardee.textContent)), "600px");
  return {
    /**
     * @param {string[] | null} adresses
     * @param {{ cadrer?: boolean }} [options]
     */
    montrer(adresses, options) {
      selection = [adresses, options];
      dessinee?.montrer(adresses, options);
    },
    /** @param {string[]} adresses */
    territoires(adresses) {
      surfaces = adresses;
      dessinee?.territoires(adresses);
    },
  };
}

/** Prépare toutes les cartes de la page. */
export function preparerLesCartes() {
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-carte]")).forEach(preparerLaCarte);
}
