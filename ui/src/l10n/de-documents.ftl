# Wörter von Chartside auf Deutsch: Dokumente, Texte und ihre Ansicht.

documents = Dokumente dieses Eintrags
document-open = Öffnen
document-open-name = { $name } öffnen
document-nowhere = Die Akte sagt nicht, wo es ist.
document-elsewhere = Es liegt bei { $host }, einem anderen Server. Chartside holt es von dort nicht.
document-elsewhere-open = Im Browser zeigen…
document-elsewhere-question = { $host } im Browser öffnen?
document-elsewhere-warning = Die Seite gehört nicht zu dieser Akte. Vielleicht müssen Sie sich dort anmelden.
document-elsewhere-yes = Im Browser öffnen
document-keep-here = Hier bleiben
document-versions = Fassungen
document-version-this = diese
narrative = In Worten
narrative-show = Text der Akte zeigen
narrative-hide = Text der Akte verbergen
narrative-status-generated = Aus den Daten daneben gemacht
narrative-status-extensions = Aus den Daten daneben gemacht
narrative-status-additional = Sagt mehr als die Daten daneben
narrative-status-empty = Sagt weniger als die Daten daneben

reader-label = Dokument: { $name }
reader-back = Zurück zur Akte
reader-save = Kopie speichern
reader-saved = Unter Downloads gespeichert als { $file }.
reader-progress = Das Dokument kommt
reader-progress-of = { $received } von { $expected }
reader-progress-so-far = bisher { $received }
reader-cancel = Abbrechen
reader-cancelled = Sie haben es angehalten.
reader-open-again = Noch einmal öffnen
size-bytes = { $count ->
    [one] 1 Byte
   *[other] { $count } Byte
}
size-kilobytes = { $count } kB
size-megabytes = { $count } MB

reader-unknown = Dokumente dieser Art zeigt Chartside nicht.
    .action = Speichern Sie eine Kopie, und öffnen Sie sie mit einem Programm, dem Sie vertrauen.

document-status-superseded = Eine neuere Fassung hat dieses Dokument ersetzt.
document-status-preliminary = Dieses Dokument ist nicht endgültig.
document-status-amended = Dieses Dokument wurde geändert, nachdem es endgültig war.
document-status-not-a-fact = Dieses Dokument wurde irrtümlich eingetragen oder zurückgezogen: verlassen Sie sich nicht darauf.
document-status-unknown = Die Akte sagt nicht, ob dieses Dokument endgültig ist.

doubt-type = Sein Inhalt ist nicht das, als was es ausgegeben wird ({ $declared }); gezeigt wird, was es ist.
doubt-size = Es hat nicht die Länge, die in der Akte steht.
doubt-hash = Es ist nicht das Dokument, mit dem die Akte gemacht wurde: sein Fingerabdruck weicht ab.
text-guessed = Das Dokument sagt nicht, wie seine Buchstaben geschrieben sind. Manche können falsch sein.
text-cut = Nur der Anfang wird gezeigt. Speichern Sie eine Kopie, um alles zu lesen.
text-pictures = { $count ->
    [one] Ein Bild darin wird nicht gezeigt.
   *[other] { $count } Bilder darin werden nicht gezeigt.
}
left-out-active = { $count ->
    [one] Ein aktiver Teil (Skript, Formular, Rahmen oder Zeichnung) wurde weggelassen.
   *[other] { $count } aktive Teile (Skripte, Formulare, Rahmen oder Zeichnungen) wurden weggelassen.
}
left-out-pictures = { $count ->
    [one] Ein Bild wird nicht gezeigt, weil es anderswo liegt oder von einer Art ist, die nicht gezeigt wird.
   *[other] { $count } Bilder werden nicht gezeigt, weil sie anderswo liegen oder von einer Art sind, die nicht gezeigt wird.
}
left-out-cut = Nur der Anfang wird gezeigt. Speichern Sie eine Kopie, um alles zu lesen.
links-in-document = Links in diesem Dokument führen zu
links-copy = Adresse kopieren

other-person = Dieses Dokument handelt vielleicht von jemand anderem.
    .action = Vergleichen Sie es mit der Person dieser Akte, bevor Sie es verwenden.
other-person-familyName = Der Nachname weicht ab.
other-person-givenName = Der Vorname weicht ab.
other-person-birthDate = Das Geburtsdatum weicht ab.
cda-patient = Person im Dokument
cda-kind = Art
cda-time = Datum
cda-author = Verfasst von
cda-custodian = Aufbewahrt von
cda-authenticator = Unterschrieben von
cda-born = geboren { $date }
cda-no-name = ohne Namen
cda-sections = Abschnitte
cda-untitled = Abschnitt ohne Titel
cda-no-text = { $count ->
    [0] Dieser Abschnitt hat keinen Text.
    [one] Dieser Abschnitt hat keinen Text und einen Eintrag, der hier nicht gezeigt wird.
   *[other] Dieser Abschnitt hat keinen Text und { $count } Einträge, die hier nicht gezeigt werden.
}
cda-cut = Es gibt mehr Abschnitte, als gezeigt werden. Speichern Sie eine Kopie, um alle zu lesen.

viewer-zoom-in = Größer
viewer-zoom-out = Kleiner
viewer-zoom-fit = In voller Breite
viewer-zoom = { $percent } %
pdf-page = Seite { $page } von { $pages }
pdf-pages = Seiten
pdf-failed = Dieses PDF kann nicht gezeigt werden.
    .action = Es ist vielleicht beschädigt oder braucht ein Passwort. Speichern Sie eine Kopie, und öffnen Sie sie mit einem anderen Programm.
image-failed = Dieses Bild kann nicht gezeigt werden.
    .action = Es ist vielleicht beschädigt. Speichern Sie eine Kopie, und öffnen Sie sie mit einem anderen Programm.
image-name = Bild: { $name }

problem-document-gone = Das Dokument ist nicht dort, wo es nach der Akte sein soll.
    .works = Der Rest der Akte ist nicht betroffen.
    .action = Fragen Sie nach dem Dokument, wer diese Akte führt.
problem-document-unreadable = Das Dokument kam beschädigt an: es lässt sich nicht lesen.
    .works = Der Rest der Akte ist nicht betroffen.
    .action = Bitten Sie, wer diese Akte führt, es noch einmal zu senden.
problem-document-not-saved = Das Dokument kann im Ordner für Downloads nicht gespeichert werden.
    .works = Hier kann es weiter gelesen werden.
    .action = Schaffen Sie Platz, oder prüfen Sie, ob in den Ordner geschrieben werden darf, und speichern Sie noch einmal.
preview-other-person = Dieses Dokument nennt andere Angaben zur Person als diese Akte: Die Vorschau entfällt.
