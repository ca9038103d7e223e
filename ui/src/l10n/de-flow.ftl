# Was geschah, Schritt für Schritt: eine Anmeldung, eine Verlängerung oder eine Abmeldung, erklärt für alle, die fragen.

flow-open = Was geschah
flow-title = Was geschah, Schritt für Schritt
flow-what-is-happening = Was geschieht gerade?
flow-what-happened = Was ist geschehen?
flow-list = Anmeldungen, Verlängerungen und Abmeldungen
flow-kept = Die letzten werden im Arbeitsspeicher behalten, bis Chartside geschlossen wird.
flow-nothing = Noch ist nichts geschehen: Verbinden Sie sich mit einem Server und sehen Sie dann hier nach.
flow-back-home = Start
flow-back-signIn = Anmeldung
flow-back-page = Zurück
flow-back-record = Akte
flow-reveal = Patient und Person zeigen
flow-report = Bericht für den Support kopieren
flow-open-all = Alle Schritte öffnen
flow-close-all = Alle Schritte schließen
flow-left-out = { $count ->
    [one] Ein weiterer Schritt wurde nicht behalten.
   *[other] { $count } weitere Schritte wurden nicht behalten.
}

flow-kind-signIn = Anmeldung
flow-kind-refresh = Verlängerung
flow-kind-signOut = Abmeldung
flow-kind-registration = Registrierung
flow-kind-introspection = Frage zum Token
introspect = Server nach dem Zugriffstoken fragen
introspect-asking = Der Server wird gefragt …
introspect-active = Der Server sagt, dass das Zugriffstoken gültig ist.
introspect-inactive = Der Server sagt, dass das Zugriffstoken nicht gültig ist: dort unbekannt, abgelaufen oder widerrufen.
introspect-scopes = Was es öffnet, wie der Server sagt
introspect-expires = Es endet um { $when }.
flow-outcome-running = läuft
flow-outcome-done = erledigt
flow-outcome-failed = gescheitert
flow-status-running = { $count ->
    [one] Läuft: bisher ein Schritt
   *[other] Läuft: bisher { $count } Schritte
}
flow-status-done = { $count ->
    [one] In einem Schritt erledigt
   *[other] In { $count } Schritten erledigt
}
flow-status-failed = { $count ->
    [one] Nach einem Schritt beendet
   *[other] Nach { $count } Schritten beendet
}
flow-milliseconds = { $count } ms
flow-seconds = { $count } s
flow-minutes = { $minutes } min { $seconds } s
flow-bytes = { $count ->
    [one] 1 Byte
   *[other] { $count } Byte
}

## Woher das Token kommt

flow-story-title = Woher kommt das Token, und warum gibt es einen Code?
flow-story-browser = Sie melden sich bei { $host } in Ihrem eigenen Browser an. Chartside sieht Ihr Kennwort nie.
flow-story-code = Der Browser bringt einen Code zurück. Er ist ein Abholschein: Allein öffnet er nichts, er gilt einmal und nur kurze Zeit.
flow-story-exchange = Chartside sendet den Code direkt an { $host }, mit dem Nachweis, dass es diese Anmeldung begonnen hat. Wer den Code sonst gesehen hätte, könnte ihn ohne diesen Nachweis nicht verwenden.
flow-story-token = Erst jetzt gibt der Server das Zugriffstoken aus, das die Akte öffnet. Es geht vom Server an Chartside und läuft nie durch den Browser, wo Verläufe, Erweiterungen und andere Programme es sehen könnten.
flow-story-marks = Geheimnisse werden hier nie gezeigt. Jedes hat stattdessen eine Marke: Gleiche Marken bedeuten gleiche Geheimnisse. Zeigen Sie auf eine, um ihre gleichen zu sehen; drücken Sie sie, um zur nächsten zu gehen.
flow-story-refresh = Das Zugriffstoken stand vor seinem Ende. Chartside erhielt von { $host } ein neues, ohne Sie noch einmal zu fragen.
flow-story-introspection = Chartside fragte { $host }, was er über das Zugriffstoken weiß. Die Antwort entscheidet nichts.
flow-story-registration = Chartside sagte { $host }, was es ist und wie es sich ausweist, und bat um eine Client-ID für diesen Computer. Von einem Schlüsselpaar wurde nur die öffentliche Hälfte gesendet.
flow-story-signOut = Chartside löschte seine Token und bat { $host }, sie auch dort wertlos zu machen.

## Die Schritte

flow-step-number = Schritt { $number }:
flow-step-launch = Das Kliniksystem öffnete Chartside
    .why = Das Kliniksystem sagt, welcher Server es ist, und übergibt einen undurchsichtigen Wert, der für das dort Geöffnete steht.
flow-step-discovery = Den Server fragen, wie er Personen anmeldet
    .why = Der Server veröffentlicht ein Dokument mit seinen Adressen und dem, was er kann. Nichts Geheimes wird gesendet oder empfangen.
flow-step-registration = Diese App registrieren
    .why = Chartside macht sich dem Server bekannt und erhält eine eigene Kennung.
