/* Un champ qui trouve un lieu : `<form data-lieu data-lieux="…/index.json">` (templates/morceaux/champ-lieu.html).
 *
 * C’est une liste déroulante au sens d’ARIA : flèches, Entrée, Échap, et le compte annoncé. Choisir lance l’évènement
 * `atlas:lieu` ({ genre, code, nom, adresse… }) ; si personne ne le retient, on va à la page « Près de chez moi ». Le choix y
 * est porté par le fragment, qu’aucun serveur ne reçoit. `data-lieu-genres="ca"` ne propose que ces genres. `atlas:seul` dit
 * pareillement, avant tout choix, le seul lieu que nomme ce qui est tapé.
 *
 * Avec `data-mots`, il cherche aussi un mot : ce qui ne nomme aucun lieu part à la recherche, que toute liste propose en dernier. Les mots
 * qu’il énumère sont aussi le nom d’une commune (« bois ») : là, le lieu ou le mot se choisit.
 */
import { creer } from "../commun/elements.js";
import { essayer } from "../commun/essayer.js";
import { uneFois } from "../commun/fichiers.js";
import { plier } from "../commun/mots.js";
import { citeTape, deLieu, pluriel } from "../commun/phrases.js";
import { presDUnLieu } from "../recherche/pres.js";
import { FAUTES } from "./lecture.js";
import { nomsDe } from "./noms.js";

const [ATTENTE, PAUSE, CALME] = [120, 450, 700]; // millisecondes après la dernière frappe : pour chercher, pour supposer une faute, pour dire ce qui est trouvé
const [MONTRES, CONNU] = [60, 46]; // un code postal compte jusqu’à 46 communes ; le poids d’une commune de 3 000 habitants

const REPONSE = "pres-de-chez-moi/";
const QUARTIERS = " D’un quartier, d’un hameau ou d’un lieu-dit, tapez la commune.";
const AIDE = `On peut taper une commune, d’aujourd’hui ou ancienne, son code postal, une intercommunalité, un département ou une région.${QUARTIERS}`;
/* Un champ d’une fiche ne veut qu’une commune (« cam »), ou qu’une intercommunalité (« e »). */
const AIDE_COMMUNE = `On peut taper une commune, d’aujourd’hui ou ancienne, ou son code postal.${QUARTIERS}`;
const aideDuChamp = (genres) => (!genres ? AIDE : genres.includes("c") ? AIDE_COMMUNE : "On peut taper le nom d’une intercommunalité.");
const QUARTIER = /\b(?:quartiers?|faubourg|hameau|lieu ?dit|lotissement|residence|cite|zac|zup)\b/;
/** @type {{ trouves: any[], exacts: number, ouvre: any, comment: string, postaux?: number }} */
const RIEN = { trouves: [], exacts: 0, ouvre: null, comment: "" };

const REFUS = {
  1: "Vous n’avez pas donné votre position\u00a0: tapez le nom de votre commune.",
  2: "L’appareil ne trouve pas sa position\u00a0: tapez le nom de votre commune.",
  3: "L’appareil met trop longtemps à se situer\u00a0: tapez le nom de votre commune.",
};

/**
 * Prépare un champ. Le numéro le distingue des autres de la page.
 * @param {HTMLFormElement} formulaire
 * @param {number | string} numero
 */
