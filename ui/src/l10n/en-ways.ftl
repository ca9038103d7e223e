# Looking for a patient, several records side by side, and how a person reads.

## Looking for a patient
patients-title = Find a patient
patients-at = At { $host }
patients-name = Name
patients-name-hint = Any part of it, in any order.
patients-birth-date = Birth date
patients-birth-date-hint = For example { $day } or 1961.
patients-identifier = Identifier
patients-identifier-hint = For example a record number.
patients-find = Find
patients-empty = Enter a name, a birth date or an identifier.
patients-date = Write the date as { $day }, 1961-02-03 or 1961.
patients-none = No patient was found.
patients-none-so-far = No patient was found, but the answer is not complete.
patients-found = { $count ->
        [one] One patient was found.
       *[other] { $count } patients were found.
    }
patients-more = More than { $count } patients were found. The first { $count } are listed: enter more to find fewer.
patients-list = Patients that were found
patients-alike = Same name and birth date as another patient here. Compare the identifiers.
patients-replaced = This record was merged into another one or is no longer in use.
patients-also-named = Also { $names }
patients-recent = Opened before
recent-several = Several patients

## Records side by side
tabs-label = Open records
tab-opening = Opening…
tab-close = Close { $name }
tab-new = Open another record
key-tab-next = Next open record
key-tab-number = Open record by number
key-tab-close = Close the record
palette-records = Open records
namesake = Another open record has the same name: { $name }, { $born }, ID { $identifier }, at { $host }.
flow-back-patients = Back to the search

## Language
language-system = Language of the system

## The visit
visit-context = Opened for the visit
visit-open = { $title }, { $date }
visit-not-here = Opened for a visit that has not arrived in the record.
