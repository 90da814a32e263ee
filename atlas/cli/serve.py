"""The live preview: serves the built site on this machine, rebuilds on a change, and tells open pages to reload."""

from __future__ import annotations

import contextlib
import http.server
import os
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
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
_LONGEST = 10  # figures of a version
SCRIPT = f"{SIGNAL}.js"  # a file of its own: the policy of our pages lets nothing run that is written in them
_SCRIPT = f"""const version = new URL(document.currentScript.src).search;
new EventSource("{SIGNAL}" + version + location.pathname).onmessage = () => location.reload();
""".encode()
# Nothing of a preview is kept: in the place of the site’s worker, one that undoes what another site of this address left.
_WORKER = b"""onactivate = (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(registration.scope)) await caches.delete(name);
  await registration.unregister();
})());
oninstall = () => skipWaiting();
"""


class _State:
    """The site that is served: its `version` grows each time that it changes. A page opened at version `old` or before shows what is no more; one opened later, while a build went on, does only if its own file changed since."""

    def __init__(self) -> None:
        self.version = self.begun = 0
        self.old = -1
        self.changed = threading.Condition()

    def begin(self) -> None:
        """A build begins."""
        self.begun = self.version

    def tell(self, *, whole: bool) -> None:
        """The site changed, the whole of it or pages alone; open pages are woken."""
        with self.changed:
            self.version += 1
            self.old = self.begun if whole else self.old
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
    version = 0  # of the site, when the request came

    def __init__(self, *arguments: object, state: _State, directory: str) -> None:
        self.state = state
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one request; the signal stays open until there is something new."""
        self.version = self.state.version
        path, _, query = self.path.partition("?")
        if path == SIGNAL:
            self._wait(query)
        elif path == f"/{urls.OUVRIER}":
            self._answer(http.HTTPStatus.OK, "x.js", _WORKER)
        elif path == SCRIPT:
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
            outputfile.write(self._tag())

    def send_header(self, keyword: str, value: str) -> None:
        """Count the script in the length of a page."""
        if keyword == "Content-Length" and self._is_page():
            value = str(int(value) + len(self._tag()))
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

    def _tag(self) -> bytes:
        return f'<script src="{SCRIPT}?{self.version}"></script>'.encode()

    def _wait(self, query: str) -> None:
        """Tell an open page, which says its version of the site and its path, when to be read again."""
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        state, (number, slash, path) = self.state, query.partition("/")
        seen = int(number) if number.isdecimal() and len(number) < _LONGEST else -1
        page = Path(self.translate_path(slash + path))
        opened, known = _stamp(page), state.version
        anew = seen != known
        try:
            while not anew:
                with state.changed:
                    more = state.changed.wait_for(lambda: state.version != known, 15)  # noqa: B023 - called before it changes
                    known = state.version
                anew = more and (seen <= state.old or _stamp(page) != opened)
                self.wfile.write(b": attente\n\n")
                self.wfile.flush()
            self.wfile.write(b"data: neuf\n\n")
            self.wfile.flush()
        except OSError:
            return


def _stamp(page: Path) -> Stamp | None:
    """Of the file of a page, if there is one."""
    try:
        return stamp_of((page / "index.html" if page.is_dir() else page).stat())
    except (OSError, ValueError):
        return None


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
    handler = partial(_Handler, state=state, directory=str(site))
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
            if changed:
                state.begin()
                if builder.build(changed, partial(state.tell, whole=False)) == 0:
                    state.tell(whole=True)
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
