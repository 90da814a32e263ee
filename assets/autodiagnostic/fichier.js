/* Le fichier de l’autodiagnostic : un texte JSON, lisible, le même que celui que le navigateur garde.
 */
import { aujourdhui, cite, enumerer, pluriel } from "../commun/phrases.js";
import { sorteDe } from "../commun/sortes.js";

/**
 * { vide, ecrire(etat), lire(texte), nom(etat), fiche(etat) } ; `lire` donne { etat, remarques } ou lance une erreur dont le message se
 * lit. Rien de ce qu’elle lit n’est cru sur parole.
 */
export function fichierDe(grille, { LECTURES, indicateurs, connus }) {
  const FORMAT = "autodiagnostic-ptce";
  const VERSION = 1;
  const [TAILLE, TEXTE, COURT, LIGNES] = [1_000_000, 4000, 200, 300]; // signes, signes, signes, réponses
  const ID = /^[a-z0-9][a-z0-9-]{0,59}$/;
  // eslint-disable-next-line no-control-regex -- ce sont elles que l’on ôte
  const CACHES = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
  const degres = new Set(grille.degres.map((d) => d.id));
  const dit = (texte) => cite(String(texte).replace(CACHES, "").slice(0, 60));
  const sans = () => ({ importance: "", satisfaction: "", note: "", preuve: "" });
  const objet = (valeur) => typeof valeur === "object" && valeur !== null && !Array.isArray(valeur);

  function vide() {
    const reponses = Object.create(null);
    for (const { id } of indicateurs) reponses[id] = sans();
    return { qui: "", regard: "", evaluateurs: [], date: aujourdhui(), pole: "", lectures: [...LECTURES], reponses, deCote: Object.create(null) };
  }

  /* ---- Écrire ---- */

  function ecrire(etat) {
    const reponses = {};
    for (const { id, numero, libelle } of indicateurs) {
      const r = etat.reponses[id];
      reponses[id] = { numero, enonce: libelle, importance: r.importance || null, satisfaction: r.satisfaction || null, note: r.note, preuve: r.preuve };
    }
    const contenu = {
      format: FORMAT,
      version_du_format: VERSION,
      grille: { titre: grille.titre, version: grille.version, libelle: grille.libelle },
      echelle: grille.degres.map(({ id, importance, satisfaction }) => ({ id, importance, satisfaction })),
      qui: etat.qui,
      regard: etat.regard || null,
      evaluateurs: etat.evaluateurs,
      date: etat.date || null,
      pole: etat.pole || null,
      lectures: etat.lectures,
      reponses,
    };
    if (Object.keys(etat.deCote).length) contenu.mises_de_cote = etat.deCote;
    return `${JSON.stringify(contenu, null, 2)}\n`;
  }

  const nom = (etat) => `${["autodiagnostic", etat.pole, etat.regard, etat.date].filter(Boolean).join("-")}.json`;

  /* ---- Lire ---- */

  const refuser = (pourquoi) => { throw new Error(pourquoi); };

  /* Un autre fichier : ce qu’il semble être, et lequel prendre. */
  function refuserUnAutre(brut) {
    const sorte = sorteDe(brut.slice(0, 400));
    refuser(`Ce fichier ${sorte ? `est ${sorte}, et ` : ""}n’est pas un autodiagnostic enregistré par cette page. Prenez celui qu’elle a enregistré\u00a0: son nom commence par «\u202fautodiagnostic\u202f» et finit par «\u202f.json\u202f».`);
  }

  function analyser(texte) {
    if (texte.length > TAILLE) refuser("Ce fichier est bien trop gros pour un autodiagnostic.");
    const brut = texte.replace(/^\ufeff/, "");
    try {
      return JSON.parse(brut);
    } catch {
      if (!texte.includes(FORMAT)) refuserUnAutre(brut);
      const lignes = brut.trimEnd().split("\n");
      return refuser(`Ce fichier est abîmé\u00a0: ${brut.trimEnd().endsWith("}") ? "une main l’a changé" : `il s’arrête à la ligne ${lignes.length}, avant sa fin`}. Reprenez le fichier d’origine, ou enregistrez-le de nouveau là où il a été rempli.`);
    }
  }

  function texte(valeur, limite, ou) {
    if (valeur === null || valeur === undefined) return "";
    if (typeof valeur !== "string") refuser(`Ce fichier n’a pas la forme attendue\u00a0: un texte est attendu à ${ou}.`);
    if (valeur.length > limite) refuser(`Ce fichier n’a pas la forme attendue\u00a0: le texte est trop long à ${ou} (${limite} signes au plus).`);
    return valeur.replace(CACHES, "");
  }
  const degre = (valeur, ou) => texte(valeur, COURT, ou);

  function reponse(id, valeur) {
    if (!ID.test(id)) refuser(`Ce fichier n’a pas la forme attendue\u00a0: ${dit(id)} n’est pas un identifiant d’indicateur.`);
    if (!objet(valeur)) refuser(`Ce fichier n’a pas la forme attendue\u00a0: la réponse ${dit(id)} n’en est pas une.`);
    const ou = `la réponse ${dit(id)}`;
    const fait = { enonce: texte(valeur.enonce, TEXTE, ou), note: texte(valeur.note, TEXTE, ou), preuve: texte(valeur.preuve, TEXTE, ou) };
    for (const lecture of LECTURES) fait[lecture] = degre(valeur[lecture], ou);
    return fait;
  }

  function reponses(groupe, ou) {
    if (groupe === undefined) return [];
    if (!objet(groupe)) refuser(`Ce fichier n’a pas la forme attendue\u00a0: ${ou} manquent ou ne sont pas un groupe.`);
    const lignes = Object.entries(groupe);
    if (lignes.length > LIGNES) refuser("Ce fichier n’a pas la forme attendue\u00a0: il a bien trop de réponses.");
    return lignes.map(([id, valeur]) => [id, reponse(id, valeur)]);
  }

  const existe = (date) => /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);

  function entete(lu, etat, remarques) {
    etat.qui = texte(lu.qui, COURT, "«\u202fqui\u202f»");
    const regard = texte(lu.regard, COURT, "«\u202fregard\u202f»");
    if (Object.hasOwn(grille.regards, regard)) etat.regard = regard;
    else if (regard) remarques.push(`Le regard ${dit(regard)} est inconnu\u00a0: il n’est pas repris.`);
    const date = texte(lu.date, COURT, "«\u202fdate\u202f»");
    etat.date = existe(date) ? date : "";
    if (date && !etat.date) remarques.push(`La date ${dit(date)} n’existe pas\u00a0: le fichier compte comme non daté.`);
    const pole = texte(lu.pole, COURT, "«\u202fpole\u202f»");
    etat.pole = ID.test(pole) ? pole : "";
    if (pole && !etat.pole) remarques.push(`Le pôle ${dit(pole)} n’est pas l’adresse d’une fiche\u00a0: il n’est pas repris.`);
    const qui = lu.evaluateurs ?? [];
    if (!Array.isArray(qui) || qui.length > 50) refuser("Ce fichier n’a pas la forme attendue\u00a0: une liste est attendue à «\u202fevaluateurs\u202f».");
    etat.evaluateurs = Object.keys(grille.familles).filter((famille) => qui.includes(famille));
    const lectures = Array.isArray(lu.lectures) ? LECTURES.filter((l) => lu.lectures.includes(l)) : [];
    if (lectures.length) etat.lectures = lectures;
  }

  /* Ce que la grille d’aujourd’hui sait reprendre, et ce qu’il faut en dire. */
  function reprendre(lignes, etat, remarques) {
    const [decote, changes, inconnus] = [[], [], []];
    for (const [id, lue] of lignes) {
      if (!connus.has(id)) {
        etat.deCote[id] = lue;
        decote.push(`${id}${lue.enonce ? ` (${lue.enonce})` : ""}`);
        continue;
      }
      const { numero, libelle } = connus.get(id);
      const { enonce, ...valeurs } = lue;
      for (const lecture of LECTURES) {
        if (!valeurs[lecture] || degres.has(valeurs[lecture])) continue;
        inconnus.push(`${numero}, ${lecture}\u00a0: ${dit(valeurs[lecture])}`);
        valeurs[lecture] = "";
      }
      if (enonce && enonce !== libelle) changes.push(numero);
      etat.reponses[id] = { ...sans(), ...valeurs };
    }
    const lus = new Set(lignes.map(([id]) => id));
    const absents = indicateurs.filter(({ id }) => !lus.has(id)).map(({ numero }) => numero);
    if (decote.length) remarques.push(`${pluriel(decote.length, "indicateur")} que la grille d’aujourd’hui n’a pas\u00a0: ${enumerer(decote)}. Leurs réponses sont mises de côté et gardées dans le fichier.`);
    if (absents.length) remarques.push(`Le fichier ne dit rien de ${pluriel(absents.length, "indicateur")}\u00a0: ${enumerer(absents)}. Ils sont «\u202fsans réponse\u202f».`);
    if (changes.length) remarques.push(`L’énoncé a changé depuis pour ${enumerer(changes)}\u00a0: relisez ces réponses.`);
    if (inconnus.length) remarques.push(`Des degrés que l’échelle n’a pas comptent comme «\u202fsans réponse\u202f»\u00a0: ${enumerer(inconnus)}.`);
  }

  function lire(brut) {
    const lu = analyser(brut);
    if (!objet(lu) || lu.format !== FORMAT) refuserUnAutre(brut);
    if (!Number.isInteger(lu.version_du_format) || lu.version_du_format < 1) refuser("Ce fichier ne dit pas dans quel format il est écrit.");
    if (lu.version_du_format > VERSION) refuser("Ce fichier vient d’une version plus récente de l’atlas\u00a0: rechargez cette page, puis rouvrez-le.");
    if (!objet(lu.grille) || !objet(lu.reponses)) refuser("Ce fichier n’a pas la forme attendue\u00a0: la grille ou les réponses manquent.");
    const [etat, remarques] = [vide(), []];
    const version = texte(lu.grille.version, COURT, "«\u202fgrille\u202f»");
    if (version !== grille.version) remarques.push(`Le fichier a été rempli avec la version ${dit(version)} de la grille\u00a0; celle d’aujourd’hui est la version ${grille.version}.`);
    entete(lu, etat, remarques);
    // Ce qu’un fichier a mis de côté retrouve sa place si la grille connaît de nouveau l’indicateur.
    reprendre([...new Map(/** @type {[string, any][]} */ ([...reponses(lu.mises_de_cote, "les réponses mises de côté"), ...reponses(lu.reponses, "les réponses")]))], etat, remarques);
    return { etat, remarques };
  }

  /* ---- Ce que l’on met dans la fiche d’un pôle : des degrés, ni noms, ni notes ---- */

  function fiche(etat) {
    const date = etat.date || aujourdhui();
    const source = `autodiagnostic-${date.slice(0, 4)}`;
    const lignes = indicateurs.flatMap(({ id }) => {
      const dits = LECTURES.filter((l) => etat.reponses[id][l]).map((l) => `${l}: ${etat.reponses[id][l]}`);
      return dits.length ? [`    ${id}: {${dits.join(", ")}}`] : [];
    });
    if (!lignes.length) return "# Rien à publier pour l’instant\u00a0: répondez d’abord.\n";
    return [
      "autodiagnostic:", `  date: ${date}`, `  grille: "${grille.version}"`,
      ...(etat.regard ? [`  regards: [${etat.regard}]`] : []),
      ...(etat.evaluateurs.length ? [`  evaluateurs: [${etat.evaluateurs.join(", ")}]`] : []),
      "  reponses:", ...lignes, `  source: ${source}`,
      "# Les lignes suivantes vont sous « sources », avec les autres :", `  ${source}:`, "    titre: Autodiagnostic du pôle", `    date: ${date}`, "",
    ].join("\n");
  }

  return { vide, ecrire, lire, nom, fiche };
}
