/* Les outils de l’éditeur : éléments, boutons, mots, dates. Tout s’ajoute à `window.atlasEditeur`, que les autres fichiers
 * de l’éditeur complètent ; `page.js`, chargé en dernier, met en marche.
 */

window.atlasEditeur = (() => {
  "use strict";

  const page = document.querySelector("[data-editeur]");
  const trouver = (nom) => page.querySelector(`[data-${nom}]`);

  function creer(nom, attributs = {}, ...contenu) {
    const element = document.createElement(nom);
    for (const [cle, valeur] of Object.entries(attributs)) {
      if (valeur === true) element.setAttribute(cle, "");
      else if (valeur !== false && valeur !== undefined && valeur !== null) element.setAttribute(cle, valeur);
    }
    element.append(...contenu.filter((enfant) => enfant !== null && enfant !== undefined && enfant !== false));
    return element;
  }
  function bouton(texte, action, attributs = {}) {
    const element = creer("button", { type: "button", class: "bouton-leger", ...attributs }, texte);
    element.addEventListener("click", action);
    return element;
  }
  const differer = (faire, attente) => {
    let minuteur;
    const plusTard = (...arguments_) => {
      clearTimeout(minuteur);
      minuteur = setTimeout(() => faire(...arguments_), attente);
    };
    plusTard.oublier = () => clearTimeout(minuteur);
    return plusTard;
  };
  const cite = (texte) => `«\u202f${texte}\u202f»`;
  const compte = (n, mot, pluriel = `${mot}s`) => `${n.toLocaleString("fr-FR")}\u00a0${n > 1 ? pluriel : mot}`;
  const couper = (texte, longueur = 90) => (texte.length > longueur ? `${texte.slice(0, longueur - 1).trimEnd()}…` : texte);

  /* Le pliage de atlas/places.py, et le nom de fichier que propose atlas/check/slugs.py. */
  const plier = (texte) => texte.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  function adresse(nom, longueur = 60) {
    const mots = plier(nom).split(" ").map((mot) => mot.replace(/[^a-z0-9]/g, "")).filter(Boolean);
    const gardes = [];
    for (const mot of mots) {
      if ([...gardes, mot].join("-").length > longueur) break;
      gardes.push(mot);
    }
    return gardes.join("-") || mots.join("").slice(0, longueur);
  }

  /* ---- Ce que les gens tapent, et ce que la fiche attend ---- */

  const MOIS = ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"];
  const deux = (n) => String(n).padStart(2, "0");
  function dateDe(texte) { // « 19/09/2014 », « septembre 2014 » : écrites comme la fiche les veut
    const chiffres = texte.match(/^(?:(\d{1,2})\s*[/.-]\s*)?(\d{1,2})\s*[/.-]\s*(\d{4})$/);
    if (chiffres) return [chiffres[3], deux(chiffres[2]), chiffres[1] && deux(chiffres[1])].filter(Boolean).join("-");
    const mots = plier(texte).match(/^(?:(\d{1,2})(?:er)? )?([a-z]+) (\d{4})$/);
    const mois = mots ? MOIS.findIndex((nom) => nom === mots[2] || (mots[2].length > 2 && nom.startsWith(mots[2]))) : -1;
    return mois >= 0 ? [mots[3], deux(mois + 1), mots[1] && deux(mots[1])].filter(Boolean).join("-") : texte;
  }
  const nombreDe = (texte) => (/^-?\d[\d\s]*([.,]\d+)?$/.test(texte) ? texte.replace(/\s/g, "").replace(",", ".") : texte);
  const adresseDe = (texte) => (/^(www\.|[a-z0-9-]+(\.[a-z0-9-]+)*\.(fr|org|com|net|coop|bzh|eu|info)(\/|$))/i.test(texte) ? `https://${texte}` : texte);
  const ECRIRE = { date: dateDe, nombre: nombreDe, annee: nombreDe, url: adresseDe, degres: (t) => t.replace(",", ".") };
  const ecrire = (sorte, texte) => (ECRIRE[sorte] ?? ((t) => t))(texte.trim());

  const aujourdhui = () => { // le jour d’ici, pas celui de Greenwich
    const jour = new Date();
    return `${jour.getFullYear()}-${deux(jour.getMonth() + 1)}-${deux(jour.getDate())}`;
  };
  function enMots(date) { // « 2014-09-19 » → « 19 septembre 2014 »
    const [an, mois, jour] = date.split("-").map(Number);
    const noms = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
    return [jour === 1 ? "1er" : jour, noms[mois - 1], an].filter(Boolean).join(" ");
  }

  /* ---- Sortir un texte ---- */

  async function copier(texte) {
    try {
      await navigator.clipboard.writeText(texte);
      return true;
    } catch { // page servie sans https, ou permission refusée
      const zone = creer("textarea", { class: "lu-seul", "aria-hidden": "true" });
      zone.value = texte;
      document.body.append(zone);
      zone.select();
      const fait = document.execCommand("copy");
      zone.remove();
      return fait;
    }
  }
  function telecharger(nom, texte) {
    const url = URL.createObjectURL(new Blob([texte], { type: "text/markdown;charset=utf-8" }));
    const lien = creer("a", { href: url, download: nom });
    document.body.append(lien);
    lien.click();
    lien.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  const parole = trouver("annonce");
  const annoncer = differer((texte) => { // le même texte deux fois se redit
    parole.textContent = parole.textContent === texte ? `${texte}\u00a0` : texte;
  }, 300);

  const pareil = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

  return {
    page, trouver, creer, bouton, differer, cite, compte, couper, plier, adresse, ecrire, aujourdhui, enMots, copier, telecharger, annoncer, pareil,
    racine: document.body.dataset.racine,
  };
})();
