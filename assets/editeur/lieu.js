/* Le lieu : la commune choisie remplit région, département et code ; le point se déplace sur la carte ; un pôle qui existe
 * peut-être déjà est montré.
 */

import { creer } from "../commun/elements.js";
import { plier } from "../commun/mots.js";
import { differer } from "../commun/gestes.js";
import { cite } from "../commun/phrases.js";
import { kilometres } from "../commun/terre.js";
import { PASTILLES, ajouterAuChamp, champEnfant, champNomme, formulaire, lesLieux, remplirChamp } from "./champs.js";
import { etat } from "./etat.js";
import { annoncer, bouton, page, racine, trouver } from "./outils.js";
import { toutVoir, voirChamp } from "./problemes.js";
import { lesPoles, session } from "./session.js";

export const champDuLieu = (nom) => champNomme(nom);
let lieu = null; // la commune du siège, telle que l’index la connaît

export function remplirEtPoser(nom, valeur) {
  const element = champDuLieu(nom);
  remplirChamp(element, valeur);
  voirChamp(element);
  etat.poser(nom.split("."), valeur);
}

/* ---- La commune du siège ---- */

/* Ce que la commune donne à d’autres champs. */
const DONNES = { code_insee: "le code INSEE", departement: "le département", region: "la région", coordonnees: "le point de la carte" };
const donnees = (l) => ({ code_insee: l?.code, departement: l?.departementNom, region: l?.regionNom || undefined, coordonnees: undefined });

async function choisirCommune(code) {
  const nouveau = await lesLieux().lieu(code);
  if (!nouveau) return;
  remplirEtPoser("commune", nouveau.nom);
  suivre(nouveau);
}
/* Ce qui suit la commune change avec elle ; ce que quelqu’un a écrit est demandé. */
function suivre(nouveau) {
  const [avant, apres] = [donnees(lieu), donnees(nouveau)];
  const tenus = [];
  // D’une fiche ouverte, le département et la région sont écrits : sans commune, ils restent.
  const cles = nouveau || lieu?.choisie ? Object.keys(DONNES) : ["code_insee"];
  for (const cle of cles) {
    const valeur = etat.valeur(cle);
    if (valeur === undefined || valeur === "" || valeur === avant[cle]) {
      if (valeur !== apres[cle]) remplirEtPoser(cle, apres[cle]);
    } else if (valeur !== apres[cle]) tenus.push(cle);
  }
  lieu = nouveau && { ...nouveau, choisie: true };
  demanderCeQuiReste(nouveau ? tenus : [], apres);
  direLieu();
  placerPoint();
}
const dit = (valeur) => (typeof valeur === "object" ? `${valeur.latitude}, ${valeur.longitude}` : valeur);
function demanderCeQuiReste(tenus, apres) {
  const place = trouver("lieu-suites");
  place.hidden = !tenus.length;
  place.replaceChildren(...tenus.map((cle) => {
    const [ecrit, propose] = [dit(etat.valeur(cle)), apres[cle] ?? (cle === "coordonnees" ? "celui de la mairie" : "vide")];
    const question = creer("p", {}, `Pour ${lieu.nom}, ${DONNES[cle]} est ${propose}\u202f; la fiche dit ${cite(ecrit)}. `);
    const repondre = (changer) => {
      if (changer) remplirEtPoser(cle, apres[cle]);
      demanderCeQuiReste(tenus.filter((autre) => autre !== cle), apres);
      placerPoint();
      champDuLieu("commune").querySelector("input").focus();
    };
    question.append(bouton("Changer", () => repondre(true)), " ", bouton(`Garder ${cite(ecrit)}`, () => repondre(false)));
    return question;
  }));
  if (tenus.length) annoncer(place.textContent);
}
/* Ce qui est tapé sans rien choisir dans la liste : la commune nommée sans doute est choisie ; sinon rien ne reste de celle d’avant. */
async function devinerLaCommune(saisie) {
  const texte = saisie.value.trim();
  if (texte === (lieu?.nom ?? "")) return;
  const trouve = texte ? await nommee(texte) : null;
  if (saisie.value.trim() !== texte) return;
  if (!trouve) {
    if (lieu) suivre(null);
    return;
  }
  await choisirCommune(trouve.code);
  annoncer(`${lieu.nom}, ${lieu.departementNom}.`);
}
/* La commune que dit un nom ou un code postal, sans doute possible. */
async function nommee(texte) {
  const { ouvre } = await lesLieux().chercher(texte, false, "cam");
  return ouvre ? lesLieux().lieu(ouvre.code) : null;
}
function direLieu() {
  const place = trouver("lieu-dit");
  place.hidden = !lieu || etat.valeur("commune") !== lieu.nom;
  if (place.hidden) return;
  const region = lieu.regionNom ? `, ${lieu.regionNom}` : "";
  const couvert = (etat.valeur("territoire", "epci") ?? []).includes(lieu.epci);
  place.replaceChildren(
    creer("p", {}, creer("strong", {}, lieu.nom), `, ${lieu.departementNom} (${lieu.departement})${region}. ${lieu.epci ? `Intercommunalité\u00a0: ${lieu.epciNom}. ` : ""}Code INSEE ${lieu.code}. `,
      lieu.approche ? "Cette commune n’a pas de point connu\u00a0: placez-le sur la carte, dans «\u202fJ’ai d’autres précisions\u202f»." : "Le point de la carte est sa mairie\u00a0; il se déplace dans «\u202fJ’ai d’autres précisions\u202f»."),
    ...(lieu.epci ? [creer("p", {}, couvert ? "Cette intercommunalité est dans son territoire." : bouton("Le pôle couvre cette intercommunalité\u00a0: l’ajouter à son territoire", couvrir))] : []),
  );
}
function couvrir() {
  if (!etat.valeur("territoire", "libelle")) remplirEtPoser("territoire.libelle", lieu.epciNom);
  ajouterAuChamp(champDuLieu("territoire.epci"), lieu.epci);
  direLieu();
  champDuLieu("territoire.libelle").querySelector("input").focus();
}

