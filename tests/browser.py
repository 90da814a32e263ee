"""A real browser for the tests that need one, and a small web server on this machine alone."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from atlas.site import answers as table

if TYPE_CHECKING:
    from playwright import sync_api

ASSETS = Path(__file__).resolve().parents[1] / "assets"

# The same engine without the windows of a browser first: a page costs a third of the processor.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

PROMPT = 0.01  # seconds until a server that is told to stop hears it; the library's own half a second, at the end of each test, is minutes


class NoBrowser(Exception):  # noqa: N818 — read aloud, it is what it says
    """No browser can be started here; the message says how to get one."""


@contextlib.contextmanager
def launch() -> Iterator[sync_api.Browser]:
    """A headless Chromium: the system's if there is one, else Playwright's own.

    Raises:
        NoBrowser: when neither is there.
    """
    from playwright import sync_api  # noqa: PLC0415 - slow to load, and no process needs it that is given no test with a browser

    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    with sync_api.sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        except sync_api.Error as error:
            tried = path or "le Chromium de Playwright"
            message = f"aucun navigateur utilisable ({tried}) : installez chromium, ou « playwright install chromium »"
            raise NoBrowser(message) from error
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def serve(
    folder: Path, prefix: str = "/", headers: dict[str, str] | None = None, port: int = 0, base: type = http.server.SimpleHTTPRequestHandler
) -> Iterator[str]:
    """Serve a folder on loopback under a prefix, at a free port unless one is told; gives the address of its root. Elsewhere is 404, said by its `404.html`.

    With the headers that every host sends, and those that are given. `base` may do more than serve files.
    As strict as the strictest host: `/x` never finds `x.html`, and a folder without `index.html` has no listing.
    """

    class Handler(base):  # type: ignore[misc]
        def guess_type(self, path: str | PathLike[str]) -> str:
            return table.type_of(str(path))

        def translate_path(self, path: str) -> str:
            plain = unquote(urlsplit(path).path)
            if not plain.startswith(prefix):
                return str(folder / "absent")
            return super().translate_path("/" + plain.removeprefix(prefix))

        def list_directory(self, path: str | PathLike[str]) -> None:  # noqa: ARG002 — the signature is the library's
            self.send_error(404)

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            page = folder / "404.html"
            if code != 404 or not page.is_file():
                super().send_error(code, message, explain)
                return
            body = page.read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", table.type_of(page.name))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def end_headers(self) -> None:
            asked = urlsplit(self.path)
            for name, value in (table.of(unquote(asked.path).removeprefix(prefix), asked.query) | (headers or {})).items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *_: object) -> None:
            """Tests are silent."""

    class Server(http.server.ThreadingHTTPServer):
        request_queue_size = 128  # a browser asks for a page and all it names at once; five waiting would be reset

    handler = functools.partial(Handler, directory=str(folder))
    with Server(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(PROMPT,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()


def give_sources(page: sync_api.Page) -> None:
    """Let a page `import("/sources/x/y.js")`: the modules as they are written, which no site publishes."""
    page.route("**/sources/**", lambda route: route.fulfill(path=ASSETS / urlsplit(route.request.url).path.partition("/sources/")[2]))


def watch_shifts(page: sync_api.Page) -> None:
    """Count, from the next page on, what moves without having been asked to; `shifts` gives the sum (CLS)."""
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver((l) => l.getEntries().forEach((e) => { if (!e.hadRecentInput) window.shifts += e.value; }))"
        '.observe({ type: "layout-shift", buffered: true });',
    )


def drawn(page: sync_api.Page) -> None:
    """Let two more pictures of the page be drawn."""
    page.evaluate("() => new Promise((fait) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(fait))))")


class Asked:
    """What a page asks for from now on."""

    def __init__(self, page: sync_api.Page) -> None:
        self.page = page
        self.left: set[sync_api.Request] = set()
        page.on("request", lambda request: self.left.add(request))  # noqa: PLW0108 - Playwright marks what it is given
        for over in ("requestfinished", "requestfailed"):
            page.on(over, lambda request: self.left.discard(request))  # noqa: PLW0108 - and one that was under way before is none of these

    def come(self) -> None:
        """Wait until all has come, and what is made of it asks for nothing more."""
        still = 0
        while still < 2:
            drawn(self.page)
            still = 0 if self.left else still + 1


def shifts(page: sync_api.Page) -> float:
    """What has moved so far, once two more pictures of the page are drawn."""
    drawn(page)
    return float(page.evaluate("window.shifts"))


def until(page: sync_api.Page, expression: str, argument: object = None) -> None:
    """Wait until a JavaScript expression is true; Playwright's own way evaluates in the page, which our policy forbids."""
    for _ in range(1_000):
        if page.evaluate(expression, argument):
            return
        page.wait_for_timeout(20)
    message = f"jamais vrai : {expression}"
    raise AssertionError(message)
