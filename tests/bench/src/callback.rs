//! From the deep link arriving in the app to the patient banner on screen: token exchange, sealing,
//! first requests, paint. The real app in a real window, the real browser, the sandbox on loopback.

use std::path::Path;

use jiff::Timestamp;
use sandbox_ehr::Profile;
use sandbox_ehr::fhir::FhirStore;
use walkthrough::ehr::Ehr;
use walkthrough::keyring::Keyring;
use walkthrough::narration::Narration;
use walkthrough::person::{Person, Seat};
use walkthrough::wait::wait_for;

use crate::Failure;
use crate::figure::Figure;

const ROUNDS: usize = 10;

/// Signs in again and again.
pub(crate) fn measure(app: &Path) -> Result<Vec<Figure>, Failure> {
    let ehr = Ehr::start(FhirStore::generate(1, 1_000), Profile::default())?;
    let patient = ehr.busiest_patient().ok_or("the sandbox has no patient")?;
    let screenshots = tempfile::tempdir()?;
    let narration = Narration::new(std::io::sink(), screenshots.path())?;
    let seat = Seat {
        app,
        keyring: Keyring::Unlocked,
        environment: &[],
        origins: &[],
    };
    let mut person = Person::sit_down(seat, ehr, narration)?;
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        person.open_app()?;
        person.connect()?;
        person.sign_in_at_ehr("clinician", &patient)?;
        person.allow()?;
        person.expect_record()?;
        // The mark is logged a moment after the paint that `expect_record` sees.
        times.push(wait_for("the mark of the banner", || {
            let log = person.installation().log(person.desktop());
            between(&log, "link", "banner").filter(|elapsed| *elapsed >= 0.0)
        })?);
        person.quit_app()?;
    }
    Ok(vec![Figure::times(
        "callback_to_banner_ms",
        "deep link arrived to patient banner on screen",
        times,
    )])
}

/// Milliseconds between the last marks of these names.
fn between(log: &str, from: &str, to: &str) -> Option<f64> {
    let elapsed = mark(log, to)?.duration_since(mark(log, from)?);
    Some(elapsed.as_secs_f64() * 1_000.0)
}

fn mark(log: &str, name: &str) -> Option<Timestamp> {
    let line = log
        .lines()
        .rfind(|line| line.contains(&format!("name=\"{name}\"")))?;
    line.split("at=")
        .nth(1)?
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_marks_of_the_last_round() {
        let log = "INFO chartside::mark: mark name=\"link\" at=2026-01-01T00:00:00Z\n\
                   INFO chartside::mark: mark name=\"link\" at=2026-01-01T00:01:00Z\n\
                   INFO chartside::mark: mark name=\"banner\" at=2026-01-01T00:01:00.25Z\n";
        assert!((between(log, "link", "banner").unwrap() - 250.0).abs() < 0.001);
        assert_eq!(between(log, "link", "nothing"), None);
    }
}
