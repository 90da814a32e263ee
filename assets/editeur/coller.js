/* Coller des lignes depuis un tableur : ce que dit chaque colonne est montré, et se change, avant que rien n’entre dans la fiche. */

import { creer } from "../commun/elements.js";
import { plier } from "../commun/mots.js";
import { aujourdhui, cite, pluriel } from "../commun/phrases.js";
import { champsDans, cheminDe, direCote, formulaire, lignesEcrites, lireChamp, remplirChamp } from "./champs.js";
import { SEPARATEURS, UNE_COLONNE, ciblesDe, direLaisses, lecteurDeTitres, lireTableau, menusDesColonnes, nomDeColonne } from "./colonnes.js";
import { enUneLigne } from "./ecrits.js";
import { ajouterLignes, ligneNeuve, placeDesLignes, plierLigne, viserAjout } from "./listes.js";
import { NOUVELLE } from "./menus.js";
import { definitionDe } from "./mots.js";
import { abreger, annoncer, bouton, hoteDe, normaliser, saisi } from "./outils.js";
import { rafraichirProblemes } from "./problemes.js";
import { choisirSource, proposition } from "./provenances.js";
import { lireEnsemble, redemander } from "./saisies.js";
import { session } from "./session.js";
import { prendreOuDeclarer, sourceDeLAdresse } from "./source-neuve.js";
import { declarerSource } from "./sources.js";
import { NEUVE, motsDuTableau } from "./tableau.js";
import { lecteurDeVocables } from "./vocables.js";
import { toutVoir } from "./vus.js";

const MONTREES = 5; // lignes de l’exemple
const OUVERTES = 2; // lignes ajoutées que l’on ne replie pas

const colonnesDe = (liste) => champsDans(ligneNeuve(liste)).map((champ) => {
  const { choices: vocable, required: exigee } = definitionDe([...cheminDe(liste), champ.dataset.champ].join("."));
  return {
    cle: champ.dataset.champ, sorte: champ.dataset.sorte, nom: champ.querySelector("label, legend").childNodes[0].textContent.trim(), vocable, exigee,
    choix: [...champ.querySelectorAll("select option")].filter((o) => o.value && o.value !== NOUVELLE).map((o) => ({ valeur: o.value, nom: o.textContent })),
  };
});
const estUnMenu = (colonne) => ["menu", "source"].includes(colonne?.sorte);
/* Où se gardent, d’une liste, les mots qui n’y ont pas de place. */
const remarqueDe = (liste) => formulaire.querySelector(`[data-chemin="remarques.${CSS.escape(liste.dataset.champ)}"]`);

/* Une valeur d’un vocabulaire se reconnaît à son identifiant, à son libellé, ou à leur début ; une source, aussi à sa page. */
function reconnaitre({ choix, sorte }, texte) {
  const page = sorte === "source" && sourceDeLAdresse(normaliser("url", texte));
  if (page) return page.id;
  const plie = plier(texte);
  const trouve = choix.find((c) => c.valeur === texte || plier(c.valeur) === plie || plier(c.nom) === plie) ?? (plie.length > 3 && choix.find((c) => plier(c.nom).startsWith(plie) || plier(c.valeur).startsWith(plie)));
  return trouve ? trouve.valeur : null;
}

/* Sans titres : une colonne faite des mots d’une liste est cette liste ; les autres, dans l’ordre. */
function devinerSansTitres(colonnes, lignes, largeur) {
  const vocable = lecteurDeVocables(session.regles.colonnes);
  const prises = new Set();
  const prendre = (rang) => {
    if (rang >= 0) prises.add(rang);
    return rang;
  };
  const rangs = Array.from({ length: largeur }, (_, i) => {
    const valeurs = lignes.map((ligne) => ligne[i] ?? "").filter(Boolean);
    return prendre(colonnes.findIndex((c, rang) => !prises.has(rang) && c.choix.length && valeurs.length && valeurs.every((v) => reconnaitre(c, v) || (c.vocable && vocable(c.vocable, v)))));
  });
  return rangs.map((rang) => colonnes[rang >= 0 ? rang : prendre(colonnes.findIndex((c, autre) => !prises.has(autre) && !c.choix.length))]?.cle ?? "");
}

