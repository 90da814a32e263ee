/* « Copier le lien » : le bouton paraît là où l’on peut copier ; l’adresse, elle, est écrite en toutes lettres. */

const place = /** @type {HTMLElement} */ (document.querySelector("[data-partage]"));
if (navigator.clipboard) {
  const bouton = place.querySelector("button");
  bouton.hidden = false;
  bouton.addEventListener("click", async () => {
    const dit = place.querySelector("[role=status] p");
    await navigator.clipboard.writeText(place.querySelector("[data-adresse]").textContent).then(() => { dit.textContent = "Copié."; }, () => { dit.textContent = "La copie a été refusée\u00a0: choisissez l’adresse."; });
  });
}
