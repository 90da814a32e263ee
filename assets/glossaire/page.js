/* Les mots du glossaire s’expliquent sur place : au survol, au clavier et au doigt. Sans ce script, chacun est un lien vers son entrée.
 *
 * Une seule bulle à la fois. Échap la ferme sans bouger le curseur, le pointeur peut y entrer, et elle reste tant qu’on ne la quitte
 * pas (WCAG 1.4.13). Au doigt, le premier toucher explique, le second suit le lien ; toucher ailleurs ferme.
 */
import { creer } from "../commun/elements.js";

const [ATTENTE, ECART, BORD] = [150, 6, 8]; // ms avant d’ouvrir ou de fermer au survol ; px
const TOUCHER = "Touchez encore le mot pour ouvrir le glossaire.";

const [nom, sens, suite] = [creer("strong"), creer("span"), creer("span", { class: "glose-suite" })];
const bulle = creer("div", { id: "glose", class: "glose", role: "tooltip", hidden: true }, nom, sens, suite);

let [montre, minuteur, pointeur] = [null, 0, ""];

function placer() {
  const mot = montre.getClientRects()[0] ?? montre.getBoundingClientRect();
  const { offsetWidth: large, offsetHeight: haute } = bulle;
  const place = document.documentElement.clientWidth;
  const gauche = Math.max(BORD, Math.min(mot.left, place - large - BORD));
  const dessous = mot.bottom + ECART + haute <= window.innerHeight || mot.top < haute + ECART;
  bulle.style.left = `${gauche + window.scrollX}px`;
  bulle.style.top = `${(dessous ? mot.bottom + ECART : mot.top - ECART - haute) + window.scrollY}px`;
}

function montrer(mot, auDoigt = false) {
  clearTimeout(minuteur);
  if (montre === mot) return;
  fermer();
  montre = mot;
  nom.textContent = mot.dataset.nom;
  sens.textContent = mot.dataset.glose;
  suite.textContent = auDoigt ? TOUCHER : "";
  bulle.hidden = false;
  mot.setAttribute("aria-describedby", bulle.id);
  placer();
}

function fermer() {
  clearTimeout(minuteur);
  montre?.removeAttribute("aria-describedby");
  montre = null;
  bulle.hidden = true;
}

const bientot = (agir) => {
  clearTimeout(minuteur);
  minuteur = setTimeout(agir, ATTENTE);
};
/* Quitter le mot ou la bulle ferme, sauf si le clavier est encore sur le mot. */
const quitter = () => bientot(() => { if (document.activeElement !== montre) fermer(); });

for (const mot of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("a.terme"))) {
  mot.addEventListener("pointerenter", ({ pointerType }) => { if (pointerType !== "touch") bientot(() => montrer(mot)); });
  mot.addEventListener("pointerleave", ({ pointerType }) => { if (pointerType !== "touch") quitter(); });
  mot.addEventListener("pointerdown", ({ pointerType }) => { pointeur = pointerType; });
  mot.addEventListener("focus", () => { if (mot.matches(":focus-visible") && pointeur !== "touch") montrer(mot); });
  mot.addEventListener("blur", () => { if (montre === mot && !bulle.matches(":hover")) fermer(); });
  mot.addEventListener("click", (evenement) => {
    if (pointeur === "touch" && montre !== mot) {
      evenement.preventDefault();
      montrer(mot, true);
    }
    pointeur = "";
  });
}
bulle.addEventListener("pointerenter", () => clearTimeout(minuteur));
bulle.addEventListener("pointerleave", ({ pointerType }) => { if (pointerType !== "touch") quitter(); });
document.addEventListener("keydown", (evenement) => { if (evenement.key === "Escape" && montre) fermer(); });
document.addEventListener("pointerdown", ({ target }) => { if (montre && ![bulle, montre].some((la) => la.contains(/** @type {Node} */ (target)))) fermer(); });
window.addEventListener("resize", () => { if (montre) placer(); });
document.querySelector("main > .page").append(bulle); // dans l’habit du texte, hors de ses paragraphes
