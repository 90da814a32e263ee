"""A record file is front matter and story, whatever its line ends; what cannot be read is told with its place."""

from __future__ import annotations

import pytest

from atlas.record.reader import read, slug_of
from atlas.record.yaml_text import Mark, Text
from tests.checking import minimal

RECORD = "---\nnom: Pôle\n---\n\nLe récit.\n"


def told(data):
    return [(p.code, p.line, p.column) for p in read("poles/x.md", data)[1]]


def test_a_record_is_its_front_matter_and_its_story():
    record, problems = read("poles/x.md", RECORD.encode())

    assert not problems
    assert record is not None
    assert record.slug == "x"
    assert record.root.get("nom") == Text("Pôle", Mark(2, 6))
    assert record.story == "\nLe récit.\n"
    assert record.story_line == 4


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"---\n", b"---  \n"),
    ],
    ids=["bom", "crlf", "cr", "bom et crlf", "espaces après les tirets"],
)
def test_byte_order_mark_and_line_ends_do_not_matter(change):
    data = minimal().encode()

    assert read("poles/x.md", change(data)) == read("poles/x.md", data)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("entete-absente", 1, 1)),
        (b"nom: x\n", ("entete-absente", 1, 1)),
        (b"---\nnom: x\n", ("entete-non-fermee", 2, 1)),
        (b"---\nnom: x\n\n\n", ("entete-non-fermee", 2, 1)),
        ("---\nnom: x\n—\nrécit\n".encode(), ("entete-non-fermee", 3, 1)),
        (b"---\n---", ()),
        ("---\nnom: Pôle\n".encode("latin-1"), ("encodage", 2, 7)),
        ("\ufeffà\né".encode() + b"\xff", ("encodage", 2, 2)),
        ("---\n".encode("utf-16-le"), ("caractere-interdit", 1, 2)),
        ("---\n".encode("utf-16"), ("encodage", 1, 1)),
        ("---\nnom: a\u200bb\n---\n".encode(), ("caractere-interdit", 2, 7)),
        ("---\nnom: a\x85b\n---\n".encode(), ("caractere-interdit", 2, 7)),
        (b"x" * 200_001, ("fichier-trop-gros", 1, 1)),
        (b"---\nnom: " + b"x" * 5_000 + b"\n---\n", ("ligne-trop-longue", 2, 1)),
        (b"---\nnom: x\n---\nrecit\n---\nnom: y\n---\n", ("yaml-plusieurs-documents", 5, 1)),
        (b"---\nnom: x\n---\nrecit\n---\nnote: y\n", ()),
    ],
)
def test_what_cannot_be_read_is_told(data, expected):
    found = told(data)

    assert (found[:1] or [()]) == [expected]


@pytest.mark.parametrize("sign", [*"\u00ad\u034f\u115f\u17b4\u180e\u200c\u2800\u3164\ufe00\uffa0\ue001\uf0b7", "\U0001d173", "\U000e0100", "\U0010fffd"], ids=ascii)
def test_what_looks_like_nothing_or_like_anything_is_told(sign):
    """Soft hyphens, joiners, fillers, blanks, hidden variants, private signs: a name would not be found, or say two things. An emoji stays."""
    assert told(f"---\nnom: Pô{sign}le\n---\n".encode())[:1] == [("caractere-interdit", 2, 8)]
    assert not told("---\nnom: Pôle 👩\u200d🌾 ☎\ufe0f\n---\n".encode())


def test_every_invisible_character_is_told_up_to_a_limit():
    assert len(told("---\nnom: a\u200bb\u202ec\n---\n".encode())) == 2
    assert len(told(("---\n" + "\u200b" * 500).encode())) == 20


def test_a_slug_is_the_file_name():
    assert slug_of("poles/epv.md") == "epv"
    assert slug_of("epv.md") == "epv"
