use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use serde_json::json;

use super::{AuthorizationCode, Redirect, RedirectError};
use crate::authorization::{Launch, begin};
use crate::base_url::FhirBaseUrl;
use crate::configuration::SmartConfiguration;
use crate::oauth_error::OAuthErrorCode;
use crate::pending::{LIFETIME, PendingAuthorization};
use crate::registration::{ClientRegistration, RedirectUri};
use crate::scope::ScopeSet;

const CALLBACK: &str = "org.chartside.app:/callback";
const ISSUER: &str = "https://auth.example";

fn redirect_uri() -> RedirectUri {
    RedirectUri::parse(CALLBACK).unwrap()
}

fn begun(issuer: Option<&str>, always_sent: bool) -> PendingAuthorization {
    let base = FhirBaseUrl::parse("https://ehr.example/fhir").unwrap();
    let document = json!({
        "issuer": issuer,
        "authorization_endpoint": "https://auth.example/authorize",
        "token_endpoint": "https://auth.example/token",
        "authorization_response_iss_parameter_supported": always_sent,
    });
    let configuration = SmartConfiguration::parse(&base, document.to_string().as_bytes()).unwrap();
    let registration = ClientRegistration::public("chartside", redirect_uri());
    let scopes = ScopeSet::parse("launch/patient openid fhirUser patient/*.rs").unwrap();
    begin(
        &configuration,
        &registration,
        Launch::Standalone,
        &base,
        &scopes,
        Timestamp::UNIX_EPOCH,
    )
    .unwrap()
    .1
}

/// A sign-in begun at the epoch.
pub(crate) fn pending() -> PendingAuthorization {
    begun(Some(ISSUER), false)
}

fn parse(query: &str) -> Result<Redirect, RedirectError> {
    Redirect::parse(&format!("{CALLBACK}?{query}"), &redirect_uri())
}

/// Answers `pending` with its own state and the rest of a query.
fn answer(pending: PendingAuthorization, rest: &str) -> Result<AuthorizationCode, RedirectError> {
    let state = pending.state.expose().to_owned();
    pending.accept(
        parse(&format!("state={state}&{rest}"))?,
        Timestamp::UNIX_EPOCH,
    )
}

fn refusal(result: Result<AuthorizationCode, RedirectError>) -> RedirectError {
    result.map(drop).unwrap_err()
}

#[test]
fn a_right_answer_gives_the_code() {
    let code = answer(pending(), "code=abc%2Fdef").unwrap();
    assert_eq!(code.code.expose(), "abc/def");
    assert_eq!(
        code.binding().token_endpoint.as_str(),
        "https://auth.example/token"
    );
}

#[test]
fn the_sign_in_is_found_by_the_digest_of_the_state() {
    let pending = pending();
    let redirect = parse(&format!("state={}&code=x", pending.state.expose())).unwrap();
    assert_eq!(redirect.state_digest(), pending.state_digest());
    assert_ne!(
        parse("state=other&code=x").unwrap().state_digest(),
        pending.state_digest()
    );
}

/// One query a line; all have a `state`.
const MALFORMED: &str = r"state=s
state=s&code=
state=s&code=&error=
state=s&code=a&error=access_denied
state=s&error=a&code=b
state=s&code=a&code=b
state=s&code=a&%63ode=b
state=s&state=s&code=a
state=s&code=a&iss=x&iss=x
state=s&code=a&x=1&x=2
state=s&error=a&error=b
state=s&error=
state=s&error=%E2%80%AE
state=s&code=a#fragment
state=s&code=a%00
state=s&code=a%0d%0aX: y
state=s&code=%C2%80
state=s&code=%
state=s&code=%zz
state=s&code=%ff%fe
state=s&code=a b
state=s&code=é
state=s&Code=a
state=s&code%00=a
state=s&code[]=a
state=s;code=a";

