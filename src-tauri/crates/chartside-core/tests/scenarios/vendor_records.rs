//! The records of thirteen vendors' sandboxes, as they were measured, replayed with data of our own: whole,
//! and shown as they have to be.

use chart::{Entry, Section, Standing};
use chartside_core::ipc::{ResourceQuery, SessionRef};
use chartside_core::problem::ProblemCode;
use sandbox_ehr::Profile;
use sandbox_ehr::fhir::FhirStore;

use crate::account::Account;
use crate::support::{Desk, Will, World};

/// One vendor's record after two loads.
struct Replay {
    desk: Desk,
    session: String,
    account: Account,
    /// What was refused in the second load: type and status.
    refused: Vec<(String, u16)>,
    _world: World,
}

impl Replay {
    async fn of(vendor: &str) -> Self {
        let profile = Profile::find(&format!("{vendor}-record")).unwrap();
        // The sign-in is the strict one: how vendors sign in is tested elsewhere.
        let world = World::with(Profile {
            fhir: profile.fhir.clone(),
            resources: profile.resources.clone(),
            ..Profile::default()
        })
        .await;
        let patient = FhirStore::generate(1, 200).patients()[0].id.clone();
        let desk = world.start(Will::AllowFor(patient.clone())).await;
        let session = desk.connect().await.unwrap();
        let events = desk.load(&session).await;
        let first = Account::of(&desk, &session, &events).await;
        let before = world.sandbox.journal().fhir_requests().len();
        let events = desk.load(&session).await;
        let mut account = Account::of(&desk, &session, &events).await;
        assert_eq!(
            first.shown, account.shown,
            "{vendor}: twice the same record"
        );

        let mut store = FhirStore::generate(1, 200);
        let base = world.sandbox.fhir_base_url();
        let texts = profile.resources.iter().map(|resource| {
            resource
                .to_string()
                .replace("{patient}", &patient)
                .replace("{base}", &base)
        });
        store.adopt(&patient, texts.collect());
        let not_there = &profile.fhir.unsupported;
        account
            .expect_nothing_lost_but(&desk, &session, &store, &patient, not_there)
            .await;
        let refused = world.sandbox.journal().fhir_requests().split_off(before);
        let refused = refused.iter().filter_map(|request| {
            let kind = request.path.split('/').nth(2)?.to_owned();
            Some((kind, request.status.filter(|status| *status >= 400)?))
        });
        let refused = refused.collect();
        Self {
            desk,
            session,
            account,
            refused,
            _world: world,
        }
    }

    async fn entry(&self, key: &str) -> Entry {
        let query = ResourceQuery {
            record: self.session.clone(),
            key: key.to_owned(),
        };
        self.desk.app.resource(query).await.unwrap().entry
    }

    /// Stands among the facts of its section.
    async fn expect_fact(&self, key: &str, section: Section) -> Entry {
        let entry = self.entry(key).await;
        assert_eq!(entry.section, section, "{key}");
        assert_ne!(entry.standing, Standing::NotAFact, "{key}");
        assert!(self.account.shown.contains_key(key), "{key}");
        entry
    }

    async fn expect_no_fact(&self, key: &str) {
        assert_eq!(self.entry(key).await.standing, Standing::NotAFact, "{key}");
        assert!(self.account.shown.contains_key(key), "{key}");
    }

    async fn expect_document(&self, key: &str, address: &str) {
        self.expect_fact(key, Section::Documents).await;
        assert!(self.account.shown[key].contains(address), "{key}");
    }

    /// Nothing is refused any more, and nothing is missing.
    async fn expect_whole(self) {
        assert_eq!(self.refused, []);
        assert!(
            self.account.unexpected().is_empty(),
            "{:?}",
            self.account.unexpected()
        );
        let session = self.session;
        self.desk
            .app
            .forget_connection(SessionRef { session })
            .await
            .unwrap();
    }

    fn expect_reasons(&self, kind: &str, codes: &[ProblemCode]) {
        assert_eq!(self.account.reasons(kind), codes, "{kind}");
    }
}

