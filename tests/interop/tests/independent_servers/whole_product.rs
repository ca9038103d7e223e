//! The core as the app runs it, between `oidc-provider` and Medplum's FHIR server.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};

use canaries::Canaries;
use chartside_core::ipc::{Connect, FlowRef, RecordEvent, RecordRef, SessionRef, SignInEvent};
use chartside_core::{
    App, Browser, BrowserUnavailable, Checked, Clock, NotInstalled, Ports, Reach, Settings, http,
};
use futures_util::future::BoxFuture;
use futures_util::{FutureExt as _, StreamExt as _};
use interop::person::{self, Decision};
use jiff::{SignedDuration, Timestamp};
use session_store::{Connections, Documents, KeyringSource, Secrets};
use tempfile::TempDir;
use url::Url;

use crate::client::{ONLINE, now, server};
use crate::secrets::name_all;

/// The computer's clock, and how far this test has put it forward.
#[derive(Default)]
struct Later(AtomicI64);

impl Clock for Later {
    fn now(&self) -> Timestamp {
        now()
            .checked_add(SignedDuration::from_secs(self.0.load(Ordering::Relaxed)))
            .unwrap()
    }
}

#[derive(Default)]
struct Person(OnceLock<App>);

impl Browser for Person {
    fn open<'a>(&'a self, url: &'a Url) -> BoxFuture<'a, Result<(), BrowserUnavailable>> {
        let app = self.0.get().unwrap().clone();
        async move {
            let mut browser = person::Browser::new().unwrap();
            let link = browser
                .walk(url.as_str(), "ada", Decision::Allow)
                .await
                .unwrap();
            tokio::spawn(async move { app.redirect(link).await });
            Ok(())
        }
        .boxed()
    }
}

async fn start(folder: &TempDir, clock: &Arc<Later>) -> App {
    let keyring: Arc<keyring_core::CredentialStore> = keyring_core::mock::Store::new().unwrap();
    let source = KeyringSource::new(move || Ok(keyring.clone()));
    let person = Arc::new(Person::default());
    let ports = Ports {
        person: Arc::new(Checked::Same),
        program: Arc::new(NotInstalled),
        http: http::client().unwrap(),
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        browser: Arc::clone(&person) as Arc<dyn Browser>,
        links: Arc::new(Reach::Here),
        secrets: Secrets::open(folder.path().to_owned(), source).await,
        connections: Connections::open(folder.path().to_owned()).await,
        documents: Documents::open(folder.path().to_owned()),
    };
    let app = App::new(ports, Settings::default());
    assert!(person.0.set(app.clone()).is_ok());
    app
}

#[tokio::test]
async fn the_record_is_read_whole_refreshed_once_and_signed_out_of() {
    let Some(server) = server() else { return };
    let (folder, clock) = (tempfile::tempdir().unwrap(), Arc::new(Later::default()));
    let canaries = Canaries::of_others(folder.path());
    let heard = canaries.heard();
    let app = start(&folder, &clock).await;
    let request = Connect {
        fhir_base_url: server.fhir_base().to_owned(),
        scope: Some(ONLINE.to_owned()),
        ..Connect::default()
    };
    let events: Vec<SignInEvent> = app.connect(request).collect().await;
    heard.tell(&events);
    let Some(SignInEvent::Connected { session }) = events.last() else {
        panic!("{events:?}")
    };
    assert!(session.stays_signed_in);

    let named = || RecordRef {
        record: session.session.clone(),
    };
    let refreshes = || {
        let requests = server.transcript().requests;
        requests
            .iter()
            .filter(|request| request.form_value("grant_type") == Some("refresh_token"))
            .count()
    };
    let before = refreshes();
    for put_forward in [0, 55] {
        clock.0.store(put_forward, Ordering::Relaxed);
        let events: Vec<RecordEvent> = app.load_record(named()).collect().await;
        heard.tell(&events);
        // Medplum sends no `next` and does not say how many there are: what was read is shown.
        assert!(
            matches!(events.last(), Some(RecordEvent::Finished { .. })),
            "{:?}",
            events.last()
        );
        let named_ada = events
            .iter()
            .any(|event| matches!(event, RecordEvent::Banner { banner } if banner.id == "ada"));
        assert!(named_ada);
    }
    assert!(refreshes() > before, "the token was renewed before its end");
    let signed_in = SessionRef {
        session: session.session.clone(),
    };
    assert!(app.sign_out(signed_in).await.unwrap().revoked);
    let flows = app.flows().await.unwrap();
    heard.tell(&flows);
    for flow in flows.flows {
        let query = FlowRef { flow: flow.flow };
        heard.tell(&app.support_report(query).await.unwrap());
    }
    let transcript = server.transcript();
    assert_eq!(transcript.violations(), []);
    name_all(&transcript, &canaries);
}
