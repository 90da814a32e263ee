"""Which links of the atlas lead nowhere any more: `python -m tools.check_links`, the network's only reader here.

Apart from the build, once a week: a site that is down for an hour must stop nobody. Standard library only. Polite: one
request at a time for a host, with a pause; HEAD first, GET when HEAD is refused; nothing of a page is read.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import socket
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
WHERE = ("poles/*.md", "content/*.md", "content/*.yaml", "content/pages/*.md")
ALIVE, DEAD, UNSURE = "vivant", "mort", "à vérifier"
GONE = (http.HTTPStatus.NOT_FOUND, http.HTTPStatus.GONE)
BUSY = (http.HTTPStatus.TOO_MANY_REQUESTS, *range(500, 600))
RESERVED = re.compile(r"(^|\.)(example|test|invalid|localhost)$|(^|\.)ex[ae]mple\.(fr|com|org)$")
_URL = re.compile(r"https?://[^\s<>\"\\^`{|}\[\]]+")
HOSTS = 6  # asked at the same time
HOUSE_NAME = "atlas-des-ptce-liens/1.0"


@dataclass(frozen=True, slots=True)
class Manners:
    """How hosts are asked: seconds before giving up, between two requests to one host, and at most before asking again."""

    patience: float = 20.0
    pause: float = 1.0
    longest_pause: float = 60.0
    tries: int = 3
    agent: str = HOUSE_NAME


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a link stands; `ligne` counts from 1."""

    fichier: str
    ligne: int
    lien: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an address, and why we think so, in French."""

    etat: str
    raison: str


def links(root: Path, patterns: Iterable[str] = WHERE) -> Iterator[Place]:
    """Every link to the web of the texts we publish; addresses reserved for examples are none."""
    for path in sorted({p for pattern in patterns for p in root.glob(pattern) if p.is_file() and not p.is_symlink()}):
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.split("\n"), 1):
            for found in _URL.findall(line):
                address = trimmed(found)
                if not RESERVED.search(_host(address)):
                    yield Place(path.relative_to(root).as_posix(), number, address)


def trimmed(found: str) -> str:
    """An address without the stops that follow it in a sentence, nor a parenthesis that it did not open."""
    while found and (found[-1] in ".,;:!?'’»*_…" or (found[-1] == ")" and found.count(")") > found.count("("))):
        found = found[:-1]
    return found


def check(addresses: Iterable[str], manners: Manners) -> dict[str, Answer]:
    """What became of each address; hosts side by side, the addresses of a host one after the other."""
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for address in sorted(set(addresses)):
        hosts[_host(address)].append(address)

    def visit(of_host: list[str]) -> list[tuple[str, Answer]]:
        told = []
        for rank, address in enumerate(of_host):
            if rank:
                time.sleep(manners.pause)
            told.append((address, ask(address, manners)))
        return told

    with ThreadPoolExecutor(HOSTS) as pool:
        return dict(pair for told in pool.map(visit, hosts.values()) for pair in told)


def ask(address: str, manners: Manners) -> Answer:
    """What became of one address."""
    method, answer = "HEAD", Answer(UNSURE, "")
    for turn in range(1, manners.tries + 1):
        answer, wait = _once(address, method, manners)
        if answer.etat == ALIVE or (wait is None and method == "GET"):
            return answer
        if turn < manners.tries:
            time.sleep(min(manners.longest_pause, manners.pause if wait is None else wait or manners.pause * 5 * turn))
        method = "GET"  # some hosts refuse HEAD, or answer it wrongly
    return answer


def _once(address: str, method: str, manners: Manners) -> tuple[Answer, float | None]:
    """One request; the seconds to wait before another, 0 for « as you like », None when the answer is final."""
    try:
        request = urllib.request.Request(encoded(address), headers={"User-Agent": manners.agent, "Accept": "*/*"}, method=method)  # noqa: S310 - http(s) by its pattern
        with _opener().open(request, timeout=manners.patience) as found:
            return Answer(ALIVE, f"réponse {found.status}"), None
    except urllib.error.HTTPError as error:
        error.close()
        after = error.headers.get("Retry-After", "") if error.headers else ""
        wait = (float(after) if after.isdecimal() else 0.0) if error.code in BUSY else None
        return Answer(DEAD if error.code in GONE else UNSURE, f"réponse {error.code}"), wait
    except urllib.error.URLError as error:
        return _unreached(error.reason)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return _unreached(error)


def _unreached(error: object) -> tuple[Answer, float | None]:
    if isinstance(error, socket.gaierror):
        # A name nobody knows is gone; a name server that does not answer may answer later.
        known_not = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
        return (Answer(DEAD, "le nom du site n’existe plus"), 0.0) if known_not else (Answer(UNSURE, "nom du site sans réponse"), 0.0)
    if isinstance(error, TimeoutError):
        return Answer(UNSURE, "pas de réponse à temps"), 0.0
    if isinstance(error, ConnectionError):
        return Answer(UNSURE, "connexion refusée ou coupée"), 0.0
    return Answer(UNSURE, f"pas de réponse utilisable ({type(error).__name__})"), None


def encoded(address: str) -> str:
    """An address as it is sent: ASCII, without its fragment.

    Raises:
        ValueError: when its host cannot be one.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    port = f":{parts.port}" if parts.port else ""
    safe = "%/:=&?~+!$,;'@()*"
    return urlunsplit((parts.scheme, host + port, quote(parts.path, safe) or "/", quote(parts.query, safe), ""))


