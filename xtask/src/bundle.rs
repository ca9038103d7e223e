//! `cargo xtask bundle`: the installers of this system, looked into before anybody gets them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::failure::Failure;
use crate::run::{answer, find_program, run};
use crate::updater::UpdateServer;
use crate::{licences, packages, screens, workspace};

/// What can be made without fetching programs from elsewhere.
const BY_DEFAULT: &str = if cfg!(target_os = "linux") {
    "deb,rpm"
} else if cfg!(windows) {
    "nsis,msi"
} else {
    "app,dmg"
};

/// The terms of others travel with the program. Named here and not in the configuration, or a build without
/// them would not be possible.
const WITH_LICENCES: &str = if cfg!(target_os = "linux") {
    r#"{"bundle":{"linux":{
        "deb":{"files":{"/usr/share/doc/chartside/third-party-licences.txt":"ui/generated/third-party-licences.txt"}},
        "rpm":{"files":{"/usr/share/doc/chartside/third-party-licences.txt":"ui/generated/third-party-licences.txt"}},
        "appimage":{"files":{"/usr/share/doc/chartside/third-party-licences.txt":"ui/generated/third-party-licences.txt"}}
    }}}"#
} else if cfg!(windows) {
    r#"{"bundle":{"resources":{"ui/generated/third-party-licences.txt":"third-party-licences.txt"}}}"#
} else {
    r#"{"bundle":{"macOS":{"files":{"Resources/third-party-licences.txt":"ui/generated/third-party-licences.txt"}}}}"#
};

/// What every package for Linux has to bring.
const CONTENTS: [&str; 11] = [
    "/usr/bin/chartside",
    "/usr/share/applications/Chartside.desktop",
    "/usr/share/doc/chartside/CHANGELOG.md",
    "/usr/share/doc/chartside/PRIVACY.md",
    "/usr/share/doc/chartside/copyright",
    "/usr/share/doc/chartside/third-party-licences.txt",
    "/usr/share/icons/hicolor/128x128/apps/chartside.png",
    "/usr/share/icons/hicolor/scalable/apps/chartside.svg",
    "/usr/share/man/man1/chartside.1",
    "/usr/share/metainfo/org.chartside.app.metainfo.xml",
    "/usr/share/polkit-1/actions/org.chartside.app.policy",
];

/// The largest `.deb` that we want to ship, in bytes.
const GOAL: u64 = 12_000_000;

/// Makes them, and fails where one lacks something. `--step compile` and `--step pack` do the halves: what
/// others wrote is run while compiling, and must not see what signs.
pub(crate) fn bundle(arguments: &[String]) -> Result<(), Failure> {
    let triple = option(arguments, "--target");
    let begun = Instant::now();
    match option(arguments, "--step") {
        None => {
            compile(triple)?;
            pack(arguments, triple)?;
        }
        Some("compile") => compile(triple)?,
        Some("pack") => pack(arguments, triple)?,
        Some(other) => {
            let advice = format!("There is no step {other:?}: compile or pack.");
            return Err(Failure::Advice(advice));
        }
    }
    println!("\nIt took {} s.", begun.elapsed().as_secs());
    Ok(())
}

fn compile(triple: Option<&str>) -> Result<(), Failure> {
    packages::ready_to_build()?;
    screens::ready_to_develop()?;
    licences::write()?;
    let mut build = tauri("build", triple);
    if let Some(server) = UpdateServer::of_environment()? {
        build.args(["--config", &server.configuration()]);
    }
    run(build.arg("--no-bundle"))
}

/// An update is a package with a signature beside it, which Tauri's own program makes.
const WITH_SIGNATURES: &str = r#"{"bundle":{"createUpdaterArtifacts":true}}"#;

fn pack(arguments: &[String], triple: Option<&str>) -> Result<(), Failure> {
    let wanted = option(arguments, "--bundles").unwrap_or(BY_DEFAULT);
    let folder = folder(triple);
    // What an earlier version left would be looked into, too.
    let _ = fs::remove_dir_all(&folder);
    let mut bundle = tauri("bundle", triple);
    if let Some(server) = UpdateServer::of_environment()? {
        bundle.args([
            "--config",
            &server.configuration(),
            "--config",
            WITH_SIGNATURES,
        ]);
    }
    run(bundle.args(["--bundles", wanted, "--config", WITH_LICENCES]))?;
    let made = installers(&folder);
    if made.is_empty() {
        let advice = format!("No installer came to be in {}.", folder.display());
        return Err(Failure::Advice(advice));
    }
    made.iter().try_for_each(|installer| look_into(installer))
}

/// Where the installers are written.
pub(crate) fn folder(triple: Option<&str>) -> PathBuf {
    let target = workspace::target();
    let target = triple.map_or_else(|| target.clone(), |triple| target.join(triple));
    target.join("release/bundle")
}

/// The installers in a folder of Tauri's bundler, in order.
pub(crate) fn installers(folder: &Path) -> Vec<PathBuf> {
    let kinds = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = kinds.flat_map(|kind| fs::read_dir(kind.path()).into_iter().flatten().flatten());
    let mut files: Vec<PathBuf> = files
        .map(|file| file.path())
        .filter(|path| path.is_file() && path.extension().is_none_or(|it| it != "sh"))
        .collect();
    files.sort();
    files
}