export function champDeLieu(formulaire, numero) {
  const champ = formulaire.querySelector("input");
  /** @type {HTMLElement} */
  const liste = formulaire.querySelector("[data-lieu-liste]");
  const etat = formulaire.querySelector("[data-lieu-etat]");
  const position = formulaire.querySelector("[data-lieu-position]");
  const noms = nomsDe(formulaire.dataset.lieux);
  const { lieuGenres: genres } = formulaire.dataset;
  const TAPE = `tape-${numero}`;
  const mots = formulaire.dataset.mots?.split(",");
  let fleches = " Flèches pour choisir."; // dit une fois
  let parole;
  /* Ce que la frappe trouve ne se dit que lorsque la main se pose : lu à chaque lettre, il couvrirait ce que l’on tape. */
  function dire(texte, apres = 0) {
    clearTimeout(parole);
    if (apres) {
      parole = setTimeout(dire, apres, texte);
      return;
    }
    if (etat.textContent !== texte) etat.textContent = texte;
    if (texte.endsWith(fleches)) fleches = "";
  }

  let [proposes, seul, exacts, actif, tour, demandee, supposee, certain] = [[], null, 0, -1, 0, null, true, true];
  let illisible = false; // ce qui dit les lieux n’a pu être lu : rien n’est sûr de ce qui manque
  let minuteur;
  let recherche = Promise.resolve();

  const ouverte = () => !liste.hidden;
  function montrer(ouvrir) {
    liste.hidden = !ouvrir || !proposes.length;
    champ.setAttribute("aria-expanded", String(!liste.hidden));
    if (liste.hidden) viser(-1);
  }
  function viser(rang) {
    actif = rang;
    [...liste.children].forEach((element, i) => element.setAttribute("aria-selected", String(i === rang)));
    if (rang < 0) champ.removeAttribute("aria-activedescendant");
    else {
      champ.setAttribute("aria-activedescendant", liste.children[rang].id);
      liste.children[rang].scrollIntoView({ block: "nearest" });
    }
  }

  const option = (p, i) => creer(
    "li", { role: "option", id: `lieu-${numero}-${i}`, "aria-selected": "false" },
    creer("span", { class: "lieu-option-nom" }, p.nom), " ", creer("span", { class: "lieu-option-detail" }, p.detail),
  );

  const motAussi = (question) => mots?.includes(plier(question));
  const enMots = (question) => ({ genre: "mot", nom: `Chercher ${citeTape(question)}`, detail: "dans toutes les pages", adresse: `recherche/#q=${encodeURIComponent(question)}` });

  function phraseDe(question, { trouves, exacts: justes, comment, postaux }) {
    const autres = trouves.length > 1;
    if (comment === "incomplet") return "Un code postal ou Insee a cinq chiffres.";
    if (comment === "etranger") return `${citeTape(question)} n’est pas en France\u00a0: l’atlas ne connaît que des lieux de France.`;
    if (comment === "cedex") return `${citeTape(question)} n’est le code postal d’aucune commune\u00a0: c’est ${justes ? "un code Insee, ou " : "peut-être "}un CEDEX. Tapez le nom de la ville, ou choisissez\u00a0:`;
    if (comment === "dit") return QUARTIER.test(plier(question)) ? "L’atlas ne connaît ni les quartiers ni les hameaux. Il s’y lit la commune\u00a0:" : `Aucun lieu ne s’écrit ${citeTape(question)}. Il s’y lit\u00a0:`;
    if (mots && !trouves.length) return "Aucun lieu de ce nom\u00a0: Entrée le cherche dans toutes les pages.";
    if (!trouves.length) return `Aucun lieu trouvé pour ${citeTape(question)}. ${aideDuChamp(genres)}`;
    if (comment === "proche") return `Aucun lieu ne s’écrit ${citeTape(question)} (d’un quartier ou d’un hameau, tapez la commune). ${autres ? "Voici les noms les plus proches" : "Voici le nom le plus proche"}\u00a0:`;
    if (postaux > 1) return `${pluriel(postaux, "commune")} pour le code postal ${question}${trouves.length > postaux ? ", et une pour ce code Insee" : ""}.`;
    return `${pluriel(trouves.length, "proposition")}.${fleches}`;
  }

  function proposer(lesquels) {
    proposes = lesquels;
    liste.replaceChildren(...proposes.map(option));
    liste.scrollTop = 0;
    viser(-1);
    montrer(document.activeElement === champ);
  }

  /* `supposer` une faute lit d’autres fichiers : seulement quand la frappe s’arrête sur rien de connu, ou qu’on valide. */
  function chercher(supposer) {
    const question = champ.value.trim();
    if (question === demandee && (supposee || !supposer)) return recherche;
    if (!genres) essayer(() => history.replaceState({ ...history.state, [TAPE]: question }, ""), null); // un navigateur peut en refuser trop d’un coup
    const moi = (tour += 1);
    recherche = (async () => {
      try {
        const reponse = question ? await noms.chercher(question, supposer, genres) : RIEN;
        if (moi !== tour) return;
        illisible = false;
        const inconnu = !supposer && question && !reponse.comment && !reponse.exacts && reponse.trouves.every(({ poids }) => poids < CONNU);
        if (inconnu) minuteur = setTimeout(() => chercher(true), PAUSE);
        if (inconnu && !reponse.trouves.length) return;
        [demandee, supposee] = [question, supposer];
        [proposes, seul, exacts] = [reponse.trouves.slice(0, MONTRES), reponse.ouvre, reponse.exacts];
        if (mots && question) proposes[motAussi(question) || reponse.comment === "proche" ? "unshift" : "push"](enMots(question));
        certain = !mots || !["proche", "cedex"].includes(reponse.comment);
        proposer(proposes);
        dire(question && phraseDe(question, reponse), supposer || !question ? 0 : CALME);
        if (proposes.some(({ adresse }) => adresse.startsWith(REPONSE))) prevoir(enPlace(REPONSE)); // après ce que l’on attendait
        if (seul) formulaire.dispatchEvent(new CustomEvent("atlas:seul", { bubbles: true, detail: seul }));
      } catch (erreur) {
        console.warn(erreur);
        if (moi !== tour) return;
        [illisible, demandee, seul, exacts] = [true, null, null, 0];
        proposer(mots ? [enMots(question)] : []);
        dire("La liste des lieux n’a pas pu être lue. Vérifiez la connexion, puis réessayez.");
      }
    })();
    return recherche;
  }

  /* Ce que demandera la page de la réponse vient pendant que l’on tape, puis que l’on choisit, sauf chez qui ménage ses octets. */
  const suite = formulaire.dataset.suite?.split(" ") ?? [];
  const prevoir = uneFois(async (/** @type {string} */ adresse) => {
    if (suite.length && !(/** @type {any} */ (navigator).connection?.saveData)) await fetch(adresse, { priority: "low" }).catch(() => {});
  });

  const enPlace = (vers) => new URL(`${document.body.dataset.racine ?? ""}${vers}`, document.baseURI).href;
  const aller = (vers) => { location.href = enPlace(vers); };

  function choisir(p) {
    if (p.genre === "mot") return aller(p.adresse);
    champ.value = p.genre === "d" || p.genre === "c" || p.genre === "a" ? `${p.nom} (${p.departement ?? p.code})` : p.nom;
    [demandee, supposee] = [champ.value.trim(), true];
    tour += 1; // une recherche en cours ne rouvrira pas la liste
    [proposes, seul, exacts] = [[p], p, 1];
    liste.replaceChildren(option(p, 0));
    montrer(false);
    dire("");
    const evenement = new CustomEvent("atlas:lieu", { bubbles: true, cancelable: true, detail: p });
    return formulaire.dispatchEvent(evenement) ? aller(p.adresse.replace("?", "#")) : null;
  }

  /* Entrée, ou le bouton : ce qui est visé, sinon le seul lieu nommé sans doute ; une supposition se choisit. */
  async function valider() {
    clearTimeout(minuteur);
    if (actif >= 0) return choisir(proposes[actif]);
    if (mots && presDUnLieu(champ.value)) return choisir(enMots(champ.value.trim()));
    const lenteur = setTimeout(dire, CALME, "La liste des lieux vient…");
    await chercher(mots ? FAUTES : true);
    clearTimeout(lenteur);
    const question = champ.value.trim(); // on a pu taper pendant l’attente
    if (seul && !motAussi(question)) return choisir(seul);
    if (mots && question && certain && !exacts && !illisible) return choisir(enMots(question));
    champ.focus();
    montrer(true);
    if (illisible) return null; // cela vient d’être dit
    if (!question) dire("Tapez d’abord un nom ou un code postal.");
    else if (seul) dire(`C’est le nom d’une commune, et un mot que disent les pages\u00a0: choisissez dans la liste, avec les flèches ou le doigt.`);
    else if (exacts > 1) dire(`${exacts}\u00a0lieux répondent\u00a0: choisissez dans la liste, avec les flèches ou le doigt.`);
    return null;
  }

  champ.addEventListener("input", () => {
    clearTimeout(minuteur);
    clearTimeout(parole);
    minuteur = setTimeout(() => chercher(false), ATTENTE);
  });
  champ.addEventListener("input", () => suite.forEach(prevoir), { once: true });
  champ.addEventListener("focus", () => noms.index().catch(() => {}), { once: true });
  champ.addEventListener("click", () => montrer(true));
  champ.addEventListener("blur", () => montrer(false));
  champ.addEventListener("keydown", (evenement) => {
    const pas = { ArrowDown: 1, ArrowUp: -1 }[evenement.key];
    if (pas && proposes.length) {
      evenement.preventDefault();
      clearTimeout(parole); // l’option visée se dit, non plus le compte
      if (!ouverte()) montrer(true);
      viser(actif < 0 ? (pas > 0 ? 0 : proposes.length - 1) : (actif + pas + proposes.length) % proposes.length);
    } else if (evenement.key === "Escape") {
      if (ouverte()) evenement.preventDefault();
      else champ.value = "";
      montrer(false);
    }
  });
  liste.addEventListener("pointerdown", (evenement) => evenement.preventDefault()); // le champ garde le curseur
  liste.addEventListener("click", ({ target }) => {
    const rang = [...liste.children].indexOf(/** @type {Element} */ (target).closest("li"));
    if (rang >= 0) choisir(proposes[rang]);
  });
  formulaire.addEventListener("submit", (evenement) => {
    evenement.preventDefault();
    valider();
  });

  /* La position : demandée au navigateur, comparée ici aux mairies, jamais envoyée. */
  function situer() {
    dire("Recherche de votre position…");
    navigator.geolocation.getCurrentPosition(async ({ coords: { latitude, longitude } }) => {
      try {
        const code = await noms.autour(latitude, longitude);
        const lieu = code && await noms.lieu(code);
        if (!lieu) dire("Aucune commune française à moins de 60\u00a0km de votre position. Tapez un nom de commune.");
        else {
          choisir({ genre: "c", code, nom: lieu.nom, departement: lieu.departement, detail: `${lieu.departementNom} (${lieu.departement})`, adresse: `pres-de-chez-moi/?commune=${code}` });
          dire(`La mairie la plus proche de vous est celle ${deLieu(lieu.nom)} (${lieu.departementNom}).`);
        }
      } catch (erreur) {
        console.warn(erreur);
        dire("La liste des communes n’a pas pu être lue. Vérifiez la connexion, puis réessayez.");
      }
    }, (erreur) => dire(REFUS[erreur.code] ?? REFUS[2]), { timeout: 15000, maximumAge: 600000 });
  }
  if (position && navigator.geolocation && isSecureContext) {
    position.closest("[hidden]")?.removeAttribute("hidden");
    position.addEventListener("click", situer);
  }
  /* De retour d’une autre page, ce que l’on avait tapé : un navigateur ne rend pas un champ qui a sa propre liste. */
  if (!genres && !champ.value) champ.value = history.state?.[TAPE] ?? "";
  formulaire.querySelector("button[type=submit]")?.removeAttribute("disabled");
  formulaire.hidden = false;
  if (document.activeElement === champ) for (const deja of champ.value ? ["focus", "input"] : ["focus"]) champ.dispatchEvent(new Event(deja)); // pendant que ce script venait
}

/** Prépare tous les champs de la page. */
export function preparerLesChamps() {
  /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-lieu]")).forEach(champDeLieu);
}
