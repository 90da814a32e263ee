// Ce que fait l’importeur de uMap : csv2geojson pour un tableau (séparateur deviné), JSON.parse pour un GeoJSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.env.ATLAS_NODE + "/");
const { csv2geojson } = require("csv2geojson");
const { version } = require("csv2geojson/package.json");
const held = "une place par pôle, au bon endroit, noms et codes en texte";

function said(site) {
  return JSON.parse(readFileSync(`${site}/api/v1/poles.json`, "utf8")).poles;
}

function check(features, site) {
  const poles = said(site);
  if (features.length !== poles.length) throw new Error(`${features.length} au lieu de ${poles.length}`);
  poles.forEach((pole, i) => {
    const [longitude, latitude] = features[i].geometry.coordinates.map(Number);
    if (Math.abs(longitude - pole.longitude) > 1e-4 || Math.abs(latitude - pole.latitude) > 1e-4) throw new Error(`place de ${pole.id}`);
    if (features[i].properties.nom.replace(/^'(?=[=+@-])/, "").replace(/;'(?=[=+@-])/g, ";") !== pole.nom) throw new Error(`nom de ${pole.id}`);
    if (features[i].properties.departement !== pole.departement) throw new Error(`code de ${pole.id}`);
  });
  return poles.length;
}

function tell(format, reader, told) {
  let result, ok = true;
  try { result = told(); } catch (error) { result = `ÉCHEC : ${error.message}`; ok = false; }
  console.log(JSON.stringify([format, reader, version, held, result, ok]));
}

const sites = [process.env.ATLAS_SITE, process.env.ATLAS_ODD];
tell("poles.csv", "uMap (csv2geojson)", () => sites.map((site) => {
  let found;
  csv2geojson(readFileSync(`${site}/api/v1/poles.csv`, "utf8"), { delimiter: "auto", includeLatLon: false }, (error, result) => {
    if (error) throw new Error(JSON.stringify(error).slice(0, 200));
    found = result;
  });
  return check(found.features, site);
}).join(" places, et ") + " pièges");
tell("poles.geojson", "uMap (JSON.parse)", () => sites.map((site) =>
  check(JSON.parse(readFileSync(`${site}/api/v1/poles.geojson`, "utf8")).features, site)).join(" places, et ") + " pièges");
