"""The whole site in one file: it opens from a folder, and says where to find what needs a server."""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import zipfile
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from atlas import urls
from atlas.site import build as order
from atlas.site import portable
from atlas.site.inputs import Inputs
from tests.sites import TODAY, copied, files

ADDRESS = "https://essai.example/atlas/"
SAID = '<p class="copie"><a href="{site}">en ligne</a></p>\n'
LEADING = {"href", "src", "srcset", "action", "formaction", "poster", "xlink:href"}  # and `data` of an object, which no page has


class Links(HTMLParser):
    """Every address of a page, whatever the element, and what `<meta>` sends to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a tag leads to."""
        told = dict(attrs)
        self.found += [value for name, value in attrs if value and name in LEADING]
        if tag == "meta" and told.get("http-equiv") == "refresh":
            self.found.append(str(told["content"]).partition("url=")[2])


@pytest.fixture(scope="module")
def archive(miniature) -> dict[str, bytes]:
    """What the archive of the miniature atlas holds, by path."""
    there = files(miniature)
    content = portable.packed(there, there.__getitem__, ADDRESS, SAID)
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert {info.date_time for info in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name.removeprefix(portable.FOLDER): opened.read(name) for name in opened.namelist()}


def test_every_link_of_the_archive_opens_a_file_or_the_site(archive):
    """Each address of each page is a file of the archive, or elsewhere; what goes to the site is what needs it. No page asks for a module."""
    online = set()
    for path, content in archive.items():
        if not path.endswith(".html"):
            continue
        html = content.decode()
        assert html.count('class="copie"') == ("fiche-deplacee" not in html and "<main" in html), path
        assert 'type="module"' not in html, path
        for link in Links(html).found:
            if link.startswith(ADDRESS):
                online.add(link.removeprefix(ADDRESS).partition("?")[0])
            elif not re.match(r"#|mailto:|tel:|https?:|data:", link):
                file = unquote(posixpath.normpath(posixpath.join(posixpath.dirname(path), link.partition("#")[0])))
                assert file in archive, (path, link)
    pages = {urls.file_of(link) for link in online if link.endswith("/") or not link}
    left = {link for link in online if not portable.held(urls.file_of(link) if link.endswith("/") or not link else link)}
    assert {urls.EDITEUR} < left, left
    assert pages - {urls.file_of(link) for link in left} <= archive.keys(), "nothing is online alone but what was left out"
    assert {"index.html", "poles/index.html", "api/v1/poles.csv", "api/v1/poles.xlsx", "assets/icone.svg"} <= archive.keys()
    assert not [path for path in archive if path.startswith((".", "embed/")) or path.endswith(".gz")]


@pytest.mark.parametrize(
    ("link", "led"),
    [
        ("../", "../index.html"), ("./", "index.html"), ("", "index.html"), ("#membres", "#membres"), ("../poles/#a", "#a"), ("epv/#m", "epv/index.html#m"),
        ("../assets/x.css?v=0123abcd", "../assets/x.css"), ("../poles/?secteur=culture&q=1", f"{ADDRESS}poles/?secteur=culture&q=1"),
        ("../absent/", f"{ADDRESS}absent/"), ("mailto:a@b.example", "mailto:a@b.example"), ("//ailleurs.example/", "//ailleurs.example/"),
    ],
)  # fmt: skip
def test_a_link_leads_to_a_file_or_to_the_site(link, led):
    """From the page of the poles: up, here, a part of a page, a versioned file, a question, what is not there, elsewhere."""
    there = frozenset(("index.html", "poles/index.html", "poles/epv/index.html", "assets/x.css"))
    written = f'<a href="{link.replace("&", "&amp;")}">x</a>'
    assert portable.to_folder("poles/index.html", written, there, ADDRESS, "") == f'<a href="{led.replace("&", "&amp;")}">x</a>'


def test_a_build_adds_the_archive_and_makes_the_same_again(miniature, tmp_path):
    """Asked for, it stands at its address, and the page that offers it says its weight; made again elsewhere, it has the same bytes."""
    made = []
    for place in ("ici", "ailleurs"):
        root, site = copied(miniature.parent, tmp_path / place), tmp_path / place / "site"
        assert order.build(Inputs(root, archive=True), site, TODAY).tally
        made.append((site / urls.ARCHIVE).read_bytes())
    assert made[0] == made[1]
    page = (site / urls.file_of(urls.HORS_CONNEXION)).read_text(encoding="utf-8")
    assert re.search(r'href="\.\./atlas-des-ptce\.zip" download>Télécharger le site entier \(\d+,\d\sMo\)', page)
    with zipfile.ZipFile(io.BytesIO(made[0])) as opened:
        inside = opened.read(f"{portable.FOLDER}{urls.HORS_CONNEXION}index.html").decode()
    assert "atlas-des-ptce.zip" not in inside
    again = order.build(Inputs(root, archive=True), site, TODAY).tally
    assert (again.written, (site / urls.ARCHIVE).read_bytes()) == (0, made[0])


@pytest.mark.browser
def test_the_archive_reads_from_its_folder(browser, archive, tmp_path):
    """Unpacked and opened: from the home page to a region, to a pole; no console error at all."""
    for path, content in archive.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    visitor = browser.new_context()
    page = visitor.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(f"{message.text} {message.location['url']}"))
    page.goto((tmp_path / "index.html").as_uri())
    page.get_by_role("link", name=re.compile("^Bretagne")).first.click()
    page.wait_for_url("**/regions/bretagne/index.html")
    page.locator("main a[href*='/poles/']").first.click()
    page.wait_for_url("**/poles/*/index.html")
    assert page.locator("h1").is_visible()
    page.goto((tmp_path / "recherche/index.html").as_uri())
    assert page.get_by_role("link", name="en ligne").get_attribute("href") == f"{ADDRESS}recherche/"
    page.get_by_role("link", name="Tous les pôles, de A à Z").click()
    page.wait_for_url("**/poles/index.html")
    assert told == []
    visitor.close()
    shutil.rmtree(tmp_path, ignore_errors=True)
