"""`python -m tools.form_messages SITE`: the messages of the editor's form, as it shows them, in `docs/messages-du-formulaire.md`.

Each fixture of the checks is opened in a real browser, and what stands at the last step is written down: what is told of, what
is typed there, what the form says, what its buttons offer. Make it again when the words of the form change.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from atlas.problems.phrases import THEMES
from tests import browser
from tests.form_messages import Message, every_message

PAGE = Path(__file__).resolve().parents[1] / "docs" / "messages-du-formulaire.md"
HEAD = """# Ce que dit le formulaire

Les messages de l’éditeur de fiches, tels qu’ils s’affichent au second écran (« Relire et envoyer ») et à côté de leur champ : ce qui y est, ce que la page en dit, ce que proposent ses boutons. Le terminal et la forge disent les mêmes problèmes dans les mots du fichier ([les codes](codes.md)).

Cette page est écrite par `python -m tools.form_messages SITE`, qui ouvre chaque fiche d’essai dans un navigateur : {count} messages, relus un à un.
"""
CUT = 90  # characters of what is typed


def main() -> int:
    """Write the page; 0 when it is."""
    with browser.launch() as chromium, browser.serve(Path(sys.argv[1]).resolve()) as home:
        page = chromium.new_page(locale="fr-FR")
        codes = {line(message): message.code for _, message in every_message(page, home)}
    parts = [HEAD.format(count=len(codes))]
    for theme in THEMES:
        ids = {code.id for code in theme.codes}
        if rows := [row for row, code in codes.items() if code in ids]:
            parts.append(f"## {theme.title}\n\n| Champ | Ce qui y est | Ce que dit le formulaire | Boutons |\n| --- | --- | --- | --- |\n" + "\n".join(rows) + "\n")
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    return 0


def line(message: Message) -> str:
    """A row of the table."""
    typed = message.typed if len(message.typed) <= CUT else message.typed[: CUT - 1] + "…"
    return "| " + " | ".join(map(plain, (message.subject, typed or "(rien)", message.said, " · ".join(message.buttons)))) + " |"


def plain(text: str) -> str:
    """A text as Markdown shows it to the letter, on one line."""
    return re.sub(r"([\\`*_{}\[\]<>|#~])", r"\\\1", " ".join(text.split(" ")).replace("\n", " ")).strip()


if __name__ == "__main__":
    sys.exit(main())
