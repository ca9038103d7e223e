#!/bin/sh
# Packages take back what they brought. What a person kept is theirs, also at a purge: it is in their home.
set -e

case "$1" in
remove | purge)
    echo "chartside: saved sign-ins, sealed records and the activity log of each person stay in"
    echo "chartside: ~/.local/share/org.chartside.app, and one key in their keyring. To remove them,"
    echo "chartside: see PRIVACY.md at https://github.com/chartside/chartside"
    ;;
esac