def report(places: list[Place], answers: dict[str, Answer]) -> dict[str, object]:
    """What is dead and what is to be looked at, place by place, as JSON holds it."""

    def of(state: str) -> list[dict[str, object]]:
        return [asdict(p) | {"raison": answers[p.lien].raison} for p in places if answers[p.lien].etat == state]

    return {"liens": len(answers), "morts": of(DEAD), "a_verifier": of(UNSURE)}


def main(arguments: list[str], root: Path = ROOT, say: Callable[[str], None] = print) -> int:
    """0 when no link is dead, 1 when some are, 2 when the network itself seems away."""
    parser = argparse.ArgumentParser(prog="python -m tools.check_links", description="Cherche les liens rompus de l’atlas.")
    parser.add_argument("--json", type=Path, metavar="FICHIER", help="écrit aussi le rapport dans ce fichier")
    parser.add_argument("--contact", default="", metavar="ADRESSE", help="où nous trouver, dit aux sites visités")
    parser.add_argument("--pause", type=float, default=Manners().pause, metavar="SECONDES", help="entre deux demandes à un même site")
    options = parser.parse_args(arguments)
    agent = HOUSE_NAME + (f" (+{options.contact})" if options.contact.isascii() and options.contact.isprintable() and options.contact else "")
    places = sorted(set(links(root)))
    answers = check((place.lien for place in places), Manners(pause=options.pause, agent=agent))
    if answers and all(answer.raison.startswith(("le nom du site", "nom du site")) for answer in answers.values()):
        say("Aucun nom de site ne se résout : le réseau semble absent, rien n’est conclu.")
        return 2
    told = report(places, answers)
    if options.json:
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for place in places:
        answer = answers[place.lien]
        if answer.etat != ALIVE:
            say(f"{place.fichier}:{place.ligne}: {answer.etat} ({answer.raison}) {place.lien}")
    dead, unsure = (len({p.lien for p in places if answers[p.lien].etat == state}) for state in (DEAD, UNSURE))
    say(f"{len(answers)} liens : {dead} rompus, {unsure} à vérifier.")
    return 1 if dead else 0


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _opener() -> urllib.request.OpenerDirector:
    """Only http and https: a redirection leads to no file and no FTP."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler, urllib.request.HTTPHandler, urllib.request.HTTPSHandler,
        urllib.request.HTTPRedirectHandler, urllib.request.HTTPErrorProcessor, urllib.request.HTTPDefaultErrorHandler,
        urllib.request.UnknownHandler,
    ):  # fmt: skip
        opener.add_handler(handler())
    return opener


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
