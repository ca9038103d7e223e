//! Rich Text Format as text (RTF Specification 1.9.1): paragraphs, cells, characters of every code page.
//! Fonts, colours and pictures are left out; text that was struck out stays struck out.

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::charset::PlainText;

/// Groups that are told apart; deeper ones behave like the one around them.
const DEPTH: usize = 512;
/// Strikes out the character before it.
const STRUCK: char = '\u{336}';

/// Reads RTF.
pub(crate) fn read(bytes: &[u8]) -> PlainText {
    let mut reader = Reader::new(bytes);
    while let Some(byte) = reader.next() {
        reader.take(byte);
    }
    reader.flush();
    let mut text = PlainText::of(reader.out.trim(), false);
    text.pictures = reader.pictures;
    text
}

/// What a group inherits and may change.
#[derive(Clone, Copy)]
struct Group {
    /// Its text is not the document's.
    hidden: bool,
    is_fonts: bool,
    struck: bool,
    encoding: &'static Encoding,
    /// Characters that stand for a `\u` where it is not understood.
    stand_ins: usize,
    font: i32,
}

struct Reader<'a> {
    rest: &'a [u8],
    out: String,
    group: Group,
    around: Vec<Group>,
    /// Groups that are open and too deep to be told apart.
    beyond: usize,
    /// Bytes of the code page, until it is known that the character ended.
    pending: Vec<u8>,
    /// First half of a character beyond U+FFFF.
    surrogate: Option<u16>,
    skip: usize,
    default: &'static Encoding,
    fonts: Vec<(i32, &'static Encoding)>,
    pictures: u32,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let group = Group {
            hidden: false,
            is_fonts: false,
            struck: false,
            encoding: WINDOWS_1252,
            stand_ins: 1,
            font: -1,
        };
        Self {
            rest: bytes,
            out: String::new(),
            group,
            around: Vec::new(),
            beyond: 0,
            pending: Vec::new(),
            surrogate: None,
            skip: 0,
            default: WINDOWS_1252,
            fonts: Vec::new(),
            pictures: 0,
        }
    }

    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn take(&mut self, byte: u8) {
        match byte {
            b'{' => self.open(),
            b'}' => self.close(),
            b'\\' => self.control(),
            b'\r' | b'\n' | 0 => {}
            _ => self.byte(byte),
        }
    }

    fn open(&mut self) {
        self.flush();
        self.skip = 0;
        if self.around.len() < DEPTH {
            self.around.push(self.group);
        } else {
            self.beyond += 1;
        }
    }

    fn close(&mut self) {
        self.flush();
        self.skip = 0;
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(around) = self.around.pop() {
            self.group = around;
        }
    }

    fn control(&mut self) {
        match self.next() {
            Some(b'\'') => {
                let digits = self
                    .rest
                    .get(..2)
                    .and_then(|two| std::str::from_utf8(two).ok());
                if let Some(byte) = digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
                    self.rest = self.rest.get(2..).unwrap_or_default();
                    self.byte(byte);
                }
            }
            Some(letter) if letter.is_ascii_alphabetic() => self.word(letter),
            Some(b'\r' | b'\n') => self.put('\n'),
            Some(b'~') => self.put('\u{a0}'),
            Some(b'_') => self.put('\u{2011}'),
            Some(b'*') => self.group.hidden = true,
            Some(byte @ (b'{' | b'}' | b'\\')) => self.byte(byte),
            Some(_) | None => {}
        }
    }

    fn word(&mut self, first: u8) {
        let mut name = String::from(char::from(first));
        while let Some(letter) = self.rest.first().filter(|byte| byte.is_ascii_alphabetic()) {
            // No control word is longer (RTF 1.9.1: 32 letters).
            if name.len() < 32 {
                name.push(char::from(*letter));
            }
            self.rest = self.rest.get(1..).unwrap_or_default();
        }
        let number = self.number();
        if self.rest.first() == Some(&b' ') {
            self.rest = self.rest.get(1..).unwrap_or_default();
        }
        self.obey(&name, number);
    }

    fn number(&mut self) -> Option<i32> {
        let signed = usize::from(self.rest.first() == Some(&b'-'));
        let digits = self
            .rest
            .get(signed..)?
            .iter()
            .take(10)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if digits == 0 {
            return None;
        }
        let (number, rest) = self.rest.split_at_checked(signed + digits)?;
        self.rest = rest;
        std::str::from_utf8(number).ok()?.parse().ok()
    }

    fn obey(&mut self, name: &str, number: Option<i32>) {
        if let Some(character) = character_of(name) {
            return self.put(character);
        }
        match name {
            "u" => self.unicode(number.unwrap_or_default()),
            "uc" => {
                self.group.stand_ins = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16);
            }
            "bin" => {
                let length = usize::try_from(number.unwrap_or_default()).unwrap_or_default();
                self.rest = self.rest.get(length..).unwrap_or_default();
            }
            "strike" | "striked" | "deleted" => {
                self.flush();
                self.group.struck = number != Some(0);
            }
            "plain" => {
                self.flush();
                self.group.struck = false;
                self.font(-1);
            }
            "ansicpg" => {
                let label = format!("windows-{}", number.unwrap_or(1252));
                self.default = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
                self.group.encoding = self.default;
            }
            "mac" => {
                self.default = encoding_rs::MACINTOSH;
                self.group.encoding = self.default;
            }
            "f" => self.font(number.unwrap_or_default()),
            "fcharset" if self.group.is_fonts => self.learn(number.unwrap_or_default()),
            "fonttbl" => {
                self.group.hidden = true;
                self.group.is_fonts = true;
            }
            "pict" | "object" => {
                self.pictures = self.pictures.saturating_add(1);
                self.group.hidden = true;
            }
            "colortbl" | "stylesheet" | "info" | "listtable" | "listoverridetable" | "revtbl"
            | "rsidtbl" | "generator" | "xmlnstbl" | "themedata" | "datastore" | "latentstyles"
            | "fldinst" => self.group.hidden = true,
            _ => {}
        }
    }

    fn font(&mut self, font: i32) {
        self.flush();
        self.group.font = font;
        if !self.group.is_fonts {
            let known = self.fonts.iter().rev().find(|(number, _)| *number == font);
            self.group.encoding = known.map_or(self.default, |(_, encoding)| *encoding);
        }
    }

    fn learn(&mut self, charset: i32) {
        let label = match charset {
            77 => "macintosh",
            128 => "shift_jis",
            129 => "euc-kr",
            134 => "gbk",
            136 => "big5",
            161 => "windows-1253",
            162 => "windows-1254",
            163 => "windows-1258",
            177 => "windows-1255",
            178 => "windows-1256",
            186 => "windows-1257",
            204 => "windows-1251",
            222 => "windows-874",
            238 => "windows-1250",
            _ => return,
        };
        let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
        // A few hundred are many; a search goes through all of them.
        if self.fonts.len() < 256 {
            self.fonts.push((self.group.font, encoding));
        }
    }

    fn unicode(&mut self, number: i32) {
        self.flush();
        // Sent as a signed 16-bit number; some writers send it without a sign.
        let unit = u16::try_from(number & 0xffff).unwrap_or_default();
        let units = self.surrogate.take().into_iter().chain([unit]);
        let (high, low) = (0xd800..0xdc00, 0xdc00..0xe000_u16);
        if high.contains(&unit) {
            self.surrogate = Some(unit);
        } else if low.contains(&unit) {
            char::decode_utf16(units).for_each(|read| self.put(read.unwrap_or('\u{fffd}')));
        } else {
            self.put(char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}'));
        }
        self.skip = self.group.stand_ins;
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.group.hidden {
            self.pending.push(byte);
        }
    }

    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let (text, _) = self.group.encoding.decode_without_bom_handling(&bytes);
        for character in text.chars() {
            self.write(character);
        }
        self.pending = bytes;
        self.pending.clear();
    }

    fn put(&mut self, character: char) {
        self.flush();
        if !self.group.hidden {
            self.write(character);
        }
    }

    fn write(&mut self, character: char) {
        self.out.push(character);
        if self.group.struck && !character.is_whitespace() {
            self.out.push(STRUCK);
        }
    }
}

