"""A command line that speaks French: the standard parser, with the few sentences it has of its own put into words of ours."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

# What the standard parser says of a wrong call, and what is said instead. Its wording may change: the last line serves all.
_FAULTS = (
    (r"the following arguments are required: (.+)", r"il manque : \1"),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)", r"\1 : lu « \2 », attendu l’un de \3"),
    (r"argument (.+?): invalid int value: '(.*)'", r"\1 : lu « \2 », attendu un nombre entier"),
    (r"argument (.+?): (lu .+)", r"\1 : \2"),
    (r"argument (.+?): expected (?:one|at least one) argument", r"\1 : il manque sa valeur"),
    (r"argument (.+?): ignored explicit argument '(.*)'", r"\1 : ne prend pas de valeur, lu « \2 »"),
    (r"one of the arguments (\S+) (\S+) is required", r"il manque : \1 ou \2"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 : ne va pas avec \2"),
    (r"unrecognized arguments: (.+)", r"de trop : \1"),
    (r".*", "cet appel n’est pas compris"),
)


class Parser(argparse.ArgumentParser):
    """The standard parser, in French; an option is never guessed from its first letters."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - those of the standard parser, whatever its version has
        super().__init__(**options | {"add_help": False, "allow_abbrev": False})
        self._positionals.title = "à donner"
        self.add_argument("-h", "--help", "--aide", action="help", help="montre cette aide")

    def format_usage(self) -> str:
        """How to call, in one line."""
        return _french(super().format_usage())

    def format_help(self) -> str:
        """The whole help."""
        return _french(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Say in French what is wrong with a call, and how to get help; exits with 2."""
        pattern, told = next((p, t) for p, t in _FAULTS if re.fullmatch(p, message, re.DOTALL))
        said = re.sub(pattern, told, message, count=1, flags=re.DOTALL)
        said = re.sub(r"'([\w-]+)'", r"\1", said)  # some versions quote the choices, some do not
        self.exit(2, f"{self.prog} : {said}.\n{self.format_usage()}L’aide : {self.prog} --help\n")


def _french(text: str) -> str:
    return re.sub(r"^usage:", "usage :", text, count=1)
