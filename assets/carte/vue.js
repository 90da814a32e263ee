/* La carte telle qu’on l’a laissée, quand on y revient : sa vue est dans l’entrée de l’historique, et part avec l’onglet. */

export const vueGardee = () => Boolean(history.state?.vue);

/**
 * Rend la vue gardée, puis garde chacune des suivantes.
 * @param {{ getCenter(): { lat: number, lng: number }, getZoom(): number, setView(centre: number[], zoom: number, options: { animate: boolean }): void, on(noms: string, faire: () => void): void }} carte
 */
export function suivreLaVue(carte) {
  if (vueGardee()) {
    const [latitude, longitude, zoom] = history.state.vue;
    carte.setView([latitude, longitude], zoom, { animate: false });
  }
  const noter = () => {
    const { lat, lng } = carte.getCenter();
    history.replaceState({ ...history.state, vue: [Number(lat.toFixed(4)), Number(lng.toFixed(4)), carte.getZoom()] }, "");
  };
  carte.on("moveend", noter);
  noter();
}
