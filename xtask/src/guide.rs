//! `cargo xtask guide`: the pictures of the user guide, taken anew from the sandbox.

use crate::failure::Failure;
use crate::run::{npm, run};
use crate::{packages, screens, workspace};

/// Leaves the pictures where the guide shows them, to be looked at and committed.
pub(crate) fn guide() -> Result<(), Failure> {
    packages::ready_to_build()?;
    screens::ready_to_embed()?;
    let folder = workspace::root().join("docs/guide/images");
    run(npm(["run", "--silent", "e2e", "--", "guide.spec.ts"]).env("CHARTSIDE_GUIDE", &folder))?;
    println!(
        "The pictures are in {}",
        workspace::shown(&folder).display()
    );
    Ok(())
}
