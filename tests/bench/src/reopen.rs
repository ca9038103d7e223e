//! From the key to what a person sees first of a record of 100,000 resources that is kept: the banner and
//! the summary. With the sealed index and without it, beside the least that a program must do which keeps
//! the same JSON as a plain file: read it and step over every value.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use chart::Section;
use chart_store::{ChartStore, View};
use serde::de::IgnoredAny;

use crate::Failure;
use crate::figure::Figure;
use crate::load::milliseconds;
use crate::record::{Generated, LARGE};

const ROUNDS: usize = 9;

/// Times, and the room that the record takes on disk.
pub(crate) fn measure() -> Result<Vec<Figure>, Failure> {
    let generated = Generated::of(LARGE)?;
    let folder = tempfile::tempdir()?;
    let store = generated.open(folder.path())?;
    generated.put_into(&store);
    store.checkpoint()?;
    drop(store);
    let kept = only_folder(folder.path())?;
    let disk = size(&kept)?;
    let bytes = u64::try_from(generated.bytes())?;
    let plain = folder.path().join("plain.ndjson");
    fs::write(&plain, generated.resources.join("\n"))?;
    let (mut indexed, mut stepped, mut replayed) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..=ROUNDS {
        indexed.push(reopen(&generated, folder.path())?);
        stepped.push(step_over(&plain)?);
    }
    for _ in 0..3 {
        fs::remove_file(kept.join("index"))?;
        replayed.push(reopen(&generated, folder.path())?);
        generated.open(folder.path())?.checkpoint()?;
    }
    let indexed = Figure::times(
        "reopen_100k_ms",
        "a kept record of 100k opened, banner and summary read",
        indexed.split_off(1),
    );
    let stepped = Figure::times(
        "reopen_100k_plain_ms",
        "the same JSON as a plain file, read and stepped over",
        stepped.split_off(1),
    );
    let ratio = Figure::ratio("reopen_100k_ratio", "  ours over plain", &indexed, &stepped);
    let replayed = Figure::times(
        "reopen_100k_without_index_ms",
        "the same record without its index",
        replayed,
    );
    let disk = Figure::share(
        "disk_100k_ratio",
        "bytes on disk over bytes of JSON",
        f64::from(u32::try_from(disk * 10_000 / bytes)?) / 10_000.0,
    );
    Ok(vec![indexed, stepped, ratio, replayed, disk])
}

fn reopen(generated: &Generated, folder: &Path) -> Result<f64, Failure> {
    let begin = Instant::now();
    let store = generated.open(folder)?;
    store.banner().ok_or("the record has no patient")?;
    summary(&store);
    Ok(milliseconds(begin))
}

/// What the summary asks the store for.
fn summary(store: &ChartStore) {
    store.changes_by_section();
    for section in Section::ALL {
        store.counts(section);
        store.window(View::Section(section), None, 0..8);
    }
    for section in [Section::Results, Section::Vitals] {
        store.window(View::Latest(section), None, 0..8);
    }
}

fn step_over(plain: &Path) -> Result<f64, Failure> {
    let begin = Instant::now();
    let text = fs::read_to_string(plain)?;
    for resource in text.lines() {
        serde_json::from_str::<IgnoredAny>(resource)?;
    }
    Ok(milliseconds(begin))
}

fn only_folder(folder: &Path) -> Result<PathBuf, Failure> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            return Ok(path);
        }
    }
    Err("nothing is kept".into())
}

fn size(folder: &Path) -> Result<u64, Failure> {
    let mut size = 0;
    for entry in fs::read_dir(folder)? {
        size += entry?.metadata()?.len();
    }
    Ok(size)
}
