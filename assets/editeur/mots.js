/* Les mots du formulaire : ce qu’il dit d’un problème à qui remplit des champs et n’a jamais vu le fichier. Les phrases sont dans
 * atlas/problems/phrases/formulaire.py ; ici, leurs blancs se disent comme l’écran les montre : le libellé d’un mot, le titre d’une
 * source, le nom d’un pôle. Sans phrase à lui, un problème se dit comme dans le fichier.
 */

import { cite, enMots } from "../commun/phrases.js";
import { nommerSource, sourcesDeclarees } from "./menus.js";
import { questionDe } from "./saisies.js";
import { session } from "./session.js";

let poles = new Map(); // adresse → nom
/** Les noms des pôles que les problèmes nomment, dès qu’ils sont là. */
export const nommerLesPoles = (liste) => { poles = new Map(liste.map(({ slug, nom }) => [slug, nom])); };

const slugDuFichier = (fichier) => fichier.replace(/,.*$/, "").replace(/^.*\/|\.md$/g, "");
const poleDit = (fichier) => poles.get(slugDuFichier(fichier)) ?? slugDuFichier(fichier);
const jourEnMots = (date) => (/^\d{4}(-\d\d){0,2}$/.test(date) ? enMots(date) : date);
const sourceDite = (id) => {
  const source = sourcesDeclarees().find((s) => s.id === id);
  return source ? nommerSource(source) : id;
};

/** Le champ de la table que nomme un problème, « chiffres[2].source », ou un chemin. */
export function definitionDe(nom) {
  let [ici, champs] = [null, session.regles.champs];
  for (const cle of nom.replace(/\[\d+\]/g, "").split(".")) {
    const suivant = champs.find((c) => c.key === cle);
    if (suivant) [ici, champs] = [suivant, suivant.fields]; // sinon, la clé d’une table : on reste dans sa rangée
  }
  return ici;
}
const libellesDe = (champ) => new Map((session.regles.listes[champ?.choices] ?? []).map(({ id, label }) => [id, label]));
const motDeLaListe = (p, id) => libellesDe(definitionDe(p.field)).get(id) ?? id;

/* Ce qu’il faut faire d’un champ vide, selon sa sorte. */
function gesteDu({ champ }) {
  const morceau = session.phrases.morceau;
  const sorte = champ?.dataset.sorte;
  const vide = champ?.querySelector("[data-ligne][data-vide] [data-ligne-nom]"); // une ligne attend déjà, à l’écran
  const ajouter = champ?.querySelector("[data-ajouter-ligne]");
  if (vide) return morceau("geste-ligne", { ligne: vide.textContent });
  if (ajouter) return morceau("geste-liste", { bouton: ajouter.textContent });
  if (sorte === "source") return morceau("geste-source");
  if (["radios", "cases"].includes(sorte)) return morceau("geste-reponse");
  if (["menu", "departement", "region", "pole"].includes(sorte)) return morceau("geste-choix");
  if (champ?.querySelector("[data-aujourdhui]")) return morceau("geste-date");
  const exemple = champ?.querySelector(".champ-exemple")?.textContent.replace(/^[^:]*:\s*/, "");
  return exemple ? morceau("geste-exemple", { exemple }) : morceau("geste-texte");
}

const cleDite = (p, cle) => (p.field ? definitionDe(p.field)?.fields : session.regles.champs)?.find((c) => c.key === cle)?.label ?? cle;
const MOTS_PROCHES = {
  "mot-inconnu": motDeLaListe, "source-non-declaree": (p, id) => sourceDite(id), "heritier-inconnu": (p, adresse) => poleDit(adresse), "cle-inconnue": cleDite, "date-impossible": (p, date) => jourEnMots(date), "nombre-mal-ecrit": (p, nombre) => nombre.replace(".", ","),
};
/** Le mot que la règle propose, comme l’écran le dit. */
export const procheDit = (p) => (MOTS_PROCHES[p.code] ?? ((_, mot) => mot))(p, p.blancs.proche);

function blancsDits(p) {
  const { blancs, code, parmi } = p;
  const dits = { ...blancs };
  const redire = (nom, dire) => { if (nom in blancs) dits[nom] = dire(blancs[nom]); };
  redire("proche", () => procheDit(p));
  redire("liste", () => [...libellesDe(definitionDe(p.field)).values()].join("\u202f; "));
  redire("fichier", (fichier) => (code === "nom-de-fichier" ? fichier : poleDit(fichier)));
  redire("endroit", poleDit);
  redire("candidates", () => parmi.map(({ nom, departement }) => `${nom} (${departement})`).join(", "));
  for (const nom of ["aujourdhui", "signature"]) redire(nom, jourEnMots);
  if (code === "cle-inconnue") redire("cle", (cle) => cleDite(p, cle));
  if (code === "source-inutilisee") redire("id", sourceDite);
  if (code === "source-en-double") redire("autre", sourceDite);
  if (code === "charte-source-anterieure") redire("lu", jourEnMots);
  if (code === "element-en-double") redire("lu", (lu) => cite(motDeLaListe(p, lu.slice(2, -2))));
  if (code === "type-faux" && !blancs.lu.startsWith("«")) dits.lu = session.phrases.morceau("plusieurs-valeurs");
  return { ...dits, geste: gesteDu(p) };
}

export const phraseDuFichier = (p) => session.phrases.morceau("probleme", { lu: p.read, attendu: p.expected, ecrire: p.fix });
export const phraseDuFormulaire = (p) => (p.champ && questionDe(p.champ)?.texte) || (p.phrase && session.phrases.auFormulaire(p.phrase, () => blancsDits(p))) || phraseDuFichier(p);
