/* Reprendre une ligne d’un tableau de pôles, collé ou déposé : ce que dit chaque colonne est montré, et se change, avant que rien
 * n’entre dans la fiche ; ce qui y est déjà écrit reste. `python build.py import` lit les mêmes titres.
 */

import { creer } from "../commun/elements.js";
import { plier } from "../commun/mots.js";
import { aujourdhui, cite, enumerer, pluriel } from "../commun/phrases.js";
import { sorteDe, sorteDuFichier } from "../commun/sortes.js";
import { champNomme, formulaire, remplirChamp, saisiesDe } from "./champs.js";
import { direLaisses, menusDesColonnes, nomDeColonne, tableauDe } from "./colonnes.js";
import { elementsEcrits, elementsSurs, enUneLigne } from "./ecrits.js";
import { etat } from "./etat.js";
import { lesLieux } from "./lieux-de-la-page.js";
import { abreger, annoncer, aviser, bouton, lire, normaliser, saisi, trouver } from "./outils.js";
import { rafraichirProblemes } from "./problemes.js";
import { garderLesMots } from "./saisies.js";
import { session } from "./session.js";
import { prendreOuDeclarer } from "./source-neuve.js";

const TAILLE_DU_TABLEAU = 5_000_000; // octets
const [LES_SECTEURS, LES_ACTIVITES] = ["secteurs", "activites"];
const DU_LIEU = ["commune", "code_postal", "code_insee", "adresse"];
const placeDuTableau = () => trouver("tableau");

/* ---- Ce que dit une cellule ---- */

const nue = (texte) => texte.match(/^="([^"]*)"$/)?.[1] ?? texte.replace(/^'(?=[=+\-@])/, "");
const SANS_VIRGULES = ["autres_noms", "anciennes_adresses"]; // comme au terminal : un nom peut en avoir une
function morceaux(texte, cible = "") {
  if (texte.includes("|")) return texte.split("|").map(enUneLigne).filter(Boolean);
  return SANS_VIRGULES.includes(cible) ? elementsSurs(texte) : elementsEcrits(texte).elements;
}
const choisi = (liste, texte) => session.regles.listes[liste].find(({ id, label }) => [id, label].some((mot) => plier(mot) === plier(texte)))?.id;

/* Les secteurs de l’atlas, et les autres mots, qui sont des activités. */
function rangerSecteurs(textes) {
  const dits = textes[LES_SECTEURS] && !choisi(LES_SECTEURS, textes[LES_SECTEURS]) ? morceaux(textes[LES_SECTEURS]) : [textes[LES_SECTEURS]].filter(Boolean);
  const autres = dits.filter((mot) => !choisi(LES_SECTEURS, mot) && !/^[\d.]+$/.test(mot));
  return {
    ...textes,
    [LES_SECTEURS]: dits.filter((mot) => choisi(LES_SECTEURS, mot)).join("|"),
    [LES_ACTIVITES]: [...morceaux(textes[LES_ACTIVITES] ?? ""), ...autres].join("|"),
  };
}

/* La valeur d’un champ, telle que le formulaire la prend ; rien si la cellule ne la dit pas. */
function valeurDe(champ, texte) {
  const { sorte } = champ.dataset;
  if (sorte === "cases") return morceaux(texte).map((mot) => choisi(LES_SECTEURS, mot)).filter(Boolean);
  if (sorte === "radios") return choisi("statuts", texte);
  if (sorte === "menu") return choisi("profils", texte);
  if (sorte === "lignes" || ["communes", "epci", "regions", "departements"].includes(sorte)) return morceaux(texte, champ.dataset.champ);
  if (sorte === "siren") return texte.replace(/\s/g, "").replace(/^(\d{9})\d{5}$/, "$1");
  return normaliser(sorte, enUneLigne(texte));
}

/* La commune que disent sans doute les cellules du lieu ; sinon, ce qu’elles disent. */
async function communeDe({ commune = "", code_postal: postal = "", code_insee: insee = "", adresse = "", departement = "" }) {
  const code = insee.replace(/\s/g, "").toUpperCase();
  const connue = /^(\d{5}|2[AB]\d{3})$/.test(code) ? await lesLieux().lieu(code) : null;
  if (connue) return { lieu: connue };
  const fin = commune || postal ? null : adresse.slice(-200).match(/\b(\d{5})\s+([^,;|]+)$/);
  const poste = /^\d{5}$/.test(postal) ? postal : "";
  const question = fin ? `${fin[1]} ${fin[2]}` : [`${poste} ${commune}`.trim(), !poste && commune && departement].filter(Boolean).join(", ");
  if (!question) return {};
  const { ouvre } = await lesLieux().chercher(question, false, "cam");
  return ouvre ? { lieu: await lesLieux().lieu(ouvre.code) } : { question };
}

