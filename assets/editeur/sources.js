/* Les sources : déclarées une fois, choisies dans un menu partout où la fiche en cite une. Leur identifiant est tiré de leur
 * titre, jamais demandé. « + une nouvelle source » en déclare une sur place.
 */

(() => {
  "use strict";

  const E = window.atlasEditeur;
  const { creer, bouton, etat, champs, listes } = E;
  const NOUVELLE = "\u0000nouvelle";
  let liste = null; // le champ « sources » du formulaire

  const declarees = () => Object.entries(etat.valeurs.sources && typeof etat.valeurs.sources === "object" ? etat.valeurs.sources : {})
    .map(([id, source]) => ({ id, titre: (typeof source?.titre === "string" && source.titre) || id, date: source?.date ?? "", url: source?.url ?? "" }));
  const nommer = ({ titre, date }) => E.couper(date ? `${titre} (${date})` : titre, 80);

  function identifiant({ titre = "", url = "" }) {
    let hote = "";
    try { hote = new URL(url).hostname.replace(/^www\./, ""); } catch { /* pas encore une adresse */ }
    let base = E.adresse(titre, 40) || E.adresse(hote, 40) || "source";
    if (/^\d+$/.test(base)) base = `source-${base}`; // un nombre seul changerait l’ordre des sources
    const prises = new Set(declarees().map(({ id }) => id));
    let id = base;
    for (let n = 2; prises.has(id); n += 1) id = `${base}-${n}`;
    return id;
  }

  /* ---- Les menus ---- */

  function garnirMenu(menu) {
    const choisie = menu.value;
    const premiere = menu.options[0];
    const options = declarees().map((source) => creer("option", { value: source.id }, nommer(source)));
    menu.replaceChildren(premiere, ...options, creer("option", { value: NOUVELLE }, "+ une nouvelle source…"));
    if (choisie && choisie !== NOUVELLE && !options.some((o) => o.value === choisie)) {
      menu.append(creer("option", { value: choisie, "data-etrangere": true }, `${choisie} (source non déclarée)`));
    }
    menu.value = choisie === NOUVELLE ? "" : choisie;
  }
  const garnir = (cadre) => cadre.querySelectorAll("[data-choix-source]").forEach(garnirMenu);
  const actualiser = () => garnir(champs.formulaire);

  /* Une source déclarée là où l’on en a besoin : quatre champs, sans quitter la ligne. */
  function demander(menu, apres) {
    menu.parentElement.querySelector("[data-source-neuve]")?.remove();
    const avant = menu.dataset.avant ?? "";
    const numero = menu.id;
    const champ = (cle, texte, aide, attributs) => {
      const saisie = creer("input", { id: `${numero}-neuve-${cle}`, type: "text", autocomplete: "off", "aria-describedby": `${numero}-neuve-${cle}-aide`, ...attributs });
      saisie.dataset.cle = cle;
      return creer("div", { class: "champ" }, creer("label", { for: saisie.id }, texte, cle === "titre" && creer("span", { class: "champ-marque" }, "obligatoire")), creer("p", { class: "champ-aide", id: `${saisie.id}-aide` }, aide), saisie);
    };
    const dit = creer("p", { class: "champ-fautes", role: "alert", hidden: true });
    const fermer = () => {
      cadre.remove();
      menu.focus();
    };
    const lire = () => Object.fromEntries([...cadre.querySelectorAll("input")].map((s) => [s.dataset.cle, E.ecrire({ url: "url", titre: "texte" }[s.dataset.cle] ?? "date", s.value)]).filter(([, v]) => v));
    const valider = () => {
      const source = lire();
      if (!source.titre || !(source.url || source.date)) {
        const { label: libelle, key: cle, example: exemple } = E.arbre.find(({ key }) => key === "sources").fields.find(({ key }) => key === "titre");
        dit.textContent = source.titre ? E.problemes.dire("source-sans-date-ni-lien", { lu: E.cite(identifiant(source)) }) : E.problemes.dire("champ-manquant", { libelle, cle, exemple });
        dit.hidden = false;
        cadre.querySelector(`[data-cle="${source.titre ? "url" : "titre"}"]`).focus();
        return;
      }
      const id = declarer(source);
      apres(id);
      fermer();
      E.annoncer(`Source ajoutée\u00a0: ${source.titre}.`);
    };
    const cadre = creer("div", { class: "source-neuve", role: "group", "aria-label": "Nouvelle source", "data-source-neuve": true },
      champ("titre", "Titre de la source", "Ce qu’est la source et qui la publie."), champ("url", "Adresse de la page", "Si elle est en ligne\u202f; sinon, donnez sa date.", { inputmode: "url", spellcheck: "false" }),
      champ("date", "Sa date", "Le jour, le mois ou l’année, si vous les connaissez."), champ("consulte_le", "Lue le", "Le jour où vous l’avez lue."), dit,
      creer("p", { class: "ligne-outils" }, bouton("Ajouter cette source", valider), bouton("Annuler", fermer, { class: "bouton-discret" })));
    cadre.querySelector("[data-cle='consulte_le']").value = E.aujourdhui();
    cadre.addEventListener("keydown", (evenement) => {
      if (evenement.key === "Enter" && evenement.target.matches("input")) {
        evenement.preventDefault();
        valider();
      } else if (evenement.key === "Escape") fermer();
    });
    menu.value = avant;
    menu.after(cadre);
    cadre.querySelector("input").focus();
  }

  function declarer(source, id = identifiant(source)) {
    etat.poser(["sources", id], source);
    const ligne = listes.ligneNeuve(liste, source, id);
    listes.place(liste).append(ligne);
    listes.numeroter(liste);
    actualiser();
    return id;
  }

  /* ---- La liste des sources ---- */

  function changer(laListe, ligne, champ) {
    const ici = listes.valeurDe(ligne);
    if ("vide" in ligne.dataset) {
      if (etat.vide(ici)) return;
      ligne.attente ??= E.differer(() => { // l’identifiant se tire du titre entier, pas de sa première lettre
        if (!("vide" in ligne.dataset) || !ligne.isConnected) return;
        const source = listes.valeurDe(ligne);
        if (etat.vide(source)) return;
        ligne.dataset.id = identifiant(source);
        delete ligne.dataset.vide;
        etat.poser(["sources", ligne.dataset.id], source);
        actualiser();
      }, 1200);
      if (champ.dataset.fini) ligne.attente.oublier();
      ligne.attente();
      return;
    }
    const { id } = ligne.dataset;
    if (etat.vide(ici)) {
      ligne.dataset.vide = "";
      etat.poser(["sources", id], undefined);
      delete ligne.dataset.id;
    } else etat.poser(["sources", id, champ.dataset.champ], champs.lire(champ));
    actualiser();
  }
  /* Quand on quitte une ligne neuve, ou qu’on va envoyer : ce qui attendait entre dans la fiche. */
  function conclure() {
    for (const ligne of champs.lignesDe(liste)) {
      if (!("vide" in ligne.dataset)) continue;
      const source = listes.valeurDe(ligne);
      if (etat.vide(source)) continue;
      ligne.attente?.oublier();
      ligne.dataset.id = identifiant(source);
      delete ligne.dataset.vide;
      etat.poser(["sources", ligne.dataset.id], source);
      actualiser();
    }
  }

  /* ---- Le récit : citer, mettre en forme ---- */

  function outillerRecit() {
    const champ = champs.dans(champs.formulaire, "recit");
    const zone = champ.querySelector("textarea");
    const place = champ.querySelector("[data-recit-outils]");
    const inserer = (texte) => {
      zone.focus();
      zone.setRangeText(texte, zone.selectionStart, zone.selectionEnd, "end");
      zone.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const menu = creer("select", { id: "recit-source", "data-choix-source": true }, creer("option", { value: "" }, "Choisissez une source…"));
    const citer = (id) => {
      zone.selectionStart = zone.selectionEnd;
      inserer(`[^${id}]`);
      menu.value = "";
      E.annoncer("Le renvoi à la source est dans le récit.");
    };
    menu.addEventListener("change", () => {
      if (menu.value === NOUVELLE) demander(menu, citer);
    });
    menu.citer = citer;
    place.append(creer("label", { for: menu.id }, "Citer une source là où est le curseur"), creer("span", { class: "recit-citer" }, menu, " ", bouton("Citer", () => {
      if (menu.value && menu.value !== NOUVELLE) citer(menu.value);
      else menu.focus();
    })), creer("details", { class: "champ-cote" }, creer("summary", {}, "Mettre en forme"),
      creer("ul", {}, ...[["Une ligne vide", "sépare deux paragraphes."], ["**gras**", "donne du gras."], ["*italique*", "donne de l’italique."], ["## Un intertitre", "seul sur sa ligne, fait un intertitre."],
        ["- un élément", "en début de ligne, fait une liste."], ["[les mots](https://…)", "fait un lien."]].map(([signe, effet]) => creer("li", {}, creer("code", {}, signe), ` ${effet}`)))));
    place.hidden = false;
  }

  function preparer() {
    liste = champs.dans(champs.formulaire, "sources");
    liste.querySelector("[data-ajouter-ligne]").nextElementSibling?.classList.add("bouton-discret");
    outillerRecit();
    champs.formulaire.addEventListener("focusin", ({ target }) => {
      if (target.matches("[data-choix-source]") && target.value !== NOUVELLE) target.dataset.avant = target.value;
    });
    listes.place(liste).addEventListener("focusout", ({ relatedTarget, target }) => {
      const ligne = target.closest("[data-ligne]");
      if (ligne && !ligne.contains(relatedTarget)) conclure();
    });
  }

  E.sources = { preparer, declarees, nommer, garnir, actualiser, demander, declarer, changer, conclure, identifiant, NOUVELLE };
})();
