//! The main path against the strict sandbox, for the three client types and both launches.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use base64::Engine;
use sandbox_ehr::{Client, LaunchContext, SandboxConfig};
use serde_json::json;
use smart_app_launch::{
    Choice, ClientAuthentication, ClientSecret, ClockSkew, Launch, LaunchLink, OAuthErrorCode,
    PendingAuthorization, Redirect, RedirectError, ScopeSet, SigningKey, Source, TokenError,
    choose, id_token, token,
};

use crate::browser::{self, Decision, http};
use crate::world::{CALLBACK, Ehr, SCOPES, World, profile, redirect_uri, sandbox, strict};

#[tokio::test]
async fn hl7_012_218_a_public_client_signs_in_and_learns_patient_scopes_and_who_it_is() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    assert_eq!(
        (world.discovery.source, world.discovery.warnings.as_slice()),
        (Source::WellKnown, &[][..])
    );
    let (code, tokens) = world.sign_in().await;

    assert!(tokens.context.patient.is_some());
    assert!(tokens.context.need_patient_banner());
    assert!(
        ScopeSet::parse("patient/Patient.rs patient/Observation.rs")
            .unwrap()
            .missing_from(&tokens.granted)
            .is_empty()
    );
    assert!(tokens.refresh_token.is_some());
    let lifetime = tokens.expires_at.duration_since(tokens.received_at);
    assert_eq!(lifetime.as_secs(), 3_600);

    let expectation = code.expectation().unwrap();
    let identity = id_token::verify(
        &http(),
        tokens.id_token.as_ref().unwrap(),
        &expectation,
        world.now,
    )
    .await
    .unwrap();
    assert_eq!(identity.issuer, sandbox.base_url());
    let user = identity.fhir_user.unwrap();
    assert_eq!(
        (user.reference().as_str(), user.is_on_this_server),
        ("Practitioner/clinician", true)
    );
    assert_eq!(sandbox.journal().assert_conformant(), []);
    assert_eq!(sandbox.journal().complaints(), []);
}

#[tokio::test]
async fn hl7_029_discovery_asks_for_json_at_the_well_known_place() {
    let sandbox = strict().await;
    World::public(&sandbox).await;
    let asked = sandbox.journal().requests();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].path, "/fhir/.well-known/smart-configuration");
    assert_eq!(asked[0].header("accept"), Some("application/json"));
}

async fn signs_in_as(
    client: Client,
    authentication: ClientAuthentication,
    profile_overlay: serde_json::Value,
) -> Ehr {
    let (client_id, profile) = (client.id.clone(), profile(profile_overlay));
    let config = SandboxConfig {
        profile,
        clients: vec![client],
        ..SandboxConfig::default()
    };
    let sandbox = Ehr::start(config).await;
    let world = World::of(&sandbox, &client_id, authentication).await;
    let (code, tokens) = world.sign_in().await;
    assert!(world.refresh(&code, &tokens).await.is_ok());
    sandbox
}

#[tokio::test]
async fn hl7_023_064_345_a_symmetric_client_signs_in_and_refreshes() {
    let client = Client::symmetric("site", CALLBACK, "plain-secret");
    let secret = ClientAuthentication::Symmetric(ClientSecret::new("plain-secret".to_owned()));
    let sandbox = signs_in_as(client, secret, json!({})).await;
    assert_eq!(sandbox.journal().assert_conformant(), []);
    assert_eq!(sandbox.journal().token_requests().len(), 2);
}

#[tokio::test]
async fn a_secret_with_special_characters_works_at_servers_of_both_readings() {
    const SECRET: &str = "s3cret/+ %:x";
    for (encoding, requests) in [("form_encoded", 2), ("raw", 4)] {
        let client = Client::symmetric("site", CALLBACK, SECRET);
        let secret = ClientAuthentication::Symmetric(ClientSecret::new(SECRET.to_owned()));
        let sandbox = signs_in_as(client, secret, json!({ "basic_encoding": encoding })).await;
        // Nobody can know which of the two a server wants before it says no.
        sandbox.excuse(345);
        assert_eq!(
            sandbox.journal().token_requests().len(),
            requests,
            "{encoding}"
        );
    }
}

fn rsa_key() -> SigningKey {
    let pair = aws_lc_rs::rsa::KeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
    let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let body = base64::prelude::BASE64_STANDARD.encode(der.as_ref());
    SigningKey::from_pem(
        &format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n"),
        None,
    )
    .unwrap()
}

#[tokio::test]
async fn hl7_022_064_308_309_an_asymmetric_client_signs_in_and_refreshes_with_rs384_and_es384() {
    for key in [rsa_key(), SigningKey::generate_es384().unwrap()] {
        let keys = serde_json::from_value(key.public_jwks()).unwrap();
        let client = Client::asymmetric("site", CALLBACK, keys);
        let sandbox = signs_in_as(client, ClientAuthentication::Asymmetric(key), json!({})).await;
        assert_eq!(sandbox.journal().assert_conformant(), []);
        let requests = sandbox.journal().token_requests();
        let assertions: Vec<_> = requests
            .iter()
            .map(|request| request.form_value("client_assertion").unwrap())
            .collect();
        assert_eq!(assertions.len(), 2);
        assert_ne!(assertions[0], assertions[1]);
    }
}

