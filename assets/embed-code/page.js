/* Le code à coller pour montrer une page de l’atlas ailleurs, et son aperçu. Ce qui est montré est dans le fragment, tel qu’il suit `embed/` :
 * `#poles/epv/`, `#regions/bretagne/`, `#?secteur=culture`. Le code est celui de la page, où changent l’adresse, le titre et le lien.
 */
import { copier } from "../commun/copier.js";
import { essayer } from "../commun/essayer.js";
import { lireJson, uneFois } from "../commun/fichiers.js";
import { dechiffrer } from "../explorer/filtres.js";

const FORMES = { carte: /^(\?[^#"<>\s]*)?(#q=[^#"<>\s]*)?$/, lieu: /^(regions\/[a-z-]+|departements\/[0-9ab]+)\/$/, pole: /^poles\/[a-z0-9-]+\/$/ };
const SIGNES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** @param {string} texte */
const html = (texte) => texte.replace(/[&<>"]/g, (signe) => SIGNES[signe]);

const article = /** @type {HTMLElement} */ (document.querySelector("[data-integrer]"));
/** @type {(nom: string) => any} */
const trouver = (nom) => article.querySelector(`[data-${nom}]`);
/** @type {(id: string) => any} */
const champ = (id) => article.querySelector(`#${id}`);
const { embed, cadre, page: explorateur, titre, hauteurs, liste } = article.dataset;
const code = trouver("code");
const script = code.dataset.script;
const modele = code.value.slice(0, code.value.indexOf(script)).trim();
const poles = uneFois(async () => dechiffrer(await lireJson(liste)));

/* Ce que demande le fragment ; celui que l’on ne peut pas lire ne demande rien. */
const demandee = () => essayer(() => decodeURI(location.hash.slice(1)), "");
const formeDe = (montre) => Object.keys(FORMES).find((forme) => FORMES[forme].test(montre)) ?? "";

/* Le nom de ce qui est montré ; vide pour la carte, qui a déjà le sien, et pour ce que l’atlas n’a pas. */
async function nomDe(montre, forme) {
  const choix = forme === "lieu" && Array.from(champ("territoire").options).find(({ value }) => value === montre);
  if (choix) return choix.text.replace(/, toute la région$/, "");
  if (forme !== "pole") return "";
  const { nom, rangDe } = await poles();
  return nom[rangDe.get(montre.split("/")[1])] ?? "";
}

async function montrer() {
  const lu = demandee();
  const voulue = formeDe(lu);
  const nom = await nomDe(lu, voulue);
  if (lu !== demandee()) return; // on a choisi autre chose entre-temps
  const [montre, forme] = nom || voulue === "carte" ? [lu, voulue] : ["", "carte"];
  champ("quoi").value = forme;
  for (const part of article.querySelectorAll("[data-pour]")) /** @type {HTMLElement} */ (part).hidden = /** @type {HTMLElement} */ (part).dataset.pour !== forme;
  const demande = new URLSearchParams(forme === "carte" ? montre.split("#")[0] : "");
  for (const facette of ["region", "secteur"]) champ(facette).value = demande.get(facette) ?? "";
  trouver("reglee").textContent = montre && forme === "carte" ? `Ici\u00a0: ${montre}` : "";
  if (forme === "lieu") champ("territoire").value = montre;
  if (forme === "pole") champ("pole").value = nom;
  const rang = ["carte", "lieu", "pole"].indexOf(forme);
  const hauteur = hauteurs.split("/")[rang];
  const dit = nom ? `${nom} — ${titre.split(" — ").at(-1)}` : titre;
  const vers = forme === "carte" ? explorateur + montre : explorateur.replace(/poles\/$/, montre);
  const fait = [[cadre, cadre + montre], [titre, dit], [explorateur, vers]].reduce((texte, [avant, apres]) => texte.replaceAll(html(avant), () => html(apres)), modele)
    .replace(/height="\d+"/, `height="${hauteur}"`);
  code.value = champ("hauteur").checked ? `${fait}\n${script}` : fait;
  trouver("copie").textContent = "";
  const apercu = trouver("apercu");
  const adresse = new URL(embed + montre, document.baseURI).href;
  apercu.title = dit;
  if (apercu.src === adresse) return;
  apercu.height = hauteur;
  const autre = apercu.cloneNode(); // sans laisser une page de plus derrière « Précédent »
  autre.src = adresse;
  apercu.replaceWith(autre);
}

const aller = (montre) => {
  history.replaceState(null, "", montre ? `#${montre}` : location.pathname);
  montrer();
};
const garnir = async () => {
  const { nom } = await poles();
  champ("poles").replaceChildren(...nom.map((dit) => new Option(dit, dit)));
};
champ("quoi").addEventListener("change", async () => {
  const forme = champ("quoi").value;
  if (forme === "pole") {
    await garnir();
    aller(`poles/${(await poles()).adresse[0]}/`);
    champ("pole").select();
  } else aller(forme === "lieu" ? champ("territoire").value || champ("territoire").options[0].value : "");
});
for (const facette of ["region", "secteur"]) {
  champ(facette).addEventListener("change", () => {
    const [demande, fragment] = FORMES.carte.test(demandee()) ? demandee().split("#") : [""];
    const choix = new URLSearchParams(demande);
    if (champ(facette).value) choix.set(facette, champ(facette).value);
    else choix.delete(facette);
    aller([String(choix) && `?${choix}`, fragment].filter(Boolean).join("#"));
  });
}
champ("territoire").addEventListener("change", () => aller(champ("territoire").value));
champ("pole").addEventListener("focus", garnir, { once: true });
champ("pole").addEventListener("change", async () => {
  const { nom, adresse } = await poles();
  const rang = nom.indexOf(champ("pole").value.trim());
  champ("pole").setCustomValidity(rang < 0 ? "Choisissez un nom de la liste." : "");
  if (rang < 0) champ("pole").reportValidity();
  else aller(`poles/${adresse[rang]}/`);
});
champ("hauteur").addEventListener("change", montrer);
trouver("choix").addEventListener("submit", (evenement) => evenement.preventDefault());
trouver("copier").addEventListener("click", async () => {
  code.select();
  trouver("copie").textContent = await copier(code.value) ? "Copié." : "Le code est choisi\u00a0: copiez-le.";
});
addEventListener("message", ({ source, origin, data }) => {
  const apercu = trouver("apercu");
  if (origin === location.origin && source === apercu.contentWindow && data?.type === "atlas-ptce:hauteur") apercu.height = data.hauteur;
});
addEventListener("hashchange", montrer);
trouver("choix").hidden = false;
trouver("copier").hidden = false;
montrer();
