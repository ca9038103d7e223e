//! `cargo xtask sign` and `cargo xtask verify`: signatures of packages, and of the checksums of a release.
//!
//! A package for rpm carries its signature itself. Every other file has one beside it, `FILE.asc`. The key of
//! a release comes from the environment and stays in a folder that goes when the task ends
//! (`docs/releasing.md`); a throw-away one is made for trying it out.

mod checksums;
mod keyring;
#[cfg(test)]
mod tests;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use checksums::SUMS;
use keyring::Keyring;

/// Where the public key is written that belongs to what was signed with a throw-away one.
const THROW_AWAY_KEY: &str = "throw-away.asc";

/// What is signed or verified, and with what.
#[derive(Debug, Default, PartialEq, Eq)]
struct Order {
    key: Option<Key>,
    files: Vec<PathBuf>,
    /// A folder whose files get checksums, and these a signature.
    checksums: Option<PathBuf>,
}

#[derive(Debug, PartialEq, Eq)]
enum Key {
    /// Made now, good for a day.
    ThrowAway,
    /// `GPG_PRIVATE_KEY` and `GPG_PASSPHRASE`.
    Environment,
    /// The public key in this file.
    Public(PathBuf),
}

/// Signs, and verifies what it signed.
pub(crate) fn sign(arguments: &[String]) -> Result<(), Failure> {
    let order = read(arguments)?;
    let keyring = match order.key {
        Some(Key::ThrowAway) => Keyring::throw_away()?,
        Some(Key::Environment) => of_environment()?,
        Some(Key::Public(_)) | None => return Err(usage()),
    };
    for file in &order.files {
        keyring.sign(file)?;
    }
    if let Some(folder) = &order.checksums {
        checksums::write(folder)?;
        keyring.sign(&folder.join(SUMS))?;
    }
    let public = Keyring::of_public_key(&keyring.public_key()?)?;
    verify_with(&public, &order)?;
    if order.key == Some(Key::ThrowAway) {
        let place = THROW_AWAY_KEY;
        fs::write(place, keyring.public_key()?).map_err(Failure::io(format!("write {place}")))?;
        println!("The public key is in {place}. Nobody else has ever seen it: this is no release.");
    }
    Ok(())
}

/// Verifies, and fails with the first file that is not what was signed.
pub(crate) fn verify(arguments: &[String]) -> Result<(), Failure> {
    let order = read(arguments)?;
    let Some(Key::Public(file)) = &order.key else {
        return Err(usage());
    };
    let key = fs::read_to_string(file).map_err(Failure::io(format!("read {}", file.display())))?;
    verify_with(&Keyring::of_public_key(&key)?, &order)
}

fn verify_with(keyring: &Keyring, order: &Order) -> Result<(), Failure> {
    for file in &order.files {
        keyring.verify(file)?;
        println!("genuine  {}", file.display());
    }
    if let Some(folder) = &order.checksums {
        // First who wrote the list, then what it says.
        keyring.verify(&folder.join(SUMS))?;
        let count = checksums::verify(folder)?;
        println!("genuine  {} with {count} files", folder.display());
    }
    Ok(())
}

fn of_environment() -> Result<Keyring, Failure> {
    let set = |name: &str| env::var_os(name)?.into_string().ok();
    let variable = |name| set(name).filter(|value| !value.is_empty());
    let key = variable("GPG_PRIVATE_KEY").ok_or_else(|| {
        let advice = "GPG_PRIVATE_KEY is not set: docs/releasing.md says where the key is.";
        Failure::Advice(advice.to_owned())
    })?;
    Keyring::of_private_key(&key, &variable("GPG_PASSPHRASE").unwrap_or_default())
}

fn read(arguments: &[String]) -> Result<Order, Failure> {
    let mut order = Order::default();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let mut path = || words.next().map(PathBuf::from).ok_or_else(usage);
        match word.as_str() {
            "--throw-away" => order.key = Some(Key::ThrowAway),
            "--from-environment" => order.key = Some(Key::Environment),
            "--key" => order.key = Some(Key::Public(path()?)),
            "--checksums" => order.checksums = Some(path()?),
            other if other.starts_with('-') => return Err(usage()),
            file => order.files.push(file.into()),
        }
    }
    if order.files.is_empty() && order.checksums.is_none() {
        return Err(usage());
    }
    Ok(order)
}

fn usage() -> Failure {
    Failure::Advice(
        "cargo xtask sign (--throw-away | --from-environment) [FILE..] [--checksums FOLDER]\n\
         cargo xtask verify --key PUBLIC_KEY.asc [FILE..] [--checksums FOLDER]"
            .to_owned(),
    )
}

/// `true`: rpm reads its signature from the file itself.
fn is_rpm(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "rpm")
}

/// Where the signature of a file stands.
fn signature_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".asc");
    name.into()
}

fn not_genuine(file: &Path, why: &str) -> Failure {
    Failure::Advice(format!("NOT GENUINE: {}: {why}", file.display()))
}
