# Die Worte von Chartside auf Deutsch. Jeder Satz sagt, was geschehen ist, was weiterhin geht und was zu tun ist.
# Keine Codes, keine Entschuldigungen, keine Ausrufezeichen. Schaltflächen sind Tätigkeiten. Anrede: Sie.

## Überall

app-name = Chartside
cancel = Abbrechen
close = Schließen
copy = Kopieren
copied = Kopiert
not-copied = Nicht kopiert. Noch einmal drücken
try-again = Erneut versuchen
sign-in-again = Erneut anmelden
dismiss = Ausblenden
reference = Kennzeichen { $reference }
server-says = Der Server sagt: { $message }

menu = Menü
back = Zurück
page-connections = Server

## Erste Seite

home-title = Eine Patientenakte ansehen
home-lead = Chartside meldet Sie mit Ihrem eigenen Browser bei einem Krankenhaus oder einer Praxis an und zeigt die Akte, die dort geführt wird. Nichts davon läuft über Dritte.
server-label = Adresse des Servers
server-hint = Die FHIR-Adresse, die Sie von Ihrer Klinik oder deren IT-Abteilung erhalten haben.
server-missing = Geben Sie zuerst die Adresse des Servers ein.
server-not-address = Das ist keine Internetadresse. Sie enthält keine Leerzeichen und endet oft auf /fhir oder /r4.
server-example = https://ehr.example.org/fhir/r4
connect = Verbinden
try-demo = Demo ausprobieren
demo-note = Erfundene Patienten auf diesem Computer. Benutzername clinician, Kennwort demo.
policy-servers-title = Ihre Einrichtung
recent-title = Zuletzt verwendet
recent-ready = Öffnet sich ohne Anmeldung
recent-sign-in = Fragt nach Ihrer Anmeldung
recent-unnamed = Name der Patientin oder des Patienten nicht verfügbar
recent-last-used = zuletzt geöffnet { $when }
forget = Entfernen
forget-label = { $name }, { $host } entfernen
forget-title = { $count ->
    [one] Diese Verbindung zu { $host } entfernen?
   *[other] Diese Verbindungen zu { $host } entfernen?
}
forget-explained = { $count ->
    [one] Die Anmeldung und ihre Schlüssel werden auf diesem Computer gelöscht. In der Klinik ändert sich nichts.
   *[other] Die Anmeldungen und ihre Schlüssel werden auf diesem Computer gelöscht. In der Klinik ändert sich nichts.
}
signed-out-confirmed = Von { $host } abgemeldet. Der Server hat den gewährten Zugriff beendet.
signed-out-unconfirmed = Hier abgemeldet. { $host } wurde nicht benachrichtigt oder hat es nicht bestätigt; der gewährte Zugriff endet später von selbst.
more = Weitere Server und Einstellungen
client-id-label = Client-ID
client-id-hint = Nur, wenn der Server dieser App eine eigene gegeben hat. Sonst leer lassen.
scope-label = Scopes
scope-hint = Durch Leerzeichen getrennt. Leer lassen, um die üblichen anzufragen.
version = Version { $version }

## Anmelden

sign-in-title = Anmeldung bei { $server }
sign-in-failed = Nicht bei { $server } angemeldet
step-checkingServer = Server wird geprüft
step-waitingForBrowser = Warten auf Ihren Browser
step-receivingPermission = Ihre Erlaubnis wird empfangen
step-openingRecord = Akte wird geöffnet
step-done = erledigt
step-now = läuft
step-failed = hier abgebrochen
waiting-hint-scheme = Melden Sie sich auf der Seite an, die Ihr Browser zeigt. Er fragt danach, ob Chartside geöffnet werden soll, und dieses Fenster macht weiter.
waiting-hint-loopback = Melden Sie sich auf der Seite an, die Ihr Browser zeigt. Dieses Fenster macht danach von selbst weiter, und Sie können hierher zurückkehren.
waiting-hint-https = Melden Sie sich auf der Seite an, die Ihr Browser zeigt. Eine Seite Ihrer Einrichtung öffnet danach Chartside, und dieses Fenster macht weiter.
waiting-hint-paste = Melden Sie sich auf der Seite an, die Ihr Browser zeigt. Kopieren Sie danach die ganze Adresse aus der Adresszeile des Browsers und fügen Sie sie unten ein.
waiting-left = { $minutes ->
    [0] Weniger als eine Minute verbleibt
    [one] { $minutes } Minute verbleibt
   *[other] { $minutes } Minuten verbleiben
}
reopen-browser = Browser erneut öffnen
copy-link = Link kopieren
link-by-hand = Der Link ließ sich nicht kopieren. Markieren Sie ihn hier und kopieren Sie ihn
link-none = Es gibt keinen Link zum Kopieren: Die Anmeldung wartet nicht mehr. Brechen Sie sie ab und verbinden Sie sich erneut.
paste-title = Es kam nicht zurück
paste-title-awaited = Die Adresse aus dem Browser
paste-hint = Wenn der Browser sagt, dass Sie fertig sind, und dieses Fenster noch wartet: Kopieren Sie die ganze Adresse aus der Adresszeile des Browsers und fügen Sie sie hier ein.
paste-label = Adresse aus dem Browser
paste-submit = Weiter
paste-again = Kopieren Sie die ganze Adresse aus der Adresszeile des Browsers und fügen Sie sie hier ein. Die Anmeldung wartet noch.
change-address = Adresse ändern
back-to-start = Zur Startseite
back-to-record = Zurück zur Akte
deviations = { $count ->
    [one] Die Beschreibung des Servers hat { $count } Abweichung
   *[other] Die Beschreibung des Servers hat { $count } Abweichungen
}
deviations-explained = Sie weicht von dem ab, was die SMART-Spezifikation verlangt. Die Codes helfen dem Support des Servers.

endpoints-changed = Der Server nennt andere Anmeldeseiten als die, denen Sie zugestimmt haben:
endpoints-before = vorher
endpoints-now = jetzt
endpoints-none = keine
endpoint-name-issuer = Wer bürgt
endpoint-name-authorize = Wo Sie sich anmelden
endpoint-name-token = Wo die App eingelassen wird
endpoints-agree = Die Klinik ist umgezogen: die neuen Seiten verwenden

## Ein Kliniksystem fragt an

launch-title = { $host } möchte eine Akte öffnen
launch-known = Mit diesem Server waren Sie schon einmal verbunden.
launch-unknown = Mit diesem Server waren Sie noch nicht verbunden. Fahren Sie nur fort, wenn Sie dies von jenem System aus begonnen haben und der Name Buchstabe für Buchstabe stimmt.
launch-address = Adresse
launch-accept = Anmelden
launch-dismiss = Nicht öffnen

## Wo Anmeldungen aufbewahrt werden

custody-session-only = Anmeldungen werden nur aufbewahrt, bis Sie Chartside schließen.
retry-keyring = Schlüsselbund erneut versuchen
reset-vault = Neu beginnen
reset-vault-title = Mit einem leeren Speicher neu beginnen?
reset-vault-explained = Die gespeicherten Anmeldungen lassen sich ohne ihren Schlüssel nicht öffnen. Ein Neubeginn entfernt sie von diesem Computer; Sie melden sich dort, wo es nötig ist, erneut an. Die Akten in den Krankenhäusern bleiben unberührt.

