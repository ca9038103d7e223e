//! Unguessable values: codes, tokens, launch handles, interaction ids.
//!
//! All values come from one 256-bit key drawn at start (HMAC over a counter), so that making one cannot fail
//! half-way through a request. Each carries a prefix that says what it is: a test that looks for leaks searches
//! logs and files for `CNRY-`.

use std::sync::atomic::{AtomicU64, Ordering};

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Makes unguessable values.
pub(crate) struct Mint {
    key: hmac::Key,
    counter: AtomicU64,
}

impl Mint {
    /// Draws the key from the operating system.
    pub(crate) fn new() -> Result<Self, getrandom::Error> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed)?;
        Ok(Self {
            key: hmac::Key::new(hmac::HMAC_SHA256, &seed),
            counter: AtomicU64::new(0),
        })
    }

    /// A fresh value, `CNRY-<kind>-` and 43 characters of the base64url alphabet.
    pub(crate) fn value(&self, kind: &str) -> String {
        let count = self.counter.fetch_add(1, Ordering::SeqCst);
        let tag = hmac::sign(&self.key, &count.to_be_bytes());
        format!("CNRY-{kind}-{}", URL_SAFE_NO_PAD.encode(tag))
    }
}
