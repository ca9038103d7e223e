//! Tells what the scripted person does while it happens, and keeps what they saw.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A running commentary with screenshots.
pub struct Narration {
    begun: Instant,
    commentary: Box<dyn Write + Send>,
    screenshots: PathBuf,
    kept: u32,
}

impl fmt::Debug for Narration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Narration")
            .field("screenshots", &self.screenshots)
            .finish_non_exhaustive()
    }
}

impl Narration {
    /// Writes each step to `commentary` and each picture into the folder `screenshots`, from which
    /// the pictures of an earlier run are removed.
    pub fn new(commentary: impl Write + Send + 'static, screenshots: &Path) -> io::Result<Self> {
        fs::create_dir_all(screenshots)?;
        for entry in fs::read_dir(screenshots)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "png") {
                fs::remove_file(path)?;
            }
        }
        Ok(Self {
            begun: Instant::now(),
            commentary: Box::new(commentary),
            screenshots: screenshots.to_owned(),
            kept: 0,
        })
    }

    /// Says what was just done or seen.
    pub fn say(&mut self, what: &str) {
        // A commentary that nobody can read is no reason to stop the journey.
        let _ = writeln!(
            self.commentary,
            "{:7.2} s  {what}",
            self.begun.elapsed().as_secs_f32()
        );
        let _ = self.commentary.flush();
    }

    /// Keeps a picture as `NN-name.png`.
    pub fn keep(&mut self, name: &str, png: &[u8]) -> io::Result<()> {
        self.kept += 1;
        fs::write(
            self.screenshots
                .join(format!("{:02}-{name}.png", self.kept)),
            png,
        )
    }

    /// Where the pictures are.
    pub fn screenshots(&self) -> &Path {
        &self.screenshots
    }
}
