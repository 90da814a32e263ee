/* Ouvrir une fiche : nouvelle, de l’atlas (`?pole=adresse`), ou un fichier choisi ou déposé. Une fiche qui ne se lit pas se répare
 * (reparer.js).
 */

import { creer } from "../commun/elements.js";
import { octetsDuFichier } from "../commun/fichiers.js";
import { aujourdhui, cite, enMots, enumerer } from "../commun/phrases.js";
import { peutPartir } from "./attentes.js";
import { champNomme, cheminDe, direCote, formulaire, remplirChamp, saisiesDe } from "./champs.js";
import { aller, verifierLaFiche } from "./etapes.js";
import { etat } from "./etat.js";
import { attendreLaReprise, brouillonDe, choisirLeFichier, reprendreEtDire, retenirLaFiche } from "./garder.js";
import { actualiserMenus } from "./menus.js";
import { abreger, aviser, page, trouver } from "./outils.js";
import { avec, reste, suite, suiteLa, tranquille } from "./plus-tard.js";
import { estAdresse } from "./regles/slugs.js";
import { lesPoles, session } from "./session.js";
import { ouvrirLesPartiesRemplies, toutVoir } from "./vus.js";

const TAILLE = 1_000_000; // octets : une fiche en a deux cent mille au plus
// Octet pour octet : une marque d’ordre en tête fait partie du fichier.
const decoder = (octets) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);

/* ---- Montrer ---- */

export function toutRemplir() {
  actualiserMenus();
  for (const champ of formulaire.querySelectorAll("[data-champ]:not([data-chemin])")) {
    if (champ.parentElement.closest("[data-champ], [data-ligne]")) continue;
    if (champ.dataset.champ === "recit") saisiesDe(champ)[0].value = etat.leRecit.replace(/^\s*\n/, "").trimEnd();
    else remplirChamp(champ, etat.valeurs[champ.dataset.champ]);
  }
  for (const champ of formulaire.querySelectorAll("[data-chemin]")) remplirChamp(champ, etat.valeur(...cheminDe(champ)));
  formulaire.querySelectorAll("[data-cote]").forEach(direCote);
}

const NOM_DU_TITRE = 160; // signes : une page collée dans « Nom » ne chasse pas les champs de l’écran
function titrer() {
  const nom = abreger(String(etat.valeur("nom") ?? ""), NOM_DU_TITRE);
  const titre = etat.publie ? `Corriger\u00a0: ${nom || etat.slug}` : nom || "Un nouveau pôle";
  trouver("titre").textContent = titre;
  trouver("promesse-neuve").hidden = etat.base !== null;
  trouver("promesse-corriger").hidden = etat.base === null;
  trouver("commencer-ligne").hidden = !location.search && etat.base === null;
  document.title = `${titre} — L’éditeur de fiches`;
}
/** Le texte de la fiche, à reprendre à la main. */
export function reparerLeTexte() {
  const reparer = () => page.dispatchEvent(new CustomEvent("editeur:ligne"));
  if (suiteLa()) reparer();
  else avec(suite, reparer);
}
export function montrerFiche(fiche) {
  const lisible = etat.ouvrir(fiche);
  session.ouverte = fiche.publie ? fiche.slug : null;
  if (lisible) {
    toutRemplir();
    if (etat.valeur("heritier")) garnirMenuDesPoles(trouver("choix-pole"));
    titrer();
    if (fiche.base !== null && fiche.base !== undefined) {
      toutVoir(formulaire);
      if (!location.hash.startsWith("#c-")) ouvrirLesPartiesRemplies(); // venu pour un champ : sa partie seule s’ouvre
    }
  } else {
    trouver("titre").textContent = fiche.slug ? `Réparer\u00a0: ${fiche.slug}.md` : "Réparer un fichier";
    reparerLeTexte();
  }
  verifierLaFiche();
  return lisible;
}

export const reprendreTexte = (texte) => montrerFiche({ texte, base: etat.base, slug: session.slugChoisi ?? (etat.publie ? etat.slug : ""), publie: etat.publie });

page.addEventListener("editeur:reprendre", async () => { if (await peutPartir({ tout: true })) reprendreTexte(etat.texte); }); // le texte a changé en plusieurs endroits

