"""The weekly look at links: what is dead, what only refuses programs, and the one issue that tells it. Only this machine is asked."""

from __future__ import annotations

import collections
import contextlib
import http.server
import json
import threading
import time

import pytest

from tests.browser import PROMPT
from tests.fake_forge import forge
from tools import check_links, report_links
from tools.check_links import ALIVE, DEAD, UNSURE, Manners, ask, check, encoded, links, trimmed
from tools.github import ROBOT

QUICK = Manners(patience=0.5, pause=0.01, longest_pause=0.05)


class Site:
    """A site of this machine: `pages` gives the status of each path, for HEAD and for GET; it remembers what it was asked."""

    def __init__(self, pages):
        self.pages, self.asked, self.agents, self.times, self.address = pages, collections.Counter(), set(), [], ""


@pytest.fixture
def site():
    with contextlib.ExitStack() as stack:

        def start(pages):
            made = Site(pages)

            class Handler(http.server.BaseHTTPRequestHandler):
                def do_HEAD(self):
                    self.answer(0)

                def do_GET(self):
                    self.answer(1)

                def answer(self, which):
                    made.asked[self.command, self.path] += 1
                    made.agents.add(self.headers["User-Agent"])
                    made.times.append(time.monotonic())
                    status = made.pages[self.path]
                    status = status[which] if isinstance(status, tuple) else status
                    if callable(status):
                        status = status(made.asked[self.command, self.path])
                    if status is None:
                        time.sleep(1)
                        return
                    if isinstance(status, str):
                        self.send_response(301)
                        self.send_header("Location", status)
                    else:
                        self.send_response(status)
                    self.send_header("Content-Length", "0")
                    self.end_headers()

                def log_message(self, *_):
                    pass

            server = stack.enter_context(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler))
            threading.Thread(target=server.serve_forever, args=(PROMPT,), daemon=True).start()
            stack.callback(server.shutdown)
            made.address = f"http://127.0.0.1:{server.server_port}"
            return made

        yield start


@pytest.mark.parametrize(
    ("status", "state", "reason"),
    [
        (200, ALIVE, "réponse 200"),
        ((405, 200), ALIVE, "réponse 200"),
        ((404, 200), ALIVE, "réponse 200"),
        (404, DEAD, "réponse 404"),
        (410, DEAD, "réponse 410"),
        (403, UNSURE, "réponse 403"),
        (401, UNSURE, "réponse 401"),
        (429, UNSURE, "réponse 429"),
        (500, UNSURE, "réponse 500"),
        (None, UNSURE, "pas de réponse à temps"),
        ("/", UNSURE, "réponse 301"),
        ("file:///etc/passwd", UNSURE, "réponse 301"),
    ],
)
def test_what_is_dead_and_what_only_refuses(site, status, state, reason):
    """Gone is dead; refused, slow or out of order is for a person to look at; HEAD refused is asked again by GET."""
    made = site({"/": status})

    answer = ask(f"{made.address}/", QUICK)

    assert (answer.etat, answer.raison) == (state, reason)
    assert made.asked["GET", "/"] > 0 or status == 200


def test_a_moved_page_is_alive(site):
    """A redirection is followed to its end."""
    made = site({"/ancien": "/nouveau", "/nouveau": 200})

    assert ask(f"{made.address}/ancien", QUICK).etat == ALIVE


def test_a_passing_failure_is_asked_again(site):
    """A site that answers at the third try is alive; one that never does was asked three times, not more."""
    made = site({"/": (503, lambda times: 200 if times > 1 else 503), "/mal": 503})

    assert ask(f"{made.address}/", QUICK).etat == ALIVE
    assert ask(f"{made.address}/mal", QUICK).etat == UNSURE
    assert made.asked["HEAD", "/mal"] + made.asked["GET", "/mal"] == QUICK.tries


def test_a_name_that_is_no_more_is_dead():
    """A reserved name resolves nowhere; a closed port is only for a person to look at."""
    assert ask("http://nulle-part.invalid/", QUICK).etat in (DEAD, UNSURE)
    assert ask("http://127.0.0.1:1/", QUICK) == check_links.Answer(UNSURE, "connexion refusée ou coupée")
    assert ask("http://[", QUICK).etat == UNSURE


def test_a_host_is_asked_one_thing_at_a_time(site):
    """Between two requests to one host there is a pause; who asks says so."""
    made = site({f"/{n}": 200 for n in range(4)})

    answers = check([f"{made.address}/{n}" for n in range(4)] * 3, Manners(pause=0.1, agent="essai"))

    assert {a.etat for a in answers.values()} == {ALIVE}
    assert made.asked == {("HEAD", f"/{n}"): 1 for n in range(4)}
    assert all(later - earlier >= 0.09 for earlier, later in zip(made.times, made.times[1:], strict=False))
    assert made.agents == {"essai"}


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://a.fr/b).", "https://a.fr/b"),
        ("https://fr.wikipedia.org/wiki/Lot_(rivière)", "https://fr.wikipedia.org/wiki/Lot_(rivière)"),
        ("https://a.fr/»", "https://a.fr/"),
        ("https://a.fr/x?y=1#z", "https://a.fr/x?y=1#z"),
        ("https://a.fr/;:!?'", "https://a.fr/"),
    ],
)
def test_stops_are_no_part_of_an_address(written, address):
    """Nor is a parenthesis that the address did not open."""
    assert trimmed(written) == address


