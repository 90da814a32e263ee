"""What the command line may ask, and how it is answered: exit 0 fine, 1 problems found, 2 wrong usage."""

from __future__ import annotations

import argparse
import datetime
import gc
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from atlas.cli import arguments
from atlas.content.config import AddressError
from atlas.content.yaml_file import ContentError
from atlas.machine.cache import Cache
from atlas.machine.workers import WorkerError
from atlas.problems.report import FORMATS, is_blocking, of_proposal, summary
from atlas.record.values import PartialDate
from atlas.site import carte, examination, house
from atlas.survey import git

ROOT = Path(__file__).resolve().parent.parent.parent
FINE, PROBLEMS, USAGE = 0, 1, 2
NO_HISTORY = (
    "L’historique des fiches n’est pas là en entier (copie partielle, ou dossier sans Git) : « Quoi de neuf » et les flux "
    "n’annoncent rien, et les adresses perdues ne sont pas cherchées."
)


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Answer one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # A short batch makes many small values and no cycle worth the search: without it memory is the same, and time a twentieth less.
    gc.disable()
    try:
        code: int = options.answer(options, root)
    except ContentError as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    except (KeyboardInterrupt, EOFError):
        return PROBLEMS
    except BrokenPipeError:
        return PROBLEMS
    finally:
        gc.enable()
    return code


def _parser() -> argparse.ArgumentParser:
    parser = arguments.Parser(prog="build.py", description="L’atlas des PTCE : vérifier les fiches, construire le site.")
    commands = parser.add_subparsers(title="commandes", required=True, metavar="COMMANDE")

    build = commands.add_parser("build", help="vérifie tout, puis construit le site")
    build.add_argument("--output", type=Path, default=None, metavar="DOSSIER", help="où l’écrire (par défaut : site)")
    build.add_argument("--base-url", default="", metavar="URL", help="l’adresse publique, à la place de celle de site_config.yaml")
    build.set_defaults(answer=_build)

    serve = commands.add_parser("serve", help="construit, montre, et recommence à chaque changement")
    serve.add_argument("--port", type=int, default=8000, metavar="PORT", help="8000 par défaut ; 0 : un port libre")
    serve.set_defaults(answer=_serve)

    check = commands.add_parser("check", help="dit tous les problèmes des fiches, sans réseau")
    check.add_argument("files", nargs="*", type=Path, metavar="FICHE", help="toutes, si aucune n’est nommée")
    check.add_argument(
        "--format", choices=(*FORMATS, "resume"), default="text", help="pour une personne, une machine, une forge, ou un résumé"
    )
    check.add_argument(
        "--since", default="", metavar="VERSION", help="juge ce qui est proposé depuis cette version, celle du site publié"
    )
    check.add_argument("--strict", action="store_true", help="un avertissement vaut une erreur")
    check.set_defaults(answer=_check)

    new = commands.add_parser("new", help="écrit le squelette commenté d’une fiche")
    new.add_argument("nom", help="le nom du pôle, entre guillemets")
    place = new.add_mutually_exclusive_group(required=True)
    place.add_argument("--commune", metavar="CODE_OU_NOM", help="le code INSEE ou le nom de la commune du siège")
    place.add_argument("--sans-siege", nargs="+", metavar="DEPARTEMENT", help="si aucune source ne donne le siège : le ou les départements où le pôle agit")
    new.set_defaults(answer=_new)

    table = commands.add_parser("import", help="fait une fiche de chaque ligne d’un tableau, sans toucher à celles qui sont là")
    table.add_argument("fichier", type=Path, metavar="FICHIER", help="CSV, classeur .xlsx, JSON de GoGoCarto, ou le poles.csv de l’atlas")
    table.add_argument("--essai", action="store_true", help="dit ce qui serait fait, sans rien écrire")
    table.add_argument("--source", default="", metavar="TITRE", help="ce qu’est ce fichier et qui le publie, entre guillemets")
    table.add_argument("--adresse", default="", metavar="URL", help="où la source se lit")
    table.add_argument("--date", default="", metavar="DATE", help="la date de la source : 2026, 2026-03 ou 2026-03-15")
    table.add_argument("--colonne", action="append", default=[], metavar="TITRE=CHAMP", help="ce que dit une colonne ; « Titre= » la laisse de côté")
    table.set_defaults(answer=_import)

    fmt = commands.add_parser("fmt", help="met les fiches dans leur forme convenue, sans changer ce qu’elles disent")
    fmt.add_argument("files", nargs="*", type=Path, metavar="FICHE", help="toutes, si aucune n’est nommée")
    fmt.add_argument("--check", action="store_true", help="dit celles qui changeraient, sans rien écrire")
    fmt.set_defaults(answer=_fmt)

    report = commands.add_parser("report", help="l’état des fiches : ce qu’elles savent, les anciennes, les incomplètes")
    report.set_defaults(answer=_report)
    return parser


