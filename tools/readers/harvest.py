"""udata, which data.gouv.fr runs: what its harvest of DCAT makes of the catalogue, without any database."""

from __future__ import annotations

import hashlib

from telling import API, SITE, probe, run


@probe("catalog.ttl", "udata", "le moissonneur de data.gouv.fr : période en jours entiers, rythme, licence, outre-mer, chaque fichier avec son poids et son empreinte")
def harvested() -> str:
    from flask import Flask
    from flask_babel import Babel
    from rdflib import RDF, Graph, Namespace
    from rdflib.resource import Resource
    from udata.core.dataset import rdf

    dcat, dct = Namespace("http://www.w3.org/ns/dcat#"), Namespace("http://purl.org/dc/terms/")
    graph = Graph().parse(SITE / API / "catalog.ttl")
    dataset = Resource(graph, next(graph.subjects(RDF.type, dcat.Dataset)))
    app = Flask("moisson")
    app.config.from_object("udata.settings.Defaults")
    Babel(app)
    with app.app_context():
        period = rdf.temporal_from_rdf(dataset.value(dct.temporal))
        assert period.start < period.end
        assert rdf.frequency_from_rdf(dataset.value(dct.accrualPeriodicity))
        assert [str(licence) for licence in rdf.licenses_from_rdf(dataset)]
        boxes = rdf.spatial_from_rdf(dataset).geom["coordinates"]
        assert len(boxes) > 1
        names = list(dataset.objects(dcat.distribution))
        for name in names:
            read = rdf.resource_from_rdf(name)
            content = (SITE / API / str(name.value(dcat.downloadURL).identifier).partition(API)[2]).read_bytes()
            assert (read.filesize, read.checksum.type, read.checksum.value) == (len(content), "sha256", hashlib.sha256(content).hexdigest())
            assert read.title
    return f"{len(names)} fichiers, {len(boxes)} boîtes, {period.start} à {period.end}"


if __name__ == "__main__":
    run()