let depart = () => partirDeRien();
let departDavant = depart;
/** Avant d’ouvrir un texte qui ne se lira peut-être pas. */
export function quitterPour(fichier) {
  if (etat.lisible) departDavant = depart;
  retenirLaFiche(fichier);
}
export function retrouver(fiche) {
  depart = departDavant;
  montrerFiche(fiche);
}
export const recommencer = () => depart();
function partirDeRien(debut = {}) {
  session.slugChoisi = null;
  depart = () => partirDeRien(debut);
  session.ouverte = null;
  etat.nouvelle(debut);
  toutRemplir();
  titrer();
  verifierLaFiche();
  aller("fiche", { viser: false });
}
const APPORTS = { nom: "un nom", departement: "un département", region: "une région", reconnaissances: "une reconnaissance", sources: "les pages où on l’a lu" };
/**
 * Une fiche nouvelle, ou le brouillon qu’on en avait.
 * @param {any} [debut] ce que dit un lien ; rien s’il n’y en a pas
 */
export async function commencerFiche(debut = null) {
  await attendreLaReprise("");
  const garde = brouillonDe("", null);
  partirDeRien(debut ?? {});
  const apports = Object.keys(APPORTS).filter((cle) => debut?.[cle]).map((cle) => APPORTS[cle]);
  aviser("ouverture");
  if (garde) {
    reprendreEtDire(garde, apports.length ? { suite: ` Le lien que vous avez suivi commence une autre fiche${debut.nom ? `, ${cite(abreger(debut.nom, 80))}` : ""}\u00a0: elle n’est pas reprise.`, recommencer: "Effacer, et prendre celle du lien" } : {});
  } else if (apports.length) {
    aviser("ouverture", creer("p", {}, creer("strong", {}, "Cette fiche est commencée"), ` par le lien que vous avez suivi\u00a0: ${enumerer(apports)}. Vérifiez, puis complétez\u00a0; rien n’est envoyé tant que vous ne le décidez pas.`));
  } else if (debut) aviser("ouverture", creer("p", {}, "Le lien que vous avez suivi devait commencer une fiche, et ne dit rien que l’éditeur sache reprendre\u00a0: décrivez le pôle ici."));
}

/** Le texte d’une fiche de l’atlas. */
export async function celleDeLAtlas(slug) {
  if (!/^[a-z0-9-]{1,80}$/.test(slug)) throw Object.assign(new RangeError(slug), { absent: true });
  return decoder(await octetsDuFichier(`${page.dataset.fiches}${slug}.md`));
}

/**
 * @param {string} slug
 * @param {Promise<string>} demandee son texte
 */
export async function ouvrirDeLAtlas(slug, demandee, { verifie = false } = {}) {
  let texte;
  try {
    texte = await demandee;
  } catch (erreur) {
    if (!erreur.absent) console.warn(erreur);
    await commencerFiche();
    aviser("ouverture", creer("p", {}, erreur.absent ? `Aucun pôle de l’atlas n’a l’adresse ${cite(abreger(slug))}. Choisissez-le dans la liste, ou décrivez un nouveau pôle.` : "La fiche n’a pas pu être lue. Vérifiez la connexion, puis rechargez la page."));
    return;
  }
  await attendreLaReprise(slug);
  depart = () => {
    session.slugChoisi = null;
    montrerFiche({ texte, base: texte, slug, publie: true });
  };
  const garde = brouillonDe(slug, texte, texte);
  depart();
  aviser("ouverture");
  if (garde) reprendreEtDire(garde, { plusTard: verifie, recommencer: "Effacer, et revenir à la fiche publiée" });
  if (verifie && etat.lisible) {
    const jour = aujourdhui();
    const avant = etat.valeur("verifie_le");
    etat.poser(["verifie_le"], jour);
    remplirChamp(champNomme("verifie_le"), jour);
    aviser("verifie", creer("p", {}, creer("strong", {}, avant === jour ? "Cette fiche a déjà été vérifiée aujourd’hui." : "Toujours exact\u202f? Merci."), avant === jour ? " Il n’y a rien à envoyer." : ` Après avoir relu toute la fiche, envoyez ce seul changement\u00a0: sa date de vérification devient le ${enMots(jour)}.`));
    aller("envoi");
  }
}

