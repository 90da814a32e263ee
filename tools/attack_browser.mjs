/* The readers of our scripts, each given thousands of damaged texts inside one page: `tools/attack_browser.py` serves this beside `assets/`.
 *
 * A case is good when the reader answers, or refuses in a sentence of ours, changes nothing of what all objects share, and takes less than a second.
 */
import { calculsDe } from "./assets/autodiagnostic/calculs.js";
import { fichierDe } from "./assets/autodiagnostic/fichier.js";
import { garde } from "./assets/autodiagnostic/garde.js";
import { cleDe, ecrireBrouillon, lireBrouillon, misDeCote } from "./assets/editeur/brouillons.js";
import { debutDe } from "./assets/editeur/commencer.js";
import { tableauDe } from "./assets/editeur/colonnes.js";
import { anneeEcrite, dateEcrite, elementsEcrits, nombreEcrit } from "./assets/editeur/ecrits.js";
import { ficheNouvelle } from "./assets/editeur/yaml/ecrire.js";
import { lireFiche, valeursDe } from "./assets/editeur/yaml/lire.js";
import { lireRecit } from "./assets/editeur/recit/lire.js";
import { verificateurDe } from "./assets/editeur/verifier.js";
import { lireAdresse, ecrireAdresse } from "./assets/explorer/adresse.js";
import { dechiffrer } from "./assets/explorer/filtres.js";
import { comprendre, moteurDe } from "./assets/recherche/moteur.js";

const SLOW = 1000; // ms
const ODD = [
  "__proto__", "constructor", "toString", "hasOwnProperty", "\u0000", "\ufeff", "\u202e", "\u2028", "\ud800", "\udc00", "%", "%E0%A4%A", "%00", "#", "&", "?", "=", "+", ",", ";", "|", "\t", "\r", "\n", "\n\n",
  "\"", "'", "[", "]", "{", "}", "---\n", "- ", ": ", "!!js/function ", "&a ", "*a", "<<: ", "{\"base\":{}}", "null", "true", "NaN", "1e999", "-0", "9".repeat(400), "é".repeat(300), "🦊", "👩‍👩‍👧", "مركز",
  "e\u0301", "<script>alert(1)</script>", "javascript:alert(1)", "](", "[^x]", "**", "`", "\\", "\\u202E", "(((((", "a".repeat(20_000), "[".repeat(5000), "{\"a\":".repeat(3000), "> ".repeat(2000), "* ".repeat(2000), "1/2", "mars 2014",
];
const VALUES = [null, true, 0, -1, 1e308, "", "x", [], {}, [[]], [null], { base: {} }, "__proto__", { __proto__: null, constructor: 1 }, "2026-13-45", "\ud800", Array(500).fill("a"), "z".repeat(5000)];

/* The same cases for the same seed. */
function diceOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (n) => next() % Math.max(1, n);
  return { below, one: (list) => list[below(list.length)] };
}

/* One to four damages to a text. */
function damaged(text, dice) {
  let made = text;
  for (let turn = dice.below(4); turn >= 0; turn -= 1) {
    const [at, to] = [dice.below(made.length + 1), dice.below(made.length + 1)].sort((a, b) => a - b);
    made = [
      () => made.slice(0, at),
      () => made.slice(0, at) + made.slice(Math.min(to, at + 40)),
      () => made.slice(0, to) + made.slice(at, to) + made.slice(to),
      () => made.slice(0, at) + dice.one(ODD) + made.slice(at),
      () => made.slice(0, at) + dice.one(ODD) + made.slice(Math.min(to, at + 12)),
      () => made.slice(0, at) + String.fromCharCode(dice.below(65_536)) + made.slice(at + 1),
      () => made.slice(to) + made.slice(0, to),
    ][dice.below(7)]();
    if (made.length > 400_000) made = made.slice(0, 400_000);
  }
  return made;
}

