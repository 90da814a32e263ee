/* La page « Près de chez moi » : l’adresse dit le lieu (?commune=35236, ?epci=, ?departement=, ?region=), la page répond. Ce qui n’y est pas un
 * code, qu’une personne a écrit là (« ?commune=Millau »), se lit comme s’il était tapé.
 */
import { leModule, uneFois } from "../commun/fichiers.js";
import { apresLImage } from "../commun/gestes.js";
import { citeTape } from "../commun/phrases.js";
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
const champ = formulaire.querySelector("input");
const leChamp = uneFois(async () => (await leModule(formulaire.dataset.champ)).preparer());
let tour = 0;
let oublier = () => {}; // ce qui est écrit, s’il l’est
let parAdresse = false; // le lieu qui sera choisi est celui que dit l’adresse, qu’il remplace

/* La place de la réponse, pendant qu’on la lit : ce qui la suit ne bouge pas. */
function attendre() {
  page.querySelector("h2").textContent = "La réponse vient…";
  page.classList.add("pres-attend");
  page.hidden = false;
  document.body.classList.add("pres-demande");
}

function refuser(texte) {
  oublier();
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
  const code = siren ? SIREN.test(siren) && await noms.communeDe(siren) : demande.get("commune").toUpperCase();
  if (!code || !INSEE.test(code)) return {};
  const departement = departementDe(code);
  if (d[departement]) repondre.preparer({ departement, region: d[departement][1] }).catch(() => {}); // d’avance ; un échec se dira à la réponse
  const lieu = await noms.lieu(code);
  if (!lieu) return {};
  const reponse = await repondre(lieu);
  return siren && reponse.pageEpci ? { page: `epci/${siren}/` } : { lieu, reponse, depuisEpci: Boolean(siren), outremer: () => repondre.outremer(lieu) };
}

const CLES = ["commune", "epci", "departement", "region"];
const [INSEE, SIREN] = [/^(?:\d{5}|2[AB]\d{3})$/, /^\d{9}$/];

/* Un nom sans rival s’ouvre, les autres se choisissent dans la liste du champ. */
async function lireCommeTape(texte) {
  champ.value = texte;
  parAdresse = true;
  await leChamp();
  if (parAdresse && champ.value === texte) formulaire.requestSubmit();
}

async function lire(viser) {
  const moi = (tour += 1);
  parAdresse = false;
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
    const [trouve, { ecrire, oublier: rendre, situer }] = await Promise.all([resoudre(demande), ecriture()]);
    if (moi !== tour) return;
    if (trouve.page) {
      location.replace(new URL(trouve.page, racine).href);
      return;
    }
    if (!trouve.lieu) {
      const voulu = CLES.map((cle) => demande.get(cle)).find(Boolean);
      refuser(/^\d{5,}$/.test(voulu) ? `L’atlas ne connaît pas de lieu de code ${citeTape(voulu)}. Tapez un nom ci-dessus, ou passez par les départements.`
        : `${citeTape(voulu)}, dans l’adresse de cette page, n’est pas un code\u00a0: c’est cherché ci-dessus comme un nom.`);
      await lireCommeTape(voulu.trim());
      return;
    }
    const phrase = ecrire(trouve);
    oublier = rendre;
    const attendue = page.classList.replace("pres-attend", "pres-seule");
    document.body.classList.add("pres-repond");
    const [nom, departement] = [trouve.lieu.arrondissement?.nom ?? trouve.lieu.nom, trouve.lieu.departement];
    document.title = `${nom} (${departement}) — ${titre}`;
    if (!viser && !champ.value) champ.value = `${nom} (${departement})`;
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
  const { genre, code, adresse: saPage } = evenement.detail;
  const suivie = parAdresse;
  const aSaPage = genre === "d" || genre === "r";
  if (aSaPage && !suivie) return;
  evenement.preventDefault();
  if (aSaPage) {
    location.replace(new URL(saPage, racine).href);
    return;
  }
  const adresse = `?${genre === "e" ? "epci" : "commune"}=${code}`;
  if (location.search !== adresse) history[suivie ? "replaceState" : "pushState"](null, "", adresse);
  lire(!suivie);
});
addEventListener("popstate", () => {
  champ.value = "";
  lire(false);
});
addEventListener("hashchange", () => CLES.some((cle) => location.hash.startsWith(`#${cle}=`)) && lire(false));
/* Les lettres des titres et le champ viennent après la réponse : lire un nom demande autant de script que répondre. */
lire(false).then(() => {
  document.body.classList.add("pres-lu");
  return leChamp();
}).catch(console.warn);
