use std::process::Command;

use super::*;
use crate::run::{answer, find_program, run};
use crate::scratch::Scratch;

/// `false`: said, and the test has nothing to do.
fn can_run(programs: &[&str]) -> bool {
    let missing: Vec<_> = programs
        .iter()
        .filter(|name| find_program(name).is_none())
        .collect();
    if !missing.is_empty() {
        println!("skipped: {missing:?} are not there");
    }
    missing.is_empty()
}

fn small_deb(folder: &Path) -> PathBuf {
    let control = folder.join("tree/DEBIAN/control");
    fs::create_dir_all(control.parent().unwrap()).unwrap();
    let text =
        "Package: small\nVersion: 1\nArchitecture: all\nMaintainer: nobody\nDescription: small\n";
    fs::write(&control, text).unwrap();
    let deb = folder.join("small.deb");
    let mut build = Command::new("dpkg-deb");
    build.args(["--root-owner-group", "--build"]);
    run(build.arg(folder.join("tree")).arg(&deb)).unwrap();
    fs::remove_dir_all(folder.join("tree")).unwrap();
    deb
}

fn small_rpm(folder: &Path) -> PathBuf {
    let spec = folder.join("small.spec");
    let text = "Name: small\nVersion: 1\nRelease: 1\nSummary: small\nLicense: MIT\nBuildArch: noarch\n\
                %description\nsmall\n%files\n";
    fs::write(&spec, text).unwrap();
    let top = format!("_topdir {}/build", folder.display());
    run(Command::new("rpmbuild")
        .args(["-bb", "--define", &top])
        .arg(&spec))
    .unwrap();
    let rpm = folder.join("small.rpm");
    fs::copy(folder.join("build/RPMS/noarch/small-1-1.noarch.rpm"), &rpm).unwrap();
    fs::remove_dir_all(folder.join("build")).unwrap();
    rpm
}

/// Changes one bit near the end.
fn tamper(file: &Path) {
    let mut bytes = fs::read(file).unwrap();
    let place = bytes.len() - 20;
    bytes[place] ^= 1;
    fs::write(file, bytes).unwrap();
}

fn refused(outcome: Result<(), Failure>) -> String {
    let said = outcome.unwrap_err().to_string();
    assert!(said.starts_with("NOT GENUINE"), "{said}");
    said
}

#[test]
fn a_deb_is_genuine_until_a_bit_of_it_changes_or_its_signature_goes() {
    if !can_run(&["gpg", "dpkg-deb"]) {
        return;
    }
    let folder = Scratch::new().unwrap();
    let deb = small_deb(folder.path());
    let keyring = Keyring::throw_away().unwrap();
    keyring.sign(&deb).unwrap();
    keyring.verify(&deb).unwrap();
    let another = Keyring::throw_away().unwrap();
    refused(another.verify(&deb));
    let whole = fs::read(&deb).unwrap();
    tamper(&deb);
    refused(keyring.verify(&deb));
    fs::write(&deb, whole).unwrap();
    keyring.verify(&deb).unwrap();
    fs::remove_file(signature_of(&deb)).unwrap();
    refused(keyring.verify(&deb));
}

#[test]
fn an_rpm_is_genuine_until_a_bit_of_it_changes_and_not_before_it_is_signed() {
    if !can_run(&["gpg", "rpmbuild", "rpmsign", "rpmkeys"]) {
        return;
    }
    let folder = Scratch::new().unwrap();
    let rpm = small_rpm(folder.path());
    let keyring = Keyring::throw_away().unwrap();
    refused(keyring.verify(&rpm));
    keyring.sign(&rpm).unwrap();
    keyring.verify(&rpm).unwrap();
    refused(Keyring::throw_away().unwrap().verify(&rpm));
    tamper(&rpm);
    refused(keyring.verify(&rpm));
}

#[test]
fn signed_checksums_notice_what_was_changed_added_or_taken_away() {
    if !can_run(&["gpg", "sha256sum"]) {
        return;
    }
    let folder = Scratch::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["one", "two"] {
        fs::write(path(name), "as it was built, and long enough to be changed").unwrap();
    }
    let keyring = Keyring::throw_away().unwrap();
    checksums::write(folder.path()).unwrap();
    keyring.sign(&path(SUMS)).unwrap();
    let order = Order {
        checksums: Some(folder.path().to_owned()),
        ..Order::default()
    };
    verify_with(&keyring, &order).unwrap();

    fs::write(path("three"), "slipped in").unwrap();
    refused(verify_with(&keyring, &order));
    fs::remove_file(path("three")).unwrap();
    tamper(&path("one"));
    refused(verify_with(&keyring, &order));
    // Who changes the list as well has no signature for it.
    checksums::write(folder.path()).unwrap();
    let said = refused(verify_with(&keyring, &order));
    assert!(said.contains(SUMS), "{said}");
}

#[test]
fn a_private_key_opens_with_its_passphrase_and_leaves_nothing_behind() {
    if !can_run(&["gpg", "gpgconf", "dpkg-deb"]) {
        return;
    }
    let secret = "not on a command line";
    let made = Scratch::new().unwrap();
    fs::write(made.path().join("passphrase"), secret).unwrap();
    let gpg = |arguments: &[&str]| {
        let mut command = Command::new("gpg");
        command
            .args(["--batch", "--quiet", "--homedir"])
            .arg(made.path());
        command.args(["--pinentry-mode", "loopback", "--passphrase-file"]);
        answer(command.arg(made.path().join("passphrase")).args(arguments)).unwrap()
    };
    gpg(&[
        "--quick-generate-key",
        "Release <nobody@localhost>",
        "rsa3072",
        "sign",
        "1d",
    ]);
    let private = gpg(&["--armor", "--export-secret-keys"]);
    let _ = answer(
        Command::new("gpgconf")
            .arg("--homedir")
            .arg(made.path())
            .args(["--kill", "all"]),
    );

    let folder = Scratch::new().unwrap();
    let deb = small_deb(folder.path());
    Keyring::of_private_key(&private, "wrong")
        .unwrap()
        .sign(&deb)
        .unwrap_err();
    let keyring = Keyring::of_private_key(&private, secret).unwrap();
    keyring.sign(&deb).unwrap();
    let public = keyring.public_key().unwrap();
    assert!(!public.contains("PRIVATE"));
    Keyring::of_public_key(&public)
        .unwrap()
        .verify(&deb)
        .unwrap();
}

#[test]
fn an_order_names_a_key_and_something_to_sign() {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let order = read(&words("--throw-away a.deb --checksums out b.rpm")).unwrap();
    let expected = Order {
        key: Some(Key::ThrowAway),
        files: vec!["a.deb".into(), "b.rpm".into()],
        checksums: Some("out".into()),
    };
    assert_eq!(order, expected);
    for wrong in ["--throw-away", "--throwaway a", "--key", "a --checksums"] {
        read(&words(wrong)).unwrap_err();
    }
    // Without a key nothing is signed, and a private one verifies nothing.
    sign(&words("a.deb")).unwrap_err();
    verify(&words("--from-environment a.deb")).unwrap_err();
}
