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

## How a person reads. Everyday words for clinical terms: one stands first, the other beneath.
reading-patient = Everyday words
reading-clinician = Clinical words
plain-place-problems = Health problems
plain-place-allergies = Allergies and intolerances
plain-place-results = Test results
plain-place-vitals = Blood pressure, weight and more
plain-place-immunizations = Vaccinations
plain-place-procedures = Operations and treatments
plain-place-encounters = Visits and stays
plain-place-reports = Reports of tests
plain-place-documents = Letters and documents
plain-place-other = Everything else
plain-place-timeline = Everything by date
plain-place-alerts = Things to watch out for
plain-place-carePlans = What is planned for you
plain-place-orders = Tests and treatments asked for
plain-place-careTeam = Who looks after you
plain-place-devices = Implants and devices
plain-place-assessments = Questionnaires and assessments
plain-place-socialHistory = Life and habits
plain-place-familyHistory = Illnesses in the family
plain-place-directives = What you agreed to
plain-place-coverage = Insurance
plain-latest-results = Newest test results
plain-latest-vitals = Newest measurements
scope-everybody = Ask for every patient that I may see
