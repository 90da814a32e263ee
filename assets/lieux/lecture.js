/* Ce que veut dire un lieu tapé : « 35000 Rennes », « Paris 11 », « Valence, Drôme », « PACA », « CC du Pays de Bray ».
 * Une seule lecture pour toute la maison : atlas/geo/typed.py dit la même chose pour `new` et `check`, avec les mêmes règles. Ici
 * les noms viennent de petits fichiers (atlas/client/gazetteer.py les fait et dit comment). `lire(noms)` rend leurs contenus, ou
 * s’interrompt tant que l’un manque ; qui l’appelle recommence quand il est là (commun/attente.js) : rien ici n’attend.
 */
import { plier } from "../commun/mots.js";
import { commeEntendu, enEntier, epelle } from "./abreges.js";
import { CREUX, arrondissementSeul, decoller, demonter, duTerritoire, nombreDit, nombreEpele, nommesDans } from "./demonter.js";
import { comparer, departementDe, principaleDe, rang, trancheDe } from "./tranches.js";
import { lieuxDUnePhrase } from "./phrase.js";
import { AUTRES, PLUS_GRANDE, conclure, numerosDe, reponse, uniques } from "./reponses.js";
import { voisinsDe } from "./voisins.js";
import { clesDe, enCours, nu, sansArticle, serrer, simple } from "./cles.js";

const [ENSEMBLE, LIEU_LE_PLUS_LONG] = [2, 500]; // fichiers lus pour un début, signes
const ORDINAL_DIT = /\d ?(?:er|re|e|nd|nde|eme|ieme)\b/;
const GENRE_DIT = /^(region|departement|dept|dpt|dep|collectivite|commune|ville|mairie|sous prefecture|prefecture|intercommunalite|a|au|aux|en|dans|vers|autour|pres) (?:(?:de la|de l|du|des|de|d|le|la|les|l) )?(?=.)/;
const VOULUS = { region: "r", departement: "d", dept: "d", dpt: "d", dep: "d", collectivite: "d", intercommunalite: "e", ...Object.fromEntries("a au aux en dans vers autour pres".split(" ").map((mot) => [mot, "camedr"])) };
const EN_FIN = /(?: (?:de|du|des|d|la|le|les|l|en|dans|a|au|aux))+$/;
/** Supposer des fautes, sans démonter une phrase : les mots seront cherchés autrement. */
export const FAUTES = "fautes";
const COURANTS = new Set(["agglo", "agglomeration", "communaute", "communes", "grand", "metropole", "pays", "saint", "sainte", "val"]);

/** @typedef {{ nom: string, code: string, genre: string, poids: number, detail: string, departement: string, cles: ReturnType<typeof clesDe>, ancre: string }} Nom */
/** @typedef {import("./reponses.js").Reponse} Reponse */