formulaire.addEventListener("change", ({ target }) => {
  if (target.closest("[data-champ]") === champDuLieu("commune")) devinerLaCommune(target).catch(console.warn);
});

/* Un département choisi à la main donne sa région. */
export function suivreDepartement() {
  const option = champDuLieu("departement").querySelector("select").selectedOptions[0];
  if (option?.value && option.dataset.region !== undefined) remplirEtPoser("region", option.dataset.region || undefined);
}

page.addEventListener("atlas:lieu", (evenement) => {
  evenement.preventDefault();
  const element = evenement.target.closest("[data-champ]");
  const saisie = element.querySelector("input");
  const { code, nom, genre } = evenement.detail;
  if (PASTILLES.includes(element.dataset.sorte)) {
    saisie.value = "";
    // Une fiche nomme la commune d’aujourd’hui, non l’ancienne ni l’arrondissement.
    if (["a", "m"].includes(genre)) lesLieux().lieu(code).then((connu) => ajouterAuChamp(element, connu.code)).catch(console.warn);
    else ajouterAuChamp(element, code);
    return;
  }
  const ligne = element.closest("[data-ligne]");
  const suite = ligne ? lesLieux().lieu(code).then((connu) => {
    if (!connu) return;
    for (const [cle, valeur] of [["commune", connu.nom], ["code_insee", connu.code]]) {
      const autre = champEnfant(ligne, cle);
      remplirChamp(autre, valeur);
      page.dispatchEvent(new CustomEvent("editeur:saisie", { detail: autre }));
    }
  }) : choisirCommune(code);
  saisie.value = nom;
  suite.catch((erreur) => {
    console.warn(erreur);
    annoncer("La commune n’a pas pu être lue. Vérifiez la connexion.");
  });
});

/* Plusieurs lieux collés d’un coup, un par ligne ou séparés par des points-virgules. */
formulaire.addEventListener("paste", (evenement) => {
  const element = evenement.target.closest("[data-champ]");
  if (!evenement.target.matches("[data-ajout]") || !["communes", "epci"].includes(element?.dataset.sorte)) return;
  const valeurs = evenement.clipboardData.getData("text").split(/[\n;\t]+/).map((v) => v.trim()).filter(Boolean);
  if (valeurs.length < 2) return;
  evenement.preventDefault();
  ajouterAuChamp(element, ...valeurs);
});

/* ---- Le point, sur la carte ---- */

let [carte, marque] = [null, null];
const mairie = trouver("mairie");
const PAS = 8; // pixels par flèche ; six fois plus avec Majuscule

