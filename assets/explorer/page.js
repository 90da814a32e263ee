/* L’explorateur des pôles (templates/poles.html) : la liste et la carte d’un même résultat. L’adresse dit tout l’état ; Précédent
 * le rend. Le fichier compact donne les facettes et les noms ; les mots des pages viennent ensuite, de l’index de la recherche.
 */
import { preparerLaCarte } from "../carte/section.js";
import { boutonQui } from "../commun/boutons.js";
import { creer } from "../commun/elements.js";
import { lireJson, uneFois } from "../commun/fichiers.js";
import { differer } from "../commun/gestes.js";
import { citeTape, direPoles } from "../commun/phrases.js";
import { preparerLesChamps } from "../lieux/champ.js";
import { nomsDe } from "../lieux/noms.js";
import { comprendre, moteurDe, numeros } from "../recherche/moteur.js";
import { versChezMoi } from "../recherche/pres.js";
import { lieuxDits, poleQui, situer } from "../recherche/question.js";
import { TITRES, direFiltres, ecrireAdresse, lireAdresse, lireAvant, rien } from "./adresse.js";
import { commander, departDe } from "./commandes.js";
import { facettesDe } from "./facettes.js";
import { emporter } from "./fichiers.js";
import { FACETTES, chercheur, contient, dechiffrer, distances, filtrer, mettre, ordonner, parmi, premiers } from "./filtres.js";
import { listeDe } from "./liste.js";
import { surLaCarte } from "./surlacarte.js";

/** @type {HTMLElement} */
const page = document.querySelector("[data-explorer]");
/** @type {(nom: string) => any} */
const trouver = (nom) => page.querySelector(`[data-${nom}]`);
const racine = new URL(document.body.dataset.racine, document.baseURI);

const [HAUTEUR, PAR_PAGE] = [100, 60]; // pixels d’une entrée, au moins ; entrées montrées, d’abord un écran, puis le reste
const [PEU, LIEUX_DITS] = [2, 4]; // pôles d’un résultat pauvre, lieux proposés alors
const [ATTENTE_RESTE, ATTENTE_MOTS, ATTENTE_ANNONCE, ATTENTE_CARTE] = [30, 300, 1000, 150]; // millisecondes ; un lecteur d’écran qui lit encore la liste refaite n’entend rien d’autre

