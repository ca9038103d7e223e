//! The form in which text is searched: lower case, without accents, so that `muller` finds `Müller`.

/// Folds text for the search. Both what is searched and what is searched for go through it.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|letter| !is_combining(*letter))
    {
        match base(letter) {
            Some(base) => folded.push_str(base),
            None => folded.push(letter),
        }
    }
    folded
}

/// Combining diacritical marks, which decomposed text carries apart from their letters.
fn is_combining(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn base(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ά' => {
            if letter == 'ά' {
                "α"
            } else {
                "a"
            }
        }
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' | 'ĝ' | 'ġ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' | 'ĩ' | 'ĭ' => "i",
        'ķ' => "k",
        'ł' | 'ļ' | 'ľ' | 'ĺ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ŏ' => "o",
        'ř' | 'ŕ' | 'ŗ' => "r",
        'ś' | 'š' | 'ş' | 'ș' | 'ŝ' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ŭ' | 'ũ' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'έ' => "ε",
        'ή' => "η",
        'ί' | 'ϊ' => "ι",
        'ό' => "ο",
        'ύ' | 'ϋ' => "υ",
        'ώ' => "ω",
        'ς' => "σ",
        'ё' => "е",
        'µ' => "μ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn finds_words_without_their_accents_and_case() {
        for (sent, typed) in [
            ("Müller", "muller"),
            ("MU\u{308}LLER", "muller"),
            ("Łukasz", "lukasz"),
            ("Straße", "strasse"),
            ("Œdème", "oedeme"),
            ("Ὀδός Σίσυφος", "ὀδοσ σισυφοσ"),
            ("İğde", "igde"),
            ("µg", "μg"),
            ("高血压", "高血压"),
        ] {
            assert_eq!(fold(sent), typed, "{sent}");
        }
    }
}
