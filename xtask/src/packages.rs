//! Debian packages: installed where they are missing and this may be done, named where not.

use std::process::Command;

use crate::failure::Failure;
use crate::run::{answer, find_program, run};

/// A package, and how to see that what it brings is there, wherever it came from.
#[derive(Debug)]
struct Need {
    package: &'static str,
    evidence: Evidence,
}

#[derive(Debug)]
enum Evidence {
    /// One of these programs is in the path.
    Program(&'static [&'static str]),
    /// pkg-config knows this library.
    Library(&'static str),
    /// A font that can write this language.
    Font(&'static str),
}

use Evidence::{Font, Library, Program};

const fn need(package: &'static str, evidence: Evidence) -> Need {
    Need { package, evidence }
}

/// Needed to compile the app.
const TO_BUILD: &[Need] = &[
    need("build-essential", Program(&["cc"])),
    need("pkg-config", Program(&["pkg-config"])),
    need("libwebkit2gtk-4.1-dev", Library("webkit2gtk-4.1")),
];

/// Needed for a desktop session with a scripted person in it.
const TO_WALK: &[Need] = &[
    need(
        "chromium",
        Program(&[
            "chromium",
            "google-chrome",
            "google-chrome-stable",
            "chromium-browser",
        ]),
    ),
    need("chromium-driver", Program(&["chromedriver"])),
    need("dbus-bin", Program(&["dbus-send"])),
    need("dbus-daemon", Program(&["dbus-daemon"])),
    need("desktop-file-utils", Program(&["update-desktop-database"])),
    need("fontconfig", Program(&["fc-list"])),
    need("fonts-noto-cjk", Font("ja")),
    need("fonts-noto-core", Font("he")),
    need("gnome-keyring", Program(&["gnome-keyring-daemon"])),
    need("imagemagick", Program(&["import"])),
    need("libglib2.0-bin", Program(&["gio"])),
    need("openbox", Program(&["openbox"])),
    need("strace", Program(&["strace"])),
    need("webkit2gtk-driver", Program(&["WebKitWebDriver"])),
    need("xdg-utils", Program(&["xdg-open"])),
    need("xdotool", Program(&["xdotool"])),
    need("xvfb", Program(&["Xvfb"])),
];

/// Makes sure that the app can be compiled.
pub(crate) fn ready_to_build() -> Result<(), Failure> {
    install(&[TO_BUILD])
}

/// Makes sure that the app can be compiled and walked through.
pub(crate) fn ready_to_walk() -> Result<(), Failure> {
    if cfg!(not(target_os = "linux")) {
        let advice = "The walk through a virtual desktop runs on Linux only.";
        return Err(Failure::Advice(advice.to_owned()));
    }
    install(&[TO_BUILD, TO_WALK])
}

/// Needed to make a new Debian inside this one.
const TO_INSTALL_ANEW: &[Need] = &[
    need("dpkg", Program(&["dpkg-deb"])),
    need("mmdebstrap", Program(&["mmdebstrap"])),
];

/// Makes sure that a new Debian can be made inside this one.
pub(crate) fn ready_for_a_new_system() -> Result<(), Failure> {
    if cfg!(not(target_os = "linux")) {
        let advice = "Packages for Debian are tried out on Linux only.";
        return Err(Failure::Advice(advice.to_owned()));
    }
    install(&[TO_INSTALL_ANEW])
}

/// Needed to compile for Windows.
const TO_CROSS: &[Need] = &[
    need(
        "gcc-mingw-w64-x86-64-posix",
        Program(&["x86_64-w64-mingw32-gcc-posix"]),
    ),
    need(
        "g++-mingw-w64-x86-64-posix",
        Program(&["x86_64-w64-mingw32-g++-posix"]),
    ),
];

/// Makes sure that a compiler for Windows is there.
pub(crate) fn ready_for_windows() -> Result<(), Failure> {
    if cfg!(not(target_os = "linux")) {
        let advice = "It is compiled for Windows on Linux only.";
        return Err(Failure::Advice(advice.to_owned()));
    }
    install(&[TO_CROSS])
}

/// Servers of others. Tests say that they skipped them where they are not there.
const TO_MEET_OTHERS: &[Need] = &[
    need("glewlwyd", Program(&["glewlwyd"])),
    need("openssl", Program(&["openssl"])),
    need("sqlite3", Program(&["sqlite3"])),
];

/// Installs the servers of others where this may be done; says so where not.
pub(crate) fn try_for_servers_of_others() {
    if let Err(failure) = install(&[TO_MEET_OTHERS]) {
        println!("some servers of others cannot be had here, the tests skip them: {failure}");
    }
}

fn install(groups: &[&[Need]]) -> Result<(), Failure> {
    // Elsewhere the system brings its own web view and compiler.
    if cfg!(not(target_os = "linux")) {
        return Ok(());
    }
    let missing = missing(groups);
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing: {}", missing.join(" "));
    let apt = apt_get().ok_or_else(|| Failure::Advice(advice(&missing)))?;
    run(&mut apt_command(&apt, &["update"]))?;
    let mut command = apt_command(&apt, &["install", "--yes", "--no-install-recommends"]);
    run(command.args(&missing))
}

fn missing(groups: &[&[Need]]) -> Vec<&'static str> {
    let needs = groups.iter().flat_map(|group| group.iter());
    needs
        .filter(|need| !is_there(&need.evidence))
        .map(|need| need.package)
        .collect()
}

fn is_there(evidence: &Evidence) -> bool {
    match evidence {
        Program(names) => names.iter().any(|name| find_program(name).is_some()),
        Library(name) => answer(Command::new("pkg-config").args(["--modversion", name])).is_some(),
        Font(language) => {
            let fonts = answer(Command::new("fc-list").arg(format!(":lang={language}")));
            fonts.is_some_and(|fonts| !fonts.is_empty())
        }
    }
}

/// The words before apt's own arguments, where this person may install packages without being asked.
fn apt_get() -> Option<Vec<&'static str>> {
    find_program("apt-get")?;
    if answer(Command::new("id").arg("-u")).as_deref() == Some("0") {
        return Some(vec!["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    }
    answer(Command::new("sudo").args(["-n", "true"]))?;
    Some(vec![
        "sudo",
        "-n",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
    ])
}

fn apt_command(apt: &[&str], arguments: &[&str]) -> Command {
    let mut words = apt.iter().chain(arguments);
    let mut command = Command::new(words.next().unwrap_or(&"apt-get"));
    command.args(words);
    command
}

fn advice(missing: &[&str]) -> String {
    let packages = missing.join(" ");
    if find_program("apt-get").is_some() {
        return format!(
            "Chartside needs packages that are not installed. Please run this, then try again:\n\n  \
             sudo apt-get install --no-install-recommends {packages}"
        );
    }
    format!("Please install what these Debian packages bring, then try again: {packages}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_only_the_packages_whose_programs_are_missing() {
        let needs = [
            need("a-shell", Program(&["no-such-program-at-all", "sh"])),
            need("nothing", Program(&["no-such-program-at-all"])),
        ];
        assert_eq!(missing(&[&needs]), ["nothing"]);
    }

    #[test]
    fn the_advice_names_the_command_to_run() {
        let advice = advice(&["openbox", "xvfb"]);
        assert!(advice.contains("openbox xvfb"), "{advice}");
    }
}
