/* Les règles entre fiches : copies, noms, SIREN, sites, adresses et héritiers, contre les autres pôles de l’atlas ; jumelles de
 * atlas/check/corpus.py, addresses.py et heirs.py, dites de la seule fiche ouverte.
 *
 * `window.atlasReglesDesPoles(regles, phrases, valeurs, siege, poles, fiche)` : `poles` est poles.json (atlas/exports/regles.py),
 * `fiche(chemin)` la lecture d’une fiche publiée, demandée seulement quand il faut la nommer ou la comparer en entier.
 */
window.atlasReglesDesPoles = (regles, phrases, valeurs, siege, poles, fiche) => {
  "use strict";

  const T = window.atlasTexte;
  const { limites } = regles;
  const slugDe = (chemin) => chemin.slice(chemin.lastIndexOf("/") + 1).replace(/\.md$/, "");
  function siteDe(adresse) {
    if (!adresse) return "";
    const { hote, chemin, question } = valeurs.decouper(adresse);
    return `${hote.replace(/^www\./, "")}${chemin.replace(/\/+$/, "")}${question ? `?${question}` : ""}`;
  }
  const tous = poles.fichiers.map((chemin, i) => ({
    chemin, slug: slugDe(chemin), nom: poles.noms[i], pli: T.plier(poles.noms[i]), departement: poles.departements[i], commune: poles.communes[i],
    siren: poles.sirens[i] ?? "", site: siteDe(poles.sites[i]), anciennes: poles.anciennes[i] ?? [], heritier: poles.heritiers[i] ?? "",
  }));
  const endroit = (autre, ...chemin) => phrases.morceau("endroit", { fichier: autre.chemin, ligne: fiche(autre.chemin).marque(chemin).ligne });
  const apres = (chemin, autre) => T.comparer(autre.chemin, chemin) < 0;
  /* Parmi ceux qui partagent quelque chose avec la fiche, celui que la fiche nomme : le premier. */
  const premier = (groupe) => groupe[0];

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
    return T.rogner(lecture.recit) === T.rogner(autre.recit) && a.size === b.size && [...a].every(([cle, { texte }]) => b.get(cle)?.texte === texte);
  }

  function* fichesDifferent(lecture, contexte) {
    const { copies } = autour(lecture, contexte);
    if (copies.length) yield lecture.duFichier("fiche-en-double", { fichier: premier(copies).chemin });
  }
  function* fichiersDifferent(lecture, contexte) {
    const memes = autour(lecture, contexte).autres.filter(({ slug }) => slug.toLowerCase() === lecture.slug.toLowerCase());
    if (memes.length) yield lecture.duFichier("nom-de-fichier-en-double", { fichier: premier(memes).chemin });
  }
  function* nomsDifferent(lecture, contexte) {
    const { distincte, distincts } = autour(lecture, contexte);
    if (!distincte) return;
    const nom = lecture.prendre("nom");
    const pli = T.plier(nom ?? "");
    const memes = pli ? distincts.filter((autre) => autre.pli === pli) : [];
    if (memes.length) yield lecture.dire(["nom"], "nom-en-double", { lu: T.cite(nom), endroit: endroit(premier(memes), "nom") });
    for (const [rang, autreNom] of lecture.elements("autres_noms")) {
      const cherche = T.plier(autreNom);
      const porteurs = distincts.filter((autre) => autre.pli === cherche);
      // Le dernier du nom compte ; si c’est la fiche elle-même, il n’y a rien à dire.
      const elleMeme = cherche === pli && porteurs.every((autre) => apres(lecture.chemin, autre));
      if (porteurs.length && !elleMeme) yield lecture.dire(["autres_noms", rang], "nom-en-double/autre-nom", { lu: T.cite(autreNom), endroit: endroit(porteurs.at(-1), "nom") });
    }
  }
  function* sirensDifferent(lecture, contexte) {
    const { distincte, distincts } = autour(lecture, contexte);
    const siren = lecture.prendre("siren");
    const memes = distincte && siren ? distincts.filter((autre) => autre.siren === siren) : [];
    if (memes.length) yield lecture.dire(["siren"], "siren-en-double", { lu: T.cite(siren), endroit: endroit(premier(memes), "siren") });
  }
  function* sitesDifferent(lecture, contexte) {
    const { distincte, distincts } = autour(lecture, contexte);
    const adresse = lecture.prendre("site_web");
    const site = siteDe(adresse);
    const memes = distincte && site ? distincts.filter((autre) => autre.site === site) : [];
    if (memes.length) yield lecture.dire(["site_web"], "site-en-double", { lu: T.cite(adresse), endroit: endroit(premier(memes), "site_web") });
  }
  function* nomsVoisinsDits(lecture, contexte) {
    const { distincte, distincts } = autour(lecture, contexte);
    const nom = lecture.prendre("nom");
    const pli = T.plier(nom ?? "");
    if (!distincte || !pli) return;
    const { departement, commune } = siege(lecture);
    if (!departement) return;
    for (const autre of distincts.filter((a) => a.departement === departement && (a.commune === commune || !(a.commune && commune)))) {
      const [un, deux] = apres(lecture.chemin, autre) ? [autre.pli, pli] : [pli, autre.pli];
      if (autre.pli && autre.pli !== pli && T.ressemblance(un, T.preparer(deux), limites.ressemblance)) {
        yield lecture.dire(["nom"], "nom-voisin", { lu: T.cite(nom), autre: T.cite(autre.nom), endroit: endroit(autre, "nom") });
      }
    }
  }

  /* ---- Les adresses qui ont servi ---- */

  const CLE = "anciennes_adresses";
  function* anciennesAdressesLibres(lecture, contexte) {
    const { autres } = autour(lecture, contexte);
    for (const [rang, ancienne] of lecture.elements(CLE)) {
      const vivants = [lecture, ...autres].filter(({ slug }) => slug === ancienne).sort((a, b) => T.comparer(a.chemin, b.chemin));
      const la = vivants.at(-1);
      if (la) yield lecture.dire([CLE, rang], la === lecture ? "ancienne-adresse-vivante/soi" : "ancienne-adresse-vivante", { lu: T.cite(ancienne), fichier: la.chemin });
    }
    for (const autre of autres) {
      for (const ancienne of autre.anciennes) if (ancienne === lecture.slug) yield lecture.duFichier("adresse-deja-prise", { lu: T.cite(ancienne), fichier: autre.chemin });
    }
  }
  function* anciennesAdressesDifferent(lecture, contexte) {
    const { autres } = autour(lecture, contexte);
    const dites = new Set();
    for (const [rang, ancienne] of lecture.elements(CLE)) {
      const porteurs = autres.filter(({ anciennes }) => anciennes.includes(ancienne));
      const [tete] = porteurs;
      const avant = tete && apres(lecture.chemin, tete);
      if (tete && (avant || !dites.has(ancienne))) yield lecture.dire([CLE, rang], "ancienne-adresse-en-double", { lu: T.cite(ancienne), fichier: tete.chemin });
      dites.add(ancienne);
    }
  }
  function* adressesRetireesLibres(lecture) {
    const { retires } = poles;
    if (Object.hasOwn(retires, lecture.slug)) yield lecture.duFichier("adresse-retiree", { lu: T.cite(lecture.slug), jour: retires[lecture.slug] });
    for (const [rang, ancienne] of lecture.elements(CLE)) {
      if (Object.hasOwn(retires, ancienne)) yield lecture.dire([CLE, rang], "adresse-retiree/ancienne", { lu: T.cite(ancienne), jour: retires[ancienne] });
    }
  }
  function* heritierExiste(lecture, contexte) {
    const heritier = lecture.prendre("heritier");
    if (!heritier) return;
    const { autres } = autour(lecture, contexte);
    const suites = new Map([...autres.map((autre) => [autre.slug, autre.heritier]), [lecture.slug, heritier]]);
    if (!suites.has(heritier)) {
      const mienne = { chemin: lecture.chemin, slug: lecture.slug, anciennes: lecture.elements(CLE).map(([, ancienne]) => ancienne) };
      const deplace = [...autres, mienne].sort((a, b) => T.comparer(a.chemin, b.chemin)).findLast(({ anciennes }) => anciennes.includes(heritier));
      const proche = deplace?.slug || T.proche(heritier, [...suites.keys()].map((slug) => [slug, slug]));
      yield lecture.dire(["heritier"], proche ? "heritier-inconnu/proche" : "heritier-inconnu", { lu: T.cite(heritier), proche });
    } else if (revient(lecture.slug, suites)) yield lecture.dire(["heritier"], "heritier-en-boucle", { lu: T.cite(heritier) });
  }
  function revient(depart, suites) {
    const vus = new Set();
    let ici = suites.get(depart);
    while (ici && ici !== depart && !vus.has(ici)) {
      vus.add(ici);
      ici = suites.get(ici) ?? "";
    }
    return ici === depart;
  }

  return [
    fichesDifferent, fichiersDifferent, nomsDifferent, sirensDifferent, sitesDifferent, nomsVoisinsDits, anciennesAdressesLibres,
    anciennesAdressesDifferent, adressesRetireesLibres, heritierExiste,
  ];
};
