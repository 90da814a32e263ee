"""How Markdown becomes safe HTML: the only door to Python-Markdown and to the sanitiser.

Raw HTML is never passed on: its two parsers are taken out of Markdown, so a tag typed in a story comes out as the text it
is; then a sanitiser with a short list of elements reads the result, whatever Markdown made of it. A story is read by rules of
its own, its blocks by `story_blocks` and its words by `_WORDS`: those of Markdown make lists of years, and tags of « salarié*es ».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape
from xml.etree.ElementTree import Element, SubElement

import markdown
import nh3
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineReader
from markdown.util import ETX, STX, AtomicString, Registry
from markupsafe import Markup

from atlas.french.safe_html import NOTE, Heading, PageRenderer, as_set, aside
from atlas.french.story_blocks import Block, read

_TAGS = {
    "p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code", "pre", "h2", "h3", "h4", "sup", "hr",
    "table", "thead", "tbody", "tr", "th", "td", "div", "section",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "class", "id", "title"},
    "ol": {"start"},
    "li": {"id", "value"},
    "sup": {"id"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "div": {"class"},
}
_OUTSIDE_TAGS = re.compile(r"[^<>]+(?=<|$)|<[^>]*>")



def _tagged(*names: str) -> Callable[[re.Match[str]], Element]:
    def make(found: re.Match[str]) -> Element:
        outer = inner = Element(names[0])
        for name in names[1:]:
            inner = SubElement(inner, name)
        inner.text = found[1]
        return outer

    return make


def _code(found: re.Match[str]) -> Element:
    element = Element("code")
    element.text = AtomicString(_literal(found[2].strip()))
    return element


def _link(found: re.Match[str]) -> Element:
    element = Element("a", href=found["url"] or found["angled"])
    if title := found["title"] or found["quoted"]:
        element.set("title", title)
    element.text = found["text"]
    return element


def _address(found: re.Match[str]) -> Element:
    element = Element("a", href=_literal(found[1]))
    element.text = AtomicString(_literal(found[1]))
    return element


def _kept(text: str) -> str:
    """A text that no later pattern sees, wherever it stands: Markdown's own way."""
    return "".join(f"{STX}{ord(sign)}{ETX}" for sign in (text if text != "&" else "&amp;"))


def _literal(text: str) -> str:
    """A text whose ampersands begin no entity: Markdown's own writer leaves those that seem to."""
    return text.replace("&", "&amp;")


