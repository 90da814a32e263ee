"""What is published is what was tested: the same versions, each by its digest, within the bounds that we wrote."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.sites import PROJECT
from tools import list_licences

DECLARED = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENGINES = PROJECT / "tests/engines/requirements.in"
_ENTRY = re.compile(r"^([a-z0-9-]+)==(\S+)([^\n\\]*)\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)
# What installs: the commands of people, of the forges, and of CI.
INSTALLERS = ("Makefile", "README.md", ".gitlab-ci.yml", ".gitea/workflows/fiches.yml", ".github/workflows/fiches.yml", ".github/workflows/publier.yml")


def entries(name: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """The digests of each version of a list, with the machines it is for, by name and version."""
    text = (PROJECT / name).read_text(encoding="utf-8")
    found = {(entry[1], entry[2]): (entry[3].strip(), *entry[4].split()) for entry in _ENTRY.finditer(text)}
    assert len(found) == len(re.findall(r"^\w", text, re.MULTILINE)), "a line that is no name, version and digests"
    return found


def test_the_site_is_built_with_what_was_tested():
    """Each library of the site is in the list of the tests: same version, same digests, same machines."""
    tests = entries("requirements-dev.txt")
    assert all(tests[key] == told for key, told in entries("requirements.txt").items())


@pytest.mark.parametrize(("name", "declared"), [
    ("requirements.txt", DECLARED["dependencies"]),
    ("requirements-dev.txt", [*DECLARED["dependencies"], *DECLARED["optional-dependencies"]["dev"]]),
    ("tests/engines/requirements.txt", [line.partition("  #")[0] for line in ENGINES.read_text(encoding="utf-8").splitlines() if line[0] != "#"]),
])  # fmt: skip
def test_each_library_we_ask_for_is_pinned_within_its_bounds(name, declared):
    """A bound that moves without `make lock` is seen."""
    there = entries(name)
    for text in declared:
        asked = Requirement(text)
        versions = [version for found, version in there if found == asked.name.lower()]
        assert versions, f"{name}: {asked.name} is not there: make lock"
        assert all(version in asked.specifier for version in versions), f"{name}: {text} found {versions}: make lock"


@pytest.mark.parametrize("name", INSTALLERS)
def test_nothing_else_is_installed(name):
    """Whoever installs takes the list, with its digests (a list that holds digests is refused as soon as one is missing)."""
    for line in (PROJECT / name).read_text(encoding="utf-8").splitlines():
        if re.search(r"\bpip\b.* install ", line) and not re.search(r"'(uv|shapely)>=", line):
            assert re.search(r"--requirement (tests/engines/)?requirements(-dev)?\.txt", line), line


def test_the_licence_of_each_library_is_listed():
    """The page names what is pinned, with what each library that is here says of its own licence."""
    page = list_licences.PAGE.read_text(encoding="utf-8")
    told = list_licences.rows(page)
    assert "à lire" not in "".join(told.values())
    assert page.endswith("\n".join(("| --- | --- | --- |", *told.values(), "")))
