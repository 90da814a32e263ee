/* Les signes du YAML d’une fiche : un texte devient une suite de jetons (clés, valeurs, tirets, crochets, retraits), pris un à
 * un. Les règles, les fautes et leurs places sont celles de libyaml, que suit atlas/record/yaml_text.py : même texte, même refus.
 *
 * `jetonsDe(texte, depart)` → { voir(), prendre() } ; un jeton est { type, debut, fin, valeur }, ses places des rangs dans le texte.
 * Une faute est lancée (`FauteYaml`).
 */

import { borneEn, finDeMot, lireBloc, lireGuillemets, lireSimple } from "./textes.js";

const CLE_LONGUE = 1024; // signes : au-delà, YAML ne reconnaît plus une clé
const finDeLigne = (c) => c === undefined || c === "\n";
const lettre = (c) => c !== undefined && /[0-9A-Za-z_-]/.test(c);

/* Ce que YAML refuse : la leçon à en tirer (une variante de « yaml-syntaxe », ou rien), là où la lecture s’arrête, et là où l’erreur a
 * commencé quand c’est elle qu’il faut montrer. */
export class FauteYaml extends Error {
  constructor(lecon, place, origine = place) {
    super(lecon);
    this.lecon = lecon;
    this.place = place;
    this.origine = origine;
    this.avant = []; // ce qui a été dit avant elle
  }
}

