"""What a pole is, made from a checked reading: the step from typed text to the model."""

from __future__ import annotations

from typing import Any

from atlas.check.reading import Reading
from atlas.content.referentiel import USES
from atlas.french.plain_story import summary
from atlas.geo.perimeters import Territory
from atlas.geo.places import Commune, Places, Point
from atlas.model.atlas import (
    Assessment,
    Figure,
    Governance,
    Pole,
    Seat,
    Signature,
    Site,
    Source,
    Stakeholder,
    Statement,
)
from atlas.record.fields import FIELDS


def build(reading: Reading, places: Places) -> Pole:
    """The pole of a reading without errors (`check` makes sure of that before)."""
    values: dict[str, Any] = {f.key: None for f in FIELDS} | reading.values
    contact = values["contact"] or {}
    governance, charter = values["gouvernance"], values["charte"]
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
            Site(_commune(places, lieu.get("code_insee", ""), lieu["commune"]), lieu["role"], lieu["source"])
            for lieu in _kept(values["lieux"])
        ),
        secteurs=_kept(values["secteurs"]),
        activites=_kept(values["activites"]),
        profil=values["profil"] or "",
        parties_prenantes=tuple(
            Stakeholder(p["nom"], p["famille"], p.get("role", ""), p["source"])
            for p in _kept(values["parties_prenantes"])
        ),
        gouvernance=Governance(governance["forme"], governance.get("precision", ""), governance["source"])
        if governance
        else None,
        cooperations={
            form: tuple(Statement(s["texte"], s["source"]) for s in _kept(statements))
            for form, statements in (values["cooperations"] or {}).items()
        },
        chiffres=tuple(
            Figure(c["libelle"], c["valeur"], c["unite"], c.get("precision", ""), c.get("annee", 0), c["source"])
            for c in _kept(values["chiffres"])
        ),
        charte=Signature(charter.get("signee_le"), charter["version"], charter["source"]) if charter else None,
        autodiagnostic=_assessment(values["autodiagnostic"]),
        siren=values["siren"] or "",
        site_web=values["site_web"] or "",
        courriel=contact.get("courriel", ""),
        telephone=contact.get("telephone", ""),
        provenance=values["provenance"] or {},
        remarques=values["remarques"] or {},
        sources=tuple(
            Source(id_, number, s["titre"], s.get("date"), s.get("url", ""), s.get("consulte_le"))
            for number, (id_, s) in enumerate(values["sources"].items(), 1)
        ),
        verifie_le=values["verifie_le"],
        story=reading.record.story.strip(),
        resume=summary(reading.record.story.strip()),
    )


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
    )


def _assessment(value: dict[str, Any] | None) -> Assessment | None:
    if not value:
        return None
    answers = {
        use: {indicator: row[use] for indicator, row in value["reponses"].items() if row.get(use)} for use in USES
    }
    return Assessment(
        value["date"], value["grille"], _kept(value.get("regards")), _kept(value.get("evaluateurs")), answers, value["source"]
    )


def _kept(items: tuple[Any, ...] | None) -> tuple[Any, ...]:
    return tuple(item for item in items or () if item is not None)
