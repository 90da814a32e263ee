/* Le récit est-il là, sans HTML, sans image, sans titre de trop, et ses liens mènent-ils au web ? Jumelle de atlas/check/story.py. */

import { ouvrirRecit, schemaDe } from "./markdown.js";
import { guillemets, ligneAEcrire, longueur, premiers } from "./texte.js";

export function recits(limites) {
  const ouverts = new WeakMap();
  return (lecture) => {
    if (!ouverts.has(lecture)) ouverts.set(lecture, ouvrirRecit(premiers(lecture.recit, limites.recit), lecture.ligneRecit, limites));
    return ouverts.get(lecture);
  };
}

export function reglesDuRecit({ limites, balises, phrases, valeurs, recitDe }) {
  function* recitEstLa(lecture) {
    const texte = lecture.recit.trimEnd();
    const fermeture = { ligne: lecture.ligneRecit - 1, colonne: 1 };
    if (!texte) yield lecture.duRecit(fermeture, "recit-vide");
    const combien = longueur(texte);
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
      yield lecture.duRecit(recit.marque(place), id, { lu: guillemets(texte, 40) });
    }
  }
  function* liensVersLeWeb(lecture) {
    const recit = recitDe(lecture);
    for (const { texte, place } of recit.cibles()) {
      const schema = schemaDe(texte);
      if (schema !== "http" && schema !== "https") {
        const faute = texte.startsWith("www.") ? "/www" : schema === "mailto" ? "/courriel" : schema ? "/autre" : "";
        yield lecture.duRecit(recit.marque(place), `lien-interdit${faute}`, {
          lu: texte ? guillemets(texte) : phrases.morceau("lien-sans-adresse"), adresse: premiers(texte, 80), sorte: premiers(schema, 20),
        });
      } else {
        const { phrase, blancs } = valeurs.lire.url(texte);
        if (phrase) yield lecture.duRecit(recit.marque(place), phrase, { lu: guillemets(texte), ...blancs });
      }
    }
  }
  function* sansImages(lecture) {
    const recit = recitDe(lecture);
    for (const { place } of recit.images()) yield lecture.duRecit(recit.marque(place), "image-interdite");
  }
  function* laPageLeMontre(lecture) {
    const recit = recitDe(lecture);
    for (const { texte, place } of recit.tableaux()) yield lecture.duRecit(recit.marque(place), "ecriture-non-lue", { ligne: ligneAEcrire(texte, 120) });
    for (const { texte, place } of recit.clotures()) yield lecture.duRecit(recit.marque(place), "ecriture-non-lue/code", { lu: guillemets(texte, 40) });
    for (const { texte, place } of recit.definies()) {
      if (["http", "https"].includes(schemaDe(texte))) yield lecture.duRecit(recit.marque(place), "ecriture-non-lue/adresse", { lu: guillemets(texte), adresse: ligneAEcrire(texte, 200) });
    }
  }
  function* titresSousLeNom(lecture) {
    const recit = recitDe(lecture);
    for (const { texte, place } of recit.titres()) {
      const titre = texte.trim();
      yield lecture.duRecit(recit.marque(place), titre ? "titre-de-niveau-1" : "titre-de-niveau-1/vide", { lu: guillemets(texte), titre: ligneAEcrire(titre) });
    }
  }

  return [recitEstLa, sansHtml, liensVersLeWeb, sansImages, laPageLeMontre, titresSousLeNom];
}
