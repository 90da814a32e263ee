"""What the editor's scripts must know to say what `build.py check` says: `regles.json`, `listes.json`, `phrases.json`, `colonnes.json` and `poles.json` of `contribuer/editeur/`.

No promise is made about their shape. `regles.json` is one object, all that a form needs to open and to be filled in:

- `champs`: the field table as a tree, a list of `{key, label, example, kind, many, required, choices, limit, most,
  fields}`; `choices` is a key of `listes` or empty, `fields` a list like this one;
- `morceaux`: by id, bits of sentences that go into blanks;
- `limites`: what the rules stop at, by name: numbers, and the signs of a contrary;
- `mots`: words the rules compare with, by name.

`listes.json` is another, with which it is checked, a little later:

- `listes`: the closed lists, by name a list of `{id, label}`, and for what began one day `depuis` (that date) and
  `jour` (the same, in words);
- `genres`: what each kind of value is called;
- `simples`: the keys that `provenance` and `remarques` accept;
- `regions`: `[code, name]`; `departements`: `[code, name, région, latitude, longitude, box]`, where `box` (west, south, east,
  north) and an empty région tell an overseas collectivity;
- `balises`: HTML tags by the variant of `html-interdit` that tells them;
- `sosies`: by alphabet, its letters that are drawn like one of ours, and that one; `dessinees` the signs that draw ours, and `alphabets`
  the letters of others, as classes of a regular expression.

`phrases.json` says what is wrong, once something is:

- `phrases`: by id, the sentences of `atlas/problems/phrases`: `[read, expected, fix, warns]`, blanks between braces (`{lu}`), `warns`
  0 or 1; the code of a problem is the id up to the slash;
- `formulaire`: by the id of a phrase, the sentence that the form says instead (`atlas/problems/phrases/formulaire.py`).

`colonnes.json` is what the columns of a pasted table mean (`atlas/tables/columns.py`): `mots`, by target the folded words, the surest
first; `noms`, what is called each target that one line of the form takes; `listes`, the words for the fields of each list; `petits`
and `du_pole`, words left out of a title; `dits` and `suites`, what people write for a word of a closed list (`spoken.py`).

`poles.json` holds what the rules between records compare and what tells a pole that may be there already, in columns:
`fichiers` (paths, in the order of the rules), `noms`, `departements` and `communes` (codes of the seat, or empty), `sieges`
(names of the communes, or empty); and, by row, what not every pole has: `autres` (other names), `porteurs` (who carries it),
`sirens`, `sites`, `anciennes` (old addresses), `heritiers`. `retires` gives the day of each withdrawal, in words, by address.
"""

from __future__ import annotations

from atlas.check import (
    heirs,
    letters,
    markdown,
    nearest,
    people,
    repeated,
    self_assessment,
    shape,
    slugs,
    sources,
    story,
    territories,
    tracking,
)
from atlas.check.communes import MAX_CANDIDATES, MAX_OFFERED
from atlas.check.coordinates import BOX_MARGIN, FAR_KM, TOLERANCE_KM
from atlas.check.corpus import ALIKE
from atlas.content.referentiel import USES
from atlas.content.vocabularies import Term
from atlas.french.typography import date, french
from atlas.geo.places import Departement
from atlas.machine.compact import compact_line
from atlas.model.atlas import Atlas
from atlas.problems.phrases import FORM_WORDS, PHRASES, PIECES, formulaire
from atlas.record.fields import FIELDS, LINE, LONG, RECORD_LIMIT, SIMPLE_KEYS, STORY_LIMIT, Field
from atlas.record.reader import LINE_LIMIT, MAX_TOLD
from atlas.record.values import EMAIL_LIMIT, FIRST_YEAR, HALF_TURN, KIND_LABELS, PartialDate, read_date
from atlas.record.yaml_text import MAX_DEPTH, MAX_NODES, TAG_LIMIT
from atlas.tables import columns, spoken

LIMITS = {
    "fiche": RECORD_LIMIT,  # bytes
    "recit": STORY_LIMIT,
    "ligne": LINE_LIMIT,
    "invisibles": MAX_TOLD,
    "profondeur": MAX_DEPTH,
    "valeurs": MAX_NODES,
    "etiquette": TAG_LIMIT,
    "adresse": slugs.SLUG_LIMIT,
    "mot_court": slugs.SHORTEST_WORD,
    "texte": LINE,
    "texte_long": LONG,
    "premiere_annee": FIRST_YEAR,
    "demi_tour": HALF_TURN,
    "courriel": EMAIL_LIMIT,
    "cible": markdown.TARGET_LIMIT,
    "essais_champs": shape.MAX_GUESSES,
    "essais_liste": territories.MAX_GUESSES,
    "essais_sources": sources.MAX_GUESSES,
    "essais_indicateurs": self_assessment.MAX_GUESSES,
    "sources_dites": sources.MAX_TOLD,
    "candidates": MAX_CANDIDATES,
    "proposees": MAX_OFFERED,
    "tolerance_km": TOLERANCE_KM,
    "loin_km": FAR_KM,
    "marge_degres": BOX_MARGIN,
    "ressemblance": ALIKE,
    "mot_long": nearest.LONGEST,
    "debut_de_mot": nearest.SHORTEST,
    "contraires": nearest.OPPOSITES,
    "mot_de_liste": shape.LISTED,
    "accents": letters.MOST_ACCENTS,
}


