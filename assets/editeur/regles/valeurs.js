/* Les sortes de valeurs, une petite lecture pour chacune : jumelle de atlas/record/values.py.
 *
 * Une lecture prend le texte écrit et rend { valeur } ou { phrase, blancs } : la phrase qui dit ce qui était attendu. */

import { estUnJour } from "../ecrits.js";
import { MOT, longueur, motsSepares } from "./texte.js";

export function valeursConnues({ limites }) {
  const bon = (valeur) => ({ valeur });
  const refus = (phrase, blancs = {}) => ({ phrase, blancs });

  const texte = (ecrit) => bon(motsSepares(ecrit).join(" "));
  const entier = (ecrit) => (/^[0-9]{1,15}$/.test(ecrit) ? bon(Number(ecrit)) : refus("nombre-mal-ecrit"));

  const GROUPE = /(?<=\p{Nd})\s(?=\p{Nd}{3}(\P{Nd}|$))/gu;
  function nombre(ecrit) {
    if (/^-?[0-9]{1,15}(\.[0-9]{1,6})?$/.test(ecrit)) return bon(ecrit);
    const trouve = ecrit.replace(GROUPE, "").replaceAll(",", ".").match(/^-?[0-9]{1,15}(\.[0-9]{1,6})?(?![0-9.]|[eE][0-9])/);
    return trouve ? refus("nombre-mal-ecrit/proche", { proche: trouve[0] }) : refus("nombre-mal-ecrit/decimal");
  }
  /* Ce autour de quoi une phrase, un en-tête ou Pandoc met des signes : « Contact <contact@exemple.fr>, » est une adresse. */
  const ENTOURENT = /^[ \u00a0\u202f()[\]{}<>"'“”„«»‘’.,;:!?…]+|[ \u00a0\u202f()[\]{}<>"'“”„«»‘’.,;:!?…]+$/g;
  const seul = (ecrit) => (ecrit.match(/<([^<>]*)>[\s.,;]*$/)?.[1] ?? ecrit).replace(ENTOURENT, "");
  function annee(ecrit) {
    if (/^[0-9]{4}$/.test(ecrit) && Number(ecrit) >= limites.premiere_annee) return bon(Number(ecrit));
    const lue = date(seul(ecrit));
    const connue = lue.valeur ? direDate(lue.valeur) : lue.blancs.proche;
    if (!connue && deuxAnnees(ecrit)) return refus("annee-impossible/deux", deuxAnnees(ecrit));
    return connue ? refus("annee-impossible/proche", { proche: connue.slice(0, 4) }) : refus("annee-impossible");
  }

  /* « 2014-2015 », « 2014-15 », « de 2014 à 2016 » : rien ne dit laquelle. */
  function deuxAnnees(ecrit) {
    const [, siecle, a, autreSiecle = siecle, b] = seul(ecrit).toLowerCase().match(/^(?:de |entre )?([0-9]{2})([0-9]{2}) ?(?:[-–/]|à|et|ou) ?([0-9]{2})?([0-9]{2})$/) ?? [];
    const [premiere, seconde] = [`${siecle}${a}`, `${autreSiecle}${b}`];
    return premiere < seconde && [premiere, seconde].every((a) => existe(Number(a))) ? { premiere, seconde } : null;
  }

  /* ---- Ce qu’une valeur était avant qu’un outil ne récrive le fichier (atlas/record/recovered.py) ---- */

  const AUTREMENT = /^([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?$/;
  const COLLEE = /^([0-9]{4})([0-9]{2})([0-9]{2})$/;
  const MOMENT = /^([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ] {0,3}([0-9]{2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,9})?)? {0,3}(?:Z|z|[+-][0-9]{2}(?::?[0-9]{2})?)?$/;
  const EN_MOTS = /^(?:(?:le|en) )?(?:(?:([0-9]{1,2})(?:er)? )?([a-zéû]{3,9})\.? )?([0-9]{4})$/;
  const MOIS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(" ");
  /* « 1er novembre 2026 », « sept. 2014 », « en 2024 » ; rien si le mois n’est pas sûr. */
  function enMots(ecrit) {
    const [, j, dit, a] = ecrit.toLowerCase().match(EN_MOTS) ?? [];
    if (!dit) return a && [Number(a)];
    const commences = MOIS.filter((nom) => nom.startsWith(dit.replaceAll("é", "e").replaceAll("û", "u")));
    return commences.length === 1 ? [a, MOIS.indexOf(commences[0]) + 1, j].filter(Boolean).map(Number) : undefined;
  }
  const AUTOUR = /[\s"'“”„«»‘’]/g;
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

  const existe = (a, m = 1, j = 1) => a >= limites.premiere_annee && estUnJour(a, m, j);
  const direDate = ({ annee: a, mois, jour }) => [String(a).padStart(4, "0"), ...[mois, jour].filter(Boolean).map((n) => String(n).padStart(2, "0"))].join("-");
  /* Si une date en précède une autre à coup sûr : seules comptent les parties que les deux connaissent. */
  function avant(une, autre) {
    const ecart = ["annee", "mois", "jour"].map((partie) => (une[partie] && autre[partie] ? une[partie] - autre[partie] : 0)).find(Boolean);
    return ecart < 0;
  }
  function date(ecrit) {
    const parties = ecrit.match(/^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/)?.slice(1).filter(Boolean).map(Number);
    if (parties && existe(...parties)) return bon({ annee: parties[0], mois: parties[1] ?? 0, jour: parties[2] ?? 0 });
    const [jour, mois, an] = ecrit.match(/^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})$/)?.slice(1).map(Number) ?? [0, 0, 0];
    const proche = (a, m = 0, j = 0) => refus("date-impossible/proche", { proche: direDate({ annee: a, mois: m, jour: j }) });
    if (existe(an, mois, jour)) return proche(an, mois, jour);
    const jours = joursDuMoment(ecrit);
    const connues = (ecrit.match(AUTREMENT) ?? ecrit.match(COLLEE))?.slice(1).filter(Boolean).map(Number) ?? enMots(ecrit) ?? (jours.length === 1 ? jours[0] : []);
    if (connues.length && existe(...connues)) return proche(...connues);
    if (jours.length && jours.every((j) => existe(...j))) return refus("date-impossible/heure", Object.fromEntries(jours.map(([a, m, j], rang) => [["jour", "suivant"][rang], direDate({ annee: a, mois: m, jour: j })])));
    if (deuxAnnees(ecrit)) return refus("date-impossible/deux", deuxAnnees(ecrit));
    const nue = seul(ecrit);
    if (nue === ecrit) return refus("date-impossible");
    const lue = date(nue);
    return lue.valeur ? refus("date-impossible/proche", { proche: direDate(lue.valeur) }) : lue;
  }

  /* ---- Les adresses ---- */

  const HOTE = new RegExp(`^([${MOT}-]{1,63}\\.)+([\\p{L}\\p{Nl}\\p{No}]{2,63}|xn--[${MOT}-]{1,59})\\.?$`, "u");
  /* L’hôte, le chemin et la question d’une adresse du web, ou null. */
  function decouper(adresse) {
    const [, nom = "", port = "", chemin, question = ""] = adresse.match(/^https?:\/\/([^/?#:]*)(?::([0-9]*))?(?=[/?#]|$)([^?#]*)(?:\?([^#]*))?/i) ?? [];
    const hote = nom.toLowerCase();
    return HOTE.test(hote) && Number(port) <= 65535 ? { hote, chemin, question } : null;
  }
  // eslint-disable-next-line no-control-regex
  const estAdresse = (ecrit) => !/[\s\x00-\x20\x7f<>"\\^`{|}]/.test(ecrit) && decouper(ecrit) !== null;
  const url = (ecrit) => {
    if (estAdresse(ecrit)) return bon(ecrit);
    if (ecrit.startsWith("www.") || estAdresse(`https://${ecrit}`)) return refus("lien-mal-forme/www", { adresse: ecrit });
    if (estCourriel(ecrit.replace(/^mailto:/, ""))) return refus("lien-mal-forme/courriel");
    const nue = seul(ecrit);
    return estAdresse(nue) ? refus("lien-mal-forme/chevrons", { adresse: nue }) : refus("lien-mal-forme");
  };

  /* ---- Numéros et codes ---- */

  const cle = (chiffres) => [...chiffres].reverse().reduce((somme, c, i) => {
    const n = Number(c) * (1 + (i % 2));
    return somme + Math.floor(n / 10) + (n % 10);
  }, 0) % 10 === 0;
  function siren(ecrit) {
    const chiffres = ecrit.replace(/\s/g, "");
    if (/^[0-9]{9}$/.test(chiffres) && cle(chiffres)) return bon(chiffres);
    if (/^[0-9]{14}$/.test(chiffres) && cle(chiffres.slice(0, 9))) return refus("siren-faux/siret", { proche: chiffres.slice(0, 9) });
    const probables = chiffresDAvant(ecrit, 9).filter((code) => /^[0-9]{9}$/.test(code) && cle(code));
    return probables.length === 1 ? refus("siren-faux/zero", { proche: probables[0] }) : refus("siren-faux");
  }
  const CODE = /^(0[1-9]|[1-9][0-9]|2[AB])[0-9]{3}$/;
  const codeInsee = (ecrit) => (CODE.test(ecrit) ? bon(ecrit) : refus("code-insee-mal-forme"));

  const DEGRES = /^-?[0-9]{1,3}(\.[0-9]{1,10})?$/;
  function degres(ecrit) {
    if (DEGRES.test(ecrit) && Math.abs(Number(ecrit)) <= limites.demi_tour) return bon({ ecrit: ecrit.replace(/^(-?)0+(?=[0-9])/, "$1"), nombre: Number(ecrit) });
    const probable = ecrit.replaceAll(",", ".");
    return probable !== ecrit && DEGRES.test(probable) ? refus("coordonnees-mal-ecrites/proche", { proche: probable }) : refus("coordonnees-mal-ecrites");
  }
  const estCourriel = (ecrit) => longueur(ecrit) <= limites.courriel && /^[A-Za-z0-9_.+-]{1,64}@([A-Za-z0-9_-]+\.)+[A-Za-z0-9_]{2,}$/.test(ecrit);
  const courriel = (ecrit) => {
    if (estCourriel(ecrit)) return bon(ecrit);
    if (ecrit.startsWith("www.") || estAdresse(ecrit)) return refus("courriel-mal-forme/page");
    const nue = seul(ecrit.replace(/^mailto:/, ""));
    return estCourriel(nue) ? refus("courriel-mal-forme/chevrons", { adresse: nue }) : refus("courriel-mal-forme");
  };
  const TELEPHONE = /^(0[1-9][0-9]{8}|\+(33|262|508|59[0467]|68[179])[0-9]{6,9})$/;
  function telephone(ecrit) {
    const chiffres = ecrit.replaceAll("(0)", "").replace(/[\s.()-]/g, "");
    if (TELEPHONE.test(chiffres)) return bon(chiffres);
    const probables = /^[0-9]+$/.test(chiffres) ? [`+${chiffres}`, ...chiffresDAvant(chiffres, 10)].filter((numero) => TELEPHONE.test(numero) && (chiffres === ecrit || numero.endsWith(chiffres.replace(/^0+/, "")))) : []; // « 31 00 00 01 » n’a pas été lu en octal
    return probables.length === 1 ? refus("telephone-mal-forme/zero", { proche: probables[0] }) : refus("telephone-mal-forme");
  }

  const lire = { texte, choix: texte, lieu: texte, entier, nombre, annee, date, url, siren, "code-insee": codeInsee, degres, courriel, telephone };
  return { lire, decouper, direDate, avant, chiffresDAvant, CODE };
}
