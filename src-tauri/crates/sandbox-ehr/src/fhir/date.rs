//! FHIR dates as intervals of time, and the search prefixes over them (FHIR R4 §3.1.1.4.4, §3.1.1.4.9).
//!
//! `2019-03` is a whole month. What cannot be read as a date is no interval and matches no date search;
//! the resource itself is served all the same.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

const SECOND: i64 = 1_000_000;

/// A half-open interval in microseconds since 1970; `i64::MIN` and `i64::MAX` stand for "open".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Interval {
    pub(crate) start: i64,
    pub(crate) end: i64,
}

impl Interval {
    /// Reads a `date`, `dateTime` or `instant` of any precision. A time without a zone is taken as UTC.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text.split_once(['T', ' ']) {
            None => parse_date(text),
            Some((day, time)) => parse_time(day, time),
        }
    }

    /// A `Period`, either end of which may be missing.
    pub(crate) fn period(start: Option<Self>, end: Option<Self>) -> Self {
        Self {
            start: start.map_or(i64::MIN, |interval| interval.start),
            end: end.map_or(i64::MAX, |interval| interval.end),
        }
    }

    fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

fn parse_date(text: &str) -> Option<Interval> {
    let mut parts = text.split('-');
    let year = i16::try_from(digits(parts.next()?, 4)?).ok()?;
    let (month, day, step): (_, _, Span) = match (parts.next(), parts.next(), parts.next()) {
        (None, _, _) => (1, 1, 1.year()),
        (Some(month), None, _) => (digits(month, 2)?, 1, 1.month()),
        (Some(month), Some(day), None) => (digits(month, 2)?, digits(day, 2)?, 1.day()),
        (_, _, Some(_)) => return None,
    };
    let first = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let end = first.checked_add(step).ok().and_then(midnight);
    Some(Interval {
        start: midnight(first)?,
        end: end.unwrap_or(i64::MAX),
    })
}

fn parse_time(day: &str, time: &str) -> Option<Interval> {
    let (clock, offset) = split_zone(time)?;
    let mut parts = clock.split(':');
    let hour = digits(parts.next()?, 2)?;
    let minute = digits(parts.next()?, 2)?;
    let (second, fraction, width) = match parts.next() {
        None => (0, 0, 60 * SECOND),
        Some(seconds) => split_seconds(seconds)?,
    };
    let small = |number: i64| i8::try_from(number).ok();
    Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()?;
    let start =
        parse_date(day)?.start + ((hour * 60 + minute) * 60 + second - offset) * SECOND + fraction;
    Some(Interval {
        start,
        end: start + width,
    })
}

/// Splits `03:04:05+02:00` into the clock and the offset from UTC in seconds.
fn split_zone(time: &str) -> Option<(&str, i64)> {
    if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let Some(position) = time.rfind(['+', '-']) else {
        return Some((time, 0));
    };
    let (clock, zone) = time.split_at_checked(position)?;
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    Some((
        clock,
        sign * (digits(hours, 2)? * 60 + digits(minutes, 2)?) * 60,
    ))
}

/// Splits `05.25` into whole seconds, the fraction and the width of the last digit, in microseconds.
fn split_seconds(text: &str) -> Option<(i64, i64, i64)> {
    let Some((whole, fraction)) = text.split_once('.') else {
        return Some((digits(text, 2)?, 0, SECOND));
    };
    let kept: String = fraction.chars().take(6).collect();
    let width = 10_i64.pow(6 - u32::try_from(kept.len()).ok()?);
    Some((digits(whole, 2)?, digits(&kept, kept.len())? * width, width))
}

fn midnight(date: Date) -> Option<i64> {
    let zoned = date.to_zoned(TimeZone::UTC).ok()?;
    Some(zoned.timestamp().as_microsecond())
}

fn digits(text: &str, width: usize) -> Option<i64> {
    let well_formed = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    well_formed.then(|| text.parse().ok()).flatten()
}

/// A comparison prefix of a date parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prefix {
    Equal,
    NotEqual,
    Greater,
    Less,
    GreaterOrEqual,
    LessOrEqual,
    StartsAfter,
    EndsBefore,
    Approximately,
}

const PREFIXES: [(&str, Prefix); 9] = [
    ("eq", Prefix::Equal),
    ("ne", Prefix::NotEqual),
    ("gt", Prefix::Greater),
    ("lt", Prefix::Less),
    ("ge", Prefix::GreaterOrEqual),
    ("le", Prefix::LessOrEqual),
    ("sa", Prefix::StartsAfter),
    ("eb", Prefix::EndsBefore),
    ("ap", Prefix::Approximately),
];

