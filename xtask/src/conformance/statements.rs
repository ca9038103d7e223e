//! The statements that bind Chartside: `docs/conformance.tsv`.

/// One statement of HL7's list.
#[derive(Debug, PartialEq)]
pub(super) struct Statement {
    /// Its number in the list.
    pub(super) number: u16,
    /// `SHALL`, `SHALL NOT`, `SHOULD` or `SHOULD NOT`.
    pub(super) level: String,
    /// What it is about.
    pub(super) topic: String,
    /// What it asks for, in our words.
    pub(super) summary: String,
    /// Why no test covers it.
    pub(super) reason: Option<String>,
}

const HEADING: &str = "number\tlevel\ttopic\tsummary\tno test, because";
const LEVELS: [&str; 4] = ["SHALL", "SHALL NOT", "SHOULD", "SHOULD NOT"];

/// One statement a line, in the order of their numbers.
pub(super) fn parse(text: &str) -> Result<Vec<Statement>, String> {
    let mut lines = text.lines();
    if lines.next() != Some(HEADING) {
        return Err(format!(
            "docs/conformance.tsv has to begin with {HEADING:?}"
        ));
    }
    let statements: Option<Vec<Statement>> = lines.clone().map(statement).collect();
    let Some(statements) = statements else {
        let line = lines.find(|line| statement(line).is_none());
        return Err(format!("docs/conformance.tsv: not a statement: {line:?}"));
    };
    let mut pairs = statements.iter().zip(statements.iter().skip(1));
    match pairs.find(|(one, next)| one.number >= next.number) {
        Some((_, next)) => Err(format!(
            "docs/conformance.tsv: {} stands too late",
            next.number
        )),
        None => Ok(statements),
    }
}

fn statement(line: &str) -> Option<Statement> {
    let mut fields = line.split('\t').map(str::trim);
    let statement = Statement {
        number: fields.next()?.parse().ok()?,
        level: fields
            .next()
            .filter(|level| LEVELS.contains(level))?
            .to_owned(),
        topic: fields.next().filter(|topic| !topic.is_empty())?.to_owned(),
        summary: fields
            .next()
            .filter(|summary| !summary.is_empty())?
            .to_owned(),
        reason: fields
            .next()
            .filter(|reason| !reason.is_empty())
            .map(str::to_owned),
    };
    fields.next().is_none().then_some(statement)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(lines: &str) -> Result<Vec<Statement>, String> {
        parse(&format!("{HEADING}\n{lines}"))
    }

    #[test]
    fn a_statement_is_a_line_with_or_without_a_reason() {
        let statements =
            parsed("1\tSHALL\tTLS\tuses TLS\n6\tSHOULD NOT\tLinks\tis open\tnobody can be\n")
                .unwrap();
        assert_eq!(statements.len(), 2);
        assert_eq!(statements[0].reason, None);
        assert_eq!(statements[1].reason.as_deref(), Some("nobody can be"));
    }

    #[test]
    fn what_is_no_statement_is_named() {
        for line in [
            "x\tSHALL\tA\ta",
            "1\tMAY\tA\ta",
            "1\tSHALL\tA\t",
            "1\tSHALL\tA\ta\tb\tc",
            "",
        ] {
            assert!(
                parsed(&format!("{line}\n"))
                    .unwrap_err()
                    .contains("not a statement"),
                "{line}"
            );
        }
        assert!(parse("1\tSHALL\tA\ta").is_err());
    }

    #[test]
    fn numbers_stand_once_and_in_order() {
        for second in [1, 2] {
            let lines = format!("2\tSHALL\tA\ta\n{second}\tSHALL\tA\ta\n");
            assert!(parsed(&lines).unwrap_err().contains("too late"));
        }
    }
}
