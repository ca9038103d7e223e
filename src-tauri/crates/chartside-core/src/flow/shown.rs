//! From what the protocol's crate tells of an exchange, which holds no secret any more, to what the
//! screens show.
//!
//! Two things are added here. A fingerprint that leaves this run means nothing: it is salted, so that two
//! reports cannot be laid side by side. And an address keeps no opaque parts: some servers write the
//! launch, the patient included, into the path of their FHIR base URL.

use std::fmt::Write as _;

use aws_lc_rs::digest::{Context, SHA256};
use smart_app_launch::exchange::{Answered, Asked, Kind, Parameter, Place, Purpose, Shown};
use url::Url;

use crate::ipc::{
    FlowAnswer, FlowParameter, FlowPlace, FlowRequest, FlowStepKind, FlowValue, Redacted, Revealed,
};

/// A part of a path that is longer is no word of a person.
const LONGEST_SEGMENT: usize = 40;
/// Shorter runs of letters and digits open nothing.
const SHORTEST_SECRET: usize = 20;

/// Makes the fingerprints of one run unlike those of every other.
pub(super) struct Salt([u8; 32]);

impl Default for Salt {
    fn default() -> Self {
        let mut salt = [0; 32];
        // A computer without random bytes cannot sign in either.
        let _ = getrandom::fill(&mut salt);
        Self(salt)
    }
}