def test_an_address_is_sent_in_ascii():
    """Accents of a path and of a host are encoded, what was encoded is not encoded twice, the fragment stays here."""
    assert encoded("https://été.fr/é%C3%A9?q=à#b") == "https://xn--t-9fab.fr/%C3%A9%C3%A9?q=%C3%A0"


@pytest.fixture
def root(tmp_path):
    def write(address):
        (tmp_path / "poles").mkdir(exist_ok=True)
        (tmp_path / "poles/a.md").write_text(
            f"---\nsources:\n  x:\n    url: {address}/mort\n---\nVoir [ceci]({address}/vivant), <{address}/refus>, {address}/mort.\nEt https://exemple.fr/rien, https://a.example/.\n",
            encoding="utf-8",
        )
        return tmp_path

    return write


def test_each_link_is_told_with_its_file_and_line(site, root, tmp_path):
    """Twice the same link, two places; addresses of examples are not asked; exit 1 because a link is dead."""
    made = site({"/mort": 404, "/vivant": 200, "/refus": 403})
    said = []

    code = check_links.main(["--json", str(tmp_path / "r.json"), "--pause", "0", "--contact", "https://forge.example/atlas"], root(made.address), said.append)

    assert code == 1
    assert said == [
        f"poles/a.md:4: mort (réponse 404) {made.address}/mort",
        f"poles/a.md:6: mort (réponse 404) {made.address}/mort",
        f"poles/a.md:6: à vérifier (réponse 403) {made.address}/refus",
        "3 liens : 1 rompus, 1 à vérifier.",
    ]
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert [(p["fichier"], p["ligne"]) for p in report["morts"]] == [("poles/a.md", 4), ("poles/a.md", 6)]
    assert made.agents == {"atlas-des-ptce-liens/1.0 (+https://forge.example/atlas)"}


def test_the_atlas_own_links_are_found():
    """The sources of the records are among them, and no example is."""
    found = list(links(check_links.ROOT))

    assert len({p.lien for p in found}) > 50
    assert not [p for p in found if "exemple." in p.lien or ".example" in p.lien]


REPORT = {
    "liens": 40,
    "morts": [{"fichier": "poles/a.md", "ligne": 4, "lien": "https://mal.example/`@tous`</a>", "raison": "réponse 404"}],
    "a_verifier": [{"fichier": "poles/b.md", "ligne": 9, "lien": "https://lent.example/", "raison": "pas de réponse à temps"}],
}
ISSUE = {"number": 5, "user": {"login": ROBOT}, "body": f"{report_links.MARK}\nAvant"}


def told(tmp_path, report, issues):
    path = tmp_path / "rapport.json"
    path.write_text(json.dumps(report), encoding="utf-8")
    with forge({"issues": issues}) as made:
        environ = {"GITHUB_SERVER_URL": "https://forge.example", "GITHUB_API_URL": made.address, "GITHUB_REPOSITORY": "reseau/atlas", "GITHUB_TOKEN": "jeton"}
        assert report_links.main([str(path)], environ) == 0
    return made.told


def test_one_issue_is_opened_updated_and_closed(tmp_path):
    """Opened for a first dead link, written again as long as there are any, closed after; nothing when all is well."""
    others = [{"number": 4, "user": {"login": "voisine"}, "body": report_links.MARK}, {"number": 6, "user": {"login": ROBOT}, "body": None}]
    well = REPORT | {"morts": []}

    [(method, path, body)] = told(tmp_path, REPORT, others)
    assert (method, path, body["title"]) == ("POST", "issues", "Liens rompus")
    assert "- `poles/a.md`, ligne 4 : ``https://mal.example/`@tous`</a>`` (réponse 404)\n" in body["body"]
    assert body["body"].index("### À vérifier") < body["body"].index("`poles/b.md`, ligne 9")

    [(method, path, body)] = told(tmp_path, REPORT, [*others, ISSUE])
    assert (method, path, "state" in body) == ("PATCH", "issues/5", False)

    [(method, path, body)] = told(tmp_path, well, [*others, ISSUE])
    assert (method, path, body["state"]) == ("PATCH", "issues/5", "closed")

    assert told(tmp_path, well, others) == []


def test_a_year_of_dead_links_fits_an_issue():
    """However many there are."""
    many = [{"fichier": "poles/" + "a" * 200, "ligne": n, "lien": "https://a.example/" + "x" * 900, "raison": "réponse 404"} for n in range(2_000)]

    assert len(report_links.markdown({"liens": 2_000, "morts": many, "a_verifier": many})) < 65_000