/// What a control word stands for.
fn character_of(name: &str) -> Option<char> {
    Some(match name {
        "par" | "line" | "row" | "sect" | "page" | "nestrow" => '\n',
        "tab" | "cell" | "nestcell" => '\t',
        "emdash" => '—',
        "endash" => '–',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "bullet" => '•',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rtf: &str) -> String {
        read(rtf.as_bytes()).text
    }

    #[test]
    fn paragraphs_cells_and_characters_are_read() {
        assert_eq!(
            text(
                r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}\pard M\'fcller\par 5\u181?g {\b bold}\tab x\~y\par}"
            ),
            "Müller\n5µg bold\tx\u{a0}y"
        );
        assert_eq!(text(r"{\rtf1\trowd a\cell b\cell\row c}"), "a\tb\t\nc");
        assert_eq!(
            text(r"{\rtf1 \{x\} \\ {\*\generator hidden;}y}"),
            r"{x} \ y"
        );
    }

    #[test]
    fn code_pages_of_fonts_and_halves_of_characters_are_put_together() {
        assert_eq!(
            text(
                r"{\rtf1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset128 C;}}\f1\'c4\'e0 \f2\'93\'fa}"
            ),
            "Да 日"
        );
        assert_eq!(text(r"{\rtf1 \u-10179?\u-8704?}"), "😀");
    }

    #[test]
    fn what_was_struck_out_stays_so_and_pictures_are_counted() {
        assert_eq!(text(r"{\rtf1{\strike ab}c}"), "a\u{336}b\u{336}c");
        assert_eq!(
            text(r"{\rtf1{\deleted a}\strike b\strike0 c}"),
            "a\u{336}b\u{336}c"
        );
        assert_eq!(read(br"{\rtf1 x{\pict\bin3 }}}y}").pictures, 1);
    }

    #[test]
    fn what_does_not_end_or_is_nested_without_end_is_read_as_far_as_it_goes() {
        assert_eq!(text(r"{\rtf1 abc\'f"), "abcf");
        assert_eq!(
            text(&format!(
                r"{{\rtf1 {}x{}y",
                "{".repeat(100_000),
                "}".repeat(100_000)
            )),
            "xy"
        );
    }
}
