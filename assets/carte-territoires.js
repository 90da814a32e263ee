/* Les territoires sur la carte : des surfaces légères, dont les recouvrements se voient, demandées département par
 * département quand le lecteur le veut. Appelé par carte-dessin.js.
 *
 * Sont dessinés les territoires des pôles montrés et en vue si la case est cochée, ceux qu’un autre script demande
 * (`demander(adresses)`, soit `section.territoires`), et celui du pôle dont la bulle est ouverte.
 */
window.atlasTerritoires = (contexte) => {
  "use strict";

  const { carte, lieux, section, dire } = contexte;
  const LE_PLUS = 300; // au-delà, un écran n’en montre plus rien et un téléphone peine
  const ATTENTE = 250; // ms après un mouvement de la carte
  const creer = window.atlasCreer;
  const nombre = (n, un, plusieurs = `${un}s`) => `${n.toLocaleString("fr-FR")} ${n > 1 ? plusieurs : un}`;
  carte.createPane("territoires");

  /* ---- Ce que l’on sait : un fichier par département de siège, demandé une fois ---- */

  const fichiers = new Map();
  const formes = new Map(); // adresse du pôle → { surface, etiquette, lieu, anneaux }
  const [donnees, version = ""] = section.dataset.lieux.split(/(?=\?)/);
  const trace = (adresse) => lieux.get(adresse)?.lieu.perimetre === "tracé";

  function lire(departement) {
    if (!fichiers.has(departement)) {
      const adresse = donnees.replace(/poles\.geojson$/, `territoires/${departement.toLowerCase()}.geojson`) + version;
      const lu = fetch(adresse).then((reponse) => {
        if (!reponse.ok) throw new Error(`${reponse.status} ${adresse}`);
        return reponse.json();
      }).then(({ features }) => features.forEach(former));
      fichiers.set(departement, lu);
      lu.catch(() => fichiers.delete(departement)); // pour réessayer
    }
    return fichiers.get(departement);
  }

  function former(trait) {
    const { nom, libelle, adresse } = trait.properties;
    const surface = L.geoJSON(trait, { pane: "territoires", style: { className: "carte-territoire" } });
    surface.bindTooltip(creer("span", {}, `${nom}\u00a0: ${libelle}`), { sticky: true, className: "carte-territoire-nom" });
    surface.on("click", ({ latlng }) => interroger(latlng));
    surface.on("mouseover mouseout", ({ type }) => marquer(trait.id, type === "mouseover"));
    formes.set(trait.id, { surface, nom, libelle, adresse, anneaux: trait.geometry.coordinates.flat() });
  }

  /* ---- Ce que l’on dessine ---- */

  let [coche, montres, demandes, ouvert, tour] = [false, [], [], null, 0];
  const dessines = new Set();
  const case_ = creer("input", { type: "checkbox" });
  const compte = creer("summary");
  const liste = creer("ul");
  const repli = creer("details", { class: "carte-repli", hidden: "" }, compte, liste);
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
    enumerer();
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
    if (trop) return `${nombre(avec, "territoire")}\u00a0: trop pour les dessiner ensemble. Rapprochez la carte ou filtrez les pôles.`;
    const sans = vus - avec;
    const reste = sans ? ` ${nombre(sans, "pôle")} en vue\u00a0: territoire inconnu, ou connu par son seul nom.` : "";
    return `${avec ? nombre(avec, "territoire dessiné", "territoires dessinés") : "Aucun territoire à dessiner ici"}.${reste}`;
  }

  function enumerer() {
    const adresses = [...dessines].sort((a, b) => formes.get(a).nom.localeCompare(formes.get(b).nom, "fr"));
    repli.hidden = !adresses.length;
    compte.textContent = nombre(adresses.length, "territoire dessiné", "territoires dessinés");
    liste.replaceChildren(...adresses.map((adresse) => {
      const { nom, libelle, adresse: page } = formes.get(adresse);
      const ligne = creer("li", {}, creer("a", { href: section.dataset.racine + page }, nom), `\u00a0: ${libelle}`);
      for (const [geste, oui] of [["focusin", true], ["focusout", false], ["mouseenter", true], ["mouseleave", false]]) {
        ligne.addEventListener(geste, () => dessines.has(adresse) && marquer(adresse, oui));
      }
      return ligne;
    }));
  }

  /* ---- Un point de la carte : quels territoires le contiennent ---- */

  const contient = (anneaux, x, y) => anneaux.reduce((dedans, anneau) => {
    for (let i = 1; i < anneau.length; i += 1) {
      const [[a, b], [c, d]] = [anneau[i - 1], anneau[i]];
      if (b > y !== d > y && x < ((c - a) * (y - b)) / (d - b) + a) dedans = !dedans;
    }
    return dedans;
  }, false);

  function interroger({ lat, lng }) {
    const ici = [...dessines].map((adresse) => formes.get(adresse)).filter(({ anneaux }) => contient(anneaux, lng, lat));
    if (!ici.length) return;
    const titre = ici.length > 1 ? `${nombre(ici.length, "territoire")} se recouvrent ici` : "Ici, le territoire de";
    const liens = ici.sort((a, b) => a.nom.localeCompare(b.nom, "fr")).map(({ nom, libelle, adresse }) => creer("li", {}, creer("a", { href: section.dataset.racine + adresse }, nom), `\u00a0: ${libelle}`));
    const fermeture = creer("button", { type: "button", class: "carte-bouton bulle-fermer", "aria-label": "Fermer" }, "×");
    fermeture.addEventListener("click", () => carte.closePopup());
    const bulle = creer("div", { class: "bulle", role: "dialog", "aria-label": titre }, creer("p", { class: "bulle-titre" }, titre), creer("ul", {}, ...liens), fermeture);
    bulle.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      carte.closePopup();
      carte.getContainer().focus({ preventScroll: true });
    });
    L.popup({ closeButton: false, maxWidth: 280, minWidth: 190 }).setLatLng([lat, lng]).setContent(bulle).openOn(carte);
    bulle.querySelector("a").focus({ preventScroll: true });
  }

  /* ---- Les gestes ---- */

  case_.addEventListener("change", () => {
    coche = case_.checked;
    dessiner(true);
  });
  let attente = null;
  carte.on("moveend", () => {
    clearTimeout(attente);
    if (coche) attente = setTimeout(() => dessiner(true), ATTENTE);
  });
  carte.on("popupopen popupclose", ({ type, popup }) => {
    const marqueur = popup._source; // Leaflet ne le donne pas autrement
    ouvert = type === "popupopen" ? marqueur?.adresse ?? null : null;
    dessiner(false);
  });

  return {
    commandes,
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
};
