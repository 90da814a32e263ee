/* Les listes de lignes : parties prenantes, chiffres, sources, phrases, autres lieux. Une ligne vide n’est que dans la page ;
 * elle entre dans la fiche avec sa première valeur, et en sort avec la dernière. Ôter se défait.
 */

(() => {
  "use strict";

  const E = window.atlasEditeur;
  const { creer, bouton, etat, champs } = E;
  const modeles = new Map(); // liste → ligne à copier
  let numero = 0;

  const MOTS = { // ajouter, ôter, dans les mots de chaque liste
    parties_prenantes: ["une partie prenante", "Partie prenante"], chiffres: ["un chiffre", "Chiffre"], sources: ["une source", "Source"],
    lieux: ["un lieu", "Lieu"], moyens: ["une phrase", "Phrase"], projets: ["une phrase", "Phrase"], strategique: ["une phrase", "Phrase"],
  };
  const mots = (liste) => MOTS[liste.dataset.champ] ?? ["une ligne", "Ligne"];
  const place = (liste) => liste.querySelector("[data-lignes]");

  /* Une copie a ses propres identifiants, et ce qui les cite suit. */
  function copie(modele) {
    numero += 1;
    const element = modele.cloneNode(true);
    const neufs = new Map();
    for (const e of element.querySelectorAll("[id]")) {
      neufs.set(e.id, `${e.id}-${numero}`);
      e.id = neufs.get(e.id);
    }
    for (const attribut of ["for", "aria-describedby", "aria-labelledby", "aria-controls"]) {
      for (const e of element.querySelectorAll(`[${attribut}]`)) e.setAttribute(attribut, e.getAttribute(attribut).split(" ").map((id) => neufs.get(id) ?? id).join(" "));
    }
    return element;
  }

  function preparer(liste) {
    const modele = liste.querySelector("[data-ligne]");
    modele.remove();
    modeles.set(liste, modele);
    const outils = creer("div", { class: "ligne-outils" },
      bouton(`Ajouter ${mots(liste)[0]}`, () => ajouter(liste), { "data-ajouter-ligne": true }),
      bouton("Coller depuis un tableur", () => E.coller.ouvrir(liste), { class: "bouton-discret" }));
    place(liste).after(creer("p", { class: "defaire", role: "status", "data-defaire": true }), outils);
  }

  /* ---- Une ligne ---- */

  function ligneNeuve(liste, valeur, id) {
    const ligne = copie(modeles.get(liste));
    if (valeur === undefined) ligne.dataset.vide = "";
    if (liste.dataset.sorte === "sources" && id !== undefined) ligne.dataset.id = id;
    const pli = bouton("", () => plier(ligne, pli.getAttribute("aria-expanded") === "true"), { class: "ligne-pli", "aria-expanded": "true", "data-pli": true });
    pli.append(creer("strong", { "data-ligne-nom": true }), " ", creer("span", { class: "ligne-dit", "data-ligne-dit": true }));
    const tete = creer("div", { class: "ligne-tete" }, pli,
      creer("span", { class: "ligne-gestes" },
        bouton("Monter", () => deplacer(ligne, -1), { class: "bouton-discret", "data-monter": true }),
        bouton("Descendre", () => deplacer(ligne, 1), { class: "bouton-discret", "data-descendre": true }),
        bouton("Ôter", () => oter(ligne), { class: "bouton-discret", "data-oter": true })));
    ligne.prepend(tete);
    for (const formulaire of ligne.querySelectorAll("form[data-lieu]")) window.atlasChampDeLieu(formulaire, `n${numero}`);
    E.sources.garnir(ligne);
    for (const champ of champs.enfants(ligne)) champs.remplir(champ, valeur?.[champ.dataset.champ]);
    return ligne;
  }
  /* Repliée, une ligne ne montre que son nom : une longue liste se parcourt du regard. */
  function plier(ligne, pliee) {
    ligne.classList.toggle("ligne--pliee", pliee);
    ligne.querySelector("[data-pli]").setAttribute("aria-expanded", String(!pliee));
  }
  function resumer(ligne) {
    const [premier] = champs.enfants(ligne);
    const dit = premier ? champs.lire(premier) : "";
    ligne.querySelector("[data-ligne-dit]").textContent = typeof dit === "string" ? E.couper(dit, 60) : "";
  }
  function numeroter(liste) {
    const lignes = champs.lignesDe(liste);
    lignes.forEach((ligne, i) => {
      const nom = `${mots(liste)[1]} ${i + 1}`;
      ligne.setAttribute("aria-label", nom);
      ligne.querySelector("[data-ligne-nom]").textContent = nom;
      resumer(ligne);
      for (const geste of ["monter", "descendre", "oter"]) {
        const element = ligne.querySelector(`[data-${geste}]`);
        element.setAttribute("aria-label", `${element.textContent}\u00a0: ${nom}`);
      }
      ligne.querySelector("[data-monter]").hidden = i === 0;
      ligne.querySelector("[data-descendre]").hidden = i === lignes.length - 1;
    });
  }
  const valeurDe = (ligne) => Object.fromEntries(champs.enfants(ligne).map((champ) => [champ.dataset.champ, champs.lire(champ)]).filter(([, v]) => !etat.vide(v)));

  function remplir(liste, valeur) {
    const lignes = liste.dataset.sorte === "sources"
      ? Object.entries(valeur && typeof valeur === "object" && !Array.isArray(valeur) ? valeur : {}).map(([id, source]) => ligneNeuve(liste, source ?? {}, id))
      : (Array.isArray(valeur) ? valeur : []).map((v) => ligneNeuve(liste, v));
    place(liste).replaceChildren(...lignes);
    if (lignes.length > 2) lignes.forEach((ligne) => plier(ligne, true));
    liste.querySelector("[data-defaire]").replaceChildren();
    numeroter(liste);
  }

  /* ---- Ce qui change dans une ligne ---- */

  const laListe = (liste) => etat.valeur(...champs.chemin(liste)) ?? [];

  function changer(ligne, champ) {
    resumer(ligne);
    const liste = ligne.closest("[data-sorte='liste'], [data-sorte='sources']");
    if (liste.dataset.sorte === "sources") return E.sources.changer(liste, ligne, champ);
    const chemin = champs.chemin(liste);
    const ici = valeurDe(ligne);
    if ("vide" in ligne.dataset) {
      if (etat.vide(ici)) return undefined;
      delete ligne.dataset.vide;
      const rang = champs.ecrites(liste).indexOf(ligne);
      return etat.poser(chemin, laListe(liste).toSpliced(rang, 0, ici));
    }
    const rang = champs.ecrites(liste).indexOf(ligne);
    if (etat.vide(ici)) {
      ligne.dataset.vide = "";
      return etat.poser(chemin, laListe(liste).toSpliced(rang, 1));
    }
    return etat.poser([...chemin, rang, champ.dataset.champ], champs.lire(champ));
  }

  function ajouter(liste, valeurs = [undefined], { viser = true } = {}) {
    const neuves = valeurs.map((v) => ligneNeuve(liste, v));
    place(liste).append(...neuves);
    numeroter(liste);
    liste.querySelector("[data-defaire]").replaceChildren();
    const pleines = valeurs.filter((v) => v !== undefined);
    if (pleines.length) etat.poser(champs.chemin(liste), [...laListe(liste), ...pleines]);
    if (viser) neuves[0].querySelector("input, select, textarea").focus();
    return neuves;
  }

  function oter(ligne) {
    const liste = ligne.closest("[data-sorte='liste'], [data-sorte='sources']");
    const nom = ligne.getAttribute("aria-label");
    const suivante = ligne.nextElementSibling ?? ligne.previousElementSibling;
    const avant = etat.texte;
    if (!("vide" in ligne.dataset)) {
      if (liste.dataset.sorte === "sources") etat.poser(["sources", ligne.dataset.id], undefined);
      else etat.poser(champs.chemin(liste), laListe(liste).toSpliced(champs.ecrites(liste).indexOf(ligne), 1));
    }
    ligne.remove();
    numeroter(liste);
    if (liste.dataset.sorte === "sources") E.sources.actualiser();
    const apres = etat.texte;
    const avis = liste.querySelector("[data-defaire]");
    if (avant === apres) avis.replaceChildren();
    else {
      avis.replaceChildren(`${nom}\u00a0: ôtée. `, bouton("Remettre", () => {
        if (etat.texte === apres) E.reprendre(avant); // rien n’a changé depuis : le texte d’avant, octet pour octet
        else remettre(liste, ligne);
        (champs.trouver(liste.dataset.champ) ?? liste).querySelector("[data-ajouter-ligne]").focus();
        E.annoncer(`${nom} est remise.`);
      }));
    }
    (suivante?.querySelector("[data-oter]") ?? liste.querySelector("[data-ajouter-ligne]")).focus();
  }
  function remettre(liste, ligne) {
    liste.querySelector("[data-defaire]").replaceChildren();
    if (liste.dataset.sorte === "sources") {
      etat.poser(["sources", ligne.dataset.id], valeurDe(ligne));
      place(liste).append(ligne);
      E.sources.actualiser();
    } else ajouter(liste, [valeurDe(ligne)], { viser: false });
    numeroter(liste);
  }

  function deplacer(ligne, pas) {
    const liste = ligne.closest("[data-sorte='liste'], [data-sorte='sources']");
    if (pas < 0) ligne.previousElementSibling.before(ligne);
    else ligne.nextElementSibling.after(ligne);
    if (liste.dataset.sorte === "sources") {
      etat.poser(["sources"], Object.fromEntries(champs.ecrites(liste).map((l) => [l.dataset.id, etat.valeur("sources", l.dataset.id)])));
    } else etat.poser(champs.chemin(liste), champs.ecrites(liste).map(valeurDe));
    numeroter(liste);
    const geste = ligne.querySelector(pas < 0 ? "[data-monter]" : "[data-descendre]");
    (geste.hidden ? ligne.querySelector("[data-oter]") : geste).focus();
    E.annoncer(`${ligne.getAttribute("aria-label")}.`);
  }

  E.listes = { preparer, plier, remplir, changer, ajouter, ligneNeuve, numeroter, valeurDe, place, mots };
})();
