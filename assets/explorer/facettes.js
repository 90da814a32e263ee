/* Les facettes : les listes de liens de la page deviennent des cases à cocher, et celles qui n’ont pas de page s’y ajoutent.
 * Une facette sans résultat reste visible, avec son zéro.
 */
import { creer } from "../commun/elements.js";
import { TITRES } from "./adresse.js";
import { FACETTES } from "./filtres.js";

function groupe(f) {
  const resume = creer("summary", { id: `facette-${f}` }, creer("span", {}, TITRES[f]));
  return creer("details", { class: "facette", "data-facette": f }, resume, creer("ul"));
}

/* `changer(facette, rang, choisi)` est appelé quand le lecteur coche ou décoche. */
export function facettesDe(formulaire, donnees, changer) {
  const groupes = new Map();
  for (const f of FACETTES) {
    const details = formulaire.querySelector(`[data-facette="${f}"]`) ?? groupe(f);
    formulaire.append(details); // chacune à sa place, qu’elle soit déjà dans la page ou non
    const liste = details.querySelector("ul");
    const ensemble = creer("div", { class: "facette-valeurs", role: "group", "aria-labelledby": `facette-${f}` });
    liste.replaceWith(ensemble);
    ensemble.append(liste);
    details.querySelector(".facette-toutes")?.remove();
    const nombre = creer("span", { class: "facette-nombre" });
    details.querySelector("summary").append(nombre);

    const ecrits = new Map(Array.from(liste.children, (li) => [li.dataset.valeur, li]));
    const lignes = donnees.facettes[f].map(({ valeur, nom }, rang) => {
      const case_ = creer("input", { type: "checkbox", name: f, value: valeur });
      const compte = creer("span", { class: "compte" });
      const libelle = creer("label", { class: "choix" }, case_);
      const lienEcrit = ecrits.get(valeur)?.querySelector("a");
      if (lienEcrit?.classList.contains("secteur")) libelle.classList.add("secteur", `secteur--${valeur}`);
      libelle.append(...(lienEcrit ? Array.from(lienEcrit.childNodes) : [creer("span", { class: "choix-nom" }, nom)]), compte);
      case_.addEventListener("change", () => changer(f, rang, case_.checked));
      return { li: creer("li", {}, libelle), libelle, case_, compte };
    });
    liste.replaceChildren(...lignes.map(({ li }) => li));
    groupes.set(f, { lignes, nombre, details });
  }

  function montrer(choix, comptes) {
    for (const [f, { lignes, nombre }] of groupes) {
      lignes.forEach(({ li, libelle, case_, compte }, rang) => {
        const dit = String(comptes[f][rang]);
        if (compte.textContent !== dit) compte.textContent = dit;
        const choisi = choix[f].includes(rang);
        if (case_.checked !== choisi) case_.checked = choisi;
        libelle.classList.toggle("choix--choisi", choisi);
        li.classList.toggle("vide", dit === "0");
      });
      nombre.textContent = choix[f].length ? `${choix[f].length} choix` : "";
    }
  }

  /* Une facette qui a un choix s’ouvre : on voit ce qui filtre. */
  function ouvrir(choix) {
    for (const [f, { details }] of groupes) if (choix[f].length) details.open = true;
  }
  const fermer = () => groupes.forEach(({ details }) => { details.open = false; });
  return { montrer, ouvrir, fermer };
}
