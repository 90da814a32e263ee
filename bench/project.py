"""What every measure starts from: a project of this version or of another one, real or invented records, and what it was taken on."""

from __future__ import annotations

import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NEEDED = ("build.py", "atlas", "templates", "assets", "content", "site_config.yaml")
SHARED = next((d for d in ("/dev/shm",) if os.access(d, os.W_OK)), None)  # noqa: S108 - a RAM disk: see docs/performance.md
BEFORE = "cb333fc"  # the last build that remembered nothing of a record
BUILD = (sys.executable, "build.py", "build", "--output", "site")


def copied(folder: Path) -> Path:
    """Our code and texts, copied once: what is edited during a measure does not disturb it."""
    folder.mkdir()
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, folder / name)
    return folder


def version(name: str, folder: Path, *parts: str) -> Path:
    """A version taken from the history: these parts of it, or all."""
    packed = subprocess.run(("git", "archive", name, *parts), cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def project(folder: Path, code: Path, records: Path) -> Path:
    """A project of its own, its code and texts from one place, its records from another."""
    shutil.copytree(code, folder)
    shutil.rmtree(folder / "poles", ignore_errors=True)
    shutil.copytree(records, folder / "poles")
    return folder


def invented(size: int, folder: Path, code: Path = ROOT) -> Path:
    """So many invented records, made by a process that ends: who measures memory stays small (`bench.measure.cost`)."""
    subprocess.run((sys.executable, "-m", "bench.generate", str(size), str(folder)), cwd=code, check=True, stdout=subprocess.DEVNULL)
    return folder


def machine() -> str:
    """What the figures were taken on, in a sentence."""
    try:
        model = next(line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.machine()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("mkdocs", "mkdocs-material", "folium"))
    return f"{model}, {cores} cœurs, Python {platform.python_version()}, {versions}"


def load() -> str:
    """How busy the machine is."""
    return f"charge de la machine : {os.getloadavg()[0]:.1f}".replace(".", ",")
