//! The words of a section (FHIR R4 §2.27): XHTML that is made here of escaped text, and of nothing that a
//! server formatted.

use chart::{Coded, Entry, Value};

/// Adds the row of an entry, and a row for each of its parts.
pub(crate) fn row(rows: &mut String, entry: &Entry) {
    let date = entry.date.as_ref().map(|date| date.raw.as_str());
    let end = entry.end.as_ref().map(|date| date.raw.as_str());
    let when = match (date, end) {
        (Some(date), Some(end)) if date != end => format!("{date} – {end}"),
        (date, end) => date.or(end).unwrap_or_default().to_owned(),
    };
    let said = [&entry.detail, &entry.severity].map(|text| text.as_deref().unwrap_or_default());
    let measured = entry.value.as_ref().map(value).unwrap_or_default();
    let what = [measured.as_str(), said[0], said[1]];
    let what: Vec<&str> = what.into_iter().filter(|text| !text.is_empty()).collect();
    let standing = [&entry.status, &entry.verification].map(|text| text.as_deref());
    let standing: Vec<&str> = standing.into_iter().flatten().collect();
    let cells = [
        &when,
        title(entry.title.as_ref()),
        &what.join("; "),
        &standing.join(", "),
    ];
    cells_of(rows, cells);
    for part in &entry.components {
        let measured = part.value.as_ref().map(value).unwrap_or_default();
        cells_of(rows, ["", title(part.title.as_ref()), &measured, ""]);
    }
}

fn title(coded: Option<&Coded>) -> &str {
    coded.map_or("(not named)", |coded| coded.text.as_str())
}

/// Comparator, digits, unit, flag and range, as sent.
fn value(value: &Value) -> String {
    let mut text = value.comparator.clone().unwrap_or_default();
    text.push_str(&value.text);
    for part in [&value.unit, &value.flag].into_iter().flatten() {
        text.push(' ');
        text.push_str(part);
    }
    if let Some(range) = &value.range {
        let bound = |bound: &Option<String>| bound.clone().unwrap_or_default();
        let range = match (&range.text, &range.low, &range.high) {
            (Some(words), None, None) => words.clone(),
            (_, low, high) => format!("{} – {}", bound(low), bound(high)),
        };
        text.push_str(" (");
        text.push_str(&range);
        text.push(')');
    }
    text
}

fn cells_of(rows: &mut String, cells: [&str; 4]) {
    rows.push_str("<tr>");
    for cell in cells {
        rows.push_str("<td>");
        rows.push_str(&escaped(cell));
        rows.push_str("</td>");
    }
    rows.push_str("</tr>");
}

/// A `Narrative` of sentences, and of rows that are XHTML already.
pub(crate) fn narrative(sentences: &[String], rows: &str) -> serde_json::Value {
    let mut div = String::from("<div xmlns=\"http://www.w3.org/1999/xhtml\">");
    for sentence in sentences {
        div.push_str("<p>");
        div.push_str(&escaped(sentence));
        div.push_str("</p>");
    }
    if !rows.is_empty() {
        div.push_str(
            "<table><thead><tr><th>Date</th><th>What</th><th>Details</th><th>Status</th></tr></thead><tbody>",
        );
        div.push_str(rows);
        div.push_str("</tbody></table>");
    }
    div.push_str("</div>");
    serde_json::json!({"status": "generated", "div": div})
}

/// Text for XML 1.0: its five characters as entities, and what it cannot hold replaced.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' => safe.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_server_sent_becomes_markup() {
        for sent in [
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "</td></table><iframe/>",
            "&#60;script&#62;",
            "\u{0}\u{8}",
        ] {
            let entry = serde_json::json!({
                "resourceType": "Observation",
                "code": {"text": sent},
                "valueString": sent,
                "status": sent,
                "component": [{"code": {"text": sent}, "valueString": sent}],
            });
            let mut rows = String::new();
            row(&mut rows, &chart::read(&entry.to_string()).entry);
            let markup = rows.replace("<tr>", "").replace("</tr>", "");
            let markup = markup.replace("<td>", "").replace("</td>", "");
            assert!(
                !markup.contains(['<', '>', '"', '\'', '\u{0}', '\u{8}']),
                "{markup}"
            );
            assert!(!sent.starts_with('&') || markup.contains("&amp;#60;"));
        }
    }
}
