"""A forge's runner, as far as a step of ours can tell: a repository, a few variables, a shell that stops at a fault."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.sites import MINIATURE, PROJECT, build, git, linked, project

PROGRAMS = Path(sys.executable).parent


class Runner:
    """What a forge's runner is to a step: a folder with the repository, a few variables, a shell that stops at a fault."""

    def __init__(self, folder, built=None):
        self.root, self.temp, self.summary = folder / "depot", folder / "temp", folder / "resume.md"
        self.built = built
        project(self.root, MINIATURE)
        if built:
            linked(built.parent / "projet/.cache", self.root / ".cache")
        self.temp.mkdir()
        self.summary.touch()
        (self.root / "build.py").write_text(
            f"import sys\nsys.path.insert(0, {str(PROJECT)!r})\nfrom pathlib import Path\nfrom atlas.cli.main import main\nsys.exit(main(sys.argv[1:], Path({str(self.root)!r})))\n",
            encoding="utf-8",
        )
        self.git("init", "-q", "-b", "main")
        self.commit("Un")

    def before(self, target, page):
        """Put there the site of what is proposed but one of its pages, as a build left it: a step makes what is not there."""
        linked(self.built, target)
        build(self.root, target)
        shutil.rmtree(target / page)

    def git(self, *arguments):
        """Ask Git about the repository."""
        git(self.root, *arguments)

    def commit(self, message):
        """Keep the records as they are."""
        self.git("add", "poles", "site_config.yaml")
        self.git("commit", "-q", "-m", message)

    def propose(self, name, text):
        """As a forge checks a proposal out: merged into its target."""
        self.git("checkout", "-q", "-b", "proposition")
        (self.root / "poles" / name).write_text(text, encoding="utf-8")
        self.commit("Deux")
        self.git("checkout", "-q", "main")
        self.git("merge", "-q", "--no-ff", "-m", "Trois", "proposition")

    def run(self, shell, **variables):
        """One step, in the repository's folder."""
        environ = os.environ | {
            "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}", "RUNNER_TEMP": str(self.temp), "GITHUB_STEP_SUMMARY": str(self.summary), **variables,
        }  # fmt: skip
        return subprocess.run(["bash", "-e", "-c", shell], cwd=self.root, env=environ, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S607 - this machine's shell
