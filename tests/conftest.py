"""What several tests share: a browser, a page that complains of what it should, a strict little server."""

from __future__ import annotations

import contextlib
import gc
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import settings

from atlas.machine import workers
from tests import browser as browsers
from tests import kept
from tests.repetitions import times
from tests.sites import finer_site, first, github, home, known, miniature, outlines, prefixed, real, touched  # noqa: F401 - fixtures for all

if TYPE_CHECKING:
    from playwright import sync_api


class Tool(NamedTuple):
    """What the tests of a mark cannot be done without: the variable that requires it, its name with its article, and how to get it."""

    required: str
    name: str
    advice: str


TOOLS = {
    "browser": Tool(
        "ATLAS_NAVIGATEUR_REQUIS", "un navigateur",
        "Installez Chromium (Debian : sudo apt install chromium-headless-shell), ou lancez « python -m playwright install --with-deps chromium ».",
    ),
    "engine": Tool(
        "ATLAS_MOTEURS_REQUIS", "un autre moteur de navigateur",
        "Installez-les (Debian : sudo apt install chromium-driver firefox-esr webkit2gtk-driver xvfb), puis « make engines ».",
    ),
    "server": Tool("ATLAS_SERVEURS_REQUIS", "un serveur web", "Installez-les (Debian : sudo apt install nginx-light apache2 caddy)."),
}  # fmt: skip
AT_HOME = re.compile(r"(https?://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?/|(about|blob|data|file):)")
ABROAD = re.compile(rf"^(?!{AT_HOME.pattern})")
# A slow machine is not a fault of what is tested; and CI tries the same examples each time, people new ones.
settings.register_profile("atlas", deadline=None, max_examples=times(100, 30), derandomize=bool(os.environ.get("CI")))
settings.load_profile("atlas")
# What several tests share stays for the whole run: looking through it at every seven hundred new objects is lost time.
gc.set_threshold(50_000, 20, 20)
# Tests make sites by the dozen, of files by the thousand: in memory, where a machine says that it has room there.
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder that pytest makes there is its own
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 4 << 30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
kept.install()
if "PYTEST_XDIST_WORKER" in os.environ:
    workers.cores = lambda: 1  # the other cores have tests of their own; who tests the sharing asks for two


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for a browser, itself or through a fixture, is a browser test, whether it says so or not; `page` may be one's own."""
    for item in items:
        # Processes compare their lists of names before they share them out: one that holds an address of memory stops the whole run.
        assert " at 0x" not in item.nodeid, f"{item.nodeid}: give this case a name (`ids=`)"
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        # `make quick` does not even read these files.
        assert item.get_closest_marker("browser") or not item.path.match("*_browser.py"), f"{item.nodeid}: a file of tests without a browser is its place"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A test skipped for want of a tool is remembered; where the tool is required, it has failed."""
    report = yield
    mark = next((mark for mark in TOOLS if item.get_closest_marker(mark)), None)
    if report.skipped and mark and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.without = mark, reason
        if os.environ.get(TOOLS[mark].required):
            report.outcome = "failed"
            report.longrepr = f"{reason}\n{TOOLS[mark].required} demande {TOOLS[mark].name}.\n{TOOLS[mark].advice}"
    return report


def pytest_sessionfinish() -> None:
    """Pytest then looks five times through all that there is for what nobody holds any more: at its end, a process has better to do."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly which part of the tests was not done, whichever process could not do it."""
    reports = [report for name in ("skipped", "failed", "error") for report in terminalreporter.stats.get(name, ())]
    for mark, tool in TOOLS.items():
        skipped = {report.nodeid: report.without[1] for report in reports if getattr(report, "without", ("",))[0] == mark}
        if not skipped:
            continue
        terminalreporter.section(f"ESSAIS NON FAITS : il y faut {tool.name}", sep="!", red=True, bold=True)
        count = "1 essai n’a" if len(skipped) == 1 else f"{len(skipped)} essais n’ont"
        terminalreporter.line(f"{count} pas été fait{'s' if len(skipped) > 1 else ''}.", red=True, bold=True)
        for reason in sorted(set(skipped.values())):
            terminalreporter.line(reason.removeprefix("Skipped: "))
        terminalreporter.line(tool.advice)


@pytest.fixture(scope="session", autouse=True)
def what_is_shared_stays() -> Iterator[None]:
    """Sites and projects that several tests read are as they were made: one that a test changed fails others, elsewhere, now and then."""
    yield
    assert not (changed := touched()), f"un essai a changé ce que d’autres lisent : {', '.join(changed[:5])} (`rewritten` met un autre fichier à la place)"


@pytest.fixture(scope="session")
def browser() -> Iterator[sync_api.Browser]:
    """A headless Chromium for all the tests of a process; without one, the tests that want it are skipped and said so.

    The only one: Playwright refuses two at once in a thread.
    """
    with contextlib.ExitStack() as stack:
        try:
            found = stack.enter_context(browsers.launch())
        except browsers.NoBrowser as reason:
            pytest.skip(str(reason))
        yield found


@pytest.fixture
def complaints() -> list[str]:
    """What the test's pages complain of. A test that provokes a complaint looks at it, then calls `clear()`."""
    return []


@pytest.fixture
def context(
    browser: sync_api.Browser,
    complaints: list[str],
    static_server: Callable[..., str],  # noqa: ARG001 - it must outlive the pages that ask it for their icon
) -> Iterator[sync_api.BrowserContext]:
    """A visitor of its own: French, nothing stored, and no way out of this machine.

    Console errors, scripts that break, requests that fail and requests to another host fail the test at its end.
    """
    # No worker: what it fetches passes by `route`; `test_offline_browser` has its own visitor.
    visitor = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris", service_workers="block")

    def refuse(route: sync_api.Route) -> None:
        complaints.append(f"demandé ailleurs : {route.request.url}")
        route.abort()

    def failed(request: sync_api.Request) -> None:
        # Leaving a page cancels what it was still fetching: that is nobody's fault.
        if AT_HOME.match(request.url) and request.failure != "net::ERR_ABORTED":
            complaints.append(f"sans réponse : {request.url} ({request.failure})")

    def answered(response: sync_api.Response) -> None:
        if response.status >= 400:
            complaints.append(f"réponse {response.status} : {response.url}")

    def said(message: sync_api.ConsoleMessage) -> None:
        # « Failed to load » repeats, without the address, what the two above have said.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(f"console : {message.text}")

    visitor.route(ABROAD, refuse)
    visitor.on("requestfailed", failed)
    visitor.on("response", answered)
    visitor.on("console", said)
    visitor.on("weberror", lambda broken: complaints.append(f"script : {broken.error}"))
    yield visitor
    visitor.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(context: sync_api.BrowserContext) -> sync_api.Page:
    """A page of that visitor."""
    return context.new_page()


@pytest.fixture
def static_server() -> Iterator[Callable[..., str]]:
    """Serves a folder on this machine until the test ends: `static_server(folder, "/atlas/")` gives the address of its root."""
    with contextlib.ExitStack() as stack:

        def start(folder: Path, prefix: str = "/", headers: dict[str, str] | None = None) -> str:
            return stack.enter_context(browsers.serve(folder, prefix, headers))

        yield start
