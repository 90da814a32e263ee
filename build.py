"""The one door of the atlas: build, serve, check, new, report. `python build.py --help` tells the rest."""

import os
import sys

if __name__ == "__main__":
    try:
        from atlas.cli.main import main

        code = main(sys.argv[1:])
    except KeyboardInterrupt:  # while our modules were being read
        sys.exit("Interrompu.")
    except ModuleNotFoundError as missing:
        if (missing.name or "atlas").partition(".")[0] == "atlas":
            raise  # ours: the traceback tells where
        sys.exit(
            f"Ce Python n’a pas la bibliothèque « {missing.name} ». Une fois, « make site » la met dans .venv ; puis lancez "
            f"« .venv/bin/python {' '.join(sys.argv)} » (Windows : « .venv\\Scripts\\python »)."
        )
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except OSError:  # who was reading has gone: Python says so as it leaves
        sys.exit(code)
    os._exit(code)  # the system takes back at once what Python would take apart value by value