## Server

servers-find = Name oder Adresse
servers-find-hint = Der Name einer Klinik oder die Adresse, die Sie von ihr oder ihrer IT-Abteilung erhalten haben.
servers-look = { $host } ansehen
servers-locked = Die Server auf diesem Computer legt Ihre Einrichtung fest.
servers-saved = Gespeichert
servers-no-saved = Noch keine
servers-clinics = Kliniken
servers-connected = Schon einmal verbunden
servers-presets = Öffentliche Server zum Ausprobieren
servers-none-chosen = Wählen Sie einen Server, um zu sehen, was er unterstützt, oder geben Sie die Adresse eines anderen ein.
preset-open = Erfundene Patienten, ohne Registrierung
preset-registered = Erfundene Patienten, erst registrieren
clinics-none-found = Keine der Kliniken auf Ihrer Liste trägt diesen Namen
clinics-load = Kliniken nach Namen suchen
clinics-known = { $known ->
    [one] { $known } Klinik auf Ihrer Liste, Stand { $when }. Für die Suche wird niemand gefragt.
   *[other] { $known } Kliniken auf Ihrer Liste, Stand { $when }. Für die Suche wird niemand gefragt.
}
clinics-unknown = Auf diesem Computer gibt es noch keine Liste von Kliniken. Viele Hersteller von Kliniksystemen veröffentlichen eine.
clinics-address = Adresse einer Liste
clinics-hint = Ein User-access Brands Bundle, als Link.
clinics-fetch = Liste abrufen
clinics-loading = Wird abgerufen
clinics-file = Datei auswählen
clinics-skipped = { $count ->
    [one] { $count } Eintrag war nicht lesbar und wurde ausgelassen.
   *[other] { $count } Einträge waren nicht lesbar und wurden ausgelassen.
}
server-tabs = Über diesen Server
server-tab-supports = Was er unterstützt
server-tab-settings = Wie angemeldet wird
server-tab-registration = Registrierung
server-from-policy = Von Ihrer Einrichtung festgelegt. Hier nicht änderbar.
server-remove = Entfernen
server-remove-title = { $name } entfernen?
server-remove-explained = Seine Einstellungen, sein Geheimnis und die Anmeldungen, die damit erfolgt sind, werden auf diesem Computer gelöscht. In der Klinik ändert sich nichts.

supports-asking = { $host } wird gefragt, was er unterstützt
supports-clients = Wie sich eine App ausweisen kann
supports-no-clients = Er nennt keine Art, die Chartside beherrscht. Fragen Sie die IT-Abteilung der Klinik.
supports-technical = Adressen und technische Namen
supports-asked = { $host } gab dies um { $when } an.
supports-again = Erneut fragen
supports-manage = Wo Sie sehen und beenden, was Apps lesen dürfen
manage-access = Verwalten, was Apps sehen dürfen
ability-standalone = Sie können sich von Chartside aus anmelden
ability-standalone-not = Er gibt nicht an, dass Sie sich von Chartside aus anmelden können
ability-ehr = Das Kliniksystem kann Chartside öffnen
ability-ehr-not = Er gibt nicht an, dass das Kliniksystem Chartside öffnen kann
ability-patients = Für Patienten: die Akte einer Person
ability-patients-not = Er gibt nicht an, dass Patienten ihn nutzen können
ability-clinicians = Für Fachpersonal: die Akten, die es sehen darf
ability-clinicians-not = Er gibt nicht an, dass Fachpersonal ihn nutzen kann
ability-stays = Sie können angemeldet bleiben
ability-stays-not = Sie müssen sich möglicherweise jedes Mal anmelden
ability-identity = Er sagt, wer sich angemeldet hat
ability-identity-not = Er sagt nicht, wer sich angemeldet hat
ability-pkce = Niemand sonst kann verwenden, was Ihr Browser zurückbringt
ability-pkce-not = Er gibt nicht an, dass er schützt, was Ihr Browser zurückbringt; Chartside sendet den Schutz trotzdem
ability-registers = Apps können sich selbst registrieren
ability-registers-not = Apps können sich nicht selbst registrieren: Jemand trägt Chartside dort einmal ein
client-automatic = Chartside wählen lassen
client-public = Ohne Geheimnis
    .technical = public
client-symmetric = Mit einem Geheimnis, das der Server vergeben hat
    .technical = client_secret
client-asymmetric-es384 = Mit dem Schlüssel dieses Computers, elliptische Kurve
    .technical = private_key_jwt ES384
client-asymmetric-rs384 = Mit dem Schlüssel dieses Computers, RSA
    .technical = private_key_jwt RS384
client-automatic-now = Hier: { $how }
client-suggested = Für diesen Server vorgeschlagen
client-not-listed = Der Server führt es nicht auf
client-unsure = Der Server gibt es an einer Stelle an und an einer anderen nicht.
technical-source = Gelesen aus
technical-unusable = nicht verwendbar
technical-agreed = { $name }, wie von Ihnen bestätigt
technical-grammars = Schreibweise der Scopes

settings-name = Name
settings-client = Wie sich Chartside ausweist
settings-client-hint = So, wie es registriert wurde. Wenn niemand etwas registriert hat, belassen Sie es.
settings-key-registered = Der öffentliche Schlüssel dieses Computers ist dort registriert
settings-way = Wie der Browser zurückkommt
settings-locked = Diese Einstellungen legt Ihre Einrichtung fest.
settings-save = Speichern
settings-saved = Gespeichert
secret-label = Client Secret
secret-hint = Es liegt im Tresor dieses Computers und wird nie wieder angezeigt.
secret-kept = Ein Geheimnis ist hinterlegt. Geben Sie ein anderes ein, um es zu ersetzen.
secret-forget = Hinterlegtes Geheimnis löschen
way-automatic = Chartside wählen lassen
way-scheme = Über einen Link, der Chartside öffnet
    .technical = org.chartside.app:
way-loopback = An diesen Computer
    .technical = http://127.0.0.1
    .explained = Chartside wartet für diese eine Anmeldung an einem Port dieses Computers.
way-https = Über eine Seite Ihrer Einrichtung, die es weiterreicht
    .technical = https
way-paste = Von Hand
    .explained = Sie fügen die Adresse ein, bei der der Browser endet.
redirect-page-label = Adresse dieser Seite
redirect-page-hint = Wie beim Server registriert. Sie beginnt mit https.
settings-authorize-post = Anmeldeanfrage als Formular senden
offered-loopback = Zu diesem Computer zurückkommen
offered-paste = Adresse von Hand einfügen
offered-scheme = Über einen Link zurückkommen
way-not-registered = { $vendor } nimmt das nicht an, soweit bekannt