def _build(options: argparse.Namespace, root: Path) -> int:
    # The theme and the pages: a check does without them.
    from atlas.machine.publication import OutputError  # noqa: PLC0415 - see above
    from atlas.site import build  # noqa: PLC0415 - likewise
    from atlas.site.scripts import ScriptError  # noqa: PLC0415 - likewise

    started = time.perf_counter()
    target = options.output or root / "site"
    try:
        outcome = build.build(root, target, _today(), options.base_url)
    except AddressError as error:
        print(f"--base-url : {error}", file=sys.stderr)
        return USAGE
    except OutputError as error:
        print(error, file=sys.stderr)
        return USAGE
    except (ScriptError, carte.CarteError, WorkerError) as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    verdict, tally = outcome.verdict, outcome.tally
    if verdict.problems:
        print(FORMATS["text"](verdict.problems), file=sys.stderr)
    if tally is None:
        print(summary(verdict.problems, verdict.files), file=sys.stderr)
        print("Le site n’a pas été construit ; celui d’avant, s’il existe, est intact.", file=sys.stderr)
        return PROBLEMS
    seconds = f"{time.perf_counter() - started:.1f}".replace(".", ",")
    print(f"{summary(verdict.problems, verdict.files)} Site construit en {seconds} s : {tally.written} fichiers écrits, {tally.kept} inchangés.")
    print(f"Il est dans {target}. Ouvrez {target / 'index.html'}, ou « python build.py serve » pour la carte et la recherche.")
    if git.commits(root, Cache(root / ".cache")) is None:
        print(NO_HISTORY)
    return FINE


def _serve(options: argparse.Namespace, root: Path) -> int:
    from atlas.cli import serve  # noqa: PLC0415 - a server only for those who ask for one

    gc.enable()  # it lives for hours
    # A process of its own for each build: a change of our own code shows too.
    command = [sys.executable, str(root / "build.py"), "build"]
    return serve.serve(root, options.port, lambda: subprocess.run(command, check=False).returncode)  # noqa: S603 - our own command


def _check(options: argparse.Namespace, root: Path) -> int:
    the_house = house.load(root)
    files = examination.record_files(root)
    asked: set[str] | None = None
    if options.files:
        asked = set()
        for path in options.files:
            name = _called(path, root)
            if not path.is_file():
                print(f"{path} : ce fichier n’existe pas", file=sys.stderr)
                return USAGE
            # A record named on the command line is checked among the others: duplicates show too.
            files = [f for f in files if f[0] != name] + [(name, path.read_bytes())]
            asked.add(name)
    published = git.base(root, options.since) if options.since else "HEAD"
    if published is None:
        print(f"--since : Git ne connaît pas ici la version « {options.since} »", file=sys.stderr)
        return USAGE
    found = examination.examine(the_house, sorted(files), _today(), published).problems
    problems = [p for p in found if asked is None or p.path in asked]
    read = frozenset(path for path, _ in files) if asked is None else asked
    if options.since:
        changed = git.changed(root, published)
        problems = [kept for p in problems if (kept := of_proposal(p, changed))]
        read &= changed
    if options.format == "resume":
        from atlas.cli.summary import Links, markdown  # noqa: PLC0415 - only for who asks

        depot = the_house.config.depot
        told = markdown(problems, sorted(read), Links(depot.view("docs/codes.md"), depot.modifier))
    else:
        told = FORMATS[options.format](problems)
    if told:
        print(told)
    if options.format == "text":
        print(summary(problems, len(files) if asked is None else len(asked)))
    return PROBLEMS if is_blocking(problems, strict=options.strict) else FINE


