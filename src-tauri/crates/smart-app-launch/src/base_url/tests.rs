use super::{BaseUrlError, FhirBaseUrl};

fn parse(text: &str) -> Result<String, BaseUrlError> {
    FhirBaseUrl::parse(text).map(|base| base.as_str().to_owned())
}

#[test]
fn a_bare_host_is_taken_for_https() {
    assert_eq!(
        parse("ehr.example/fhir"),
        Ok("https://ehr.example/fhir".to_owned())
    );
    assert_eq!(
        parse("  ehr.example:8443/fhir \n"),
        Ok("https://ehr.example:8443/fhir".to_owned())
    );
    assert_eq!(
        parse("localhost:8080/fhir"),
        Ok("https://localhost:8080/fhir".to_owned())
    );
}

#[test]
fn hl7_041_the_text_is_kept_byte_for_byte() {
    for exact in [
        "https://EHR.example/Fhir/R4/",
        "https://ehr.example:443/fhir",
        "http://127.0.0.1:9/fhir",
    ] {
        assert_eq!(parse(exact), Ok(exact.to_owned()));
    }
}

#[test]
fn hl7_001_http_is_for_this_computer_only() {
    for own in [
        "http://localhost/fhir",
        "http://127.0.0.1/fhir",
        "http://127.1/fhir",
        "http://[::1]:80/fhir",
    ] {
        assert!(FhirBaseUrl::parse(own).unwrap().is_loopback(), "{own}");
    }
    for other in [
        "http://ehr.example/fhir",
        "http://localhost.evil.example/",
        "http://169.254.169.254/",
        "http://0.0.0.0/",
    ] {
        assert_eq!(parse(other), Err(BaseUrlError::Insecure), "{other}");
    }
}

#[test]
fn what_is_no_address_of_a_fhir_server_is_refused_by_name() {
    let refused = [
        ("", BaseUrlError::Malformed),
        ("https://", BaseUrlError::Malformed),
        ("ehr example", BaseUrlError::Malformed),
        ("https://ehr.example/\u{0}", BaseUrlError::Malformed),
        ("https:\\\\ehr.example", BaseUrlError::Malformed),
        ("https://ehr.example/$(calc)`", BaseUrlError::Malformed),
        ("file:///etc/passwd", BaseUrlError::Scheme),
        ("javascript:alert(1)", BaseUrlError::Scheme),
        ("ftp://ehr.example", BaseUrlError::Scheme),
        ("https://user@ehr.example/", BaseUrlError::UserInfo),
        ("https://ehr.example@evil.example/", BaseUrlError::UserInfo),
        (
            "https://ehr.example/fhir?x=1",
            BaseUrlError::QueryOrFragment,
        ),
        ("https://ehr.example/fhir?", BaseUrlError::QueryOrFragment),
        ("https://ehr.example/fhir#x", BaseUrlError::QueryOrFragment),
    ];
    for (text, error) in refused {
        assert_eq!(parse(text), Err(error), "{text}");
    }
    assert_eq!(
        parse(&format!("https://ehr.example/{}", "a".repeat(3_000))),
        Err(BaseUrlError::Malformed)
    );
}

#[test]
fn a_launch_names_its_server_in_full() {
    assert_eq!(
        FhirBaseUrl::parse_exact("ehr.example/fhir"),
        Err(BaseUrlError::Malformed)
    );
    assert_eq!(
        FhirBaseUrl::parse_exact(" https://ehr.example/fhir"),
        Err(BaseUrlError::Malformed)
    );
}

#[test]
fn t05_a_host_in_other_letters_shows_itself() {
    assert_eq!(
        FhirBaseUrl::parse("https://еhr.example/fhir")
            .unwrap()
            .host(),
        "xn--hr-mlc.example"
    );
}

#[test]
fn hl7_029_the_well_known_path_is_appended_to_any_base() {
    let well_known = |base: &str| {
        FhirBaseUrl::parse(base)
            .unwrap()
            .join(".well-known/smart-configuration")
            .to_string()
    };
    for base in [
        "https://ehr.example:8443/a/fhir",
        "https://ehr.example:8443/a/fhir/",
    ] {
        assert_eq!(
            well_known(base),
            "https://ehr.example:8443/a/fhir/.well-known/smart-configuration"
        );
    }
    for base in ["https://[2001:db8::1]", "https://[2001:db8::1]/"] {
        assert_eq!(
            well_known(base),
            "https://[2001:db8::1]/.well-known/smart-configuration"
        );
    }
}

#[test]
fn it_is_stored_and_read_back_unchanged() {
    let base = FhirBaseUrl::parse("https://ehr.example/fhir/").unwrap();
    let json = serde_json::to_string(&base).unwrap();
    assert_eq!(serde_json::from_str::<FhirBaseUrl>(&json).unwrap(), base);
    assert!(serde_json::from_str::<FhirBaseUrl>("\"http://ehr.example\"").is_err());
}
