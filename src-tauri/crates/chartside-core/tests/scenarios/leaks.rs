//! With everything logged at TRACE, no token, code, verifier, patient name or address query is.

use std::io::Write;
use std::sync::{Arc, Mutex};

use crate::support::{Will, World};
use chartside_core::ipc::{RecordEvent, SessionRef};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_log_of_a_whole_journey_holds_no_secret_and_no_patient() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _logging = tracing::subscriber::set_default(subscriber);

    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    world.sandbox.revoke_access_tokens();
    let events = desk.load(&session).await;
    let banner = events.iter().find_map(|event| {
        if let RecordEvent::Banner { banner } = event {
            Some(banner.clone())
        } else {
            None
        }
    });
    let banner = banner.unwrap();
    let used = desk.person.links.lock().unwrap()[0].clone();
    desk.app.redirect(used).await;
    desk.app.sign_out(SessionRef { session }).await.unwrap();

    let text = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    // The log is really written: a refresh and a used link are worth a line each.
    assert!(
        text.contains("chartside_core") || text.contains("fhir_client"),
        "{text}"
    );
    let own: String = text
        .lines()
        .filter(|line| !line.contains("sandbox_ehr"))
        .collect();
    let state = desk.person.opened.lock().unwrap()[0]
        .query_pairs()
        .find_map(|(name, value)| (name == "state").then(|| value.into_owned()))
        .unwrap();
    for secret in [
        "CNRY-",
        &state,
        &banner.id,
        banner.family.as_deref().unwrap(),
        "patient=",
    ] {
        assert!(!own.contains(secret), "{secret} in the log");
    }
}
