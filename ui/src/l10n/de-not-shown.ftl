## Was nicht gezeigt wird, nach Grund

missing-ended = Die Sitzung endete, während die Akte geladen wurde
    .means = Was angekommen war, wird gezeigt. Melden Sie sich erneut an, um den Rest zu laden.
missing-failed = Nicht angekommen
    .means = Der Server oder die Verbindung hat versagt. Ein zweiter Versuch hilft oft.
missing-stopped = Vor dem Ende beendet
    .means = Die Liste des Servers ging auf eine Weise weiter, der nicht gefolgt wird. Was davor kam, wird gezeigt.
missing-short = Weniger, als der Server angibt
    .means = Was angekommen ist, wird gezeigt. Der Rest wurde nicht gesendet.
missing-unreadable = Nicht lesbar
    .means = Der Server hat Einträge gesendet, in denen nichts steht, das gezeigt werden könnte.
missing-otherPatient = Über jemand anderen
    .means = Es kamen Einträge mit, die eine andere Person nennen. Sie wurden mit Absicht weggelassen.
missing-withheld = Der Server hat dazu etwas gesagt
    .means = Seine Worte sagen vielleicht, was fehlt. Sie stehen hier, wie sie kamen.
missing-notPermitted = Für Sie nicht zugänglich
    .means = Der Server zeigt es dieser Anmeldung nicht. Die Praxis kann sagen, warum.
missing-notGranted = Berechtigung nicht erteilt
    .means = Diese App durfte nicht danach fragen.
missing-narrowed = Berechtigung nur für einen Teil
    .means = Was die Berechtigung umfasst, wird gezeigt. Nach allem Weiteren wurde nicht gefragt.
missing-byPart = Teil für Teil abgefragt
    .means = Der Server gibt nicht alles auf einmal. Ein Teil mit ungewöhnlichem Namen kann fehlen.
missing-notOffered = Von diesem Server nicht angeboten
    .means = Vielleicht steht es im eigenen System der Praxis.
missing-notAskedFor = Nicht abgefragt
    .means = Abläufe und Abrechnung statt Ihrer Gesundheit. Chartside lässt sie in der Praxis.
missing-notFacts = Von der Quelle zurückgenommen
    .means = Irrtümlich erfasst, widerlegt, abgesagt oder nicht durchgeführt. Sie bleiben erhalten und stehen nie unter den Tatsachen.
missing-record = die Akte
missing-entries = { $count ->
    [one] { $count } Eintrag
   *[other] { $count } Einträge
}
missing-parts = Teile: { $parts }.
missing-again = Diesen Teil noch einmal laden
missing-again-label = Noch einmal laden: { $kind }
missing-more = Mehr laden
missing-more-label = Mehr laden: { $kind }
missing-open-label = Anzeigen: { $name }

waiting-for-server = { $seconds ->
    [one] Der Server bittet, { $seconds } Sekunde zu warten
   *[other] Der Server bittet, { $seconds } Sekunden zu warten
}

network-away = Keine Verbindung. Das Laden geht von selbst weiter, sobald sie wieder da ist.
network-back = Die Verbindung ist wieder da. Das Laden geht weiter.
problem-stopped-at-limit = Es gibt mehr, als diese App auf einmal aufnimmt, deshalb wurde das Laden beendet.
    .works = Was angekommen ist, wird gezeigt und ist nicht vollständig.
    .action = Laden Sie mehr unter „Was Sie nicht sehen“, oder suchen Sie ältere Einträge im eigenen System der Praxis.
problem-entries-unreadable = Es kamen Einträge, in denen nichts steht, das gezeigt werden kann.
    .works = Alles andere, was angekommen ist, wird gezeigt.
    .action = Versuchen Sie es noch einmal. Wenn es wieder vorkommt, nennen Sie dem Support des Servers die Referenz.
problem-permission-narrowed = Ihre Berechtigung umfasst nur einen Teil davon.
    .works = Was sie umfasst, wird gezeigt.
    .action = Melden Sie sich erneut an und erlauben Sie alles, wenn der Server es anbietet.
problem-part-refused = Der Server verweigert einzelne Teile.
    .works = Die anderen Teile werden gezeigt.
    .action = Suchen Sie diese Teile im eigenen System der Praxis.
problem-resource-gone = Der Server hat es nicht mehr: Es wurde gelöscht oder mit einem anderen zusammengeführt.
    .works = Ihre anderen Verbindungen sind nicht betroffen.
    .action = Fragen Sie die Praxis, ob die Akte zusammengeführt wurde, und verbinden Sie sich neu.