async function unFichier(fichier) {
  if (!fichier || !(await peutPartir({ tout: true }))) return;
  aviser("ouverture");
  const { direRefus, importerFichier, refuserLeTexte } = (await reste()).apports;
  if (await importerFichier(fichier)) return;
  if (fichier.size > TAILLE) {
    direRefus(fichier, "trop gros");
    return;
  }
  let texte;
  try {
    texte = decoder(await fichier.arrayBuffer());
  } catch {
    aviser("ouverture", creer("p", {}, `${cite(fichier.name)} n’est pas du texte en UTF-8. Une fiche est un petit fichier de texte dont le nom finit par .md\u00a0; enregistrez-le de nouveau en choisissant l’encodage UTF-8.`));
    return;
  }
  if (refuserLeTexte(fichier, texte)) return;
  // « epv (1).md » : le même fichier, téléchargé deux fois.
  const nom = fichier.name.replace(/(\.(md|markdown|txt))+$/i, "").replace(/ ?\(\d+\)$/, "");
  const slug = estAdresse(nom, session.regles.limites.adresse) ? nom : ""; // un autre nom n’est pas une adresse : celui du pôle en donnera une
  const publie = (await lesPoles()).some((pole) => pole.slug === slug);
  const base = publie ? await celleDeLAtlas(slug).catch(() => texte) : texte; // ce qui change se compte depuis la fiche publiée
  quitterPour(texte);
  depart = () => {
    session.slugChoisi = publie ? null : slug || null;
    montrerFiche({ texte, base, slug, publie });
  };
  const garde = brouillonDe(slug, texte, publie ? base : null);
  depart();
  if (garde) choisirLeFichier(garde);
  aviser("ouverture", creer("p", {}, `Le fichier ${cite(fichier.name)} est ouvert${etat.lisible ? "" : ", mais il ne se lit pas encore"}. Il n’est envoyé nulle part.${etat.lisible ? "" : " Ce que vous aviez tapé dans le formulaire vous y attend."}`));
  if (etat.lisible) aller("fiche");
}

/* ---- Le choix du départ ---- */

/* Un menu des pôles de l’atlas. Un téléphone le montre tel qu’il est quand le doigt s’y pose : il est garni d’avance, dès que
 * la page est tranquille ; sinon (la liste n’est pas venue), quand on y vient. */
async function garnirMenuDesPoles(menu) {
  const poles = await lesPoles();
  if (menu.dataset.garni || !poles.length) return;
  menu.dataset.garni = "oui";
  const choisi = menu.value;
  menu.querySelector("[data-etrangere]")?.remove();
  menu.append(...poles.toSorted((a, b) => a.nom.localeCompare(b.nom, "fr")).map(({ slug, nom }) => creer("option", { value: slug }, nom)));
  menu.value = choisi;
}
const menusDesPoles = () => [trouver("ouvrir-pole"), trouver("choix-pole")];
export const garnirLesMenusDesPoles = () => menusDesPoles().forEach((menu) => tranquille(() => garnirMenuDesPoles(menu)));

export function preparerOuverture() {
  const menu = trouver("ouvrir-pole");
  for (const m of menusDesPoles()) {
    for (const geste of ["focus", "pointerenter"]) m.addEventListener(geste, () => garnirMenuDesPoles(m));
  }
  menu.addEventListener("change", () => { if (menu.value) location.href = `?pole=${encodeURIComponent(menu.value)}`; });
  const choix = trouver("ouvrir-fichier");
  choix.addEventListener("change", () => {
    unFichier(choix.files[0]);
    choix.value = "";
  });
  trouver("commencer").addEventListener("click", async () => {
    if (!(await peutPartir({ tout: true }))) return;
    if (location.search) location.href = location.pathname;
    else {
      aviser("ouverture");
      commencerFiche();
      page.querySelector("#c-nom").focus();
    }
  });
  const porteFichier = ({ dataTransfer }) => [...(dataTransfer?.types ?? [])].includes("Files");
  addEventListener("dragover", (evenement) => {
    if (!porteFichier(evenement)) return;
    evenement.preventDefault();
    page.classList.add("editeur--depot");
  });
  addEventListener("dragleave", ({ relatedTarget }) => { if (!relatedTarget) page.classList.remove("editeur--depot"); });
  addEventListener("drop", (evenement) => {
    page.classList.remove("editeur--depot");
    if (!porteFichier(evenement)) return;
    evenement.preventDefault();
    unFichier(evenement.dataTransfer.files[0]);
  });
  trouver("ouvrir").hidden = false;
}

etat.abonner(() => { if (etat.lisible) titrer(); });
