//! The log as a program uses it, and as somebody finds it who was at its files.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use audit_trail::{
    Anchor, Damage, DigestKey, Entry, Export, Limits, Origin, Outcome, REPAIRED, Trail, Word,
};
use jiff::Timestamp;
use proptest::prelude::*;
use url::Url;

const SMALL: Limits = Limits {
    segment_bytes: 1500,
    segments: 4,
};
const MANY: Limits = Limits {
    segment_bytes: 1500,
    segments: 100,
};

fn entry(number: i64) -> Entry {
    let key = DigestKey::from_bytes(&[1; 32]).unwrap();
    let mut entry = Entry::new(
        Timestamp::from_millisecond(1_796_117_400_000 + number).unwrap(),
        Word::of("record-opened"),
        Outcome::Done,
    );
    entry.server = Origin::of(&Url::parse("https://ehr.example/fhir").unwrap());
    entry.patient = Some(key.pseudonym("patient", "https://ehr.example", "4711"));
    entry
}

/// A log of so many entries, and its last one.
fn log(dir: &Path, limits: Limits, entries: i64) -> (Trail, Anchor) {
    let trail = Trail::new(dir.join("activity"), limits);
    let mut last = None;
    for number in 0..entries {
        let appended = trail.append(entry(number), last.as_ref()).unwrap();
        assert_eq!(appended.found, None, "at entry {number}");
        last = Some(appended.last);
    }
    (trail, last.unwrap())
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir.join("activity")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .collect();
    paths.sort();
    paths
}

/// A copy of a log of 20 entries in several segments: to write it takes much longer.
fn copied(dir: &Path) -> (Trail, Anchor) {
    static WRITTEN: OnceLock<(tempfile::TempDir, Anchor)> = OnceLock::new();
    let (from, last) = WRITTEN.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let (_, last) = log(dir.path(), MANY, 20);
        (dir, last)
    });
    fs::create_dir(dir.join("activity")).unwrap();
    for file in files(from.path()) {
        fs::copy(&file, dir.join("activity").join(file.file_name().unwrap())).unwrap();
    }
    (Trail::new(dir.join("activity"), MANY), last.clone())
}

fn damage(trail: &Trail, anchor: &Anchor) -> Option<Damage> {
    trail.verify(Some(anchor)).unwrap().damage
}

#[test]
fn what_was_appended_verifies_and_is_read_the_newest_first() {
    let dir = tempfile::tempdir().unwrap();
    let (trail, last) = log(dir.path(), Limits::default(), 5);
    let found = trail.verify(Some(&last)).unwrap();
    assert_eq!(
        (found.damage, found.entries, found.first),
        (None, 5, Some(1))
    );
    assert_eq!(found.last, Some(last));
    let page = trail.page(None, 2, |_| true).unwrap();
    let numbers: Vec<_> = page
        .entries
        .iter()
        .map(|written| written.sequence)
        .collect();
    assert_eq!((numbers, page.more), (vec![5, 4], true));
    assert_eq!(page.entries[0].entry, entry(4));
    let rest = trail.page(Some(4), 3, |_| true).unwrap();
    assert_eq!((rest.entries.len(), rest.more), (3, false));
}

#[test]
fn old_segments_go_and_the_rest_still_verifies() {
    let dir = tempfile::tempdir().unwrap();
    let (trail, last) = log(dir.path(), SMALL, 60);
    assert_eq!(files(dir.path()).len(), 4);
    let found = trail.verify(Some(&last)).unwrap();
    assert_eq!(found.damage, None);
    assert!(found.first.unwrap() > 40, "the oldest are gone: {found:?}");
    let pages = trail.page(None, 1000, |_| true).unwrap();
    assert_eq!(
        pages.entries.len() as u64,
        found.entries,
        "over all segments"
    );
    assert!(
        files(dir.path())
            .iter()
            .all(|path| path.metadata().unwrap().len() <= 1500)
    );
}

#[test]
fn a_segment_that_is_taken_away_is_missed_wherever_it_stood() {
    for gone in 0..5 {
        let dir = tempfile::tempdir().unwrap();
        let (trail, last) = log(dir.path(), MANY, 14);
        fs::remove_file(&files(dir.path())[gone]).unwrap();
        assert!(
            matches!(damage(&trail, &last), Some(Damage::Cut { .. })),
            "segment {gone}"
        );
        let mut known = last;
        for number in 0..8 {
            known = trail.append(entry(number), Some(&known)).unwrap().last;
            assert_ne!(
                damage(&trail, &known),
                None,
                "and stays so: {gone}, {number}"
            );
        }
    }
}

