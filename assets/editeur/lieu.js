/* Le lieu : la commune choisie remplit région, département et code ; le point se déplace sur la carte ; un pôle qui existe
 * peut-être déjà est montré.
 */

(() => {
  "use strict";

  const E = window.atlasEditeur;
  const { creer, bouton, etat, champs } = E;
  const champ = (nom) => champs.trouver(nom);
  let lieu = null; // la commune du siège, telle que l’index la connaît
  const noms = () => champs.formulaire.querySelector("form[data-lieu]").noms;

  function remplir(nom, valeur) {
    const element = champ(nom);
    champs.remplir(element, valeur);
    E.problemes.voir(element);
    etat.poser(nom.split("."), valeur);
  }

  /* ---- La commune du siège ---- */

  async function choisirCommune(code) {
    lieu = await noms().lieu(code);
    if (!lieu) return;
    remplir("commune", lieu.nom);
    remplir("code_insee", lieu.code);
    remplir("departement", lieu.departementNom);
    remplir("region", lieu.regionNom || undefined);
    if (etat.valeur("coordonnees")) remplir("coordonnees", undefined);
    direLieu();
    placerPoint();
  }
  /* La seule commune que dise un nom ou un code postal, sans doute possible. */
  async function seule(texte) {
    const { trouves, exacts } = await noms().chercher(texte, false);
    const communes = trouves.slice(0, exacts).filter((trouve) => trouve.genre === "c");
    return communes.length === 1 ? noms().lieu(communes[0].code) : null;
  }
  /* Un nom écrit en entier, sans rien choisir dans la liste : il est choisi, s’il ne contredit pas le département. */
  async function deviner(saisie) {
    const texte = saisie.value.trim();
    if (!texte || texte === lieu?.nom) return;
    const trouve = await seule(texte);
    const departement = etat.valeur("departement");
    if (!trouve || saisie.value.trim() !== texte || (departement && departement !== trouve.departementNom)) return;
    await choisirCommune(trouve.code);
    E.annoncer(`${trouve.nom}, ${trouve.departementNom}.`);
  }
  function direLieu() {
    const place = E.trouver("lieu-dit");
    place.hidden = !lieu || etat.valeur("commune") !== lieu.nom;
    if (place.hidden) return;
    const region = lieu.regionNom ? `, ${lieu.regionNom}` : "";
    const couvert = (etat.valeur("territoire", "epci") ?? []).includes(lieu.epci);
    place.replaceChildren(
      creer("p", {}, creer("strong", {}, lieu.nom), `, ${lieu.departementNom} (${lieu.departement})${region}. ${lieu.epci ? `Intercommunalité\u00a0: ${lieu.epciNom}. ` : ""}Code INSEE ${lieu.code}. `,
        lieu.approche ? "Cette commune n’a pas de point connu\u00a0: placez-le sur la carte, dans «\u202fPlus de détails\u202f»." : "Le point de la carte est sa mairie\u00a0; il se déplace dans «\u202fPlus de détails\u202f»."),
      ...(lieu.epci ? [creer("p", {}, couvert ? "Cette intercommunalité est dans son territoire." : bouton("Le pôle couvre cette intercommunalité\u00a0: l’ajouter à son territoire", couvrir))] : []),
    );
  }
  function couvrir() {
    if (!etat.valeur("territoire", "libelle")) remplir("territoire.libelle", lieu.epciNom);
    champs.ajouter(champ("territoire.epci"), lieu.epci);
    direLieu();
    champ("territoire.libelle").querySelector("input").focus();
  }

  champs.formulaire.addEventListener("change", ({ target }) => {
    if (target.closest("[data-champ]") === champ("commune")) deviner(target).catch(console.warn);
  });

  /* Un département choisi à la main donne sa région. */
  function suivreDepartement() {
    const option = champ("departement").querySelector("select").selectedOptions[0];
    if (option?.value && option.dataset.region !== undefined) remplir("region", option.dataset.region || undefined);
  }

  E.page.addEventListener("atlas:lieu", (evenement) => {
    evenement.preventDefault();
    const element = evenement.target.closest("[data-champ]");
    const saisie = element.querySelector("input");
    const { code, nom } = evenement.detail;
    if (champs.PASTILLES.includes(element.dataset.sorte)) {
      saisie.value = "";
      champs.ajouter(element, code);
      return;
    }
    const ligne = element.closest("[data-ligne]");
    const suite = ligne ? noms().lieu(code).then((connu) => {
      if (!connu) return;
      for (const [cle, valeur] of [["commune", connu.nom], ["code_insee", connu.code]]) {
        const autre = champs.dans(ligne, cle);
        champs.remplir(autre, valeur);
        E.page.dispatchEvent(new CustomEvent("editeur:saisie", { detail: autre }));
      }
    }) : choisirCommune(code);
    saisie.value = nom;
    suite.catch((erreur) => {
      console.warn(erreur);
      E.annoncer("La commune n’a pas pu être lue. Vérifiez la connexion.");
    });
  });

  /* Plusieurs lieux collés d’un coup, un par ligne ou séparés par des points-virgules. */
  champs.formulaire.addEventListener("paste", (evenement) => {
    const element = evenement.target.closest("[data-champ]");
    if (!evenement.target.matches("[data-ajout]") || !["communes", "epci"].includes(element?.dataset.sorte)) return;
    const valeurs = evenement.clipboardData.getData("text").split(/[\n;\t]+/).map((v) => v.trim()).filter(Boolean);
    if (valeurs.length < 2) return;
    evenement.preventDefault();
    champs.ajouter(element, ...valeurs);
  });

  /* ---- Le point, sur la carte ---- */

  let [carte, marque] = [null, null];
  const mairie = E.trouver("mairie");
  const PAS = 8; // pixels par flèche ; six fois plus avec Majuscule

  function pointActuel() {
    const { latitude, longitude } = etat.valeur("coordonnees") ?? {};
    const point = [Number(latitude), Number(longitude)];
    if (latitude && longitude && point.every(Number.isFinite)) return point;
    return lieu?.point ?? null;
  }
  function placerPoint() {
    mairie.hidden = !etat.valeur("coordonnees") || !lieu;
    const point = pointActuel();
    if (!carte || !point) return;
    if (!marque) {
      const html = creer("span", { class: "editeur-point" });
      marque = window.L.marker(point, { draggable: true, keyboard: true, zIndexOffset: 1000, icon: window.L.divIcon({ className: "editeur-point-cadre", html, iconSize: [32, 32] }) }).addTo(carte);
      const element = marque.getElement();
      element.setAttribute("role", "application");
      element.setAttribute("aria-label", "Le point du pôle\u00a0: flèches pour le déplacer, Majuscule pour aller plus loin");
      element.addEventListener("keydown", (evenement) => {
        const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[evenement.key] ?? [0, 0];
        if (!x && !y) return;
        evenement.preventDefault();
        evenement.stopPropagation();
        const pas = PAS * (evenement.shiftKey ? 6 : 1);
        deplacer(carte.containerPointToLatLng(carte.latLngToContainerPoint(marque.getLatLng()).add([x * pas, y * pas])));
      });
      marque.on("dragend", () => deplacer(marque.getLatLng()));
    }
    marque.setLatLng(point);
  }
  function deplacer({ lat, lng }) {
    const [latitude, longitude] = [lat, lng].map((n) => n.toFixed(4));
    const element = champ("coordonnees");
    champs.remplir(element, { latitude, longitude });
    E.problemes.toutVoir(element);
    etat.poser(["coordonnees"], { latitude, longitude });
    placerPoint();
    E.annoncer(`Point placé\u00a0: ${latitude.replace(".", ",")} nord, ${longitude.replace(".", ",")} est.`);
  }
  function cadrer() {
    const point = pointActuel();
    if (carte && point) carte.setView(point, 9, { animate: false });
  }
  E.page.addEventListener("atlas:carte", async ({ detail }) => {
    ({ carte } = detail);
    if (!lieu) await retrouver();
    cadrer();
    placerPoint();
    carte.on("click", ({ latlng }) => deplacer(latlng));
  });
  mairie.addEventListener("click", () => {
    remplir("coordonnees", undefined);
    placerPoint();
    cadrer();
    E.annoncer("Le point est revenu à la mairie.");
    E.trouver("carte-ouvrir").focus();
  });

  /* Une fiche ouverte : sa commune, si le code ou le nom la disent sans doute. */
  async function retrouver() {
    lieu = null;
    const { code_insee: code, commune } = etat.valeurs;
    try {
      if (typeof code === "string" && code) lieu = await noms().lieu(code);
      else if (typeof commune === "string" && commune) lieu = await seule(commune);
    } catch (erreur) {
      console.warn(erreur);
    }
    placerPoint();
  }

  /* ---- « Ce pôle existe peut-être déjà » ---- */

  const PRES = 10; // km
  const km = ([y, x], [b, a]) => Math.hypot(y - b, (x - a) * Math.cos((y * Math.PI) / 180)) * 111.19;
  const motsDe = (texte, creux) => new Set(E.plier(texte).split(" ").filter((mot) => mot.length > 2 && !creux.has(mot)));

  function ressemble(mien, pole, point, commune) {
    const creux = new Set(E.regles.mots.adresse);
    const mots = motsDe(mien, creux);
    const memeNom = mien && pole.noms.some((autre) => {
      if (E.plier(autre) === E.plier(mien)) return true;
      const leurs = motsDe(autre, creux);
      const communs = [...mots].filter((mot) => leurs.has(mot)).length;
      const moindre = Math.min(mots.size, leurs.size);
      return communs > 0 && communs >= Math.min(2, moindre) && communs / moindre >= 0.6;
    });
    if (memeNom) return "le nom se ressemble";
    if (commune && pole.commune === commune) return "dans la même commune";
    if (point && pole.point && km(point, pole.point) < PRES) return `à ${Math.max(1, Math.round(km(point, pole.point)))}\u00a0km de là`;
    return "";
  }
  const chercher = E.differer(async () => {
    const place = E.trouver("deja");
    if (etat.publie) {
      place.hidden = true;
      return;
    }
    const nom = String(etat.valeur("nom") ?? "");
    const { code_insee: commune } = etat.valeurs;
    const point = lieu?.approche ? null : pointActuel();
    if (!nom && !point && !commune) {
      place.hidden = true;
      return;
    }
    const trouves = (await E.lesPoles()).map((pole) => [ressemble(nom, pole, point, commune), pole]).filter(([raison, { slug }]) => raison && slug !== E.ouverte).slice(0, 4);
    const avant = place.textContent;
    place.hidden = !trouves.length;
    place.replaceChildren(...(trouves.length ? [creer("h3", {}, "Ce pôle existe peut-être déjà"), creer("ul", {}, ...trouves.map(([raison, { slug, nom: leur, lieu: ou }]) => creer("li", {},
      creer("a", { href: `${E.racine}poles/${slug}/` }, leur), `${ou ? `, ${ou}` : ""} (${raison}). `, creer("a", { href: `?pole=${slug}` }, "Compléter sa fiche", creer("span", { class: "lu-seul" }, `\u00a0: ${leur}`))))),
    creer("p", {}, "Si c’est un autre pôle, continuez.")] : []));
    if (place.textContent !== avant && trouves.length) E.annoncer(`Ce pôle existe peut-être déjà\u00a0: ${trouves.map(([, p]) => p.nom).join(", ")}.`);
  }, 500);

  etat.abonner((raison) => {
    if (raison === "ouverture") {
      lieu = null;
      retrouver().then(direLieu);
    }
    direLieu();
    placerPoint();
    chercher();
  });

  E.lieu = { suivreDepartement };
})();
