"""Whether the story is there, is no longer than a page, and holds only what Markdown can show safely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from atlas.check.context import Context
from atlas.check.markdown import Story, scheme_of
from atlas.check.reading import Reading
from atlas.fields import STORY_LIMIT
from atlas.problems import Problem, quote
from atlas.values import Refusal, read_url
from atlas.yamltext import Mark

_INSTEAD = {
    "b": "écrivez **en gras**",
    "strong": "écrivez **en gras**",
    "i": "écrivez *en italique*",
    "em": "écrivez *en italique*",
    "a": "écrivez [texte du lien](https://…)",
    "p": "séparez les paragraphes par une ligne vide",
    "br": "séparez les paragraphes par une ligne vide",
    "li": "commencez chaque élément par un tiret et une espace",
    "ul": "commencez chaque élément par un tiret et une espace",
    "h1": "écrivez ## devant l’intertitre",
    "h2": "écrivez ## devant l’intertitre",
    "h3": "écrivez ### devant l’intertitre",
}


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
        yield reading.in_story(
            closing,
            "recit-vide",
            "aucun texte sous l’en-tête",
            "le récit du pôle",
            "écrivez sous la ligne « --- » quelques phrases, avec leurs sources : [^publication-2014]",
        )
    if len(text) > STORY_LIMIT:
        yield reading.in_story(
            closing,
            "trop-long",
            f"{len(text)} caractères",
            f"{STORY_LIMIT} caractères au plus",
            "gardez l’essentiel, et laissez le reste aux sources",
        )


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
        fix = _INSTEAD.get(name, "ôtez-le, ou mettez-le entre accents graves : `<…>`")
        read = f"du HTML : {quote(tag.text, 40)}"
        yield reading.in_story(story.mark(tag.offset), "html-interdit", read, "du Markdown seul", fix)


def links_lead_to_the_web(reading: Reading, _: Context) -> Iterator[Problem]:
    """Every link is a well-formed http(s) address."""
    story = story_of(reading)
    for target in story.targets():
        mark, scheme = story.mark(target.offset), scheme_of(target.text)
        if scheme not in ("http", "https"):
            yield reading.in_story(
                mark,
                "lien-interdit",
                quote(target.text) if target.text else "un lien sans adresse",
                "une adresse qui commence par https:// ou http://",
                _better_link(target.text, scheme),
            )
        elif isinstance(refusal := read_url(target.text), Refusal):
            yield reading.in_story(mark, refusal.code, quote(target.text), refusal.expected, refusal.fix)


def images_are_left_out(reading: Reading, _: Context) -> Iterator[Problem]:
    """No image: it would come from a foreign host, without a description, or without its author's leave."""
    story = story_of(reading)
    for image in story.images():
        yield reading.in_story(
            story.mark(image.offset),
            "image-interdite",
            "une image",
            "du texte : une image viendrait d’un autre site, ou sans les droits de son auteur",
            "ôtez-la, ou écrivez un lien vers la page qui la montre : [texte](https://…)",
        )


def titles_are_below_the_name(reading: Reading, _: Context) -> Iterator[Problem]:
    """No first-level title: the page has one, the name."""
    story = story_of(reading)
    for title in story.first_level_titles():
        yield reading.in_story(
            story.mark(title.offset),
            "titre-de-niveau-1",
            f"le titre {quote(title.text)}" if title.text.strip() else "un titre vide",
            "un intertitre : le titre de la page est le nom du pôle",
            f"écrivez ## {title.text.strip()[:60]}".strip(),
        )


def _better_link(target: str, scheme: str) -> str:
    if target.startswith("www."):
        return f"écrivez https://{target[:80]}"
    if scheme == "mailto":
        return "ôtez ce lien ; une adresse de structure va dans le champ « contact »"
    if scheme:
        return f"ôtez ce lien : {scheme[:20]}: n’est pas une adresse web"
    return "écrivez l’adresse complète de la page, copiée depuis la barre du navigateur"
