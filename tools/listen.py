"""What a screen reader says of a journey, beside what it should say: Orca, in French, on Firefox, in a screen that nobody sees.

    python tools/listen.py                          all the journeys of tools/listen.yaml, on site/
    python tools/listen.py autodiagnostic fiche     those two
    python tools/listen.py --page poles/phares/ --keys "h h Down*12"     what this page says to these keys

Outside CI: it needs Debian's packages (docs/ecoute.md names them), and a minute a journey. Nobody who depends on a screen reader
is replaced by this: it finds what is said twice, or not at all.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import serve  # noqa: E402 - the same strict little server as the tests

QUIET, LONGEST = 0.9, 20.0  # seconds: without a new word, all is said; and whatever happens, no longer than this
SAID = re.compile(r"SPEECH OUTPUT: '(.*?)'[ ]?(?:\{[^\n]*\}|None)?[ ]*$", re.MULTILINE | re.DOTALL)
ORCA = {
    "general": {
        "startingProfile": ["Default", "default"], "activeProfile": ["Default", "default"],
        "speechServerFactory": "speechdispatcherfactory",
        "sayAllOnLoad": False,  # else it never leaves reading everything, and letters act as commands
        "pageSummaryOnLoad": False, "enableKeyEcho": False, "enableSpeech": True, "enableBraille": False, "enableSound": False,
    },
    "profiles": {"default": {"profile": ["Default", "default"], "pronunciations": {}, "keybindings": {}}},
    "pronunciations": {}, "keybindings": {},
}  # fmt: skip
FIREFOX = {
    "accessibility.force_disabled": -1, "intl.locale.requested": "fr", "intl.accept_languages": "fr", "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False, "browser.startup.page": 0, "datareporting.policy.dataSubmissionEnabled": False,
    "browser.sessionstore.resume_from_crash": False, "app.update.enabled": False, "extensions.update.enabled": False,
    "browser.startup.homepage_override.mstone": "ignore", "startup.homepage_welcome_url": "", "browser.warnOnQuit": False,
    "browser.translations.enable": False, "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "extensions.autoDisableScopes": 0, "signon.rememberSignons": False, "browser.urlbar.suggest.searches": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """Keys (xdotool's names, `Down*12` for twelve, `"word"` typed), what must be among what is heard, and what must not."""

    keys: str
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Journey:
    """A page, the width of its window, and steps."""

    name: str
    title: str
    page: str
    steps: tuple[Step, ...]


@dataclass(slots=True)
class Ear:
    """What Orca writes of what it says."""

    log: Path
    read: int = 0
    env: dict[str, str] = field(default_factory=dict)

    def new(self) -> list[str]:
        """What was said since the last time, once nothing more comes."""
        started = last = time.monotonic()
        size = self.log.stat().st_size
        while time.monotonic() - last < QUIET and time.monotonic() - started < LONGEST:
            time.sleep(0.1)
            if (now := self.log.stat().st_size) != size:
                size, last = now, time.monotonic()
        with self.log.open("rb") as file:
            file.seek(self.read)
            text = file.read()
        self.read += len(text)
        return [" ".join(said.split()) for said in SAID.findall(text.decode("utf-8", "replace")) if said.strip()]

    def press(self, keys: str) -> list[list[str]]:
        """What is said after each key."""
        return [self._one(key) for key in _keys(keys)]

    def _one(self, key: str) -> list[str]:
        if key.startswith('"'):
            order = ["type", "--delay", "90", key.strip('"')]
        elif key.startswith("wait"):
            time.sleep(float(key[4:]))
            return self.new()
        else:
            order = ["key", "--clearmodifiers", key]
        subprocess.run(["xdotool", *order], env=self.env, check=True)
        return self.new()


def _keys(keys: str) -> Iterator[str]:
    for word in re.findall(r'"[^"]*"|\S+', keys):
        key, _, times = word.partition("*") if not word.startswith('"') else (word, "", "")
        yield from [key] * int(times or 1)


@contextlib.contextmanager
def listening(folder: Path) -> Iterator[Ear]:
    """A virtual screen, its buses, a silent voice, Orca: everything ends with the block."""
    env = os.environ | {
        "HOME": str(folder), "LANG": "fr_FR.UTF-8", "LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr", "GTK_MODULES": "gail:atk-bridge",
        "GNOME_ACCESSIBILITY": "1", "NO_AT_BRIDGE": "0", "MOZ_ENABLE_WAYLAND": "0", "XDG_RUNTIME_DIR": str(folder / "run"),
        "XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config"), "XDG_CACHE_HOME": str(folder / "cache"),
    }  # fmt: skip
    env.pop("WAYLAND_DISPLAY", None)
    _settle(folder)
    started: list[subprocess.Popen[bytes]] = []

    def start(*order: str, **more: object) -> subprocess.Popen[bytes]:
        name = Path(order[0]).name
        with (folder / f"{name}.log").open("wb") as out:
            process = subprocess.Popen(order, env=env, stdout=more.get("stdout", out), stderr=out, start_new_session=True)  # type: ignore[call-overload]
        started.append(process)
        return process

    try:
        screen = start("Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp", stdout=subprocess.PIPE)
        env["DISPLAY"] = ":" + screen.stdout.readline().decode().strip()
        bus = start("dbus-daemon", "--session", "--nofork", "--print-address", stdout=subprocess.PIPE)
        env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately", "--a11y=1", "--screen-reader=1")
        start("openbox")
        time.sleep(1)
        log = folder / "orca.debug"
        log.touch()
        ear = Ear(log, env=env)
        start("orca", f"--debug-file={log}")
        _until(lambda: log.stat().st_size > 0 and ear.new(), "Orca ne dit rien")
        yield ear
    finally:
        for process in reversed(started):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, 15)
        for process in started:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)


