/* Le moteur de la recherche et de l’explorateur : comprendre une question en français, et y répondre en ne lisant que les petits
   fichiers des mots tapés. atlas/client/search.py écrit ces fichiers et dit leur forme. */
import { distance } from "../commun/fautes.js";
import { lireJson, texteDuFichier, uneFois } from "../commun/fichiers.js";
import { plier } from "../commun/mots.js";
import { VIDES, racineDe } from "../commun/racines.js";
import { enPres } from "./pres.js";

const INDEX = "recherche/index/";
// Les mots d’une question qui ne disent pas ce que l’on cherche.
const POSEE = new Set(("pole poles ptce quel quels quelle quelles fait faire font fais trouve trouver trouvent cherche chercher cherchent existe existent comment "
  + "combien liste voir connaitre peut peux veux voudrais faut agit agissent travaille travaillent occupe occupent propose proposent dedie dedies situe situes pres").split(" "));
const ELIDES = new Set("c d j jusqu l lorsqu m n puisqu qu quoiqu s t".split(" "));
const [RETENUS, COLLES, VOISINS] = [12, 5, 4]; // mots d’une question, mots d’un nom tapé en un ou plusieurs, fichiers d’un même début
const [MEME_RACINE, DEBUT, SYNONYME, APPUI, PAGE] = [0.8, 0.6, 0.5, 0.15, 0.5]; // ce que vaut une autre forme, un début de mot, un synonyme, seul ou avec le mot, une page qui n’est pas un pôle
const NIVEAUX = { N: 15, T: 24 }; // un nom entier, un titre entier ; les autres vont de A (1) à I (9)
const ENTIER = { N: 5, T: 10 };
const [ESSAIS, LIEU_CONNU] = [8, 46]; // noms que l’on prend pour celui d’un lieu ; le poids d’une commune de 3 000 habitants
const DEVANT_UN_LIEU = new Set("a au aux en dans vers pres autour".split(" "));
const LIENS_DEVANT = new Set("la le les l de du des d".split(" "));
const MOINDRE_PART = 1 / 3; // des mots de la question, pour être une réponse
const EN_PASSANT = 0.5; // une note qui n’est que celle d’un texte, d’aucun nom
const MOITIE = 3; // le niveau qui vaut la moitié
const CHIFFRES = "abcdefghijklmnopqrstuvwxyz012345";
const TIRAGES = 2 ** 23;

/**
 * Une question lue : tous ses mots, pliés (`mots`), les rangs de ceux qui comptent (`pleins`), les suites écrites sans espace
 * (`soudes`), si c’est une expression exacte, et si elle dit ce que l’on cherche (`utile` : « pôles » ne le dit pas).
 * @param {string} question
 */
export function comprendre(question) {
  const expression = /^\s*["«“].+["»”]\s*$/.test(question);
  const mots = [];
  const soudes = [];
  for (const morceau of enPres(question).split(/\s+/)) {
    const ecrits = plier(morceau).split(" ").filter(Boolean);
    const debut = mots.length + Number(ELIDES.has(ecrits[0]) && ecrits.some(({ length }) => length > 1)); // pas « A.R.C.A.D.E. »
    mots.push(...ecrits);
    if (mots.length - debut > 1) soudes.push([debut, mots.length]);
  }
  const rangs = [...mots.keys()];
  const dits = rangs.filter((i) => !VIDES.has(mots[i]));
  const utiles = dits.filter((i) => !POSEE.has(mots[i]));
  const pleins = [utiles, dits, rangs].find((choix) => choix.length) ?? [];
  return { mots, pleins: pleins.slice(0, RETENUS), soudes, expression, utile: utiles.length > 0 };
}

