"""The catalogue says the same thing in Turtle and in JSON-LD, and what it says is what data.gouv.fr reads."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import replace

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib import namespace as ns
from rdflib.compare import isomorphic

from atlas import exports, urls
from atlas.content import config
from atlas.content.yaml_file import ContentError
from atlas.exports import catalogue, paths, rdf
from atlas.model.atlas import Atlas
from atlas.record.values import PartialDate
from atlas.survey.changes import News
from atlas.survey.whole import Survey
from tests import at_once, pages
from tests.atlases import real_atlas, scattered
from tests.sites import PROJECT, build, copied, rewritten

SPDX, VCARD = (Namespace(catalogue.PREFIXES[name]) for name in ("spdx", "vcard"))
IANA, FILE_TYPES = "https://www.iana.org/assignments/media-types/", "http://publications.europa.eu/resource/authority/file-type/"
HOSTILE = 'Un « titre » "cité" \\ a\tb\nc > <x>; @fr . \x7f \u2028 ’'


def files_of(atlas: Atlas) -> dict[str, bytes]:
    """Every data file of an atlas without a history."""
    return dict(at_once.files(Survey(atlas, lambda: News(known=False), PartialDate(2026, 11, 24))))


def read(files: dict[str, bytes]) -> Graph:
    """The graph, once both forms were found to hold the same."""
    one = Graph().parse(data=files[paths.CATALOG_TTL], format="turtle")
    assert isomorphic(one, Graph().parse(data=files[paths.CATALOG_JSONLD], format="json-ld"))
    return one


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return files_of(real_atlas())


@pytest.fixture(scope="module")
def graph(files) -> Graph:
    return read(files)


def one(graph: Graph, kind: URIRef) -> URIRef:
    """The only thing of a kind."""
    (found,) = graph.subjects(ns.RDF.type, kind)
    return found


def boxes(graph: Graph) -> list[tuple[tuple[float, ...], tuple[float, ...]]]:
    """The low and the high corner of each box where poles are, longitude first."""
    found = []
    for outline in graph.objects(None, ns.DCAT.bbox):
        assert str(outline.datatype).endswith("#wktLiteral")
        (ring,) = re.fullmatch(r"POLYGON \(\(([^()]+)\)\)", str(outline)).groups()
        corners = [tuple(map(float, corner.split())) for corner in ring.split(", ")]
        assert corners[0] == corners[-1]
        found.append((corners[0], corners[2]))
    return found


def test_the_catalogue_has_one_data_set_and_says_whose_it_is(graph):
    """Title, description, licence, publisher, contact, page and words, on the set; the catalogue leads to it."""
    atlas, of = real_atlas(), one(graph, ns.DCAT.Dataset)
    assert graph.value(one(graph, ns.DCAT.Catalog), ns.DCAT.dataset) == of
    assert graph.value(of, ns.DCTERMS.title) == Literal(atlas.config.titre, lang="fr")
    description = graph.value(of, ns.DCTERMS.description)
    assert description.startswith(atlas.config.description)
    assert all(said in description for said in (atlas.config.licence.nom, str(atlas.updated), atlas.config.adresse))
    assert graph.value(of, ns.DCTERMS.license) == URIRef(atlas.config.licence.adresse)
    assert graph.value(graph.value(of, ns.DCTERMS.publisher), ns.FOAF.name)
    contact = graph.value(of, ns.DCAT.contactPoint)
    assert graph.value(contact, VCARD.fn)
    assert graph.value(contact, VCARD.hasURL) == URIRef(atlas.config.adresse + urls.CONTACT)
    assert graph.value(of, ns.DCAT.landingPage) == URIRef(atlas.config.adresse + urls.DONNEES)
    assert "PTCE" in {str(word) for word in graph.objects(of, ns.DCAT.keyword)}
    assert not list(graph.objects(of, ns.DCTERMS.issued)), "nobody has said when it was first published"


def test_every_data_file_is_a_distribution_as_heavy_as_it_is(graph, files):
    """Its address, media type, format, bytes and digest; nothing but what describes the data is left out."""
    base = real_atlas().config.adresse
    told = {}
    for name in graph.objects(one(graph, ns.DCAT.Dataset), ns.DCAT.distribution):
        assert (name, ns.RDF.type, ns.DCAT.Distribution) in graph
        address = str(graph.value(name, ns.DCAT.downloadURL))
        assert address == str(graph.value(name, ns.DCAT.accessURL))
        path = address.removeprefix(base)
        told[path] = name
        content, ending = files[path], path.rpartition(".")[2]
        assert graph.value(name, ns.DCAT.byteSize).toPython() == len(content)
        checksum = graph.value(name, SPDX.checksum)
        assert graph.value(checksum, SPDX.checksumValue) == Literal(hashlib.sha256(content).hexdigest())
        assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
        assert str(graph.value(name, ns.DCAT.mediaType)).startswith(IANA)
        assert str(graph.value(name, ns.DCTERMS.format)) == FILE_TYPES + ending.upper()
        assert graph.value(name, ns.DCTERMS.title)
        assert graph.value(name, ns.DCTERMS.license)
    describing = {paths.DATAPACKAGE, paths.CATALOG_TTL, paths.CATALOG_JSONLD}
    assert {path for path in files if path.startswith(urls.API) and path.count("/") == 2} - describing <= set(told)
    assert graph.value(told[paths.POLES_CSV], ns.DCTERMS.conformsTo) == URIRef(base + paths.TABLE_SCHEMA)


def test_udata_reads_what_is_meant(graph):
    """What its parser trips over (udata 17.18): days without a month, typed checksums, a licence's label, places without an outline."""
    of = one(graph, ns.DCAT.Dataset)
    period = graph.value(of, ns.DCTERMS.temporal)
    days = [graph.value(period, side).toPython() for side in (ns.DCAT.startDate, ns.DCAT.endDate)]
    assert all(type(day) is dt.date for day in days)
    assert days == sorted(days)
    assert type(graph.value(of, ns.DCTERMS.modified).toPython()) is dt.date
    assert {type(value.toPython()) for value in graph.objects(None, SPDX.checksumValue)} == {str}
    assert Literal("ab", datatype=ns.XSD.hexBinary).toPython() == b"\xab", "what the typed form would give it"
    assert set(graph.predicates(graph.value(of, ns.DCTERMS.license))) == {ns.RDF.type}, "a label would be compared instead of the address"
    assert graph.value(of, ns.DCTERMS.identifier)
    assert len(boxes(graph)) > 1, "poles overseas are not in the box of the mainland"
    for (west, south), (east, north) in boxes(graph):
        assert west < east < west + 20
        assert south < north < south + 20


