"""Everything we wrote ourselves for people to read: texts, versions of the Charter, timeline, glossary, sought poles, synonyms, recipes."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from atlas.content import audit, bibliography, charter, glossary, recipes, sought, synonyms, texts, timeline
from atlas.content.bibliography import References
from atlas.content.charter import Version
from atlas.content.config import Config
from atlas.content.glossary import Glossary
from atlas.content.sought import Sought
from atlas.content.synonyms import Synonyms
from atlas.content.texts import Text
from atlas.content.timeline import Period
from atlas.content.vocabularies import Vocabulary
from atlas.content.yaml_file import read_file
from atlas.geo.places import Places

NAMES = ("textes", "charte", "chronologie", "glossaire", "synonymes", "cherches", "recettes")


class Writings:
    """What stands in the folder `content`, each part read when it is first asked for: a page that is made again needs few of them.

    Whatever is asked raises ContentError when a file of it cannot be used; it is ours, not a contributor's.
    """

    def __init__(self, content: Path, config: Config, vocabularies: dict[str, Vocabulary], places: Places) -> None:
        self._content, self._config, self._vocabularies, self._places = content, config, vocabularies, places

    def read(self) -> None:
        """Read everything now, for what is wrong in it."""
        for name in NAMES:
            getattr(self, name)

    @cached_property
    def textes(self) -> dict[str, Text]:
        """The texts by name."""
        for name in texts.PAGES:
            read_file(self._page(name))
        return texts.load(self._content / "pages", self._config, self._references, audit.load(self._content / "rgaa.yaml"))

    def text(self, name: str) -> Text:
        """One of them, without the others; what it says of the audit is not in it."""
        return texts.one(self._page(name), self._config, self._references)

    @cached_property
    def charte(self) -> tuple[Version, ...]:
        """The versions of the Charter, in order."""
        return charter.load(self._content / "charte", self._vocabularies["chartes"], self._references)

    @cached_property
    def chronologie(self) -> tuple[Period, ...]:
        """The periods, in order."""
        return timeline.load(self._content / "chronologie.yaml", self._references)

    @cached_property
    def glossaire(self) -> Glossary:
        """The words of the trade."""
        return glossary.load(self._content / "glossaire.yaml", self._references)

    @cached_property
    def synonymes(self) -> Synonyms:
        """What people type for what records say."""
        return synonyms.load(self._content / "synonymes.yaml")

    @cached_property
    def cherches(self) -> tuple[Sought, ...]:
        """The poles we look for."""
        return sought.load(self._content / "cherches.yaml", self._vocabularies["reconnaissances"], self._places)

    @cached_property
    def recettes(self) -> dict[str, str]:
        """What may be copied by who reuses the data, by name."""
        return recipes.load(self._content / "recettes", self._config)

    @cached_property
    def _references(self) -> References:
        return bibliography.load(self._content / "bibliographie.yaml")

    def _page(self, name: str) -> Path:
        return self._content / "pages" / f"{name}.md"
