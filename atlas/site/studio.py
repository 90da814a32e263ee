"""What a build makes things with, each made when it is first asked for: a build that makes nothing loads nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial

from atlas.content.library import Writings
from atlas.machine.cache import Cache, key_of
from atlas.model.atlas import Atlas
from atlas.pages import Workshop
from atlas.pages.data import BRIEF_READS, ENTRY_READS, Page
from atlas.pages.tools import Pictures
from atlas.pictures import plates
from atlas.record.values import PartialDate
from atlas.site import carte, house
from atlas.site.cards import Cards
from atlas.site.house import House
from atlas.site.inputs import Inputs
from atlas.site.records import NAMES, Records
from atlas.survey import changes, freshness
from atlas.survey.changes import News
from atlas.survey.whole import Survey


class Studio:
    """The house, the atlas, and the digests of all that is made of them."""

    def __init__(self, ours: House, atlas: Atlas, records: Records, inputs: Inputs, cache: Cache) -> None:
        self.house, self.atlas, self.records, self.inputs, self.cache = ours, atlas, records, inputs, cache
        self.everything = (*_PARTS, *(f"pole.{name}" for name in NAMES))
        self.versions: Mapping[str, str] = {}

    def key(self, names: Iterable[str]) -> str:
        """The code and what these names stand for."""
        return key_of(self.inputs.code, *map(self.digest, names))

    def digest(self, name: str) -> str:
        """The digest of an input, by its name."""
        kind, _, rest = name.partition(".")
        if kind == "pole":
            return self.records.column(rest)
        if name.startswith("pole "):
            return self.records.of(name.removeprefix("pole "), ENTRY_READS).hex()
        if name.startswith("note "):
            return self.records.of(name.removeprefix("note "), BRIEF_READS).hex()
        own = _OWN.get(name)
        return own(self) if own else self.inputs.digest(name)

    def dress(self, versions: Mapping[str, str]) -> None:
        """What templates are known by, once the versions of the assets are."""
        self.versions = versions
        self.inputs.dressed(self.base, versions)

    @cached_property
    def base(self) -> str:
        """The text of `base.html`."""
        key = self.inputs.key("shell")
        found = self.cache.found(_BASE, key)
        if found is None:
            from atlas.site import coat  # noqa: PLC0415 - the theme is slow to load

            found = coat.base_template(self.house.root / "templates")
            if self.inputs.settled():  # else it may be of another shell than the key says
                self.cache.keep(_BASE, key, found)
        return found

    @cached_property
    def render(self) -> Callable[[Page], bytes]:
        """What makes HTML of a page."""
        from atlas.site import coat, rendering  # noqa: PLC0415 - only where something is made

        environment = rendering.environment(
            self.house.root / "templates", self.base, self.versions, coat.icon, rendering.Compiled(self.cache, key_of(self.inputs.code, self.base))
        )
        return partial(rendering.render, environment, site=rendering.site_data(self.atlas))

    @cached_property
    def writings(self) -> Writings:
        """What we wrote ourselves."""
        return house.writings(self.house)

    @cached_property
    def grounds(self) -> plates.Plates:
        """The grounds of the pictures."""
        return plates.load(self.house.root / "content" / "plates", self.house.places)

    @cached_property
    def cards(self) -> Cards:
        """What draws the pictures that shared links show."""
        return Cards(self.house.root / "content" / "cards", self.atlas)

    @cached_property
    def news(self) -> News:
        """What is new."""
        return changes.read(self.house.root, self.atlas, self.cache, self.key(("places", "vocabularies")))

    @cached_property
    def day(self) -> str:
        """The day from which ages are counted."""
        return str(self.survey_day)

    @cached_property
    def survey_day(self) -> PartialDate:
        """The same."""
        return freshness.day(self.atlas, self.house.root)

    @cached_property
    def survey(self) -> Survey:
        """What the records say together."""
        return Survey(self.atlas, lambda: self.news, self.survey_day)

    @cached_property
    def workshop(self) -> Workshop:
        """What pages are made with."""
        from atlas.french.safe_html import story_renderer  # noqa: PLC0415 - only where something is made

        return Workshop(self.survey, self.writings, story_renderer, self._pictures)

    def _pictures(self) -> Pictures:
        styles, scripts = (tuple(f"assets/{name}" for name in names) for names in (carte.ASSETS.styles, carte.ASSETS.scripts))
        return Pictures(self.grounds, styles, scripts)


_BASE = "base.html"
_PARTS = ("config", "vocabularies", "places", "referentiel", "retired", "comptes", "journal", "contacts", "updated", "news", "day")
_OWN: dict[str, Callable[[Studio], str]] = {
    "updated": lambda studio: str(studio.atlas.updated),
    "news": lambda studio: key_of(repr(studio.news)),
    "day": lambda studio: studio.day,
}
