"""A place typed is the place meant: the table of `lieux-tapes.tsv`, every pair of the register, and what a record is told."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from atlas.check.communes import Asked, find
from atlas.cli import new
from atlas.geo.toponyms import plain
from atlas.geo.typed import Answer, register
from tests.repetitions import some
from tests.sites import PROJECT

GEO = PROJECT / "content/geo"
REGISTER = register(GEO)
PLACES = REGISTER.places


class Row(NamedTuple):
    """What is typed, what the site makes of it, and what a record does."""

    typed: str
    site: str
    record: str


def rows() -> list[Row]:
    """The table."""
    lines = (PROJECT / "tests/lieux-tapes.tsv").read_text(encoding="utf-8").splitlines()
    return [Row(*line.split("\t")) for line in lines if line and not line.startswith("# ")]


def code(anchor: str) -> str:
    """A code of the table: without the largest commune of an intercommunalité."""
    return anchor.partition("/")[0]


def agrees(expected: str, found: list[str], opens: str, how: str) -> bool:
    """Whether an answer is the one of the table."""
    if expected.startswith("-"):
        said, *places = expected[1:].split()
        return how == said and not opens and set(places) <= set(found)
    if expected.startswith("?"):
        return not opens and set(expected.split()[1:]) <= set(found)
    return opens == expected


def told(answer: Answer) -> tuple[list[str], str, str]:
    """The codes of an answer, as the table writes them."""
    return [code(n.code) for n in answer.found], code(answer.opens.code) if answer.opens else "", answer.how


def test_the_table_is_long_enough():
    """Four hundred places at least, of every kind."""
    assert len(rows()) >= 400
    assert {row.site.split()[0][0] for row in rows()} >= set("-?0123456789ademrs")


def test_what_is_typed_is_what_is_meant():
    """Every row of the table, or one in three, as the terminal reads it."""
    assert [(row, answer) for row in some(rows(), 3) if not agrees(row.site, *(answer := told(REGISTER.read(row.typed))))] == []


@pytest.mark.parametrize("guess", [True, False])
def test_every_postal_code_with_its_commune_opens_that_commune(guess):
    """Each of the 35,492 pairs of the register, or those of one commune in eight, and an arrondissement where the code is one's."""
    wrong = []
    for insee in some(PLACES.rows, 8):
        commune = PLACES.commune(insee)
        for postal in commune.codes_postaux:
            opens = REGISTER.read(f"{postal} {commune.nom}", guess=guess).opens
            city = PLACES.former_commune(opens.code[1:]).code if opens and opens.kind == "m" else opens and opens.code
            if city != insee:
                wrong.append((postal, commune.nom))
    assert wrong == []


@pytest.mark.parametrize("text", ["Rnnes", "ville de Zzqx", "31/12/2020", "Zzqx (75)"])
def test_a_name_that_nothing_has_means_nothing(text):
    """Without guesses, and after a word of kind, where none is made: an empty answer, not a fault."""
    assert REGISTER.read(text, guess=False) == Answer()


def test_an_arrondissement_said_in_full_begins_no_other():
    """« 1er » is not the beginning of « 10e », which « 1 » may be."""
    assert [n.code for n in REGISTER.read("marseille 1er").found] == ["m13201"]
    assert "m13210" in [n.code for n in REGISTER.read("marseille 1").found]


@pytest.mark.parametrize(("text", "first"), [
    ("agglo de Pau", ["e200067254", "64445"]), ("CC Redon", ["e243500741", "35236"]), ("agglo du Mans", ["e247200132", "72181"]),
    ("pays d’Auray", ["56007", "e200043123"]), ("nord Aveyron", ["d12"]),
])  # fmt: skip
def test_a_group_of_communes_is_offered_before_what_only_begins_like_its_name(text, first):
    """« agglo de Pau » began with Saint-Paul, in La Réunion; « nord Aveyron » with the Nord."""
    assert [code(n.code) for n in REGISTER.read(text).found][: len(first)] == first


def test_every_postal_code_lists_all_its_communes_first():
    """A postal code is a postal code first, even where it is also the INSEE code of another commune."""
    posted: dict[str, set[str]] = {}
    for insee in PLACES.rows:
        for postal in PLACES.commune(insee).codes_postaux:
            posted.setdefault(postal, set()).add(insee)
    for postal, communes in posted.items():
        answer = REGISTER.by_code(postal)
        found = {PLACES.former_commune(n.code[1:]).code if n.kind == "m" else n.code for n in answer.found[: answer.exact]}
        assert found == communes, postal


