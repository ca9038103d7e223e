//! What a server says in an `OperationOutcome` (FHIR R4 §2.4), as plain text to show to a person.

use std::fmt;

use crate::json::{Fields, items};
use crate::markup;

/// Most that is kept of one remark, in characters.
const TEXT_LIMIT: usize = 300;
/// Most that is kept of one code, in characters.
const CODE_LIMIT: usize = 64;
/// Most remarks that are kept of one answer.
const REMARK_LIMIT: usize = 50;

/// One issue of an `OperationOutcome`.
#[derive(Clone, PartialEq, Eq)]
pub struct Remark {
    /// How bad the server says it is.
    pub severity: Severity,
    /// `issue.code`, for example `suppressed`; empty where absent.
    pub code: String,
    /// Plain text of at most 300 characters, without control or direction characters; may be empty.
    pub text: String,
}

/// `issue.severity`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// `information`, and anything unknown.
    Information,
    /// `warning`.
    Warning,
    /// `error`.
    Error,
    /// `fatal`.
    Fatal,
}

// The text may name a patient.
impl fmt::Debug for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remark")
            .field("severity", &self.severity)
            .finish_non_exhaustive()
    }
}

/// The remarks of an `OperationOutcome`, in its order.
pub(crate) fn of_outcome(outcome: &Fields<'_>) -> Vec<Remark> {
    let issues = outcome.get("issue").map(items).unwrap_or_default();
    issues.iter().take(REMARK_LIMIT).map(of_issue).collect()
}

/// What the body of a refusal says: an `OperationOutcome`, or the title of a page for people.
pub(crate) fn of_refusal(body: &str) -> Option<Remark> {
    worst(body).or_else(|| {
        Some(Remark {
            severity: Severity::Error,
            code: String::new(),
            text: markup::title(body)?,
        })
    })
}

/// The worst remark of a body, if the body is an `OperationOutcome`.
fn worst(body: &str) -> Option<Remark> {
    let outcome = Fields::parse(body)?;
    let is_outcome = outcome.text("resourceType")? == "OperationOutcome";
    is_outcome.then(|| worst_of(&outcome))?
}

/// The worst remark of an `OperationOutcome`; the first of the worst.
pub(crate) fn worst_of(outcome: &Fields<'_>) -> Option<Remark> {
    // `max_by_key` takes the last of equals.
    of_outcome(outcome)
        .into_iter()
        .rev()
        .max_by_key(|remark| remark.severity)
}

fn of_issue(issue: &Fields<'_>) -> Remark {
    let severity = match issue.text("severity").as_deref() {
        Some("fatal") => Severity::Fatal,
        Some("error") => Severity::Error,
        Some("warning") => Severity::Warning,
        _ => Severity::Information,
    };
    let code = issue.text("code").unwrap_or_default();
    let text = words(issue).unwrap_or_default();
    Remark {
        severity,
        code: plain(&code, CODE_LIMIT),
        text: plain(&text, TEXT_LIMIT),
    }
}

/// `details.text` is written for people, `diagnostics` for developers, a coding's display is left.
fn words(issue: &Fields<'_>) -> Option<String> {
    let details = issue.object("details");
    let of_details = details.as_ref().and_then(|details| details.text("text"));
    let of_coding = || {
        let codings = items(details.as_ref()?.get("coding")?);
        codings.iter().find_map(|coding| coding.text("display"))
    };
    of_details
        .or_else(|| issue.text("diagnostics"))
        .or_else(of_coding)
}

/// One line of visible text.
pub(crate) fn plain(text: &str, limit: usize) -> String {
    let visible = text.chars().map(|c| if is_invisible(c) { ' ' } else { c });
    let spaced: String = visible.take(limit * 8).collect();
    let line = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(limit).collect()
}

/// Controls, and the marks that turn the direction of text and so can hide what it says.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(issue: &str) -> String {
        format!(r#"{{"resourceType":"OperationOutcome","issue":{issue}}}"#)
    }

    #[test]
    fn prefers_the_words_for_people() {
        let both = outcome(
            r#"[{"severity":"error","code":"required","details":{"text":"Must have either code or category."},"diagnostics":"java.lang"}]"#,
        );
        assert_eq!(
            worst(&both),
            Some(Remark {
                severity: Severity::Error,
                code: "required".to_owned(),
                text: "Must have either code or category.".to_owned(),
            })
        );
        let coded =
            outcome(r#"[{"severity":"warning","details":{"coding":[{},{"display":"Withheld"}]}}]"#);
        assert_eq!(worst(&coded).unwrap().text, "Withheld");
    }

    #[test]
    fn takes_the_first_of_the_worst() {
        let issues = outcome(
            r#"[{"severity":"warning","diagnostics":"a"},{"severity":"error","diagnostics":"b"},{"severity":"error","diagnostics":"c"}]"#,
        );
        assert_eq!(worst(&issues).unwrap().text, "b");
    }

    #[test]
    fn makes_one_short_visible_line() {
        let long = format!("a\\r\\n\\u202eb\\u0000 {}", "x".repeat(5000));
        let issues = outcome(&format!(r#"{{"severity":7,"diagnostics":"{long}"}}"#));
        let remark = worst(&issues).unwrap();
        assert_eq!(remark.severity, Severity::Information);
        assert_eq!(remark.text.chars().count(), 300);
        assert!(remark.text.starts_with("a b xxx"));
    }

    #[test]
    fn finds_nothing_in_what_is_no_outcome() {
        for body in [
            "",
            "<html>",
            "[]",
            "{}",
            r#"{"resourceType":"Bundle","issue":[{}]}"#,
        ] {
            assert_eq!(worst(body), None, "{body}");
        }
        assert_eq!(worst(&outcome("null")), None);
    }

    #[test]
    fn keeps_the_text_out_of_debug_output() {
        let issues = outcome(r#"[{"severity":"error","diagnostics":"CNRY-name"}]"#);
        assert!(!format!("{:?}", worst(&issues)).contains("CNRY"));
    }
}
