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

  function section(titre, ...contenu) {
    const plein = contenu.flat().filter(Boolean);
    return plein.length ? creer("section", {}, creer("h4", {}, titre), ...plein) : null;
  }

  function montrer() {
    const numeros = numerosDe();
    const renvoi = (id) => (numeros.has(id) ? creer("sup", { class: "renvoi" }, String(numeros.get(id))) : null);
    const commune = texte("commune");
    const departement = texte("departement");
    const lieu = commune && commune !== departement ? `${commune}${departement ? ` (${departement})` : ""}` : departement;
    const parFamille = new Map();
    for (const partie of liste("parties_prenantes")) parFamille.set(partie?.famille ?? "", [...(parFamille.get(partie?.famille ?? "") ?? []), partie]);
    const cooperations = ["moyens", "projets", "strategique"].filter((cle) => liste("cooperations", cle).length);
    const lien = texte("site_web");
    E.trouver("apercu").replaceChildren(...[
      creer("p", { class: "surtitre" }, lieu || "Lieu à dire"),
      creer("h3", { class: "apercu-nom" }, texte("nom") || "Pôle sans nom"),
      liste("autres_noms").length ? creer("p", {}, `Aussi nommé\u00a0: ${liste("autres_noms").join(", ")}`) : null,
      creer("p", { class: "apercu-reperes" }, [texte("statut") && mot(texte("statut"), "statuts"), texte("annee_creation") && `depuis ${texte("annee_creation")}`, ...liste("secteurs").map((id) => mot(id, "secteurs"))].filter(Boolean).join(" · ")),
      texte("territoire", "libelle") ? creer("p", {}, `Territoire\u00a0: ${texte("territoire", "libelle")}`) : null,
      creer("div", { class: "apercu-recit" }, ...blocs(etat.leRecit.trim().slice(0, 30000), numeros)),
      section("Qui coopère", [...parFamille].map(([famille, parties]) => creer("p", {}, creer("strong", {}, `${mot(famille, "familles") || "Famille à dire"}\u00a0: `), ...parties.flatMap((p, i) => [i ? ", " : "", String(p?.nom ?? "?"), renvoi(p?.source)]).filter((m) => m !== null)))),
      section("Comment on y coopère", cooperations.map((cle) => creer("div", {}, creer("h5", {}, mot(cle, "cooperations")), creer("ul", {}, ...liste("cooperations", cle).map((p) => creer("li", {}, String(p?.texte ?? ""), renvoi(p?.source))))))),
      section("Comment il se gouverne", texte("gouvernance", "forme") ? creer("p", {}, creer("strong", {}, mot(texte("gouvernance", "forme"), "gouvernances")), texte("gouvernance", "precision") ? `\u00a0: ${texte("gouvernance", "precision")}` : "", renvoi(texte("gouvernance", "source"))) : null),
      section("En chiffres", liste("chiffres").length ? creer("ul", {}, ...liste("chiffres").map((c) => creer("li", {}, `${c?.libelle ?? ""}\u00a0: ${String(c?.valeur ?? "").replace(".", ",")} ${c?.unite ?? ""}${c?.annee ? ` (${c.annee})` : ""}`, renvoi(c?.source)))) : null),
      /^https?:\/\//.test(lien) ? creer("p", {}, creer("a", { href: lien, rel: "noreferrer", target: "_blank" }, lien)) : null,
      section("Sources", numeros.size ? creer("ol", {}, ...E.sources.declarees().map((s) => creer("li", {}, E.sources.nommer(s)))) : null),
    ].filter(Boolean));
  }

  E.apercu = { montrer, blocs, mot };
})();
