/* Le site lu dans un dossier, sans serveur : aucun module ne s’y charge. Ce script, le seul qui n’en est pas un, y rend la page telle
 * que sans JavaScript (ses avis, son menu ouvert, aucun champ) et mène « poles/ » à sa page plutôt qu’à la liste des fichiers.
 */
if (location.protocol === "file:") {
  for (const avis of document.querySelectorAll("noscript")) {
    avis.replaceWith(document.createRange().createContextualFragment(avis.textContent));
  }
  for (const sans of document.querySelectorAll("[data-menu], form[data-suite]")) sans.remove();
  document.getElementById("menu")?.classList.add("menu--ouvert");
  document.addEventListener("click", (evenement) => {
    /** @type {any} */
    const lien = evenement.target instanceof Element && evenement.target.closest("a[href]");
    const adresse = lien && (lien.href.baseVal === undefined ? lien.href : new URL(lien.href.baseVal, location.href).href);
    if (!adresse || !/^file:.*\/(#.*)?$/.test(adresse)) return;
    evenement.preventDefault();
    location.href = adresse.replace(/\/(#.*)?$/, "/index.html$1");
  });
}