/* Les suites de mots qui peuvent être un nom : « pays de la loire » est aussi « paysdelaloire ». */
function suites({ mots, pleins, soudes }) {
  const entiere = [[0, mots.length], [pleins[0], pleins.at(-1) + 1]];
  const trouvees = [...soudes, ...entiere.filter(([i, j]) => j - i > 1)];
  const bornes = mots.flatMap((mot, i) => (VIDES.has(mot) ? [] : [i])).slice(0, RETENUS);
  for (const i of bornes) for (const j of bornes) if (j > i && j - i < COLLES) trouvees.push([i, j + 1]);
  return [...new Map(trouvees.map(([i, j]) => [mots.slice(i, j).join(""), { i, j, colle: mots.slice(i, j).join("") }])).values()];
}

/* Celles qui suivent « dans l’ », « à », « près de »…, les plus longues d’abord. */
function situees({ mots }) {
  return mots.flatMap((mot, k) => {
    if (!DEVANT_UN_LIEU.has(mot)) return [];
    let i = k + 1;
    while (LIENS_DEVANT.has(mots[i])) i += 1;
    return Array.from({ length: Math.min(COLLES, mots.length - i) }, (_, n) => ({ i, j: i + n + 1 }));
  }).filter(({ i, j }) => !VIDES.has(mots[j - 1]) && (j > i + 1 || mots[i].length > 1));
}

/* Les groupes de synonymes dont la question dit un mot ou une expression, avec la place de celui-ci parmi ceux qui comptent. */
function groupesDits(racines, groupes) {
  return groupes.flatMap((groupe) => groupe.flatMap((dit) => {
    const mots = dit.split(" ");
    const debut = racines.findIndex((_, k) => mots.every((mot, m) => racines[k + m] === mot));
    return debut < 0 ? [] : [{ groupe, debut, fin: debut + mots.length }];
  }));
}

/* Le fichier où sont ces lettres : celui des plus longues par lesquelles elles commencent. */
const fichierDe = (debut, coupes) => coupes.filter((coupe) => debut.startsWith(coupe)).sort((a, b) => b.length - a.length)[0];
const lettres = (mot) => mot.replace(/[^a-z0-9]/g, "_");

/** Le numéro des pôles d’après leur adresse, dans l’ordre des adresses, comme atlas/client/search.py les tire. */
export function numeros(adresses) {
  const pris = new Map();
  for (const adresse of [...adresses].sort()) {
    let tire = 0x811c9dc5;
    for (const octet of new TextEncoder().encode(`poles/${adresse}/`)) tire = Math.imul(tire ^ octet, 0x01000193) >>> 0;
    tire %= TIRAGES;
    while (pris.has(2 * tire)) tire = (tire + 1) % TIRAGES;
    pris.set(2 * tire, adresse);
  }
  return pris;
}

function* lirePassages(passages) {
  let numero = 0;
  for (const [, pas, niveau] of passages.matchAll(/([a-z0-5]+)([A-Z])/g)) {
    let ecart = 0;
    for (const chiffre of pas) ecart = ecart * 32 + CHIFFRES.indexOf(chiffre);
    numero += ecart;
    yield [numero, niveau];
  }
}
const valeur = (niveau) => {
  const v = NIVEAUX[niveau] ?? niveau.charCodeAt(0) - 64;
  return v / (v + MOITIE);
};

/**
 * @param {URL} base la racine du site
 */
