"""How Markdown becomes safe HTML: the only door to Python-Markdown and to the sanitiser.

Raw HTML is never passed on: its two parsers are taken out of Markdown, so a tag typed in a story comes out as the text it
is; then a sanitiser with a short list of elements reads the result, whatever Markdown made of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import markdown
import nh3
from markupsafe import Markup

from atlas.french.typography import french, french_markup

_TAGS = {
    "p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code", "pre", "h2", "h3", "h4", "sup", "hr",
    "table", "thead", "tbody", "tr", "th", "td", "div", "section",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "class", "id", "title"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "div": {"class"},
}
_NOTE = re.compile(r"\[\^([a-z0-9][a-z0-9-]*)\]")
# Any sign that Markdown, HTML or the sanitiser would do something with, and any line that is not simply prose.
_MARKDOWN = re.compile(r"[\\`*_\[\]<>&#|~=!\x00-\x09\x0b-\x1f\x7f]|^[^\S\n]|[^\S\n]$|^([-+:]|\d+[.)])|\x02|\x03", re.MULTILINE)
_ASIDE = re.compile("\ue000([a-z0-9-]+)\ue001")
_OUTSIDE_TAGS = re.compile(r"[^<>]+(?=<|$)|<[^>]*>")

Renderer = Callable[[str, Mapping[str, int]], Markup]
PageRenderer = Callable[[str], "tuple[Markup, tuple[Heading, ...]]"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A second-level heading of a text, for a table of contents."""

    id: str
    titre: str


def story_renderer() -> Renderer:
    """A function from the Markdown of a story and its sources' numbers by id, to safe HTML.

    One Markdown instance serves all calls: making one costs more than a short story. Not for several threads.
    """
    engine = _engine([])
    for image in ("image_link", "image_reference", "short_image_ref", "automail"):
        engine.inlinePatterns.deregister(image)  # a story has none: `check` says so

    def convert(text: str) -> str:
        return _clean(engine.reset().convert(text), {"http", "https"}, relative="deny")

    def render(story: str, numbers: Mapping[str, int]) -> Markup:
        # Notes are set aside under signs Markdown has no rule for: it would try each as a link of three kinds.
        aside = _NOTE.sub("\ue000\\1\ue001", story)
        html = convert(aside) if _MARKDOWN.search(aside) else _paragraphs(_blocks(aside))
        return Markup(_ASIDE.sub(lambda m: _numbered(m[1], numbers), html))  # noqa: S704 - sanitised above

    return render


def _blocks(story: str) -> list[str]:
    return [block for part in re.split(r"\n\n+", story) if (block := part.strip("\n"))]


def _paragraphs(blocks: list[str]) -> str:
    """What Markdown makes of plain prose, at a tenth of its cost: most stories are nothing else."""
    return "\n".join(f"<p>{_set(block)}</p>" for block in blocks)


def page_renderer() -> PageRenderer:
    """A function from the Markdown of a page of ours to safe HTML and its headings; relative links and notes allowed."""
    engine = _engine(["footnotes", "toc", "tables"])

    def render(text: str) -> tuple[Markup, tuple[Heading, ...]]:
        html = _clean(engine.reset().convert(text), {"http", "https", "mailto"}, relative="allow")
        found = re.findall(r'<h2 id="([^"]+)">(.*?)</h2>', html)
        headings = tuple(Heading(id_, re.sub(r"<sup.*?</sup>|<[^>]+>", "", title)) for id_, title in found)
        return Markup(html), headings  # noqa: S704 - sanitised above

    return render


def _engine(extensions: list[str]) -> markdown.Markdown:
    settings: dict[str, dict[str, object]] = {
        "footnotes": {"BACKLINK_TEXT": "↩", "BACKLINK_TITLE": "Revenir au texte (note {})", "SEPARATOR": "-"},
        "toc": {"permalink": False},
    }
    engine = markdown.Markdown(
        extensions=extensions,
        extension_configs={name: settings[name] for name in extensions if name in settings},
        output_format="html",
    )
    engine.preprocessors.deregister("html_block")
    engine.inlinePatterns.deregister("html")
    return engine


def _clean(html: str, schemes: set[str], relative: str) -> str:
    safe = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=schemes,
        link_rel=None,
        attribute_filter=_keep if relative == "deny" else None,
    )
    # Piece by piece, and never by a look at the whole: after the space a tag may follow, or the end of a text.
    return _OUTSIDE_TAGS.sub(lambda m: m[0] if m[0].startswith("<") else _set(m[0]), safe.replace("&nbsp;", "\u00a0"))


def _set(text: str) -> str:
    return french_markup(french(text))


def _keep(_tag: str, attribute: str, value: str) -> str | None:
    """In a story, a link leads to the web or to a source of the record: nothing relative."""
    if attribute == "href" and not value.startswith(("http://", "https://", "#source-")):
        return None
    return value


def _numbered(id_: str, numbers: Mapping[str, int]) -> str:
    number = numbers.get(id_)
    if number is None:
        return f"[^{id_}]"
    return f'<sup><a class="renvoi" href="#source-{number}"><span class="lu-seul">source </span>{number}</a></sup>'
