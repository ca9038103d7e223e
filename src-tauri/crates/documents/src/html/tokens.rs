//! Markup as a row of tags and texts, read once from front to back.
//!
//! It need not agree with a browser about where a tag ends: whatever is not an allow-listed tag in its
//! reading is written as text or not at all.

use memchr::memmem;

use super::Syntax;

/// One piece of markup.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Text, in which references stand.
    Text(&'a str),
    /// Text of a `CDATA` section, in which nothing is a reference.
    Verbatim(&'a str),
    /// The begin of an element.
    Open {
        name: String,
        attributes: &'a str,
        is_whole: bool,
    },
    /// The end of an element.
    Close { name: String },
}

/// The pieces of markup.
pub(crate) struct Tokens<'a> {
    rest: &'a str,
    syntax: Syntax,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(markup: &'a str, syntax: Syntax) -> Self {
        Self {
            rest: markup,
            syntax,
        }
    }

    /// Leaves out everything up to the end tag of an element whose content is no markup.
    pub(crate) fn skip_to_end_of(&mut self, name: &str) {
        let mut rest = self.rest;
        while let Some((_, after)) = rest.split_once("</") {
            if is_named(after, name) {
                self.rest = after.split_once('>').map_or("", |(_, after)| after);
                return;
            }
            rest = after;
        }
        self.rest = "";
    }

    /// Everything that is left, as text: what has no end is shown and not guessed at.
    fn all(&mut self) -> Token<'a> {
        Token::Text(std::mem::take(&mut self.rest))
    }

    fn text(&mut self, end: usize) -> Token<'a> {
        let (text, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        Token::Text(text)
    }

    /// Comments, declarations and instructions. `None`: it has been left out.
    fn declaration(&mut self) -> Option<Token<'a>> {
        let cdata = self
            .rest
            .strip_prefix("<![CDATA[")
            .filter(|_| self.syntax == Syntax::Xhtml);
        if let Some(after) = cdata {
            let (text, rest) = after.split_once("]]>").unwrap_or((after, ""));
            self.rest = rest;
            return Some(Token::Verbatim(text));
        }
        let (open, end) = if self.rest.starts_with("<!--") {
            (4, "-->")
        } else {
            (2, ">")
        };
        let after = self.rest.get(open..).unwrap_or_default();
        match memmem::find(after.as_bytes(), end.as_bytes()) {
            Some(at) => {
                self.rest = after.get(at + end.len()..).unwrap_or_default();
                None
            }
            None => Some(self.all()),
        }
    }

    fn tag(&mut self) -> Token<'a> {
        let inner = self.rest.get(1..).unwrap_or_default();
        let (inner, closes) = inner
            .strip_prefix('/')
            .map_or((inner, false), |inner| (inner, true));
        let Some(end) = end_of_tag(inner) else {
            return self.all();
        };
        let (tag, rest) = inner.split_at_checked(end).unwrap_or((inner, ""));
        self.rest = rest.strip_prefix('>').unwrap_or_default();
        let name_end = tag
            .find(|c: char| c.is_ascii_whitespace() || c == '/')
            .unwrap_or(tag.len());
        let (name, attributes) = tag.split_at_checked(name_end).unwrap_or((tag, ""));
        let name = local(name);
        if closes {
            return Token::Close { name };
        }
        let is_whole = self.syntax == Syntax::Xhtml && attributes.ends_with('/');
        Token::Open {
            name,
            attributes,
            is_whole,
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let bytes = self.rest.as_bytes();
            let at = memchr::memchr(b'<', bytes);
            return match at {
                _ if bytes.is_empty() => None,
                None => Some(self.all()),
                Some(at) if at > 0 => Some(self.text(at)),
                Some(_) => match bytes {
                    [_, b'!' | b'?', ..] => match self.declaration() {
                        None => continue,
                        token => token,
                    },
                    [_, b'/', letter, ..] | [_, letter, ..] if letter.is_ascii_alphabetic() => {
                        Some(self.tag())
                    }
                    _ => Some(self.text(1)),
                },
            };
        }
    }
}

/// The name without its prefix, in lower case.
fn local(name: &str) -> String {
    name.rsplit(':')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
}

fn is_named(tag: &str, name: &str) -> bool {
    let begin = tag
        .get(..name.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(name));
    let next = tag.as_bytes().get(name.len());
    begin && next.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
}

/// Where the `>` of a tag is that is not in quotes.
fn end_of_tag(inner: &str) -> Option<usize> {
    let mut quote = None;
    let mut is_value = false;
    for (at, byte) in inner.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if is_value => quote = Some(byte),
            (Some(_) | None, _) => {}
        }
        is_value = byte == b'=' || (is_value && byte.is_ascii_whitespace());
    }
    None
}

/// Name and value of each attribute, in the order sent.
pub(crate) fn attributes(text: &str) -> impl Iterator<Item = (String, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/' || c == '=');
        if rest.is_empty() {
            return None;
        }
        let is_end = |c: char| c.is_ascii_whitespace() || c == '=' || c == '/';
        let (name, after) = rest.split_at_checked(rest.find(is_end).unwrap_or(rest.len()))?;
        let value = after
            .trim_ascii_start()
            .strip_prefix('=')
            .map(str::trim_ascii_start);
        let (value, after) = match value {
            None => ("", after),
            Some(value) => quoted(value),
        };
        rest = after;
        Some((name.to_ascii_lowercase(), value))
    })
}

fn quoted(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text
        .find(|c: char| c.is_ascii_whitespace())
        .unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}
