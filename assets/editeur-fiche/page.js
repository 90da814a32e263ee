/* La fiche que l’on vient corriger (`?pole=adresse`), demandée pendant que l’éditeur, dix fois plus lourd, est en chemin. */
const demandee = new URLSearchParams(location.search).get("pole") ?? "";

if (/^[a-z0-9-]{1,80}$/.test(demandee)) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "", href: `fiches/${demandee}.md` }));
}
