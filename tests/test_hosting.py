"""nginx, Apache and Caddy, run for real with the settings that the site carries: they answer what the one table says."""

from __future__ import annotations

import gzip
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from atlas.machine.memory import Action, Notes
from atlas.site import answers, hosting, packing
from tests import servers
from tests.sites import files

# What each kind of file and of address gets, asked by its path and, where it has one, the digest of its content.
ASKED = (
    ("", ""), ("poles/essai-corse/", ""), ("embed/", ""), ("assets/coque/page.css", "v=0123abcd"), ("assets/coque/page.js", "v=autre"),
    ("assets/partage.png", ""), ("assets/icone.svg", ""), ("api/v1/poles.csv", ""), ("api/v1/poles.geojson", ""), ("api/v1/poles.xlsx", ""),
    ("flux.xml", ""), ("robots.txt", ""), ("contribuer/editeur/fiches/essai-corse.md", ""), ("poles/liste.json", ""), ("404.html", ""),
    ("sw.js", ""), ("manifest.webmanifest", ""),
)  # fmt: skip
HIDDEN = (".htaccess", ".atlas-ptce", ".hebergement/nginx.conf", ".hebergement/")
TIGHT = b"what a server sends to who takes br"
GONE, WITHDRAWN = "poles/pole-retire/", b"<!doctype html><title>Cette fiche a disparu</title>"


@pytest.fixture(scope="module")
def site(miniature) -> Iterator[Path]:
    """The miniature atlas where a server that is nobody may read it, its files with their twins, and pages that it lacks."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(miniature, folder / "site")
        put(folder / "site", f"{GONE}index.html", WITHDRAWN)
        for path, content in packing.packed(Action("", "", lambda _: files(folder / "site").items())).make(Notes()):
            put(folder / "site", path, content)
        put(folder / "site", "assets/coque/page.css.br", TIGHT)
        yield folder / "site"


def put(site: Path, path: str, content: bytes) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_bytes(content)


def settled(site: Path, prefix: str) -> None:
    """Give the site the settings of a site at that prefix, with a record that moved and one withdrawn."""
    moved = SimpleNamespace(slug="essai-corse")
    retired = (SimpleNamespace(slug="pole-retire"),)
    config = SimpleNamespace(adresse=f"https://essai.example{prefix}")
    for path, content in hosting.files(SimpleNamespace(config=config, by_former={"vieux-nom": moved}, retired=retired)):
        put(site, path, content)


@pytest.mark.server
@pytest.mark.parametrize("prefix", ["/", "/atlas/"], ids=["at the root", "under a prefix"])
@pytest.mark.parametrize("name", servers.SERVERS)
def test_a_server_answers_what_the_table_says(site, name, prefix):
    """Headers, types, compressed twins, what is kept, old addresses, what is not there, at a root and under a prefix."""
    if not servers.found(name):
        pytest.skip(f"{name} n’est pas installé")
    settled(site, prefix)
    run = Path(tempfile.mkdtemp(dir=site.parent))
    with servers.start(name, site, prefix, run) as server:
        for path, query in ASKED:
            holds(server, site, path, query)
        moved = server.get("poles/vieux-nom/")
        assert moved.status in (301, 308)
        assert moved.headers["location"].endswith(f"{prefix}poles/essai-corse/")
        gone = server.get(GONE)
        assert gone.status == 410
        assert gone.body == WITHDRAWN
        if name != "nginx":  # which wants a module
            tight = server.get("assets/coque/page.css", accept_encoding="gzip, br")
            assert (tight.body, tight.headers["content-encoding"], tight.headers["content-type"]) == (TIGHT, "br", answers.type_of("page.css"))
            assert "content-language" not in tight.headers, "in Debian’s Apache, « .br » is Breton"
        for path in (*HIDDEN, "absent/", "absent.json?v=0123abcd", "api/"):
            lost = server.get(path)
            assert (path, lost.status) == (path, 404)
            assert lost.body == (site / "404.html").read_bytes(), path
            assert lost.headers["content-type"] == answers.type_of("404.html"), path
            assert lost.headers["cache-control"] == "no-cache", path
            assert lost.headers["content-security-policy"], path
        folder = server.get("poles")
        assert folder.status in (301, 308)
        assert folder.headers["location"].endswith(f"{prefix}poles/")


def holds(server: servers.Server, site: Path, path: str, query: str) -> None:
    """One file: as it is, compressed, and not sent again to who has it."""
    file = site / path / "index.html" if path == "" or path.endswith("/") else site / path
    asked = f"{path}?{query}" if query else path
    plain = server.get(asked)
    assert (asked, plain.status, plain.body) == (asked, 200, file.read_bytes())
    assert (asked, plain.headers["content-type"].lower().replace("; ", ";")) == (asked, answers.type_of(file.name).replace("; ", ";"))
    told = {name.lower(): value for name, value in answers.of(path, query).items()}
    for header in answers.HEADERS:
        assert (asked, header.name, plain.headers.get(header.name.lower())) == (asked, header.name, told.get(header.name.lower()))
    twin = file.with_name(f"{file.name}.gz")
    if twin.is_file():
        short = server.get(asked, accept_encoding="gzip")
        assert (asked, short.headers.get("content-encoding")) == (asked, "gzip")
        assert short.body == twin.read_bytes(), asked
        for name in ("content-type", "cache-control"):
            assert short.headers[name] == plain.headers[name], asked
        assert "accept-encoding" in short.headers["vary"].lower(), asked
        assert "accept-encoding" in plain.headers["vary"].lower(), asked
        assert "content-language" not in short.headers
        assert server.get(asked, accept_encoding="gzip", if_none_match=short.headers["etag"]).status == 304
    assert server.get(asked, if_none_match=plain.headers["etag"]).status == 304, asked


def test_a_compressed_twin_says_the_same_and_nothing_of_who_made_it(site):
    """Beside each text that is worth it, and beside nothing else; no date, no name; the same bytes each time."""
    there = files(site)
    twins = {path for path in there if path.endswith(".gz")}
    worth = {path for path, content in there.items() if path.rpartition(".")[2] in answers.COMPRESSED and len(content) >= packing.FROM}
    assert twins == {f"{path}.gz" for path in worth}
    for path in worth:
        assert gzip.decompress(there[f"{path}.gz"]) == there[path]
        assert there[f"{path}.gz"][:10] == bytes.fromhex("1f8b08000000000002ff")
