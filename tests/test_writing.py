"""What is written is read back: the same texts, by us and by every reader of YAML, in one canonical form."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from atlas.record import reader, yaml_text
from atlas.record.fields import FIELDS
from atlas.record.writer import WIDTH, record, scalar
from tests.checking import ROOT, codes_in, minimal, patient
from tests.generated import AWKWARD, KEYS, LONG, RECORDS, STORIES, TEXTS, plain

# What a reader of YAML 1.2 (core schema) takes for something else than a text.
CORE = re.compile(
    r"(null|Null|NULL|~|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|)"
)


def read(text):
    found, problems = reader.read("poles/x.md", text.encode())
    assert not problems
    assert found
    return found


@pytest.mark.parametrize("text", ["Éco-domaine de Bouquetot", "l’eau", "l'eau", "https://exemple.fr/a?b=c#d", "02 99 00 00 00", "123dok", "Un, deux", "«\u202fa\u202f»"])
def test_a_text_nobody_would_mistake_stands_plain(text):
    assert scalar(text) == text


@pytest.mark.parametrize("text", ["01004", "2A004", "14645", "2014", "2014-09-19", "no", "Oui : non", "a #b", "- a", "+33 2 99 00 00 00", "a ", "", "%", "~"])
def test_a_text_that_could_be_mistaken_stands_in_double_quotes(text):
    assert scalar(text) == f'"{text}"'


def test_numbers_and_dates_stand_plain_where_one_is_expected():
    assert [scalar("2014-09", "date"), scalar("2010", "annee"), scalar("-2", "nombre"), scalar("47.6514", "degres")] == ["2014-09", "2010", "-2", "47.6514"]
    assert [scalar("007", "nombre"), scalar("2014-9", "date"), scalar("1e3", "nombre")] == ['"007"', '"2014-9"', '"1e3"']


@patient
@given(st.one_of(TEXTS, st.text().filter(lambda text: not re.search("[\ud800-\udfff]", text))))
def test_every_reader_of_yaml_gives_a_text_back(text):
    """As a value, as a key, and in a list between brackets; PyYAML follows YAML 1.1, the expression above YAML 1.2."""
    written = scalar(text)
    assert yaml.safe_load(f"{written}: {written}\n") == {text: text}
    assert yaml.safe_load(f"a: [{scalar(text, bracketed=True)}, b]\n") == {"a": [text, "b"]}
    assert written.startswith('"') or not CORE.fullmatch(written)


@patient
@given(LONG)
def test_a_very_long_text_takes_lines_that_can_be_read(text):
    found = read(record({"nom": text, "remarques": {"nom": text}}, ""))

    assert plain(found.root) == {"nom": text, "remarques": {"nom": text}}


@patient
@given(RECORDS, STORIES)
@example({}, "0\r")
def test_a_record_is_read_back_as_it_was_given(values, story):
    found, problems = reader.read("poles/x.md", record(values, story).encode())

    assert {problem.code for problem in problems} <= {"yaml-plusieurs-documents"}  # told of a story that holds a record
    assert found
    assert plain(found.root) == values
    told = story.replace("\r\n", "\n").replace("\r", "\n").strip("\n")  # a line ends in one way
    assert found.story.strip("\n") == (told if told.strip() else "")


@patient
@given(RECORDS)
def test_the_keys_of_a_record_follow_the_field_table(values):
    keys = [key.value for key, _ in read(record(values, "")).root.items]

    assert keys == [field.key for field in FIELDS if field.key in values]


def test_a_story_of_fifty_thousand_signs_comes_through():
    story = "</script> « : » # --- 👩‍🌾 שלום\n\n" * 1_600

    assert read(record({"nom": "Pôle"}, story)).story.strip() == story.strip()


def test_short_lists_stand_on_one_line_and_long_ones_do_not():
    short, long = ["a"] * 30, ["a"] * 60
    lines = record({"autres_noms": short, "activites": long}, "").split("\n")

    assert lines[1] == f"autres_noms: [{', '.join(short)}]"
    assert lines[2:4] == ["activites:", "  - a"]
    assert all(len(line) <= WIDTH for line in lines)


def test_an_unknown_key_comes_last_and_a_table_keeps_its_order():
    text = record({"inconnue": "x", "sources": {"b": {"url": "u", "titre": "t"}, "a": {}}, "nom": "Pôle"}, "")

    assert text == "---\nnom: Pôle\nsources:\n  b:\n    titre: t\n    url: u\n  a: {}\ninconnue: x\n---\n"


def test_our_own_records_are_written_so():
    """Otherwise: `python build.py fmt`."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "poles").glob("*.md"))}
    assert [name for name, text in texts.items() if record(plain((found := read(text)).root), found.story) != text] == []


def test_an_awkward_key_is_read_back():
    for text in AWKWARD:
        root, faults = yaml_text.parse(f"provenance:\n  {scalar(text)}: a\n")

        assert not faults, text
        assert plain(root) == {"provenance": {text: "a"}}


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\x07", "\u2028"])
def test_a_sign_that_hides_is_refused_in_disguise_too(sign):
    """Between quotes YAML lets any sign be written as an escape; a reader of the file would not see it either."""
    assert codes_in(minimal(("nom: Pôle exemple", f"nom: {scalar(f'Pôle{sign} exemple')}"))) == ["caractere-interdit"]
    assert codes_in(minimal(("  publication-2014:", f"  {scalar(f'publication{sign}-2014')}:")))[0] == "caractere-interdit"


@patient
@given(KEYS)
def test_a_key_is_read_back(key):
    assert plain(read(record({"provenance": {key: "a"}}, "")).root) == {"provenance": {key: "a"}}
