//! What a request does that needs a token.

use jiff::SignedDuration;

use crate::{Life, Moment, Pauses};

/// How often a request is repeated whose answer was lost, and for how long.
const REPEATS: usize = 2;
const REPEATED_WITHIN: SignedDuration = SignedDuration::from_secs(10);

/// What to do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The token at hand is good.
    Use,
    /// The server is asked for another one. Where that fails, the one at hand is good to its end.
    Renew,
    /// There is no good token, and it is too early to ask for one again.
    Wait,
}

/// Nobody asks while nobody wants anything: this is called when somebody does. `life`: of the token
/// at hand. A token that cannot be renewed is used to its end.
pub fn next(life: Option<&Life>, pauses: &Pauses, can_renew: bool, now: Moment) -> Next {
    let good = life.filter(|life| life.is_good(now));
    if good.is_some_and(|life| !can_renew || !life.is_due(now)) {
        return Next::Use;
    }
    match (pauses.is_pause(now), good) {
        (false, _) => Next::Renew,
        (true, Some(_)) => Next::Use,
        (true, None) => Next::Wait,
    }
}

/// `true`: the same request is made once more, because nobody knows whether it arrived. It was made
/// `repeats` times more than once already, for the first time `since` ago. Servers whose refresh tokens
/// are good once forgive that for some seconds.
pub fn asks_again(repeats: usize, since: SignedDuration) -> bool {
    repeats < REPEATS && since <= REPEATED_WITHIN
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::tests::moment;
    use crate::{Chance, Failed};

    fn ten_minutes() -> Life {
        let began = moment(0, 0);
        let end = moment(600, 0).wall;
        Life::new(began.wall, end, began, Chance::from_bits(0))
    }

    fn at(second: u16, life: Option<&Life>, pauses: &Pauses, can_renew: bool) -> Next {
        next(
            life,
            pauses,
            can_renew,
            moment(second.into(), second.into()),
        )
    }

    #[test]
    fn a_token_is_used_until_it_is_due_and_to_its_end_where_it_cannot_be_renewed() {
        let (life, none) = (ten_minutes(), Pauses::default());
        assert_eq!(at(1, Some(&life), &none, true), Next::Use);
        assert_eq!(at(599, Some(&life), &none, true), Next::Renew);
        assert_eq!(at(599, Some(&life), &none, false), Next::Use);
        assert_eq!(at(600, Some(&life), &none, false), Next::Renew);
        assert_eq!(at(1, None, &none, true), Next::Renew);
    }

    #[test]
    fn after_a_failure_the_old_token_is_used_and_where_it_is_over_nobody_asks() {
        let (life, mut pauses) = (ten_minutes(), Pauses::default());
        let asked = Failed::Busy(std::time::Duration::from_mins(1));
        pauses.failed(asked, Chance::from_bits(0), moment(590, 590));
        assert_eq!(at(591, Some(&life), &pauses, true), Next::Use);
        assert_eq!(at(601, Some(&life), &pauses, true), Next::Wait);
        assert_eq!(at(649, None, &pauses, true), Next::Wait);
        assert_eq!(at(650, None, &pauses, true), Next::Renew);
        pauses.forget();
        assert_eq!(at(601, None, &pauses, true), Next::Renew);
    }

    #[test]
    fn a_lost_answer_is_asked_for_twice_more_and_not_for_long() {
        let seconds = SignedDuration::from_secs;
        let again = [0, 1, 2].map(|repeats| asks_again(repeats, seconds(10)));
        assert_eq!(again, [true, true, false]);
        assert!(!asks_again(0, seconds(11)));
    }
}
