"""What the eye meets in three engines: the maps by day and by night, the head of a page on a telephone."""

from __future__ import annotations

import pytest
from PIL import Image

from atlas import urls
from tests.colours import contrast
from tests.engines.visiting import Visitor

pytestmark = pytest.mark.engine
MAPS = (urls.HOME, urls.region("bretagne"), urls.region("la-reunion"), urls.departement("35"), urls.pole("epv"))
# Each name that is shown: where it lies, and its ink.
NAMES = """return [...document.querySelectorAll("main svg:has(> image) text")].filter((text) => text.checkVisibility()).map((text) => {
  const { left, top, right, bottom } = text.getBoundingClientRect();
  return [[left, top, right, bottom].map(Math.round), getComputedStyle(text).fill];
})"""


def hexadecimal(colour: str | tuple[int, ...]) -> str:
    """`rgb(1, 2, 3)`, or what a picture holds, as `#010203`."""
    parts = colour[4:-1].split(",") if isinstance(colour, str) else colour
    return "#" + "".join(f"{int(part):02x}" for part in parts)


def usual_of(picture: Image.Image) -> tuple[int, ...]:
    """The colour that covers most of it."""
    return max(picture.getcolors(picture.width * picture.height))[1]


def faint(visitor: Visitor) -> list[str]:
    """The names of the maps of a page that hardly show on what lies under them, and the grounds that are not of the page's time of day."""
    found = []
    paper = hexadecimal(str(visitor.run("return getComputedStyle(document.body).backgroundColor")))
    for ground in visitor.driver.find_elements("css selector", "main svg > image"):
        if not ground.is_displayed():
            continue
        visitor.run("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", ground)
        seen = visitor.seen()
        box = visitor.run("const { left, top, right, bottom } = arguments[0].getBoundingClientRect(); return [left, Math.max(0, top), right, bottom].map(Math.round)", ground)
        usual = usual_of(seen.crop(tuple(box)))
        if contrast(hexadecimal(usual), paper) > 3:
            found.append(f"fond {hexadecimal(usual)} sur une page {paper}")
        for (left, top, right, bottom), ink in visitor.run(NAMES):
            if top < 0 or bottom > seen.height or left < 0 or right > seen.width or right - left < 4:
                continue
            under = usual_of(seen.crop((left, top, right, bottom)))
            if contrast(hexadecimal(ink), hexadecimal(under)) < 4.5:
                found.append(f"{ink} sur {hexadecimal(under)} : {contrast(hexadecimal(ink), hexadecimal(under)):.2f}")
    return found


@pytest.mark.parametrize("path", MAPS)
def test_the_names_of_a_map_are_read_by_day(visitor: Visitor, path):
    """Each name of a map has 4.5:1 on its ground, which is of the page's own lightness."""
    assert faint(visitor.go(path)) == []


@pytest.mark.parametrize("path", MAPS)
def test_the_names_of_a_map_are_read_by_night(by_night: Visitor, path):
    """Likewise in the dark."""
    assert by_night.run("return matchMedia('(prefers-color-scheme: dark)').matches")
    assert faint(by_night.go(path)) == []


def test_on_a_telephone_the_menu_stands_beside_the_name(visitor: Visitor):
    """Even where the scroll bar takes its place; and nothing is wider than the screen."""
    visitor.go(urls.HOME)
    with visitor.narrow(360):
        name, button = visitor.run("return ['.entete-titre', '.menu-bouton'].map((css) => document.querySelector(css).getBoundingClientRect().toJSON())")
        assert button["top"] < name["bottom"]
        assert name["right"] <= button["left"]
        assert visitor.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")
