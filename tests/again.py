"""Try the few tests that failed once more, alone: `python -m tests.again`, after a full run. `.ci/run` does it.

Two cores that share fifteen hundred pages of a browser are sometimes late where one page is not. A test that fails twice has
failed; one that passes alone is named as unstable, loudly, for somebody to look into: more than one such test was a real race.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

FEW = 5
ROOT = Path(__file__).resolve().parent.parent


def main(root: Path = ROOT) -> int:
    """0 if the tests of this folder that failed, five at most, all pass alone; else 1."""
    failed = root / ".pytest_cache" / "v" / "cache" / "lastfailed"
    names = sorted(json.loads(failed.read_text(encoding="utf-8"))) if failed.is_file() else []
    if not names or len(names) > FEW:
        return 1
    print(f"Encore une fois, {'seul' if len(names) == 1 else 'seuls'} :", *names, sep="\n  ", flush=True)
    # The list of failures stays as the full run left it, for whoever reads it after.
    alone = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", *names]
    if subprocess.run(alone, cwd=root, check=False).returncode:
        return 1
    print("INSTABLE : échoué parmi les autres, passé seul. À regarder, une vraie course s’y cache peut-être :", *names, sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