/* A value of which some parts are others, keys included. */
function retyped(value, dice, chance) {
  if (dice.below(chance * 4) === 0) return dice.one(VALUES);
  if (Array.isArray(value)) return value.map((part) => retyped(part, dice, chance));
  if (typeof value !== "object" || value === null) return dice.below(chance) ? value : dice.one(VALUES);
  const made = {};
  for (const [key, part] of Object.entries(value)) Object.defineProperty(made, dice.below(chance * 2) ? key : dice.one(ODD), { value: retyped(part, dice, chance), enumerable: true, configurable: true, writable: true });
  return made;
}

const json = async (path) => (await fetch(path)).json();
const ours = (error) => error.constructor === Error && /^[A-ZÉÀ].* /.test(error.message) && !/undefined|\[object/.test(error.message);
const same = (a, b, what) => { if (JSON.stringify(a) !== JSON.stringify(b)) throw new TypeError(`${what} : ${JSON.stringify(a).slice(0, 200)} puis ${JSON.stringify(b).slice(0, 200)}`); };

/* Each reader: its seeds, how one of them becomes a case, and what is done with it. */
async function readers(site, records) {
  const html = new DOMParser().parseFromString(await (await fetch(`${site}referentiel/autodiagnostic/`)).text(), "text/html");
  const grid = JSON.parse(html.querySelector("[data-grille]").dataset.grille);
  const file = fichierDe(grid, calculsDe(grid));
  const filled = file.vide();
  for (const [rank, id] of Object.keys(filled.reponses).entries()) if (rank % 2) filled.reponses[id] = { importance: "fort", satisfaction: "", note: "une note", preuve: "" };
  const whole = file.ecrire({ ...filled, qui: "Nous", pole: "epv", regard: "interne" });
  const [form, phrases, colonnes] = await Promise.all(["regles", "phrases", "colonnes"].map((name) => json(`${site}contribuer/editeur/${name}.json`)));
  const rules = { ...form, ...phrases, colonnes };
  const { facettes } = dechiffrer(await json(`${site}poles/liste.json`));
  const checker = verificateurDe(new URL(site, location.href), `${site}assets/lieux/index.json`);
  const engine = moteurDe(new URL(site, location.href));
  const draft = JSON.stringify({ texte: records[0], base: null, slug: "epv", date: 1, onglet: "a", ancien: { texte: "x", base: "y", slug: "epv", date: 2, onglet: "", ancien: null } });
  const inJson = (text, dice) => (dice.below(2) ? damaged(text, dice) : JSON.stringify(retyped(JSON.parse(text), dice, dice.one([6, 60, 400]))));
  const readFile = (text) => {
    const { etat } = file.lire(text);
    const again = file.lire(file.ecrire(etat)).etat;
    same(etat, again, "relu autrement");
    file.fiche(etat);
    file.nom(etat);
  };
  const header = records.map((text) => text.slice(0, text.indexOf("\n---", 4) + 5));
  return {
    "fichier d’autodiagnostic": { seeds: [whole], make: inJson, read: readFile },
    "fiche (lecture)": {
      seeds: records, make: damaged, read: (text) => {
        const { racine } = lireFiche(text, rules);
        if (racine) ficheNouvelle(valeursDe(racine), "Un récit.", rules.champs);
      },
    },
    "fiche (toutes les règles)": { seeds: header.map((text) => `${text}Un récit.\n`), make: damaged, part: 10, read: (text) => checker.verifier(text, "poles/essai.md", { aujourdhui: "2026-11-30" }) },
    récit: { seeds: records.map((text) => text.slice(text.indexOf("\n---", 4) + 5)), make: damaged, read: (text) => lireRecit(text, { note: () => null }) },
    "requête de l’explorateur": {
      seeds: ["?region=bretagne,corse&secteur=culture&tri=distance&de=35236#q=éolien", "?departement=2A&situation=actif&reconnaissance=x#q=", "#region=11&famille=association&cooperation=a&type=b"],
      make: damaged,
      read: (text) => {
        const [search, ...rest] = text.split("#");
        const { etat } = lireAdresse({ search, hash: `#${rest.join("#")}` }, facettes);
        const address = ecrireAdresse({ ...etat, q: etat.q.toWellFormed() }, facettes);
        const [again, hash = ""] = address.split("#");
        same({ ...etat, q: etat.q.toWellFormed() }, lireAdresse({ search: again, hash: hash && `#${hash}` }, facettes).etat, "relu autrement");
      },
    },
    "fragment qui commence une fiche": {
      seeds: ["#commencer&nom=P%C3%B4le&departement=Ille-et-Vilaine&region=Bretagne&appel=2013&titre=Une+page&url=https%3A%2F%2Fexemple.fr&date=2014-03&lue=2026-11-01&titre=Deux", "#commencer"],
      make: (text, dice) => `#commencer${damaged(text, dice).slice(10)}`, read: debutDe,
    },
    "question posée à la recherche": {
      seeds: ["\"pôle bois\" en Bretagne", "où sont les recycleries de l’Ain ?", "EPV", "C’est quoi, un PTCE"], make: (text, dice) => damaged(text, dice).slice(0, 30_000), read: comprendre,
    },
    "question, index lu": { seeds: ["pôle bois en Bretagne", "recyclerie", "saint"], part: 40, make: (text, dice) => damaged(text, dice).slice(0, 2000), read: (text) => engine.chercher(text) },
    "brouillon gardé": {
      seeds: [draft], make: inJson, read: (text) => {
        localStorage.clear();
        localStorage.setItem(cleDe("epv"), text);
        const kept = lireBrouillon(cleDe("epv"));
        if (!kept) return same(misDeCote(cleDe("epv")).length, 1, "perdu");
        ecrireBrouillon(cleDe("epv"), kept);
        return same(lireBrouillon(cleDe("epv")), kept, "relu autrement");
      },
    },
    "autodiagnostic gardé": {
      seeds: [whole], make: inJson, read: (text) => {
        localStorage.clear();
        garde.ecrire(text);
        readFile(garde.lire());
      },
    },
    "tableau collé": { seeds: ["Nom\tDépartement\tCommune\nPôle A\t35\tRedon\n", "nom;code insee;\"site web\"\nX;35236;https://x.fr\n", "sep=,\nnom,siren\n\"a\nb\",005880034\n"], make: damaged, read: (text) => tableauDe(text, rules.colonnes) },
    "nombre, date, liste écrits": {
      seeds: ["1 200 000 €", "une vingtaine", "2e semestre 2014", "mars 2014", "Pôle A ; Pôle B, Pôle C (les deux)", "1.200"], make: (text, dice) => damaged(text, dice).slice(0, 30_000),
      read: (text) => [nombreEcrit, dateEcrite, anneeEcrite, elementsEcrits].map((reader) => reader(text)),
    },
  };
}

/** What became of the cases of each reader: { name: { answered, refused, wrong: [[what, case]], slowest } }. */
export async function attack(site, records, number, seed) {
  const shared = () => Object.getOwnPropertyNames(Object.prototype).length + Object.getOwnPropertyNames(Array.prototype).length;
  const before = shared();
  const told = {};
  for (const [name, { seeds, make, read, part = 1 }] of Object.entries(await readers(site, records))) {
    const dice = diceOf(seed);
    const count = (told[name] = { cases: 0, answered: 0, refused: 0, wrong: [], slowest: 0 });
    for (let turn = 0; turn < number / part; turn += 1) {
      const text = make(dice.one(seeds), dice);
      const start = performance.now();
      count.cases += 1;
      try {
        const answer = read(text);
        if (answer instanceof Promise) await answer;
        count.answered += 1;
      } catch (error) {
        if (ours(error)) count.refused += 1;
        else count.wrong.push([`${error.stack ?? error}`.slice(0, 400), text.slice(0, 300)]);
      }
      const took = performance.now() - start;
      count.slowest = Math.max(count.slowest, took);
      if (took > SLOW) count.wrong.push([`${Math.round(took)} ms`, text.slice(0, 300)]);
      if (shared() !== before) count.wrong.push(["ce que tous les objets partagent a changé", text.slice(0, 300)]);
    }
  }
  localStorage.clear();
  return told;
}