export function collerDepuisTableur(liste, dejaColle = "") {
  liste.querySelector("[data-coller]")?.remove();
  const colonnes = colonnesDe(liste);
  const numero = `${liste.id}-coller`;
  const zone = creer("textarea", { id: numero, rows: "4", spellcheck: "false", "aria-describedby": `${numero}-aide` });
  const apercu = creer("div", {});
  const fermer = () => {
    cadre.remove();
    viserAjout(liste);
  };
  const cadre = creer("div", { class: "coller", role: "group", "aria-label": "Coller depuis un tableur", "data-coller": true },
    creer("label", { for: numero }, "Collez ici les lignes copiées dans le tableur"),
    creer("p", { class: "champ-aide", id: `${numero}-aide` }, `Colonnes possibles\u00a0: ${colonnes.map(({ nom }) => nom.toLowerCase()).join(", ")}. Rien n’entre dans la fiche avant votre accord.`),
    zone, apercu, creer("p", {}, bouton("Annuler", fermer, { class: "bouton-discret" })));
  zone.addEventListener("input", () => proposer(liste, colonnes, zone.value, apercu, fermer));
  cadre.addEventListener("keydown", (evenement) => { if (evenement.key === "Escape") fermer(); });
  placeDesLignes(liste).after(cadre);
  zone.value = dejaColle;
  zone.focus();
  if (dejaColle) proposer(liste, colonnes, dejaColle, apercu, fermer);
}

