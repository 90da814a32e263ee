"""`python -m bench.search`: what the search finds and what it costs, beside the build of a commit from before, in the same run.

What it finds: the questions of `tests/questions.yaml` are put to the search page, and the poles it shows are judged. What it costs,
for each number of synthetic records: the processor time and memory of a build, what one changed record rewrites in the index; then,
in a real Chromium held to the pace of a slow phone, the time to the first result from nothing and all that was fetched.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from bench.measure import MIB, Cost, cost, memory, snapshot
from bench.phone import BRAKE, LATENCY, SLOW, THEN, THROUGHPUT, TODAY, served, slowed
from bench.project import BEFORE, BUILD, ROOT, copied, invented, machine, project, version
from tests import browser
from tests.atlases import real_atlas
from tests.questions import Answers, Question, answers, judged, questions

if TYPE_CHECKING:
    from playwright import sync_api

PAGE = Path(__file__).with_suffix(".md")
SIZES = (300, 3000)
TYPED = ("énergie", "insertion par l’emploi", "réemploi", "boulangerie", "Nantes", "théâtre", "circuits courts")
TIME_GOAL, WEIGHT_GOAL, NEXT_GOAL, MEMORY_GOAL = 0.4, 90_000, 300, 200 * MIB
RATE_GOALS = (0.90, 0.95)
SHOWN = ".resultat-titre a, .recherche-direct a"
# When a result is there, by the clock of the page.
WATCH = f"""new MutationObserver((_, self) => {{
  if (document.querySelector({SHOWN!r})) {{ window.shownAt = performance.now(); self.disconnect(); }}
}}).observe(document, {{ childList: true, subtree: true }})"""
ASK = """(typed) => new Promise((done) => {
  const list = document.querySelector("[data-recherche-resultats]");
  const start = performance.now();
  new MutationObserver((_, self) => { if (list.querySelector("a")) { self.disconnect(); done(performance.now() - start); } }).observe(list, { childList: true });
  const field = document.querySelector("#q");
  field.value = typed;
  field.dispatchEvent(new Event("input"));
})"""


class Visit(NamedTuple):
    """Milliseconds to the first result from nothing, bytes of all that was fetched, and milliseconds of the query after."""

    first: float
    weight: int
    after: float


class Built(NamedTuple):
    """What a build cost, all its processes together, and the files and bytes of the index, then those one changed record rewrote."""

    cost: Cost
    together: int
    files: int
    size: int
    rewritten: int
    rewritten_size: int


def visit(chromium: sync_api.Browser, root: str, typed: str, then: str) -> Visit:
    """A visitor with nothing kept comes to a question by its address, on a slow phone, then types another without the slow network."""
    context = chromium.new_context(locale="fr-FR")
    page = context.new_page()
    page.add_init_script(WATCH)
    line, weights = slowed(page)
    page.goto(f"{root}recherche/#q={typed}", wait_until="networkidle", timeout=120_000)
    page.locator(SHOWN).first.wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle", timeout=60_000)
    first, weight = page.evaluate("shownAt"), sum(weights)
    line.send("Network.emulateNetworkConditions", SLOW | {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})
    after = page.evaluate(ASK, then)
    context.close()
    return Visit(first, weight, after)


def visits(chromium: sync_api.Browser, sites: Mapping[str, Path]) -> dict[str, list[Visit]]:
    """One for each question to each site, in turn: a machine that is busy is so for all."""
    come: dict[str, list[Visit]] = {name: [] for name in sites}
    with contextlib.ExitStack() as stack:
        roots = {name: stack.enter_context(served(site)) for name, site in sites.items()}
        for rank, typed in enumerate(TYPED):
            for name, root in roots.items():
                come[name].append(visit(chromium, root, typed, TYPED[rank - 1]))
    return come


def built(folder: Path) -> Built:
    """Build a project twice, the second time with one sentence more in one record."""
    together = memory(BUILD, folder)
    shutil.rmtree(folder / "site")
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    spent = cost(BUILD, folder)
    index = folder / "site" / "recherche" / "index"
    before = snapshot(index)
    records = sorted((folder / "poles").glob("*.md"))
    with records[len(records) // 2].open("a", encoding="utf-8") as record:
        record.write("\nUne phrase de plus, avec un télescope et des moutons.\n")
    cost(BUILD, folder)
    after = snapshot(index)
    moved = [path for path, told in after.items() if before.get(path, ())[2:] != told[2:]]
    size = {path: len(gzip.compress((index / path).read_bytes())) for path in after}
    return Built(spent, together, len(after), sum(size.values()), len(moved), sum(size[path] for path in moved))


def found(chromium: sync_api.Browser, site: Path, asked: list[Question]) -> dict[str, list[str]]:
    """What the search page of a site answers."""
    with served(site) as root:
        context = chromium.new_context(locale="fr-FR")
        given = answers(context.new_page(), root, [question.text for question in asked])
        context.close()
    return given


def told(name: str, kind: str, result: Answers) -> str:
    """A line of the first table."""
    first, near = (f"{100 * rate:.1f} %".replace(".", ",") for rate in result.rates)
    return f"| {name} | {kind} | {result.count} | {first} | {near} |"


def whole(number: float) -> str:
    """A number with its thousands apart."""
    return f"{number:,.0f}".replace(",", "\u202f")


def verdict(said: str, *, reached: bool) -> str:
    """A line for a goal."""
    return f"- {said} : **{'atteint' if reached else 'manqué'}**."


def main() -> None:
    """Measure and say; `--write` keeps the page."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description="Mesure ce que la recherche trouve et ce qu’elle coûte.")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, metavar="N", help="nombres de fiches inventées (300 3000)")
    parser.add_argument("--write", action="store_true", help=f"écrire {PAGE.name}")
    options = parser.parse_args()
    asked, rates, costs, verdicts = questions(), [], [], []
    with tempfile.TemporaryDirectory() as temporary, browser.launch() as chromium:
        base = Path(temporary)
        codes = {THEN: version(BEFORE, base / "avant"), TODAY: copied(base / "aujourdhui")}
        before, now = codes.values()
        # The code from before refuses fields that came since: it has the records of its day, and the questions they answer.
        there = {path.stem for path in (before / "poles").glob("*.md")}
        answered = [q for q in asked if any(q.answered_by(pole) for pole in real_atlas().poles if pole.slug in there)]
        for name, code, records, chosen in ((THEN, before, before / "poles", answered), (TODAY, now, ROOT / "poles", asked)):
            folder = project(base / f"vraies-{code.name}", code, records)
            cost(BUILD, folder)
            given = found(chromium, folder / "site", chosen)
            for kind, wanted in (("pour régler", {True}), ("gardées à part", {False}), ("toutes", {True, False})):
                if some := [question for question in chosen if question.tuned in wanted]:
                    rates.append(told(f"{name}, {len(list(records.glob('*.md')))} fiches", kind, judged(some, given, real_atlas())))
            shutil.rmtree(folder)
        all_of = judged(asked, given, real_atlas())
        for rate, goal, said in zip(all_of.rates, RATE_GOALS, ("en premier", "dans les trois premiers"), strict=True):
            verdicts.append(verdict(f"Un pôle attendu {said} : {100 * rate:.1f} %, but {100 * goal:.0f} % au moins".replace(".", ","), reached=rate >= goal))
        for size in options.sizes:
            invented(size, base / "fiches", before)
            seen: dict[str, tuple[Built, float, float, int]] = {}
            sites = {name: project(base / f"inventees-{size}-{code.name}", code, base / "fiches") for name, code in codes.items()}
            makings = {name: built(folder) for name, folder in sites.items()}
            comings = visits(chromium, {name: folder / "site" for name, folder in sites.items()})
            for name, folder in sites.items():
                made, come = makings[name], comings[name]
                first, weight, after = (median(column) for column in zip(*come, strict=True))
                heaviest = max(each.weight for each in come)
                seen[name] = made, first, after, heaviest
                cells = (
                    whole(size), name, f"{first / 1000:.2f}".replace(".", ","), whole(weight), whole(heaviest), whole(after), whole(made.cost.cpu),
                    whole(made.cost.process / MIB), whole(made.together / MIB), whole(made.files), whole(made.size), whole(made.rewritten), whole(made.rewritten_size),
                )  # fmt: skip
                costs.append(f"| {' | '.join(cells)} |")
                print(costs[-1], file=sys.stderr, flush=True)
                shutil.rmtree(folder)
            shutil.rmtree(base / "fiches")
            (_, old, _, _), (made, new, after, heaviest) = seen.values()
            verdicts += [
                verdict(f"À {whole(size)} fiches, premier résultat : {new / old:.2f} fois le temps d’avant, but {TIME_GOAL} au plus".replace(".", ","), reached=new <= TIME_GOAL * old),
                verdict(f"À {whole(size)} fiches, tout ce qui est chargé, au plus : {whole(heaviest)} octets, but {whole(WEIGHT_GOAL)}", reached=heaviest <= WEIGHT_GOAL),
                verdict(f"À {whole(size)} fiches, la question suivante : {whole(after)} ms, but moins de {NEXT_GOAL}", reached=after < NEXT_GOAL),
                verdict(f"À {whole(size)} fiches, mémoire du plus gros processus : {whole(made.cost.process / MIB)} Mio, but {whole(MEMORY_GOAL / MIB)} au plus", reached=made.cost.process <= MEMORY_GOAL),
            ]  # fmt: skip
    text = "\n".join((
        "# La recherche, mesurée", "",
        f"Écrit par `python -m bench.search --write`. Les questions de `tests/questions.yaml` et `tests/questions-gardees.yaml` sont posées à la page de recherche des vraies fiches ; une réponse est juste quand la table l’attend. Les temps sont ceux d’un téléphone lent ({LATENCY} ms d’attente, {THROUGHPUT // 1000} ko/s, processeur ÷ {BRAKE}, gzip, rien de gardé), médianes de {len(TYPED)} questions posées par l’adresse ; la question suivante se mesure sans la lenteur du réseau, de la frappe à la réponse.", "",
        machine(), "",
        "| Construction | Questions | Nombre | Juste en premier | Dans les trois premiers |", "| --- | --- | ---: | ---: | ---: |", *rates, "",
        "| Fiches | Construction | Premier résultat (s) | Chargé (o) | au plus (o) | Question suivante (ms) | Processeur (s) | Plus gros processus (Mio) | Tous ensemble (Mio) | Fichiers de l’index | pesant (o) | Récrits pour une fiche | pesant (o) |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", *costs, "", *verdicts, "",
    ))  # fmt: skip
    print(text)
    if options.write:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
