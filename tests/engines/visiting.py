"""A visitor in one engine: goes, types, presses, looks; the same words whatever the engine."""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PIL import Image
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

PATIENCE = 20  # seconds for what a page owes its reader, on a machine that does other things


@dataclass(frozen=True)
class Visitor:
    """A browser, the address of the site, and what the site heard of faults."""

    driver: WebDriver
    root: str
    heard: list[str] = field(default_factory=list)

    def go(self, path: str = "") -> Visitor:
        """Open a page of the site, whole; a fragment alone would be no visit, so the visitor comes from elsewhere."""
        if "#" in path:
            self.driver.get("about:blank")
        self.driver.get(self.root + path)
        self.until("document.readyState === 'complete'")
        return self

    def back(self) -> None:
        """Press Back."""
        self.driver.back()

    def run(self, body: str, *arguments: object) -> object:
        """What the body of a function gives, in the page."""
        return self.driver.execute_script(body, *arguments)

    def until(self, expression: str, *arguments: object) -> None:
        """Wait until a JavaScript expression is true in the page, which may be on its way to another."""
        self.wait(lambda: self.run(f"return Boolean({expression})", *arguments), f"{expression} {arguments}")

    def wait(self, true: Callable[[], object], told: str = "") -> None:
        """Wait until it is."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, f"jamais vrai : {told}, à {self.driver.current_url}"
            time.sleep(0.05)

    def element(self, css: str) -> WebElement:
        """The first that answers, once it is shown."""
        self.until("[...document.querySelectorAll(arguments[0])].some((e) => e.checkVisibility())", css)
        return next(e for e in self.driver.find_elements(By.CSS_SELECTOR, css) if e.is_displayed())

    def click(self, css: str) -> None:
        """Click it, in the middle of the screen."""
        element = self.element(css)
        self.run("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", element)
        element.click()

    def write(self, css: str, text: str) -> None:
        """Type in a field, in the place of what is there."""
        element = self.element(css)
        element.clear()
        element.send_keys(text)

    def press(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        for key in keys:
            ActionChains(self.driver).send_keys(getattr(Keys, key, key)).perform()

    def with_control(self, key: str) -> None:
        """Press a key with Control: copy, paste."""
        ActionChains(self.driver).key_down(Keys.CONTROL).send_keys(key).key_up(Keys.CONTROL).perform()

    def tab_to(self, css: str, most: int = 80) -> None:
        """Press Tab until the focus is there."""
        for _ in range(most):
            if self.run("return document.activeElement.matches(arguments[0])", css):
                return
            self.press("TAB")
        raise AssertionError(f"{css} n’est pas atteint au clavier")

    def words(self, css: str) -> str:
        """What is read there, each space a plain one."""
        return " ".join(str(self.run("return document.querySelector(arguments[0])?.innerText ?? ''", css)).split())

    def texts(self, css: str) -> list[str]:
        """What each of those that are shown says."""
        found = self.run("return [...document.querySelectorAll(arguments[0])].filter((e) => e.checkVisibility()).map((e) => e.textContent)", css)
        assert isinstance(found, list)
        return [" ".join(text.split()) for text in found]

    @contextlib.contextmanager
    def narrow(self, width: int) -> Iterator[None]:
        """The same page in a small window, for a while: no engine makes its main one so small, all give a page the one it asks for at a click."""
        here = self.driver.current_window_handle
        features = f"popup,width={width},height=740"
        self.run("const [features] = arguments; document.querySelector('h1').addEventListener('click', () => open(location.href, '', features), { once: true })", features)
        self.click("h1")
        self.wait(lambda: len(self.driver.window_handles) == 2)
        self.driver.switch_to.window(next(h for h in self.driver.window_handles if h != here))
        try:
            self.until("location.protocol !== 'about:' && document.readyState === 'complete' && innerWidth <= arguments[0]", width)
            yield
        finally:
            self.driver.close()
            self.driver.switch_to.window(here)

    def seen(self) -> Image.Image:
        """What is on the screen."""
        return Image.open(io.BytesIO(self.driver.get_screenshot_as_png())).convert("RGB")
