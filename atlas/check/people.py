"""Whether a record gives away somebody's private details: an address or a number that is a person's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.check.context import Context
from atlas.check.reading import Reading
from atlas.check.story import story_of
from atlas.problems.report import Problem, quote
from atlas.record.fields import LONG


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_EMAIL = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
_GAP = r"[\s.-]?"
_MOBILE = re.compile(
    r"(?<![\d+])(?:"
    rf"(?:0|(?:\+|00)33{_GAP}(?:\(0\){_GAP})?)[67](?:{_GAP}\d\d){{4}}"  # 0690, 0692, 0694, 0696… included
    rf"|(?:\+|00)(?:262{_GAP}(?:69[23]|639)|590{_GAP}69[01]|594{_GAP}694|596{_GAP}69[67])(?:{_GAP}\d){{6}}"
    rf"|(?:\+|00)(?:687{_GAP}[789]|689{_GAP}8[789])(?:{_GAP}\d){{5,6}}"
    r")(?!\d)"
)
WEBMAILS = _words(
    "aol bbox free gmail gmx googlemail hotmail icloud laposte live msn neuf numericable orange outlook proton "
    "protonmail sfr wanadoo yahoo ymail"
)
# Words of an address that belongs to a desk, not to a person.
DESKS = _words(
    "accueil administration agence animation asso association atelier billetterie bonjour boutique bureau centre "
    "collectif communication compta comptabilite contact coop cooperative coordination courrier developpement "
    "direction economie economique equipe espace ess formation gestion hello info infos information informations "
    "mairie pays pole poles presse projet projets ptce relation relations reseau secretariat service services "
    "social solidaire support territoire tiers lieu transition"
)
# Keys that hold no prose: addresses and numbers there are checked for what they are, or are no telephone numbers.
NOT_PROSE = _words(
    "code_insee courriel date consulte_le latitude longitude siren site_web source telephone url valeur"
)


def people_are_left_out(reading: Reading, _: Context) -> Iterator[Problem]:
    """Warn of a person's e-mail address and of a mobile number, wherever they are written."""
    email = reading.get("contact", "courriel") or ""
    if _is_personal(email):
        yield reading.tell(("contact", "courriel"), "courriel-personnel", lu=quote(email))
    for path, text in reading.texts.items():
        if path[-1] not in NOT_PROSE or path[-1] == "telephone":
            yield from (reading.tell(path, phrase, lu=read) for _, phrase, read in _details(text[:LONG]))
    story = story_of(reading)
    for offset, phrase, read in _details(story.text):
        yield reading.of_story(story.mark(offset), phrase, lu=read)


def _is_personal(email: str) -> bool:
    """A webmail address, or two names before the at sign: `prenom.nom@`, `p-nom@`."""
    local, _, domain = email.lower().partition("@")
    if domain.split(".")[0] in WEBMAILS:
        return True
    names = re.split(r"[._-]", local)
    own = [name for name in names if not name.isalpha() or name in DESKS or (len(name) > 1 and name in domain)]
    return len(names) > 1 and not own


def _details(text: str) -> Iterator[tuple[int, str, str]]:
    """Where a text gives an e-mail address or a mobile number, the phrase that tells it, and what was read."""
    for found in _EMAIL.finditer(text) if "@" in text else ():
        yield found.start(), "courriel-dans-un-texte", quote(found[0])
    for found in _MOBILE.finditer(text):
        yield found.start(), "telephone-mobile", quote(found[0])
