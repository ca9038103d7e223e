//! Which values an attribute may have.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::allow::attributes_of;
use crate::ImageKind;
use crate::kind::sniff_image;

/// The value as it may stay, or nothing.
pub(crate) fn value_of(tag: &str, name: &str, value: &str) -> Option<String> {
    if !attributes_of(tag).contains(&name) {
        return None;
    }
    let value = value.trim();
    let stays = match name {
        "src" => is_picture(value),
        "alt" | "title" => true,
        "width" | "height" | "start" => is_number(value, 9999),
        "colspan" | "rowspan" => is_number(value, 1000),
        "scope" => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        "type" => matches!(value, "1" | "a" | "A" | "i" | "I"),
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "lang" => {
            let of_tag = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            value.len() <= 35 && value.bytes().all(of_tag)
        }
        _ => false,
    };
    stays.then(|| value.to_owned())
}

fn is_number(value: &str, largest: u32) -> bool {
    value.bytes().all(|byte| byte.is_ascii_digit())
        && value.parse::<u32>().is_ok_and(|number| number <= largest)
}

/// A picture that is in the document itself and is what it says.
fn is_picture(value: &str) -> bool {
    [ImageKind::Png, ImageKind::Jpeg, ImageKind::Gif]
        .into_iter()
        .any(|kind| {
            let data = value
                .strip_prefix("data:")
                .and_then(|rest| rest.strip_prefix(kind.media_type()));
            let data = data.and_then(|rest| rest.strip_prefix(";base64,"));
            data.is_some_and(|data| begins_as(data, kind))
        })
}

fn begins_as(data: &str, kind: ImageKind) -> bool {
    let of_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
    let begin = data
        .get(..16)
        .and_then(|begin| BASE64_STANDARD.decode(begin).ok());
    data.bytes().all(of_base64) && begin.is_some_and(|begin| sniff_image(&begin) == Some(kind))
}

/// Text that a parser of markup reads as text. References stay what they are.
pub(crate) fn without_tags(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\0' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
}

/// Text as markup, for text in which nothing is a reference.
pub(crate) fn escaped(text: &str, out: &mut String) {
    for (index, part) in text.split('&').enumerate() {
        if index > 0 {
            out.push_str("&amp;");
        }
        without_tags(part, out);
    }
}