#[tokio::test]
async fn athenahealth() {
    let replay = Replay::of("athenahealth").await;
    replay.expect_no_fact("Condition/athena-error").await;
    let ranged = replay
        .expect_fact("Observation/athena-range", Section::Results)
        .await;
    let range = ranged.value.unwrap().range.unwrap();
    assert_eq!(
        (range.text.as_deref(), range.low),
        (Some("12.0 - 16.0 g/dL"), None)
    );
    for undated in ["athena-undated-1", "athena-undated-2"] {
        let key = format!("Observation/{undated}");
        assert_eq!(replay.expect_fact(&key, Section::Results).await.date, None);
    }
    assert_eq!(
        replay.entry("Observation/athena-no-value").await.value,
        None
    );
    replay
        .expect_document("DocumentReference/athena-html", "text/html")
        .await;
    replay.expect_whole().await;
}

#[tokio::test]
async fn humana() {
    let replay = Replay::of("humana").await;
    replay.expect_no_fact("Condition/humana-error").await;
    assert_eq!(
        replay
            .expect_fact("Observation/humana-undated", Section::Results)
            .await
            .date,
        None
    );
    let coded = replay
        .expect_fact("Observation/humana-no-value", Section::Results)
        .await;
    assert_eq!(coded.title.unwrap().text, "Hemoglobin");
    replay
        .expect_fact("ExplanationOfBenefit/humana-eob", Section::Coverage)
        .await;
    replay.expect_whole().await;
}

#[tokio::test]
async fn healthit() {
    let replay = Replay::of("healthit").await;
    let old = replay.entry("DocumentReference/healthit-note-1").await;
    let new = replay.entry("DocumentReference/healthit-note-2").await;
    assert_eq!(
        (old.standing, new.standing),
        (Standing::Historical, Standing::Current)
    );
    replay
        .expect_document(
            "DocumentReference/healthit-absolute",
            "/fhir/Binary/healthit-text",
        )
        .await;
    let medicine = replay
        .expect_fact("MedicationRequest/healthit-request", Section::Medications)
        .await;
    assert!(medicine.title.unwrap().text.starts_with("metformin"));
    replay.expect_whole().await;
}

#[tokio::test]
async fn careevolution() {
    let replay = Replay::of("careevolution").await;
    let result = replay
        .expect_fact("Observation/careevolution-code", Section::Results)
        .await;
    assert_eq!(result.value.unwrap().text, "Negative");
    replay.expect_whole().await;
}

#[tokio::test]
async fn medhost() {
    let replay = Replay::of("medhost").await;
    let problem = replay
        .expect_fact("Condition/medhost-month", Section::Problems)
        .await;
    assert_eq!(problem.date.unwrap().raw, "2019-05");
    replay
        .expect_document(
            "DocumentReference/medhost-elsewhere",
            "https://documents.example/",
        )
        .await;
    replay
        .expect_document("DocumentReference/medhost-inline", "text/plain")
        .await;
    replay.expect_whole().await;
}

#[tokio::test]
async fn epic() {
    let replay = Replay::of("epic").await;
    for (request, standing) in [
        ("epic-request-1", Standing::Current),
        ("epic-request-2", Standing::Historical),
    ] {
        let key = format!("MedicationRequest/{request}");
        let medicine = replay.expect_fact(&key, Section::Medications).await;
        assert_eq!(medicine.standing, standing);
        assert!(medicine.title.unwrap().text.starts_with("metformin"));
    }
    replay
        .expect_document("DocumentReference/epic-xml", "Binary/epic-cda")
        .await;
    // What was withheld is said, on every type that it was said about.
    replay.expect_reasons("Condition", &[ProblemCode::ServerRemark]);
    assert!(
        replay
            .account
            .reasons("Observation")
            .contains(&ProblemCode::ServerRemark)
    );
    assert!(
        replay
            .account
            .reasons("Observation")
            .contains(&ProblemCode::CategoriesOnly)
    );
    let said = &replay.account.states["Problems"].problems[0]
        .problem
        .server_message;
    assert!(
        said.as_ref()
            .unwrap()
            .starts_with("Client not authorized for Observation - SmartData")
    );
    // A total that counts the page is no shortage.
    assert!(
        replay
            .account
            .gaps
            .values()
            .all(|codes| !codes.contains(&ProblemCode::CountMismatch))
    );
    assert_eq!(replay.refused, []);
}