impl Prefix {
    /// Splits `ge2019` into the prefix and the rest; no prefix means `eq`.
    pub(crate) fn split(value: &str) -> (Self, &str) {
        PREFIXES
            .iter()
            .find_map(|(text, prefix)| Some((*prefix, value.strip_prefix(text)?)))
            .unwrap_or((Self::Equal, value))
    }

    /// Whether a resource whose value is `found` matches `self` + `searched`.
    pub(crate) fn admits(self, searched: Interval, found: Interval) -> bool {
        match self {
            Self::Equal => searched.contains(found),
            Self::NotEqual => !searched.contains(found),
            Self::Greater => found.end > searched.end,
            Self::Less => found.start < searched.start,
            Self::GreaterOrEqual => found.end > searched.end || searched.contains(found),
            Self::LessOrEqual => found.start < searched.start || searched.contains(found),
            Self::StartsAfter => found.start >= searched.end,
            Self::EndsBefore => found.end <= searched.start,
            Self::Approximately => found.start < searched.end && searched.start < found.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(expression: &str, found: &str) -> bool {
        let (prefix, date) = Prefix::split(expression);
        prefix.admits(
            Interval::parse(date).unwrap(),
            Interval::parse(found).unwrap(),
        )
    }

    #[test]
    fn a_date_search_follows_the_table_of_the_specification() {
        let table = [
            ("2019", "2019", true),
            ("2019", "2019-03", true),
            ("2019", "2019-12-31T23:59:59Z", true),
            ("2019", "2020-01-01", false),
            ("2019-03", "2019", false),
            ("2019-03-05", "2019-03-05T10:00:00Z", true),
            ("2019-03-05T10:00:00Z", "2019-03-05", false),
            ("ne2019", "2020", true),
            ("ne2019", "2019-05", false),
            ("gt2019", "2019-12-31", false),
            ("gt2019", "2020", true),
            ("gt2019-06", "2019", true),
            ("lt2019", "2018-12-31", true),
            ("lt2019", "2019-01-01", false),
            ("lt2019-06", "2019", true),
            ("ge2019", "2019", true),
            ("ge2019", "2018-12-31", false),
            ("ge2019-03-05", "2019-03-05T00:00:00Z", true),
            ("le2019", "2019-12-31T23:59:59Z", true),
            ("le2019", "2020-01-01T00:00:00Z", false),
            ("le2019-03-05", "2019", true),
            ("sa2019", "2019-12-31", false),
            ("sa2019", "2020-01", true),
            ("eb2019", "2018", true),
            ("eb2019-06", "2019", false),
            ("ap2019-06", "2019", true),
            ("ap2019", "2021", false),
            ("ge2019-03-05T12:00:00+02:00", "2019-03-05T10:00:00Z", true),
            (
                "gt2019-03-05T10:00:00.000Z",
                "2019-03-05T10:00:00.001Z",
                true,
            ),
        ];
        for (expression, found, expected) in table {
            assert_eq!(
                admits(expression, found),
                expected,
                "{found} for {expression}"
            );
        }
    }

    #[test]
    fn a_period_open_at_one_end_reaches_without_limit() {
        let since_2018 = Interval::period(Interval::parse("2018"), None);
        let (prefix, date) = Prefix::split("ge2030");
        assert!(prefix.admits(Interval::parse(date).unwrap(), since_2018));
        let (prefix, date) = Prefix::split("lt2018");
        assert!(!prefix.admits(Interval::parse(date).unwrap(), since_2018));
    }

    #[test]
    fn an_impossible_date_is_no_interval() {
        for text in [
            "",
            "2012-02-30",
            "0000-00-00",
            "2019-3",
            "19",
            "yesterday",
            "2019-01-01T25:00:00Z",
            "2019-01-01T10",
            "2019-01-01-01",
            "2019-01-01T10:00:00+2",
        ] {
            assert_eq!(Interval::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_last_year_that_can_be_written_is_open_at_its_end() {
        let last = Interval::parse("9999-12-31").map(|interval| interval.end);
        assert!(last.is_none_or(|end| end == i64::MAX));
    }

    proptest::proptest! {
        #[test]
        fn never_panics_on_what_a_stranger_sends(text in "\\PC{0,24}", date in "[0-9T:.+Z -]{0,30}") {
            let _ = Interval::parse(&text);
            let _ = Interval::parse(&date);
            let _ = Prefix::split(&text);
        }
    }
}
