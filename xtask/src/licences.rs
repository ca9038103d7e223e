//! `cargo xtask licences`: what others wrote that is part of Chartside, and under which terms.
//!
//! Asked of cargo and npm, so that it cannot grow old, and written into a file that is not kept in the
//! repository: packages carry it, and the screens show it where it was there when they were built.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::run::{answer, cargo, npm};
use crate::{screens, workspace};

/// Where it is written, below the top of the checkout.
pub(crate) const FILE: &str = "ui/generated/third-party-licences.txt";

/// Beginnings of the names of files with terms.
const FILES_OF_TERMS: [&str; 6] = [
    "licen",
    "copying",
    "copyright",
    "notice",
    "unlicense",
    "ofl",
];

/// A package of others.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
    licence: String,
    repository: String,
    folder: PathBuf,
}

/// Writes the file anew.
pub(crate) fn write() -> Result<(), Failure> {
    screens::ready_to_develop()?;
    let mut packages = crates()?;
    packages.extend(npm_packages()?);
    let unclear: Vec<&str> = packages
        .iter()
        .filter(|package| package.licence.is_empty())
        .map(|package| package.name.as_str())
        .collect();
    if !unclear.is_empty() {
        let advice = format!("No licence is declared by {}.", unclear.join(", "));
        return Err(Failure::Advice(advice));
    }
    let page = page(&packages);
    let file = workspace::root().join(FILE);
    let folder = file.parent().unwrap_or(workspace::root());
    fs::create_dir_all(folder).map_err(Failure::io(format!("make {}", folder.display())))?;
    fs::write(&file, &page).map_err(Failure::io(format!("write {FILE}")))?;
    println!(
        "{} packages of others, {} kB, in {FILE}",
        packages.len(),
        page.len() / 1000
    );
    Ok(())
}

/// What is compiled into the program on this system.
fn crates() -> Result<BTreeSet<Package>, Failure> {
    let mut tree = cargo(["tree", "--locked", "--package=chartside", "--edges=normal"]);
    tree.args(["--prefix=none", "--format={p}|{l}|{r}"]);
    let listed = answer(&mut tree).ok_or_else(|| Failure::Command("cargo tree".to_owned()))?;
    let sources = registry_folders();
    Ok(listed
        .lines()
        .filter_map(|line| of_cargo(line, &sources))
        .collect())
}

/// `name v1.2.3|MIT|https://…`, with notes in brackets. `None`: it is our own, which names its folder.
fn of_cargo(line: &str, sources: &[PathBuf]) -> Option<Package> {
    let line = line.trim_end_matches(" (*)");
    let mut fields = line.split('|');
    let mut words = fields.next()?.split(' ');
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    if words.any(|note| note.starts_with("(/") || note.contains(":\\")) {
        return None;
    }
    let folder_name = format!("{name}-{version}");
    let folder = sources.iter().map(|source| source.join(&folder_name));
    Some(Package {
        name: name.to_owned(),
        version: version.to_owned(),
        licence: fields.next()?.to_owned(),
        repository: fields.next().unwrap_or_default().to_owned(),
        folder: folder
            .into_iter()
            .find(|folder| folder.is_dir())
            .unwrap_or_default(),
    })
}

/// Where cargo unpacks what it fetches.
fn registry_folders() -> Vec<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let sources = home.unwrap_or_default().join("registry/src");
    let entries = fs::read_dir(sources).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

/// What is part of the screens.
fn npm_packages() -> Result<BTreeSet<Package>, Failure> {
    let mut list = npm(["ls", "--omit=dev", "--all", "--parseable", "--long"]);
    let listed = answer(&mut list).ok_or_else(|| Failure::Command("npm ls".to_owned()))?;
    let others = listed.lines().filter(|line| line.contains("node_modules"));
    Ok(others.filter_map(of_npm).collect())
}

/// `/folder/of/it:@scope/name@1.2.3`
fn of_npm(line: &str) -> Option<Package> {
    // From the right: a path on Windows has a colon of its own, and a name may begin with `@`.
    let (folder, id) = line.rsplit_once(':')?;
    let (name, version) = id.rsplit_once('@')?;
    let manifest = fs::read_to_string(Path::new(folder).join("package.json")).ok()?;
    Some(Package {
        name: name.to_owned(),
        version: version.to_owned(),
        licence: member(&manifest, "license").unwrap_or_default(),
        repository: member(&manifest, "homepage").unwrap_or_default(),
        folder: folder.into(),
    })
}