register-lead = Wer Chartside beim Server registriert, trägt das Folgende ein. Tragen Sie danach die Client-ID, die Sie erhalten, unter „Wie angemeldet wird“ ein.
register-open = Dieser Server nimmt jede Client-ID an. Es muss nichts registriert werden.
register-page = Seite, auf der Apps registriert werden
register-notes = Was { $vendor } verlangt
register-as = Registrieren als
register-public = Ohne Geheimnis
register-symmetric = Mit einem Geheimnis
register-asymmetric-es384 = Mit einem Schlüssel (ES384)
register-asymmetric-rs384 = Mit einem Schlüssel (RS384)
register-here-title = Chartside sich selbst registrieren lassen
register-here-explained = Dieser Server lässt Apps sich selbst registrieren. Er erfährt, was unten steht, und antwortet mit einer Client-ID nur für diesen Computer.
register-here-save = Speichern Sie den Server zuerst unter „Wie angemeldet wird“.
register-here-token = Zugriffstoken für die Registrierung
register-here-token-hint = Nur, wenn der Betreiber des Servers Ihnen eines gegeben hat. Es wird einmal verwendet und nicht aufbewahrt.
register-here = Diesen Computer registrieren
register-here-under-way = Wird registriert
register-here-done = Dieser Computer ist registriert.
register-here-ended = Wird der Server hier entfernt, endet auch diese Registrierung dort.
register-here-client = Client-ID
register-here-kind = Weist sich aus
register-here-secret-ends = Das Geheimnis endet
register-by-hand = Um es stattdessen von Hand registrieren zu lassen, tragen Sie das Folgende ein.
register-name = Name der App
redirect-label = Beim Server zu registrierende Redirect URI
redirect-also = Eine weitere Redirect URI, wo mehr als eine möglich ist
copy-redirect = Redirect URI kopieren
register-launch = Launch URI
register-launch-hint = Nur, wenn das Kliniksystem Chartside öffnen soll.
register-scopes = Anzukreuzende Scopes
register-scopes-hint = Nur diese: Chartside liest und ändert nichts.
copy-scopes = Scopes kopieren
register-jwks = Öffentlicher Schlüssel dieses Computers
register-jwks-hint = Fügen Sie ihn ein, wo nach einem JWK Set gefragt wird. Die private Hälfte verlässt diesen Computer nie.
copy-jwks = Schlüssel kopieren
register-all = Alles in einem Text
register-metadata = Client Metadata
copy-metadata = Text kopieren

note-access-as-ticked-at-registration = Was die App lesen darf, ist das bei der Registrierung Angekreuzte, nicht das, was sie anfragt.
note-addresses-in-capability-statement = Seine Anmeldeadressen stehen in seinem CapabilityStatement.
note-administrator-activates-client = Vor der ersten Anmeldung muss ein Administrator die App freischalten.
note-any-client-id = Jede Client-ID wird angenommen.
note-clinic-enables-api = Jede Klinik muss die Schnittstelle einschalten.
note-confidential-client-only = Er nimmt nur Apps mit einem Geheimnis oder einem Schlüssel an.
note-https-redirect-in-production = Im Echtbetrieb nimmt er nur Redirect URIs an, die mit https beginnen.
note-https-redirect-only = Er nimmt nur Redirect URIs an, die mit https beginnen.
note-metadata-contradicts-itself = Was er über sich selbst angibt, widerspricht sich stellenweise.
note-new-client-id-takes-two-days = Eine neue Client-ID wirkt manchmal erst nach zwei Tagen.
note-no-wildcard-scopes = Jede Art von Eintrag muss einzeln angekreuzt werden.
note-one-address-for-all-practices = Alle Praxen haben dieselbe Adresse.
note-partner-approval-needed = Er muss die App zuerst als Partner zulassen.
note-patient-and-provider-hosts-differ = Patienten und Fachpersonal haben verschiedene Adressen.
note-patient-enrols-for-api = Patienten melden sich zuerst für den Zugriff durch Apps an.
note-redirect-compared-strictly = Die Redirect URI muss bis auf das letzte Zeichen gleich sein.
note-register-as-native-app = Registrieren Sie sie als native App.
note-scope-grammar-as-registered = Die Scopes müssen in der Version sein, die bei der Registrierung gewählt wurde.

deviation-required-member-missing = Etwas, das jeder Server angeben muss, fehlt.
deviation-member-mistyped = Etwas lässt sich nicht als das lesen, was es sein soll.
deviation-endpoint-unusable = Eine Adresse ist nicht verschlüsselt oder keine Adresse.
deviation-pkce-s256-not-listed = Er gibt nicht an, dass er schützt, was der Browser zurückbringt.
deviation-pkce-plain-listed = Er bietet eine schwache Form des Schutzes an, die Chartside nicht verwendet.
deviation-capabilities-empty = Er führt nichts auf, was er kann.
deviation-grant-authorization-code-not-listed = Er führt die Art der Anmeldung nicht auf, die Chartside verwendet.
deviation-response-type-code-not-listed = Er führt die Antwort nicht auf, um die Chartside bittet.
deviation-launch-not-listed = Er gibt nicht an, wie Apps gestartet werden.
deviation-client-type-not-listed = Er gibt nicht an, wie sich Apps ausweisen.
deviation-scope-grammar-not-listed = Er gibt nicht an, welche Version von Scopes er versteht.
deviation-private-key-jwt-contradicts = Er sagt an einer Stelle, dass Apps einen Schlüssel verwenden können, und an einer anderen, dass nicht.
deviation-issuer-malformed = Der Name, mit dem er unterschreibt, ist keine richtige Adresse.
deviation-content-type-not-json = Seine Beschreibung kommt unter einer anderen Bezeichnung als JSON.
deviation-legacy-metadata = Er ist auf die ältere Art beschrieben.

