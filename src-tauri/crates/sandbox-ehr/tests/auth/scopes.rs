//! The grammar of scopes, and what is granted of what is asked.

use proptest::prelude::*;
use sandbox_ehr::auth::scope::{Scope, join};
use serde_json::json;

use crate::app::{App, ok, parameter};
use crate::person::Person;
use crate::{sandbox, strict};

#[test]
fn what_the_specification_writes_is_a_scope() {
    for text in [
        "openid",
        "fhirUser",
        "launch",
        "launch/patient",
        "launch/imagingstudy?role=https://example.org/role",
        "online_access",
        "offline_access",
        "patient/*.read",
        "patient/Observation.write",
        "user/*.*",
        "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory",
        "system/*.cruds",
        "user/Appointment.c",
    ] {
        assert_eq!(Scope::parse(text).unwrap().to_string(), text);
    }
}

#[test]
fn what_it_does_not_write_is_not() {
    for text in [
        "",
        "Openid",
        "launch/",
        "launch/Patient",
        "launch/patient?role=",
        "launch/patient?role=a&role=b",
        "patient/Observation",
        "patient/Observation.",
        "patient/Observation.sr",
        "patient/Observation.rr",
        "patient/observation.rs",
        "patient/.rs",
        "patient/Observation.read?category=x",
        "patient/Observation.rs?",
        "practitioner/*.rs",
        "*/*.rs",
        "patient/*.dus",
    ] {
        assert!(Scope::parse(text).is_err(), "{text}");
    }
}

/// A resource scope over a small universe.
fn resource_scope() -> impl Strategy<Value = (String, Vec<(String, String, char)>)> {
    let level = prop::sample::select(vec!["patient", "user"]);
    let resource = prop::sample::select(vec!["*", "Observation", "Condition"]);
    let letters = prop::sample::subsequence(vec!['c', 'r', 'u', 'd', 's'], 1..=5);
    (level, resource, letters).prop_map(|(level, resource, letters)| {
        let text = format!("{level}/{resource}.{}", letters.iter().collect::<String>());
        let resources = if resource == "*" {
            vec!["Observation", "Condition", "*"]
        } else {
            vec![resource]
        };
        let meant = resources
            .iter()
            .flat_map(|resource| {
                letters
                    .iter()
                    .map(|letter| (level.to_owned(), (*resource).to_owned(), *letter))
            })
            .collect();
        (text, meant)
    })
}

proptest! {
    #[test]
    fn reading_any_text_never_panics(text in "\\PC{0,60}") {
        let _ = Scope::parse_all(&text);
    }

    #[test]
    fn what_is_read_is_written_back_unchanged(
        text in "(patient|user|system)/(\\*|[A-Z][a-zA-Z]{0,8})\\.(c?r?u?d?s|read|write|\\*)( openid| launch/patient){0,2}"
    ) {
        prop_assert_eq!(join(&Scope::parse_all(&text).unwrap()), text);
    }

    #[test]
    fn a_scope_covers_another_when_it_means_all_that_the_other_means(
        (held, means) in resource_scope(),
        (asked, needs) in resource_scope(),
    ) {
        let covers = Scope::parse(&held).unwrap().covers(&Scope::parse(&asked).unwrap());
        prop_assert_eq!(covers, needs.iter().all(|need| means.contains(need)), "{} covers {}", held, asked);
    }
}

#[tokio::test]
async fn a_person_can_untick_scopes() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let person = Person {
        unticked: vec!["offline_access".to_owned(), "patient/*.rs".to_owned()],
        ..app.person()
    };
    let asked = "launch/patient offline_access patient/*.rs patient/Patient.r";
    let redirect = person.walk(&app.authorize_url(&[("scope", asked)])).await;
    let token = ok(app
        .exchange(&parameter(&redirect, "code").unwrap(), &[])
        .await)
    .await;
    assert_eq!(token["scope"], "launch/patient patient/Patient.r");
    assert!(token.get("refresh_token").is_none());
}

#[tokio::test]
async fn a_person_can_add_no_scopes_of_their_own() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let token = app
        .sign_in(&[("scope", "launch/patient patient/Patient.r")])
        .await;
    assert_eq!(token["scope"], "launch/patient patient/Patient.r");
}

#[tokio::test]
async fn unticking_everything_is_saying_no() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let person = Person {
        unticked: vec!["patient/*.rs".to_owned()],
        ..app.person()
    };
    let redirect = person
        .walk(&app.authorize_url(&[("scope", "patient/*.rs")]))
        .await;
    assert_eq!(
        parameter(&redirect, "error").as_deref(),
        Some("access_denied")
    );
}

#[tokio::test]
async fn what_cannot_be_kept_to_is_not_granted() {
    let sandbox = sandbox(json!({ "withheld_scopes": ["offline_access"] })).await;
    let asked = "launch/patient launch/encounter offline_access patient/Observation.rs?category=laboratory patient/Patient.r";
    let token = App::public(&sandbox).sign_in(&[("scope", asked)]).await;
    assert_eq!(token["scope"], "launch/patient patient/Patient.r");
}
