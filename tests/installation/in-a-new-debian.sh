#!/usr/bin/env bash
# in-a-new-debian.sh FOLDER PACKAGE.deb [OLDER.deb]
#
# Makes a new Debian below FOLDER (kept for the next time, without what is installed here) and walks through the
# life of the package in a copy of it: walk.sh. Everything runs in namespaces of its own, so that nothing is mounted
# or running any more when this ends, however it ends. Run by `cargo xtask install-check`, as root.
set -euo pipefail

folder=$1
package=$2
older=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
suite=bookworm
# What the walk needs beside the package. It is installed after the package, or it would bring what that lacks.
tools="dbus-bin dbus-daemon dbus-x11 libglib2.0-bin procps xvfb"

mkdir -p "$folder/archives/partial"
if [ ! -e "$folder/$suite.tar" ]; then
    # Names of packages are looked up anew when they are installed.
    mmdebstrap --quiet --variant=apt "$suite" "$folder/$suite.new.tar"
    mv "$folder/$suite.new.tar" "$folder/$suite.tar"
fi

root=$(mktemp -d "$folder/root.XXXXXX")
trap 'rm -rf --one-file-system "$root"' EXIT
tar -C "$root" -xf "$folder/$suite.tar" --exclude './dev/*'
cp /etc/resolv.conf "$root/etc/resolv.conf"
mkdir "$root/walk"
cp "$here/walk.sh" "$root/walk/"
cp "$package" "$root/walk/chartside.deb"

version=$(dpkg-deb --field "$package" Version)
if [ -n "$older" ]; then
    cp "$older" "$root/walk/older.deb"
else
    # The same files under an older name: what an upgrade does is done by dpkg and the scripts.
    dpkg-deb --raw-extract "$package" "$folder/older.tree"
    sed -i "s/^Version: .*/Version: $version~older/" "$folder/older.tree/DEBIAN/control"
    dpkg-deb --root-owner-group -Zgzip -z1 --build "$folder/older.tree" "$root/walk/older.deb" >/dev/null
    rm -r "$folder/older.tree"
fi

# shellcheck disable=SC2016 # the inner shell expands them
unshare --mount --pid --fork --kill-child --mount-proc sh -c '
    root=$1
    mount --make-rprivate /
    mount -t proc proc "$root/proc"
    mount -t tmpfs tmpfs "$root/dev"
    for device in null zero full random urandom; do
        touch "$root/dev/$device"
        mount --bind "/dev/$device" "$root/dev/$device"
    done
    mkdir -m 1777 "$root/dev/shm"
    ln -s /proc/self/fd "$root/dev/fd"
    # What was fetched for an earlier walk is not fetched again.
    mount --bind "$4" "$root/var/cache/apt/archives"
    mkdir "$root/dev/pts"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
    ln -s pts/ptmx "$root/dev/ptmx"
    # There is no system to start services of: packages that have some are told so.
    printf "#!/bin/sh\nexit 101\n" >"$root/usr/sbin/policy-rc.d"
    chmod 755 "$root/usr/sbin/policy-rc.d"
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 http_proxy="$http_proxy" \
        DEBIAN_FRONTEND=noninteractive TOOLS="$2" VERSION="$3" chroot "$root" bash /walk/walk.sh
' sh "$root" "$tools" "$version" "$folder/archives"