/* ---- Entrer dans la fiche ---- */

async function reprendreLigne(textes, source) {
  const id = source.titre ? prendreOuDeclarer(source) : "";
  const [entrees, laissees] = [[], []];
  const dits = rangerSecteurs(textes);
  if (morceaux(textes[LES_SECTEURS] ?? "").some((mot) => /^[\d.]+$/.test(mot))) laissees.push("des numéros de secteurs, sans leur nom");
  for (const [cible, nom] of Object.entries(session.regles.colonnes.noms)) {
    const champ = DU_LIEU.includes(cible) || !dits[cible] ? null : champNomme(cible);
    if (!champ) continue;
    const recit = cible === "recit";
    const valeur = recit ? dits[cible] : valeurDe(champ, dits[cible]);
    const deja = recit ? etat.leRecit.trim() : etat.valeur(...cible.split("."));
    if (etat.vide(valeur) || (!etat.vide(deja) && !["verifie_le"].includes(cible) && String(deja) !== String(valeur))) laissees.push(nom);
    else {
      if (recit) saisiesDe(champ)[0].value = `${valeur}${id ? `[^${id}]` : ""}`;
      else remplirChamp(champ, valeur);
      saisi(champ);
      const { mots } = lire(champ.dataset.sorte, dits[cible]);
      if (mots) garderLesMots(champ, mots); // « vers 2014 » : l’année, et ce qu’en dit la source
      if (champ.dataset.sorte === "departement") champ.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
      entrees.push(nom);
      const cle = cible.split(".")[0];
      if (id && session.regles.simples.includes(cle)) etat.poser(["provenance", cle], id);
    }
  }
  const dit = etat.valeur("commune") ? {} : await communeDe(dits);
  const champ = champNomme("commune");
  if (dit.lieu) champ.querySelector("input").dispatchEvent(new CustomEvent("atlas:lieu", { bubbles: true, cancelable: true, detail: { code: dit.lieu.code, nom: dit.lieu.nom } }));
  else if (dit.question) {
    remplirChamp(champ, dit.question);
    saisi(champ);
  }
  if (dit.lieu && id) etat.poser(["provenance", "commune"], id);
  fermerTableau();
  rafraichirProblemes();
  aviser("tableau", creer("p", {}, `${pluriel(entrees.length + (dit.lieu ? 1 : 0), "champ repris", "champs repris")} du tableau.${laissees.length ? ` Laissés tels qu’ils sont dans la fiche, ou illisibles dans le tableau\u00a0: ${enumerer(laissees)}.` : ""}${
    dit.question ? ` La commune ${cite(dit.question)} n’est pas sûre\u00a0: choisissez-la dans la liste.` : ""}${id ? "" : " Ajoutez sa source, sous le récit."} Relisez chaque étape.`));
  formulaire.querySelector("#c-nom").focus();
}

/* ---- Montrer ---- */

function fermerTableau() {
  placeDuTableau().replaceChildren();
}

function ouvrirTableau(texte = "", { duFichier = false } = {}) {
  const zone = creer("textarea", { id: "importer-texte", rows: "4", spellcheck: "false", "aria-describedby": "importer-aide" });
  const apercu = creer("div", {});
  const cadre = creer("div", { class: "coller", role: "group", "aria-label": "Reprendre une ligne d’un tableau" },
    creer("label", { for: zone.id }, "Collez ici les cellules copiées dans le tableur, avec la ligne des titres"),
    creer("p", { class: "champ-aide", id: "importer-aide" }, "Par exemple\u00a0: nom, commune, code postal, site web, secteurs. Rien n’entre dans la fiche avant votre accord, et rien n’est envoyé."),
    zone, apercu, creer("p", {}, bouton("Annuler", () => {
      fermerTableau();
      trouver("importer").focus();
    }, { class: "bouton-discret" })));
  zone.addEventListener("input", () => {
    delete zone.dataset.duFichier;
    proposerLaLigne(zone.value, apercu);
  });
  cadre.addEventListener("keydown", (evenement) => { if (evenement.key === "Escape") fermerTableau(); });
  trouver("ouvrir").open = true;
  placeDuTableau().replaceChildren(cadre);
  if (duFichier) zone.dataset.duFichier = ""; // tant que rien n’y est changé
  zone.value = texte;
  zone.focus();
  if (texte) proposerLaLigne(texte, apercu);
}