scope-asks = Was damit angefragt wird
scope-unknown = Eine Berechtigung, die Chartside nicht kennt
scope-launch = Wissen, was Sie im Kliniksystem geöffnet haben
scope-launch-patient = Wissen, welche Patientin oder welchen Patienten Sie wählen
scope-launch-encounter = Wissen, welchen Besuch Sie wählen
scope-openid = Wissen, dass Sie es sind
scope-fhirUser = Wissen, welcher Eintrag in der Klinik Sie beschreibt
scope-profile = Wissen, welcher Eintrag in der Klinik Sie beschreibt, auf die ältere Art
scope-offline-access = Angemeldet bleiben, bis Sie sich abmelden
scope-online-access = Angemeldet bleiben, solange Sie in der Klinik angemeldet sind
scope-clinical = { $may ->
    [both] Sehen und ändern
    [change] Ändern
   *[see] Sehen
}: { $what } { $whose ->
    [patient] dieser Person
    [user] aller, deren Akte Sie sehen dürfen
   *[system] aller
}{ $narrowed ->
    [yes] , teilweise
   *[no] { "" }
}
kind-all = alles
kind-AllergyIntolerance = Allergien
kind-Appointment = Termine
kind-Binary = Dateien
kind-CarePlan = Behandlungspläne
kind-CareTeam = Behandlungsteams
kind-Communication = Nachrichten
kind-Composition = Dokumente mit Abschnitten
kind-Condition = Probleme und Diagnosen
kind-Consent = Einwilligungen
kind-Coverage = Versicherung
kind-Device = Geräte und Implantate
kind-DeviceRequest = Anforderungen von Geräten
kind-DeviceUseStatement = Verwendung von Geräten
kind-DiagnosticReport = Befunde
kind-DocumentReference = Dokumente
kind-Encounter = Besuche
kind-ExplanationOfBenefit = Abrechnungen
kind-FamilyMemberHistory = Familienanamnese
kind-Flag = Warnhinweise
kind-Goal = Ziele
kind-ImagingStudy = Bildgebung
kind-Immunization = Impfungen
kind-ImmunizationRecommendation = fällige Impfungen
kind-Location = Orte
kind-Media = Bilder
kind-Medication = Medikamente
kind-MedicationAdministration = verabreichte Medikamente
kind-MedicationDispense = abgegebene Medikamente
kind-MedicationRequest = Verordnungen
kind-MedicationStatement = eingenommene Medikamente
kind-NutritionOrder = Ernährung
kind-Observation = Messwerte und Vitalzeichen
kind-Organization = Einrichtungen
kind-Patient = Name, Geburtsdatum und Kontakt
kind-Person = Name und Kontakt
kind-Practitioner = Fachpersonal
kind-PractitionerRole = Rollen des Fachpersonals
kind-Procedure = Eingriffe
kind-Provenance = wer was eingetragen hat
kind-QuestionnaireResponse = Antworten auf Fragebögen
kind-RelatedPerson = Angehörige und Betreuende
kind-RiskAssessment = Risiken
kind-ServiceRequest = Aufträge und Überweisungen
kind-Specimen = Proben

## Die Akte

go-home = Start
signed-in-as = Angemeldet als { $name }
sign-out = Abmelden
print = Drucken
reload = Neu laden
reload-everything = Alles neu laden
as-of = Stand { $time }
loading-share = { $percent } % geladen
loading-plain = wird geladen
record-loading = wird geladen
record-complete = Die ganze Akte ist da
record-incomplete = nicht vollständig
record-failed = nicht geladen
record-not-loaded = Keine Akte geöffnet
search-label = Diese Liste durchsuchen
search-clear = Suche leeren
find = Suchen
record-label = Akte von { $name }
patient-label = Patient
nav-label = Abschnitte
list-label = { $name }, Liste
detail-label = Einzelheiten
born = geboren
age-years = { $about ->
    [yes] etwa { $count } J.
   *[no] { $count } J.
}
age-months = { $about ->
    [yes] etwa { $count } Monate
   *[no] { $count } Monate
}
age-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
died = verstorben { $date }
died-aged = im Alter von { $age }
deceased = verstorben
born-unknown = Geburtsdatum nicht eingetragen
name-unknown = Name nicht eingetragen
identifier = ID
record-replaced = Diese Akte wurde an der Quelle ersetzt oder zurückgezogen. Fragen Sie dort nach der gültigen.
gender-male = männlich
gender-female = weiblich
gender-other = anderes Geschlecht
gender-unknown = Geschlecht unbekannt
banner-allergies = Allergien
banner-allergies-more = und { $count } weitere
banner-allergies-partial = Liste nicht vollständig

place-summary = Übersicht
place-problems = Diagnosen
place-allergies = Allergien
place-medications = Medikamente
place-results = Laborwerte
place-vitals = Vitalzeichen
place-immunizations = Impfungen
place-procedures = Eingriffe
place-encounters = Besuche
place-reports = Befunde
place-documents = Dokumente
place-other = Sonstiges
place-timeline = Zeitachse
latest-results = Neueste Laborwerte
latest-vitals = Neueste Vitalzeichen

## Ein Abschnitt

none-known = Keine bekannt
none-known-explained = So steht es in der Akte.
nothing-recorded = Nichts eingetragen
nothing-recorded-explained = Der Server hat geantwortet und führt hier nichts.
not-available = Nicht verfügbar
not-available-explained = Über diesen Teil der Akte lässt sich nichts sagen.
nothing-arrived = Bisher ist nichts angekommen, und die Liste ist nicht vollständig
nothing-matches = Nichts hier entspricht „{ $search }“
nothing-so-far = Bisher entspricht nichts „{ $search }“, und die Liste ist nicht vollständig
none-current = Keine aktuellen
outside-series = Nichts davon gehört zu einer Reihe. Alles steht unter „Alle“.
latest-note = Der neueste Wert jeder Untersuchung. Werte ohne Reihe stehen unter „Alle“.
incomplete-note = Diese Liste ist nicht vollständig.
section-loading = wird geladen
section-loading-of = { $here } von { $expected }
section-incomplete = nicht vollständig
section-not-available = nicht verfügbar
count-current = { $section ->
    [problems] { $count } aktiv
    [medications] { $count } aktuell
    [allergies] { $count } aktiv
   *[other] { $count }
}
count-historical = { $section ->
    [problems] { $count } früher
    [medications] { $count } früher
    [allergies] { $count } früher
   *[other] { $count } früher
}
count-latest = { $section ->
    [vitals] { $count ->
        [one] { $count } Zeichen
       *[other] { $count } Zeichen
    }
   *[other] { $count ->
        [one] { $count } Test
       *[other] { $count } Tests
    }
}
count-values = { $count ->
    [one] { $count } Wert
   *[other] { $count } Werte
}
count-matching = { $count ->
    [one] { $count } Treffer
   *[other] { $count } Treffer
}
mode-label = Welche Zeilen
mode-facts = Alle
mode-latest = Neueste
mode-notFacts = Keine Tatsachen
not-facts-note = Irrtümlich eingetragen, widerlegt, nicht durchgeführt oder abgebrochen. Dies bleibt sichtbar und gehört nicht zu den Tatsachen der Akte.
group-now = Aktuell
group-past = Früher
group-undated = Kein Datum eingetragen
group-month-unknown = { $year }, Monat nicht eingetragen
show-all = Alle { $count } anzeigen
untitled = Name nicht eingetragen
code-only = Code
no-date = kein Datum
no-value = kein Wert
range = Referenz { $range }
range-between = { $low }–{ $high }
range-above = ab { $low }
range-below = bis { $high }
announce-loading = { $name }: wird geladen, bisher { $count } Zeilen
announce-complete = { $name }: { $count } Zeilen
announce-incomplete = { $name }: { $count } Zeilen, nicht vollständig
announce-notAvailable = { $name }: nicht verfügbar

## Was nicht gezeigt wird

not-shown = { $count ->
    [one] { $count } Sache nicht gezeigt
   *[other] { $count } Sachen nicht gezeigt
}
not-shown-title = Was Sie nicht sehen
not-shown-lead = Was nicht angekommen ist und warum, und Einträge, die die Quelle selbst zurücknimmt.
not-shown-nothing = Alles, was der Server geliefert hat, wird gezeigt.
not-shown-open = Anzeigen
not-shown-scopes = Angefragte und nicht gewährte Berechtigungen
not-shown-granted = Berechtigungen, die diese App hat
ask-again = Diese erneut anfragen
ask-again-hint = Sie melden sich noch einmal an und können sie auf der Seite des Servers erlauben. Was gezeigt wird, bleibt.

