/* Les sortes de valeurs, une petite lecture pour chacune : jumelle de atlas/record/values.py.
 *
 * Une lecture prend le texte écrit et rend { valeur } ou { phrase, blancs } : la phrase qui dit ce qui était attendu. */

import { ESPACES, MOT, longueur, motsSepares } from "./texte.js";

/** @param {Record<string, any>} atelier */
export function valeursConnues({ limites }) {
  const ESPACE = new RegExp(`[${ESPACES}]`, "gu");
  const bon = (valeur) => ({ valeur });
  const refus = (phrase, blancs = {}) => ({ phrase, blancs });

  const texte = (ecrit) => bon(motsSepares(ecrit).join(" "));
  const entier = (ecrit) => (/^[0-9]{1,15}$/.test(ecrit) ? bon(Number(ecrit)) : refus("nombre-mal-ecrit"));

  const GROUPE = new RegExp(`(?<=\\p{Nd})[${ESPACES}](?=\\p{Nd}{3}(\\P{Nd}|$))`, "gu");
  function nombre(ecrit) {
    if (/^-?[0-9]{1,15}(\.[0-9]{1,6})?$/.test(ecrit)) return bon(ecrit);
    const trouve = ecrit.replace(GROUPE, "").replaceAll(",", ".").match(/^-?[0-9]{1,15}(\.[0-9]{1,6})?(?![0-9.]|[eE][0-9])/);
    return trouve ? refus("nombre-mal-ecrit/proche", { proche: trouve[0] }) : refus("nombre-mal-ecrit/decimal");
  }
  const annee = (ecrit) => (/^[0-9]{4}$/.test(ecrit) && Number(ecrit) >= limites.premiere_annee ? bon(Number(ecrit)) : refus("annee-impossible"));

  /* ---- Ce qu’une valeur était avant qu’un outil ne récrive le fichier (atlas/record/recovered.py) ---- */

  const AUTREMENT = /^([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?$/;
  const COLLEE = /^([0-9]{4})([0-9]{2})([0-9]{2})$/;
  const MOMENT = /^([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ] {0,3}([0-9]{2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,9})?)? {0,3}(?:Z|z|[+-][0-9]{2}(?::?[0-9]{2})?)?$/;
  const AUTOUR = new RegExp(`[${ESPACES}"'“”„«»‘’]`, "gu");
  const MIDI = 720; // minutes
  /* Le jour auquel une heure a été ajoutée ; après midi, celui-là ou le suivant. */
  function joursDuMoment(ecrit) {
    const parties = ecrit.match(MOMENT)?.slice(1, 6).map(Number);
    if (!parties) return [];
    const [a, m, j, heures, minutes] = parties;
    if (!existe(a, m, j)) return [];
    if (heures * 60 + minutes < MIDI) return [[a, m, j]];
    const apres = new Date(Date.UTC(a, m - 1, j + 1));
    return a === 9999 && m === 12 && j === 31 ? [] : [[a, m, j], [apres.getUTCFullYear(), apres.getUTCMonth() + 1, apres.getUTCDate()]];
  }
  /* Les codes de tant de signes qu’un texte a pu être : tel quel, avec le zéro qu’un nombre perd, ou lu en octal. */
  function chiffresDAvant(ecrit, taille) {
    let nu = ecrit.replace(AUTOUR, "").replace(/\.0{1,6}$/, "").toUpperCase();
    if (longueur(nu) === taille && !nu.startsWith("00")) return [nu];
    nu = nu.replace(/^0+/, ""); // deux zéros ont été remis là où l’octal en avait pris un
    if (!/^[1-9][0-9]*$/.test(nu)) return [];
    return [`0${nu}`, `0${BigInt(nu).toString(8)}`].filter((code) => code.length === taille);
  }

  /* ---- Les dates, connues à l’année, au mois ou au jour : { annee, mois, jour }, 0 où l’on ne sait pas ---- */

  const JOURS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const bissextile = (a) => (a % 4 === 0 && a % 100 !== 0) || a % 400 === 0;
  const existe = (a, m = 1, j = 1) => a >= limites.premiere_annee && m >= 1 && m <= 12 && j >= 1 && j <= JOURS[m - 1] + (m === 2 && bissextile(a) ? 1 : 0);
  const direDate = ({ annee: a, mois, jour }) => [String(a).padStart(4, "0"), ...[mois, jour].filter(Boolean).map((n) => String(n).padStart(2, "0"))].join("-");
  function date(ecrit) {
    const parties = ecrit.match(/^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/)?.slice(1).filter(Boolean).map(Number);
    if (parties && existe(...parties)) return bon({ annee: parties[0], mois: parties[1] ?? 0, jour: parties[2] ?? 0 });
    const [jour, mois, an] = ecrit.match(/^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})$/)?.slice(1).map(Number) ?? [0, 0, 0];
    const proche = (a, m = 0, j = 0) => refus("date-impossible/proche", { proche: direDate({ annee: a, mois: m, jour: j }) });
    if (existe(an, mois, jour)) return proche(an, mois, jour);
    const jours = joursDuMoment(ecrit);
    const connues = (ecrit.match(AUTREMENT) ?? ecrit.match(COLLEE))?.slice(1).filter(Boolean).map(Number) ?? (jours.length === 1 ? jours[0] : []);
    if (connues.length && existe(...connues)) return proche(...connues);
    if (jours.length && jours.every((j) => existe(...j))) return refus("date-impossible/heure", Object.fromEntries(jours.map(([a, m, j], rang) => [["jour", "suivant"][rang], direDate({ annee: a, mois: m, jour: j })])));
    return refus("date-impossible");
  }

  /* ---- Les adresses ---- */

  // Ce que urllib.parse.urlsplit trouve dans une adresse, ou null.
  function decouper(adresse) {
    const schema = adresse.match(/^([A-Za-z][A-Za-z0-9+.-]*):/);
    let reste = schema ? adresse.slice(schema[0].length) : adresse;
    let autorite = "";
    if (reste.startsWith("//")) {
      const fin = reste.slice(2).search(/[/?#]/);
      autorite = fin < 0 ? reste.slice(2) : reste.slice(2, 2 + fin);
      reste = reste.slice(2 + autorite.length);
    }
    const [sansAncre] = reste.split("#", 1);
    const question = sansAncre.indexOf("?");
    const apres = autorite.slice(autorite.lastIndexOf("@") + 1);
    const [hote, port] = hoteEtPort(apres);
    if (hote === null || !sure(autorite)) return null;
    if (port && (!/^[0-9]+$/.test(port) || Number(port) > 65535)) return null;
    return {
      schema: (schema?.[1] ?? "").toLowerCase(), hote, identifie: autorite.includes("@"),
      chemin: question < 0 ? sansAncre : sansAncre.slice(0, question), question: question < 0 ? "" : sansAncre.slice(question + 1),
    };
  }
  function hoteEtPort(autorite) {
    const crochets = autorite.match(/^[^[\]]*\[([^\]]*)\](.*)$/u);
    if (crochets) return /^v[a-fA-F0-9]+\../u.test(crochets[1]) ? [crochets[1].toLowerCase(), crochets[2].slice(crochets[2].indexOf(":") + 1 || crochets[2].length)] : [null, ""];
    if (/[[\]]/.test(autorite)) return [null, ""];
    const deux = autorite.indexOf(":");
    return deux < 0 ? [autorite.toLowerCase(), ""] : [autorite.slice(0, deux).toLowerCase(), autorite.slice(deux + 1)];
  }
  // Python refuse un hôte dont une lettre, une fois normalisée, deviendrait un signe d’adresse.
  function sure(autorite) {
    // eslint-disable-next-line no-control-regex
    if (/^[\x00-\x7f]*$/.test(autorite)) return true;
    const nue = autorite.replace(/[@:#?]/g, "");
    const normale = nue.normalize("NFKC");
    return normale === nue || !/[/?#@:]/.test(normale);
  }
  const HOTE = new RegExp(`^([${MOT}-]{1,63}\\.)+([\\p{L}\\p{Nl}\\p{No}]{2,63}|xn--[${MOT}-]{1,59})\\.?$`, "u");
  const INTERDITS = new RegExp(`[${ESPACES}\\x00-\\x20\\x7f<>"\\\\^\`{|}]`, "u");
  function estAdresse(ecrit) {
    if (INTERDITS.test(ecrit)) return false;
    const parties = decouper(ecrit);
    return Boolean(parties) && ["http", "https"].includes(parties.schema) && !parties.identifie && HOTE.test(parties.hote);
  }
  const sansChevrons = (ecrit) => (ecrit.startsWith("<") && ecrit.endsWith(">") ? ecrit.slice(1, -1) : ""); // Pandoc les met
  const url = (ecrit) => {
    if (estAdresse(ecrit)) return bon(ecrit);
    if (ecrit.startsWith("www.")) return refus("lien-mal-forme/www", { adresse: ecrit });
    const nue = sansChevrons(ecrit);
    return nue && estAdresse(nue) ? refus("lien-mal-forme/chevrons", { adresse: nue }) : refus("lien-mal-forme");
  };

  /* ---- Numéros et codes ---- */

  const cle = (chiffres) => [...chiffres].reverse().reduce((somme, c, i) => {
    const n = Number(c) * (1 + (i % 2));
    return somme + Math.floor(n / 10) + (n % 10);
  }, 0) % 10 === 0;
  function siren(ecrit) {
    const chiffres = ecrit.replace(ESPACE, "");
    if (/^[0-9]{9}$/.test(chiffres) && cle(chiffres)) return bon(chiffres);
    const probables = chiffresDAvant(ecrit, 9).filter((code) => /^[0-9]{9}$/.test(code) && cle(code));
    return probables.length === 1 ? refus("siren-faux/zero", { proche: probables[0] }) : refus("siren-faux");
  }
  const CODE = /^(0[1-9]|[1-9][0-9]|2[AB])[0-9]{3}$/;
  const codeInsee = (ecrit) => (CODE.test(ecrit) ? bon(ecrit) : refus("code-insee-mal-forme"));

  // Un nombre décimal comme Python l’écrit : sans zéros devant, en puissances de dix quand il est minuscule.
  function direDecimal(ecrit) {
    const [, signe, avant, apres = ""] = ecrit.match(/^(-?)([0-9]+)(?:\.([0-9]+))?$/);
    const chiffres = `${avant}${apres}`.replace(/^0+(?=[0-9])/, "");
    const rang = chiffres.length - 1 - apres.length;
    if (rang < -6) return `${signe}${chiffres[0]}${chiffres.length > 1 ? `.${chiffres.slice(1)}` : ""}E${rang}`;
    return `${signe}${avant.replace(/^0+(?=[0-9])/, "")}${apres ? `.${apres}` : ""}`;
  }
  const DEGRES = /^-?[0-9]{1,3}(\.[0-9]{1,10})?$/;
  function degres(ecrit) {
    if (DEGRES.test(ecrit) && Math.abs(Number(ecrit)) <= limites.demi_tour) return bon({ ecrit: direDecimal(ecrit), nombre: Number(ecrit) });
    const probable = ecrit.replaceAll(",", ".");
    return probable !== ecrit && DEGRES.test(probable) ? refus("coordonnees-mal-ecrites/proche", { proche: probable }) : refus("coordonnees-mal-ecrites");
  }
  const estCourriel = (ecrit) => longueur(ecrit) <= limites.courriel && /^[A-Za-z0-9_.+-]{1,64}@([A-Za-z0-9_-]+\.)+[A-Za-z0-9_]{2,}$/.test(ecrit);
  const courriel = (ecrit) => {
    if (estCourriel(ecrit)) return bon(ecrit);
    const nue = sansChevrons(ecrit);
    return estCourriel(nue) ? refus("courriel-mal-forme/chevrons", { adresse: nue }) : refus("courriel-mal-forme");
  };
  const TELEPHONE = /^(0[1-9][0-9]{8}|\+(33|262|508|59[0467]|68[179])[0-9]{6,9})$/;
  const SEPARE = new RegExp(`[${ESPACES}.()-]`, "gu");
  function telephone(ecrit) {
    const chiffres = ecrit.replaceAll("(0)", "").replace(SEPARE, "");
    if (TELEPHONE.test(chiffres)) return bon(chiffres);
    const probables = /^[0-9]+$/.test(chiffres) ? [`+${chiffres}`, ...chiffresDAvant(chiffres, 10)].filter((numero) => TELEPHONE.test(numero) && (chiffres === ecrit || numero.endsWith(chiffres.replace(/^0+/, "")))) : []; // « 31 00 00 01 » n’a pas été lu en octal
    return probables.length === 1 ? refus("telephone-mal-forme/zero", { proche: probables[0] }) : refus("telephone-mal-forme");
  }

  const lire = { texte, choix: texte, lieu: texte, entier, nombre, annee, date, url, siren, "code-insee": codeInsee, degres, courriel, telephone };
  return { lire, decouper, direDate, chiffresDAvant, CODE };
}