/** @param {(noms: string[]) => any[]} lire */
export function lectureDesLieux(lire) {
  const un = (nom) => lire([nom])[0];
  const index = () => un("index");
  /* Un nom, de son code et de ce que l’index en dit (Name, en Python) : « s » est un autre nom du lieu dont le code suit. */
  /** @returns {Nom} */
  function nomDe(texte, ancre, poids) {
    const code = ancre.replace(/^s/, "");
    const genre = /^[aedmr]/.test(code) ? code[0] : "c";
    const [nom, detail = ""] = texte.split(">");
    const reste = genre === "c" ? code : code.slice(1);
    const [propre, principale] = reste.split("/");
    const departement = genre === "r" ? "" : genre === "d" ? propre : departementDe(principale ?? propre);
    return { nom, code: propre, genre, poids, detail, departement, cles: clesDe(nom, genre, poids), ancre };
  }
  const plies = new Map(); // les noms d’un fichier sont pliés une fois
  function nomsDu(fichier, { n, c, w }) {
    if (!plies.has(fichier)) plies.set(fichier, n.map((texte, i) => nomDe(texte, c[i], w[i])));
    return plies.get(fichier);
  }

  /* ---- Les codes ---- */

  const tranche = (code) => trancheDe(lire, code);
  /* Le nom qui a ce code Insee : une commune d’aujourd’hui, sinon une ancienne, ou celle qu’un code oublié est devenu. */
  function parInsee(code) {
    if (!/^(?:\d{5}|2[AB]\d{3})$/.test(code)) return null;
    const { c, n, w, a } = tranche(code);
    const i = c.indexOf(code);
    if (i >= 0) return nomDe(n[i], code, w[i]);
    if (!Object.hasOwn(a, code)) return null;
    const [aujourdhui, nom] = a[code];
    if (!nom) return parInsee(aujourdhui);
    return nom.includes("Arrondissement") ? nomDe(nom, `m${code}`, 60) : nomDe(nom, `a${code}`, 0);
  }
  /** Les communes et arrondissements de ce code postal, et la commune qui l’a pour code Insee. @param {string} code */
  function postes(code) {
    const { p, c, i } = un(`p-${rang(index().p, code)}`);
    const codes = c.filter((_, k) => p[k] === code);
    const insee = codes.length && i.includes(code) ? [code] : [];
    lire([...codes, ...insee].map((celui) => `c-${rang(index().c, celui)}`)); // tous à la fois
    const ici = codes.map(parInsee);
    ici.sort((a, b) => comparer(a.cles.entieres[0], b.cles.entieres[0]));
    return [ici, insee.length ? parInsee(code) : null];
  }
  const departementDuCode = (code) => {
    const { d } = index();
    const celui = code.startsWith("20") ? (code < "20200" ? "2A" : "2B") : departementDe(code);
    return Object.hasOwn(d, celui) ? celui : "";
  };
  const partagee = (region) => Object.values(index().d).filter(([, celle]) => celle === region).length > 1;
  const leDepartement = (code) => nomDe(index().d[code][0], `d${code}`, 80);

  /** Ce que disent cinq chiffres : d’abord un code postal ; la commune qui a ce code Insee vient après. @param {string} code */
  function parCode(code) {
    const [ici, autre] = /^\d/.test(code) ? postes(code) : [[], null];
    if (ici.length) {
      const reste = autre && !ici.some((n) => n.ancre === autre.ancre) ? [autre] : [];
      return { ...reponse([...ici, ...reste], ici.length, ici.length === 1 ? ici[0] : null), postaux: ici.length };
    }
    const insee = parInsee(code);
    const departement = departementDuCode(code);
    const trouves = uniques([insee, departement && leDepartement(departement)].filter(Boolean));
    return reponse(trouves, insee ? 1 : 0, null, trouves.length ? "cedex" : "");
  }
  /* Les lieux d’un code auxquels le nom convient ; sinon le nom seul, d’abord dans le département du code. */
  function parCodeEtNom({ nom, code }, supposer) {
    const voulu = serrer(nom);
    const [ici] = /^\d/.test(code) ? postes(code) : [[]];
    const lieux = uniques([...ici, parInsee(code)].filter(Boolean));
    const memes = lieux.filter((n) => n.cles.entieres.some((k) => k.startsWith(voulu) || voulu.startsWith(k)));
    const accordes = memes.length ? memes : nommesDans(nom, lieux);
    if (accordes.length) {
      const entiers = accordes.filter((n) => n.cles.entieres.includes(voulu));
      const gardes = entiers.length ? entiers : accordes; // de Paris, le code dit quel arrondissement
      return reponse(gardes, gardes.length, gardes.length === 1 ? gardes[0] : null);
    }
    const departement = departementDuCode(code);
    const lu = parNom(nom, departement ? [departement] : [], supposer);
    return supposer && !lu.trouves.length && code ? { ...parCode(code), ouvre: null } : lu;
  }

  /* ---- Les noms ---- */

  const { chiffres, arrondissements } = numerosDe({ index, leDepartement, commencant });
  const { proches, commencees } = voisinsDe({ lire, index, nomsDu, commencant });
  const ditDans = lieuxDUnePhrase({ niveaux, dans });

  const RETENUS = new Map(); // les débuts trop larges n’ont que leurs meilleurs noms
  function fichiersDe(debut) {
    const { n, t } = index();
    const [premier, dernier] = [rang(n, debut), rang(n, `${debut}\uffff`)];
    const dessus = dernier - premier >= ENSEMBLE && t.includes(debut[0]) && Object.hasOwn(un(`t-${debut[0]}`), debut);
    return dessus ? [`t-${debut[0]}`] : Array.from({ length: dernier - premier + 1 }, (_, i) => `n-${premier + i}`);
  }
  function commencant(debut) {
    const fichiers = fichiersDe(debut);
    if (fichiers[0].startsWith("t")) {
      if (!RETENUS.has(debut)) RETENUS.set(debut, nomsDu(`t-${debut}`, un(fichiers[0])[debut]));
      return RETENUS.get(debut);
    }
    const commence = ({ cles: { entieres, nues, dedans } }) => [...entieres, ...nues, ...dedans].some((k) => k.startsWith(debut));
    return lire(fichiers).flatMap((contenu, i) => nomsDu(fichiers[i], contenu)).filter(commence);
  }
  /* À quel point un nom convient : 0 c’est lui, 1 sans son genre, 2 il commence ainsi. */
  function niveaux(nom, frappe = nom) {
    const [entier, propre, court] = [new Set([serrer(nom)]), serrer(nu(nom)), serrer(sansArticle(nom))];
    const debuts = [...new Set([...entier, propre, serrer(frappe)].filter(Boolean))];
    lire(debuts.flatMap(fichiersDe)); // tous à la fois
    const { d, r } = index();
    const articles = entier.has(court) ? [] : [...Object.keys(d).map(leDepartement), ...Object.keys(r).filter(partagee).map((code) => nomDe(r[code][0], `r${code}`, 90))];
    const commencent = debuts.flatMap(commencant);
    const sans = commencent.length || entier.has(court) ? articles.filter((n) => n.cles.entieres.includes(court)) : commencant(court); // « la Manche » s’appelle Manche
    const tous = uniques([...commencent, ...sans]).map((n) => {
      const { entieres, nues } = n.cles;
      if (entieres.some((k) => entier.has(k)) || ("dr".includes(n.ancre[0]) && entieres.includes(court)) || (!entier.has(propre) && nues.includes(propre))) return [0, n];
      return [nues.some((k) => entier.has(k)) ? 1 : 2, n];
    });
    const autres = tous.every(([niveau]) => niveau) ? decoller(nom).map((lu) => niveaux(lu)) : [];
    return autres.find((lus) => lus.some(([niveau]) => !niveau)) ?? (tous.length ? tous : autres.find((lus) => lus.length) ?? []);
  }
  function dans(trouves, departements, genre, strict = false) {
    const gardes = genre ? trouves.filter(([, n]) => genre.includes(n.genre)) : trouves;
    const ici = departements.length ? gardes.filter(([, n]) => departements.includes(n.departement)) : gardes;
    return ici.length || strict ? ici : gardes;
  }
  /** Les départements que laisse un nom ou un code, plié, de département ou de région ; aucun s’il n’est rien de tel. @param {string} plie */
  function departementsDe(plie) {
    if (!plie) return [];
    const { d, r, s } = index();
    const code = plie.toUpperCase().padStart(2, "0");
    if (Object.hasOwn(d, code)) return [code];
    if (code === "20") return ["2A", "2B"];
    const voulus = [serrer(plie), serrer(sansArticle(plie))];
    const est = (nom) => [serrer(simple(nom)), serrer(sansArticle(simple(nom)))].some((k) => voulus.includes(k));
    const regions = [...Object.keys(r).filter((region) => est(r[region][0])), ...voulus.flatMap((k) => (Object.hasOwn(s, k) ? [s[k]] : []))];
    return Object.keys(d).filter((celui) => est(d[celui][0]) || regions.includes(d[celui][1]));
  }
  /* Le même texte, un mot de genre devant, ou un département derrière. */
  function autrement(nom, genre) {
    const [dit, mot] = nom.match(GENRE_DIT) ?? [];
    const voulu = [...(VOULUS[mot] ?? "cam")].filter((g) => !genre || genre.includes(g)).join("");
    if (dit && voulu) {
      const reste = nom.slice(dit.length);
      const lu = voulu.includes("d") && /^\d/.test(reste) && departementsDe(reste).length ? chiffres(reste) : parNom(reste, [], false, voulu);
      if (lu.trouves.length) return lu;
    }
    const mots = nom.split(" ");
    for (let i = mots.length - 1; i > 0; i -= 1) {
      const apres = departementsDe(mots.slice(i).join(" "));
      const entier = mots.slice(0, i).join(" ");
      const debut = entier.replace(EN_FIN, ""); // « Valence dans la Drôme » est Valence ; aucun autre nom n’y commence
      const trouves = apres.length ? dans(niveaux(debut), apres, genre, true).filter(([niveau]) => debut === entier || !niveau) : [];
      if (trouves.length) return conclure(debut, trouves);
    }
    return null;
  }
  const pleins = (nom) => nom.split(" ").filter((mot) => !CREUX.has(mot));
  /* Le plus long des mots qui dise quelque chose ; rien s’il n’y en a qu’un. */
  const parlant = (mots) => (mots.length < 2 ? "" : mots.filter((mot) => !COURANTS.has(mot)).sort((a, b) => b.length - a.length)[0] ?? "");
  /** Les noms que celui-ci abrège : « Gd Quevilly », « Clermont Fd ». @returns {Nom[]} */
  function abreges(nom, departements, genre) {
    const lus = enEntier(nom).map((entier) => parNom(entier, departements, false, genre)).flatMap(({ trouves, exacts }) => trouves.slice(0, exacts || AUTRES));
    const mots = pleins(nom);
    const voulu = lus.length ? "" : parlant(mots);
    const noms = voulu ? uniques(commencant(voulu)).filter((n) => epelle(mots, pleins(simple(n.nom)))).map((n) => [2, n]) : [];
    return uniques([...lus, ...conclure(nom, dans(noms, departements, genre)).trouves]).slice(0, AUTRES);
  }
  /* Les noms dont un mot commence par chacun des mots : « Valence agglo ». Le plus long qui dise quelque chose les cherche. */
  function tousLesMots(nom) {
    const mots = pleins(nom);
    const voulu = parlant(mots);
    if (!voulu) return [];
    return uniques(commencant(voulu)).filter((n) => mots.every((mot) => simple(n.nom).split(" ").some((sien) => sien.startsWith(mot)))).map((n) => [2, n]);
  }
  const entendus = (voulu) => (commeEntendu(voulu) === voulu ? [] : proches(commeEntendu(voulu)));
  /** @param {string} nom @param {string[]} [departements] @param {boolean | string} [supposer] @returns {Reponse} */
  function parNom(nom, departements = [], supposer = true, genre = "", frappe = nom) {
    const tous = niveaux(nom, frappe);
    const trouves = dans(tous, departements, genre);
    if (!trouves.some(([niveau]) => niveau < 2)) {
      const autre = autrement(nom, genre);
      if (autre) return autre;
      if (index().z.includes(nom)) return reponse([], 0, null, "etranger");
    }
    if (!trouves.length && supposer) {
      const courts = abreges(nom, departements, genre);
      if (courts.length) return reponse(courts, 0, null, "proche");
      const voisins = [proches, commencees, entendus].map((de) => dans(de(serrer(nom)), departements, genre)).find(({ length }) => length);
      const reste = supposer === FAUTES ? "" : duTerritoire(nom);
      const nommes = reste ? dans(niveaux(reste), departements, genre) : [];
      if (nommes.some(([niveau]) => !voisins || !niveau)) return reponse(uniques([...conclure(reste, nommes, reste).trouves, ...conclure(nom, voisins ?? []).trouves]).slice(0, AUTRES), 0, null, "dit");
      if (voisins) return { ...conclure(nom, voisins), comment: "proche" };
      if (supposer === FAUTES) return reponse();
      const mots = dans(tousLesMots(nom), departements, genre);
      return mots.length ? conclure(nom, mots) : ditDans(nom, departements, genre);
    }
    const lu = conclure(nom, trouves);
    if (!lu.exacts && supposer && lu.trouves.length) {
      const voisins = dans(proches(serrer(nom)), departements, genre).filter(([, n]) => !lu.trouves.some(({ ancre }) => ancre === n.ancre));
      if (trouves.every(([, { ancre }]) => "es".includes(ancre[0]))) return { ...lu, trouves: [...lu.trouves, ...conclure(nom, voisins).trouves] }; // « Pariss » commence aussi « Paris-Saclay »
      const borne = Math.max(...trouves.map(([, { poids }]) => poids)) + PLUS_GRANDE; // « toulouze » commence aussi « Toulouzette », bien plus petite
      const { trouves: grandes } = conclure(nom, voisins.filter(([, { poids }]) => poids >= borne));
      return grandes.length ? { ...lu, trouves: [...grandes, ...lu.trouves], comment: "proche" } : lu;
    }
    const autre = genre.includes("c") && !genre.includes("d") && tous.some(([niveau, n]) => !niveau && "dr".includes(n.genre));
    if (autre) return { ...lu, ouvre: null }; // « Réunion » n’est pas sans doute la commune de Lot-et-Garonne
    if (lu.exacts && lu.trouves[0].genre === "m") { // « Marseille 13 » est aussi la ville, dans les Bouches-du-Rhône
      const [, ville, numero] = nom.match(/^(.+) (\S+)$/) ?? [];
      const apres = ville ? departementsDe(numero) : [];
      const [meme] = apres.length ? dans(niveaux(ville).filter(([niveau]) => !niveau), apres, "c", true) : [];
      if (meme) return reponse([...lu.trouves.slice(0, lu.exacts), meme[1], ...lu.trouves.slice(lu.exacts)], lu.exacts + 1);
    }
    return lu;
  }

  /* ---- Ce qui est tapé ---- */

  function seulement(lu, genre) {
    if (!genre) return lu;
    if (lu.ouvre?.ancre.startsWith("s")) return { ...lu, ouvre: null }; // une fiche ne prend pas Saint-Denis pour Plaine Commune
    const trouves = lu.trouves.filter((n) => genre.includes(n.genre));
    const exacts = lu.trouves.slice(0, lu.exacts).filter((n) => genre.includes(n.genre)).length;
    const ouvre = trouves.includes(lu.ouvre) ? lu.ouvre : exacts === 1 && lu.exacts > 1 ? trouves[0] : null;
    return { ...lu, trouves, exacts, ouvre };
  }
  /**
   * Ce que veut dire un texte. Sans `supposer`, aucune faute n’est supposée.
   * @param {string} texte
   * @param {boolean | string} [supposer]
   * @param {{ ici?: string, genre?: string }} [dans] le département où chercher d’abord ; les seuls genres voulus
   */
  function chercher(texte, supposer = true, { ici = "", genre = "" } = {}) {
    if (texte.length > LIEU_LE_PLUS_LONG || !simple(texte)) return reponse(); // démonter une page collée figerait celle-ci
    const rangSeul = arrondissementSeul(texte);
    const villes = rangSeul ? arrondissements(rangSeul, texte) : reponse();
    if (villes.exacts) return seulement(villes, genre);
    const demande = demonter(texte, departementsDe);
    const departements = demande.departements.length || !ici ? demande.departements : [ici];
    if (demande.code && demande.nom) return seulement(parCodeEtNom(demande, supposer), genre);
    if (demande.code) return seulement(parCode(demande.code), genre);
    if (!demande.nom) return reponse();
    const nombre = nombreDit(demande.nom, departementsDe);
    if (nombre) return seulement(chiffres(nombre), genre);
    const epele = nombreEpele(demande.nom, departementsDe);
    if (epele) return seulement({ ...chiffres(epele), exacts: 0, ouvre: null, comment: "dit" }, genre);
    const lu = parNom(demande.nom, departements, supposer, genre, departements.length ? demande.nom : enCours(texte));
    const seuls = lu.trouves[0]?.genre === "m" && ORDINAL_DIT.test(plier(texte)); // « Marseille 1er » n’en commence aucun autre
    return seulement(seuls && lu.exacts ? { ...lu, trouves: lu.trouves.slice(0, lu.exacts) } : lu, genre);
  }
  /** Les communes d’aujourd’hui, et les anciens noms, qui s’écrivent exactement ainsi. @param {string} texte */
  function nommes(texte) {
    const plie = simple(texte);
    const est = (n) => (n.genre === "m" ? n.cles.entieres.includes(serrer(plie)) : simple(n.nom) === plie);
    return plie ? commencant(serrer(plie)).filter((n) => "cam".includes(n.genre) && !n.ancre.startsWith("s") && est(n)) : [];
  }

  return { index, lire, tranche, principaleDe: (siren) => principaleDe(lire, siren), parInsee, postes: (code) => postes(code)[0], chercher, parNom, nommes, commencant, departementDuCode };
}
