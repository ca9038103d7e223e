//! At `oidc-provider`: strict, rotating, with the whole family of a refresh token revoked when one is used twice.

use interop::person::Decision;
use interop::smart_server::LAUNCH;
use smart_app_launch::revocation::revoke;
use smart_app_launch::{
    Launch, OAuthErrorCode, Quirks, RedirectError, RefreshToken, RevokedToken, TokenError, id_token,
};

use crate::client::{Client, Kind, ONLINE, accept, http, now, server};

const OFFLINE: &str = "launch/patient openid fhirUser offline_access patient/*.rs";

#[tokio::test]
async fn every_kind_of_client_signs_in_standalone_and_refreshes_three_times() {
    let Some(server) = server() else { return };
    for kind in Kind::ALL {
        let client = Client::at(server.fhir_base(), kind).await;
        let (code, mut tokens) = client.sign_in(Launch::Standalone, ONLINE).await;
        assert_eq!(
            tokens.context.patient.as_ref().unwrap().as_str(),
            "ada",
            "{kind:?}"
        );
        for _ in 0..3 {
            let next = client.refresh(&code, &tokens).await.unwrap();
            let (old, new) = (
                tokens.refresh_token.unwrap(),
                next.refresh_token.as_ref().unwrap(),
            );
            assert_ne!(old.expose(), new.expose(), "{kind:?}: it rotates");
            tokens = next;
        }
        assert_eq!(client.read("Patient/ada", &tokens).await, 200, "{kind:?}");
    }
    assert_eq!(server.transcript().violations(), []);
}

#[tokio::test]
async fn every_kind_of_client_is_launched_by_the_ehr_for_its_patient() {
    let Some(server) = server() else { return };
    for kind in Kind::ALL {
        let client = Client::at(server.fhir_base(), kind).await;
        let launch = Launch::Ehr {
            launch: LAUNCH.to_owned(),
        };
        let (code, tokens) = client
            .sign_in(launch, "launch openid fhirUser online_access patient/*.rs")
            .await;
        let refreshed = client.refresh(&code, &tokens).await.unwrap();
        for context in [tokens.context, refreshed.context] {
            assert_eq!(
                context.patient.as_ref().unwrap().as_str(),
                "bea",
                "{kind:?}"
            );
            assert!(!context.need_patient_banner(), "{kind:?}");
        }
    }
    assert_eq!(server.transcript().violations(), []);
}

#[tokio::test]
async fn the_id_token_says_who_signed_in_by_a_relative_reference() {
    let Some(server) = server() else { return };
    let client = Client::at(server.fhir_base(), Kind::Public).await;
    let (code, tokens) = client.sign_in(Launch::Standalone, ONLINE).await;
    let (id_token, expectation) = (tokens.id_token.unwrap(), code.expectation().unwrap());
    let identity = id_token::verify(&http(), &id_token, &expectation, now())
        .await
        .unwrap();
    assert_eq!(
        (identity.issuer.as_str(), identity.subject.as_str()),
        (server.origin(), "ada")
    );
    let user = identity.fhir_user.unwrap();
    assert_eq!(
        (user.reference().as_str(), user.is_on_this_server),
        ("Patient/ada", true)
    );
}

#[tokio::test]
async fn an_answer_without_the_issuer_or_with_another_is_not_believed() {
    let Some(server) = server() else { return };
    let client = Client::at(server.fhir_base(), Kind::Public).await;
    let own = format!(
        "&iss={}",
        server.origin().replace(':', "%3A").replace('/', "%2F")
    );
    for other in ["", "&iss=https%3A%2F%2Fevil.example"] {
        let (link, pending) = client
            .walk(Launch::Standalone, ONLINE, Decision::Allow)
            .await;
        assert!(link.contains(&own), "RFC 9207");
        let answer = accept(&link.replace(&own, other), pending).map(drop);
        assert!(
            matches!(answer, Err(RedirectError::IssuerMismatch)),
            "{other}: {answer:?}"
        );
    }
}

