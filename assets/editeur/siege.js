/* Un siège que personne ne connaît, plusieurs départements : deux réponses simples. La première situe le pôle par le département où il
 * agit, et une remarque le dit ; la seconde mène aux « départements touchés », qui donnent au territoire son nom s’il n’en a pas.
 * Une fiche qui porte cette remarque, sans commune, revient avec la case cochée : l’état est le texte. `new --sans-siege` écrit de même.
 */

import { enumerer } from "../commun/phrases.js";
import { ajouterAuChamp, direCote } from "./champs.js";
import { etat } from "./etat.js";
import { champDuLieu, remplirEtPoser, suivreDepartement } from "./lieu.js";
import { annoncer, page, trouver } from "./outils.js";
import { direSous } from "./saisies.js";
import { session } from "./session.js";

const sansSiege = trouver("sans-siege");
const REMARQUE = "remarques.departement";
const TOUCHES = "territoire.departements_touches";
let nomDonne = ""; // le nom que nous avons donné au territoire

const dites = () => ["siege-inconnu", "siege-inconnu-plusieurs"].map((id) => session.phrases.morceau(id));
const touches = () => etat.valeur("territoire", "departements_touches") ?? [];
const optionDe = (code) => [...champDuLieu("departement").querySelectorAll("option")].find((option) => option.value && (option.dataset.code === code || option.value === code));
const estSans = () => dites().includes(etat.valeur("remarques", "departement")) && !etat.valeur("commune");

function direSansSiege(combien = touches().length) {
  const [un, plusieurs] = dites();
  const deja = etat.valeur("remarques", "departement");
  if (!deja || deja === un || deja === plusieurs) remplirEtPoser(REMARQUE, combien > 1 ? plusieurs : un);
  direCote(champDuLieu(REMARQUE).closest("[data-cote]"));
}
function montrerSiege() {
  const sans = estSans();
  const commune = champDuLieu("commune");
  const ici = sans && commune.contains(document.activeElement); // venu de la page du pôle dire où il siège : la case mène au champ
  sansSiege.checked = sans;
  commune.hidden = sans;
  if (ici) sansSiege.focus();
}
sansSiege.addEventListener("change", () => {
  if (sansSiege.checked) {
    for (const nom of ["commune", "code_insee", "coordonnees"]) remplirEtPoser(nom, undefined);
    direSansSiege();
    annoncer("Choisissez le département où il agit.");
  } else if (estSans()) {
    remplirEtPoser(REMARQUE, undefined);
    direCote(champDuLieu(REMARQUE).closest("[data-cote]"));
  }
  montrerSiege();
});
const revenir = () => queueMicrotask(() => trouver("plusieurs").focus());
trouver("plusieurs").addEventListener("click", () => {
  const champ = champDuLieu(TOUCHES);
  for (let pli = champ.closest("details"); pli; pli = pli.parentElement.closest("details")) pli.open = true;
  const premier = optionDe(etat.valeur("departement") ?? "");
  if (premier && !touches().length) ajouterAuChamp(champ, premier.dataset.code);
  const menu = champ.querySelector("[data-ajout]");
  direSous(champ, "Ajoutez ici, un par un, les départements où il agit\u00a0: le premier situe le pôle, tous donnent son nom à son territoire.", [["Revenir au début", revenir]], menu);
  menu.before(champ.querySelector(":scope > [data-dit]"));
  menu.focus({ preventScroll: true });
  champ.scrollIntoView({ block: "center" });
});
/* Les départements choisis : le premier situe le pôle s’il ne l’est pas, tous donnent au territoire son nom. */
page.addEventListener("editeur:saisie", ({ detail }) => {
  if (detail !== champDuLieu(TOUCHES)) return;
  const options = detail.valeurs.map(optionDe).filter(Boolean);
  const nom = enumerer(options.map((option) => option.value));
  const libelle = etat.valeur("territoire", "libelle");
  if (!libelle || libelle === nomDonne) remplirEtPoser("territoire.libelle", nom || undefined);
  nomDonne = nom;
  if (options.length && !etat.valeur("departement")) {
    remplirEtPoser("departement", options[0].value);
    suivreDepartement();
  }
  if (sansSiege.checked) direSansSiege(options.length);
});
etat.abonner(montrerSiege);
if (!sansSiege.checked) montrerSiege(); // cochée avant que ceci ne soit là, elle va l’être de nouveau
