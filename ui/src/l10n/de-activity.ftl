# Das Aktivitätsprotokoll: was mit Chartside auf diesem Computer getan wurde.

page-activity = Aktivität
activity-lead = Was mit Chartside auf diesem Computer getan wurde, für alle, die dafür einzustehen haben. Keine Namen, keine Adressen von Akten und nichts aus einer Akte stehen darin; Patienten und Benutzer sind Ziffern, die nur sagen, welche Einträge zusammengehören.
activity-filter = Zeigen
activity-filter-all = Alles
activity-filter-signIn = Anmelden
activity-filter-record = Akten
activity-filter-app = App und Einstellungen
activity-export = Exportieren
activity-exported = Als { $file } in Ihren Downloads gespeichert.
activity-exported-anew = Als { $file } in Ihren Downloads gespeichert. Jenes Protokoll wurde so, wie es ist, beiseitegelegt, und hier beginnt ein neues.
activity-older = Ältere Einträge zeigen
activity-empty = Noch ist nichts aufgeschrieben.
activity-empty-filter = Nichts dieser Art ist aufgeschrieben.
activity-table = Einträge, die neuesten zuerst
activity-time = Zeit
activity-what = Was
activity-where = Wo
activity-result = Ergebnis
activity-utc = { $time } UTC
activity-patient = Patient { $digits }
activity-user = Benutzer { $digits }
activity-intact = Das Protokoll ist vollständig und unverändert.

activity-changed = Jemand oder etwas hat das Protokoll verändert.
    .explained = Eintrag { $at } ist nicht so, wie Chartside ihn geschrieben hat. Was davor steht, ist es. Exportieren Sie das Protokoll und geben Sie es der Person, die diesen Computer betreut; es wird dann so, wie es ist, beiseitegelegt, und hier beginnt ein neues.
activity-cut = Im Protokoll fehlen Einträge.
    .explained = { $after ->
        [0] Sie fehlen am Anfang.
       *[other] Sie fehlen nach Eintrag { $after }.
    } Exportieren Sie das Protokoll und geben Sie es der Person, die diesen Computer betreut; es wird dann so, wie es ist, beiseitegelegt, und hier beginnt ein neues.
activity-unanchored = Niemand kann sagen, ob das Ende dieses Protokolls fehlt.
    .explained = Chartside bewahrt den Nachweis bei Ihren Anmeldungen auf, und diese lassen sich jetzt nicht öffnen. Die Einträge unten stimmen miteinander überein.
activity-not-written = Was Sie jetzt tun, wird nicht aufgeschrieben.

activity-outcome-done = Erledigt
activity-outcome-failed = Gescheitert
activity-outcome-refused = Nicht erlaubt
activity-outcome-cancelled = Aufgegeben

activity-event-app-started = Chartside wurde gestartet
activity-event-app-stopped = Chartside wurde geschlossen
activity-event-sign-in-started = Anmeldung begonnen
activity-event-sign-in = Anmeldung
activity-event-launch-received = Aus einem Kliniksystem geöffnet
activity-event-launch-dismissed = Öffnen aus einem Kliniksystem abgelehnt
activity-event-token-renewed = Berechtigung verlängert
activity-event-session-ended = Der Server hat die Sitzung beendet
activity-event-signed-out = Abgemeldet
activity-event-connection-forgotten = Verbindung entfernt
activity-event-record-opened = Akte geöffnet
activity-event-record-loaded-again = Akte neu geladen
activity-event-record-closed = Akte geschlossen
activity-event-section-viewed = Abschnitt angesehen
activity-event-entry-viewed = Einzelheiten angesehen
activity-event-document-opened = Dokument geöffnet
activity-event-document-saved = Dokument gespeichert
activity-event-printed = Gedruckt
activity-event-server-saved = Server hinzugefügt oder geändert
activity-event-server-removed = Server entfernt
activity-event-vault-reset = Gespeicherte Anmeldungen aufgegeben
activity-event-log-exported = Aktivitätsprotokoll exportiert
activity-event-log-acknowledged = Beschädigtes Aktivitätsprotokoll exportiert und beiseitegelegt
activity-event-log-repaired = Unfertige letzte Zeile entfernt, wie nach einem Stromausfall
activity-event-entries-lost = Es geschah mehr, als aufgeschrieben werden konnte
activity-event-locked = Gesperrt
activity-event-unlocked = Entsperrt
activity-event-unlock-refused = Entsperren verweigert

activity-detail-asked = von Hand
activity-detail-idle = niemand war da
activity-detail-slept = der Computer war im Ruhezustand
activity-detail-system = der Bildschirm des Computers wurde gesperrt
activity-detail-restarted = es war gesperrt, als es geschlossen wurde
