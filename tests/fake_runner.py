"""A forge's runner, as far as a step of ours can tell: a repository, a few variables, a shell that stops at a fault."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.sites import MINIATURE, PROJECT, project

PROGRAMS = Path(sys.executable).parent


class Runner:
    """What a forge's runner is to a step: a folder with the repository, a few variables, a shell that stops at a fault."""

    def __init__(self, folder, built=None):
        self.root, self.temp, self.summary = folder / "depot", folder / "temp", folder / "resume.md"
        project(self.root, MINIATURE)
        self.built = built
        if built:
            shutil.copytree(built.parent / "projet/.cache", self.root / ".cache", copy_function=os.link)
        self.temp.mkdir()
        self.summary.touch()
        (self.root / "build.py").write_text(
            f"import sys\nsys.path.insert(0, {str(PROJECT)!r})\nfrom pathlib import Path\nfrom atlas.cli.main import main\nsys.exit(main(sys.argv[1:], Path({str(self.root)!r})))\n",
            encoding="utf-8",
        )
        self.git("init", "-q", "-b", "main")
        self.commit("Un")

    def before(self, target):
        """Put there the site that was built of the records before anything was proposed: a step makes again what changed."""
        shutil.copytree(self.built, target, copy_function=os.link)

    def git(self, *arguments):
        """Ask Git, as nobody in particular."""
        settings = ("-c", "user.name=Essai", "-c", "user.email=essai@exemple.fr", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *settings, *arguments], cwd=self.root, check=True, capture_output=True)  # noqa: S607 - this machine's Git

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
