use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::{LIFETIME, PendingAuthorization, SealedFormError};
use crate::redirect::tests::pending;

#[test]
fn it_is_sealed_and_read_back_in_full() {
    let first = pending();
    let second = PendingAuthorization::from_sealed_bytes(&first.to_sealed_bytes()).unwrap();
    assert_eq!(second.to_sealed_bytes(), first.to_sealed_bytes());
    assert_eq!(second.state_digest(), first.state_digest());
    assert_eq!(second.binding(), first.binding());
    assert_eq!(second.requested(), first.requested());
    assert_eq!(second.expires_at(), first.expires_at());
}

#[test]
fn the_digest_does_not_give_the_state_away() {
    let pending = pending();
    assert!(
        !pending
            .state_digest()
            .as_str()
            .contains(pending.state.expose())
    );
    assert_eq!(pending.state_digest().as_str().len(), 43);
}

#[test]
fn it_expires_after_ten_minutes_and_when_the_clock_goes_far_back() {
    let pending = pending();
    let at = |offset: SignedDuration| Timestamp::UNIX_EPOCH + offset;
    let second = SignedDuration::from_secs(1);
    assert!(!pending.is_expired(at(SignedDuration::ZERO)));
    assert!(!pending.is_expired(at(LIFETIME - second)));
    assert!(pending.is_expired(at(LIFETIME)));
    assert!(!pending.is_expired(at(-second)));
    assert!(!pending.is_expired(at(-LIFETIME)));
    assert!(pending.is_expired(at(-LIFETIME - second)));
}

#[test]
fn a_printed_one_says_whom_it_is_with_and_no_secret() {
    let pending = pending();
    let printed = format!("{pending:?}");
    assert!(printed.contains("https://ehr.example/fhir"), "{printed}");
    for secret in [pending.state.expose(), pending.verifier.expose()] {
        assert!(!printed.contains(secret));
    }
}

#[test]
fn other_bytes_and_other_versions_are_refused() {
    let text = String::from_utf8(pending().to_sealed_bytes().to_vec()).unwrap();
    let newer = text.replace("\"version\":1", "\"version\":2");
    let moved = text.replace("https://auth.example/token", "http://auth.example/token");
    for bytes in ["", "{}", &newer, &moved] {
        assert_eq!(
            PendingAuthorization::from_sealed_bytes(bytes.as_bytes()).map(drop),
            Err(SealedFormError)
        );
    }
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = PendingAuthorization::from_sealed_bytes(&bytes);
    }
}
