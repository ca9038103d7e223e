# The activity log: what was done with Chartside on this computer.

page-activity = Activity
activity-lead = What was done with Chartside on this computer, for whoever has to answer for it. No names, no addresses of records and nothing from a record stand in it; patients and users are digits that say only which entries belong together.
activity-filter = Show
activity-filter-all = Everything
activity-filter-signIn = Signing in
activity-filter-record = Records
activity-filter-app = App and settings
activity-export = Export
activity-exported = Saved as { $file } in your downloads.
activity-exported-anew = Saved as { $file } in your downloads. That log was set aside as it is, and a new one begins here.
activity-older = Show older entries
activity-empty = Nothing is written down yet.
activity-empty-filter = Nothing of this kind is written down.
activity-table = Entries, the newest first
activity-time = Time
activity-what = What
activity-where = Where
activity-result = Result
activity-utc = { $time } UTC
activity-patient = patient { $digits }
activity-user = user { $digits }
activity-intact = The log is complete and unchanged.

activity-changed = Somebody or something changed the log.
    .explained = Entry { $at } is not as Chartside wrote it. What comes before it is. Export the log and give it to whoever looks after this computer; it is then set aside as it is, and a new one begins.
activity-cut = Entries are missing from the log.
    .explained = { $after ->
        [0] They are missing from its beginning.
       *[other] They are missing after entry { $after }.
    } Export the log and give it to whoever looks after this computer; it is then set aside as it is, and a new one begins.
activity-unanchored = Nobody can say whether the end of this log is missing.
    .explained = Chartside keeps the proof of it with your sign-ins, and these cannot be opened now. The entries below agree with each other.
activity-not-written = What you do now is not written down.

activity-outcome-done = Done
activity-outcome-failed = Failed
activity-outcome-refused = Not allowed
activity-outcome-cancelled = Given up

activity-event-app-started = Chartside was started
activity-event-app-stopped = Chartside was closed
activity-event-sign-in-started = Sign-in begun
activity-event-sign-in = Sign-in
activity-event-launch-received = Opened from a hospital’s system
activity-event-launch-dismissed = Opening from a hospital’s system declined
activity-event-token-renewed = Permission renewed
activity-event-session-ended = The server ended the session
activity-event-signed-out = Signed out
activity-event-connection-forgotten = Connection forgotten
activity-event-record-opened = Record opened
activity-event-record-loaded-again = Record loaded again
activity-event-record-closed = Record closed
activity-event-section-viewed = Section viewed
activity-event-entry-viewed = Details viewed
activity-event-document-opened = Document opened
activity-event-document-saved = Document saved
activity-event-printed = Printed
activity-event-server-saved = Server added or changed
activity-event-server-removed = Server removed
activity-event-vault-reset = Saved sign-ins given up
activity-event-log-exported = Activity log exported
activity-event-log-acknowledged = Damaged activity log exported and set aside
activity-event-log-repaired = Unfinished last line removed, as after a power cut
activity-event-entries-lost = More happened than could be written down
activity-event-locked = Locked
activity-event-unlocked = Unlocked
activity-event-unlock-refused = Unlocking refused

activity-detail-asked = by hand
activity-detail-idle = nobody was there
activity-detail-slept = the computer slept
activity-detail-system = the screen of the computer was locked
activity-detail-restarted = it was locked when it was closed
