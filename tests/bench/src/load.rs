//! From a session to all sections loaded, beside a bare download of the same pages: same server
//! process, same requests, same number at once, nothing parsed.

use std::sync::Arc;
use std::time::Instant;

use chartside_core::App;
use chartside_core::ipc::{Connect, RecordEvent, RecordRef, SignInEvent};
use chartside_devhost::{Devhost, DevhostConfig, Person};
use futures_util::{StreamExt as _, stream};
use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::{RecordedRequest, Sandbox, SandboxConfig};

use crate::Failure;
use crate::figure::Figure;

const ROUNDS: usize = 7;
/// As many as the app fetches side by side.
const AT_ONCE: usize = 6;

/// 1,000 and 10,000 resources.
pub(crate) fn measure() -> Result<Vec<Figure>, Failure> {
    let runtime = tokio::runtime::Runtime::new()?;
    let mut figures = Vec::new();
    for (name, resources) in [("1k", 1_000), ("10k", 10_000)] {
        figures.extend(runtime.block_on(measure_record(name, resources))?);
    }
    Ok(figures)
}

async fn measure_record(name: &str, resources: usize) -> Result<Vec<Figure>, Failure> {
    let store = Arc::new(FhirStore::generate(1, resources));
    let sandbox = Sandbox::start(SandboxConfig {
        store,
        ..SandboxConfig::default()
    })
    .await?;
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..=ROUNDS {
        let (app, session, _host) = signed_in(&sandbox).await?;
        let before = sandbox.journal().fhir_requests().len();
        let begin = Instant::now();
        expect_complete(&app, &session).await?;
        ours.push(milliseconds(begin));
        let requests = sandbox.journal().fhir_requests();
        let requests = requests.get(before..).unwrap_or_default();
        bare.push(download(sandbox.base_url(), requests).await?);
    }
    // The first round of each warms up.
    let ours = ours.split_off(1);
    let bare = bare.split_off(1);
    let ours = Figure::times(
        &format!("load_{name}_ms"),
        &format!("record of {name} resources, all sections loaded"),
        ours,
    );
    let bare = Figure::times(
        &format!("load_{name}_bare_ms"),
        &format!("bare download of the same pages ({name})"),
        bare,
    );
    let ratio = Figure::ratio(
        &format!("load_{name}_0ms_ratio"),
        &format!("  ours over bare ({name})"),
        &ours,
        &bare,
    );
    Ok(vec![ours, bare, ratio])
}

async fn signed_in(sandbox: &Sandbox) -> Result<(App, String, Devhost), Failure> {
    let host = Devhost::start(DevhostConfig {
        person: Some(Person::default()),
        ..DevhostConfig::default()
    })
    .await?;
    let request = Connect {
        fhir_base_url: sandbox.fhir_base_url(),
        ..Connect::default()
    };
    let events: Vec<SignInEvent> = host.app().connect(request).collect().await;
    match events.last() {
        Some(SignInEvent::Connected { session }) => {
            Ok((host.app().clone(), session.session.clone(), host))
        }
        _ => Err("the sign-in failed".into()),
    }
}

async fn expect_complete(app: &App, session: &str) -> Result<(), Failure> {
    let record = RecordRef {
        record: session.to_owned(),
    };
    let mut events = Box::pin(app.load_record(record));
    let mut last = None;
    while let Some(event) = events.next().await {
        last = Some(event);
    }
    match last {
        Some(RecordEvent::Finished { complete: true, .. }) => Ok(()),
        _ => Err("the record did not load to its end".into()),
    }
}

/// The chain of pages of each type in order, the types side by side, bodies read and dropped.
async fn download(base: &str, requests: &[RecordedRequest]) -> Result<f64, Failure> {
    let http = chartside_core::http::client()?.client();
    let mut chains: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for request in requests {
        let query = request
            .query
            .as_deref()
            .map(|query| format!("?{query}"))
            .unwrap_or_default();
        let url = format!("{base}{}{query}", request.path);
        let token = request
            .header("authorization")
            .unwrap_or_default()
            .to_owned();
        match chains.iter_mut().find(|(path, _)| *path == request.path) {
            Some((_, chain)) => chain.push((url, token)),
            None => chains.push((request.path.clone(), vec![(url, token)])),
        }
    }
    let begin = Instant::now();
    let downloads = chains
        .into_iter()
        .map(|(_, chain)| follow(http.clone(), chain));
    let outcomes: Vec<Result<(), reqwest::Error>> = stream::iter(downloads)
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    for outcome in outcomes {
        outcome?;
    }
    Ok(milliseconds(begin))
}

async fn follow(http: reqwest::Client, chain: Vec<(String, String)>) -> Result<(), reqwest::Error> {
    for (url, token) in chain {
        let answer = http.get(url).header("authorization", token).send().await?;
        answer.error_for_status()?.bytes().await?;
    }
    Ok(())
}

pub(crate) fn milliseconds(begin: Instant) -> f64 {
    begin.elapsed().as_secs_f64() * 1_000.0
}
