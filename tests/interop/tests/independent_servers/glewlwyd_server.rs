//! At glewlwyd: what it does otherwise is told as what it is.

use interop::glewlwyd::Glewlwyd;
use smart_app_launch::revocation::revoke;
use smart_app_launch::{Launch, OAuthErrorCode, RevokedToken, TokenError, id_token};

use crate::client::{Client, Kind, accept, http, now};

const SCOPES: &str = "launch/patient openid fhirUser offline_access patient/Patient.rs";

#[tokio::test]
async fn lower_case_bearer_empty_refusals_and_codes_of_its_own_are_understood() {
    let Some(glewlwyd) = Glewlwyd::start().await.unwrap() else {
        println!("skipped: glewlwyd is not installed; `cargo xtask test` installs it on Debian");
        return;
    };
    let client = Client::at(glewlwyd.fhir_base(), Kind::Public).await;
    let (address, pending) = client.begin(Launch::Standalone, SCOPES);
    let code = accept(&glewlwyd.walk(&address).await.unwrap(), pending).unwrap();
    // `token_type` is `bearer`; there is no patient.
    let first = client.exchange(&code).await.unwrap();
    assert!(first.context.patient.is_none());
    let expectation = code.expectation().unwrap();
    let identity = id_token::verify(
        &http(),
        first.id_token.as_ref().unwrap(),
        &expectation,
        now(),
    )
    .await;
    assert!(!identity.unwrap().subject.is_empty());

    let second = client.refresh(&code, &first).await.unwrap();
    assert!(second.refresh_token.is_some() && second.id_token.is_none());
    // Used twice: 400 with an empty body, and the family is dead.
    for tokens in [&first, &second] {
        let ended = client.refresh(&code, tokens).await.map(drop);
        assert!(
            matches!(ended, Err(TokenError::InvalidGrant { .. })),
            "{ended:?}"
        );
    }
    // 403 with `invalid_code`.
    let replayed = client.exchange(&code).await.map(drop);
    let own_code = |code: &OAuthErrorCode| code.as_str() == "invalid_code";
    assert!(
        matches!(&replayed, Err(TokenError::Refused { code: Some(code), .. }) if own_code(code)),
        "{replayed:?}"
    );
    let token = RevokedToken::Access(&first.access_token);
    // Whatever it answers, it answers: nothing hangs and nothing is thrown.
    let _ = revoke(&http(), code.binding(), &client.registration, token, now()).await;
    assert_eq!(glewlwyd.transcript().violations(), []);
}