impl Salt {
    fn mark(&self, fingerprint: &str) -> String {
        let mut context = Context::new(&SHA256);
        context.update(&self.0);
        context.update(fingerprint.as_bytes());
        let digest = context.finish();
        let first = digest.as_ref().iter().take(4);
        first.fold(String::with_capacity(8), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    pub(super) fn request(&self, asked: &Asked) -> FlowRequest {
        FlowRequest {
            method: asked.method.clone(),
            url: addresses(&asked.address),
            parameters: self.parameters(&asked.parameters, false),
        }
    }

    pub(super) fn answer(&self, purpose: Purpose, answered: &Answered) -> FlowAnswer {
        // Metadata is read before there is a secret that it could repeat.
        let knows_secrets = kind_of(purpose) != FlowStepKind::Discovery;
        FlowAnswer {
            status: Some(answered.status.into()),
            media_type: answered.media_type.as_deref().map(without_secrets),
            bytes: Some(count(answered.bytes)),
            members: self.parameters(&answered.members, knows_secrets),
        }
    }

    pub(super) fn parameters(
        &self,
        parameters: &[Parameter],
        from_server: bool,
    ) -> Vec<FlowParameter> {
        let one = |parameter: &Parameter| self.parameter(parameter, from_server);
        parameters.iter().map(one).collect()
    }

    fn parameter(&self, parameter: &Parameter, from_server: bool) -> FlowParameter {
        let name = if from_server {
            without_secrets(&parameter.name)
        } else {
            parameter.name.clone()
        };
        let value = match &parameter.value {
            Shown::Text(text) if is_address(&name, text) => shown(addresses(text)),
            Shown::Text(text) if from_server => shown(without_secrets(text)),
            Shown::Text(text) => shown(text.clone()),
            Shown::Secret {
                kind,
                fingerprint,
                bytes,
            } => redacted(*kind, Some(self.mark(fingerprint.as_str())), *bytes),
            Shown::Withheld { kind, bytes } => redacted(*kind, None, *bytes),
        };
        FlowParameter {
            name,
            place: match parameter.place {
                Place::Query => FlowPlace::Query,
                Place::Header => FlowPlace::Header,
                Place::Body => FlowPlace::Body,
            },
            value,
        }
    }
}

fn shown(text: String) -> FlowValue {
    FlowValue::Shown { text }
}

fn redacted(kind: Kind, fingerprint: Option<String>, bytes: usize) -> FlowValue {
    FlowValue::Redacted {
        kind: name_of(kind),
        fingerprint,
        length: count(bytes),
        revealed: None,
    }
}

/// Something that names a person: shown to whoever asks on the screen, and to nobody else.
pub(super) fn person(name: &str, value: &str) -> FlowParameter {
    FlowParameter {
        name: name.to_owned(),
        place: FlowPlace::Body,
        value: FlowValue::Redacted {
            kind: Redacted::Person,
            fingerprint: None,
            length: count(value.len()),
            revealed: Some(Revealed(value.to_owned())),
        },
    }
}

/// An address of the server, which holds no secret.
pub(super) fn place(name: &str, address: &str) -> FlowParameter {
    FlowParameter {
        name: name.to_owned(),
        place: FlowPlace::Body,
        value: shown(addresses(address)),
    }
}

fn count(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

pub(super) fn kind_of(purpose: Purpose) -> FlowStepKind {
    match purpose {
        Purpose::Registration => FlowStepKind::Registration,
        Purpose::PushedAuthorization => FlowStepKind::Authorize,
        Purpose::TokenExchange => FlowStepKind::Token,
        Purpose::Refresh | Purpose::AssertionGrant => FlowStepKind::Refresh,
        Purpose::OpenidConfiguration | Purpose::JwkSet => FlowStepKind::Identity,
        Purpose::Introspection => FlowStepKind::Introspect,
        Purpose::Revocation => FlowStepKind::Revoke,
        // And what is asked of a server some day.
        Purpose::SmartConfiguration | Purpose::CapabilityStatement | _ => FlowStepKind::Discovery,
    }
}

fn name_of(kind: Kind) -> Redacted {
    match kind {
        Kind::AccessToken => Redacted::AccessToken,
        Kind::RefreshToken => Redacted::RefreshToken,
        Kind::IdToken => Redacted::IdToken,
        Kind::Token => Redacted::Token,
        Kind::Code => Redacted::Code,
        Kind::State => Redacted::State,
        Kind::Nonce => Redacted::Nonce,
        Kind::CodeVerifier => Redacted::CodeVerifier,
        Kind::CodeChallenge => Redacted::CodeChallenge,
        Kind::Launch => Redacted::Launch,
        Kind::Assertion => Redacted::Assertion,
        Kind::RequestUri => Redacted::RequestUri,
        Kind::ClientSecret => Redacted::ClientSecret,
        Kind::Person => Redacted::Person,
        Kind::Other | _ => Redacted::Other,
    }
}

/// `true` for what the specifications say is an address, and for what looks like one.
fn is_address(name: &str, text: &str) -> bool {
    let named = name.ends_with("_endpoint") || name.ends_with("_uri") || name.ends_with("_url");
    named || ["aud", "iss", "issuer"].contains(&name) || text.contains("://")
}

/// One address, or a JSON array of some.
fn addresses(text: &str) -> String {
    // An address holds no blank. The parser takes one, and would take `a: TOKEN` for an address.
    let is_one = !text.contains(char::is_whitespace);
    match Url::parse(text) {
        Ok(url) if is_one => of_url(&url),
        Ok(_) | Err(_) => without_secrets(text),
    }
}

/// Scheme, host, port and path; parts of the path that are no words are left out, and so is the query.
pub(super) fn of_url(url: &Url) -> String {
    let mut text = format!("{}:", url.scheme());
    if let Some(host) = url.host_str() {
        let _ = write!(text, "//{host}");
    }
    if let Some(port) = url.port() {
        let _ = write!(text, ":{port}");
    }
    let short = |part: &str| part.len() <= LONGEST_SEGMENT;
    let path = url.path().split('/');
    let path: Vec<_> = path
        .map(|part| if short(part) { part } else { "…" })
        .collect();
    text.push_str(&path.join("/"));
    if url.query().is_some() {
        text.push_str("?…");
    }
    text
}

/// Leaves out what a server may have repeated of a secret: long runs of letters and digits.
pub(super) fn without_secrets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for sign in text.chars() {
        if sign.is_ascii_alphanumeric() || "-_".contains(sign) {
            run.push(sign);
        } else {
            end_run(&mut out, &mut run);
            out.push(sign);
        }
    }
    end_run(&mut out, &mut run);
    out
}

fn end_run(out: &mut String, run: &mut String) {
    let is_opaque = run.len() >= SHORTEST_SECRET && run.bytes().any(|byte| byte.is_ascii_digit());
    out.push_str(if is_opaque { "…" } else { run });
    run.clear();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_keeps_its_words_and_loses_its_opaque_parts_and_its_query() {
        let sim = "https://launch.smarthealthit.org/v/r4/sim/WzIsIjg3YTMzOWQwLThjYWUtNDE4ZS04OWM3LTg2NTFlNmFhYjNjNiIsIiJd/fhir?x=1";
        assert_eq!(
            addresses(sim),
            "https://launch.smarthealthit.org/v/r4/sim/…/fhir?…"
        );
        let tenant = "https://ehr.example:8443/tenants/ec2458f2-1e24-41c8-b71b-0e701af7583d/token";
        assert_eq!(addresses(tenant), tenant);
        assert_eq!(
            addresses("org.chartside.app:/callback"),
            "org.chartside.app:/callback"
        );
    }

    #[test]
    fn words_of_a_server_lose_what_looks_like_a_secret() {
        let said = "code CNRY-code-51b7d0ab-4a39-4a7e-9d1b-0d1f2b2c1c1e was used before";
        assert_eq!(without_secrets(said), "code … was used before");
        let scope = "launch/patient patient/MedicationAdministration.rs offline_access";
        assert_eq!(without_secrets(scope), scope);
    }

    #[test]
    fn marks_are_equal_within_a_run_and_different_in_another() {
        let (one, other) = (Salt::default(), Salt::default());
        assert_eq!(one.mark("0badc0de"), one.mark("0badc0de"));
        assert_ne!(one.mark("0badc0de"), one.mark("0badc0df"));
        assert_ne!(one.mark("0badc0de"), other.mark("0badc0de"));
    }

    proptest! {
        #[test]
        fn no_text_keeps_a_token(before in "\\PC{0,20}", token in "[A-Za-z0-9_-]{19}[0-9]", after in "\\PC{0,20}") {
            let text = format!("{before} {token} {after}");
            prop_assert!(!without_secrets(&text).contains(&token));
            prop_assert!(!addresses(&text).contains(&token));
        }
    }
}
