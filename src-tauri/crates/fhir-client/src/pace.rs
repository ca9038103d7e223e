//! When the next request may go out: `Retry-After` (RFC 9110 §10.2.3) holds back every request to the
//! server, a failure holds back its own request with full jitter.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// Longest wait that a server can ask for.
const LONGEST_PAUSE: Duration = Duration::from_mins(5);
/// Upper bound of the first wait before a retry; it doubles with each further one.
const FIRST_BACKOFF: Duration = Duration::from_millis(250);

/// Holds back all requests to one host while it asks for that.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    resume_at: watch::Sender<Option<Instant>>,
}

impl Pace {
    /// Returns when no pause is in force.
    pub(crate) async fn ready(&self) {
        // A pause may have been made longer meanwhile.
        while let Some(left) = self.resumes_in() {
            sleep_until(Instant::now() + left).await;
        }
    }

    /// Holds everything back for `pause`, but never shortens a pause in force.
    pub(crate) fn pause(&self, pause: Duration) {
        let until = Instant::now() + pause.min(LONGEST_PAUSE);
        self.resume_at.send_if_modified(|resume_at| {
            let is_longer = resume_at.is_none_or(|known| known < until) && !pause.is_zero();
            if is_longer {
                *resume_at = Some(until);
            }
            is_longer
        });
    }

    /// Tells of every pause, and of every one that was made longer.
    pub(crate) fn watch(&self) -> watch::Receiver<Option<Instant>> {
        self.resume_at.subscribe()
    }

    /// How long the pause in force lasts.
    pub(crate) fn resumes_in(&self) -> Option<Duration> {
        let resume_at = (*self.resume_at.borrow())?;
        let left = resume_at.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }
}

/// A random wait before try number `tries + 1`.
pub(crate) fn backoff(tries: u32) -> Duration {
    full_jitter(FIRST_BACKOFF * 2_u32.saturating_pow(tries.saturating_sub(1).min(4)))
}

/// A random wait of at most so long ("full jitter"), so that those who failed together do not come back
/// together.
pub fn full_jitter(most: Duration) -> Duration {
    getrandom::u32().map_or(most, |random| {
        most.mul_f64(f64::from(random) / f64::from(u32::MAX))
    })
}

/// What `Retry-After` asks for, at most five minutes. A date is measured against the server's own
/// `Date`, so that a wrong clock here or there does not matter.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let pause = if is_number {
        text.parse().map_or(LONGEST_PAUSE, Duration::from_secs)
    } else {
        let left = date(headers, RETRY_AFTER)?.duration_since(date(headers, DATE)?);
        Duration::try_from(left).unwrap_or_default()
    };
    Some(pause.min(LONGEST_PAUSE))
}

fn date(headers: &HeaderMap, name: HeaderName) -> Option<Timestamp> {
    let text = headers.get(name)?.to_str().ok()?;
    rfc2822::DateTimeParser::new()
        .parse_timestamp(text.trim())
        .ok()
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn asked(retry_after_text: &str, date: Option<&str>) -> Option<u64> {
        let mut headers = HeaderMap::new();
        headers.insert(
            RETRY_AFTER,
            HeaderValue::from_str(retry_after_text).unwrap(),
        );
        if let Some(date) = date {
            headers.insert(DATE, HeaderValue::from_str(date).unwrap());
        }
        retry_after(&headers).map(|pause| pause.as_secs())
    }

    #[test]
    fn reads_seconds_and_dates_and_caps_them_at_five_minutes() {
        let now = Some("Sun, 22 Nov 2026 08:00:00 GMT");
        assert_eq!(asked("7", None), Some(7));
        assert_eq!(asked(" 0 ", None), Some(0));
        assert_eq!(asked("86400", None), Some(300));
        assert_eq!(asked("99999999999999999999999", None), Some(300));
        assert_eq!(asked("Sun, 22 Nov 2026 08:01:30 GMT", now), Some(90));
        assert_eq!(asked("Mon, 23 Nov 2026 08:00:00 GMT", now), Some(300));
        assert_eq!(asked("Sat, 21 Nov 2026 08:00:00 GMT", now), Some(0));
    }

    #[test]
    fn ignores_what_it_cannot_read() {
        for text in [
            "",
            "soon",
            "-1",
            "1.5",
            "1e3",
            "Sun, 22 Nov 2026 08:01:30 GMT",
        ] {
            assert_eq!(asked(text, None), None, "{text}");
        }
        assert_eq!(
            asked("Sun, 22 Nov 2026 08:01:30 GMT", Some("yesterday")),
            None
        );
    }

    #[test]
    fn doubles_the_upper_bound_of_the_wait() {
        for (tries, most) in [
            (1, 250),
            (2, 500),
            (3, 1000),
            (4, 2000),
            (5, 4000),
            (u32::MAX, 4000),
        ] {
            for _ in 0..100 {
                assert!(backoff(tries) <= Duration::from_millis(most));
            }
        }
        let distinct: std::collections::BTreeSet<Duration> = (0..20).map(|_| backoff(4)).collect();
        assert!(distinct.len() > 1, "no jitter");
    }

    #[tokio::test(start_paused = true)]
    async fn holds_everything_back_until_the_longest_pause_is_over() {
        let pace = Pace::default();
        pace.ready().await;
        let start = Instant::now();
        pace.pause(Duration::from_mins(1));
        pace.pause(Duration::from_secs(10));
        tokio::join!(pace.ready(), pace.ready(), async {
            tokio::time::sleep(Duration::from_secs(30)).await;
            pace.pause(Duration::from_secs(90));
        });
        assert_eq!(start.elapsed().as_secs(), 120);
        assert_eq!(pace.resumes_in(), None);
    }

    #[tokio::test(start_paused = true)]
    async fn never_waits_longer_than_five_minutes() {
        let pace = Pace::default();
        let start = Instant::now();
        pace.pause(Duration::from_hours(24));
        pace.ready().await;
        assert_eq!(start.elapsed().as_secs(), 300);
    }
}
