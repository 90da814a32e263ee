/* Le second écran : le bilan, ce qui change, le nom du fichier, les sorties, l’aperçu. */

import { creer } from "../commun/elements.js";
import { formulaire } from "./champs.js";
import { montrerDifference, montrerFichier } from "./difference.js";
import { etat } from "./etat.js";
import { trouver } from "./outils.js";
import { direBilan, phraseExpliquee, tousLesProblemes } from "./problemes.js";
import { session } from "./session.js";
import { montrerSorties } from "./sorties.js";
import { toutVoir } from "./vus.js";

export function montrerEnvoi() {
  toutVoir(formulaire);
  direBilan();
  montrerDifference();
  nommer();
  montrerSorties();
  if (trouver("apercu-fichier").open) montrerFichier();
}
trouver("apercu-fichier").addEventListener("toggle", ({ target }) => { if (target.open) montrerFichier(); });

/* Le nom du fichier : proposé d’après le nom du pôle, il se change tant que la fiche n’est pas publiée. */
function nommer() {
  const place = trouver("nom-fichier");
  const fautes = tousLesProblemes().filter((p) => p.code.startsWith("nom-de-fichier") || p.code.startsWith("fichier-adresse") || (!p.field && p.line === 1 && /fichier/.test(p.code)));
  if (etat.publie) {
    place.replaceChildren(creer("p", { class: "source" }, `Fichier ${etat.chemin}. Le nom d’une fiche publiée ne change pas\u00a0: c’est l’adresse de sa page.`));
    return;
  }
  let champ = place.querySelector("input");
  if (!champ) {
    champ = creer("input", { id: "nom-fichier", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": "nom-fichier-aide nom-fichier-fautes" });
    champ.addEventListener("input", () => {
      session.slugChoisi = champ.value.trim().replace(/\.md$/, "") || null;
      etat.nommer(session.slugChoisi ?? "");
    });
    place.replaceChildren(creer("label", { for: "nom-fichier" }, "Nom du fichier"), creer("p", { class: "champ-aide", id: "nom-fichier-aide" }, "Proposé d’après le nom du pôle\u00a0; il deviendra l’adresse de sa page. Des minuscules sans accent, des chiffres, des tirets."),
      creer("p", { class: "champ-fautes", id: "nom-fichier-fautes", hidden: true }), creer("p", { class: "nom-fichier-ligne" }, champ, creer("span", {}, ".md")));
  }
  if (document.activeElement !== champ) champ.value = etat.slug;
  const dit = place.querySelector(".champ-fautes");
  dit.hidden = !fautes.length;
  dit.replaceChildren(...fautes.map((p) => creer("span", { class: "faute" }, ...phraseExpliquee(p))));
  if (fautes.length) champ.setAttribute("aria-invalid", "true");
  else champ.removeAttribute("aria-invalid");
}
