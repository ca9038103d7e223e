# Wörter von Chartside auf Deutsch: Diagramme, Filter, Suche und Zeitleiste.

## Diagramme

trend-title = Verlauf
trend-chart = Diagramm
trend-table = Tabelle
trend-chart-label = { $title } im Verlauf, { $count ->
    [one] { $count } Wert
   *[other] { $count } Werte
} von { $first } bis { $last }. Links und rechts von Wert zu Wert, auf und ab von Feld zu Feld, Eingabe öffnet den Wert, T zeigt die Tabelle.
trend-range = Wie weit zurück
trend-range-1y = 1 Jahr
trend-range-5y = 5 Jahre
trend-range-all = Alles
trend-larger = Größer
trend-smaller = Kleiner
trend-no-unit = ohne Einheit
trend-drawn-as = gezeichnet in { $unit }
trend-converted = Gezeichnet in { $unit }; manche wurden in { $sent } gesendet. Jeder Wert steht da, wie er gesendet wurde.
trend-split = Einheiten, die sich nicht ineinander umrechnen lassen, haben ein eigenes Feld.
trend-bounds = Ein offenes Zeichen mit Pfeil ist eine Grenze, etwa < 5: der Wert selbst ist nicht bekannt.
trend-thinned = Es sind zu viele Werte, um jeden zu zeichnen: von jedem Abschnitt stehen der niedrigste und der höchste da. Tabelle und Pfeiltasten haben alle.
trend-older = { $count ->
    [one] { $count } Wert ist älter als die gezeichnete Zeit.
   *[other] { $count } Werte sind älter als die gezeichnete Zeit.
}
trend-undrawn = { $count ->
    [one] { $count } Wert ist nicht gezeichnet
   *[other] { $count } Werte sind nicht gezeichnet
}
trend-undrawn-noDate = kein Datum, an dem er stünde
trend-undrawn-noNumber = keine Zahl zum Zeichnen
trend-undrawn-noValue = kein Wert gesendet
trend-more-rows = { $count ->
    [one] { $count } weiteren zeigen
   *[other] { $count } weitere zeigen
}
trend-one = Nur ein Wert.
trend-words = Es gibt keine Zahl mit Datum, die sich zeichnen ließe. Die Liste hat jeden Wert unter „Alle“.
trend-beside = Anderes Ergebnis daneben legen
trend-beside-none = Kein anderes Ergebnis passt
trend-beside-remove = { $title } wegnehmen

## Filter

filter = Filter
filter-on = Diese Liste ist gefiltert
filter-sum = { $shown } von { $total } gezeigt, gefiltert
filter-active = Wonach die Liste gefiltert ist
filter-remove = Wegnehmen: { $name }
filter-clear = Alle zeigen
filter-sections = Bereich
filter-categories = Art
filter-sources = Quelle
filter-statuses = Status
filter-none-categories = ohne Art
filter-none-sources = ohne Quelle
filter-none-statuses = ohne Status
filter-more = { $count } weitere
filter-left-out = { $count ->
    [one] und { $count }, der nicht aufgeführt ist
   *[other] und { $count }, die nicht aufgeführt sind
}
filter-from = Von
filter-to = Bis
filter-from-chip = ab { $date }
filter-to-chip = bis { $date }
filter-undated-chip = nur mit Datum
filter-date-example = 2024 oder 2024-03-01
filter-date-wrong = Ein Jahr, einen Monat oder einen Tag eingeben, etwa 2024-03-01.
filter-undated = { $count ->
    [one] Auch { $count } ohne Datum
   *[other] Auch { $count } ohne Datum
}
filter-new = Neu seit Ihrem letzten Besuch
filter-nothing = Hier passt nichts zum Filter
filter-nothing-so-far = Bisher passt nichts zum Filter, und die Liste ist nicht vollständig
key-filter = Diese Liste filtern

## Die Suche in allem

find-all = Alle { $count } in { $name } zeigen
find-not-facts = { $count ->
    [one] { $count } Treffer, der keine Tatsache ist
   *[other] { $count } Treffer, die keine Tatsachen sind
}

## Die Zeitleiste

year-open = Zum Jahr
key-year = In der Zeitleiste: Jahre, das Jahr davor, das Jahr danach

## Ein Diagramm in einer Datei

trend-save-picture = Als Bild sichern
trend-save-values = Die Werte sichern
trend-saved = In Ihren Downloads gesichert: { $file }
trend-made = von Chartside gezeichnet um { $time }
