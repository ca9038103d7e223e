//! The last net below everything that is written for others to read: it takes out whatever looks like
//! a secret of OAuth or HTTP (threat T47).
//!
//! Nothing should ever fall into it: secrets have types that cannot be written, and addresses are not
//! logged. It is therefore allowed to take too much, and must not take too little.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Error, Regex};

/// What stands in place of it.
pub const REDACTED: &str = "[redacted]";

/// The names whose values are secret, in URLs, forms, JSON and the fields of a log; a space stands for
/// what may be between their words.
const NAMES: &str = "access token|refresh token|id token|registration access token|token|bearer\
    |client secret|client assertion|assertion|subject token|actor token|id token hint\
    |code|device code|user code|authorization code|code verifier|code challenge\
    |state|nonce|launch|password|passwd|secret|api key";

/// Colours of a terminal.
const COLOUR: &str = r"\x1b\[[0-9;]*m";

struct Net {
    shapes: Vec<Regex>,
}

/// Each pattern keeps its first group, which says what was there. Values go before addresses: an
/// address may end within the quotation marks of a value.
fn net() -> Result<Net, Error> {
    let begin = format!(r"(?:(?-u:\b)|{COLOUR}|%(?:25)*[0-9A-Fa-f]{{2}})");
    let colours = format!(r"(?:{COLOUR})*");
    let quote = format!(r#"{colours}\\*["']?{colours}"#);
    let names = NAMES.replace(' ', "(?:[_-]|%(?:25)*5F)?");
    let patterns = [
        // A header of which everything is secret.
        format!(
            r"({begin}(?i-u:authorization|proxy-authorization|cookie|set-cookie){quote}[ \t]*[:=])[^\r\n]+"
        ),
        // NAME=, NAME: and "NAME": with what follows, to its end where that can be seen.
        format!(
            r#"({begin}(?i-u:{names}){quote}[ \t]*(?:=>|=|:|%(?:25)*3[Dd]){colours}[ \t]*(?:Some\()?)(?:"(?:[^"\\]|\\[^\r\n])*"?|'[^'\r\n]*'?|\\[^\r\n]+|[^& \t\r\n]+)"#
        ),
        // RFC 6750 §2.1, RFC 7617, RFC 9449.
        r#"((?-u:\b)(?i-u:bearer|basic|dpop)(?:[ \t+]|%20)+)[^ \t\r\n"<>&,;]+"#.to_owned(),
        // JSON Web Tokens: the Base64url of an opening brace and what may follow it.
        r"()(?-u:\b)e[yw][A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*)+".to_owned(),
        // A user's name and password in an address.
        r#"(://)[^/?\# \t\r\n"<>@]*@"#.to_owned(),
        // The query and the fragment of an address.
        r#"((?-u:\b)[A-Za-z][A-Za-z0-9+.-]*:/[^?\# \t\r\n"<>]*[?\#])[^ \t\r\n"<>]+"#.to_owned(),
        // The same of a path.
        r#"([?\#])[^= \t\r\n"<>]*=[^ \t\r\n"<>]*"#.to_owned(),
    ];
    let shapes = patterns.iter().map(|pattern| Regex::new(pattern));
    Ok(Net {
        shapes: shapes.collect::<Result<_, _>>()?,
    })
}

/// The same text without what looks like a secret.
pub fn redacted(text: &str) -> Cow<'_, str> {
    static NET: LazyLock<Option<Net>> = LazyLock::new(|| net().ok());
    let Some(net) = &*NET else {
        // A net with a hole lets nothing through.
        return Cow::Borrowed(REDACTED);
    };
    let mut text = Cow::Borrowed(text);
    for shape in &net.shapes {
        if shape.is_match(&text) {
            let without = shape.replace_all(&text, |found: &Captures<'_>| {
                let kept = found.get(1).map_or("", |kept| kept.as_str());
                format!("{kept}{REDACTED}")
            });
            text = Cow::Owned(without.into_owned());
        }
    }
    text
}

#[cfg(test)]
mod tests;
