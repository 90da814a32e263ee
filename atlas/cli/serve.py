"""The live preview: serves the built site on this machine, rebuilds on a change, and tells open pages to reload."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from atlas import urls
from atlas.cli.builder import CODE, Builder
from atlas.machine.folders import Stamp, stamp_of
from atlas.machine.refusals import words
from atlas.site import answers

WATCHED = ("poles", "content", "templates", "assets", CODE)  # and the configuration
EVERY = 0.1  # seconds between two looks, each some 5 ms
SIGNAL = "/.rechargement"
SCRIPT = f"{SIGNAL}.js"  # a file of its own: the policy of our pages lets nothing run that is written in them
_SCRIPT = f'new EventSource("{SIGNAL}").onmessage = () => location.reload();'.encode()
# Nothing of a preview is kept: in the place of the site’s worker, one that undoes what another site of this address left.
_WORKER = b"""onactivate = (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(registration.scope)) await caches.delete(name);
  await registration.unregister();
})());
oninstall = () => skipWaiting();
"""
_TAG = f'<script src="{SCRIPT}"></script>'.encode()


class _State:
    """How many builds have succeeded; waiting pages are woken when the number grows."""

    def __init__(self) -> None:
        self.builds = 0
        self.changed = threading.Condition()

    def tell(self) -> None:
        with self.changed:
            self.builds += 1
            self.changed.notify_all()


class _Server(http.server.ThreadingHTTPServer):
    """A server that lets a browser ask for everything at once."""

    request_queue_size = 128
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - the library's own signature
        """Say nothing of who went away before the end; anything else is a defect of ours."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the folder as a strict host would, with the same headers, and adds the reloading script to HTML on its way out."""

    path = ""  # of a request that is none

    def __init__(self, *arguments: object, state: _State, directory: str) -> None:
        self.state = state
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one request; the signal stays open until the next build."""
        if self.path == SIGNAL:
            self._wait()
        elif self.path == f"/{urls.OUVRIER}":
            self._answer(http.HTTPStatus.OK, "x.js", _WORKER)
        elif self.path == SCRIPT:
            self._answer(http.HTTPStatus.OK, "x.js", _SCRIPT)
        else:
            super().do_GET()

    def send_head(self) -> Any:  # noqa: ANN401 - the library's own signature
        """A name that no file can have (a zero in it) is that of none."""
        try:
            return super().send_head()
        except ValueError:
            return self.send_error(http.HTTPStatus.NOT_FOUND)

    def guess_type(self, path: Any) -> str:  # noqa: ANN401 - the library's own signature
        """As every host says it."""
        return answers.type_of(str(path))

    def copyfile(self, source: Any, outputfile: Any) -> None:  # noqa: ANN401 - the library's own signature
        """Send a file; after an HTML page comes the reloading script."""
        super().copyfile(source, outputfile)
        if self._is_page():
            outputfile.write(_TAG)

    def send_header(self, keyword: str, value: str) -> None:
        """Count the script in the length of a page."""
        if keyword == "Content-Length" and self._is_page():
            value = str(int(value) + len(_TAG))
        super().send_header(keyword, value)

    def end_headers(self) -> None:
        """As every host sends them; but nothing of a preview is kept by the browser."""
        for name, value in (answers.of(self.path.partition("?")[0].removeprefix("/")) | {"Cache-Control": "no-store"}).items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page for what does not exist."""
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self._answer(code, page.name, page.read_bytes())

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library's name
        """Say nothing: the terminal belongs to the builds."""

    def _answer(self, code: int, name: str, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", answers.type_of(name))
        super().send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _is_page(self) -> bool:
        path = self.path.split("?")[0]
        return path.endswith(("/", ".html"))

    def _wait(self) -> None:
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        state, seen = self.state, self.state.builds
        try:
            while True:
                with state.changed:
                    state.changed.wait(15)
                self.wfile.write(b"data: neuf\n\n" if state.builds > seen else b": attente\n\n")
                self.wfile.flush()
                if state.builds > seen:
                    return
        except OSError:
            return


def serve(root: Path, port: int, builder: Builder) -> int:
    """Build, serve and watch until Ctrl+C; returns 0, or 2 when the port is taken.

    A build that finds errors shows them and leaves the site as it was.
    """
    seen = dict(_stamps(root))
    builder.build()
    site = root / "site"
    if not (site / "index.html").is_file():
        return 1
    state = _State()
    handler = functools.partial(_Handler, state=state, directory=str(site))
    try:
        server = _Server(("127.0.0.1", port), handler)
    except OSError as error:
        print(f"Port {port} : {words(error)}")  # noqa: T201 - it talks to its user
        return 2
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"Le site est visible à l’adresse http://127.0.0.1:{server.server_address[1]}/ — Ctrl+C pour arrêter.", flush=True)  # noqa: T201
    try:
        while True:
            now = dict(_stamps(root))
            changed = [path for path in seen.keys() | now if seen.get(path) != now.get(path)]
            seen = now
            if changed and builder.build(changed) == 0:
                state.tell()
            time.sleep(EVERY)
    except KeyboardInterrupt:
        server.shutdown()
    return 0


def _stamps(root: Path) -> Iterator[tuple[str, Stamp]]:
    """What tells each watched file from another that took its place, by its path from the root."""
    with contextlib.suppress(FileNotFoundError):  # an editor may put another there just now
        yield "site_config.yaml", stamp_of((root / "site_config.yaml").stat())
    for folder in WATCHED:
        yield from _below(root, folder)


def _below(root: Path, folder: str) -> Iterator[tuple[str, Stamp]]:
    with contextlib.suppress(FileNotFoundError), os.scandir(root / folder) as found:
        for entry in found:
            path = f"{folder}/{entry.name}"
            with contextlib.suppress(FileNotFoundError):
                if not entry.is_dir():
                    yield path, stamp_of(entry.stat())
                elif entry.name != "__pycache__":
                    yield from _below(root, path)
