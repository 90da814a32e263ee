/* Dire à la page qui montre celle-ci dans un cadre combien elle est haute : un message `{ type: "atlas-ptce:hauteur", version: 1, hauteur }`, en
 * pixels, dès qu’elle est là et chaque fois que cela change. Promis dans « Montrer l’atlas sur votre site ».
 *
 * WordPress, où l’on a collé l’adresse d’une de nos pages, l’enferme (`sandbox="allow-scripts"`), met un secret dans le fragment, et attend des
 * messages à lui, pour la hauteur et pour suivre un lien. Un module ne se chargerait pas dans un tel cadre : ce script n’en est pas un.
 */
if (parent !== window) {
  const [, secret] = location.hash.match(/[?&]secret=([a-zA-Z0-9]+)/) ?? [];
  const dire = (message) => parent.postMessage(message, "*"); // rien qui soit à cacher : à qui que ce soit
  new ResizeObserver(() => {
    const hauteur = Math.ceil(document.documentElement.getBoundingClientRect().height);
    dire({ type: "atlas-ptce:hauteur", version: 1, hauteur });
    if (secret) dire({ message: "height", value: hauteur, secret });
  }).observe(document.documentElement);
  document.addEventListener("click", (evenement) => {
    const lien = secret && /** @type {Element} */ (evenement.target).closest("a[href]:not([target=_self], [role=button])");
    if (!lien) return;
    evenement.preventDefault();
    dire({ message: "link", value: new URL(lien.getAttribute("href"), document.baseURI).href, secret });
  });
}