export function jetonsDe(texte, depart) {
  let [i, tete] = [depart, depart]; // où l’on est, et le début de cette ligne
  let retrait = -1;
  const retraits = [];
  let cleAdmise = true; // une clé simple peut-elle commencer ici ?
  let cles = [null]; // la clé simple possible, par niveau de crochets
  const file = [];
  let pris = 0; // jetons déjà donnés
  let fini = false;

  const colonne = () => i - tete;
  const ici = (n = 0) => texte[i + n];
  const dansCrochets = () => cles.length > 1;
  const faute = (lecon, origine = i) => { throw new FauteYaml(lecon, i, origine); };
  const jeton = (type, debut, fin = debut, valeur = undefined) => ({ type, debut, fin, valeur });
  const poser = (type, debut, valeur) => file.push(jeton(type, debut, i, valeur));
  const signe = (type, taille = 1) => {
    i += taille;
    poser(type, i - taille);
  };

  /* ---- Clés simples et retraits ---- */

  const attendue = (cle) => faute("sans-deux-points", cle.debut);
  function oublierCle() {
    const cle = cles.at(-1);
    if (cle?.requise) attendue(cle);
    cles[cles.length - 1] = null;
  }
  function retenirCle() {
    if (!cleAdmise) return;
    const requise = !dansCrochets() && retrait === colonne();
    oublierCle();
    cles[cles.length - 1] = { requise, rang: pris + file.length, debut: i };
  }
  const tropLoin = (cle) => cle.debut < tete || i - cle.debut > CLE_LONGUE;
  function oublierLesVieilles() {
    cles.forEach((cle, rang) => {
      if (!cle || !tropLoin(cle)) return;
      if (cle.requise) attendue(cle);
      cles[rang] = null;
    });
  }
  function avancer(ou, type, debut, rang = pris + file.length) {
    if (dansCrochets() || retrait >= ou) return;
    retraits.push(retrait);
    retrait = ou;
    file.splice(rang - pris, 0, jeton(type, debut));
  }
  function reculer(ou) {
    if (dansCrochets()) return;
    while (retrait > ou) {
      poser("fin-de-bloc", i);
      retrait = retraits.pop();
    }
  }

  /* ---- Le jeton suivant ---- */

  function passerLesBlancs() {
    for (;;) {
      while (ici() === " " || (ici() === "\t" && (dansCrochets() || !cleAdmise))) i += 1;
      if (ici() === "#") while (!finDeLigne(ici())) i += 1;
      if (ici() !== "\n") return;
      i += 1;
      tete = i;
      if (!dansCrochets()) cleAdmise = true;
    }
  }

  function chercher() {
    passerLesBlancs();
    oublierLesVieilles();
    reculer(colonne());
    const c = ici();
    if (c === undefined) finir();
    else if (c === "%" && colonne() === 0) directive();
    else if (borneEn(texte, i)) {
      sortir();
      signe(c === "-" ? "debut-de-document" : "fin-de-document", 3);
    } else if (c === "[" || c === "{") {
      retenirCle();
      cles.push(null);
      cleAdmise = true;
      signe(c);
    } else if (c === "]" || c === "}") {
      oublierCle();
      if (dansCrochets()) cles.pop();
      cleAdmise = false;
      signe(c);
    } else if (c === ",") {
      oublierCle();
      cleAdmise = true;
      signe(c);
    } else if (c === "-" && finDeMot(ici(1))) tiret();
    else if (c === "?" && (dansCrochets() || finDeMot(ici(1)))) cleExplicite();
    else if (c === ":" && (dansCrochets() || finDeMot(ici(1)))) deuxPoints();
    else if ((c === "|" || c === ">") && !dansCrochets()) {
      oublierCle();
      cleAdmise = true;
      texteLu(lireBloc);
    } else {
      if ("|>%@`\t".includes(c)) faute("debut-de-valeur");
      retenirCle();
      cleAdmise = false;
      if (c === "*" || c === "&") ancre(c);
      else if (c === "!") etiquette();
      else if (c === "'" || c === '"') texteLu(lireGuillemets);
      else if (texteLu(lireSimple)) cleAdmise = true;
    }
  }
  /* Un texte : le lecteur de sa sorte avance de `i` à sa fin ; rend s’il a passé des lignes. */
  function texteLu(lecteur) {
    const debut = i;
    const { valeur, fin, apres, lignes } = lecteur(texte, debut, { retrait, dansCrochets: dansCrochets(), faute: (lecon, ou, origine) => { throw new FauteYaml(lecon, ou, origine); } });
    i = apres;
    const saut = texte.slice(debut, i).lastIndexOf("\n");
    if (saut >= 0) tete = debut + saut + 1;
    file.push(jeton("texte", debut, fin, valeur));
    return lignes;
  }
  function sortir() {
    reculer(-1);
    oublierCle();
    cleAdmise = false;
  }
  function finir() {
    if (colonne()) i += 1; // comme si une ligne s’ouvrait là
    tete = i;
    sortir();
    poser("fin", i);
    fini = true;
  }
  function directive() {
    sortir();
    const debut = i;
    const bout = texte.indexOf("\n", i);
    const reste = texte.slice(i, bout < 0 ? texte.length : bout);
    const lu = /^%(YAML[ \t]+(\d{1,9})\.(\d{1,9})|TAG[ \t]+![\w-]*!?[ \t]+[^\s]+)[ \t]*(#.*)?$/.exec(reste);
    i += lu ? reste.length : /^%[\w-]*/.exec(reste)[0].length;
    if (!lu) faute("");
    poser("directive", debut, lu[2] && (lu[2] !== "1" || !/^[12]$/.test(lu[3])) ? "inconnue" : "");
  }
  /* Hors des crochets, un tiret, « ? » ou « : » ouvre là une liste ou un groupe. */
  function ouvrir(type, lecon) {
    if (dansCrochets()) return;
    if (!cleAdmise) faute(lecon);
    avancer(colonne(), type, i);
  }
  function tiret() {
    ouvrir("debut-de-liste", "tiret");
    oublierCle();
    cleAdmise = true;
    signe("-");
  }
  function cleExplicite() {
    ouvrir("debut-de-groupe", "");
    oublierCle();
    cleAdmise = !dansCrochets();
    signe("cle");
  }
  function deuxPoints() {
    const cle = cles.at(-1);
    if (cle) {
      file.splice(cle.rang - pris, 0, jeton("cle", cle.debut));
      avancer(cle.debut - tete, "debut-de-groupe", cle.debut, cle.rang);
      cles[cles.length - 1] = null;
      cleAdmise = false;
    } else {
      ouvrir("debut-de-groupe", "deux-points");
      cleAdmise = !dansCrochets();
    }
    signe(":");
  }
  function ancre(c) {
    const debut = i;
    i += 1;
    while (lettre(ici())) i += 1;
    if (i === debut + 1 || !(finDeMot(ici()) || "?:,]}%@`".includes(ici()))) faute("etoile", debut);
    poser(c === "*" ? "alias" : "ancre", debut);
  }
  function etiquette() {
    const debut = i;
    const lu = /^!(<[^\s>]*>|[\w-]*!?(?:[\w;/?:@&=+$.~*'()!-]|%[0-9A-Fa-f]{2})*)/.exec(texte.slice(i, i + 1000))[0];
    i += lu.length;
    if (lu === "!<>" || (lu.length > 1 && /^!([\w-]*!)$/.test(lu))) faute("");
    if (!finDeMot(ici()) && !(dansCrochets() && ici() === ",")) faute("");
    poser("etiquette", debut, lu);
  }

  /* On cherche plus loin tant que le premier jeton peut encore se révéler une clé. */
  function remplir() {
    for (;;) {
      if (file.length) {
        oublierLesVieilles();
        if (fini || !cles.some((cle) => cle?.rang === pris)) return;
      }
      chercher();
    }
  }
  function voir() {
    remplir();
    return file[0];
  }
  function prendre() {
    const premier = voir();
    file.shift();
    pris += 1;
    return premier;
  }
  return { voir, prendre };
}
