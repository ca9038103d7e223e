//! What the authorization endpoint refuses, and how precisely it says so.

use sandbox_ehr::LaunchContext;
use url::Url;

use crate::app::{App, Changes, parameter};
use crate::person::{Person, Shown, http};
use crate::strict;

/// One wrong request: what is changed, the error, the requirement, and words of the description.
type Case = (
    &'static str,
    Changes<'static>,
    &'static str,
    u16,
    &'static str,
);

const REDIRECTED: [Case; 24] = [
    (
        "no state",
        &[("state", "")],
        "invalid_request",
        3,
        "`state` is missing",
    ),
    (
        "no response type",
        &[("response_type", "")],
        "invalid_request",
        32,
        "`response_type` is missing",
    ),
    (
        "implicit flow",
        &[("response_type", "token")],
        "unsupported_response_type",
        32,
        "must be `code`",
    ),
    (
        "no audience",
        &[("aud", "")],
        "invalid_request",
        41,
        "`aud` is missing",
    ),
    (
        "foreign audience",
        &[("aud", "https://ehr.example/fhir")],
        "invalid_request",
        41,
        "not `https://ehr.example/fhir`",
    ),
    (
        "no challenge",
        &[("code_challenge", "")],
        "invalid_request",
        44,
        "`code_challenge` is missing",
    ),
    (
        "no method",
        &[("code_challenge_method", "")],
        "invalid_request",
        45,
        "`code_challenge_method` is missing",
    ),
    (
        "plain",
        &[("code_challenge_method", "plain")],
        "invalid_request",
        45,
        "`plain` is not allowed",
    ),
    (
        "other method",
        &[("code_challenge_method", "s256")],
        "invalid_request",
        45,
        "must be `S256`, not `s256`",
    ),
    (
        "no PKCE",
        &[("code_challenge", ""), ("code_challenge_method", "")],
        "invalid_request",
        44,
        "`code_challenge`",
    ),
    (
        "short challenge",
        &[("code_challenge", "abc")],
        "invalid_request",
        44,
        "43 characters",
    ),
    (
        "padded challenge",
        &[(
            "code_challenge",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWdDNeT5FAwn=",
        )],
        "invalid_request",
        44,
        "without padding",
    ),
    (
        "no scope",
        &[("scope", "")],
        "invalid_request",
        37,
        "`scope` is missing",
    ),
    (
        "v2 letters out of order",
        &[("scope", "patient/*.dus")],
        "invalid_scope",
        37,
        "in that order",
    ),
    (
        "unknown letter",
        &[("scope", "patient/*.x")],
        "invalid_scope",
        37,
        "letters of `cruds`",
    ),
    (
        "unknown scope",
        &[("scope", "surname")],
        "invalid_scope",
        37,
        "`surname`",
    ),
    (
        "two spaces",
        &[("scope", "openid  fhirUser")],
        "invalid_scope",
        37,
        "`` is not a SMART scope",
    ),
    (
        "backend scope",
        &[("scope", "system/*.rs")],
        "invalid_scope",
        37,
        "backend services",
    ),
    (
        "launch scope alone",
        &[("scope", "launch patient/*.rs")],
        "invalid_request",
        35,
        "needs the parameter `launch`",
    ),
    (
        "launch value alone",
        &[("launch", "x")],
        "invalid_request",
        36,
        "needs the scope `launch`",
    ),
    (
        "invented launch value",
        &[("scope", "launch patient/*.rs"), ("launch", "x")],
        "invalid_request",
        35,
        "did not issue",
    ),
    (
        "max_age",
        &[("max_age", "60")],
        "invalid_request",
        211,
        "`max_age`",
    ),
    (
        "filter without value",
        &[("scope", "patient/Observation.rs?category=")],
        "invalid_scope",
        37,
        "`name=value`",
    ),
    (
        "launch context in upper case",
        &[("scope", "launch/Patient")],
        "invalid_scope",
        37,
        "lower case",
    ),
];

/// Asks and expects to be sent back at once.
async fn sent_back(address: &str) -> Url {
    match Person::at("").open(address).await {
        Shown::Application(url) => url,
        Shown::Page { html, .. } => panic!("a page instead of a redirect: {html}"),
    }
}

