//! Where no secret may be. Everything secret that the sandbox issues has `CNRY-` in it.

use std::fs;
use std::path::Path;

use serde_json::json;
use walkthrough::person::{Person, Stumble};

const CANARY: &str = "CNRY-";

/// The page, its storage, its network and history.
const EVERYTHING_A_PAGE_KNOWS: &str = "
    const stored = storage => { try { return JSON.stringify({ ...storage() }) } catch { return '' } };
    return [
        document.documentElement.outerHTML,
        location.href, document.cookie, document.referrer, JSON.stringify(history.state),
        stored(() => localStorage), stored(() => sessionStorage),
        JSON.stringify(performance.getEntries()),
        ...[...document.querySelectorAll('input, textarea')].map(field => field.value),
    ].join('\\n');
";

/// The support report of every flow, and everything else about them that goes to the screens.
const EVERYTHING_ABOUT_FLOWS: &str = "
    const ask = (command, request) => window.__TAURI_INTERNALS__.invoke(command, request);
    return ask('flows', {}).then(({ flows }) => Promise.all(flows.flatMap(({ flow }) => [
        ask('flow', { request: { flow, reveal: true } }),
        ask('support_report', { request: { flow } }),
    ]))).then(answers => answers.map(answer => JSON.stringify(answer)));
";

/// Neither the webview, nor what it can ask about the sign-in, nor the log (standard output and error
/// are one), nor a command line or an environment of the session, nor a file of it holds a code, a token
/// or a verifier. All that crosses the border to the screens is searched in the core's own scenarios,
/// where it can be heard whole.
pub(crate) fn assert_no_secret_leaked(person: &Person) -> Result<(), Stumble> {
    let page = person
        .app()?
        .run_script(EVERYTHING_A_PAGE_KNOWS, &json!([]))?;
    let page = page.as_str().expect("text");
    assert!(page.contains("<body"), "the page was read");
    assert!(!page.contains(CANARY), "a secret reached the webview");
    assert_support_report_is_clean(person)?;
    assert_processes_are_clean(person);
    assert_log_is_clean(person);
    // The browser's own profile holds the redirect, as every browser's history does.
    for folder in ["home", "data", "config", "cache", "run", "log", "tmp"] {
        assert_files_are_clean(&person.desktop().root().join(folder));
    }
    Ok(())
}

fn assert_support_report_is_clean(person: &Person) -> Result<(), Stumble> {
    let told = person
        .app()?
        .run_script(EVERYTHING_ABOUT_FLOWS, &json!([]))?;
    let told = told.to_string();
    assert!(told.contains("/token"), "the sign-in was told of: {told}");
    assert!(!told.contains(CANARY), "a secret in a support report");
    Ok(())
}

/// The app, its engine, the browser and whatever they started.
fn assert_processes_are_clean(person: &Person) {
    let processes = person.desktop().processes();
    assert!(processes.len() > 3, "the session was read");
    for process in processes {
        let program = process.program.display();
        let line = format!("{:?}", process.arguments);
        assert!(!line.contains(CANARY), "on the command line of {program}");
        let environment = fs::read(format!("/proc/{}/environ", process.id)).unwrap_or_default();
        let environment = String::from_utf8_lossy(&environment);
        assert!(
            !environment.contains(CANARY),
            "in the environment of {program}"
        );
    }
}

/// The log, at its most talkative, names no secret, no patient and no address with a query.
fn assert_log_is_clean(person: &Person) {
    let log = person.installation().log(person.desktop());
    assert!(!log.is_empty(), "the app logs");
    for line in log.lines() {
        assert!(!line.contains(CANARY), "a secret in the log");
        assert!(
            !line.contains("code_verifier") && !line.contains("?code="),
            "{line}"
        );
    }
    for card in person.ehr().patients().patients() {
        assert!(!log.contains(&card.name), "a patient's name in the log");
    }
}

fn assert_files_are_clean(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let kind = entry.file_type().expect("a kind of file");
        if kind.is_dir() {
            assert_files_are_clean(&path);
        } else if kind.is_file() && !path.ends_with("browser.log") {
            let content = fs::read(&path).unwrap_or_default();
            let found = content
                .windows(CANARY.len())
                .any(|it| it == CANARY.as_bytes());
            assert!(!found, "a secret in {}", path.display());
        }
    }
}

/// What a script in the page could ask of Tauri and its plugins; each is answered at once.
const ASK_FOR_POWER: &str = "
    const ask = (command, request) =>
        window.__TAURI_INTERNALS__.invoke(command, request)
            .then(() => `${command}: allowed`, refusal => `${command}: ${refusal}`);
    return Promise.all([
        ask('plugin:event|listen', { event: 'deep-link://new-url', target: { kind: 'Any' }, handler: 0 }),
        ask('plugin:event|emit', { event: 'deep-link://new-url', payload: ['org.chartside.app:/callback?code=x&state=x'] }),
        ask('plugin:deep-link|get_current', {}),
        ask('plugin:deep-link|register', { protocol: 'org.chartside.app' }),
        ask('plugin:opener|open_url', { url: 'https://example.org/' }),
        ask('plugin:window|set_title', { label: 'main', value: 'x' }),
    ]);
";

/// T11: the page can neither hear nor forge a link, nor open anything.
pub(crate) fn assert_page_has_no_power(person: &Person) -> Result<(), Stumble> {
    let answers = person.app()?.run_script(ASK_FOR_POWER, &json!([]))?;
    let answers = answers.as_array().expect("a list");
    assert_eq!(answers.len(), 6);
    for answer in answers {
        let answer = answer.as_str().expect("text");
        assert!(answer.contains("not allowed"), "{answer}");
    }
    Ok(())
}
