# What this program is, and what others wrote that is part of it.

page-about = About Chartside
about-version = Chartside { $version }
about-purpose = Chartside shows what a server sends. It is not a medical device, and it does not replace the system that the record comes from.
about-privacy = There is no telemetry, no account and no server of Chartside's own. Sign-ins and records that are kept are sealed on this computer.
about-licence = Free software by the Chartside contributors, under the Apache License 2.0: you may use, change and pass it on. It comes without any warranty.
about-help = Source, questions and reports of faults: github.com/chartside/chartside
about-others = Software of others in it, and their terms
about-others-waiting = Reading their terms…
about-others-none = This build does not carry their terms: it was made from source, where each package has its own.
