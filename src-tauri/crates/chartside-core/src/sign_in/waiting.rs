//! The sign-ins of this run, found by the `state` of the link that comes back.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use smart_app_launch::registration::RedirectUri;
use smart_app_launch::{Redirect, StateDigest};
use tokio::sync::oneshot;
use tokio_util::sync::{CancellationToken, DropGuard, WaitForCancellationFuture};

use super::opening::Opening;

/// Used states that are remembered, to tell a repeated link from a foreign one.
const REMEMBERED: usize = 256;

/// What became of a link.
#[derive(Debug)]
pub(crate) enum Delivery {
    /// A sign-in of this run has it.
    Taken,
    /// It was used before.
    Used,
    /// No sign-in of this run waits for it; one begun before a restart may.
    Unclaimed(Redirect),
}

/// What became of the wish to give up.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum GivenUp {
    /// The sign-in ends.
    Yes,
    /// The link came back and is being used: a code cannot be given back.
    TooLate,
    /// No such sign-in.
    Unknown,
}

/// The registry. A clone is another handle to the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Waiting {
    inner: Arc<Mutex<Inner>>,
}

#[derive(Debug, Default)]
struct Inner {
    by_name: HashMap<String, SignIn>,
    used: VecDeque<StateDigest>,
}

#[derive(Debug)]
enum SignIn {
    /// The server is being asked how it signs people in.
    Starting(CancellationToken),
    /// The person is in the browser.
    Asked(Asked),
    /// The link came back.
    Answered,
}

#[derive(Debug)]
struct Asked {
    question: Question,
    arrival: oneshot::Sender<Redirect>,
    ended: CancellationToken,
    /// What listens on this computer for this sign-in, or has a page for it, goes with it.
    _end: DropGuard,
}

/// What the browser is opened with.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) state: StateDigest,
    pub(crate) opening: Opening,
    /// Where the browser is sent back to.
    pub(crate) redirect_uri: RedirectUri,
}

/// What a sign-in has of the browser.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Gets the link, and nothing where the person gives up.
    pub(crate) arrival: oneshot::Receiver<Redirect>,
    /// The browser is not awaited any more.
    pub(crate) ended: CancellationToken,
}

/// Keeps a sign-in registered; dropping it, for example with the stream it belongs to, ends that.
#[derive(Debug)]
pub(crate) struct Registration {
    waiting: Waiting,
    name: String,
    given_up: CancellationToken,
}

impl Drop for Registration {
    fn drop(&mut self) {
        self.waiting.lock().by_name.remove(&self.name);
    }
}

impl Registration {
    /// Returns when the sign-in is given up before the browser opened.
    pub(crate) fn given_up(&self) -> WaitForCancellationFuture<'_> {
        self.given_up.cancelled()
    }

    /// The browser is about to open. `None`: the person has given up already.
    pub(crate) fn ask(&self, question: Question) -> Option<Answer> {
        let (arrival, receiver) = oneshot::channel();
        let ended = CancellationToken::new();
        let asked = SignIn::Asked(Asked {
            question,
            arrival,
            _end: ended.clone().drop_guard(),
            ended: ended.clone(),
        });
        *self.waiting.lock().by_name.get_mut(&self.name)? = asked;
        Some(Answer {
            arrival: receiver,
            ended,
        })
    }
}

impl Waiting {
    /// `true`: nobody is signing in.
    pub(crate) fn is_empty(&self) -> bool {
        self.lock().by_name.is_empty()
    }

    /// Registers a sign-in.
    pub(crate) fn begin(&self, name: &str) -> Registration {
        let given_up = CancellationToken::new();
        let sign_in = SignIn::Starting(given_up.clone());
        self.lock().by_name.insert(name.to_owned(), sign_in);
        Registration {
            waiting: self.clone(),
            name: name.to_owned(),
            given_up,
        }
    }

    /// Hands a link to the sign-in it belongs to.
    pub(crate) fn deliver(&self, redirect: Redirect) -> Delivery {
        let state = redirect.state_digest();
        let mut inner = self.lock();
        if inner.used.contains(&state) {
            return Delivery::Used;
        }
        let waits = |sign_in: &&mut SignIn| matches!(sign_in, SignIn::Asked(asked) if asked.question.state == state);
        let Some(sign_in) = inner.by_name.values_mut().find(waits) else {
            return Delivery::Unclaimed(redirect);
        };
        if let SignIn::Asked(asked) = std::mem::replace(sign_in, SignIn::Answered)
            && let Err(redirect) = asked.arrival.send(redirect)
        {
            return Delivery::Unclaimed(redirect);
        }
        inner.remember(state);
        Delivery::Taken
    }

    /// Marks a state as used for a link that no sign-in of this run waits for. `false`: it was used.
    pub(crate) fn claim(&self, state: StateDigest) -> bool {
        let mut inner = self.lock();
        let is_free = !inner.used.contains(&state);
        if is_free {
            inner.remember(state);
        }
        is_free
    }

    /// Takes the mark back: nothing was done with the link.
    pub(crate) fn release(&self, state: &StateDigest) {
        self.lock().used.retain(|used| used != state);
    }

