/* Deux fiches qui n’en seraient qu’une : copies, noms, SIREN, sites ; jumelle de atlas/check/corpus.py, dite de la seule fiche ouverte. */

import { plier } from "../../commun/mots.js";
import { ressemblance } from "./nearest.js";
import { comparer } from "../../lieux/tranches.js";
import { guillemets } from "./texte.js";

/**
 * Les autres pôles, tels que poles.json les donne ; `fiche(chemin)` rend la lecture d’une fiche publiée, demandée seulement quand il
 * faut la nommer ou la comparer en entier.
 * @param {Record<string, any>} atelier
 */
export function voisinageDe({ valeurs, poles, fiche }) {
  const slugDe = (chemin) => chemin.slice(chemin.lastIndexOf("/") + 1).replace(/\.md$/, "");
  function siteDe(adresse) {
    if (!adresse) return "";
    const { hote, chemin, question } = valeurs.decouper(adresse);
    return `${hote.replace(/^www\./, "")}${chemin.replace(/\/+$/, "")}${question ? `?${question}` : ""}`;
  }
  const tous = poles.fichiers.map((chemin, i) => ({
    chemin, slug: slugDe(chemin), nom: poles.noms[i], pli: plier(poles.noms[i]), departement: poles.departements[i], commune: poles.communes[i],
    siren: poles.sirens[i] ?? "", site: siteDe(poles.sites[i]), anciennes: poles.anciennes[i] ?? [], heritier: poles.heritiers[i] ?? "",
  }));
  const apres = (chemin, autre) => comparer(autre.chemin, chemin) < 0;
  const preparees = new WeakMap();
  /* Les autres pôles, dans l’ordre des fichiers, et ceux dont la fiche est distincte. */
  function autour(lecture, { exclure }) {
    const deja = preparees.get(lecture);
    if (deja) return deja;
    const autres = tous.filter(({ slug }) => slug !== exclure);
    const copies = autres.filter((autre) => autre.nom === lecture.prendre("nom") && copie(lecture, fiche(autre.chemin)));
    const distincte = !copies.some((autre) => apres(lecture.chemin, autre));
    const trouve = { autres, copies, distincte, distincts: autres.filter((autre) => !copies.includes(autre)) };
    preparees.set(lecture, trouve);
    return trouve;
  }
  function copie(lecture, autre) {
    const [a, b] = [lecture.textes, autre.textes];
    return lecture.recit.trim() === autre.recit.trim() && a.size === b.size && [...a].every(([cle, { texte }]) => b.get(cle)?.texte === texte);
  }


  return { apres, autour, siteDe, retires: poles.retires };
}

export function reglesEntreFiches({ limites, phrases, fiche, siege, voisinage }) {
  const { apres, autour, siteDe } = voisinage;
  const endroit = (autre, ...chemin) => phrases.morceau("endroit", { fichier: autre.chemin, ligne: fiche(autre.chemin).marque(chemin).ligne });

  function* fichesDifferent(lecture, contexte) {
    const { copies } = autour(lecture, contexte);
    if (copies.length) yield lecture.duFichier("fiche-en-double", { fichier: copies[0].chemin });
  }
  function* fichiersDifferent(lecture, contexte) {
    const memes = autour(lecture, contexte).autres.filter(({ slug }) => slug.toLowerCase() === lecture.slug.toLowerCase());
    if (memes.length) yield lecture.duFichier("nom-de-fichier-en-double", { fichier: memes[0].chemin });
  }
  function* nomsDifferent(lecture, contexte) {
    const { distincte, distincts } = autour(lecture, contexte);
    if (!distincte) return;
    const nom = lecture.prendre("nom");
    const pli = plier(nom ?? "");
    const memes = pli ? distincts.filter((autre) => autre.pli === pli) : [];
    if (memes.length) {
      const { departement } = siege(lecture);
      const voisin = memes.find((autre) => !departement || !autre.departement || autre.departement === departement);
      yield lecture.dire(["nom"], voisin ? "nom-en-double" : "nom-en-double/ailleurs", { lu: guillemets(nom), endroit: endroit(voisin ?? memes[0], "nom") });
    }
    for (const [rang, autreNom] of lecture.elements("autres_noms")) {
      const cherche = plier(autreNom);
      const porteurs = distincts.filter((autre) => autre.pli === cherche);
      // Le dernier du nom compte ; si c’est la fiche elle-même, il n’y a rien à dire.
      const elleMeme = cherche === pli && porteurs.every((autre) => apres(lecture.chemin, autre));
      if (porteurs.length && !elleMeme) yield lecture.dire(["autres_noms", rang], "nom-en-double/autre-nom", { lu: guillemets(autreNom), endroit: endroit(porteurs.at(-1), "nom") });
    }
  }
  function* sirensDifferent(lecture, contexte) {
    const { distincte, distincts } = autour(lecture, contexte);
    const siren = lecture.prendre("siren");
    const memes = distincte && siren ? distincts.filter((autre) => autre.siren === siren) : [];
    if (memes.length) yield lecture.dire(["siren"], "siren-en-double", { lu: guillemets(siren), endroit: endroit(memes[0], "siren") });
  }
  function* sitesDifferent(lecture, contexte) {
    const { distincte, distincts } = autour(lecture, contexte);
    const adresse = lecture.prendre("site_web");
    const site = siteDe(adresse);
    const memes = distincte && site ? distincts.filter((autre) => autre.site === site) : [];
    if (memes.length) yield lecture.dire(["site_web"], "site-en-double", { lu: guillemets(adresse), endroit: endroit(memes[0], "site_web") });
  }
  function* nomsVoisinsDits(lecture, contexte) {
    const { distincte, distincts } = autour(lecture, contexte);
    const nom = lecture.prendre("nom");
    const pli = plier(nom ?? "");
    if (!distincte || !pli) return;
    const { departement, commune } = siege(lecture);
    if (!departement) return;
    for (const autre of distincts.filter((a) => a.departement === departement && (a.commune === commune || !(a.commune && commune)))) {
      const [un, deux] = apres(lecture.chemin, autre) ? [autre.pli, pli] : [pli, autre.pli];
      if (autre.pli && autre.pli !== pli && ressemblance(un, deux, limites.ressemblance) >= limites.ressemblance) {
        yield lecture.dire(["nom"], "nom-voisin", { lu: guillemets(nom), autre: guillemets(autre.nom), endroit: endroit(autre, "nom") });
      }
    }
  }

  return [fichesDifferent, fichiersDifferent, nomsDifferent, sirensDifferent, sitesDifferent, nomsVoisinsDits];
}
