/* Les territoires sur la carte : des surfaces légères, dont les recouvrements se voient, demandées département par
 * département quand le lecteur le veut. Appelé par page.js.
 *
 * Sont dessinés les territoires des pôles montrés et en vue si la case est cochée, ceux qu’un autre script demande
 * (`demander(adresses)`, soit `territoires` de section.js), et celui du pôle dont la bulle est ouverte.
 */
import { creer } from "../commun/elements.js";
import { lireJson, uneFois } from "../commun/fichiers.js";
import { differer } from "../commun/gestes.js";
import { pluriel } from "../commun/phrases.js";
import { dansLesAnneaux } from "../commun/terre.js";

const LE_PLUS = 300; // au-delà, un écran n’en montre plus rien et un téléphone peine
const ATTENTE_TERRITOIRES = 250; // ms après un mouvement de la carte

/** @param {{ carte: any, lieux: Map<string, any>, section: HTMLElement, bulles: any, dire(texte: string): void, dessines(): void }} contexte */
export function territoiresDe({ carte, lieux, section, dire, bulles, dessines: apres }) {
  carte.createPane("territoires");

  /* ---- Ce que l’on sait : un fichier par département de siège, demandé une fois ---- */

  const formes = new Map(); // adresse du pôle → { surface, nom, libelle, adresse de sa page, ligne de la liste, anneaux }
  const [donnees, version = ""] = section.dataset.lieux.split(/(?=\?)/);
  const trace = (adresse) => lieux.get(adresse)?.lieu.perimetre === "tracé";

  const lire = uneFois(async (/** @type {string} */ departement) => {
    const { features } = await lireJson(donnees.replace(/poles\.geojson$/, `territoires/${departement.toLowerCase()}.geojson`) + version);
    features.forEach(former);
  });

  function former(trait) {
    const { nom, libelle, adresse } = trait.properties;
    const surface = L.geoJSON(trait, { pane: "territoires", style: { className: "carte-territoire" } });
    surface.bindTooltip(creer("span", {}, `${nom}\u00a0: ${libelle}`), { sticky: true, className: "carte-territoire-nom" });
    surface.on("click", ({ latlng }) => interroger(latlng));
    surface.on("mouseover mouseout", ({ type }) => marquer(trait.id, type === "mouseover"));
    formes.set(trait.id, { surface, nom, libelle, adresse, ligne: ligneDe(trait.id, trait.properties), anneaux: trait.geometry.coordinates.flat() });
  }

  /* ---- Ce que l’on dessine ---- */

  let [coche, montres, demandes, ouvert, tour] = [false, [], [], null, 0];
  const dessines = new Set();
  const case_ = creer("input", { type: "checkbox" });
  const compte = creer("summary");
  const liste = creer("ul");
  const repli = creer("details", { class: "carte-repli", hidden: true }, compte, liste);
  const commandes = creer("div", { class: "carte-territoires" }, creer("label", {}, case_, "Territoires des pôles montrés"), repli);

  const enVue = () => montres.filter((adresse) => carte.getBounds().contains(lieux.get(adresse).getLatLng()));
  const marquer = (adresse, oui) => formes.get(adresse).surface.eachLayer((c) => c.getElement()?.classList.toggle("carte-territoire--marque", oui));

  async function dessiner(annoncer) {
    const ceTour = (tour += 1);
    const vus = coche ? enVue() : [];
    const avec = vus.filter(trace);
    const trop = avec.length > LE_PLUS;
    const voulus = new Set([...(trop ? [] : avec), ...demandes, ouvert].filter(trace));
    let manque = false;
    await Promise.all([...new Set([...voulus].map((adresse) => lieux.get(adresse).lieu.departement))].map((code) => lire(code).catch((erreur) => {
      console.error(erreur);
      manque = true;
    })));
    if (ceTour !== tour) return; // la carte a bougé entre-temps
    for (const adresse of [...dessines]) if (!voulus.has(adresse)) oter(adresse);
    for (const adresse of voulus) if (formes.has(adresse) && !dessines.has(adresse)) poser(adresse);
    lister();
    apres();
    if (manque) dire("Des territoires n’ont pas pu être chargés. Les pôles restent sur la carte.");
    else if (annoncer) dire(conclure(vus.length, avec.length, trop));
  }

  function poser(adresse) {
    formes.get(adresse).surface.addTo(carte);
    dessines.add(adresse);
  }

  function oter(adresse) {
    formes.get(adresse).surface.remove();
    dessines.delete(adresse);
  }

  function conclure(vus, avec, trop) {
    if (!coche) return "Territoires effacés.";
    if (trop) return `${pluriel(avec, "territoire")}\u00a0: trop pour les dessiner ensemble. Rapprochez la carte ou filtrez les pôles.`;
    const sans = vus - avec;
    const reste = sans ? ` ${pluriel(sans, "pôle")} en vue\u00a0: territoire inconnu, ou connu par son seul nom.` : "";
    return `${avec ? pluriel(avec, "territoire dessiné", "territoires dessinés") : "Aucun territoire à dessiner ici"}.${reste}`;
  }

  /** Les lignes qui restent ne bougent pas : qui est sur l’une d’elles y reste, quand la carte a fini de glisser. */
  function lister() {
    const adresses = [...dessines].sort((a, b) => formes.get(a).nom.localeCompare(formes.get(b).nom, "fr"));
    repli.hidden = !adresses.length;
    compte.textContent = pluriel(adresses.length, "territoire dessiné", "territoires dessinés");
    const lignes = adresses.map((adresse) => formes.get(adresse).ligne);
    for (const ligne of [...liste.children]) if (!lignes.includes(ligne)) ligne.remove();
    lignes.forEach((ligne, rang) => {
      if (liste.children[rang] !== ligne) liste.insertBefore(ligne, liste.children[rang] ?? null);
    });
  }

  function ligneDe(forme, { nom, libelle, adresse: page }) {
    const ligne = creer("li", {}, creer("a", { href: section.dataset.racine + page }, nom), `\u00a0: ${libelle}`);
    for (const [geste, oui] of /** @type {[string, boolean][]} */ ([["focusin", true], ["focusout", false], ["mouseenter", true], ["mouseleave", false]])) {
      ligne.addEventListener(geste, () => dessines.has(forme) && marquer(forme, oui));
    }
    return ligne;
  }

  /* ---- Un point de la carte : quels territoires le contiennent ---- */

  function interroger({ lat, lng }) {
    const ici = [...dessines].map((adresse) => formes.get(adresse)).filter(({ anneaux }) => dansLesAnneaux(anneaux, lng, lat));
    if (!ici.length) return;
    const titre = ici.length > 1 ? `${pluriel(ici.length, "territoire")} se recouvrent ici` : "Ici, le territoire d’un pôle";
    const liens = ici.sort((a, b) => a.nom.localeCompare(b.nom, "fr")).map(({ nom, libelle, adresse }) => creer("li", {}, creer("a", { href: section.dataset.racine + adresse }, nom), `\u00a0: ${libelle}`));
    function fermer() {
      carte.closePopup();
      carte.getContainer().focus({ preventScroll: true });
    }
    const bulle = bulles.contenu(titre, titre, [creer("ul", {}, ...liens)], fermer);
    bulle.addEventListener("keydown", ({ key }) => key === "Escape" && fermer());
    L.popup(bulles.reglages()).setLatLng([lat, lng]).setContent(bulle).openOn(carte);
    bulle.querySelector("a").focus({ preventScroll: true });
  }

  /* ---- Les gestes ---- */

  case_.addEventListener("change", () => {
    coche = case_.checked;
    dessiner(true);
  });
  carte.on("moveend", differer(() => { if (coche) dessiner(true); }, ATTENTE_TERRITOIRES));
  carte.on("popupopen popupclose", ({ type, popup }) => {
    const marqueur = popup._source; // Leaflet ne le donne pas autrement
    ouvert = type === "popupopen" ? marqueur?.adresse ?? null : null;
    dessiner(false);
  });

  return {
    commandes,
    /** Le nom de chaque territoire dessiné, et où l’écrire : sa plus grande terre. */
    noms: () => [...dessines].map((adresse) => {
      const { surface, libelle } = formes.get(adresse);
      return /** @type {[string, any, any]} */ ([libelle.split(" (")[0], surface.getLayers()[0].getCenter(), surface.getBounds()]);
    }),
    /** Les pôles montrés ont changé. */
    montrer(adresses) {
      montres = adresses;
      if (coche) dessiner(false);
    },
    /** Dessiner les territoires de ces pôles, et plus ceux de la demande d’avant ; `[]` les efface. */
    demander(adresses) {
      demandes = adresses ?? [];
      return dessiner(false);
    },
  };
}
