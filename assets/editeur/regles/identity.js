/* Le nom du fichier dit-il celui du pôle, et les dates sont-elles passées ? Jumelle de atlas/check/identity.py. */

import { ADRESSE, SANS_NOM } from "./slugs.js";
import { guillemets } from "./texte.js";

export function reglesDIdentite({ valeurs, adresses }) {
  const { avant, direDate } = valeurs;

  function* nomDansLeNomDeFichier(lecture) {
    const noms = adresses.nomsDe(lecture);
    if (noms.length && ADRESSE.test(lecture.slug) && !adresses.reserve(lecture.slug) && !adresses.nomsAccordes(lecture.slug, noms)) {
      yield lecture.dire(["nom"], "nom-de-fichier/sans-rapport", { lu: guillemets(noms[0]), fichier: guillemets(`${lecture.slug}.md`), nom: adresses.proposer(noms[0]) || SANS_NOM });
    }
  }

  const NOMS = new Set(["nom", "autres_noms", "porteur", "titre", "libelle"]); // dont le texte est comment quelque chose s’appelle
  const ENTOURE = /^(?:«\s*([^«»]*[^«»\s])\s*»|[“„]\s*([^“”„]*[^“”„\s])\s*[”“]|‘\s*([^‘]*[^‘\s])\s*’|"\s*([^"]*[^"\s])\s*")$/;
  function* nomsSansGuillemets(lecture) {
    for (const { chemin, texte } of lecture.textes.values()) {
      const entoure = NOMS.has(typeof chemin.at(-1) === "string" ? chemin.at(-1) : chemin.at(-2)) && texte.trim().match(ENTOURE);
      if (entoure) yield lecture.dire(chemin, "nom-entre-guillemets", { lu: guillemets(texte), proche: entoure.slice(1).find(Boolean) });
    }
  }

  function dates(lecture) {
    const simples = [["statut_constate_le"], ["verifie_le"], ["charte", "signee_le"], ["autodiagnostic", "date"]].map((chemin) => [chemin, lecture.prendre(...chemin)]);
    const annees = [[["annee_creation"], lecture.prendre("annee_creation")], ...lecture.elements("chiffres").map(([rang, chiffre]) => [["chiffres", rang, "annee"], chiffre.get("annee")])];
    const sources = [...(lecture.prendre("sources") ?? [])].flatMap(([id, source]) => ["date", "consulte_le"].map((cle) => [["sources", id, cle], source.get(cle)]));
    return [...simples, ...annees.map(([chemin, annee]) => [chemin, annee && { annee }]), ...sources].filter(([, date]) => date);
  }
  function* datesPassees(lecture, { aujourdhui }) {
    /* Demain passe : l’horloge d’une forge est celle de Greenwich, et Nouméa a onze heures d’avance sur elle. */
    const [annee, mois, jour] = new Date(Date.parse(aujourdhui) + 86_400_000).toISOString().slice(0, 10).split("-").map(Number);
    for (const [chemin, date] of dates(lecture)) {
      if (avant({ annee, mois, jour }, date)) yield lecture.dire(chemin, "date-future", { lu: guillemets(direDate(date)), aujourdhui });
    }
    const [ne, vu] = [lecture.prendre("annee_creation"), lecture.prendre("statut_constate_le")];
    if (ne && vu && vu.annee < ne) yield lecture.dire(["statut_constate_le"], "statut-avant-creation", { lu: guillemets(direDate(vu)), annee: ne });
  }
  function* verifieeUnJour(lecture) {
    const date = lecture.prendre("verifie_le");
    if (date && !date.jour) yield lecture.dire(["verifie_le"], "date-incomplete", { lu: guillemets(direDate(date)), exemple: `${date.annee}-${String(date.mois || 1).padStart(2, "0")}-15` });
  }

  return [nomDansLeNomDeFichier, nomsSansGuillemets, datesPassees, verifieeUnJour];
}
