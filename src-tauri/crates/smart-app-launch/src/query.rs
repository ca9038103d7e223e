//! The query of a link that anybody can send: percent-decoded once, each name at most once.

use std::borrow::Cow;

/// Longest link that is read.
pub(crate) const LONGEST_LINK: usize = 8_192;

/// A decoded query.
pub(crate) struct Query(Vec<(String, String)>);

/// Why a query is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Malformed;

/// The query of `link` where everything before it is `expected`; `None` for another address.
///
/// The text is compared, not a parsed URL: what a URL parser would repair is not our link. Only the
/// scheme may differ in case, as systems may change that (RFC 3986 §3.1).
pub(crate) fn of_link<'a>(link: &'a str, expected: &str) -> Option<&'a str> {
    let (address, query) = link.split_once('?')?;
    let (scheme, rest) = address.split_once(':')?;
    let (expected_scheme, expected_rest) = expected.split_once(':')?;
    (scheme.eq_ignore_ascii_case(expected_scheme) && rest == expected_rest).then_some(query)
}

impl Query {
    pub(crate) fn parse(query: &str) -> Result<Self, Malformed> {
        if !query.is_ascii()
            || query.contains(|c: char| c.is_ascii_control() || c == ' ' || c == '#')
        {
            return Err(Malformed);
        }
        let mut pairs: Vec<(String, String)> = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name)?, decode(value)?);
            if pairs.iter().any(|(seen, _)| *seen == name) {
                return Err(Malformed);
            }
            pairs.push((name, value));
        }
        Ok(Self(pairs))
    }

    /// Takes a value out; an empty one is none.
    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        let index = self.0.iter().position(|(seen, _)| seen == name)?;
        Some(self.0.swap_remove(index).1).filter(|value| !value.is_empty())
    }
}

/// Decodes `%XX` and `+`, once. A broken escape, bytes that are not UTF-8 and controls are errors.
fn decode(text: &str) -> Result<String, Malformed> {
    let text: Cow<'_, str> = if text.contains('+') {
        text.replace('+', " ").into()
    } else {
        text.into()
    };
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let decoded = match byte {
            b'%' => hex(rest.next())? << 4 | hex(rest.next())?,
            plain => plain,
        };
        bytes.push(decoded);
    }
    let decoded = String::from_utf8(bytes).map_err(|_| Malformed)?;
    if decoded.contains(|c: char| c.is_control()) {
        Err(Malformed)
    } else {
        Ok(decoded)
    }
}

fn hex(digit: Option<u8>) -> Result<u8, Malformed> {
    let value = digit
        .and_then(|digit| char::from(digit).to_digit(16))
        .ok_or(Malformed)?;
    u8::try_from(value).map_err(|_| Malformed)
}

#[cfg(test)]
mod tests;