flow-step-authorize = Die Anfrage zusammenstellen
    .why = Was angefragt wird, wohin zurückzukehren ist, und zwei Werte, die die Antwort an genau diese Anfrage binden. Der Browser bringt sie zum Server.
flow-step-browser = Sie melden sich mit Ihrem Browser an
    .why = Der Server fragt, wer Sie sind und was Sie erlauben. Was Sie eingeben, geht nur an den Server; Chartside wartet.
flow-step-redirect = Der Browser kommt zurück
    .why = Der Server schickt Ihren Browser mit einem Code zu Chartside zurück. Chartside prüft zuerst, ob die Antwort zur gestellten Anfrage gehört.
flow-step-token = Den Code gegen Token tauschen
    .why = Chartside sendet den Code und seinen Nachweis direkt an den Server und erhält das Zugriffstoken.
flow-step-identity = Prüfen, wer sich angemeldet hat
    .why = Die Aussage des Servers darüber, wer Sie sind, wird mit den Schlüsseln geprüft, die der Server veröffentlicht.
flow-step-refresh = Ein neues Zugriffstoken holen
    .why = Zugriffstoken sind kurzlebig. Das Refresh Token oder ein Schlüssel, den der Server kennt, holt das nächste, ohne Sie zu fragen.
flow-step-revoke = Die Token beim Server beenden
    .why = Dem Server wird gesagt, dass diese Token nicht mehr verwendet werden dürfen. Hier werden sie in jedem Fall gelöscht.
flow-step-introspect = Fragen, was der Server über ein Token weiß
    .why = Zur Diagnose: ob das Token noch gültig ist, und wofür.

flow-way-launch = { $host } → Chartside
flow-way-discovery = Chartside ⇄ { $host }
flow-way-registration = Chartside ⇄ { $host }
flow-way-authorize = Chartside → Ihr Browser
flow-way-browser = Ihr Browser ⇄ die Anmeldeseite des Servers
flow-way-redirect = Ihr Browser → Chartside
flow-way-token = Chartside ⇄ der Token-Endpunkt des Servers
flow-way-identity = Chartside ⇄ der Server, der für Sie bürgt
flow-way-refresh = Chartside ⇄ der Token-Endpunkt des Servers
flow-way-revoke = Chartside ⇄ der Widerrufs-Endpunkt des Servers
flow-way-introspect = Chartside ⇄ der Auskunfts-Endpunkt des Servers
flow-lane-browser = Ihr Browser
flow-lane-app = Chartside
flow-lane-server = Server

flow-sent = Gesendet
flow-came = Zurückgekommen
flow-empty = leer
flow-place-query = in der Adresse
flow-place-header = Kopfzeile
flow-warnings = { $count ->
    [one] Eine Abweichung von der Spezifikation:
   *[other] { $count } Abweichungen von der Spezifikation:
}

## Geheimnisse: was sie sind und wo ihre gleichen stehen

flow-secret-access-token = Zugriffstoken
flow-secret-refresh-token = Refresh Token
flow-secret-id-token = Identitätstoken
flow-secret-token = Token
flow-secret-code = Code
flow-secret-state = State
flow-secret-nonce = Nonce
flow-secret-code-verifier = Code Verifier
flow-secret-code-challenge = Code Challenge
flow-secret-launch = Launch-Wert
flow-secret-assertion = unterschriebene Aussage
flow-secret-request-uri = Verweis auf die Anfrage
flow-secret-client-secret = Client Secret
flow-secret-person = nennt eine Person
flow-secret-other = nicht gezeigt
flow-hidden = { $kind }, { $length ->
    [one] 1 Byte
   *[other] { $length } Byte
}
flow-same = gleich wie { $where }
flow-same-place = { $name } in Schritt { $number }
flow-only-here = steht nur hier

## Parameter: je eine Zeile