/// One address a line, each with a query that would be right.
const FOREIGN: &str = r"
x
org.chartside.app:/launch
org.chartside.app://callback
org.chartside.app:///callback
org.chartside.app://u:p@h:1/callback
org.chartside.app:/callback/
org.chartside.app:/callback/x
org.chartside.app:/CALLBACK
org.chartside.app:/a/../callback
org.chartside.app:/%63allback
org.chartside.app:callback
org.chartside.app:/callback#
org.chartside.app:\callback
org.chartside.app.evil:/callback
xorg.chartside.app:/callback
https://org.chartside.app/callback
javascript:alert(1)
--flag=org.chartside.app:/callback
org.chartside.app:/callback;x";

#[test]
fn t08_sixty_hostile_links_are_refused() {
    let malformed = ["", "&", "=", "state=s&code=a\n", "state=s&code=a\u{0}"];
    for query in MALFORMED.lines().chain(malformed) {
        assert_eq!(
            parse(query).map(drop),
            Err(RedirectError::Malformed),
            "{query:?}"
        );
    }
    let no_state = [
        "code=a",
        "state=&code=a",
        "error=access_denied",
        "code=a&State=s",
        "code=a&iss=x",
    ];
    for query in no_state {
        assert_eq!(
            parse(query).map(drop),
            Err(RedirectError::StateMismatch),
            "{query:?}"
        );
    }
    let unprintable = [
        " org.chartside.app:/callback",
        "org.chartside.app:/callback ",
        "org.chartside.app:/callback\u{0}",
    ];
    for address in FOREIGN.lines().chain(unprintable) {
        let refused = Redirect::parse(&format!("{address}?state=s&code=a"), &redirect_uri());
        assert_eq!(
            refused.map(drop),
            Err(RedirectError::Foreign),
            "{address:?}"
        );
    }
    let without_query = Redirect::parse(CALLBACK, &redirect_uri()).map(drop);
    assert_eq!(without_query, Err(RedirectError::Foreign));
    let long = format!("state=s&code={}", "a".repeat(8_200));
    assert_eq!(parse(&long).map(drop), Err(RedirectError::Malformed));
}

#[test]
fn the_case_of_the_scheme_does_not_matter() {
    assert!(
        Redirect::parse(
            "ORG.CHARTSIDE.APP:/callback?state=s&code=a",
            &redirect_uri()
        )
        .is_ok()
    );
}

#[test]
fn unknown_parameters_are_ignored() {
    assert!(answer(pending(), "code=a&session_state=x&tenant=y").is_ok());
}

#[test]
fn hl7_004_060_state_is_looked_at_before_anything_else() {
    let wrong = |query: &str, now| refusal(pending().accept(parse(query).unwrap(), now));
    for query in [
        "state=x&code=a",
        "state=x&error=access_denied",
        "state=x&code=a&iss=https://evil.example",
    ] {
        assert_eq!(
            wrong(query, Timestamp::UNIX_EPOCH),
            RedirectError::StateMismatch
        );
        assert_eq!(
            wrong(query, Timestamp::UNIX_EPOCH + LIFETIME),
            RedirectError::StateMismatch
        );
    }
}

#[test]
fn hl7_039_061_the_answer_to_another_sign_in_is_refused() {
    let (one, other) = (pending(), pending());
    let redirect = parse(&format!("state={}&code=a", other.state.expose())).unwrap();
    assert_eq!(
        refusal(one.accept(redirect, Timestamp::UNIX_EPOCH)),
        RedirectError::StateMismatch
    );
}

#[test]
fn an_answer_after_ten_minutes_is_refused() {
    let accept = |offset: SignedDuration| {
        let pending = pending();
        let redirect = parse(&format!("state={}&code=a", pending.state.expose())).unwrap();
        pending
            .accept(redirect, Timestamp::UNIX_EPOCH + offset)
            .map(drop)
    };
    assert_eq!(accept(LIFETIME - SignedDuration::from_secs(1)), Ok(()));
    assert_eq!(accept(LIFETIME), Err(RedirectError::Expired));
}