def test_what_an_address_is_stands_beside_it(graph):
    """As the shapes of DCAT-AP 3.0.1 want: a licence, a format, a language are said to be such."""
    full = {short: URIRef(catalogue.PREFIXES[short.partition(":")[0]] + short.partition(":")[2]) for pair in catalogue.KINDS.items() for short in pair}
    for name, kind in catalogue.KINDS.items():
        led = set(graph.objects(None, full[name]))
        assert led, name
        assert all((address, ns.RDF.type, full[kind]) in graph for address in led), name


@pytest.mark.parametrize("count", [0, 1, 40])
def test_any_atlas_has_a_catalogue(count):
    """Before the first record, nothing is said of days and places; with any, each pole is inside the outline."""
    atlas = scattered(real_atlas(), count) if count else replace(real_atlas(), poles=())
    graph = read(files_of(atlas))
    assert len(list(graph.subjects(ns.RDF.type, ns.DCAT.Distribution))) == len(catalogue.described(exports.FORMATS))
    assert bool(boxes(graph)) == bool(count)
    for point in (pole.seat.point for pole in atlas.poles):
        assert any(west <= point.longitude < east and south <= point.latitude < north for (west, south), (east, north) in boxes(graph))
    if not count:
        assert not list(graph.objects(None, ns.DCTERMS.temporal))
        assert not list(graph.objects(None, ns.DCTERMS.modified))


