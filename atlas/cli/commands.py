"""What may be asked on the command line. Nothing heavy is loaded for that."""

from __future__ import annotations

import argparse
from pathlib import Path

from atlas.cli import arguments

FORMATS = ("text", "json", "github", "gitlab", "resume")  # of what a check says; a test holds them against those there are

LAST_PORT = 65_535


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text[:6]) <= LAST_PORT):
        raise argparse.ArgumentTypeError(f"lu « {text} », attendu un nombre entier de 0 à {LAST_PORT}")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """Every command and what it takes; `answer` is the name of the command."""
    made = arguments.Parser(prog="build.py", description="L’atlas des PTCE : vérifier les fiches, construire le site.")
    commands = made.add_subparsers(title="commandes", required=True, metavar="COMMANDE")

    build = commands.add_parser("build", help="vérifie tout, puis construit le site")
    build.add_argument("--output", type=Path, default=None, metavar="DOSSIER", help="où l’écrire (par défaut : site)")
    build.add_argument("--base-url", default="", metavar="URL", help="l’adresse publique, à la place de celle de site_config.yaml")
    build.add_argument("--comprime", action="store_true", help="met à côté de chaque texte sa copie .gz, pour les hébergeurs qui la servent")
    build.add_argument("--archive", action="store_true", help="ajoute tout le site en un fichier .zip, à lire dans un dossier, sans réseau")
    build.add_argument("--sans-memoire", action="store_true", help="refait tout, sans rien reprendre de la construction d’avant")
    build.add_argument("--profil", action="store_true", help="dit où le temps est passé")
    build.set_defaults(answer="build")

    serve = commands.add_parser("serve", help="construit, montre, et recommence à chaque changement")
    serve.add_argument("--port", type=_port, default=8000, metavar="PORT", help="8000 par défaut ; 0 : un port libre")
    serve.set_defaults(answer="serve")

    check = commands.add_parser("check", help="dit tous les problèmes des fiches, sans réseau")
    check.add_argument("files", nargs="*", type=Path, metavar="FICHE", help="toutes, si aucune n’est nommée")
    check.add_argument(
        "--format", choices=FORMATS, default="text", help="pour une personne, une machine, une forge, ou un résumé"
    )
    check.add_argument(
        "--since", default="", metavar="VERSION", help="juge ce qui est proposé depuis cette version, celle du site publié"
    )
    check.add_argument("--strict", action="store_true", help="un avertissement vaut une erreur")
    check.set_defaults(answer="check")

    new = commands.add_parser("new", help="écrit le squelette commenté d’une fiche")
    new.add_argument("nom", help="le nom du pôle, entre guillemets")
    place = new.add_mutually_exclusive_group(required=True)
    place.add_argument("--commune", metavar="CODE_OU_NOM", help="le code INSEE ou le nom de la commune du siège")
    place.add_argument("--sans-siege", nargs="+", metavar="DEPARTEMENT", help="si aucune source ne donne le siège : le ou les départements où le pôle agit")
    new.set_defaults(answer="new")

    table = commands.add_parser("import", help="fait une fiche de chaque ligne d’un tableau, sans toucher à celles qui sont là")
    table.add_argument("fichier", type=Path, metavar="FICHIER", help="CSV, classeur .xlsx, JSON de GoGoCarto, ou le poles.csv de l’atlas")
    table.add_argument("--essai", action="store_true", help="dit ce qui serait fait, sans rien écrire")
    table.add_argument("--source", default="", metavar="TITRE", help="ce qu’est ce fichier et qui le publie, entre guillemets")
    table.add_argument("--adresse", default="", metavar="URL", help="où la source se lit")
    table.add_argument("--date", default="", metavar="DATE", help="la date de la source : 2026, 2026-03 ou 2026-03-15")
    table.add_argument("--colonne", action="append", default=[], metavar="TITRE=CHAMP", help="ce que dit une colonne ; « Titre= » la laisse de côté")
    table.set_defaults(answer="import")

    fmt = commands.add_parser("fmt", help="met les fiches dans leur forme convenue, sans changer ce qu’elles disent")
    fmt.add_argument("files", nargs="*", type=Path, metavar="FICHE", help="toutes, si aucune n’est nommée")
    fmt.add_argument("--check", action="store_true", help="dit celles qui changeraient, sans rien écrire")
    fmt.set_defaults(answer="fmt")

    report = commands.add_parser("report", help="l’état des fiches : ce qu’elles savent, les anciennes, les incomplètes")
    report.set_defaults(answer="report")
    return made
