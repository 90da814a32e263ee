/* La fiche que l’on vient corriger (`?pole=adresse`), demandée pendant que l’éditeur, dix fois plus lourd, est en chemin. Quand elle est
 * là, ce qui la vérifie et l’index de ses communes se demandent à leur tour : ils arrivent derrière le script du formulaire, sans que la ligne se repose.
 */
const demandee = new URLSearchParams(location.search).get("pole") ?? "";

/** @param {string} href @param {string} priorite */
function devancer(href, priorite) {
  const lien = Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "", fetchPriority: priorite, href });
  document.head.append(lien);
  return lien;
}

if (/^[a-z0-9-]{1,80}$/.test(demandee)) {
  devancer(`fiches/${demandee}.md`, "auto").addEventListener("load", () => {
    /** @type {HTMLElement | null} */
    const page = document.querySelector("[data-editeur]");
    if (page) for (const adresse of [page.dataset.lieux, page.dataset.suite]) devancer(adresse, "low");
  });
}
