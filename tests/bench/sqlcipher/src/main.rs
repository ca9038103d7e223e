//! The store beside the same record in SQLCipher: the figures of `docs/adr/0038-store-or-sqlcipher.md`. Both
//! read every resource with `chart::read` and answer the same questions with the same rows.

mod cipher;
mod ours;

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::time::Instant;

use sandbox_ehr::fhir::FhirStore;

type Failure = Box<dyn std::error::Error>;

const PAGE: usize = 500;
const ROWS: usize = 50;
const TURNS: usize = 30;

/// One patient's record.
struct Record {
    patient: String,
    resources: Vec<String>,
}

impl Record {
    fn of(resources: usize) -> Result<Self, Failure> {
        let all = FhirStore::generate(1, resources);
        let patient = all.patients().first().ok_or("no patient")?.id.clone();
        let own: HashSet<String> = all.compartment(&patient).into_iter().collect();
        let own = all
            .resources()
            .filter(|(kind, id, _)| own.contains(&format!("{kind}/{id}")));
        let resources = own.map(|(_, _, json)| json.to_owned()).collect();
        Ok(Self { patient, resources })
    }
}

/// What is asked of either.
trait Keeps: Sized {
    fn open(folder: &Path, patient: &str) -> Result<Self, Failure>;
    /// Takes a page in, so that it survives a power cut as far as either promises it.
    fn take(&mut self, page: &[String]) -> Result<(), Failure>;
    /// After the last page.
    fn finish(&mut self) -> Result<(), Failure>;
    /// Rows of the timeline from a place on, read for the screen.
    fn window(&self, from: usize) -> Result<usize, Failure>;
    /// Facts in which a word stands, and the first rows of them.
    fn search(&self, word: &str) -> Result<usize, Failure>;
    /// All points of the course with this code.
    fn course(&self, analyte: &str) -> Result<usize, Failure>;
}

fn main() -> Result<(), Failure> {
    let resources = std::env::args()
        .nth(1)
        .map_or(Ok(100_000), |count| count.parse())?;
    let record = Record::of(resources)?;
    let bytes: usize = record.resources.iter().map(String::len).sum();
    println!(
        "{} resources, {bytes} bytes of JSON, {}",
        record.resources.len(),
        load()
    );
    let (ours, cipher) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let filled = (
        fill::<ours::Ours>(ours.path(), &record)?,
        fill::<cipher::Cipher>(cipher.path(), &record)?,
    );
    let share = |folder: &Path| Ok::<f64, Failure>(size(folder)? as f64 / bytes as f64);
    println!(
        "on disk, of the JSON: store {:.3}, SQLCipher {:.3}",
        share(ours.path())?,
        share(cipher.path())?
    );
    let a = Asked::of::<ours::Ours>(ours.path(), &record)?;
    let b = Asked::of::<cipher::Cipher>(cipher.path(), &record)?;
    println!(
        "{:<30} {:>25} {:>25}",
        "ms: processor | p95 waited", "store", "SQLCipher"
    );
    for (what, ours, cipher) in [
        ("taken in and saved", filled.0, filled.1),
        ("opened, first rows", a.opened, b.opened),
        ("50 rows anywhere", a.window, b.window),
        ("search as typed", a.search, b.search),
        ("one course", a.course, b.course),
    ] {
        println!("{what:<30} {ours:>25} {cipher:>25}");
    }
    assert_eq!(
        (a.found, a.points),
        (b.found, b.points),
        "both say the same"
    );
    println!("{} found, {} points, {}", a.found, a.points, load());
    Ok(())
}

/// What one turn took: of the processor, which does not depend on what else the machine does, and of the
/// person's time, which does.
#[derive(Clone, Copy)]
struct Took {
    processor: f64,
    waited: f64,
}

impl std::fmt::Display for Took {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{:.2} | {:.2}", self.processor, self.waited))
    }
}

fn fill<K: Keeps>(folder: &Path, record: &Record) -> Result<Took, Failure> {
    times(1, |_| {
        let mut kept = K::open(folder, &record.patient)?;
        for page in record.resources.chunks(PAGE) {
            kept.take(page)?;
        }
        kept.finish()
    })
}

struct Asked {
    opened: Took,
    window: Took,
    search: Took,
    course: Took,
    found: usize,
    points: usize,
}

const WORDS: [&str; 10] = [
    "g", "gl", "gluc", "glucose", "hem", "2019", "asthma", "final", "mg", "zzz",
];
const COURSE: &str = "http://loinc.org|2823-3|mmol/L";

impl Asked {
    fn of<K: Keeps>(folder: &Path, record: &Record) -> Result<Self, Failure> {
        let opened = times(9, |_| K::open(folder, &record.patient)?.window(0).map(drop))?;
        let kept = K::open(folder, &record.patient)?;
        kept.window(0)?;
        let (mut found, mut points) = (0, 0);
        let half = record.resources.len() / 2;
        let window = times(TURNS, |turn| kept.window(turn * 7_919 % half).map(drop))?;
        let search = times(TURNS, |turn| {
            found += kept.search(WORDS.iter().cycle().nth(turn).unwrap_or(&""))?;
            Ok(())
        })?;
        let course = times(TURNS, |_| {
            points = kept.course(COURSE)?;
            Ok(())
        })?;
        Ok(Self {
            opened,
            window,
            search,
            course,
            found,
            points,
        })
    }
}

fn times(turns: usize, mut ask: impl FnMut(usize) -> Result<(), Failure>) -> Result<Took, Failure> {
    let mut waited = Vec::new();
    let before = processor();
    for turn in 0..turns {
        let begin = Instant::now();
        ask(turn)?;
        waited.push(begin.elapsed().as_secs_f64() * 1_000.0);
    }
    let processor = (processor() - before) / turns as f64;
    waited.sort_by(f64::total_cmp);
    let p95 = waited.get((turns * 95).div_ceil(100).saturating_sub(1));
    Ok(Took {
        processor,
        waited: p95.copied().unwrap_or(f64::NAN),
    })
}

/// Milliseconds that this thread had of the processor.
fn processor() -> f64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text
        .split(' ')
        .next()
        .and_then(|part| part.parse::<f64>().ok());
    nanoseconds.unwrap_or(f64::NAN) / 1e6
}

fn size(folder: &Path) -> Result<u64, Failure> {
    let mut size = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        size += if entry.file_type()?.is_dir() {
            crate::size(&entry.path())?
        } else {
            entry.metadata()?.len()
        };
    }
    Ok(size)
}

fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!(
        "load average {}",
        text.split(' ').next().unwrap_or_default()
    )
}
