//! The smallest Tauri app there is: one window, one static page, one command. The floor under the
//! cold start of Chartside on the same machine.

#![expect(
    clippy::print_stderr,
    reason = "the benchmark reads the mark from standard error"
)]

#[derive(serde::Deserialize)]
struct Mark {
    name: String,
}

#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "as Tauri hands it over")]
fn mark(request: Mark) {
    eprintln!("mark name=\"{}\"", request.name);
}

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![mark])
        .run(tauri::generate_context!(
            "tests/bench/minimal/tauri.conf.json"
        ))
}
