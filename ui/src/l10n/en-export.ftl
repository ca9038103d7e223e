## Taking a record along

export-open = Take it along
export-title = Take it along
export-key = Take the record along

export-what = What
export-all = All sections
export-none = No sections
export-historical = Also what is resolved, stopped or completed
export-not-facts = Also what is recorded and is not a fact, marked as such

export-time = From which time
export-time-all = All
export-time-year = Last 12 months
export-time-five = Last 5 years
export-time-range = Between
export-from = From
export-to = To
export-date-hint = 2024, 2024-03 or 2024-03-15
export-time-explained = What has no date stays in, and so does what began before and goes on: an allergy of 1990 that still stands is part of this year.

export-form = How
export-form-print = Print or PDF
    .explained = Readable pages, each with the patient, the source and the time. Choose “Save as PDF” in the print window for a file.
export-form-csv = Spreadsheet (CSV)
    .explained = A folder with a table for each section, for Excel, Numbers or LibreOffice.
export-form-bundle = FHIR file
    .explained = Everything as the server sent it, for other software and for keeping (JSON).
export-form-ips = Patient summary (IPS)
    .explained = The facts in the international form that other clinics can read. It has no visits, documents or coverage.

export-missing-title = Not everything is here
export-missing-copy = The copy will say so, too.
export-missing-loading = { $section }: still loading.
export-missing-some = { $section }: incomplete.
export-missing-all = { $section }: not available.
export-missing-unknown = { $section }: not read yet.
export-complete = Everything that was chosen has been read from the server.

export-run-print = Print
export-run-file = Save to Downloads
export-nothing = Nothing was chosen.
export-care = The file is not encrypted: whoever has it can read it.
export-working = Writing: { $done } of { $total } entries
export-reading = Putting the pages together …
export-stop = Stop
export-done = Saved to your downloads folder
export-done-file = The file
export-done-folder = The folder
export-done-entries = { $count ->
    [one] 1 entry
   *[other] { NUMBER($count) } entries
  }
export-done-added = { $count ->
    [one] plus 1 resource that it names
   *[other] plus { NUMBER($count) } resources that they name: the patient, medicines, people, places
  }
export-done-left-out = { $count ->
    [one] 1 chosen entry has no place in this form.
   *[other] { NUMBER($count) } chosen entries have no place in this form.
  }
export-done-unreadable = { $count ->
    [one] 1 chosen entry could not be written, because it is no readable record. The file names it.
   *[other] { NUMBER($count) } chosen entries could not be written, because they are no readable records. The file names them.
  }
export-done-incomplete = It is not the whole of what was chosen, and says so.
export-another = Take along something else

## On paper

paper-title = Patient record
paper-made = Printed
paper-as-of = Read from the server
paper-source = Source
paper-range = Entries
paper-range-all = of all times
paper-range-from = from { $from }
paper-range-to = until { $to }
paper-range-between = from { $from } until { $to }
paper-without = Left out: { $what }.
paper-without-historical = what is resolved, stopped or completed
paper-without-not-facts = what is not a fact
paper-foot = { $host } · as of { $time } · printed { $printed } with Chartside
paper-not-read = not read to its end
paper-incomplete = INCOMPLETE. Not everything of this section could be read from the server.
paper-loading = INCOMPLETE. This section was still loading when it was printed.
paper-unavailable = NOT AVAILABLE. Nothing of this section could be read from the server.
paper-empty = Nothing recorded of what was chosen (the server answered): { $sections }.
paper-not-facts = Not facts
paper-over-time = Over time
paper-over-time-explained = The newest value of each, and its course. Different units are never drawn together, and bounds (<, >) are not drawn.
paper-end = End of what was chosen: { $count ->
    [one] 1 entry
   *[other] { NUMBER($count) } entries
  }.

## In the activity log

activity-event-record-exported = Record saved to a file
activity-detail-bundle = FHIR file
activity-detail-csv = spreadsheet
activity-detail-ips = patient summary

## What can go wrong

problem-export-not-allowed = The policy of this computer does not allow saving a record to files.
    .works = Reading and printing go on.
    .action = Ask whoever looks after this computer if you need a copy.
problem-export-range-invalid = What was given as a time is no date.
    .works = Nothing was written.
    .action = Give a year, a month or a day: 2024, 2024-03 or 2024-03-15.
problem-export-cancelled = The copy was stopped before it was whole.
    .works = Nothing of it was left behind.
    .action = Begin again when you are ready.
problem-export-failed = The copy cannot be written to the downloads folder.
    .works = Nothing of it was left behind, and the record stays as it is.
    .action = Make room on the disk, or check that the folder for downloads may be written to, then try again.
