//! What a chart needs of a measurement, beside its row: value, unit, range, date and parts as sent, in some
//! thirty bytes. Thousands of points are drawn without opening thousands of resources.
//!
//! ```text
//! figure = date | title? | value? | count | ( title? | value? )*
//! ```
//! Numbers take as many bytes as they need. Words that many rows share are names. What does not fit is
//! not written: such a resource is read from its JSON, as every other is.

use chart::{Coded, Component, Entry, PartialDate, Range, Standing, Value};

use crate::bytes::Cursor;
use crate::row::{Name, Row, Words};

/// A measurement as a chart needs it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measured {
    pub(crate) key: String,
    pub(crate) title: Option<Coded>,
    pub(crate) date: Option<PartialDate>,
    pub(crate) status: Option<String>,
    pub(crate) standing: Standing,
    pub(crate) source: Option<String>,
    pub(crate) value: Option<Value>,
    pub(crate) components: Vec<Component>,
}

impl From<Entry> for Measured {
    fn from(entry: Entry) -> Self {
        Self {
            key: entry.key,
            title: entry.title,
            date: entry.date,
            status: entry.status,
            standing: entry.standing,
            source: entry.source,
            value: entry.value,
            components: entry.components,
        }
    }
}

/// Words longer than this are sentences, which few rows share.
const LONGEST_WORDS: usize = 120;
/// Parts of one observation that are written.
const MOST_PARTS: usize = 16;

const HAS_NUMBER: u8 = 1;
/// The number is not what its own digits say.
const NUMBER_APART: u8 = 2;
const HAS_RANGE: u8 = 4;

impl Words {
    /// Writes the figure of an entry and says where; zero where it has none, or one that does not fit.
    pub(crate) fn put_figure(&mut self, entry: &Entry) -> u32 {
        if entry.analyte.is_none() {
            return 0;
        }
        let (title, date) = (entry.title.as_ref(), entry.date.as_ref());
        self.put(title, date, entry.value.as_ref(), &entry.components)
    }

    /// The same of a measurement that another index had.
    pub(crate) fn put_measured(&mut self, measured: &Measured) -> u32 {
        let (title, date) = (measured.title.as_ref(), measured.date.as_ref());
        self.put(title, date, measured.value.as_ref(), &measured.components)
    }

    fn put(
        &mut self,
        title: Option<&Coded>,
        date: Option<&PartialDate>,
        value: Option<&Value>,
        parts: &[Component],
    ) -> u32 {
        let begin = self.figures.len();
        let written = self.write(title, date, value, parts);
        if let (Some(()), Ok(place)) = (written, u32::try_from(begin + 1)) {
            return place;
        }
        self.figures.truncate(begin);
        0
    }

    fn write(
        &mut self,
        title: Option<&Coded>,
        date: Option<&PartialDate>,
        value: Option<&Value>,
        parts: &[Component],
    ) -> Option<()> {
        self.write_date(date)?;
        self.write_part(title, value)?;
        if parts.len() > MOST_PARTS {
            return None;
        }
        self.write_number(u32::try_from(parts.len()).ok()?);
        for part in parts {
            self.write_part(part.title.as_ref(), part.value.as_ref())?;
        }
        Some(())
    }

    /// The row has the sorting key; what follows it in what was sent is mostly a zone.
    fn write_date(&mut self, date: Option<&PartialDate>) -> Option<()> {
        let Some(date) = date else {
            self.figures.push(0);
            return Some(());
        };
        let rest = date.raw.strip_prefix(&date.sort);
        self.figures.push(if rest.is_some() { 1 } else { 2 });
        self.write_name(Some(rest.unwrap_or(&date.raw)))
    }

    fn write_part(&mut self, title: Option<&Coded>, value: Option<&Value>) -> Option<()> {
        let is_bare = title.is_some_and(|title| title.is_bare_code);
        let bits = [title.is_some(), value.is_some(), is_bare];
        let has = bits
            .iter()
            .rev()
            .fold(0, |has, bit| has << 1 | u8::from(*bit));
        self.figures.push(has);
        if let Some(title) = title {
            self.write_name(Some(&title.text))?;
            self.write_name(title.code.as_deref())?;
        }
        value.map_or(Some(()), |value| self.write_value(value))
    }

