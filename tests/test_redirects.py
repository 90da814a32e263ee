"""An address given once stays true: it leads to where the record went, or says that it was withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from atlas.content import retired
from atlas.content.yaml_file import ContentError
from atlas.site import examination, house
from tests import pages
from tests.checking import minimal, problems_of
from tests.histories import Repository, record
from tests.sites import TODAY, build

MOVED = ("statut: actif", "anciennes_adresses: [vieux-nom, plus-vieux-nom]\nstatut: actif")
OTHER = (("Ille-et-Vilaine", "Gard"), ("Le pôle exemple réunit", "Un autre pôle réunit"))
ENTRY = "[{adresse: pole-retire, le: 2026-05-01, raison: demande, heritier: pole-exemple}]"


@pytest.fixture(scope="module")
def moved(tmp_path_factory) -> Path:
    """A built atlas under a prefix: a record with two old addresses, two that ended, one withdrawn."""
    folder = tmp_path_factory.mktemp("adresses")
    repository = Repository(folder)
    repository.write("pole-exemple", record("Pôle exemple", MOVED))
    repository.write("pole-fondu", record("Pôle fondu", *OTHER, ("statut: actif", "statut: fusionne\nheritier: pole-exemple")))
    ended = (OTHER[0], ("Le pôle exemple", "Encore un pôle"), ("statut: actif", "statut: cesse\nheritier: pole-exemple"))
    repository.write("pole-fini", record("Pôle fini", *ended))
    repository.retire(ENTRY)
    build(repository.root, folder / "site", "https://essai.example/atlas/")
    return folder / "site"


def read(site: Path, slug: str) -> pages.Parsed:
    return pages.parse(site, site / f"poles/{slug}/index.html")


@pytest.mark.parametrize("old", ["vieux-nom", "plus-vieux-nom"])
def test_an_old_address_leads_to_the_record(moved, old):
    """A refresh at once, a canonical address, a plain link in words; kept from search engines."""
    page = read(moved, old)
    meta = {e.get("http-equiv") or e.get("name"): e.get("content") for e in page.all("meta")}
    canonical = [e.get("href") for e in page.all("link") if e.get("rel") == "canonical"]

    assert meta["refresh"] == "0; url=../../poles/pole-exemple/"
    assert meta["robots"] == "noindex"
    assert canonical == ["https://essai.example/atlas/poles/pole-exemple/"]
    assert "Pôle exemple" in [page.words(a) for a in page.all("a") if a.get("href") == "../../poles/pole-exemple/"]
    assert "a changé d’adresse" in page.words()
    assert not page.errors


def test_old_addresses_are_in_no_list(moved):
    """Neither the plan, nor the sitemap, nor the list of poles, nor the data name them as pages."""
    for path in ("plan-du-site/index.html", "sitemap.xml", "poles/index.html", "poles/liste.json", "api/v1/poles.geojson"):
        text = (moved / path).read_text(encoding="utf-8")
        assert "vieux-nom" not in text, path
        assert "pole-retire" not in text, path


def test_the_data_of_an_old_address_are_those_of_the_record(moved):
    """`api/v1/poles/<old>.json` still answers, with the id of today; the record says its old addresses and its heir."""
    old = json.loads((moved / "api/v1/poles/vieux-nom.json").read_text(encoding="utf-8"))
    assert old == json.loads((moved / "api/v1/poles/pole-exemple.json").read_text(encoding="utf-8"))
    assert old["pole"]["id"] == "pole-exemple"
    assert old["pole"]["anciennes_adresses"] == ["vieux-nom", "plus-vieux-nom"]
    assert (old["pole"]["heritier"], old["pole"]["heritier_nom"]) == (None, None)
    ended = json.loads((moved / "api/v1/poles/pole-fini.json").read_text(encoding="utf-8"))["pole"]
    assert (ended["heritier"], ended["heritier_nom"]) == ("pole-exemple", "Pôle exemple")


def test_a_withdrawn_record_says_so_at_its_address(moved):
    """The day, the reason, what to read instead; no name, no refresh, no search engine."""
    page = read(moved, "pole-retire")
    words = page.words().replace("\u00a0", " ")

    assert "Cette fiche a été retirée" in words
    assert "le 1er mai 2026, à la demande des personnes concernées" in words
    assert "../../poles/pole-exemple/" in [address for _, address in page.links()]
    assert {e.get("name"): e.get("content") for e in page.all("meta")}["robots"] == "noindex"
    assert [e.get("http-equiv") for e in page.all("meta") if e.get("http-equiv")] == ["Content-Security-Policy"]
    assert not page.errors


def test_heirs_are_told_on_both_pages(moved):
    """Who joined whom, who took over from whom: a link each way."""
    heir, merged, ended = (read(moved, slug) for slug in ("pole-exemple", "pole-fondu", "pole-fini"))

    assert "Ce pôle a rejoint Pôle exemple." in merged.words()
    assert "sa suite est prise par Pôle exemple." in ended.words()
    assert "Pôle fondu a rejoint ce pôle." in heir.words()
    assert "Ce pôle a pris la suite d’un autre : Pôle fini." in heir.words()
    assert {"../../poles/pole-fondu/", "../../poles/pole-fini/"} <= {address for _, address in heir.links()}


def test_the_page_of_errors_is_as_it_was(moved):
    """It is kept from search engines, and has no canonical address."""
    page = pages.parse(moved, moved / "404.html")
    assert {e.get("name"): e.get("content") for e in page.all("meta")}["robots"] == "noindex"
    assert not [e for e in page.all("link") if e.get("rel") == "canonical"]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{adresse: ../../etc, le: 2026-05-01, raison: erreur}", "adresse"),
        ("{adresse: Pôle, le: 2026-05-01, raison: erreur}", "adresse"),
        ("{adresse: pole, le: 2026-05, raison: erreur}", "un jour"),
        ("{adresse: pole, le: 2026-05-01, raison: autre}", "demande, erreur"),
        ("{le: 2026-05-01, raison: erreur}", "adresse"),
        ("{adresse: pole, le: 2026-05-01, raison: erreur}, {adresse: pole, le: 2026-05-01, raison: erreur}", "déjà"),
        ("pole", "adresse"),
    ],
)
def test_a_mistake_in_the_register_is_told(tmp_path, entry, said):
    """Wrong address, day or reason, an address twice: one sentence, with the line; nothing is written outside the site."""
    path = tmp_path / "retires.yaml"
    path.write_text(f"retires: [{entry}]\n", encoding="utf-8")
    with pytest.raises(ContentError, match=said) as told:
        retired.load(path)
    assert str(told.value).startswith("retires.yaml:1:")


def test_an_heir_in_the_register_must_exist(tmp_path):
    """A withdrawn record that points to nobody is told at its line of the register."""
    repository = Repository(tmp_path)
    repository.write("pole-exemple", minimal())
    repository.retire(ENTRY.replace("heritier: pole-exemple", "heritier: pole-exempl"))
    the_house = house.load(repository.root)
    problems = examination.examine(the_house, examination.record_files(repository.root), TODAY).problems

    assert [(p.path, p.line, p.code) for p in problems] == [("content/retires.yaml", 1, "heritier-inconnu")]
    assert "pole-exemple" in problems[0].fix


@pytest.mark.parametrize("scripts", [True, False], ids=["avec JavaScript", "sans JavaScript"])
def test_a_visitor_of_an_old_address_arrives(moved, browser, static_server, scripts):
    """With or without JavaScript, under a prefix: the browser goes on by itself to the record of today."""
    root = static_server(moved, "/atlas/")
    visitor = browser.new_context(java_script_enabled=scripts)
    page = visitor.new_page()
    page.goto(f"{root}poles/vieux-nom/")
    page.wait_for_url(f"{root}poles/pole-exemple/")
    assert page.locator("h1").inner_text() == "Pôle exemple"
    page.goto(f"{root}poles/pole-retire/")
    assert page.locator("h1").inner_text() == "Cette fiche a été retirée"
    page.get_by_role("link", name="Pôle exemple").click()
    page.wait_for_url(f"{root}poles/pole-exemple/")
    visitor.close()


def test_a_record_that_says_its_own_address_is_former_has_no_other_file_to_rename():
    """Of its own address, it is told to take it off; of another record's, to take it off or rename that file."""
    own = minimal(("statut: actif", "statut: actif\nanciennes_adresses: [pole-exemple]")).encode()
    other = minimal(("statut: actif", "statut: actif\nanciennes_adresses: [pole-autre]")).encode()
    ((_, mine),) = [(p.path, p.fix) for p in problems_of(("poles/pole-exemple.md", own)) if p.code == "ancienne-adresse-vivante"]
    files = (("poles/pole-exemple.md", other), ("poles/pole-autre.md", minimal(("nom: Pôle exemple", "nom: Pôle autre")).encode()))
    found = {p.code: p for p in problems_of(*files)}
    assert "renommez" not in mine
    assert "renommez l’autre fichier" in found["ancienne-adresse-vivante"].fix
    assert found["adresse-deja-prise"].path == "poles/pole-autre.md"
