"""Whether an address follows its reader: marks that a mailing, a network or a search engine adds, and that no page needs."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.check.context import Context
from atlas.check.reading import Reading
from atlas.check.story import story_of
from atlas.problems.report import Problem, quote

# Google, Facebook, Microsoft, Yandex, Twitter, Instagram, TikTok, Mailchimp, HubSpot, Marketo, AT Internet (the French press), Matomo.
NAMES = frozenset({
    "_gl", "_hsenc", "_hsmi", "at_campaign", "at_medium", "dclid", "fbclid", "gad_source", "gbraid", "gclid", "gclsrc", "igsh", "igshid", "li_fat_id",
    "mc_cid", "mc_eid", "mkt_tok", "msclkid", "pk_campaign", "pk_cid", "pk_kwd", "pk_medium", "pk_source", "srsltid", "ttclid", "twclid", "wbraid",
    "xtor", "yclid",
})  # fmt: skip
STARTS = ("utm_", "mtm_")
PASSAGE = ":~:"  # where a browser told to show a passage of the page
WEB = ("http://", "https://")


def clean(address: str) -> tuple[str, tuple[str, ...]]:
    """The address without its marks, and their names; one that has none comes back as it is."""
    before, _, fragment = address.partition("#")
    path, _, query = before.partition("?")
    marks = [name for part in query.split("&") if _is_mark(name := _name(part))]
    kept = "&".join(part for part in query.split("&") if not _is_mark(_name(part)))
    plain, passage, _ = fragment.partition(PASSAGE)
    marks += [name for part in plain.split("&") if _is_mark(name := _name(part))]
    anchor = "&".join(part for part in plain.split("&") if not _is_mark(_name(part)))
    marks += ["#:~:text"] if passage else []
    if not marks:
        return address, ()
    return path + (f"?{kept}" if kept else "") + (f"#{anchor}" if anchor else ""), tuple(dict.fromkeys(marks))


def addresses_follow_nobody(reading: Reading, _: Context) -> Iterator[Problem]:
    """Warn of an address with such marks, in a field or in the story."""
    for path, text in reading.texts.items():
        if path[-1] in ("url", "site_web") and text.startswith(WEB):
            for blanks in _followed(text):
                yield reading.tell(path, "adresse-suivie", **blanks)
    story = story_of(reading)
    for target in story.targets():
        if target.text.startswith(WEB):
            for blanks in _followed(target.text):
                yield reading.of_story(story.mark(target.offset), "adresse-suivie", **blanks)


def _followed(address: str) -> Iterator[dict[str, str]]:
    plain, marks = clean(address)
    if marks:
        yield {"lu": quote(address), "marques": ", ".join(marks), "propre": plain}


def _name(part: str) -> str:
    return part.partition("=")[0].lower()


def _is_mark(name: str) -> bool:
    return name in NAMES or name.startswith(STARTS)
