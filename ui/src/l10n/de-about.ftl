# Die Worte von Chartside auf Deutsch: was dieses Programm ist, und was andere dazu geschrieben haben.

page-about = Über Chartside
about-version = Chartside { $version }
about-purpose = Chartside zeigt, was ein Server sendet. Es ist kein Medizinprodukt, und es ersetzt nicht das System, aus dem die Akte kommt.
about-privacy = Es gibt keine Telemetrie und kein Konto. Anmeldungen und aufbewahrte Akten sind auf diesem Computer versiegelt.
about-licence = Freie Software der Chartside-Mitwirkenden unter der Apache License 2.0: Sie dürfen sie nutzen, ändern und weitergeben. Sie kommt ohne jede Gewährleistung.
about-help = Quelltext, Fragen und Fehlermeldungen: github.com/chartside/chartside
about-others = Software anderer darin, und ihre Bedingungen
about-others-waiting = Die Bedingungen werden gelesen …
about-others-none = Dieser Stand enthält die Bedingungen nicht: Er wurde aus den Quellen gebaut, in denen jedes Paket seine eigenen hat.

# Neue Versionen

updates = Neue Versionen
updates-notConfigured = Dieser Stand sucht nach keinen. Sie kommen auf dem Weg, auf dem dieser kam.
updates-packages = Die Paketverwaltung Ihres Systems bringt sie, wie sie diese gebracht hat.
updates-policy = Wer diesen Computer betreut, bringt sie: Seine Richtlinie schaltet die Suche danach ab.
updates-unasked = Der Update-Server ist noch nicht gefragt worden. Chartside fragt einmal am Tag und sendet über Sie und diesen Computer nichts als seine Version.
updates-asking = Der Update-Server wird gefragt …
updates-none = Das ist die neueste Version.
updates-unknown = Ob es eine neuere Version gibt, ist nicht bekannt.
updates-asked = Gefragt { $at }
updates-check = Nach einer neuen Version suchen
update-idle = Chartside { $version } ist zu haben.
update-fetching = Chartside { $version } wird geholt, und die Signatur wird geprüft.
update-ready = Chartside { $version } ist da. Es wird installiert, wenn Sie Chartside schließen.
update-notes = Was neu ist
update-atEnd = Beim Schließen installieren
update-now = Jetzt installieren und neu starten
update-restart = Jetzt neu starten
update-look = Was neu ist
problem-update-unreachable = Der Update-Server gab keine brauchbare Antwort.
    .works = Chartside läuft weiter wie bisher.
    .action = Prüfen Sie Ihr Netz und versuchen Sie es noch einmal. Bleibt es dabei, holen Sie die neue Version dort, woher diese kam.
problem-update-refused = Was kam, ist nicht, was die Macher von Chartside signiert haben. Nichts davon wurde installiert.
    .works = Chartside läuft weiter wie bisher.
    .action = Holen Sie es nicht anderswo. Sagen Sie es mit der Referenz denen, die diesen Computer betreuen.
problem-update-in-session = Jemand ist angemeldet: Jetzt wird nichts installiert.
    .works = Ihre Akte bleibt offen.
    .action = Melden Sie sich zuerst ab, oder lassen Sie es beim Schließen von Chartside installieren.

# Abgesicherter Modus

safe-mode = Chartside endete dreimal in einer Minute und startete darum im abgesicherten Modus.
safe-mode-action = Auf diesem Computer aufbewahrte Akten bleiben geschlossen und unverändert, und nichts läuft von selbst weiter. Sie können sich anmelden und lesen; oder normal starten und, wenn es wieder endet, den Bericht für die Hilfe senden.
safe-mode-report = Bericht für die Hilfe kopieren
start-normally = Normal starten