#[test]
fn rfc_9207_the_issuer_is_compared_character_by_character() {
    let issued = |recorded, always, rest: &str| {
        answer(begun(recorded, always), &format!("code=a{rest}")).map(drop)
    };
    let here = "&iss=https%3A%2F%2Fauth.example";
    for (recorded, always, rest, accepted) in [
        (Some(ISSUER), true, here, true),
        (Some(ISSUER), false, here, true),
        (Some(ISSUER), false, "", true),
        (Some(ISSUER), true, "", false),
        (Some(ISSUER), true, "&iss=", false),
        (
            Some(ISSUER),
            false,
            "&iss=https%3A%2F%2Fauth.example%2F",
            false,
        ),
        (
            Some(ISSUER),
            false,
            "&iss=https%3A%2F%2FAUTH.example",
            false,
        ),
        (
            Some(ISSUER),
            false,
            "&iss=https%3A%2F%2Fevil.example",
            false,
        ),
        // A server that did not name its issuer is believed only where the code would go anyway.
        (None, false, here, true),
        (
            None,
            false,
            "&iss=https%3A%2F%2Fauth.example%2Ftenant",
            true,
        ),
        (None, false, "&iss=https%3A%2F%2Fevil.example", false),
        (None, false, "&iss=nonsense", false),
        (None, false, "", true),
    ] {
        let expected = if accepted {
            Ok(())
        } else {
            Err(RedirectError::IssuerMismatch)
        };
        assert_eq!(
            issued(recorded, always, rest),
            expected,
            "{recorded:?} {always} {rest}"
        );
    }
}

#[test]
fn an_error_of_another_issuer_is_not_believed() {
    assert_eq!(
        refusal(answer(
            pending(),
            "error=access_denied&iss=https%3A%2F%2Fevil.example"
        )),
        RedirectError::IssuerMismatch
    );
}

#[test]
fn the_servers_no_is_told_with_its_words_as_plain_text() {
    let refused = |rest: &str| refusal(answer(pending(), rest));
    assert_eq!(
        refused(
            "error=access_denied&error_description=The+user+%3Cb%3Edenied%3C%2Fb%3E+%E2%80%AEit"
        ),
        RedirectError::Refused {
            code: OAuthErrorCode::AccessDenied,
            description: Some("The user <b>denied</b> it".to_owned()),
        }
    );
    assert_eq!(
        refused("error=vendor_special"),
        RedirectError::Refused {
            code: OAuthErrorCode::Other("vendor_special".to_owned()),
            description: None
        }
    );
    let long = format!("error=server_error&error_description={}", "x".repeat(5_000));
    let RedirectError::Refused {
        code: OAuthErrorCode::ServerError,
        description: Some(text),
    } = refused(&long)
    else {
        panic!("a refusal");
    };
    assert_eq!(text.len(), 300);
}

proptest! {
    #[test]
    fn no_link_makes_it_panic(rest in "\\PC{0,300}") {
        let _ = parse(&rest);
        let _ = Redirect::parse(&rest, &redirect_uri());
    }

    #[test]
    fn t03_no_change_of_a_right_link_reaches_another_state(position in 0_usize..43, letter in prop::char::range('a', 'z')) {
        let pending = pending();
        let mut letters: Vec<char> = pending.state.expose().chars().collect();
        prop_assume!(letters[position] != letter);
        letters[position] = letter;
        let state: String = letters.into_iter().collect();
        let redirect = parse(&format!("state={state}&code=a")).unwrap();
        prop_assert_ne!(redirect.state_digest(), pending.state_digest());
        prop_assert_eq!(refusal(pending.accept(redirect, Timestamp::UNIX_EPOCH)), RedirectError::StateMismatch);
    }

    #[test]
    fn t14_what_is_shown_of_a_description_is_short_and_plain(text in "\\PC{0,400}") {
        let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
        if let Err(RedirectError::Refused { description: Some(shown), .. }) =
            answer(pending(), &format!("error=x&error_description={encoded}")).map(drop)
        {
            prop_assert!(shown.chars().count() <= 300);
            let turns_text = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
            prop_assert!(!shown.contains(turns_text));
        }
    }
}

#[test]
fn what_came_with_a_link_is_told_by_name() {
    let redirect = parse("state=s-7&code=c-7&session_state=x").unwrap();
    let names: Vec<_> = redirect
        .parameters()
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["state", "code", "session_state"]);
    assert!(!format!("{:?}", redirect.parameters()).contains("c-7"));
}
