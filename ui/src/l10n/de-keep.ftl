# Wörter von Chartside auf Deutsch: Akten, die auf diesem Computer aufbewahrt werden, und was in ihnen neu ist.

kept-time-unknown = einem früheren Besuch
kept-syncing = Stand { $time }{ $complete ->
        [no] , nicht vollständig
       *[yes] {""}
    }, wird aktualisiert, { $percent } %
kept-not-updated = auf diesem Computer aufbewahrt, Stand { $time }{ $complete ->
        [no] , nicht vollständig
       *[yes] {""}
    }, nicht aktualisiert: { $why ->
        [away] der Server ist nicht erreichbar
        [sign-in] neu anmelden
       *[other] der Server hat nicht geantwortet
    }
section-as-of = Stand { $time }

news-new = Neu
news-new-explained = Bei Ihrem letzten Besuch noch nicht da.
news-changed = Geändert
news-changed-explained = Bei Ihrem letzten Besuch noch anders.
mode-news = Neu
news-removed = { $count ->
        [one] { $count } Eintrag hat der Server seit Ihrem letzten Besuch nicht mehr
       *[other] { $count } Einträge hat der Server seit Ihrem letzten Besuch nicht mehr
    }
news-note = Was seit Ihrem letzten Besuch dazukam oder sich änderte, auch wenn es inzwischen zurückgenommen wurde.

kept-open = Auf diesem Computer aufbewahrt…
kept-title = Was von dieser Person aufbewahrt wird
kept-disk = Diese Akte wird auf diesem Computer aufbewahrt, versiegelt mit einem eigenen Schlüssel, den Ihr Schlüsselbund hütet. Sie öffnet sich beim nächsten Mal sofort, auch ohne Netz.
kept-memory-policy = Diese Akte ist nur im Arbeitsspeicher: Nach den Regeln dieses Computers wird nichts aufbewahrt. Sie ist weg, wenn Chartside geschlossen oder gesperrt wird.
kept-memory-keychain = Diese Akte ist nur im Arbeitsspeicher: Kein Schlüsselbund auf diesem Computer kann ihren Schlüssel hüten. Sie ist weg, wenn Chartside geschlossen oder gesperrt wird.
kept-memory-openElsewhere = Diese Akte ist nur im Arbeitsspeicher: Ein anderes Chartside hat sie geöffnet und bewahrt sie auf.
kept-memory-storageFailed = Diese Akte ist nur im Arbeitsspeicher: Die Festplatte ist voll, schreibgeschützt oder gestört. Beim nächsten Laden wird es wieder versucht.
kept-memory-tooLarge = Diese Akte ist zu groß, um auf diesem Computer aufbewahrt zu werden. Sie wird ganz gezeigt und beim nächsten Mal neu geholt.
kept-memory-safeMode = Diese Akte ist nur im Arbeitsspeicher: Chartside ist im abgesicherten Modus und öffnet nichts, was aufbewahrt ist. Sie ist weg, wenn Chartside geschlossen oder gesperrt wird.
kept-unknown = Die Akte wird geöffnet.
forget-patient = Diese Person vergessen
forget-patient-title = Diese Person vergessen?
forget-patient-removed = Endgültig von diesem Computer entfernt:
forget-patient-record = die Akte und der Schlüssel, der sie öffnet
forget-patient-name = der Name in Ihrer Liste der Verbindungen
forget-patient-news = was seit Ihrem letzten Besuch neu war
forget-patient-stays = Was bleibt: Ihre Anmeldung, sodass Sie die Akte wieder holen können; was Sie exportiert oder gedruckt haben; das Protokoll, das niemanden nennt. Der Server behält alles.
forget-patient-confirm = Vergessen

activity-event-patient-forgotten = Person vergessen
