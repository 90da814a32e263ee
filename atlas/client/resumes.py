"""What the map says of a pole in one sentence, a file for each département: read by `assets/carte/bulle.js`, promised to nobody."""

from __future__ import annotations

from collections.abc import Iterator

from atlas import urls
from atlas.french.plain_story import shortened
from atlas.machine.compact import compact
from atlas.model.atlas import Atlas

LIMIT = 120  # signs: three lines of a phone


def files(atlas: Atlas) -> Iterator[tuple[str, bytes]]:
    """The first sentences of the stories, by address of the pole."""
    found: dict[str, dict[str, str]] = {}
    for pole in atlas.poles:
        found.setdefault(pole.seat.departement.code, {})[pole.slug] = shortened(pole.resume, LIMIT)
    for code, sentences in sorted(found.items()):
        yield f"{urls.RESUMES}{code.lower()}.json", compact(sentences).encode()