function proposerLaLigne(texte, apercu) {
  const tableau = tableauDe(texte, session.regles.colonnes);
  if (!tableau) {
    apercu.replaceChildren(...(texte.trim() ? [creer("p", { role: "alert" }, "Aucune ligne de titres n’est reconnue, ou rien ne la suit. La première ligne nomme les colonnes\u00a0: nom, commune, code postal…")] : []));
    return;
  }
  const { titres, cibles, lignes, dessus, passees } = tableau;
  const { noms } = session.regles.colonnes;
  const menuDesLignes = creer("select", { id: "importer-ligne" }, ...lignes.map((ligne, i) => creer("option", { value: i }, abreger(`${i + 1}. ${enUneLigne(ligne[cibles.indexOf("nom")] || ligne.find(Boolean))}`, 60))));
  const [corps, laisses] = [creer("tbody", {}), creer("p", { class: "coller-laisses", "data-laisses": true })];
  const menus = menusDesColonnes(titres.map((titre, i) => ({ nom: nomDeColonne(titre, i), cible: cibles[i], autrement: cibles[i] === "personne" ? "Une personne\u00a0: non repris" : undefined })), Object.entries(noms), montrer);
  const valeurs = titres.map(() => creer("span", {}));
  titres.forEach((titre, i) => corps.append(creer("tr", {}, creer("th", { scope: "row" }, titre || "(sans titre)", valeurs[i]), creer("td", {}, menus[i]))));
  const source = Object.fromEntries([["titre", "Ce qu’est ce tableau, et qui le publie", "text"], ["url", "Son adresse, s’il est en ligne", "url"], ["date", "Sa date", "text"]]
    .map(([cle, nom, type]) => [cle, creer("input", { id: `importer-${cle}`, type, "data-nom": nom })]));
  function montrer() {
    const ligne = lignes[Number(menuDesLignes.value)];
    valeurs.forEach((valeur, i) => {
      valeur.textContent = abreger(enUneLigne(nue(ligne[i] ?? "")), 60);
      valeur.className = menus[i].value ? "" : "ecartee";
    });
    laisses.textContent = direLaisses([
      ...dessus.map((autre) => cite(abreger(enUneLigne(autre.filter(Boolean).join(" ")), 60))),
      ...titres.map((titre, i) => (ligne[i] && (!menus[i].value || nue(ligne[i]).startsWith("=")) ? `${nomDeColonne(titre, i)}${menus[i].value ? " (une formule)" : ""}` : "")).filter(Boolean),
      ...ligne.slice(titres.length).filter(Boolean).map((mot) => cite(abreger(mot, 60))), ...(passees ? [pluriel(passees, "ligne trop loin dans le tableau", "lignes trop loin dans le tableau")] : []),
    ]);
  }
  const accepter = () => {
    const ligne = lignes[Number(menuDesLignes.value)];
    const textes = Object.fromEntries(menus.map((menu, i) => [menu.value, nue(ligne[i] ?? "")]).filter(([cible, mot]) => cible && mot && !mot.startsWith("=")));
    const lue = Object.fromEntries(Object.entries(source).map(([cle, champ]) => [cle, normaliser(cle === "titre" ? "texte" : cle, champ.value)]).filter(([, v]) => v));
    reprendreLigne(textes, lue.url ? { ...lue, consulte_le: aujourdhui() } : lue).catch((erreur) => {
      console.warn(erreur);
      annoncer("Les lieux n’ont pas pu être lus. Vérifiez la connexion.");
    });
  };
  menuDesLignes.addEventListener("change", montrer);
  apercu.replaceChildren(
    creer("p", {}, creer("label", { for: menuDesLignes.id }, `Le pôle à reprendre (${pluriel(lignes.length, "ligne")})`), " ", menuDesLignes),
    creer("div", { class: "tableau", tabindex: "0", role: "group", "aria-label": "Ce que dit chaque colonne" }, creer("table", {},
      creer("thead", {}, creer("tr", {}, ...["Colonne, et cette ligne", "Ce qu’elle dit"].map((mot) => creer("th", { scope: "col" }, mot)))), corps)), creer("div", { role: "status" }, laisses),
    ...Object.values(source).map((champ) => creer("p", {}, creer("label", { for: champ.id }, champ.dataset.nom), champ)),
    creer("p", {}, bouton("Reprendre cette ligne", accepter, { class: "bouton" })));
  montrer();
}

