//! Runs the target that `CHARTSIDE_FUZZ_TARGET` names.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var_os("CHARTSIDE_FUZZ_TARGET");
    let name = name.expect("CHARTSIDE_FUZZ_TARGET is not set");
    let target = fuzz::TARGETS.iter().find(|(known, _)| *known == name);
    target.expect("there is no such target").1
});

fuzz_target!(|bytes: &[u8]| TARGET(bytes));
