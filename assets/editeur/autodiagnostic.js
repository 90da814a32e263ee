/* L’autodiagnostic que le pôle choisit de publier : la page de l’autodiagnostic en prépare les lignes, ici on les colle. */

import { creer } from "../commun/elements.js";
import { enMots, pluriel } from "../commun/phrases.js";
import { guetter } from "./attentes.js";
import { champEnfant, formulaire, remplirAvec } from "./champs.js";
import { etat } from "./etat.js";
import { annoncer, bouton } from "./outils.js";
import { declarerSource } from "./sources.js";
import { voirChamp } from "./vus.js";

const SUITE = /^#.*\n/m; // la remarque qui sépare le groupe de sa source

const lireLignes = (lignes) => etat.lire(`---\n${lignes.trim()}\n---\n`)?.valeurs ?? {};
function comprendreLignes(texte) {
  const [groupe, source = ""] = texte.replace(/\r\n?/g, "\n").split(SUITE);
  const { autodiagnostic } = lireLignes(groupe);
  return autodiagnostic && typeof autodiagnostic === "object" ? { autodiagnostic, sources: source.trim() ? lireLignes(`sources:\n${source.trimEnd().replace(/^\n+/, "")}`).sources ?? {} : {} } : null;
}

function direAutodiagnostic(champ) {
  const { date, reponses } = etat.valeur("autodiagnostic") ?? {};
  const place = champ.querySelector("[data-autodiagnostic-dit]");
  const n = Object.keys(reponses ?? {}).length;
  place.replaceChildren(...(etat.vide(etat.valeur("autodiagnostic")) ? ["Aucun pour l’instant."] : [`Un autodiagnostic${date ? ` du ${enMots(String(date))}` : ""}, avec des réponses à ${pluriel(n, "indicateur")}. `, bouton("L’ôter", () => {
    etat.poser(["autodiagnostic"], undefined);
    direAutodiagnostic(champ);
    champ.querySelector("textarea").focus();
    annoncer("L’autodiagnostic est ôté.");
  }, { class: "bouton-discret" })]));
}

function preparerAutodiagnostic() {
  const champ = champEnfant(formulaire, "autodiagnostic");
  if (!champ) return;
  remplirAvec(["autodiagnostic"], direAutodiagnostic);
  direAutodiagnostic(champ);
  const zone = champ.querySelector("textarea");
  const faute = creer("p", { class: "champ-fautes", role: "alert", hidden: true }, "Ces lignes ne se lisent pas. Copiez toutes celles que la page de l’autodiagnostic a préparées.");
  const prendre = (compris) => {
    const connues = etat.valeur("sources") ?? {};
    for (const [id, source] of Object.entries(compris.sources)) if (!connues[id]) declarerSource(source, id);
    etat.poser(["autodiagnostic"], compris.autodiagnostic);
    voirChamp(champ);
    zone.value = "";
    direAutodiagnostic(champ);
    annoncer("L’autodiagnostic est dans la fiche.");
  };
  zone.after(faute, creer("p", { class: "ligne-outils" }, bouton("Reprendre ces lignes", () => {
    const compris = comprendreLignes(zone.value);
    faute.hidden = compris !== null;
    if (compris) prendre(compris);
    else zone.focus();
  })));
  guetter({ selecteur: `#${zone.id}`, lire: () => zone.value.trim(), dire: "Ce qui est collé ici", geste: "copiez toutes les lignes que la page de l’autodiagnostic a préparées, ou effacez-les", prendre: () => {
    const compris = comprendreLignes(zone.value);
    if (compris) prendre(compris);
  } });
}
preparerAutodiagnostic();
