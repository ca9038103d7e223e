//! The writing of one copy, where waiting for a disk is allowed.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use chart::{PatientBanner, Section};
use chart_export::{
    About, SummaryError, Taken, Written, write_about, write_bundle, write_summary, write_table,
};
use chart_store::ChartStore;
use tokio::sync::watch;

use super::place::Unfinished;
use super::take::{find, to_look_at, walk};
use crate::ipc::{ExportForm, Exported};
use crate::problem::{Problem, ProblemCode};

/// Progress is told every so many entries.
const EVERY: usize = 64;

/// How far it is: entries looked at, of how many.
pub(super) type Sofar = (usize, usize);

/// One copy that is to be written.
pub(super) struct Copying {
    pub(super) store: Arc<ChartStore>,
    /// Key of the patient.
    pub(super) patient: String,
    pub(super) about: About,
    pub(super) form: ExportForm,
    pub(super) folder: PathBuf,
    /// `2026-12-01`
    pub(super) day: String,
    pub(super) progress: watch::Sender<Sofar>,
    /// Nobody waits for it any more, or nobody may have it any more.
    pub(super) given_up: Box<dyn Fn() -> bool + Send>,
}

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub(super) enum CopyError {
    #[error("the copy was given up")]
    GivenUp,
    #[error("the copy cannot be written")]
    Storage(#[from] io::Error),
    #[error("there is nobody whom the copy is about")]
    NoPatient,
}

impl From<SummaryError> for CopyError {
    fn from(error: SummaryError) -> Self {
        match error {
            SummaryError::NoPatient => Self::NoPatient,
            SummaryError::Storage(error) => Self::Storage(error),
        }
    }
}

impl From<CopyError> for Problem {
    fn from(error: CopyError) -> Self {
        let code = match error {
            CopyError::GivenUp => ProblemCode::ExportCancelled,
            CopyError::Storage(_) => ProblemCode::ExportFailed,
            CopyError::NoPatient => ProblemCode::ResourceUnknown,
        };
        Problem::new(code).logged(&error)
    }
}

impl Copying {
    /// Writes it. Where it fails or is given up, nothing is left.
    pub(super) fn write(&self) -> Result<Exported, CopyError> {
        let (stem, is_folder) = match self.form {
            ExportForm::Bundle => ("record", false),
            ExportForm::Csv => ("record", true),
            ExportForm::Ips => ("summary", false),
        };
        // Nothing of the patient is in a name that others may see.
        let stem = format!("chartside-{stem}-{}", self.day);
        let (name, written) = if is_folder {
            self.write_folder(&stem)?
        } else {
            self.write_file(&stem)?
        };
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(Exported {
            name,
            is_folder,
            entries: number(written.entries),
            added: number(written.added),
            left_out: number(written.left_out),
            unreadable: number(written.unreadable),
            incomplete: !self.about.gaps.is_empty(),
        })
    }

    fn write_file(&self, stem: &str) -> Result<(String, Written), CopyError> {
        let (unfinished, file) = Unfinished::file(&self.folder, stem, ".json")?;
        let mut out = BufWriter::new(file);
        let walked = Walked::new(self);
        let looked_at = || walked.one_more();
        let sections = self.about.choice.sections.iter();
        let chosen = sections
            .flat_map(|section| walk(&self.store, &self.about.choice, *section, &looked_at));
        let held = |key: &str| find(&self.store, key);
        let patient = held(&self.patient);
        let written = match self.form {
            ExportForm::Ips => {
                write_summary(&mut out, &self.about, patient.as_ref(), chosen, held)?
            }
            ExportForm::Bundle | ExportForm::Csv => {
                write_bundle(&mut out, &self.about, patient, chosen, held)?
            }
        };
        settle(out)?;
        walked.is_done()?;
        Ok((unfinished.finish()?, written))
    }

    fn write_folder(&self, stem: &str) -> Result<(String, Written), CopyError> {
        let unfinished = Unfinished::folder(&self.folder, stem)?;
        let walked = Walked::new(self);
        let looked_at = || walked.one_more();
        let mut all = Written::default();
        for section in &self.about.choice.sections {
            let entries = walk(&self.store, &self.about.choice, *section, &looked_at);
            let mut out = BufWriter::new(unfinished.add(&file_name(*section))?);
            let written = write_table(&mut out, true, entries.map(|taken| taken.entry))?;
            settle(out)?;
            all.entries += written.entries;
        }
        let mut out = BufWriter::new(unfinished.add("about.csv")?);
        write_about(&mut out, true, &self.about, &self.who())?;
        settle(out)?;
        walked.is_done()?;
        Ok((unfinished.finish()?, all))
    }

    /// Whose record it is, for whoever opens the tables.
    fn who(&self) -> Vec<(&'static str, String)> {
        let patient: Option<Taken> = find(&self.store, &self.patient);
        let banner = patient.and_then(|patient| PatientBanner::read(&patient.json));
        let Some(banner) = banner else {
            return Vec::new();
        };
        let born = banner.birth_date.map(|date| date.raw);
        [
            ("family_name", banner.family.or(banner.text)),
            ("given_name", banner.given),
            ("birth_date", born),
            ("identifier", banner.identifier),
            ("patient", Some(self.patient.clone())),
        ]
        .into_iter()
        .filter_map(|(what, value)| Some((what, value?)))
        .collect()
    }
}

/// What is on the disk when this returns stays there.
fn settle(mut out: BufWriter<File>) -> io::Result<()> {
    out.flush()?;
    out.get_ref().sync_all()
}

/// `socialHistory` becomes `social-history.csv`.
fn file_name(section: Section) -> String {
    let mut file = String::new();
    for letter in section.name().chars() {
        if letter.is_ascii_uppercase() {
            file.push('-');
        }
        file.push(letter.to_ascii_lowercase());
    }
    file + ".csv"
}

/// Counts the entries that were looked at, and tells of it.
struct Walked<'a> {
    copying: &'a Copying,
    done: Cell<usize>,
    total: usize,
    given_up: Cell<bool>,
}

