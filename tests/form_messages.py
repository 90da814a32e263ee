"""Every message that the editor's form can be made to show: each fixture opened in it, beside the poles it quarrels with.

`tests/test_editor_words_browser.py` holds them to the words of a form; `python -m tools.form_messages SITE` writes them down.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.client import editor_rules
from atlas.problems.phrases import ecriture, fichier
from atlas.problems.report import Problem
from atlas.record.fields import FIELDS, Field
from tests import browser
from tests.among import Files, atlas
from tests.checking import INVALID, TODAY, VALID, fixture, problems_of
from tests.editing import Editor
from tests.form_cases import cases

if TYPE_CHECKING:
    from playwright.sync_api import Page

OF_THE_TEXT = {code.id for code in (*ecriture.CODES, *fichier.CODES)} - {"nom-de-fichier"}  # a file that has one opens in the text box


def keys(fields: Iterable[Field] = FIELDS) -> set[str]:
    """Every key of a record."""
    return {key for field in fields for key in (field.key, *keys(field.fields))}


OF_A_FILE = re.compile(rf"\b({'|'.join(sorted(keys()))}):(?!//)|\[|\]|[{{}}`]|^- |\bYAML\b|en-tête|\bclés?\b")
OF_THE_PAST = {"adresse-perdue", "adresse-reprise"}  # the page has no memory of what was published
STORY = (VALID / "minimal.md").read_text(encoding="utf-8").rpartition("---\n")[2].strip()
READ = """() => [...document.querySelectorAll("[data-bilan] li")].flatMap((item) => {
  const link = item.querySelector("a");
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const field = target?.closest("[data-champ]");
  const inputs = field ? [...field.querySelectorAll("[data-saisie]")].filter((s) => s.closest("[data-champ]") === field) : [];
  const shown = inputs.map((s) => s.matches("select") ? s.selectedOptions[0]?.value && s.selectedOptions[0].textContent : ["radio", "checkbox"].includes(s.type) ? s.checked && s.closest("label").querySelector(".choix-mot").textContent : s.value);
  const chips = field ? [...field.querySelectorAll("[data-pastilles] li > span:first-child")].map((s) => s.textContent) : [];
  const inner = field?.matches("[data-sorte='groupe']") ? [...field.querySelectorAll("input[data-saisie]")].map((s) => s.value) : [];
  const copy = item.cloneNode(true);
  const code = copy.querySelector("a[href^='../codes/']");
  const buttons = [...copy.querySelectorAll("button")].map((b) => b.textContent);
  for (const gone of [copy.querySelector("[data-sujets]") ?? copy.querySelector("a"), code, ...copy.querySelectorAll("button, [data-combien]")]) gone.remove();
  return Array(Number(item.dataset.fois ?? 1)).fill({
    code: code.hash.slice(1), subject: link.textContent.trim(), typed: [...shown, ...chips, ...inner].filter(Boolean).map((t) => t.trim()),
    said: copy.textContent.replace(/^\\u00a0: /, "").replace(/ {2,}/g, " ").trim(), buttons,
  });
})"""


@dataclass(frozen=True)
class Message:
    """What the form shows of a problem: about what, what is typed there, the sentence, and what buttons offer."""

    code: str
    subject: str
    typed: str
    said: str
    buttons: tuple[str, ...]


def files_of(path: Path) -> Files | None:
    """The files of a fixture, when the form can open the first."""
    files = list(fixture(path).files)
    data = files[0][1]
    if len({name.rsplit("/", 1)[-1] for name, _ in files}) < len(files):
        return None  # for the page, a file named like a pole is that pole’s
    if not re.fullmatch(r"poles/[^/]+\.md", files[0][0]):
        return None  # nor does it see the folder of a file
    if len(data) > 300_000 or data != data.decode("utf-8", "ignore").encode():
        return None
    return None if {p.code for p in told(files)} & OF_THE_TEXT else files


def told(files: Files) -> list[Problem]:
    """What `check` says of the first of these files, and that the page can know."""
    return [p for p in problems_of(*files) if p.path == files[0][0] and p.code not in OF_THE_PAST]


class Shown:
    """The editor opened among the poles of a fixture: alone, or with the one it quarrels with."""

    def __init__(self, page: Page, root: str) -> None:
        self.page, self.editor = page, Editor(page, root)
        self.others: Files | None = None
        page.clock.set_fixed_time(f"{TODAY}T12:00:00+01:00")

    def _among(self, others: Files) -> None:
        """Open the page again when the other poles change: it reads them once."""
        if self.others == others:
            return
        poles = editor_rules.render_poles(atlas(others))
        for path, _ in others:
            poles = poles.replace(f'"poles/{path.rsplit("/", 1)[-1]}"', f'"{path}"')
        self.page.unroute_all()
        self.page.route("**/contribuer/editeur/poles.json", lambda route: route.fulfill(json=json.loads(poles)))
        for path, data in others:
            self.page.route(f"**/fiches/{path.rsplit('/', 1)[-1]}", lambda route, _, data=data: route.fulfill(body=data))
        self.others = others
        self.editor.open()

    def messages(self, files: Files) -> list[Message]:
        """What stands at the last step once the first of these files is opened."""
        self._among(files[1:])
        (path, data), page = files[0], self.page
        name = path.rsplit("/", 1)[-1]
        page.locator("[data-ouvrir-fichier]").set_input_files({"name": "pole-exemple.md", "mimeType": "text/markdown", "buffer": data})
        browser.until(page, "(texte) => atlasEditeur.etat.texte === texte", data.decode())
        self.editor.screen("envoi")
        if name != "pole-exemple.md" and page.locator("#nom-fichier").count():
            page.locator("#nom-fichier").fill(name.removesuffix(".md"))
        page.evaluate("atlasEditeur.verifier()")
        return [_message(found) for found in page.evaluate(READ)]


def _message(found: dict[str, object]) -> Message:
    typed = " ; ".join(map(str, found["typed"]))  # type: ignore[call-overload]
    if found["subject"] == "Récit":
        typed = " ".join(line for line in re.split(r"\n+", typed) if line and line not in STORY)
    return Message(str(found["code"]), str(found["subject"]), typed, str(found["said"]), tuple(found["buttons"]))  # type: ignore[arg-type]


def openable() -> list[tuple[str, Files]]:
    """Every fixture that the form can open, those among the same poles together."""
    found = [(path.stem, files) for path in sorted(INVALID.glob("*.md")) if (files := files_of(path))]
    return sorted(found, key=lambda pair: (len(pair[1]), pair[0]))


def every_message(page: Page, root: str) -> Iterator[tuple[str, Message]]:
    """All of them, with the name of the fixture, or the phrase of a case."""
    shown = Shown(page, root)
    for name, files in [*openable(), *cases()]:
        for message in shown.messages(files):
            yield name, message
