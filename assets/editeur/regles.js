/* Les règles d’une fiche seule : nom de fichier, dates, sources, Charte, autodiagnostic, héritier ; jumelles de atlas/check/slugs.py,
 * identity.py, sources.py, charter.py, profile.py, addresses.py et heirs.py.
 *
 * `window.atlasReglesDeLaFiche(regles, phrases, valeurs, recitDe)` donne { nomDeFichier(chemin), regles }.
 */
window.atlasReglesDeLaFiche = (regles, phrases, valeurs, recitDe) => {
  "use strict";

  const T = window.atlasTexte;
  const { limites, mots, listes } = regles;
  const { direDate } = valeurs;

  /* ---- Le nom du fichier ---- */

  const ADRESSE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  const [SANS_NOM, SANS_ANCIEN_NOM] = ["nom-du-pole", "ancien-nom-du-pole"];
  const COMMUNS = new Set(mots.adresse);

  function proposee(nom) {
    const tous = T.plier(nom).replace(/[^\x00-\x7f]/g, "").split(" ").filter(Boolean);
    const gardes = [];
    for (const mot of tous) {
      if ([...gardes, mot].join("-").length > limites.adresse) break;
      gardes.push(mot);
    }
    return gardes.join("-") || tous.join("").slice(0, limites.adresse);
  }
  function nomsAccordes(slug, noms) {
    const siens = new Set(slug.split("-"));
    const colle = slug.replaceAll("-", "");
    return noms.some((nom) => {
      const tous = T.plier(nom).split(" ").filter(Boolean);
      const parlants = new Set(tous.filter((mot) => T.longueur(mot) >= limites.mot_court && !COMMUNS.has(mot)));
      if ([...parlants].some((mot) => siens.has(mot)) || colle === tous.join("")) return true;
      const initiales = (lesquels) => lesquels.map((mot) => T.couper(mot, 1)).join("");
      return [initiales(tous), initiales(tous.filter((mot) => parlants.has(mot)))].some((lettres) => T.longueur(lettres) > 1 && (siens.has(lettres) || lettres === colle));
    });
  }
  function nomDeFichier(lecture) {
    const nom = lecture.chemin.slice(lecture.chemin.lastIndexOf("/") + 1);
    if (nom.endsWith(".md") && ADRESSE.test(lecture.slug) && lecture.slug.length <= limites.adresse) return [];
    return [lecture.duFichier("nom-de-fichier", { lu: T.cite(nom), limite: limites.adresse, nom: proposee(lecture.slug) || SANS_NOM })];
  }
  function* nomDansLeNomDeFichier(lecture) {
    const nom = lecture.prendre("nom");
    const autres = (lecture.prendre("autres_noms") ?? []).filter(Boolean);
    if (nom && ADRESSE.test(lecture.slug) && !nomsAccordes(lecture.slug, [nom, ...autres, lecture.prendre("porteur") ?? ""])) {
      yield lecture.dire(["nom"], "nom-de-fichier/sans-rapport", { lu: T.cite(nom), fichier: T.cite(`${lecture.slug}.md`), nom: proposee(nom) || SANS_NOM });
    }
  }
  function* anciennesAdressesBienFormees(lecture) {
    for (const [rang, ancienne] of lecture.elements("anciennes_adresses")) {
      if (!ADRESSE.test(ancienne)) {
        const nue = ancienne.replace(/\/+$/, "");
        const proche = proposee(nue.slice(nue.lastIndexOf("/") + 1).replace(/\.md$/, "")) || SANS_ANCIEN_NOM;
        yield lecture.dire(["anciennes_adresses", rang], "ancienne-adresse-mal-formee", { lu: T.cite(ancienne), proche });
      }
    }
  }

  /* ---- Les dates ---- */

  const parties = ({ annee, mois = 0, jour = 0 }) => [annee, mois, jour];
  function apres(date, jour) {
    const connues = parties(date).filter(Boolean);
    const ecart = connues.map((n, i) => n - jour[i]).find(Boolean);
    return ecart > 0;
  }
  /* Si une date en précède une autre à coup sûr : seules comptent les parties que les deux connaissent. */
  function avant(une, autre) {
    const ecart = parties(une).map((n, i) => (n && parties(autre)[i] ? n - parties(autre)[i] : 0)).find(Boolean);
    return ecart < 0;
  }
  function dates(lecture) {
    const simples = [["statut_constate_le"], ["verifie_le"], ["charte", "signee_le"], ["autodiagnostic", "date"]].map((chemin) => [chemin, lecture.prendre(...chemin)]);
    const annees = [[["annee_creation"], lecture.prendre("annee_creation")], ...lecture.elements("chiffres").map(([rang, chiffre]) => [["chiffres", rang, "annee"], chiffre.get("annee")])];
    const sources = [...(lecture.prendre("sources") ?? [])].flatMap(([id, source]) => ["date", "consulte_le"].map((cle) => [["sources", id, cle], source.get(cle)]));
    return [...simples, ...annees.map(([chemin, annee]) => [chemin, annee && { annee, mois: 0, jour: 0 }]), ...sources].filter(([, date]) => date);
  }
  /* Demain passe : l’horloge d’une forge est celle de Greenwich, et Nouméa a onze heures d’avance sur elle. */
  function lendemain(jour) {
    const date = new Date(`${jour}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + 1);
    return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  }
  function* datesPassees(lecture, { aujourdhui }) {
    const ailleurs = lendemain(aujourdhui);
    for (const [chemin, date] of dates(lecture)) {
      if (apres(date, ailleurs)) yield lecture.dire(chemin, "date-future", { lu: T.cite(direDate(date)), aujourdhui });
    }
    const [ne, vu] = [lecture.prendre("annee_creation"), lecture.prendre("statut_constate_le")];
    if (ne && vu && vu.annee < ne) yield lecture.dire(["statut_constate_le"], "statut-avant-creation", { lu: T.cite(direDate(vu)), annee: ne });
  }
  function* verifieeUnJour(lecture) {
    const date = lecture.prendre("verifie_le");
    if (date && !date.jour) yield lecture.dire(["verifie_le"], "date-incomplete", { lu: T.cite(direDate(date)), exemple: `${date.annee}-${String(date.mois || 1).padStart(2, "0")}-15` });
  }

  /* ---- Les sources ---- */

  const declarees = (lecture) => [...lecture.marques.values()].filter(({ chemin }) => chemin.length === 2 && chemin[0] === "sources").map(({ chemin }) => chemin[1]);
  const citees = (lecture) => [...lecture.textes.values()].filter(({ chemin, texte }) => texte && chemin[0] !== "sources" && (chemin.at(-1) === "source" || chemin[0] === "provenance"));
  const sources = (lecture) => [...(lecture.prendre("sources") ?? new Map()).keys()];

  function* sourcesDeclarees(lecture) {
    const connues = declarees(lecture);
    const recit = recitDe(lecture);
    for (const { texte, place } of recit.definitions) yield lecture.duRecit(recit.marque(place), "note-definie", { id: T.couper(texte, 60) });
    if (!connues.length) return;
    let essais = 0;
    const aLaPlace = (id, lu) => {
      essais += 1;
      const proche = essais <= limites.essais_sources ? T.proche(id, connues.map((c) => [c, c])) : "";
      const liste = connues.slice(0, limites.sources_dites).join(", ") + (connues.length > limites.sources_dites ? ", …" : "");
      return [proche ? "source-non-declaree/proche" : "source-non-declaree", { lu: T.cite(lu), liste, proche, id: T.couper(id, 60) }];
    };
    for (const { chemin, texte } of citees(lecture)) if (!connues.includes(texte)) yield lecture.dire(chemin, ...aLaPlace(texte, texte));
    for (const { texte, place } of recit.notes) if (!connues.includes(texte)) yield lecture.duRecit(recit.marque(place), ...aLaPlace(texte, `[^${texte}]`));
  }
  function* sourcesCitees(lecture) {
    const dites = new Set([...citees(lecture), ...recitDe(lecture).notes].map(({ texte }) => texte));
    for (const id of sources(lecture)) if (!dites.has(id)) yield lecture.dire(["sources", id], "source-inutilisee", { lu: T.cite(id), id });
  }
  function* sourcesRetrouvables(lecture) {
    for (const id of sources(lecture)) {
      if (!["date", "url"].some((cle) => lecture.ecrit("sources", id, cle))) yield lecture.dire(["sources", id], "source-sans-date-ni-lien", { lu: T.cite(id) });
    }
  }

  /* ---- La Charte, l’autodiagnostic, l’héritier ---- */

  function* charteSignable(lecture) {
    const [signee, version] = ["signee_le", "version"].map((cle) => lecture.prendre("charte", cle));
    const terme = listes.chartes?.find(({ id }) => id === version);
    const nee = terme?.depuis ? valeurs.lire.date(terme.depuis).valeur : null;
    if (terme && signee && nee && avant(signee, nee)) {
      yield lecture.dire(["charte", "signee_le"], "charte-avant-version", { lu: T.cite(direDate(signee)), version: terme.label.toLowerCase(), jour: terme.jour });
    }
  }
  function* charteProuvee(lecture) {
    const signee = lecture.prendre("charte", "signee_le");
    const ecrite = lecture.prendre("sources", lecture.prendre("charte", "source"), "date");
    if (signee && ecrite && avant(ecrite, signee)) yield lecture.dire(["charte", "source"], "charte-source-anterieure", { lu: direDate(ecrite), signature: direDate(signee) });
  }
  const reponses = (lecture) => [...(lecture.prendre("autodiagnostic", "reponses") ?? new Map()).keys()];
  function* indicateursConnus(lecture) {
    const [versions, connus] = [listes.grilles, listes.indicateurs].map((liste) => liste.map(({ id }) => id));
    const grille = lecture.prendre("autodiagnostic", "grille");
    if (grille && !versions.includes(grille)) {
      yield lecture.dire(["autodiagnostic", "grille"], "grille-autre", { lu: T.cite(grille), version: versions.join(", ") });
      return;
    }
    let essais = 0;
    for (const id of reponses(lecture).filter((reponse) => !connus.includes(reponse))) {
      essais += 1;
      const proche = essais <= limites.essais_indicateurs ? T.proche(id, connus.map((c) => [c, c])) : "";
      yield lecture.dire(["autodiagnostic", "reponses", id], proche ? "indicateur-inconnu/proche" : "indicateur-inconnu", { lu: T.cite(id), proche });
    }
  }
  function* reponsesAvecDegre(lecture) {
    for (const id of reponses(lecture)) {
      if (!mots.lectures.some((usage) => lecture.ecrit("autodiagnostic", "reponses", id, usage))) yield lecture.dire(["autodiagnostic", "reponses", id], "reponse-vide", { lu: T.cite(id) });
    }
  }
  function* heritierDUnPoleFini(lecture) {
    const [heritier, situation] = [lecture.prendre("heritier"), lecture.prendre("statut")];
    if (heritier && situation && !mots.finis.includes(situation)) {
      const [un, autre] = mots.finis.map((mot) => T.cite(mot));
      yield lecture.dire(["heritier"], "heritier-de-trop", { lu: T.cite(heritier), situation: T.cite(situation), situations: phrases.morceau("ou", { un, autre }) });
    }
  }

  return {
    nomDeFichier,
    regles: [
      nomDansLeNomDeFichier, datesPassees, verifieeUnJour, sourcesDeclarees, sourcesCitees, sourcesRetrouvables, anciennesAdressesBienFormees,
      heritierDUnPoleFini, charteSignable, charteProuvee, indicateursConnus, reponsesAvecDegre,
    ],
  };
};