_LINK = (
    r"""\[(?!\^)(?P<text>(?:[^\[\]<]|<(?!https?:)|\[[^\[\]]*\])+)\]\(\s*"""
    r"""(?:<(?P<angled>https?://[^\s<>]+)>|(?P<url>https?://(?:[^\s()<>]|\([^\s()<>]*\))+))"""
    r"""(?:\s+(?:"(?P<title>[^"]*)"|'(?P<quoted>[^']*)'))?\s*\)"""
)
# What the signs of a story mean inside a block, the strongest first; twin of assets/editeur/recit/mots.js. A star or an underscore
# after a letter opens nothing: « salarié*es », « nom_de_domaine », « 2*3 salles ».
_WORDS: tuple[tuple[str, Callable[[re.Match[str]], Element | str]], ...] = (
    (r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", _code),
    (r"""\\([!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])""", lambda found: _kept(found[1])),
    (_LINK, _link),
    (r"<(https?://[^\s<>]+)>", _address),
    (NOTE.pattern, aside),
    (r"(?:(?<! ) {2,}|\\)\n", lambda _: Element("br")),
    (r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);", lambda found: _kept(unescape(found[0]))),
    (r"(?<![\w*])\*\*\*(?=[^\s*])([^*]+)(?<=\S)\*\*\*(?!\*)", _tagged("em", "strong")),
    (r"\*\*(?=[^\s*])((?:[^*]|\*(?!\*)|\*(?=\*\*(?!\*)))+?)(?<=\S)\*\*(?!\*)", _tagged("strong")),
    (r"(?<!\w)__(?=[^\s_])((?:[^_]|_(?!_))+?)(?<=\S)__(?!\w)", _tagged("strong")),
    (r"(?<![\w*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?!\*)", _tagged("em")),
    (r"(?<!\w)_(?=[^\s_])((?:[^_]|(?<=[^\W_])_(?=[^\W_]))+?)(?<=\S)_(?!\w)", _tagged("em")),
)  # fmt: skip


class _Words(InlineProcessor):
    """One row of `_WORDS`."""

    def __init__(self, pattern: str, make: Callable[[re.Match[str]], Element | str], engine: markdown.Markdown) -> None:
        super().__init__(pattern, engine)
        self.make = make

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        made = self.make(m)
        if not isinstance(made, str):
            for name, value in made.items():
                made.set(name, self.unescape(value))
        return made, m.start(), m.end()


class _Blocks(BlockProcessor):
    """The one reader of a story's blocks: the whole text, at once."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return True

    def run(self, parent: Element, blocks: list[str]) -> None:
        _grow(parent, read("\n\n".join(blocks)))
        blocks.clear()


def _grow(parent: Element, blocks: Iterable[Block]) -> None:
    for block in blocks:
        if block.name:
            element = SubElement(parent, block.name)
            element.text = block.text
            if block.number is not None:
                element.set("start" if block.name == "ol" else "value", str(block.number))
            _grow(element, block.inner)
        elif len(parent):
            parent[-1].tail = block.text
        else:
            parent.text = block.text


def of_stories() -> Callable[[str], str]:
    """A function from a story to safe HTML where each note is still set aside.

    One Markdown instance serves all calls: making one costs more than a short story. Not for several threads.
    """
    engine = _engine([])
    engine.parser.blockprocessors, engine.inlinePatterns = Registry(), Registry()
    engine.parser.blockprocessors.register(_Blocks(engine.parser), "blocks", 0)
    for rank, (pattern, make) in enumerate(_WORDS):
        engine.inlinePatterns.register(_Words(pattern, make, engine), f"words{rank}", -rank)
    engine.treeprocessors.register(InlineReader(engine), "inline", 20)  # it holds the patterns
    return lambda story: _clean(engine.reset().convert(story), {"http", "https"}, relative="deny")


def of_pages() -> PageRenderer:
    """A function from the Markdown of a page of ours to safe HTML and its headings; relative links and notes allowed."""
    engine = _engine(["footnotes", "toc", "tables"])

    def render(text: str) -> tuple[Markup, tuple[Heading, ...]]:
        html = _named(_clean(engine.reset().convert(text), {"http", "https", "mailto"}, relative="allow"))
        found = re.findall(r'<h2 id="([^"]+)">(.*?)</h2>', html)
        headings = tuple(Heading(id_, re.sub(r"<sup.*?</sup>|<[^>]+>", "", title)) for id_, title in found)
        return Markup(html), headings  # noqa: S704 - sanitised above

    return render


def _named(html: str) -> str:
    """Notes called by what they are: a number or an arrow alone says nothing to who listens."""
    html = re.sub(r'(<a class="footnote-ref" href="[^"]*")>(\d+)<', r'\1 aria-label="note \2">\2<', html)
    return re.sub(r'(<a class="footnote-backref" href="[^"]*") title="([^"]*)"', r'\1 title="\2" aria-label="\2"', html)


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
    return _OUTSIDE_TAGS.sub(lambda m: m[0] if m[0].startswith("<") else as_set(m[0]), safe.replace("&nbsp;", "\u00a0"))


def _keep(_tag: str, attribute: str, value: str) -> str | None:
    """In a story, a link leads to the web or to a source of the record: nothing relative."""
    if attribute == "href" and not value.startswith(("http://", "https://", "#source-")):
        return None
    return value
