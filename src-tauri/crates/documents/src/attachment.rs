//! The attachments of a FHIR resource, and whether it has a narrative (FHIR R4 §2.24.0.12, §2.4.0).

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::{Map, Value};
use thiserror::Error;

/// Attachments of one resource that are listed.
const ATTACHMENTS: usize = 1_000;

/// Characters that are not Base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not Base64")]
pub struct NotBase64;

/// One attachment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attachment {
    /// As sent.
    pub content_type: Option<String>,
    /// As sent.
    pub title: Option<String>,
    /// As sent.
    pub creation: Option<String>,
    /// Bytes, as its sender counts them.
    pub size: Option<u64>,
    /// SHA-1 of the bytes in Base64.
    pub hash: Option<String>,
    /// Where the bytes are.
    pub url: Option<String>,
    /// The bytes themselves, in Base64.
    pub data: Option<String>,
}

/// What a resource brings besides its elements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attached {
    /// In the order of the resource.
    pub attachments: Vec<Attachment>,
    /// `text.div`.
    pub narrative: Option<String>,
    /// `text.status`.
    pub narrative_status: Option<String>,
    /// Documents that this one replaces, as references (`DocumentReference.relatesTo`).
    pub replaces: Vec<String>,
}

/// Reads the attachments of a resource: every element that is one, wherever it stands, and a `Binary`
/// itself. `None`: it is not JSON that can be read.
pub fn attached(json: &str) -> Option<Attached> {
    let resource: Value = serde_json::from_str(json).ok()?;
    let resource = resource.as_object()?;
    let mut found = Attached {
        narrative: text_of(resource.get("text"), "div"),
        narrative_status: text_of(resource.get("text"), "status"),
        attachments: Vec::new(),
        replaces: replaced_by(resource),
    };
    if resource.get("resourceType").and_then(Value::as_str) == Some("Binary") {
        found.attachments.push(binary(resource));
        return Some(found);
    }
    for (name, value) in resource {
        // What is contained has a list of its own, and a narrative is no attachment.
        if name != "contained" && name != "text" {
            find(name, value, &mut found.attachments);
        }
    }
    Some(found)
}

fn text_of(value: Option<&Value>, name: &str) -> Option<String> {
    let text = value?.get(name)?.as_str()?;
    (!text.trim().is_empty()).then(|| text.to_owned())
}

fn replaced_by(resource: &Map<String, Value>) -> Vec<String> {
    let relations = resource.get("relatesTo").and_then(Value::as_array);
    let replaced = relations
        .into_iter()
        .flatten()
        .filter(|relation| relation.get("code").and_then(Value::as_str) == Some("replaces"));
    let references = replaced.filter_map(|relation| text_of(relation.get("target"), "reference"));
    references.collect()
}

/// DSTU2 and later: `content` of a `Binary` was renamed to `data`.
fn binary(resource: &Map<String, Value>) -> Attachment {
    let text = |name: &str| {
        resource
            .get(name)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    Attachment {
        content_type: text("contentType"),
        data: text("data").or_else(|| text("content")),
        ..Attachment::default()
    }
}

/// Depth is bounded by the JSON reader.
fn find(name: &str, value: &Value, found: &mut Vec<Attachment>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| find(name, item, found)),
        Value::Object(members) if is_attachment(name, members) => {
            if found.len() < ATTACHMENTS {
                found.push(attachment(members));
            }
        }
        Value::Object(members) => members
            .iter()
            .for_each(|(name, value)| find(name, value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Elements of type `Attachment` have names that say so, or one of a few that do not.
fn is_attachment(name: &str, members: &Map<String, Value>) -> bool {
    let named = name.ends_with("ttachment")
        || matches!(
            name,
            "presentedForm" | "photo" | "content" | "document" | "image" | "blob"
        );
    let has = |key: &str| members.get(key).is_some_and(Value::is_string);
    named && (has("contentType") || has("data") || has("url")) && !has("reference")
}

fn attachment(members: &Map<String, Value>) -> Attachment {
    let text = |name: &str| {
        let text = members
            .get(name)
            .and_then(Value::as_str)
            .filter(|text| !text.trim().is_empty());
        text.map(str::to_owned)
    };
    // R5 sends `size` as a string.
    let size = members
        .get("size")
        .and_then(|size| size.as_u64().or_else(|| size.as_str()?.parse().ok()));
    Attachment {
        content_type: text("contentType"),
        title: text("title"),
        creation: text("creation"),
        size,
        hash: text("hash"),
        url: text("url"),
        data: text("data"),
    }
}

/// Decodes Base64 in either alphabet, with or without padding, broken into lines or not.
pub fn decode_base64(text: &str) -> Result<Vec<u8>, NotBase64> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let alphabet = if text.contains(['-', '_']) {
        &alphabet::URL_SAFE
    } else {
        &alphabet::STANDARD
    };
    let engine = GeneralPurpose::new(alphabet, config);
    let is_whole = !text.bytes().any(|byte| byte.is_ascii_whitespace());
    let decoded = if is_whole {
        engine.decode(text)
    } else {
        engine.decode(text.split_ascii_whitespace().collect::<String>())
    };
    decoded.map_err(|_| NotBase64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_attachments_where_they_stand() {
        let found = attached(
            r#"{"resourceType":"DocumentReference","text":{"status":"generated","div":"<div>x</div>"},
                "content":[{"attachment":{"contentType":"application/pdf","url":"Binary/1","size":3}},
                           {"attachment":{"contentType":"text/plain","data":"eA==","hash":"h"}},
                           {"format":{"code":"x"}}]}"#,
        )
        .unwrap();
        assert_eq!(found.narrative.as_deref(), Some("<div>x</div>"));
        assert_eq!(found.attachments.len(), 2);
        assert_eq!(found.attachments[0].url.as_deref(), Some("Binary/1"));
        assert_eq!(found.attachments[0].size, Some(3));
        let cases = [
            (
                r#"{"resourceType":"Media","content":{"contentType":"image/png","data":"x"}}"#,
                1,
            ),
            (
                r#"{"resourceType":"Patient","photo":[{"url":"Binary/2"}]}"#,
                1,
            ),
            (
                r#"{"resourceType":"DiagnosticReport","presentedForm":[{"data":"x"},{"data":"y"}]}"#,
                2,
            ),
            (
                r#"{"resourceType":"Communication","payload":[{"contentAttachment":{"url":"x"}}]}"#,
                1,
            ),
            (
                r#"{"resourceType":"Binary","contentType":"text/plain","data":"eA=="}"#,
                1,
            ),
            (
                r#"{"resourceType":"Observation","valueAttachment":{"url":"x"},"subject":{"reference":"Patient/1"}}"#,
                1,
            ),
            (r#"{"resourceType":"Patient","photo":{"contentType":7}}"#, 0),
        ];
        for (json, count) in cases {
            assert_eq!(attached(json).unwrap().attachments.len(), count, "{json}");
        }
        assert_eq!(attached("[]"), None);
        let later = r#"{"relatesTo":[{"code":"replaces","target":{"reference":"DocumentReference/1"}},
            {"code":"appends","target":{"reference":"DocumentReference/2"}}]}"#;
        assert_eq!(attached(later).unwrap().replaces, ["DocumentReference/1"]);
    }

    #[test]
    fn base64_is_read_as_servers_write_it() {
        for text in ["+/8=", "+/8", "-_8", " +/\r\n8= "] {
            assert_eq!(decode_base64(text), Ok(vec![0xfb, 0xff]), "{text}");
        }
        assert_eq!(decode_base64("a b*"), Err(NotBase64));
    }
}
