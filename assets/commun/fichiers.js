/* Demander un fichier, et ne le demander qu’une fois. Ce dont plus rien ne vient est tenu pour perdu : qui l’attend le dit. */

const PATIENCE = 30_000; // millisecondes sans un octet
const REPIT = 500; // millisecondes

/**
 * Ce que donne `demander`, redemandé une fois si la ligne l’a coupé (`TypeError`, comme `fetch` le dit). Firefox et Safari coupent tout ce
 * qu’une page attend dès qu’un lien est suivi : elle reste pourtant là jusqu’à la réponse, ou pour de bon si c’est un fichier à télécharger.
 * @template T
 * @param {() => Promise<T>} demander
 * @returns {Promise<T>}
 */
export const essayerDeuxFois = (demander) => demander().catch(async (erreur) => {
  if (!(erreur instanceof TypeError && navigator.onLine)) throw erreur;
  await new Promise((fini) => { setTimeout(fini, REPIT); });
  return demander();
});

/**
 * @param {URL | string} adresse
 * @param {RequestInit} [options]
 */
async function reponseDe(adresse, options) {
  const arret = new AbortController();
  let minuteur;
  const attendre = () => {
    clearTimeout(minuteur);
    minuteur = setTimeout(() => arret.abort(new Error(`rien ne vient de ${adresse}`)), PATIENCE);
  };
  attendre();
  try {
    const reponse = await fetch(adresse, { ...options, signal: arret.signal });
    if (!reponse.ok) throw Object.assign(new Error(`${reponse.status} ${adresse}`), { absent: reponse.status === 404 });
    if (reponse.headers.get("content-type")?.startsWith("text/html")) throw new Error(`une page à la place de ${adresse}`); // celle d’un portail, d’un hébergeur
    const lu = new TransformStream({
      transform(morceau, sortie) {
        attendre();
        sortie.enqueue(morceau);
      },
      flush: () => clearTimeout(minuteur),
    });
    return new Response(reponse.body?.pipeThrough(lu));
  } catch (erreur) {
    clearTimeout(minuteur);
    throw erreur;
  }
}

/**
 * Le contenu d’un fichier JSON.
 * @param {URL | string} adresse
 * @param {RequestInit} [options]
 * @returns {Promise<any>}
 */
export const lireJson = (adresse, options) => essayerDeuxFois(async () => (await reponseDe(adresse, options)).json());

/**
 * Le texte d’un fichier.
 * @param {URL | string} adresse
 */
export const texteDuFichier = (adresse) => essayerDeuxFois(async () => (await reponseDe(adresse)).text());

/**
 * Les octets du fichier.
 * @param {URL | string} adresse
 * @param {RequestInit} [options]
 */
export const octetsDuFichier = (adresse, options) => essayerDeuxFois(async () => (await reponseDe(adresse, options)).arrayBuffer());

/**
 * La même fonction, qui ne fait chaque chose qu’une fois ; un échec, lui, mérite un autre essai.
 * @template C, R
 * @param {(cle: C) => Promise<R>} faire
 * @returns {(cle?: C) => Promise<R>}
 */
export function uneFois(faire) {
  const faits = new Map();
  return (cle) => {
    if (!faits.has(cle)) {
      faits.set(cle, faire(cle).catch((erreur) => {
        faits.delete(cle);
        throw erreur;
      }));
    }
    return faits.get(cle);
  };
}

let essais = 0;

/**
 * Ce qu’exporte un script qui vient à part. Un navigateur n’essaie pas deux fois la même adresse de module, même après un échec.
 * @type {(adresse: string) => Promise<any>}
 */
export const leModule = uneFois((adresse) => essayerDeuxFois(async () => {
  const module = new URL(adresse, document.baseURI);
  if (essais) module.hash = `essai=${essais}`;
  const perdu = new Promise((_, perdre) => { setTimeout(() => perdre(new Error(`rien ne vient de ${adresse}`)), PATIENCE); });
  return Promise.race([import(module.href), perdu]).catch((erreur) => {
    essais += 1;
    throw erreur;
  });
}));
