"""The one door of the atlas: build, serve, check, new, report. `python build.py --help` tells the rest."""

import sys

from atlas.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