    /// Ends a sign-in at any moment before its link came back.
    pub(crate) fn give_up(&self, name: &str) -> GivenUp {
        let mut inner = self.lock();
        match inner.by_name.remove(name) {
            Some(SignIn::Starting(given_up)) => given_up.cancel(),
            // A link that comes back all the same must not sign in.
            Some(SignIn::Asked(asked)) => inner.remember(asked.question.state),
            Some(SignIn::Answered) => {
                inner.by_name.insert(name.to_owned(), SignIn::Answered);
                return GivenUp::TooLate;
            }
            None => return GivenUp::Unknown,
        }
        GivenUp::Yes
    }

    /// What a sign-in that waits opens the browser with, and what tells that it has ended.
    pub(crate) fn opening(&self, name: &str) -> Option<(Opening, CancellationToken)> {
        match self.lock().by_name.get(name)? {
            SignIn::Asked(asked) => Some((asked.question.opening.clone(), asked.ended.clone())),
            SignIn::Starting(_) | SignIn::Answered => None,
        }
    }

    /// Where the sign-ins that wait send the browser back to.
    pub(crate) fn redirect_uris(&self) -> Vec<RedirectUri> {
        let inner = self.lock();
        let asked = inner.by_name.values().filter_map(|sign_in| match sign_in {
            SignIn::Asked(asked) => Some(asked.question.redirect_uri.clone()),
            SignIn::Starting(_) | SignIn::Answered => None,
        });
        asked.collect()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // Nothing in here can panic half way, so a poisoned lock still holds a whole registry.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn remember(&mut self, state: StateDigest) {
        if self.used.len() == REMEMBERED {
            self.used.pop_front();
        }
        self.used.push_back(state);
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::REDIRECT_URI;

    fn uri() -> RedirectUri {
        RedirectUri::parse(REDIRECT_URI).unwrap()
    }

    fn redirect(state: &str) -> Redirect {
        Redirect::parse(&format!("{REDIRECT_URI}?code=c&state={state}"), &uri()).unwrap()
    }

    fn question(state: &str) -> Question {
        Question {
            state: redirect(state).state_digest(),
            opening: Opening::Address(Url::parse("https://ehr.example/authorize").unwrap()),
            redirect_uri: uri(),
        }
    }

    fn asked(
        waiting: &Waiting,
        name: &str,
        state: &str,
    ) -> (Registration, oneshot::Receiver<Redirect>) {
        let registration = waiting.begin(name);
        let answer = registration.ask(question(state)).unwrap();
        (registration, answer.arrival)
    }

    #[tokio::test]
    async fn a_link_reaches_the_sign_in_with_its_state_and_no_other() {
        let waiting = Waiting::default();
        let (_a, a) = asked(&waiting, "a", "state-a");
        let (_b, mut b) = asked(&waiting, "b", "state-b");
        let delivery = waiting.deliver(redirect("state-a"));
        assert!(matches!(delivery, Delivery::Taken));
        assert!(a.await.is_ok());
        assert!(b.try_recv().is_err());
    }

    #[test]
    fn a_link_is_used_once() {
        let waiting = Waiting::default();
        let (_keep, _receiver) = asked(&waiting, "a", "s");
        assert!(matches!(waiting.deliver(redirect("s")), Delivery::Taken));
        assert!(matches!(waiting.deliver(redirect("s")), Delivery::Used));
        assert!(!waiting.claim(redirect("s").state_digest()));
    }

    #[test]
    fn a_link_without_a_sign_in_is_handed_back_and_claimed_once() {
        let waiting = Waiting::default();
        let delivery = waiting.deliver(redirect("s"));
        assert!(matches!(delivery, Delivery::Unclaimed(_)));
        let state = redirect("s").state_digest();
        assert!(waiting.claim(state.clone()));
        assert!(!waiting.claim(state.clone()));
        waiting.release(&state);
        assert!(waiting.claim(state));
    }

    #[test]
    fn a_sign_in_whose_stream_is_gone_no_longer_waits() {
        let waiting = Waiting::default();
        let (registration, _receiver) = asked(&waiting, "a", "s");
        drop(registration);
        assert!(waiting.opening("a").is_none());
        assert_eq!(waiting.give_up("a"), GivenUp::Unknown);
    }

    #[test]
    fn what_serves_a_sign_in_ends_with_its_link_and_when_it_is_given_up() {
        let waiting = Waiting::default();
        let (a, b) = (waiting.begin("a"), waiting.begin("b"));
        let (a, b) = (a.ask(question("a")).unwrap(), b.ask(question("b")).unwrap());
        waiting.deliver(redirect("a"));
        waiting.give_up("b");
        assert!(a.ended.is_cancelled() && b.ended.is_cancelled());
    }

    #[test]
    fn a_sign_in_is_given_up_until_its_link_is_back() {
        let waiting = Waiting::default();
        let starting = waiting.begin("a");
        assert_eq!(waiting.give_up("a"), GivenUp::Yes);
        assert!(starting.ask(question("a")).is_none());

        let (_b, _receiver) = asked(&waiting, "b", "b");
        assert_eq!(waiting.give_up("b"), GivenUp::Yes);
        assert!(matches!(waiting.deliver(redirect("b")), Delivery::Used));

        let (_c, _receiver) = asked(&waiting, "c", "c");
        waiting.deliver(redirect("c"));
        assert_eq!(waiting.give_up("c"), GivenUp::TooLate);
    }
}
