//! What a process has in its memory, read from outside as a debugger or a memory dump would.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

use crate::processes::Process;

const PAGE: u64 = 4096;
/// Of `/proc/PID/pagemap`: in memory, or swapped out.
const PRESENT: u64 = 0b11 << 62;
const ENTRY: usize = 8;
/// Read at once.
const PART: usize = 1 << 20;

/// What is looked for, each thing by a name that may be said.
#[derive(Debug, Default)]
pub struct Needles {
    needles: Vec<(String, Vec<u8>)>,
    longest: usize,
}

/// How often each name was found; what was not found is not named.
pub type Found = BTreeMap<String, usize>;

impl Needles {
    /// Adds a text: as it is, in Base64 at any place of a longer text, and as JavaScript and Windows
    /// keep text.
    pub fn add_text(&mut self, name: &str, text: &str) {
        self.add_bytes(name, text.as_bytes());
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.add(format!("{name}, UTF-16"), wide);
    }

    /// Adds bytes: as they are, and in Base64.
    pub fn add_bytes(&mut self, name: &str, bytes: &[u8]) {
        self.add(name.to_owned(), bytes.to_vec());
        for offset in 0..3 {
            // What the neighbours decide is cut off at both ends.
            let shifted = [&vec![0; offset], bytes].concat();
            for (kind, engine) in [("", &STANDARD_NO_PAD), (" of URLs", &URL_SAFE_NO_PAD)] {
                let encoded = engine.encode(&shifted);
                let begin = (offset * 8).div_ceil(6);
                let end = shifted.len() * 8 / 6;
                let sure = encoded.get(begin..end).unwrap_or_default();
                self.add(format!("{name}, Base64{kind}"), sure.as_bytes().to_vec());
            }
        }
    }

    fn add(&mut self, name: String, bytes: Vec<u8>) {
        if bytes.len() >= 2 && !self.needles.iter().any(|(_, known)| *known == bytes) {
            self.longest = self.longest.max(bytes.len());
            self.needles.push((name, bytes));
        }
    }

    /// Looks through all that `process` has in its memory.
    pub fn find_in(&self, process: &Process) -> io::Result<Found> {
        let mut found = Found::new();
        let mut memory = File::open(format!("/proc/{}/mem", process.id))?;
        let begins = self.beginnings();
        for range in present(process.id)? {
            let mut at = range.start;
            let mut part = Vec::new();
            while at < range.end {
                let kept = part.len().min(self.longest.saturating_sub(1));
                part.drain(..part.len() - kept);
                let begin = part.len();
                let length = usize::try_from(range.end - at).map_or(PART, |rest| rest.min(PART));
                part.resize(begin + length, 0);
                memory.seek(SeekFrom::Start(at))?;
                let Some(new) = part.get_mut(begin..) else {
                    break;
                };
                // It may be gone meanwhile.
                if memory.read_exact(new).is_err() {
                    break;
                }
                self.count(&part, begin, &begins, &mut found);
                at += u64::try_from(length).unwrap_or(u64::MAX);
            }
        }
        Ok(found)
    }

    /// Whether anything begins with these two bytes.
    fn beginnings(&self) -> Vec<bool> {
        let mut begins = vec![false; 1 << 16];
        for (_, needle) in &self.needles {
            if let [first, second, ..] = needle.as_slice()
                && let Some(begin) = begins.get_mut(pair(*first, *second))
            {
                *begin = true;
            }
        }
        begins
    }

    /// What ends before `new` was counted with the part before.
    fn count(&self, part: &[u8], new: usize, begins: &[bool], found: &mut Found) {
        for (at, two) in part.windows(2).enumerate() {
            let [first, second] = *two else { continue };
            if !begins.get(pair(first, second)).copied().unwrap_or(false) {
                continue;
            }
            let rest = part.get(at..).unwrap_or_default();
            for (name, needle) in &self.needles {
                if at + needle.len() > new && rest.starts_with(needle) {
                    *found.entry(name.clone()).or_default() += 1;
                }
            }
        }
    }
}

fn pair(first: u8, second: u8) -> usize {
    usize::from(first) << 8 | usize::from(second)
}

/// The pages that are really there, of all regions that can be read. An engine of JavaScript reserves
/// far more addresses than any computer has memory.
fn present(id: i32) -> io::Result<Vec<Range<u64>>> {
    let maps = fs::read_to_string(format!("/proc/{id}/maps"))?;
    let mut pagemap = File::open(format!("/proc/{id}/pagemap"))?;
    let mut present: Vec<Range<u64>> = Vec::new();
    for region in maps.lines().filter_map(region) {
        pagemap.seek(SeekFrom::Start(region.start / PAGE * 8))?;
        let pages = usize::try_from((region.end - region.start) / PAGE).unwrap_or_default();
        let mut page = region.start;
        let mut left = pages;
        let mut entries = vec![0; ENTRY * (1 << 16)];
        while left > 0 {
            let now = left.min(1 << 16);
            let Some(wanted) = entries.get_mut(..now * ENTRY) else {
                break;
            };
            // The kernel's own pages have no entries.
            if pagemap.read_exact(wanted).is_err() {
                break;
            }
            for entry in wanted.chunks_exact(ENTRY) {
                let entry = u64::from_le_bytes(entry.try_into().unwrap_or_default());
                if entry & PRESENT != 0 {
                    match present.last_mut() {
                        Some(last) if last.end == page => last.end = page + PAGE,
                        _ => present.push(page..page + PAGE),
                    }
                }
                page += PAGE;
            }
            left -= now;
        }
    }
    Ok(present)
}

/// `7f00-8f00 rw-p ...`
fn region(line: &str) -> Option<Range<u64>> {
    let (addresses, rest) = line.split_once(' ')?;
    let (start, end) = addresses.split_once('-')?;
    let readable =
        rest.starts_with('r') && !rest.ends_with("[vvar]") && !rest.ends_with("[vsyscall]");
    let address = |text| u64::from_str_radix(text, 16).ok();
    readable.then_some(address(start)?..address(end)?)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use base64::engine::general_purpose::STANDARD;

    use super::*;

    fn this_process() -> Process {
        Process {
            id: i32::try_from(std::process::id()).unwrap(),
            program: PathBuf::new(),
            arguments: Vec::new(),
        }
    }

    /// Made at run time, so that it is nowhere in the program.
    fn secret(seed: u32) -> String {
        (0..40u32)
            .map(|place| {
                char::from(
                    b'a' + u8::try_from((place * place + seed * 7 + place * seed) % 26).unwrap(),
                )
            })
            .collect()
    }

    #[test]
    fn what_is_held_is_found_in_every_writing() {
        let held = secret(3);
        let wide: Vec<u8> = held.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encoded = STANDARD.encode(format!("before {held} after"));
        let mut needles = Needles::default();
        needles.add_text("held", &held);
        let found = needles.find_in(&this_process()).unwrap();
        assert!(found["held"] >= 1, "{found:?}");
        assert!(found["held, UTF-16"] >= 1, "{found:?}");
        assert!(found["held, Base64"] >= 1, "{found:?}");
        drop((wide, encoded));
    }

    #[test]
    fn regions_that_cannot_be_read_are_left_out() {
        assert_eq!(
            region("1000-3000 rw-p 00000000 00:00 0  [heap]"),
            Some(0x1000..0x3000)
        );
        assert_eq!(region("1000-3000 ---p 00000000 00:00 0 "), None);
        assert_eq!(region("1000-3000 r--p 00000000 00:00 0  [vvar]"), None);
    }
}
