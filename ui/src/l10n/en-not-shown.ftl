## What is not shown, by reason

missing-ended = The session ended while the record was loading
    .means = What had arrived is shown. Sign in again to load the rest.
missing-failed = Did not arrive
    .means = The server or the connection failed. A second try often works.
missing-stopped = Stopped before the end
    .means = The server’s list went on in a way that is not followed. What came before is shown.
missing-short = Fewer than the server says it has
    .means = What arrived is shown. The rest was not sent.
missing-unreadable = Cannot be read
    .means = The server sent entries with nothing in them that could be shown.
missing-otherPatient = About somebody else
    .means = Entries that name another patient came along. They were left out on purpose.
missing-withheld = The server said something about it
    .means = Its words may say what was left out. They stand here as they came.
missing-notPermitted = Not open to you
    .means = The server does not let this sign-in see it. The clinic can say why.
missing-notGranted = Permission not given
    .means = This app was not allowed to ask for it.
missing-narrowed = Permission for a part only
    .means = What the permission covers is shown. Whatever else there may be was not asked for.
missing-byPart = Asked for part by part
    .means = The server does not give all of it at once. A part with an unusual name may have been missed.
missing-notOffered = Not offered by this server
    .means = It may exist in the clinic’s own system.
missing-notAskedFor = Not asked for
    .means = Processes and accounts rather than your health. Chartside leaves them at the clinic.
missing-notFacts = Taken back by the source
    .means = Entered in error, refuted, cancelled or not done. They are kept and never shown among the facts.
missing-record = the record
missing-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
missing-parts = Parts: { $parts }.
missing-again = Try this part again
missing-again-label = Try again: { $kind }
missing-more = Load more
missing-more-label = Load more: { $kind }
missing-open-label = Show them: { $name }

waiting-for-server = { $seconds ->
    [one] The server asks to wait { $seconds } second
   *[other] The server asks to wait { $seconds } seconds
}

network-away = No connection. Loading goes on by itself when it is back.
network-back = The connection is back. Loading goes on.
problem-stopped-at-limit = There is more than this app takes in at once, so loading was stopped.
    .works = What arrived is shown, and is not complete.
    .action = Load more in “What you are not seeing”, or look for older entries in the clinic’s own system.
problem-entries-unreadable = Entries came that hold nothing that can be shown.
    .works = Everything else that arrived is shown.
    .action = Try again. If it happens again, give the reference to the server’s support.
problem-permission-narrowed = Your permission covers only a part of these.
    .works = What it covers is shown.
    .action = Sign in again and allow all of it, if the server offers it.
problem-part-refused = The server refuses some parts.
    .works = The other parts are shown.
    .action = Look for these parts in the clinic’s own system.
problem-resource-gone = The server no longer has this: it was deleted or merged into another.
    .works = Your other connections are not affected.
    .action = Ask the clinic whether the record was merged, and connect again.