def test_a_record_begun_with_a_place_is_seated_there_or_the_choice_is_told():
    """`new` takes the commune of the table (of one row in six), and where there is a doubt it writes nothing and lists or says."""
    wrong = []
    for row in some(rows(), 6):
        try:
            got = new.seated(row.typed, PLACES).seat.code
        except new.SkeletonError:
            got = "?"
        if got != row.record and not (row.record == "?" and row.typed == got):  # an INSEE code is one in a terminal
            wrong.append((row, got))
    assert wrong == []


def test_a_postal_code_written_for_an_insee_code_never_leads_to_another_commune():
    """For every commune, or one in eight, and each of its postal codes: the commune named is the one offered, never another."""
    wrong = []
    for insee in some(PLACES.rows, 8):
        commune = PLACES.commune(insee)
        for postal in commune.codes_postaux:
            if postal == insee:
                continue
            asked = Asked(commune.nom, postal, PLACES.departements[commune.departement])
            found, doubt = find(PLACES, asked)
            if found or f'"{insee}"' not in str(doubt.blanks):
                wrong.append((commune.nom, postal, found, doubt))
    assert wrong == []


def test_a_postal_code_alone_is_decided_by_the_departement_or_all_are_offered():
    """Without a name: the only commune there, else every one of them by its code."""
    for postal, departement, codes in (("29200", "29", ["29019", "29151"]), ("97133", "977", ["97701"]), ("20200", "2B", ["2B033"])):
        _, doubt = find(PLACES, Asked("", postal, PLACES.departements[departement]))
        assert all(wanted in str(doubt.blanks) for wanted in codes), (postal, doubt)


SHORT_NAMES = [
    (commune, commune.nom.split("-")[0])
    for insee in PLACES.rows
    if (commune := PLACES.commune(insee)).population >= 8_000 and "-" in commune.nom and commune.nom.split("-")[0] not in ("Saint", "Sainte", "Les", "Le", "La")
]


def test_a_town_asked_by_its_short_name_is_advised_itself_or_nothing():
    """« Cherbourg » in the Manche: of all towns of 8,000 people with a short name, no advice names only others."""
    wrong, themselves, asked = [], 0, some(SHORT_NAMES, 36)
    for commune, short in asked:
        found, doubt = find(PLACES, Asked(short, "", PLACES.departements[commune.departement]))
        themselves += commune.nom in str(doubt)
        if found or doubt.phrase in ("commune-homonyme", "commune-ancienne", "commune-inconnue"):
            continue  # another commune or an old one has that very name, or too many begin so
        advice = doubt.blanks.get("proche", "") + doubt.blanks.get("candidates", "")
        if commune.nom not in advice:
            wrong.append((commune.nom, short, doubt))
    assert wrong == []
    assert themselves > len(asked) / 3


@pytest.mark.parametrize("name", ["Monaco", "Genève", "Luxembourg"])
def test_a_foreign_seat_is_said_not_corrected(name):
    """A town abroad is no misspelt commune."""
    _, doubt = find(PLACES, Asked(name))
    assert doubt.phrase == "commune-inconnue/etranger"


def test_a_near_spelling_elsewhere_is_no_advice():
    """In a département, only what is there is advised for a misspelt name."""
    for insee in some(list(PLACES.rows)[::293], 24):
        commune = PLACES.commune(insee)
        typed = f"{commune.nom[:3]}x{commune.nom[3:]}"
        if not PLACES.communes_named(typed):
            elsewhere = PLACES.departements["48" if commune.departement != "48" else "07"]
            _, doubt = find(PLACES, Asked(typed, "", elsewhere))
            near = PLACES.communes_named(doubt.blanks.get("proche", ""))
            assert not near or elsewhere.code in {c.departement for c in near} or plain(near[0].nom).startswith(plain(typed)), (typed, doubt)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Rennes Nantes", ["35238", "44109"]),
        ("Rennes et Nantes", ["35238", "44109"]),
        ("marseille nord", ["13055", "d59"]),
        ("Lyon Part-Dieu", ["69123"]),
        ("pt quevilly", ["76498"]),
        ("Hazparne", ["64256"]),
    ],
)
def test_what_several_words_may_name_is_all_offered_and_nothing_else(typed, offered):
    """Two places are two choices, in the order they were typed; a shortened name is no longer taken for another that looks like it."""
    assert [n.code for n in REGISTER.read(typed).found] == offered