def render() -> str:
    """The rules that a form needs to open."""
    return compact_line({
        "champs": [_field(field) for field in FIELDS],
        "morceaux": PIECES | {id_: french(words) for id_, words in formulaire.PIECES.items()},
        "limites": LIMITS,
        "mots": {
            "adresse": sorted(slugs.COMMON),
            "messageries": sorted(people.WEBMAILS),
            "bureaux": sorted(people.DESKS),
            "sans_prose": sorted(people.NOT_PROSE),
            "finis": heirs.ENDED,
            "suivis": sorted(tracking.NAMES),
            "suivis_debut": tracking.STARTS,
            "lectures": USES,
            "dites_par": repeated.TOLD_BY,
        },
    })  # fmt: skip


def render_lists(atlas: Atlas) -> str:
    """What checks a record."""
    places = atlas.places
    return compact_line({
        "listes": {name: [_term(term) for term in words.values()] for name, words in atlas.vocabularies.items()},
        "genres": KIND_LABELS,
        "simples": SIMPLE_KEYS,
        "regions": [[r.code, r.nom] for r in places.regions.values()],
        "departements": [_departement(d) for d in places.departements.values()],
        "balises": story.TAGS,
        "sosies": letters.ALIKE,
        "dessinees": letters.DRAWN,
        "alphabets": letters.OTHER_ALPHABETS,
    })  # fmt: skip


def render_phrases() -> str:
    """What says what is wrong."""
    return compact_line({
        "phrases": {p.id: [p.read, p.expected, p.fix, int(p.warns)] for p in PHRASES.values()},
        "formulaire": {id_: french(words) for id_, words in FORM_WORDS.items()},
    })  # fmt: skip


def render_poles(atlas: Atlas) -> str:
    """What is compared with the other records."""
    poles = sorted(((f"poles/{pole.slug}.md", pole) for pole in atlas.poles), key=lambda pair: pair[0])
    return compact_line({
        "fichiers": [path for path, _ in poles],
        "noms": [pole.nom for _, pole in poles],
        "departements": [pole.seat.departement.code for _, pole in poles],
        "communes": [pole.seat.commune.code if pole.seat.commune else "" for _, pole in poles],
        "sieges": [pole.seat.commune.nom if pole.seat.commune else "" for _, pole in poles],
        "autres": {row: pole.autres_noms for row, (_, pole) in enumerate(poles) if pole.autres_noms},
        "porteurs": {row: pole.porteur for row, (_, pole) in enumerate(poles) if pole.porteur},
        "sirens": {row: pole.siren for row, (_, pole) in enumerate(poles) if pole.siren},
        "sites": {row: pole.site_web for row, (_, pole) in enumerate(poles) if pole.site_web},
        "anciennes": {row: pole.anciennes_adresses for row, (_, pole) in enumerate(poles) if pole.anciennes_adresses},
        "heritiers": {row: pole.heritier for row, (_, pole) in enumerate(poles) if pole.heritier},
        "retires": {entry.slug: date(entry.day) for entry in atlas.retired},
    })  # fmt: skip


def render_columns() -> str:
    """What a pasted table is read with."""
    return compact_line({
        "mots": columns.spoken_words(),
        "noms": {target: columns.label(target) for target in columns.targets() if columns.is_one_cell(target)},
        "listes": columns.row_words(),
        "petits": sorted(columns.SMALL),
        "du_pole": sorted(columns.OF_A_POLE),
        "dits": spoken.TABLE,
        "suites": sorted(spoken.AFTER),
    })  # fmt: skip


def _field(field: Field) -> dict[str, object]:
    return {
        "key": field.key, "label": field.label, "example": field.example, "kind": field.kind,
        "many": field.many, "required": field.required, "choices": field.choices, "limit": field.limit, "most": field.most,
        "fields": [_field(inner) for inner in field.fields],
    }  # fmt: skip


def _term(term: Term) -> dict[str, str]:
    since = read_date(term.depuis) if term.depuis else None
    began = {"depuis": term.depuis, "jour": date(since)} if isinstance(since, PartialDate) else {}
    return {"id": term.id, "label": term.label, **began}


def _departement(departement: Departement) -> list[object]:
    point = departement.point
    return [departement.code, departement.nom, departement.region, point.latitude, point.longitude, departement.box]
