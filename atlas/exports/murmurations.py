"""A profile of each pole as Murmurations reads it (`organizations_schema-v1.0.0` of its library), and the list of their addresses.

An index takes the address of one profile at a time, reads it there, and knows an organisation by that address. The schema asks
for `linked_schemas` and `name` alone; the rest is said where the record knows it, and left out where the field would say more
than we do:

- `geolocation` is where an organisation is: not the middle of the département of one whose seat is unknown;
- `status` has no word for a pole that merged, ceased or was lost sight of: its tags say it, and which pole took over is on its page;
- `starts_at` and `ends_at` are seconds, `full_address` an envelope, `geographic_scope` one of four words, `relationships` addresses
  of members: no record knows them;
- `telephone` is international, so the number of a place whose prefix is not known to us is left out.

`locality` and `region` are fields of its library that its index searches; `licence`, `source` and `date` are ours, as in every JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atlas import urls
from atlas.exports import paths
from atlas.exports.exact import decimal, dumps
from atlas.exports.format import Champ, File, Format, Pieces, head, resource
from atlas.french.folding import fold
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole

SCHEMA = "organizations_schema-v1.0.0"
LONGEST_NAME, LONGEST_TAG, LONGEST_PLACE, LONGEST_ADDRESS, MOST_TAGS = 200, 100, 100, 2000, 100  # what the schema takes
STATUS = {"actif": "active", "emergent": "in_planning", "en-sommeil": "on_hold"}
_PREFIXES = {"971": "+590", "972": "+596", "973": "+594", "974": "+262", "976": "+262", "977": "+590", "978": "+590"}
_NATIONAL = 10  # digits of a French number, its first zero with it


def profile(atlas: Atlas, pole: Pole) -> bytes:
    """The profile of one pole."""
    config, seat = atlas.config, pole.seat
    point = None if seat.approximate else {"lat": decimal(seat.point.latitude), "lon": decimal(seat.point.longitude)}
    told: dict[str, object] = {
        "linked_schemas": [SCHEMA],
        "name": pole.nom[:LONGEST_NAME],
        "primary_url": pole.site_web if len(pole.site_web) <= LONGEST_ADDRESS else "",
        "urls": [{"name": config.titre, "url": config.adresse + urls.pole(pole.slug)}],
        "description": pole.resume,
        "tags": _tags(atlas, pole),
        "status": STATUS.get(pole.statut),
        "locality": seat.commune.nom[:LONGEST_PLACE] if seat.commune else "",
        "region": seat.region.nom[:LONGEST_PLACE] if seat.region else "",
        "country_iso_3166": "FR",
        "geolocation": point,
        "contact_details": {"email": pole.courriel} if pole.courriel else None,
        "telephone": _telephone(pole),
        "unique_id": pole.slug,
        **head(atlas, pole.verifie_le),
    }
    return dumps({name: value for name, value in told.items() if value}).encode()


def _tags(atlas: Atlas, pole: Pole) -> list[str]:
    """What the pole is, does and is called, each once, whatever its capitals."""
    words = ["PTCE", "Pôle territorial de coopération économique", *(atlas.label("secteurs", id_) for id_ in pole.secteurs), *pole.activites, *pole.autres_noms]
    if pole.statut not in STATUS:
        words.insert(2, atlas.label("statuts", pole.statut))
    return list({fold(word): word for word in reversed(words) if word and len(word) <= LONGEST_TAG}.values())[::-1][:MOST_TAGS]


def _telephone(pole: Pole) -> str:
    code, number = pole.seat.departement.code, pole.telephone
    if len(number) == _NATIONAL and number.startswith("0"):
        prefix = _PREFIXES.get(code, "" if code.startswith(("97", "98")) else "+33")
        return prefix and prefix + number[1:]
    return number if number.startswith("+") else ""


def _alone(_: Atlas, pole: Pole, told: bytes) -> Iterator[File]:
    """A pole at its address and its former ones, which an index may have been given."""
    for slug in (pole.slug, *pole.anciennes_adresses):
        yield paths.murmurations(slug), told


def _together(atlas: Atlas, _: Iterable[bytes]) -> Iterator[File]:
    """The addresses of all profiles, to give to an index one by one."""
    told = {
        **head(atlas, atlas.updated),
        "linked_schemas": [SCHEMA],
        "profiles": [atlas.config.adresse + paths.murmurations(pole.slug) for pole in atlas.poles],
    }
    yield paths.MURMURATIONS, dumps(told).encode()


PIECES = Pieces("murmurations", profile, _together, _alone)
FORMAT = Format(
    PIECES.files,
    "[murmurations.json](../api/v1/murmurations.json) : les adresses des profils Murmurations, un par pôle (`murmurations/<id>.json`), "
    "pour un annuaire qui lit ce réseau.",
    (resource("murmurations", "Les profils Murmurations", f"L’adresse du profil de chaque pôle, tel que le lit un index Murmurations ({SCHEMA}).", paths.MURMURATIONS),),
    champs=(
        Champ("profiles", "L’adresse du profil de chaque pôle ; un index les prend une par une."),
        Champ("linked_schemas", "Le schéma que suivent les profils."),
        Champ("primary_url, name, description, tags, status, geolocation…", "Dans un profil : les champs de ce schéma, là où la fiche les connaît ; un siège inconnu n’a pas de position."),
    ),
    pieces=PIECES,
)  # fmt: skip
