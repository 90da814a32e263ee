/* Écrire la réponse de « Près de chez moi » : la phrase, les listes, qui appeler, la carte, et la note que l’on imprime.
 */
import { creer } from "../commun/elements.js";
import { lireJson } from "../commun/fichiers.js";
import { unSeulClic } from "../commun/gestes.js";
import { daterLImprime } from "../commun/impression.js";
import { deLieu, enMots, pluriel } from "../commun/phrases.js";
import { cadrerLImage, estDessine, imageDe } from "./image.js";
import { LISTES, collectivite, combien, deListes, nomDe, ou, incertitude, phrase, remarques } from "./phrases.js";

/**
 * { ecrire, oublier } : écrire ({ lieu, reponse, depuisEpci }), dont la phrase est rendue ; rendre la note d’avant toute réponse.
 * @param {HTMLElement} section
 * @param {URL} racine
 */
export function ecritureDe(section, racine) {
  const [DETAILLES, VOISINS, NOMS] = [5, 3, 250]; // DETAILLES : pôles racontés au plus, s’ils tiennent sur une page A4
  const [LIGNE, LIGNES, PHRASE, TETE] = [86, 17, 62, 5]; // signes d’une ligne, lignes pour les pôles ; signes d’une ligne de la phrase, celles que l’image couvre
  const LETTRE_IMPRIMEE = 19;
  const enLignes = (texte, signes = LIGNE) => Math.ceil(texte.length / signes);
  const [RESUME, AUTORITES, MEMBRES] = [(n) => (n > 3 ? 170 : 400), 170, 90]; // signes : deux lignes, ou cinq quand il y a de la place
  /** @type {(nom: string) => any} */
  const trouver = (nom) => document.querySelector(`[data-${nom}]`);
  const lien = (adresse, texte) => creer("a", { href: new URL(adresse, racine).href }, texte);

  /* ---- Les listes ---- */

  let distances = new Map(); // celles des plus proches, où qu’ils soient nommés
  const secteur = (numero) => trouver(`secteur="${numero}"`)?.content.cloneNode(true) ?? "";
  function entree(p, dit = "", territoireDit = "") {
    const situe = creer("span", { class: "entree-lieu" }, p.lieu, p.approximatif ? ", " : "", p.approximatif ? creer("span", { class: "approximatif" }, "siège inconnu") : "");
    return creer(
      "li", { class: "entree" }, lien(`poles/${p.slug}/`, p.nom), " ", situe, dit ? creer("span", { class: "distance" }, dit) : "",
      territoireDit ? creer("p", { class: "entree-territoire" }, `Territoire\u00a0: ${territoireDit}`) : "",
      creer("p", { class: "entree-signes" }, ...p.secteurs.flatMap((s) => [secteur(s), " "])),
    );
  }
  /** @type {(intitule: string[], poles: any[], territoireDe?: (pole: any) => string) => HTMLElement} */
  function groupe(intitule, poles, territoireDe = () => "") {
    const rangs = [...distances.keys()];
    const rang = ({ slug }) => (rangs.indexOf(slug) + 1 || LISTES);
    const dans = [...poles].sort((a, b) => rang(a) - rang(b)); // les plus proches d’abord, puis les autres dans leur ordre
    const [montres, caches] = [dans.slice(0, LISTES), dans.slice(LISTES)];
    const liste = (partie) => creer("ul", { class: "index index--breve" }, ...partie.map((p) => entree(p, distances.get(p.slug), territoireDe(p))));
    const suite = caches.length ? creer("details", {}, creer("summary", {}, `Les ${caches.length} autres`), liste(caches)) : "";
    return creer("section", {}, creer("h3", {}, ...intitule), liste(montres), suite);
  }
  function territoire(intitule, poles, adresse, nom, autre) {
    const plus = lien(adresse, nom);
    if (typeof poles === "number") {
      const compte = poles ? `${pluriel(poles, `${autre}pôle y a son siège`, `${autre ? "autres " : ""}pôles y ont leur siège`)}\u00a0: ` : "";
      return creer("section", {}, creer("h3", {}, ...intitule), creer("p", {}, compte, plus));
    }
    if (poles.length) {
      const fait = groupe(intitule, poles);
      fait.append(creer("p", { class: "source" }, "Tout le territoire\u00a0: ", plus));
      return fait;
    }
    return creer("section", { class: "pres-rien" }, creer("h3", {}, ...intitule), creer("p", {}, `Aucun ${autre}pôle connu n’y a son siège. `, plus));
  }

  function listes(lieu, { couvrent, epci, touchent, departement, region, autres, proches, sansSiege, pageEpci }) {
    const [fait, nom] = [[], nomDe(lieu)];
    const page = [`departements/${lieu.departement.toLowerCase()}/`, `${lieu.departementNom} (${lieu.departement})`];
    const leur = (poles) => (combien(poles) > 1 ? "Leur" : "Son");
    const autre = (liste) => (autres[liste] ? "autre " : "");
    distances = new Map(proches.map((p) => [p.slug, ou(p, lieu)]));
    const dits = new Set([couvrent, epci, touchent, departement, region].filter(Array.isArray).flat().map((p) => p.slug));
    const encore = proches.filter((p) => !dits.has(p.slug)); // un pôle n’est nommé qu’une fois
    if (couvrent.length) fait.push(groupe([`${leur(couvrent)} territoire contient ${nom}`], couvrent));
    if (epci.length || pageEpci) {
      const intitule = ["Dans l’intercommunalité\u00a0: ", lieu.epciNom];
      fait.push(pageEpci ? territoire(intitule, epci, `epci/${lieu.epci}/`, lieu.epciNom, autre("epci")) : groupe(intitule, epci));
    }
    const etendue = [combien(touchent) > 1 ? `Leurs territoires s’étendent dans votre ${collectivite(lieu)}, sans que leurs limites soient connues` : `Son territoire s’étend dans votre ${collectivite(lieu)}, sans que ses limites soient connues`];
    if (typeof touchent === "number") fait.push(creer("section", {}, creer("h3", {}, ...etendue), creer("p", {}, `${pluriel(touchent, "pôle")}\u00a0: `, lien(...page))));
    else if (touchent.length) fait.push(groupe(etendue, touchent, (p) => p.etendue));
    const genre = lieu.region ? "Dans le département" : "Dans la collectivité";
    fait.push(territoire([`${genre}\u00a0: ${lieu.departementNom}`], departement, ...page, autre("departement")));
    if (lieu.region && lieu.regionNom !== lieu.departementNom) fait.push(territoire([`Dans la région\u00a0: ${lieu.regionNom}`], region, `regions/${lieu.regionAdresse}/`, `Région ${lieu.regionNom}`, autre("region")));
    if (encore.length) fait.push(groupe([encore.length < proches.length || couvrent.length ? "Les autres sièges les plus proches" : "Les sièges les plus proches"], encore));
    if (proches.length) {
      const depuis = lieu.approche ? `le milieu de la collectivité\u00a0: l’atlas n’a pas la position ${deLieu(nom)}` : `la mairie ${deLieu(nom)}`;
      fait.at(-1).append(creer("p", { class: "source" }, `Distances à vol d’oiseau, depuis ${depuis}.`));
    }
    if (sansSiege.length) fait.push(groupe(["À une distance inconnue"], sansSiege));
    if (!proches.length && !sansSiege.length) {
      fait.push(creer("section", {}, creer("h3", {}, "Ailleurs"), creer("p", {}, "Les autres pôles connus sont au-delà des mers\u00a0: ", lien("poles/", "voir tous les pôles"), ".")));
    }
    return fait;
  }

  function appeler({ region, departement }) {
    const cadre = trouver("note-contacts");
    const connus = [region, "national", `public-${region || departement}`].map((cle) => trouver(`contact="${cle}"`)).filter(Boolean);
    cadre.replaceChildren(...connus.map((modele) => modele.content.cloneNode(true)));
  }

  /* ---- La note ---- */

  /* À la fin d’une phrase si elle vient assez tard, sinon à la fin d’un mot. */
  function couper(texte, combien) {
    if (texte.length <= combien || !combien) return combien ? texte : "";
    const debut = texte.slice(0, combien);
    const phrases = debut.match(/^.*[.!?…](?=\s)/s)?.[0] ?? "";
    const mots = debut.replace(/[\s,;:]+\S*$/, "");
    return phrases.length > combien / 3 ? phrases : `${mots}${/[.!?…]$/.test(mots) ? "" : "…"}`;
  }
  /* Les premiers de ces noms, autant que ces signes en tiennent. */
  function tenant(noms, signes) {
    let reste = signes;
    return noms.filter((nom) => (reste -= nom.length + 2) >= 0);
  }
  const brut = (recit) => (recit ?? "").split(/\n\s*\n/)[0].replace(/\[\^[^\]]*\]/g, "").replace(/\[([^\]]+)\]\([^)]*\)/g, "$1").replace(/[*_`#>]/g, "").trim();

  /* `loin` : ceux d’un autre outre-mer, là où presque rien n’est près. */
  function note({ lieu, reponse, dite }, loin = [], details = new Map()) {
    const { couvrent, epci, touchent, proches, sansSiege } = reponse;
    const [ici, nom] = [[...couvrent, ...deListes(reponse)], nomDe(lieu)];
    const dans = `dans ${lieu.region ? "le département" : "la collectivité"}`;
    const ailleurs = ici.length ? [] : proches.length ? proches.slice(0, VOISINS) : loin;
    const dits = ici.length ? ici.slice(0, DETAILLES) : ailleurs;
    trouver("note-titre").textContent = `Note pour le conseil\u00a0: les PTCE et ${nom}${nom.startsWith(lieu.departementNom) ? "" : ` (${lieu.departementNom})`}`;
    trouver("note-phrase").textContent = [dite, incertitude(lieu, reponse), lieu.epciNom && `Intercommunalité\u00a0: ${lieu.epciNom}.`].filter(Boolean).join(" ");
    trouver("note-ailleurs").hidden = !ailleurs.length;
    trouver("note-ailleurs").firstElementChild.textContent = ailleurs === loin ? "D’autres pôles d’outre-mer" : "Les plus proches ailleurs";
    trouver("note-avec").hidden = !ici.length;
    trouver("note-sans").hidden = ici.length > 0;
    const raconter = (nommer) => dits.map((p) => {
      const d = details.get(p.slug);
      const place = loin.includes(p) ? "" : ailleurs.includes(p) ? ou(p, lieu) : couvrent.includes(p) ? `dont le territoire contient ${nom}` : epci.includes(p) ? "dans l’intercommunalité"
        : Array.isArray(touchent) && touchent.includes(p) ? `dont le territoire s’étend ${dans}, sans que ses limites soient connues` : dans;
      const [collectivites, membres] = [true, false].map((voulu) => (d?.parties_prenantes ?? []).filter((x) => (x.famille === "collectivite") === voulu).map((x) => x.nom));
      const nommes = nommer ? tenant(membres, MEMBRES) : [];
      const tus = (d?.parties_prenantes.length ?? 0) - collectivites.length - nommes.length;
      const vu = d?.statut === "inconnu" ? d.statut_constate_le && `dernière trace\u00a0: ${enMots(d.statut_constate_le)}` : d && (d.statut_constate_le ? enMots(d.statut_constate_le) : "sans date");
      const situation = d?.statut_nom ? ` (${[d.statut_nom.toLowerCase(), vu].filter(Boolean).join(", ")})` : "";
      const contact = d ? [d.site_web && new URL(d.site_web).hostname.replace(/^www\./, ""), d.contact?.courriel, d.contact?.telephone].filter(Boolean).join(" · ") : "";
      const lignes = [couper(brut(d?.recit), RESUME(dits.length))];
      if (collectivites.length) lignes.push(`Collectivités\u00a0: ${couper(collectivites.join(", "), AUTORITES)}.`);
      if (nommes.length) lignes.push(`${collectivites.length ? "Autres membres" : "Membres"}\u00a0: ${nommes.join(", ")}${tus ? `\u202f; et ${pluriel(tus, "autre")}` : ""}.`);
      else if (tus) lignes.push(`${collectivites.length ? "Et " : ""}${pluriel(tus, `${collectivites.length ? "autre " : ""}partie prenante nommée`, `${collectivites.length ? "autres " : ""}parties prenantes nommées`)}.`);
      if (contact) lignes.push(`Contact\u00a0: ${contact}`);
      const loinDIci = ailleurs.includes(p) ? "" : distances.get(p.slug); // comme à l’écran
      return [p.nom, `, ${[p.lieu, loinDIci, place].filter(Boolean).join(", ")}${situation}`, ...lignes.filter(Boolean)];
    });
    const trop = Math.max(0, enLignes(trouver("note-phrase").textContent, PHRASE) - TETE);
    const faut = (racontes, combienDits) => racontes.slice(0, combienDits).reduce((somme, [debut, suite, ...lignes]) => somme + 0.7 + enLignes(debut + suite) + lignes.reduce((n, ligne) => n + enLignes(ligne), 0), combienDits < ici.length ? 3 : 0);
    const [nommant, taisant] = [true, false].map(raconter);
    const tiennent = (racontes, lignes) => {
      let n = racontes.length;
      while (n > 1 && faut(racontes, n) > lignes - trop) n -= 1;
      return n;
    };
    const serre = tiennent(taisant, LIGNES) < ici.length; // ceux d’ici passent avant les voisins
    const lignes = serre || ailleurs.length ? LIGNES + VOISINS + 1 - (sansSiege.length && !serre ? 2 : 0) : LIGNES;
    const place = tiennent(taisant, lignes);
    const racontes = tiennent(nommant, lignes) === place && faut(nommant, place) <= lignes - trop ? nommant : taisant; // les membres sont nommés si cela n’ôte aucun pôle
    trouver("note-poles").replaceChildren(...racontes.slice(0, place).map(([debut, suite, ...lignes]) => creer(
      "li", { class: "note-pole" }, creer("p", {}, creer("b", { class: "note-nom", role: "heading", "aria-level": ailleurs.length ? "3" : "2" }, debut), suite), ...lignes.map((texte) => creer("p", {}, texte)),
    )));
    const tous = ici.slice(place).map((p) => (distances.has(p.slug) ? `${p.nom} (${distances.get(p.slug)})` : p.nom));
    const premiers = tenant(tous, NOMS);
    const noms = premiers.join(" · ") + (premiers.length < tous.length ? "…" : "");
    trouver("note-suite").textContent = noms ? `Et aussi\u00a0: ${noms}` : ici.length ? "" : "Vous connaissez un pôle qui agit ici\u202f? La page Contribuer de l’atlas dit comment le faire connaître.";
    const autour = proches.filter((p) => !ici.slice(0, place).some((q) => q.slug === p.slug));
    const voisins = ailleurs.length || serre ? [] : autour.length ? autour.slice(0, VOISINS) : loin;
    const libres = Math.floor((LIGNES + VOISINS - trop - faut(racontes, place)) / voisins.length) * LIGNE; // signes pour chacun de ceux qui sont loin
    const intitule = voisins === loin ? "D’autres pôles d’outre-mer" : "Les autres sièges les plus proches";
    trouver("note-proches").replaceChildren(...(voisins.length ? [creer("b", { role: "heading", "aria-level": "2" }, intitule), ...voisins.flatMap((p) => [creer("br"), voisins === loin ? `${p.nom}, ${p.lieu}. ${couper(brut(details.get(p.slug)?.recit), Math.max(0, Math.min(RESUME(1), libres - p.nom.length - p.lieu.length)))}` : `${p.nom}, ${p.lieu}\u00a0: ${ou(p, lieu)}`])] : []), ...(sansSiege.length && ici.length <= VOISINS ? [voisins.length ? creer("br") : "", creer("b", {}, "Siège inconnu\u00a0:"), ` ${couper(sansSiege.map((p) => `${p.nom} (${p.lieu})`).join("\u202f; "), RESUME(9))}`] : []));
    trouver("note-adresse").textContent = `${section.dataset.adresse}?commune=${lieu.arrondissement?.code ?? lieu.code}`;
    return [...new Set([...dits, ...loin])];
  }

  /* La carte de la note est l’image de la page, en lettres qui se lisent dans un coin de feuille. */
  function situer(lieu, reponse) {
    const figure = trouver("note-situation");
    figure.hidden = !estDessine(lieu.departement);
    if (figure.hidden) return;
    const image = imageDe(document.querySelector(".pres-carte"));
    const legende = `Carte\u00a0: ${nomDe(lieu)} et les sièges les plus proches`;
    figure.setAttribute("aria-label", legende);
    figure.replaceChildren(image.cloneNode(true), creer("figcaption", { class: "note-image" }, legende));
    cadrerLImage(figure, lieu, reponse, LETTRE_IMPRIMEE);
  }

  daterLImprime();
  const imprimer = trouver("imprimer");
  /** @type {any} */
  let [derniere, entiere] = [null, true];
  function completee(oui) {
    entiere = oui;
    trouver("note-abregee").hidden = oui;
  }
  async function completer() {
    const [celle, { lieu, reponse, outremer }] = [derniere, derniere];
    const ici = new Set([...reponse.couvrent, ...deListes(reponse)].map(({ slug }) => slug));
    const loin = ici.size < VOISINS && reponse.proches.every(({ slug }) => ici.has(slug)) ? await outremer().catch(() => []) : []; // sans eux, la note vaut
    const demandes = note(celle, loin).map(async ({ slug }) => {
      const lu = await lireJson(new URL(`api/v1/poles/${slug}.json`, racine)).catch(() => null); // sans le détail, la note garde le nom et le lieu, et le dit
      return /** @type {const} */ ([slug, lu?.pole]);
    });
    situer(lieu, reponse); // pendant qu’ils viennent
    const details = new Map(await Promise.all(demandes));
    if (celle !== derniere) return;
    note(celle, loin, details);
    completee(![...details.values()].includes(undefined));
  }
  imprimer.addEventListener("click", unSeulClic(async () => {
    if (derniere && !entiere) await completer();
    window.print();
  }));
  /* Ctrl+P fait comme le bouton. Le menu du navigateur n’attend rien : la feuille dit alors ce qui lui manque. */
  const PRINCIPALE = /Mac|iP/.test(navigator.platform) ? "metaKey" : "ctrlKey";
  addEventListener("keydown", (evenement) => {
    if (!evenement[PRINCIPALE] || evenement.altKey || evenement.shiftKey || evenement.key.toLowerCase() !== "p" || !derniere || section.hidden) return;
    evenement.preventDefault();
    if (!evenement.repeat) imprimer.click();
  });
  addEventListener("beforeprint", () => {
    if (derniere && !entiere) situer(derniere.lieu, derniere.reponse);
  });

  function ecrire({ lieu, reponse, depuisEpci, outremer }) {
    const dite = phrase(lieu, reponse);
    derniere = { lieu, reponse, dite, outremer };
    trouver("pres-titre").textContent = nomDe(lieu) === lieu.departementNom ? lieu.departementNom : `${nomDe(lieu)} (${lieu.departementNom})`;
    trouver("pres-phrase").textContent = dite;
    trouver("pres-remarques").textContent = remarques(lieu, reponse, depuisEpci);
    trouver("pres-listes").replaceChildren(...listes(lieu, reponse));
    appeler(lieu);
    note(derniere);
    completee(false);
    trouver("note-situation").hidden = true; // celle du lieu d’avant
    imprimer.hidden = false;
    return dite;
  }
  /* Sans réponse à l’écran, la feuille ne garde pas celle du lieu d’avant. */
  const neuve = ["note-tete", "note-corps", "note-situation", "note-contacts", "note-avec", "note-sans", "note-adresse"].map((nom) => /** @type {const} */ ([nom, trouver(nom).cloneNode(true)]));
  function oublier() {
    derniere = null;
    for (const [nom, partie] of neuve) trouver(nom).replaceWith(partie.cloneNode(true));
  }
  return { ecrire, oublier };
}
