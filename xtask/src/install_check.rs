//! `cargo xtask install-check`: a package, installed into a new and empty Debian where nothing of this
//! computer helps it, used, upgraded and removed. What happens there is in `tests/installation`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::run::{answer, find_program, run};
use crate::{bundle, packages, workspace};

/// Installs the package named, or those that `cargo xtask bundle` made.
pub(crate) fn install_check(arguments: &[String]) -> Result<(), Failure> {
    if answer(Command::new("id").arg("-u")).as_deref() != Some("0") {
        let advice = "A new Debian inside this one is made and entered by root: run this as root.";
        return Err(Failure::Advice(advice.to_owned()));
    }
    packages::ready_for_a_new_system()?;
    match arguments {
        [] => {
            walk("in-a-new-debian.sh", &[made("deb")?])?;
            if find_program("rpm").is_none() {
                println!("Not tried: the rpm. `apt-get install rpm` makes that possible.");
                return Ok(());
            }
            walk("rpm-in-an-empty-root.sh", &[made("rpm")?])
        }
        [_] | [_, _] => {
            let packages: Vec<PathBuf> = arguments.iter().map(PathBuf::from).collect();
            walk("in-a-new-debian.sh", &packages)
        }
        _ => {
            let advice = "Name a package, and an older one to upgrade from.";
            Err(Failure::Advice(advice.to_owned()))
        }
    }
}

fn walk(script: &str, packages: &[PathBuf]) -> Result<(), Failure> {
    let mut walk = Command::new("bash");
    walk.arg(workspace::root().join("tests/installation").join(script));
    walk.arg(workspace::target().join("install-check"));
    run(walk.args(packages))
}

fn made(kind: &str) -> Result<PathBuf, Failure> {
    let made = bundle::installers(&bundle::folder(None));
    let found = made
        .into_iter()
        .find(|file| Path::extension(file).is_some_and(|it| it == kind));
    found.ok_or_else(|| {
        let advice = format!("There is no .{kind} yet: run `cargo xtask bundle` first.");
        Failure::Advice(advice)
    })
}
