//! Every secret that the sandbox issues has `CNRY-` in it. When a test is over, no place where none may be has one:
//! not the log at TRACE, not a file of the app in any writing, not what the screens were told.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Once, PoisonError};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use serde::Serialize;
use tracing_subscriber::EnvFilter;

const CANARY: &str = "CNRY-";
/// What is in the log only together with a secret or a person.
const TELLING: [&str; 4] = [CANARY, "code_verifier", "?code=", "patient="];
const LOGGED: &str = "off,chartside_core=trace,smart_app_launch=trace,fhir_client=trace,session_store=trace,\
                      chart=trace,chart_store=trace,reqwest=trace,hyper_util=trace";

/// Looks when it is dropped.
pub(crate) struct Canaries {
    folder: PathBuf,
    heard: Heard,
}

impl Canaries {
    /// The app's own folder.
    pub(crate) fn in_folder(folder: &Path) -> Self {
        listen_to_the_log();
        Self {
            folder: folder.to_owned(),
            heard: Heard::default(),
        }
    }

    pub(crate) fn heard(&self) -> Heard {
        self.heard.clone()
    }
}

impl Drop for Canaries {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let logged = LEAKED
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        assert_eq!(logged, Vec::<String>::new(), "in the log");
        let heard = self.heard.0.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(!heard.contains(CANARY), "the screens were told a secret");
        let found = leaking(&self.folder);
        assert_eq!(found, Vec::<PathBuf>::new(), "in a file");
    }
}

/// What went over the border to the screens.
#[derive(Clone, Default)]
pub(crate) struct Heard(Arc<Mutex<String>>);

impl Heard {
    pub(crate) fn tell(&self, what: &impl Serialize) {
        let what = serde_json::to_string(what).unwrap();
        self.0.lock().unwrap().push_str(&what);
    }
}

static LEAKED: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Once per process: the log is one.
fn listen_to_the_log() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let subscriber = tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new(LOGGED))
            .with_ansi(false)
            .with_writer(|| Sieve);
        tracing::subscriber::set_global_default(subscriber.finish()).unwrap();
    });
}

/// Keeps the lines that tell too much.
struct Sieve;

impl Write for Sieve {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let line = String::from_utf8_lossy(bytes);
        if TELLING.iter().any(|word| line.contains(word)) {
            LEAKED
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(line.into_owned());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The files that have a canary in them, as it is or written otherwise.
fn leaking(folder: &Path) -> Vec<PathBuf> {
    let forms = forms();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(leaking(&path));
        } else if let Ok(content) = std::fs::read(&path) {
            let has = |form: &Vec<u8>| {
                content
                    .windows(form.len())
                    .any(|window| window == form.as_slice())
            };
            found.extend(forms.iter().any(has).then_some(path));
        }
    }
    found
}

fn forms() -> Vec<Vec<u8>> {
    let utf16 = CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut forms = vec![CANARY.as_bytes().to_vec(), utf16, b"CNRY%2D".to_vec()];
    for offset in 0..3 {
        // What base64 makes of it wherever it begins, without the characters that depend on what is beside it.
        let encoded =
            BASE64_STANDARD_NO_PAD.encode([&vec![0; offset][..], CANARY.as_bytes()].concat());
        let (first, last) = ([0, 2, 3][offset], encoded.len() - 1);
        forms.push(encoded.as_bytes()[first..last].to_vec());
    }
    forms
}

#[test]
fn a_canary_is_found_in_every_writing() {
    for content in [
        b"xCNRY-access-1".to_vec(),
        CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        BASE64_STANDARD_NO_PAD.encode("CNRY-access").into_bytes(),
        BASE64_STANDARD_NO_PAD.encode("xCNRY-access").into_bytes(),
        BASE64_STANDARD_NO_PAD.encode("xyCNRY-access").into_bytes(),
        b"token=CNRY%2Daccess".to_vec(),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, content).unwrap();
        assert_eq!(leaking(folder.path()), [file]);
    }
    let clean = tempfile::tempdir().unwrap();
    std::fs::write(clean.path().join("file"), "nothing").unwrap();
    assert_eq!(leaking(clean.path()), Vec::<PathBuf>::new());
}
