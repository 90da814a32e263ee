/* Une fiche donne-t-elle les coordonnées d’une personne ? Jumelle de atlas/check/people.py. */

import { MOT, guillemets, premiers } from "./texte.js";

const ENTRE = "[\\s.-]?";
const CHIFFRE = "\\p{Nd}";
const COURRIEL = new RegExp(`[${MOT}.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,5}`, "gu");
const PORTABLE = new RegExp(`(?<![${CHIFFRE}+])(?:`
  + `(?:0|(?:\\+|00)33${ENTRE}(?:\\(0\\)${ENTRE})?)[67](?:${ENTRE}${CHIFFRE}${CHIFFRE}){4}`
  + `|(?:\\+|00)(?:262${ENTRE}(?:69[23]|639)|590${ENTRE}69[01]|594${ENTRE}694|596${ENTRE}69[67])(?:${ENTRE}${CHIFFRE}){6}`
  + `|(?:\\+|00)(?:687${ENTRE}[789]|689${ENTRE}8[789])(?:${ENTRE}${CHIFFRE}){5,6}`
  + `)(?!${CHIFFRE})`, "gu");
const PEUT_ETRE = /0[67][\p{Nd}\s.-]{8}|(?:\+|00)(?:33|262|59|68)/u;

export function reglesDesPersonnes({ limites, mots, recitDe }) {
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
    if (texte.includes("@")) for (const m of texte.matchAll(COURRIEL)) trouves.push([m.index, "courriel-dans-un-texte", guillemets(m[0])]);
    if (PEUT_ETRE.test(texte)) for (const m of texte.matchAll(PORTABLE)) trouves.push([m.index, "telephone-mobile", guillemets(m[0])]);
    return trouves;
  }
  function* personnesLaissees(lecture) {
    const courriel = lecture.prendre("contact", "courriel") ?? "";
    if (estPersonnelle(courriel)) yield lecture.dire(["contact", "courriel"], "courriel-personnel", { lu: guillemets(courriel) });
    const ecrits = [...lecture.textes.values()];
    const portable = PEUT_ETRE.test(ecrits.map(({ texte }) => texte).join("|"));
    for (const { chemin, texte } of ecrits) {
      const cle = chemin.at(-1);
      if ((portable || texte.includes("@")) && (!sansProse.has(cle) || cle === "telephone")) {
        for (const [, id, lu] of details(premiers(texte, limites.texte_long))) yield lecture.dire(chemin, id, { lu });
      }
    }
    const recit = recitDe(lecture);
    for (const [place, id, lu] of details(recit.texte)) yield lecture.duRecit(recit.marque(place), id, { lu });
  }

  return [personnesLaissees];
}
