/* Ce que les scripts trouvent dans la page sans l’importer : Leaflet, et ce que folium écrit (atlas/carte.py). */
declare const L: any;
interface Window {
  atlasCarte(toile: HTMLElement): any;
}
interface HTMLElementEventMap {
  "atlas:carte": CustomEvent;
  "atlas:lieu": CustomEvent;
}
/* Ce que la construction met devant l’ouvrier du site (atlas/site/offline.py). */
declare const VERSION: string;
declare const COQUE: string[];
