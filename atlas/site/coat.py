"""The theme around a page: the only door to MkDocs and Material.

Material's own Jinja environment renders our shell once, with the theme's French words and pictograms. What comes out is
itself a template, `base.html`, for our autoescaping environment: Material never sees a word of a record, and leaving it
means writing `base.html` by hand. The theme's script is not taken: see docs/decisions.md.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from atlas.site import sheet

# The classes of the theme that pages have: those of our shell, and those that Markdown makes.
WORN = frozenset((
    "md-container", "md-footer", "md-grid", "md-header", "md-header__inner", "md-main", "md-typeset", "footnote", "footnote-backref", "footnote-ref",
))  # fmt: skip
ABSENT = ("dir",)  # its attributes that no page has
SHELL = "coque.html"
_ICON_NAME = re.compile(r"[a-z0-9-]+")


def theme_environment(templates: Path) -> Environment:
    """Material's environment, in French, with our shell beside its templates."""
    from mkdocs.theme import Theme  # noqa: PLC0415 - slow to import, and a build that remembers its base does without

    theme = Theme(name="material", custom_dir=str(templates / "coque"), language="fr")
    environment: Environment = theme.get_env()
    environment.globals["config"] = {"theme": theme, "plugins": {}, "extra": {}}
    return environment


def base_template(templates: Path) -> str:
    """The text of `base.html`: our shell dressed by the theme, its `{% raw %}` parts left for our environment."""
    return theme_environment(templates).get_template(SHELL).render()


def theme_sheet() -> str:
    """The theme's own style sheet, whole."""
    folder = files("material") / "templates" / "assets" / "stylesheets"
    return next(f for f in folder.iterdir() if f.name.startswith("main.") and f.name.endswith(".min.css")).read_text(encoding="utf-8")


def assets() -> dict[str, bytes]:
    """The theme's files a page needs, by their path in the site: one style sheet, cut to what is worn, a seventh of it."""
    return {"assets/material.css": sheet.cut(theme_sheet(), WORN, ABSENT).encode()}


@lru_cache(maxsize=256)
def icon(name: str) -> Markup:
    """A pictogram of the theme's Material Design set as inline SVG, hidden from assistive technology, of a size of its own where no sheet came.

    Raises:
        FileNotFoundError: when the set has no such sign.
    """
    if not _ICON_NAME.fullmatch(name):
        raise FileNotFoundError(name)
    path = files("material") / "templates" / ".icons" / "material" / f"{name}.svg"
    svg = path.read_text(encoding="utf-8").strip()
    return Markup(svg.replace("<svg ", '<svg class="signe" width="24" height="24" aria-hidden="true" focusable="false" ', 1))  # noqa: S704 - the theme's own file
