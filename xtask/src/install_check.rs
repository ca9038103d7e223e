//! `cargo xtask install-check`: a package, installed into a new and empty Debian where nothing of this
//! computer helps it, used, upgraded and removed. What happens there is in `tests/installation`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::run::{answer, run};
use crate::{bundle, packages, workspace};

/// Installs the package named, or the one that `cargo xtask bundle` made.
pub(crate) fn install_check(arguments: &[String]) -> Result<(), Failure> {
    if answer(Command::new("id").arg("-u")).as_deref() != Some("0") {
        let advice = "A new Debian inside this one is made and entered by root: run this as root.";
        return Err(Failure::Advice(advice.to_owned()));
    }
    packages::ready_for_a_new_system()?;
    let (package, older) = match arguments {
        [] => (made()?, None),
        [package] => (PathBuf::from(package), None),
        [package, older] => (PathBuf::from(package), Some(older)),
        _ => {
            let advice = "Name a package, and an older one to upgrade from.";
            return Err(Failure::Advice(advice.to_owned()));
        }
    };
    let script = workspace::root().join("tests/installation/in-a-new-debian.sh");
    let mut walk = Command::new("bash");
    walk.arg(script)
        .arg(workspace::target().join("install-check"));
    run(walk.arg(package).args(older))
}

fn made() -> Result<PathBuf, Failure> {
    let is_deb = |file: &&PathBuf| Path::extension(file).is_some_and(|it| it == "deb");
    let made = bundle::installers(&bundle::folder(None));
    made.iter().find(is_deb).cloned().ok_or_else(|| {
        Failure::Advice("There is no package yet: run `cargo xtask bundle` first.".to_owned())
    })
}
