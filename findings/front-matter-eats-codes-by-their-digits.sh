#!/bin/sh
# gray-matter 4.0.3 (npm, the front matter of Eleventy and others) on the codes of @etalab/decoupage-administratif 6.0.0.
#
# That YAML 1.1 takes 01004 for octal is known; one would bet that it does so to every code that begins with 0, so that a file
# harmed once is seen harmed everywhere. It depends on the digits: a code with an 8 or a 9 in it stays as it is, in the same file.
# Of the communes of today whose INSEE code begins with 0, half become another number, half stay text; and nearly half of the
# numbers, padded back to five digits, are the code of another commune. So no look at one record tells whether a tool went over
# the folder, and padding with zeros is the wrong repair: the octal reading has to be undone, and held against the name.
# Seen on 29 November 2026: prints the line below. Fails if it changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund gray-matter@4.0.3 @etalab/decoupage-administratif@6.0.0 >/dev/null
cat > seen.mjs <<'JS'
import { readFileSync } from "node:fs";
import matter from "gray-matter";
const communes = JSON.parse(readFileSync("node_modules/@etalab/decoupage-administratif/data/communes.json", "utf8")).filter(({ type }) => type === "commune-actuelle");
const known = new Set(communes.map(({ code }) => code));
const codes = [...known].filter((code) => code.startsWith("0"));
const read = new Map(codes.map((code) => [code, matter(`---\ncode: ${code}\n---\n`).data.code]));
const changed = codes.filter((code) => typeof read.get(code) === "number");
const kept = codes.filter((code) => read.get(code) === code);
const padded = changed.map((code) => String(read.get(code)).padStart(5, "0"));
console.log(`${codes.length} codes, ${changed.length} become a number, ${kept.length} stay text, ${padded.filter((code) => known.has(code)).length} padded are another commune, 01004: ${read.get("01004")}, 01008: ${read.get("01008")}`);
JS
seen=$(node seen.mjs)
echo "$seen"
expected="3135 codes, 1525 become a number, 1610 stay text, 697 padded are another commune, 01004: 516, 01008: 01008"
[ "$seen" = "$expected" ]
