use proptest::prelude::*;
use url::form_urlencoded;

use super::{LaunchLink, LaunchLinkError};
use crate::authorization::Launch;
use crate::base_url::BaseUrlError;

const LAUNCH: &str = "org.chartside.app:/launch";

fn link(iss: &str, launch: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("iss", iss)
        .append_pair("launch", launch)
        .finish();
    format!("{LAUNCH}?{query}")
}

fn parse(link: &str) -> Result<(String, Launch), LaunchLinkError> {
    LaunchLink::parse(link, LAUNCH).map(|link| (link.iss.as_str().to_owned(), link.into_launch()))
}

#[test]
fn hl7_161_iss_and_launch_are_taken_byte_for_byte() {
    let (iss, launch) = parse(&link("https://EHR.example/fhir/", "a+b%20c&d=e#f/ü")).unwrap();
    assert_eq!(iss, "https://EHR.example/fhir/");
    assert_eq!(
        launch,
        Launch::Ehr {
            launch: "a+b%20c&d=e#f/ü".to_owned()
        }
    );
}

#[test]
fn hl7_020_hostile_links_start_nothing() {
    let good = link("https://ehr.example/fhir", "x");
    let refused = [
        (
            good.replace("/launch?", "/callback?"),
            LaunchLinkError::Foreign,
        ),
        (
            good.replace(":/launch", "://launch"),
            LaunchLinkError::Foreign,
        ),
        (format!("{LAUNCH}?launch=x"), LaunchLinkError::Malformed),
        (
            format!("{LAUNCH}?iss=https%3A%2F%2Fehr.example"),
            LaunchLinkError::Malformed,
        ),
        (
            format!("{good}&iss=https%3A%2F%2Fevil.example"),
            LaunchLinkError::Malformed,
        ),
        (format!("{good}#x"), LaunchLinkError::Malformed),
        (
            link("https://ehr.example", &"x".repeat(9_000)),
            LaunchLinkError::Malformed,
        ),
        (
            link("http://ehr.example/fhir", "x"),
            LaunchLinkError::Issuer(BaseUrlError::Insecure),
        ),
        (
            link("ehr.example/fhir", "x"),
            LaunchLinkError::Issuer(BaseUrlError::Malformed),
        ),
        (
            link("file:///etc/passwd", "x"),
            LaunchLinkError::Issuer(BaseUrlError::Scheme),
        ),
        (
            link("https://ehr.example@evil.example", "x"),
            LaunchLinkError::Issuer(BaseUrlError::UserInfo),
        ),
    ];
    for (link, error) in refused {
        assert_eq!(parse(&link), Err(error), "{link}");
    }
}

proptest! {
    #[test]
    fn hl7_035_any_opaque_launch_value_survives(launch in "[ -~]{1,100}") {
        prop_assert_eq!(parse(&link("https://ehr.example/fhir", &launch)).unwrap().1, Launch::Ehr { launch });
    }

    #[test]
    fn no_link_makes_it_panic(rest in "\\PC{0,300}") {
        let _ = LaunchLink::parse(&format!("{LAUNCH}?{rest}"), LAUNCH);
        let _ = LaunchLink::parse(&rest, LAUNCH);
    }
}

#[test]
fn printed_it_names_the_server_and_not_the_launch() {
    let link = LaunchLink::parse(&link("https://ehr.example/fhir", "opaque-7"), LAUNCH).unwrap();
    let printed = format!("{link:?}");
    assert!(printed.contains("https://ehr.example/fhir") && !printed.contains("opaque-7"));
    assert_eq!(format!("{:?}", link.into_launch()), "Ehr([redacted])");
    assert_eq!(format!("{:?}", Launch::Standalone), "Standalone");
}
