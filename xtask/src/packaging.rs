//! The files that packages bring beside the program, seen by the programs that know them.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::run::{find_program, words};
use crate::scratch::Scratch;
use crate::workspace;

/// What Tauri's bundler fills in (`freedesktop/mod.rs` of tauri-bundler).
const FILLED_IN: [(&str, &str); 6] = [
    ("name", "Chartside"),
    (
        "comment",
        "Read a patient's record from any SMART on FHIR server",
    ),
    ("exec", "chartside"),
    ("icon", "chartside"),
    ("categories", "Science;MedicalSoftware;"),
    ("mime_type", "x-scheme-handler/org.chartside.app"),
];

/// A look at a file with a program.
struct Look<'file> {
    program: &'static str,
    /// The Debian package that brings it.
    package: &'static str,
    arguments: &'static [&'static str],
    file: &'file Path,
}

/// Performs every look, says which could not be had, and fails with all that was found.
pub(crate) fn check() -> Result<(), Failure> {
    if cfg!(not(target_os = "linux")) {
        println!("Not checked on this system: the files of packages for Linux.");
        return Ok(());
    }
    let scratch = Scratch::new()?;
    let linux = workspace::root().join("src-tauri/linux");
    let entry = scratch.path().join("Chartside.desktop");
    let template = linux.join("app.desktop");
    let template = fs::read_to_string(&template).map_err(Failure::io("read app.desktop"))?;
    fs::write(&entry, fill_in(&template)).map_err(Failure::io("write a desktop entry"))?;
    let mut found = Vec::new();
    for look in [
        look_at_entry(&entry),
        look_at_metainfo(&linux.join("org.chartside.app.metainfo.xml")),
        look_at_manual(&linux.join("chartside.1")),
        look_at_script(&linux.join("deb-postrm.sh")),
        look_at_script(&linux.join("rpm-postun.sh")),
        look_at_script(&workspace::root().join(".ci/run")),
        look_at_script(&workspace::root().join(".ci/notarize-and-assess")),
    ] {
        found.extend(look.perform()?);
    }
    if found.is_empty() {
        Ok(())
    } else {
        Err(Failure::Advice(found.join("\n")))
    }
}

fn look_at_entry(file: &Path) -> Look<'_> {
    Look {
        program: "desktop-file-validate",
        package: "desktop-file-utils",
        arguments: &[],
        file,
    }
}

/// Without the network: the picture it names is not looked up.
fn look_at_metainfo(file: &Path) -> Look<'_> {
    Look {
        program: "appstreamcli",
        package: "appstream",
        arguments: &["validate", "--no-net", "--no-color"],
        file,
    }
}

fn look_at_manual(file: &Path) -> Look<'_> {
    Look {
        program: "man",
        package: "man-db",
        arguments: &["--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"],
        file,
    }
}

fn look_at_script(file: &Path) -> Look<'_> {
    Look {
        program: "shellcheck",
        package: "shellcheck",
        // rpm runs its script with sh and without a first line that says so.
        arguments: if file.extension().is_some() {
            &["--shell=sh"]
        } else {
            &[]
        },
        file,
    }
}

impl Look<'_> {
    /// What is wrong, where something is.
    fn perform(&self) -> Result<Option<String>, Failure> {
        let shown = workspace::shown(self.file).display();
        if find_program(self.program).is_none() {
            println!(
                "Not checked: {shown}. `apt-get install {}` makes that possible.",
                self.package
            );
            return Ok(None);
        }
        let mut command = Command::new(self.program);
        command
            .args(self.arguments)
            .arg(self.file)
            // So that `man` has letters to measure with, and runs no program beside.
            .envs([("LC_ALL", "C.UTF-8"), ("MANROFFSEQ", "")]);
        let output = command
            .output()
            .map_err(Failure::io(format!("run {}", self.program)))?;
        // `man` warns and succeeds.
        if output.status.success() && (self.program != "man" || output.stderr.is_empty()) {
            return Ok(None);
        }
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        let said = format!("{}\n{}", text(&output.stderr), text(&output.stdout));
        let said: String = said.lines().take(20).collect::<Vec<_>>().join("\n");
        Ok(Some(format!("{}:\n{said}", words(&command))))
    }
}

/// The template as the bundler writes it: each name in its place, without the lines of conditions.
fn fill_in(template: &str) -> String {
    let mut text: String = template
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("{{#") && !line.starts_with("{{/"))
        .collect();
    for (name, value) in FILLED_IN {
        text = text.replace(&format!("{{{{{name}}}}}"), value);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a look at a file with this name and text finds; `None` where the program is not there.
    fn found(name: &str, text: &str, look: fn(&Path) -> Look<'_>) -> Option<bool> {
        let scratch = Scratch::new().unwrap();
        let file = scratch.path().join(name);
        fs::write(&file, text).unwrap();
        let look = look(&file);
        find_program(look.program)?;
        Some(look.perform().unwrap().is_some())
    }

    #[test]
    fn the_template_is_filled_in_as_the_bundler_does_it() {
        let filled = fill_in("{{#if comment}}\nComment={{comment}}\n{{/if}}\nExec={{exec}} %u\n");
        let expected = "Comment=Read a patient's record from any SMART on FHIR server\n\
                        Exec=chartside %u\n";
        assert_eq!(filled, expected);
    }

    #[test]
    fn each_program_notices_a_fault() {
        let entry = "[Desktop Entry]\nType=Application\nName=x\nExec=x %u %q\n";
        let metainfo = "<component type=\"desktop-application\"><id>x</id></component>";
        let manual = ".TH X 1\n.SH NAME\nx \\- y\n.nosuchmacro\n";
        let script = "if [ $1 = 0 ]; then echo $2; fi\n";
        for outcome in [
            found("x.desktop", entry, look_at_entry),
            found("x.metainfo.xml", metainfo, look_at_metainfo),
            found("x.1", manual, look_at_manual),
            found("x.sh", script, look_at_script),
        ] {
            assert_ne!(outcome, Some(false));
        }
    }

    #[test]
    fn the_files_of_this_repository_have_no_fault() {
        check().unwrap();
    }
}