impl<'a> Walked<'a> {
    fn new(copying: &'a Copying) -> Self {
        Self {
            copying,
            done: Cell::new(0),
            total: to_look_at(&copying.store, &copying.about.choice),
            given_up: Cell::new(false),
        }
    }

    /// `false`: it is given up.
    fn one_more(&self) -> bool {
        self.done.set(self.done.get() + 1);
        if self.done.get().is_multiple_of(EVERY) {
            self.copying
                .progress
                .send_replace((self.done.get(), self.total));
        }
        if (self.copying.given_up)() {
            self.given_up.set(true);
        }
        !self.given_up.get()
    }

    /// What was cut short in the middle is no copy.
    fn is_done(&self) -> Result<(), CopyError> {
        if self.given_up.get() || (self.copying.given_up)() {
            return Err(CopyError::GivenUp);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    const FOLDER: &str = "CHARTSIDE_TEST_FOLDER";

    fn copying(folder: PathBuf, form: ExportForm) -> Copying {
        let store = ChartStore::new(None);
        let patient = r#"{"resourceType":"Patient","id":"p"}"#.to_owned();
        let problem = |id| {
            format!(
                r#"{{"resourceType":"Condition","id":"{id}","code":{{"text":"{}"}}}}"#,
                "x".repeat(100)
            )
        };
        let page: Vec<String> = (0..200).map(problem).chain([patient]).collect();
        store.apply(page.iter().map(String::as_str));
        Copying {
            store: Arc::new(store),
            patient: "Patient/p".to_owned(),
            about: About {
                server: "https://ehr.example/fhir".to_owned(),
                version: "0".to_owned(),
                made: "2026-12-01T12:00:00Z".to_owned(),
                as_of: None,
                document: [7; 16],
                gaps: Vec::new(),
                every_section: false,
                choice: chart_export::Choice {
                    sections: vec![Section::Problems],
                    ..chart_export::Choice::default()
                },
            },
            form,
            folder,
            day: "2026-12-01".to_owned(),
            progress: watch::channel((0, 0)).0,
            given_up: Box::new(|| false),
        }
    }

    const FORMS: [ExportForm; 3] = [ExportForm::Bundle, ExportForm::Csv, ExportForm::Ips];

    #[test]
    fn a_file_is_named_after_its_section() {
        assert_eq!(file_name(Section::Problems), "problems.csv");
        assert_eq!(file_name(Section::SocialHistory), "social-history.csv");
    }

    #[test]
    fn what_is_given_up_in_the_middle_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        for form in FORMS {
            let looked_at = std::sync::atomic::AtomicUsize::new(0);
            let copying = Copying {
                given_up: Box::new(move || {
                    looked_at.fetch_add(1, std::sync::atomic::Ordering::Relaxed) > 100
                }),
                ..copying(dir.path().to_owned(), form)
            };
            assert!(matches!(copying.write(), Err(CopyError::GivenUp)));
            assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
        }
        let whole = copying(dir.path().to_owned(), ExportForm::Bundle);
        assert_eq!(whole.write().unwrap().entries, 200);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn f20_a_disk_that_is_full_is_a_problem_and_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        // Without the trap the first write beyond the limit would end the program.
        let limited = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"";
        let name = "export::write::tests::writes_beyond_its_limit";
        // Through a pipe: a file that the output goes to would be under the limit, too.
        let ran = Command::new("sh")
            .args(["-c", limited])
            .arg(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", name])
            .env(FOLDER, dir.path())
            .output()
            .unwrap();
        assert!(ran.status.success(), "{ran:?}");
        let left: Vec<_> = std::fs::read_dir(dir.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "the mark that the test ran");
    }

    #[test]
    #[ignore = "runs in the other test, under a limit"]
    fn writes_beyond_its_limit() {
        let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
            return;
        };
        for form in FORMS {
            let failed = copying(folder.clone(), form).write();
            assert!(matches!(failed, Err(CopyError::Storage(_))), "{failed:?}");
        }
        std::fs::write(folder.join("ran"), b"").unwrap();
    }
}
