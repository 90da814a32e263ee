/* Sur un téléphone, une longue page est la liste de ses chapitres : le premier est ouvert, les autres d’un doigt. Un lien vers un
 * endroit d’un chapitre l’ouvre ; imprimer les ouvre tous. Sans script, ou sur un grand écran, tout est déplié.
 */
import { creer } from "../commun/elements.js";

const etroit = matchMedia("(max-width: 39.99em)");
/** @type {HTMLDetailsElement[]} */
const chapitres = [];

/** @param {Element} titre @param {Element[]} suite */
function chapitre(titre, suite) {
  const cadre = /** @type {HTMLDetailsElement} */ (creer("details", { class: "chapitre" }));
  titre.before(cadre);
  cadre.append(creer("summary", {}, titre), ...suite);
  chapitres.push(cadre);
}

/* Un texte : chaque titre de deuxième rang, avec ce qui le suit ; les sources à la fin. */
function replierLeTexte(/** @type {Element} */ texte) {
  const parts = [];
  for (const element of Array.from(texte.children)) {
    if (element.matches("h2")) parts.push([element]);
    else if (element.matches(".footnote")) parts.push([creer("h2", {}, "Les sources"), element]);
    else parts.at(-1)?.push(element);
  }
  for (const [titre, ...suite] of parts) {
    if (!titre.isConnected) suite[0].before(titre);
    chapitre(titre, suite);
  }
}

/* Une question de l’observatoire : sa phrase reste, ce qui la montre se déplie. */
function replierLaQuestion(/** @type {Element} */ question) {
  const phrase = question.querySelector(".obs-phrase");
  const suite = [...Array.from(phrase.parentElement.children).slice(2), ...Array.from(question.children).slice(1)];
  const mots = creer("span", {}, "Voir le détail");
  phrase.after(mots);
  chapitre(mots, suite);
}

function ouvrirPour(/** @type {string} */ fragment) {
  const cible = document.getElementById(decodeURIComponent(fragment.slice(1)));
  const lieu = /** @type {HTMLDetailsElement | null} */ (cible?.closest("details.chapitre") ?? cible?.closest(".obs")?.querySelector("details.chapitre"));
  if (!lieu || lieu.open) return null;
  lieu.open = true;
  return cible;
}

if (etroit.matches) {
  const sommaire = document.querySelector("[data-chapitres]");
  if (sommaire.closest(".lecture")) document.querySelectorAll("main :is(.lecture, .grille)").forEach(replierLeTexte);
  else document.querySelectorAll(".obs").forEach(replierLaQuestion);
  chapitres[0].open = true;
  if (location.hash) {
    ouvrirPour(location.hash);
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }
  addEventListener("click", ({ target }) => {
    const lien = target instanceof Element && target.closest('a[href^="#"]');
    if (lien) ouvrirPour(lien.getAttribute("href"));
  });
  addEventListener("hashchange", () => ouvrirPour(location.hash)?.scrollIntoView());
  const toutOuvrir = () => chapitres.forEach((cadre) => { cadre.open = true; });
  addEventListener("beforeprint", toutOuvrir);
  etroit.addEventListener("change", toutOuvrir);
}
