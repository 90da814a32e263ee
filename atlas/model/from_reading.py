"""What a pole is, made from a checked reading: the step from typed text to the model."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from atlas.check.reading import Reading
from atlas.content.referentiel import USES
from atlas.french.plain_story import summary
from atlas.geo.perimeters import Territory
from atlas.geo.places import Commune, Places, Point
from atlas.model.pole import (
    NOTHING_MORE,
    Assessment,
    Figure,
    Governance,
    Pole,
    Recognition,
    Seat,
    Signature,
    Site,
    Source,
    Stakeholder,
    Statement,
)
from atlas.record.fields import FIELDS, Field, path_of

T = TypeVar("T")
_EMPTY = {"date": None, "annee": 0}  # what stands for the unknown; anything else is an empty text


def _names(model: type) -> frozenset[str]:
    return frozenset(field.name for field in fields(model))


# What the model has a name for: at the top, and in the groups that come once. All the rest goes under `further`.
_TOP = (_names(Pole) - {"slug", "seat", "story", "resume", "further", "courriel", "telephone"}) | {
    "region", "departement", "commune", "code_insee",
}  # fmt: skip
_INSIDE = {
    "coordonnees": _names(Point),
    "territoire": _names(Territory),
    "gouvernance": _names(Governance),
    "charte": _names(Signature),
    "autodiagnostic": _names(Assessment),
    "contact": frozenset({"courriel", "telephone"}),
}


def build(reading: Reading, places: Places) -> Pole:
    """The pole of a reading without errors (`check` makes sure of that before)."""
    values: dict[str, Any] = {f.key: None for f in FIELDS} | reading.values
    contact = values["contact"] or {}
    return Pole(
        slug=reading.record.slug,
        nom=values["nom"],
        autres_noms=_kept(values["autres_noms"]),
        anciennes_adresses=_kept(values["anciennes_adresses"]),
        porteur=values["porteur"] or "",
        statut=values["statut"],
        statut_constate_le=values["statut_constate_le"],
        heritier=values["heritier"] or "",
        annee_creation=values["annee_creation"] or 0,
        seat=seat(reading, places),
        region_2014=values["region_2014"] or "",
        territoire=_territory(values["territoire"], places),
        lieux=tuple(
            _made(Site, "lieux", {k: v for k, v in lieu.items() if k != "code_insee"},
                  commune=_commune(places, lieu.get("code_insee", ""), lieu["commune"]))
            for lieu in _kept(values["lieux"])
        ),
        secteurs=_kept(values["secteurs"]),
        activites=_kept(values["activites"]),
        profil=values["profil"] or "",
        parties_prenantes=tuple(_made(Stakeholder, "parties_prenantes", party) for party in _kept(values["parties_prenantes"])),
        gouvernance=_made(Governance, "gouvernance", values["gouvernance"]) if values["gouvernance"] else None,
        cooperations={
            form: tuple(_made(Statement, "cooperations", statement, form) for statement in _kept(statements))
            for form, statements in (values["cooperations"] or {}).items()
            if _is_form(form)
        },
        chiffres=tuple(_made(Figure, "chiffres", figure) for figure in _kept(values["chiffres"])),
        reconnaissances=tuple(_made(Recognition, "reconnaissances", row) for row in _kept(values["reconnaissances"])),
        charte=_made(Signature, "charte", values["charte"]) if values["charte"] else None,
        autodiagnostic=_assessment(values["autodiagnostic"]),
        siren=values["siren"] or "",
        site_web=values["site_web"] or "",
        courriel=contact.get("courriel", ""),
        telephone=contact.get("telephone", ""),
        provenance=values["provenance"] or {},
        remarques=values["remarques"] or {},
        sources=tuple(
            _made(Source, "sources", row, id=id_, number=number) for number, (id_, row) in enumerate(values["sources"].items(), 1)
        ),
        verifie_le=values["verifie_le"],
        story=reading.record.story.strip(),
        resume=summary(reading.record.story.strip()),
        further={field.key: rest for field in FIELDS if (rest := _rest(field, values[field.key]))},
    )


def _made(model: type[T], key: str, row: dict[str, Any], inside: str = "", **own: object) -> T:
    """An item of the model from a group of a record: what it has attributes for, and under `further` what it has none for."""
    parts, is_open = _named(model, key, inside)  # type: ignore[arg-type]  # a class can be hashed
    named = {part: row.get(part, unknown) for part, unknown in parts} | own
    if is_open:
        named["further"] = {part: value for part, value in row.items() if part not in named} or NOTHING_MORE
    return model(**named)


@cache
def _named(model: type, key: str, inside: str) -> tuple[tuple[tuple[str, Any], ...], bool]:
    """The parts of a group that a model has attributes for, each with what stands for the unknown; whether it takes others."""
    spec, names = _parts(key)[inside].fields if inside else _parts(key).values(), _names(model)
    return tuple((p.key, () if p.many else _EMPTY.get(p.kind, "")) for p in spec if p.key in names), "further" in names


@cache
def _parts(key: str) -> dict[str, Field]:
    return {part.key: part for part in path_of(key)[0].fields}


def _is_form(key: str) -> bool:
    """Whether a part of the coopérations is a circle: a list of statements."""
    return bool(_parts("cooperations")[key].fields)


def _rest(field: Field, value: Any) -> Any:  # noqa: ANN401 - the type is the field's
    """What of a field the model has no name for."""
    if field.key == "cooperations":
        return {key: part for key, part in (value or {}).items() if not _is_form(key)}
    if field.key not in _INSIDE:
        return None if field.key in _TOP else value
    rest = {key: part for key, part in (value or {}).items() if key not in _INSIDE[field.key]}
    if field.key == "autodiagnostic" and value:
        rows = {id_: {key: part for key, part in row.items() if key not in USES} for id_, row in value["reponses"].items()}
        rest |= {"reponses": kept} if (kept := {id_: row for id_, row in rows.items() if row}) else {}
    return rest


def seat(reading: Reading, places: Places) -> Seat:
    """Where a pole stands: its own coordinates, else its commune's town hall, else its département (approximate)."""
    departement = places.departement_named(reading.get("departement"))
    assert departement is not None, "check lets no unknown département through"
    commune = (
        _commune(places, reading.get("code_insee") or "", reading.get("commune") or "", departement.code)
        if reading.get("commune") or reading.get("code_insee")
        else None
    )
    own = reading.get("coordonnees")
    point = Point(float(own["latitude"]), float(own["longitude"])) if own else commune.point if commune else None
    return Seat(
        region=places.regions.get(departement.region),
        departement=departement,
        epci=places.epci.get(commune.epci) if commune else None,
        commune=commune,
        point=point or departement.point,
        approximate=point is None,
    )


