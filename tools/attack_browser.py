"""Attack the readers of our scripts, in one page of a real browser: files, records, queries, fragments, what is kept, what is pasted.

    python -m tools.attack_browser [--nombre 20000] [--graine 1] [--site site]

`tools/attack_browser.mjs` says what a good answer is. Exit 1 when there is another.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROJECT = Path(__file__).resolve().parents[1]
ASK = """async ([records, number, seed]) => (await import("/attack.js")).attack("/site/", records, number, seed)"""


def attack(chromium: Browser, site: Path, number: int, seed: int) -> dict[str, dict[str, Any]]:
    """What became of the cases of each reader."""
    records = [path.read_text(encoding="utf-8") for path in sorted((PROJECT / "poles").glob("*.md"))[::9]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for link, to in (("site", site), ("assets", PROJECT / "assets"), ("attack.js", Path(__file__).with_suffix(".mjs"))):
            (folder / link).symlink_to(to.resolve())
        with browser.serve(folder) as address:
            visitor = chromium.new_context(service_workers="block")
            page = visitor.new_page()
            page.set_default_timeout(0)
            page.goto(f"{address}site/contribuer/editeur/")
            told: dict[str, dict[str, Any]] = page.evaluate(ASK, [records, number, seed])
            visitor.close()
    return told


def table(told: dict[str, dict[str, Any]]) -> str:
    """The counts, a line a reader."""
    lines = [f"{'':34}{'cas':>8}{'lus':>8}{'refusés':>9}{'mauvais':>9}{'le plus lent':>15}"]
    lines += [f"{name:34}{c['cases']:8}{c['answered']:8}{c['refused']:9}{len(c['wrong']):9}{c['slowest']:12.0f} ms" for name, c in told.items()]
    return "\n".join(lines)


def main() -> int:
    """Attack, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nombre", type=int, default=20_000)
    parser.add_argument("--graine", type=int, default=1)
    parser.add_argument("--site", type=Path, default=PROJECT / "site")
    options = parser.parse_args()
    with browser.launch() as chromium:
        told = attack(chromium, options.site, options.nombre, options.graine)
    wrong = [f"{name} : {what}\n    {case!r}" for name, count in told.items() for what, case in count["wrong"][:3]]
    print("\n".join((*wrong, table(told))))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
