# Words of Chartside in English: records that are kept on this computer, and what is new in them.

kept-time-unknown = an earlier visit
kept-syncing = as of { $time }{ $complete ->
        [no] , not complete
       *[yes] {""}
    }, syncing { $percent } %
kept-not-updated = kept on this computer, as of { $time }{ $complete ->
        [no] , not complete
       *[yes] {""}
    }, not brought up to date: { $why ->
        [away] the server cannot be reached
        [sign-in] sign in again
       *[other] the server did not answer
    }
section-as-of = as of { $time }

news-new = New
news-new-explained = It was not here at your last visit.
news-changed = Changed
news-changed-explained = It was different at your last visit.
mode-news = New
news-removed = { $count ->
        [one] { $count } entry is gone from the server since your last visit
       *[other] { $count } entries are gone from the server since your last visit
    }
news-note = What came or changed since your last visit, and also what has since been taken back.

kept-open = Kept on this computer…
kept-title = What is kept of this patient
kept-disk = This record is kept on this computer, sealed with a key of its own that your keychain guards. It opens at once the next time, also without a network.
kept-memory-policy = This record is in memory only: the policy of this computer lets nothing be kept. It is gone when Chartside is closed or locked.
kept-memory-keychain = This record is in memory only: there is no keychain on this computer to guard its key. It is gone when Chartside is closed or locked.
kept-memory-openElsewhere = This record is in memory only: another Chartside has it open and keeps it.
kept-memory-storageFailed = This record is in memory only: the disk is full, read-only or failing. Chartside tries again with the next load.
kept-memory-tooLarge = This record is too large to be kept on this computer. All of it is shown, and it is fetched anew the next time.
kept-memory-safeMode = This record is in memory only: Chartside is in safe mode and opens nothing of what is kept. It is gone when Chartside is closed or locked.
kept-unknown = The record is being opened.
forget-patient = Forget this patient
forget-patient-title = Forget this patient?
forget-patient-removed = Removed from this computer, for good:
forget-patient-record = the record, and the key that opens it
forget-patient-name = the patient’s name in your list of connections
forget-patient-news = what was new since your last visit
forget-patient-stays = What stays: your sign-in, so that you can fetch the record again; files that you exported or printed; the activity log, which names nobody. The server keeps everything.
forget-patient-confirm = Forget

activity-event-patient-forgotten = Patient forgotten
