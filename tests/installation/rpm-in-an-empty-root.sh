#!/usr/bin/env bash
# rpm-in-an-empty-root.sh FOLDER PACKAGE.rpm
#
# Installs and erases the package with rpm in a copy of the Debian that in-a-new-debian.sh left below FOLDER: its files
# come and go, and its script says what stays. What it depends on is not there, so nothing is started.
set -euo pipefail

folder=$1
package=$2

root=$(mktemp -d "$folder/root.XXXXXX")
trap 'rm -rf --one-file-system "$root"' EXIT
tar -C "$root" -xf "$folder/bookworm.tar" --exclude './dev/*'
kept="$root/home/person/.local/share/org.chartside.app/vault"
mkdir -p "$kept"

fail() {
    echo "FAILED: $*" >&2
    exit 1
}
rpm_there() { rpm --root "$root" --nosignature "$@"; }

echo "== install the rpm without what it depends on"
rpm_there --install --nodeps "$package"
[ -x "$root/usr/bin/chartside" ] || fail "no program"
rpm_there --verify --nodeps chartside || fail "it is not as it was packed"

echo "== erase it"
said=$(rpm_there --erase chartside)
[[ $said == *"stay in"* ]] || fail "the package does not say what stays: $said"
left=$(find "$root/usr" "$root/etc" -iname '*chartside*' -not -type d)
[ -z "$left" ] || fail "left behind: $left"
[ -d "$kept" ] || fail "erasing touched what was kept"
echo "ok: installed and erased by $(rpm --version)"
