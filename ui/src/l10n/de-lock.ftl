# Die Worte von Chartside auf Deutsch: die Sperre und die Uhr des Computers.

lock = Sperren
key-lock = Chartside sperren
lock-title = Chartside ist gesperrt
lock-reason-asked = Sie haben es gesperrt.
    .next = Entsperren Sie es und machen Sie weiter, wo Sie waren.
lock-reason-idle = Eine Weile hat es niemand benutzt.
    .next = Entsperren Sie es und machen Sie weiter, wo Sie waren.
lock-reason-slept = Dieser Computer war im Ruhezustand.
    .next = Entsperren Sie es und machen Sie weiter, wo Sie waren.
lock-reason-system = Der Bildschirm dieses Computers wurde gesperrt.
    .next = Entsperren Sie es und machen Sie weiter, wo Sie waren.
lock-reason-restarted = Es war gesperrt, als es geschlossen wurde.
    .next = Entsperren Sie es, um Ihre Akten wieder zu öffnen.
lock-reason-unknown = Ihre Akten sind geschlossen.
    .next = Entsperren Sie es und machen Sie weiter, wo Sie waren.
unlock = Entsperren
unlock-asking = Ihr Computer fragt, wer Sie sind …
sign-out-everywhere = Überall abmelden
sign-out-everywhere-title = Überall abmelden?
sign-out-everywhere-explained = Jede Anmeldung auf diesem Computer endet, und Chartside öffnet sich ohne Akte. Server, die es anbieten, werden benachrichtigt.
sign-out-everywhere-stays = In den Kliniken ändert sich nichts. Um eine Akte wieder zu lesen, melden Sie sich erneut an.
sign-out-everywhere-failed = Nicht alles wurde abgemeldet.
    .works = Chartside bleibt gesperrt. Anmeldungen, die nicht beendet wurden, sind versiegelt aufbewahrt.
    .action = Wenn der Schlüsselbund des Systems gesperrt ist, entsperren Sie ihn. Versuchen Sie es dann erneut.
signing-out-everywhere = Wird abgemeldet …
signed-out-everywhere-confirmed = Überall abgemeldet. Die Server haben den gewährten Zugriff beendet.
signed-out-everywhere-unconfirmed = Überall auf diesem Computer abgemeldet. Nicht jeder Server wurde benachrichtigt oder hat es bestätigt; ein Teil des gewährten Zugriffs endet später von selbst.

## Bevor es sperrt

lock-soon = { $seconds ->
    [one] Chartside sperrt in { $seconds } Sekunde
   *[other] Chartside sperrt in { $seconds } Sekunden
}
lock-soon-spoken = { $seconds ->
    [one] Chartside sperrt in { $seconds } Sekunde, weil es niemand benutzt. Drücken Sie eine Taste, um zu bleiben.
   *[other] Chartside sperrt in { $seconds } Sekunden, weil es niemand benutzt. Drücken Sie eine Taste, um zu bleiben.
}
lock-soon-now = Chartside sperrt jetzt
lock-soon-why = Niemand benutzt es. Jede Taste oder Bewegung hält es offen.
lock-stay = Bleiben

## Die Uhr dieses Computers

clock-ahead = Die Uhr dieses Computers geht { $amount } vor.
clock-behind = Die Uhr dieses Computers geht { $amount } nach.
clock-minutes = { $count ->
    [one] etwa { $count } Minute
   *[other] etwa { $count } Minuten
}
clock-hours = { $count ->
    [one] etwa { $count } Stunde
   *[other] etwa { $count } Stunden
}
clock-days = { $count ->
    [one] etwa { $count } Tag
   *[other] etwa { $count } Tage
}
clock-off-action = Anmeldungen können scheitern. Stellen Sie Datum und Uhrzeit in den Einstellungen des Systems auf automatisch.
