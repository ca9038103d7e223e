use proptest::prelude::*;
use serde_json::json;

use super::{LegacyMetadata, OAUTH_URIS, parse};
use crate::base_url::FhirBaseUrl;

fn base() -> FhirBaseUrl {
    FhirBaseUrl::parse("https://ehr.example/fhir").unwrap()
}

#[test]
fn the_addresses_of_a_server_before_smart_configuration_are_found() {
    let statement = json!({
        "resourceType": "CapabilityStatement",
        "rest": [{ "mode": "server", "security": { "extension": [
            { "url": "http://other.example" },
            { "url": OAUTH_URIS, "extension": [
                { "url": "token", "valueUri": "https://auth.example/oauth2/as/token.oauth2" },
                { "url": "authorize", "valueUri": "https://auth.example/oauth2/auth-code" },
                { "url": "revoke", "valueUri": "http://auth.example/revoke" },
            ] },
        ] } }],
    });
    let LegacyMetadata::OauthUris(configuration) = parse(&base(), statement.to_string().as_bytes())
    else {
        panic!("oauth-uris are there");
    };
    assert_eq!(
        configuration.token_endpoint.usable().unwrap().as_str(),
        "https://auth.example/oauth2/as/token.oauth2"
    );
    assert_eq!(
        configuration
            .authorization_endpoint
            .usable()
            .unwrap()
            .as_str(),
        "https://auth.example/oauth2/auth-code"
    );
    assert_eq!(configuration.revocation_endpoint.usable(), None);
    assert_eq!(configuration.issuer, None);
}

#[test]
fn an_open_server_and_something_else_are_told_apart() {
    assert_eq!(
        parse(
            &base(),
            br#"{"resourceType":"CapabilityStatement","rest":[{"security":{}}]}"#
        ),
        LegacyMetadata::Open
    );
    assert_eq!(
        parse(&base(), br#"{"resourceType":"Patient"}"#),
        LegacyMetadata::NotFhir
    );
    assert_eq!(
        parse(&base(), b"<CapabilityStatement/>"),
        LegacyMetadata::NotFhir
    );
}

proptest! {
    #[test]
    fn any_bytes_are_survived(body in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = parse(&base(), &body);
    }
}

#[test]
fn every_address_that_is_declared_is_read_and_for_what_it_is() {
    let names = [
        "authorize",
        "token",
        "register",
        "manage",
        "introspect",
        "revoke",
    ];
    let declared: Vec<_> = names
        .iter()
        .map(|name| json!({ "url": name, "valueUri": format!("https://auth.example/{name}") }))
        .collect();
    let statement = json!({
        "resourceType": "CapabilityStatement",
        "rest": [{ "security": { "extension": [{ "url": OAUTH_URIS, "extension": declared }] } }],
    });
    let LegacyMetadata::OauthUris(read) = parse(&base(), statement.to_string().as_bytes()) else {
        panic!("oauth-uris are there");
    };
    let endpoints = [
        &read.authorization_endpoint,
        &read.token_endpoint,
        &read.registration_endpoint,
        &read.management_endpoint,
        &read.introspection_endpoint,
        &read.revocation_endpoint,
    ];
    for (name, endpoint) in names.iter().zip(endpoints) {
        let address = endpoint.usable().map(|url| url.as_str().to_owned());
        assert_eq!(address, Some(format!("https://auth.example/{name}")));
    }
}
