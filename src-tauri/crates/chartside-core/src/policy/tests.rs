use proptest::prelude::*;

use super::*;

const HOSPITAL: &str = r#"{
    "version": 1,
    "servers": [{
        "name": "St. Mary",
        "fhirBaseUrl": "https://ehr.stmary.example/fhir/r4",
        "clientId": "chartside-stmary",
        "authentication": "public",
        "scope": "launch/patient openid fhirUser patient/*.rs",
        "redirect": "loopback",
        "vendor": "generic",
        "endpoints": { "token": "https://ehr.stmary.example/token" }
    }],
    "allowedServers": ["https://partner.example/fhir", "https://all.example/"],
    "lockServers": true
}"#;

fn base(text: &str) -> FhirBaseUrl {
    FhirBaseUrl::parse_exact(text).unwrap()
}

fn allows(policy: &Policy, address: &str) -> bool {
    policy.permits(&base(address)).is_ok()
}

fn refusal(file: &str) -> PolicyError {
    Policy::parse(file.as_bytes()).unwrap_err()
}

#[test]
fn a_whole_policy_is_read() {
    let policy = Policy::parse(HOSPITAL.as_bytes()).unwrap();
    let server = policy.servers().next().unwrap();
    assert_eq!(server.name, "St. Mary");
    assert_eq!(server.client_id.as_deref(), Some("chartside-stmary"));
    assert_eq!(server.redirect, "loopback");
    assert_eq!(
        server.endpoints["token"],
        "https://ehr.stmary.example/token"
    );
    let again = Policy::parse(HOSPITAL.as_bytes()).unwrap();
    assert_eq!(server.server, again.servers().next().unwrap().server);
    assert!(!policy.may_change());
    let refused = policy.permits_changes().unwrap_err();
    assert_eq!(refused.code, ProblemCode::SetByPolicy);
    // Notepad begins files so.
    assert!(Policy::parse(format!("\u{feff}{HOSPITAL}").as_bytes()).is_ok());
}

#[test]
fn only_what_is_named_is_allowed_and_at_its_own_place() {
    let policy = Policy::parse(HOSPITAL.as_bytes()).unwrap();
    for address in [
        "https://ehr.stmary.example/fhir/r4",
        "https://ehr.stmary.example/fhir/r4/",
        "https://EHR.stmary.example:443/fhir/r4",
        "https://partner.example/fhir",
        "https://partner.example/fhir/tenant-7",
        "https://all.example",
        "https://all.example/any/where",
    ] {
        assert!(allows(&policy, address), "{address}");
    }
    for address in [
        "https://ehr.stmary.example/fhir",
        "https://ehr.stmary.example/fhir/r45",
        "https://ehr.stmary.example/fhir/r4/../r5",
        "https://ehr.stmary.example:8443/fhir/r4",
        "https://partner.example/fhir2",
        "https://partner.example/",
        "https://partner.example/fhir/%2e%2e/other",
        "https://partner.example.evil.example/fhir",
        "https://all.example.evil.example/",
        "http://localhost/fhir",
    ] {
        let refused = policy.permits(&base(address)).unwrap_err();
        assert_eq!(refused.code, ProblemCode::ServerNotAllowed, "{address}");
    }
}