export function moteurDe(base) {
  const index = uneFois(() => lireJson(new URL(`${INDEX}index.json`, base)));
  const adresse = async (chemin) => new URL(`${INDEX}${chemin}?v=${(await index()).v}`, base);
  const lireMots = uneFois(async (/** @type {string} */ coupe) => new Map(
    (await texteDuFichier(await adresse(`mots/${coupe}.txt`))).split("\n").filter(Boolean).map((ligne) => /** @type {[string, string]} */ (ligne.split(" "))),
  ));

  /* Ce que disent les fichiers d’un mot : { forme → [passages, part] }, les formes de même racine et, si aucune n’y est, celles qui commencent ainsi. */
  async function formesDe(mot, coupes) {
    const commune = racineDe(mot).replace(/(?<=a)l$/, ""); // « local » et « locaux »
    const debut = lettres(commune);
    const autres = coupes.filter((coupe) => coupe.startsWith(debut));
    const lues = await Promise.all([...new Set([fichierDe(`${lettres(mot)}_`, coupes), fichierDe(debut, coupes), ...autres])].filter(Boolean).slice(0, VOISINS).map((coupe) => lireMots(coupe)));
    const formes = new Map();
    const commencent = new Map();
    for (const lignes of lues) {
      for (const [forme, passages] of lignes) {
        if (forme === mot) formes.set(forme, [passages, 1]);
        else if (forme.startsWith(commune) && racineDe(forme) === racineDe(mot)) formes.set(forme, [passages, MEME_RACINE]);
        else if (forme.startsWith(mot)) commencent.set(forme, [passages, DEBUT]);
      }
    }
    return formes.size || mot.length < 2 ? formes : commencent;
  }
  const exact = async (mot, coupes) => {
    const coupe = fichierDe(`${lettres(mot)}_`, coupes);
    return coupe && (await lireMots(coupe)).get(mot);
  };

  /**
   * Les pages qui répondent, les meilleures d’abord : `complets` disent tous les mots, `partiels` une partie ; `directe` porte ce
   * nom sans être un pôle ; `inconnus` sont les mots que rien ne dit ; `reconnait` dit quel mot de la question un mot plié rappelle.
   * `situer` donne le lieu de ce nom : ses mots ne sont cherchés que tels quels (« Ain » n’est pas « aînés »), les pôles d’un
   * département ou d’une région passent devant (`lieu`), et un lieu que rien ne dit est lu comme son département (`situe`).
   * @param {string} question
   * @param {(nom: string) => Promise<import("./question.js").Situe | null>} [situer]
   */
  async function chercher(question, situer = async () => null) {
    const lue = comprendre(question);
    const { n, coupes: ecrites, groupes } = await index();
    const coupes = ecrites.split(" ");
    const besoins = lue.pleins.map((i) => ({ i, mot: lue.mots[i], notes: new Map(), formes: new Map(), proches: new Set() }));
    const entiers = new Map();
    const noter = (besoin, passages, part, entier) => {
      for (const [numero, niveau] of lirePassages(passages)) {
        besoin.notes.set(numero, Math.max(part * valeur(niveau), besoin.notes.get(numero) ?? 0));
        if (entier && niveau in ENTIER && entiers.get(numero) !== "T") entiers.set(numero, niveau);
      }
    };
    const rapprocher = (besoin, passages) => { // un synonyme vaut moins que le mot, et appuie le mot même
      for (const [numero, niveau] of lirePassages(passages)) {
        const note = besoin.notes.get(numero);
        besoin.notes.set(numero, note ? note + APPUI * valeur(niveau) : SYNONYME * valeur(niveau));
      }
    };
    const dits = groupesDits(besoins.map(({ mot }) => racineDe(mot)), groupes);
    const noms = suites(lue);
    const [formes, colles, synonymes, apres] = await Promise.all([
      Promise.all(besoins.map(({ mot }) => formesDe(mot, coupes))),
      Promise.all(noms.map(({ colle }) => exact(colle, coupes))),
      Promise.all(dits.map(({ groupe }) => exact(`=${groupe[0].replaceAll(" ", "")}`, coupes))),
      lue.expression ? null : situerUn(lue, situees(lue), situer, []),
    ]);
    const colle = ({ i }) => noms.some((nom, rang) => colles[rang] && i >= nom.i && i < nom.j);
    const proche = (rang) => dits.some(({ debut, fin }, k) => synonymes[k] && rang >= debut && rang < fin);
    const perdus = besoins.filter((besoin, rang) => !formes[rang].size && !colle(besoin) && !proche(rang));
    const vagues = besoins.filter((besoin, rang) => [...formes[rang].values()].every(([, part]) => part === DEBUT) && !colle(besoin));
    const titre = (passages = "") => [...lirePassages(passages)].some(([numero, niveau]) => numero % 2 && niveau === "T"); // d’un département
    const titres = [...noms.filter((_, rang) => titre(colles[rang])), ...besoins.filter(({ mot }, rang) => titre(formes[rang].get(mot)?.[0])).map(({ i }) => ({ i, j: i + 1 }))];
    const sans = [...suites(lue), ...besoins.map(({ i }) => ({ i, j: i + 1 }))].filter(({ i, j }) => vagues.some((vague) => vague.i >= i && vague.i < j));
    const lieu = lue.expression ? null : apres ?? await situerUn(lue, [...titres, ...sans], situer, perdus);
    const duLieu = (besoin) => Boolean(lieu) && besoin.i >= lieu.i && besoin.i < lieu.j;
    besoins.forEach((besoin, rang) => {
      if (!duLieu(besoin)) return;
      const telQuel = formes[rang].get(besoin.mot);
      formes[rang] = new Map(telQuel && !(lieu.genre === "m" && /^\d/.test(besoin.mot)) ? [[besoin.mot, telQuel]] : []);
    });
    besoins.forEach((besoin, rang) => {
      besoin.formes = formes[rang];
      for (const [passages, part] of besoin.formes.values()) noter(besoin, passages, part, besoins.length === 1 && part > DEBUT);
    });
    noms.forEach(({ i, j }, rang) => {
      const dedans = besoins.filter((besoin) => besoin.i >= i && besoin.i < j);
      if (colles[rang]) for (const besoin of dedans) noter(besoin, colles[rang], 1.2, dedans.length === besoins.length);
    });
    dits.forEach(({ groupe, debut, fin }, rang) => {
      if (besoins.slice(debut, fin).every(duLieu)) return; // un département n’a pas de synonyme
      for (const besoin of besoins.slice(debut, fin)) {
        for (const dit of groupe) for (const mot of dit.split(" ")) besoin.proches.add(mot);
        if (synonymes[rang]) rapprocher(besoin, synonymes[rang]);
      }
    });
    const replies = besoins.filter((besoin) => duLieu(besoin) && !besoin.notes.size);
    const large = lieu && "dr".includes(lieu.genre) && !besoins.every(duLieu);
    const poles = replies.length || large ? await Promise.all(lieu.departements.map((code) => exact(`departement${code.toLowerCase()}`, coupes))) : [];
    for (const besoin of replies) for (const passages of poles) if (passages) noter(besoin, passages, MEME_RACINE, false);
    const dedans = new Set(large ? poles.flatMap((passages = "") => [...lirePassages(passages)].map(([numero]) => numero)) : []);
    const classes = classer(besoins, entiers, n, lue, dedans);
    const inconnus = classes.inconnus.filter((mot) => !replies.some((besoin) => besoin.mot === mot)); // un lieu est bien écrit
    return { ...classes, inconnus, lieu: lieu && { ...lieu, dit: Boolean(apres) }, situe: replies.length ? { ...lieu, vide: !poles.some(Boolean) } : null };
  }

  /* Le plus long nom de lieu parmi ces suites : il est connu, ou dit un mot que rien ne dit. */
  async function situerUn(lue, noms, situer, perdus) {
    for (const { i, j } of [...noms].sort((a, b) => (b.j - b.i) - (a.j - a.i)).slice(0, ESSAIS)) {
      const lieu = await situer(lue.mots.slice(i, j).join(" ")).catch(() => null);
      if (lieu && ("dr".includes(lieu.genre) || lieu.poids >= LIEU_CONNU || perdus.some((perdu) => perdu.i >= i && perdu.i < j))) return { ...lieu, i, j };
    }
    return null;
  }

  function classer(besoins, entiers, n, lue, dedans) {
    const trouves = new Map();
    for (const { notes } of besoins) {
      const rarete = Math.log(1 + n / (notes.size || 1));
      for (const [numero, note] of notes) {
        const { dits = 0, total = 0, plus = 0 } = trouves.get(numero) ?? {};
        trouves.set(numero, { dits: dits + 1, total: total + note * rarete, plus: Math.max(plus, note) });
      }
    }
    const rangees = Array.from(trouves, ([numero, { dits, total, plus }]) => ({
      numero, devant: Number(dedans.size > 0 && (dedans.has(numero) || entiers.has(numero))), pole: numero % 2 === 0, entier: dits === besoins.length, dits, plus, note: total * (numero % 2 ? PAGE : 1) + (ENTIER[entiers.get(numero)] ?? 0),
    })).sort((a, b) => b.devant - a.devant || b.note - a.note || a.numero - b.numero);
    const directe = rangees.find(({ numero, pole, entier }) => !pole && entier && entiers.has(numero))?.numero;
    const restent = rangees.filter(({ numero }) => numero !== directe);
    // Un long texte dit un peu de tout : s’il est seul à tout dire, ceux des pôles qui en disent une partie passent devant.
    const seuls = restent.some(({ pole, dits }) => pole && dits) && !restent.some(({ pole, entier, plus }) => entier && (pole || plus > EN_PASSANT));
    const [complets, autres] = [restent.filter(({ entier }) => entier && !seuls), restent.filter(({ entier }) => !entier || seuls)];
    const connus = besoins.filter(({ notes }) => notes.size);
    return {
      ...lue, directe,
      complets: complets.map(({ numero }) => numero),
      partiels: autres.filter(({ dits }) => dits >= besoins.length * MOINDRE_PART).sort((a, b) => Number(b.pole) - Number(a.pole)).map(({ numero }) => numero),
      inconnus: besoins.filter(({ notes }) => !notes.size).map(({ mot }) => mot),
      reconnait: (mot) => connus.findIndex(({ formes, proches }) => formes.has(mot) || proches.has(racineDe(mot))),
    };
  }

  /* Un mot du site qui ressemble à celui-ci, ou rien : on se trompe rarement de première lettre. */
  async function ressemblant(mot) {
    const initiale = lettres(mot)[0];
    if (!(await index()).initiales.includes(initiale)) return null;
    const mots = (await texteDuFichier(await adresse(`lexique/${initiale}.txt`))).trim().split(" ");
    let borne = mot.length <= 5 ? 1 : 2;
    let trouve = null;
    for (const forme of mots) {
      const plie = plier(forme);
      const d = Math.abs(plie.length - mot.length) > (mot.length < 7 ? 1 : 2) ? Infinity : distance(mot, plie, borne); // « prison » n’est pas « pris »
      if (d <= borne && (!trouve || d < borne)) [trouve, borne] = [forme, d];
    }
    return trouve;
  }

  /**
   * La question où les mots inconnus sont remplacés par d’autres qui leur ressemblent, ou rien.
   * @param {string} question
   * @param {string[]} inconnus
   */
  async function proposer(question, inconnus) {
    const corrections = new Map();
    for (const mot of inconnus.filter(({ length }) => length > 2)) corrections.set(mot, await ressemblant(mot));
    const proposee = question.replace(/[\p{L}\p{N}]+/gu, (mot) => corrections.get(plier(mot)) ?? mot);
    return plier(proposee) === plier(question) ? null : proposee;
  }

  /** Ce que l’on montre d’une page : { url, titre, genre, resume, noms, texte }, ou rien si elle n’est plus là. */
  const lire = uneFois(async (/** @type {number} */ numero) => lireJson(await adresse(`pages/${numero}.json`)));

  return { chercher, lire, proposer, preparer: () => index().catch(() => {}) };
}
