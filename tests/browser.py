"""A real browser for the tests that need one, and a small web server on this machine alone."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from playwright import sync_api

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


class NoBrowser(Exception):  # noqa: N818 — read aloud, it is what it says
    """No browser can be started here; the message says how to get one."""


@contextlib.contextmanager
def launch() -> Iterator[sync_api.Browser]:
    """A headless Chromium: the system's if there is one, else Playwright's own.

    Raises:
        NoBrowser: when neither is there.
    """
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
def serve(folder: Path, prefix: str = "/", headers: dict[str, str] | None = None) -> Iterator[str]:
    """Serve a folder on loopback under a prefix; gives the address of its root. Elsewhere is 404."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            plain = unquote(path.split("?")[0].split("#")[0])
            if not plain.startswith(prefix):
                return str(folder / "absent")
            return super().translate_path("/" + plain.removeprefix(prefix))

        def end_headers(self) -> None:
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *_: object) -> None:
            """Tests are silent."""

    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()
