/* La page dont un script ne vient pas. Dans un dossier, sans serveur, aucun module ne se charge : ce script, le seul qui n’en est pas un, rend la
 * page telle que sans JavaScript (ses avis, son menu ouvert) et mène « poles/ » à sa page plutôt qu’à la liste des fichiers. Sur un réseau qui
 * coupe, il redemande le script qui manque, puis rend la page de même, et le dit ; il dit aussi ce qui tarde.
 */
{ // ce script n’est pas un module : rien n’en reste sur la fenêtre
  const ouvrirLeMenu = () => {
    document.querySelector("[data-menu]")?.remove();
    document.getElementById("menu")?.classList.add("menu--ouvert");
  };
  const commeSansScript = () => {
    for (const avis of document.querySelectorAll("noscript")) {
      avis.replaceWith(document.createRange().createContextualFragment(avis.textContent));
    }
    document.querySelector("form[data-suite][hidden]")?.remove(); // il paraît avant son script, qui ne viendra pas
  };

  let dit = false;
  /** @param {HTMLScriptElement} script */
  const sePasserDe = (script) => {
    if (script.src.includes("/coque/page.js")) ouvrirLeMenu();
    else if (!dit && document.querySelector("main :is(noscript, form)")) { // ailleurs, il n’apportait qu’une commodité
      dit = true;
      commeSansScript();
      document.querySelector("[data-editeur]")?.setAttribute("data-panne", "");
      const phrase = document.createElement("p");
      phrase.className = "manque";
      phrase.setAttribute("role", "alert");
      phrase.textContent = "Une partie de cette page n’a pas pu être chargée. Vérifiez la connexion, puis rechargez la page.";
      document.querySelector("main")?.prepend(phrase);
    }
  };

  /* Ce qui tarde peut encore venir : la page le dit, sans rien défaire. */
  const PATIENCE = 20_000; // millisecondes
  let attendus = 0;
  const tard = document.createElement("p");
  const attendre = async (/** @type {Promise<unknown>} */ venue) => {
    attendus += 1;
    await venue;
    attendus -= 1;
    if (!attendus) tard.remove();
  };
  const direLaLenteur = () => {
    if (!attendus || dit || !document.querySelector("main :is(noscript, form)")) return;
    tard.className = "manque";
    tard.setAttribute("role", "alert");
    tard.textContent = "Une partie de cette page tarde à venir. Vérifiez la connexion ; au besoin, rechargez la page.";
    document.querySelector("main")?.prepend(tard);
  };

  if (location.protocol === "file:") {
    commeSansScript();
    ouvrirLeMenu();
    document.addEventListener("click", (evenement) => {
      /** @type {any} */
      const lien = evenement.target instanceof Element && evenement.target.closest("a[href]");
      const adresse = lien && (lien.href.baseVal === undefined ? lien.href : new URL(lien.href.baseVal, location.href).href);
      if (!adresse || !/^file:.*\/(#.*)?$/.test(adresse)) return;
      evenement.preventDefault();
      location.href = adresse.replace(/\/(#.*)?$/, "/index.html$1");
    });
  } else {
    /** @type {NodeListOf<HTMLScriptElement>} */
    const modules = document.querySelectorAll('script[type="module"][src]:not([data-accessoire])');
    const ici = document.currentScript; // les scripts qui sont devant ont couru
    for (const script of modules) {
      let demande;
      const redemander = () => (demande ??= import(script.src).catch(() => import(script.src)).catch(() => sePasserDe(script)));
      script.addEventListener("error", redemander);
      if (script.async) attendre(redemander()); // il a pu manquer avant que l’on n’écoute ; s’il est là, rien n’est demandé
      else if (ici && ici.compareDocumentPosition(script) === Node.DOCUMENT_POSITION_FOLLOWING) attendre(new Promise((fait) => ["load", "error"].forEach((fin) => script.addEventListener(fin, fait))));
    }
    setTimeout(direLaLenteur, PATIENCE);
  }
}
