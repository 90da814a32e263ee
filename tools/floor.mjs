/* What our scripts, sheets and templates ask of a browser, held against the oldest ones that the README promises to serve: `make scripts`.
 *
 * The README says the floor, MDN's data say who has what, and `MISSED` says what somebody meets whose browser lacks a thing that we use all
 * the same. Syntax and the language's own objects are held by `target` and `lib` of tsconfig.json. Inside `@supports` a sheet has asked first.
 */
import { readFileSync, readdirSync } from "node:fs";
import bcd from "@mdn/browser-compat-data" with { type: "json" };
import * as css from "css-tree";
import ts from "typescript";

const README = /Safari et iOS ([\d.]+), Firefox (\d+), Chrome et Edge (\d+)/;
const MISSED = { // each with what it holds
  "api.Window.requestIdleCallback": "half a second of setTimeout takes its place",
  "css.at-rules.media.scripting": "no place is kept for what a script will show: the page moves once, as it starts",
  "css.at-rules.page": "paper has the browser’s own margins",
  "css.properties.break-after.avoid": "a title may end a printed page",
  "css.properties.break-before.avoid": "likewise",
  "css.properties.contain-intrinsic-size": "goes with content-visibility",
  "css.properties.content-visibility": "long lists are laid out whole, which takes longer; folded tables are printed if they are open",
  "css.properties.cursor": "there is no mouse",
  "css.properties.field-sizing": "a field is printed as tall as it is on the screen",
  "css.properties.forced-color-adjust": "there are no forced colours",
  "css.properties.orphans": "one line of a paragraph may stay alone on a printed page",
  "css.properties.overflow-anchor": "nothing holds the page where it is, so nothing has to be told not to",
  "css.properties.resize": "a field keeps its size",
  "css.properties.scrollbar-color": "the system’s own scroll bars",
  "css.properties.scrollbar-width": "likewise",
  "css.properties.size": "paper is turned by hand",
  "css.properties.text-decoration.dotted": "a word that explains itself has the line of a link",
  "css.properties.text-size-adjust": "a computer does not enlarge text by itself",
  "css.properties.text-wrap": "the lines of a title are of unequal lengths",
  "css.properties.widows": "as orphans",
  "css.selectors.details-content": "a folded table is printed if it is open",
  "html.elements.link.fetchpriority": "the answer of near-me comes a little later",
  "html.global_attributes.autocapitalize": "there is no keyboard on the screen",
  "html.global_attributes.autocorrect": "a telephone may correct a name as it is typed",
};
const said = (key) => Object.keys(MISSED).find((missed) => key === missed || key.startsWith(`${missed}.`));

/* ---- Who has a thing ---- */

function floor() {
  const [, safari, firefox, chrome] = README.exec(readFileSync("README.md", "utf8")) ?? [];
  if (!safari) throw new Error(`README.md ne dit plus le plancher sous cette forme : ${README.source}`);
  return { safari, safari_ios: safari, firefox, firefox_android: firefox, chrome, chrome_android: chrome, edge: chrome };
}

const FLOOR = floor();
const older = (one, other) => {
  const [a, b] = [one, other].map((version) => version.replace("≤", "").split(".").map(Number));
  return a[0] - b[0] || (a[1] ?? 0) - (b[1] ?? 0);
};

/* The browsers of the floor that lack it; what is only partly there counts as there, since no machine can judge the part. */
function lacking({ support }) {
  return Object.entries(FLOOR).filter(([browser, version]) => {
    const told = [support[browser] ?? []].flat();
    return !told.some(({ version_added: since, version_removed: until, flags }) =>
      !flags && typeof since === "string" && since !== "preview" && older(since, version) <= 0 && (!until || older(until, version) > 0));
  }).map(([browser]) => browser);
}

const at = (...path) => path.reduce((here, key) => (here && Object.hasOwn(here, key) ? here[key] : undefined), bcd);
const found = new Map(); // key → where it is first used, and who lacks it
let asked = 0;

function ask(path, where) {
  const data = at(...path)?.__compat;
  if (!data) return false;
  asked += 1;
  const key = path.join(".");
  const missing = found.has(key) ? [] : lacking(data);
  if (missing.length) found.set(key, { where, missing });
  return true;
}

/* ---- The sheets ---- */

const FUNCTIONS = new Map(); // `color-mix`, `clamp`… wherever the data put them
(function walk(here, path) {
  for (const [key, value] of Object.entries(here)) {
    if (key === "__compat") continue;
    FUNCTIONS.set(key, [...path, key]);
    walk(value, [...path, key]);
  }
})(bcd.css.types, ["css", "types"]);
const UNITS = { dvh: "dynamic", dvw: "dynamic", svh: "small", svw: "small", lvh: "large", lvw: "large" };

