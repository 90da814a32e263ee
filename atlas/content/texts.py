"""The texts of the house (`content/pages/*.md`): front matter, configured values, notes, drawings, and safe HTML.

`{{ nom }}` becomes a configured value. A note `[^id]` that the text does not define is the source of that id in
`content/bibliographie.yaml`. A line `{{ dessin nom }}` leaves a place for what the page's template draws from data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from atlas.content.audit import Audit
from atlas.content.bibliography import References
from atlas.content.config import Config
from atlas.content.shapes import TEXT, Shape
from atlas.content.yaml_file import ContentError, front_matter, text_of
from atlas.french import safe_html
from atlas.french.typography import date
from atlas.machine.folders import ours
from atlas.problems.report import quote
from atlas.record.values import PartialDate, read_date
from atlas.record.yaml_text import Mark

PAGES = (
    "accessibilite", "charte", "collectivites", "comprendre", "contact", "contribuer", "donnees", "donnees-personnelles", "glossaire",
    "mentions-legales", "referentiel",
)  # fmt: skip
"""What the house links to: none may be missing."""
KEYS: dict[str, Shape] = {"titre": TEXT, "description": TEXT, "chapo": TEXT, "mots": TEXT}
UNKNOWN = "*(non renseigné)*"
_LINKED = re.compile(r"\]\(\s*<?\s*((?!https?:|mailto:|tel:)[a-z][a-z0-9+.\-]*:[^)\s]*)", re.IGNORECASE)
_DRAWING = re.compile(r"^\{\{ dessin ([a-z-]+) \}\}$", re.MULTILINE)
_PLACE = re.compile("<p>\ue010([a-z-]+)\ue011</p>\n?")
_CITED, _DEFINED = re.compile(r"\[\^([\w-]+)\](?!:)"), re.compile(r"^\[\^([\w-]+)\]:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text, and the name of the drawing that follows it; the last one has none."""

    html: Markup
    dessin: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text ready for a page. `meta` holds the other keys of its front matter; `parts` is `html`, cut where drawings stand."""

    titre: str
    description: str
    chapo: str
    html: Markup
    headings: tuple[safe_html.Heading, ...]
    meta: dict[str, str]
    parts: tuple[Part, ...] = ()


def load(folder: Path, config: Config, references: References, audit: Audit | None = None) -> dict[str, Text]:
    """Every text of `content/pages`, by the name of its file.

    Raises:
        ContentError: when a text has no front matter, or names a value or a source that does not exist.
    """
    render = safe_html.page_renderer()
    values = placeholders(config, audit)
    return {path.stem: _read(path, values, references, render) for path in ours(folder, ".md")}


def one(path: Path, config: Config, references: References) -> Text:
    """One of them.

    Raises:
        ContentError: as `load`.
    """
    return _read(path, placeholders(config), references, safe_html.page_renderer())


def placeholders(config: Config, audit: Audit | None = None) -> dict[str, str]:
    """What a text may ask of the configuration and of the audit, as Markdown."""
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
        **({f"rgaa {name}": said for name, said in _audited(audit).items()} if audit else {}),
    }


def _audited(audit: Audit) -> dict[str, str]:
    """What a declaration says of the grid."""
    broken = [(c, c.non) for c in audit.broken]
    unheard = [(c, c.ecouter) for c in audit.unheard]
    listed = {
        name: [f"- {c.numero}, {c.dit[0].lower()}{c.dit[1:]} : {' ; '.join(audit.named(pages))}" for c, pages in found]
        for name, found in (("non conformes", broken), ("à écouter", unheard))
    }
    evaluated = read_date(audit.date)
    return {
        "taux": f"{audit.rate}\u00a0%", "respectés": str(len(audit.kept)), "applicables": str(len(audit.applicable)), "nombre": str(len(audit.pages)),
        "pages": "\n".join(f"- {page.nom}" for page in audit.pages), "date": date(evaluated) if isinstance(evaluated, PartialDate) else UNKNOWN,
        **{name: "\n".join(["", "", *lines]) if lines else "aucune." for name, lines in listed.items()},
    }  # fmt: skip


def _read(path: Path, values: dict[str, str], references: References, render: safe_html.PageRenderer) -> Text:
    head, body, line = front_matter(path, KEYS)
    meta = {key.value: text_of(path, head, key.value, "") for key, _ in head.items}
    written = body

    def wrong(place: int, reason: str) -> ContentError:
        return ContentError(path, (), reason, Mark(line + written.count("\n", 0, place), place - written.rfind("\n", 0, place)))

    if not meta.get("titre"):
        raise ContentError(path, (), "un texte est attendu sous « titre »", head)
    if found := _LINKED.search(body):
        raise wrong(found.start(1), f"lien : lu {quote(found[1])}, attendu une page du site, ou une adresse https:, http:, mailto: ou tel:")
    for name, value in values.items():
        body = body.replace(f"{{{{ {name} }}}}", value)
    body = _DRAWING.sub("\ue010\\1\ue011", body)
    if "{{" in body:
        unknown = body[body.index("{{") :][:40].split("\n", 1)[0]
        raise wrong(max(0, written.find(unknown)), f"valeur inconnue : {quote(unknown)} (connues : {', '.join(values)})")
    for cited in _CITED.finditer(written):
        if cited[1] not in references and cited[1] not in _DEFINED.findall(written):
            raise wrong(cited.start(), f"la note [^{cited[1]}] n’est ni définie ici, ni dans bibliographie.yaml")
    html, headings = render(body + _notes(body, references))
    pieces = _PLACE.split(html)
    parts = tuple(
        Part(Markup(piece), drawing)  # noqa: S704 - sanitised as a whole by the renderer
        for piece, drawing in zip(pieces[::2], [*pieces[1::2], ""], strict=True)
    )
    whole = Markup("").join(part.html for part in parts)
    return Text(meta["titre"], meta.get("description", ""), meta.get("chapo", ""), whole, headings, meta, parts)


def _notes(body: str, references: References) -> str:
    """The definitions of the notes that a text cites without defining them, as Markdown."""
    defined = set(_DEFINED.findall(body))
    missing = dict.fromkeys(id_ for id_ in _CITED.findall(body) if id_ not in defined)
    return "".join(f"\n\n[^{id_}]: {references[id_].markdown}" for id_ in missing)
