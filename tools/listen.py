"""What a screen reader says of a journey, beside what it should say: Orca, in French, on Firefox, in a screen that nobody sees.

    python tools/listen.py                       every journey of tools/listen.yaml, on what is built in site/
    python tools/listen.py autodiagnostic fiche  these two
    python tools/listen.py --page poles/epv/ --keys 'ctrl+Home h h Down*6'

Outside CI: it wants Debian's packages (docs/ecoute.md names them) and half a minute a journey. It finds what is said twice, or not
at all; whether it is clear, only someone who listens every day can say.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import serve  # noqa: E402 - as strict a server as the tests have

QUIET, LONGEST, START = 0.9, 20.0, 90.0  # seconds: without a word all is said; for one key, at most; for Orca or a page to come
SAID = re.compile(r"SPEECH OUTPUT: '(.*?)'[ ]?(?:\[?\{[^\n]*\}\]?|None)?[ ]*$", re.MULTILINE | re.DOTALL)
KEYS = re.compile(r'"[^"]*"|\S+')
ORCA = {
    "general": {
        "startingProfile": ["Default", "default"], "activeProfile": ["Default", "default"], "speechServerFactory": "speechdispatcherfactory",
        # Else it never leaves reading everything, and letters typed act as commands.
        "sayAllOnLoad": False, "pageSummaryOnLoad": False, "enableKeyEcho": False, "enableBraille": False, "enableSound": False,
    },
    "profiles": {"default": {"profile": ["Default", "default"], "pronunciations": {}, "keybindings": {}}},
    "pronunciations": {}, "keybindings": {},
}  # fmt: skip
FIREFOX = {
    "intl.locale.requested": "fr", "intl.accept_languages": "fr", "extensions.autoDisableScopes": 0, "browser.aboutwelcome.enabled": False,
    "browser.startup.homepage_override.mstone": "ignore", "browser.shell.checkDefaultBrowser": False, "browser.warnOnQuit": False,
    "datareporting.policy.dataSubmissionEnabled": False, "browser.sessionstore.resume_from_crash": False, "browser.translations.enable": False,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False, "app.update.enabled": False,
}  # fmt: skip
# Orca's own way to be told more at its start. Without the second, what was just said waits in a buffer for what will be said.
LOUDER = "from orca import debug\ndebug.debugLevel = debug.LEVEL_INFO\ndebug.debugFile.reconfigure(line_buffering=True)\n"
SPEECH = 'LogLevel 0\nAudioOutputMethod "libao"\nAddModule "dummy" "sd_dummy" ""\nDefaultModule dummy\nDefaultLanguage "fr"\n'
# A window manager of one desktop and without keys: its own move the window away under those of Orca's tables.
WINDOWS = '<openbox_config xmlns="http://openbox.org/3.4/rc"><desktops><number>1</number></desktops><keyboard/></openbox_config>'


@dataclass(slots=True)
class Ear:
    """What Orca writes of what it says, and the keys it hears."""

    log: Path
    env: dict[str, str]
    read: int = 0

    def listen(self) -> list[str]:
        """What was said since the last time, once nothing more comes."""
        size, started = -1, time.monotonic()
        last = started
        while time.monotonic() - last < QUIET and time.monotonic() - started < LONGEST:
            if (now := self.log.stat().st_size) != size:
                size, last = now, time.monotonic()
            time.sleep(0.1)
        text = self.log.read_bytes()[self.read :]
        self.read += len(text)
        return [" ".join(said.split()) for said in SAID.findall(text.decode("utf-8", "replace")) if said.strip()]

    def press(self, key: str) -> list[str]:
        """What is said after a key (xdotool's name), a "word" typed, or `wait2`."""
        if key.startswith("wait"):
            time.sleep(float(key.removeprefix("wait")))
        else:
            order = ["type", "--delay", "90", key.strip('"')] if key.startswith('"') else ["key", "--clearmodifiers", key]
            subprocess.run(["xdotool", *order], env=self.env, check=True)
        return self.listen()


def keys(text: str) -> Iterator[str]:
    """`Down*3 "two words" Tab` → one by one."""
    for word in KEYS.findall(text):
        key, _, times = word.partition("*")
        yield from [key] * int(times or 1)


@contextlib.contextmanager
def listening(folder: Path) -> Iterator[Ear]:
    """A virtual screen, its buses, a silent voice, Orca; everything ends with the block."""
    for path, text in {
        "run/.here": "", ".libao": "default_driver=null\n",  # the pulse output ends the service where no sound server runs
        "config/speech-dispatcher/speechd.conf": SPEECH, "config/openbox/rc.xml": WINDOWS,
        "data/orca/orca-customizations.py": LOUDER, "data/orca/user-settings.conf": json.dumps(ORCA), "orca.debug": "",
    }.items():  # fmt: skip
        (folder / path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / path).write_text(text, encoding="utf-8")
    env = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"} | {
        "HOME": str(folder), "LANG": "fr_FR.UTF-8", "LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr", "GNOME_ACCESSIBILITY": "1",
        "XDG_RUNTIME_DIR": str(folder / "run"), "XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }  # fmt: skip
    with contextlib.ExitStack() as stack:

        def start(*order: str) -> None:
            stack.enter_context(_running(folder, env, *order))

        env["DISPLAY"] = ":" + stack.enter_context(_saying(folder, env, "Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"))
        env["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(_saying(folder, env, "dbus-daemon", "--session", "--nofork", "--print-address"))
        start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately", "--a11y=1", "--screen-reader=1")
        start("openbox")
        time.sleep(1)
        ear = Ear(folder / "orca.debug", env)
        start("orca", f"--debug-file={ear.log}")
        _until(ear.listen, "Orca ne dit rien : un autre Orca est-il déjà en marche ?")
        yield ear


@contextlib.contextmanager
def _running(folder: Path, env: dict[str, str], *order: str, out: int | None = None) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / f"{Path(order[0]).name}.log").open("ab") as log:
        process = subprocess.Popen(order, env=env, stdout=out or log, stderr=log, start_new_session=True)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(10)


@contextlib.contextmanager
def _saying(folder: Path, env: dict[str, str], *order: str) -> Iterator[str]:
    """The first line of what it says."""
    with _running(folder, env, *order, out=subprocess.PIPE) as process:
        assert process.stdout
        yield process.stdout.readline().decode().strip()


def _until(said: Callable[[], object], otherwise: str) -> None:
    deadline = time.monotonic() + START
    while not said():
        if time.monotonic() > deadline:
            raise SystemExit(otherwise)


@contextlib.contextmanager
def reading(ear: Ear, folder: Path, address: str) -> Iterator[None]:
    """A Firefox of its own, on this page, once Orca has said that it is loaded."""
    profile = Path(tempfile.mkdtemp(dir=folder))
    (profile / "user.js").write_text("".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in FIREFOX.items()), encoding="utf-8")
    with _running(folder, ear.env, "firefox-esr", "--new-instance", "--profile", str(profile), address):
        _until(lambda: any("terminé" in said for said in ear.listen()), f"{address} ne s’est pas ouvert")
        ear.press("wait1.5")
        yield


