/* La liste de l’explorateur : une entrée par pôle, celle de la page quand elle y est (avec son résumé), sinon faite du fichier
 * compact, comme `entree` dans templates/macros.html. Les entrées se font par petits nombres, à mesure qu’on les demande.
 */
import { creer } from "../commun/elements.js";
import { enMots } from "../commun/phrases.js";

const enKilometres = (km) => (km < 1 ? "moins de 1\u00a0km" : `${Math.round(km)}\u00a0km`);

function lieu(donnees, i) {
  const [commune, departement] = [donnees.commune[i], donnees.departement(i).nom];
  return commune && commune !== departement ? `${commune} (${departement})` : departement; // pas « Paris (Paris) »
}

/* Ce que le tri ajoute à une entrée : la distance, ou la date. */
function mention(donnees, i, { tri, km }) {
  if (tri === "verification") {
    const dite = donnees.verifie(i);
    return `vérifié ${dite.length > 7 ? "le" : "en"} ${enMots(dite)}`;
  }
  if (tri !== "distance" || !km) return "";
  if (donnees.approximatif(i)) return "siège inconnu";
  if (Number.isNaN(km[i])) return /^9[78]/.test(donnees.departement(i).valeur) ? "outre-mer" : "en métropole"; // pas la même terre
  return enKilometres(km[i]);
}

export function listeDe(donnees, { racine, liste, complete, signes }) {
  const ecrites = new Map();
  for (const a of complete.querySelectorAll(".entree-nom a")) ecrites.set(a.getAttribute("href").split("/").at(-2), a.closest(".entree"));
  const modeles = new Map(Array.from(signes.content.querySelectorAll(".secteur"), (m, k) => [donnees.facettes.secteur[k], m]));
  const faites = new Map();

  function faire(i) {
    const ecrite = ecrites.get(donnees.adresse[i]);
    if (ecrite) return ecrite.cloneNode(true);
    const { valeur, nom, date } = donnees.situation(i);
    const situation = creer("span", { class: `situation situation--${valeur}` }, creer("span", { class: "situation-signe", "aria-hidden": "true" }), nom);
    const vue = valeur === "inconnu" ? date && `dernière trace\u00a0: ${date}` : date || "sans date";
    if (vue) situation.append(", ", creer("span", { class: "situation-date" }, vue));
    const signesDuPole = creer("p", { class: "entree-signes" });
    for (const s of donnees.secteurs(i)) signesDuPole.append(modeles.get(s).cloneNode(true), " ");
    signesDuPole.append(situation);
    const ou = creer("p", { class: "entree-lieu" }, lieu(donnees, i));
    if (donnees.approximatif(i)) ou.append(" ", creer("span", { class: "approximatif" }, "position approximative"));
    return creer("li", { class: "entree" }, creer("h3", { class: "entree-nom" }, creer("a", { href: `${racine}poles/${donnees.adresse[i]}/` }, donnees.nom[i])), ou, signesDuPole);
  }

  function entree(i, ordre) {
    if (!faites.has(i)) faites.set(i, faire(i));
    const element = faites.get(i);
    const dit = mention(donnees, i, ordre);
    const ancien = element.querySelector(".entree-mention");
    if (ancien) ancien.textContent = dit;
    else if (dit) element.querySelector(".entree-lieu").append(creer("span", { class: "entree-mention distance" }, dit));
    return element;
  }

  /* Montre ces pôles à la place des autres, ou à leur suite. */
  function montrer(rangs, ordre, suite = false) {
    const elements = rangs.map((i) => entree(i, ordre));
    if (suite) liste.append(...elements);
    else liste.replaceChildren(...elements);
    return elements[0];
  }
  return { montrer };
}
