"""The prepared grounds are those the code draws today."""

from __future__ import annotations

from atlas.machine.cache import Cache
from atlas.site import carte
from tests.sites import PROJECT
from tools.draw_plates import drawn


def test_the_kept_plates_are_what_is_drawn():
    """`python -m tools.draw_plates` would change nothing."""
    kept = {p.name: p.read_text(encoding="utf-8") for p in (PROJECT / "content/plates").iterdir() if p.suffix != ".js"}
    fresh = dict(drawn(PROJECT / "content/geo"))
    assert kept.keys() == fresh.keys()
    assert [name for name in kept if kept[name] != fresh[name]] == []


def test_the_shipped_script_is_what_folium_writes():
    """The script of the map, as shipped, is what folium and `atlas/site/carte.py` give today; made for others, it is not used."""
    shipped = Cache(PROJECT / "content/plates")
    assert shipped.found("carte-folium.js", carte.key()) == carte.script()
    assert shipped.found("carte-folium.js", "another folium") is None