def journey(ear: Ear, folder: Path, home: str, told: dict[str, Any]) -> int:
    """Prints what is heard of a journey; how many things are missing, or said that should not be."""
    print(f"\n## {told['titre']}\n\n`{told['page']}`\n\n| touches | entendu | attendu |\n| --- | --- | --- |", flush=True)
    wrong = 0
    with reading(ear, folder, home + told["page"]):
        for step in told["etapes"]:
            said = [words for key in keys(step["touches"]) for words in ear.press(key)]
            heard = " · ".join(said)
            faults = [f"**manque** : {words}" for words in step.get("entendre", ()) if not re.search(words, heard)]
            faults += [f"**de trop** : {words}" for words in step.get("jamais", ()) if re.search(words, heard)]
            faults += [f"**{heard.count(words)} fois** : {words}" for words in step.get("une_fois", ()) if heard.count(words) != 1]
            wrong += len(faults)
            print(f"| `{step['touches']}` | {heard.replace('|', '¦')} | {' ; '.join(faults) or step.get('attendu', 'oui')} |", flush=True)
    return wrong


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parcours", nargs="*")
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--page", help="une page, au lieu des parcours")
    parser.add_argument("--keys", default="ctrl+Home h Down*5")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    known = yaml.safe_load((ROOT / "tools/listen.yaml").read_text(encoding="utf-8"))
    chosen = [known[name] for name in asked.parcours or known]
    if asked.page is not None:
        chosen = [{"titre": "Une page", "page": asked.page, "etapes": [{"touches": key, "attendu": ""} for key in keys(asked.keys)]}]
    with open(Path(tempfile.gettempdir()) / "listen.lock", "w") as lock, tempfile.TemporaryDirectory() as folder:  # noqa: PTH123
        fcntl.flock(lock, fcntl.LOCK_EX)  # two Orcas would each listen to the other's keys
        with serve(asked.site) as home, listening(Path(folder)) as ear:
            wrong = sum(journey(ear, Path(folder), home, told) for told in chosen)
    print(f"\n{wrong} écart{'s' if wrong > 1 else ''}.")
    return min(wrong, 1)


if __name__ == "__main__":
    raise SystemExit(main())
