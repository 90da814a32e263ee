/* Une source déclarée là où l’on en a besoin : quatre champs, sans quitter la ligne. */

import { creer } from "../commun/elements.js";
import { aujourdhui, enMots } from "../commun/phrases.js";
import { guetter } from "./attentes.js";
import { nommerSource, sourcesDeclarees } from "./menus.js";
import { annoncer, bouton, lire, normaliser } from "./outils.js";
import { direPhrase } from "./problemes.js";
import { memePage } from "./regles/sources.js";
import { direSous, texteDeLaQuestion } from "./saisies.js";
import { session } from "./session.js";
import { declarerSource } from "./sources.js";
import { nettoyerAdresse } from "./suivi.js";

const cadresNeufs = new WeakMap(); // cadre → { dit(), prendre() } : ce qui y est tapé, et l’ajouter s’il suffit
guetter({ selecteur: "[data-source-neuve]", lire: (cadre) => cadresNeufs.get(cadre).dit(), geste: "appuyez sur «\u202fAjouter cette source\u202f», ou sur «\u202fAnnuler\u202f»", prendre: (cadre) => cadresNeufs.get(cadre).prendre() });
export function demanderSource(menu, apres) {
  const ouvert = menu.parentElement.querySelector("[data-source-neuve]");
  if (ouvert) {
    menu.value = menu.dataset.avant ?? "";
    ouvert.querySelector("input").focus();
    return;
  }
  const avant = menu.dataset.avant ?? "";
  const numero = menu.id;
  const champ = (cle, texte, aide, attributs) => {
    const saisie = creer("input", { id: `${numero}-neuve-${cle}`, type: "text", autocomplete: "off", "aria-describedby": `${numero}-neuve-${cle}-aide`, ...attributs });
    saisie.dataset.cle = cle;
    return creer("div", { class: "champ" }, creer("label", { for: saisie.id }, texte, " ", cle === "titre" && creer("span", { class: "champ-marque" }, "obligatoire")), creer("p", { class: "champ-aide", id: `${saisie.id}-aide` }, aide), saisie);
  };
  const dit = creer("p", { class: "champ-fautes", role: "alert", hidden: true });
  const dire = (...contenu) => {
    dit.hidden = !contenu.length;
    dit.replaceChildren(...contenu);
  };
  const fermer = () => {
    cadre.remove();
    menu.focus();
  };
  const tapee = () => Object.fromEntries([...cadre.querySelectorAll("input")].map((s) => [s.dataset.cle, normaliser({ url: "url", titre: "texte" }[s.dataset.cle] ?? "date", s.value)]).filter(([, v]) => v));
  const suffit = ({ titre, url, date }) => titre && (url || date);
  const prendre = (id) => {
    cadre.remove();
    apres(id);
  };
  const ajouter = (source) => {
    prendre(declarerSource(source));
    annoncer(`Source ajoutée\u00a0: ${source.titre}.`);
  };
  /* Une page déjà parmi les sources : la prendre, ou en faire une autre quand même. */
  let autreVoulue = false;
  const adresseDeja = () => {
    const deja = autreVoulue ? undefined : sourceDeLAdresse(tapee().url);
    if (deja) dire(`${session.phrases.auFormulaire("source-en-double", () => ({ autre: nommerSource(deja) }))} `, bouton("Prendre cette source", () => {
      prendre(deja.id);
      menu.focus();
    }), " ", bouton("En faire une autre", () => {
      autreVoulue = true;
      valider();
    }));
    return deja;
  };
  /* Les dates se lisent comme ailleurs : un doute est une question, sous la date. */
  const dates = () => /** @type {HTMLInputElement[]} */ ([...cadre.querySelectorAll("[data-cle='date'], [data-cle='consulte_le']")]);
  const douteuse = () => dates().find(({ value }) => lire("date", value).choix);
  const lireLaDate = (saisie) => {
    const lu = lire("date", saisie.value.trim());
    const mettre = (valeur) => { saisie.value = valeur; };
    if (lu.choix) direSous(saisie.parentElement, texteDeLaQuestion(lu, "date"), lu.choix.map(({ valeur, dit }) => [dit, () => mettre(valeur)]), saisie);
    else {
      const change = lu.valeur !== saisie.value.trim() && /^\d{4}/.test(lu.valeur);
      mettre(lu.valeur);
      direSous(saisie.parentElement, change ? `Lu ${enMots(lu.valeur)}.` : "", [], saisie);
    }
  };
  const valider = () => {
    const source = tapee();
    const doute = douteuse();
    if (doute) {
      lireLaDate(doute);
      doute.focus();
      return;
    }
    if (adresseDeja()) {
      dit.querySelector("button").focus();
      return;
    }
    if (!suffit(source)) {
      dire(source.titre ? direPhrase("source-sans-date-ni-lien") : direPhrase("champ-manquant", { libelle: "Titre de la source", geste: session.phrases.morceau("geste-texte") }));
      /** @type {HTMLElement} */ (cadre.querySelector(`[data-cle="${source.titre ? "url" : "titre"}"]`)).focus();
      return;
    }
    ajouter(source);
    menu.focus();
  };
  const cadre = creer("div", { class: "source-neuve", role: "group", "aria-label": "Nouvelle source", "data-source-neuve": true },
    champ("titre", "Titre de la source", "Ce qu’est la source et qui la publie."), champ("url", "Adresse de la page", "Si elle est en ligne\u202f; sinon, donnez sa date.", { inputmode: "url", spellcheck: "false" }),
    champ("date", "Sa date", "Le jour, le mois ou l’année, si vous les connaissez."), champ("consulte_le", "Lue le", "Le jour où vous l’avez lue."), dit,
    creer("p", { class: "ligne-outils" }, bouton("Ajouter cette source", valider), bouton("Annuler", fermer, { class: "bouton-discret" })));
  /** @type {HTMLInputElement} */ (cadre.querySelector("[data-cle='consulte_le']")).value = aujourdhui();
  const adresse = /** @type {HTMLInputElement} */ (cadre.querySelector("[data-cle='url']"));
  adresse.addEventListener("change", () => {
    adresse.value = nettoyerAdresse(adresse, normaliser("url", adresse.value));
    if (!adresseDeja()) dire();
  });
  for (const saisie of dates()) saisie.addEventListener("change", () => lireLaDate(saisie));
  cadre.addEventListener("keydown", (evenement) => {
    if (evenement.key === "Enter" && /** @type {Element} */ (evenement.target).matches("input")) {
      evenement.preventDefault();
      valider();
    } else if (evenement.key === "Escape" && !dejaTape()) fermer();
  });
  const dejaTape = () => Object.entries(tapee()).filter(([cle]) => cle !== "consulte_le").map(([, valeur]) => valeur).join(", ");
  cadresNeufs.set(cadre, { dit: dejaTape, prendre: () => { if (suffit(tapee()) && !douteuse() && !adresseDeja()) ajouter(tapee()); } });
  menu.value = avant;
  menu.after(cadre);
  cadre.querySelector("input").focus();
}

/** La source déclarée qui a déjà cette page. */
export const sourceDeLAdresse = (adresse) => {
  const mots = session.regles.mots;
  return adresse ? sourcesDeclarees().find(({ url }) => url && memePage(String(url), mots) === memePage(adresse, mots)) : undefined;
};

/** Celle qui a déjà cette page, ou une nouvelle. */
export const prendreOuDeclarer = (source) => sourceDeLAdresse(source.url)?.id ?? declarerSource(source);
