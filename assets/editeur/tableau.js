/* Les mots d’un tableau collé que nos listes fermées n’ont pas : ceux qui les disent autrement (« SCIC », « adhérente ») sont lus, et
 * montrés ; de tous les autres d’une colonne, on décide en une fois. Rien n’en disparaît sans être dit.
 */

import { creer } from "../commun/elements.js";
import { cite, enumerer, pluriel } from "../commun/phrases.js";
import { enUneLigne } from "./ecrits.js";
import { abreger } from "./outils.js";
import { session } from "./session.js";
import { lecteurDeVocables } from "./vocables.js";

export const [ENSUITE, NEUVE, EN_REMARQUE] = ["+ensuite", "+source", "+remarque"];
const NOMMES = 4; // mots cités avant « et 3 autres »
const direMots = (mots) => enumerer([...mots.slice(0, NOMMES).map((mot) => cite(abreger(mot, 40))), ...(mots.length > NOMMES ? [pluriel(mots.length - NOMMES, "autre")] : [])]);

/**
 * @param {{ numero: string, corps: string[][], menus: HTMLSelectElement[], colonneDe: (i: number) => any, reconnaitre: (colonne: any, mot: string) => string | null,
 *   nomDeLigne: (ligne: string[]) => string, remarque: boolean, apres: () => void }} tableau
 */