## Einzelheiten

field-status = Status
field-verification = Sicherheit
field-severity = Schweregrad
field-value = Wert
field-range = Referenzbereich
field-flag = Bewertung
field-date = Datum
field-end = Bis
field-detail = Einzelheiten
field-source = Quelle
field-category = Kategorie
field-code = Code
field-key = Ressource
sent-as = wie gesendet: { $raw }
copy-entry = Kopieren
show-json = JSON anzeigen
hide-json = JSON ausblenden
copy-json = JSON kopieren
json-label = Die Ressource, wie sie empfangen wurde
warning-modifierExtension = Die Quelle versieht dies mit einem Zusatz, der die Bedeutung ändern kann und den Chartside nicht lesen kann. Sehen Sie im JSON nach.
warning-dataAbsent = Die Quelle gibt an, dass der Wert fehlt.
warning-missingUnit = Eine Zahl ohne Einheit.
warning-unreadableDate = Das Datum lässt sich nicht als Datum lesen; es wird gezeigt, wie es gesendet wurde.
warning-malformed = Ein Teil dieses Eintrags ist nicht wohlgeformt und kann hier fehlen. Das JSON enthält alles.


## Worte für den Status. Ein Code ohne Wort wird gezeigt, wie er gesendet wurde.

status-active = aktiv
status-recurrence = wieder aktiv
status-relapse = Rückfall
status-inactive = inaktiv
status-remission = in Remission
status-resolved = abgeklungen
status-completed = abgeschlossen
status-stopped = abgesetzt
status-on-hold = ausgesetzt
status-cancelled = storniert
status-draft = Entwurf
status-final = endgültig
status-amended = geändert
status-corrected = korrigiert
status-appended = ergänzt
status-preliminary = vorläufig
status-partial = teilweise
status-registered = erfasst
status-unknown = Status unbekannt
status-entered-in-error = irrtümlich eingetragen
status-not-done = nicht durchgeführt
status-not-taken = nicht eingenommen
status-in-progress = läuft
status-intended = beabsichtigt
status-planned = geplant
status-arrived = eingetroffen
status-triaged = triagiert
status-onleave = beurlaubt
status-finished = beendet
status-preparation = in Vorbereitung
status-declined = abgelehnt
status-current = aktuell
status-superseded = ersetzt
verification-unconfirmed = unbestätigt
verification-provisional = Verdacht
verification-presumed = vermutet
verification-differential = möglich
verification-confirmed = bestätigt
verification-refuted = widerlegt
verification-entered-in-error = irrtümlich eingetragen
standing-current = aktuell
standing-historical = früher
standing-tentative = nicht gesichert
standing-notAFact = keine Tatsache
standing-unknown = Status nicht eingetragen
not-a-fact-because = Keine Tatsache: { $why }
severity-severe = schwer
severity-moderate = mäßig
severity-mild = leicht
severity-high = hohes Risiko
severity-low = geringes Risiko
severity-unable-to-assess = Risiko nicht beurteilt
flag-H = hoch
flag-HH = kritisch hoch
flag-HU = deutlich hoch
flag-L = niedrig
flag-LL = kritisch niedrig
flag-LU = deutlich niedrig
flag-A = auffällig
flag-AA = kritisch auffällig
flag-N = normal
flag-U = steigend
flag-D = fallend
flag-R = resistent
flag-S = empfindlich
flag-I = intermediär
flag-POS = positiv
flag-NEG = negativ
comparator-ad = ausreichend, um dies zu erreichen
category-laboratory = Labor
category-vital-signs = Vitalzeichen
category-social-history = Sozialanamnese
category-survey = Fragebogen
category-imaging = Bildgebung
category-exam = Untersuchung
category-procedure = Eingriff
category-therapy = Therapie
category-activity = Aktivität
category-AMB = ambulant
category-EMER = Notfall
category-IMP = stationär
category-HH = zu Hause
category-VR = virtuell
category-food = Nahrungsmittel
category-medication = Medikament
category-environment = Umwelt
category-biologic = biologisch
category-problem-list-item = Problemliste
category-encounter-diagnosis = Besuchsdiagnose
category-health-concern = gesundheitliches Anliegen

## Tastatur

shortcuts-title = Tastatur
shortcuts-open = Tastenkürzel
key-move = In einer Liste bewegen
key-open = Zeile öffnen
key-close = Schließen, zurück
key-search = Diese Liste durchsuchen
key-palette = Alles suchen
key-go = Zu { $place }
key-help = Diese Liste zeigen
palette-title = Suchen
palette-label = Abschnitt, Aktion oder ein Eintrag der Akte
palette-empty = Nichts in der Akte entspricht dem
palette-asking = Die Akte wird durchsucht
palette-failed = Die Akte ließ sich nicht durchsuchen
palette-so-far = Bisher nichts, und die Akte ist nicht vollständig
palette-sections = Abschnitte
palette-actions = Aktionen
palette-start = Zur Startseite
palette-not-shown = Was Sie nicht sehen

## Drucken

print-footer = { $host } · Stand { $time } · gedruckt { $printed } mit Chartside
print-partial = Die ersten { $shown } von { $total } Zeilen.

## Probleme: der Satz, was weiterhin geht, was zu tun ist

problem-address-invalid = Das ist keine Internetadresse.
    .works = Es wurde nichts gesendet.
    .action = Prüfen Sie die Adresse Buchstabe für Buchstabe. Sie beginnt mit https:// und endet oft auf /fhir oder /r4.
problem-address-insecure = Diese Adresse ist nicht verschlüsselt (http).
    .works = Es wurde nichts gesendet.
    .action = Verwenden Sie die Adresse, die mit https:// beginnt, oder fragen Sie die Klinik danach.
problem-server-unreachable = Der Server antwortet nicht.
    .works = Was bereits gezeigt wird, bleibt lesbar.
    .bare = Es wurde nichts geöffnet. Ihre anderen Verbindungen sind nicht betroffen.
    .action = Prüfen Sie Ihr Netzwerk und die Adresse und versuchen Sie es erneut.
problem-proxy-sign-in-needed = Der Proxy dieses Netzwerks verlangt Benutzernamen und Kennwort.
    .works = Der Server wurde nicht erreicht. Was bereits gezeigt wird, bleibt.
    .bare = Der Server wurde nicht erreicht.
    .action = Fragen Sie Ihre IT-Abteilung, wie sich Programme beim Proxy anmelden. Chartside richtet sich nach der Einstellung HTTPS_PROXY.
problem-tls-untrusted = Der Server kann nicht belegen, wer er ist: Seinem Zertifikat wird hier nicht vertraut.
    .works = Es wurde ihm nichts gesendet.
    .action = Fragen Sie im Netz eines Krankenhauses die IT, ob deren Zertifikat auf diesem Computer installiert ist. Andernorts fahren Sie nicht fort.
