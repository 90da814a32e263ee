"""What the browser tests of the self-assessment share: answers as people give them, files, the parts of the page."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

from atlas.content import referentiel
from atlas.content.referentiel import USES
from tests.figures import Answers, Figures
from tests.sites import PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import Page

PREFIX = "/atlas/"
GRID = referentiel.load(PROJECT / "content/referentiel.yaml")
FIGURES = Figures(GRID)
DEGREES = [d.id for d in GRID.degrees]
OWN = "atlas-ptce-autodiagnostic"
CHANCE = random.Random(27)  # noqa: S311 - the same answers every time


def answers(*, full: bool = False) -> Answers:
    """Answers as people give them: most indicators, now one reading, now both."""
    return {id_: {use: CHANCE.choice(DEGREES if full else ["", *DEGREES]) for use in USES} for id_ in FIGURES.ids}


def document(given: Answers, **head: object) -> dict:
    """A file as the page saves it."""
    rows = {i: {"importance": a["importance"] or None, "satisfaction": a["satisfaction"] or None} for i, a in given.items()}
    grid = {"titre": GRID.titre, "version": GRID.number, "libelle": GRID.version}
    return {"format": "autodiagnostic-ptce", "version_du_format": 1, "grille": grid, "reponses": rows, **head}


def file(content: object, name: str = "fichier.json") -> dict:
    """A file to give to the page."""
    data = content if isinstance(content, bytes) else content.encode() if isinstance(content, str) else json.dumps(content).encode()
    return {"name": name, "mimeType": "application/json", "buffer": data}


def view(page: Page, name: str) -> None:
    """Go to a part of the page, as its links do."""
    page.evaluate("name => { location.hash = name; }", name)
    page.locator(f"[data-onglet='{name}'][aria-current]").wait_for()


def put(page: Page, root: str, given: Answers, **head: object) -> None:
    """Open the page with answers it kept."""
    page.goto(root)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [OWN, json.dumps(document(given, **head))])
    page.reload()


def kept(page: Page) -> Answers:
    """What the browser keeps, as answers."""
    told = json.loads(page.evaluate("key => localStorage.getItem(key)", OWN))["reponses"]
    return {id_: {use: row[use] or "" for use in USES} for id_, row in told.items()}


def compare(page: Page, files: list[dict]) -> None:
    view(page, "comparer")
    page.set_input_files("#auto-ouvrir", files)
    page.locator("[data-auto-jeux] li").nth(len(files) - 1).wait_for()
