"""A slow phone, and the sites that it visits: ours beside that of a commit from before, sent as our hosts send them."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import http.server
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from atlas.site.answers import type_of
from bench.project import BEFORE, BUILD, ROOT, copied, version
from tests import browser

if TYPE_CHECKING:
    from playwright import sync_api

LATENCY, THROUGHPUT, BRAKE = 400, 50_000, 4  # milliseconds, bytes a second, how many times slower a processor
SLOW = {"offline": False, "latency": LATENCY, "downloadThroughput": THROUGHPUT, "uploadThroughput": THROUGHPUT}
KEPT, ASKED = "public, max-age=31536000, immutable", "no-cache"
THEN, TODAY = f"avant ({BEFORE})", "aujourd’hui"
NO_FORGE = 'depot:\n  forge: ""\n  adresse: ""\n'
FORGE = "depot:\n  forge: github\n  adresse: https://forge.example/reseau/atlas\n"


class Visit(NamedTuple):
    """Seconds until what was asked is seen, and the bytes of all that was fetched."""

    seconds: float
    weight: int


class Handler(http.server.SimpleHTTPRequestHandler):
    """Sends everything by gzip, keeps the line open, lets what bears its version be kept, and says of the rest whether it changed, as our hosts do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """The file, or 404."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body, mark = _packed(path) if path.is_file() else (b"", "")
        kept = bool(body) and self.headers.get("If-None-Match") == mark
        self.send_response(304 if kept else 200 if body else 404)
        self.send_header("Content-Type", type_of(path.name))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", KEPT if "?v=" in self.path else ASKED)
        self.send_header("ETag", mark)
        self.end_headers()
        if not kept:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """A measure is silent."""


class Server(http.server.ThreadingHTTPServer):
    """A browser asks for a page and all it names at once: five waiting would be reset."""

    request_queue_size = 128


@lru_cache(maxsize=4096)
def _packed(path: Path) -> tuple[bytes, str]:
    body = gzip.compress(path.read_bytes(), 6, mtime=0)
    return body, f'"{hashlib.sha256(body).hexdigest()[:16]}"'


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on loopback, by gzip."""
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def slowed(page: sync_api.Page) -> tuple[sync_api.CDPSession, list[int]]:
    """Make of this page that of a slow phone: the line by which it is, and the bytes of each file it fetches from now on."""
    line = page.context.new_cdp_session(page)
    weights: list[int] = []
    line.on("Network.loadingFinished", lambda told: weights.append(int(told["encodedDataLength"])))
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    line.send("Emulation.setCPUThrottlingRate", {"rate": BRAKE})
    return line, weights


@contextlib.contextmanager
def both(given: Sequence[Path], *, forge: bool = False) -> Iterator[tuple[sync_api.Browser, dict[str, str]]]:
    """A browser, and the addresses of both sites, `THEN` and `TODAY`: the two that are given built, else those of `built`."""
    with tempfile.TemporaryDirectory() as temporary, browser.launch() as chromium, contextlib.ExitStack() as stack:
        sites = given or built(Path(temporary), forge=forge)
        yield chromium, {name: stack.enter_context(served(site)) for name, site in zip((THEN, TODAY), sites, strict=True)}


def built(folder: Path, *, forge: bool) -> list[Path]:
    """Both sites, each with the real records of its day, and with a forge that takes proposals where that is asked."""
    codes = [version(BEFORE, folder / "avant"), copied(folder / "aujourdhui")]
    shutil.copytree(ROOT / "poles", codes[1] / "poles", dirs_exist_ok=True)
    for code in codes:
        if forge:
            settings = code / "site_config.yaml"
            text = settings.read_text(encoding="utf-8")
            assert NO_FORGE in text
            settings.write_text(text.replace(NO_FORGE, FORGE), encoding="utf-8")
        subprocess.run(BUILD, cwd=code, check=True, capture_output=True)
    return [code / "site" for code in codes]
