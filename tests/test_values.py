"""Each kind of value has a reader that gives the value, or says in French what to write."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.problems.phrases import say
from atlas.record import fields
from atlas.record.values import KIND_LABELS, READERS, PartialDate, Refusal, read_date, read_number
from tests.checking import patient

KEPT = [
    ("texte", " Un  nom\n long ", "Un nom long"),
    ("entier", "0042", 42),
    ("nombre", "-13.5", Decimal("-13.5")),
    ("annee", "2014", 2014),
    ("date", "2014", PartialDate(2014)),
    ("date", "2014-09", PartialDate(2014, 9)),
    ("date", "2024-02-29", PartialDate(2024, 2, 29)),
    ("url", "https://www.exemple.fr/a_(b)?c=d#e", "https://www.exemple.fr/a_(b)?c=d#e"),
    ("url", "http://xn--bcher-kva.example:8080", "http://xn--bcher-kva.example:8080"),
    ("url", "HTTPS://éco-domaine.fr/", "HTTPS://éco-domaine.fr/"),
    ("siren", "732 829 320", "732829320"),
    ("code-insee", "2A004", "2A004"),
    ("code-insee", "97411", "97411"),
    ("degres", "-2.0847", Decimal("-2.0847")),
    ("courriel", "contact@pole.exemple.fr", "contact@pole.exemple.fr"),
    ("telephone", "02.99.00.00.00", "0299000000"),
    ("telephone", "+33 (0)2 99 00 00 00", "+33299000000"),
    ("telephone", "+262 262 00 00 00", "+262262000000"),
]
REFUSED = [
    ("entier", "-1", "42"),
    ("entier", "١٢", "42"),
    ("nombre", "1 200", "écrivez 1200"),
    ("nombre", "13,5", "écrivez 13.5"),
    ("nombre", "12 ha", "écrivez 12"),
    ("nombre", "environ 3", "1200"),
    ("nombre", "1e9", "1200"),
    ("nombre", "nan", "1200"),
    ("annee", "1799", "2014"),
    ("annee", "14", "2014"),
    ("annee", "« 2015 ».", "écrivez 2015"),
    ("annee", "2014-2015", "2014 ou 2015"),
    ("annee", "2014-15", "2014 ou 2015"),
    ("annee", "de 2014 à 2016", "2014 ou 2016"),
    ("annee", "2015-2014", "par exemple"),
    ("annee", "15/11/2016", "écrivez 2016"),
    ("date", "2016-11-15.", "écrivez 2016-11-15"),
    ("url", "(https://exemple.fr/),", "écrivez https://exemple.fr/"),
    ("courriel", "mailto:contact@exemple.fr", "écrivez contact@exemple.fr"),
    ("courriel", "Contact <contact@exemple.fr>;", "écrivez contact@exemple.fr"),
    ("courriel", "contact@exemple.fr, autre@exemple.fr", "vérifiez"),
    ("siren", "732 829 320 00074", 'écrivez "732829320"'),
    ("date", "2026-02-30", "2014-09"),
    ("date", "2026-00", "2014-09"),
    ("date", "22/11/2026", "écrivez 2026-11-22"),
    ("date", "31/02/2026", "2014-09"),
    ("url", "www.exemple.fr", "écrivez https://www.exemple.fr"),
    ("url", "javascript:alert(1)", "navigateur"),
    ("url", "data:text/html,x", "navigateur"),
    ("url", "https://exemple", "navigateur"),
    ("url", "https://user:pass@exemple.fr", "navigateur"),
    ("url", "https://exemple.fr/a b", "navigateur"),
    ("url", "https://exemple.fr:port/", "navigateur"),
    ("url", "https://[::1]/", "navigateur"),
    ("url", "http://127.0.0.1/", "navigateur"),
    ("url", "//exemple.fr", "navigateur"),
    ("url", "http://[v1.x.fr]/", "navigateur"),
    ("url", "exemple.fr/page", "écrivez https://exemple.fr/page"),
    ("url", "contact@exemple.fr", "contact: courriel"),
    ("url", "mailto:contact@exemple.fr", "contact: courriel"),
    ("courriel", "https://exemple.fr/contact", "site_web"),
    ("date", "1er novembre 2026", "écrivez 2026-11-01"),
    ("date", "le 3 août 2014", "écrivez 2014-08-03"),
    ("date", "Sept. 2014", "écrivez 2014-09"),
    ("date", "en 2024", "écrivez 2024"),
    ("date", "31 février 2024", "2014-09-19"),
    ("date", "jui 2024", "2014-09-19"),
    ("siren", "732829321", "Annuaire"),
    ("siren", "12345678", "Annuaire"),
    ("code-insee", "1004", "Ambérieu-en-Bugey"),
    ("code-insee", "2a004", "Ambérieu-en-Bugey"),
    ("code-insee", "00516", "Ambérieu-en-Bugey"),
    ("date", "2026-1-5", "écrivez 2026-01-05"),
    ("date", "2026/01/15", "écrivez 2026-01-15"),
    ("date", "2014-9", "écrivez 2014-09"),
    ("date", "20140919", "écrivez 2014-09-19"),
    ("date", "2014-09-19T00:00:00.000Z", "écrivez 2014-09-19"),
    ("date", "2014-09-19 00:00:00", "écrivez 2014-09-19"),
    ("date", "2014-09-18T22:00:00.000Z", "2014-09-18 ou 2014-09-19"),
    ("date", "9999-12-31T23:00:00Z", "2014-09"),
    ("date", "2014/2015", "2014 ou 2015"),
    ("siren", "10000008.0", "\"010000008\""),
    ("telephone", "231000000", "\"0231000000\""),
    ("telephone", "33231000000", "\"+33231000000\""),
    ("telephone", "40108032", "\"0231000000\""),
    ("code-insee", "Redon", "Ambérieu-en-Bugey"),
    ("degres", "48,11", "écrivez 48.11"),
    ("degres", "181", "47.6514"),
    ("degres", "48°07′", "47.6514"),
    ("courriel", "contact chez exemple.fr", "ôtez-la"),
    ("courriel", "a@b", "ôtez-la"),
    ("courriel", "<contact@exemple.fr>", "écrivez contact@exemple.fr"),
    ("url", "<https://exemple.fr/>", "écrivez https://exemple.fr/"),
    ("telephone", "02 99 00", "02 40"),
    ("telephone", "+1 212 555 0100", "02 40"),
]


@pytest.mark.parametrize(("kind", "text", "value"), KEPT)
def test_a_well_written_value_is_kept(kind, text, value):
    assert READERS[kind](text) == value


@pytest.mark.parametrize(("kind", "text", "fix"), REFUSED)
def test_a_badly_written_value_is_refused_with_what_to_write(kind, text, fix):
    refusal = READERS[kind](text)

    assert isinstance(refusal, Refusal)
    assert fix in say(refusal.phrase, lu="", **refusal.blanks).fix


def test_dates_are_ordered_and_written_back():
    assert str(PartialDate(2014, 9)) == "2014-09"
    assert PartialDate(2014) < PartialDate(2014, 9) < PartialDate(2014, 9, 19)


@patient
@given(st.dates(min_value=dt.date(1800, 1, 1)))
def test_every_iso_day_is_a_date(day):
    assert str(read_date(day.isoformat())) == day.isoformat()


@patient
@given(st.text(max_size=40), st.sampled_from(sorted(READERS)))
def test_a_reader_never_raises(text, kind):
    value = READERS[kind](text)

    assert not isinstance(value, Refusal) or all((said := say(value.phrase, lu="", **value.blanks), said.code, said.expected, said.fix))


@patient
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_a_number_comes_back_exactly(number):
    assert read_number(f"{number:f}") == number


def test_every_kind_of_the_field_table_has_a_reader_and_a_label():
    def kinds(table):
        return {f.kind for f in table} | {kind for f in table for kind in kinds(f.fields)}

    for kind in kinds(fields.FIELDS):
        assert kind in KIND_LABELS
        assert kind in READERS or kind in ("groupe", "table")
