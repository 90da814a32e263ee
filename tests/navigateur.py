"""Makes sure that a browser can be started for the tests, and says how to get one where it cannot: `python -m tests.navigateur`."""

from __future__ import annotations

import subprocess
import sys

from tests.browser import NoBrowser, launch

SECONDS = 300
INSTALL = [sys.executable, "-m", "playwright", "install", "chromium"]
ADVICE = """
!!!  Aucun navigateur : les essais qui en demandent un ne seront pas faits.
!!!    Debian : sudo apt install chromium-headless-shell
!!!    ailleurs : installez Chromium ou Google Chrome,
!!!    ou lancez « .venv/bin/python -m playwright install --with-deps chromium ».
"""


def starts() -> bool:
    """Whether a browser starts here."""
    try:
        with launch():
            return True
    except NoBrowser:
        return False


def fetch() -> None:
    """Let Playwright fetch its own Chromium, for a few minutes at most; whether it did is for `starts` to say."""
    try:
        subprocess.run(INSTALL, timeout=SECONDS, check=False, capture_output=True, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        sys.stdout.write(f"Pas de réponse en {SECONDS} secondes.\n")


def main() -> int:
    """0 when a browser starts, perhaps after a download; 1 otherwise, with advice in French."""
    if starts():
        return 0
    sys.stdout.write("Pas de navigateur pour les essais : téléchargement de Chromium…\n")
    sys.stdout.flush()
    fetch()
    if starts():
        return 0
    sys.stdout.write(ADVICE)
    return 1


if __name__ == "__main__":
    sys.exit(main())
