//! The fuzz targets: readers of what comes from outside, and what must hold whatever comes.
//!
//! `cargo xtask fuzz` runs them under libFuzzer (`libfuzzer/`); `tests/corpus.rs` runs them over the
//! kept inputs with every `cargo test`. A target panics where a law is broken.

pub mod documents;
mod record;

use jiff::{SignedDuration, Timestamp};
use session_store::fuzzing as vault;
use smart_app_launch::{
    FhirBaseUrl, LaunchLink, Redirect, RedirectUri, Scope, ScopeSet, SmartConfiguration, fuzzing,
};

/// Panics where a law is broken.
pub type Target = fn(&[u8]);

/// All targets by name; each has a folder in `corpus`.
pub const TARGETS: [(&str, Target); 10] = [
    ("deep_link", deep_link),
    ("document", documents::document),
    ("fhir_page", fhir_page),
    ("id_token", id_token),
    ("narrative", documents::narrative),
    ("resource", record::resource),
    ("scope", scope),
    ("smart_configuration", smart_configuration),
    ("token_response", token_response),
    ("vault_file", vault_file),
];

const CALLBACK: &str = "org.chartside.app:/callback";
const LAUNCH: &str = "org.chartside.app:/launch";

/// Reads a link that any program can hand to the app.
fn deep_link(bytes: &[u8]) {
    let (Ok(link), Ok(callback)) = (std::str::from_utf8(bytes), RedirectUri::parse(CALLBACK))
    else {
        return;
    };
    if let Ok(redirect) = Redirect::parse(link, &callback) {
        assert!(is_at(link, CALLBACK), "another address was taken");
        let _ = (redirect.state_digest(), redirect.parameters());
    }
    if let Ok(launch) = LaunchLink::parse(link, LAUNCH) {
        assert!(is_at(link, LAUNCH), "another address was taken");
        assert!(is_safe(&launch.iss), "an address that is not safe");
    }
}

fn is_at(link: &str, address: &str) -> bool {
    link.get(..address.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(address))
}

fn is_safe(base: &FhirBaseUrl) -> bool {
    base.url().scheme() == "https" || base.is_loopback()
}

/// Reads a page of a search, and every resource of it as a row.
fn fhir_page(bytes: &[u8]) {
    let Ok(body) = std::str::from_utf8(bytes) else {
        return;
    };
    let read = fhir_client::fuzzing::page("https://ehr.example/fhir", body.to_owned());
    let Some((page, next)) = read else {
        return;
    };
    for resource in &page.resources {
        assert!(body.contains(resource.json()), "kept byte for byte");
        assert!(!resource.resource_type().is_empty());
        let row = chart::read(resource.json());
        assert_eq!(row.entry.resource_type, resource.resource_type());
    }
    if let Some(next) = next {
        assert_eq!(next.host_str(), Some("ehr.example"), "another host");
        assert_eq!((next.scheme(), next.port()), ("https", None));
        assert!(next.path().starts_with("/fhir"), "not under the base");
    }
    for remark in &page.remarks {
        assert!(remark.text.chars().count() <= 300 && !remark.text.contains('\n'));
    }
}

/// Checks an ID token against keys; the first line is the keys.
fn id_token(bytes: &[u8]) {
    let Some(base) = base() else { return };
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let (keys, token) = bytes.split_at(end.unwrap_or(0));
    let token = String::from_utf8_lossy(token).trim().to_owned();
    for identity in fuzzing::id_token(keys, token, &base, now())
        .into_iter()
        .flatten()
    {
        assert_eq!(identity.issuer, "https://auth.example");
        assert!(!identity.subject.is_empty(), "nobody was proven");
    }
}

/// Reads scopes as a server grants them and as a person writes them.
fn scope(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(scope) = Scope::parse(text) {
        assert_eq!(scope.to_string(), text, "printed as it was written");
    }
    let granted = ScopeSet::from_server(text);
    let printed = granted.to_string();
    assert_eq!(ScopeSet::from_server(&printed), granted);
    let _ = granted.in_version_1();
    // It compares each with each.
    if granted.len() < 64 {
        assert!(granted.missing_from(&granted.minimise()).is_empty());
    }
    if let Ok(asked) = ScopeSet::parse(text) {
        assert!(asked.missing_from(&asked).is_empty());
    }
}

/// Reads what a server says about itself.
fn smart_configuration(bytes: &[u8]) {
    let Some(base) = base() else { return };
    let Some(configuration) = SmartConfiguration::parse(&base, bytes) else {
        return;
    };
    let _ = configuration.check();
    for endpoint in [
        &configuration.authorization_endpoint,
        &configuration.token_endpoint,
        &configuration.jwks_uri,
        &configuration.revocation_endpoint,
    ] {
        if let Some(endpoint) = endpoint.usable() {
            assert_eq!(
                endpoint.url().scheme(),
                "https",
                "the base is not on this computer"
            );
        }
    }
    for other in &configuration.associated_endpoints {
        assert!(is_safe(&other.url), "an address that is not safe");
    }
}

/// Reads the answer of a token endpoint.
fn token_response(bytes: &[u8]) {
    let (Some(base), requested) = (base(), ScopeSet::from_server("launch/patient patient/*.rs"))
    else {
        return;
    };
    let Ok(tokens) = fuzzing::token_response(bytes, &base, &requested, now()) else {
        return;
    };
    // EXPOSE: these tokens are made up by chance.
    let access = tokens.access_token.expose();
    assert!(!access.is_empty() && access.bytes().all(|byte| byte.is_ascii_graphic()));
    assert!(tokens.expires_at >= now());
    assert!(tokens.expires_at.duration_since(now()) <= SignedDuration::from_hours(24));
    let _ = tokens.patient_in_claim("patient");
}

/// Opens a file as the vault; one that begins with `plain\n` as what is sealed in it.
fn vault_file(bytes: &[u8]) {
    if let Some(plain) = bytes.strip_prefix(b"plain\n") {
        if let Some(file) = vault::seal(7, plain) {
            assert_eq!(vault::open(&file), Some((7, plain.to_vec())));
        }
        if let Some(written) = vault::read_and_write(plain) {
            assert!(written.len() <= plain.len());
            assert_eq!(vault::read_and_write(&written), Some(written));
        }
    } else if let Some((generation, plain)) = vault::open(bytes) {
        assert!(bytes.len() == plain.len() + 54 && generation > 0);
    }
}

fn base() -> Option<FhirBaseUrl> {
    FhirBaseUrl::parse("https://ehr.example/fhir").ok()
}

fn now() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap_or(Timestamp::UNIX_EPOCH)
}
