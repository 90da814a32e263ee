/* L’aperçu de la page d’un pôle, bâti élément par élément : rien de ce qui est tapé n’est lu comme du HTML. Le récit suit le
 * Markdown de l’atlas : paragraphes, intertitres, listes, citations, gras, italique, liens http(s), renvois aux sources.
 */

(() => {
  "use strict";

  const E = window.atlasEditeur;
  const { creer, etat } = E;

  /* ---- Le récit ---- */

  const EN_LIGNE = /\\([\\`*_[\]<>#!-])|`([^`]+)`|\*\*(?=\S)([^]+?\S)\*\*|__(?=\S)([^]+?\S)__|\*(?=\S)([^*]*[^*\s])\*|(?<![\p{L}\p{N}])_(?=\S)([^_]*[^_\s])_(?![\p{L}\p{N}])|\[\^([a-z0-9][a-z0-9-]*)\]|\[([^\]]+)\]\(\s*<?(https?:\/\/[^\s)>]+)>?[^)]*\)|<(https?:\/\/[^\s>]+)>/u;
  const PROFONDEUR = 6;

  function enLigne(texte, numeros, niveau = 0) {
    const morceaux = [];
    let reste = texte;
    while (reste) {
      const trouve = niveau < PROFONDEUR ? reste.match(EN_LIGNE) : null;
      if (!trouve) {
        morceaux.push(reste);
        break;
      }
      if (trouve.index) morceaux.push(reste.slice(0, trouve.index));
      const [tout, signe, code, gras, gras2, italique, italique2, note, mots, cible, nue] = trouve;
      const dedans = (t) => enLigne(t, numeros, niveau + 1);
      if (signe) morceaux.push(signe);
      else if (code) morceaux.push(creer("code", {}, code));
      else if (gras ?? gras2) morceaux.push(creer("strong", {}, ...dedans(gras ?? gras2)));
      else if (italique ?? italique2) morceaux.push(creer("em", {}, ...dedans(italique ?? italique2)));
      else if (note) morceaux.push(numeros.has(note) ? creer("sup", { class: "renvoi" }, creer("span", { class: "lu-seul" }, "source "), String(numeros.get(note))) : tout);
      else morceaux.push(creer("a", { href: cible ?? nue, rel: "noreferrer", target: "_blank" }, ...(mots ? dedans(mots) : [nue])));
      reste = reste.slice(trouve.index + tout.length);
    }
    return morceaux;
  }

  function bloc(lignes, numeros, niveau = 0) {
    const [premiere] = lignes;
    const dedans = (l) => enLigne(l.join("\n"), numeros);
    const titre = premiere.match(/^ {0,3}(#{2,6})\s+(.+?)\s*#*$/);
    if (titre && lignes.length === 1) return [creer(titre[1].length === 2 ? "h4" : "h5", {}, ...enLigne(titre[2], numeros))];
    if (titre) return [...bloc([premiere], numeros, niveau), ...bloc(lignes.slice(1), numeros, niveau)];
    if (/^ {0,3}>/.test(premiere) && niveau < PROFONDEUR) return [creer("blockquote", {}, ...blocs(lignes.map((l) => l.replace(/^ {0,3}> ?/, "")).join("\n"), numeros, niveau + 1))];
    const puce = /^ {0,3}(?:[-+*]|(\d+)[.)])\s+/;
    if (puce.test(premiere)) {
      const elements = [];
      for (const ligne of lignes) {
        if (puce.test(ligne) || !elements.length) elements.push([ligne.replace(puce, "")]);
        else elements.at(-1).push(ligne.trim());
      }
      return [creer(premiere.match(puce)[1] ? "ol" : "ul", {}, ...elements.map((e) => creer("li", {}, ...dedans(e))))];
    }
    return [creer("p", {}, ...dedans(lignes))];
  }
  const blocs = (texte, numeros, niveau = 0) => texte.split(/\n\s*\n/).map((b) => b.split("\n").filter((l) => l.trim())).filter((b) => b.length).flatMap((b) => bloc(b, numeros, niveau));

  /* Les sources se numérotent comme sur le site : dans l’ordre où elles sont déclarées. */
  const numerosDe = () => new Map(E.sources.declarees().map(({ id }, i) => [id, i + 1]));

  /* ---- La page ---- */

  const texte = (...chemin) => {
    const valeur = etat.valeur(...chemin);
    return typeof valeur === "string" ? valeur : "";
  };
  const liste = (...chemin) => {
    const valeur = etat.valeur(...chemin);
    return Array.isArray(valeur) ? valeur : [];
  };
  const mot = (id, liste_) => (E.listesFermees?.[liste_] ?? []).find((terme) => terme.id === id)?.label ?? id;

  /* Comme le site les écrit. */
  const nombre = (valeur) => (/^-?\d+(\.\d+)?$/.test(valeur) ? valeur.replace(/\d+/, (entier) => entier.replace(/\B(?=(\d{3})+$)/g, "\u202f")).replace(".", ",") : valeur);
  const jour = (valeur) => (/^\d{4}(-\d{2}){0,2}$/.test(valeur) ? E.enMots(valeur) : String(valeur ?? ""));
  const lien = (adresse, mots) => (/^https?:\/\//.test(adresse) ? creer("a", { href: adresse, rel: "noreferrer", target: "_blank" }, mots) : mots);
  const hote = (adresse) => {
    try { return new URL(adresse).hostname; } catch { return ""; }
  };
  const enumeration = new Intl.ListFormat("fr", { type: "conjunction" });
  const ensemble = (mots) => enumeration.format(mots.filter(Boolean).map(String));

  function section(titre, ...contenu) {
    const plein = contenu.flat().filter(Boolean);
    return plein.length ? creer("section", {}, creer("h4", {}, titre), ...plein) : null;
  }

  /* ---- La carte d’identité ---- */

  const PARTS = ["regions", "departements", "epci", "communes"];
  const nomsDe = (part) => [...(E.champs.trouver(`territoire.${part}`)?.querySelectorAll("[data-pastilles] > li > span:first-child") ?? [])].map((nom) => nom.textContent.replace(/^\d\w{1,2} /, ""));
  function territoire() {
    const [libelle, faitDe] = [texte("territoire", "libelle"), ensemble(PARTS.flatMap(nomsDe))];
    if (libelle && !faitDe) return `${libelle} (périmètre non détaillé)`;
    return libelle === faitDe ? libelle : [libelle, faitDe].filter(Boolean).join("\u00a0: ");
  }
  function situation() {
    const [statut, vu] = [texte("statut"), jour(texte("statut_constate_le"))];
    if (!statut) return "";
    const quand = statut === "inconnu" ? vu && `\u202f; dernière trace\u00a0: ${vu}` : vu ? `, constaté en ${vu}` : ", à une date que les sources ne donnent pas";
    return mot(statut, "statuts") + quand;
  }
  function identite(renvoi) {
    const charte = texte("charte", "version");
    const attendues = [
      ["Situation", "statut", situation()], ["Création", "annee_creation", texte("annee_creation")], ["Structure porteuse", "porteur", texte("porteur")],
      ["Siège", "commune", texte("commune")], ["Département et région", "departement", [texte("departement"), texte("region")].filter(Boolean).join(", ")],
      ["Territoire", "territoire", territoire()], ["Site web", "site_web", texte("site_web") && lien(texte("site_web"), hote(texte("site_web")) || texte("site_web"))],
    ];
    const autres = [
      ["Région en 2014", "region_2014", texte("region_2014")], ["Profil", "profil", texte("profil") && mot(texte("profil"), "profils")],
      ["Charte nationale", "charte", charte && [texte("charte", "signee_le") && `signée en ${jour(texte("charte", "signee_le"))}`, mot(charte, "chartes")].filter(Boolean).join("\u00a0: "), texte("charte", "source")],
      ["SIREN", "siren", texte("siren")], ["Contact", "contact", ensemble([texte("contact", "courriel"), texte("contact", "telephone")])], ["Activités, dans les mots des sources", "activites", ensemble(liste("activites"))],
      ...liste("lieux").map((l) => [`Autre lieu\u00a0: ${l?.commune ?? ""}${l?.code_insee ? ` (${String(l.code_insee).match(/^9[78].|^../)?.[0] ?? ""})` : ""}`, "", String(l?.role ?? ""), l?.source]),
    ];
    const remarque = (cle) => texte("remarques", cle);
    const lignes = [...attendues, ...autres].filter(([, cle, valeur]) => valeur || remarque(cle));
    const absentes = attendues.filter(([, cle, valeur]) => !valeur && !remarque(cle)).map(([nom]) => nom.toLowerCase());
    return creer("dl", { class: "apercu-identite" },
      ...lignes.map(([nom, cle, valeur, source]) => creer("div", {}, creer("dt", {}, nom), creer("dd", {}, valeur || "inconnu", renvoi(source || texte("provenance", cle)), remarque(cle) ? creer("small", {}, ` ${remarque(cle)}`) : null))),
      absentes.length ? creer("div", {}, creer("dt", {}, "Pas encore connu"), creer("dd", {}, ensemble(absentes))) : null);
  }
  function suite() {
    const choisi = E.champs.trouver("heritier")?.querySelector("select")?.selectedOptions[0];
    if (!texte("heritier") || !choisi) return null;
    return creer("p", {}, `${texte("statut") === "fusionne" ? "Ce pôle a rejoint" : "Ce pôle a cessé\u202f; sa suite est prise par"} ${choisi.textContent}.`);
  }

  function source({ id, titre, date, url }) {
    const lue = jour(etat.valeur("sources", id, "consulte_le"));
    const site = [hote(url).replace(/^www\./, ""), lue && `consulté le ${lue}`].filter(Boolean).join(", ");
    return creer("li", {}, lien(url, titre), date ? `, ${jour(date)}` : "", ".", site ? ` ${site}` : "");
  }
  const chiffre = (c, renvoi) => creer("li", {}, `${c?.libelle ?? ""}\u00a0: ${nombre(String(c?.valeur ?? ""))}\u00a0${c?.unite ?? ""}${c?.precision ? `, ${c.precision}` : ""} (${c?.annee || "non daté"})`, renvoi(c?.source));
  const membre = (p, renvoi) => [String(p?.nom ?? "?"), p?.role ? ` (${mot(p.role, "roles").toLowerCase()})` : null, renvoi(p?.source)];

  function montrer() {
    const numeros = numerosDe();
    const renvoi = (id) => (numeros.has(id) ? creer("sup", { class: "renvoi" }, creer("span", { class: "lu-seul" }, "source "), String(numeros.get(id))) : null);
    const commune = texte("commune");
    const departement = texte("departement");
    const lieu = commune && commune !== departement ? `${commune}${departement ? ` (${departement})` : ""}` : departement;
    const parFamille = new Map();
    for (const partie of liste("parties_prenantes")) parFamille.set(partie?.famille ?? "", [...(parFamille.get(partie?.famille ?? "") ?? []), partie]);
    const cooperations = ["moyens", "projets", "strategique"].filter((cle) => liste("cooperations", cle).length);
    E.trouver("apercu").replaceChildren(...[
      creer("p", { class: "surtitre" }, lieu || "Lieu à dire"),
      creer("h3", { class: "apercu-nom" }, texte("nom") || "Pôle sans nom"),
      liste("autres_noms").length ? creer("p", {}, `Aussi nommé\u00a0: ${ensemble(liste("autres_noms"))}`) : null,
      suite(),
      creer("p", { class: "apercu-reperes" }, [texte("statut") && mot(texte("statut"), "statuts"), texte("annee_creation") && `depuis ${texte("annee_creation")}`, ...liste("secteurs").map((id) => mot(id, "secteurs"))].filter(Boolean).join(" · ")),
      creer("div", { class: "apercu-recit" }, ...blocs(etat.leRecit.trim().slice(0, 30000), numeros)),
      section("Qui coopère", [...parFamille].map(([famille, parties]) => creer("p", {}, creer("strong", {}, `${mot(famille, "familles") || "Famille à dire"}\u00a0: `), ...parties.flatMap((p, i) => [i ? ", " : "", ...membre(p, renvoi)])))),
      section("Comment on y coopère", cooperations.map((cle) => creer("div", {}, creer("h5", {}, mot(cle, "cooperations")), creer("ul", {}, ...liste("cooperations", cle).map((p) => creer("li", {}, String(p?.texte ?? ""), renvoi(p?.source))))))),
      section("Comment il se gouverne", texte("gouvernance", "forme") ? creer("p", {}, creer("strong", {}, mot(texte("gouvernance", "forme"), "gouvernances")), texte("gouvernance", "precision") ? `\u00a0: ${texte("gouvernance", "precision")}` : "", renvoi(texte("gouvernance", "source"))) : null, texte("remarques", "gouvernance") ? creer("p", {}, texte("remarques", "gouvernance")) : null),
      section("En chiffres", liste("chiffres").length ? creer("ul", {}, ...liste("chiffres").map((c) => chiffre(c, renvoi))) : null),
      section("Carte d’identité", identite(renvoi)),
      section("Sources", numeros.size ? creer("ol", {}, ...E.sources.declarees().map(source)) : null),
      texte("verifie_le") ? creer("p", {}, `Fiche vérifiée le ${jour(texte("verifie_le"))}.`) : null,
      creer("p", { class: "source" }, "La page aura aussi la carte, les pôles voisins et ceux du même secteur."),
    ].filter(Boolean));
  }

  E.apercu = { montrer, blocs, mot };
})();