def test_what_the_settings_say_is_said_and_no_sign_of_theirs_breaks_the_file():
    """A publisher, a mailbox, a first day, whatever signs they hold: both forms give them back."""
    atlas = real_atlas()
    said = replace(atlas.config, titre=HOSTILE, editeur=HOSTILE, courriel='x"> y@exemple.fr', publie_le="2027-01-31")
    graph = read(files_of(replace(atlas, config=said)))
    of = one(graph, ns.DCAT.Dataset)
    assert str(graph.value(of, ns.DCTERMS.title)) == HOSTILE
    assert str(graph.value(graph.value(of, ns.DCTERMS.publisher), ns.FOAF.name)) == HOSTILE
    assert str(graph.value(graph.value(of, ns.DCAT.contactPoint), VCARD.hasEmail)) == "mailto:x%22%3E%20y@exemple.fr"
    assert graph.value(of, ns.DCTERMS.issued).toPython() == dt.date(2027, 1, 31)


def test_a_node_says_nothing_of_what_is_unknown():
    """A name without a value is left out of both forms, at every depth."""
    node = rdf.Node("dcat:Dataset", (("dct:title", ()), ("dct:spatial", (rdf.Node("dct:Location", (("dct:title", ()),)),))), "https://exemple.fr/")
    assert "title" not in rdf.turtle(catalogue.PREFIXES, [node]) + rdf.json_ld(catalogue.PREFIXES, [node])


@pytest.mark.parametrize(("text", "taken"), [("", True), ("2027-01-31", True), ("2027-01", False), ("31/01/2027", False), ("2027-02-30", False)])
def test_the_first_day_is_a_day_or_nothing(tmp_path, text, taken):
    """A setting that is no day stops the build with a sentence."""
    path = tmp_path / "site_config.yaml"
    path.write_text((PROJECT / "site_config.yaml").read_text(encoding="utf-8").replace('publie_le: ""', f'publie_le: "{text}"'), encoding="utf-8")
    if taken:
        assert config.load(path, str).publie_le == text
    else:
        with pytest.raises(ContentError, match="publie_le"):
            config.load(path, str)


def test_the_data_page_leads_harvesters_to_the_catalogue(miniature):
    """Two links that nobody sees, each to a file that is there."""
    page = pages.parse(miniature, miniature / urls.DONNEES / "index.html")
    links = {link.get("type"): link.get("href") for link in page.all("link") if link.get("rel") == "describedby"}
    assert links == {"text/turtle": "../" + paths.CATALOG_TTL, "application/ld+json": "../" + paths.CATALOG_JSONLD}
    assert all((miniature / urls.DONNEES / href).resolve().is_file() for href in links.values())


def test_a_build_that_takes_files_over_says_what_they_weigh(miniature, tmp_path):
    """After a change of one record, of a setting or of nothing, the catalogue weighs the files that are there, made now or before."""
    root, site = copied(miniature.parent, tmp_path), tmp_path / "site"
    record, settings = root / "poles/essai-deux-regions.md", root / "site_config.yaml"
    digests = set()
    for path, old, new in ((record, "nom: ", "nom: Autre "), (settings, "titre: ", "titre: Nouvel "), (record, "", "")):
        rewritten(path, path.read_text(encoding="utf-8").replace(old, new, 1))
        build(root, site)
        graph = read({name: (site / name).read_bytes() for name in (paths.CATALOG_TTL, paths.CATALOG_JSONLD)})
        for name in graph.objects(None, ns.DCAT.distribution):
            content = (site / urls.API / str(graph.value(name, ns.DCAT.downloadURL)).partition(urls.API)[2]).read_bytes()
            assert graph.value(name, ns.DCAT.byteSize).toPython() == len(content)
            assert str(graph.value(graph.value(name, SPDX.checksum), SPDX.checksumValue)) == hashlib.sha256(content).hexdigest()
        digests.add((site / paths.CATALOG_TTL).read_bytes())
    assert len(digests) == 2
