"""Without a network: what was read is read again, what was kept is there, and nothing is stale once the network is back."""

from __future__ import annotations

import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright import sync_api

from atlas import urls
from atlas.cli import serve as preview
from tests.browser import PROMPT, serve, until

pytestmark = pytest.mark.browser
PREFIX = "/atlas/"
KEPT = "async () => (await Promise.all((await caches.keys()).map(async (n) => (await (await caches.open(n)).keys()).map((r) => r.url)))).flat()"
HAS = f"async (url) => (await ({KEPT})()).includes(url)"
POLE, REGION = "poles/essai-corse/", "regions/normandie/"


@pytest.fixture
def site(miniature, tmp_path) -> Path:
    """A site that a test may change."""
    return Path(shutil.copytree(miniature, tmp_path / "site"))


@pytest.fixture
def visitor(browser) -> Iterator[sync_api.Page]:
    """A visitor whose browser may have a worker."""
    context = browser.new_context(locale="fr-FR")
    yield context.new_page()
    context.close()


def settle(page: sync_api.Page, home: str) -> None:
    """Come to a second page: the worker is there, and has kept it."""
    page.goto(home)
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    page.locator(f"a[href$='{urls.POLES}']").first.click()
    page.wait_for_url(f"{home}{urls.POLES}")
    until(page, HAS, home + urls.POLES)


def test_pages_are_read_again_without_a_network_and_never_stale_with_it(site, visitor):
    """The first page asks for nothing; then each one read is kept, without what was asked of it. Stopped: they read, dressed; another says which do. Back: what is new shows at first."""
    with serve(site, PREFIX) as home:
        asked: list[str] = []
        visitor.on("request", lambda request: asked.append(request.url))
        visitor.goto(home)
        assert not [url for url in asked if urls.OUVRIER in url]
        settle(visitor, home)
        visitor.goto(f"{home}{POLE}?question=secrete")
        until(visitor, HAS, home + POLE)
        assert not [url for url in visitor.evaluate(KEPT) if "secrete" in url]
        port = urlsplit(home).port
    assert visitor.goto(home + POLE).ok
    assert visitor.locator("h1").inner_text()
    assert visitor.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)"), "dressed as with the network"
    visitor.goto(home + REGION)
    assert visitor.url == f"{home}{urls.HORS_CONNEXION}#absente"
    assert visitor.get_by_text("La page demandée n’est pas gardée ici").is_visible()
    until(visitor, "() => document.querySelectorAll('[data-garder] li').length >= 2")
    shown = visitor.locator("[data-garder] li a").evaluate_all("(links) => links.map((a) => a.href)")
    assert {home + POLE, home + urls.POLES} <= set(shown)
    page = site / POLE / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("<h1", "<h1 data-neuf", 1), encoding="utf-8")
    with serve(site, PREFIX, port=port):
        visitor.goto(home + POLE)
        assert visitor.locator("h1[data-neuf]").count() == 1
        until(visitor, HAS, home + POLE)
    assert visitor.goto(home + POLE).ok
    assert visitor.locator("h1[data-neuf]").count() == 1


def test_a_browser_without_room_reads_the_site_all_the_same(site, visitor):
    """Where nothing more can be kept, what the network gives is shown, dressed."""
    worker = site / urls.OUVRIER
    worker.write_text(f"Cache.prototype.put = () => Promise.reject(new DOMException('', 'QuotaExceededError'));\n{worker.read_text(encoding='utf-8')}", encoding="utf-8")
    with serve(site, PREFIX) as home:
        visitor.goto(home)
        visitor.locator(f"a[href$='{urls.POLES}']").first.click()
        until(visitor, "() => navigator.serviceWorker.controller !== null")
        visitor.goto(home + POLE)
        assert visitor.evaluate("[...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet?.cssRules.length)")


def test_the_page_of_a_portal_is_not_kept_in_the_place_of_a_file(site, visitor):
    """What answers « 200 » with a page where a file was asked for is shown to who asked, and asked for again the next time."""
    closed = [False]

    class Portal(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if not closed[0] or ".json" not in self.path:
                super().do_GET()
                return
            body = b"<!doctype html><title>Wifi</title>"
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with serve(site, PREFIX, base=Portal) as home:
        settle(visitor, home)
        until(visitor, "() => navigator.serviceWorker.controller !== null")
        file = f"{home}assets/lieux/index.json?v=0123abcd"
        closed[0] = True
        assert "Wifi" in visitor.evaluate("async (url) => (await fetch(url, { cache: \"reload\" })).text()", file)
        closed[0] = False
        assert "Wifi" not in visitor.evaluate("async (url) => (await fetch(url, { cache: \"reload\" })).text()", file)
        until(visitor, HAS, file)


def test_what_is_kept_beforehand_reads_and_is_erased(site, visitor):
    """One press keeps every file of the list; without a network, a page never opened reads, the search finds; another press erases all of it."""
    with serve(site, PREFIX) as home:
        visitor.goto(home + urls.HORS_CONNEXION)
        visitor.get_by_role("button", name="Garder pour lire hors connexion").click()
        told = json.loads((site / urls.GARDER).read_bytes())["fichiers"]
        assert {"", REGION, POLE, urls.EXPLORER, f"{urls.SEARCH}index.json"} <= set(told)
        visitor.get_by_text("pages se lisent ici sans réseau").wait_for()
        assert {home + path for path in told} <= set(visitor.evaluate(KEPT))
        until(visitor, "() => navigator.serviceWorker.controller !== null")
    visitor.goto(home + REGION)
    assert visitor.locator("h1").inner_text() == "Normandie"
    visitor.goto(f"{home}{urls.RECHERCHE}#q=corse")
    visitor.locator("[data-recherche-resultats] a[href*='essai-corse']").first.wait_for()
    visitor.goto(home + urls.HORS_CONNEXION)
    visitor.get_by_role("button", name="Effacer ce qui est gardé").click()
    visitor.get_by_text("Rien n’est encore gardé.").wait_for()
    assert visitor.evaluate(KEPT) == []


def test_a_preview_keeps_nothing_and_undoes_what_was_kept(site, visitor):
    """Where a site was read, a preview at the same address takes its worker and all it kept away."""
    with serve(site) as home:
        settle(visitor, home)
    handler = partial(preview._Handler, state=preview._State(), directory=str(site))  # noqa: SLF001 - the preview without its builds
    with http.server.ThreadingHTTPServer(("127.0.0.1", urlsplit(home).port), handler) as server:
        threading.Thread(target=server.serve_forever, args=(PROMPT,), daemon=True).start()
        visitor.goto(home)
        visitor.evaluate("async () => { await (await navigator.serviceWorker.getRegistration())?.update(); }")
        until(visitor, "async () => (await navigator.serviceWorker.getRegistrations()).length + (await caches.keys()).length === 0")
        visitor.context.close()
        server.shutdown()
