"""The catalogue of the data as DCAT-AP 3, in Turtle and in JSON-LD: what data.gouv.fr and other portals harvest.

Its distributions are the resources of the registry, the very ones of the data package. What is written follows the parser
of udata 17.18, which data.gouv.fr runs (`udata/core/dataset/rdf.py`, `udata/rdf.py` of opendatateam/udata): a period is two
whole days; a checksum is a text without a type, against DCAT-AP, since a value of type `xsd:hexBinary` reaches it as bytes; a licence is
known by its address alone; a place counts by its box (WKT).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from math import floor
from typing import NamedTuple

from atlas import urls
from atlas.exports import paths, rdf
from atlas.exports.datapackage import KEYWORDS
from atlas.exports.format import File, Format, Resource, to_cite
from atlas.exports.rdf import Literal, Node, Says, Uri, Value
from atlas.french.folding import slug
from atlas.geo.places import Point
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.record.values import PartialDate
from atlas.survey.whole import of_poles

ABOUT = (
    "[catalog.ttl](../api/v1/catalog.ttl) et [catalog.jsonld](../api/v1/catalog.jsonld) : le catalogue (DCAT-AP), que moissonnent data.gouv.fr "
    "et les autres portails ; chaque fichier y a son poids et son empreinte (SHA-256)."
)
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
_FRENCH = (Uri(_EU + "language/FRA"),)
# What an address is, by the name that leads to it: DCAT-AP's shapes (SHACL) want it said in the file.
KINDS = {
    "dcat:landingPage": "foaf:Document",
    "dcat:mediaType": "dct:MediaType",
    "dct:accrualPeriodicity": "dct:Frequency",
    "dct:conformsTo": "dct:Standard",
    "dct:format": "dct:MediaTypeOrExtent",
    "dct:language": "dct:LinguisticSystem",
    "dct:license": "dct:LicenseDocument",
    "dct:spatial": "dct:Location",
    "foaf:homepage": "foaf:Document",
    "spdx:algorithm": "spdx:ChecksumAlgorithm",
}
_THEMES = {_EU + "data-theme/ECON": "Économie et finances", _EU + "data-theme/SOCI": "Population et société"}


READS = of_poles("statut_constate_le", "seat")  # beside what the files weigh


class Weight(NamedTuple):
    """What a file weighs, in bytes, and its digest."""

    size: int
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> Weight:
        """The weight of a content."""
        return cls(len(content), hashlib.sha256(content).hexdigest())


def described(formats: Iterable[Format]) -> dict[str, Resource]:
    """The resources of some formats, by their path from the root of the site."""
    return {urls.API + str(resource["path"]): resource for format_ in formats for resource in format_.resources}


def files(atlas: Atlas, formats: Iterable[Format], weights: Mapping[str, Weight]) -> Iterator[File]:
    """The catalogue of the described files, whose weights are given, in its two forms."""
    told = tuple(_nodes(atlas, described(formats), weights))
    nodes = (*told, *dict(_kinds(told)).values())
    yield paths.CATALOG_TTL, rdf.turtle(PREFIXES, nodes).encode()
    yield paths.CATALOG_JSONLD, rdf.json_ld(PREFIXES, nodes).encode()


def _nodes(atlas: Atlas, resources: Mapping[str, Resource], weights: Mapping[str, Weight]) -> Iterator[Node]:
    config = atlas.config
    page, publisher = config.adresse + urls.DONNEES, config.adresse + "#editeur"
    dataset, names = page + "#jeu", {path: f"{page}#{resource['name']}" for path, resource in resources.items()}
    updated = _day(atlas.updated)
    shared = (
        ("dct:title", (_french(config.titre),)),
        ("dct:description", (_french(f"{config.description} À citer ainsi : {to_cite(atlas)}."),)),
        ("dct:publisher", (Uri(publisher),)),
        ("dct:license", (Uri(config.licence.adresse),)),
        ("dct:language", _FRENCH),
        ("dct:issued", (Literal(config.publie_le, "xsd:date"),) if config.publie_le else ()),
        ("dct:modified", updated),
    )
    yield Node("dcat:Catalog", (*shared, ("foaf:homepage", (Uri(config.adresse),)), ("dcat:dataset", (Uri(dataset),))), page + "#catalogue")
    yield Node(
        "dcat:Dataset",
        (
            *shared,
            ("dct:identifier", (Literal(slug(config.titre)),)),
            ("dcat:version", (Literal(str(atlas.updated)),) if atlas.updated else ()),
            ("dcat:landingPage", (Uri(page),)),
            ("dcat:contactPoint", (_contact(atlas),)),
            ("dcat:keyword", tuple(_french(word) for word in KEYWORDS)),
            ("dcat:theme", tuple(map(Uri, _THEMES))),
            ("dct:accrualPeriodicity", (Uri(_EU + "frequency/IRREG"),)),
            ("dct:temporal", _period(atlas)),
            ("dct:spatial", (Uri(_EU + "country/FRA"), *_ground(atlas.poles))),
            ("dcat:distribution", tuple(Uri(name) for name in names.values())),
        ),
        dataset,
    )
    yield Node("foaf:Agent", (("foaf:name", (_french(config.editeur or config.titre),)), ("foaf:homepage", (Uri(config.adresse),))), publisher)
    yield from (Node("skos:Concept", (("skos:prefLabel", (_french(label),)),), theme) for theme, label in _THEMES.items())
    for path, resource in resources.items():
        yield _distribution(atlas, path, resource, weights[path], names[path])


def _kinds(nodes: Iterable[Node]) -> Iterator[tuple[str, Node]]:
    """What each address is that the nodes lead to, by that address."""
    for node in nodes:
        for name, values in node.says:
            yield from _kinds(value for value in values if isinstance(value, Node))
            yield from ((value.address, Node(KINDS[name], (), value.address)) for value in values if isinstance(value, Uri) and name in KINDS)


def _distribution(atlas: Atlas, path: str, resource: Resource, weight: Weight, name: str) -> Node:
    """A file to download. The schema of a table is what it conforms to, when it has an address."""
    config, schema = atlas.config, resource.get("schema")
    address = Uri(config.adresse + path)
    checksum: Says = (("spdx:algorithm", (Uri(PREFIXES["spdx"] + "checksumAlgorithm_sha256"),)), ("spdx:checksumValue", (Literal(weight.sha256),)))
    says = (
        ("dct:title", (_french(str(resource["title"])),)),
        ("dct:description", (_french(str(resource["description"])),) if "description" in resource else ()),
        ("dct:identifier", (Literal(str(resource["name"])),)),
        ("dcat:accessURL", (address,)),
        ("dcat:downloadURL", (address,)),
        ("dcat:mediaType", (Uri(_IANA + str(resource["mediatype"])),)),
        ("dct:format", (Uri(_EU + "file-type/" + str(resource["format"]).upper()),)),
        ("dcat:byteSize", (Literal(str(weight.size), "xsd:nonNegativeInteger"),)),
        ("spdx:checksum", (Node("spdx:Checksum", checksum),)),
        ("dct:conformsTo", (Uri(config.adresse + urls.API + schema),) if isinstance(schema, str) else ()),
        ("dct:license", (Uri(config.licence.adresse),)),
        ("dct:language", _FRENCH),
        ("dct:modified", _day(atlas.updated)),
    )
    return Node("dcat:Distribution", says, name)


def _contact(atlas: Atlas) -> Node:
    """Whom to ask: the address given for it, and the page that says how."""
    config = atlas.config
    mail = (Uri(f"mailto:{config.courriel}"),) if config.courriel else ()
    told = (("vcard:fn", (_french(config.editeur or config.titre),)), ("vcard:hasEmail", mail), ("vcard:hasURL", (Uri(config.adresse + urls.CONTACT),)))
    return Node("vcard:Kind", told)


def _period(atlas: Atlas) -> tuple[Value, ...]:
    """From the first day a pole is seen in its situation to the last verification, as whole days."""
    seen = min((pole.statut_constate_le for pole in atlas.poles if pole.statut_constate_le), default=None)
    return (Node("dct:PeriodOfTime", (("dcat:startDate", _day(seen)), ("dcat:endDate", _day(atlas.updated)))),) if seen else ()


def _day(date: PartialDate | None) -> tuple[Literal, ...]:
    """A date as a whole day, the first of those it may be."""
    return (Literal(f"{date.year:04d}-{date.month or 1:02d}-{date.day or 1:02d}", "xsd:date"),) if date else ()


def _ground(poles: Iterable[Pole]) -> tuple[Value, ...]:
    """Where the poles are: a box for the mainland and Corsica, one for each place overseas; a single box would hold Africa."""
    points: dict[str, list[Point]] = {}
    for departement, point in sorted(((pole.seat.departement, pole.seat.point) for pole in poles), key=lambda seat: seat[0].code):
        overseas = departement.code.startswith(("97", "98"))
        points.setdefault(departement.nom if overseas else "France métropolitaine", []).append(point)
    return tuple(Node("dct:Location", (("skos:prefLabel", (_french(nom),)), ("dcat:bbox", (_box(points[nom]),)))) for nom in points)


def _box(points: list[Point]) -> Literal:
    """The box around some points, a tenth of a degree wide at least, longitude first."""
    west, south = (floor(min(side) * 10) / 10 for side in ([p.longitude for p in points], [p.latitude for p in points]))
    east, north = (floor(max(side) * 10 + 1) / 10 for side in ([p.longitude for p in points], [p.latitude for p in points]))
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return Literal(f"POLYGON (({', '.join(f'{longitude} {latitude}' for longitude, latitude in corners)}))", "geo:wktLiteral")


def _french(text: str) -> Literal:
    return Literal(text, language="fr")
