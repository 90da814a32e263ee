/* Mettre l’éditeur en marche : les étapes, les gestes, la vérification à mesure que l’on tape. */

(() => {
  "use strict";

  const E = window.atlasEditeur;
  const { creer, etat, champs, listes, problemes } = E;
  const { formulaire } = champs;
  const ATTENTE = 350; // millisecondes après la dernière frappe
  const etapes = [...formulaire.querySelectorAll("[data-etape], [data-reparation]")];
  const nomDe = (etape) => etape.dataset.etape ?? "reparation";
  const pli = E.trouver("etapes-pli"); // sur un écran étroit, la liste des étapes se replie
  const large = matchMedia("(min-width: 60em)");
  large.addEventListener("change", () => { pli.open = large.matches; });
  let ici = "lieu";

  /* ---- Les étapes ---- */

  E.aller = (nom, { viser = true, retenir = true } = {}) => {
    E.sources.conclure();
    ici = nom;
    for (const etape of etapes) etape.hidden = nomDe(etape) !== nom;
    E.page.classList.toggle("editeur--avance", nom !== "lieu");
    for (const bouton of E.trouver("etapes").querySelectorAll("button")) {
      if (bouton.dataset.aller === nom) bouton.setAttribute("aria-current", "step");
      else bouton.removeAttribute("aria-current");
    }
    const titre = etapes.find((etape) => nomDe(etape) === nom).querySelector("h2");
    if (retenir && location.hash !== `#${titre.id}`) history.pushState(null, "", `#${titre.id}`);
    pli.open = large.matches;
    if (nom === "envoi") {
      envoyer();
      E.verifier(); // ce qui vient d’être tapé attendait peut-être encore
    }
    if (viser) {
      titre.focus({ preventScroll: true });
      titre.closest("section").scrollIntoView({ block: "start" });
    }
  };
  function suivreAdresse() {
    const cible = document.getElementById(decodeURIComponent(location.hash.slice(1))); // le titre d’une étape, ou un champ
    const etape = cible?.closest("[data-etape]");
    if (!etape) return;
    const champ = cible.closest("[data-champ]");
    E.aller(nomDe(etape), { viser: !champ, retenir: false });
    if (champ) problemes.viser(champ);
  }
  E.page.addEventListener("click", (evenement) => {
    const bouton = evenement.target.closest("[data-aller]");
    if (!bouton) return;
    if (!etat.lisible && bouton.dataset.aller !== "reparation") {
      E.annoncer("Le texte de la fiche ne se lit pas encore\u00a0: corrigez-le d’abord.");
      return;
    }
    if ("valider" in bouton.dataset) E.sources.conclure();
    const etape = bouton.closest("[data-etape]");
    const suite = async () => {
      if (!("valider" in bouton.dataset)) return E.aller(bouton.dataset.aller);
      await E.verifier();
      return problemes.valider(etape) ? E.aller(bouton.dataset.aller) : undefined;
    };
    suite();
  });
  E.page.addEventListener("editeur:aller", ({ detail }) => E.aller(detail, { viser: false }));

  /* ---- La vérification ---- */

  let verificateur = null;
  let tour = 0;
  E.verifier = async () => {
    verifierBientot.oublier();
    if (!verificateur) return;
    const moi = (tour += 1);
    try {
      const trouves = await verificateur.verifier(etat.texte, etat.chemin, { aujourdhui: E.aujourdhui(), exclure: E.ouverte ?? undefined });
      if (moi !== tour) return;
      problemes.montrer(trouves);
      if (ici === "envoi") envoyer();
    } catch (erreur) {
      console.error(erreur);
      E.avis("regles", creer("p", {}, "La fiche n’a pas pu être vérifiée. Vérifiez la connexion\u00a0; vous pouvez continuer."));
    }
  };
  const verifierBientot = E.differer(() => E.verifier(), ATTENTE);

  /* ---- La dernière étape ---- */

  function envoyer() {
    problemes.toutVoir(formulaire);
    problemes.bilan();
    E.difference.montrer();
    nommer();
    E.sorties.montrer();
    if (E.trouver("apercu-page").open) E.apercu.montrer();
    if (E.trouver("apercu-fichier").open) E.difference.fichier();
  }
  for (const [pli, montrer] of [["apercu-page", () => E.apercu.montrer()], ["apercu-fichier", () => E.difference.fichier()]]) {
    E.trouver(pli).addEventListener("toggle", ({ target }) => { if (target.open) montrer(); });
  }

  /* Le nom du fichier : proposé d’après le nom du pôle, il se change tant que la fiche n’est pas publiée. */
  function nommer() {
    const place = E.trouver("nom-fichier");
    const fautes = problemes.tous.filter((p) => p.code.startsWith("nom-de-fichier") || p.code.startsWith("fichier-adresse") || (!p.field && p.line === 1 && /fichier/.test(p.code)));
    if (etat.publie) {
      place.replaceChildren(creer("p", { class: "source" }, `Fichier ${etat.chemin}. Le nom d’une fiche publiée ne change pas\u00a0: c’est l’adresse de sa page.`));
      return;
    }
    let champ = place.querySelector("input");
    if (!champ) {
      champ = creer("input", { id: "nom-fichier", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": "nom-fichier-aide nom-fichier-fautes" });
      champ.addEventListener("input", () => {
        E.slugChoisi = champ.value.trim().replace(/\.md$/, "") || null;
        etat.nommer(E.slugChoisi ?? "");
      });
      place.replaceChildren(creer("label", { for: "nom-fichier" }, "Nom du fichier"), creer("p", { class: "champ-aide", id: "nom-fichier-aide" }, "Proposé d’après le nom du pôle\u00a0; il deviendra l’adresse de sa page. Des minuscules sans accent, des chiffres, des tirets."),
        creer("p", { class: "champ-fautes", id: "nom-fichier-fautes", hidden: true }), creer("p", { class: "nom-fichier-ligne" }, champ, creer("span", {}, ".md")));
    }
    if (document.activeElement !== champ) champ.value = etat.slug;
    const dit = place.querySelector(".champ-fautes");
    dit.hidden = !fautes.length;
    dit.replaceChildren(...fautes.map((p) => creer("span", { class: "faute" }, problemes.phrase(p))));
    if (fautes.length) champ.setAttribute("aria-invalid", "true");
    else champ.removeAttribute("aria-invalid");
  }

  /* ---- Les gestes dans les champs ---- */

  function saisir(champ) {
    if (champ.dataset.champ === "recit" && !champ.dataset.chemin) etat.recit(champs.saisies(champ)[0].value);
    else if (champ.dataset.chemin || !champ.closest("[data-ligne]")) etat.poser(champs.chemin(champ), champs.lire(champ));
    else listes.changer(champ.closest("[data-ligne]"), champ);
    const cote = champ.closest("[data-cote]");
    if (cote) champs.direCote(cote);
  }
  E.page.addEventListener("editeur:saisie", ({ detail }) => {
    problemes.voir(detail);
    saisir(detail);
  });
  const champDe = (cible) => (cible.matches("[data-saisie]") ? cible.closest("[data-champ]") : null);
  const aCliquer = (cible) => cible.matches("select, [type='radio'], [type='checkbox']");

  formulaire.addEventListener("input", ({ target }) => {
    const champ = champDe(target);
    if (champ && !aCliquer(target)) saisir(champ);
  });
  formulaire.addEventListener("change", ({ target }) => {
    if (target.matches("[data-ajout]") && target.matches("select")) {
      champs.ajouter(target.closest("[data-champ]"), target.selectedOptions[0].dataset.code ?? "");
      target.value = "";
      return;
    }
    const champ = champDe(target);
    if (!champ) return;
    if (target.value === E.sources.NOUVELLE) {
      E.sources.demander(target, (id) => {
        target.value = id;
        target.dataset.avant = id;
        E.page.dispatchEvent(new CustomEvent("editeur:saisie", { detail: champ }));
      });
      return;
    }
    if (champ.dataset.sorte === "cases") {
      champ.ordre = [...(champ.ordre ?? []).filter((v) => v !== target.value), ...(target.checked ? [target.value] : [])];
      champs.direOrdre(champ);
    } else if (!aCliquer(target) && champ.dataset.sorte !== "lignes" && champ.dataset.champ !== "recit") {
      const propre = E.ecrire(champ.dataset.sorte, target.value);
      if (propre !== target.value) target.value = propre;
    }
    problemes.voir(champ);
    saisir(champ);
    champs.definir(champ);
    if (champ.dataset.champ === "departement" && !champ.dataset.chemin) E.lieu.suivreDepartement();
  });
  formulaire.addEventListener("focusout", ({ target }) => {
    const champ = champDe(target);
    if (!champ || etat.vide(target.value) || aCliquer(target)) return; // un champ laissé vide n’est repris qu’au bouton « Suivant »
    problemes.voir(champ);
    verifierBientot();
  });
  formulaire.addEventListener("click", ({ target }) => {
    const bouton = target.closest("[data-aujourdhui]");
    if (!bouton) return;
    const champ = bouton.closest("[data-champ]");
    champs.remplir(champ, E.aujourdhui());
    E.page.dispatchEvent(new CustomEvent("editeur:saisie", { detail: champ }));
    champs.saisies(champ)[0].focus();
  });

  etat.abonner((raison) => {
    verifierBientot();
    if (raison !== "ouverture") E.garder.bientot();
  });

  /* ---- Le départ ---- */

  async function demarrer() {
    formulaire.querySelectorAll("[data-sorte='liste'], [data-sorte='sources']").forEach(listes.preparer);
    E.sources.preparer();
    E.autodiagnostic.preparer();
    verificateur = window.atlasVerifier(new URL(E.racine, document.baseURI));
    E.fichier = verificateur.fichier;
    const regles = await E.fichier("regles.json");
    E.regles = regles;
    E.phrases = window.atlasPhrases(regles);
    E.arbre = regles.champs;
    E.listesFermees = regles.listes;
    etat.table(regles.champs);
    E.ouvrir.preparer();
    E.trouver("etapes").hidden = false;
    formulaire.querySelectorAll("[data-suite]").forEach((suite) => { suite.hidden = false; });
    const [demande, voulue] = [new URLSearchParams(location.search), location.hash];
    const pole = demande.get("pole");
    if (pole && /^[a-z0-9-]{1,80}$/.test(pole)) await E.ouvrir.dAtlas(pole, { verifie: demande.get("verifie") === "1" });
    else E.commencer();
    E.page.dataset.pret = ""; // les champs paraissent : l’un d’eux peut être visé
    if (etat.lisible && ici !== "envoi") {
      E.aller("lieu", { viser: false, retenir: false });
      history.replaceState(null, "", voulue || location.pathname + location.search); // sans étape demandée, la page s’ouvre par son haut
      if (voulue) suivreAdresse();
    }
    addEventListener("popstate", suivreAdresse);
    await E.verifier();
  }

  if (location.protocol === "file:") { // fetch n’y lit rien : les champs et leur aide restent
    E.page.dataset.panne = "";
    E.avis("depart", creer("p", {}, "Lue dans un dossier, cette page ne peut pas remplir de fiche. Ouvrez le site par son adresse."));
    return;
  }
  demarrer().catch((erreur) => {
    console.error(erreur);
    E.page.dataset.panne = "";
    E.avis("depart", creer("p", {}, "L’éditeur n’a pas pu démarrer. Rechargez la page\u00a0; si rien ne change, écrivez-nous par ", creer("a", { href: `${E.racine}contact/` }, "la page Contact"), "."));
  });
})();
