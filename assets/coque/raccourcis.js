/* « / » mène à la recherche, de partout ; et une question tapée ailleurs y part par le fragment, qu’aucun serveur ne lit. */

/** @param {string} question */
function versRecherche(question) {
  const adresse = new URL(`${document.body.dataset.racine ?? ""}recherche/`, document.baseURI);
  adresse.hash = `q=${encodeURIComponent(question)}`; // vide, il demande que le champ reçoive le curseur
  location.href = adresse.href;
}

for (const formulaire of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-vers-recherche]"))) {
  formulaire.hidden = false;
  formulaire.addEventListener("submit", (evenement) => {
    evenement.preventDefault();
    versRecherche(formulaire.querySelector("input").value.trim());
  });
}

document.addEventListener("keydown", (evenement) => {
  if (evenement.key !== "/" || evenement.ctrlKey || evenement.metaKey || evenement.altKey || evenement.defaultPrevented) return;
  if (/** @type {Element} */ (evenement.target).closest("input, textarea, select, [contenteditable]")) return;
  evenement.preventDefault();
  /** @type {HTMLInputElement | null} */
  const champ = document.querySelector("[data-recherche] form:not([hidden]) input");
  if (champ) {
    champ.focus();
    champ.select();
  } else versRecherche("");
});