#[tokio::test]
async fn every_wrong_request_is_sent_back_with_what_is_wrong() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    for (case, changes, code, rule, words) in REDIRECTED {
        let redirect = sent_back(&app.authorize_url(changes)).await;
        assert_eq!(
            parameter(&redirect, "error").as_deref(),
            Some(code),
            "{case}"
        );
        let description = parameter(&redirect, "error_description").unwrap();
        assert!(description.contains(words), "{case}: {description}");
        assert_eq!(
            parameter(&redirect, "iss").as_deref(),
            Some(sandbox.base_url()),
            "{case}"
        );
        let complaint = sandbox.journal().complaints().pop().unwrap();
        assert_eq!(
            (complaint.rule, complaint.message),
            (Some(rule), description),
            "{case}"
        );
    }
    assert_eq!(
        sandbox.journal().assert_conformant().len(),
        REDIRECTED.len()
    );
}

#[tokio::test]
async fn an_error_carries_the_state() {
    let sandbox = strict().await;
    let address =
        App::public(&sandbox).authorize_url(&[("state", "state-of-the-request"), ("aud", "")]);
    assert_eq!(
        parameter(&sent_back(&address).await, "state").as_deref(),
        Some("state-of-the-request")
    );
}

#[tokio::test]
async fn nothing_is_redirected_to_an_address_that_is_not_registered() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let cases: [(Changes<'_>, u16); 7] = [
        (&[("client_id", "")], 33),
        (&[("client_id", "somebody-else")], 33),
        (&[("redirect_uri", "")], 34),
        (&[("redirect_uri", "https://evil.example/")], 34),
        (&[("redirect_uri", "org.chartside.app:/callback/")], 34),
        (&[("redirect_uri", "org.chartside.app:/Callback")], 34),
        (&[("redirect_uri", "org.chartside.app://callback")], 34),
    ];
    for (changes, rule) in cases {
        match app.person().open(&app.authorize_url(changes)).await {
            Shown::Page { status, .. } => assert_eq!(status, 400, "{changes:?}"),
            Shown::Application(url) => panic!("redirected to {url}"),
        }
        assert_eq!(
            sandbox.journal().complaints().pop().unwrap().rule,
            Some(rule),
            "{changes:?}"
        );
    }
}

#[tokio::test]
async fn a_repeated_parameter_is_refused() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let redirect = sent_back(&format!("{}&scope=openid", app.authorize_url(&[]))).await;
    assert_eq!(
        parameter(&redirect, "error_description").unwrap(),
        "`scope` was sent more than once"
    );
    let twice = format!(
        "{}&redirect_uri=https://evil.example/",
        app.authorize_url(&[])
    );
    assert!(matches!(
        app.person().open(&twice).await,
        Shown::Page { .. }
    ));
}

#[tokio::test]
async fn a_launch_value_works_once_and_for_ten_minutes() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let launch = || {
        let link = sandbox
            .launch_link("chartside", LaunchContext::of_patient("someone"))
            .unwrap();
        parameter(&Url::parse(&link).unwrap(), "launch").unwrap()
    };
    let once = launch();
    let address = app.authorize_url(&[("scope", "launch patient/*.rs"), ("launch", &once)]);
    assert!(matches!(
        app.person().open(&address).await,
        Shown::Page { .. }
    ));
    let again = sent_back(&address).await;
    assert_eq!(
        parameter(&again, "error_description").unwrap(),
        "that `launch` value was already used"
    );
    let late = launch();
    sandbox.advance_time(std::time::Duration::from_secs(601));
    let address = app.authorize_url(&[("scope", "launch patient/*.rs"), ("launch", &late)]);
    assert_eq!(
        parameter(&sent_back(&address).await, "error_description").unwrap(),
        "that `launch` value has expired"
    );
}

#[tokio::test]
async fn a_post_that_is_not_a_form_is_refused_by_name() {
    let sandbox = strict().await;
    let request = http()
        .post(format!("{}/auth/authorize", sandbox.base_url()))
        .body("{}");
    let answer = request
        .header("content-type", "application/json")
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 400);
    assert!(
        answer
            .text()
            .await
            .unwrap()
            .contains("its Content-Type was `application/json`")
    );
}
