// The same moment as in Chartside: two animation frames after the first script, and one answer of Rust.
requestAnimationFrame(() =>
  requestAnimationFrame(() =>
    window.__TAURI_INTERNALS__.invoke("mark", { request: { name: "interactive" } }),
  ),
);
