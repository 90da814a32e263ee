"""What the command line may ask, and how it is answered: exit 0 fine, 1 problems found, 2 wrong usage."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from atlas.cli.commands import parser
from atlas.machine.disk import put_anew, put_over
from atlas.machine.refusals import RefusedError, measured, shown, words

# What a command needs is loaded by that command: a build that has nothing to do is over before the rest would be there.
# ruff: noqa: PLC0415

ROOT = Path(__file__).resolve().parent.parent.parent
FINE, PROBLEMS, USAGE = 0, 1, 2


def main(arguments: Sequence[str], root: Path = ROOT, on_pages: Callable[[], None] | None = None) -> int:
    """Answer one command; returns the exit code. `on_pages` is told when a build lets its pages be seen before its end."""
    options = parser().parse_args(arguments)
    options.on_pages = on_pages
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # A short batch makes many small values and no cycle worth the search: without it memory is the same, and time a twentieth less.
    gc.disable()
    try:
        code: int = _ANSWERS[options.answer](options, root)
    except RefusedError as error:
        print(shown(str(error)), file=sys.stderr)
        return PROBLEMS
    except (KeyboardInterrupt, EOFError):  # Ctrl-C, or a question left unanswered
        print("Interrompu.", file=sys.stderr)
        return PROBLEMS
    except BrokenPipeError:
        return PROBLEMS
    except (OSError, MemoryError) as error:  # whatever the system refuses, wherever it does
        print(words(error), file=sys.stderr)
        return PROBLEMS
    finally:
        gc.enable()
    return code


def _build(options: argparse.Namespace, root: Path) -> int:
    from atlas.cli import building

    return building.answer(options, root, _today())


def _serve(options: argparse.Namespace, root: Path) -> int:
    from atlas.cli import serve
    from atlas.cli.builder import Builder

    gc.enable()  # it lives for hours
    with contextlib.closing(Builder(root)) as builder:
        return serve.serve(root, options.port, builder)


def _check(options: argparse.Namespace, root: Path) -> int:
    from atlas.cli import named
    from atlas.problems.report import FORMATS, is_blocking, of_proposal, summary
    from atlas.record.fields import RECORD_LIMIT
    from atlas.site import examination
    from atlas.site.inputs import Inputs
    from atlas.survey import git

    given: dict[str, bytes] = {}  # a record named on the command line is checked among the others: duplicates show too
    for path in options.files:
        if not path.is_file():
            print(named.absent(path, root), file=sys.stderr)
            return USAGE
        data = measured(path, RECORD_LIMIT)
        if other := named.elsewhere(path, root, data):
            print(other, file=sys.stderr)
            return USAGE
        print(named.apart(path, root), end="", file=sys.stderr)
        given[named.called(path, root)] = data
    published = git.base(root, options.since) if options.since else "HEAD"
    if published is None:
        print(f"--since : Git ne connaît pas ici la version « {options.since} »", file=sys.stderr)
        return USAGE
    inputs = Inputs(root, given=given)
    the_house, memory = examination.at_home(inputs)
    examination.hold_texts(the_house, memory)
    found = examination.problems(the_house, inputs.records, _today(), published, memory, inputs.record_digests)
    read = frozenset(given or inputs.records)
    problems = [p for p in found if p.path in given] if given else found
    if options.since:
        changed = git.changed(root, published)
        problems = [kept for p in problems if (kept := of_proposal(p, changed))]
        read &= changed
    if options.format == "resume":
        from atlas.cli.summary import Links, markdown

        depot = the_house.config.depot
        told = markdown(problems, sorted(read), Links(depot.view("docs/codes.md"), depot.modifier))
    else:
        told = FORMATS[options.format](problems)
    if told:
        print(told)
    if options.format == "text":
        print(summary(problems, len(given or inputs.records)))
    return PROBLEMS if is_blocking(problems, strict=options.strict) else FINE


def _new(options: argparse.Namespace, root: Path) -> int:
    from atlas.cli import new
    from atlas.site import house

    the_house = house.load(root)
    try:
        places = the_house.places
        where = new.seated(options.commune, places) if options.commune else new.spread(options.sans_siege, places)
        slug, text = new.record(options.nom, where, places, _today())
    except new.SkeletonError as error:
        print(error, file=sys.stderr)
        return USAGE
    path = root / "poles" / f"{slug}.md"
    try:
        put_anew(path, text.encode())
    except FileExistsError:
        print(f"poles/{slug}.md existe déjà : complétez cette fiche, ou donnez un nom plus précis.", file=sys.stderr)
        return USAGE
    seat, filed = where.seat, where.departements[0]
    print(f"Le siège : {seat.nom} ({seat.departement}), code INSEE {seat.code}." if seat else f"Sans siège connu ; le pôle est situé par un département : {filed.nom} ({filed.code}).")
    print(f"poles/{slug}.md est prêt : remplissez ce que vous savez, effacez le reste, puis « python build.py check ».")
    return FINE


def _import(options: argparse.Namespace, root: Path) -> int:
    from atlas.cli import importing
    from atlas.site import examination, house
    from atlas.tables.grid import TableError

    path: Path = options.fichier
    if not path.is_file():
        print(f"{shown(str(path))} : ce fichier n’existe pas", file=sys.stderr)
        return USAGE
    try:
        read = importing.table(measured(path, importing.LIMIT), options.colonne)
        print("\n".join(importing.understood(read, path)))
        titre, adresse, date = options.source, options.adresse, options.date
        if not titre and not options.essai and sys.stdin.isatty():
            titre = input("Qu’est ce fichier, et qui le publie ? ")
            adresse = adresse or input("Son adresse, si elle est publique : ")
            date = date or input("Sa date (2026, 2026-03…) : ")
        trial = options.essai and not titre
        origin = importing.TRIAL if trial else importing.source(titre, adresse.strip(), date.strip(), _today())
    except TableError as error:
        print(shown(f"{path.name} : {error}"), file=sys.stderr)
        return PROBLEMS
    except importing.AskedError as error:
        print(error, file=sys.stderr)
        return USAGE
    found = importing.judged(read, origin, house.load(root).context(_today()), examination.record_files(root))
    print("\n".join(importing.told(read, found, written=not options.essai)))
    if options.essai:
        print("Rien n’a été écrit." + (" Pour écrire, dites la source : --source « Titre », et --adresse ou --date." if trial else ""))
    elif texts := {verdict.path: verdict.text for verdict in found if verdict.text}:
        if sys.stdin.isatty() and input(f"Écrire {len(texts)} fiche{'s' if len(texts) > 1 else ''} ? (o/n) ").strip().lower() not in ("o", "oui"):
            print("Rien n’a été écrit.")
            return PROBLEMS
        for name, text in texts.items():
            try:
                put_anew(root / name, text.encode())
            except FileExistsError:
                print(f"{name} est déjà là, et n’est pas une fiche : rien n’y est écrit.", file=sys.stderr)
                return PROBLEMS
        print("Relisez ces fiches, puis « python build.py check ».")
    return FINE if importing.is_settled(found) else PROBLEMS


def _fmt(options: argparse.Namespace, root: Path) -> int:
    from atlas.cli import fmt, named
    from atlas.record.fields import RECORD_LIMIT

    records = (path for path in sorted((root / "poles").glob("*.md")) if path.is_file() and not path.is_symlink())
    files = {str(path): path for path in options.files} or {f"poles/{path.name}": path for path in records}
    for path in files.values():
        if not path.is_file():
            print(named.absent(path, root), file=sys.stderr)
            return USAGE
    outcomes = {name: fmt.tidied(shown(name), measured(path, RECORD_LIMIT)) for name, path in files.items()}
    for name, outcome in outcomes.items():
        if outcome.failed:
            print(outcome.told, file=sys.stderr)
        elif outcome.given is not None:
            if not options.check:
                put_over(files[name], outcome.given)
            print(f"{shown(name)} : {'à mettre' if options.check else 'mise'} en forme.")
    print(fmt.summary(list(outcomes.values()), written=not options.check))
    return PROBLEMS if any(o.failed or (options.check and o.given is not None) for o in outcomes.values()) else FINE


def _report(_options: argparse.Namespace, root: Path) -> int:
    from atlas.problems.report import summary
    from atlas.record.values import PartialDate
    from atlas.site import examination
    from atlas.site.inputs import Inputs
    from atlas.survey import freshness

    inputs = Inputs(root)
    the_house, memory = examination.at_home(inputs)
    verdict = examination.examine(the_house, inputs.records, _today(), memory=memory, digests=inputs.record_digests)
    if verdict.atlas is None:
        print(summary(verdict.problems, verdict.files), file=sys.stderr)
        print("Corrigez d’abord les erreurs : python build.py check", file=sys.stderr)
        return PROBLEMS
    # Whoever asks wants to know what has grown old today, also in an atlas that nobody touches.
    today = _today()
    day = max(freshness.day(verdict.atlas, root), PartialDate(today.year, today.month, today.day))
    print(freshness.text(freshness.of(verdict.atlas, day)))
    return FINE


def _today() -> datetime.date:
    """The day it is here, as the editor counts it."""
    return datetime.datetime.now().astimezone().date()


_ANSWERS = {"build": _build, "serve": _serve, "check": _check, "new": _new, "import": _import, "fmt": _fmt, "report": _report}
