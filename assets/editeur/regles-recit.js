/* Les règles du récit et de la vie privée ; jumelles de atlas/check/story.py et people.py.
 *
 * `window.atlasReglesDuRecit(regles, phrases, valeurs)` donne { regles, recitDe } : chaque règle va d’une lecture à ses problèmes.
 */
window.atlasReglesDuRecit = (regles, phrases, valeurs) => {
  "use strict";

  const T = window.atlasTexte;
  const R = window.atlasRecit;
  const { limites, mots, balises } = regles;

  const ouverts = new WeakMap();
  const recitDe = (lecture) => {
    if (!ouverts.has(lecture)) ouverts.set(lecture, R.ouvrir(T.couper(lecture.recit, limites.recit), lecture.ligneRecit, limites));
    return ouverts.get(lecture);
  };

  function* recitEstLa(lecture) {
    const texte = T.finRognee(lecture.recit);
    const fermeture = { ligne: lecture.ligneRecit - 1, colonne: 1 };
    if (!texte) yield lecture.duRecit(fermeture, "recit-vide");
    const combien = T.longueur(texte);
    if (combien > limites.recit) yield lecture.duRecit(fermeture, "trop-long/recit", { nombre: combien, limite: limites.recit });
  }
  function* sansHtml(lecture) {
    const recit = recitDe(lecture);
    const ouvertes = new Set();
    for (const { texte, place } of recit.balises()) {
      const [, ferme, tel] = texte.match(/^<(\/?)([A-Za-z0-9]*)/) ?? ["", "", ""];
      const nom = tel.toLowerCase();
      if (ferme && ouvertes.has(nom)) continue; // dite avec celle qui ouvre
      ouvertes.add(nom);
      const id = Object.hasOwn(balises, nom) ? `html-interdit/${balises[nom]}` : "html-interdit";
      yield lecture.duRecit(recit.marque(place), id, { lu: T.cite(texte, 40) });
    }
  }
  function* liensVersLeWeb(lecture) {
    const recit = recitDe(lecture);
    for (const { texte, place } of recit.cibles()) {
      const schema = R.schemaDe(texte);
      if (schema !== "http" && schema !== "https") {
        const faute = texte.startsWith("www.") ? "/www" : schema === "mailto" ? "/courriel" : schema ? "/autre" : "";
        yield lecture.duRecit(recit.marque(place), `lien-interdit${faute}`, {
          lu: texte ? T.cite(texte) : phrases.morceau("lien-sans-adresse"), adresse: T.couper(texte, 80), sorte: T.couper(schema, 20),
        });
      } else {
        const { phrase, blancs } = valeurs.lire.url(texte);
        if (phrase) yield lecture.duRecit(recit.marque(place), phrase, { lu: T.cite(texte), ...blancs });
      }
    }
  }
  function* sansImages(lecture) {
    const recit = recitDe(lecture);
    for (const { place } of recit.images()) yield lecture.duRecit(recit.marque(place), "image-interdite");
  }
  function* titresSousLeNom(lecture) {
    const recit = recitDe(lecture);
    for (const { texte, place } of recit.titres()) {
      const titre = T.rogner(texte);
      yield lecture.duRecit(recit.marque(place), titre ? "titre-de-niveau-1" : "titre-de-niveau-1/vide", { lu: T.cite(texte), titre: T.finRognee(T.couper(titre, 60)) });
    }
  }

  /* ---- Les coordonnées de personnes ---- */

  const ENTRE = `[${T.ESPACES}.-]?`;
  const CHIFFRE = "\\p{Nd}";
  const COURRIEL = new RegExp(`[${T.MOT}.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,5}`, "gu");
  const PORTABLE = new RegExp(`(?<![${CHIFFRE}+])(?:`
    + `(?:0|(?:\\+|00)33${ENTRE}(?:\\(0\\)${ENTRE})?)[67](?:${ENTRE}${CHIFFRE}${CHIFFRE}){4}`
    + `|(?:\\+|00)(?:262${ENTRE}(?:69[23]|639)|590${ENTRE}69[01]|594${ENTRE}694|596${ENTRE}69[67])(?:${ENTRE}${CHIFFRE}){6}`
    + `|(?:\\+|00)(?:687${ENTRE}[789]|689${ENTRE}8[789])(?:${ENTRE}${CHIFFRE}){5,6}`
    + `)(?!${CHIFFRE})`, "gu");
  const PEUT_ETRE = new RegExp(`0[67][${CHIFFRE}${T.ESPACES}.-]{8}|(?:\\+|00)(?:33|262|59|68)`, "u");
  const [messageries, bureaux, sansProse] = [mots.messageries, mots.bureaux, mots.sans_prose].map((liste) => new Set(liste));

  function estPersonnelle(courriel) {
    const bas = courriel.toLowerCase();
    const arobase = bas.indexOf("@");
    const [local, domaine] = arobase < 0 ? [bas, ""] : [bas.slice(0, arobase), bas.slice(arobase + 1)];
    if (messageries.has(domaine.split(".")[0])) return true;
    const noms = local.split(/[._-]/);
    return noms.length > 1 && !noms.some((nom) => !/^\p{L}+$/u.test(nom) || bureaux.has(nom) || (nom.length > 1 && domaine.includes(nom)));
  }
  function details(texte) {
    const trouves = [];
    if (texte.includes("@")) for (const m of texte.matchAll(COURRIEL)) trouves.push([m.index, "courriel-dans-un-texte", T.cite(m[0])]);
    if (PEUT_ETRE.test(texte)) for (const m of texte.matchAll(PORTABLE)) trouves.push([m.index, "telephone-mobile", T.cite(m[0])]);
    return trouves;
  }
  function* personnesLaissees(lecture) {
    const courriel = lecture.prendre("contact", "courriel") ?? "";
    if (estPersonnelle(courriel)) yield lecture.dire(["contact", "courriel"], "courriel-personnel", { lu: T.cite(courriel) });
    const ecrits = [...lecture.textes.values()];
    const portable = PEUT_ETRE.test(ecrits.map(({ texte }) => texte).join("|"));
    for (const { chemin, texte } of ecrits) {
      const cle = chemin.at(-1);
      if ((portable || texte.includes("@")) && (!sansProse.has(cle) || cle === "telephone")) {
        for (const [, id, lu] of details(T.couper(texte, limites.texte_long))) yield lecture.dire(chemin, id, { lu });
      }
    }
    const recit = recitDe(lecture);
    for (const [place, id, lu] of details(recit.texte)) yield lecture.duRecit(recit.marque(T.longueur(recit.texte.slice(0, place))), id, { lu });
  }

  return { regles: [personnesLaissees, recitEstLa, sansHtml, liensVersLeWeb, sansImages, titresSousLeNom], recitDe };
};
