"""What a build needs and no record changes, made beside their check: our texts read, the shell dressed, templates compiled."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from jinja2 import Environment

from atlas.site import coat, rendering
from atlas.machine.cache import Cache, key_of
from atlas.site.house import House
from atlas.content import library
from atlas.pages.pole import TEMPLATE
from atlas.content.library import Writings
from atlas.machine.workers import Task


class Preparation:
    """Begun when it is made; each part is waited for when it is needed."""

    def __init__(self, house: House) -> None:
        self._written = Task(partial(library.load, house.root / "content", house.config, house.vocabularies))
        self._first = Task(partial(_compile_first, house.root))
        self._others = Task(partial(_compile_others, house.root))

    def written(self) -> Writings:
        """Our texts.

        Raises:
            ContentError: when one of them cannot be used.
        """
        return self._written.result()

    def wait_for_poles(self) -> None:
        """Wait for what the pages of poles are rendered with."""
        self._first.result()

    def wait_for_others(self) -> None:
        """Wait for the other templates."""
        self._others.result()


def environment(root: Path, cache: Cache, versions: Mapping[str, str]) -> Environment:
    """Our environment with all its templates; `versions` are the digests of the published assets."""
    return _environment(root, cache, versions, _base(root, cache))


def _environment(root: Path, cache: Cache, versions: Mapping[str, str], base: str) -> Environment:
    return rendering.environment(root / "templates", base, versions, coat.icon, cache.room("templates", rendering.fingerprint()))


def _base(root: Path, cache: Cache) -> str:
    templates = root / "templates"
    shell = (templates / "coque" / "coque.html").read_bytes()
    return cache.text("base.html", key_of(coat.fingerprint(), shell), partial(coat.base_template, templates))


def _compile_first(root: Path) -> None:
    """The shell, and the templates of a pole: those who render poles wait for them."""
    made = environment(root, Cache(root / ".cache"), {})
    rendering.compile_ahead(made, rendering.family(made, TEMPLATE))


def _compile_others(root: Path) -> None:
    """All other templates: none is compiled from the shell, which each extends by its name."""
    made = _environment(root, Cache(root / ".cache"), {}, "")
    names = {name for name in made.list_templates(extensions=["html"]) if not name.startswith("coque/")}
    rendering.compile_ahead(made, names - rendering.family(made, TEMPLATE))
