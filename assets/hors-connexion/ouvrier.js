/* L’ouvrier du site, sans fenêtre : ce qui se lit encore sans réseau. La construction met devant lui deux lignes, VERSION et COQUE.
 * Une page vient toujours du réseau tant qu’il répond : jamais une ancienne après une publication. Un fichier dont l’adresse porte
 * l’empreinte est gardé. Ni question ni filtre : la page est gardée sous son adresse nue.
 */
/** @type {any} */
const ouvrier = self;
const RACINE = ouvrier.registration.scope;
const [PAGES, GARDE, ACTIFS] = ["pages", "garde", `actifs ${VERSION}`].map((nom) => `${RACINE} ${nom}`);
const AU_PLUS = 60; // pages ouvertes, les dernières
const ABSENTE = `${RACINE}hors-connexion/#absente`;

/** @param {string} adresse */
const nue = (adresse) => adresse.replace(/[?#].*/, "");

/** @param {string | Request} demande @param {CacheQueryOptions} [comment] */
async function gardee(demande, comment) {
  for (const nom of [PAGES, GARDE, ACTIFS]) {
    const trouvee = await (await caches.open(nom)).match(demande, comment);
    if (trouvee) return trouvee;
  }
  return undefined;
}

/** @param {string} adresse @param {Response} reponse */
async function garder(adresse, reponse) {
  if (!reponse.ok || reponse.redirected) return;
  const choisies = await caches.open(GARDE);
  if (await choisies.match(adresse)) { await choisies.put(adresse, reponse); return; }
  const pages = await caches.open(PAGES);
  await pages.delete(adresse); // celle que l’on rouvre redevient la dernière
  await pages.put(adresse, reponse);
  for (const ancienne of (await pages.keys()).slice(0, -AU_PLUS)) await pages.delete(ancienne);
}

/** @param {any} evenement */
async function page(evenement) {
  const adresse = nue(evenement.request.url);
  try {
    const reponse = await fetch(evenement.request);
    evenement.waitUntil(garder(adresse, reponse.clone()));
    return reponse;
  } catch {
    return (await gardee(adresse)) ?? (adresse === nue(ABSENTE) ? Response.error() : Response.redirect(ABSENTE));
  }
}

/* Ce que l’on ne peut pas garder, faute de place, se lit quand même. */
/** @param {any} evenement */
async function actif(evenement) {
  const { request: demande } = evenement;
  const trouve = await gardee(demande).catch(() => undefined);
  if (trouve) return trouve;
  try {
    const reponse = await fetch(demande);
    const copie = reponse.clone();
    const autreChose = reponse.headers.get("content-type")?.startsWith("text/html"); // la page d’un portail ou d’un hébergeur, qui resterait
    if (reponse.ok && !autreChose) evenement.waitUntil(caches.open(ACTIFS).then((actifs) => actifs.put(demande, copie)).catch(() => {}));
    return reponse;
  } catch (erreur) {
    const autre = await gardee(demande, { ignoreSearch: true }); // d’avant ou d’après, plutôt qu’une page nue
    if (autre) return autre;
    throw erreur;
  }
}

/** @param {Request} demande */
const donnee = (demande) => fetch(demande).catch(async (erreur) => {
  const trouvee = await gardee(nue(demande.url));
  if (trouvee) return trouvee;
  throw erreur;
});

ouvrier.addEventListener("install", (evenement) => {
  ouvrier.skipWaiting();
  evenement.waitUntil(caches.open(ACTIFS).then((actifs) => actifs.addAll(COQUE.map((adresse) => RACINE + adresse))));
});

ouvrier.addEventListener("activate", (evenement) => evenement.waitUntil((async () => {
  for (const nom of await caches.keys()) {
    if (nom.startsWith(`${RACINE} actifs`) && nom !== ACTIFS) await caches.delete(nom);
  }
  await ouvrier.clients.claim();
  const ouvertes = (await ouvrier.clients.matchAll()).map((client) => nue(client.url)).filter((url) => url.startsWith(RACINE));
  await Promise.all(ouvertes.map(async (url) => garder(url, await fetch(url)).catch(() => {})));
})()));

ouvrier.addEventListener("fetch", (evenement) => {
  const { request: demande } = evenement;
  if (demande.method !== "GET" || !demande.url.startsWith(RACINE) || demande.headers.has("range")) return;
  if (/\?v=[0-9a-f]{8}$/.test(demande.url)) evenement.respondWith(actif(evenement));
  else if (demande.mode !== "navigate") evenement.respondWith(donnee(demande));
  else if (demande.destination === "document") evenement.respondWith(page(evenement));
});
