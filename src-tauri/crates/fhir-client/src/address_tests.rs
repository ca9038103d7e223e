use proptest::prelude::*;

use super::*;

const BASE: &str = "https://ehr.example/fhir/";

fn follow(link: &str) -> Result<Guarded, FhirError> {
    let base = Base::parse(BASE).unwrap();
    let asked = base
        .search(&Search::of("Observation").patient("1"))
        .unwrap();
    base.follow(&asked, link)
}

#[test]
fn takes_https_and_loopback_http_only() {
    for good in [
        "https://ehr.example/fhir",
        "https://ehr.example",
        "HTTPS://EHR.example:8443/a/b/",
        "http://127.0.0.1:8080/fhir",
        "http://localhost/fhir",
        "http://[::1]:9/r4",
    ] {
        assert!(Base::parse(good).is_ok(), "{good}");
    }
    for bad in [
        "http://ehr.example/fhir",
        "http://10.0.0.1/",
        "http://127.0.0.1.evil.example/",
    ] {
        assert_eq!(
            Base::parse(bad).err(),
            Some(BaseUrlError::Insecure),
            "{bad}"
        );
    }
    for bad in [
        "",
        "fhir",
        "//ehr.example/fhir",
        "ftp://ehr.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://user@ehr.example/fhir",
        "https://ehr.example/fhir?x=1",
        "https://ehr.example/fhir#x",
        "https://ehr.example/fhir/..%2f",
    ] {
        assert_eq!(Base::parse(bad).err(), Some(BaseUrlError::Invalid), "{bad}");
    }
}

#[test]
fn builds_addresses_under_the_base() {
    let base = Base::parse("https://ehr.example/fhir").unwrap();
    assert_eq!(
        base.metadata().unwrap().url().as_str(),
        "https://ehr.example/fhir/metadata"
    );
    let read = base.instance("Patient", "a/b ü?#").unwrap();
    assert_eq!(
        read.url().as_str(),
        "https://ehr.example/fhir/Patient/a%2Fb%20%C3%BC%3F%23"
    );
    let search = Search::of("Observation")
        .patient("1&x=2")
        .param("code", "a|b,c")
        .count(50);
    assert_eq!(
        base.search(&search).unwrap().url().as_str(),
        "https://ehr.example/fhir/Observation?patient=1%26x%3D2&code=a%7Cb%2Cc&_count=50"
    );
}

#[test]
fn refuses_names_that_change_the_address() {
    let base = Base::parse(BASE).unwrap();
    for id in [
        "", ".", "..", "../x", "a/../b", "%2e%2e", "..\\x", "..;a", ".. ",
    ] {
        assert!(
            matches!(base.instance("Patient", id), Err(FhirError::InvalidName)),
            "{id:?}"
        );
    }
    for name in [
        "",
        "..",
        "Patient/1",
        "Patient?x",
        "$export",
        "_history",
        "Pätient",
    ] {
        assert!(
            matches!(base.instance(name, "1"), Err(FhirError::InvalidName)),
            "{name:?}"
        );
        assert!(
            matches!(base.search(&Search::of(name)), Err(FhirError::InvalidName)),
            "{name:?}"
        );
    }
}

#[test]
fn follows_links_inside_of_the_base() {
    for (link, place) in [
        ("?page=2", "https://ehr.example/fhir/Observation?page=2"),
        (
            "Observation?page=2",
            "https://ehr.example/fhir/Observation?page=2",
        ),
        (
            "/fhir/Observation?page=2",
            "https://ehr.example/fhir/Observation?page=2",
        ),
        (
            "https://ehr.example/fhir?_getpages=x",
            "https://ehr.example/fhir?_getpages=x",
        ),
        (
            "https://EHR.example:443/fhir/a#top",
            "https://ehr.example/fhir/a",
        ),
        ("//ehr.example/fhir/a", "https://ehr.example/fhir/a"),
        (
            "x/../Observation?p=..%2f..",
            "https://ehr.example/fhir/Observation?p=..%2f..",
        ),
        (
            " Observation\n?page=2 ",
            "https://ehr.example/fhir/Observation?page=2",
        ),
    ] {
        assert_eq!(follow(link).unwrap().url().as_str(), place, "{link}");
    }
}

#[test]
fn t19_hl7_097_refuses_links_that_only_look_like_the_base() {
    for link in [
        "https://ehr.example/fhir2/x",
        "https://ehr.example/fhir/../admin",
        "https://ehr.example/fhir/%2e%2e/admin",
        "https://ehr.example/fhir/%2E%2e%2fadmin",
        "https://ehr.example/fhir/..%2fadmin",
        "https://ehr.example/fhir/..%5cadmin",
        "https://ehr.example/fhir/%252e%252e/admin",
        "https://ehr.example/fhir/%25252525252e%252e/admin",
        "https://ehr.example/fhir/..;x=1/admin",
        "https://ehr.example/fhir/..%20/admin",
        "https://ehr.example\\@evil.example/fhir/",
        "https://ehr.example@evil.example/fhir/",
        "https://x@ehr.example/fhir/",
        "https://:x@ehr.example/fhir/",
        "https:\\\\evil.example/fhir/",
        "\\\\evil.example\\fhir\\",
        "//evil.example/fhir/",
        "https://ehr.example./fhir/",
        "https://ehr.example:8443/fhir/",
        "https://\u{435}hr.example/fhir/",
        "http://ehr.example/fhir/",
        "http://ehr.example:443/fhir/",
        "https://127.1/fhir/",
        "https://2130706433/fhir/",
        "https://[::ffff:127.0.0.1]/fhir/",
        "http://169.254.169.254/fhir/",
        "javascript:alert(1)",
        "data:text/plain,x",
        "file:///fhir/",
        "../../admin",
        "/admin",
        "/",
        "https://",
        "https://[",
    ] {
        assert!(
            matches!(follow(link), Err(FhirError::ForeignAddress)),
            "{link}"
        );
    }
}

