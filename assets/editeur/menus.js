/* Les menus où une source se choisit, partout où la fiche en cite une. */

import { creer } from "../commun/elements.js";
import { formulaire } from "./champs.js";
import { etat } from "./etat.js";
import { abreger, hoteDe } from "./outils.js";
import { adresseProposee } from "./regles/slugs.js";

const LONGUEUR = 40; // signes d’un identifiant
export const NOUVELLE = "+nouvelle"; // aucune source ne peut s’appeler ainsi

let derniere = ""; // la source choisie en dernier : la première des menus, une touche suffit
export const laDerniere = () => derniere;
export const garderDerniere = (id) => { derniere = id; };

export const sourcesDeclarees = () => Object.entries(etat.valeurs.sources && typeof etat.valeurs.sources === "object" ? etat.valeurs.sources : {})
  .map(([id, source]) => ({ id, titre: (typeof source?.titre === "string" && source.titre) || id, date: source?.date ?? "", url: source?.url ?? "" }));
export const nommerSource = ({ titre, date }) => abreger(date ? `${titre} (${date})` : titre, 80);

export function identifiantDeSource({ titre = "", url = "" }, autres = sourcesDeclarees().map(({ id }) => id)) {
  let base = adresseProposee(titre, LONGUEUR) || adresseProposee(hoteDe(url).replace(/^www\./, ""), LONGUEUR) || "source";
  if (/^\d+$/.test(base)) base = `source-${base}`; // un nombre seul changerait l’ordre des sources
  const prises = new Set(autres);
  let id = base;
  for (let n = 2; prises.has(id); n += 1) id = `${base}-${n}`;
  return id;
}

export function garnirMenu(menu) {
  const choisie = menu.value;
  const premiere = menu.options[0];
  const declarees = sourcesDeclarees();
  const options = [...declarees.filter(({ id }) => id === derniere), ...declarees.filter(({ id }) => id !== derniere)].map((source) => creer("option", { value: source.id }, nommerSource(source)));
  menu.replaceChildren(premiere, ...options, creer("option", { value: NOUVELLE }, "+ une nouvelle source…"));
  if (choisie && choisie !== NOUVELLE && !options.some((o) => o.value === choisie)) {
    menu.append(creer("option", { value: choisie, "data-etrangere": true }, `${choisie} (source non déclarée)`));
  }
  menu.value = choisie === NOUVELLE ? "" : choisie;
  if ("citer" in menu.dataset && !menu.value && options.length) menu.value = derniere || (options.length === 1 ? options[0].value : "");
}
export const garnirMenus = (cadre) => cadre.querySelectorAll("[data-choix-source]").forEach(garnirMenu);
export const actualiserMenus = () => garnirMenus(formulaire);
