## Eine Akte mitnehmen

export-open = Mitnehmen
export-title = Mitnehmen
export-key = Die Akte mitnehmen

export-what = Was
export-all = Alle Teile
export-none = Keine Teile
export-historical = Auch was geheilt, abgesetzt oder abgeschlossen ist
export-not-facts = Auch was eingetragen und keine Tatsache ist, so gekennzeichnet

export-time = Aus welcher Zeit
export-time-all = Alles
export-time-year = Letzte 12 Monate
export-time-five = Letzte 5 Jahre
export-time-range = Zwischen
export-from = Von
export-to = Bis
export-date-hint = 2024, 2024-03 oder 2024-03-15
export-time-explained = Was kein Datum hat, bleibt dabei, und ebenso, was davor begann und weitergeht: Eine Allergie von 1990, die noch besteht, gehört zu diesem Jahr.

export-form = Wie
export-form-print = Drucken oder PDF
    .explained = Lesbare Seiten, jede mit Patient, Herkunft und Zeit. Für eine Datei wählen Sie im Druckfenster „Als PDF speichern“.
export-form-csv = Tabellen (CSV)
    .explained = Ein Ordner mit einer Tabelle für jeden Teil, für Excel, Numbers oder LibreOffice.
export-form-bundle = FHIR-Datei
    .explained = Alles, wie es der Server geschickt hat, für andere Programme und zum Aufheben (JSON).
export-form-ips = Patientenkurzakte (IPS)
    .explained = Die Tatsachen in der internationalen Form, die andere Kliniken lesen können. Besuche, Dokumente und Versicherung stehen nicht darin.

export-missing-title = Nicht alles ist hier
export-missing-copy = Das steht auch in der Kopie.
export-missing-loading = { $section }: wird noch geladen.
export-missing-some = { $section }: unvollständig.
export-missing-all = { $section }: nicht verfügbar.
export-missing-unknown = { $section }: noch nicht gelesen.
export-complete = Alles, was gewählt ist, wurde vom Server gelesen.

export-run-print = Drucken
export-run-file = In Downloads speichern
export-nothing = Nichts ist gewählt.
export-care = Die Datei ist nicht verschlüsselt: Wer sie hat, kann sie lesen.
export-working = Geschrieben: { $done } von { $total } Einträgen
export-reading = Die Seiten werden zusammengestellt …
export-stop = Anhalten
export-done = In Ihren Downloads gespeichert
export-done-file = Die Datei
export-done-folder = Der Ordner
export-done-entries = { $count ->
    [one] 1 Eintrag
   *[other] { NUMBER($count) } Einträge
  }
export-done-added = { $count ->
    [one] dazu 1 Ressource, die sie nennen
   *[other] dazu { NUMBER($count) } Ressourcen, die sie nennen: Patient, Arzneimittel, Personen, Orte
  }
export-done-left-out = { $count ->
    [one] 1 gewählter Eintrag hat in dieser Form keinen Platz.
   *[other] { NUMBER($count) } gewählte Einträge haben in dieser Form keinen Platz.
  }
export-done-unreadable = { $count ->
    [one] 1 gewählter Eintrag konnte nicht geschrieben werden, weil er nicht lesbar ist. Die Datei nennt ihn.
   *[other] { NUMBER($count) } gewählte Einträge konnten nicht geschrieben werden, weil sie nicht lesbar sind. Die Datei nennt sie.
  }
export-done-incomplete = Es ist nicht alles, was gewählt war, und das steht darin.
export-another = Etwas anderes mitnehmen

## Auf Papier

paper-title = Patientenakte
paper-made = Gedruckt
paper-as-of = Vom Server gelesen
paper-source = Herkunft
paper-range = Einträge
paper-range-all = aus aller Zeit
paper-range-from = ab { $from }
paper-range-to = bis { $to }
paper-range-between = von { $from } bis { $to }
paper-without = Weggelassen: { $what }.
paper-without-historical = was geheilt, abgesetzt oder abgeschlossen ist
paper-without-not-facts = was keine Tatsache ist
paper-foot = { $host } · Stand { $time } · gedruckt { $printed } mit Chartside
paper-not-read = nicht zu Ende gelesen
paper-incomplete = UNVOLLSTÄNDIG. Nicht alles aus diesem Teil konnte vom Server gelesen werden.
paper-loading = UNVOLLSTÄNDIG. Dieser Teil wurde beim Drucken noch geladen.
paper-unavailable = NICHT VERFÜGBAR. Nichts aus diesem Teil konnte vom Server gelesen werden.
paper-empty = Von dem, was gewählt ist, ist nichts eingetragen (der Server hat geantwortet): { $sections }.
paper-not-facts = Keine Tatsachen
paper-over-time = Verlauf
paper-over-time-explained = Von jedem der neueste Wert und der Verlauf. Verschiedene Einheiten stehen nie in einer Linie, und Schranken (<, >) sind nicht gezeichnet.
paper-end = Ende dessen, was gewählt ist: { $count ->
    [one] 1 Eintrag
   *[other] { NUMBER($count) } Einträge
  }.

## Im Aktivitätsprotokoll

activity-event-record-exported = Akte in einer Datei gespeichert
activity-detail-bundle = FHIR-Datei
activity-detail-csv = Tabellen
activity-detail-ips = Patientenkurzakte

## Was schiefgehen kann

problem-export-not-allowed = Die Regeln dieses Computers lassen nicht zu, dass eine Akte in Dateien gespeichert wird.
    .works = Lesen und Drucken gehen weiter.
    .action = Fragen Sie die Person, die diesen Computer betreut, wenn Sie eine Kopie brauchen.
problem-export-range-invalid = Was als Zeit angegeben ist, ist kein Datum.
    .works = Nichts wurde geschrieben.
    .action = Geben Sie ein Jahr, einen Monat oder einen Tag an: 2024, 2024-03 oder 2024-03-15.
problem-export-cancelled = Die Kopie wurde angehalten, bevor sie fertig war.
    .works = Nichts davon ist zurückgeblieben.
    .action = Beginnen Sie neu, wenn Sie so weit sind.
problem-export-failed = Die Kopie kann nicht in den Ordner für Downloads geschrieben werden.
    .works = Nichts davon ist zurückgeblieben, und die Akte bleibt, wie sie ist.
    .action = Schaffen Sie Platz auf der Platte, oder prüfen Sie, ob in den Ordner für Downloads geschrieben werden darf; versuchen Sie es dann noch einmal.