/// Tauri's own program, which the lock file of the screens names.
fn tauri(task: &str, triple: Option<&str>) -> Command {
    let name = if cfg!(windows) { "tauri.cmd" } else { "tauri" };
    let program = workspace::root().join("ui/node_modules/.bin").join(name);
    let mut command = Command::new(program);
    command.args([task, "--ci"]).current_dir(workspace::root());
    if let Some(triple) = triple {
        command.args(["--target", triple]);
    }
    command
}

fn option<'words>(arguments: &'words [String], name: &str) -> Option<&'words str> {
    let mut words = arguments.iter().skip_while(|word| *word != name);
    words.nth(1).map(String::as_str)
}

fn look_into(installer: &Path) -> Result<(), Failure> {
    let size = fs::metadata(installer)
        .map_err(Failure::io(format!("read {}", installer.display())))?
        .len();
    println!("\n{} {size} bytes", installer.display());
    let Some((listing, entry)) = (match extension(installer) {
        "deb" => of_deb(installer),
        "rpm" => of_rpm(installer),
        _ => None,
    }) else {
        println!("Its contents are not looked into here.");
        return Ok(());
    };
    println!("{listing}");
    let mut faults = faults(&listing, &entry);
    if extension(installer) == "deb" && size > GOAL {
        faults.push(format!("larger than {GOAL} bytes"));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Failure::Advice(format!(
            "{}: {}",
            installer.display(),
            faults.join("; ")
        )))
    }
}

fn extension(file: &Path) -> &str {
    file.extension()
        .and_then(|it| it.to_str())
        .unwrap_or_default()
}

const ENTRY: &str = "./usr/share/applications/Chartside.desktop";

/// What is in it, and its desktop entry.
fn of_deb(file: &Path) -> Option<(String, String)> {
    let listing = answer(Command::new("dpkg-deb").arg("--contents").arg(file))?;
    // The names as they are in it: some bundlers leave `./` out.
    let script = "dpkg-deb --fsys-tarfile \"$1\" | tar -xO --wildcards '*usr/share/applications/Chartside.desktop'";
    let entry = answer(Command::new("sh").args(["-c", script, "sh"]).arg(file))?;
    Some((listing, entry))
}

fn of_rpm(file: &Path) -> Option<(String, String)> {
    if find_program("rpm").is_none() || find_program("cpio").is_none() {
        println!("Not looked into: `apt-get install rpm cpio` makes that possible.");
        return None;
    }
    let listing = answer(
        Command::new("rpm")
            .args(["-qlvp", "--nosignature"])
            .arg(file),
    )?;
    let script = format!("rpm2cpio \"$1\" | cpio --extract --to-stdout --quiet '{ENTRY}'");
    let entry = answer(Command::new("sh").args(["-c", &script, "sh"]).arg(file))?;
    Some((listing, entry))
}

/// What a package lacks. A desktop entry without exactly one `%u` starts the app without the link that ends a
/// sign-in.
fn faults(listing: &str, entry: &str) -> Vec<String> {
    let names: Vec<&str> = listing
        .lines()
        .filter_map(|line| line.split_whitespace().last())
        .map(|name| name.trim_start_matches('.').trim_start_matches('/'))
        .collect();
    let mut faults: Vec<String> = CONTENTS
        .iter()
        .filter(|wanted| !names.contains(&wanted.trim_start_matches('/')))
        .map(|wanted| format!("it has no {wanted}"))
        .collect();
    let line = |key: &str| entry.lines().find_map(|line| line.strip_prefix(key));
    if line("Exec=") != Some("chartside %u") || entry.matches('%').count() != 1 {
        faults.push("its desktop entry does not hand over exactly one link".to_owned());
    }
    let links = line("MimeType=").unwrap_or_default();
    if links.trim_end_matches(';') != "x-scheme-handler/org.chartside.app" {
        faults.push("its desktop entry does not open our links".to_owned());
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str =
        "[Desktop Entry]\nExec=chartside %u\nMimeType=x-scheme-handler/org.chartside.app\n";

    fn whole() -> String {
        let lines = CONTENTS.map(|name| format!("-rw-r--r-- 0/0  12 2026-12-01 10:00 .{name}"));
        lines.join("\n")
    }

    #[test]
    fn a_whole_package_has_no_fault_however_its_names_are_written() {
        assert_eq!(faults(&whole(), ENTRY), Vec::<String>::new());
        assert_eq!(
            faults(&whole().replace(" ./", " "), ENTRY),
            Vec::<String>::new()
        );
        assert_eq!(
            faults(&whole().replace(" ./", " /"), ENTRY),
            Vec::<String>::new()
        );
    }

    #[test]
    fn what_a_package_lacks_is_named() {
        let without = whole().replace("polkit-1", "polkit-2");
        assert_eq!(
            faults(&without, ENTRY),
            ["it has no /usr/share/polkit-1/actions/org.chartside.app.policy"]
        );
        for (from, to) in [
            (" %u", ""),
            (" %u", " %u %u"),
            ("%u", "%U"),
            ("org.chart", "com.chart"),
        ] {
            assert_eq!(
                faults(&whole(), &ENTRY.replace(from, to)).len(),
                1,
                "{from} → {to}"
            );
        }
    }

    #[test]
    fn an_option_is_what_stands_behind_its_name() {
        let words = ["--bundles".to_owned(), "deb".to_owned()];
        assert_eq!(option(&words, "--bundles"), Some("deb"));
        assert_eq!(option(&words, "--target"), None);
        assert_eq!(option(&words[..1], "--bundles"), None);
    }
}
