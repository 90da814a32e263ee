/* « Lire hors connexion » : ce que ce navigateur garde, ce que l’on peut garder d’avance, et comment l’effacer. */
import { creer } from "../commun/elements.js";

const place = /** @type {HTMLElement} */ (document.querySelector("[data-garder]"));
const racine = new URL(document.body.dataset.racine ?? "", document.baseURI).href;
const [dit, liste] = [place.querySelector("[role=status] p"), place.querySelector("ul")];
const [prendre, effacer] = place.querySelectorAll("button");
const ENSEMBLE = 6; // demandes à la fois

const lesNotres = async () => (await caches.keys()).filter((nom) => nom.startsWith(`${racine} `));

/* Les titres se lisent dans les pages gardées. */
async function montrer() {
  const pages = new Map();
  for (const nom of await lesNotres()) {
    const garde = await caches.open(nom);
    for (const { url } of await garde.keys()) if (url.endsWith("/")) pages.set(url, garde);
  }
  const lignes = await Promise.all([...pages].sort(([un], [autre]) => (un < autre ? -1 : 1)).map(async ([url, garde]) => {
    const lue = new DOMParser().parseFromString(await (await garde.match(url)).text(), "text/html");
    return creer("li", {}, creer("a", { href: url }, lue.querySelector("h1")?.textContent ?? url));
  }));
  liste.replaceChildren(...lignes);
  effacer.hidden = !pages.size;
  dit.textContent = pages.size ? `${pages.size} page${pages.size > 1 ? "s se lisent" : " se lit"} ici sans réseau.` : "Rien n’est encore gardé.";
}

async function toutPrendre() {
  const { fichiers } = await (await fetch(place.dataset.garder)).json();
  await navigator.serviceWorker.register(`${racine}sw.js`);
  const garde = await caches.open(`${racine} garde`);
  const reste = [...fichiers];
  const prendreUn = async () => {
    for (let chemin = reste.pop(); chemin !== undefined; chemin = reste.pop()) {
      const adresse = racine + chemin;
      const reponse = await fetch(adresse);
      if (!reponse.ok) throw new Error(adresse);
      await garde.put(adresse, reponse);
      if (!(reste.length % 20)) dit.textContent = `Encore ${reste.length} fichiers…`;
    }
  };
  await Promise.all(Array.from({ length: ENSEMBLE }, prendreUn));
}

if (location.hash === "#absente") /** @type {HTMLElement} */ (document.querySelector("[data-absente]")).hidden = false;
if (navigator.serviceWorker && window.caches) {
  place.hidden = false;
  prendre.addEventListener("click", async () => {
    prendre.disabled = true;
    try {
      await toutPrendre();
      await montrer();
    } catch {
      dit.textContent = "Le réseau ou la place ont manqué\u00a0: ce qui est arrivé est gardé, recommencez pour le reste.";
    }
    prendre.disabled = false;
  });
  effacer.addEventListener("click", async () => {
    for (const nom of await lesNotres()) await caches.delete(nom);
    await montrer();
  });
  montrer();
}
