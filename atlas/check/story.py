"""Whether the story is there, is no longer than a page, and holds only what Markdown can show safely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from atlas.check.context import Context
from atlas.check.markdown import Story, scheme_of
from atlas.check.reading import Reading
from atlas.problems.phrases import piece
from atlas.problems.report import Problem, quote, to_write
from atlas.record.fields import STORY_LIMIT
from atlas.record.values import Refusal, read_url
from atlas.record.yaml_text import Mark

# Tags with an equivalent in Markdown, by the variant of the phrase that tells it.
TAGS = {
    "b": "gras", "strong": "gras", "i": "italique", "em": "italique", "a": "lien", "p": "paragraphe", "br": "paragraphe",
    "li": "liste", "ul": "liste", "h1": "titre", "h2": "titre", "h3": "sous-titre",
}  # fmt: skip


def story_of(reading: Reading) -> Story:
    """The story of a record, ready to be looked through: no further than its limit, so that none costs more."""
    return _story(reading.record.story[:STORY_LIMIT], reading.record.story_line)


@lru_cache(maxsize=4)
def _story(text: str, line: int) -> Story:
    """All rules look through a story one after the other: what they share is worked out once."""
    return Story(text, line)


def story_is_there(reading: Reading, _: Context) -> Iterator[Problem]:
    """There is a story, and it fits a page."""
    text = reading.record.story.rstrip()
    closing = Mark(reading.record.story_line - 1, 1)
    if not text:
        yield reading.of_story(closing, "recit-vide")
    if len(text) > STORY_LIMIT:
        yield reading.of_story(closing, "trop-long/recit", nombre=len(text), limite=STORY_LIMIT)


def html_is_left_out(reading: Reading, _: Context) -> Iterator[Problem]:
    """No raw HTML: no tag, no comment."""
    story = story_of(reading)
    opened: set[str] = set()
    for tag in story.tags():
        found = re.match(r"<(/?)([A-Za-z0-9]*)", tag.text)
        closes, name = (found[1], found[2].lower()) if found else ("", "")
        if closes and name in opened:
            continue  # told with the tag that opens
        opened.add(name)
        phrase = f"html-interdit/{TAGS[name]}" if name in TAGS else "html-interdit"
        yield reading.of_story(story.mark(tag.offset), phrase, lu=quote(tag.text, 40))


def links_lead_to_the_web(reading: Reading, _: Context) -> Iterator[Problem]:
    """Every link is a well-formed http(s) address."""
    story = story_of(reading)
    for target in story.targets():
        mark, scheme = story.mark(target.offset), scheme_of(target.text)
        if scheme not in ("http", "https"):
            told = quote(target.text) if target.text else piece("lien-sans-adresse")
            phrase = f"lien-interdit{_slip(target.text, scheme)}"
            yield reading.of_story(mark, phrase, lu=told, adresse=target.text[:80], sorte=scheme[:20])
        elif isinstance(refusal := read_url(target.text), Refusal):
            yield reading.of_story(mark, refusal.phrase, lu=quote(target.text), **refusal.blanks)


def images_are_left_out(reading: Reading, _: Context) -> Iterator[Problem]:
    """No image: it would come from a foreign host, without a description, or without its author's leave."""
    story = story_of(reading)
    for image in story.images():
        yield reading.of_story(story.mark(image.offset), "image-interdite")


def the_page_shows_it(reading: Reading, _: Context) -> Iterator[Problem]:
    """No table, no block of code, no address apart: a story is sentences, lists, titles and quotes."""
    story = story_of(reading)
    for table in story.tables():
        yield reading.of_story(story.mark(table.offset), "ecriture-non-lue", ligne=to_write(table.text, 120))
    for fence in story.fences():
        yield reading.of_story(story.mark(fence.offset), "ecriture-non-lue/code", lu=quote(fence.text, 40))
    for target in story.definitions():
        if scheme_of(target.text) in ("http", "https"):  # another is told with the links
            yield reading.of_story(story.mark(target.offset), "ecriture-non-lue/adresse", lu=quote(target.text), adresse=to_write(target.text, 200))


def titles_are_below_the_name(reading: Reading, _: Context) -> Iterator[Problem]:
    """No first-level title: the page has one, the name."""
    story = story_of(reading)
    for title in story.first_level_titles():
        mark, text = story.mark(title.offset), title.text.strip()
        phrase = "titre-de-niveau-1" if text else "titre-de-niveau-1/vide"
        yield reading.of_story(mark, phrase, lu=quote(title.text), titre=to_write(text))


def _slip(target: str, scheme: str) -> str:
    """The variant of the phrase that tells what to do with a link that leads to no page."""
    if target.startswith("www."):
        return "/www"
    if scheme == "mailto":
        return "/courriel"
    return "/autre" if scheme else ""