#[test]
fn a_list_that_is_not_there_closes_nothing_and_an_empty_one_everything() {
    let open = Policy::parse(br#"{"version": 1}"#).unwrap();
    assert!(allows(&open, "https://any.example/fhir") && open.may_change());
    let closed = Policy::parse(br#"{"version": 1, "allowedServers": []}"#).unwrap();
    assert!(!allows(&closed, "https://any.example/fhir") && closed.may_change());
    let locked = Policy::parse(br#"{"version": 1, "lockServers": true}"#).unwrap();
    assert!(!allows(&locked, "https://any.example/fhir") && !locked.may_change());
    assert!(allows(&Policy::default(), "https://any.example/fhir"));
}

#[test]
fn a_policy_that_cannot_be_read_allows_nothing() {
    let policy = Policy::unreadable(&PolicyError::Version);
    let refused = policy
        .permits(&base("https://ehr.example/fhir"))
        .unwrap_err();
    assert_eq!(refused.code, ProblemCode::PolicyUnreadable);
    let refused = policy.permits_changes().unwrap_err();
    assert_eq!(refused.code, ProblemCode::PolicyUnreadable);
    assert!(!policy.may_change());
    let problem = policy.summary().problem.unwrap();
    assert_eq!(problem.reference, refused.reference, "one to read out");
}

#[test]
fn what_is_misspelt_is_refused_and_its_place_is_named() {
    let malformed = |line, column| PolicyError::Malformed { line, column };
    assert_eq!(
        refusal("{\"version\": 1,\n\"lockServer\": true}"),
        malformed(2, 12)
    );
    assert_eq!(refusal(""), malformed(1, 0));
    assert_eq!(refusal("{}"), malformed(1, 2));
    assert_eq!(refusal(r#"{"version": 1} x"#), malformed(1, 16));
    assert_eq!(refusal(r#"{"version": 2}"#), PolicyError::Version);
    assert_eq!(refusal(&" ".repeat(1024 * 1024 + 1)), PolicyError::TooLarge);
    for server in [
        r#"{"name": "x"}"#,
        r#"{"fhirBaseUrl": "https://ehr.example", "authentication": "strong"}"#,
        r#"{"fhirBaseUrl": "https://ehr.example", "clientSecret": "x"}"#,
    ] {
        let file = format!(r#"{{"version": 1, "servers": [{server}]}}"#);
        assert!(
            matches!(refusal(&file), PolicyError::Malformed { .. }),
            "{server}"
        );
    }
}

#[test]
fn a_server_that_could_not_be_used_is_refused_and_its_number_is_named() {
    let good = r#"{"fhirBaseUrl": "https://ehr.example"}"#;
    let second = |server: &str| {
        refusal(&format!(
            r#"{{"version": 1, "servers": [{good}, {server}]}}"#
        ))
    };
    for (server, code) in [
        (
            r#"{"fhirBaseUrl": "http://ehr.example"}"#,
            ProblemCode::AddressInsecure,
        ),
        (
            r#"{"fhirBaseUrl": "https://b.example", "scope": "a\"b"}"#,
            ProblemCode::ScopeInvalid,
        ),
        (
            r#"{"fhirBaseUrl": "https://b.example", "clientId": "é"}"#,
            ProblemCode::ClientIdInvalid,
        ),
        (
            r#"{"fhirBaseUrl": "https://b.example", "redirect": "https"}"#,
            ProblemCode::RedirectUriInvalid,
        ),
    ] {
        assert_eq!(second(server), PolicyError::Server { number: 2, code });
    }
    assert_eq!(second(good), PolicyError::Twice { number: 2 });
    let pinned = r#"{"fhirBaseUrl": "https://b.example", "endpoints": {"jwks": "x"}}"#;
    assert_eq!(second(pinned), PolicyError::Pin { number: 2 });
    let allowed =
        refusal(r#"{"version": 1, "allowedServers": ["https://a.example", "*.b.example"]}"#);
    assert!(matches!(allowed, PolicyError::Allowed { number: 2, .. }));
}

proptest! {
    /// Whatever stands in the file: it is read or refused, and a refusal repeats nothing of it.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Err(error) = Policy::parse(&bytes) {
            prop_assert!(error.to_string().len() < 120);
        }
    }
}

#[test]
fn a_policy_makes_the_time_without_anybody_shorter_and_never_longer() {
    let limit = |file: &str| Policy::parse(file.as_bytes()).unwrap().idle_limit();
    assert_eq!(limit(r#"{"version":1}"#), None);
    for minutes in [1, 10, 15] {
        let file = format!(r#"{{"version":1,"idleLockMinutes":{minutes}}}"#);
        assert_eq!(limit(&file), Some(SignedDuration::from_mins(minutes)));
    }
    for minutes in ["0", "-1", "16", "9223372036854775807"] {
        let file = format!(r#"{{"version":1,"idleLockMinutes":{minutes}}}"#);
        assert_eq!(refusal(&file), PolicyError::IdleLock);
    }
}

#[test]
fn who_is_there_must_be_asked_where_a_policy_says_so_or_cannot_be_read() {
    let policy = |file: &str| Policy::parse(file.as_bytes()).unwrap();
    assert!(!policy(r#"{"version":1}"#).requires_unlock_check());
    assert!(policy(r#"{"version":1,"requireUnlockCheck":true}"#).requires_unlock_check());
    assert!(!Policy::default().requires_unlock_check());
    assert!(Policy::unreadable(&std::fmt::Error).requires_unlock_check());
}

#[test]
fn records_are_kept_unless_a_policy_says_no_or_cannot_be_read() {
    let keeps = |policy: &Policy| (policy.keeps_records(), policy.destroys_records());
    let read = |file: &str| Policy::parse(file.as_bytes()).unwrap();
    assert_eq!(keeps(&Policy::default()), (true, false));
    assert_eq!(keeps(&read(r#"{"version":1}"#)), (true, false));
    assert_eq!(
        keeps(&read(r#"{"version":1,"keepRecords":true}"#)),
        (true, false)
    );
    assert_eq!(
        keeps(&read(r#"{"version":1,"keepRecords":false}"#)),
        (false, true)
    );
    assert_eq!(keeps(&Policy::unreadable(&std::fmt::Error)), (false, false));
}

#[test]
fn a_policy_can_switch_updates_off_and_one_that_cannot_be_read_does() {
    let policy = |file: &str| Policy::parse(file.as_bytes()).unwrap();
    assert!(Policy::default().permits_updates());
    assert!(policy(r#"{"version":1}"#).permits_updates());
    assert!(policy(r#"{"version":1,"allowUpdates":true}"#).permits_updates());
    assert!(!policy(r#"{"version":1,"allowUpdates":false}"#).permits_updates());
    assert!(!Policy::unreadable(&std::fmt::Error).permits_updates());
}

#[test]
fn a_policy_says_how_much_the_log_says() {
    let level = |file: &str| Policy::parse(file.as_bytes()).map(|policy| policy.log_level());
    assert_eq!(level(r#"{"version":1}"#), Ok(None));
    assert_eq!(
        level(r#"{"version":1,"logLevel":"debug"}"#),
        Ok(Some("debug"))
    );
    // A filter could let other crates speak, whose words may hold addresses.
    assert!(level(r#"{"version":1,"logLevel":"reqwest=trace"}"#).is_err());
    assert!(level(r#"{"version":1,"logLevel":"DEBUG"}"#).is_err());
}

#[cfg(unix)]
#[test]
fn a_certificate_is_named_by_its_whole_path_and_only_beside_a_list_of_who_may_ask_for_it() {
    let with = |key: &str, path: &str| {
        let file = format!(r#"{{"version":1,"lockServers":true,"{key}":"{path}"}}"#);
        Policy::parse(file.as_bytes())
    };
    let policy = with("clientCertificate", "/etc/chartside/client.pem").unwrap();
    let path = policy.client_certificate().unwrap();
    assert_eq!(path, Path::new("/etc/chartside/client.pem"));
    assert_eq!(policy.authorities(), None);
    for key in ["clientCertificate", "authorities"] {
        for path in ["", "client.pem", "../client.pem", "~/client.pem"] {
            let refused = with(key, path).unwrap_err();
            assert_eq!(refused, PolicyError::Path { key }, "{key} {path}");
        }
    }
    assert_eq!(
        refusal(r#"{"version":1,"clientCertificate":"/etc/client.pem"}"#),
        PolicyError::ShownToAnybody
    );
    let named = r#"{"version":1,"allowedServers":[],"clientCertificate":"/etc/client.pem"}"#;
    assert!(Policy::parse(named.as_bytes()).is_ok());
    let authorities = r#"{"version":1,"authorities":"/etc/ssl/hospital.pem"}"#;
    let policy = Policy::parse(authorities.as_bytes()).unwrap();
    assert_eq!(
        policy.authorities(),
        Some(Path::new("/etc/ssl/hospital.pem"))
    );
}
