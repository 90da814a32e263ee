"""Whatever a file contains, the check answers: without raising, within the file, and at no cost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.check.corpus import MOST_NEAR
from atlas.french.typography import french
from atlas.geo import typed
from atlas.model import from_reading
from atlas.tables.grid import CELL
from atlas.tables.seats import Asked, seat
from tests.at_once import check
from tests.checking import ROOT, VALID, context, minimal, patient, problems_in, with_story
from tests.repetitions import some, times

BUDGET = 5.0  # seconds of processor time, for a machine that does ten other things: quadratic work takes far longer
RECORDS = [path.read_text(encoding="utf-8") for path in sorted(VALID.glob("*.md"))]
POLES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "poles").glob("*.md"))]
SIGNS = st.sampled_from([*"\t\n -:#[]{}\"'&*!|>%@`<()^_=~\\é\u200b0a", "---\n", "](", "![", "[^", "- ", ": ", "<b>", "javascript:", "\r\n", "http://"])
N = 190_000


def front_matter(text):
    return f"---\n{text}\n---\n\nRécit.\n"


def territory(key, items):
    return minimal(("sources:\n", f"territoire:\n  libelle: x\n  {key}:\n{items}sources:\n"))


HOSTILE = {
    "crochets": front_matter("[" * N),
    "crochets à la ligne": front_matter("[\n" * (N // 2)),
    "accolades": front_matter("{" * N),
    "accolades à la ligne": front_matter("{\n" * (N // 2)),
    "guillemets": front_matter('"' * N),
    "guillemet sans fin": front_matter('nom: "' + "\n a" * (N // 3)),
    "tirets": front_matter("- " * (N // 2)),
    "tirets à la ligne": front_matter("-\n" * (N // 2)),
    "points d’interrogation": front_matter("?\n" * (N // 2)),
    "clés": front_matter("\n".join(f"k{n}: 1" for n in range(16_000))),
    "clés répétées": front_matter("a: b\n" * (N // 5)),
    "clé géante": front_matter("? " + "a" * 4_000 + "\n: b"),
    "ancres": front_matter("\n".join(f"a{n}: &a{n} [x]" for n in range(9_000))),
    "alias exponentiels": front_matter("a: &a [x]\n" + "".join(f"a{n}: &b{n} [*a, *a]\n" for n in range(99))),
    "directives": front_matter("%a b\n" * (N // 5)),
    "listes": front_matter("autres_noms:\n" + "- a\n" * (N // 4)),
    "liste entre crochets": front_matter("autres_noms: [" + "a,\n" * (N // 3) + "]"),
    "clés inconnues": front_matter("parties_prenantes:\n" + "- {nmo: x, fmaille: y}\n" * 1_500),
    "communes inconnues": territory("communes", "".join(f"    - Saint-X{n:x}\n" for n in range(1_500))),
    "codes inconnus": territory("communes", "".join(f'    - "{14_800 + n}"\n' for n in range(1_500))),
    "intercommunalités inconnues": territory("epci", "".join(f"    - Communauté x{n:x}\n" for n in range(200))),
    "retours": front_matter("\n" * N),
    "nuls": "\0" * N,
    "invisibles": with_story("\u202e" * (N // 3)),
    "tirets sans fin": "---\n" + "-" * N,
    "tableau sans fin": with_story("| a |\n|-" + "\t" * N + "x|"),
    **{
        f"récit de {sign!r}": with_story(sign * (N // len(sign.encode())))
        for sign in (
            "`", "`a", "`\n", "](", "[a](", "](a\n\n", "<a", "<a:", "[^", "[^a]", "[x]:\n", "![", "#\n", "a\n=\n", "~~~\n",
            "a@", "a.a.", "0 ", "06", "+33 6 ", " ", "\n[", '[a](b "', "[", "((", "[a](https://a.a.a.)", "&#x6a;",
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("name", some(HOSTILE, 3))
def test_a_hostile_file_costs_nothing(name):
    context().places.communes_named("Redon")  # the index of names is made once
    start = time.process_time()

    problems_in(HOSTILE[name].encode()[:199_000])

    assert time.process_time() - start < BUDGET


@pytest.mark.parametrize("sign", "[{")
def test_the_first_bracket_too_deep_is_told_where_it_stands(sign):
    """At the same line and column for two hundred of them as for three thousand on one line, of which the library of YAML bears a thousand."""
    few, many = ([(p.line, p.column, p.code) for p in problems_in(minimal(("statut:", f"autres_noms: {sign * count}\nstatut:")))] for count in (200, 3_000))

    assert few == many
    assert [code for *_, code in many] == ["yaml-profondeur"]


def test_a_crowd_of_near_names_is_told_a_few_times_each():
    """A hundred poles of one département with nearly one name: each is told of some of the others, not all of all."""
    files = [(f"poles/pole-exemple-{n}.md", minimal(("nom: Pôle exemple", f"nom: Pôle exemple {n}"))) for n in range(100)]
    told = [problem for problem in check([(path, text.encode()) for path, text in files], context())[1] if problem.code == "nom-voisin"]

    assert {problem.path for problem in told} == {path for path, _ in files}
    assert len(told) <= 100 * 2 * MOST_NEAR


@pytest.mark.parametrize(
    "read",
    [
        lambda: french("l'a" + " " * N + "b ?"),
        lambda: seat(Asked(address="35000" + " " * CELL + "x,"), typed.register(context().places.folder)),
        lambda: seat(Asked(address="35000 " * (CELL // 6) + ","), typed.register(context().places.folder)),
    ],
    ids=["espaces", "adresse d’espaces", "adresse de codes"],
)
def test_a_text_or_a_cell_that_nearly_says_something_costs_nothing(read):
    """Nor does what is read of a text without a record around it: its typography, the end of an address."""
    typed.register(context().places.folder).read("Redon", guess=False)  # its index is made once
    start = time.process_time()

    read()

    assert time.process_time() - start < BUDGET


def holds(data: bytes) -> None:
    """The check answers, every problem lies within the file, and a record without error makes a pole."""
    readings, problems = check([("poles/pole-exemple.md", data)], context())
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 2, problem
        assert problem.read.strip()
        assert problem.expected.strip()
        assert problem.fix.strip()
        assert str(problem).replace("\u202f", "").replace("\u00a0", "").isprintable()
    if not any(problem.level == "erreur" for problem in problems):
        for reading in readings:
            assert from_reading.build(reading, context().places).nom


@patient
@given(st.binary(max_size=400))
def test_random_bytes_are_answered(data):
    holds(data)


@patient
@given(st.text(max_size=200), st.text(max_size=200))
def test_random_front_matter_and_story_are_answered(front, story):
    holds(f"---\n{front}\n---\n{story}".encode("utf-8", "replace"))


@settings(patient, max_examples=times(200, 60))
@given(st.sampled_from(RECORDS + POLES), st.data())
def test_a_mutated_record_is_answered(text, data):
    """One to four slips of the hand: a sign put, taken or changed, a line repeated, dropped or moved."""
    for _ in range(data.draw(st.integers(1, 4))):
        lines = text.split("\n")
        number = data.draw(st.integers(0, len(lines) - 1))
        line = lines[number]
        at = data.draw(st.integers(0, len(line)))
        sign = data.draw(SIGNS)
        slip = data.draw(st.sampled_from(["put", "take", "change", "repeat", "drop", "indent", "swap", "empty"]))
        changed = {
            "put": [line[:at] + sign + line[at:]],
            "take": [line[:at] + line[at + 1 :]],
            "change": [line[:at] + sign + line[at + 1 :]],
            "repeat": [line, line],
            "drop": [],
            "indent": ["  " + line],
            "swap": [line.strip()],
            "empty": [line.partition(":")[0] + ":"],
        }[slip]
        text = "\n".join([*lines[:number], *changed, *lines[number + 1 :]])
    holds(text.encode("utf-8", "replace"))


def test_a_key_with_a_control_character_is_told_on_one_printable_line():
    """Twice the same key with a tab inside: the sentence that names it can be printed anywhere."""
    text = (VALID / "minimal.md").read_text(encoding="utf-8").replace("nom:", "a\tb: 1\na\tb: 2\nnom:", 1)
    problems = problems_in(text)
    told = [str(problem) for problem in problems]
    assert any("a b" in line for line in told)
    assert all(line.replace("\u00a0", " ").replace("\u202f", " ").isprintable() for line in told)
