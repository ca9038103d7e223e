# What this program is, and what others wrote that is part of it.

page-about = About Chartside
about-version = Chartside { $version }
about-purpose = Chartside shows what a server sends. It is not a medical device, and it does not replace the system that the record comes from.
about-privacy = There is no telemetry and no account. Sign-ins and records that are kept are sealed on this computer.
about-licence = Free software by the Chartside contributors, under the Apache License 2.0: you may use, change and pass it on. It comes without any warranty.
about-help = Source, questions and reports of faults: github.com/chartside/chartside
about-others = Software of others in it, and their terms
about-others-waiting = Reading their terms…
about-others-none = This build does not carry their terms: it was made from source, where each package has its own.

# New versions

updates = New versions
updates-notConfigured = This build looks for none. They come the way this one came.
updates-packages = Your system’s package manager brings them, the way it brought this one.
updates-policy = Whoever runs this computer brings them: its policy switches looking for them off.
updates-unasked = The update server has not been asked yet. Chartside asks once a day, and sends nothing about you or this computer but the version it is.
updates-asking = Asking the update server…
updates-none = This is the newest version.
updates-unknown = Nobody knows whether there is a newer version.
updates-asked = Asked { $at }
updates-check = Look for a new version
update-idle = Chartside { $version } can be had.
update-fetching = Chartside { $version } is being fetched, and its signature is checked.
update-ready = Chartside { $version } is here. It is installed when you close Chartside.
update-notes = What is new
update-atEnd = Install when I close Chartside
update-now = Install and restart now
update-restart = Restart now
update-look = What is new
problem-update-unreachable = The update server gave no answer that can be used.
    .works = Chartside goes on as it is.
    .action = Check your network and try again. If it goes on, get the new version from the place this one came from.
problem-update-refused = What came is not what the makers of Chartside signed. Nothing of it was installed.
    .works = Chartside goes on as it is.
    .action = Do not fetch it from elsewhere. Tell whoever looks after this computer, with the reference.
problem-update-in-session = Somebody is signed in: nothing is installed now.
    .works = Your record stays open.
    .action = Sign out first, or let it be installed when you close Chartside.

# Safe mode

safe-mode = Chartside ended three times within a minute, so it started in safe mode.
safe-mode-action = Records that are kept on this computer stay closed and unchanged, and nothing goes on by itself. You can sign in and read; or start normally, and if it ends again, send the support report.
safe-mode-report = Copy the support report
start-normally = Start normally
