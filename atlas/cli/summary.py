"""What a check tells the person who proposed a record: Markdown for a comment, in words that suppose nothing known.

What a record says is written by strangers. Here it stands as plain words, or as code: no Markdown, no HTML, no mention, no
reference, no address comes out of it. Nothing but the standard library is needed, so that a job may run this as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from atlas.problems.report import ERREUR, LOST, Problem, discreet
from atlas.record.fields import FIELDS, Field

ERRORS, WARNINGS = 25, 15  # how many are shown; a comment has room for some 65,000 characters
CLAUSE = 300  # characters of one clause
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
# Words that nothing reads as more than words: no mention, no address, no sign of Markdown, no name of a commit.
_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿŒœ"
_PLAIN = re.compile(rf"[«(]?[\u00a0\u202f]?(?:[{_LETTERS}0-9]+(?:[’',-][{_LETTERS}0-9]+)*)?[\u00a0\u202f]?[»),;.…:?!]*[\u00a0\u202f]?[»:;?!]?|[—–→+]")
_COMMIT = re.compile(r"[0-9a-f]{7,}|GH-[0-9]", re.IGNORECASE)
_EDGES = re.compile(r"(?P<before>[«(]?[\u00a0\u202f]?)(?P<inside>.*?)(?P<after>[\u00a0\u202f]?[»),;.]*)", re.DOTALL)
_PART = re.compile(r"([^.\[\]]+)(?:\[\d+\])?")
STORY, STORY_LABEL = "recit", "Récit, sous l’en-tête"


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses, each empty when there is none.

    `guide` is `docs/codes.md` on the forge; `modifier` the page that changes a file, `{chemin}` standing for its path;
    `apercu` where the site as it would be is kept.
    """

    guide: str = ""
    modifier: str = ""
    apercu: str = ""


def markdown(problems: Iterable[Problem], read: Sequence[str], links: Links = Links()) -> str:
    """The summary of a check: what was read, what is to be put right, how.

    `read` are the paths of the records that were proposed, or of all records.
    """
    told = [discreet(problem) for problem in problems]
    errors = [p for p in told if p.level == ERREUR]
    warnings = [p for p in told if p.level != ERREUR]
    parts = [f"### {_title(errors, warnings)}", _what_was_read(read)]
    if errors:
        parts += _files(errors, ERRORS, links)
        parts.append(_how(links))
    if warnings:
        parts.append("#### À vérifier\n\nCela n’empêche pas de publier. Si tout est bien ainsi, ne changez rien.")
        parts += _files(warnings, WARNINGS, links)
    if links.apercu and not errors:
        parts.append(
            f"**Voir le résultat.** [L’aperçu du site]({links.apercu}) est une archive : téléchargez-la, décompressez-la et "
            "ouvrez `index.html`. Il faut être connecté pour la télécharger, et elle est gardée deux semaines."
        )
    if not errors:
        parts.append("Une personne de l’équipe va maintenant relire, et vous répondra ici.")
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """A text of unknown origin as Markdown that says it and does nothing; cut at `CLAUSE` characters, on one line."""
    words = _readable(text, CLAUSE).split(" ")
    told = []
    for risky, group in groupby(words, key=_is_risky):
        run = " ".join(group)
        told.append(_edged(run) if risky else run)
    return " ".join(told)


def code(text: str, limit: int = CLAUSE) -> str:
    """The same, all of it as code."""
    inside = _readable(text, limit) or " "
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", inside)), default=0))
    room = " " if inside[0] in "` " or inside[-1] in "` " else ""
    return f"{fence}{room}{inside}{room}{fence}"


def count(number: int, one: str, many: str) -> str:
    """« 1 fiche », « 3 fiches »."""
    return f"{number} {many if number > 1 else one}"


def _title(errors: list[Problem], warnings: list[Problem]) -> str:
    if errors:
        where = count(len({p.path for p in errors}), "fiche", "fiches")
        return f"{count(len(errors), 'chose', 'choses')} à corriger dans {where}"
    if warnings:
        return f"Tout est en ordre, merci ! {count(len(warnings), 'chose', 'choses')} à vérifier"
    return "Tout est en ordre, merci !"


def _what_was_read(read: Sequence[str]) -> str:
    if not read:
        return "Aucune fiche n’est ajoutée ni modifiée."
    if len(read) > 5:  # noqa: PLR2004 - more names than that are no longer read
        return f"{count(len(read), 'fiche', 'fiches')} relues."
    names = ", ".join(code(path, 120) for path in read)
    return f"{'Fiche relue' if len(read) == 1 else 'Fiches relues'} : {names}."


def _files(problems: list[Problem], most: int, links: Links) -> Iterator[str]:
    for path, group in groupby(sorted(problems[:most]), key=lambda p: p.path):
        told = list(group)
        lines = "\n".join(f"- {_sentence(problem, links)}" for problem in told)
        if _is_gone(told[0]):
            yield f"**{code(path, 120)} n’est plus là**\n\n{lines}"
            continue
        opened = f" ([modifier]({links.modifier.replace('{chemin}', quote(path))}))" if links.modifier else ""
        yield f"**Dans {code(path, 120)}**{opened}\n\n{lines}"
    if len(problems) > most:
        yield f"Et {count(len(problems) - most, 'autre', 'autres')}, à voir dans le détail de la vérification."


def _sentence(problem: Problem, links: Links) -> str:
    label = _label(problem.field)
    where = f"**Ligne {problem.line}**" + (f", « {plain(label)} »" if label else "")
    where = "Ce fichier" if _is_gone(problem) else where
    # The guide explains each code under a heading whose anchor is the code.
    anchor = "#" + quote(problem.code, safe="")
    explained = f"[explication]({links.guide}{anchor})" if links.guide else f"docs/codes.md, {code(problem.code, 60)}"
    fix = problem.fix[:1].upper() + problem.fix[1:]
    return f"{where} : lu {plain(problem.read)}, attendu {plain(problem.expected)}.<br>→ {plain(fix)}. ({explained})"


def _is_gone(problem: Problem) -> bool:
    """Whether it is told of a file that is no more: there is nothing to open, and no line."""
    return problem.code == LOST and not problem.field


def _label(field: str) -> str:
    """The name people know of a field given by its dotted path: « Chiffres, Année »."""
    if field == STORY:
        return STORY_LABEL
    known: tuple[Field, ...] = FIELDS
    told = []
    for part in _PART.findall(field):
        found = next((f for f in known if f.key == part), None)
        told.append(found.label if found else part)
        known = found.fields if found else known
    return ", ".join(told)


def _how(links: Links) -> str:
    press = "suivez « modifier » ci-dessus" if links.modifier else "sur la forge, ouvrez la fiche, puis le crayon"
    return (
        f"**Pour corriger** : {press}, changez la ligne et enregistrez, sans ouvrir d’autre proposition. La vérification recommence "
        "d’elle-même, et ce message change. Un doute ? Écrivez ici ce qui vous arrête : nous finirons avec vous."
    )


def _readable(text: str, limit: int) -> str:
    """The text on one line, what cannot be seen shown as �, cut."""
    flat = _SPACES.sub(" ", text).strip()
    flat = "".join(c if c.isprintable() or c in "\u00a0\u202f" else "�" for c in flat[: limit + 1])
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def _is_risky(word: str) -> bool:
    return not _PLAIN.fullmatch(word) or _COMMIT.search(word) is not None


def _edged(run: str) -> str:
    """A run of words as code, the quotes and stops around it left outside."""
    found = _EDGES.fullmatch(run)
    assert found is not None
    return f"{found['before']}{code(found['inside'])}{found['after']}" if found["inside"] else code(run)
