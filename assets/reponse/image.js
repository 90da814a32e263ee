/* L’image de la carte, cadrée sur la réponse avant qu’on ouvre la carte : la commune, les pôles qui la couvrent, les plus proches. */
import { creerSvg } from "../commun/elements.js";

const MARGE = 40; // kilomètres, comme tout ce que mesure l’image de la métropole
const COTE = [240, 180]; // au moins
const [CORPS, CADRE] = [15, 300]; // un corps, dans un cadre de cette largeur

/* RGF93 / Lambert-93 (EPSG:2154), et le coin de l’image : atlas/pictures/projection.py. */
const [N, C, XS, YS, E] = [0.7256077650532670, 11754.255426096, 700, 12655.612049876, 0.0818191910428158];
const [OUEST, NORD, LARGE, HAUT, ENTRE, ENCART, BANDE] = [72, 7146, 1200, 1112, 14, [228.8, 226], 16];
/* Par encart, dans leur ordre : la longitude de son bord ouest, sa place dans l’image, ce qu’y mesure un degré ; la latitude de son bord nord, ce qu’y mesure un degré. */
const ENCARTS = new Map([
  ["971", [-61.81, 24.2045, 222.705, 16.52, 231.8841]],
  ["972", [-61.23, 290.8534, 315.9363, 14.88, 326.5306]],
  ["973", [-54.61, 534.221, 43.8527, 5.75, 43.956]],
  ["974", [55.21, 752.3936, 287.0046, -20.87, 307.6923]],
  ["976", [45.01, 1026.0693, 410.5566, -12.63, 421.0526]],
]);

/** @type {(point: number[]) => [number, number]} */
function enLambert([latitude, longitude]) {
  const sinus = Math.sin((latitude * Math.PI) / 180);
  const rayon = C * Math.exp(-N * (Math.atanh(sinus) - E * Math.atanh(E * sinus)));
  const angle = (N * (longitude - 3) * Math.PI) / 180;
  return [XS + rayon * Math.sin(angle) - OUEST, NORD - YS + rayon * Math.cos(angle)];
}

/** @type {(point: number[], encart: number[]) => [number, number]} */
const dansLEncart = ([latitude, longitude], [ouest, x, degreX, nord, degreY]) => [x + (longitude - ouest) * degreX, HAUT + ENTRE + BANDE + (nord - latitude) * degreY];

const crayon = document.createElement("canvas").getContext("2d");
/* La longueur d’un texte dont le corps est 1, dans la police de ce style. */
function longueur(texte, { fontStyle, fontWeight, fontFamily }) {
  crayon.font = `${fontStyle} ${fontWeight} 100px ${fontFamily}`;
  return crayon.measureText(texte).width / 100;
}

const secroisent = (a, b) => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
const dedans = (boite, [x, y, largeur, hauteur]) => boite[0] >= x && boite[1] >= y && boite[2] <= x + largeur && boite[3] <= y + hauteur;

/* Les noms qui trouvent la place, à droite de leur point, à gauche, dessus, dessous, de biais : ni l’un sur l’autre, ni hors du cadre, ni
 * contre le signe d’un autre, dont ils sembleraient le nom ; le premier, celui de la commune, se distingue de tous. */
function nommer(places, lettre, cadre, signes, { fontFamily }) {
  const [ecrits, prises] = [[], []];
  const couvre = (boite, [x, y], cote) => secroisent(boite, [x - lettre * cote, y - lettre * 0.4, x + lettre * cote, y + lettre * 0.4]);
  for (const [rang, { nom, place: [px, py] }] of places.entries()) {
    const marge = ([x, y]) => (!rang || Math.hypot(x - px, y - py) < lettre ? 0.4 : 0.8);
    const [long, haut, ecart] = [longueur(nom, { fontStyle: "normal", fontWeight: rang ? "400" : "700", fontFamily }) * lettre, lettre * 1.1, lettre * 0.6];
    const essais = [["start", px + ecart, py + lettre * 0.35], ["end", px - ecart, py + lettre * 0.35], ["middle", px, py - ecart], ["middle", px, py + ecart + lettre * 0.8],
      ["start", px + ecart * 0.7, py - ecart * 0.6], ["start", px + ecart * 0.7, py + ecart + lettre * 0.6], ["end", px - ecart * 0.7, py - ecart * 0.6], ["end", px - ecart * 0.7, py + ecart + lettre * 0.6]];
    for (const [ancre, tx, ty] of essais) {
      const gauche = ancre === "start" ? tx : ancre === "end" ? tx - long : tx - long / 2;
      const boite = [gauche, ty - lettre * 0.9, gauche + long, ty - lettre * 0.9 + haut];
      const bordee = [gauche - lettre * 0.1, boite[1], gauche + long + lettre * 0.1, boite[3]]; // avec son liseré
      if (dedans(bordee, cadre) && !prises.some((b) => secroisent(boite, b)) && !signes.some((signe) => couvre(boite, signe, marge(signe)))) {
        prises.push(boite);
        ecrits.push(creerSvg("text", { x: tx.toFixed(1), y: ty.toFixed(1), "text-anchor": ancre }, nom));
        break;
      }
    }
  }
  return { ecrits, prises };
}

