/* Les blocs d’un récit : paragraphes, intertitres, listes, citations, traits. Jumelle de atlas/french/story_blocks.py, qui dit pourquoi.
 *
 * Un bloc est { nom, texte, dedans, numero } ; un texte nu n’a pas de nom.
 */

const PUCE_DE_LISTE = /^ {0,3}(?:([-+*])|(\d{1,3})([.)]))( +)(?=\S)/;
const TRAIT_SEUL = /^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/;
const TITRE_DIESE = /^ {0,3}(#{2,6}(?!#)|#(?= )) *(\S[^]*)$/;
const DIESES_DE_FIN = / #+$/;
const TIRETS_DESSOUS = /^ {0,3}(?:={2,}|-{2,}) *$/;
const CITATION_DEBUT = /^ {0,3}> ?(?! *$)/;
const CITATION_LIGNE = /^ {0,3}> ?/;
const QUANTITE_SEULE = /^ *(?:de |d['’])?\d/;
const LIGNE_DE_SUITE = "\t";
const LARGEUR_TAB = 4;
const ETAGES = 6;

/** @returns {{ nom: string, texte?: string, dedans?: any[], numero?: number | null }} */
const faireBloc = (nom, reste = {}) => ({ nom, ...reste });
const finSansEspaces = (texte) => texte.replace(/(?<! ) +$/, "");
const margeDe = (ligne) => ligne.length - ligne.replace(/^ +/, "").length;
const estBlanche = (ligne) => /^ *$/.test(ligne);
function sansTabulations(ligne) {
  let place = 0;
  return ligne.replace(/[^\t]+|\t/g, (morceau) => {
    const rendu = morceau === "\t" ? " ".repeat(LARGEUR_TAB - (place % LARGEUR_TAB)) : morceau;
    place += [...rendu].length;
    return rendu;
  });
}

export const lireBlocs = (recit) => lireDesBlocs(recit.replace(/\r\n?/g, "\n").split("\n").map(sansTabulations), 0).blocs;

function lireDesBlocs(lignes, niveau) {
  const blocs = [];
  let [place, blanche, espaces] = [0, false, false];
  while (place < lignes.length) {
    if (estBlanche(lignes[place])) {
      blanche = true;
      place += 1;
      continue;
    }
    oterLeRetrait(lignes, place);
    const [trouve, apres] = blocEn(lignes, place, niveau);
    espaces ||= blanche && blocs.length > 0;
    blanche = false;
    blocs.push(trouve);
    place = apres;
  }
  return { blocs, espaces };
}

function blocEn(lignes, place, niveau) {
  if (TRAIT_SEUL.test(lignes[place])) return [faireBloc("hr"), place + 1];
  const titre = lignes[place].match(TITRE_DIESE);
  if (titre) return [faireBloc(`h${Math.min(Math.max(titre[1].length, 2), 4)}`, { texte: finSansEspaces(finSansEspaces(titre[2]).replace(DIESES_DE_FIN, "")) }), place + 1];
  const trouves = elementsEn(lignes, place, niveau);
  if (trouves) return [listeDeBlocs(trouves, niveau), trouves.fin];
  const cite = lignesCitees(lignes, place, niveau);
  if (cite.length) return [faireBloc("blockquote", { dedans: lireDesBlocs([...cite], niveau + 1).blocs }), place + cite.length];
  return paragrapheEn(lignes, place, niveau);
}

function paragrapheEn(lignes, debut, niveau) {
  let place = debut + 1;
  while (place < lignes.length && !TIRETS_DESSOUS.test(lignes[place]) && !estBlanche(lignes[place]) && !interromptUnTexte(lignes, place, niveau)) place += 1;
  const texte = finSansEspaces(lignes.slice(debut, place).map((ligne) => ligne.replace(/^[\t ]+/, "")).join("\n"));
  return place < lignes.length && TIRETS_DESSOUS.test(lignes[place]) ? [faireBloc("h2", { texte }), place + 1] : [faireBloc("p", { texte }), place];
}

/* Sans ligne vide entre les éléments ni entre ce qu’ils tiennent, leur texte n’est pas un paragraphe. */
function listeDeBlocs({ signe, lignes, numeros, espaces }, niveau) {
  const lus = lignes.map((siennes) => lireDesBlocs(siennes, niveau + 1));
  const aeree = espaces || lus.some((l) => l.espaces);
  const dedans = lus.map(({ blocs }) => (aeree ? blocs : blocs.map((b) => (b.nom === "p" ? faireBloc("", { texte: b.texte }) : b))));
  if (signe) return faireBloc("ul", { dedans: dedans.map((d) => faireBloc("li", { dedans: d })) });
  const [debut, pas] = [numeros[0], numeros[1] - numeros[0]];
  return faireBloc("ol", { dedans: dedans.map((d, rang) => faireBloc("li", { dedans: d, numero: numeros[rang] === debut + pas * rang ? null : numeros[rang] })), numero: debut === 1 ? null : debut });
}

function elementsEn(lignes, place, niveau) {
  const premiere = puceEn(lignes, place);
  if (!premiere || niveau === ETAGES) return null;
  const [siennes, numeros] = [[], []];
  let [marque, fin, espaces] = [premiere, place, false];
  while (marque && marque[1] === premiere[1] && marque[3] === premiere[3]) {
    espaces ||= place > fin;
    siennes.push(lignesDElement(lignes, place, marque));
    numeros.push(Number(marque[2] ?? 0));
    fin = place + siennes.at(-1).length;
    place = fin;
    while (place < lignes.length && estBlanche(lignes[place])) place += 1;
    marque = puceEn(lignes, place);
  }
  return (premiere[1] ? listeVoulue(siennes, premiere[1], niveau) : numerosSuivis(numeros)) ? { signe: premiere[1], lignes: siennes, numeros, espaces, fin } : null;
}
const puceEn = (lignes, place) => (place >= lignes.length || TRAIT_SEUL.test(lignes[place]) ? null : lignes[place].match(PUCE_DE_LISTE));

/* Une seule ligne peut être une quantité, « - 20 % », ou dire « + de 50 ». */
function listeVoulue(siennes, signe, niveau) {
  const seule = siennes.length === 1 && !siennes[0].slice(1).some((ligne) => estBlanche(ligne) || ouvreUnBloc(ligne));
  return !seule || !(signe === "+" || (niveau === 0 && QUANTITE_SEULE.test(siennes[0][0])));
}
/**
 * 1, 2… ; 12, 13… ; ou 1, 1…, comme l’écrivent les outils de mise en forme.
 * @param {number[]} numeros
 */
const numerosSuivis = ([debut, apres]) => apres !== undefined && (apres === debut + 1 || (apres === debut && debut <= 1));

function lignesDElement(lignes, place, marque) {
  const retrait = marque[4].length <= LARGEUR_TAB ? marque[0].length : marque[0].length - marque[4].length + 1;
  const siennes = [lignes[place].slice(retrait)];
  for (let i = place + 1; i < lignes.length; i += 1) {
    const ligne = lignes[i];
    if (ligne.startsWith(LIGNE_DE_SUITE)) siennes.push(ligne);
    else if (margeDe(ligne) >= retrait || estBlanche(ligne)) siennes.push(ligne.slice(retrait));
    else if (poursuitDessus(siennes.at(-1), ligne)) siennes.push(LIGNE_DE_SUITE + ligne);
    else break;
  }
  while (estBlanche(siennes.at(-1))) siennes.pop();
  return siennes;
}

function lignesCitees(lignes, place, niveau) {
  const siennes = [];
  let signes = 0;
  if (niveau === ETAGES || !CITATION_DEBUT.test(lignes[place])) return siennes;
  for (let i = place; i < lignes.length; i += 1) {
    const marque = lignes[i].match(CITATION_LIGNE);
    if (marque) {
      siennes.push(lignes[i].slice(marque[0].length));
      signes += 1;
    } else if (!estBlanche(lignes[i]) && poursuitDessus(siennes.at(-1), lignes[i])) siennes.push(LIGNE_DE_SUITE + lignes[i]);
    else break;
  }
  return signes === 1 && QUANTITE_SEULE.test(siennes[0]) ? [] : siennes;
}

/* La ligne poursuit-elle le paragraphe du dessus, hors de la marge d’un élément ou d’une citation ? */
const poursuitDessus = (dessus, ligne) => !(estBlanche(dessus) || ouvreUnBloc(ligne) || TRAIT_SEUL.test(dessus) || TITRE_DIESE.test(dessus));
const ouvreUnBloc = (ligne) => [PUCE_DE_LISTE, TRAIT_SEUL, TITRE_DIESE, CITATION_DEBUT].some((motif) => motif.test(ligne));
/* Ouvre-t-elle un bloc juste sous une ligne de texte ? Une liste numérotée, à partir de 1 seulement. */
function interromptUnTexte(lignes, place, niveau) {
  if (!ouvreUnBloc(lignes[place])) return false;
  const marque = puceEn(lignes, place);
  if (marque) return [undefined, "1"].includes(marque[2]) && elementsEn(lignes, place, niveau) !== null;
  return !CITATION_DEBUT.test(lignes[place]) || lignesCitees(lignes, place, niveau).length > 0;
}

/* Quatre espaces et plus devant un bloc ne disent rien : elles s’en vont, là et dessous. */
function oterLeRetrait(lignes, debut) {
  const large = margeDe(lignes[debut]);
  for (let i = debut; large >= LARGEUR_TAB && i < lignes.length && (margeDe(lignes[i]) >= large || estBlanche(lignes[i])); i += 1) lignes[i] = lignes[i].slice(large);
}
