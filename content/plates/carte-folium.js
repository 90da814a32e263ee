atlas-memoire-1 aaa1e06cf104f79a2d915af2ef763aeb
/* Écrit par folium 0.20.0 à la construction du site ; voir atlas/site/carte.py. */
window.atlasCarte = function (element) {
  "use strict";
  const ancien = element.id;
  element.id = "atlas_carte"; // le nom que folium donne à L.map, le temps de créer la carte
  var atlas_carte = L.map(
  "atlas_carte",
  {
  center: [46.6, 2.4],
  crs: L.CRS.EPSG3857,
  ...{
  "maxBounds": [
  [
  -70,
  -200,
  ],
  [
  78,
  200,
  ],
  ],
  "zoom": 5,
  "zoomControl": false,
  "preferCanvas": false,
  "minZoom": 3,
  "maxZoom": 14,
  "zoomSnap": 0.1,
  "scrollWheelZoom": false,
  }
  }
  );
  var atlas_grappes = L.markerClusterGroup(
  {
  "animate": false,
  "showCoverageOnHover": false,
  "spiderfyOnMaxZoom": true,
  "zoomToBoundsOnClick": true,
  "maxClusterRadius": 54,
  "spiderfyDistanceMultiplier": 1.6,
  "spiderLegPolylineOptions": {
  "className": "carte-patte",
  "weight": 1.5,
  "interactive": false,
  },
  }
  );
  atlas_grappes.addTo(atlas_carte);
  var atlas_fond_ign = L.tileLayer(
  "https://data.geopf.fr/wmts?SERVICE=WMTS\u0026REQUEST=GetTile\u0026VERSION=1.0.0\u0026LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2\u0026STYLE=normal\u0026FORMAT=image/png\u0026TILEMATRIXSET=PM\u0026TILEMATRIX={z}\u0026TILEROW={y}\u0026TILECOL={x}",
  {
  "minZoom": 0,
  "maxZoom": 14,
  "maxNativeZoom": 14,
  "noWrap": false,
  "attribution": "Plan IGN \u00a9 IGN",
  "subdomains": "abc",
  "detectRetina": false,
  "tms": false,
  "opacity": 1,
  "referrerPolicy": "no-referrer",
  }
  );
  var atlas_fond_osm = L.tileLayer(
  "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
  {
  "minZoom": 0,
  "maxZoom": 14,
  "maxNativeZoom": 14,
  "noWrap": false,
  "attribution": "\u00a9 les contributeurs d\u2019\u003ca href=\"https://www.openstreetmap.org/copyright\"\u003eOpenStreetMap\u003c/a\u003e",
  "subdomains": "abc",
  "detectRetina": false,
  "tms": false,
  "opacity": 1,
  "referrerPolicy": "origin",
  }
  );
  if (ancien) element.id = ancien;
  else element.removeAttribute("id");
  return {
    carte: atlas_carte,
    grappes: atlas_grappes,
    fonds: { ign: atlas_fond_ign, osm: atlas_fond_osm },
  };
};
