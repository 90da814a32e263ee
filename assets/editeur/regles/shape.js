/* La forme d’une fiche, tenue par la table des champs : clés connues, sortes de valeurs, mots des listes, longueurs ; jumelle de
 * atlas/check/shape.py. `typer(racine, lecture)` rend les problèmes ; `lecture` reçoit valeurs, positions et textes. */

import { LARGEUR, citerYaml } from "../yaml/ecrire.js";
import { adresseProposee } from "./slugs.js";
import { guillemets, ligneAEcrire, longueur, motsSepares } from "./texte.js";

export function formes({ regles, limites, valeurs, phrases, lettres, motProche }) {
  const { lire } = valeurs;
  const IDENTIFIANT = /^[a-z0-9][a-z0-9-]{0,59}$/;
  const SIMPLES = regles.champs.filter((champ) => regles.simples.includes(champ.key));
  const ABSENT = Symbol("absent");
  const listes = Object.fromEntries(Object.entries(regles.listes).map(([nom, mots]) => [nom, {
    ids: new Set(mots.map((m) => m.id)), dits: mots.map((m) => m.id).join(", "), noms: mots.flatMap((m) => [[m.id, m.id], [m.label, m.id]]),
  }]));
  const estTexte = (noeud) => noeud.genre === "texte";
  const vide = (noeud) => (estTexte(noeud) ? !noeud.valeur.trim() : !(noeud.elements ?? noeud.paires).length);
  const dit = (noeud) => (estTexte(noeud) ? guillemets(noeud.valeur) : phrases.morceau(noeud.genre === "liste" ? "liste" : "groupe"));
  /* Les clés d’un seul groupe, et ce groupe : qui les écrit ailleurs veut dire celui-là. */
  const cles = regles.champs.flatMap((champ) => [champ.key, ...(champ.fields ?? []).map((c) => c.key)]);
  const seulDans = new Map(regles.champs.filter((champ) => champ.kind === "groupe" && !champ.many).flatMap((champ) => champ.fields.map((c) => [c.key, champ.key])).filter(([cle]) => cles.indexOf(cle) === cles.lastIndexOf(cle)));
  const noms = (champs) => champs.flatMap((c) => [[c.key, c.key], [c.label, c.key]]);

  function typer(racine, lecture) {
    const problemes = [];
    let essais = 0;
    const dire = (noeud, chemin, id, blancs) => problemes.push(lecture.probleme(noeud, chemin, id, blancs));
    /* Une fiche à des dizaines de mots inconnus n’est pas mal orthographiée : on ne l’aide plus. */
    const proche = (mot, connus, seuil) => {
      essais += 1;
      return essais <= limites.essais_champs ? motProche(mot, connus, seuil) : "";
    };

    function groupe(noeud, champs, chemin, rempli = new Map()) {
      let vid = null; // le champ juste au-dessus, s’il n’a rien sous lui
      let rangee = ""; // et sa rangée, qui a perdu ses espaces aussi
      const lus = new Map();
      for (const { cle, valeur } of noeud.paires) {
        let nom = cleVue(cle, chemin);
        let champ = champs.find((c) => c.key === nom);
        if (!champ && nom !== cle.valeur) continue;
        if (!champ && vid && appartient(cle, valeur, vid)) {
          if (!estTexte(valeur) || !valeur.valeur) rangee = cle.valeur;
          lus.set(vid.key, cle);
          dire(cle, chemin, "cle-inconnue/retrait", { lu: guillemets(cle.valeur), cle: rangee && rangee !== cle.valeur ? rangee : vid.key });
          continue;
        }
        if (!champ) {
          nom = cleInconnue(cle, champs, new Set([...lus.keys(), ...noeud.paires.map((paire) => paire.cle.valeur)]), chemin);
          champ = champs.find((c) => c.key === nom);
          if (!champ) continue;
        }
        const ici = [...chemin, nom];
        lus.set(nom, valeur);
        rangee = "";
        vid = champ.fields?.length && vide(valeur) ? champ : null;
        lecture.noter(ici, estTexte(valeur) && valeur.valeur ? valeur : cle);
        const type = uneValeur(valeur, champ, ici);
        if (type !== ABSENT) rempli.set(nom, type);
      }
      for (const champ of champs) if (champ.required && !rempli.has(champ.key)) manque(noeud, lus.get(champ.key), champ, chemin);
      return rempli;
    }
    /* Une clé qui n’en est pas une ici, et en est une du groupe laissé vide au-dessus : ses espaces se sont perdues. */
    const appartient = (cle, valeur, champ) => champ.fields.some(({ key }) => key === cle.valeur) || (champ.kind === "table" && (valeur.genre === "groupe" || vide(valeur)));
    /* La clé que l’on voit : si ses lettres ne sont pas celles qu’elle montre, cela se dit, et elle se lit comme elle semble. */
    function cleVue(cle, chemin) {
      const vue = lettres.apparence(cle.valeur);
      if (vue !== cle.valeur) dire(cle, chemin, "lettre-semblable", lettres.imitation(cle.valeur));
      return vue;
    }
    /* Une valeur fausse a déjà été dite. */
    function manque(noeud, la, champ, chemin) {
      if (la && !vide(la)) return;
      dire(la ?? noeud, [...chemin, champ.key], champ.example ? "champ-manquant" : "champ-manquant/sans-exemple", { libelle: champ.label, cle: champ.key, exemple: champ.example });
    }
    /* Une clé qui n’en est pas une ici ; rend celle dont elle tient la place : sa valeur se lit, et ne manque pas. */
    function cleInconnue(cle, champs, la, chemin) {
      const lu = cle.valeur.trim() ? guillemets(cle.valeur) : phrases.morceau("cle-vide");
      const dansUnGroupe = seulDans.get(cle.valeur);
      const pres = dansUnGroupe ? "" : proche(cle.valeur, noms(champs));
      if (dansUnGroupe || (pres && la.has(pres))) {
        dire(cle, chemin, dansUnGroupe ? "cle-inconnue/ailleurs" : "cle-inconnue/deja", { lu, cle: dansUnGroupe ?? pres });
        return "";
      }
      dire(cle, chemin, pres ? "cle-inconnue/proche" : "cle-inconnue", { lu, proche: pres });
      return pres;
    }
    function uneValeur(noeud, champ, chemin) {
      if (lire[champ.kind] && !champ.many && estTexte(noeud)) return scalaire(noeud, champ, chemin);
      if (vide(noeud)) return ABSENT;
      if (!champ.many) return une(noeud, champ, chemin);
      if (noeud.genre !== "liste") {
        if ((estTexte(noeud) ? noeud : noeud.paires[0].cle).valeur?.startsWith("-")) dire(noeud, chemin, "type-faux/liste-tirets", { lu: dit(noeud) });
        else if (estTexte(noeud) && champ.kind !== "groupe" && champ.kind !== "table" && entreCrochets(champ, noeud.valeur)) dire(noeud, chemin, "type-faux/liste-courte", { lu: dit(noeud), ligne: entreCrochets(champ, noeud.valeur) });
        else if (champ.kind === "groupe") dire(noeud, chemin, "type-faux/liste-de-groupes", { lu: dit(noeud), cles: clesDites(champ), premiere: champ.fields[0].key });
        else dire(noeud, chemin, "type-faux/liste", { lu: dit(noeud) });
        return ABSENT;
      }
      const { elements } = noeud;
      if (elements.length > champ.most) {
        dire(noeud, chemin, "trop-long/elements", { nombre: elements.length, limite: champ.most });
        return ABSENT;
      }
      const types = elements.map((element, rang) => {
        const ici = [...chemin, rang];
        lecture.noter(ici, element);
        const type = vide(element) ? ABSENT : une(element, champ, ici);
        return type === ABSENT ? null : type;
      });
      repetes(noeud, chemin);
      return types;
    }
    /* Le texte dont des deux-points ont fait une clé et sa valeur, entre guillemets ; rien si c’est davantage. */
    function coupeAuxDeuxPoints({ genre, flux, paires }) {
      if (genre !== "groupe" || flux || paires.length !== 1 || !estTexte(paires[0].valeur)) return "";
      const [cle, valeur] = [paires[0].cle, paires[0].valeur].map((noeud) => motsSepares(noeud.valeur).join(" "));
      return cle && valeur ? ligneAEcrire(citerYaml(`${cle} : ${valeur}`)) : "";
    }
    const clesDites = (champ) => champ.fields.slice(0, 3).map((f) => `${f.key}: …`).join(", ");
    /* La ligne où va un texte écrit sans ses clés : la première, quand il ne peut être qu’elle ; sinon rien. */
    function sousLaPremiere({ fields }, texte) {
      if (!texte.trim()) return "";
      const [premier] = fields;
      const sur = premier.required && ["texte", "lieu"].includes(premier.kind) && !fields.some((f) => f.kind === "nombre");
      return sur ? ligneAEcrire(`${premier.key}: ${citerYaml(motsSepares(texte).join(" "))}`) : "";
    }
    /* La ligne d’une liste écrite d’un seul texte, ses éléments entre virgules ou points-virgules ; rien s’ils ne sont pas sûrs, ou si c’est long. */
    function entreCrochets({ key, kind }, texte) {
      const morceaux = texte.split(texte.includes(";") ? /[;\n]/ : /[,\n]/).map((morceau) => motsSepares(morceau).join(" ")).filter(Boolean);
      const ligne = `${key}: [${morceaux.map((morceau) => citerYaml(morceau, kind, true)).join(", ")}]`;
      return morceaux.length && longueur(ligne) <= LARGEUR && !/\s(et|ou)\s|^[0-9]{1,2}[.)] /.test(texte) ? ligne : "";
    }
    function repetes(noeud, chemin) {
      const vus = new Set();
      noeud.elements.forEach((element, rang) => {
        if (!estTexte(element) || !element.valeur.trim()) return;
        if (vus.has(element.valeur)) dire(element, [...chemin, rang], "element-en-double", { lu: guillemets(element.valeur) });
        vus.add(element.valeur);
      });
    }
    function une(noeud, champ, chemin) {
      const { kind } = champ;
      if (estTexte(noeud) && lire[kind]) return scalaire(noeud, champ, chemin);
      if (noeud.genre === "groupe" && kind === "groupe") return groupe(noeud, champ.fields, chemin);
      if (noeud.genre === "groupe" && kind === "table") return table(noeud, champ, chemin);
      if (kind === "groupe") {
        const ligne = estTexte(noeud) ? sousLaPremiere(champ, noeud.valeur) : "";
        dire(noeud, chemin, ligne ? "type-faux/groupe-nu" : "type-faux/groupe", { lu: dit(noeud), cles: clesDites(champ), ligne });
        return ABSENT;
      }
      const citee = lire[kind] ? coupeAuxDeuxPoints(noeud) : "";
      if (citee) {
        dire(noeud, chemin, "type-faux/deux-points", { lu: dit(noeud), attendu: regles.genres[kind], ligne: citee });
        return ABSENT;
      }
      const id = kind === "table" ? (champ.fields.length ? "type-faux/table-de-groupes" : "type-faux/table") : champ.example ? "type-faux/exemple" : "type-faux";
      dire(noeud, chemin, id, { lu: dit(noeud), attendu: regles.genres[kind], exemple: champ.example.replace(/^[[\]]+|[[\]]+$/g, "") });
      return ABSENT;
    }
    function scalaire(noeud, champ, chemin) {
      const ecrit = noeud.valeur.trim();
      if (!ecrit) return ABSENT;
      lecture.ecrire(chemin, ecrit);
      const texte = lettres.apparence(ecrit); // letters.js le dit
      const combien = longueur(texte);
      if (combien > champ.limit) {
        dire(noeud, chemin, "trop-long", { nombre: combien, limite: champ.limit });
        return ABSENT;
      }
      const liste = champ.choices ? listes[champ.choices] : null;
      if (liste && !liste.ids.has(texte)) {
        const pres = proche(texte, liste.noms, limites.mot_de_liste);
        dire(noeud, chemin, pres ? "mot-inconnu/proche" : "mot-inconnu", { lu: guillemets(texte), liste: liste.dits, proche: pres });
        return ABSENT;
      }
      const { valeur, phrase, blancs } = lire[champ.kind](texte);
      if (!phrase) return valeur;
      if (champ.kind !== "code-insee") dire(noeud, chemin, phrase, { lu: guillemets(texte), ...blancs }); // places.js le dit, qui sait quel code c’était
      return ABSENT;
    }
    /* Des clés libres : identifiants de sources, ou noms de champs simples. */
    function table(noeud, champ, chemin) {
      const rangees = new Map();
      if (noeud.paires.length > champ.most) {
        dire(noeud, chemin, "trop-long/lignes", { nombre: noeud.paires.length, limite: champ.most });
        return rangees;
      }
      const libre = champ.fields.length > 0;
      const rangee = { ...champ, key: "", example: "", kind: libre ? "groupe" : "texte", required: false };
      let vid = ""; // la rangée juste au-dessus, si elle n’a rien sous elle
      for (const { cle, valeur } of noeud.paires) {
        if (vid && estTexte(valeur) && champ.fields.some(({ key }) => key === cle.valeur)) {
          dire(cle, chemin, "cle-inconnue/retrait", { lu: guillemets(cle.valeur), cle: vid });
          continue;
        }
        vid = libre && vide(valeur) ? cle.valeur : "";
        const nom = cleVue(cle, chemin);
        const ici = [...chemin, nom];
        lecture.noter(ici, cle);
        const connue = libre ? IDENTIFIANT.test(nom) : regles.simples.includes(nom);
        if (!connue && nom !== cle.valeur) continue;
        if (libre && !connue) {
          const pres = adresseProposee(nom, limites.adresse);
          dire(cle, chemin, pres ? "identifiant-mal-forme/proche" : "identifiant-mal-forme", { lu: guillemets(nom), proche: pres });
          une(valeur, rangee, ici); // ce qu’elle tient se dit aussitôt ; rien d’autre ne la connaît sous ce nom
          continue;
        }
        if (!connue) {
          cleInconnue(cle, SIMPLES, new Set(noeud.paires.map((paire) => paire.cle.valeur)), chemin);
          continue;
        }
        if (!libre && vide(valeur)) continue;
        const type = une(valeur, rangee, ici);
        if (type !== ABSENT) rangees.set(nom, type);
      }
      return rangees;
    }

    groupe(racine, regles.champs, [], lecture.valeurs);
    return problemes;
  }
  return typer;
}
