"""Linked data, pages and feeds: rdflib, pyshacl, extruct and feedparser."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from telling import API, ODD, SITE, SITES, poles, probe, run

DCAT = "http://www.w3.org/ns/dcat#"
# What DCAT-AP 3 makes mandatory, and what we promise beside it; the shapes of its publishers are read with `--formes`.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass dcat:Catalog ; sh:property [sh:path dct:title ; sh:minCount 1], [sh:path dct:description ; sh:minCount 1], [sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1], [sh:path dcat:dataset ; sh:minCount 1 ; sh:class dcat:Dataset] .
[] a sh:NodeShape ; sh:targetClass dcat:Dataset ; sh:property [sh:path dct:title ; sh:minCount 1], [sh:path dct:description ; sh:minCount 1], [sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution], [sh:path dct:license ; sh:nodeKind sh:IRI] .
[] a sh:NodeShape ; sh:targetClass dcat:Distribution ; sh:property [sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI], [sh:path dct:license ; sh:minCount 1 ; sh:maxCount 1], [sh:path dct:format ; sh:maxCount 1 ; sh:minCount 1], [sh:path dcat:byteSize ; sh:datatype xsd:nonNegativeInteger ; sh:minCount 1] .
"""


def _graph(name: str, site: Path = SITE):  # noqa: ANN202 - of a library of this environment
    from rdflib import Graph

    return Graph().parse(site / API / name)


@probe("catalog.ttl, catalog.jsonld", "rdflib", "les deux formes disent la même chose ; poids et empreintes sont ceux des fichiers")
def catalogue() -> str:
    from rdflib import Namespace
    from rdflib.compare import isomorphic

    dcat, spdx = Namespace(DCAT), Namespace("http://spdx.org/rdf/terms#")
    graph = _graph("catalog.ttl")
    assert isomorphic(graph, _graph("catalog.jsonld"))
    files = list(graph.subject_objects(dcat.downloadURL))
    for name, address in files:
        content = (SITE / API / str(address).partition(API)[2]).read_bytes()
        assert graph.value(name, dcat.byteSize).toPython() == len(content)
        assert str(graph.value(graph.value(name, spdx.checksum), spdx.checksumValue)) == hashlib.sha256(content).hexdigest()
    return f"{len(graph)} triplets, {len(files)} fichiers"


@probe("catalog.ttl", "pyshacl", "ce que DCAT-AP 3 rend obligatoire, en formes SHACL à nous")
def shapes() -> str:
    from pyshacl import validate
    from rdflib import Graph

    ok, _, text = validate(_graph("catalog.ttl"), shacl_graph=Graph().parse(data=SHAPES, format="turtle"))
    assert ok, text[:300]
    wrong = _graph("catalog.ttl")
    wrong.update(f"DELETE WHERE {{ ?d <{DCAT}accessURL> ?u }}")
    assert not validate(wrong, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))[0], "une forme qui ne refuse rien"
    return "conforme ; sans accessURL, refusé"


if folder := os.environ.get("ATLAS_SHAPES"):

    @probe("catalog.ttl", "pyshacl", "les formes publiées de DCAT-AP, sauf l’empreinte sans type, voulue")
    def published_shapes() -> str:
        from pyshacl import validate
        from rdflib import Graph, URIRef

        published, sh = Graph(), "http://www.w3.org/ns/shacl#"
        for path in sorted(Path(folder).glob("*SHACL*.ttl")):
            published.parse(path)
        _, results, _ = validate(_graph("catalog.ttl"), shacl_graph=published, do_owl_imports=False)
        severe = results.subjects(URIRef(f"{sh}resultSeverity"), URIRef(f"{sh}Violation"))
        found = [str(results.value(node, URIRef(f"{sh}resultPath"))) for node in severe]
        other = sorted({path for path in found if not path.endswith("checksumValue")})
        assert not other, other
        return f"{len(found)} écarts, tous sur checksumValue"


@probe("JSON-LD des pages", "extruct", "accueil : WebSite et sa recherche ; un pôle : Organization, membres, chemin ; données : Dataset")
def embedded() -> str:
    import extruct

    def things(path: Path) -> dict[str, dict]:
        (told,) = extruct.extract(path.read_text(encoding="utf-8"), syntaxes=["json-ld"])["json-ld"]
        return {thing["@type"]: thing for thing in told.get("@graph", [told])}

    assert "potentialAction" in things(SITE / "index.html")["WebSite"]
    assert things(SITE / "donnees/index.html")["Dataset"]["distribution"]
    count = 0
    for site in SITES:
        for pole in poles(site):
            told = things(site / "poles" / pole["id"] / "index.html")
            assert told["Organization"]["name"] == pole["nom"]
            assert [m["name"] for m in told["Organization"].get("member", [])] == list(dict.fromkeys(party["nom"] for party in pole["parties_prenantes"]))
            assert told["BreadcrumbList"]["itemListElement"]
            count += 1
    return f"{count} pages de pôles"


@probe("flux Atom", "feedparser", "bien formés ; titre, licence, entrées datées et nommées une fois")
def feeds() -> str:
    import feedparser

    told = []
    for path in ("flux.xml", "donnees/flux.xml", "regions/bretagne/flux.xml"):
        feed = feedparser.parse((SITE / path).read_bytes())
        assert not feed.bozo, feed.get("bozo_exception")
        assert feed.feed.title
        assert feed.feed.rights
        assert all(entry.updated_parsed for entry in feed.entries)
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
        told.append(f"{path} : {len(feed.entries)}")
    return ", ".join(told)


assert ODD  # the pages of the odd records are read too
if __name__ == "__main__":
    run()