#[tokio::test]
async fn eclinicalworks() {
    let replay = Replay::of("eclinicalworks").await;
    for number in 1..=3 {
        replay
            .expect_no_fact(&format!("Immunization/ecw-not-done-{number}"))
            .await;
    }
    replay
        .expect_fact("Immunization/ecw-done", Section::Immunizations)
        .await;
    let medicine = replay
        .expect_fact("MedicationRequest/ecw-request", Section::Medications)
        .await;
    assert!(medicine.title.unwrap().text.starts_with("metformin"));
    for kind in ["Observation", "CarePlan", "CareTeam"] {
        replay.expect_reasons(kind, &[ProblemCode::CategoriesOnly]);
    }
    assert_eq!(replay.refused, []);
}

#[tokio::test]
async fn nextgen() {
    let replay = Replay::of("nextgen").await;
    for number in 1..=3 {
        replay
            .expect_no_fact(&format!("Condition/nextgen-error-{number}"))
            .await;
    }
    replay
        .expect_document("DocumentReference/nextgen-pdf", "Binary/nextgen-pdf")
        .await;
    replay.expect_reasons("CarePlan", &[ProblemCode::CategoriesOnly]);
    assert_eq!(replay.refused, []);
}

#[tokio::test]
async fn chbase() {
    let replay = Replay::of("chbase").await;
    replay
        .expect_document("DocumentReference/chbase-text", "/fhir/Binary/chbase-text")
        .await;
    replay
        .expect_document("DocumentReference/chbase-pdf", "/fhir/Binary/chbase-pdf")
        .await;
    replay.expect_whole().await;
}

#[tokio::test]
async fn kaiser() {
    let replay = Replay::of("kaiser").await;
    let problem = replay
        .expect_fact("Condition/kaiser-problem", Section::Problems)
        .await;
    assert_eq!(problem.title.unwrap().text, "Hypertension");
    replay.expect_whole().await;
}

#[tokio::test]
async fn drchrono() {
    let replay = Replay::of("drchrono").await;
    let medicine = replay
        .expect_fact("MedicationRequest/drchrono-request", Section::Medications)
        .await;
    assert!(medicine.title.unwrap().text.starts_with("metformin"));
    // It says "forbidden" like this; there is no telling it from a fault.
    for kind in ["CareTeam", "Goal"] {
        replay.expect_reasons(kind, &[ProblemCode::ServerFailed]);
    }
    let others = replay
        .refused
        .iter()
        .filter(|(kind, _)| kind != "CareTeam" && kind != "Goal");
    assert_eq!(others.count(), 0, "{:?}", replay.refused);
}

#[tokio::test]
async fn oracle_health() {
    let replay = Replay::of("oracle-health").await;
    replay
        .expect_document("DocumentReference/oracle-rtf", "text/rtf")
        .await;
    replay
        .expect_fact("Appointment/oracle-visit", Section::Appointments)
        .await;
    // It comes with what it is about.
    replay
        .expect_fact("Provenance/oracle-provenance", Section::Other)
        .await;
    replay.expect_reasons("CarePlan", &[ProblemCode::CategoriesOnly]);
    replay.expect_reasons("Appointment", &[]);
    assert_eq!(replay.refused, []);
}

#[tokio::test]
async fn va() {
    let replay = Replay::of("va").await;
    replay
        .expect_fact("Immunization/va-flu", Section::Immunizations)
        .await;
    assert!(replay.refused.iter().all(|(_, status)| *status == 429));
    assert!(
        replay.account.unexpected().is_empty(),
        "{:?}",
        replay.account.unexpected()
    );
}
