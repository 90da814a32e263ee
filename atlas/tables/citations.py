"""Where the facts of a line come from: the file, whose source is asked once, and the sources that the line itself names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from atlas import urls
from atlas.check.slugs import suggested
from atlas.record.fields import path_of
from atlas.record.writer import Value
from atlas.tables import cells

_ID = 40  # characters of an identifier
_MOST = 60
Say = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Source:
    """What the file is and who publishes it, with an address or a date."""

    titre: str
    url: str = ""
    date: str = ""
    consulte_le: str = ""

    @property
    def id(self) -> str:
        """Its identifier in a record."""
        return _named(self.titre, ())

    def told(self) -> dict[str, Value]:
        """As a record writes it."""
        return {key: text for key in ("titre", "date", "url", "consulte_le") if (text := getattr(self, key))}


def declared(texts: dict[str, str], titles: list[str], source: Source, say: Say) -> tuple[dict[str, Value], tuple[str, ...]]:
    """The sources of a line, whose titles are given, and their identifiers: its own, then the file's.

    A source of the line needs its own address or date: where their numbers differ, none can be given to one of them.
    """
    addresses, dates = _beside(texts, "sources.url", titles, say), _beside(texts, "sources.date", titles, say)
    found: dict[str, Value] = {}
    for title, url, date in zip_longest(titles, addresses, dates, fillvalue=""):
        address, day = _value("sources.url", url), _value("sources.date", date)
        name = title or urls.host(address)
        if not name or name == source.titre:
            continue
        if not (address or day):
            say("sources", f"« {name[:60]} » n’a ni date ni adresse ; cette source n’est pas reprise")
        elif len(found) < _MOST:
            entry = {"titre": name[: path_of("sources.titre")[-1].limit], "date": day, "url": address}
            found[_named(name, (*found, source.id))] = {key: text for key, text in entry.items() if text}
    found[source.id] = source.told()
    return found, tuple(found)


def _beside(texts: dict[str, str], target: str, titles: list[str], say: Say) -> list[str]:
    """The values that stand beside the titles, in their order; none when they cannot be paired."""
    text = texts.get(target, "")
    if not text:
        return []
    kept = [piece.strip() for piece in text.split("|")]
    if titles and len(kept) != len(titles):
        say(target, f"{len(kept)} pour {len(titles)} sources : on ne sait pas laquelle est à laquelle")
        return []
    return kept


def _value(target: str, text: str) -> str:
    return cells.read(path_of(target)[-1], text, None).value if text else ""


def _named(title: str, taken: tuple[str, ...]) -> str:
    """An identifier made from a title, that no other source has."""
    base = suggested(title)[:_ID].strip("-") or "source"
    if base not in taken:
        return base
    return next(name for n in range(2, len(taken) + 3) if (name := f"{base}-{n}") not in taken)