function readSheet(name, text) {
  const guarded = [];
  css.walk(css.parse(text, { positions: true, parseCustomProperty: true }), {
    enter(node) {
      const where = `${name}:${node.loc?.start.line}`;
      if (node.type === "Atrule" && node.name === "supports") guarded.push(node);
      if (guarded.length) return;
      if (node.type === "Atrule") ask(["css", "at-rules", node.name], where);
      if (node.type === "Feature" || node.type === "FeatureRange") ask(["css", "at-rules", node.kind ?? "media", node.name], where);
      if (/^Pseudo/.test(node.type) && !node.name.startsWith("-")) ask(["css", "selectors", node.name], where);
      if (node.type === "Function") ask(FUNCTIONS.get(node.name) ?? [], where);
      if (node.type === "Dimension" && UNITS[node.unit]) ask(["css", "types", "length", `viewport_percentage_units_${UNITS[node.unit]}`], where);
      if (node.type !== "Declaration" || node.property.startsWith("-")) return;
      ask(["css", "properties", node.property], where);
      css.walk(node.value, (value) => {
        if (value.type === "Identifier" || value.type === "Function") ask(["css", "properties", node.property, value.name], where);
      });
    },
    leave(node) {
      if (guarded.at(-1) === node) guarded.pop();
    },
  });
}

/* ---- The scripts: what each name is, as TypeScript knows it ---- */

function readScripts() {
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ".");
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();

  /* A type and what it is made from: HTMLDialogElement, HTMLElement, Element… */
  function names(type) {
    if (type.isUnion()) return type.types.flatMap(names);
    const own = type.symbol?.name ?? checker.getApparentType(type).symbol?.name;
    return [own, ...(checker.getBaseTypes && type.isClassOrInterface() ? checker.getBaseTypes(type).flatMap(names) : [])].filter(Boolean);
  }

  function owners(node, declaration) {
    const holder = declaration.parent;
    const declared = ts.isInterfaceDeclaration(holder) ? holder.name.text : holder.parent && ts.isVariableDeclaration(holder.parent) ? holder.parent.name.getText() : "";
    const receiver = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node ? names(checker.getTypeAtLocation(node.parent.expression)) : [];
    return [declared, ...receiver, "Window", ""].map((owner) => owner.replace(/^Readonly(?=Array|Map|Set)/, "").replace(/Constructor$/, ""));
  }

  function look(node, where) {
    const declaration = checker.getSymbolAtLocation(node)?.declarations?.find((d) => program.isSourceFileDefaultLibrary(d.getSourceFile()));
    if (!declaration) return;
    for (const owner of owners(node, declaration)) {
      for (const root of [["api"], ["javascript", "builtins"]]) {
        for (const name of [node.text, `${node.text}_static`]) if (ask([...root, ...(owner ? [owner] : []), name], where)) return;
      }
    }
  }

  for (const source of program.getSourceFiles().filter(({ fileName }) => fileName.includes("assets/"))) {
    (function visit(node) {
      if (ts.isIdentifier(node)) look(node, `${source.fileName.replace(/^.*?(?=assets\/)/, "")}:${source.getLineAndCharacterOfPosition(node.pos).line + 1}`);
      ts.forEachChild(node, visit);
    })(source);
  }
}

/* ---- The templates ---- */

function readTemplate(name, text) {
  for (const { 1: tag, 2: attributes, index } of text.matchAll(/<([a-z]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)/g)) {
    const where = `${name}:${text.slice(0, index).split("\n").length}`;
    ask(["html", "elements", tag], where);
    for (const [, attribute] of attributes.matchAll(/([a-z-]+)(?:="[^"]*")?/g)) {
      if (!ask(["html", "elements", tag, attribute], where)) ask(["html", "global_attributes", attribute], where);
    }
  }
}

/* ---- What is found, beside what is said ---- */

const files = (folder, end) => readdirSync(folder, { recursive: true }).filter((path) => path.endsWith(end)).map((path) => `${folder}/${path}`);
for (const path of files("assets", ".css")) readSheet(path, readFileSync(path, "utf8"));
for (const path of files("templates", ".html")) readTemplate(path, readFileSync(path, "utf8"));
readScripts();

const faults = [
  ...[...found].filter(([key]) => !said(key)).map(([key, { where, missing }]) => `${where} : ${key} manque à ${missing.map((b) => `${b} ${FLOOR[b]}`).join(", ")}`),
  ...Object.keys(MISSED).filter((missed) => ![...found.keys()].some((key) => said(key) === missed)).map((key) => `tools/floor.mjs : ${key} est dit manquer, et n’est plus employé, ou ne manque plus`),
];
for (const fault of faults) console.error(fault);
console.log(`plancher des navigateurs : ${asked} emplois lus, ${found.size} choses y manquent, ${faults.length} sans un mot.`);
process.exit(faults.length ? 1 : 0);
