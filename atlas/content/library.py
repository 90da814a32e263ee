"""Everything we wrote ourselves for people to read, read once: texts, versions of the Charter, timeline, glossary, sought poles, synonyms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from atlas.content import audit, bibliography, charter, glossary, sought, synonyms, texts, timeline
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


@dataclass(frozen=True, slots=True)
class Writings:
    """The texts by name, the versions of the Charter and the periods in order, the glossary, the synonyms, and the poles we look for."""

    textes: dict[str, Text]
    charte: tuple[Version, ...]
    chronologie: tuple[Period, ...]
    glossaire: Glossary
    synonymes: Synonyms
    cherches: tuple[Sought, ...] = ()


def load(content: Path, config: Config, vocabularies: dict[str, Vocabulary], places: Places) -> Writings:
    """Read them.

    Raises:
        ContentError: when one of them cannot be used; it is ours, not a contributor's.
    """
    for name in texts.PAGES:
        read_file(content / "pages" / f"{name}.md")
    references = bibliography.load(content / "bibliographie.yaml")
    return Writings(
        texts.load(content / "pages", config, references, audit.load(content / "rgaa.yaml")),
        charter.load(content / "charte", vocabularies["chartes"], references),
        timeline.load(content / "chronologie.yaml", references),
        glossary.load(content / "glossaire.yaml", references),
        synonyms.load(content / "synonymes.yaml"),
        sought.load(content / "cherches.yaml", vocabularies["reconnaissances"], places),
    )
