/* Le menu, replié sur un téléphone. */

/** @type {HTMLButtonElement | null} */
const bouton = document.querySelector("[data-menu]");
const menu = document.getElementById("menu");

/** @param {boolean} ouvert */
function ouvrir(ouvert) {
  bouton.setAttribute("aria-expanded", String(ouvert));
  menu.classList.toggle("menu--ouvert", ouvert);
}

if (bouton && menu) {
  bouton.hidden = false;
  bouton.addEventListener("click", () => ouvrir(bouton.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (evenement) => {
    if (evenement.key === "Escape" && bouton.getAttribute("aria-expanded") === "true") {
      ouvrir(false);
      bouton.focus();
    }
  });
}
