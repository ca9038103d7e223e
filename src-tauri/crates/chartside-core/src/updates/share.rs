//! A new version is offered to a share of the computers first. Which ones, each decides for itself with a
//! number that it drew once: nobody counts them, and nobody can.

use aws_lc_rs::digest::{SHA256, digest};

use crate::program::Release;

/// Whether a computer with this number is among those that the version is offered to. The version is mixed in,
/// so that it is not always the same ones that go first.
pub(super) fn is_among(place: u64, release: &Release) -> bool {
    let mixed = digest(
        &SHA256,
        format!("{place} {version}", version = release.version).as_bytes(),
    );
    let turn = mixed
        .as_ref()
        .iter()
        .take(8)
        .fold(0_u64, |turn, byte| turn << 8 | u64::from(*byte));
    turn % 100 < u64::from(release.share)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn among(version: &str, share: u8) -> Vec<u64> {
        let release = Release {
            version: version.to_owned(),
            notes: None,
            share,
        };
        let computers = 0..10_000;
        computers.filter(|it| is_among(*it, &release)).collect()
    }

    #[test]
    fn the_share_is_about_as_large_as_said_and_grows_without_taking_back() {
        assert_eq!(among("1.2.3", 0).len(), 0);
        assert_eq!(among("1.2.3", 100).len(), 10_000);
        let (few, more) = (among("1.2.3", 10), among("1.2.3", 30));
        assert!((900..1_100).contains(&few.len()), "{}", few.len());
        assert!((2_800..3_200).contains(&more.len()), "{}", more.len());
        assert!(few.iter().all(|it| more.contains(it)));
    }

    #[test]
    fn another_version_begins_with_others() {
        let (one, other) = (among("1.2.3", 10), among("1.2.4", 10));
        let both = one.iter().filter(|it| other.contains(it)).count();
        assert!(both < one.len() / 2, "{both} of {}", one.len());
    }
}