problem-not-smart = An dieser Adresse gibt es einen Webserver, aber er bietet keine Anmeldung für Apps.
    .works = Ihre anderen Verbindungen sind nicht betroffen.
    .action = Fragen Sie die Klinik nach der FHIR-Adresse mit SMART App Launch; es ist nicht die Adresse des Patientenportals.
problem-endpoint-unusable = Der Server nennt keine verwendbare Anmeldeseite.
    .works = Es wurde ihm nichts gesendet.
    .action = Sagen Sie dem Support des Servers, dass seiner SMART-Konfiguration eine sichere Anmeldeadresse fehlt.
problem-endpoint-changed = Der Server nennt jetzt andere Anmeldeseiten als zuvor.
    .works = An die neuen wurde nichts gesendet.
    .action = Fragen Sie die Klinik, ob sie ihre Anmeldung umgezogen hat. Nur dann fahren Sie mit den neuen Seiten fort.
problem-registration-unsupported = Der Server verlangt, dass diese App auf andere Art registriert wird.
    .works = Ihre anderen Verbindungen sind nicht betroffen.
    .action = Bitten Sie den Support des Servers um einen öffentlichen Client mit PKCE und tragen Sie dessen Client-ID unter Server ein.
problem-browser-unavailable = Es ließ sich kein Browser öffnen.
    .works = Die Anmeldung wartet.
    .action = Kopieren Sie den Link und öffnen Sie ihn in einem Browser auf diesem Computer.
problem-link-handler-missing = Links aus dem Browser erreichen Chartside auf diesem Computer nicht.
    .works = Es wurde nichts über Sie an den Server gesendet und keine Seite geöffnet.
    .action = Wählen Sie eine andere Art, wie der Browser zurückkommt. Sie wird gemerkt. Oder installieren Sie Chartside aus seinem Paket und versuchen Sie es erneut.
problem-loopback-unavailable = Dieser Computer gab Chartside keinen Port, an den der Browser zurückkommen könnte.
    .works = Mit dieser App wurde nichts geteilt.
    .action = Versuchen Sie es erneut oder wählen Sie eine andere Art, wie der Browser zurückkommt.
problem-redirect-uri-invalid = Das ist keine Adresse, über die ein Browser zurückkommen kann.
    .works = Die Einstellungen sind wie zuvor.
    .action = Geben Sie die ganze Adresse der Seite ein, wie sie beim Server registriert ist. Sie beginnt mit https und enthält kein Fragezeichen.
problem-sign-in-cancelled = Die Anmeldung wurde abgebrochen.
    .works = Mit dieser App wurde nichts geteilt.
    .action = Verbinden Sie sich erneut, wann immer Sie möchten.
problem-sign-in-timed-out = Innerhalb von zehn Minuten kam nichts vom Browser zurück.
    .works = Mit dieser App wurde nichts geteilt.
    .action = Verbinden Sie sich erneut und schließen Sie die Anmeldung im Browser ab.
problem-consent-denied = Der Zugriff wurde auf der Seite des Servers verweigert.
    .works = Mit dieser App wurde nichts geteilt.
    .action = Verbinden Sie sich erneut und erlauben Sie den Zugriff, oder fragen Sie die Klinik, ob Ihr Konto Apps verwenden darf.
problem-link-expired = Dieser Anmeldelink ist zu alt, oder keine Anmeldung hier wartet auf ihn.
    .works = Was geöffnet ist, bleibt geöffnet.
    .action = Beginnen Sie mit Verbinden von vorn.
problem-link-reused = Dieser Anmeldelink wurde bereits verwendet.
    .works = Was geöffnet ist, bleibt geöffnet.
    .action = Falls sich die Akte nicht geöffnet hat, beginnen Sie mit Verbinden von vorn.
problem-link-foreign = Das ist kein Anmeldelink, um den Chartside gebeten hat; er wurde nicht befolgt.
    .works = Was geöffnet ist, bleibt geöffnet.
    .action = Beginnen Sie mit Verbinden von vorn. Falls dies ohne Ihr Zutun geschieht, sagen Sie es Ihrer IT-Abteilung.
problem-registration-not-offered = Bei diesem Server können sich Apps nicht selbst registrieren.
    .works = Es wurde ihm nichts gesendet.
    .action = Lassen Sie Chartside von Hand registrieren: Was einzutragen ist, steht unter Registrierung.
problem-registration-token-needed = Bei diesem Server kann sich eine App nur mit einem Zugriffstoken registrieren, das er dafür ausgegeben hat.
    .works = Es wurde nichts registriert, und Ihre Einstellungen sind wie zuvor.
    .action = Geben Sie das Token ein, das Sie vom Betreiber des Servers erhalten haben, oder bitten Sie ihn um eines.
problem-registration-refused = Der Server hat Chartside nicht registriert.
    .works = Ihre Einstellungen sind wie zuvor.
    .action = Versuchen Sie eine andere Art von Client, oder lassen Sie es mit dem Folgenden von Hand registrieren.
problem-registration-unusable = Der Server hat etwas anderes registriert, als Chartside angefragt hat, oder seine Antwort ist nicht verwendbar.
    .works = Ihre Einstellungen sind wie zuvor, und seine Antwort wird nicht verwendet.
    .action = Lassen Sie Chartside mit dem Folgenden von Hand registrieren.
problem-policy-unreadable = Die Regeln, die Ihre Einrichtung auf diesem Computer festgelegt hat, sind nicht lesbar.
    .works = Solange sie es nicht sind, wird an keinen Server etwas gesendet. Nichts hier Aufbewahrtes geht verloren.
    .action = Sagen Sie es Ihrer IT-Abteilung und nennen Sie das Kennzeichen.
problem-server-not-allowed = Ihre Einrichtung lässt diesen Server auf diesem Computer nicht zu.
    .works = Es wurde ihm nichts gesendet.
    .action = Wählen Sie einen der Server unter Server, oder bitten Sie Ihre IT-Abteilung, diesen aufzunehmen.
problem-set-by-policy = Ihre Einrichtung hat dies auf diesem Computer festgelegt.
    .works = Es bleibt, wie es ist.
    .action = Bitten Sie Ihre IT-Abteilung, es zu ändern.
problem-server-unknown = Dieser Server ist hier nicht mehr gespeichert.
    .works = Ihre anderen Server sind nicht betroffen.
    .action = Fügen Sie ihn unter Server wieder hinzu.
problem-client-id-invalid = Das ist keine Client-ID.
    .works = Es wurde nichts gespeichert.
    .action = Kopieren Sie die Client-ID von der Seite, auf der die App registriert wurde. Sie ist eine Zeile ohne Umlaute.
problem-client-secret-invalid = Das ist kein Client Secret.
    .works = Ein früheres Geheimnis, falls es eines gab, bleibt hinterlegt.
    .action = Kopieren Sie das Geheimnis von der Seite, auf der die App registriert wurde. Es ist eine Zeile.
problem-client-credential-missing = Dieser Server ist mit einem Client Secret eingerichtet, und hier ist keines hinterlegt.
    .works = Es wurde ihm nichts gesendet.
    .action = Geben Sie das Geheimnis unter Server ein, oder wählen Sie eine andere Art von Client.
