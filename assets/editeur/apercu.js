/* L’aperçu de la page d’un pôle, bâti élément par élément : rien de ce qui est tapé n’est lu comme du HTML. */

import { creer } from "../commun/elements.js";
import { differer } from "../commun/gestes.js";
import { enMots, enumerer } from "../commun/phrases.js";
import { champNomme } from "./champs.js";
import { etat } from "./etat.js";
import { sourcesDeclarees } from "./menus.js";
import { hoteDe, trouver } from "./outils.js";
import { lireRecit } from "./recit/lire.js";
import { session } from "./session.js";

/* Les sources se numérotent comme sur le site : dans l’ordre où elles sont déclarées. */
const numerosDe = () => new Map(sourcesDeclarees().map(({ id }, i) => [id, i + 1]));

/* ---- La page ---- */

const texteDit = (...chemin) => {
  const valeur = etat.valeur(...chemin);
  return typeof valeur === "string" ? valeur : "";
};
const listeDite = (...chemin) => {
  const valeur = etat.valeur(...chemin);
  return Array.isArray(valeur) ? valeur : [];
};
const motDit = (id, liste_) => (session.regles.listes?.[liste_] ?? []).find((terme) => terme.id === id)?.label ?? id;

/* Comme le site les écrit. */
const nombreDit = (valeur) => (/^-?\d+(\.\d+)?$/.test(valeur) ? valeur.replace(/\d+/, (entier) => entier.replace(/\B(?=(\d{3})+$)/g, "\u202f")).replace(".", ",") : valeur);
const jourDit = (valeur) => (/^\d{4}(-\d{2}){0,2}$/.test(valeur) ? enMots(valeur) : String(valeur ?? ""));
const lienDe = (adresse, mots) => (/^https?:\/\//.test(adresse) ? creer("a", { href: adresse, rel: "noreferrer", target: "_blank" }, mots) : mots);
const ensemble = (mots) => enumerer(mots.filter(Boolean).map(String));

function section(titre, ...contenu) {
  const plein = contenu.flat().filter(Boolean);
  return plein.length ? creer("section", {}, creer("h4", {}, titre), ...plein) : null;
}

/* ---- La carte d’identité ---- */

const PARTS = ["regions", "departements", "epci", "communes"];
const nomsDits = (part) => [...(champNomme(`territoire.${part}`)?.querySelectorAll("[data-pastilles] > li > span:first-child") ?? [])].map((nom) => nom.textContent.replace(/^\d\w{1,2} /, ""));
function territoire() {
  const [libelle, faitDe] = [texteDit("territoire", "libelle"), ensemble(PARTS.flatMap(nomsDits))];
  if (libelle && !faitDe) return `${libelle} (périmètre non détaillé)`;
  return libelle === faitDe ? libelle : [libelle, faitDe].filter(Boolean).join("\u00a0: ");
}
function situation() {
  const [statut, vu] = [texteDit("statut"), jourDit(texteDit("statut_constate_le"))];
  if (!statut) return "";
  const quand = statut === "inconnu" ? vu && `\u202f; dernière trace\u00a0: ${vu}` : vu ? `, constaté ${/^\d{1,2}(?:er)?\s/.test(vu) ? "le" : "en"} ${vu}` : ", à une date que les sources ne donnent pas";
  return motDit(statut, "statuts") + quand;
}
function identite(renvoi) {
  const [charte, touches] = [texteDit("charte", "version"), nomsDits("departements_touches")];
  const attendues = [
    ["Situation", "statut", situation()], ["Création", "annee_creation", texteDit("annee_creation")], ["Structure porteuse", "porteur", texteDit("porteur")],
    ["Siège", "commune", texteDit("commune")], ["Département et région", "departement", [texteDit("departement"), texteDit("region")].filter(Boolean).join(", ")],
    ["Territoire", "territoire", territoire()], ...touches.length ? [["S’étend dans", "", `${ensemble(touches)}, sans que ses limites soient connues`, texteDit("provenance", "territoire")]] : [], ["Site web", "site_web", texteDit("site_web") && lienDe(texteDit("site_web"), hoteDe(texteDit("site_web")) || texteDit("site_web"))],
  ];
  const autres = [
    ["Région en 2014", "region_2014", texteDit("region_2014")], ["Profil", "profil", texteDit("profil") && motDit(texteDit("profil"), "profils")],
    ["Charte nationale", "charte", charte && [texteDit("charte", "signee_le") && `signée en ${jourDit(texteDit("charte", "signee_le"))}`, motDit(charte, "chartes")].filter(Boolean).join("\u00a0: "), texteDit("charte", "source")],
    [listeDite("reconnaissances").length > 1 ? "Reconnaissances" : "Reconnaissance", "", reconnaissances(renvoi)],
    ["SIREN", "siren", texteDit("siren")], ["Contact", "contact", ensemble([texteDit("contact", "courriel"), texteDit("contact", "telephone")])], ["Activités, dans les mots des sources", "activites", ensemble(listeDite("activites"))],
    ...listeDite("lieux").map((l) => [`Autre lieu\u00a0: ${l?.commune ?? ""}${l?.code_insee ? ` (${String(l.code_insee).match(/^9[78].|^../)?.[0] ?? ""})` : ""}`, "", String(l?.role ?? ""), l?.source]),
  ];
  const remarque = (cle) => texteDit("remarques", cle);
  const lignes = [...attendues, ...autres].filter(([, cle, valeur]) => valeur || remarque(cle));
  const absentes = attendues.filter(([, cle, valeur]) => !valeur && !remarque(cle)).map(([nom]) => nom.toLowerCase());
  return creer("dl", { class: "apercu-identite" },
    ...lignes.map(([nom, cle, valeur, source]) => creer("div", {}, creer("dt", {}, nom), creer("dd", {}, valeur || "on ne sait pas", renvoi(source || texteDit("provenance", cle)), remarque(cle) ? creer("small", {}, ` ${remarque(cle)}`) : null))),
    absentes.length ? creer("div", {}, creer("dt", {}, "Pas encore connu"), creer("dd", {}, ensemble(absentes))) : null);
}
/* Les reconnaissances, la plus ancienne d’abord, comme atlas/pages/recognised.py. */
function reconnaissances(renvoi) {
  const dites = listeDite("reconnaissances").map((r) => ({ nom: motDit(String(r?.appel ?? ""), "reconnaissances"), annee: String(r?.annee ?? ""), phase: r?.phase, source: r?.source }));
  dites.sort((a, b) => (Number(a.annee) || 9999) - (Number(b.annee) || 9999));
  const quand = ({ nom, annee }) => (!annee || nom.includes(annee) ? "" : `, ${/\d{4}$/.test(nom) ? "décision de " : ""}${annee}`);
  return dites.length ? creer("ul", {}, ...dites.map((r) => creer("li", {}, `${r.nom}${quand(r)}`, renvoi(r.source), r.phase ? creer("small", {}, ` ${r.phase}`) : null))) : "";
}
function suite() {
  const choisi = champNomme("heritier")?.querySelector("select")?.selectedOptions[0];
  if (!texteDit("heritier") || !choisi) return null;
  return creer("p", {}, `${texteDit("statut") === "fusionne" ? "Ce pôle a rejoint" : "Ce pôle a cessé\u202f; sa suite est prise par"} ${choisi.textContent}.`);
}

function sourceDe({ id, titre, date, url }, rang) {
  const lue = jourDit(etat.valeur("sources", id, "consulte_le"));
  const site = [hoteDe(url).replace(/^www\./, ""), lue && `consulté le ${lue}`].filter(Boolean).join(", ");
  return creer("li", { id: `apercu-source-${rang + 1}` }, lienDe(url, titre), date ? `, ${jourDit(date)}` : "", ".", site ? ` ${site}` : "");
}
const chiffreDe = (c, renvoi) => creer("li", {}, `${c?.libelle ?? ""}\u00a0: ${nombreDit(String(c?.valeur ?? ""))}\u00a0${c?.unite ?? ""}${c?.precision ? `, ${c.precision}` : ""} (${c?.annee || "non daté"})`, renvoi(c?.source));
const membre = (p, renvoi) => [String(p?.nom ?? "?"), p?.role ? ` (${motDit(p.role, "roles").toLowerCase()})` : null, renvoi(p?.source)];

function montrerApercu() {
  const numeros = numerosDe();
  const renvoi = (id) => (numeros.has(id) ? creer("sup", {}, creer("a", { class: "renvoi", href: `#apercu-source-${numeros.get(id)}`, "aria-label": `source ${numeros.get(id)}` }, String(numeros.get(id)))) : null);
  const commune = texteDit("commune");
  const departement = texteDit("departement");
  const lieu = commune && commune !== departement ? `${commune}${departement ? ` (${departement})` : ""}` : departement;
  const parFamille = new Map();
  for (const partie of listeDite("parties_prenantes")) parFamille.set(partie?.famille ?? "", [...(parFamille.get(partie?.famille ?? "") ?? []), partie]);
  const cooperations = ["moyens", "projets", "strategique"].filter((cle) => listeDite("cooperations", cle).length);
  trouver("apercu").replaceChildren(...[
    creer("p", { class: "surtitre" }, lieu || "Lieu à dire"),
    creer("h3", { class: "apercu-nom" }, texteDit("nom") || "Pôle sans nom"),
    listeDite("autres_noms").length ? creer("p", {}, `Aussi nommé\u00a0: ${ensemble(listeDite("autres_noms"))}`) : null,
    suite(),
    creer("p", { class: "apercu-reperes" }, [texteDit("statut") && motDit(texteDit("statut"), "statuts"), texteDit("annee_creation") && `depuis ${texteDit("annee_creation")}`, ...listeDite("secteurs").map((id) => motDit(id, "secteurs"))].filter(Boolean).join(" · ")),
    creer("div", { class: "apercu-recit" }, ...lireRecit(etat.leRecit.trim().slice(0, 30000), { note: renvoi, lien: { rel: "noreferrer", target: "_blank" }, titre: (rang) => `h${rang + 2}` })),
    section("Qui coopère", [...parFamille].map(([famille, parties]) => creer("p", {}, creer("strong", {}, `${motDit(famille, "familles") || "Famille à dire"}\u00a0: `), ...parties.flatMap((p, i) => [i ? ", " : "", ...membre(p, renvoi)])))),
    section("Comment on y coopère", cooperations.map((cle) => creer("div", {}, creer("h5", {}, motDit(cle, "cooperations")), creer("ul", {}, ...listeDite("cooperations", cle).map((p) => creer("li", {}, String(p?.texte ?? ""), renvoi(p?.source))))))),
    section("Comment il se gouverne", texteDit("gouvernance", "forme") ? creer("p", {}, creer("strong", {}, motDit(texteDit("gouvernance", "forme"), "gouvernances")), texteDit("gouvernance", "precision") ? `\u00a0: ${texteDit("gouvernance", "precision")}` : "", renvoi(texteDit("gouvernance", "source"))) : null, texteDit("remarques", "gouvernance") ? creer("p", {}, texteDit("remarques", "gouvernance")) : null),
    section("En chiffres", listeDite("chiffres").length ? creer("ul", {}, ...listeDite("chiffres").map((c) => chiffreDe(c, renvoi))) : null),
    section("Carte d’identité", identite(renvoi)),
    section("Sources", numeros.size ? creer("ol", {}, ...sourcesDeclarees().map(sourceDe)) : null),
    texteDit("verifie_le") ? creer("p", {}, `Fiche vérifiée le ${jourDit(texteDit("verifie_le"))}.`) : null,
    creer("p", { class: "source" }, "La page aura aussi la carte, les pôles voisins et ceux du même secteur."),
  ].filter(Boolean));
}

/* Il suit ce que l’on tape tant qu’il se voit. */
const suivre = differer(() => { if (trouver("apercu-page").open) montrerApercu(); }, 250);
trouver("apercu-page").addEventListener("toggle", suivre);
etat.abonner(suivre);
suivre();
