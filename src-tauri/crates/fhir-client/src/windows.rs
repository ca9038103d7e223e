//! A span of days cut into windows that do not overlap and leave nothing out between them.
//!
//! It must never know what is searched for.

use jiff::civil::Date;

/// Most windows that one is cut into at once.
const MOST: u64 = 24;

/// The days from one to before another. Where there is none, it has no end on that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    from: Option<Date>,
    before: Option<Date>,
    /// The days that most of it is about: where it is cut.
    dense: (Date, Date),
}

impl Window {
    /// All time, most of it between these days.
    pub(crate) fn all(first: Date, last: Date) -> Self {
        Self {
            from: None,
            before: None,
            dense: (first.min(last), last.max(first)),
        }
    }

    /// The window in so many parts, or fewer. One part: it cannot be cut.
    pub(crate) fn cut(self, parts: u64) -> Vec<Self> {
        let (first, last) = self.dense;
        let days = first
            .until(last)
            .map_or(0, |span| i64::from(span.get_days()));
        let parts = i64::try_from(parts.min(MOST)).unwrap_or(1).min(days).max(1);
        let cut = |part: i64| {
            let place = jiff::Span::new().try_days(days * part / parts).ok()?;
            first.checked_add(place).ok()
        };
        let is_inside = |part: &i64| (1..parts).contains(part);
        (0..parts)
            .map(|part| {
                let [from, before] =
                    [part, part + 1].map(|part| Some(part).filter(is_inside).and_then(cut));
                Self {
                    from: from.or(self.from),
                    before: before.or(self.before),
                    dense: (from.unwrap_or(first), before.unwrap_or(last)),
                }
            })
            .collect()
    }

    /// The values that a date parameter is given for it (FHIR R4 §3.1.1.4.6).
    pub(crate) fn values(self) -> impl Iterator<Item = String> {
        let from = self.from.map(|day| format!("ge{day}"));
        let before = self.before.map(|day| format!("lt{day}"));
        from.into_iter().chain(before)
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn covers(window: Window, day: Date) -> bool {
        window.from.is_none_or(|from| from <= day)
            && window.before.is_none_or(|before| day < before)
    }

    #[test]
    fn is_written_as_two_bounds() {
        let all = Window::all(date(2000, 1, 1), date(2004, 1, 1));
        let written: Vec<Vec<String>> = all
            .cut(2)
            .into_iter()
            .map(|one| one.values().collect())
            .collect();
        assert_eq!(written, [["lt2001-12-31"], ["ge2001-12-31"]]);
        assert_eq!(all.values().count(), 0);
    }

    #[test]
    fn a_day_is_not_cut() {
        let day = date(2000, 1, 1);
        for last in [day, day + 1.day()] {
            assert_eq!(Window::all(day, last).cut(9), [Window::all(day, last)]);
        }
    }

    proptest! {
        #[test]
        fn every_day_is_in_one_window_and_no_more(
            first in -20_000_i32..20_000, length in 0_i32..40_000, parts in 0_u64..40, again in 0_u64..9,
            day in -60_000_i32..60_000,
        ) {
            let at = |days: i32| date(1970, 1, 1) + days.days();
            let cut = Window::all(at(first), at(first + length)).cut(parts);
            let twice = cut.iter().flat_map(|one| one.cut(again));
            prop_assert_eq!(cut.iter().filter(|one| covers(**one, at(day))).count(), 1);
            prop_assert_eq!(twice.filter(|one| covers(*one, at(day))).count(), 1);
        }
    }
}