problem-brands-unreadable = Das ist keine Liste von Einrichtungen.
    .works = Die bisherige Liste bleibt.
    .action = Wählen Sie eine Datei oder eine Adresse eines User-access Brands Bundle.
problem-scope-invalid = Diese Scopes sind nicht so geschrieben, wie Scopes es sind.
    .works = Es wurde nichts gesendet.
    .action = Prüfen Sie sie unter Server, oder lassen Sie das Feld leer, um die üblichen anzufragen.
problem-issuer-mismatch = Die Antwort kam von einem anderen Anmeldeserver als dem gefragten; sie wurde nicht verwendet.
    .works = Mit dieser App wurde nichts geteilt.
    .action = Versuchen Sie es einmal erneut. Geschieht es wieder, sagen Sie es Ihrer IT-Abteilung.
problem-server-refused = Der Server hat die Anfrage abgelehnt.
    .works = Was bereits gezeigt wird, bleibt lesbar.
    .bare = Es wurde nichts geöffnet. Ihre anderen Verbindungen sind nicht betroffen.
    .action = Versuchen Sie es erneut. Wird sie wieder abgelehnt, nennen Sie dem Support des Servers das Kennzeichen.
problem-client-unknown = Der Server kennt diese App nicht.
    .works = Ihre anderen Verbindungen sind nicht betroffen.
    .action = Prüfen Sie die Client-ID unter Server. Eine neue Registrierung wirkt manchmal erst nach zwei Tagen.
problem-grant-refused = Der Server nimmt diese Anmeldung nicht mehr an.
    .works = Was bereits gezeigt wird, bleibt lesbar.
    .bare = Es wurde nichts geöffnet. Ihre anderen Verbindungen sind nicht betroffen.
    .action = Melden Sie sich erneut an.
problem-token-unusable = Die Antwort des Servers auf die Anmeldung ist nicht verwendbar.
    .works = Es wurde nichts gespeichert.
    .action = Versuchen Sie es erneut. Geschieht es wieder, nennen Sie dem Support des Servers das Kennzeichen.
problem-identity-unproven = Der Server hat nicht belegt, wer sich angemeldet hat.
    .works = Es wurde nichts geöffnet oder gespeichert.
    .action = Versuchen Sie es erneut. Geschieht es wieder, nennen Sie dem Support des Servers das Kennzeichen.
problem-patient-missing = Der Server hat nicht gesagt, wessen Akte zu öffnen ist.
    .works = Sie sind nicht angemeldet, und es wurde nichts gespeichert.
    .action = Verbinden Sie sich erneut und wählen Sie auf der Seite des Servers eine Patientin oder einen Patienten.
problem-patient-changed = Der Server hat eine andere Person genannt als zuvor; die Akte wurde deshalb nicht geöffnet.
    .works = Was bereits gezeigt wird, gehört weiterhin zur ersten Person.
    .action = Für die andere Person verbinden Sie sich von der Startseite aus neu.
problem-user-changed = Es hat sich jemand anderes angemeldet als zuvor.
    .works = Was bereits gezeigt wird, gehört weiterhin der Person, die es geöffnet hat.
    .action = Melden Sie diese Verbindung ab und verbinden Sie sich neu.
problem-search-empty = Es gibt nichts, wonach gesucht werden könnte.
    .works = Es wurde nichts gesendet.
    .action = Geben Sie einen Namen, ein Geburtsdatum oder eine Kennung ein.
problem-other-patient = Einträge einer anderen Person kamen mit. Sie wurden ausgelassen.
    .works = Alles, was gezeigt wird, gehört zu dieser Person.
    .action = Sagen Sie es dem Support des Servers mit dem Kennzeichen: Er sollte sie nicht senden.
problem-sign-in-needed = Sie sind bei diesem Server nicht mehr angemeldet.
    .works = Was bereits gezeigt wird, bleibt lesbar.
    .bare = Es wurde nichts geöffnet. Ihre anderen Verbindungen sind nicht betroffen.
    .action = Melden Sie sich erneut an.
problem-session-ended = Die Sitzung ist beendet.
    .works = Was bereits gezeigt wird, bleibt lesbar.
    .bare = Es wurde nichts geöffnet. Ihre anderen Verbindungen sind nicht betroffen.
    .action = Melden Sie sich erneut an, um Neues zu laden.
problem-ehr-session-ended = Ihre Sitzung im Kliniksystem ist beendet.
    .works = Was bereits gezeigt wird, bleibt lesbar.
    .bare = Es wurde nichts geöffnet. Ihre anderen Verbindungen sind nicht betroffen.
    .action = Starten Sie Chartside erneut aus dem Kliniksystem, oder melden Sie sich hier erneut an.
problem-renewal-interrupted = Die Verlängerung dieser Anmeldung wurde unterbrochen, und der Server nimmt sie nicht mehr an.
    .works = Was bereits gezeigt wird, bleibt lesbar.
    .bare = Es wurde nichts geöffnet. Ihre anderen Verbindungen sind nicht betroffen.
    .action = Melden Sie sich erneut an, um Neues zu laden.
problem-session-unknown = Diese Verbindung ist hier nicht mehr bekannt.
    .works = Ihre anderen Verbindungen sind nicht betroffen.
    .action = Verbinden Sie sich von der Startseite aus erneut.
problem-server-busy = Der Server ist ausgelastet.
    .works = Was bereits gezeigt wird, bleibt lesbar.
    .bare = Es wurde nichts geöffnet. Ihre anderen Verbindungen sind nicht betroffen.
    .action = Warten Sie eine Minute und versuchen Sie es erneut.
problem-server-failed = Der Server hat eine Störung.
    .works = Was bereits gezeigt wird, bleibt lesbar.
    .bare = Es wurde nichts geöffnet. Ihre anderen Verbindungen sind nicht betroffen.
    .action = Versuchen Sie es später erneut. Hält es an, nennen Sie dem Support des Servers das Kennzeichen.
problem-not-permitted = Diesen Teil der Akte dürfen Sie nicht sehen.
    .works = Die anderen Teile sind nicht betroffen.
    .action = Fragen Sie die Klinik, ob Sie Zugang dazu haben sollten.
problem-not-granted = Die Berechtigung für diesen Teil wurde nicht erteilt.
    .works = Die anderen Teile sind nicht betroffen.
    .action = Melden Sie sich erneut an und erlauben Sie ihn, falls der Server ihn anbietet.
problem-not-asked-for = Der Server hat Einträge dieser Art, die Chartside nicht anfragt.
    .works = Alles, was Chartside anfragt, wird gezeigt.
    .action = Sehen Sie sie im Kliniksystem nach.
problem-not-supported = Der Server bietet diesen Teil nicht an.
    .works = Die anderen Teile sind nicht betroffen.
    .action = Suchen Sie ihn im Kliniksystem.
