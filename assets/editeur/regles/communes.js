/* Quelle commune un nom et un code désignent, et sinon ce qu’il faut écrire ; jumelle de atlas/check/communes.py.
 *
 * `chercher(demande)` et `chercherDansUneListe(texte, deviner)` rendent [commune, null] ou [null, { cle, phrase, blancs }]. Une demande
 * est { nom, code, departement, enListe, deviner }. */

import { plier } from "../../commun/mots.js";
import { guillemets } from "./texte.js";

/** @param {Record<string, any>} atelier */
export function communesDe({ limites, phrases, lieux, motProche }) {
  const CODE = /^([0-9]{2}|2[AB])[0-9]{3}$/;
  const [CLE_CODE, CLE_NOM] = ["code_insee", "commune"];
  const doute = (cle, phrase, blancs) => [null, { cle, phrase, blancs }];

  const leCode = (demande, commune) => (demande.enListe ? `"${commune.code}"` : `${CLE_CODE}: "${commune.code}"`);
  const leNom = (demande, commune) => (demande.enListe ? leCode(demande, commune) : phrases.morceau("commune-et-code", { nom: commune.nom, code: leCode(demande, commune) }));
  const nomDu = (commune) => lieux.departements.get(commune.departement).nom;
  const dAbordIci = (communes, departement) => {
    const ici = communes.filter((c) => departement && c.departement === departement.code);
    return ici.length ? ici : communes;
  };

  /* Les candidates, les plus peuplées d’abord. */
  function dites(communes) {
    const connues = [...communes].sort((a, b) => b.population - a.population);
    return citer(connues.map((c) => phrases.morceau("commune-citee", { nom: c.nom, departement: nomDu(c), code: c.code })));
  }
  function citer(candidates) {
    const citees = candidates.slice(0, limites.candidates).join(", ");
    return candidates.length > limites.candidates ? phrases.morceau("et-autres", { citees, nombre: candidates.length }) : citees;
  }

  function parCode(demande) {
    const { nom, code, departement, deviner } = demande;
    const commune = lieux.commune(code);
    if (commune && (!nom || plier(nom) === commune.pli)) return [commune, null];
    const nommees = nom ? dAbordIci(lieux.communesNommees(nom), departement) : [];
    let postees = nommees.filter((c) => lieux.commune(c.code).postaux.includes(code));
    if (!commune && !nommees.length) postees = deviner ? lieux.postees(code) : [];
    if (postees.length && !lieux.ancienne(code)) return codePostal(demande, postees);
    return commune ? contradiction(demande, commune, nommees) : codeInconnu(demande, nommees);
  }
  function codePostal(demande, postees) {
    const [lu, [premiere]] = [guillemets(demande.code), postees];
    if (postees.length === 1) return doute(CLE_CODE, "code-postal", { lu, commune: premiere.nom, valeur: leCode(demande, premiere) });
    return doute(CLE_CODE, "code-postal/partage", { lu, nombre: postees.length, candidates: citer(postees.map((c) => `${c.nom} (${c.code})`)) });
  }
  function codeInconnu(demande, nommees) {
    const lu = guillemets(demande.code);
    const aujourdhui = lieux.ancienne(demande.code);
    if (aujourdhui) return doute(CLE_CODE, "code-insee-ancien", { lu, candidates: dites([aujourdhui]), valeur: leNom(demande, aujourdhui) });
    if (nommees.length === 1) return doute(CLE_CODE, "code-insee-inconnu/certain", { lu, valeur: leCode(demande, nommees[0]) });
    return doute(CLE_CODE, "code-insee-inconnu", { lu });
  }
  function contradiction(demande, commune, nommees) {
    if (lieux.anciennesNommees(demande.nom).some((c) => c.code === commune.code)) return ancienNom(demande, [commune]);
    const blancs = { lu: guillemets(demande.nom), code: demande.code, commune: commune.nom, departement: nomDu(commune) };
    if (nommees.length === 1) return doute(CLE_NOM, "commune-contredit-code/ou", { ...blancs, valeur: leCode(demande, nommees[0]), autre: nommees[0].nom });
    return doute(CLE_NOM, "commune-contredit-code", blancs);
  }

  function parNom(demande) {
    const { nom, departement, enListe } = demande;
    const pli = plier(nom);
    const ici = lieux.communesDe(departement).filter((c) => c.pli === pli);
    const candidates = ici.length ? ici : lieux.communesNommees(nom);
    if (candidates.length === 1) return [candidates[0], null];
    if (candidates.length) {
      const grande = candidates.reduce((a, b) => (b.population > a.population ? b : a));
      return doute(CLE_NOM, enListe ? "commune-homonyme/liste" : "commune-homonyme", {
        lu: guillemets(nom), nombre: candidates.length, candidates: dites(candidates), code: leCode(demande, grande),
      });
    }
    const anciennes = dAbordIci(lieux.anciennesNommees(nom), departement);
    if (anciennes.length) return ancienNom(demande, anciennes);
    const proche = demande.deviner ? laPlusProche(demande) : "";
    return doute(CLE_NOM, proche ? "commune-inconnue/proche" : "commune-inconnue", { lu: guillemets(nom), proche });
  }
  const ancienNom = (demande, communes) => doute(CLE_NOM, "commune-ancienne", { lu: guillemets(demande.nom), candidates: dites(communes), valeur: leNom(demande, communes[0]) });
  function laPlusProche({ nom, departement }) {
    const deux = (n) => [n, n];
    return motProche(nom, lieux.communesDe(departement).map((c) => deux(c.nom))) || motProche(nom, lieux.semblables(nom).map(deux), 0.8);
  }

  const chercher = (demande) => (demande.code ? parCode(demande) : parNom(demande));
  const chercherDansUneListe = (texte, deviner) => chercher({ nom: CODE.test(texte) ? "" : texte, code: CODE.test(texte) ? texte : "", departement: null, enListe: true, deviner });
  return { chercher, chercherDansUneListe };
}
