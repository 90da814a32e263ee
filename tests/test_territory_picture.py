"""The territory in the locator of a pole: light, seen even when small, and told in the caption."""

from __future__ import annotations

import dataclasses
import re

from atlas.geo.perimeters import Territory
from atlas.geo.places import Point
from atlas.pages import identity_card
from atlas.pages.tools import Pictures
from atlas.pictures import plates
from atlas.pictures.projection import COLLECTIVITES, locator_frame
from atlas.pictures.territory import MAGNIFIER, Drawn, drawn
from tests.atlases import real_atlas
from tests.sites import PROJECT


def placed(svg):
    """Where the two shapes of a small territory lie in the picture: west, north, east, south of each."""
    steps = re.search(r' d="([^"]*)"', svg)[1]
    points = []
    for piece in steps.split("M")[1:]:
        x = y = 0
        values = [int(value) for value in re.findall(r"-?\d+", piece)]
        for dx, dy in zip(values[::2], values[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
    for matrix in re.findall(r"matrix\(([^)]*)\)", svg):
        a, b, c, d, e, f = map(float, matrix.split())
        xs, ys = zip(*((a * x + c * y + e, b * x + d * y + f) for x, y in points), strict=True)
        yield min(xs), min(ys), max(xs), max(ys)


def test_every_intercommunalite_is_seen_in_its_locator_and_weighs_little(known, outlines):
    """At its place, or magnified, inside the picture, in some two kilobytes at most."""
    members = {}
    for row in known.rows.values():
        members.setdefault(row[3] if len(row) > 3 else "", []).append(row[0])
    for epci in known.epci.values():
        code = min(known.epci_departements[epci.code])
        land = drawn(outlines.of(Territory("", epci=(epci,))), code, None)
        assert land.shown, epci.nom
        assert len(land.under) + len(land.over) < 2800
        if land.over:
            here, magnified = placed(land.under + land.over)
            x, y = locator_frame(code).project(known.commune(min(members[epci.code])).point)
            assert here[0] - 1 <= x <= here[2] + 1, epci.nom
            assert here[1] - 1 <= y <= here[3] + 1, epci.nom
            left, top, width, height = MAGNIFIER
            assert left + 5 < magnified[0] < magnified[2] < left + width - 5, epci.nom
            assert top + 5 < magnified[1] < magnified[3] < top + height - 13, epci.nom


def test_every_departement_and_region_weighs_little(known, outlines):
    for departement in known.departements.values():
        if not departement.is_collectivite:
            land = drawn(outlines.of(Territory("", departements=(departement,))), departement.code, None)
            assert 50 < len(land.under) < 2500, departement.nom
    for region in known.regions.values():
        code = next(d.code for d in known.departements.values() if d.region == region.code)
        assert 50 < len(drawn(outlines.of(Territory("", regions=(region,))), code, None).under) < 3000, region.nom


def test_a_small_territory_is_magnified_with_its_exact_seat_and_a_scale(known, outlines):
    """An approximate seat is not put into the magnifier: that would be measuring it."""
    town = known.communes_named("Lons-le-Saunier")[0]
    perimeter = outlines.of(Territory("", communes=(town,)))
    exact, vague = drawn(perimeter, "39", town.point), drawn(perimeter, "39", None)
    assert "situation-loupe" in exact.over
    assert "<circle" in exact.over
    assert "<circle" not in vague.over
    assert re.search(r">\d+\u00a0km</text>", exact.over)


def test_a_page_puts_no_approximate_seat_into_its_magnifier(outlines):
    """Of each pole with a small territory: the seat is there where it is known, and is not where it is not."""
    drawing = Pictures(plates.load(PROJECT / "content/plates"), (), ())
    magnified = 0
    for pole in real_atlas().poles:
        for approximate in (False, True):
            seat = dataclasses.replace(pole.seat, approximate=approximate)
            _, land = drawing.situation(dataclasses.replace(pole, seat=seat), outlines, "poles/x/")
            assert "<circle" not in land.over or not approximate, pole.slug
            magnified += "<circle" in land.over
    assert magnified > 0


def test_a_large_territory_needs_no_magnifier(known, outlines):
    land = drawn(outlines.of(Territory("", regions=(known.regions["53"],))), "35", Point(48.1, -1.7))
    assert land.under
    assert land.over == ""


def test_nothing_is_drawn_on_a_globe_or_of_an_unknown_territory(known, outlines):
    perimeter = outlines.of(Territory("", departements=(known.departements["35"],)))
    assert [drawn(perimeter, code, None) for code in COLLECTIVITES] == [Drawn()] * len(COLLECTIVITES)
    assert drawn(None, "35", None) == Drawn()


def test_the_caption_says_what_is_drawn(known, outlines):
    """Counts, one name, a name alone, nothing, a land without outline, a territory outside of the picture."""
    loire, oise, reunion = (known.departements[code] for code in ("42", "60", "974"))
    miquelon, redon = known.departements["975"], known.epci["243500741"]

    def caption(territory, code="42"):
        perimeter = outlines.of(territory)
        return identity_card.territory_caption(territory, perimeter, drawn(perimeter, code, None))

    assert caption(None) == "Territoire inconnu."
    assert caption(Territory("Pays de Redon")) == "Périmètre connu par son seul nom : Pays de Redon."
    assert caption(Territory("x", departements=(loire, oise))) == "Territoire : 2 départements."
    assert caption(Territory("x", epci=(redon,), departements=(loire,))) == "Territoire : 1 département et 1 intercommunalité."
    assert caption(Territory("x", epci=(redon,)), "35").endswith("Redon Agglomération ; en cartouche, agrandi.")
    assert caption(Territory("x", departements=(reunion,))) == "Territoire : La Réunion ; hors de cette image."
    assert caption(Territory("x", departements=(miquelon,))).endswith("donc non dessiné : Saint-Pierre-et-Miquelon.")


def test_the_identity_card_leads_to_each_part(known):
    territory = Territory("Deux rives", (known.regions["53"],), (known.departements["2A"],), (known.epci["243500741"],), (known.commune("35236"),))
    assert [link.url for link in identity_card.territory_links(territory)] == [
        "regions/bretagne/", "departements/2a/", "epci/243500741/", "pres-de-chez-moi/?commune=35236",
    ]  # fmt: skip
    assert identity_card.territory_words(territory) == "Deux rives"
    assert identity_card.territory_words(dataclasses.replace(territory, libelle="Bretagne", departements=(), epci=(), communes=())) == ""
    assert identity_card.territory_words(Territory("Pays de Redon")) == "Pays de Redon (périmètre non détaillé)"