#[test]
fn a_torn_last_line_is_cut_off_and_that_is_written_down() {
    let dir = tempfile::tempdir().unwrap();
    let (trail, known) = log(dir.path(), Limits::default(), 2);
    let path = &files(dir.path())[0];
    let whole = fs::read(path).unwrap();
    let torn = [whole.as_slice(), b"{\"seq\":3,\"at\":\"2026-1"].concat();
    fs::write(path, torn).unwrap();
    let found = trail.verify(Some(&known)).unwrap();
    assert_eq!((found.damage, found.torn), (None, true));
    let appended = trail.append(entry(9), Some(&known)).unwrap();
    assert_eq!((appended.found, appended.last.sequence), (None, 4));
    let page = trail.page(None, 2, |_| true).unwrap();
    assert_eq!(page.entries[1].entry.event.as_str(), REPAIRED);
    let found = trail.verify(Some(&appended.last)).unwrap();
    assert_eq!((found.damage, found.torn), (None, false));
}

#[test]
fn a_segment_that_was_not_begun_is_begun_again() {
    let dir = tempfile::tempdir().unwrap();
    let (trail, known) = log(dir.path(), SMALL, 3);
    for torn in [&b""[..], b"{\"log\":\"chart"] {
        let number = files(dir.path()).len() + 1;
        let path = dir
            .path()
            .join(format!("activity/activity-{number:06}.jsonl"));
        fs::write(path, torn).unwrap();
        assert!(trail.verify(Some(&known)).unwrap().torn);
    }
    // Two of them are not what a power cut leaves.
    let found = trail.append(entry(9), Some(&known)).unwrap().found;
    assert!(matches!(found, Some(Damage::Changed { .. })), "{found:?}");
    let dir = tempfile::tempdir().unwrap();
    let (trail, known) = log(dir.path(), SMALL, 3);
    fs::write(dir.path().join("activity/activity-000002.jsonl"), b"{\"lo").unwrap();
    let appended = trail.append(entry(9), Some(&known)).unwrap();
    assert_eq!((appended.found, appended.last.sequence), (None, 5));
    assert_eq!(damage(&trail, &appended.last), None);
}

#[test]
fn a_log_that_was_taken_away_or_replaced_is_told_by_the_anchor() {
    let dir = tempfile::tempdir().unwrap();
    let other = tempfile::tempdir().unwrap();
    let (trail, known) = log(dir.path(), Limits::default(), 5);
    let foreign = Trail::new(other.path().join("activity"), Limits::default());
    for number in 0..9 {
        foreign.append(entry(100 + number), None).unwrap();
    }
    fs::copy(&files(other.path())[0], &files(dir.path())[0]).unwrap();
    assert_eq!(
        trail.verify(None).unwrap().damage,
        None,
        "it is a whole log"
    );
    assert_eq!(damage(&trail, &known), Some(Damage::Changed { at: 5 }));
    let found = trail.append(entry(1), Some(&known)).unwrap().found;
    assert_eq!(
        found,
        Some(Damage::Changed { at: 5 }),
        "noticed at the next entry"
    );
    fs::remove_file(&files(dir.path())[0]).unwrap();
    assert_eq!(damage(&trail, &known), Some(Damage::Cut { after: 0 }));
    let appended = trail.append(entry(1), Some(&known)).unwrap();
    assert_eq!(appended.found, Some(Damage::Cut { after: 0 }));
    assert_eq!(appended.last.sequence, 6, "no number is given twice");
    assert_eq!(
        damage(&trail, &appended.last),
        Some(Damage::Changed { at: 6 })
    );
}

#[test]
fn a_log_that_does_not_verify_is_set_aside_untouched_and_a_new_one_begun() {
    let dir = tempfile::tempdir().unwrap();
    let (trail, known) = log(dir.path(), SMALL, 12);
    let bad = &files(dir.path())[1];
    let mut bytes = fs::read(bad).unwrap();
    bytes[30] ^= 1;
    fs::write(bad, &bytes).unwrap();
    let anew = trail.begin_anew(entry(13), Some(&known)).unwrap();
    assert_eq!((anew.sequence, damage(&trail, &anew)), (13, None));
    let aside = dir
        .path()
        .join("activity/set-aside-001/activity-000002.jsonl");
    assert_eq!(fs::read(aside).unwrap(), bytes);
    let last = trail.append(entry(14), Some(&anew)).unwrap();
    assert_eq!((last.found, last.last.sequence), (None, 14));
}

#[test]
fn programs_that_write_at_the_same_time_make_one_chain() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("activity");
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let trail = Trail::new(place.clone(), MANY);
            std::thread::spawn(move || {
                let mut known = None;
                for number in 0..25 {
                    let appended = trail.append(entry(writer * 100 + number), known.as_ref());
                    let appended = appended.unwrap();
                    assert_eq!(appended.found, None);
                    known = Some(appended.last);
                }
                known.unwrap()
            })
        })
        .collect();
    let ends = writers.into_iter().map(|writer| writer.join().unwrap());
    let last = ends.max_by_key(|end| end.sequence).unwrap();
    assert_eq!(last.sequence, 100);
    let trail = Trail::new(place, MANY);
    assert_eq!(damage(&trail, &last), None);
}

