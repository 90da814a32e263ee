"""Each pole has a card for its shared link: the same points anywhere, whatever its name, and light."""

from __future__ import annotations

import json
import re
import struct
import zlib
from html import unescape

import pytest

from atlas.geo import places
from atlas.geo.derived import PlaceError
from atlas.machine.cache import digest_of
from atlas.pictures import sharing
from atlas.pictures.plates import departement_file
from atlas.pictures.projection import OVERSEAS, locator_frame
from atlas.site import portable, worker
from atlas.site.cards import Cards, _drawn
from tests.atlases import real_atlas, scattered
from tests.sites import PROJECT, at_home

FOLDER = PROJECT / "content" / "cards"
TOLD = json.loads((FOLDER / sharing.LETTERS).read_bytes())
HEAVIEST = 40_000


def drawer() -> sharing.Cards:
    """What draws, from our own files."""
    return sharing.Cards(lambda name: _drawn(FOLDER, name), TOLD, "Atlas des PTCE")


def rows(file: bytes) -> list[str]:
    """The rows of a card, a digit a point, read as the norm of PNG says, every sum held."""
    assert file[:8] == b"\x89PNG\r\n\x1a\n"
    at, chunks = 8, {}
    while at < len(file):
        (long,) = struct.unpack(">I", file[at : at + 4])
        kind, content = file[at + 4 : at + 8], file[at + 8 : at + 8 + long]
        assert zlib.crc32(kind + content) == struct.unpack(">I", file[at + 8 + long : at + 12 + long])[0]
        chunks[kind] = content
        at += 12 + long
    assert list(chunks) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    assert struct.unpack(">IIBBBBB", chunks[b"IHDR"]) == (1200, 630, 4, 3, 0, 0, 0)
    points = zlib.decompress(chunks[b"IDAT"])
    assert len(points) == 630 * 601
    assert set(points[::601]) == {0}
    return [points[at + 1 : at + 601].hex() for at in range(0, len(points), 601)]


def test_the_kept_grounds_are_those_of_the_plates_of_today():
    """A plate that changed asks for `python -m tools.draw_cards` again, and each département has its ground."""
    plates = {code: digest_of((PROJECT / "content/plates" / departement_file(code)).read_bytes()).hex() for code in places.load(PROJECT / "content/geo").departements}
    assert TOLD["plates"] == plates
    assert {path.stem for path in FOLDER.glob("[0-9]*.png")} == {code.lower() for code in plates}


def test_a_card_has_the_same_bytes_every_time_and_the_dot_where_the_pole_is():
    """Drawn after others or by another drawer, from any corner of the plate; the dot is the only thing that moves."""
    first, second = drawer(), drawer()
    for code in ("35", "2A", "974", "988", "975"):
        frame = locator_frame(code)
        for dot in ((frame.x, frame.y), (72.3, 88.9), (sharing.PLATE[0] / 2, sharing.PLATE[1] / 2)):
            assert first.card(code, dot, "Pôle", ["Ici"]) == second.card(code, dot, "Pôle", ["Ici"])
    here, there = (rows(first.card("35", dot, "Pôle", [])) for dot in ((60, 80), (90, 80)))
    moved = [at for line, other in zip(here, there, strict=True) for at, (a, b) in enumerate(zip(line, other, strict=True)) if a != b]
    assert 570 + 120 - 18 <= min(moved) <= max(moved) <= 570 + 180 + 18
    assert first.card("35", (60, 80), "Pôle", [], approximate=True) != first.card("35", (60, 80), "Pôle", [])


