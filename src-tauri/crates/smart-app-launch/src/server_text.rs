//! Words that a stranger sent, made fit to be shown as plain text and nothing else.

/// Longest message that is shown.
const LONGEST: usize = 300;

/// At most 300 characters on one line, without controls and without characters that turn or hide text.
pub(crate) fn plain(text: &str) -> Option<String> {
    plain_within(text, LONGEST)
}

/// On one line, with at most `longest` characters, without controls and without characters that turn or
/// hide text; `None` where nothing is left.
pub fn plain_within(text: &str, longest: usize) -> Option<String> {
    let kept = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !is_hidden(*c));
    let words: Vec<String> = kept
        .collect::<String>()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let plain: String = words.join(" ").chars().take(longest).collect();
    let plain = plain.trim_end().to_owned();
    (!plain.is_empty()).then_some(plain)
}

/// Controls, bidirectional overrides and isolates, zero-width characters, tags and non-characters.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn controls_and_characters_that_turn_text_around_are_gone() {
        assert_eq!(
            plain("a\u{202e}b\u{2066}c\u{0}d\u{1b}[31m\r\ne\u{200b}f"),
            Some("abcd[31m ef".to_owned())
        );
    }

    #[test]
    fn a_long_message_ends_after_300_characters() {
        assert_eq!(
            plain(&"я".repeat(1_000)).map(|text| text.chars().count()),
            Some(300)
        );
    }

    #[test]
    fn nothing_to_show_is_none() {
        assert_eq!(plain(" \u{202e}\t"), None);
    }

    #[test]
    fn other_scripts_stay() {
        assert_eq!(
            plain("Доступ запрещён · 拒否"),
            Some("Доступ запрещён · 拒否".to_owned())
        );
    }
}
