//! A server teaches how it wants to be asked, once: the next load makes no request that is refused.

use chartside_core::ipc::SectionProgress;
use chartside_core::problem::ProblemCode;
use sandbox_ehr::Profile;

use crate::account::Account;
use crate::support::{Desk, Will, World, last_states};

fn with(fhir: &str) -> Profile {
    serde_json::from_str(&format!(r#"{{"fhir":{fhir}}}"#)).unwrap()
}

/// Loads, and gives the refused searches as `Type status`.
async fn refused(world: &World, desk: &Desk, session: &str) -> (Account, Vec<String>) {
    let before = world.sandbox.journal().fhir_requests().len();
    let events = desk.load(session).await;
    let account = Account::of(desk, session, &events).await;
    let requests = world.sandbox.journal().fhir_requests().split_off(before);
    let refused = requests
        .iter()
        .filter(|request| request.status.is_some_and(|status| status >= 400));
    let line = |request: &sandbox_ehr::RecordedRequest| {
        format!(
            "{} {}",
            request.path.trim_start_matches("/fhir/"),
            request.status.unwrap()
        )
    };
    (account, refused.map(line).collect())
}

#[tokio::test]
async fn what_a_server_insists_on_is_learnt_and_the_second_load_makes_no_refused_request() {
    for (fhir, first, section) in [
        (
            r#"{"wants":[{"types":["Observation"],"any_of":["category"],"status":400,"text":"Must have either code or category."}]}"#,
            vec!["Observation 400"],
            "Vitals",
        ),
        // Nothing is said: what some server is known to want is tried.
        (
            r#"{"wants":[{"types":["CarePlan"],"any_of":["category"],"status":404}]}"#,
            vec!["CarePlan 404"],
            "Other",
        ),
        (
            r#"{"wants":[{"types":["MedicationRequest"],"any_of":["intent"],"status":403,"text":"The request is missing a required search parameter: intent"}]}"#,
            vec!["MedicationRequest 403"],
            "Medications",
        ),
        (
            r#"{"refuses":[{"parameter":"_include","status":500}]}"#,
            vec!["MedicationRequest 500"],
            "Medications",
        ),
        (
            r#"{"wants":[{"types":["Procedure"],"any_of":["date"],"status":400,"text":"required: date"}]}"#,
            vec!["Procedure 400"],
            "Procedures",
        ),
    ] {
        let world = World::with(with(fhir)).await;
        let desk = world.start(Will::Allow).await;
        let session = desk.connect().await.unwrap();
        let (account, asked) = refused(&world, &desk, &session).await;
        let of_section = |line: &&String| {
            first
                .iter()
                .any(|one| line.starts_with(one.split(' ').next().unwrap()))
        };
        assert_eq!(
            asked.iter().filter(of_section).cloned().collect::<Vec<_>>(),
            first,
            "{fhir}"
        );
        assert!(
            account.states[section].counts.current > 0 || section == "Other",
            "{fhir}"
        );

        // Another run of the program, on the same computer.
        let later = world.start(Will::Allow).await;
        let session = later.connect_as(later.again(&session)).await.unwrap();
        let (again, asked) = refused(&world, &later, &session).await;
        assert_eq!(asked, [""; 0], "{fhir}");
        assert_eq!(again.shown, account.shown, "{fhir}");
    }
}

#[tokio::test]
async fn a_page_that_is_too_large_is_learnt_for_every_type() {
    let world = World::with(with(r#"{"largest_count":30}"#)).await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let (account, asked) = refused(&world, &desk, &session).await;
    assert!(!asked.is_empty());
    assert_eq!(account.states["Vitals"].progress, SectionProgress::Complete);
    let (_, asked) = refused(&world, &desk, &session).await;
    assert_eq!(asked, [""; 0]);
}

#[tokio::test]
async fn a_category_that_the_server_refuses_is_named_and_not_asked_for_again() {
    let known = r#"["vital-signs","laboratory","social-history"]"#;
    let wants = r#"[{"types":["Observation"],"any_of":["category"],"status":400,"text":"category is required"}]"#;
    let world = World::with(with(&format!(
        r#"{{"wants":{wants},"categories":{{"Observation":{known}}}}}"#
    )))
    .await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let (account, asked) = refused(&world, &desk, &session).await;
    assert!(asked.len() > 5);
    assert_eq!(
        account.reasons("Observation"),
        [ProblemCode::CategoriesOnly, ProblemCode::PartRefused]
    );
    let (again, asked) = refused(&world, &desk, &session).await;
    assert_eq!(asked, [""; 0]);
    let line = again.states["Vitals"]
        .problems
        .iter()
        .find(|line| line.problem.code == ProblemCode::PartRefused);
    let parts = &line.unwrap().parts;
    assert!(
        parts.iter().any(|part| part == "imaging")
            && !parts.iter().any(|part| part == "laboratory")
    );
}

#[tokio::test]
async fn who_may_not_see_a_type_is_not_asked_about_it_over_and_over() {
    let world = World::with(with(r#"{"forbidden":["Observation","Goal"]}"#)).await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let (account, asked) = refused(&world, &desk, &session).await;
    assert_eq!(account.reasons("Observation"), [ProblemCode::NotPermitted]);
    assert_eq!(account.reasons("Goal"), [ProblemCode::NotPermitted]);
    assert!(asked.len() <= 4, "{asked:?}");
}

#[tokio::test]
async fn a_permission_for_some_categories_plans_just_these_and_says_so() {
    let category = "http://terminology.hl7.org/CodeSystem/observation-category|vital-signs";
    // Granted as it was set up at the server, whatever was asked for.
    let world = World::with(Profile {
        ticked_scopes: vec![format!("patient/Observation.rs?category={category}")],
        ..Profile::default()
    })
    .await;
    let desk = world.start(Will::Allow).await;
    let mut request = desk.request();
    let scopes = "launch/patient openid fhirUser patient/Patient.rs patient/Condition.rs";
    request.scope = Some(scopes.to_owned());
    let session = desk.connect_as(request).await.unwrap();
    let before = world.sandbox.journal().fhir_requests().len();
    let events = desk.load(&session).await;
    let states = last_states(&events);
    let vitals = &states["Vitals"];
    assert_eq!(
        vitals.problems[0].problem.code,
        ProblemCode::PermissionNarrowed
    );
    assert_eq!(vitals.problems[0].parts, ["vital-signs"]);
    assert!(vitals.counts.current > 0);
    assert_eq!(states["Problems"].progress, SectionProgress::Complete);
    let requests = world.sandbox.journal().fhir_requests().split_off(before);
    let asked = requests
        .iter()
        .filter(|request| request.path == "/fhir/Observation");
    assert!(
        asked
            .into_iter()
            .all(
                |request| request.query_value("category").as_deref() == Some(category)
                    || request.query_value("_cursor").is_some()
            )
    );
}