function proposer(liste, colonnes, texte, place, fermer, separateurVoulu = "", titresVoulus = null) {
  const mots = session.regles.colonnes.listes[liste.dataset.champ] ?? {};
  const lire = lecteurDeTitres({ ...session.regles.colonnes, mots });
  const { separateur, lignes, titres: rang, compte, largeur } = lireTableau(texte, lire, separateurVoulu);
  if (!lignes.length) {
    place.replaceChildren();
    return;
  }
  const numero = `${liste.id}-colle`;
  const reconnus = compte >= Math.min(2, largeur) && lignes.length > rang + 1;
  const aTitres = titresVoulus ?? reconnus;
  const debut = reconnus ? rang : 0;
  const titres = (aTitres ? lignes[debut] : []).map(enUneLigne);
  const corps = lignes.slice(aTitres ? debut + 1 : 0);
  const cibles = aTitres ? ciblesDe(Array.from({ length: largeur }, (_, i) => titres[i] ?? ""), lire) : devinerSansTitres(colonnes, lignes, largeur);
  const noms = Array.from({ length: largeur }, (_, i) => nomDeColonne(titres[i], i));
  const colonneDe = (i) => colonnes.find(({ cle }) => cle === menus[i].value);
  const menus = menusDesColonnes(noms.map((nom, i) => ({ nom, cible: cibles[i] })), colonnes.map(({ cle, nom }) => [cle, nom]), montrer);
  const source = colonnes.find(({ sorte }) => sorte === "source");
  const pourToutes = source && creer("select", { id: `${numero}-source` }, creer("option", { value: "" }, "Celle de la colonne, ou à choisir ensuite"), ...source.choix.map(({ valeur, nom }) => creer("option", { value: valeur }, nom)));
  if (pourToutes && !cibles.includes(source.cle)) [pourToutes.value] = proposition(); // comme à une ligne que l’on tape
  const remarque = remarqueDe(liste);
  const nomDeLigne = (ligne) => enUneLigne(ligne[menus.findIndex((menu) => menu.value === colonnes[0].cle)] ?? "");
  const vus = motsDuTableau({ numero, corps, menus, colonneDe, reconnaitre, nomDeLigne, remarque: Boolean(remarque), apres: montrer });
  const [table, laisses] = [creer("tbody", {}), creer("p", { class: "coller-laisses", "data-laisses": true })];
  const ajouter = bouton("", accepter, { class: "bouton" });

  function valeurs() {
    return corps.map((ligne) => {
      const [textes, sortes] = [{}, Object.fromEntries(colonnes.map(({ cle, sorte }) => [cle, sorte]))];
      menus.forEach((_, i) => {
        const [colonne, dit] = [colonneDe(i), enUneLigne(ligne[i] ?? "")];
        const lu = colonne && dit ? (estUnMenu(colonne) ? vus.motDe(colonne, dit) : dit) : "";
        if (lu) textes[colonne.cle] = lu;
      });
      if (Object.keys(textes).length && pourToutes?.value && !textes[source.cle]) textes[source.cle] = pourToutes.value;
      return lireEnsemble(sortes, textes);
    });
  }
  const apresLecture = (colonne, dit, lu) => {
    if (vus.enRemarque(colonne, dit)) return "en remarque";
    if (!colonne || !dit || lu === undefined || String(lu) === dit) return "";
    if (String(lu).startsWith(NEUVE)) return "nouvelle source";
    return colonne.choix.find(({ valeur }) => valeur === lu)?.nom ?? String(lu);
  };
  function montrer() {
    const toutes = valeurs();
    table.replaceChildren(...corps.slice(0, MONTREES).map((ligne, n) => creer("tr", {}, ...menus.map((menu, i) => {
      const [colonne, dit] = [colonneDe(i), enUneLigne(ligne[i] ?? "")];
      const lu = apresLecture(colonne, dit, toutes[n][colonne?.cle]);
      return creer("td", { class: menu.value ? "" : "ecartee" }, abreger(dit, 40), lu && plier(lu) !== plier(dit) ? creer("small", {}, ` → ${abreger(lu, 40)}`) : null);
    }))));
    vus.montrer();
    const vides = toutes.filter((valeur) => !Object.keys(valeur).length).length;
    laisses.textContent = direLaisses([
      ...(reconnus && aTitres ? lignes.slice(0, debut).map((ligne) => cite(abreger(ligne.filter(Boolean).map(enUneLigne).join(" "), 60))) : []),
      ...noms.filter((_, i) => !menus[i].value && corps.some((ligne) => ligne[i])), ...vus.laisses(), ...(vides ? [pluriel(vides, "ligne dont rien n’est repris", "lignes dont rien n’est repris")] : []),
    ]);
    const n = toutes.length - vides;
    ajouter.textContent = `Ajouter ${pluriel(n, "ligne")}`;
    ajouter.disabled = !n;
  }
  function accepter() {
    const neuves = valeurs().filter((valeur) => Object.keys(valeur).length);
    const declarees = new Map();
    for (const valeur of source ? neuves : []) {
      const dit = valeur[source.cle] ?? "";
      if (!dit.startsWith(NEUVE)) continue;
      if (!declarees.has(dit)) declarees.set(dit, prendreOuDeclarer(sourceDeLaCellule(dit.slice(NEUVE.length))));
      valeur[source.cle] = declarees.get(dit);
    }
    garderEnRemarque(remarque, vus.remarque());
    if (liste.dataset.sorte === "sources") neuves.forEach((valeur) => declarerSource(valeur));
    else ajouterLignes(liste, neuves, { viser: false });
    for (const ligne of lignesEcrites(liste).slice(-neuves.length)) {
      toutVoir(ligne);
      champsDans(ligne).forEach(redemander);
      plierLigne(ligne, neuves.length > OUVERTES && !ligne.querySelector("[data-dit], [data-etrangere]")); // ce qui attend une réponse reste ouvert
    }
    if (pourToutes?.value) choisirSource(pourToutes); // la même sera proposée aux valeurs qui suivent
    rafraichirProblemes();
    fermer();
    annoncer(`${pluriel(neuves.length, "ligne ajoutée", "lignes ajoutées")}. ${laisses.textContent}`);
  }
  const refaire = (voulu, avecTitres) => {
    proposer(liste, colonnes, texte, place, fermer, voulu, avecTitres);
    return place;
  };
  const caseDesTitres = creer("input", { type: "checkbox", id: `${numero}-titres` });
  caseDesTitres.checked = aTitres;
  caseDesTitres.addEventListener("change", () => refaire(separateur, caseDesTitres.checked).querySelector(`#${CSS.escape(caseDesTitres.id)}`).focus());
  const signes = [...SEPARATEURS, [UNE_COLONNE, "rien\u00a0: une seule colonne"]].filter(([signe]) => signe === separateur || signe === UNE_COLONNE || texte.includes(signe));
  const menuDuSigne = creer("select", { id: `${numero}-signe` }, ...signes.map(([signe, nom]) => creer("option", { value: signe }, nom)));
  menuDuSigne.value = separateur;
  menuDuSigne.addEventListener("change", () => refaire(menuDuSigne.value, null).querySelector(`#${CSS.escape(menuDuSigne.id)}`).focus());
  pourToutes?.addEventListener("change", montrer);
  place.replaceChildren(
    creer("p", {}, creer("label", { class: "choix-un" }, caseDesTitres, creer("span", {}, debut ? `La ligne ${debut + 1} donne les titres` : "La première ligne donne les titres"))),
    ...(signes.length > (separateur === "\t" ? 2 : 1) ? [creer("p", {}, creer("label", { for: menuDuSigne.id }, "Les colonnes sont séparées par"), " ", menuDuSigne)] : []),
    ...(pourToutes ? [creer("p", {}, creer("label", { for: pourToutes.id }, "Source de ces lignes"), " ", pourToutes)] : []),
    creer("div", { class: "tableau", tabindex: "0", role: "group", "aria-label": "Ce que dit chaque colonne" }, creer("table", {},
      creer("caption", {}, corps.length > MONTREES ? `Les ${MONTREES} premières lignes sur ${corps.length}` : "Ce qui sera ajouté"),
      creer("thead", {}, creer("tr", {}, ...menus.map((menu, i) => creer("th", { scope: "col" }, titres[i] ? creer("span", { class: "colonne-titre" }, abreger(titres[i], 40)) : null, menu)))), table)),
    vus.cadre, creer("div", { role: "status" }, laisses), creer("p", {}, ajouter));
  montrer();
}
/* Les mots qui n’ont pas de place dans les lignes, à la suite de la remarque sur leur liste. */
function garderEnRemarque(champ, dits) {
  if (!dits) return;
  remplirChamp(champ, [lireChamp(champ), dits].filter(Boolean).join(" "));
  saisi(champ);
  direCote(champ.closest("[data-cote]"));
}
/* Une source que la colonne nomme, ou dont elle donne l’adresse. */
function sourceDeLaCellule(texte) {
  const url = normaliser("url", texte);
  const titre = hoteDe(url).replace(/^www\./, "");
  return titre ? { titre, url, consulte_le: aujourdhui() } : { titre: texte };
}

/* Plusieurs cellules collées dans une ligne du formulaire : la même proposition. */
formulaire.addEventListener("paste", (evenement) => {
  const liste = evenement.target.closest("[data-ligne]")?.closest("[data-sorte='liste'], [data-sorte='sources']");
  if (!liste || evenement.target.closest("[data-coller], [data-source-neuve]")) return;
  const texte = evenement.clipboardData.getData("text/plain");
  if (!/\t|\n./.test(texte.trim()) || (evenement.target.matches("textarea") && !texte.includes("\t"))) return;
  evenement.preventDefault();
  collerDepuisTableur(liste, texte);
});
