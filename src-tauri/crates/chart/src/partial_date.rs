//! FHIR `date`, `dateTime` and `instant` (FHIR R4 §2.24.0.1), as precise as they were sent.
//!
//! A date is never padded to a day and never moved between time zones: a birthday that shifts by a day
//! names another person. Must never know: the clock, the reader's zone or locale.

use crate::node::{Fields, Node};
use crate::{PartialDate, Precision};

impl PartialDate {
    /// Reads what was sent. A blank between date and time, a time without zone and a time without
    /// seconds are read although FHIR forbids them: nothing in them is in doubt. A day that does not
    /// exist is [`Precision::Unreadable`].
    pub fn read(raw: &str) -> PartialDate {
        let (precision, sort) = match classify(raw.trim()) {
            Some((Precision::Time, sort)) => (Precision::Time, sort.replace([' ', 't'], "T")),
            Some((precision, sort)) => (precision, sort.to_owned()),
            None => (Precision::Unreadable, String::new()),
        };
        PartialDate {
            sort,
            raw: raw.to_owned(),
            precision,
        }
    }

    /// `true` where the date has a place on a time axis.
    pub fn is_readable(&self) -> bool {
        self.precision != Precision::Unreadable
    }

    /// `true` where only a year or a month is known.
    pub fn is_partial(&self) -> bool {
        matches!(self.precision, Precision::Year | Precision::Month)
    }
}

/// The precision, and the part of the text that sorts: all of it but the zone.
fn classify(text: &str) -> Option<(Precision, &str)> {
    let year = number(text.get(0..4)?).filter(|year| *year > 0)?;
    if text.len() == 4 {
        return Some((Precision::Year, text));
    }
    let month =
        number(text.get(4..7)?.strip_prefix('-')?).filter(|month| (1..=12).contains(month))?;
    if text.len() == 7 {
        return Some((Precision::Month, text));
    }
    let day = number(text.get(7..10)?.strip_prefix('-')?)?;
    if day == 0 || day > days_in(year, month) {
        return None;
    }
    if text.len() == 10 {
        return Some((Precision::Day, text));
    }
    let time = text.get(10..)?.strip_prefix(['T', 't', ' '])?;
    let clock = without_zone(time)?;
    is_clock(clock).then(|| {
        (
            Precision::Time,
            text.get(..11 + clock.len()).unwrap_or(text),
        )
    })
}

fn number(digits: &str) -> Option<u32> {
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())?
}

fn days_in(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Cuts `Z`, `+hh:mm` or `-hh:mm` off; `None` where something else follows the time.
fn without_zone(time: &str) -> Option<&str> {
    if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        return Some(clock);
    }
    let Some(at) = time.find(['+', '-']) else {
        return Some(time);
    };
    let (clock, zone) = time.split_at(at);
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    (in_range(hours, 14) && in_range(minutes, 59)).then_some(clock)
}

/// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fff`; second 60 is allowed for leap seconds.
fn is_clock(clock: &str) -> bool {
    let (whole, fraction) = clock
        .split_once('.')
        .map_or((clock, None), |(a, b)| (a, Some(b)));
    let has_good_fraction = fraction
        .is_none_or(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    let parts: Vec<&str> = whole.split(':').collect();
    let is_time = match *parts.as_slice() {
        [hours, minutes] => fraction.is_none() && in_range(hours, 23) && in_range(minutes, 59),
        [hours, minutes, seconds] => {
            in_range(hours, 23) && in_range(minutes, 59) && in_range(seconds, 60)
        }
        _ => false,
    };
    is_time && has_good_fraction
}

fn in_range(two_digits: &str, most: u32) -> bool {
    two_digits.len() == 2 && number(two_digits).is_some_and(|number| number <= most)
}

/// A point or a stretch of time, each end as sent.
#[derive(Debug, Default)]
pub(crate) struct Span {
    pub(crate) start: Option<PartialDate>,
    pub(crate) end: Option<PartialDate>,
}

impl Span {
    fn is_empty(&self) -> bool {
        self.start.is_none() && self.end.is_none()
    }
}

/// A date sent as a string.
pub(crate) fn date(node: Node<'_>) -> Option<PartialDate> {
    node.text().map(|raw| PartialDate::read(&raw))
}

/// The span of one element: a string, a `Period`, or a `Timing` (its first event).
pub(crate) fn span(node: Node<'_>) -> Span {
    let node = node.first();
    if !node.is_object() {
        return Span {
            start: date(node),
            end: None,
        };
    }
    let fields = node.fields();
    let start = date(fields.get("start")).or_else(|| date(fields.get("event")));
    Span {
        start,
        end: date(fields.get("end")),
    }
}

/// The span of a choice element such as `onset[x]`; empty where it is an age or a range of ages.
pub(crate) fn choice(fields: &Fields<'_>, stem: &str) -> Span {
    let spans = fields.choices(stem).map(|(_, node)| span(node));
    spans
        .into_iter()
        .find(|span| !span.is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_each_precision_and_pads_nothing() {
        for (raw, precision, sort) in [
            ("2019", Precision::Year, "2019"),
            ("2019-03", Precision::Month, "2019-03"),
            ("2019-03-12", Precision::Day, "2019-03-12"),
            (
                "2019-03-12T14:02:00+01:00",
                Precision::Time,
                "2019-03-12T14:02:00",
            ),
            (
                "2019-03-12T14:02:00.123Z",
                Precision::Time,
                "2019-03-12T14:02:00.123",
            ),
            (
                "2019-03-12T14:02-05:00",
                Precision::Time,
                "2019-03-12T14:02",
            ),
            (
                "2019-03-12T14:02:00",
                Precision::Time,
                "2019-03-12T14:02:00",
            ),
            (
                "2019-03-12 14:02:00",
                Precision::Time,
                "2019-03-12T14:02:00",
            ),
            ("0001", Precision::Year, "0001"),
            ("9999-12-31", Precision::Day, "9999-12-31"),
            ("2000-02-29", Precision::Day, "2000-02-29"),
        ] {
            let date = PartialDate::read(raw);
            assert_eq!(
                (date.precision, date.sort.as_str(), date.raw.as_str()),
                (precision, sort, raw)
            );
        }
    }

    #[test]
    fn keeps_what_is_no_date_as_it_was_sent() {
        for raw in [
            "",
            "0000-00-00",
            "2012-02-30",
            "1900-02-29",
            "2012-13",
            "2012-1-1",
            "12/03/2019",
            "unknown",
            "2019-03-12T25:00:00Z",
            "2019-03-12T14",
            "2019-03-12T14:02:00+99:00",
            "２０１９",
            "2019-",
            "2019-03-12T14:02:00.Z",
            "2019-03-12Tä",
            "201é",
        ] {
            let date = PartialDate::read(raw);
            assert_eq!(
                (date.precision, date.sort.as_str()),
                (Precision::Unreadable, ""),
                "{raw}"
            );
            assert_eq!(date.raw, raw);
        }
    }

    #[test]
    fn sorts_the_less_precise_first_and_the_unreadable_lowest() {
        let mut dates: Vec<_> = [
            "2020-02",
            "2020",
            "soon",
            "2020-02-01T10:00:00Z",
            "2020-02-01",
        ]
        .map(PartialDate::read)
        .into();
        dates.sort();
        let order: Vec<_> = dates.iter().map(|date| date.raw.as_str()).collect();
        assert_eq!(
            order,
            [
                "soon",
                "2020",
                "2020-02",
                "2020-02-01",
                "2020-02-01T10:00:00Z"
            ]
        );
    }
}
