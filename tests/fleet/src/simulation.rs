//! The morning of a fleet, event by event.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Duration;

use crate::desktop::{Act, Desktop, Heard, Ours, Usual};
use crate::morning::{END, OUTAGE, WAKES};
use crate::outcome::Outcome;
use crate::person::Person;
use crate::server::{Answer, Server};
use crate::{SECOND, Time};

/// From a desktop to the server.
const THERE: Time = 20;
/// Until its answer is back: it looks things up and signs.
const AND_BACK: Time = 400;
/// A request whose answer does not come is given up after so long.
const LIMIT: Time = 30 * SECOND;

/// Who decides when a token is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// The app.
    Ours,
    /// A timer five minutes before the end, and a retry each second.
    Usual,
}

/// A fleet, its people and its server.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// With one session each.
    pub desktops: u32,
    /// Everybody comes in this time from eight o'clock.
    pub people_within: Duration,
    /// Token requests that the server answers in one second; it is busy for those above.
    pub answers_a_second: u32,
    /// A refresh token is taken once more while nobody has used its successor, as servers do that know
    /// that answers get lost.
    pub forgives: bool,
    /// The same seed gives the same morning.
    pub seed: u64,
}

impl Setting {
    /// Of so many desktops: people come in ten minutes, and the server can answer 20 in a second for each
    /// thousand desktops.
    pub fn of(desktops: u32) -> Self {
        Self {
            desktops,
            people_within: Duration::from_mins(10),
            answers_a_second: (desktops / 50).max(1),
            forgives: true,
            seed: 8,
        }
    }
}

/// One morning.
pub fn simulate(setting: &Setting, policy: Policy) -> Outcome {
    match policy {
        Policy::Ours => run(setting, |seed| Ours::new(!seed)),
        Policy::Usual => run(setting, |_| Usual::default()),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Wakes,
    Wants,
    Looks,
    /// A request arrives at the server.
    Arrives,
    /// What came of it is known at the desktop: the answer, by its place in the list.
    Hears(usize),
}

/// One desktop with what belongs to it.
struct Place<D> {
    desktop: D,
    person: Person,
    refresh_token: u32,
    /// A request is under way...
    asks: bool,
    /// ...and somebody waits for it.
    waits: bool,
}

struct Simulation<D> {
    places: Vec<Place<D>>,
    server: Server,
    outcome: Outcome,
    /// By time, then in the order in which they were made.
    events: BinaryHeap<Reverse<(Time, u64, usize, Event)>>,
    made: u64,
    /// What is on its way to a desktop.
    heard: Vec<Option<Heard>>,
    free: Vec<usize>,
}

fn run<D: Desktop>(setting: &Setting, desktop: impl Fn(u64) -> D) -> Outcome {
    let mut simulation = Simulation {
        places: Vec::new(),
        server: Server::new(setting),
        outcome: Outcome::new(setting.desktops),
        events: BinaryHeap::new(),
        made: 0,
        heard: Vec::new(),
        free: Vec::new(),
    };
    let within = u64::try_from(setting.people_within.as_millis()).unwrap_or(END);
    let mut dice = fastrand::Rng::with_seed(setting.seed);
    for place in 0..setting.desktops as usize {
        let seed = dice.u64(..);
        let (person, comes) = Person::new(seed, within);
        simulation.places.push(Place {
            desktop: desktop(seed),
            person,
            refresh_token: 0,
            asks: false,
            waits: false,
        });
        let wakes = dice.u64(WAKES);
        simulation.plan(wakes, place, Event::Wakes);
        simulation.plan(wakes + comes, place, Event::Wants);
    }
    while let Some(Reverse((now, _, place, event))) = simulation.events.pop() {
        if now >= END {
            break;
        }
        simulation.happens(now, place, event);
    }
    simulation.outcome
}

impl<D: Desktop> Simulation<D> {
    fn plan(&mut self, at: Time, place: usize, event: Event) {
        self.made += 1;
        self.events.push(Reverse((at, self.made, place, event)));
    }

    fn happens(&mut self, now: Time, place: usize, event: Event) {
        let Some(here) = self.places.get_mut(place) else {
            return;
        };
        let act = match event {
            Event::Wakes => here.desktop.woken(now),
            Event::Looks => here.desktop.looked(now),
            Event::Wants => self.wanted(now, place),
            Event::Arrives => return self.arrives(now, place),
            Event::Hears(slot) => self.hears(now, place, slot),
        };
        match act {
            Act::Nothing => {}
            Act::LookAt(at) => self.plan(at, place, Event::Looks),
            Act::Ask => self.asks(now, place),
        }
    }

    fn asks(&mut self, now: Time, place: usize) {
        if let Some(here) = self.places.get_mut(place) {
            here.asks = true;
        }
        if OUTAGE.contains(&now) {
            self.tell(now, place, Heard::NotSent);
        } else {
            self.plan(now + THERE, place, Event::Arrives);
        }
    }

    fn wanted(&mut self, now: Time, place: usize) -> Act {
        let Some(here) = self.places.get_mut(place) else {
            return Act::Nothing;
        };
        let act = here.desktop.wanted(now);
        let serves = here.desktop.can_serve(now);
        here.waits |= !serves && (here.asks || act == Act::Ask);
        let waits = here.waits;
        let next = here.person.next(now);
        self.outcome.wants += 1;
        if !serves && !waits {
            self.outcome.unserved(now);
        }
        self.plan(next, place, Event::Wants);
        act
    }

    fn arrives(&mut self, now: Time, place: usize) {
        let Some(here) = self.places.get(place) else {
            return;
        };
        if OUTAGE.contains(&now) {
            return self.tell(now + LIMIT, place, Heard::Lost);
        }
        self.outcome.reached(now);
        let answer = self.server.answer(place, here.refresh_token, now);
        if OUTAGE.contains(&(now + AND_BACK)) {
            self.outcome.answers_lost += u64::from(matches!(answer, Answer::Granted { .. }));
            return self.tell(now + LIMIT, place, Heard::Lost);
        }
        self.tell(now + AND_BACK, place, Heard::Answer(answer));
    }

    /// A desktop will know this then.
    fn tell(&mut self, at: Time, place: usize, heard: Heard) {
        let slot = self.free.pop().unwrap_or(self.heard.len());
        if slot == self.heard.len() {
            self.heard.push(None);
        }
        if let Some(free) = self.heard.get_mut(slot) {
            *free = Some(heard);
        }
        self.plan(at, place, Event::Hears(slot));
    }

    fn hears(&mut self, now: Time, place: usize, slot: usize) -> Act {
        let heard = self.heard.get_mut(slot).and_then(Option::take);
        self.free.push(slot);
        let (Some(heard), Some(here)) = (heard, self.places.get_mut(place)) else {
            return Act::Nothing;
        };
        match heard {
            Heard::Answer(Answer::Granted { refresh_token }) => here.refresh_token = refresh_token,
            Heard::Answer(Answer::InvalidGrant) => self.outcome.lost_sessions += 1,
            Heard::Answer(Answer::Busy { .. }) | Heard::NotSent | Heard::Lost => {}
        }
        here.asks = false;
        let act = here.desktop.heard(heard, now);
        if act != Act::Ask && std::mem::take(&mut here.waits) && !here.desktop.can_serve(now) {
            self.outcome.unserved(now);
        }
        act
    }
}
