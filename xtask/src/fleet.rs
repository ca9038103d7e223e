//! `cargo xtask simulate-fleet`.

use crate::failure::Failure;
use crate::run::{cargo, run};

pub(crate) fn simulate(arguments: &[String]) -> Result<(), Failure> {
    let fleet = ["run", "--quiet", "--release", "--package", "fleet", "--"];
    run(cargo(fleet).args(arguments))
}
