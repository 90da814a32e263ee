"""Where « Signaler une erreur » leads: an issue or an e-mail that already has the address of the page, and asks two things."""

from __future__ import annotations

from urllib.parse import quote

from atlas import urls
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole

WHICH, INSTEAD, SHOWN_BY = "De quel pôle s’agit-il ?", "Que faut-il lire à la place ?", "Quelle source le montre ?"


def address(atlas: Atlas, pole: Pole) -> str:
    """The address; empty when there is nowhere to write."""
    title = f"Correction : {pole.nom}"
    page = f"{pole.nom}, {atlas.config.adresse}{urls.pole(pole.slug)}"
    body = f"### {WHICH}\n\n{page}\n\n### {INSTEAD}\n\n\n\n### {SHOWN_BY}\n\n"
    if issue := atlas.config.depot.report(title, page, body):
        return issue
    email = atlas.config.courriel
    plain = body.replace("### ", "").replace("\n", "\r\n")
    return f"mailto:{email}?subject={quote(title)}&body={quote(plain)}" if email else ""
