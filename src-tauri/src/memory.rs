//! What is in memory stays there: it is written into no dump, and no other program of the person may
//! read it (threat T46). What is given back is overwritten by the allocator that `main.rs` chooses.

/// From here on. A system that refuses leaves the app as safe as any other program.
pub(crate) fn keep_to_ourselves() {
    #[cfg(unix)]
    if write_no_cores().is_err() {
        tracing::warn!("a crash may write the memory to a file");
    }
    #[cfg(target_os = "linux")]
    if !cfg!(debug_assertions) && let_nobody_read().is_err() {
        tracing::warn!("other programs may read the memory");
    }
}

/// For the process of the screens, too, which inherits it.
#[cfg(unix)]
fn write_no_cores() -> rustix::io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    setrlimit(Resource::Core, none)
}

/// `PR_SET_DUMPABLE`: only root can attach to this process or read its memory. A debugger has to, so
/// builds for development leave it.
#[cfg(target_os = "linux")]
fn let_nobody_read() -> rustix::io::Result<()> {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    set_dumpable_behavior(DumpableBehavior::NotDumpable)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn t46_a_crash_leaves_no_memory_behind() {
        keep_to_ourselves();
        let limits = fs::read_to_string("/proc/self/limits").unwrap();
        let mut limits = limits.lines();
        let cores = limits
            .find(|line| line.starts_with("Max core file size"))
            .unwrap();
        let words: Vec<_> = cores.split_whitespace().collect();
        assert_eq!(words[4..6], ["0", "0"], "{cores}");
    }
}
