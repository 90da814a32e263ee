/* La carte montrée sur un autre site, filtrée par les mots de l’adresse : ceux de l’explorateur, avec les mêmes réponses. */
import { lireJson } from "../commun/fichiers.js";
import { direPoles } from "../commun/phrases.js";
import { direFiltres, ecrireAdresse, lireAdresse } from "../explorer/adresse.js";
import { chercheur, dechiffrer, filtrer, mettre } from "../explorer/filtres.js";
import { surLaCarte } from "../explorer/surlacarte.js";
import { comprendre, moteurDe, numeros } from "../recherche/moteur.js";

/* Les pôles dont le nom, le lieu ou la page disent ces mots. */
async function quiDisent(donnees, q) {
  const { mots, pleins } = comprendre(q);
  const texte = chercheur(donnees)(pleins.map((i) => mots[i]));
  const [{ complets }, poles] = await Promise.all([moteurDe(new URL(document.body.dataset.racine, document.baseURI)).chercher(q), numeros(donnees.adresse)]);
  for (const numero of complets) if (poles.has(numero)) mettre(texte, donnees.rangDe.get(poles.get(numero)));
  return texte;
}

/**
 * @param {HTMLElement} section
 * @param {any} carte celle de assets/carte/section.js
 */
export async function filtrerLaCarte(section, carte) {
  const donnees = dechiffrer(await lireJson(section.dataset.liste));
  const { etat, inconnus } = lireAdresse(location, donnees.facettes);
  const resultat = filtrer(donnees, etat.choix, etat.q ? await quiDisent(donnees, etat.q) : null);
  surLaCarte(section, donnees, carte)(resultat);

  const dits = direFiltres(etat, donnees.facettes);
  const phrases = [dits && `${dits}.`, ...inconnus];
  const phrase = /** @type {HTMLElement} */ (document.querySelector("[data-phrase]"));
  phrase.textContent = phrases.filter(Boolean).map((dit) => dit[0].toUpperCase() + dit.slice(1)).join(" ");
  phrase.hidden = !phrase.textContent;
  if (resultat.total < donnees.n) document.querySelector("[data-titre]").textContent = `${resultat.total ? direPoles(resultat.total) : "Aucun pôle"} sur ${donnees.n.toLocaleString("fr-FR")}`;
  /** @type {HTMLAnchorElement} */ (document.querySelector("[data-vers]")).href += ecrireAdresse(etat, donnees.facettes);
}
