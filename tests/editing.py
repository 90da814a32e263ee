"""How a person fills the editor in: by the labels, as they stand on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests import browser

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# The page has no globals: its entry is asked for again, by its address, for what it exports.
EXPOSED = """addEventListener("DOMContentLoaded", async () => {
  const script = document.querySelector("script[src*='editeur/page.js']");
  if (script && location.protocol !== "file:") window.atlasEditeur = (await import(script.src)).editeur;
});"""


@dataclass(frozen=True)
class Editor:
    """The editor in a page; `root` is the address of the site."""

    page: Page
    root: str

    def __post_init__(self) -> None:
        self.page.add_init_script(EXPOSED)

    def open(self, query: str = "") -> Editor:
        """Open it, whole: the form, and what comes after it."""
        self.page.set_default_timeout(10_000)
        self.page.goto("about:blank")
        self.page.goto(f"{self.root}contribuer/editeur/{query}")
        self.page.wait_for_selector("[data-editeur][data-pret]")
        self.page.keyboard.press("Shift")  # on a telephone, the rest waits for a gesture
        self.page.wait_for_selector("[data-editeur][data-complet]")
        browser.until(self.page, "Boolean(window.atlasEditeur)")
        return self

    def screen(self, name: str) -> Locator:
        """Go to one of the two screens by the bar at the foot: `fiche` or `envoi`."""
        onward = self.page.locator(f"[data-barre] [data-aller={name}]")
        if onward.is_visible():
            onward.click()
        return self.page.locator(f"[data-etape={name}]")

    def here(self) -> str:
        """The screen that is shown."""
        found: str = self.page.evaluate("[...document.querySelectorAll('[data-etape]')].find((screen) => !screen.hidden)?.dataset.etape ?? ''")
        return found

    def part(self, name: str) -> Locator:
        """Open a folded part of the record."""
        part = self.screen("fiche").locator(f"[data-partie={name}]")
        if part.get_attribute("open") is None:
            part.locator(":scope > summary").click()
        return part

    def field(self, key: str, scope: Locator | None = None) -> Locator:
        """The control of a field, by its key."""
        where = scope or self.page.locator("[data-formulaire]")
        return where.locator(f'[data-champ="{key}"]:not([data-chemin]) [data-saisie]').first

    def value(self, *path: str | int) -> Any:
        """What the record says at a path: `value("chiffres", 0, "source")`."""
        return self.page.evaluate("(path) => atlasEditeur.etat.valeur(...path)", list(path))

    def shown(self, key: str) -> Locator:
        """The control of a field, on the screen, wherever it stands."""
        self.page.evaluate("""key => {
          const champ = document.querySelector(`[data-formulaire] [data-champ="${key}"]:not([data-chemin])`);
          atlasEditeur.aller(champ.closest("[data-etape]").dataset.etape, { viser: false });
          for (let pli = champ.closest("details"); pli; pli = pli.parentElement.closest("details")) pli.open = true;
        }""", key)
        return self.field(key)

    def problems(self, field: str = "") -> list[dict[str, str]]:
        """What the check finds in the record as it is, of a field or of all."""
        found: list[dict[str, str]] = self.page.evaluate("atlasEditeur.verifier().then(() => atlasEditeur.problemes().map(({ champ, ...p }) => p))")
        return [p for p in found if not field or p["field"] == field]

    def add_row(self, key: str) -> Locator:
        """The empty row at the end of a list, by the key of the list, ready to be typed in."""
        place = self.page.locator(f'[data-champ="{key}"][data-sorte]').first
        if (button := place.locator("[data-ajouter-ligne]")).count():
            button.click()
        rows = place.locator("[data-ligne]")
        row = rows.nth(rows.count() - 1)
        row.locator("input, select, textarea").first.focus()
        return row

    def sourced(self, row: Locator, title: str, url: str = "https://exemple.fr/source") -> None:
        """Declare a new source from the menu of a row."""
        row.locator("[data-choix-source]").select_option(label="+ une nouvelle source…")
        new = row.locator("[data-source-neuve]")
        new.get_by_label("Titre de la source").fill(title)
        new.get_by_label("Adresse de la page").fill(url)
        new.get_by_role("button", name="Ajouter cette source").click()

    def commune(self, typed: str, option: str) -> None:
        """Choose the commune of the seat by completion."""
        self.page.locator("#c-commune").fill(typed)
        self.page.get_by_role("option", name=option).first.click()
        self.page.locator("[data-lieu-dit] strong").wait_for()

    def preview(self) -> Locator:
        """Show the preview, which stands beside the form on a wide screen."""
        frame = self.page.locator("[data-apercu-page]")
        if frame.get_attribute("open") is None:
            frame.locator(":scope > summary").click()
        return frame

    def text(self) -> str:
        """The text of the file."""
        browser.until(self.page, "Boolean(window.atlasEditeur)")
        found: str = self.page.evaluate("atlasEditeur.etat.texte")
        return found

    def errors(self) -> list[str]:
        """What the second screen says there is to mend."""
        self.screen("envoi")
        self.page.evaluate("atlasEditeur.verifier()")
        return self.page.locator("[data-bilan] > ul").first.locator("li").all_inner_texts() if self.page.locator("[data-bilan].bilan--juste").count() == 0 else []

    def download(self, folder: Path) -> Path:
        """Take the file away by its button."""
        self.screen("envoi")
        with self.page.expect_download() as waiting:
            self.page.locator("[data-telecharger]").click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path
