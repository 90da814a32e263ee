/* « / » mène à la recherche, de partout. */

document.addEventListener("keydown", (evenement) => {
  if (evenement.key !== "/" || evenement.ctrlKey || evenement.metaKey || evenement.altKey || evenement.defaultPrevented) return;
  if (/** @type {Element} */ (evenement.target).closest("input, textarea, select, [contenteditable]")) return;
  evenement.preventDefault();
  /** @type {HTMLInputElement | null} */
  const champ = document.querySelector("[data-recherche] form:not([hidden]) input");
  if (champ) {
    champ.focus();
    champ.select();
  } else location.href = new URL(`${document.body.dataset.racine ?? ""}recherche/#q=`, document.baseURI).href; // vide, il demande que le champ reçoive le curseur
});