def _commune(places: Places, code: str, name: str, departement: str = "") -> Commune:
    found = places.commune(code) if code else next(
        (c for c in places.communes_named(name) if not departement or c.departement == departement), None
    )
    assert found is not None, "check lets no unknown commune through"
    return found


def _territory(value: dict[str, Any] | None, places: Places) -> Territory | None:
    if not value:
        return None
    return Territory(
        value["libelle"],
        tuple(r for text in _kept(value.get("regions")) if (r := places.region_named(text))),
        tuple(d for text in _kept(value.get("departements")) if (d := places.departement_named(text))),
        tuple(e for text in _kept(value.get("epci")) if (e := places.epci_named(text))),
        tuple(
            places.commune(text) or places.communes_named(text)[0] for text in _kept(value.get("communes"))
        ),
        tuple(d for text in _kept(value.get("departements_touches")) if (d := places.departement_named(text))),
    )


def _assessment(value: dict[str, Any] | None) -> Assessment | None:
    if not value:
        return None
    answers = {
        use: {indicator: row[use] for indicator, row in value["reponses"].items() if row.get(use)} for use in USES
    }
    return _made(Assessment, "autodiagnostic", value | {"regards": _kept(value.get("regards")), "evaluateurs": _kept(value.get("evaluateurs"))}, reponses=answers)


def _kept(items: tuple[Any, ...] | None) -> tuple[Any, ...]:
    return tuple(item for item in items or () if item is not None)
