//! A keyring of `gpg` that holds exactly one key and goes when it is dropped.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{is_rpm, not_genuine, signature_of};
use crate::failure::Failure;
use crate::run::{answer, find_program, run};
use crate::scratch::Scratch;

const NOBODY: &str = "Throw-away key of a test <nobody@localhost>";

/// The keyring.
#[derive(Debug)]
pub(super) struct Keyring {
    folder: Scratch,
    fingerprint: String,
}

impl Keyring {
    /// A new key that nobody trusts.
    pub(super) fn throw_away() -> Result<Self, Failure> {
        let folder = Self::folder("")?;
        let make = ["--quick-generate-key", NOBODY, "rsa3072", "sign", "1d"];
        run(with_passphrase(&mut gpg(&folder), &folder).args(make))?;
        Self::with_its_key(folder)
    }

    /// The private key, in ASCII armour.
    pub(super) fn of_private_key(key: &str, passphrase: &str) -> Result<Self, Failure> {
        let folder = Self::folder(passphrase)?;
        import(&folder, key)?;
        Self::with_its_key(folder)
    }

    /// The public key, in ASCII armour: to verify.
    pub(super) fn of_public_key(key: &str) -> Result<Self, Failure> {
        let folder = Self::folder("")?;
        import(&folder, key)?;
        Self::with_its_key(folder)
    }

    fn folder(passphrase: &str) -> Result<Scratch, Failure> {
        if find_program("gpg").is_none() {
            let advice = "GnuPG is missing: `apt-get install gnupg` brings it.";
            return Err(Failure::Advice(advice.to_owned()));
        }
        let folder = Scratch::new()?;
        // Not on a command line, where every program of this computer could read it.
        write(&passphrase_file(&folder), passphrase)?;
        Ok(folder)
    }

    fn with_its_key(folder: Scratch) -> Result<Self, Failure> {
        let listed = answer(gpg(&folder).args(["--with-colons", "--list-keys"]));
        let listed = listed.unwrap_or_default();
        let keys: Vec<&str> = listed
            .lines()
            .filter(|line| line.starts_with("pub:"))
            .collect();
        let fingerprint = listed
            .lines()
            .find_map(|line| line.strip_prefix("fpr:"))
            .and_then(|fields| fields.split(':').find(|field| !field.is_empty()));
        match (keys.as_slice(), fingerprint) {
            ([_], Some(fingerprint)) => Ok(Self {
                fingerprint: fingerprint.to_owned(),
                folder,
            }),
            _ => Err(Failure::Advice("That is not exactly one key.".to_owned())),
        }
    }

    /// The public key, in ASCII armour.
    pub(super) fn public_key(&self) -> Result<String, Failure> {
        let mut command = gpg(&self.folder);
        answer(command.args(["--armor", "--export", &self.fingerprint]))
            .ok_or_else(|| Failure::Command("gpg --export".to_owned()))
    }

    /// Signs a file: inside where it is for rpm, else beside it.
    pub(super) fn sign(&self, file: &Path) -> Result<(), Failure> {
        if is_rpm(file) {
            return run(self.rpm("rpmsign")?.arg("--addsign").arg(file));
        }
        let mut command = gpg(&self.folder);
        with_passphrase(&mut command, &self.folder)
            .args(["--yes", "--armor", "--detach-sign", "--local-user"])
            .arg(&self.fingerprint)
            .arg("--output")
            .arg(signature_of(file))
            .arg(file);
        run(&mut command)
    }

    /// Fails where the file is not what this key signed.
    pub(super) fn verify(&self, file: &Path) -> Result<(), Failure> {
        if is_rpm(file) {
            return self.verify_rpm(file);
        }
        let mut command = gpg(&self.folder);
        command
            .args(["--status-fd", "1", "--verify"])
            .arg(signature_of(file))
            .arg(file);
        // GOODSIG is not said of a key that has ended or was revoked, and gpg succeeds all the same.
        match answer(&mut command) {
            Some(said) if said.contains("[GNUPG:] GOODSIG ") => Ok(()),
            Some(_) => Err(not_genuine(file, "its key has ended or was revoked")),
            None => Err(not_genuine(file, "no good signature by this key")),
        }
    }

    fn verify_rpm(&self, file: &Path) -> Result<(), Failure> {
        let key = self.folder.path().join("public.asc");
        write(&key, &self.public_key()?)?;
        let mut import = self.rpm("rpmkeys")?;
        run(import.arg("--import").arg(&key))?;
        let mut check = self.rpm("rpmkeys")?;
        // Without this a package that nobody signed passes, too.
        check.args(["--define", "_pkgverify_level signature", "--checksig"]);
        match answer(check.arg(file)) {
            Some(_) => Ok(()),
            None => Err(not_genuine(file, "no good signature by this key")),
        }
    }

    /// A program of rpm that knows this keyring and no other.
    fn rpm(&self, program: &str) -> Result<Command, Failure> {
        let gpg = find_program("gpg").unwrap_or_default();
        if find_program(program).is_none() {
            let advice = format!("{program} is missing: `apt-get install rpm` brings it.");
            return Err(Failure::Advice(advice));
        }
        let folder = self.folder.path().display();
        let passphrase = passphrase_file(&self.folder);
        let mut command = Command::new(program);
        for definition in [
            format!("_dbpath {folder}/rpm"),
            format!("_gpg_path {folder}"),
            format!("_gpg_name {}", self.fingerprint),
            format!("__gpg {}", gpg.display()),
            "_gpg_digest_algo sha256".to_owned(),
            format!(
                "_gpg_sign_cmd_extra_args --batch --pinentry-mode loopback --passphrase-file {}",
                passphrase.display()
            ),
        ] {
            command.arg("--define").arg(definition);
        }
        Ok(command)
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        // The agent holds the key as long as it runs.
        let mut end = Command::new("gpgconf");
        let _ = answer(
            end.arg("--homedir")
                .arg(self.folder.path())
                .args(["--kill", "all"]),
        );
    }
}

fn gpg(folder: &Scratch) -> Command {
    let mut command = Command::new("gpg");
    command
        .args(["--batch", "--quiet", "--no-tty", "--homedir"])
        .arg(folder.path());
    command
}

fn with_passphrase<'command>(
    command: &'command mut Command,
    folder: &Scratch,
) -> &'command mut Command {
    command
        .args(["--pinentry-mode", "loopback", "--passphrase-file"])
        .arg(passphrase_file(folder))
}

fn passphrase_file(folder: &Scratch) -> PathBuf {
    folder.path().join("passphrase")
}

fn import(folder: &Scratch, key: &str) -> Result<(), Failure> {
    let file = folder.path().join("key.asc");
    write(&file, key)?;
    let imported = run(with_passphrase(&mut gpg(folder), folder)
        .arg("--import")
        .arg(&file));
    // It may be a private one.
    fs::remove_file(&file).map_err(Failure::io("remove a key file"))?;
    imported
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    fs::write(file, text).map_err(Failure::io(format!("write {}", file.display())))
}
