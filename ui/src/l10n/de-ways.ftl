# Nach Patienten suchen, mehrere Akten nebeneinander, und wie jemand liest.

## Nach Patienten suchen
patients-title = Patient suchen
patients-at = Bei { $host }
patients-name = Name
patients-name-hint = Beliebige Teile, in beliebiger Reihenfolge.
patients-birth-date = Geburtsdatum
patients-birth-date-hint = Zum Beispiel { $day } oder 1961.
patients-identifier = Kennung
patients-identifier-hint = Zum Beispiel eine Fallnummer.
patients-find = Suchen
patients-empty = Geben Sie einen Namen, ein Geburtsdatum oder eine Kennung ein.
patients-date = Schreiben Sie das Datum als { $day }, 1961-02-03 oder 1961.
patients-none = Niemand gefunden.
patients-none-so-far = Niemand gefunden, aber die Antwort ist nicht vollständig.
patients-found = { $count ->
        [one] Eine Person gefunden.
       *[other] { $count } Personen gefunden.
    }
patients-more = Mehr als { $count } Personen gefunden. Die ersten { $count } stehen hier: Geben Sie mehr ein, um weniger zu finden.
patients-list = Gefundene Personen
patients-alike = Gleicher Name und gleiches Geburtsdatum wie eine andere Person hier. Vergleichen Sie die Kennungen.
patients-replaced = Diese Akte wurde mit einer anderen zusammengeführt oder ist nicht mehr in Gebrauch.
patients-also-named = Auch { $names }
patients-recent = Schon einmal geöffnet
recent-several = Mehrere Patienten

## Akten nebeneinander
tabs-label = Geöffnete Akten
tab-opening = Wird geöffnet …
tab-close = { $name } schließen
tab-new = Weitere Akte öffnen
key-tab-next = Nächste geöffnete Akte
key-tab-number = Geöffnete Akte nach Nummer
key-tab-close = Akte schließen
palette-records = Geöffnete Akten
namesake = Eine andere geöffnete Akte trägt denselben Namen: { $name }, { $born }, ID { $identifier }, bei { $host }.
flow-back-patients = Zurück zur Suche

## Sprache
language-system = Sprache des Systems

## Der Besuch
visit-context = Geöffnet für den Besuch
visit-open = { $title }, { $date }
visit-not-here = Geöffnet für einen Besuch, der nicht in der Akte angekommen ist.

## Wie jemand liest. Alltagsworte für Fachbegriffe: Das eine steht vorn, das andere darunter.
reading-patient = Alltagsworte
reading-clinician = Fachbegriffe
plain-place-problems = Krankheiten und Beschwerden
plain-place-allergies = Allergien und Unverträglichkeiten
plain-place-results = Untersuchungsergebnisse
plain-place-vitals = Blutdruck, Gewicht und mehr
plain-place-immunizations = Schutzimpfungen
plain-place-procedures = Operationen und Behandlungen
plain-place-encounters = Besuche und Aufenthalte
plain-place-reports = Berichte über Untersuchungen
plain-place-documents = Briefe und Dokumente
plain-place-other = Alles andere
plain-place-timeline = Alles nach Datum
plain-place-alerts = Worauf zu achten ist
plain-place-carePlans = Was für Sie geplant ist
plain-place-orders = Angeforderte Untersuchungen und Behandlungen
plain-place-careTeam = Wer sich um Sie kümmert
plain-place-devices = Implantate und Geräte
plain-place-assessments = Fragebögen und Einschätzungen
plain-place-socialHistory = Leben und Gewohnheiten
plain-place-familyHistory = Krankheiten in der Familie
plain-place-directives = Wozu Sie eingewilligt haben
plain-place-coverage = Versicherung
plain-latest-results = Neueste Untersuchungsergebnisse
plain-latest-vitals = Neueste Messungen
scope-everybody = Alle Patienten anfragen, die ich sehen darf
