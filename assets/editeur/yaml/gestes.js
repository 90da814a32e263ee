/* Les gestes qui changent le texte d’une fiche : mettre une valeur, en ajouter une, en ôter une, chacun en peu de retouches.
 *
 * `gestesDans(uni, lu, entreCrochets)` → { mettre, ajouter, oter } ; chacun rend [{ debut, fin, par }], des
 * rangs du texte uni. `changer.js` s’assure après coup que le texte dit ce qu’il doit.
 */

import { champDedans, citerYaml, entrees, estTexte, genreDuChamp, lignesYaml, rangDuChamp } from "./ecrire.js";

export const contenu = (noeud) => noeud.elements ?? noeud.paires ?? [];
const ligneSeule = /^ *#/;

/* Une valeur entre crochets, sur une ligne. */
function enFlux(valeur, champ) {
  if (estTexte(valeur)) return citerYaml(valeur, champ?.many ? "texte" : genreDuChamp(champ), true);
  const dits = entrees(valeur, champ).map(([cle, v]) => (cle === null ? "" : `${citerYaml(cle, "texte", true)}: `) + enFlux(v, champDedans(champ, cle)));
  return Array.isArray(valeur) ? `[${dits.join(", ")}]` : `{${dits.join(", ")}}`;
}

export const gestesDans = (uni, lu, entreCrochets) => {
  const debutDeLigne = (i) => (i ? uni.lastIndexOf("\n", i - 1) : -1) + 1;
  const finDeLigne = (i) => (uni.indexOf("\n", i) < 0 ? uni.length : uni.indexOf("\n", i));
  const ligneDe = (i) => uni.slice(debutDeLigne(i), finDeLigne(i));
  const seulAvant = (i) => !uni.slice(debutDeLigne(i), i).trim();
  const entete = uni.indexOf("\n") + 1; // rang de la première ligne de l’en-tête
  const retouche = (debut, fin, par) => ({ debut, fin, par });

  /* Le début et la fin de chaque entrée d’une liste ou d’un groupe ; le tiret d’un élément en fait partie. */
  const finDe = (entree) => (entree.cle ? Math.max(entree.cle.fin, entree.valeur.fin) : entree.fin);
  function debutDe(noeud, rang) {
    const entree = contenu(noeud)[rang];
    if (noeud.flux) return entree.cle?.debut ?? entree.debut;
    if (entree.cle) return /\? *$/.test(uni.slice(debutDeLigne(entree.cle.debut), entree.cle.debut)) ? uni.lastIndexOf("?", entree.cle.debut) : entree.cle.debut;
    if (!rang) return noeud.debut;
    const avant = finDe(contenu(noeud)[rang - 1]);
    const trouve = /\n *-/.exec(uni.slice(avant, entree.debut + 1));
    return trouve ? avant + trouve.index + trouve[0].length - 1 : entree.debut;
  }
  const margeDe = (noeud) => noeud.colonne - 1;

  /* La fin de la dernière ligne d’une entrée, avec les commentaires en retrait sous elle : ils en parlent. */
  function finDeBloc(entree, marge) {
    let fin = finDeLigne(finDe(entree));
    for (;;) {
      const suivante = fin < uni.length ? ligneDe(fin + 1) : "";
      if (!ligneSeule.test(suivante) || suivante.indexOf("#") <= marge) return fin;
      fin = finDeLigne(fin + 1);
    }
  }
  /* Le début des lignes de commentaire juste au-dessus d’une entrée. */
  function debutDesCommentaires(debut, propres = /** @type {(ligne: string, debut: number) => boolean} */ (() => true)) {
    let haut = debutDeLigne(debut);
    while (haut > entete && ligneSeule.test(ligneDe(haut - 1)) && propres(ligneDe(haut - 1), debutDeLigne(haut - 1))) haut = debutDeLigne(haut - 1);
    return haut;
  }

  /* ---- Mettre ---- */

  /* Les lignes d’une valeur, à la suite d’une clé ou d’un tiret : « valeur » sur la ligne, ou des lignes au-dessous. */
  function suite(cle, valeur, champ, marge) {
    const [tete, ...dessous] = lignesYaml(Object.fromEntries([[cle, valeur]]), { kind: "groupe", fields: [{ ...champ, key: cle }] }, marge);
    return { surLaLigne: tete.slice(marge + citerYaml(cle).length + 1).trimStart(), dessous };
  }
  function mettre(noeud, place, valeur, champ) {
    if (place.parent.flux || entreCrochets) return [retouche(noeud.debut, noeud.fin, espace(noeud) + enFlux(valeur, champ))];
    const entree = contenu(place.parent)[place.rang];
    if (!entree.cle) return mettreElement(noeud, place.parent, valeur, champ);
    const marge = margeDe(place.parent);
    const { surLaLigne, dessous } = suite(entree.cle.valeur, valeur, champ, marge);
    const apres = uni.indexOf(":", entree.cle.fin) + 1;
    const blanc = uni.slice(apres, noeud.debut);
    if (surLaLigne && !blanc.includes("\n")) return [retouche(noeud.debut, noeud.fin, espace(noeud) + [surLaLigne, ...dessous].join("\n") + commentaireDeTete(noeud))];
    if (surLaLigne) {
      const commentaires = blanc.slice(0, blanc.lastIndexOf("\n")).trimEnd();
      return [retouche(apres, noeud.fin, ` ${[surLaLigne, ...dessous].join("\n")}${commentaires}`)];
    }
    const commentaire = blanc.includes("\n") ? blanc.slice(0, blanc.lastIndexOf("\n")).trimEnd() : "";
    return [retouche(apres, noeud.fin, `${commentaire}\n${dessous.join("\n")}`)];
  }
  function mettreElement(noeud, parent, valeur, champ) {
    if (estTexte(valeur)) return [retouche(noeud.debut, noeud.fin, espace(noeud) + citerYaml(valeur, genreDuChamp(champ)))];
    const [tete, ...reste] = [...lignesYaml([valeur], { ...champ, many: true }, margeDe(parent))];
    const par = [tete.slice(margeDe(parent) + 1).trimStart(), ...reste].join("\n");
    return [retouche(noeud.debut, noeud.fin, espace(noeud) + par)];
  }
  /* Le commentaire qui suit le signe d’un texte en bloc : « >- # vu ». */
  const commentaireDeTete = (noeud) => (noeud.genre === "texte" && "|>".includes(uni[noeud.debut]) && noeud.fin > noeud.debut ? /[ \t]+#.*$/.exec(uni.slice(noeud.debut, finDeLigne(noeud.debut)))?.[0] ?? "" : "");
  /* Une valeur vide peut n’être séparée de rien. */
  const espace = (noeud) => (noeud.debut === noeud.fin && !/[\s[{,]/.test(uni[noeud.debut - 1] ?? " ") ? " " : "");

  /* ---- Ajouter ---- */

  /* À une clé, une valeur ; à un rang, une ou plusieurs : `valeurs` est une liste. */
  function ajouter(noeud, cle, valeurs, champ) {
    const entrees = contenu(noeud);
    const rang = typeof cle === "number" ? Math.min(cle, entrees.length) : rangDAccueil(noeud, cle, champ);
    const contenant = typeof cle === "number" ? valeurs : Object.fromEntries([[cle, valeurs[0]]]);
    if (noeud.flux || entreCrochets) {
      const dit = enFlux(contenant, champ).slice(1, -1);
      if (!entrees.length) return [retouche(noeud.debut + 1, noeud.debut + 1, dit)];
      if (rang) return [retouche(finDe(entrees[rang - 1]), finDe(entrees[rang - 1]), `, ${dit}`)];
      return [retouche(debutDe(noeud, 0), debutDe(noeud, 0), `${dit}, `)];
    }
    if (!entrees.length) {
      const fin = uni.split("\n").slice(0, lu.finEntete).join("\n").length + 1;
      return [retouche(fin, fin, [...lignesYaml(contenant, champ)].map((ligne) => `${ligne}\n`).join(""))];
    }
    const marge = margeDe(noeud);
    const dites = [...lignesYaml(contenant, champ, marge)];
    if (rang) {
      const fin = finDeBloc(entrees[rang - 1], marge);
      return [retouche(fin, fin, dites.map((ligne) => `\n${ligne}`).join(""))];
    }
    const debut = debutDe(noeud, 0);
    if (seulAvant(debut)) {
      const haut = debutDesCommentaires(debut);
      return [retouche(haut, haut, dites.map((ligne) => `${ligne}\n`).join(""))];
    }
    return [retouche(debut, debut, `${dites.join("\n").trimStart()}\n${" ".repeat(marge)}`)];
  }
  /* Après la dernière des clés présentes que la table place avant celle-ci ; une clé qu’elle ne connaît pas va à la fin. */
  function rangDAccueil(noeud, cle, champ) {
    const rang = rangDuChamp(champ, cle);
    if (rang === Infinity) return noeud.paires.length;
    let [accueil, plusHaut] = [0, -1];
    noeud.paires.forEach((paire, n) => {
      const sien = rangDuChamp(champ, paire.cle.valeur);
      if (sien < rang && sien > plusHaut) [accueil, plusHaut] = [n + 1, sien];
    });
    return accueil;
  }

  /* ---- Ôter ---- */

  function oter(lignee) {
    let n = lignee.length - 1;
    while (n > 0 && contenu(lignee[n].parent).length === 1) n -= 1;
    const { parent, rang, cle } = lignee[n];
    const entrees = contenu(parent);
    const [debut, fin] = [debutDe(parent, rang), finDe(entrees[rang])];
    if (parent.flux) {
      if (rang + 1 < entrees.length) return [retouche(debut, debutDe(parent, rang + 1), "")];
      return [retouche(rang ? finDe(entrees[rang - 1]) : debut, fin, "")];
    }
    const marge = margeDe(parent);
    const bas = finDeBloc(entrees[rang], marge);
    if (seulAvant(debut)) return [retouche(debutDesCommentaires(debut, (ligne, tete) => enParle(ligne, tete, cle, marge)), Math.min(bas + 1, uni.length), "")];
    const suivante = rang + 1 < entrees.length ? debutDe(parent, rang + 1) : fin;
    if (!uni.slice(finDeLigne(fin), suivante).includes("#")) return [retouche(debut, suivante, "")];
    return [retouche(debutDeLigne(debut) + ligneDe(debut).slice(0, debut - debutDeLigne(debut)).trimEnd().length, bas, "")];
  }
  /* Un commentaire parle de l’entrée au-dessous de lui, sauf s’il ouvre le fichier ou nomme une autre clé (« # contact: … »). */
  function enParle(ligne, tete, cle, marge) {
    const nommee = /^ *#[ #]*(?:- )?([a-z_]+):(?:\s|$)/.exec(ligne)?.[1];
    return tete !== entete && ligne.indexOf("#") === marge && (nommee === undefined || nommee === cle);
  }

  return { mettre, ajouter, oter };
};
