//! What servers said about themselves, kept for some minutes: a person looks at a server, saves it and
//! signs in, and the server is asked once. In memory only.
//!
//! A sign-in that was not looked at before asks anew, so that a server that was just put right is not
//! judged by what it said before.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use smart_app_launch::{ClockSkew, Discovery, FhirBaseUrl, discovery};

use crate::app::App;
use crate::flow::Recorder;
use crate::problem::Problem;

/// Servers change their addresses seldom, and a changed one is noticed when it is asked anew.
const KEPT_FOR: SignedDuration = SignedDuration::from_mins(5);
/// Most servers kept.
const MOST: usize = 64;

/// What was found, and when.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) discovery: Arc<Discovery>,
    pub(crate) at: Timestamp,
}

impl Found {
    fn new(app: &App, discovery: Discovery) -> Self {
        let found = Self {
            discovery: Arc::new(discovery),
            at: app.now(),
        };
        app.announcer().clock_seen(found.skew());
        found
    }

    /// By how much the server's clock is ahead.
    pub(crate) fn skew(&self) -> ClockSkew {
        ClockSkew::learnt(self.discovery.server_date, self.at)
    }
}

/// The discoveries of this run.
#[derive(Debug, Default)]
pub(crate) struct Discoveries {
    found: Mutex<HashMap<String, Found>>,
}

impl Discoveries {
    /// What was found at this address, where that is not too old (or from the future: the clock was
    /// set back).
    fn known(&self, base: &FhirBaseUrl, now: Timestamp) -> Option<Found> {
        let found = self.lock().get(base.as_str()).cloned()?;
        let age = now.duration_since(found.at);
        (age >= SignedDuration::ZERO && age < KEPT_FOR).then_some(found)
    }

    fn keep(&self, base: &FhirBaseUrl, found: Found) {
        let mut kept = self.lock();
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(base.as_str().to_owned(), found);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Found>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks the server, or remembers what it said.
pub(crate) async fn discover(app: &App, base: &FhirBaseUrl, fresh: bool) -> Result<Found, Problem> {
    let known = app.discoveries().known(base, app.now()).filter(|_| !fresh);
    if let Some(found) = known {
        return Ok(found);
    }
    let discovery = discovery::discover(&app.ports().smart(), base).await;
    let discovery = discovery.map_err(|error| Problem::from(&error).logged(&error))?;
    let found = Found::new(app, discovery);
    app.discoveries().keep(base, found.clone());
    Ok(found)
}

/// What a sign-in begins with: what the person has just looked at, else the server's own word.
pub(crate) async fn remembered(
    app: &App,
    base: &FhirBaseUrl,
    flow: &Recorder,
) -> Result<Found, Problem> {
    if let Some(found) = app.discoveries().known(base, app.now()) {
        flow.remembers();
        return Ok(found);
    }
    let discovery = discovery::discover(&flow.http(app.ports()), base).await;
    let discovery = discovery.map_err(|error| flow.blamed(Problem::from(&error).logged(&error)))?;
    Ok(Found::new(app, discovery))
}

#[cfg(test)]
mod tests {
    use smart_app_launch::{SmartConfiguration, Source};

    use super::*;

    fn found(at: Timestamp) -> Found {
        let discovery = Discovery {
            configuration: SmartConfiguration::default(),
            source: Source::WellKnown,
            server_date: None,
            warnings: Vec::new(),
        };
        Found {
            discovery: Arc::new(discovery),
            at,
        }
    }

    fn base(name: u32) -> FhirBaseUrl {
        FhirBaseUrl::parse_exact(&format!("https://ehr{name}.example/fhir")).unwrap()
    }

    #[test]
    fn an_answer_is_remembered_for_five_minutes_per_server() {
        let (known, then) = (Discoveries::default(), Timestamp::UNIX_EPOCH);
        known.keep(&base(1), found(then));
        assert!(
            known
                .known(&base(1), then + SignedDuration::from_mins(4))
                .is_some()
        );
        assert!(
            known
                .known(&base(1), then + SignedDuration::from_mins(5))
                .is_none()
        );
        assert!(
            known
                .known(&base(1), then - SignedDuration::from_secs(1))
                .is_none()
        );
        assert!(known.known(&base(2), then).is_none());
    }

    #[test]
    fn servers_without_end_do_not_fill_the_memory() {
        let known = Discoveries::default();
        (0..1_000).for_each(|name| known.keep(&base(name), found(Timestamp::UNIX_EPOCH)));
        assert!(known.lock().len() <= MOST);
    }
}
