/* Ouvrir une fiche : nouvelle, de l’atlas (`?pole=adresse`), ou un fichier choisi ou déposé. Une fiche qui ne se lit pas montre
 * ses problèmes ligne par ligne, et son texte, à réparer à la main.
 */

(() => {
  "use strict";

  const E = window.atlasEditeur;
  const { creer, etat, champs } = E;
  const TAILLE = 1_000_000; // octets : une fiche en a deux cent mille au plus
  const reparation = E.trouver("reparation");
  const zone = E.trouver("texte-brut");
  const lu = (nom, adresse, options) => fetch(adresse, options).then((reponse) => {
    if (!reponse.ok) throw Object.assign(new Error(`${reponse.status} ${nom}`), { absent: reponse.status === 404 });
    return reponse;
  });
  // Octet pour octet : une marque d’ordre en tête fait partie du fichier.
  const decoder = (octets) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);

  /* Des avis en tête de page, un par sujet ; sans contenu, l’avis s’en va. */
  E.avis = (sujet, ...contenu) => {
    const place = E.trouver("avis");
    place.querySelector(`[data-sujet="${sujet}"]`)?.remove();
    if (!contenu.length) return;
    place.append(creer("div", { class: "avis", "data-sujet": sujet }, ...contenu));
    E.annoncer(contenu[0].textContent);
  };

  const nomDuDepartement = (code) => E.regles.departements.find(([autre]) => autre === code)[1];
  const dechiffrer = ({ fichiers, noms, communes, autres, departements, sieges, points }) => fichiers.map((fichier, i) => ({
    slug: fichier.replace(/^.*\/|\.md$/g, ""), nom: noms[i], noms: [noms[i], ...(autres[i] ?? [])], commune: communes[i],
    lieu: [...new Set([sieges[i], nomDuDepartement(departements[i])])].filter(Boolean).join(", "), point: points[i],
  }));
  let listeDesPoles = null;
  E.lesPoles = () => {
    listeDesPoles ??= E.fichier("poles.json").then(dechiffrer).catch((erreur) => {
      console.warn(erreur);
      listeDesPoles = null;
      return [];
    });
    return listeDesPoles;
  };

  /* ---- Montrer ---- */

  function titrer() {
    const nom = String(etat.valeur("nom") ?? "");
    const titre = etat.publie ? `Corriger\u00a0: ${nom || etat.slug}` : nom || "Un nouveau pôle";
    E.trouver("titre").textContent = titre;
    E.trouver("commencer-ligne").hidden = !location.search && etat.base === null;
    document.title = `${titre} — L’éditeur de fiches`;
  }
  E.montrerFiche = (fiche) => {
    const lisible = etat.ouvrir(fiche);
    E.ouverte = fiche.publie ? fiche.slug : null;
    if (lisible) {
      champs.toutRemplir();
      if (etat.valeur("heritier")) garnir(E.trouver("choix-pole"));
      titrer();
      if (fiche.base !== null && fiche.base !== undefined) E.problemes.toutVoir(champs.formulaire);
    } else {
      E.trouver("titre").textContent = fiche.slug ? `Réparer\u00a0: ${fiche.slug}.md` : "Réparer un fichier";
      reparer();
    }
    E.verifier();
    return lisible;
  };
  E.reprendre = (texte) => E.montrerFiche({ texte, base: etat.base, slug: E.slugChoisi ?? (etat.publie ? etat.slug : ""), publie: etat.publie });

  let depart = () => commencer();
  E.recommencer = () => depart();
  function commencer() {
    E.slugChoisi = null;
    depart = commencer;
    E.ouverte = null;
    etat.nouvelle();
    champs.toutRemplir();
    titrer();
    E.verifier();
    E.aller("lieu", { viser: false });
  }
  E.commencer = () => {
    const garde = E.garder.retrouver("", null);
    commencer();
    if (garde) {
      E.garder.reprendre(garde);
      E.garder.avertir(garde, null);
    }
  };

  const celleDeLAtlas = async (slug) => decoder(await (await lu(slug, `${E.page.dataset.fiches}${slug}.md`)).arrayBuffer());

  async function dAtlas(slug, { verifie = false } = {}) {
    let texte;
    try {
      texte = await celleDeLAtlas(slug);
    } catch (erreur) {
      if (!erreur.absent) console.warn(erreur);
      E.commencer();
      E.avis("ouverture", creer("p", {}, erreur.absent ? `Aucun pôle de l’atlas n’a l’adresse ${E.cite(slug)}. Choisissez-le dans la liste, ou décrivez un nouveau pôle.` : "La fiche n’a pas pu être lue. Vérifiez la connexion, puis rechargez la page."));
      return;
    }
    depart = () => {
      E.slugChoisi = null;
      E.montrerFiche({ texte, base: texte, slug, publie: true });
    };
    const garde = E.garder.retrouver(slug, texte);
    depart();
    E.avis("ouverture");
    if (garde) {
      E.garder.reprendre({ ...garde, slug });
      E.garder.avertir(garde, texte);
    }
    if (verifie && etat.lisible) {
      const jour = E.aujourdhui();
      const avant = etat.valeur("verifie_le");
      etat.poser(["verifie_le"], jour);
      champs.remplir(champs.trouver("verifie_le"), jour);
      E.avis("verifie", creer("p", {}, creer("strong", {}, avant === jour ? "Cette fiche a déjà été vérifiée aujourd’hui." : "Toujours exact\u202f? Merci."), avant === jour ? " Il n’y a rien à envoyer." : ` Après avoir relu toute la fiche, envoyez ce seul changement\u00a0: sa date de vérification devient le ${E.enMots(jour)}.`));
      E.aller("envoi");
    }
  }

  async function unFichier(fichier) {
    if (!fichier) return;
    E.avis("ouverture");
    let texte;
    try {
      if (fichier.size > TAILLE) throw new RangeError(fichier.name);
      texte = decoder(await fichier.arrayBuffer());
    } catch (erreur) {
      E.avis("ouverture", creer("p", {}, erreur instanceof RangeError ? `${E.cite(fichier.name)} est trop gros pour être une fiche.` : `${E.cite(fichier.name)} n’est pas du texte en UTF-8. Une fiche est un petit fichier de texte dont le nom finit par .md\u00a0; enregistrez-le de nouveau en choisissant l’encodage UTF-8.`));
      return;
    }
    // « epv (1).md » : le même fichier, téléchargé deux fois.
    const nom = fichier.name.replace(/\.(md|txt)$/i, "").replace(/ ?\(\d+\)$/, "");
    const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(nom) ? nom : ""; // un autre nom n’est pas une adresse : celui du pôle en donnera une
    const publie = (await E.lesPoles()).some((pole) => pole.slug === slug);
    const base = publie ? await celleDeLAtlas(slug).catch(() => texte) : texte; // ce qui change se compte depuis la fiche publiée
    depart = () => {
      E.slugChoisi = publie ? null : slug || null;
      E.montrerFiche({ texte, base, slug, publie });
    };
    const garde = E.garder.retrouver(slug, texte);
    depart();
    if (garde) E.garder.choisirFichier(garde);
    E.avis("ouverture", creer("p", {}, `Le fichier ${E.cite(fichier.name)} est ouvert${etat.lisible ? "" : ", mais il ne se lit pas encore"}. Il n’est envoyé nulle part.`));
    if (etat.lisible) E.aller("lieu");
  }

  /* ---- Réparer ---- */

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
    E.trouver("fautes-lignes").replaceChildren(...E.problemes.tous.map((p) => {
      const lien = creer("a", { href: "#texte-brut" }, `Ligne ${p.line}`);
      lien.addEventListener("click", (evenement) => {
        evenement.preventDefault();
        viserLigne(p.line);
      });
      return creer("li", {}, lien, `\u00a0: ${p.field ? `${p.field}, ` : ""}${E.problemes.phrase(p)}`);
    }));
  }
  function reparer(ligne) {
    zone.value = versZone(etat.texte);
    E.aller("reparation");
    E.trouver("renoncer").hidden = !etat.lisible;
    direLignes();
    if (ligne) viserLigne(ligne);
  }
  E.page.addEventListener("editeur:problemes", () => { if (!reparation.hidden) direLignes(); });
  E.page.addEventListener("editeur:ligne", ({ detail }) => reparer(detail));
  E.trouver("reparer").addEventListener("click", () => reparer());
  E.trouver("renoncer").addEventListener("click", () => E.aller("envoi"));
  E.trouver("relire").addEventListener("click", () => {
    const texte = versZone(etat.texte) === zone.value ? etat.texte : deZone(zone.value);
    if (E.montrerFiche({ texte, base: etat.base, slug: E.slugChoisi ?? (etat.publie ? etat.slug : ""), publie: etat.publie })) {
      E.problemes.toutVoir(champs.formulaire);
      E.aller("envoi");
      E.annoncer("Le texte se lit\u00a0: le formulaire est revenu.");
    } else E.annoncer("Le texte ne se lit pas encore.");
  });

  /* ---- Le choix du départ ---- */

  /* Un menu des pôles de l’atlas. Un téléphone le montre tel qu’il est quand le doigt s’y pose : il est garni d’avance, dès que
   * la page est tranquille ; sinon (la liste n’est pas venue), quand on y vient. */
  async function garnir(menu) {
    const poles = await E.lesPoles();
    if (menu.dataset.garni || !poles.length) return;
    menu.dataset.garni = "oui";
    const choisi = menu.value;
    menu.querySelector("[data-etrangere]")?.remove();
    menu.append(...poles.toSorted((a, b) => a.nom.localeCompare(b.nom, "fr")).map(({ slug, nom }) => creer("option", { value: slug }, nom)));
    menu.value = choisi;
  }
  const tranquille = window.requestIdleCallback ?? ((suite) => setTimeout(suite, 500));

  function preparer() {
    const menu = E.trouver("ouvrir-pole");
    for (const m of [menu, E.trouver("choix-pole")]) {
      for (const geste of ["focus", "pointerenter"]) m.addEventListener(geste, () => garnir(m));
      tranquille(() => garnir(m));
    }
    menu.addEventListener("change", () => { if (menu.value) location.href = `?pole=${encodeURIComponent(menu.value)}`; });
    const choix = E.trouver("ouvrir-fichier");
    choix.addEventListener("change", () => {
      unFichier(choix.files[0]);
      choix.value = "";
    });
    E.trouver("commencer").addEventListener("click", () => {
      if (location.search) location.href = location.pathname;
      else {
        E.avis("ouverture");
        E.commencer();
        E.page.querySelector("#c-nom").focus();
      }
    });
    const porteFichier = ({ dataTransfer }) => [...(dataTransfer?.types ?? [])].includes("Files");
    addEventListener("dragover", (evenement) => {
      if (!porteFichier(evenement)) return;
      evenement.preventDefault();
      E.page.classList.add("editeur--depot");
    });
    addEventListener("dragleave", ({ relatedTarget }) => { if (!relatedTarget) E.page.classList.remove("editeur--depot"); });
    addEventListener("drop", (evenement) => {
      E.page.classList.remove("editeur--depot");
      if (!porteFichier(evenement)) return;
      evenement.preventDefault();
      unFichier(evenement.dataTransfer.files[0]);
    });
    E.trouver("ouvrir").hidden = false;
  }

  etat.abonner(() => { if (etat.lisible) titrer(); });
  E.ouvrir = { preparer, dAtlas, unFichier };
})();
