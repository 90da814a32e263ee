"""A forge of our own for tests: it answers what it is given, remembers what it is told, and keeps files on another host."""

from __future__ import annotations

import contextlib
import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.browser import PROMPT


@dataclass
class FakeForge:
    """`answers`: path after `/repos/…/` → what is answered, a list, an object or bytes. `told`: (method, path, body)."""

    answers: dict[str, Any]
    told: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    authorisations: dict[str, str | None] = field(default_factory=dict)
    address: str = ""


@contextlib.contextmanager
def forge(answers: dict[str, Any], repository: str = "reseau/atlas") -> Iterator[FakeForge]:
    """Run the forge on loopback. A path of bytes is answered by a redirection to a second server, which has them."""
    made = FakeForge(answers)
    prefix = f"/repos/{repository}/"

    class Store(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.authorisations["magasin"] = self.headers.get("Authorization")
            _send(self, 200, made.answers[self.path.removeprefix("/")])

        def log_message(self, *_: object) -> None:
            pass

    class Api(Store):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            made.authorisations["forge"] = self.headers.get("Authorization")
            path = urlsplit(self.path).path.removeprefix(prefix)
            answer = made.answers.get(path)
            if isinstance(answer, bytes):
                self.send_response(302)
                self.send_header("Location", f"http://127.0.0.1:{store.server_port}/{path}")
                self.end_headers()
            else:
                _send(self, 404 if answer is None else 200, json.dumps(answer).encode())

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            made.told.append((self.command, urlsplit(self.path).path.removeprefix(prefix), json.loads(self.rfile.read(length))))
            _send(self, 201, b"{}")

        def do_PATCH(self) -> None:
            self.do_POST()

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Store) as store, http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api) as api:
        for server in (store, api):
            threading.Thread(target=server.serve_forever, args=(PROMPT,), daemon=True).start()
        made.address = f"http://127.0.0.1:{api.server_port}"
        try:
            yield made
        finally:
            for server in (store, api):
                server.shutdown()


def _send(handler: http.server.BaseHTTPRequestHandler, status: int, body: bytes) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