problem-not-fhir = Die Antwort hat nicht die Form, die ein solcher Server liefern sollte.
    .works = Was bereits gezeigt wird, bleibt lesbar.
    .bare = Es wurde nichts geöffnet. Ihre anderen Verbindungen sind nicht betroffen.
    .action = Versuchen Sie es erneut. Geschieht es wieder, nennen Sie dem Support des Servers das Kennzeichen.
problem-too-large = Die Antwort ist größer, als diese App annimmt.
    .works = Die anderen Teile sind nicht betroffen.
    .action = Suchen Sie diesen Teil im Kliniksystem.
problem-foreign-address = Der Server verwies auf eine fremde Adresse, der nicht gefolgt wurde.
    .works = Ihre Anmeldung wurde nicht dorthin gesendet. Die anderen Teile sind nicht betroffen.
    .action = Nennen Sie dem Support des Servers das Kennzeichen.
problem-paging-endless = Die Seitenliste des Servers führt zu sich selbst zurück, deshalb wurde das Laden beendet.
    .works = Was angekommen ist, wird gezeigt und ist nicht vollständig.
    .action = Versuchen Sie es erneut. Geschieht es wieder, nennen Sie dem Support des Servers das Kennzeichen.
problem-count-mismatch = Es kamen weniger Einträge an, als der Server angibt.
    .works = Was angekommen ist, wird gezeigt und ist nicht vollständig.
    .action = Laden Sie neu. Bleibt der Unterschied, sehen Sie im Kliniksystem nach.
problem-load-interrupted = Ein früheres Laden endete, bevor alles gelesen war.
    .works = Was angekommen ist, wird gezeigt und ist nicht vollständig.
    .action = Laden Sie die Akte neu.
problem-server-remark = Der Server hat seiner Antwort eine Bemerkung beigefügt.
    .works = Was angekommen ist, wird gezeigt.
    .action = Lesen Sie die Bemerkung: Sie kann sagen, was ausgelassen wurde.
problem-categories-only = Der Server liefert diesen Teil nur nach Kategorie, und es kann Kategorien geben, nach denen nicht gefragt wurde.
    .works = Was angekommen ist, wird gezeigt.
    .action = Sehen Sie im Kliniksystem nach Einträgen anderer Kategorien.
problem-resource-unknown = Dieser Eintrag ist nicht mehr in der Akte.
    .works = Der Rest der Akte ist nicht betroffen.
    .action = Laden Sie die Akte neu.
problem-keyring-locked = Der Schlüsselbund des Systems ist gesperrt.
    .works = Sie können sich anmelden und lesen; beim Schließen von Chartside wird es vergessen.
    .action = Entsperren Sie den Schlüsselbund und versuchen Sie es erneut.
problem-keyring-missing = Auf diesem Computer gibt es keinen Schlüsselbund.
    .works = Sie können sich anmelden und lesen; beim Schließen von Chartside wird es vergessen.
    .action = Installieren oder starten Sie einen (zum Beispiel GNOME Keyring oder KWallet) und versuchen Sie es erneut.
problem-keyring-silent = Der Schlüsselbund des Systems antwortet nicht.
    .works = Sie können sich anmelden und lesen; beim Schließen von Chartside wird es vergessen.
    .action = Suchen Sie nach einem Fenster, das nach dem Kennwort des Schlüsselbunds fragt, und versuchen Sie es erneut.
problem-keyring-entry-lost = Der Schlüssel zu den gespeicherten Anmeldungen fehlt im Schlüsselbund.
    .works = Sie können sich anmelden und lesen; beim Schließen von Chartside wird es vergessen.
    .action = Entsperren Sie den Schlüsselbund, in dem er lag, und versuchen Sie es erneut, oder beginnen Sie neu.
problem-vault-damaged = Die gespeicherten Anmeldungen sind nicht lesbar.
    .works = Sie können sich anmelden und lesen; beim Schließen von Chartside wird es vergessen.
    .action = Beginnen Sie neu und melden Sie sich dort, wo es nötig ist, erneut an.
problem-vault-newer = Die gespeicherten Anmeldungen hat eine neuere Version von Chartside geschrieben.
    .works = Sie können sich anmelden und lesen; beim Schließen von Chartside wird es vergessen.
    .action = Verwenden Sie die neuere Version.
problem-storage-failed = Die Anmeldung lässt sich auf diesem Computer nicht speichern.
    .works = Sie können die Akte lesen, bis Sie Chartside schließen.
    .action = Schaffen Sie Platz auf dem Datenträger, oder prüfen Sie, ob in seinen Ordner geschrieben werden darf, und versuchen Sie es erneut.
problem-locked = Chartside ist gesperrt.
    .works = Ihre Anmeldungen sind versiegelt aufbewahrt.
    .bare = Ihre Anmeldungen sind versiegelt aufbewahrt.
    .action = Entsperren Sie es und machen Sie weiter, wo Sie waren.
problem-unlock-refused = Ihr Computer hat nicht bestätigt, dass Sie es sind.
    .works = Chartside bleibt gesperrt. Ihre Anmeldungen sind versiegelt aufbewahrt.
    .bare = Chartside bleibt gesperrt. Ihre Anmeldungen sind versiegelt aufbewahrt.
    .action = Versuchen Sie es erneut, oder melden Sie sich ab.
problem-unlock-unavailable = Ihre Einrichtung verlangt, dass dieser Computer fragt, wer Sie sind, und er kann es nicht.
    .works = Chartside bleibt gesperrt. Ihre Anmeldungen sind versiegelt aufbewahrt.
    .bare = Chartside bleibt gesperrt. Ihre Anmeldungen sind versiegelt aufbewahrt.
    .action = Melden Sie sich ab und erneut an, oder fragen Sie Ihre IT-Abteilung.
problem-introspection-refused = Der Server sagt dieser App nicht, was er über das Zugriffstoken weiß, oder nimmt das Token nicht mehr an.
    .works = Sie bleiben angemeldet, und die Akte ist nicht betroffen.
    .action = Viele Server antworten nur Apps, die sich mit einem Geheimnis oder einem Schlüssel ausweisen. Wird auch die Akte nicht geladen, melden Sie sich erneut an.
problem-activity-log-failed = Das Aktivitätsprotokoll lässt sich auf diesem Computer nicht lesen oder schreiben.
    .works = Anmelden und Lesen gehen weiter; was inzwischen geschieht, wird nicht aufgeschrieben.
    .action = Schaffen Sie Platz auf dem Datenträger, oder prüfen Sie, ob in seinen Ordner und in den Ordner für Downloads geschrieben werden darf, und versuchen Sie es erneut.
problem-flow-unknown = Was dort geschah, ist nicht mehr bekannt.
    .works = Die Verbindung selbst ist nicht betroffen.
    .action = Tun Sie es noch einmal und sehen Sie dabei zu: Nur die letzten werden behalten, und nur, bis Chartside geschlossen wird.
problem-internal = In Chartside ist etwas schiefgegangen.
    .works = Was bereits gezeigt wird, bleibt lesbar.
    .bare = Es wurde nichts geöffnet. Ihre anderen Verbindungen sind nicht betroffen.
    .action = Versuchen Sie es erneut. Geschieht es wieder, melden Sie es mit dem Kennzeichen.