#[test]
fn refuses_addresses_longer_than_eight_kilobytes() {
    assert!(matches!(
        follow(&format!("?{}", "x".repeat(9000))),
        Err(FhirError::TooLarge)
    ));
    assert!(matches!(
        follow(&format!("?{}", "ü".repeat(3000))),
        Err(FhirError::TooLarge)
    ));
}

#[test]
fn t20_another_scheme_or_port_is_another_place() {
    for link in [
        "http://ehr.example/fhir/Observation?page=2",
        "http://ehr.example:443/fhir/Observation?page=2",
        "https://ehr.example:80/fhir/Observation?page=2",
        "HTTP://EHR.EXAMPLE:443/fhir/Observation",
        "ws://ehr.example/fhir/Observation",
    ] {
        let refused = follow(link);
        assert!(matches!(refused, Err(FhirError::ForeignAddress)), "{link}");
    }
    let own_port = follow("https://ehr.example:443/fhir/Observation").unwrap();
    assert_eq!(
        own_port.url().as_str(),
        "https://ehr.example/fhir/Observation"
    );
}

/// An independent statement of what is allowed: compares the parsed parts as a server sees them.
fn is_inside(url: &Url) -> bool {
    url.scheme() == "https"
        && url.host_str() == Some("ehr.example")
        && url.port().is_none()
        && url.username().is_empty()
        && url.password().is_none()
        && url.path_segments().and_then(|mut segments| segments.next()) == Some("fhir")
        && !url
            .path()
            .to_lowercase()
            .replace("%25", "%")
            .replace("%2e", ".")
            .contains("/../")
}

/// One half the usual part, one half something hostile.
fn mostly(
    usual: &'static str,
    hostile: &'static [&'static str],
) -> impl Strategy<Value = &'static str> {
    prop_oneof![Just(usual), proptest::sample::select(hostile)]
}

const SCHEMES: &[&str] = &[
    "http:",
    "HTTPS:",
    "",
    "ftp:",
    "javascript:",
    "https:https:",
    "ws:",
];
const SLASHES: &[&str] = &["/", "", "\\\\", "///", "/\\", "\t//"];
const USERS: &[&str] = &[
    "ehr.example@",
    "u:p@",
    "@",
    "ehr.example\\@",
    "ehr.example%2f@",
];
const HOSTS: &[&str] = &[
    "EHR.EXAMPLE",
    "evil.example",
    "ehr.example.evil.example",
    "ehr.example.",
    "\u{435}hr.example",
    "127.0.0.1",
    "2130706433",
    "[::1]",
    "ehr%2eexample",
    "ehr.example%00.evil.example",
    "ehr\t.example",
    "",
];
const PORTS: &[&str] = &[":443", ":80", ":8443", ":", ":443:443"];
const PARTS: &[&str] = &[
    "/fhir/",
    "/FHIR",
    "/fhir2",
    "/..",
    "/%2e%2e",
    "/%2E.",
    "/..%2f",
    "/%252e%252e",
    "\\..",
    "/..;a",
    "/.",
    "//",
    "/Observation",
    "?next=/fhir/",
    "#/fhir/",
    "/%66hir/",
    "\0",
    " ",
    "/..%c0%af",
];

fn hostile_link() -> impl Strategy<Value = String> {
    let origin = (
        mostly("https:", SCHEMES),
        mostly("//", SLASHES),
        mostly("", USERS),
        mostly("ehr.example", HOSTS),
        mostly("", PORTS),
    )
        .prop_map(|(scheme, slashes, user, name, port)| {
            [scheme, slashes, user, name, port].concat()
        });
    let path =
        proptest::collection::vec(mostly("/fhir", PARTS), 0..6).prop_map(|parts| parts.concat());
    let built = (origin, path).prop_map(|(origin, path)| origin + &path);
    prop_oneof![8 => built, 1 => ".{0,40}", 1 => "[/\\\\.%2eEfhir:@;]{0,30}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn t19_lets_no_generated_address_out_of_the_base(link in hostile_link()) {
        match follow(&link) {
            Ok(place) => prop_assert!(is_inside(place.url()), "{link:?} leads to {}", place.url()),
            Err(FhirError::ForeignAddress | FhirError::TooLarge) => {}
            Err(other) => prop_assert!(false, "{other:?}"),
        }
    }
}