@pytest.mark.parametrize(
    "name",
    [
        "Pôle " * 60, "W" * 400, "🎉🧑‍🤝‍🧑", "مركز التعاون", "A" + "\u0301" * 200, "\u202e\u0000\u200bPôle\n\r\t", "", " ", "\u00a0", "ǅ ﬁ Ǻ ½ ①", "<b>&amp;</b>", "日本語の極",
    ],
    ids=ascii,
)  # fmt: skip
def test_no_name_leaves_its_room(name):
    """Long, empty, in other scripts or in signs that are not drawn: the plate and the margins are as they were."""
    drawn = [rows(drawer().card("35", (72, 88), said, [said, said])) for said in (name, "Pôle")]
    beside = sharing.LEFT + sharing.ROOM
    for line, other in zip(*drawn, strict=True):
        assert line[: sharing.LEFT] == other[: sharing.LEFT]
        assert line[beside:] == other[beside:]
    assert drawn[0][:220] == drawn[1][:220]
    assert drawn[0][600:] == drawn[1][600:]


def test_wherever_a_pole_is_it_has_a_card():
    """In any département, overseas or not, with a seat or known to its département alone."""
    atlas = scattered(real_atlas(), 150)
    cards = Cards(FOLDER, atlas)
    assert {True, False} == {pole.seat.approximate for pole in atlas.poles}
    assert any(pole.seat.departement.code in OVERSEAS for pole in atlas.poles)
    assert max(len(cards.of(pole)) for pole in atlas.poles) <= HEAVIEST


def test_letters_are_told_apart_by_their_accents():
    """« É » is no « E »; a letter that is not drawn loses its accent, not its place."""
    face = sharing.Face(_drawn(FOLDER, "nom.png"), {sign: tuple(rest) for sign, *rest in TOLD["faces"]["nom"]["letters"]}, TOLD["faces"]["nom"]["pairs"])
    assert face.line("É") != face.line("E")
    assert face.known("E\u0301lan ǎ ﬁn 🎉 مركز’") == "Élan a fin  ’"
    assert all(sign in face.letters for sign in "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ’«»–—…·&€0123456789\u00a0\u202f")
    assert max(map(face.width, face.lines("Pôle territorial de coopération économique de la Haute-Vallée"))) <= sharing.ROOM


def test_every_pole_has_a_card_that_its_page_names(real):
    """Its address is canonical, its size and what it shows are told; it weighs little, and neither the archive nor what is kept beforehand holds it."""
    house, _ = at_home()
    pages = sorted((real / "poles").glob("*/index.html"))
    cards = {path.stem: path for path in (real / "partage").iterdir()}
    assert len(cards) > 100
    seen = set()
    for page in pages:
        html = page.read_text(encoding="utf-8")
        head = dict(re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)">', html[: html.index("</head>")]))
        slug = page.parent.name
        if slug in cards:
            seen.add(slug)
            assert head["image"] == f"{house.config.adresse}partage/{slug}.png"
            assert (head["image:width"], head["image:height"]) == ("1200", "630")
            assert "sa place sur une carte" in unescape(head["image:alt"])
            assert cards[slug].stat().st_size <= HEAVIEST
        else:
            assert head["image"].endswith("assets/partage.png")
    assert seen == cards.keys()
    assert not portable.held("partage/epv.png")
    assert worker.beforehand({"partage/epv.png": (1, 1, 1)}, {})[1] == 0
    oembed = json.loads((real / "api/v1/oembed/poles/epv.json").read_bytes())
    assert oembed["thumbnail_url"] == f"{house.config.adresse}partage/epv.png"


@pytest.mark.parametrize(("name", "content"), [("fond.png", b""), ("35.png", b"\x89PNG\r\n\x1a\n"), ("nom.png", None), ("lettres.json", b"{}"), ("point.png", b"x" * 400)])
def test_a_damaged_file_is_told_with_its_name(tmp_path, name, content):
    """Cut, emptied or missing: one sentence with the file and how to get it back."""
    for path in FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).unlink() if content is None else (tmp_path / name).write_bytes(content)
    atlas = real_atlas()
    with pytest.raises(PlaceError, match=re.escape(name)):
        Cards(tmp_path, atlas).of(atlas.by_slug["epv"])