#[tokio::test]
async fn a_person_who_leaves_the_page_ends_the_sign_in_in_words() {
    let Some(server) = server() else { return };
    let client = Client::at(server.fhir_base(), Kind::Public).await;
    let (link, pending) = client
        .walk(Launch::Standalone, ONLINE, Decision::Cancel)
        .await;
    let answer = accept(&link, pending).map(drop);
    let denied = matches!(
        answer,
        Err(RedirectError::Refused {
            code: OAuthErrorCode::AccessDenied,
            ..
        })
    );
    assert!(denied, "{answer:?}");
}

#[tokio::test]
async fn a_refresh_token_that_is_used_twice_ends_the_whole_family_and_is_told_as_the_end() {
    let Some(server) = server() else { return };
    let client = Client::at(server.fhir_base(), Kind::Public).await;
    let (code, first) = client.sign_in(Launch::Standalone, ONLINE).await;
    let second = client.refresh(&code, &first).await.unwrap();
    assert_eq!(client.read("Patient/ada", &second).await, 200);
    for tokens in [&first, &second] {
        let ended = client.refresh(&code, tokens).await.map(drop);
        assert!(
            matches!(ended, Err(TokenError::InvalidGrant { .. })),
            "{ended:?}"
        );
    }
    assert_eq!(
        client.read("Patient/ada", &second).await,
        401,
        "the live access token, too"
    );
}

#[tokio::test]
async fn a_code_that_is_used_twice_is_told_as_the_end() {
    let Some(server) = server() else { return };
    let client = Client::at(server.fhir_base(), Kind::Public).await;
    let (code, tokens) = client.sign_in(Launch::Standalone, ONLINE).await;
    let again = client.exchange(&code).await.map(drop);
    assert!(
        matches!(again, Err(TokenError::InvalidGrant { .. })),
        "{again:?}"
    );
    assert_eq!(client.read("Patient/ada", &tokens).await, 401);
}

/// Finding: `offline_access` is taken out without a word where no consent is asked for, and left out of `scope`
/// where it was granted. Only the refresh token itself says that there is one.
#[tokio::test]
async fn whether_a_session_lasts_is_told_by_the_refresh_token_and_not_by_the_scopes() {
    let Some(server) = server() else { return };
    let client = Client::at(server.fhir_base(), Kind::Public).await;
    let (_, tokens) = client.sign_in(Launch::Standalone, OFFLINE).await;
    assert!(tokens.refresh_token.is_none());

    let quirks = Quirks {
        prompt_consent: true,
        ..Quirks::default()
    };
    let client = Client::at(server.fhir_base(), Kind::Public)
        .await
        .with_quirks(quirks);
    let (code, tokens) = client.sign_in(Launch::Standalone, OFFLINE).await;
    assert!(
        client
            .refresh(&code, &tokens)
            .await
            .unwrap()
            .refresh_token
            .is_some()
    );
    assert_eq!(server.transcript().violations(), []);
}

#[tokio::test]
async fn every_kind_of_client_signs_out_at_the_server() {
    let Some(server) = server() else { return };
    for kind in Kind::ALL {
        let client = Client::at(server.fhir_base(), kind).await;
        let (code, tokens) = client.sign_in(Launch::Standalone, ONLINE).await;
        let unknown = RefreshToken::new("nobody-knows-it".to_owned());
        for token in [tokens.refresh_token.as_ref().unwrap(), &unknown] {
            let token = RevokedToken::Refresh(token);
            revoke(&http(), code.binding(), &client.registration, token, now())
                .await
                .unwrap();
        }
        assert_eq!(client.read("Patient/ada", &tokens).await, 401, "{kind:?}");
        let ended = client.refresh(&code, &tokens).await.map(drop);
        assert!(
            matches!(ended, Err(TokenError::InvalidGrant { .. })),
            "{kind:?}: {ended:?}"
        );
    }
    assert_eq!(server.transcript().violations(), []);
}
