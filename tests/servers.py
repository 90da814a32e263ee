"""Real web servers, started on this machine with the settings that the built site carries, as `docs/hebergement.md` says to."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

PATIENCE = 20  # seconds a server has to answer
SBIN = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
MODULES = ("mpm_event", "authz_core", "alias", "dir", "env", "filter", "deflate", "headers", "mime", "negotiation", "rewrite", "setenvif")


def nginx(site: Path, prefix: str, port: int, run: Path) -> tuple[list[str], str]:
    """A `server` that includes the settings; as the owner of the files, whoever runs the tests."""
    place = f"root {site};" if prefix == "/" else f"location {prefix} {{ alias {site}/; }}"
    temporary = " ".join(f"{kind}_temp_path {run}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;" if os.geteuid() == 0 else ""
    return ["-c", f"{run}/conf", "-p", str(run)], (
        f"daemon off; {user} pid {run}/pid; error_log {run}/log; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {temporary}\n"
        f"server {{ listen 127.0.0.1:{port}; include {site}/.hebergement/nginx.conf; {place} }} }}\n"
    )


def apache(site: Path, prefix: str, port: int, run: Path) -> tuple[list[str], str]:
    """Debian's own modules and their settings; the site brings `.htaccess`."""
    available = Path("/etc/apache2/mods-available")
    modules = [f"Include {available}/{name}.{kind}" for name in MODULES for kind in ("load", "conf") if (available / f"{name}.{kind}").is_file()]
    place = f"DocumentRoot {site}" if prefix == "/" else f"Alias {prefix} {site}/"
    return ["-D", "FOREGROUND", "-f", f"{run}/conf"], "\n".join((
        f"ServerRoot {run}", "ServerName localhost", f"Listen 127.0.0.1:{port}", f"PidFile {run}/pid", f"ErrorLog {run}/log",
        *modules, "User www-data", "Group www-data", place, f"<Directory {site}>", "AllowOverride All", "Require all granted", "</Directory>", "",
    ))  # fmt: skip


def caddy(site: Path, prefix: str, port: int, run: Path) -> tuple[list[str], str]:  # noqa: ARG001 - its settings know the prefix
    """A site that imports the settings."""
    return ["run", "--config", f"{run}/conf", "--adapter", "caddyfile"], (
        f"{{\n\tadmin off\n\tauto_https off\n}}\n"
        f"http://127.0.0.1:{port} {{\n\troot * {site}\n\timport {site}/.hebergement/Caddyfile\n}}\n"
    )


SERVERS: dict[str, Callable[[Path, str, int, Path], tuple[list[str], str]]] = {"nginx": nginx, "apache2": apache, "caddy": caddy}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; the names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    port: int
    prefix: str

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path of the site; `accept_encoding="gzip"` is a header."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request("GET", self.prefix + path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())


def found(name: str) -> str | None:
    """Where the program is, if it is."""
    return shutil.which(name, path=SBIN)


@contextlib.contextmanager
def start(name: str, site: Path, prefix: str, run: Path) -> Iterator[Server]:
    """Run a server for a site until the end, in a folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments, settings = SERVERS[name](site, prefix, port, run)
    (run / "conf").write_text(settings, encoding="utf-8")
    program = found(name)
    assert program
    with (run / "dit").open("wb") as said:
        process = subprocess.Popen([program, *arguments], stdout=said, stderr=said, env=os.environ | {"HOME": str(run)})
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            stopped = process.poll() is not None or time.monotonic() > deadline
            assert not stopped, (run / "dit").read_text(encoding="utf-8")
            time.sleep(0.05)
        yield Server(port, prefix)
    finally:
        process.terminate()
        process.wait(PATIENCE)
