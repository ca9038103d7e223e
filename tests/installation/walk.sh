#!/usr/bin/env bash
# The life of the package in a new Debian: installed, used by a person, upgraded, removed. Run by
# in-a-new-debian.sh inside that Debian. Ends at the first thing that is not as it should be.
set -euo pipefail

scheme=org.chartside.app
kept=/home/person/.local/share/$scheme
log=/home/person/chartside.log

fail() {
    echo "FAILED: $*" >&2
    tail -n 40 "$log" 2>/dev/null >&2 || true
    exit 1
}
step() { echo "== $*"; }
install() {
    apt-get install -o APT::Keep-Downloaded-Packages=true --quiet --quiet --yes --no-install-recommends "$@"
}

# What the person of this computer does, in a desktop session of theirs.
person() {
    runuser --user person -- env -i HOME=/home/person USER=person PATH=/usr/bin:/bin LC_ALL=C.UTF-8 \
        XDG_RUNTIME_DIR=/run/person XDG_CURRENT_DESKTOP="${DESKTOP-GNOME}" GDK_BACKEND=x11 \
        LIBGL_ALWAYS_SOFTWARE=1 DISPLAY="${DISPLAY:-}" DBUS_SESSION_BUS_ADDRESS="${BUS:-}" "$@"
}
# Waits for a condition, a minute at most: a new system on a busy computer takes its time.
until_true() {
    local what=$1
    shift
    for _ in $(seq 600); do
        if "$@"; then return 0; fi
        sleep 0.1
    done
    fail "waited in vain: $what"
}
links() { grep -c 'mark name="link"' "$log" || true; }
links_are() { [ "$(links)" = "$1" ]; }
runs() { pgrep --exact chartside >/dev/null; }
runs_not() { ! runs; }
# Without what is noted while the app runs, and goes with its end.
what_is_kept() { (cd "$kept" && find . -type f -not -name starts.json -not -name updates.json | sort); }
window_is_there() { person xwininfo -root -tree 2>/dev/null | grep -q '"Chartside"'; }

step "install the older one with what it depends on, and nothing else"
apt-get update --quiet --quiet
install /walk/older.deb >/dev/null
if ldd /usr/bin/chartside | grep "not found"; then
    fail "the package does not depend on these"
fi
[ ! -e "/root/.local/share/$scheme" ] || fail "installing wrote into a home"

step "a person, and a desktop session"
# shellcheck disable=SC2086 # several
install $TOOLS x11-utils >/dev/null
useradd --create-home person
mkdir -m 700 /run/person && chown person /run/person
mkfifo /walk/display
Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp 3>/walk/display 2>/dev/null &
read -r display </walk/display
export DISPLAY=:$display
BUS=$(person dbus-daemon --session --fork --print-address)

step "the desktop opens our links with it"
handlers=$(person gio mime "x-scheme-handler/$scheme")
[[ ${handlers%%$'\n'*} == *Chartside.desktop* ]] || fail "the desktop says: $handlers"
[ "$(person xdg-mime query default "x-scheme-handler/$scheme")" = Chartside.desktop ] || fail "xdg-mime"

step "start it"
person chartside 2>"$log" &
until_true "a window" window_is_there
# Without a keychain, as here, the app itself keeps nothing for good.
person mkdir -p "$kept/records" && person touch "$kept/records/of-the-person"

step "a link through gio, and one through xdg-open, each with a code"
person gio open "$scheme:/callback?code=CANARY-1&state=unknown"
until_true "the first link" links_are 1
person xdg-open "$scheme:/callback?code=CANARY-2&state=unknown"
until_true "the second link" links_are 2
DESKTOP='' person xdg-open "$scheme:/callback?code=CANARY-3&state=unknown"
until_true "the third link, without a known desktop" links_are 3
grep -q CANARY "$log" && fail "the log holds a code"
[ "$(pgrep --exact --count chartside)" = 1 ] || fail "there is more than one app"

step "end it, and start it by a link"
pkill --exact chartside
until_true "its end" runs_not
person gio open "$scheme:/launch?iss=https://ehr.invalid/fhir&launch=x" 2>>"$log"
until_true "a start by the link" runs
until_true "its window" window_is_there

step "upgrade while it runs; what was kept stays"
before=$(what_is_kept)
install /walk/chartside.deb >/dev/null
[ "$(dpkg-query --show --showformat '${Version}' chartside)" = "$VERSION" ] || fail "not upgraded"
[ "$(what_is_kept)" = "$before" ] || fail "the upgrade touched what was kept"
runs || fail "the upgrade ended the running app"
pkill --exact chartside
until_true "its end" runs_not
person chartside 2>"$log" &
until_true "the new one's window" window_is_there
person gio open "$scheme:/callback?code=CANARY-4&state=unknown"
until_true "a link to the new one" links_are 1
pkill --exact chartside
until_true "its end" runs_not

step "no way back by accident"
if install /walk/older.deb >/dev/null 2>&1; then
    fail "an older version took the place of the newer one"
fi

step "remove it"
apt-get purge --quiet --quiet --yes chartside >/walk/said
grep -q "stay in" /walk/said || fail "the package does not say what stays"
[ ! -e /usr/bin/chartside ] || fail "the program is still there"
[ -z "$(find / -xdev -path /walk -prune -o -path /home -prune -o -path /proc -prune -o -path '/var/*' -prune -o \
    -iname '*chartside*' -print)" ] || fail "left behind: $(find /usr /etc -iname '*chartside*')"
[ -z "$(person xdg-mime query default "x-scheme-handler/$scheme")" ] || fail "links still go there"
[ "$(what_is_kept)" = "$before" ] || fail "removing touched what was kept"

echo "ok: installed, used, upgraded and removed; kept: $(find "$kept" -type f | wc -l) files"
