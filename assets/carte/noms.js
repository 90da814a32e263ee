/* Les noms qui tiennent sur la carte sans se toucher : ceux des pôles d’abord, à droite du point ou à gauche. */

/**
 * @param {any} carte la carte de Leaflet
 * @param {HTMLElement} toile
 */
export function placerNoms(carte, toile) {
  const zoom = carte.getZoom();
  toile.dataset.echelle = zoom < 5.4 ? "pays" : zoom < 7.6 ? "region" : "departement";
  const noms = [...toile.querySelectorAll(".lieu-nom, .carte-nom span")];
  for (const nom of noms) nom.classList.remove("a-gauche", "masque");
  const cadre = toile.getBoundingClientRect();
  const touche = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const pris = [...toile.querySelectorAll(".lieu, .grappe, .leaflet-control")].map((e) => {
    const { left, right, top, bottom } = e.getBoundingClientRect();
    const marge = e.classList.contains("lieu") ? 5 : 0; // le point est plus petit que la cible
    return { left: left + marge, right: right - marge, top: top + marge, bottom: bottom - marge };
  });
  const boites = noms.map((nom) => nom.getBoundingClientRect());
  noms.forEach((nom, i) => {
    const { left, right, top, bottom, width } = boites[i];
    const dePole = nom.className.includes("lieu-nom");
    const point = dePole ? nom.parentElement.getBoundingClientRect() : null;
    const places = [{ left, right, top, bottom }];
    if (dePole) places.push({ left: point.left + point.right - right, right: point.left + point.right - left, top, bottom });
    const libre = places.findIndex((p) => width && p.left > cadre.left && p.right < cadre.right && !pris.some((q) => touche(p, q)));
    if (libre >= 0) pris.push(places[libre]);
    nom.classList.toggle("a-gauche", libre === 1);
    nom.classList.toggle("masque", libre < 0);
  });
}
