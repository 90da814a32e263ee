/* Ouvrir la carte : rien n’est chargé avant que le lecteur ne le demande (ou n’arrive à une section qui porte
 * `data-carte-auto`). La carte elle-même est dans carte-dessin.js.
 *
 * Pour les autres scripts : `section.montrer(adresses, { cadrer })` ne garde que ces pôles (`null` : tous), avant
 * comme après l’ouverture ; `section.territoires(adresses)` dessine les territoires de ces pôles (`[]` : aucun), de
 * même ; l’évènement `atlas:carte` dit que la carte est prête ({ carte, lieux, territoires }).
 */
(() => {
  "use strict";

  function creer(nom, attributs = {}, ...contenu) {
    const element = document.createElement(nom);
    for (const [cle, valeur] of Object.entries(attributs)) element.setAttribute(cle, valeur);
    element.append(...contenu);
    return element;
  }
  window.atlasCreer = creer; // carte-dessin.js s’en sert aussi

  /* ---- Chargement ---- */

  const demandes = new Map(); // un fichier n’est demandé qu’une fois par page

  function charger(nom, attributs) {
    const adresse = attributs.src || attributs.href;
    if (!demandes.has(adresse)) {
      demandes.set(adresse, new Promise((fait, echec) => {
        const element = creer(nom, attributs);
        element.async = false; // ensemble, mais exécutés dans l’ordre
        element.addEventListener("load", fait);
        element.addEventListener("error", () => echec(new Error(adresse)));
        document.head.append(element);
      }));
    }
    return demandes.get(adresse);
  }

  async function toutCharger({ feuilles, scripts, lieux, fonds }) {
    const adresses = [lieux, ...["voisins", "departements", "regions"].map((nom) => `${fonds}${nom}.geojson`)];
    const donnees = Promise.all(adresses.map(async (adresse) => {
      const reponse = await fetch(adresse);
      if (!reponse.ok) throw new Error(`${reponse.status} ${adresse}`);
      return reponse.json();
    }));
    const styles = feuilles.split(" ").map((href) => charger("link", { rel: "stylesheet", href }));
    const suite = scripts.split(" ").map((src) => charger("script", { src }));
    return (await Promise.all([donnees, ...styles, ...suite]))[0];
  }

  /* ---- La section ---- */

  function preparer(section, numero) {
    const image = section.querySelector("[data-carte-image]");
    const ouvrir = section.querySelector("[data-carte-ouvrir]");
    const etat = creer("p", { class: "carte-etat", role: "status" });
    const dire = (texte) => { etat.textContent = texte; };
    let selection = [null];
    let surfaces = [];
    section.montrer = (...demande) => { selection = demande; };
    section.territoires = (adresses) => { surfaces = adresses; };
    if (!ouvrir || location.protocol === "file:") return; // fetch n’y lit rien : l’image et la liste restent
    image.after(etat);
    ouvrir.hidden = false;

    let ouverte = null;
    async function lancer(viser) {
      if (ouverte) return;
      ouverte = creer("div", { class: "carte-vive", role: "region", "aria-label": "Carte interactive des pôles", tabindex: "-1" });
      dire("Chargement de la carte…");
      try {
        const donnees = await toutCharger(section.dataset);
        const fin = creer("span", { id: `carte-fin-${numero}`, class: "carte-fin", tabindex: "-1" });
        const passer = creer("a", { class: "carte-passer", href: `#${fin.id}` }, "Passer la carte");
        passer.addEventListener("click", (evenement) => {
          evenement.preventDefault();
          fin.focus();
        });
        image.hidden = true;
        ouvrir.hidden = true;
        image.after(ouverte);
        ouverte.append(passer);
        const { carte, lieux, montrer, territoires } = window.atlasDessiner(section, ouverte, dire, donnees);
        ouverte.append(fin);
        Object.assign(section, { montrer, territoires });
        montrer(...selection);
        territoires(surfaces);
        if (viser) ouverte.focus({ preventScroll: true });
        const montres = selection[0]?.length ?? lieux.size;
        dire(`La carte est prête, avec ${montres} pôle${montres > 1 ? "s" : ""}.`);
        section.dispatchEvent(new CustomEvent("atlas:carte", { bubbles: true, detail: { carte, lieux, territoires } }));
      } catch (erreur) {
        console.error(erreur);
        demandes.clear(); // pour réessayer de bon pied
        ouverte.remove();
        ouverte = null;
        image.hidden = false;
        ouvrir.hidden = false;
        dire("La carte n’a pas pu être chargée. La liste des pôles reste disponible\u202f; vous pouvez aussi réessayer.");
      }
    }
    ouvrir.addEventListener("click", () => lancer(true));
    if ("carteAuto" in section.dataset && !navigator.connection?.saveData) {
      const guet = new IntersectionObserver(([vue]) => {
        if (!vue.isIntersecting) return;
        guet.disconnect();
        lancer(false);
      });
      guet.observe(section);
    }
  }

  document.querySelectorAll("[data-carte]").forEach(preparer);
})();
