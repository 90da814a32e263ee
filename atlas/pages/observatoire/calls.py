"""How many laureates of each national call the atlas describes, beside how many the call named."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from atlas import urls
from atlas.french.typography import number, plural
from atlas.pages.data import Link
from atlas.pages.observatoire import words
from atlas.pictures.bars import bar
from atlas.survey.observatory import CALLS, Observatory, anchor


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call: how many of its laureates are here, of how many; `lien` names and opens the page that counts them."""

    nom: str
    connus: int
    laureats: int
    url: str
    barre: Markup
    lien: Link


@dataclass(frozen=True, slots=True)
class CallsPanel:
    """The calls in the order of their years; `autres` were chosen in a phase that makes no laureate."""

    phrase: str
    autres: str
    rows: tuple[CallRow, ...]
    base: str
    csv: str


def calls_panel(seen: Observatory) -> CallsPanel:
    """The panel of the calls of an observatory."""
    calls = seen.appels
    most = max((call.term.laureats for call in calls), default=0)
    known = {pole.slug for call in calls for pole in call.laureats}
    others = {pole.slug for call in calls for pole in call.autres}
    here, named = sum(len(call.laureats) for call in calls), sum(call.term.laureats for call in calls)
    return CallsPanel(
        f"Sur {number(named)} lauréats désignés par {plural(len(calls), 'appel national', 'appels nationaux')}, l’atlas en décrit {number(here)}." if here else words.NONE,
        f"{plural(len(others), 'autre pôle a été accompagné', 'autres pôles ont été accompagnés')} en phase 1 de l’appel de 2021 sans en être lauréat{'s' if len(others) > 1 else ''}." if others else "",
        tuple(
            CallRow(
                call.term.label, len(call.laureats), call.term.laureats,
                f"{urls.observatoire_list(CALLS)}#{anchor(call.term.id)}" if call.laureats else "",
                Markup(bar(len(call.laureats), most, call.term.laureats)),  # noqa: S704 - our own drawing
                Link(call.term.url, call.term.source),
            )
            for call in calls
        ),
        words.base(len(known), seen.total),
        urls.observatoire_csv(CALLS),
    )  # fmt: skip