async function demarrer() {
  const noms = nomsDe(trouver("lieu").dataset.lieux);
  const moteur = moteurDe(racine);
  const dansLIndex = uneFois((/** @type {string} */ q) => moteur.chercher(q, (nom) => situer(trouver("lieu").dataset.lieux, nom)));
  const demande = lireAvant(location); // ce que veut l’adresse vient en même temps que la liste
  if (demande.q) dansLIndex(demande.q).catch(() => {});
  if (demande.de) noms.lieu(demande.de).catch(() => {});
  const donnees = dechiffrer(await lireJson(page.dataset.liste));
  const chercher = chercheur(donnees);
  /** @type {HTMLInputElement} */
  const champ = page.querySelector("#explorer-q");
  /** @type {HTMLSelectElement} */
  const tri = page.querySelector("#explorer-tri");
  const vivante = trouver("vivante");
  const complete = trouver("complete");
  const suite = trouver("suite");
  /** @type {HTMLElement} */
  const section = page.querySelector("[data-carte]");
  const liste = listeDe(donnees, {
    racine: document.body.dataset.racine, liste: trouver("resultats"), complete, signes: trouver("signes"),
  });

  let etat = rien();
  let inconnus = [];
  let dansLesPages = { q: "", trouves: [], rangs: [], lieu: null }; // ce que l’index a trouvé en plus, pour ce mot
  let lieuDit = { q: "", mots: "", lieux: [] }; // le lieu que nomme ce mot, quand il trouve peu
  let km = null;
  let resultat = null;
  let ordre = ordonner(donnees, "nom");
  let montres = 0;

  /* ---- Ce qui est dit ---- */

  const libelles = (f) => etat.choix[f].map((i) => donnees.facettes[f][i].nom);
  const filtres = () => [
    ...FACETTES.flatMap((f) => etat.choix[f].map((i) => ({
      titre: TITRES[f], nom: donnees.facettes[f][i].nom, sans: { ...etat, choix: { ...etat.choix, [f]: etat.choix[f].filter((j) => j !== i) } },
    }))),
    ...(etat.q ? [{ titre: "Mots", nom: citeTape(etat.q), sans: { ...etat, q: "" } }] : []),
  ];
  const toutLeve = () => ({ ...rien(), tri: etat.tri, de: etat.de });

  const lever = (nouvel) => {
    aller(nouvel);
    trouver("compte").focus({ preventScroll: true }); // le bouton n’est plus là
  };
  const lienVers = (texte, nouvel) => boutonQui(texte, () => lever(nouvel), { class: "lien" });

  function direActifs() {
    const actifs = filtres();
    const boutons = actifs.map(({ titre, nom, sans }) => boutonQui(nom, () => lever(sans), { class: "actif", "aria-label": `Retirer ${titre}\u00a0: ${nom}` }));
    if (actifs.length > 1) boutons.push(boutonQui("Tout effacer", () => lever(toutLeve()), { class: "actif actif--tout" }));
    trouver("actifs").replaceChildren(...boutons.map((b) => creer("li", {}, b)));
    const phrase = direFiltres(etat, donnees.facettes);
    trouver("phrase").textContent = phrase && `Filtres — ${phrase}.`;
    const combien = actifs.length ? ` (${actifs.length})` : "";
    trouver("ouvrir-filtres").querySelector("span").textContent = `Filtrer${combien}`;
  }

  /* « réemploi près de Valence » n’est dit par aucun pôle : « réemploi », du plus proche de Valence au plus lointain. */
  function versLesLieux() {
    if (!etat.q || lieuDit.q !== etat.q || resultat.total > PEU) return [];
    const { mots, lieux } = lieuDit;
    return lieux.slice(0, LIEUX_DITS).flatMap((lieu, rang) => {
      const { dit, choix } = poleQui(lieu);
      const ici = `${lieu.nom} (${lieu.genre === "r" ? "région" : lieu.departement || lieu.code})`;
      const vers = (q) => {
        const lu = lireAdresse({ search: `?${choix}`, hash: `#q=${encodeURIComponent(q)}` }, donnees.facettes);
        return choix && !lu.inconnus.length ? [creer("li", {}, lienVers(`${q ? citeTape(q) : "Les pôles"}, ${dit}\u00a0: ${ici}`, lu.etat))] : [];
      };
      const large = !rang && "dr".includes(lieu.genre); // « formation dans l’Ain » : tous ceux de l’Ain, et les plus proches
      const page = large ? [creer("li", {}, creer("a", { href: new URL(lieu.adresse, racine).href }, `Qui couvre ce lieu, et les plus proches\u00a0: ${ici}`))] : [];
      return [...(large && !resultat.total ? [] : vers(mots)), ...(mots && large ? vers("") : []), ...page];
    });
  }

  function conseiller() {
    const place = trouver("conseils");
    const lieux = versLesLieux();
    place.hidden = resultat.total > 0 && !lieux.length;
    if (resultat.total) place.replaceChildren(creer("p", {}, "Un lieu se lit dans ces mots. Vous cherchez peut-être\u00a0:"), creer("ul", {}, ...lieux));
    else {
      const voies = Object.entries(resultat.sans).filter(([, nombre]) => nombre).sort(([, a], [, b]) => b - a).map(([f, nombre]) => {
        const nom = f === "q" ? etat.q : libelles(f).join(" ou ");
        const sans = f === "q" ? { ...etat, q: "" } : { ...etat, choix: { ...etat.choix, [f]: [] } };
        return creer("li", {}, lienVers(`Sans ${citeTape(nom)}, ${direPoles(nombre)}`, sans));
      });
      if (!voies.length) voies.push(creer("li", {}, lienVers(`Sans aucun filtre, ${direPoles(donnees.n)}`, toutLeve())));
      place.replaceChildren(
        creer("p", {}, `Aucun pôle de l’atlas ne répond à ${filtres().length > 1 ? "tous ces filtres à la fois" : "ce filtre"}.`), creer("ul", {}, ...lieux, ...voies),
        creer("p", { class: "source" }, "Un pôle manque\u202f? ", creer("a", { href: `${document.body.dataset.racine}contribuer/` }, "Le faire connaître")),
      );
    }
  }

  function avertir() {
    const phrases = [...inconnus];
    if (etat.tri === "distance" && !km && !etat.de) phrases.push("Pour trier par distance, dites à partir d’où\u00a0; en attendant, la liste suit les noms.");
    const plus = dansLesPages.q === etat.q && etat.q ? dansLesPages.rangs.length : 0;
    if (plus) phrases.push(`${direPoles(plus)} ${plus > 1 ? "sont trouvés" : "est trouvé"} par le texte de ${plus > 1 ? "leur" : "sa"} page.`);
    const chezMoi = versChezMoi(etat.q, racine);
    trouver("avis").replaceChildren(...[phrases.join(" "), ...(chezMoi.length ? [" ", ...chezMoi] : [])].filter(Boolean));
  }
  const annoncer = differer(() => {
    trouver("annonce").textContent = resultat.total ? `${direPoles(resultat.total)} sur ${donnees.n}.` : "Aucun pôle. Des filtres à lever sont proposés.";
  }, ATTENTE_ANNONCE);

  /* ---- Ce qui est montré ---- */

  const poser = surLaCarte(section, donnees, carte);
  const montrerSurLaCarte = differer(() => poser(resultat), ATTENTE_CARTE);

  function allonger(combien) {
    const rangs = premiers(ordre, resultat.retenus, montres + combien).slice(montres);
    const premier = liste.montrer(rangs, { tri: etat.tri, km }, montres > 0);
    montres += rangs.length;
    const reste = resultat.total - Math.max(montres, PAR_PAGE);
    suite.hidden = reste <= 0;
    suite.textContent = `Montrer la suite (encore ${reste})`;
    return premier;
  }
  const completer = differer(() => {
    if (!vivante.hidden && montres < PAR_PAGE) allonger(PAR_PAGE - montres);
    trouver("resultats").setAttribute("aria-busy", "false");
  }, ATTENTE_RESTE);

  function montrer(combien = PAR_PAGE) {
    let texte = null;
    if (etat.q) {
      const { mots, pleins } = comprendre(etat.q);
      const lieu = dansLesPages.q === etat.q ? dansLesPages.lieu : null;
      const duLieu = (i) => Boolean(lieu) && i >= lieu.i && i < lieu.j;
      texte = chercher(pleins.filter((i) => !duLieu(i)).map((i) => mots[i]), pleins.filter(duLieu).map((i) => mots[i]));
      if (dansLesPages.q === etat.q) {
        const noms = texte.slice();
        dansLesPages.trouves.forEach((i) => mettre(texte, i));
        if (lieu?.dit && "dr".includes(lieu.genre)) texte = parmi(donnees, texte, lieu.departements); // « dans le Lot » : ceux du Lot
        dansLesPages.rangs = dansLesPages.trouves.filter((i) => contient(texte, i) && !contient(noms, i));
      }
    }
    resultat = filtrer(donnees, etat.choix, texte);
    facettes.montrer(etat.choix, resultat.comptes);
    const entiere = !filtres().length && (etat.tri === "nom" || (etat.tri === "distance" && !km));
    complete.hidden = !entiere;
    vivante.hidden = entiere;
    trouver("compte").textContent = resultat.total === donnees.n ? direPoles(donnees.n) : `${resultat.total ? direPoles(resultat.total) : "Aucun pôle"} sur ${donnees.n.toLocaleString("fr-FR")}`;
    montres = 0;
    if (!entiere) allonger(combien > PAR_PAGE ? combien : Math.min(PAR_PAGE, Math.ceil(innerHeight / HAUTEUR)));
    trouver("resultats").setAttribute("aria-busy", "true");
    completer();
    tri.value = etat.tri;
    trouver("fichiers").hidden = !resultat.total;
    trouver("montrer").hash = ecrireAdresse({ ...etat, tri: "nom", de: "" }, donnees.facettes);
    trouver("depuis").hidden = etat.tri !== "distance";
    direActifs();
    conseiller();
    if (etat.q && lieuDit.q !== etat.q && resultat.total <= PEU) lireLeLieu(etat.q);
    avertir();
    annoncer();
    montrerSurLaCarte();
  }

  /* ---- Les mots des pages : l’index de la recherche, quand un mot est tapé ---- */

  const numerotes = uneFois(async () => numeros(donnees.adresse));
  async function lireLesPages(/** @type {string} */ q) {
    const { complets, lieu } = await dansLIndex(q);
    const poles = await numerotes();
    if (q !== etat.q) return;
    dansLesPages = { q, trouves: complets.filter((numero) => poles.has(numero)).map((numero) => donnees.rangDe.get(poles.get(numero))), rangs: [], lieu };
    montrer();
  }
  const bientotLesPages = differer(lireLesPages, ATTENTE_MOTS);

  const lireLeLieu = differer(async (/** @type {string} */ q) => {
    const lu = await lieuxDits(noms, q).catch(() => ({ mots: "", lieux: [] })); // sans lui, le reste vaut
    if (q !== etat.q) return;
    lieuDit = { q, ...lu };
    conseiller();
  }, ATTENTE_MOTS);

  /* ---- Les gestes et l’adresse ---- */

  const adresse = (nouvel) => `${location.pathname}${ecrireAdresse(nouvel, donnees.facettes)}`;
  function appliquer(nouvel, { combien = PAR_PAGE, tape = false } = {}) {
    etat = nouvel;
    montrer(combien);
    if (etat.q && dansLesPages.q !== etat.q) (tape ? bientotLesPages : lireLesPages)(etat.q);
  }
  function aller(nouvel, ici = false) {
    inconnus = [];
    history[ici ? "replaceState" : "pushState"]({ panneau: history.state?.panneau }, "", adresse(nouvel));
    if (champ.value.trim() !== nouvel.q) champ.value = nouvel.q;
    if (nouvel.de !== etat.de) km = null;
    if (nouvel.tri !== etat.tri || !km) ordre = ordonner(donnees, nouvel.tri, km);
    appliquer(nouvel);
    depuis.relire(nouvel);
  }
  function placer(point) {
    km = point && distances(donnees, point);
    ordre = ordonner(donnees, etat.tri, km);
    montrer();
  }
  function relire() {
    const lu = lireAdresse(location, donnees.facettes);
    inconnus = lu.inconnus;
    champ.value = lu.etat.q;
    if (lu.etat.de !== etat.de) km = null;
    ordre = ordonner(donnees, lu.etat.tri, km);
    facettes.ouvrir(lu.etat.choix);
    appliquer(lu.etat, { combien: Math.max(PAR_PAGE, history.state?.montres ?? 0) });
    depuis.relire(lu.etat, lu.nomme);
  }

  const facettes = facettesDe(trouver("filtres"), donnees, (f, rang, choisi) => {
    const autres = etat.choix[f].filter((i) => i !== rang);
    aller({ ...etat, choix: { ...etat.choix, [f]: (choisi ? [...autres, rang] : autres).sort((a, b) => a - b) } });
  });
  const depuis = departDe(trouver("depuis"), { placer, aller: (changement, ici) => aller({ ...etat, ...changement }, ici), etat: () => etat });
  commander(page, {
    champ, tri, etroit: facettes.fermer,
    taper: (q) => {
      const nouvel = { ...etat, q };
      inconnus = [];
      history.replaceState(history.state, "", adresse(nouvel));
      appliquer(nouvel, { tape: true });
    },
    trier: (choisi) => aller({ ...etat, tri: choisi, de: choisi === "distance" ? etat.de : "" }),
    suite: () => {
      const premier = allonger(PAR_PAGE);
      history.replaceState({ ...history.state, montres }, "");
      premier?.querySelector("a").focus({ preventScroll: true });
    },
    toutMontrer: () => { if (!vivante.hidden && montres < resultat.total) allonger(resultat.total); },
  });
  emporter(trouver("fichiers"), () => ({
    adresses: premiers(ordre, resultat.retenus).map((i) => donnees.adresse[i]),
    filtre: /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=canonical]")).href + ecrireAdresse(etat, donnees.facettes),
    phrase: `${trouver("compte").textContent}. ${trouver("phrase").textContent}`.trim(),
    mots: [...FACETTES.flatMap((f) => etat.choix[f].map((i) => donnees.facettes[f][i].valeur)), etat.q],
  }));
  addEventListener("popstate", relire);
  relire();
  page.dataset.pret = "";
}

preparerLesChamps();
const carte = preparerLaCarte(page.querySelector("[data-carte]"));
demarrer().catch((erreur) => {
  console.error(erreur);
  const avis = trouver("avis");
  trouver("tete").hidden = false;
  /** @type {HTMLElement} */ (page.querySelector(".resultat-tri")).hidden = true;
  avis.textContent = "Les filtres n’ont pas pu être chargés. La liste complète reste disponible.";
});