    fn write_value(&mut self, value: &Value) -> Option<()> {
        let apart = value
            .number
            .filter(|number| said(&value.text) != Some(number.to_bits()));
        let has = |is_there: bool, which: u8| if is_there { which } else { 0 };
        let flags = has(value.number.is_some(), HAS_NUMBER)
            | has(apart.is_some(), NUMBER_APART)
            | has(value.range.is_some(), HAS_RANGE);
        self.figures.push(flags);
        self.figures.push(u8::try_from(value.text.len()).ok()?);
        self.figures.extend_from_slice(value.text.as_bytes());
        if let Some(number) = apart {
            self.figures
                .extend_from_slice(&number.to_bits().to_be_bytes());
        }
        for word in [
            &value.comparator,
            &value.unit,
            &value.unit_code,
            &value.flag,
        ] {
            self.write_name(word.as_deref())?;
        }
        if let Some(range) = &value.range {
            for word in [&range.low, &range.high, &range.text] {
                self.write_name(word.as_deref())?;
            }
        }
        Some(())
    }

    fn write_name(&mut self, word: Option<&str>) -> Option<()> {
        if word.is_some_and(|word| word.len() > LONGEST_WORDS) {
            return None;
        }
        let number = self.number(word);
        self.write_number(number);
        Some(())
    }

    /// Seven bits a byte, the lowest first.
    fn write_number(&mut self, mut number: u32) {
        while number > 0x7f {
            self.figures.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.figures.push((number & 0x7f) as u8);
    }

    /// What was written of a row; `None` where nothing was.
    pub(crate) fn measured(&self, row: &Row) -> Option<Measured> {
        let begin = usize::try_from(row.figure.checked_sub(1)?).ok()?;
        let figure = Reader {
            words: self,
            cursor: Cursor::new(self.figures.get(begin..)?),
        };
        figure.read(row).ok()
    }
}

/// The number that digits say, in bits.
fn said(text: &str) -> Option<u64> {
    text.parse().ok().map(f64::to_bits)
}

struct Reader<'a> {
    words: &'a Words,
    cursor: Cursor<'a>,
}

/// It is no figure.
struct Torn;