export function motsDuTableau({ numero, corps, menus, colonneDe, reconnaitre, nomDeLigne, remarque, apres }) {
  const vocable = lecteurDeVocables(session.regles.colonnes);
  const corriges = new Map(); // « famille\0SCIC » → ce que l’on en fait, de la main
  const pourTous = new Map(); // clé d’une colonne → ce que l’on fait de ses mots inconnus
  const cadre = creer("div", { class: "coller-mots", "data-inconnus": true });
  const cellule = (ligne, i) => enUneLigne(ligne[i] ?? "");
  const avecMenu = () => menus.map((_, i) => [colonneDe(i), i]).filter(([colonne]) => ["menu", "source"].includes(colonne?.sorte));
  const motsDe = (i) => [...new Set(corps.map((ligne) => cellule(ligne, i)).filter(Boolean))];
  const dit = (colonne, mot) => (colonne.vocable ? vocable(colonne.vocable, mot) : "");
  const inconnusDe = (colonne, i) => motsDe(i).filter((mot) => !reconnaitre(colonne, mot) && !dit(colonne, mot));
  const deTous = (colonne) => pourTous.get(colonne.cle) ?? (colonne.sorte === "source" ? NEUVE : remarque && !colonne.exigee ? EN_REMARQUE : ENSUITE);

  /* Le mot d’une cellule : reconnu, lu, choisi ici, ou laissé tel quel pour que sa ligne le demande. */
  function motDe(colonne, mot) {
    const connu = reconnaitre(colonne, mot) ?? corriges.get(`${colonne.cle}\0${mot}`) ?? dit(colonne, mot);
    if (connu || corriges.has(`${colonne.cle}\0${mot}`)) return connu;
    const choix = deTous(colonne);
    return { [ENSUITE]: mot, [NEUVE]: `${NEUVE}${mot}`, [EN_REMARQUE]: "" }[choix] ?? choix;
  }
  const estEnRemarque = (colonne, mot) => deTous(colonne) === EN_REMARQUE && !reconnaitre(colonne, mot) && !corriges.has(`${colonne.cle}\0${mot}`) && !dit(colonne, mot);

  const options = (colonne, autres) => [...autres.map(([valeur, nom]) => creer("option", { value: valeur }, nom)), ...colonne.choix.map(({ valeur, nom }) => creer("option", { value: valeur }, nom))];
  const suivre = (menu, changer) => menu.addEventListener("change", () => {
    changer(menu.value);
    apres();
    document.getElementById(menu.id).focus();
  });
  function lus(colonne, i) {
    const mots = motsDe(i).filter((mot) => !reconnaitre(colonne, mot) && dit(colonne, mot));
    if (!mots.length) return [];
    const parChoix = new Map();
    for (const mot of mots) parChoix.set(motDe(colonne, mot), [...(parChoix.get(motDe(colonne, mot)) ?? []), mot]);
    const nomDe = (id) => colonne.choix.find(({ valeur }) => valeur === id)?.nom ?? "non repris";
    const phrase = [...parChoix].map(([id, ses]) => `${direMots(ses)} → ${nomDe(id)}`).join("\u202f; ");
    const ouvert = /** @type {HTMLDetailsElement | null} */ (cadre.querySelector(`[data-lus="${colonne.cle}"]`))?.open;
    return [creer("details", { class: "champ-cote", "data-lus": colonne.cle, open: Boolean(ouvert) }, creer("summary", {}, `${colonne.nom}, lu ainsi\u00a0: ${phrase}. `, creer("u", {}, "Changer")),
      ...mots.map((mot, n) => {
        const menu = creer("select", { id: `${numero}-lu-${i}-${n}` }, ...options(colonne, [["", "Ne pas reprendre ce mot"]]));
        menu.value = motDe(colonne, mot);
        suivre(menu, (valeur) => corriges.set(`${colonne.cle}\0${mot}`, valeur));
        return creer("p", {}, creer("label", { for: menu.id }, `${colonne.nom}\u00a0: ${cite(abreger(mot, 60))} est`), " ", menu);
      }))];
  }
  function inconnus(colonne, i) {
    const mots = inconnusDe(colonne, i);
    if (!mots.length) return [];
    const source = colonne.sorte === "source";
    const menu = creer("select", { id: `${numero}-inconnus-${i}` }, ...options(colonne, [
      ...(source ? [[NEUVE, mots.length > 1 ? "En faire de nouvelles sources" : "En faire une nouvelle source"]] : [...(remarque ? [[EN_REMARQUE, "Garder dans la remarque"]] : []), [ENSUITE, "Choisir ensuite, dans chaque ligne"]]),
      ["", "Ne pas reprendre"],
    ]));
    menu.value = deTous(colonne);
    suivre(menu, (valeur) => pourTous.set(colonne.cle, valeur));
    const manque = source ? `${mots.length > 1 ? "ne sont pas parmi" : "n’est pas parmi"} les sources` : `${mots.length > 1 ? "ne sont pas" : "n’est pas"} dans nos listes`;
    return [creer("p", {}, creer("label", { for: menu.id }, `${colonne.nom}\u00a0: ${direMots(mots)} ${manque}`), " ", menu)];
  }
  return {
    cadre, motDe,
    montrer: () => cadre.replaceChildren(...avecMenu().flatMap(([colonne, i]) => [...lus(colonne, i), ...inconnus(colonne, i)])),
    enRemarque: (colonne, mot) => ["menu", "source"].includes(colonne?.sorte) && Boolean(mot) && estEnRemarque(colonne, mot),
    /* Les mots que l’on ne reprendra pas, colonne par colonne. */
    laisses: () => avecMenu().flatMap(([colonne, i]) => {
      const mots = motsDe(i).filter((mot) => motDe(colonne, mot) === "" && !estEnRemarque(colonne, mot));
      return mots.length ? [`${colonne.nom.toLowerCase()} ${direMots(mots)}`] : [];
    }),
    /* Ce que la remarque en garde : « Rôle, dans les mots du tableau : La Halle, cuisine ; Le Fil, presse. » */
    remarque: () => avecMenu().flatMap(([colonne, i]) => {
      const dits = corps.filter((ligne) => cellule(ligne, i) && estEnRemarque(colonne, cellule(ligne, i))).map((ligne) => [nomDeLigne(ligne), cellule(ligne, i)].filter(Boolean).join(", "));
      return dits.length ? [`${colonne.nom}, dans les mots du tableau\u00a0: ${[...new Set(dits)].join("\u202f; ")}.`] : [];
    }).join(" "),
  };
}
