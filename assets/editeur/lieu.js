/* Le lieu : la commune choisie remplit région, département et code ; le point se déplace sur la carte. */

import { creer } from "../commun/elements.js";
import { cite } from "../commun/phrases.js";
import { guetter } from "./attentes.js";
import { PASTILLES, ajouterAuChamp, champEnfant, champNomme, formulaire, remplirChamp } from "./champs.js";
import { etat } from "./etat.js";
import { lesLieux } from "./lieux-de-la-page.js";
import { annoncer, bouton, page, saisi, trouver } from "./outils.js";
import { aChange } from "./plus-tard.js";
import { toutVoir, voirChamp } from "./vus.js";

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
page.addEventListener("editeur:commune", ({ detail }) => choisirCommune(detail).catch(console.warn)); // choisie parmi des homonymes
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
    ajouterLieu(element, code, genre).catch(console.warn);
    return;
  }
  const ligne = element.closest("[data-ligne]");
  const suite = ligne ? lesLieux().lieu(code).then((connu) => {
    if (!connu) return;
    for (const [cle, valeur] of [["commune", connu.nom], ["code_insee", connu.code]]) {
      const autre = champEnfant(ligne, cle);
      remplirChamp(autre, valeur);
      saisi(autre);
    }
  }) : choisirCommune(code);
  saisie.value = nom;
  suite.catch((erreur) => {
    console.warn(erreur);
    annoncer("La commune n’a pas pu être lue. Vérifiez la connexion.");
  });
});

/* Une fiche nomme la commune d’aujourd’hui, non l’ancienne ni l’arrondissement. */
async function ajouterLieu(element, code, genre) {
  ajouterAuChamp(element, ["a", "m"].includes(genre) ? (await lesLieux().lieu(code)).code : code);
}
/* Un lieu tapé et non choisi : celui qu’il nomme sans doute. */
guetter({
  selecteur: "input[data-ajout]", geste: "choisissez dans la liste, ou effacez-le",
  lire: (saisie) => (PASTILLES.includes(saisie.closest("[data-champ]").dataset.sorte) ? saisie.value.trim() : ""),
  prendre: async (saisie) => {
    const texte = saisie.value.trim();
    const { ouvre } = await lesLieux().chercher(texte, false, saisie.form.dataset.lieuGenres);
    if (!ouvre || saisie.value.trim() !== texte) return;
    saisie.value = "";
    await ajouterLieu(saisie.closest("[data-champ]"), ouvre.code, ouvre.genre);
  },
});

/* Plusieurs lieux collés d’un coup, un par ligne ou séparés par des points-virgules. */
formulaire.addEventListener("paste", (evenement) => {
  const element = evenement.target.closest("[data-champ]");
  if (!evenement.target.matches("[data-ajout]") || !["communes", "epci"].includes(element?.dataset.sorte)) return;
  const valeurs = evenement.clipboardData.getData("text/plain").split(/[\n;\t]+/).map((v) => v.trim()).filter(Boolean);
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

function suivreLaFiche(raison) {
  if (raison === "ouverture") {
    lieu = null;
    retrouver().then(direLieu);
  }
  direLieu();
  placerPoint();
}
etat.abonner(suivreLaFiche);
suivreLaFiche(aChange(champDuLieu("commune").querySelector("input")) ? "geste" : "ouverture"); // celle qui l’est déjà