/* Les mers et les pays que le cadre ne coupe pas, là où rien d’autre ne s’écrit. */
function nommerLeFond(image, lettre, cadre, prises) {
  for (const texte of image.querySelectorAll(".noms-fond text")) {
    texte.style.display = "";
    const lignes = [texte.firstChild.textContent, ...Array.from(texte.children, ({ textContent }) => textContent)];
    const [x, y, corps] = [Number(texte.getAttribute("x")), Number(texte.getAttribute("y")), lettre * 1.1];
    const demi = Math.max(...lignes.map((ligne) => (longueur(ligne, getComputedStyle(texte)) + ligne.length * 0.1) * corps)) / 2;
    const boite = [x - demi, y - corps, x + demi, y + corps * (1.08 * (lignes.length - 1) + 0.3)];
    if (!dedans(boite, cadre) || prises.some((b) => secroisent(boite, b))) texte.style.display = "none";
  }
}

/* Si l’image a une place pour ce département. */
export const estDessine = (departement) => departement.length === 2 || ENCARTS.has(departement);

/** @type {(departement: string) => [number, number, number, number]} */
const cadreDeLEncart = (departement) => [[...ENCARTS.keys()].indexOf(departement) * (ENCART[0] + ENTRE), HAUT + ENTRE, ENCART[0], ENCART[1]];

/** @returns {[number, number, number, number]} */
function cadreAutour(tous) {
  const surPlace = tous.filter(([x, y]) => x >= 0 && x <= LARGE && y >= 0 && y <= HAUT); // sans les sièges d’outre-mer
  const [[x, large], [y, haut]] = [0, 1].map((axe) => {
    const valeurs = surPlace.map((place) => place[axe]);
    const [debut, fin] = [Math.min(...valeurs) - MARGE, Math.max(...valeurs) + MARGE];
    const taille = Math.max(fin - debut, COTE[axe]);
    return [(debut + fin - taille) / 2, taille];
  });
  const largeur = Math.max(large, haut * 4 / 3);
  return [x - (largeur - large) / 2, y - (largeur * 3 / 4 - haut) / 2, largeur, largeur * 3 / 4];
}

/**
 * L’image de cette section, qui attend la réponse dans un `noscript`.
 * @param {Element} section
 * @returns {SVGElement}
 */
export function imageDe(section) {
  const gardee = section.querySelector("[data-carte-image] noscript");
  gardee?.replaceWith(document.createRange().createContextualFragment(gardee.textContent));
  return section.querySelector("svg.carte-image");
}

/**
 * Cadre l’image de cette section ; le reste de la France y est, hors du cadre, et ses pôles ne s’y atteignent pas.
 * @param {HTMLElement} section
 * @param {any} lieu un lieu que l’image montre (`estDessine`)
 * @param {any} reponse
 */
export function cadrerLImage(section, { nom, arrondissement, point, departement, approche }, reponse, corps = CORPS) {
  const image = imageDe(section);
  image.querySelector(".ici")?.remove();
  const points = new Map(Array.from(image.querySelectorAll(".carte-points a"), (a) => [a.getAttribute("href").split("/").at(-2), a]));
  const { couvrent, epci, touchent, departement: voisins, region, proches, sansSiege } = reponse;
  const dits = [couvrent, epci, touchent, voisins, region, proches, sansSiege].filter(Array.isArray).flat();
  for (const a of points.values()) a.classList.add("tu");
  for (const { slug } of dits) points.get(slug)?.classList.remove("tu");
  const places = new Map(Array.from(points, ([slug, a]) => [slug, a.getAttribute("transform").match(/[\d.]+/g).map(Number)]));
  const encart = ENCARTS.get(departement);
  const court = (p) => p.nom.split(/ [–(]/)[0];
  const nommes = proches.filter((p) => !encart || places.has(p.slug)).map((p) => ({ nom: court(p), place: places.get(p.slug) ?? enLambert(p.siege) }));
  for (const p of [...couvrent, ...epci]) {
    if (places.has(p.slug) && !proches.some(({ slug }) => slug === p.slug)) nommes.push({ nom: court(p), place: places.get(p.slug) });
  }
  const ici = encart ? dansLEncart(point, encart) : enLambert(point);
  const cadre = encart ? cadreDeLEncart(departement) : cadreAutour([ici, ...nommes.map(({ place }) => place)]);
  const lettre = corps * cadre[2] / CADRE;
  for (const [slug, a] of points) { // le clavier ne va pas où rien ne se voit
    const place = places.get(slug);
    a.classList.toggle("hors", !dedans([...place, ...place], cadre));
  }
  image.setAttribute("viewBox", cadre.map((n) => n.toFixed(1)).join(" "));
  image.style.setProperty("--lettre", lettre.toFixed(1));
  image.style.setProperty("--cadre", `${cadre[2].toFixed(1)} / ${cadre[3].toFixed(1)}`);
  const marque = creerSvg("g", { class: "ici", "aria-hidden": "true" });
  const signes = [ici, ...places.values()];
  if (!approche) marque.append(creerSvg("circle", { class: "ici-point", cx: ici[0].toFixed(1), cy: ici[1].toFixed(1), r: (lettre / 3).toFixed(1) }));
  const sien = arrondissement?.nom ?? nom;
  const { ecrits, prises } = nommer([{ nom: sien, place: ici }, ...nommes], lettre, cadre, signes, getComputedStyle(image.querySelector("text")));
  ecrits.find((ecrit) => ecrit.textContent === sien)?.classList.add("ici-nom"); // elle peut ne pas avoir trouvé la place
  marque.append(...ecrits);
  image.append(marque);
  nommerLeFond(image, lettre, cadre, [...prises, ...signes.map(([x, y]) => [x - lettre * 0.4, y - lettre * 0.4, x + lettre * 0.4, y + lettre * 0.4])]);
}
