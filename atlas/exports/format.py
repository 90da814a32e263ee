"""What an export is: the files it gives, what the data page says of them, and what the data package does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from atlas.exports import paths
from atlas.exports.exact import dumps
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.record.values import PartialDate
from atlas.survey.whole import Survey

File = tuple[str, bytes]  # its path from the root of the site, a promise for ever, and its content
Resource = dict[str, object]  # as Frictionless describes it


_LED = re.compile(r"\]\(\.\./([^)]+)\)")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A format made of a piece a pole: `piece` depends on that pole, and on the name of its heir; `together` has them in the order of the atlas, one by one.

    `alone` are the files of one pole, made of its piece.
    """

    name: str
    piece: Callable[[Atlas, Pole], bytes]
    together: Callable[[Atlas, Iterable[bytes]], Iterator[File]]
    alone: Callable[[Atlas, Pole, bytes], Iterator[File]] = lambda *_: iter(())

    def files(self, survey: Survey) -> Iterator[File]:
        """All of them, made at once."""
        told = []
        for pole in survey.atlas.poles:
            told.append(self.piece(survey.atlas, pole))
            yield from self.alone(survey.atlas, pole, told[-1])
        yield from self.together(survey.atlas, told)


@dataclass(frozen=True, slots=True)
class Champ:
    """A field of a file, as the data page explains it: its name, what it says, and in what form."""

    nom: str
    sens: str
    forme: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `about` is an item of the data page, in Markdown, its links seen from there; `resources` go into the data package.

    `champs` are the fields of its file, or `like` names the format whose fields they are.

    `reads` names what the files are made of, as the families of pages do; a format that does not say is made again when anything changed.
    """

    files: Callable[[Survey], Iterator[File]]
    about: str
    resources: tuple[Resource, ...] = ()
    champs: tuple[Champ, ...] = ()
    like: str = ""
    reads: tuple[str, ...] = ()
    pieces: Pieces | None = None

    @property
    def path(self) -> str:
        """The file that its words lead to first, from the root of the site."""
        found = _LED.search(self.about)
        assert found, "a format leads to its file"
        return found[1]


def one_file(path: str, render: Callable[[Atlas], str]) -> Callable[[Survey], Iterator[File]]:
    """What gives the file of a format that has one, at this path."""
    return lambda survey: iter([(path, render(survey.atlas).encode())])


def head(atlas: Atlas, date: PartialDate | None) -> dict[str, object]:
    """What stands on top of every JSON: its licence, its source, and the date of what it says."""
    config = atlas.config
    return {"licence": config.licence.spdx, "source": f"{config.titre}, {config.adresse}", "date": str(date) if date else None}


def opened(atlas: Atlas, date: PartialDate | None) -> bytes:
    """The same as the beginning of a file whose object stays open, for what is put together piece by piece."""
    return dumps(head(atlas, date)).rstrip("}\n").encode()


def to_cite(atlas: Atlas) -> str:
    """What whoever reuses the data says of where they come from."""
    config = atlas.config
    return ", ".join(filter(None, (config.titre, config.adresse, str(atlas.updated or ""), config.licence.nom)))


MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "geojson": "application/geo+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def resource(name: str, title: str, description: str, path: str) -> Resource:
    """A file that is no table, by its path from the root of the site."""
    ending = path.rpartition(".")[2]
    told: Resource = {"name": name, "title": title, "description": description, "path": paths.from_api(path)}
    return told | {"format": ending, "mediatype": MEDIA_TYPES[ending]} | ({"encoding": "utf-8"} if "json" in ending else {})