/* ---- Coller, déposer ---- */

const UNE_FICHE = sorteDe("---\nnom:");
/* Que faire d’un fichier de cette sorte, si ce n’est l’ouvrir. */
const QUE_FAIRE = {
  vide: "Choisissez-en un autre, ou remplissez le formulaire.",
  "un autodiagnostic": "Ouvrez ce fichier sur la page de l’autodiagnostic\u00a0: elle prépare les lignes à coller ici.",
};
const RECOPIER = "Copiez plutôt dans le formulaire ce qu’il dit du pôle, et citez-le parmi les sources.";
export function direRefus({ name }, sorte) {
  aviser("ouverture", creer("p", {}, creer("strong", {}, `${cite(name)} est ${sorte}, et non une fiche.`), ` Une fiche est un petit texte dont le nom finit par .md. ${Object.hasOwn(QUE_FAIRE, sorte) ? QUE_FAIRE[sorte] : RECOPIER} Rien n’a changé ici.`));
}
/**
 * Un texte qui n’a rien d’une fiche, fût-elle à réparer : ni ligne de trois tirets, ni champ que l’on connaisse.
 * @param {File} fichier
 * @param {string} texte
 */
export function refuserLeTexte(fichier, texte) {
  const champs = session.regles.champs.map(({ key }) => key).join("|");
  const fiche = /^[-–—−‐‑]{2,10}\s*$/m.test(texte) && new RegExp(`^[^\\p{L}\\n]*(?:${champs})[\\s"']*:`, "mu").test(texte);
  if (!fiche) direRefus(fichier, sorteDe(texte) || "un texte sans en-tête");
  return !fiche;
}

/**
 * Un tableau choisi ou déposé : vrai si le fichier en est un, ou pourrait l’être.
 * @param {File} fichier
 */
export async function importerFichier(fichier) {
  if (/\.(xlsx?|ods)$/i.test(fichier.name)) {
    aviser("ouverture", creer("p", {}, `${cite(fichier.name)} est un classeur\u00a0: copiez-y les titres et la ligne du pôle, puis collez-les ici.`));
    ouvrirTableau();
    return true;
  }
  const sorte = /\.(csv|tsv|md|markdown|txt)$/i.test(fichier.name) ? "" : await sorteDuFichier(fichier);
  if (sorte && sorte !== UNE_FICHE) {
    direRefus(fichier, sorte);
    return true;
  }
  if (!/\.(csv|tsv)$/i.test(fichier.name)) return false;
  if (fichier.size > TAILLE_DU_TABLEAU) {
    aviser("ouverture", creer("p", {}, `${cite(fichier.name)} est trop gros\u00a0: copiez-y les titres et la ligne du pôle, puis collez-les ici.`));
    return true;
  }
  const octets = new Uint8Array(await fichier.arrayBuffer());
  const utf16 = (octets[0] === 0xff && octets[1] === 0xfe) || (octets[0] === 0xfe && octets[1] === 0xff);
  try {
    ouvrirTableau(new TextDecoder(utf16 ? `utf-16${octets[0] === 0xff ? "le" : "be"}` : "utf-8", { fatal: true }).decode(octets), { duFichier: true });
  } catch {
    ouvrirTableau(new TextDecoder("windows-1252").decode(octets), { duFichier: true });
  }
  return true;
}

trouver("importer").addEventListener("click", () => ouvrirTableau());
formulaire.addEventListener("paste", (evenement) => {
  const { target } = evenement;
  if (!target.closest("[data-etape='fiche']") || target.closest("[data-ligne], [data-coller]") || target.matches("textarea, [data-ajout]")) return;
  const texte = evenement.clipboardData.getData("text/plain");
  if (!/[\t\n]/.test(texte.trim()) || !tableauDe(texte, session.regles.colonnes)) return;
  evenement.preventDefault();
  ouvrirTableau(texte);
});
