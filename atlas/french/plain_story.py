"""A story as plain words, those that its page shows: its summary for lists, its text for the search."""

from __future__ import annotations

import re
from html import unescape

from atlas.french.folding import fold
from atlas.french.safe_html import without_notes
from atlas.french.typography import french

SUMMARY_LIMIT = 260
_HEAD = re.compile(r"(?:\s*<h[2-4]>.*?</h[2-4]>|\s*<hr>)*\s*", re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|h[2-4]|[uo]l|li|blockquote|hr)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[ \n]+")
# Words that wait for another: a sentence that stops at one of them is cut one word too late.
_WORDS = (
    "a ai ainsi ait as au aucun aucune aussi autre autres aux avec ayant c ce celle celles celui ces cet cette ceux chaque chez comme comment contre d dans de depuis des dont du "
    "elle elles en entre es est et etaient etait etant etre eux font grand grande grands grandes hors il ils j jusqu l la le les leur leurs lors lorsqu lorsque ma mais me mes "
    "meme moins mon n ne ni nos notre nous nouveau nouveaux nouvel nouvelle nouvelles on ont ou par parce parmi pendant petit petite petits petites "
    "plus plusieurs pour puisque qu quand que quel quelle quelque quelques quels quelles qui quoi s sa sans se selon ses si sinon soit son sont sous sur "
    "ta tel telle telles tels tous tout toute toutes tres trop un une vers via voire vos votre y "
    "deux trois quatre cinq six sept huit neuf dix douze quinze vingt trente quarante cinquante cent mille"
)
_WAITING = frozenset(_WORDS.split())
_SENTENCE_END = re.compile(r".*\w{3}[\u00a0\u202f»)]*[.!?…](?= )", re.DOTALL)
_CLAUSE_END = re.compile(r".*\w[\u00a0\u202f»)]*(?=[\u00a0\u202f]?[,;:] )", re.DOTALL)
_CLOSED = re.compile(r"[,;:.!?…»)]$")
_CAPITAL = re.compile(r"[«(\u00a0\u202f]*(?:[dlDL]’)?[A-ZÀ-ÖØ-ÞŒ]")
_LINKS = frozenset(("&", "d", "de", "des", "du", "l", "la", "le", "les"))  # inside a name
_LATE = 0.7  # of the room: an end before would leave too much unsaid


def summary(story: str) -> str:
    """The first paragraph of a story as plain text, cut at a word when it is too long for a list."""
    start = story.partition("\n\n")[0] if story[:1].isalpha() else ""  # what opens with a letter is a paragraph, whatever follows
    first = _PARAGRAPH.match(without_notes(start))
    if not first:
        html = _HEAD.sub("", without_notes(story), count=1)
        first = _PARAGRAPH.match(html)
    return shortened(_words(first[1] if first else html), SUMMARY_LIMIT)


def plain(story: str) -> str:
    """A story without its marks, for the search index."""
    return _words(without_notes(story))


def shortened(text: str, limit: int) -> str:
    """A plain text of at most `limit` characters: cut after a sentence or a clause that ends late enough, else after a word that may end one."""
    text = french(text)
    if len(text) <= limit:
        return text
    if (whole := _SENTENCE_END.match(text[: limit + 1])) and whole.end() >= limit * _LATE:
        return whole[0]
    if (clause := _CLAUSE_END.match(text[:limit])) and clause.end() >= limit * _LATE:
        return clause[0].rstrip("\u00a0\u202f") + "…"
    words = text.split(" ")
    end = len(text[:limit].rsplit(" ", 1)[0].split(" "))
    while end > 1 and (_waits(words[end - 1]) or _is_one_piece(words, end)):
        end -= 1
    return " ".join(words[:end])[:limit].rstrip(" \u00a0\u202f,;:.") + "…"


def _waits(word: str) -> bool:
    """Whether another word must follow: an article, a preposition, a count, a sign that opens or joins."""
    last = fold(word).split()[-1:]
    return not last or word.endswith(("(", "«", "’")) or (last[0] in _WAITING and word[-1:] not in ")».!?…") or (last[0].isdigit() and len(last[0]) <= 3)  # noqa: PLR2004


def _is_one_piece(words: list[str], end: int) -> bool:
    """Whether a cut before the word of this rank would part a name, « l’économie sociale et solidaire », or a verb after « qui » from what it acts on."""
    last, after = words[end - 1], words[end:]
    if _CLOSED.search(last):
        return False
    if words[end - 2].casefold() == "qui" or (fold(last).endswith("economie") and after[:1] == ["sociale"]) or (last == "sociale" and after[:1] == ["et"]):
        return True
    following = next((word for word in after if word not in _LINKS), "")
    return bool(_CAPITAL.match(last)) and (bool(_CAPITAL.match(following)) or after[0][:1].isdigit())


def _words(html: str) -> str:
    return _SPACES.sub(" ", unescape(_TAG.sub("", _BLOCK.sub(" ", html)))).strip(" ")