impl Reader<'_> {
    fn read(mut self, row: &Row) -> Result<Measured, Torn> {
        let date = self.date(row)?;
        let (title, value) = self.part()?;
        let count = self.number()?;
        let mut components = Vec::new();
        for _ in 0..count {
            let (title, value) = self.part()?;
            components.push(Component { title, value });
        }
        let name = |number| self.words.name(number).map(String::from);
        Ok(Measured {
            key: self.words.key(row).to_owned(),
            title,
            date,
            status: name(row.status),
            standing: row.standing,
            source: name(row.source),
            value,
            components,
        })
    }

    fn date(&mut self, row: &Row) -> Result<Option<PartialDate>, Torn> {
        let raw = match self.byte()? {
            0 => return Ok(None),
            1 => [self.words.sort(row), &self.word()?].concat(),
            _ => self.word()?,
        };
        Ok(Some(PartialDate::read(&raw)))
    }

    fn part(&mut self) -> Result<(Option<Coded>, Option<Value>), Torn> {
        let has = self.byte()?;
        let title = if has & 1 == 0 {
            None
        } else {
            Some(Coded {
                text: self.word()?,
                is_bare_code: has & 4 != 0,
                code: self.name()?,
            })
        };
        let value = if has & 2 == 0 {
            None
        } else {
            Some(self.value()?)
        };
        Ok((title, value))
    }

    fn value(&mut self) -> Result<Value, Torn> {
        let flags = self.byte()?;
        let length = usize::from(self.byte()?);
        let text = self.cursor.take(length).ok_or(Torn)?;
        let text = std::str::from_utf8(text).map_err(|_| Torn)?.to_owned();
        let number = match (flags & HAS_NUMBER, flags & NUMBER_APART) {
            (0, _) => None,
            (_, 0) => said(&text),
            _ => Some(self.cursor.u64().ok_or(Torn)?),
        };
        Ok(Value {
            text,
            number: number.map(f64::from_bits),
            comparator: self.name()?,
            unit: self.name()?,
            unit_code: self.name()?,
            flag: self.name()?,
            range: if flags & HAS_RANGE == 0 {
                None
            } else {
                Some(Range {
                    low: self.name()?,
                    high: self.name()?,
                    text: self.name()?,
                })
            },
        })
    }

    fn word(&mut self) -> Result<String, Torn> {
        self.name()?.ok_or(Torn)
    }

    fn name(&mut self) -> Result<Option<String>, Torn> {
        let number: Name = self.number()?;
        Ok(self.words.name(number).map(String::from))
    }

    fn number(&mut self) -> Result<u32, Torn> {
        let mut number = 0;
        for shift in (0..u32::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Torn)
    }

    fn byte(&mut self) -> Result<u8, Torn> {
        self.cursor.u8().ok_or(Torn)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ChartStore;

    fn value() -> impl Strategy<Value = String> {
        let quantity = r#""valueQuantity":{"#;
        prop_oneof![
            Just(String::new()),
            "-?[0-9]{1,4}(\\.[0-9]{0,3})?([eE][0-9])?".prop_map(move |digits| {
                format!(r#"{quantity}"value":{digits},"unit":"mg/dL","code":"mg/dL","system":"http://unitsofmeasure.org"}},"#)
            }),
            Just(format!(r#"{quantity}"value":"NaN","comparator":"<","unit":""}},"#)),
            Just(r#""valueString":"positive","#.to_owned()),
            "[a-z ]{0,300}".prop_map(|words| format!(r#""valueString":"{words}","#)),
            Just(r#""valueCodeableConcept":{"text":"A Rh+"},"#.to_owned()),
            Just(r#""valueRange":{"low":{"value":1},"high":{"value":2.50}},"#.to_owned()),
            Just(r#""valueInteger":7,"dataAbsentReason":{"text":"lost"},"#.to_owned()),
        ]
    }

    fn date() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "",
            "2024",
            "2024-02-29",
            "2024-02-30",
            "2024-02-01T08:00:00.250+01:00",
            "2024-02-01 08:00:00Z",
            "\u{fc}ber",
        ])
    }

    fn observation() -> impl Strategy<Value = String> {
        let ranges = prop::sample::select(vec![
            "",
            r#""referenceRange":[{"low":{"value":3.50},"high":{"value":5,"unit":"mmol/L"}}],"#,
            r#""referenceRange":[{"text":"see report"}],"#,
        ]);
        let parts = prop::collection::vec((value(), "[a-z]{0,4}"), 0..20);
        let all = (value(), date(), ranges, parts, "[ -!#-\\[\\]-~]{0,140}");
        all.prop_map(|(value, date, range, parts, title)| {
            let parts: Vec<String> = parts
                .into_iter()
                .map(|(value, code)| format!(r#"{{{value}"code":{{"coding":[{{"code":"{code}"}}]}}}}"#))
                .collect();
            format!(
                r#"{{"resourceType":"Observation","id":"o","status":"final","effectiveDateTime":"{date}",{value}{range}
                    "performer":[{{"display":"Lab"}}],"component":[{}],
                    "code":{{"text":"{title}","coding":[{{"system":"http://loinc.org","code":"1-8","display":"x"}}]}}}}"#,
                parts.join(",")
            )
        })
    }

    proptest! {
        #[test]
        fn a_figure_says_what_the_resource_says(raw in observation()) {
            let store = ChartStore::new(None);
            store.apply([raw.as_str()]);
            let record = store.read();
            let row = record.rows[0];
            let read = Measured::from(record.entry(&row).unwrap());
            prop_assert_eq!(record.measured(&row), Some(read.clone()));
            let compacted = record.compacted().unwrap();
            prop_assert_eq!(compacted.measured(&compacted.rows[0]), Some(read.clone()));
            if let Some(written) = record.words.measured(&row) {
                prop_assert_eq!(written, read);
            } else {
                // Only what is a sentence, or has more parts than a chart can show.
                prop_assert!(raw.len() > 300 || read.title.is_none(), "{}", raw);
            }
        }
    }

    #[test]
    fn a_plain_measurement_has_a_figure_of_few_bytes() {
        let store = ChartStore::new(None);
        store.apply([
            r#"{"resourceType":"Observation","id":"o","effectiveDateTime":"2024-02-01T08:00:00Z",
            "code":{"text":"Glucose","coding":[{"system":"http://loinc.org","code":"1-8"}]},
            "valueQuantity":{"value":6.30,"unit":"mg/dL"}}"#,
        ]);
        let record = store.read();
        assert_ne!(record.rows[0].figure, 0);
        assert!(
            record.words.figures.len() < 24,
            "{:?}",
            record.words.figures
        );
    }
}
