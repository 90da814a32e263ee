"""Places are found by code or name, of today or not, and distances are right to the kilometre."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.french.folding import fold
from atlas.geo import derived, places
from atlas.geo.places import Point, departement_code
from tests import checking
from tests.checking import patient
from tests.sites import PROJECT
from tools import count_epci

PLACES = checking.context().places


@pytest.mark.parametrize(
    ("one", "other"),
    [("Saint-Étienne", "st etienne"), ("L’Haÿ-les-Roses", "l'hay les roses"), ("Œuilly", "OEUILLY"), ("Ste-Foy", "SAINTE FOY"), ("Stéphane", "stephane")],
)
def test_names_fold_to_what_people_mean(one, other):
    assert fold(one) == fold(other)


@patient
@given(st.text("ÀÂÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ’'- aStZ(0)", max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@patient
@given(st.text())
def test_a_name_folds_at_once_as_sign_by_sign(text):
    """Whatever the signs, the table gives what normalising, folding and sorting out the whole name gives."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = bare.casefold().replace("œ", "oe").replace("æ", "ae")
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    assert fold(text) == " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)


@pytest.mark.parametrize(("code", "departement"), [("35236", "35"), ("2A004", "2A"), ("97411", "974"), ("98818", "988")])
def test_a_commune_code_tells_its_departement(code, departement):
    assert departement_code(code) == departement


def test_a_commune_of_today_has_point_postal_codes_and_epci():
    redon = PLACES.commune("35236")

    assert redon is not None
    assert (redon.nom, redon.departement, redon.codes_postaux) == ("Redon", "35", ("35600",))
    assert PLACES.epci[redon.epci].nom == "Communauté d’agglomération Redon Agglomération"
    assert redon.point is not None
    assert redon.point.distance_km(Point(47.65, -2.08)) < 3


def test_overseas_collectivities_have_communes_without_points():
    noumea = PLACES.communes_named("nouméa")

    assert [(c.code, c.departement, c.point) for c in noumea] == [("98818", "988", None)]
    assert PLACES.departements["988"].is_collectivite
    assert not PLACES.departements["974"].is_collectivite


def test_homonyms_are_all_found():
    assert {c.code for c in PLACES.communes_named("Saint-Denis")} == {"97411", "93066", "11339", "30247"}
    assert PLACES.communes_named("Nulle-Part") == ()


@pytest.mark.parametrize(("old", "today"), [("13203", "13055"), ("75118", "75056"), ("01003", "01165")])
def test_old_codes_lead_to_the_commune_of_today(old, today):
    former = PLACES.former_commune(old)

    assert former is not None
    assert former.code == today
    assert PLACES.commune(old) is None


def test_an_unknown_code_leads_nowhere():
    assert PLACES.commune("35999") is None
    assert PLACES.former_commune("35999") is None


def test_regions_departements_and_epci_are_found_by_code_and_name():
    assert PLACES.region_named("53") == PLACES.region_named("bretagne") == PLACES.regions["53"]
    assert PLACES.departement_named("2a") == PLACES.departement_named("Corse du Sud") == PLACES.departements["2A"]
    assert PLACES.departement_named("polynesie francaise") == PLACES.departements["987"]
    assert PLACES.epci_named("243500741") == PLACES.epci_named("communaute d'agglomeration redon agglomeration")
    assert PLACES.region_named("Basse-Normandie") is None
    assert PLACES.departement_named("Seine-et-Loire") is None
    assert PLACES.epci_named("000000000") is None


def test_every_departement_belongs_to_a_region_and_holds_its_own_point():
    for departement in PLACES.departements.values():
        assert departement.is_collectivite or departement.region in PLACES.regions
        assert PLACES.departement_distance_km(departement, departement.point) == 0


def test_every_town_hall_lies_in_its_departement():
    far = []
    for code in list(PLACES.rows)[::97]:
        commune = PLACES.commune(code)
        assert commune is not None
        if commune.point:
            distance = PLACES.departement_distance_km(PLACES.departements[commune.departement], commune.point)
            far += [(commune.nom, distance)] if distance > 2 else []

    assert far == []


def test_a_distance_is_the_great_circle():
    """Paris to Lyon: 391.5 km."""
    assert Point(48.8566, 2.3522).distance_km(Point(45.764, 4.8357)) == pytest.approx(391.5, abs=0.1)
    assert Point(48, 2).distance_km(Point(48, 2)) == 0


def test_a_point_outside_tells_how_far():
    """Nantes is 55 km from Ille-et-Vilaine; a point 2.33° south of the box of New Caledonia, 259 km."""
    assert round(PLACES.departement_distance_km(PLACES.departements["35"], Point(47.2184, -1.5536))) == 55
    assert round(PLACES.departement_distance_km(PLACES.departements["988"], Point(-25.2, 166.4))) == 259


def test_what_an_intercommunalite_is_made_of_is_counted_from_the_communes():
    """`python -m tools.count_epci` would change nothing."""
    assert (PLACES.folder / count_epci.NAME).read_text(encoding="utf-8") == count_epci.counted(PLACES)


def test_the_former_regions_are_made_of_the_departements_of_the_new_ones():
    """Each region of before 2016 lies whole in the one that its other name leads to, and no département is in two."""
    known = places.load(PROJECT / "content/geo")
    former = {nom: codes.split() for nom, codes in derived.rows(PROJECT / "content/geo/anciennes_regions.csv")}
    heirs = {nom: code[1:] for nom, code, *_ in derived.rows(PROJECT / "content/geo/autres_noms.csv") if code.startswith("r")}
    told = [code for codes in former.values() for code in codes]
    assert len(told) == len(set(told))
    for nom, codes in former.items():
        assert {known.departements[code].region for code in codes} == {heirs[nom]}, nom
    for region in {heirs[nom] for nom in former}:  # those that were joined are covered whole
        assert {d.code for d in known.departements.values() if d.region == region} <= set(told), region
