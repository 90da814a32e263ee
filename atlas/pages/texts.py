"""The texts of the house (`content/pages/*.md`): front matter, configured values, and safe HTML."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from atlas import text, yamltext
from atlas.config import Config
from atlas.contents import ContentError, text_of
from atlas.typography import date
from atlas.values import PartialDate, read_date

UNKNOWN = "*(non renseigné)*"


@dataclass(frozen=True, slots=True)
class Text:
    """A text ready for a page. `meta` holds the other keys of its front matter."""

    titre: str
    description: str
    chapo: str
    html: Markup
    headings: tuple[text.Heading, ...]
    meta: dict[str, str]


def load(folder: Path, config: Config) -> dict[str, Text]:
    """Every text of `content/pages`, by the name of its file; `{{ nom }}` becomes the configured value.

    Raises:
        ContentError: when a text has no title or names a value that does not exist.
    """
    render = text.page_renderer()
    values = placeholders(config)
    return {path.stem: _read(path, values, render) for path in sorted(folder.glob("*.md"))}


def load_charter(path: Path) -> Text:
    """The signed text of the Charter; its HTML is empty as long as nobody has found it."""
    return _read(path, {}, text.page_renderer())


def placeholders(config: Config) -> dict[str, str]:
    """What a text may ask of the configuration, as Markdown."""
    checked = read_date(config.accessibilite_date)
    email = config.courriel
    return {
        "etat": config.accessibilite,
        "editeur": config.editeur or f"L’éditeur de ce site {UNKNOWN}",
        "directeur": config.directeur or UNKNOWN,
        "hebergeur": config.hebergeur or UNKNOWN,
        "contact": f"[{email}](mailto:{email})" if email else f"l’adresse de contact {UNKNOWN}",
        "depot": f"[le dépôt du projet]({config.depot.page})" if config.depot.page else f"le dépôt du projet {UNKNOWN}",
        "date": date(checked) if isinstance(checked, PartialDate) else UNKNOWN,
        "adresse": config.adresse,
    }


def _read(path: Path, values: dict[str, str], render: text.PageRenderer) -> Text:
    whole = path.read_text(encoding="utf-8")
    parts = whole.split("---\n", 2)
    root, faults = yamltext.parse(parts[1], 2) if whole.startswith("---\n") and len(parts) == 3 else (None, ())  # noqa: PLR2004
    if root is None or faults:
        raise ContentError(path, faults, "" if faults else "attendu un en-tête entre deux lignes « --- »")
    body = parts[2]
    for name, value in values.items():
        body = body.replace(f"{{{{ {name} }}}}", value)
    if "{{" in body:
        raise ContentError(path, (), f"valeur inconnue : {body[body.index('{{'):][:40]} (connues : {', '.join(values)})")
    html, headings = render(body)
    meta = {key.value: text_of(path, root, key.value, "") for key, _ in root.items}
    return Text(meta.get("titre", ""), meta.get("description", ""), meta.get("chapo", ""), html, headings, meta)
