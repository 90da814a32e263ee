/* Quelle commune un nom et un code désignent, et sinon ce qu’il faut écrire ; jumelle de atlas/check/communes.py.
 *
 * `chercher(demande)` et `chercherDansUneListe(texte, deviner)` rendent [commune, null] ou [null, { cle, phrase, blancs }]. Une demande
 * est { nom, code, departement, enListe, deviner }. */

import { plier } from "../../commun/mots.js";
import { simple } from "../../lieux/cles.js";
import { comparer } from "../../lieux/tranches.js";
import { guillemets } from "./texte.js";

export function communesDe({ limites, phrases, lieux, valeurs }) {
  const { CODE, chiffresDAvant } = valeurs;
  const NOMBRE = /^(?:[0-9]{3,4}(\.0{1,6})?|[0-9]{5}\.0{1,6})$/; // ce que des outils font d’un code
  const TAILLE = 5;
  const [CLE_CODE, CLE_NOM] = ["code_insee", "commune"];
  const doute = (cle, phrase, blancs) => [null, { cle, phrase, blancs }];

  const leCode = (demande, commune) => (demande.enListe ? `"${commune.code}"` : `${CLE_CODE}: "${commune.code}"`);
  const leNom = (demande, commune) => (demande.enListe ? leCode(demande, commune) : phrases.morceau("commune-et-code", { nom: commune.nom, code: leCode(demande, commune) }));
  const nomDu = (commune) => lieux.departements.get(commune.departement).nom;
  const dAbordIci = (communes, departement) => {
    const ici = communes.filter((c) => departement && c.departement === departement.code);
    return ici.length ? ici : communes;
  };

  const connuesDAbord = (communes) => [...communes].sort((a, b) => b.poids - a.poids || comparer(a.code, b.code));
  /* Les candidates, les plus peuplées d’abord. */
  function dites(communes) {
    return citer(connuesDAbord(communes).map((c) => phrases.morceau("commune-citee", { nom: c.nom, departement: nomDu(c), code: c.code })));
  }
  function citer(candidates) {
    const citees = candidates.slice(0, limites.candidates).join(", ");
    return candidates.length > limites.candidates ? phrases.morceau("et-autres", { citees, nombre: candidates.length }) : citees;
  }

  /* Un code qui n’en est pas un : celui qu’il était avant qu’un outil ne le prenne pour un nombre, si la commune nommée l’a. */
  function malLu(demande) {
    const { nom, code, departement } = demande;
    let probables = chiffresDAvant(code, TAILLE).map((c) => lieux.commune(c) ?? lieux.ancienne(c)).filter(Boolean);
    if (nom) {
      const deCeNom = lieux.communesNommees(nom);
      const nommees = dAbordIci(deCeNom.length ? deCeNom : lieux.anciennesNommees(nom), departement);
      const accordees = probables.filter((c) => nommees.some((autre) => autre.code === c.code));
      probables = accordees.length ? accordees : nommees.length === 1 ? nommees : [];
    } else if (departement) probables = probables.filter((c) => c.departement === departement.code);
    probables = [...new Map(probables.map((c) => [c.code, c])).values()];
    const lu = guillemets(code);
    if (probables.length === 1) return doute(CLE_CODE, "code-insee-mal-forme/proche", { lu, valeur: leCode(demande, probables[0]), parmi: aChoisir(probables) });
    return doute(CLE_CODE, probables.length ? "code-insee-mal-forme/parmi" : "code-insee-mal-forme", { lu, candidates: dites(probables), parmi: aChoisir(probables) });
  }
  const aChoisir = (communes) => communes.slice(0, limites.candidates).map((c) => ({ code: c.code, nom: c.nom, departement: nomDu(c) }));

  function parCode(demande) {
    const { nom, code, departement, enListe } = demande;
    const commune = lieux.commune(code);
    if (nom) return commune && plier(nom) === plier(commune.nom) ? [commune, null] : codeEtNom(demande, commune);
    if (commune && (enListe || !departement || commune.departement === departement.code)) return [commune, null];
    return codeSeul(demande, commune);
  }
  /* Cinq chiffres sans nom : le département décide, sinon tous sont proposés. */
  function codeSeul(demande, commune) {
    const postees = demande.deviner ? lieux.postees(demande.code) : [];
    const ancienne = lieux.ancienne(demande.code);
    const toutes = [...new Map([...postees, commune, ancienne].filter(Boolean).map((c) => [c.code, c])).values()];
    const voulues = dAbordIci(toutes, demande.departement);
    if (!voulues.length) return doute(CLE_CODE, "code-insee-inconnu", { lu: guillemets(demande.code) });
    const [seule] = voulues.length === 1 ? voulues : [];
    if (seule && seule.code === commune?.code) return [commune, null];
    if (seule && seule.code === ancienne?.code && !postees.some((c) => c.code === seule.code)) return ancienCode(demande, seule);
    return codePostal(demande, voulues);
  }
  /* Un nom, et le code d’une autre commune ou d’aucune : le nom l’emporte. */
  function codeEtNom(demande, commune) {
    const { nom, code, departement, deviner } = demande;
    const nommees = dAbordIci(lieux.communesNommees(nom), departement);
    const postees = nommees.filter((c) => lieux.aLeCodePostal(c, code));
    if (postees.length) return codePostal(demande, postees);
    const ancienne = lieux.ancienne(code);
    const est = (communes) => communes.some((c) => c.code === ancienne.code);
    if (ancienne && (est(nommees) || est(lieux.anciennesNommees(nom)) || !nommees.length)) return ancienCode(demande, ancienne);
    if (commune) return contradiction(demande, commune, nommees);
    const toutes = !nommees.length && deviner ? lieux.postees(code) : [];
    if (toutes.length) {
      const dites = toutes.filter((c) => `${simple(c.nom)} `.startsWith(`${simple(nom)} `));
      return codePostal(demande, dites.length ? dites : toutes);
    }
    const lu = guillemets(code);
    if (nommees.length === 1) return doute(CLE_CODE, "code-insee-inconnu/certain", { lu, valeur: leCode(demande, nommees[0]), parmi: aChoisir(nommees) });
    return doute(CLE_CODE, "code-insee-inconnu", { lu });
  }
  const ancienCode = (demande, aujourdhui) => doute(CLE_CODE, "code-insee-ancien", { lu: guillemets(demande.code), candidates: dites([aujourdhui]), valeur: leNom(demande, aujourdhui), parmi: aChoisir([aujourdhui]) });
  function codePostal(demande, postees) {
    const [lu, [premiere], parmi] = [guillemets(demande.code), postees, aChoisir(postees)];
    if (postees.length === 1) return doute(CLE_CODE, "code-postal", { lu, commune: premiere.nom, valeur: leCode(demande, premiere), parmi });
    return doute(CLE_CODE, "code-postal/partage", { lu, nombre: postees.length, candidates: citer(postees.map((c) => `${c.nom} (${c.code})`)), parmi });
  }
  function contradiction(demande, commune, nommees) {
    if (lieux.anciennesNommees(demande.nom).some((c) => c.code === commune.code)) return ancienNom(demande, [commune]);
    const blancs = { lu: guillemets(demande.nom), code: demande.code, commune: commune.nom, departement: nomDu(commune), parmi: aChoisir([...nommees.slice(0, 1), commune]) };
    if (nommees.length === 1) return doute(CLE_NOM, "commune-contredit-code/ou", { ...blancs, valeur: leCode(demande, nommees[0]), autre: nommees[0].nom });
    return doute(CLE_NOM, "commune-contredit-code", blancs);
  }

  function parNom(demande) {
    const { nom, departement, enListe } = demande;
    const candidates = dAbordIci(lieux.communesNommees(nom), departement);
    if (candidates.length === 1) return [candidates[0], null];
    const lu = guillemets(nom);
    if (candidates.length) {
      return doute(CLE_NOM, enListe ? "commune-homonyme/liste" : "commune-homonyme", {
        lu, nombre: candidates.length, candidates: dites(candidates), code: leCode(demande, connuesDAbord(candidates)[0]), parmi: aChoisir(connuesDAbord(candidates)),
      });
    }
    const anciennes = dAbordIci(lieux.anciennesNommees(nom), departement);
    if (anciennes.length) return ancienNom(demande, anciennes);
    if (!demande.deviner) return doute(CLE_NOM, "commune-inconnue", { lu });
    const postees = dAbordIci(lieux.postees(nom), departement);
    if (postees.length > 1) return doute(CLE_NOM, "commune-inconnue/code-postal", { lu, nombre: postees.length, candidates: dites(postees), parmi: aChoisir(connuesDAbord(postees)) });
    const { communes: voulues, etranger } = lieux.voulues(nom, departement);
    if (etranger) return doute(CLE_NOM, "commune-inconnue/etranger", { lu });
    if (voulues.length === 1) return doute(CLE_NOM, "commune-inconnue/proche", { lu, proche: voulues[0].nom, parmi: aChoisir(voulues) });
    if (voulues.length > 1 && voulues.length <= limites.proposees) return doute(CLE_NOM, "commune-inconnue/parmi", { lu, candidates: dites(voulues), parmi: aChoisir(connuesDAbord(voulues)) });
    return doute(CLE_NOM, "commune-inconnue", { lu });
  }
  const ancienNom = (demande, communes) => doute(CLE_NOM, "commune-ancienne", { lu: guillemets(demande.nom), candidates: dites(communes), valeur: leNom(demande, communes[0]), parmi: aChoisir(connuesDAbord(communes)) });
  const chercher = (demande) => (demande.code ? parCode(demande) : parNom(demande));
  const chercherDansUneListe = (texte, deviner) => (NOMBRE.test(texte) ? malLu : chercher)({ nom: CODE.test(texte) || NOMBRE.test(texte) ? "" : texte, code: CODE.test(texte) || NOMBRE.test(texte) ? texte : "", departement: null, enListe: true, deviner });
  return { chercher, chercherDansUneListe, malLu };
}
