/* La page « Près de chez moi » : l’adresse dit le lieu (?commune=35236, ?epci=, ?departement=, ?region=), la page répond.
 */
import { leModule, uneFois } from "../commun/fichiers.js";
import { apresLImage } from "../commun/gestes.js";
import { cite } from "../commun/phrases.js";
import { registreDe } from "../lieux/registre.js";
import { departementDe } from "../lieux/tranches.js";
import { reponsesDe } from "./calcul.js";

/** @type {HTMLElement} */
const page = document.querySelector("[data-pres]");
/** @type {HTMLFormElement} */
const formulaire = document.querySelector("form[data-lieu]");
const racine = new URL(document.body.dataset.racine ?? "", document.baseURI);
/** @type {HTMLElement} */
const etat = document.querySelector("[data-pres-etat]");
const titre = document.title;
const dire = (texte) => { etat.firstElementChild.textContent = texte; };
const noms = registreDe(formulaire.dataset.lieux);
const repondre = reponsesDe(page.dataset.donnees);
/* Ce qui écrit la réponse vient à part : la demander n’attend pas. */
const ecriture = uneFois(async () => {
  const [{ reponseDans }] = await Promise.all([leModule(page.dataset.reponse), entiere]);
  return reponseDans(page, racine);
});
/* Ce script court dès que la tête de la réponse est là ; l’écrire demande toute la page. */
const entiere = new Promise((fait) => { if (document.readyState === "loading") document.addEventListener("readystatechange", fait, { once: true }); else fait(); });
let tour = 0;

/* La place de la réponse, pendant qu’on la lit : ce qui la suit ne bouge pas. */
function attendre() {
  page.querySelector("h2").textContent = "La réponse vient…";
  page.classList.add("pres-attend");
  page.hidden = false;
  document.body.classList.add("pres-demande");
}

function refuser(texte) {
  page.hidden = true;
  document.body.classList.remove("pres-demande", "pres-repond");
  document.title = titre;
  etat.classList.remove("lu-seul");
  dire(texte);
}

/* Ce que l’adresse demande ; un département, une région ou une intercommunalité touchée ont leur page. */
/** @returns {Promise<any>} */
async function resoudre(demande) {
  const { d, r } = await noms.index();
  if (demande.has("departement")) {
    const code = demande.get("departement").toUpperCase();
    return d[code] ? { page: `departements/${code.toLowerCase()}/` } : {};
  }
  if (demande.has("region")) {
    const voulue = demande.get("region").toLowerCase();
    const trouvee = Object.hasOwn(r, voulue) ? r[voulue] : Object.values(r).find(([, slug]) => slug === voulue);
    return trouvee ? { page: `regions/${trouvee[1]}/` } : {};
  }
  const siren = demande.get("epci");
  const code = siren ? await noms.communeDe(siren) : demande.get("commune").toUpperCase();
  const departement = departementDe(code ?? "");
  if (d[departement]) repondre.preparer({ departement, region: d[departement][1] }).catch(() => {}); // d’avance ; un échec se dira à la réponse
  const lieu = code && await noms.lieu(code);
  if (!lieu) return {};
  const reponse = await repondre(lieu);
  return siren && reponse.pageEpci ? { page: `epci/${siren}/` } : { lieu, reponse, depuisEpci: Boolean(siren), outremer: () => repondre.outremer(lieu) };
}

const CLES = ["commune", "epci", "departement", "region"];

async function lire(viser) {
  const moi = (tour += 1);
  // Venu de l’accueil, le choix est dans le fragment, que l’hébergeur n’a pas reçu : il devient l’adresse permanente.
  const fragment = new URLSearchParams(location.hash.slice(1));
  if (CLES.some((cle) => fragment.has(cle))) history.replaceState(history.state, "", `?${fragment}`);
  const demande = new URLSearchParams(location.search);
  if (!CLES.some((cle) => demande.get(cle))) {
    refuser("");
    etat.classList.add("lu-seul");
    return;
  }
  if (page.hidden) attendre();
  try {
    const [trouve, { ecrire, situer }] = await Promise.all([resoudre(demande), ecriture()]);
    if (moi !== tour) return;
    if (trouve.page) {
      location.replace(new URL(trouve.page, racine).href);
      return;
    }
    if (!trouve.lieu) {
      const voulu = CLES.map((cle) => demande.get(cle)).find(Boolean);
      refuser(`L’atlas ne connaît pas de lieu de code ${cite(voulu)}. Tapez un nom ci-dessus, ou passez par les départements.`);
      return;
    }
    const phrase = ecrire(trouve);
    const attendue = page.classList.replace("pres-attend", "pres-seule");
    document.body.classList.add("pres-repond");
    const [nom, departement] = [trouve.lieu.arrondissement?.nom ?? trouve.lieu.nom, trouve.lieu.departement];
    document.title = `${nom} (${departement}) — ${titre}`;
    if (!viser && !formulaire.querySelector("input").value) formulaire.querySelector("input").value = `${nom} (${departement})`;
    etat.classList.add("lu-seul");
    dire(phrase);
    if (viser) page.querySelector("h2").focus();
    if (attendue) await apresLImage(); // la phrase se lit avant que l’image soit faite
    if (moi !== tour) return;
    situer(trouve.lieu, trouve.reponse);
    page.classList.remove("pres-seule");
  } catch (erreur) {
    console.warn(erreur);
    if (moi === tour) refuser("La réponse n’a pas pu être lue. Vérifiez la connexion, puis réessayez.");
  }
}

formulaire.addEventListener("atlas:lieu", (evenement) => {
  const { genre, code } = evenement.detail;
  if (genre === "d" || genre === "r") return; // ils ont leur page
  evenement.preventDefault();
  const adresse = `?${genre === "e" ? "epci" : "commune"}=${code}`;
  if (location.search !== adresse) history.pushState(null, "", adresse);
  lire(true);
});
addEventListener("popstate", () => {
  formulaire.querySelector("input").value = "";
  lire(false);
});
addEventListener("hashchange", () => CLES.some((cle) => location.hash.startsWith(`#${cle}=`)) && lire(false));
/* Les lettres des titres et le champ viennent après la réponse : lire un nom demande autant de script que répondre. */
lire(false).then(() => {
  document.body.classList.add("pres-lu");
  return leModule(formulaire.dataset.champ);
}).then(({ preparer }) => preparer()).catch(console.warn);