#[test]
fn an_export_holds_every_line_and_what_checking_gave() {
    let dir = tempfile::tempdir().unwrap();
    let (trail, last) = log(dir.path(), SMALL, 8);
    let to = dir.path().join("export.jsonl");
    let export = Export {
        anchor: Some(&last),
        known: None,
        at: Timestamp::UNIX_EPOCH,
    };
    trail.export(&to, &export).unwrap();
    let text = fs::read_to_string(&to).unwrap();
    let parts: Vec<_> = files(dir.path())
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let summary = text.strip_prefix(&parts.concat()).unwrap();
    let summary: serde_json::Value = serde_json::from_str(summary).unwrap();
    let checked = &summary["verification"];
    assert_eq!(checked["intact"], true);
    assert_eq!(checked["last"]["sequence"], 8);
    assert!(
        trail.export(&to, &export).is_err(),
        "nothing is overwritten"
    );
    assert_eq!(fs::read_to_string(&to).unwrap(), text);
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("activity");
    fs::create_dir(&place).unwrap();
    fs::set_permissions(&place, fs::Permissions::from_mode(0o755)).unwrap();
    log(dir.path(), Limits::default(), 1);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&place), mode(&files(dir.path())[0])), (0o700, 0o600));
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_a_segment_is_not_followed() {
    let dir = tempfile::tempdir().unwrap();
    let (trail, known) = log(dir.path(), Limits::default(), 3);
    let path = &files(dir.path())[0];
    let elsewhere = dir.path().join("elsewhere");
    fs::rename(path, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, path).unwrap();
    let before = fs::read(&elsewhere).unwrap();
    assert!(matches!(
        damage(&trail, &known),
        Some(Damage::Changed { .. })
    ));
    let appended = trail.append(entry(4), Some(&known)).unwrap();
    assert!(matches!(appended.found, Some(Damage::Changed { .. })));
    assert_eq!(fs::read(&elsewhere).unwrap(), before);
    assert_eq!(appended.last.sequence, 4);
}

#[test]
fn hostile_files_are_reported_and_the_log_goes_on() {
    let long = vec![b'x'; 1 << 20];
    let hostile: [&[u8]; 6] = [
        &long,
        b"\xff\xfe\n\n\n",
        b"{}\n",
        b"null\nnull\n",
        &[b'\n'; 5000],
        &[0; 9000],
    ];
    for bytes in hostile {
        let dir = tempfile::tempdir().unwrap();
        let (trail, known) = log(dir.path(), Limits::default(), 3);
        fs::write(&files(dir.path())[0], bytes).unwrap();
        assert!(matches!(
            damage(&trail, &known),
            Some(Damage::Changed { .. })
        ));
        let appended = trail.append(entry(4), Some(&known)).unwrap();
        assert!(matches!(appended.found, Some(Damage::Changed { .. })));
        assert_eq!(appended.last.sequence, 4);
        assert_ne!(damage(&trail, &appended.last), None, "it stays reported");
        let again = trail.append(entry(5), Some(&appended.last)).unwrap();
        assert_eq!((again.found, again.last.sequence), (None, 5));
        assert_eq!(trail.page(None, 9, |_| true).unwrap().entries.len(), 2);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_byte_that_is_changed_is_detected(at: prop::sample::Index, by in 1..=255u8) {
        let dir = tempfile::tempdir().unwrap();
        let (trail, known) = copied(dir.path());
        let paths = files(dir.path());
        let lengths: Vec<_> = paths.iter().map(|path| fs::read(path).unwrap().len()).collect();
        let mut place = at.index(lengths.iter().sum());
        let mut segment = 0;
        while place >= lengths[segment] {
            place -= lengths[segment];
            segment += 1;
        }
        let mut bytes = fs::read(&paths[segment]).unwrap();
        bytes[place] ^= by;
        fs::write(&paths[segment], &bytes).unwrap();
        prop_assert!(trail.verify(None).unwrap().damage.is_some(), "without an anchor");
        prop_assert!(damage(&trail, &known).is_some());
        // And it is neither hidden nor forgotten when the log goes on.
        let appended = trail.append(entry(99), Some(&known)).unwrap();
        prop_assert!(damage(&trail, &appended.last).is_some());
    }

    #[test]
    fn any_truncation_is_repaired_or_reported_and_never_silent(
        segment: prop::sample::Index, length: prop::sample::Index,
    ) {
        let dir = tempfile::tempdir().unwrap();
        let (trail, known) = copied(dir.path());
        let paths = files(dir.path());
        let path = &paths[segment.index(paths.len())];
        let bytes = fs::read(path).unwrap();
        fs::write(path, &bytes[..length.index(bytes.len())]).unwrap();
        prop_assert!(damage(&trail, &known).is_some());
        // Without an anchor a cut at the end of a line cannot be seen; one within a line is written down.
        let last = trail.append(entry(99), None).unwrap().last;
        let repaired = trail.page(None, 2, |_| true).unwrap().entries[1].entry.event.as_str() == REPAIRED;
        let at_line_end = trail.verify(None).unwrap().damage.is_none();
        prop_assert!(repaired || last.sequence <= 21 || !at_line_end);
        prop_assert!(damage(&trail, &known).is_some(), "the anchor tells it for ever");
    }
}
