"""Prepare what the tests compare our prose with: the hashes of every run of eight words of the texts that we may not copy.

Neither the publication of 2014 nor the pages read are in this repository. Whoever has their text writes the files of `tests` again with

    python tools/fingerprint_texts.py publication publication-2014.txt
    python tools/fingerprint_texts.py pages folder

`folder` holds one page a file, in plain text (`*.txt`), as it was read, under a first line that gives its address. Their runs are added to
those of the pages read before, whose text nobody need keep; `--afresh` forgets those.

A file holds hashes alone (five bytes each, sorted, so that no order is left): no text can be read back from it. Of the publication, the
law, the titles of studies and the annexes (names of poles, the référentiel) may be quoted, and are left out.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.shingles import PAGES, PUBLICATION, SIZE, hashes, known, words  # noqa: E402 - the project's own, once it can be found

# What the reading machine took for something else; what it lost is lost.
MISREAD = (
    (r"-\s*\n\s*", ""),  # a word cut at the end of a line
    (r"\b[I'|](?=')|(?<!\w)['‘|\[](?=[A-Z])|\b[I|](?=')", "l"),
    (r"&", "à"),
    (r"\b[Pp]([dé]|od)le(s?)\b", r"pôle\2"),
    (r"\bceuvre", "œuvre"),
)
QUOTABLE = (
    r"Les p[oô]les territoriaux de coop[ée]ration [ée]conomique sont constitu[ée]s.*?d[ée]veloppement local durable",  # the law
    r"«[^«»]{20,}»",  # titles of studies and of calls
    r"[Ll]oi relative à l.[EÉ]conomie [Ss]ociale et [Ss]olidaire",
)
ANNEXES = re.compile(r"^\s*Aquitaine :\s*$", re.MULTILINE)


def prose(text: str) -> list[str]:
    """The stretches of the publication that may not be copied."""
    body = ANNEXES.split(text, maxsplit=1)[0]
    for pattern, right in MISREAD:
        body = re.sub(pattern, right, body)
    return re.split("|".join(QUOTABLE), body, flags=re.DOTALL)


def page(text: str) -> str:
    """A page as it was read, without the line of its address."""
    return text.partition("\n")[2]


def write(file: Path, runs: Iterable[bytes]) -> None:
    """Write these runs, each once, in an order that tells nothing."""
    found = sorted(set(runs))
    file.write_bytes(b"".join(found))
    print(f"{file.relative_to(ROOT)} : {len(found)} empreintes de {SIZE} mots.")


def main() -> None:
    """Write the fingerprints of the text or the texts given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    kinds = parser.add_subparsers(dest="kind", required=True)
    kinds.add_parser("publication", help="of the publication of 2014").add_argument("text", type=Path, help="its text, UTF-8")
    pages = kinds.add_parser("pages", help="of pages read")
    pages.add_argument("folder", type=Path, help="one page a file, UTF-8, its address on the first line")
    pages.add_argument("--afresh", action="store_true", help="forget the pages read before")
    asked = parser.parse_args()

    if asked.kind == "publication":
        parts = prose(asked.text.read_text(encoding="utf-8"))
        write(PUBLICATION, (run for part in parts for run in hashes(words(part))))
        return
    texts = sorted(asked.folder.glob("*.txt"))
    if not texts:
        parser.error(f"no page (*.txt) in {asked.folder}")
    before = known(PAGES) if PAGES.exists() and not asked.afresh else frozenset()
    runs = (run for text in texts for run in hashes(words(page(text.read_text(encoding="utf-8", errors="replace")))))
    write(PAGES, before.union(runs))


if __name__ == "__main__":
    main()
