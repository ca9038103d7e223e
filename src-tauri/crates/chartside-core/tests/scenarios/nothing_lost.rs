//! What the server has equals what the store has equals what views and "what you are not seeing" account
//! for; also when things go wrong on the way.

use std::sync::Arc;

use chartside_core::ipc::{LoadPart, RecordEvent, SectionProgress, SessionRef};
use chartside_core::problem::ProblemCode;
use futures_util::StreamExt as _;
use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::{Profile, SandboxConfig};

use crate::account::Account;
use crate::support::{Desk, Will, World};

struct Clinic {
    world: World,
    desk: Desk,
    store: Arc<FhirStore>,
    patient: String,
}

impl Clinic {
    /// A patient of so many resources.
    async fn with_patient_of(resources: usize) -> Self {
        let store = Arc::new(FhirStore::generate(11, resources));
        let world = World::of(SandboxConfig {
            store: Arc::clone(&store),
            ..SandboxConfig::default()
        })
        .await;
        let patient = store.patients()[0].id.clone();
        let desk = world.start(Will::AllowFor(patient.clone())).await;
        Self {
            world,
            desk,
            store,
            patient,
        }
    }

    fn behaves(&self, fhir: &str) {
        let profile = serde_json::from_str::<Profile>(&format!(r#"{{"fhir":{fhir}}}"#));
        self.world.sandbox.set_profile(profile.unwrap());
    }

    /// A record that was loaded anew, and what of it is missing and accounted for.
    async fn load(&self) -> (Account, Vec<String>) {
        let session = self.desk.connect().await.unwrap();
        let events = self.desk.load(&session).await;
        let mut account = Account::of(&self.desk, &session, &events).await;
        let missing = account.expect_nothing_lost(&self.desk, &session, &self.store, &self.patient);
        let missing = missing.await;
        self.desk
            .app
            .forget_connection(SessionRef { session })
            .await
            .unwrap();
        (account, missing)
    }

    async fn expect_whole(&self, why: &str) {
        let (account, missing) = self.load().await;
        assert_eq!(missing, [""; 0], "{why}");
        assert!(
            account.unexpected().is_empty(),
            "{why}: {:?}",
            account.unexpected()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_lost_of_a_patient_of_a_thousand_resources() {
    let clinic = Clinic::with_patient_of(1_000).await;
    assert!(clinic.store.compartment(&clinic.patient).len() >= 1_000);
    clinic.expect_whole("nothing goes wrong").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_lost_of_a_patient_of_ten_thousand_resources() {
    Clinic::with_patient_of(10_000)
        .await
        .expect_whole("nothing goes wrong")
        .await;
}

/// `cargo xtask test --large` runs it: minutes without optimisation.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes; `cargo xtask test --large` runs it"]
async fn nothing_lost_of_a_patient_of_a_hundred_thousand_resources() {
    Clinic::with_patient_of(100_000)
        .await
        .expect_whole("nothing goes wrong")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_lost_where_what_goes_wrong_passes() {
    let clinic = Clinic::with_patient_of(400).await;
    let passing = [
        // F27, in the middle of paging.
        r#"{"max_count":9,"page_faults":[{"of":"Observation","nth":3,"times":1,"act":{"status":{"status":401}}}]}"#,
        // F33
        r#"{"max_count":9,"page_faults":[{"nth":2,"times":1,"act":{"status":{"status":429,"retry_after":"0"}}}]}"#,
        r#"{"max_count":9,"page_faults":[{"of":"Observation","nth":2,"times":5,"act":{"status":{"status":503,"retry_after":"0"}}}]}"#,
        r#"{"rate_limit":{"every":3,"retry_after":0}}"#,
        // F34
        r#"{"max_count":9,"page_faults":[{"nth":1,"times":1,"act":{"status":{"status":502}}}]}"#,
        r#"{"max_count":9,"page_faults":[{"of":"Observation","nth":2,"times":1,"act":"cut"}]}"#,
        // F37
        r#"{"xml":true}"#,
        // Parts of a list that do not add up: it is read in one.
        r#"{"max_count":9,"ignored":["date"]}"#,
        r#"{"max_count":9,"refuses":[{"parameter":"date","status":400}]}"#,
        r#"{"max_count":9,"total":false}"#,
        r#"{"max_count":9,"understate_total":true}"#,
        r#"{"max_count":9,"page_total":true}"#,
        r#"{"max_count":9,"refuses":[{"parameter":"date","status":500}]}"#,
        r#"{"max_count":9,"page_faults":[{"of":"Observation","nth":4,"times":1,"act":{"status":{"status":500}}}]}"#,
        // F40: pages that shift.
        r#"{"max_count":9,"overlap":4}"#,
        r#"{"max_count":9,"page_faults":[{"of":"Observation","nth":2,"times":1,"act":{"slow":{"milliseconds":300}}}]}"#,
    ];
    for fhir in passing {
        clinic.behaves(fhir);
        clinic.expect_whole(fhir).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_lost_where_a_page_is_cut_off_at_each_sixteenth() {
    let clinic = Clinic::with_patient_of(300).await;
    for sixteenths in 0..16 {
        let act = |honest| {
            format!(
                r#"{{"max_count":40,"unlisted":["date"],"page_faults":[{{"of":"Observation","nth":2,"times":1,"act":{{"truncate":{{"sixteenths":{sixteenths},"honest":{honest}}}}}}}]}}"#
            )
        };
        // The length says that it was cut: it is asked for again.
        clinic.behaves(&act(false));
        clinic.expect_whole(&act(false)).await;
        // The server itself sends half a page and calls it whole: nothing of it is taken.
        clinic.behaves(&act(true));
        let (account, missing) = clinic.load().await;
        assert!(!missing.is_empty() && missing.iter().all(|key| key.starts_with("Observation/")));
        assert_eq!(account.reasons("Observation").len(), 1, "{sixteenths}");
        assert_eq!(
            account.states["Results"].progress,
            SectionProgress::Incomplete
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_lost_in_silence_where_what_goes_wrong_lasts() {
    use ProblemCode::{
        ForeignAddress, NotFhir, NotPermitted, NotSupported, PagingEndless, ServerBusy,
        ServerFailed,
    };
    let clinic = Clinic::with_patient_of(400).await;
    let status = |status: u16| {
        format!(
            r#"{{"max_count":9,"page_faults":[{{"of":"Observation","nth":3,"act":{{"status":{{"status":{status},"retry_after":"0"}}}}}}]}}"#
        )
    };
    let lasting = [
        (status(500), ServerFailed),
        (status(503), ServerBusy),
        (status(429), ServerBusy),
        (status(403), NotPermitted),
        (status(404), NotSupported),
        (
            r#"{"max_count":9,"unlisted":["date"],"cyclic_next":true}"#.to_owned(),
            PagingEndless,
        ),
        (
            r#"{"max_count":9,"next_origin":"http://localhost:1"}"#.to_owned(),
            ForeignAddress,
        ),
        (r#"{"failing":["Observation"]}"#.to_owned(), ServerFailed),
        (r#"{"html_instead":["Observation"]}"#.to_owned(), NotFhir),
    ];
    for (fhir, code) in lasting {
        clinic.behaves(&fhir);
        let (account, missing) = clinic.load().await;
        assert!(!missing.is_empty(), "{fhir}");
        assert!(
            account.reasons("Observation").contains(&code),
            "{fhir}: {:?}",
            account.gaps
        );
        assert_ne!(
            account.states["Results"].progress,
            SectionProgress::Complete
        );
    }
}

#[tokio::test]
async fn f37_a_page_for_people_is_named_on_the_part_that_it_came_for() {
    let clinic = Clinic::with_patient_of(200).await;
    clinic.behaves(r#"{"html_instead":["Goal"]}"#);
    let (account, _) = clinic.load().await;
    let goal = account.states["CarePlans"]
        .problems
        .iter()
        .find(|line| line.resource_type == "Goal");
    assert_eq!(
        goal.unwrap().problem.server_message.as_deref(),
        Some("Guest network sign-in")
    );
}

#[tokio::test]
async fn f33_a_host_that_asks_for_patience_is_waited_for_and_that_is_said() {
    let clinic = Clinic::with_patient_of(200).await;
    clinic.behaves(r#"{"page_faults":[{"of":"Goal","nth":1,"times":1,"act":{"status":{"status":429,"retry_after":"1"}}}]}"#);
    let session = clinic.desk.connect().await.unwrap();
    let events = clinic.desk.load(&session).await;
    let waits = events
        .iter()
        .filter(|event| matches!(event, RecordEvent::Waiting { seconds: 1 }));
    assert_eq!(waits.count(), 1);
    assert!(
        matches!(events.last(), Some(RecordEvent::Finished { complete, .. }) if *complete == Account::of(&clinic.desk, &session, &events).await.gaps.is_empty())
    );
}

#[tokio::test]
async fn one_part_is_loaded_again_and_the_rest_stays_as_it_was() {
    let clinic = Clinic::with_patient_of(200).await;
    clinic.behaves(r#"{"failing":["Condition","Goal"]}"#);
    let session = clinic.desk.connect().await.unwrap();
    let mut events = clinic.desk.load(&session).await;
    let before = Account::of(&clinic.desk, &session, &events).await;
    assert_eq!(
        before.states["Problems"].progress,
        SectionProgress::NotAvailable
    );

    clinic.behaves(r#"{"failing":["Goal"]}"#);
    let asked_before = clinic.world.sandbox.journal().fhir_requests().len();
    let part = LoadPart {
        record: session.clone(),
        resource_type: "Condition".to_owned(),
    };
    let again = Box::pin(clinic.desk.app.load_part(part));
    let again: Vec<RecordEvent> = again.collect().await;
    assert!(matches!(
        again.last(),
        Some(RecordEvent::Finished {
            complete: false,
            ..
        })
    ));
    events.extend(again);
    let after = Account::of(&clinic.desk, &session, &events).await;
    assert_eq!(after.states["Problems"].progress, SectionProgress::Complete);
    assert_eq!(after.reasons("Goal"), [ProblemCode::ServerFailed]);
    assert!(after.shown.len() > before.shown.len());
    let asked = &clinic.world.sandbox.journal().fhir_requests()[asked_before..];
    let types = asked
        .iter()
        .filter_map(|request| request.path.split('/').nth(2));
    let others: Vec<&str> = types
        .filter(|kind| !["Condition", "Patient", "metadata"].contains(kind))
        .collect();
    assert!(others.is_empty(), "{others:?}");
}
