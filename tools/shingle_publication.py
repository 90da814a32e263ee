"""Prepare what the tests compare our prose with: the hashes of every run of eight words of the publication of 2014.

The publication itself is not in this repository. Whoever has its text writes `tests/publication-2014.empreintes` again with

    python tools/shingle_publication.py publication-2014.txt

The file holds hashes alone (five bytes each, sorted, so that no order is left): the text cannot be read back from it. The law, the
titles of studies and the annexes (names of poles, the référentiel) may be quoted, and are left out.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.shingles import FINGERPRINTS, SIZE, hashes, words  # noqa: E402 - the project's own, once it can be found

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


def main() -> None:
    """Write the fingerprints of the text given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("publication", type=Path, help="its text, UTF-8")
    text = parser.parse_args().publication.read_text(encoding="utf-8")
    found = sorted({hash_ for part in prose(text) for hash_ in hashes(words(part))})
    FINGERPRINTS.write_bytes(b"".join(found))
    print(f"{FINGERPRINTS.relative_to(ROOT)} : {len(found)} empreintes de {SIZE} mots.")


if __name__ == "__main__":
    main()
