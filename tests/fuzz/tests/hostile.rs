//! What strangers put into records to act, to fetch or to mislead (`tests/hostile`, T31 to T34, T37,
//! T41): none of it is left in anything that is shown. `tests/e2e/hostile.spec.ts` puts the same through
//! the screens in Chromium.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use documents::Content;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Payload {
    class: String,
    content_type: String,
    text: Option<String>,
    base64: Option<String>,
    repeat: Option<(String, usize, String, String)>,
}

impl Payload {
    fn bytes(&self) -> Vec<u8> {
        let repeated = self.repeat.as_ref().map(|(open, times, middle, close)| {
            format!("{}{middle}{}", open.repeat(*times), close.repeat(*times))
        });
        let text = self.text.clone().or(repeated);
        let bytes = || {
            BASE64_STANDARD
                .decode(self.base64.as_ref().unwrap())
                .unwrap()
        };
        text.map_or_else(bytes, String::into_bytes)
    }
}

fn payloads() -> Vec<Payload> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../hostile/payloads.json");
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

#[test]
fn t31_t32_t33_t34_t37_nothing_hostile_is_left_in_what_is_shown() {
    let payloads = payloads();
    let mut classes = BTreeMap::new();
    for payload in &payloads {
        *classes.entry(payload.class.as_str()).or_insert(0) += 1;
        let bytes = payload.bytes();
        // However it is sent: as what it says, as a narrative, and under every name that opens something.
        if payload.class == "depth" {
            fuzz::documents::check(&documents::open(&bytes, &payload.content_type).content);
            continue;
        }
        fuzz::documents::narrative(&bytes);
        for declared in [
            payload.content_type.as_str(),
            "",
            "text/html",
            "text/xml",
            "text/plain",
            "application/rtf",
            "application/pdf",
            "image/png",
        ] {
            fuzz::documents::check(&documents::open(&bytes, declared).content);
        }
    }
    println!("{} payloads: {classes:?}", payloads.len());
    assert!(payloads.len() >= 200);
}

#[test]
fn t41_nothing_is_deeper_or_much_longer_than_what_came() {
    for payload in payloads().iter().filter(|payload| payload.class == "depth") {
        let bytes = payload.bytes();
        let text = String::from_utf8_lossy(&bytes);
        let shown = documents::narrative(&text).html;
        assert!(
            shown.as_str().len() <= 16 * text.len() + 64 * 1024,
            "{}",
            text.len()
        );
        let mut depth = 0_usize;
        let mut deepest = 0;
        for tag in shown.as_str().split('<').skip(1) {
            if tag.starts_with('/') {
                depth -= 1;
            } else if !["br", "hr", "img", "col>"]
                .iter()
                .any(|name| tag.starts_with(name))
            {
                depth += 1;
            }
            deepest = deepest.max(depth);
        }
        assert!(deepest <= 1_024, "{deepest}");
    }
}

#[test]
fn t37_what_is_not_what_it_says_is_text_or_nothing() {
    for payload in payloads()
        .iter()
        .filter(|payload| payload.class == "polyglot")
    {
        let opened = documents::open(&payload.bytes(), &payload.content_type);
        let is_page = matches!(opened.content, Content::Page { .. });
        assert!(
            !is_page || payload.content_type.starts_with("text/html"),
            "{}",
            payload.content_type
        );
        if opened.mismatch {
            assert!(matches!(
                opened.content,
                Content::Text { .. } | Content::Unknown | Content::Image { .. }
            ));
        }
    }
}
