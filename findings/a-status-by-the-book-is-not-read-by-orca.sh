#!/bin/sh
# Orca 43.1 on Firefox ESR (Debian 12) reads by line a page with the status message of WCAG's technique ARIA22: text straight in an
# element of role "status", as every guide writes it. Needs root and Debian's registry; takes a minute.
#
# One would bet that what is visible text can be read by line, whatever its role. It cannot: for `<p role="status">5 results</p>`, or
# a `<div>`, the line is « statusbar » alone, and the words are nowhere to be read again once announced. With a paragraph inside
# (`<div role="status"><p>5 results</p></div>`), the words are read and « statusbar » is not said. An empty status of the first form
# is a line too; of the second, none. axe and the validator find all of them right.
# Seen on 29 November 2026 with firefox-esr 153.8.0esr-1~deb12u1: prints the lines below. Fails if it changes.
set -eu
work=$(mktemp -d)
export HOME="$work" XDG_RUNTIME_DIR="$work/run" XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config" XDG_CACHE_HOME="$work/cache"
export LANG=C.UTF-8 LC_ALL=C.UTF-8 GNOME_ACCESSIBILITY=1
started=""
trap 'for one in $started; do kill "$one" 2>/dev/null || true; done; sleep 1; rm -rf "$work"' EXIT
DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends orca=43.1-1 at-spi2-core=2.46.0-5 speech-dispatcher firefox-esr \
  xvfb dbus-x11 openbox xdotool python3-pyatspi gir1.2-atspi-2.0 gir1.2-wnck-3.0 >/dev/null 2>&1
mkdir -p "$work/data/orca" "$work/config/speech-dispatcher" "$work/profile"
mkdir -m 700 "$work/run"
echo 'default_driver=null' >"$work/.libao"
printf 'AudioOutputMethod "libao"\nAddModule "dummy" "sd_dummy" ""\nDefaultModule dummy\n' >"$work/config/speech-dispatcher/speechd.conf"
cat >"$work/data/orca/user-settings.conf" <<'JSON'
{"general": {"startingProfile": ["Default", "default"], "activeProfile": ["Default", "default"], "sayAllOnLoad": false,
  "pageSummaryOnLoad": false, "enableKeyEcho": false, "enableBraille": false, "enableSound": false},
 "profiles": {"default": {"profile": ["Default", "default"], "pronunciations": {}, "keybindings": {}}}, "pronunciations": {}, "keybindings": {}}
JSON
cat >"$work/data/orca/orca-customizations.py" <<'PY'
from orca import debug
debug.debugLevel = debug.LEVEL_INFO
debug.debugFile.reconfigure(line_buffering=True)
PY
printf 'user_pref("browser.aboutwelcome.enabled", false);\nuser_pref("datareporting.policy.dataSubmissionEnabled", false);\nuser_pref("browser.startup.homepage_override.mstone", "ignore");\n' >"$work/profile/user.js"
cat >"$work/page.html" <<'HTML'
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Statuses</title></head><body><main><h1>Statuses</h1>
<p>One.</p><p role="status">5 results for one.</p>
<p>Two.</p><div role="status">5 results for two.</div>
<p>Three.</p><div role="status"><p>5 results for three.</p></div>
<p>Four.</p><p role="status" style="min-height: 1em"></p>
<p>Five.</p><div role="status" style="min-height: 1em"><p></p></div>
<p>End.</p></main></body></html>
HTML
Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
started="$started $!"
dbus-daemon --session --nofork --print-address=4 4>"$work/bus" 2>/dev/null &
started="$! $started"
sleep 2
DISPLAY=":$(cat "$work/display")"
DBUS_SESSION_BUS_ADDRESS=$(cat "$work/bus")
export DISPLAY DBUS_SESSION_BUS_ADDRESS
/usr/libexec/at-spi-bus-launcher --launch-immediately --a11y=1 --screen-reader=1 >/dev/null 2>&1 &
started="$! $started"
openbox >/dev/null 2>&1 &
started="$! $started"
sleep 2
orca --debug-file="$work/heard" >/dev/null 2>&1 &
started="$! $started"
sleep 6
firefox-esr --new-instance --profile "$work/profile" "file://$work/page.html" >/dev/null 2>&1 &
started="$! $started"
said() { sed -n "s/.*SPEECH OUTPUT: '\(.*\)' *\[*{.*/\1/p" "$work/heard"; }
calm() { # until nothing more was said or done for four seconds
  before=-1
  while [ "$before" != "$(wc -c <"$work/heard")" ]; do
    before=$(wc -c <"$work/heard")
    sleep 4
  done
}
until said | grep -q "Finished loading Statuses"; do sleep 1; done
calm
xdotool key ctrl+Home
calm
already=$(said | wc -l)
for _ in 1 2 3 4 5 6 7 8 9 10; do
  xdotool key Down
  sleep 2
done
calm
seen=$(said | tail -n "+$((already + 1))" | sed 's/ *$//' | grep . || true)
echo "$seen"
expected="One.
statusbar.
Two.
statusbar.
Three.
5 results for three.
Four.
statusbar.
Five.
End."
[ "$seen" = "$expected" ]
