# Reading the record: sections, details, display rules.

place-alerts = Alerts
place-carePlans = Plans and goals
place-orders = Orders
place-careTeam = Care team
place-devices = Devices
place-assessments = Assessments
place-socialHistory = Social history
place-familyHistory = Family history
place-directives = Consents and directives
place-appointments = Appointments
place-coverage = Coverage

nav-empty = { $count ->
    [one] { $count } section without entries
   *[other] { $count } sections without entries
}
nav-empty-unknown = some not available

summary-empty = Sections without entries
summary-loading = loading
summary-complete = nothing recorded
summary-incomplete = nothing arrived, and not all was asked
summary-notAvailable = not available

# Display rules: why a row is shown as it is. The ids are those of docs/display-rules.md.
rule-DR-01 = Entered in error: kept out of every list of facts.
rule-DR-02 = Its verification says that it was entered in error: kept out of every list of facts.
rule-DR-03 = Its clinical status says that it is an error: kept out of every list of facts.
rule-DR-04 = Refuted: the patient does not have it.
rule-DR-05 = The source says that this was not done or is not to be done.
rule-DR-06 = It did not take place.
rule-DR-07 = Cancelled: it did not take place.
rule-DR-08 = Done and final.
rule-DR-09 = Corrected after it was first released.
rule-DR-10 = Under way.
rule-DR-11 = Not final: it may still change.
rule-DR-12 = Broken off: shown as history.
rule-DR-13 = In use.
rule-DR-14 = No longer in use: shown as history.
rule-DR-15 = Not begun, or on hold: not certainly in use.
rule-DR-16 = A plan or a proposal, not an order.
rule-DR-17 = Clinically active.
rule-DR-18 = Clinically over: shown as history.
rule-DR-19 = Confirmed.
rule-DR-20 = Not confirmed: shown with its status in words.
rule-DR-21 = The current version of the document.
rule-DR-22 = Superseded by another document: shown as history.
rule-DR-23 = The document is not final.
rule-DR-24 = In force or valid.
rule-DR-25 = Over: shown as history.
rule-DR-26 = Planned or not yet decided.
rule-DR-27 = An order not to do this.
rule-DR-40 = The source sent no status, or one that is not known here.
rule-DR-41 = This kind of entry has no status.
rule-DR-42 = The source marks it as no longer active: shown as history.
rule-DR-43 = The source sent a code without words.
rule-DR-44 = A statement that there is none, not a thing that the patient has.
rule-DR-45 = Digits and unit exactly as sent; nothing is rounded or converted.
rule-DR-46 = The value is below or above what could be measured, as the sign before it says.
rule-DR-47 = The source sent a number without a unit; none is guessed.
rule-DR-48 = The mark is the source’s own; none is worked out here.
rule-DR-49 = The source gave its reference range in words only.
rule-DR-50 = The source sent no value, and says why.
rule-DR-51 = Part of it cannot be read; the JSON has everything.
rule-DR-52 = An extension may change what this means.
rule-DR-53 = The source sent no words for the dosage: these were put together from its parts.
rule-DR-54 = No date was sent; none is guessed.
rule-DR-55 = Only the year or the month was sent; no day is guessed.
rule-DR-56 = The time is the one that was sent, in the zone that was sent.
rule-DR-57 = This is no date that can be placed; it stands as it was sent.
rule-DR-58 = A kind of entry without a section of its own.
rule-DR-59 = The source says that the patient has died.
rule-DR-60 = Another record took the place of this one; it is opened only when you ask for it.
rule-DR-61 = The source says that this record is no longer in use.
rule-DR-62 = Entries that name another patient are kept out and counted.
verification-doNotPerform = not to be done
verification-notDone = not done
verification-notGiven = not given
