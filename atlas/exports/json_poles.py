"""The poles as JSON, whole: every public field of every record, with the place, labels and sources in full.

Names are those of the records; a word of a closed list keeps its id and has its label beside it, under the same name and
`_nom` (or `_noms`). Every key is always there: what is unknown is `null`, an empty list or an empty object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from atlas import urls
from atlas.exports import paths
from atlas.exports.exact import dumps
from atlas.exports.format import File, Format, resource
from atlas.geo.places import Commune, Departement, Epci, Point, Region
from atlas.model.atlas import Atlas, Figure, Pole, Site, Source, Stakeholder, Statement
from atlas.record.fields import FIELDS, Field
from atlas.record.values import PartialDate
from atlas.survey.whole import Survey

Data = dict[str, object]
SEAT, APPROXIMATE = "siège", "approximative"


def files(survey: Survey) -> Iterator[File]:
    """Each pole alone, at its address and its former ones, which are promises too; then all, each told once for both."""
    atlas, told = survey.atlas, []
    for pole in atlas.poles:
        told.append(_told(atlas, pole))
        alone = _alone(atlas, pole, told[-1])
        for slug in (pole.slug, *pole.anciennes_adresses):
            yield paths.pole_json(slug), alone
    yield paths.POLES_JSON, _together(atlas, told)


def render(atlas: Atlas) -> str:
    """All poles in the order of the atlas, with licence, source and date on top."""
    return _together(atlas, (_told(atlas, pole) for pole in atlas.poles)).decode()


def one(atlas: Atlas, pole: Pole) -> str:
    """One pole, with licence, source and the date of its verification on top."""
    return _alone(atlas, pole, _told(atlas, pole)).decode()


def _together(atlas: Atlas, texts: Iterable[bytes]) -> bytes:
    pieces = [*texts] or [b""]
    pieces[0] = b'"poles":[' + pieces[0]
    pieces[-1] += b"]}\n"
    return b",".join((_opened(atlas, atlas.updated), *pieces))  # one copy of all: thousands of poles make twenty megabytes


def _alone(atlas: Atlas, pole: Pole, text: bytes) -> bytes:
    return b"".join((_opened(atlas, pole.verifie_le), b',"pole":', text, b"}\n"))


def _told(atlas: Atlas, pole: Pole) -> bytes:
    """One pole as it stands in both files."""
    return dumps(pole_data(atlas, pole)).rstrip("\n").encode()


def _opened(atlas: Atlas, date: PartialDate | None) -> bytes:
    """The head of a file, whose object stays open for one more key."""
    return dumps(_head(atlas, date)).rstrip("}\n").encode()


def position(pole: Pole) -> str:
    """What the point of a pole is: its seat, or only its département."""
    return APPROXIMATE if pole.seat.approximate else SEAT


def pole_data(atlas: Atlas, pole: Pole) -> Data:
    """One pole: its id and page, then the public fields in the order of the field table, then its story."""
    data: Data = {"id": pole.slug, "url": atlas.config.adresse + urls.pole(pole.slug)}
    for field in FIELDS:
        if field.public:
            values = WRITERS[field.key](atlas, pole)
            data |= {key: _shown(field, value) for key, value in values.items()} if field.key in PARTLY_PRIVATE else values
    return data | {"recit": pole.story or None}


def _head(atlas: Atlas, date: PartialDate | None) -> Data:
    config = atlas.config
    return {"licence": config.licence.spdx, "source": f"{config.titre}, {config.adresse}", "date": _date(date)}


def _shown(field: Field, value: object) -> object:
    """The value of a field without the parts of it that the field table keeps private."""
    if isinstance(value, list):
        return [_shown(field, item) for item in value]
    if not isinstance(value, dict):
        return value
    parts = {part.key: part for part in field.fields}
    private = {name for part in field.fields if not part.public for name in (part.key, f"{part.key}_nom")}
    return {key: _shown(parts.get(key, field), item) for key, item in value.items() if key not in private}


def _has_private(field: Field) -> bool:
    return any(not part.public or _has_private(part) for part in field.fields)


def partly_private(fields: Iterable[Field]) -> frozenset[str]:
    """The keys of the fields that have a private part."""
    return frozenset(field.key for field in fields if _has_private(field))


PARTLY_PRIVATE = partly_private(FIELDS)


def _date(value: PartialDate | None) -> str | None:
    return str(value) if value else None


def _word(atlas: Atlas, key: str, vocabulary: str, id_: str) -> Data:
    return {key: id_ or None, f"{key}_nom": atlas.label(vocabulary, id_) if id_ else None}


def _coded(places: tuple[Region, ...] | tuple[Departement, ...] | tuple[Epci, ...] | tuple[Commune, ...]) -> list[Data]:
    return [{"code": place.code, "nom": place.nom} for place in places]


def _point(point: Point | None) -> Data:
    return {
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
    }


def _heir(atlas: Atlas, pole: Pole) -> str | None:
    heir = atlas.by_slug.get(pole.heritier)
    return heir.nom if heir else None


def _region(_: Atlas, pole: Pole) -> Data:
    region = pole.seat.region
    return {"region": region.code if region else None, "region_nom": region.nom if region else None}


def _departement(_: Atlas, pole: Pole) -> Data:
    return {"departement": pole.seat.departement.code, "departement_nom": pole.seat.departement.nom}


def _commune(_: Atlas, pole: Pole) -> Data:
    commune, epci = pole.seat.commune, pole.seat.epci
    return {
        "commune": commune.nom if commune else None,
        "epci": epci.code if epci else None,
        "epci_nom": epci.nom if epci else None,
    }


def _territory(_: Atlas, pole: Pole) -> Data:
    territory = pole.territoire
    if territory is None:
        return {"territoire": None}
    return {
        "territoire": {
            "libelle": territory.libelle,
            "regions": _coded(territory.regions),
            "departements": _coded(territory.departements),
            "epci": _coded(territory.epci),
            "communes": _coded(territory.communes),
        }
    }


def _site(site: Site) -> Data:
    place: Data = {"commune": site.commune.nom, "code_insee": site.commune.code}
    return place | _point(site.commune.point) | {"role": site.role, "source": site.source}


def _stakeholder(atlas: Atlas, party: Stakeholder) -> Data:
    return (
        {"nom": party.nom}
        | _word(atlas, "famille", "familles", party.famille)
        | _word(atlas, "role", "roles", party.role)
        | {"source": party.source}
    )


def _governance(atlas: Atlas, pole: Pole) -> Data:
    governance = pole.gouvernance
    if governance is None:
        return {"gouvernance": None}
    form = _word(atlas, "forme", "gouvernances", governance.forme)
    return {"gouvernance": form | {"precision": governance.precision or None, "source": governance.source}}


def _assessment(_: Atlas, pole: Pole) -> Data:
    published = pole.autodiagnostic
    if published is None:
        return {"autodiagnostic": None}
    answers = published.reponses
    rows = {
        id_: {use: answers[use].get(id_) for use in answers} for id_ in dict.fromkeys(i for use in answers.values() for i in use)
    }
    return {
        "autodiagnostic": {
            "date": _date(published.date),
            "grille": published.grille,
            "regards": list(published.regards),
            "evaluateurs": list(published.evaluateurs),
            "reponses": rows,
            "source": published.source,
        }
    }


def _charter(atlas: Atlas, pole: Pole) -> Data:
    signed = pole.charte
    if signed is None:
        return {"charte": None}
    version = _word(atlas, "version", "chartes", signed.version)
    return {"charte": {"signee_le": _date(signed.signee_le)} | version | {"source": signed.source}}


def _cooperations(atlas: Atlas, pole: Pole) -> Data:
    forms = atlas.vocabularies["cooperations"]
    return {"cooperations": {form: [_statement(s) for s in pole.cooperations.get(form, ())] for form in forms}}


def _statement(statement: Statement) -> Data:
    return {"texte": statement.texte, "source": statement.source}


def _figure(figure: Figure) -> Data:
    return {
        "libelle": figure.libelle,
        "valeur": figure.valeur,
        "unite": figure.unite,
        "precision": figure.precision or None,
        "annee": figure.annee or None,
        "source": figure.source,
    }


def _source(source: Source) -> Data:
    return {
        "id": source.id,
        "titre": source.titre,
        "date": _date(source.date),
        "url": source.url or None,
        "consulte_le": _date(source.consulte_le),
    }


def _of_public_fields(rows: Mapping[str, str]) -> dict[str, str]:
    """A table by field, without what it says of private ones."""
    return {field.key: rows[field.key] for field in FIELDS if field.public and field.key in rows}


# What each field of a record becomes; a test holds this against the field table.
WRITERS: dict[str, Callable[[Atlas, Pole], Data]] = {
    "nom": lambda _, pole: {"nom": pole.nom},
    "autres_noms": lambda _, pole: {"autres_noms": list(pole.autres_noms)},
    "anciennes_adresses": lambda _, pole: {"anciennes_adresses": list(pole.anciennes_adresses)},
    "porteur": lambda _, pole: {"porteur": pole.porteur or None},
    "statut": lambda atlas, pole: _word(atlas, "statut", "statuts", pole.statut),
    "statut_constate_le": lambda _, pole: {"statut_constate_le": _date(pole.statut_constate_le)},
    "heritier": lambda atlas, pole: {"heritier": pole.heritier or None, "heritier_nom": _heir(atlas, pole)},
    "annee_creation": lambda _, pole: {"annee_creation": pole.annee_creation or None},
    "region": _region,
    "departement": _departement,
    "commune": _commune,
    "code_insee": lambda _, pole: {"code_insee": pole.seat.commune.code if pole.seat.commune else None},
    "coordonnees": lambda _, pole: _point(pole.seat.point) | {"position": position(pole)},
    "region_2014": lambda _, pole: {"region_2014": pole.region_2014 or None},
    "territoire": _territory,
    "lieux": lambda _, pole: {"lieux": [_site(site) for site in pole.lieux]},
    "secteurs": lambda atlas, pole: {
        "secteurs": list(pole.secteurs),
        "secteurs_noms": [atlas.label("secteurs", id_) for id_ in pole.secteurs],
    },
    "activites": lambda _, pole: {"activites": list(pole.activites)},
    "profil": lambda atlas, pole: _word(atlas, "profil", "profils", pole.profil),
    "parties_prenantes": lambda atlas, pole: {
        "parties_prenantes": [_stakeholder(atlas, party) for party in pole.parties_prenantes]
    },
    "gouvernance": _governance,
    "cooperations": _cooperations,
    "chiffres": lambda _, pole: {"chiffres": [_figure(figure) for figure in pole.chiffres]},
    "charte": _charter,
    "autodiagnostic": _assessment,
    "siren": lambda _, pole: {"siren": pole.siren or None},
    "site_web": lambda _, pole: {"site_web": pole.site_web or None},
    "contact": lambda _, pole: {"contact": {"courriel": pole.courriel or None, "telephone": pole.telephone or None}},
    "provenance": lambda _, pole: {"provenance": _of_public_fields(pole.provenance)},
    "remarques": lambda _, pole: {"remarques": _of_public_fields(pole.remarques)},
    "sources": lambda _, pole: {"sources": [_source(source) for source in pole.sources]},
    "verifie_le": lambda _, pole: {"verifie_le": _date(pole.verifie_le)},
}


FORMAT = Format(
    files,
    "[poles.json](../api/v1/poles.json) : tout, avec le récit, les sources, les provenances et les remarques. "
    "Un fichier par pôle aussi, `api/v1/poles/nom-du-pole.json`, lié depuis chaque fiche.",
    (resource("poles-json", "Les pôles, en entier", "Tous les champs publics, le récit en Markdown, les sources, la provenance et les remarques.", paths.POLES_JSON),),
)
