//! The kept inputs of every fuzz target, with every `cargo test`.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::{Path, PathBuf};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn inputs(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = std::fs::read_dir(corpus().join(target)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect()
}

#[test]
fn every_kept_input_and_its_beginnings_keep_the_laws() {
    for (name, target) in fuzz::TARGETS {
        let inputs = inputs(name);
        assert!(inputs.len() > 3, "{name} has no corpus");
        for (path, bytes) in inputs {
            println!("{}", path.display());
            // At most a few hundred beginnings of a long one.
            let step = 1 + bytes.len() / 256;
            (0..bytes.len())
                .step_by(step)
                .for_each(|end| target(&bytes[..end]));
            target(&bytes);
        }
    }
}

#[test]
fn every_corpus_belongs_to_a_target() {
    for entry in std::fs::read_dir(corpus()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_known = fuzz::TARGETS.iter().any(|(target, _)| *target == name);
        assert!(is_known, "{name}");
    }
}
