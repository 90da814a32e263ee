"""A pole as schema.org says it, for machines that read pages."""

from __future__ import annotations

from atlas import urls
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole


def organization(atlas: Atlas, pole: Pole) -> dict[str, object]:
    """schema.org `Organization`: only what the record says."""
    place: dict[str, object] = {"@type": "Place", "address": _address(pole)}
    if not pole.seat.approximate:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": round(pole.seat.point.latitude, 4),
            "longitude": round(pole.seat.point.longitude, 4),
        }
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": atlas.config.adresse + urls.pole(pole.slug),
        "name": pole.nom,
        "description": pole.resume,
        "location": place,
    }
    optional: dict[str, object] = {
        "alternateName": list(pole.autres_noms),
        "url": pole.site_web,
        "foundingDate": str(pole.annee_creation or ""),
        "areaServed": pole.territoire.libelle if pole.territoire else "",
        "knowsAbout": [atlas.label("secteurs", s) for s in pole.secteurs],
        "identifier": {"@type": "PropertyValue", "propertyID": "SIREN", "value": pole.siren} if pole.siren else "",
    }
    return data | {key: value for key, value in optional.items() if value}


def _address(pole: Pole) -> dict[str, str]:
    seat = pole.seat
    address = {"@type": "PostalAddress", "addressCountry": "FR", "addressRegion": seat.departement.nom}
    if seat.commune:
        address["addressLocality"] = seat.commune.nom
    return address