#[tokio::test]
async fn hl7_331_an_assertion_is_made_by_the_clock_of_the_server_where_the_two_differ() {
    let key = SigningKey::generate_es384().unwrap();
    let keys = serde_json::from_value(key.public_jwks()).unwrap();
    let config = SandboxConfig {
        clients: vec![Client::asymmetric("site", CALLBACK, keys)],
        ..SandboxConfig::default()
    };
    let sandbox = Ehr::start(config).await;
    // The first assertion is expired when it arrives.
    sandbox.excuse(330);
    let world = World::of(&sandbox, "site", ClientAuthentication::Asymmetric(key)).await;
    let ahead = std::time::Duration::from_mins(4);
    sandbox.advance_time(ahead);
    let code = world.code().await;
    let refused = world.exchange(&code).await.map(drop).unwrap_err();
    assert!(
        matches!(refused, TokenError::InvalidClient { .. }),
        "{refused:?}"
    );
    let skew = ClockSkew::learnt(Some(world.now + ahead), world.now);
    let key = &world.registration.authentication;
    let now = skew.server_time(world.now);
    assert!(token::exchange(&http(), &code, key, now).await.is_ok());
}

#[tokio::test]
async fn hl7_065_the_sandbox_takes_all_three_and_the_strongest_is_chosen() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let available = [
        ClientAuthentication::Public,
        ClientAuthentication::Asymmetric(SigningKey::generate_es384().unwrap()),
    ];
    let chosen = choose(
        &world.discovery.configuration,
        &available,
        Choice::Automatic,
    );
    assert!(matches!(chosen, Ok(ClientAuthentication::Asymmetric(_))));
}

#[tokio::test]
async fn hl7_161_an_ehr_launch_keeps_the_patient_and_the_encounter_of_the_ehr() {
    let sandbox = strict().await;
    let patient = World::public(&sandbox)
        .await
        .sign_in()
        .await
        .1
        .context
        .patient
        .unwrap();
    let context = LaunchContext {
        encounter: Some("enc-1".to_owned()),
        need_patient_banner: Some(false),
        ..LaunchContext::of_patient(patient.as_str())
    };
    let link = sandbox.launch_link("chartside", context).unwrap();
    let link = LaunchLink::parse(&link, "org.chartside.app:/launch").unwrap();
    assert_eq!(link.iss.as_str(), sandbox.fhir_base_url());

    let world = World::public(&sandbox).await;
    let scopes = "launch openid fhirUser online_access patient/Patient.rs";
    let code = world
        .answer(link.into_launch(), scopes, Decision::Allow)
        .await
        .unwrap();
    let tokens = world.exchange(&code).await.unwrap();
    assert_eq!(tokens.context.patient, Some(patient));
    assert_eq!(tokens.context.encounter.unwrap().as_str(), "enc-1");
    assert!(tokens.context.hides_patient_banner);
    assert_eq!(sandbox.journal().assert_conformant(), []);
}

#[tokio::test]
async fn a_server_without_smart_configuration_is_signed_in_to_by_its_metadata() {
    let sandbox = sandbox(sandbox_ehr::Profile::find("greenway-like").unwrap()).await;
    let world = World::public(&sandbox).await;
    assert_eq!(world.discovery.source, Source::CapabilityStatement);
    assert_eq!(world.discovery.warnings[0].code(), "legacy-metadata");
    let (code, tokens) = world.sign_in().await;
    assert!(tokens.context.patient.is_some());
    assert!(
        code.expectation().is_none(),
        "it named no issuer, so nobody can vouch for an ID token"
    );
}

#[tokio::test]
async fn an_ehr_like_oracle_health_is_signed_in_to() {
    let sandbox = sandbox(sandbox_ehr::Profile::find("oracle-health").unwrap()).await;
    let world = World::public(&sandbox).await;
    let (code, tokens) = world.sign_in().await;
    assert_eq!(
        tokens
            .expires_at
            .duration_since(tokens.received_at)
            .as_secs(),
        570
    );
    let refreshed = world.refresh(&code, &tokens).await.unwrap();
    assert!(refreshed.refresh_token.is_none(), "the old one stays");
    assert_eq!(sandbox.journal().assert_conformant(), []);
}

#[tokio::test]
async fn a_person_who_says_no_gets_no_token_request() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let denied = world
        .answer(Launch::Standalone, SCOPES, Decision::Deny)
        .await
        .map(drop)
        .unwrap_err();
    assert!(matches!(
        denied,
        RedirectError::Refused {
            code: OAuthErrorCode::AccessDenied,
            ..
        }
    ));
    assert!(sandbox.journal().token_requests().is_empty());
}

#[tokio::test]
async fn a_sign_in_survives_a_restart_of_the_app_while_the_browser_is_open() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let (address, pending) = world.begin(Launch::Standalone, SCOPES);
    let sealed = pending.to_sealed_bytes();
    drop(pending);
    let link = browser::walk(&address, Decision::Allow).await;
    let pending = PendingAuthorization::from_sealed_bytes(&sealed).unwrap();
    let redirect = Redirect::parse(&link, &redirect_uri()).unwrap();
    assert_eq!(redirect.state_digest(), pending.state_digest());
    let code = pending.accept(redirect, world.now).unwrap();
    assert!(
        world
            .exchange(&code)
            .await
            .unwrap()
            .context
            .patient
            .is_some()
    );
}
