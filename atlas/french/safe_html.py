"""Safe HTML of what people write: stories, whose notes are numbered, and pages of ours.

Most stories are plain prose, and most commands show no page: the libraries behind `markdown_html` are loaded when a sign asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from atlas.french.typography import french, french_markup

NOTE = re.compile(r"\[\^([a-z0-9][a-z0-9-]*)\]")
# Any sign that Markdown, HTML or the sanitiser would do something with, and any line that is not simply prose.
_MARKDOWN = re.compile(r"[\\`*_\[\]<>&#|~=!\x00-\x09\x0b-\x1f\x7f]|^[^\S\n]|[^\S\n]$|^([-+:]|\d+[.)])|\x02|\x03", re.MULTILINE)
_SET_ASIDE = "\ue000{}\ue001"  # a note, between signs that nothing has a rule for
_ASIDE = re.compile(_SET_ASIDE.format("([a-z0-9-]+)"))

Renderer = Callable[[str, Mapping[str, int]], Markup]
PageRenderer = Callable[[str], "tuple[Markup, tuple[Heading, ...]]"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A second-level heading of a text, for a table of contents."""

    id: str
    titre: str


def page_renderer() -> PageRenderer:
    """A function from the Markdown of a page of ours to safe HTML and its headings; relative links and notes allowed."""
    from atlas.french import markdown_html  # noqa: PLC0415 - slow to load

    return markdown_html.of_pages()


def aside(note: re.Match[str]) -> str:
    """A note as it waits for its number."""
    return _SET_ASIDE.format(note[1])


def story_renderer() -> Renderer:
    """A function from the Markdown of a story and its sources' numbers by id, to safe HTML."""

    def render(story: str, numbers: Mapping[str, int]) -> Markup:
        return Markup(_ASIDE.sub(lambda m: _numbered(m[1], numbers), _safe(story)))  # noqa: S704 - sanitised

    return render


def without_notes(story: str) -> str:
    """The Markdown of a story as safe HTML, notes left out."""
    return _ASIDE.sub("", _safe(story))


def _safe(story: str) -> str:
    """The Markdown of a story as safe HTML where each note is still set aside."""
    prose = NOTE.sub(aside, story)
    return _read()(story) if _MARKDOWN.search(prose) else _paragraphs(prose)


@cache
def _read() -> Callable[[str], str]:
    from atlas.french import markdown_html  # noqa: PLC0415 - likewise

    return markdown_html.of_stories()


def _paragraphs(prose: str) -> str:
    """What Markdown makes of plain prose, at a tenth of its cost: most stories are nothing else."""
    return "\n".join(f"<p>{as_set(block)}</p>" for part in re.split(r"\n\n+", prose) if (block := part.strip("\n")))


def as_set(text: str) -> str:
    """A piece of prose, between two tags, as French sets it."""
    return french_markup(french(text))


def _numbered(id_: str, numbers: Mapping[str, int]) -> str:
    number = numbers.get(id_)
    if number is None:
        return f"[^{id_}]"
    return f'<sup><a class="renvoi" href="#source-{number}" aria-label="source {number}">{number}</a></sup>'
