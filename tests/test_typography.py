"""French as it is set."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.french.typography import date, enumeration, french, french_markup, kilometres, number, plural
from atlas.record.values import PartialDate


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("l'eau", "l’eau"),
        ("Quoi ?", "Quoi\u202f?"),
        ("ceci : cela ; fin !", "ceci\u00a0: cela\u202f; fin\u202f!"),
        ("« mot »", "«\u202fmot\u202f»"),
        ("«mot»", "«\u202fmot\u202f»"),
        ("68 %", "68\u202f%"),
        ("https://a.fr/?b=1:2", "https://a.fr/?b=1:2"),
        ("12:30", "12:30"),
        ("4 000 salariés, 1 200 000 euros", "4\u202f000 salariés, 1\u202f200\u202f000 euros"),
        ("en 2014 300 personnes", "en 2014 300 personnes"),
        ("déjà\u202f!", "déjà\u202f!"),
        ("", ""),
    ],
)
def test_signs_get_their_spaces(typed, printed):
    """Apostrophes curl, quotes and high signs get no-break spaces, addresses stay."""
    assert french(typed) == printed


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (" : un contact", "\u00a0: un contact"),
        ("<b>Où ?</b> Ici ; là", "<b>Où\u202f?</b> Ici\u202f; là"),
        ("« ", "«\u202f"),
        ("</strong> :", "</strong>\u00a0:"),
        ('<meta content="width=device-width, initial-scale=1">', '<meta content="width=device-width, initial-scale=1">'),
        ('<a href="a?b=1;c">Lire</a>', '<a href="a?b=1;c">Lire</a>'),
    ],
)
def test_the_text_of_a_template_is_set_too(written, shown):
    """A sign gets its space even where what stands before it is a tag or a value to come; addresses and marks stay."""
    assert french_markup(written) == shown


@given(st.text(alphabet="ab'« »:;!?% \u00a0\u202f0", max_size=40))
def test_what_is_set_stays_set(text):
    """Setting twice changes nothing more."""
    assert french(french(text)) == french(text)


def test_numbers_dates_and_lists():
    """Numbers, partial dates, distances, enumerations and plurals as people say them."""
    assert number(Decimal(121555)) == "121\u202f555"
    assert number(Decimal("13.5")) == "13,5"
    assert date(PartialDate(2026, 11, 22)) == "22\u00a0novembre 2026"
    assert date(PartialDate(2014, 9)) == "septembre 2014"
    assert date(PartialDate(2014, 3, 1)) == "1er\u00a0mars 2014"
    assert date(PartialDate(2014)) == "2014"
    assert date(None) == ""
    assert kilometres(0.3) == "moins de 1\u00a0km"
    assert kilometres(1234.4) == "1\u202f234\u00a0km"
    assert enumeration(["a", "b", "c"]) == "a, b et c"
    assert enumeration([]) == ""
    assert plural(1, "pôle") == "1\u00a0pôle"
    assert plural(2, "pôle a", "pôles ont") == "2\u00a0pôles ont"
    assert plural(0, "pôle") == "0\u00a0pôle"
