/* Un champ que l’on quitte : ce qui est tapé se met au propre, ce qui en dépend suit. */

import { ajouterAuChamp, direDefinition, formulaire } from "./champs.js";
import { suivreDepartement } from "./lieu.js";
import { NOUVELLE } from "./menus.js";
import { saisi } from "./outils.js";
import { choisirSource } from "./provenances.js";
import { aCliquer, champDe, saisir } from "./saisir.js";
import { mettreAuPropre, rangerLaListe } from "./saisies.js";
import { demanderSource } from "./source-neuve.js";
import { nettoyerAdresse } from "./suivi.js";
import { voirChamp } from "./vus.js";

formulaire.addEventListener("change", ({ target }) => {
  if (target.matches("[data-ajout]") && target.matches("select")) {
    ajouterAuChamp(target.closest("[data-champ]"), target.selectedOptions[0].dataset.code ?? "");
    target.value = "";
    return;
  }
  const champ = champDe(target);
  if (target.value === NOUVELLE && (champ || target.matches("[data-pour-toutes]"))) {
    demanderSource(target, (id) => {
      target.value = id;
      target.dataset.avant = id;
      choisirSource(target);
      if (champ) saisi(champ);
      else target.focus();
    });
    return;
  }
  if (!champ) return;
  if (!aCliquer(target)) {
    if (champ.dataset.sorte === "lignes") rangerLaListe(champ);
    else if (champ.dataset.champ !== "recit") {
      mettreAuPropre(champ, target);
      if (champ.dataset.sorte === "url") target.value = nettoyerAdresse(target, target.value);
    }
    voirChamp(champ);
    saisir(champ);
    direDefinition(champ);
  }
  if (champ.dataset.champ === "departement" && !champ.dataset.chemin) suivreDepartement();
});
