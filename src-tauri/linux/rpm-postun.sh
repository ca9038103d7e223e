# Packages take back what they brought. What a person kept is theirs: it is in their home.
# 0: nothing newer takes the place of what goes.
if [ "$1" = 0 ]; then
    echo "chartside: saved sign-ins, sealed records and the activity log of each person stay in"
    echo "chartside: ~/.local/share/org.chartside.app, and one key in their keyring. To remove them,"
    echo "chartside: see PRIVACY.md at https://github.com/chartside/chartside"
fi
exit 0
