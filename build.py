"""The one door of the atlas: build, serve, check, new, report. `python build.py --help` tells the rest."""

import sys

from atlas.cli.main import main

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ModuleNotFoundError as missing:
        if (missing.name or "atlas").partition(".")[0] == "atlas":
            raise  # ours: the traceback tells where
        sys.exit(
            f"Ce Python n’a pas la bibliothèque « {missing.name} ». Une fois, « make site » la met dans .venv ; puis lancez "
            f"« .venv/bin/python {' '.join(sys.argv)} » (Windows : « .venv\\Scripts\\python »)."
        )
