/* Ce que toute page demande : le menu replié sur un téléphone, la touche « / », et les liens d’un site lu dans un dossier. */
(() => {
  "use strict";

  const bouton = document.querySelector("[data-menu]");
  const menu = document.getElementById("menu");
  if (bouton && menu) {
    bouton.hidden = false;
    const ouvrir = (ouvert) => {
      bouton.setAttribute("aria-expanded", String(ouvert));
      menu.classList.toggle("menu--ouvert", ouvert);
    };
    bouton.addEventListener("click", () => ouvrir(bouton.getAttribute("aria-expanded") !== "true"));
    document.addEventListener("keydown", (evenement) => {
      if (evenement.key === "Escape" && bouton.getAttribute("aria-expanded") === "true") {
        ouvrir(false);
        bouton.focus();
      }
    });
  }

  // Lu dans un dossier, sans serveur, « poles/ » montrerait la liste des fichiers.
  if (location.protocol === "file:") {
    document.addEventListener("click", (evenement) => {
      const lien = evenement.target.closest("a[href]");
      const adresse = lien && (lien.href.baseVal === undefined ? lien.href : new URL(lien.href.baseVal, location.href).href);
      if (!adresse || !/^file:.*\/(#.*)?$/.test(adresse)) return;
      evenement.preventDefault();
      location.href = adresse.replace(/\/(#.*)?$/, "/index.html$1");
    });
  }
})();