def _called(path: Path, root: Path) -> str:
    """What a file named on the command line is called in problems: where it lies in `poles/`, or as if it lay there."""
    folder = (root / "poles").resolve()
    whole = path.resolve()
    return f"poles/{whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else path.name}"


def _new(options: argparse.Namespace, root: Path) -> int:
    from atlas.cli import new  # noqa: PLC0415 - only for those who write a record

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
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        print(f"poles/{slug}.md existe déjà : complétez cette fiche, ou donnez un nom plus précis.", file=sys.stderr)
        return USAGE
    seat, filed = where.seat, where.departements[0]
    print(f"Le siège : {seat.nom} ({seat.departement}), code INSEE {seat.code}." if seat else f"Sans siège connu ; le pôle est situé par un département : {filed.nom} ({filed.code}).")
    print(f"poles/{slug}.md est prêt : remplissez ce que vous savez, effacez le reste, puis « python build.py check ».")
    return FINE


def _import(options: argparse.Namespace, root: Path) -> int:
    from atlas.cli import importing  # noqa: PLC0415 - only for those who bring a table
    from atlas.tables.grid import TableError  # noqa: PLC0415 - likewise

    path: Path = options.fichier
    if not path.is_file():
        print(f"{path} : ce fichier n’existe pas", file=sys.stderr)
        return USAGE
    try:
        read = importing.table(path.read_bytes(), options.colonne)
        print("\n".join(importing.understood(read, path)))
        titre, adresse, date = options.source, options.adresse, options.date
        if not titre and not options.essai and sys.stdin.isatty():
            titre = input("Qu’est ce fichier, et qui le publie ? ")
            adresse = adresse or input("Son adresse, si elle est publique : ")
            date = date or input("Sa date (2026, 2026-03…) : ")
        trial = options.essai and not titre
        origin = importing.TRIAL if trial else importing.source(titre, adresse.strip(), date.strip(), _today())
    except TableError as error:
        print(f"{path.name} : {error}", file=sys.stderr)
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
                with (root / name).open("x", encoding="utf-8", newline="\n") as stream:
                    stream.write(text)
            except FileExistsError:
                print(f"{name} est déjà là, et n’est pas une fiche : rien n’y est écrit.", file=sys.stderr)
                return PROBLEMS
        print("Relisez ces fiches, puis « python build.py check ».")
    return FINE if importing.is_settled(found) else PROBLEMS


def _fmt(options: argparse.Namespace, root: Path) -> int:
    from atlas.cli import fmt  # noqa: PLC0415 - only for those who tidy records

    files = {str(path): path for path in options.files} or {f"poles/{path.name}": path for path in sorted((root / "poles").glob("*.md"))}
    for name, path in files.items():
        if not path.is_file():
            print(f"{name} : ce fichier n’existe pas", file=sys.stderr)
            return USAGE
    outcomes = {name: fmt.tidied(name, path.read_bytes()) for name, path in files.items()}
    for name, outcome in outcomes.items():
        if outcome.failed:
            print(outcome.told, file=sys.stderr)
        elif outcome.given is not None:
            if not options.check:
                files[name].write_bytes(outcome.given)
            print(f"{name} : {'à mettre' if options.check else 'mise'} en forme.")
    print(fmt.summary(list(outcomes.values()), written=not options.check))
    return PROBLEMS if any(o.failed or (options.check and o.given is not None) for o in outcomes.values()) else FINE


def _report(_options: argparse.Namespace, root: Path) -> int:
    from atlas.survey import freshness  # noqa: PLC0415 - only for the team

    the_house = house.load(root)
    verdict = examination.examine(the_house, examination.record_files(root), _today())
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
