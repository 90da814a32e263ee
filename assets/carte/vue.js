/* La carte telle qu’on l’a laissée, quand on y revient : sa vue est dans l’entrée de l’historique, et part avec l’onglet. */

export const vueGardee = () => Boolean(history.state?.vue);

/** Donne à la section la hauteur qu’avait la carte ouverte : le navigateur rend alors l’endroit de la page où l’on était. */
export function garderLaPlace(/** @type {HTMLElement} */ section) {
  if (history.state?.hauteur) section.style.minHeight = `${history.state.hauteur}px`;
}

/**
 * Rend la vue gardée, puis garde chacune des suivantes, et la hauteur de la section.
 * @param {HTMLElement} section
 * @param {{ getCenter(): { lat: number, lng: number }, getZoom(): number, setView(centre: number[], zoom: number, options: { animate: boolean }): void, on(noms: string, faire: () => void): void }} carte
 */
export function suivreLaVue(section, carte) {
  if (vueGardee()) {
    const [latitude, longitude, zoom] = history.state.vue;
    carte.setView([latitude, longitude], zoom, { animate: false });
  }
  section.style.minHeight = "";
  const marge = parseFloat(getComputedStyle(section.lastElementChild).marginBottom); // dehors tant que rien ne borne la section
  const noter = () => {
    const { lat, lng } = carte.getCenter();
    history.replaceState({ ...history.state, vue: [Number(lat.toFixed(4)), Number(lng.toFixed(4)), carte.getZoom()], hauteur: section.offsetHeight + marge }, "");
  };
  carte.on("moveend", noter);
  noter();
}
