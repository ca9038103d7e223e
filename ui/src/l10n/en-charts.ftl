# Words of Chartside in English: charts, filters, the search and the timeline.

## Charts

trend-title = Over time
trend-chart = Chart
trend-table = Table
trend-chart-label = { $title } over time, { $count ->
    [one] { $count } value
   *[other] { $count } values
} from { $first } to { $last }. Left and right go from value to value, up and down from panel to panel, Enter opens the value, T shows the table.
trend-range = How much of the past
trend-range-1y = 1 year
trend-range-5y = 5 years
trend-range-all = All
trend-larger = Larger
trend-smaller = Smaller
trend-no-unit = no unit
trend-drawn-as = drawn in { $unit }
trend-converted = Drawn in { $unit }; some were sent in { $sent }. Every value reads as it was sent.
trend-split = Units that do not convert into each other have a panel of their own.
trend-bounds = An open mark with an arrow is a bound, such as < 5: the value itself is not known.
trend-thinned = There are too many values to draw each of them: the lowest and highest of every stretch are drawn. The table and the arrow keys have all.
trend-older = { $count ->
    [one] { $count } value is older than the time that is drawn.
   *[other] { $count } values are older than the time that is drawn.
}
trend-undrawn = { $count ->
    [one] { $count } value is not drawn
   *[other] { $count } values are not drawn
}
trend-undrawn-noDate = no date to draw it at
trend-undrawn-noNumber = no number to draw
trend-undrawn-noValue = no value sent
trend-more-rows = { $count ->
    [one] Show { $count } more
   *[other] Show { $count } more
}
trend-one = One value only.
trend-words = There is no number with a date to draw. The list has every value under All.
trend-beside = Lay another result beside it
trend-beside-none = No other result matches
trend-beside-remove = Take { $title } away

## Filters

filter = Filter
filter-on = This list is filtered
filter-sum = { $shown } of { $total } shown, filtered
filter-active = What the list is narrowed by
filter-remove = Take away: { $name }
filter-clear = Show all
filter-sections = Section
filter-categories = Category
filter-sources = Source
filter-statuses = Status
filter-none-categories = no category
filter-none-sources = no source
filter-none-statuses = no status
filter-more = { $count } more
filter-left-out = { $count ->
    [one] and { $count } that is not listed
   *[other] and { $count } that are not listed
}
filter-from = From
filter-to = To
filter-from-chip = from { $date }
filter-to-chip = to { $date }
filter-undated-chip = only with a date
filter-date-example = 2024 or 2024-03-01
filter-date-wrong = Write a year, a month or a day, such as 2024-03-01.
filter-undated = { $count ->
    [one] Also { $count } without a date
   *[other] Also { $count } without a date
}
filter-new = New since your last visit
filter-nothing = Nothing here matches the filter
filter-nothing-so-far = Nothing so far matches the filter, and the list is not complete
key-filter = Filter this list

## The search of everything

find-all = Show all { $count } in { $name }
find-not-facts = { $count ->
    [one] { $count } match that is not a fact
   *[other] { $count } matches that are not facts
}

## The timeline

year-open = Go to year
key-year = In the timeline: years, the year before, the year after

## A chart in a file

trend-save-picture = Save as picture
trend-save-values = Save the values
trend-saved = Saved in your downloads: { $file }
trend-made = drawn by Chartside at { $time }
