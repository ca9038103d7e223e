//! `cargo xtask screenshots`: pictures of every view in light and dark, to be looked at. What there is to see
//! stands in `tests/e2e/views.ts`; the scans of the same views are tests.

use std::fs;

use crate::failure::Failure;
use crate::run::{npm, run};
use crate::{packages, screens, workspace};

/// Leaves the pictures in `target/screenshots`.
pub(crate) fn screenshots() -> Result<(), Failure> {
    packages::ready_to_build()?;
    screens::ready_to_embed()?;
    let folder = workspace::target().join("screenshots");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Failure::io("remove the pictures of before"))?;
    }
    run(npm(["run", "--silent", "e2e", "--", "screenshots.spec.ts"])
        .env("CHARTSIDE_SCREENSHOTS", &folder))?;
    println!("The pictures are in {}", folder.display());
    Ok(())
}
