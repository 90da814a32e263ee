/* Les problèmes, à côté du champ dont ils parlent, en tête de l’étape et au bilan ; les phrases sont celles du terminal.
 *
 * Un champ n’est repris qu’une fois quitté, une étape entière qu’au bouton « Suivant », tout à la dernière.
 */

(() => {
  "use strict";

  const E = window.atlasEditeur;
  const { creer, champs, etat } = E;
  const ERREUR = "erreur";
  let problemes = [];
  let dit = "";

  const vus = new WeakSet();
  const voir = (champ) => vus.add(champ);
  const toutVoir = (cadre) => cadre.querySelectorAll("[data-champ]").forEach(voir);
  const etapeDe = (element) => element?.closest("[data-etape]");
  const phrase = (p) => E.phrases.morceau("probleme", { lu: p.read, attendu: p.expected, ecrire: p.fix });
  const dire = (id, blancs) => E.phrases.morceau("probleme", E.phrases.dire(id, blancs)); // avant que rien n’entre dans la fiche
  const titreDe = (element) => element?.querySelector("legend, label")?.childNodes[0]?.textContent.trim() ?? "";
  function sujet(p) {
    const element = p.champ;
    if (!element) return p.line > 1 ? `Ligne ${p.line}` : "Le fichier";
    const ligne = element.closest("[data-ligne]");
    const nom = element.matches("[data-ligne]") ? element.getAttribute("aria-label") : titreDe(element);
    return ligne && ligne !== element ? `${ligne.getAttribute("aria-label")}, ${nom.toLowerCase()}` : nom;
  }

  /* Où aller pour corriger : la saisie, ou l’ensemble. */
  const cible = (element) => [...element.querySelectorAll("input:not([type='hidden']), select, textarea")].find((s) => s.closest("[data-champ]") === element)
    ?? (element.matches("fieldset") ? element : element.querySelector("input, select, textarea") ?? element);
  function aller(p) {
    if (!p.champ) {
      E.page.dispatchEvent(new CustomEvent("editeur:ligne", { detail: p.line }));
      return;
    }
    E.page.dispatchEvent(new CustomEvent("editeur:aller", { detail: etapeDe(p.champ).dataset.etape }));
    viser(p.champ);
  }
  function viser(champ) {
    const ligne = champ.closest("[data-ligne]");
    if (ligne) E.listes.plier(ligne, false);
    for (let pli = champ.closest("details"); pli; pli = pli.parentElement.closest("details")) pli.open = true;
    const ou = cible(champ);
    ou.focus();
    ou.scrollIntoView({ block: "center" });
  }
  function lien(p) {
    const element = creer("a", { href: `#${p.champ?.id || (p.champ && cible(p.champ).id) || "etape-envoi"}` }, sujet(p));
    element.addEventListener("click", (evenement) => {
      evenement.preventDefault();
      aller(p);
    });
    return element;
  }
  const listeDe = (lesquels) => creer("ul", {}, ...lesquels.map((p) => creer("li", {}, lien(p), `\u00a0: ${phrase(p)}`)));

  const ordre = (p) => (p.champ ? [...champs.formulaire.querySelectorAll("[data-champ], [data-ligne]")].indexOf(p.champ) : -1);

  function montrer(trouves) {
    problemes = trouves.map((p) => ({ ...p, champ: p.field ? champs.trouver(p.field) : null }));
    rafraichir();
  }

  function rafraichir() {
    const parChamp = new Map();
    for (const p of problemes) if (p.champ) parChamp.set(p.champ, [...(parChamp.get(p.champ) ?? []), p]);
    for (const champ of champs.formulaire.querySelectorAll("[data-champ]")) direChamp(champ, vus.has(champ) ? parChamp.get(champ) ?? [] : []);
    for (const ligne of champs.formulaire.querySelectorAll("[data-ligne]")) direLigne(ligne, parChamp.get(ligne) ?? []);
    for (const etape of champs.formulaire.querySelectorAll("[data-etape]")) direEtape(etape);
    const visibles = problemes.filter((p) => p.level === ERREUR && (!p.champ || vus.has(p.champ) || p.champ.matches("[data-ligne]")));
    const nouveau = visibles.length ? `${E.compte(visibles.length, "chose")} à corriger.` : "Plus rien à corriger ici.";
    if (nouveau !== dit && (dit || visibles.length)) E.annoncer(nouveau);
    dit = nouveau;
    E.page.dispatchEvent(new CustomEvent("editeur:problemes"));
  }
  function direChamp(champ, lesquels) {
    const place = champ.querySelector("[data-fautes]");
    if (!place || place.closest("[data-champ]") !== champ) return;
    const grave = lesquels.some((p) => p.level === ERREUR);
    place.hidden = !lesquels.length;
    place.replaceChildren(...lesquels.map((p) => creer("span", { class: p.level === ERREUR ? "faute" : "faute faute--legere" }, creer("strong", {}, p.level === ERREUR ? "À corriger\u00a0: " : "À vérifier\u00a0: "), phrase(p))));
    champ.classList.toggle("champ--faux", grave);
    for (const saisie of champs.saisies(champ)) {
      if (grave) saisie.setAttribute("aria-invalid", "true");
      else saisie.removeAttribute("aria-invalid");
    }
  }
  function direLigne(ligne, lesquels) {
    ligne.querySelector(":scope > [data-ligne-fautes]")?.remove();
    const faux = lesquels.length || ligne.querySelector(".champ--faux");
    ligne.classList.toggle("ligne--fausse", Boolean(faux));
    if (lesquels.length) ligne.querySelector(".ligne-tete").after(creer("p", { class: "champ-fautes", "data-ligne-fautes": true }, ...lesquels.map((p) => creer("span", { class: "faute" }, phrase(p)))));
  }
  function direEtape(etape) {
    const nom = etape.dataset.etape;
    const ici = problemes.filter((p) => etapeDe(p.champ) === etape && (vus.has(p.champ) || p.champ.matches("[data-ligne]"))).sort((a, b) => ordre(a) - ordre(b));
    const erreurs = ici.filter((p) => p.level === ERREUR);
    const place = etape.querySelector("[data-fautes-etape]");
    if (place && "validee" in etape.dataset) {
      place.hidden = !erreurs.length;
      place.replaceChildren(...(erreurs.length ? [creer("h3", { tabindex: "-1" }, `${E.compte(erreurs.length, "chose")} à corriger`), listeDe(erreurs), creer("p", {}, "Vous pouvez continuer, et y revenir avant d’envoyer.")] : []));
    }
    const boutonEtape = E.page.querySelector(`[data-etapes] [data-aller="${nom}"]`);
    const etatEtape = boutonEtape?.querySelector("[data-etape-etat]");
    if (!etatEtape || nom === "envoi") return;
    const rempli = [...etape.querySelectorAll("[data-champ]")].some((c) => c.dataset.champ !== "verifie_le" && !c.dataset.chemin && c.dataset.sorte !== "groupe" && !etat.vide(etat.valeur(...champs.chemin(c)) ?? (c.dataset.champ === "recit" ? etat.leRecit.trim() : "")));
    etatEtape.textContent = erreurs.length ? `${erreurs.length} à corriger` : rempli ? "rempli" : "";
    boutonEtape.classList.toggle("etape--fausse", erreurs.length > 0);
  }

  /* Le bouton « Suivant » : vrai quand il n’y a rien à dire de neuf dans l’étape. */
  function valider(etape) {
    const dejaDit = "validee" in etape.dataset;
    toutVoir(etape);
    etape.dataset.validee = "";
    rafraichir();
    const place = etape.querySelector("[data-fautes-etape]");
    if (!place || place.hidden || dejaDit) return true;
    place.querySelector("h3").focus();
    place.scrollIntoView({ block: "start" });
    return false;
  }

  function bilan() {
    const [erreurs, autres] = [true, false].map((grave) => problemes.filter((p) => (p.level === ERREUR) === grave).sort((a, b) => ordre(a) - ordre(b)));
    const place = E.trouver("bilan");
    place.classList.toggle("bilan--juste", !erreurs.length);
    place.replaceChildren(
      creer("h3", {}, erreurs.length ? `${E.compte(erreurs.length, "chose")} à corriger` : "La fiche est juste"),
      erreurs.length ? listeDe(erreurs) : creer("p", {}, "Elle suit toutes les règles que le projet vérifie. Une personne la relira."),
      ...(autres.length ? [creer("h4", {}, `${E.compte(autres.length, "point")} à vérifier, sans urgence`), listeDe(autres)] : []),
    );
  }

  E.problemes = {
    montrer, rafraichir, voir, toutVoir, viser, valider, bilan, phrase, dire, sujet, ERREUR,
    get erreurs() { return problemes.filter((p) => p.level === ERREUR); },
    get tous() { return problemes; },
  };
})();
