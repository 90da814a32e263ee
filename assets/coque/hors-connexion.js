/* Ce qui garde les pages lues, à partir de la deuxième : qui n’en ouvre qu’une ne demande rien de plus. */
const toutLeSite = new URL(document.body.dataset.racine ?? "", document.baseURI).href;
if (navigator.serviceWorker && document.referrer.startsWith(toutLeSite)) {
  addEventListener("load", () => navigator.serviceWorker.register(`${toutLeSite}sw.js`).catch(() => {}));
}
