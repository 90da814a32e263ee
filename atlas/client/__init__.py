"""What our own scripts fetch, made at build: small files without any promise to others."""

from __future__ import annotations

from collections.abc import Iterator

from atlas import urls
from atlas.client import editor_rules, near, poles_list
from atlas.model.atlas import Atlas


def files(atlas: Atlas) -> Iterator[tuple[str, bytes]]:
    """Every file that follows the records, by its path from the root of the site."""
    for path, text in near.files(atlas):
        yield path, text.encode()
    yield urls.EXPLORER, poles_list.render(atlas).encode()
    yield urls.EDITEUR_REGLES, editor_rules.render(atlas).encode()
    yield urls.EDITEUR_POLES, editor_rules.render_poles(atlas).encode()