function pointActuel() {
  const { latitude, longitude } = etat.valeur("coordonnees") ?? {};
  const point = [Number(latitude), Number(longitude)];
  if (latitude && longitude && point.every(Number.isFinite)) return point;
  return lieu?.point ?? null;
}
function placerPoint() {
  mairie.hidden = !etat.valeur("coordonnees") || !lieu;
  const point = pointActuel();
  if (!carte || !point) return;
  if (!marque) {
    const html = creer("span", { class: "editeur-point" });
    marque = L.marker(point, { draggable: true, keyboard: true, zIndexOffset: 1000, icon: L.divIcon({ className: "editeur-point-cadre", html, iconSize: [32, 32] }) }).addTo(carte);
    const element = marque.getElement();
    element.setAttribute("role", "application");
    element.setAttribute("aria-label", "Le point du pôle\u00a0: flèches pour le déplacer, Majuscule pour aller plus loin");
    element.addEventListener("keydown", (evenement) => {
      const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[evenement.key] ?? [0, 0];
      if (!x && !y) return;
      evenement.preventDefault();
      evenement.stopPropagation();
      const pas = PAS * (evenement.shiftKey ? 6 : 1);
      deplacer(carte.containerPointToLatLng(carte.latLngToContainerPoint(marque.getLatLng()).add([x * pas, y * pas])));
    });
    marque.on("dragend", () => deplacer(marque.getLatLng()));
  }
  marque.setLatLng(point);
}
function deplacer({ lat, lng }) {
  const [latitude, longitude] = [lat, lng].map((n) => n.toFixed(4));
  const element = champDuLieu("coordonnees");
  remplirChamp(element, { latitude, longitude });
  toutVoir(element);
  etat.poser(["coordonnees"], { latitude, longitude });
  placerPoint();
  annoncer(`Point placé\u00a0: ${latitude.replace(".", ",")} nord, ${longitude.replace(".", ",")} est.`);
}
function cadrer() {
  const point = pointActuel();
  if (carte && point) carte.setView(point, 9, { animate: false });
}
page.addEventListener("atlas:carte", async ({ detail }) => {
  ({ carte } = detail);
  if (!lieu) await retrouver();
  cadrer();
  placerPoint();
  carte.on("click", ({ latlng }) => deplacer(latlng));
});
mairie.addEventListener("click", () => {
  remplirEtPoser("coordonnees", undefined);
  placerPoint();
  cadrer();
  annoncer("Le point est revenu à la mairie.");
  trouver("carte-ouvrir").focus();
});

/* Une fiche ouverte : sa commune, si le code ou le nom la disent sans doute. */
async function retrouver() {
  lieu = null;
  const { code_insee: code, commune } = etat.valeurs;
  try {
    if (typeof code === "string" && code) lieu = await lesLieux().lieu(code);
    else if (typeof commune === "string" && commune) lieu = await nommee(commune);
  } catch (erreur) {
    console.warn(erreur);
  }
  placerPoint();
}

/* ---- « Ce pôle existe peut-être déjà » ---- */

const PRES = 10; // km
const motsParlants = (texte, creux) => new Set(plier(texte).split(" ").filter((mot) => mot.length > 2 && !creux.has(mot)));

function ressemble(mien, pole, point, commune) {
  const creux = new Set(session.regles.mots.adresse);
  const mots = motsParlants(mien, creux);
  const memeNom = mien && pole.noms.some((autre) => {
    if (plier(autre) === plier(mien)) return true;
    const leurs = motsParlants(autre, creux);
    const communs = [...mots].filter((mot) => leurs.has(mot)).length;
    const moindre = Math.min(mots.size, leurs.size);
    return communs > 0 && communs >= Math.min(2, moindre) && communs / moindre >= 0.6;
  });
  if (memeNom) return "le nom se ressemble";
  if (commune && pole.commune === commune) return "dans la même commune";
  if (point && pole.point && kilometres(point, pole.point) < PRES) return `à ${Math.max(1, Math.round(kilometres(point, pole.point)))}\u00a0km de là`;
  return "";
}
const chercherDeja = differer(async () => {
  const place = trouver("deja");
  if (etat.publie) {
    place.hidden = true;
    return;
  }
  const nom = String(etat.valeur("nom") ?? "");
  const { code_insee: commune } = etat.valeurs;
  const point = lieu?.approche ? null : pointActuel();
  if (!nom && !point && !commune) {
    place.hidden = true;
    return;
  }
  const trouves = (await lesPoles()).map((pole) => [ressemble(nom, pole, point, commune), pole]).filter(([raison, { slug }]) => raison && slug !== session.ouverte).slice(0, 4);
  const avant = place.textContent;
  place.hidden = !trouves.length;
  place.replaceChildren(...(trouves.length ? [creer("h3", {}, "Ce pôle existe peut-être déjà"), creer("ul", {}, ...trouves.map(([raison, { slug, nom: leur, lieu: ou }]) => creer("li", {},
    creer("a", { href: `${racine}poles/${slug}/` }, leur), `${ou ? `, ${ou}` : ""} (${raison}). `, creer("a", { href: `?pole=${slug}` }, "Compléter sa fiche", creer("span", { class: "lu-seul" }, `\u00a0: ${leur}`))))),
  creer("p", {}, "Si c’est un autre pôle, continuez.")] : []));
  if (place.textContent !== avant && trouves.length) annoncer(`Ce pôle existe peut-être déjà\u00a0: ${trouves.map(([, p]) => p.nom).join(", ")}.`);
}, 500);

etat.abonner((raison) => {
  if (raison === "ouverture") {
    lieu = null;
    retrouver().then(direLieu);
  }
  direLieu();
  placerPoint();
  chercherDeja();
});
