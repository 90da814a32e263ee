"""What every measure starts from: a copy of the project, and what it was taken on."""

from __future__ import annotations

import os
import platform
import shutil
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NEEDED = ("build.py", "atlas", "templates", "assets", "content", "site_config.yaml")
SHARED = next((d for d in ("/dev/shm",) if os.access(d, os.W_OK)), None)  # noqa: S108 - a RAM disk: see docs/performance.md


def copied(folder: Path) -> Path:
    """Our code and texts, copied once: what is edited during a measure does not disturb it."""
    folder.mkdir()
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, folder / name)
    return folder


def machine() -> str:
    """What the figures were taken on, in a sentence."""
    try:
        model = next(line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.machine()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    versions = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "folium"))
    return f"{model}, {cores} cœurs, Python {platform.python_version()}, {versions}"
