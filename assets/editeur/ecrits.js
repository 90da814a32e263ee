/* Ce que les gens écrivent, et ce que la fiche attend : nombres, dates, listes. Rien n’est deviné : d’un doute, les lectures possibles
 * sont rendues dans `choix` ; ce qu’une valeur ne peut pas dire revient dans `mots` (ceux de la source), `unite` ou `annee`.
 */

import { plier } from "../commun/mots.js";
import { aujourdhui, cite, enMots } from "../commun/phrases.js";

/** @typedef {{ valeur: string, dit?: string }} Choix */
/** @typedef {{ valeur: string, unite?: string, annee?: string, mots?: string, choix?: Choix[], plage?: boolean, dit?: string }} Lu */

const UNITE = 80; // signes
export const enUneLigne = (texte) => texte.replace(/\s+/g, " ").trim();
const motsDeLaSource = (texte) => `la source dit ${cite(texte)}`;

/* ---- Les nombres ---- */

const UN_NOMBRE = String.raw`[-−]?(?:\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}\.\d{3},\d+|\d{1,3},\d{3}\.\d+|\d+(?:[.,]\d+)?)`;
const A_DOUTER = /^-?[1-9]\d{0,2}[.,]\d{3}$/; // « 1.200 » : mille deux cents, ou un et deux dixièmes
const ECHELLES = { millier: 3, mille: 3, k: 3, million: 6, milliard: 9, md: 9 };
const UNITES = { "€": "euros", euro: "euros", "%": "%", m2: "m²", ha: "hectares" };
const EN_LETTRES = { un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10, onze: 11, douze: 12, treize: 13, quatorze: 14, quinze: 15, seize: 16, vingt: 20, trente: 30, quarante: 40, cinquante: 50, soixante: 60, cent: 100, mille: 1000 };
const A_PEU_PRES = { dizaine: 10, douzaine: 12, quinzaine: 15, vingtaine: 20, trentaine: 30, quarantaine: 40, cinquantaine: 50, soixantaine: 60, centaine: 100, millier: 1000 };
const SIGNES_AUTOUR = { "~": "environ", "≈": "environ", "±": "environ", env: "environ", "env.": "environ", ">": "plus de", "<": "moins de", "≥": "au moins", "≤": "au plus" };
const PEU_PRES = /^(environ|à peu près|approximativement|autour de|aux alentours de|près de|presque|quelque|plus d[e’']|moins d[e’']|au moins|au plus|au minimum|au maximum|jusqu[’']à|env\.?|[~≈±<>≥≤]) ?/i;

/* Un nombre écrit d’une façon ou d’une autre, tel que la fiche l’écrit ; une échelle en déplace la virgule. */
function chiffresDe(texte, zeros = 0) {
  const nu = texte.replace("−", "-").replace(/[ '’]/g, "");
  const virgule = Math.max(nu.lastIndexOf(","), nu.lastIndexOf("."));
  const decimal = virgule >= 0 && nu.indexOf(nu[virgule]) === virgule;
  const [entier, reste] = decimal ? [nu.slice(0, virgule), nu.slice(virgule + 1)] : [nu, ""];
  const signe = entier.startsWith("-") ? "-" : "";
  const tous = entier.replace(/\D/g, "") + reste.padEnd(zeros, "0").slice(0, zeros);
  const apres = reste.slice(zeros).replace(/0+$/, "");
  return `${signe}${tous.replace(/^0+(?=\d)/, "")}${apres && `.${apres}`}`;
}
const direNombre = (valeur) => `${Number(valeur.split(".")[0]).toLocaleString("fr-FR")}${valeur.includes(".") ? `,${valeur.split(".")[1]}` : ""}`;

/* Ce qui suit un nombre : une échelle, une unité, une année, une parenthèse ; rien si l’on n’y comprend rien. */
function suiteDe(texte) {
  let reste = enUneLigne(texte);
  const suite = { zeros: 0, unite: "", annee: "", mots: "" };
  const annee = reste.match(/(?:^| )(?:en |\(|fin |début )((?:18|19|20)\d\d)\)?$/);
  if (annee) {
    [, suite.annee] = annee;
    reste = reste.slice(0, annee.index).trim();
  }
  const parenthese = reste.match(/ ?\(([^()]+)\)$/);
  if (parenthese) {
    [, suite.mots] = parenthese;
    reste = reste.slice(0, parenthese.index).trim();
  }
  const echelle = reste.match(/^(milliers?|mille|millions?|milliards?|k|M|Md)(?= |€|$)/) ?? reste.match(/^(milliers?|millions?|milliards?)(?= |$)/i);
  if (echelle) {
    const mot = echelle[1] === "M" ? "million" : echelle[1].toLowerCase().replace(/s$/, "");
    suite.zeros = ECHELLES[mot];
    reste = reste.slice(echelle[0].length).trim();
  }
  reste = reste.replace(/^(?:de |d[’'])/, "");
  if (/\d/.test(reste.replace(/m2\b|CO2\b/gi, "")) || /^[.,;:/]|[?!]|^(?:er|re|e|ème|nd|nde)(?: |$)/.test(reste) || reste.length > UNITE) return null;
  suite.unite = reste.replace(/^(€|%|euros?|m2|ha)(?= |$)/i, (mot) => UNITES[mot.toLowerCase().replace(/s$/, "")] ?? UNITES[mot]);
  return suite;
}

/**
 * @param {string} texte
 * @returns {Lu}
 */
export function nombreEcrit(texte) {
  const tape = enUneLigne(texte).replace(/ ?[?.]$/, "").replace(/^([-−]) /, "$1");
  const autour = tape.match(PEU_PRES);
  const dit = autour ? SIGNES_AUTOUR[autour[1].toLowerCase()] ?? autour[1].toLowerCase() : "";
  const nu = autour ? tape.slice(autour[0].length) : tape;
  const environ = nu.match(/^(?:(une|un|deux|trois|quatre|cinq) )?(?:(demi)[- ])?(bonne |petite )?([a-zé]+?)s?(?: (?:de |d[’'])(.+))?$/i);
  const rond = environ && A_PEU_PRES[plier(environ[4])];
  if (rond && environ[1]) {
    const suite = suiteDe(environ[5] ?? "");
    const mots = environ[5] ? tape.slice(0, tape.length - environ[5].length).replace(/ ?d(?:e |[’'])$/, "") : tape;
    const valeur = (rond * EN_LETTRES[environ[1].toLowerCase()]) / (environ[2] ? 2 : 1);
    if (suite) return { valeur: chiffresDe(String(valeur), suite.zeros), unite: suite.unite, annee: suite.annee, mots: [motsDeLaSource(suite.zeros ? tape : mots), suite.mots].filter(Boolean).join(", ") };
  }
  const plage = nu.match(new RegExp(`^(?:entre |de )?(${UN_NOMBRE}) ?(?:à|et|ou|-|–|—) ?(${UN_NOMBRE})(?![\\d.,])(.*)$`, "i"));
  const apres = plage && suiteDe(plage[3]);
  if (apres && !plage[1].startsWith("-")) {
    const choix = [plage[1], plage[2]].map((borne) => chiffresDe(borne, apres.zeros));
    const mots = motsDeLaSource(apres.zeros ? tape : tape.slice(0, tape.length - plage[3].length));
    return { valeur: tape, plage: true, unite: apres.unite, annee: apres.annee, mots: [mots, apres.mots].filter(Boolean).join(", "), choix: choix.map((valeur) => ({ valeur, dit: direNombre(valeur) })) };
  }
  const lettres = nu.match(/^([a-z]+)(?: (.*))?$/i);
  const compte = lettres && Object.hasOwn(EN_LETTRES, lettres[1].toLowerCase()) ? ["", String(EN_LETTRES[lettres[1].toLowerCase()]), lettres[2] ?? ""] : null;
  const trouve = compte ?? nu.match(new RegExp(`^(${UN_NOMBRE})(?![\\d.,])(.*)$`));
  const suite = trouve && suiteDe(trouve[2]);
  if (!suite) return { valeur: texte.trim() };
  const mots = [dit, suite.mots].filter(Boolean).join(", ");
  const { unite, annee, zeros } = suite;
  const ecrit = trouve[1].replace("−", "-");
  if (!zeros && A_DOUTER.test(ecrit)) {
    const lectures = [ecrit.replace(/[.,]/, ""), chiffresDe(ecrit)];
    return { valeur: `${ecrit} ?`, unite, annee, mots, choix: (ecrit.includes(",") ? lectures.reverse() : lectures).map((valeur) => ({ valeur, dit: direNombre(valeur) })) };
  }
  return { valeur: chiffresDe(ecrit, zeros), unite, annee, mots };
}

/* ---- Les dates ---- */

const MOIS_PLIES = ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"];
const JOURS = /^(?:le )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?/;
const AUTOUR_DATE = /^(?:an|annee|depuis|des|debut|mi|milieu|fin|courant|vers|environ|avant|apres|autour|printemps|ete|automne|hiver|rentree|semestre|trimestre|au|a|la|le|l|de|d|[1-4](?:er|e|eme|nd|nde|ere)|premier|premiere|deuxieme|second|seconde|troisieme|quatrieme|t[1-4]|s[12])$/;
const surDeux = (n) => String(n).padStart(2, "0");
export const estUnJour = (a, m, j) => {
  const jour = new Date(Date.UTC(Number(a), Number(m) - 1, Number(j)));
  return jour.getUTCMonth() + 1 === Number(m) && jour.getUTCDate() === Number(j);
};
const dateISO = (a, m, j) => (m && (j ? !estUnJour(a, m, j) : m < 1 || m > 12) ? "" : [a, m && surDeux(m), j && surDeux(j)].filter(Boolean).join("-"));
const moisDe = (mot) => MOIS_PLIES.findIndex((nom) => nom === mot || (mot.length > 2 && nom.startsWith(mot))) + 1;
/* Une date que l’on peut lire de plusieurs façons ; telle quelle, si aucune n’est un jour. */
function aChoisir(texte, lectures) {
  const choix = [...new Set(lectures.filter(Boolean))].map((valeur) => ({ valeur, dit: enMots(valeur) }));
  return choix.length ? { valeur: texte, choix } : { valeur: texte };
}

/* Un jour sans son année : le dernier passé. */
function jourPasse(mois, jour) {
  const ceJour = dateISO(aujourdhui().slice(0, 4), mois, jour);
  return ceJour > aujourdhui() ? dateISO(Number(ceJour.slice(0, 4)) - 1, mois, jour) : ceJour;
}
const veille = (jour) => new Date(Date.parse(jour) - 86_400_000).toISOString().slice(0, 10);
/* « 14 » : les années qu’un nombre de deux chiffres peut dire. */
const anneesDe = (n) => [`20${surDeux(n)}`, `19${surDeux(n)}`].filter((an) => an <= aujourdhui().slice(0, 4));
const DEUX_ANNEES = /^(?:entre |de |des? )?((?:18|19|20)\d\d) ?(?:-|–|—|\/|à|au|et|ou|puis) ?((?:18|19|20)?\d\d)$/i;
/* « 2022-2023 », « de 2019 à 2021 », « 2022-23 » (« 2010-11 » est un mois). */
function deuxAnnees(tape) {
  const [, a, fin] = tape.match(DEUX_ANNEES) ?? [];
  if (!a || (fin.length === 2 && dateISO(a, fin))) return null;
  const b = fin.length === 2 ? `${a.slice(0, 2)}${fin}` : fin;
  return b > a ? { ...aChoisir(tape, [a, b]), mots: motsDeLaSource(tape), plage: true } : null;
}

/**
 * @param {string} texte
 * @returns {Lu}
 */
export function dateEcrite(texte) {
  const tape = enUneLigne(texte);
  const plage = deuxAnnees(tape);
  if (plage) return plage;
  const pliee = plier(tape).replace(JOURS, "").replace(/^en /, "");
  if (/^(?:aujourd hui|ce jour|hier)$/.test(pliee)) return { valeur: pliee === "hier" ? veille(aujourdhui()) : aujourdhui() };
  const chiffres = tape.replace(JOURS, "").replace(/^en /i, "").split(/ ?[/.\- ] ?/);
  if (chiffres.every((c) => /^\d+$/.test(c)) && chiffres.length < 4) {
    const [a, b, c] = chiffres;
    const formes = chiffres.map((n) => (n.length === 4 ? "a" : n.length < 3 ? "n" : "?")).join("");
    if (formes === "a") return { valeur: a };
    if (formes === "an") return { valeur: dateISO(a, b) || tape };
    if (formes === "ann") return { valeur: dateISO(a, b, c) || tape };
    if (formes === "na") return { valeur: dateISO(b, a) || tape };
    if (formes === "nna" && dateISO(c, b, a)) return { valeur: dateISO(c, b, a) };
    if (formes === "nna") return aChoisir(tape, [dateISO(c, a, b)]); // le mois d’abord, comme ailleurs
    if (formes === "nnn" && c.length === 2) return aChoisir(tape, [dateISO(`20${c}`, b, a), dateISO(`20${c}`, a, b), a.length === 2 && dateISO(`20${a}`, b, c)]);
    if (formes === "n" && a.length === 2) return aChoisir(tape, anneesDe(a));
    if (formes === "nn") return aChoisir(tape, [jourPasse(b, a), ...(b.length === 2 ? anneesDe(b).slice(0, 1).map((an) => dateISO(an, a)) : [])]);
  }
  const enLettres = pliee.match(/^(?:(\d{1,2})(?:er)? )?([a-z]+) (\d{4})$/);
  const mois = enLettres ? moisDe(enLettres[2]) : 0;
  if (mois) return { valeur: dateISO(enLettres[3], mois, enLettres[1]) || tape };
  const courte = pliee.match(/^(\d{1,2})(?:er)? ([a-z]+) (\d\d)$/);
  if (courte && moisDe(courte[2])) return aChoisir(tape, [dateISO(`20${courte[3]}`, moisDe(courte[2]), courte[1])]);
  const [, jour, leMois, an2] = pliee.match(/^(?:(\d{1,2})(?:er)? )?([a-z]+)(?: (\d\d))?$/) ?? [];
  if (leMois && moisDe(leMois) && Boolean(jour) !== Boolean(an2)) { // « mars 14 », « 14 mars »
    const m = moisDe(leMois);
    return aChoisir(tape, jour ? [jourPasse(m, jour)] : [...anneesDe(an2).slice(0, 1).map((annee) => dateISO(annee, m)), jourPasse(m, an2)]);
  }
  // « 2e semestre 2014 », « vers mars 2014 » : la date n’en dit que l’année ou le mois, les mots restent
  const mots = pliee.split(" ");
  const [an] = mots.slice(-1);
  if (/^(?:18|19|20)\d\d$/.test(an) && mots.length > 1) {
    const m = moisDe(mots.at(-2));
    const autour = mots.slice(0, m ? -2 : -1);
    if (autour.every((mot) => AUTOUR_DATE.test(mot))) return { valeur: dateISO(an, m || undefined), mots: motsDeLaSource(tape) };
  }
  return { valeur: tape };
}

/**
 * L’année d’une date : ce que celle-ci disait de plus reste dans les mots.
 * @param {string} texte
 * @returns {Lu}
 */
export function anneeEcrite(texte) {
  const { valeur, mots, choix, plage } = dateEcrite(texte);
  const seule = /^\d\d$/.test(valeur); // « 23 » n’en dit pas plus que l’année
  if (choix) return { valeur, plage, mots: seule ? "" : mots ?? motsDeLaSource(enUneLigne(texte)), choix: [...new Set(choix.map((c) => c.valeur.slice(0, 4)))].map((an) => ({ valeur: an, dit: an })) };
  return /^\d{4}-/.test(valeur) ? { valeur: valeur.slice(0, 4), mots: mots ?? motsDeLaSource(enUneLigne(texte)) } : { valeur, mots };
}

/* ---- Les listes ---- */

/* Couper un texte, hors des parenthèses et des guillemets. */
function couperHors(texte, signes) {
  const morceaux = [""];
  let dedans = 0;
  [...texte].forEach((signe, i, tous) => {
    if ("(«“[".includes(signe)) dedans += 1;
    if (")»”]".includes(signe)) dedans = Math.max(0, dedans - 1);
    const decimale = signe === "," && /\d/.test(tous[i - 1] ?? "") && /\d/.test(tous[i + 1] ?? "");
    if (signes.includes(signe) && !decimale && (!dedans || signe === "\n")) {
      morceaux.push("");
      dedans = 0;
    } else morceaux[morceaux.length - 1] += signe;
  });
  const propres = morceaux.map(enUneLigne).filter(Boolean);
  const puces = propres.length > 1 && propres.every((m) => PUCE.test(m)); // une liste collée, avec ses tirets
  return puces ? propres.map((m) => m.replace(PUCE, "")) : propres;
}
const PUCE = /^[-•–*·] /;
const SURS = "\n;";
export const elementsSurs = (texte) => couperHors(texte.trim(), SURS); // les virgules y restent

/**
 * Les éléments d’une liste tapée ou collée : à la ligne, aux points-virgules ; sinon aux virgules. `autrement` : l’autre façon de la
 * couper, quand il y en a une.
 * @param {string} texte
 * @returns {{ elements: string[], autrement: string[] | null }}
 */
export function elementsEcrits(texte) {
  const [surs, tous] = [couperHors(texte.trim(), SURS), couperHors(texte.trim(), `${SURS},`)];
  const [elements, autre] = surs.length > 1 ? [surs, tous] : [tous, surs];
  return { elements, autrement: elements.length === autre.length ? null : autre };
}
