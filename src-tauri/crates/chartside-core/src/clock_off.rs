//! A computer whose clock is wrong is told so: servers turn away what it signs, and people read wrong
//! times. Up to five minutes are made up for in silence.

use smart_app_launch::ClockSkew;

use crate::events::Events;
use crate::ipc::AppEvent;

/// So much is said by nobody.
const SILENT_SECONDS: i64 = 5 * 60;
/// Another server that differs from the first by less tells nothing new.
const NEWS_SECONDS: i64 = 60;

impl Events {
    /// A server's clock was seen. One that is far off is told of once.
    pub(crate) fn clock_seen(&self, skew: ClockSkew) {
        // The server's clock is ahead by what this one is behind.
        let seconds = skew.seconds().saturating_neg();
        if seconds.abs() <= SILENT_SECONDS {
            return;
        }
        let told = self.told_clock_off(seconds);
        if told.is_some_and(|told| told.abs_diff(seconds) < NEWS_SECONDS.unsigned_abs()) {
            return;
        }
        if let Ok(seconds) = i32::try_from(seconds) {
            self.announce(AppEvent::ClockOff { seconds });
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{FutureExt as _, StreamExt as _};
    use jiff::{SignedDuration, Timestamp};

    use super::*;

    #[test]
    fn a_clock_that_is_far_off_is_told_of_once_and_again_when_it_changes() {
        let events = Events::default();
        let mut heard = Box::pin(events.listen());
        let now = Timestamp::UNIX_EPOCH;
        let mut told = |ahead: i64| {
            let server = now + SignedDuration::from_secs(-ahead);
            events.clock_seen(ClockSkew::learnt(Some(server), now));
            match heard.next().now_or_never() {
                Some(Some(AppEvent::ClockOff { seconds })) => Some(seconds),
                _ => None,
            }
        };
        assert_eq!(told(0), None);
        assert_eq!(told(300), None);
        assert_eq!(told(301), Some(301));
        assert_eq!(told(330), None);
        assert_eq!(told(-3_600), Some(-3_600));
        assert_eq!(told(86_400), Some(86_400));
    }
}
