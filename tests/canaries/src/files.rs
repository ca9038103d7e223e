//! Secrets in files, in every writing in which a program may have put them there.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;

/// The files under `folder` that have `word` in them.
pub(crate) fn having(folder: &Path, word: &str) -> Vec<PathBuf> {
    search(folder, &writings(word))
}

fn search(folder: &Path, writings: &[Vec<u8>]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(search(&path, writings));
        } else if let Ok(content) = std::fs::read(&path) {
            let has = |writing: &Vec<u8>| {
                content
                    .windows(writing.len())
                    .any(|window| window == writing.as_slice())
            };
            found.extend(writings.iter().any(has).then_some(path));
        }
    }
    found
}

/// As it is, in UTF-16, percent-encoded, and in base64 wherever it begins there.
fn writings(word: &str) -> Vec<Vec<u8>> {
    let utf16 = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let percent = word.replace('-', "%2D").into_bytes();
    let mut writings = vec![word.as_bytes().to_vec(), utf16, percent];
    for (offset, first) in [0, 2, 3].into_iter().enumerate() {
        let padded = [&vec![0; offset][..], word.as_bytes()].concat();
        let encoded = BASE64_STANDARD_NO_PAD.encode(padded);
        // Without the characters that depend on what is beside it.
        let inner = encoded.as_bytes().get(first..encoded.len() - 1);
        writings.extend(inner.map(<[u8]>::to_vec));
    }
    writings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CANARY;

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
            assert_eq!(having(folder.path(), CANARY), [file]);
        }
    }

    #[test]
    fn nothing_is_found_where_there_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("file"), "nothing").unwrap();
        assert_eq!(having(folder.path(), CANARY), Vec::<PathBuf>::new());
    }
}
