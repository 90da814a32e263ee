"""The gazetteer: every name leads to its commune through few bytes."""

from __future__ import annotations

import bisect
import gzip
import json
import re

import pytest

from atlas.client import gazetteer
from atlas.geo import toponyms
from tests.repetitions import some
from tests.sites import PROJECT

KEPT = PROJECT / "content/gazetteer"


@pytest.fixture(scope="module")
def files() -> dict[str, object]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(KEPT.iterdir())}


def test_the_kept_files_are_what_is_made_today(known):
    """`python -m tools.draw_gazetteer` would change nothing."""
    fresh = gazetteer.files(known)
    assert {path.name for path in KEPT.iterdir()} == fresh.keys()
    assert [name for name, text in fresh.items() if (KEPT / name).read_text(encoding="utf-8") != text] == []


def test_every_name_of_every_place_is_found_by_its_keys(known, files):
    """Typed whole, with or without its article, each of some 42,000 names, or one in four, lies in the one file where it is looked for."""
    starts = files["index"]["n"]
    lost = []
    for name in some(toponyms.names(known), 4):
        shown = f"{name.text}>{name.detail}" if name.detail else name.text
        for key in name.keys.all:
            file = files[f"n-{bisect.bisect_right(starts, key) - 1}"]
            if (shown, name.code) not in zip(file["n"], file["c"], strict=True):
                lost.append((key, shown))
    assert lost == []


def test_every_commune_is_found_by_its_codes(known, files):
    """Each INSEE and postal code, of every commune or of one in four, leads to it, and each old code to the commune of today."""
    index = files["index"]
    for code in some(known.rows, 4):
        commune = known.commune(code)
        file = files[f"c-{bisect.bisect_right(index['c'], code) - 1}"]
        row = file["c"].index(code)
        assert file["n"][row] == commune.nom
        assert (file["E"][file["e"][row]][0] if file["e"][row] >= 0 else "") == commune.epci
        if commune.point:
            south, west = file["o"]
            assert ((file["y"][row] + south) / 10_000, (file["x"][row] + west) / 10_000) == (commune.point.latitude, commune.point.longitude)
        for postal in commune.codes_postaux:
            there = files[f"p-{bisect.bisect_right(index['p'], postal) - 1}"]
            codes = {c if c in known.rows else known.former_commune(c).code for p, c in zip(there["p"], there["c"], strict=True) if p == postal}
            assert code in codes
            assert (postal in there["i"]) is (postal in known.rows)


def test_no_file_is_heavy(files):
    """What one look-up fetches of it stays far under 30 kB; outlines are asked for coordinates alone, by the editor."""
    assert all(re.fullmatch(r"[a-z]-\w+|index|around", name) for name in files)
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in KEPT.iterdir()}
    heaviest = {kind: max(size for name, size in sizes.items() if name.startswith(kind)) for kind in ("c-", "n-", "t-", "e-", "f-", "p-", "o-", "index")}
    assert {kind: size for kind, size in heaviest.items() if size > (25_000 if kind == "o-" else 10_000 if kind == "p-" else 7_500)} == {}


def test_there_are_half_as_many_files_as_when_there_were_two_sets(files):
    """974 files told the same communes twice, to the site and to the editor."""
    assert len(files) <= 974 // 2


@pytest.mark.parametrize(
    ("typed", "key"),
    [("L’Haÿ-les-Roses", "lhaylesroses"), ("OEUILLY", "oeuilly"), ("Œuilly", "oeuilly"), ("St Denis", "saintdenis"), ("Y", "y")],
)
def test_a_key_is_what_people_mean(typed, key):
    assert toponyms.tight(toponyms.plain(typed)) == key


def test_an_intercommunalite_is_known_by_its_own_name():
    """What a hundred of them begin with tells none apart."""
    assert toponyms.bare("communaute de communes du pays de bray") == "pays de bray"
    assert toponyms.bare("redon agglomeration") == "redon agglomeration"