/// A text member of a package's manifest, as npm writes it.
fn member(manifest: &str, name: &str) -> Option<String> {
    let (_, rest) = manifest.split_once(&format!("\"{name}\":"))?;
    let (value, _) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
    Some(value.to_owned())
}

fn page(packages: &BTreeSet<Package>) -> String {
    // By their words: the same terms are broken into lines in many ways.
    let mut texts: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    let mut page = String::from("Third-party software in Chartside\n\n");
    for package in packages {
        let Package {
            name,
            version,
            licence,
            repository,
            ..
        } = package;
        let id = format!("{name} {version}");
        let facts = [&id, licence, repository].map(String::as_str);
        let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        page.push_str(&facts.join(" · "));
        page.push('\n');
        for text in terms(&package.folder) {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let (_, users) = texts.entry(words).or_insert((text, Vec::new()));
            users.push(id.clone());
        }
    }
    page.push_str("\nTheir terms, as they stand in these packages\n");
    let mut texts: Vec<_> = texts.into_values().collect();
    texts.sort_by(|(_, one), (_, other)| one.cmp(other));
    for (text, users) in texts {
        let _ = write!(
            page,
            "\n{}\n\n{}\n\n{text}\n",
            "─".repeat(72),
            users.join(", ")
        );
    }
    page
}

/// The texts of the files with terms in a package, in order.
fn terms(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && is_of_terms(path))
        .collect();
    files.sort();
    let texts = files.iter().filter_map(|file| fs::read(file).ok());
    texts
        .map(|text| {
            String::from_utf8_lossy(&text)
                .replace('\r', "")
                .trim()
                .to_owned()
        })
        .filter(|text| !text.is_empty())
        .collect()
}

fn is_of_terms(file: &Path) -> bool {
    let name = file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    FILES_OF_TERMS.iter().any(|start| name.starts_with(start))
        && file.extension().is_none_or(|it| it != "rs")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn a_line_of_cargo_names_a_package_of_others_and_none_of_ours() {
        let package = of_cargo("zstd v0.13.3 (proc-macro)|MIT|https://example (*)", &[]).unwrap();
        assert_eq!((&*package.name, &*package.version), ("zstd", "0.13.3"));
        assert_eq!(
            (&*package.licence, &*package.repository),
            ("MIT", "https://example")
        );
        assert_eq!(of_cargo("chart v0.1.0 (/src/chart)|Apache-2.0|", &[]), None);
        assert_eq!(
            of_cargo("chart v0.1.0 (C:\\src\\chart)|Apache-2.0|", &[]),
            None
        );
        assert_eq!(of_cargo("", &[]), None);
    }

    #[test]
    fn a_text_that_two_packages_have_is_written_once_with_both_names() {
        let scratch = Scratch::new().unwrap();
        let package = |name: &str, text: &str| {
            let folder = scratch.path().join(name);
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join("LICENSE-MIT"), text).unwrap();
            fs::write(folder.join("license.rs"), "code").unwrap();
            Package {
                name: name.to_owned(),
                version: "1.0.0".to_owned(),
                licence: "MIT".to_owned(),
                repository: String::new(),
                folder,
            }
        };
        let packages = [
            package("a", "Terms\r\n"),
            package("b", "Terms"),
            package("c", "Others"),
        ];
        let page = page(&packages.into());
        assert_eq!(page.matches("\nTerms\n").count(), 1);
        assert!(page.contains("\na 1.0.0, b 1.0.0\n\nTerms\n"), "{page}");
        assert!(page.contains("\nc 1.0.0\n\nOthers\n"), "{page}");
        assert!(!page.contains("code"));
    }

    #[test]
    fn a_manifest_of_npm_names_its_licence() {
        let manifest = "{\n  \"name\": \"x\",\n  \"license\": \"OFL-1.1\"\n}";
        assert_eq!(member(manifest, "license").as_deref(), Some("OFL-1.1"));
        assert_eq!(member(manifest, "homepage"), None);
    }
}
