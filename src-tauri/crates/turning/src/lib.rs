//! Characters that turn the direction of writing round, made visible: with them `5.0 mg` can be made to
//! read as another dose, or a name run over what stands beside it (Unicode Standard Annex #9 §2). Marks
//! without an effect on other text (U+200E, U+200F) stay, for those who write from right to left need them.
//!
//! One table for the rows of a record and for its documents. Must never know: whose text it is.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The embeddings, overrides and isolates, and the marks that end them.
pub fn is_turning(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with each such character written as its number, for example `[U+202E]`.
pub fn visible<'a>(text: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let text = text.into();
    // All of them begin with this byte in UTF-8, and hardly anything else does.
    if !text.as_bytes().contains(&0xe2) || !text.contains(is_turning) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_turning(character) {
            let _ = write!(out, "[U+{:04X}]", u32::from(character));
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_the_writing_is_shown_and_writing_that_runs_that_way_is_left_alone() {
        assert_eq!(visible("5\u{202e}0\u{2069}"), "5[U+202E]0[U+2069]");
        assert_eq!(visible("עברית العربية"), "עברית العربية");
    }
}
