# Words of Chartside in English: documents, narratives and their viewer.

documents = Documents of this entry
document-open = Open
document-open-name = Open { $name }
document-nowhere = The record does not say where it is.
document-elsewhere = It is at { $host }, another server. Chartside does not fetch it from there.
document-elsewhere-open = Show it in the browser…
document-elsewhere-question = Open { $host } in your browser?
document-elsewhere-warning = The page is not part of this record. It may ask you to sign in there.
document-elsewhere-yes = Open in the browser
document-keep-here = Stay here
document-versions = Versions
document-version-this = this one
narrative = In words
narrative-show = Show the text of the record
narrative-hide = Hide the text of the record
narrative-status-generated = Made from the data beside it
narrative-status-extensions = Made from the data beside it
narrative-status-additional = Says more than the data beside it
narrative-status-empty = Says less than the data beside it

reader-label = Document: { $name }
reader-back = Back to the record
reader-save = Save a copy
reader-saved = Saved in your downloads as { $file }.
reader-progress = Receiving the document
reader-progress-of = { $received } of { $expected }
reader-progress-so-far = { $received } so far
reader-cancel = Cancel
reader-cancelled = You stopped it.
reader-open-again = Open it again
size-bytes = { $count ->
    [one] 1 byte
   *[other] { $count } bytes
}
size-kilobytes = { $count } kB
size-megabytes = { $count } MB

reader-unknown = Chartside does not show documents of this kind.
    .action = Save a copy, and open it with a program that you trust.

document-status-superseded = A newer version replaced this document.
document-status-preliminary = This document is not final.
document-status-amended = This document was changed after it was final.
document-status-not-a-fact = This document was entered in error or withdrawn: do not rely on it.
document-status-unknown = The record does not say whether this document is final.

doubt-type = Its content is not what it is declared to be ({ $declared }); it is shown as what it is.
doubt-size = It does not have the length that the record says.
doubt-hash = It is not the document that the record was made with: its fingerprint differs.
text-guessed = The document does not say how its letters are written. Some may be wrong.
text-cut = Only the beginning is shown. Save a copy to read all of it.
text-pictures = { $count ->
    [one] One picture in it is not shown.
   *[other] { $count } pictures in it are not shown.
}
left-out-active = { $count ->
    [one] One active part (script, form, frame or drawing) was left out.
   *[other] { $count } active parts (scripts, forms, frames or drawings) were left out.
}
left-out-pictures = { $count ->
    [one] One picture is not shown, because it is somewhere else or of a kind that is not shown.
   *[other] { $count } pictures are not shown, because they are somewhere else or of a kind that is not shown.
}
left-out-cut = Only the beginning is shown. Save a copy to read all of it.
links-in-document = Links in this document lead to
links-copy = Copy the address

other-person = This document may be about somebody else.
    .action = Compare it with the patient of this record before you use it.
other-person-familyName = The family name differs.
other-person-givenName = The given name differs.
other-person-birthDate = The birth date differs.
cda-patient = Patient in the document
cda-kind = Kind
cda-time = Date
cda-author = Author
cda-custodian = Kept by
cda-authenticator = Signed by
cda-born = born { $date }
cda-no-name = no name
cda-sections = Sections
cda-untitled = Section without a title
cda-no-text = { $count ->
    [0] This section has no text.
    [one] This section has no text, and one entry that is not shown here.
   *[other] This section has no text, and { $count } entries that are not shown here.
}
cda-cut = There are more sections than are shown. Save a copy to read all of them.

viewer-zoom-in = Larger
viewer-zoom-out = Smaller
viewer-zoom-fit = Fit the width
viewer-zoom = { $percent } %
pdf-page = Page { $page } of { $pages }
pdf-pages = Pages
pdf-failed = This PDF cannot be shown.
    .action = It may be damaged or need a password. Save a copy, and open it with another program.
image-failed = This picture cannot be shown.
    .action = It may be damaged. Save a copy, and open it with another program.
image-name = Picture: { $name }

problem-document-gone = The document is not where the record says that it is.
    .works = The rest of the record is not affected.
    .action = Ask whoever keeps this record for the document.
problem-document-unreadable = The document arrived damaged: it cannot be decoded.
    .works = The rest of the record is not affected.
    .action = Ask whoever keeps this record to send it again.
problem-document-not-saved = The document cannot be saved in your folder for downloads.
    .works = It can still be read here.
    .action = Make room on the disk, or check that the folder may be written to, then save again.
preview-other-person = This document names other personal details than this record: its preview is left out.