flow-param-accept = Die Form, in der die Antwort gewünscht ist.
flow-param-content-type = Die Form, in der die Anfrage geschrieben ist.
flow-param-authorization = Wie sich die App beim Server ausweist.
flow-param-response_type = „code“: Der Browser soll einen Code zurückbringen, kein Token.
flow-param-client_id = Der Name, unter dem die App beim Server registriert ist. Kein Geheimnis.
flow-param-redirect_uri = Wohin der Browser zurückkehrt. Der Server vergleicht es mit der registrierten Adresse.
flow-param-scope = Was angefragt wird: welche Daten, und ob der Zugriff diesen Besuch überdauern darf.
flow-param-token-scope = Was gewährt wurde: Es kann weniger sein als angefragt.
flow-param-refresh-scope = Wofür das neue Token gilt.
flow-param-state = Bindet den Link, der zurückkommt, an diese Anfrage; ein Link mit anderem Wert wird abgelehnt.
flow-param-nonce = Bindet das Identitätstoken an diese Anfrage, damit sich kein altes noch einmal verwenden lässt.
flow-param-aud = Der FHIR-Server, für den das Token gilt, damit kein anderer es verwenden kann.
flow-param-code_challenge = Nachweis, dass beendet, wer begonnen hat: ein Hashwert des Code Verifier, der hier bleibt.
flow-param-code_challenge_method = „S256“: Die Challenge ist der SHA-256 des Code Verifier.
flow-param-code_verifier = Der Nachweis selbst. Der Server bildet den Hashwert und vergleicht ihn mit der Code Challenge der Anfrage.
flow-param-launch = Der undurchsichtige Wert aus dem Kliniksystem, unverändert zurückgegeben.
flow-param-code = Der Abholschein. Allein öffnet er nichts, er gilt einmal und nur mit dem Code Verifier.
flow-param-grant_type = Was getauscht wird: ein Code, ein Refresh Token oder eine unterschriebene Aussage.
flow-param-refresh_token = Holt das nächste Zugriffstoken. Es liegt versiegelt auf diesem Computer; viele Server geben jedes Mal ein neues.
flow-param-access_token = Öffnet den FHIR-Server, bis es endet. Es liegt nur im Arbeitsspeicher.
flow-param-id_token = Eine unterschriebene Aussage, wer sich angemeldet hat. Es öffnet nichts.
flow-param-token_type = „Bearer“: Wer es hat, kann es verwenden; deshalb wird es nur an einen Server gesendet.
flow-param-expires_in = Sekunden, bis das Zugriffstoken endet.
flow-param-patient = Die Person, um deren Akte es beim Zugriff geht.
flow-param-encounter = Der Besuch, um den es beim Zugriff geht.
flow-param-fhirUser = Die Person, die sich angemeldet hat, als FHIR-Ressource.
flow-param-sub = Die Person, die sich angemeldet hat, wie der Server sie nennt.
flow-param-need_patient_banner = Ob die App zeigen muss, um wen es geht. Chartside tut es immer.
flow-param-fhirContext = Weitere Ressourcen, um die es bei dem Besuch geht.
flow-param-intent = Was das Kliniksystem getan haben möchte.
flow-param-smart_style_url = Farben, die das Kliniksystem vorschlägt.
flow-param-tenant = Die Einrichtung innerhalb des Servers.
flow-param-iss = Der Server, von dem dies kommt. Es muss der gefragte sein.
flow-param-error = Warum der Server ablehnt, als Code.
flow-param-error_description = Warum der Server ablehnt, in eigenen Worten.
flow-param-error_uri = Eine Seite des Servers über die Ablehnung. Chartside öffnet sie nicht.
flow-param-token = Das gemeinte Token.
flow-param-token_type_hint = Welche Art von Token das ist.
flow-param-active = Ob das Token noch gültig ist.
flow-param-assertion = Eine mit dem Schlüssel dieser Sitzung unterschriebene Aussage: Sie steht für ein Refresh Token.
flow-param-client_assertion = Eine mit dem Schlüssel der App unterschriebene Aussage: Sie weist die App ohne Kennwort aus.
flow-param-client_assertion_type = Sagt, dass die Aussage ein unterschriebenes JWT ist.
flow-param-client_secret = Das Kennwort der App.
flow-param-request_uri = Steht für die zuvor gesendete Anfrage.
flow-param-issuer = Der Name des Servers, der für Personen bürgt.
flow-param-jwks_uri = Wo die Schlüssel liegen, mit denen seine Aussagen geprüft werden.
flow-param-keys = Die Schlüssel, mit denen die Aussagen des Servers geprüft werden. Sie sind öffentlich.
flow-param-authorization_endpoint = Wohin der Browser zur Anmeldung geht.
flow-param-token_endpoint = Wo aus Codes Token werden.
flow-param-revocation_endpoint = Wo Token beendet werden.
flow-param-introspection_endpoint = Wo sich nach einem Token fragen lässt.
flow-param-registration_endpoint = Wo sich Apps selbst registrieren können.
flow-param-management_endpoint = Eine Seite, auf der Sie sehen und beenden können, was Apps dürfen.
flow-param-capabilities = Was der Server nach eigener Angabe kann.
flow-param-scopes_supported = Was sich anfragen lässt.
flow-param-response_types_supported = Was der Browser zurückbringen kann.
flow-param-grant_types_supported = Was sich gegen Token tauschen lässt.
flow-param-code_challenge_methods_supported = Wie der Nachweis gebildet werden darf. „S256“ muss dabei sein, „plain“ darf nicht.
flow-param-token_endpoint_auth_methods_supported = Wie sich eine App ausweisen darf.
flow-param-token_endpoint_auth_signing_alg_values_supported = Wie eine App ihre Aussage unterschreiben darf.
flow-param-authorization_response_iss_parameter_supported = Ob der Link, der zurückkommt, den Server nennt.
flow-param-user_access_brand_bundle = Namen und Logos der Einrichtungen hinter dem Server.
flow-param-associated_endpoints = Andere Server, die dasselbe Token annehmen. Chartside sendet es an keinen davon.
flow-param-redirect_uris = Wohin der Browser zurückkehren darf.
flow-param-client_name = Wie der Server die App nennt, wenn er Sie fragt.
