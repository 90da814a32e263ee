"""What a page is about as schema.org says it, for machines that read pages: one script of data a page, never run, as short as it can be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from atlas import urls
from atlas.content.config import Config
from atlas.machine.compact import compact
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.pages.data import Page, Thing

_SIGNS = re.compile("[<>&]")  # that would end the script, or begin something in it


def told(page: Page, site: str) -> Markup:
    """What is written into a page: what it is about and the way that leads to it; nothing on one that is not offered to search engines."""
    things = [*page.things, *([_way(page, site)] if page.url and page.listed else [])]
    if not things:
        return Markup()
    whole = {"@context": "https://schema.org"} | (things[0] if len(things) == 1 else {"@graph": things})
    text = compact(whole)
    return Markup(_SIGNS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))  # noqa: S704 - no sign of HTML is left in it


def _way(page: Page, site: str) -> Thing:
    """`BreadcrumbList`: from the home page to this one, which is where the reader stands."""
    steps = [(urls.HOME, "Accueil"), *((link.url, link.texte) for link in page.fil)]
    items: list[Thing] = [{"@type": "ListItem", "position": place, "name": name, "item": site + url} for place, (url, name) in enumerate(steps, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": [*items, {"@type": "ListItem", "position": len(items) + 1, "name": page.titre}]}


def website(config: Config) -> Thing:
    """`WebSite`, and how to search it: by the part of the address that no server sees."""
    search: Thing = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{config.adresse}{urls.RECHERCHE}#q={{q}}"},
        "query-input": "required name=q",
    }
    return {
        "@type": "WebSite",
        "name": config.titre,
        "url": config.adresse,
        "inLanguage": "fr",
        "description": config.description,
        "license": config.licence.adresse,
        "potentialAction": search,
    }


def dataset(config: Config, updated: str, files: Iterable[tuple[str, str]]) -> Thing:
    """`Dataset`: what the catalogue of the data says, with the addresses of its files and their types."""
    page = config.adresse + urls.DONNEES
    data: Thing = {
        "@type": "Dataset",
        "@id": page + "#jeu",
        "name": config.titre,
        "description": config.description,
        "url": page,
        "license": config.licence.adresse,
        "isAccessibleForFree": True,
        "inLanguage": "fr",
        "creator": {"@type": "Organization", "name": config.editeur or config.titre, "url": config.adresse},
        "spatialCoverage": "France",
        "distribution": [{"@type": "DataDownload", "contentUrl": address, "encodingFormat": kind} for address, kind in files],
    }
    dated: Thing = {"dateModified": updated, "version": updated, "datePublished": config.publie_le}
    return data | {key: value for key, value in dated.items() if value}


def organization(atlas: Atlas, pole: Pole) -> Thing:
    """`Organization`: only what the record says. A member is one too, since no record names a person."""
    place: Thing = {"@type": "Place", "address": _address(pole)}
    if not pole.seat.approximate:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": round(pole.seat.point.latitude, 4), "longitude": round(pole.seat.point.longitude, 4)}
    data: Thing = {
        "@type": "Organization",
        "@id": atlas.config.adresse + urls.pole(pole.slug),
        "name": pole.nom,
        "description": pole.resume,
        "location": place,
    }
    optional: Thing = {
        "alternateName": list(pole.autres_noms),
        "url": pole.site_web,
        "email": pole.courriel,
        "telephone": pole.telephone,
        "foundingDate": str(pole.annee_creation or ""),
        "areaServed": pole.territoire.libelle if pole.territoire else "",
        "knowsAbout": [atlas.label("secteurs", s) for s in pole.secteurs],
        "identifier": {"@type": "PropertyValue", "propertyID": "SIREN", "value": pole.siren} if pole.siren else "",
        "member": [{"@type": "Organization", "name": name} for name in dict.fromkeys(party.nom for party in pole.parties_prenantes)],
    }
    return data | {key: value for key, value in optional.items() if value}


def _address(pole: Pole) -> Thing:
    seat = pole.seat
    address: Thing = {"@type": "PostalAddress", "addressCountry": "FR", "addressRegion": seat.departement.nom}
    if seat.commune:
        address["addressLocality"] = seat.commune.nom
        if len(seat.commune.codes_postaux) == 1:
            address["postalCode"] = seat.commune.codes_postaux[0]
    return address
