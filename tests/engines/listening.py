"""A server that hears what goes wrong in any browser: each page it serves tells it of its errors, since not every driver does."""

from __future__ import annotations

import contextlib
import http.server
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tests import browser

EAR = "oreille.js"
SCRIPT = """{
  const adresse = document.currentScript.src;
  const dire = (mots) => { // attendu : le navigateur a tout dit quand le pilote rend la main
    const envoi = new XMLHttpRequest();
    envoi.open("POST", adresse, false);
    envoi.send(`${location.pathname} : ${mots}`);
  };
  addEventListener("error", (e) => dire(e.message ?? `sans réponse, ${e.target.src ?? e.target.href ?? e.target.outerHTML}`), true);
  addEventListener("unhandledrejection", (e) => dire(`promesse, ${e.reason}`));
  addEventListener("securitypolicyviolation", (e) => dire(`refusé par ${e.violatedDirective}, ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
  const dit = console.error;
  console.error = (...mots) => { dit(...mots); dire(`console, ${mots.join(" ")}`); };
}
"""


@contextlib.contextmanager
def listen(folder: Path, prefix: str) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder under a prefix; gives the address of its root, and the list where faults are written as they come."""
    heard: list[str] = []

    class Ear(http.server.SimpleHTTPRequestHandler):
        """Puts the script first in each page, gives it, and writes down what it says."""

        @property
        def asked(self) -> str:
            return self.path.partition("?")[0]

        def do_GET(self) -> None:
            if self.asked != prefix + EAR:
                super().do_GET()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript; charset=utf-8")
            self.send_header("Content-Length", str(len(SCRIPT.encode())))
            self.end_headers()
            self.wfile.write(SCRIPT.encode())

        def do_POST(self) -> None:
            heard.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(204)
            self.end_headers()

        def send_header(self, keyword: str, value: str) -> None:
            if keyword != "Content-Length" or not self.asked.endswith(("/", ".html")):  # a page is as long as it is until the end
                super().send_header(keyword, value)

        def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:
            if not self.asked.endswith(("/", ".html")):
                super().copyfile(source, outputfile)
                return
            outputfile.write(source.read().replace(b"<head>", f'<head><script src="{prefix}{EAR}"></script>'.encode(), 1))

    with browser.serve(folder, prefix, base=Ear) as root:
        yield root, heard
