//! `cargo xtask bench`.

use crate::failure::Failure;
use crate::run::{cargo, run};
use crate::{packages, screens};

pub(crate) fn bench(arguments: &[String]) -> Result<(), Failure> {
    packages::ready_to_walk()?;
    screens::ready_to_embed()?;
    let apps = ["--bin", "chartside", "--example", "minimal"];
    run(cargo(["build", "--quiet", "--release"]).args(apps))?;
    run(cargo(["run", "--quiet", "--release", "--package", "bench", "--"]).args(arguments))
}
