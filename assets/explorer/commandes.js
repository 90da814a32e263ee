/* Les commandes de l’explorateur : le champ, le tri, la suite, et sur un téléphone les boutons des filtres et de la carte.
 * Et, pour trier par distance, le point de départ : une commune (assets/lieux) ou la position de l’appareil, qui n’en sort pas.
 */
import { nomsDe } from "../lieux/noms.js";

const etroit = matchMedia("(max-width: 59.99em)");

/** Les gestes : `taper(q)`, `trier(tri)`, `suite()`, `toutMontrer()` pour imprimer, `etroit()` sur un petit écran. */
export function commander(page, { champ, tri, taper, trier, suite, toutMontrer, etroit: replier }) {
  const trouver = (nom) => page.querySelector(`[data-${nom}]`);
  for (const nom of ["mots", "tete", "bascules"]) trouver(nom).hidden = false;
  champ.addEventListener("input", () => taper(champ.value.trim()));
  trouver("filtres").addEventListener("submit", (evenement) => evenement.preventDefault());
  tri.addEventListener("change", () => trier(tri.value));
  trouver("suite").addEventListener("click", suite);
  addEventListener("beforeprint", toutMontrer);

  const bascule = (bouton, classe, montrer, cacher) => bouton.addEventListener("click", () => {
    const ouvert = bouton.getAttribute("aria-expanded") !== "true";
    bouton.setAttribute("aria-expanded", String(ouvert));
    page.classList.toggle(classe, ouvert);
    if (cacher) bouton.querySelector("span").textContent = ouvert ? cacher : montrer;
  });
  const ouvrirFiltres = trouver("ouvrir-filtres");
  bascule(ouvrirFiltres, "explorer--filtres");
  const ouvrirCarte = trouver("ouvrir-carte");
  bascule(ouvrirCarte, "explorer--carte", "Voir la carte", "Voir la liste");
  if (history.state?.panneau) ouvrirCarte.click(); // revenu d’une page, on retrouve la carte
  ouvrirCarte.addEventListener("click", () => history.replaceState({ ...history.state, panneau: ouvrirCarte.getAttribute("aria-expanded") === "true" }, ""));
  ouvrirCarte.addEventListener("click", () => ouvrirFiltres.getAttribute("aria-expanded") === "true" && ouvrirFiltres.click()); // dépliés, ils mettraient hors de l’écran ce que l’on demande à voir
  if (etroit.matches) replier();
  page.classList.add("explorer--vif");
}

/** Le point de départ : une commune (`?de=`, son code dans l’adresse) ou la position. `placer(point)` donne les distances. */
export function departDe(place, { placer, aller, etat }) {
  const formulaire = place.querySelector("form");
  const champ = formulaire.querySelector("input");
  const dit = place.querySelector("[data-depuis-dit]");
  const choix = /** @type {HTMLDetailsElement} */ (place.querySelector("[data-depuis-choix]"));
  const dire = (texte) => { dit.textContent = texte; };
  /** Le point de départ connu, la liste d’abord : en changer est à un geste. */
  const connu = (oui) => {
    if (oui && choix.contains(document.activeElement)) choix.querySelector("summary").focus({ preventScroll: true });
    choix.open = !oui;
    choix.querySelector("summary").textContent = oui ? "Partir d’ailleurs" : "Choisir d’où l’on part";
  };
  const noms = nomsDe(formulaire.dataset.lieux);
  let partiDe = ""; // la commune dont on part déjà
  let parAdresse = false; // le départ qui sera choisi est celui que l’adresse nomme, qu’il remplace

  async function partir(code) {
    if (code === partiDe) return;
    partiDe = code;
    dire("Recherche de la commune…");
    connu(true);
    try {
      const lieu = await noms.lieu(code);
      if (code !== etat().de) return;
      if (!lieu) {
        dire(`Le code de commune ${code} est inconnu. La liste suit les noms.`);
        connu(false);
      } else {
        placer({ latitude: lieu.point[0], longitude: lieu.point[1], departement: lieu.departement });
        dire(`À vol d’oiseau depuis ${lieu.nom} (${lieu.departementNom}).`);
      }
    } catch (erreur) {
      console.warn(erreur);
      partiDe = "";
      dire("La liste des communes n’a pas pu être lue. La liste suit les noms.");
      connu(false);
    }
  }
  formulaire.addEventListener("atlas:lieu", (evenement) => {
    evenement.preventDefault();
    const { genre, code, commune, nom } = evenement.detail;
    const depart = genre === "e" ? commune : code;
    if (genre === "d" || genre === "r") dire(`Pour mesurer une distance, choisissez une commune plutôt que ${nom}.`);
    else {
      aller({ tri: "distance", de: depart }, parAdresse);
      partir(depart);
    }
  });
  place.querySelector("[data-ici]").addEventListener("click", () => {
    if (!navigator.geolocation) {
      dire("Cet appareil ne donne pas sa position.");
      return;
    }
    dire("Recherche de la position…");
    navigator.geolocation.getCurrentPosition(({ coords: { latitude, longitude } }) => {
      if (etat().tri !== "distance" || etat().de) aller({ tri: "distance", de: "" });
      partiDe = "";
      placer({ latitude, longitude });
      dire("À vol d’oiseau depuis votre position, qui reste dans votre appareil.");
      connu(true);
    }, () => dire("La position n’a pas été donnée. La liste suit les noms."), { maximumAge: 600000, timeout: 15000 });
  });
  return {
    /** Un nom se lit comme s’il était tapé : sans rival il s’ouvre, sinon il se choisit. */
    relire: ({ de }, nomme = "") => {
      parAdresse = Boolean(nomme);
      if (nomme) {
        champ.value = nomme;
        connu(false);
        formulaire.requestSubmit();
      }
      if (de) partir(de);
      else if (partiDe) {
        partiDe = "";
        dire("");
        connu(false);
      }
    },
  };
}
