#!/bin/sh
# @etalab/decoupage-administratif 6.0.0 (npm; codes of INSEE and La Poste, Licence Ouverte).
#
# One would bet that a French postal code and an INSEE code are told apart by looking one up among the other. They are not:
# of the 6,310 postal codes, 3,056 are also the INSEE code of a commune of today, and for 3,003 of these that commune does not
# have that postal code. Nor does a postal code always begin with the number of its département: 16 are shared
# by communes of two départements, and 94390 serves only a commune of Essonne.
#
# So « is this number a known INSEE code? » must never be asked first of what somebody typed.
# Seen on 29 November 2026: prints the line below. Fails if it changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent @etalab/decoupage-administratif@6.0.0 >/dev/null
tar xzf etalab-decoupage-administratif-6.0.0.tgz
cat > seen.mjs <<'JS'
import { readFileSync } from "node:fs";
const communes = JSON.parse(readFileSync("package/data/communes.json", "utf8")).filter(({ type }) => type === "commune-actuelle");
const byCode = new Map(communes.map((commune) => [commune.code, commune]));
const departement = (code) => code.slice(0, /^9[78]/.test(code) ? 3 : 2);
const posted = new Map();
for (const commune of communes) for (const postal of commune.codesPostaux ?? []) posted.set(postal, [...(posted.get(postal) ?? []), commune]);
const both = [...posted.keys()].filter((postal) => byCode.has(postal));
const strangers = both.filter((postal) => !posted.get(postal).includes(byCode.get(postal)));
const shared = [...posted.values()].filter((list) => new Set(list.map(({ code }) => departement(code))).size > 1);
const elsewhere = posted.get("94390").map(({ code, nom }) => `${code} ${nom}`);
console.log(`${posted.size} postal codes, ${both.length} also INSEE codes, ${strangers.length} of another commune, ${shared.length} across départements, 94390: ${elsewhere}`);
JS
seen=$(node seen.mjs)
expected="6310 postal codes, 3056 also INSEE codes, 3003 of another commune, 16 across départements, 94390: 91479 Paray-Vieille-Poste"
echo "$seen"
[ "$seen" = "$expected" ]
