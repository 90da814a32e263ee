/* Une fiche qui ne se lit pas montre ses problèmes ligne par ligne, et son texte, à réparer à la main. */

import { creer } from "../commun/elements.js";
import { guetter } from "./attentes.js";
import { formulaire } from "./champs.js";
import { aller } from "./etapes.js";
import { etat } from "./etat.js";
import { garderBientot, laisserLeTexte } from "./garder.js";
import { phraseDuFichier } from "./mots.js";
import { annoncer, lienQui, page, trouver } from "./outils.js";
import { quitterPour, reprendreTexte } from "./ouvrir.js";
import { phraseExpliquee, tousLesProblemes } from "./problemes.js";
import { session } from "./session.js";
import { toutVoir } from "./vus.js";

const reparation = trouver("reparation");
const zone = trouver("texte-brut");
const versZone = (texte) => texte.replace(/\r\n?/g, "\n");
const deZone = (texte) => (/\r\n/.test(etat.texte) ? texte.replace(/\n/g, "\r\n") : texte);
function viserLigne(ligne) {
  const lignes = zone.value.split("\n");
  const debut = lignes.slice(0, ligne - 1).reduce((n, l) => n + l.length + 1, 0);
  zone.focus();
  zone.setSelectionRange(debut, debut + (lignes[ligne - 1]?.length ?? 0));
  zone.scrollTop = Math.max(0, (ligne - 4) * parseFloat(getComputedStyle(zone).lineHeight));
}
function direLignes() {
  trouver("fautes-lignes").replaceChildren(...tousLesProblemes().map((p) => (
    creer("li", {}, lienQui("#texte-brut", `Ligne ${p.line}`, () => viserLigne(p.line)), `\u00a0: ${p.field ? `${p.field}, ` : ""}`, ...phraseExpliquee(p, phraseDuFichier(p)))
  )));
}
/* Ce qui a été corrigé ici et n’a pas été relu y reste, gardé comme le brouillon (garder.js), tant que la fiche n’a pas changé ailleurs. */
guetter({ selecteur: "[data-texte-brut]", lire: () => session.aLaMain?.texte ?? "", dire: "Le texte corrigé à la main", geste: "appuyez sur «\u202fRelire ce texte\u202f», ou revenez sans rien changer" });
zone.addEventListener("input", () => {
  session.aLaMain = zone.value === versZone(etat.texte) ? null : { de: etat.texte, texte: zone.value };
  garderBientot();
});
function reparer(ligne) {
  zone.value = session.aLaMain?.de === etat.texte ? session.aLaMain.texte : versZone(etat.texte);
  aller("reparation");
  trouver("renoncer").textContent = etat.lisible ? "Revenir sans rien changer" : "Revenir au formulaire";
  direLignes();
  if (ligne) viserLigne(ligne);
}
page.addEventListener("editeur:problemes", () => { if (!reparation.hidden) direLignes(); });
page.addEventListener("editeur:ligne", ({ detail }) => reparer(detail));
trouver("reparer").addEventListener("click", () => reparer());
trouver("renoncer").addEventListener("click", () => {
  if (!etat.lisible) {
    laisserLeTexte();
    if (etat.lisible) aller("fiche");
    return;
  }
  session.aLaMain = null;
  garderBientot();
  aller("envoi");
});
trouver("relire").addEventListener("click", () => {
  const texte = versZone(etat.texte) === zone.value ? etat.texte : deZone(zone.value);
  session.aLaMain = null;
  quitterPour();
  if (reprendreTexte(texte)) {
    toutVoir(formulaire);
    aller("envoi");
    annoncer("Le texte se lit\u00a0: le formulaire est revenu.");
  } else annoncer("Le texte ne se lit pas encore.");
  garderBientot();
});
