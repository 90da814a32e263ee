"""What our own scripts fetch, made at build: small files without any promise to others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from atlas import urls
from atlas.client import near, poles_list, resumes
from atlas.model.atlas import Atlas
from atlas.survey.whole import HOUSE, of_poles

File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Kind:
    """Files of one use; `reads` names what they are made of, as the families of pages do. `versioned`: pages ask for them by one digest, that of them all."""

    name: str
    reads: tuple[str, ...]
    files: Callable[[Atlas], Iterator[File]]
    versioned: bool = False


def _rules(atlas: Atlas) -> Iterator[File]:
    from atlas.client import editor_rules  # noqa: PLC0415 - it knows all rules and all tables, and seldom changes

    yield urls.EDITEUR_REGLES, editor_rules.render().encode()
    yield urls.EDITEUR_LISTES, editor_rules.render_lists(atlas).encode()
    yield urls.EDITEUR_PHRASES, editor_rules.render_phrases().encode()
    yield urls.EDITEUR_COLONNES, editor_rules.render_columns().encode()


def _poles(atlas: Atlas) -> Iterator[File]:
    from atlas.client import editor_rules  # noqa: PLC0415 - likewise

    yield urls.EDITEUR_POLES, editor_rules.render_poles(atlas).encode()


KINDS = (
    Kind("pres", of_poles("slug", "nom", "seat", "territoire", "secteurs"), lambda atlas: ((path, text.encode()) for path, text in near.files(atlas)), versioned=True),
    Kind(
        "explorateur",
        of_poles("slug", "nom", "statut", "statut_constate_le", "seat", "secteurs", "profil", "parties_prenantes", "cooperations", "reconnaissances", "verifie_le"),
        lambda atlas: iter([(urls.EXPLORER, poles_list.render(atlas).encode())]),
    ),
    Kind("resumes", of_poles("slug", "seat", "resume"), resumes.files),
    Kind("regles", (*HOUSE, "referentiel"), _rules),
    Kind(
        "poles",
        (*of_poles("slug", "nom", "autres_noms", "anciennes_adresses", "heritier", "seat", "siren", "site_web", "porteur"), "retired"),
        _poles,
    ),
)
