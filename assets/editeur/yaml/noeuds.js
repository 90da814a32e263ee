/* Les nœuds du YAML d’une fiche : des jetons à un arbre de textes, de listes et de groupes, chacun avec sa place.
 *
 * Tout texte reste ce qui a été tapé. Ce dont une fiche n’a pas besoin est refusé dès qu’il passe, dans l’ordre d’atlas/record/yaml_text.py :
 * alias, étiquettes, profondeur, trop de valeurs, plusieurs documents ; une clé en double est dite, la première gardée.
 * `arbreYaml(texte, depart, dire, limites)` lit le texte à partir d’un rang → { racine, fautes } ; `dire(rang, id, blancs, champ)` fait
 * d’une phrase une faute ; ce que YAML refuse est lancé (voir signes.js).
 */

import { FauteYaml, jetonsDe } from "./signes.js";

class Arret extends Error {}

export function arbreYaml(texte, depart, dire, limites) {
  const { voir, prendre } = jetonsDe(texte, depart);
  const fautes = [];
  const type = () => voir().type;
  const est = (...types) => types.includes(type());
  let noeuds = 0;

  const redire = (place, ...reste) => fautes.push(dire(place, ...reste));
  function refuser(place, ...reste) {
    redire(place, ...reste);
    throw new Arret();
  }
  const refus = (lecon, origine) => { throw new FauteYaml(lecon, voir().debut, origine); };

  /* Un nœud commence : est-ce un nœud qu’une fiche peut avoir ? */
  function compter(place, profondeur, { alias = false, etiquette = "" } = {}) {
    noeuds += 1;
    if (alias) refuser(place, "yaml-alias");
    if (etiquette && etiquette !== "!") refuser(place, "yaml-etiquette", { lu: Array.from(etiquette).slice(0, limites.etiquette).join("") });
    if (profondeur > limites.profondeur) refuser(place, "yaml-profondeur", { limite: limites.profondeur });
    if (noeuds > limites.valeurs) refuser(place, "yaml-trop-de-valeurs", { limite: limites.valeurs });
  }
  const vide = (place) => ({ genre: "texte", valeur: "", debut: place, fin: place });
  function rien(place, profondeur) {
    compter(place, profondeur);
    return vide(place);
  }

  /* ---- Un nœud ---- */

  function noeud(profondeur, enBloc, sansRetrait = false) {
    const place = voir().debut;
    if (est("alias")) compter(place, profondeur, { alias: true });
    const qualites = [];
    while (est("ancre", "etiquette") && !qualites.some((jeton) => est(jeton.type))) qualites.push(prendre()); // une de chaque, dans un ordre ou l’autre
    const corps = { "-": enBloc && sansRetrait && listeNue, texte: unTexte, "[": listeEnFlux, "{": groupeEnFlux, "debut-de-liste": enBloc && listeEnBloc, "debut-de-groupe": enBloc && groupeEnBloc }[type()];
    if (!corps && !qualites.length) refus("signe-en-trop");
    const [etiquette = ""] = qualites.filter((jeton) => jeton.type === "etiquette").map(developper);
    compter(place, profondeur, { alias: qualites.some((jeton) => jeton.type === "ancre"), etiquette });
    return corps ? { ...corps(profondeur), debut: place } : vide(place);
  }
  function developper({ valeur, debut }) {
    const lu = /^!(?:<(.*)>|([\w-]*!)(.+)|(.*))$/.exec(valeur);
    if (lu[2] && lu[2] !== "!") throw new FauteYaml("", debut);
    const decode = (uri) => { try { return decodeURIComponent(uri); } catch { return uri; } };
    return decode(lu[1] ?? (lu[2] ? `tag:yaml.org,2002:${lu[3]}` : `!${lu[4]}`));
  }
  function unTexte() {
    const { valeur, fin } = prendre();
    return { genre: "texte", valeur, fin };
  }

  /* ---- Listes ---- */

  const liste = (elements, fin, flux = false) => ({ genre: "liste", elements, flux, fin });
  function elementsEnBloc(profondeur, ...bouts) {
    const elements = [];
    while (est("-")) {
      const { fin } = prendre();
      elements.push(est("-", ...bouts) ? rien(fin, profondeur + 1) : noeud(profondeur + 1, true));
    }
    return elements;
  }
  function listeEnBloc(profondeur) {
    prendre();
    const elements = elementsEnBloc(profondeur, "fin-de-bloc");
    if (!est("fin-de-bloc")) refus("alignement-liste");
    prendre();
    return liste(elements, elements.at(-1).fin);
  }
  function listeNue(profondeur) {
    const elements = elementsEnBloc(profondeur, "cle", ":", "fin-de-bloc");
    return liste(elements, elements.at(-1).fin);
  }
  /* Ce que tiennent des crochets ou des accolades, une virgule entre deux ; rend où cela finit. */
  function enFlux(fermant, lecon, lire) {
    const { debut } = prendre();
    for (let premier = true; !est(fermant); premier = false) {
      if (!premier && !est(",")) refus(lecon, debut);
      if (!premier) prendre();
      if (!est(fermant)) lire();
    }
    return prendre().fin;
  }
  function listeEnFlux(profondeur) {
    const elements = [];
    const fin = enFlux("]", "crochet", () => elements.push(est("cle") ? paireSeule(profondeur + 1) : noeud(profondeur + 1, false)));
    return liste(elements, fin, true);
  }
  function valeurEnFlux(profondeur, fermant) {
    if (est(":")) {
      prendre();
      if (!est(",", fermant)) return noeud(profondeur + 1, false);
    }
    return rien(voir().debut, profondeur + 1);
  }
  /* `[a: b]` : un groupe d’une paire. */
  function paireSeule(profondeur) {
    const { debut } = voir();
    compter(debut, profondeur);
    prendre();
    // libyaml passe ici le signe qui suit « ? » : `[? : b]` est refusé
    const cle = est("]") ? rien(voir().debut, profondeur + 1) : est(":", ",") ? rien(prendre().fin, profondeur + 1) : noeud(profondeur + 1, false);
    const valeur = valeurEnFlux(profondeur, "]");
    const paires = [];
    ajouter(paires, new Map(), cle, valeur);
    return { genre: "groupe", paires, flux: true, debut, fin: Math.max(cle.fin, valeur.fin) };
  }

  /* ---- Groupes ---- */

  function ajouter(paires, vues, cle, valeur) {
    if (cle.genre !== "texte") redire(cle.debut, "yaml-cle");
    else if (vues.has(cle.valeur)) redire(cle.debut, "cle-en-double", { lu: cle.valeur, ligne: vues.get(cle.valeur) }, cle.valeur);
    else {
      vues.set(cle.valeur, cle.debut);
      paires.push({ cle, valeur });
    }
  }
  const groupe = (paires, fin, flux = false) => ({ genre: "groupe", paires, flux, fin });
  function groupeEnBloc(profondeur) {
    let { debut: bout } = prendre();
    const [paires, vues] = [[], new Map()];
    const apresLeSigne = () => {
      const { fin } = prendre();
      return est("cle", ":", "fin-de-bloc") ? rien(fin, profondeur + 1) : noeud(profondeur + 1, true, true);
    };
    while (est("cle")) {
      const cle = apresLeSigne();
      const valeur = est(":") ? apresLeSigne() : rien(voir().debut, profondeur + 1);
      ajouter(paires, vues, cle, valeur);
      bout = Math.max(bout, cle.fin, valeur.fin);
    }
    if (!est("fin-de-bloc")) refus("alignement-cle");
    prendre();
    return groupe(paires, bout);
  }
  function groupeEnFlux(profondeur) {
    const [paires, vues] = [[], new Map()];
    const fin = enFlux("}", "accolade", () => {
      const explicite = est("cle");
      if (explicite) prendre();
      const cle = explicite && est(":", ",", "}") ? rien(voir().debut, profondeur + 1) : noeud(profondeur + 1, false);
      ajouter(paires, vues, cle, explicite ? valeurEnFlux(profondeur, "}") : rien(voir().debut, profondeur + 1));
    });
    return groupe(paires, fin, true);
  }

  /* ---- Le document ---- */

  function document() {
    let racine = null;
    for (let documents = 1; ; documents += 1) {
      while (documents > 1 && est("fin-de-document")) prendre();
      if (est("fin")) break;
      const { debut } = voir();
      const implicite = documents === 1 && !est("directive", "debut-de-document");
      if (!implicite) {
        while (est("directive")) if (voir().valeur) refus(""); else prendre();
        if (!est("debut-de-document")) refus("marge");
      }
      if (documents > 1) refuser(debut, "yaml-plusieurs-documents");
      if (!implicite) prendre();
      const vide = !implicite && est("directive", "debut-de-document", "fin-de-document", "fin");
      racine = vide ? rien(voir().debut, 1) : noeud(1, true);
      if (est("fin-de-document")) prendre();
    }
    if (!racine || (racine.genre === "texte" && !racine.valeur)) return { genre: "groupe", paires: [], flux: false, debut: depart, fin: depart };
    if (racine.genre === "groupe") return racine;
    redire(racine.debut, "yaml-sans-cles");
    return null;
  }

  try {
    return { racine: document(), fautes };
  } catch (arret) {
    if (arret instanceof Arret) return { racine: null, fautes };
    if (arret instanceof FauteYaml) arret.avant = fautes;
    throw arret;
  }
}
