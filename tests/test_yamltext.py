"""YAML is read as the text that was typed, with its positions; what is hostile or wrong becomes a fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.record.yaml_text import MAX_DEPTH, MAX_NODES, Mapping, Mark, Sequence, Text, parse
from tests.checking import patient


def faults(text):
    return [(fault.code, fault.mark.line, fault.mark.column) for fault in parse(text)[1]]


@pytest.mark.parametrize("typed", ["01004", "no", "2A004", "2014-09", "1e3", "0x1F", "~", "null", "true", "12:30", "1_000"])
def test_scalars_stay_as_typed(typed):
    root, found = parse(f"clé: {typed}\n")

    assert not found
    assert root == Mapping(((Text("clé", Mark(1, 1)), Text(typed, Mark(1, 6))),), Mark(1, 1))


def test_positions_count_from_the_line_of_the_file():
    root, _ = parse("a: [é, b]\nc:\n  - d: e\n", first_line=2)

    assert root is not None
    assert root.get("a") == Sequence((Text("é", Mark(2, 5)), Text("b", Mark(2, 8))), Mark(2, 4))
    assert root.key("c") == Text("c", Mark(3, 1))
    assert root.get("c").items[0].get("d").mark == Mark(4, 8)  # type: ignore[union-attr]
    assert root.get("absente") is None
    assert root.key("absente") is None


@pytest.mark.parametrize("text", ["", "\n\n", "# rien\n"])
def test_an_empty_text_is_an_empty_mapping(text):
    root, found = parse(text)

    assert not found
    assert root is not None
    assert not root.items


def test_a_duplicate_key_is_told_and_the_first_kept():
    root, found = parse("a: 1\na: 2\n")

    assert root is not None
    assert root.get("a") == Text("1", Mark(1, 4))
    assert [(f.code, f.mark.line) for f in found] == [("cle-en-double", 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b : c\n", ("yaml-syntaxe", 1, 6)),
        ("a:b\nc: d\n", ("yaml-syntaxe", 1, 2)),
        ("a: b\nc:d\ne: f\n", ("yaml-syntaxe", 2, 2)),
        ("a: b\n  c: d\n", ("yaml-syntaxe", 2, 3)),
        ('a: "b\nc: d\n', ("yaml-syntaxe", 1, 4)),
        ("a: 'l'eau'\n", ("yaml-syntaxe", 1, 7)),
        ('a: "b\nc: d\ne: "f"\n', ("yaml-syntaxe", 1, 4)),
        ("a:\n  -b: c\n    d: e\n", ("yaml-syntaxe", 2, 3)),
        ("a: [b\nc: d\n", ("yaml-syntaxe", 1, 4)),
        ("a: {b: c\nd: e\n", ("yaml-syntaxe", 1, 4)),
        ("a: b\nc\nd: e\n", ("yaml-syntaxe", 2, 1)),
        ("a:\n  - b: c\n   d: e\n", ("yaml-syntaxe", 3, 4)),
        (" a: b\nc: d\n", ("yaml-syntaxe", 2, 1)),
        ("a: %b\n", ("yaml-syntaxe", 1, 4)),
        ('a: "\\q"\n', ("yaml-syntaxe", 1, 5)),
        ("a: - b\n", ("yaml-syntaxe", 1, 4)),
        ("a: **b**\n", ("yaml-syntaxe", 1, 4)),
        ("a: >b\n", ("yaml-syntaxe", 1, 4)),
        ("a: ]\n", ("yaml-syntaxe", 1, 4)),
        ("a:\n\tb: c\n", ("yaml-tabulation", 2, 1)),
        ("a:\n  -\tb\n", ("yaml-tabulation", 2, 4)),
        ("a: b\n--- c\n", ("yaml-plusieurs-documents", 2, 1)),
        ("- a\n", ("yaml-sans-cles", 1, 1)),
        ("texte\n", ("yaml-sans-cles", 1, 1)),
        ("a: &b c\n", ("yaml-alias", 1, 4)),
        ("a: *b\n", ("yaml-alias", 1, 4)),
        ("a: !!python/none\n", ("yaml-etiquette", 1, 4)),
        ("[a]: b\n", ("yaml-cle", 1, 1)),
        ("a: " + "[" * 50 + "\n", ("yaml-profondeur", 1, 4 + MAX_DEPTH - 1)),
        ("a: " + "[" * 3000 + "\n", ("yaml-profondeur", 1, 4 + MAX_DEPTH - 1)),
        ("a:\n" + "- b\n" * MAX_NODES, ("yaml-trop-de-valeurs", MAX_NODES - 1, 3)),
    ],
)
def test_a_fault_is_told_where_the_mistake_is(text, expected):
    assert faults(text) == [expected]


def test_every_tab_in_indentation_is_told():
    assert faults("a:\n\tb: c\n\td: e\n") == [("yaml-tabulation", 2, 1), ("yaml-tabulation", 3, 1)]


@patient
@given(st.text(alphabet="ab:-[]{}\"'&*!|>%@`#,? \n\t\\é0", max_size=60))
def test_reading_never_raises_and_stays_within_the_text(text):
    root, found = parse(text)

    lines = text.split("\n")
    assert root is not None or found
    for fault in found:
        assert 1 <= fault.mark.line <= len(lines)
        assert 1 <= fault.mark.column <= len(lines[fault.mark.line - 1]) + 1
        assert fault.read
        assert fault.expected
        assert fault.fix


@pytest.mark.parametrize("sign", ["\r", "\x85", "\u2028"])
def test_a_colon_after_a_sign_that_ends_a_line_for_yaml_alone_is_told(sign):
    """YAML ends a line at more signs than an editor shows: a mistake after one of them is still told, in the text."""
    ((code, line, _),) = faults(f"a{sign}a: ")
    assert (code, line) == ("yaml-syntaxe", 1)


def test_a_value_marked_as_text_may_stand_as_deep_as_any_other():
    """« ! » before a value changes nothing to how deep it may be: the last level is allowed, the next is not."""
    last, beyond = ("[" * (MAX_DEPTH - rest) + "! x" + "]" * (MAX_DEPTH - rest) for rest in (2, 1))
    assert faults(f"a: {last}") == []
    assert [code for code, *_ in faults(f"a: {beyond}")] == ["yaml-profondeur"]
