# Die Akte lesen: Abschnitte, Einzelheiten, Anzeigeregeln.

place-alerts = Warnhinweise
place-carePlans = Pläne und Ziele
place-orders = Anordnungen
place-careTeam = Behandlungsteam
place-devices = Geräte
place-assessments = Assessments
place-socialHistory = Sozialanamnese
place-familyHistory = Familienanamnese
place-directives = Einwilligungen und Verfügungen
place-appointments = Termine
place-coverage = Kostenträger

nav-empty = { $count ->
    [one] { $count } Abschnitt ohne Einträge
   *[other] { $count } Abschnitte ohne Einträge
}
nav-empty-unknown = einige nicht verfügbar

summary-empty = Abschnitte ohne Einträge
summary-loading = wird geladen
summary-complete = nichts eingetragen
summary-incomplete = nichts angekommen, und nicht alles wurde gefragt
summary-notAvailable = nicht verfügbar

# Anzeigeregeln: warum eine Zeile so gezeigt wird. Die Nummern sind die aus docs/display-rules.md.
rule-DR-01 = Irrtümlich eingetragen: aus jeder Liste von Tatsachen herausgehalten.
rule-DR-02 = Die Angabe zur Sicherheit sagt, dass es irrtümlich eingetragen wurde: aus jeder Liste von Tatsachen herausgehalten.
rule-DR-03 = Der klinische Status sagt, dass es ein Irrtum ist: aus jeder Liste von Tatsachen herausgehalten.
rule-DR-04 = Widerlegt: Es liegt nicht vor.
rule-DR-05 = Die Quelle sagt, dass dies nicht durchgeführt wurde oder nicht durchzuführen ist.
rule-DR-06 = Es hat nicht stattgefunden.
rule-DR-07 = Abgesagt: Es hat nicht stattgefunden.
rule-DR-08 = Durchgeführt und endgültig.
rule-DR-09 = Nach der ersten Freigabe korrigiert.
rule-DR-10 = Läuft.
rule-DR-11 = Nicht endgültig: Es kann sich noch ändern.
rule-DR-12 = Abgebrochen: als Vergangenes gezeigt.
rule-DR-13 = In Gebrauch.
rule-DR-14 = Nicht mehr in Gebrauch: als Vergangenes gezeigt.
rule-DR-15 = Nicht begonnen oder ausgesetzt: nicht sicher in Gebrauch.
rule-DR-16 = Ein Plan oder Vorschlag, keine Anordnung.
rule-DR-17 = Klinisch aktiv.
rule-DR-18 = Klinisch vorbei: als Vergangenes gezeigt.
rule-DR-19 = Bestätigt.
rule-DR-20 = Nicht bestätigt: mit dem Status in Worten gezeigt.
rule-DR-21 = Die aktuelle Fassung des Dokuments.
rule-DR-22 = Durch ein anderes Dokument ersetzt: als Vergangenes gezeigt.
rule-DR-23 = Das Dokument ist nicht endgültig.
rule-DR-24 = In Kraft oder gültig.
rule-DR-25 = Vorbei: als Vergangenes gezeigt.
rule-DR-26 = Geplant oder noch nicht entschieden.
rule-DR-27 = Eine Anordnung, dies nicht zu tun.
rule-DR-40 = Die Quelle hat keinen Status gesendet, oder einen, der hier nicht bekannt ist.
rule-DR-41 = Diese Art von Eintrag hat keinen Status.
rule-DR-42 = Die Quelle kennzeichnet es als nicht mehr aktiv: als Vergangenes gezeigt.
rule-DR-43 = Die Quelle hat einen Code ohne Worte gesendet.
rule-DR-44 = Eine Aussage, dass es keine gibt, nicht etwas, das vorliegt.
rule-DR-45 = Ziffern und Einheit genau wie gesendet; nichts ist gerundet oder umgerechnet.
rule-DR-46 = Der Wert liegt unter oder über dem Messbaren, wie das Zeichen davor sagt.
rule-DR-47 = Die Quelle hat eine Zahl ohne Einheit gesendet; es wird keine geraten.
rule-DR-48 = Die Kennzeichnung stammt von der Quelle; hier wird keine errechnet.
rule-DR-49 = Die Quelle gab ihren Referenzbereich nur in Worten an.
rule-DR-50 = Die Quelle hat keinen Wert gesendet und sagt, warum.
rule-DR-51 = Ein Teil davon ist nicht lesbar; das JSON enthält alles.
rule-DR-52 = Eine Erweiterung kann ändern, was dies bedeutet.
rule-DR-53 = Die Quelle hat keine Worte für die Dosierung gesendet: Diese wurden aus ihren Teilen zusammengesetzt.
rule-DR-54 = Es wurde kein Datum gesendet; es wird keines geraten.
rule-DR-55 = Nur Jahr oder Monat wurden gesendet; es wird kein Tag geraten.
rule-DR-56 = Die Uhrzeit ist die gesendete, in der gesendeten Zeitzone.
rule-DR-57 = Das ist kein Datum, das sich einordnen lässt; es steht da, wie es gesendet wurde.
rule-DR-58 = Eine Art von Eintrag ohne eigenen Abschnitt.
rule-DR-59 = Die Quelle sagt, dass die Person verstorben ist.
rule-DR-60 = Eine andere Akte ist an die Stelle dieser getreten; sie wird nur geöffnet, wenn Sie es verlangen.
rule-DR-61 = Die Quelle sagt, dass diese Akte nicht mehr in Gebrauch ist.
rule-DR-62 = Einträge, die eine andere Person nennen, werden herausgehalten und gezählt.
verification-doNotPerform = nicht durchzuführen
verification-notDone = nicht durchgeführt
verification-notGiven = nicht verabreicht