def _settle(folder: Path) -> None:
    (folder / "run").mkdir(mode=0o700, parents=True)
    speech = folder / "config" / "speech-dispatcher"
    (speech / "modules").mkdir(parents=True)
    # The pulse output ends the service where no sound server runs; libao has an output to nowhere.
    (folder / ".libao").write_text("default_driver=null\n", encoding="utf-8")
    (speech / "speechd.conf").write_text(
        'LogLevel 1\nLogDir "default"\nAudioOutputMethod "libao"\nAddModule "dummy" "sd_dummy" ""\nDefaultModule dummy\nDefaultLanguage "fr"\n',
        encoding="utf-8",
    )
    orca = folder / "data" / "orca"
    orca.mkdir(parents=True)
    # Else what was just said waits in a buffer for what will be said.
    (orca / "orca-customizations.py").write_text("from orca import debug\ndebug.debugLevel = debug.LEVEL_INFO\ndebug.debugFile.reconfigure(line_buffering=True)\n", encoding="utf-8")
    (orca / "user-settings.conf").write_text(json.dumps(ORCA), encoding="utf-8")


def _until(true: object, otherwise: str) -> None:
    deadline = time.monotonic() + 60
    while not true():  # type: ignore[operator]
        if time.monotonic() > deadline:
            raise SystemExit(otherwise)
        time.sleep(0.3)


@contextlib.contextmanager
def firefox(ear: Ear, folder: Path, address: str) -> Iterator[None]:
    """A Firefox of its own, on this page."""
    profile = Path(tempfile.mkdtemp(dir=folder))
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in FIREFOX.items())
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    with (profile / "log").open("wb") as out:
        process = subprocess.Popen(
            ["firefox-esr", "--new-instance", "--profile", str(profile), address],
            env=ear.env, stdout=out, stderr=out, start_new_session=True,
        )  # fmt: skip
    try:
        yield
    finally:
        os.killpg(process.pid, 15)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
