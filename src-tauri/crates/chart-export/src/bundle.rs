//! A FHIR R4 Bundle of type `collection` (FHIR R4 §2.36): every chosen resource byte for byte.

use std::collections::HashSet;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::address::Addresses;
use crate::outcome::{outcome, subsetted, unreadable};
use crate::references::names_in;
use crate::uuid::{urn, uuid};
use crate::{About, Taken, Written};

/// Writes the chosen resources, and what they name where `find` has it. The first entry says what the
/// copy lacks.
///
/// # Errors
/// As `out` does. What was written by then is no copy.
pub fn write_bundle(
    out: &mut impl Write,
    about: &About,
    patient: Option<Taken>,
    chosen: impl Iterator<Item = Taken>,
    find: impl Fn(&str) -> Option<Taken>,
) -> io::Result<Written> {
    let mut addresses = Addresses::new(&about.server, about.document);
    let mut entries = Entries::begin(out, &head(about, "collection"))?;
    let first = addresses.new_name();
    entries.value(&first, &outcome(about, bare(&first)))?;

    let mut writing = Writing {
        base: &about.server,
        entries,
        addresses,
        done: HashSet::new(),
        named: Vec::new(),
        unreadable: Vec::new(),
        written: Written::default(),
    };
    if let Some(patient) = patient {
        writing.add(&patient)?;
    }
    for taken in chosen {
        writing.take(&taken)?;
    }
    writing.add_names(find)?;
    writing.end()
}

struct Writing<'a, Out> {
    base: &'a str,
    entries: Entries<'a, Out>,
    addresses: Addresses<'a>,
    done: HashSet<String>,
    named: Vec<String>,
    unreadable: Vec<String>,
    written: Written,
}

impl<Out: Write> Writing<'_, Out> {
    /// Something that is there for the sake of others.
    fn add(&mut self, taken: &Taken) -> io::Result<()> {
        self.written.added += usize::from(self.write(taken)?);
        Ok(())
    }

    fn take(&mut self, taken: &Taken) -> io::Result<()> {
        if self.done.contains(&taken.entry.key) {
            // The patient is an entry like any other, where they were chosen.
            self.written.added = self.written.added.saturating_sub(1);
            self.written.entries += 1;
            return Ok(());
        }
        if self.write(taken)? {
            self.written.entries += 1;
        } else {
            self.written.unreadable += 1;
            self.unreadable.push(taken.entry.key.clone());
        }
        Ok(())
    }

    /// `false`: it is no JSON object.
    fn write(&mut self, taken: &Taken) -> io::Result<bool> {
        let Some(resource) = object(&taken.json) else {
            return Ok(false);
        };
        let key = &taken.entry.key;
        self.entries.raw(&self.addresses.of(key), resource)?;
        self.done.insert(key.clone());
        self.named.extend(names_in(resource.get(), self.base));
        Ok(true)
    }

    fn add_names(&mut self, find: impl Fn(&str) -> Option<Taken>) -> io::Result<()> {
        while let Some(key) = self.named.pop() {
            if !self.done.contains(&key)
                && let Some(taken) = find(&key)
            {
                self.add(&taken)?;
            }
        }
        Ok(())
    }

    fn end(mut self) -> io::Result<Written> {
        if !self.unreadable.is_empty() {
            let name = self.addresses.new_name();
            let outcome = unreadable(&self.unreadable, bare(&name));
            self.entries.value(&name, &outcome)?;
        }
        self.entries.end()?;
        Ok(self.written)
    }
}

/// The JSON of a resource, where it is an object.
pub(crate) fn object(json: &str) -> Option<&RawValue> {
    let value: &RawValue = serde_json::from_str(json).ok()?;
    value.get().starts_with('{').then_some(value)
}

/// A `urn:uuid:` without its scheme.
pub(crate) fn bare(urn: &str) -> &str {
    urn.strip_prefix("urn:uuid:").unwrap_or(urn)
}

/// What stands before the entries of a Bundle.
pub(crate) fn head(about: &About, kind: &str) -> Value {
    let mut head = json!({
        "resourceType": "Bundle",
        "id": uuid(about.document, 0),
        "identifier": {
            "system": "urn:ietf:rfc:3986",
            "value": urn(about.document, 0),
        },
        "type": kind,
        "timestamp": about.made,
    });
    if !about.is_whole()
        && let Some(members) = head.as_object_mut()
    {
        members.insert("meta".to_owned(), json!({"tag": [subsetted()]}));
    }
    head
}

/// The entries of a Bundle, written one after the other.
pub(crate) struct Entries<'a, Out> {
    out: &'a mut Out,
    is_first: bool,
}

impl<'a, Out: Write> Entries<'a, Out> {
    pub(crate) fn begin(out: &'a mut Out, head: &Value) -> io::Result<Self> {
        let head = head.to_string();
        out.write_all(head.strip_suffix('}').unwrap_or(&head).as_bytes())?;
        out.write_all(b",\"entry\":[")?;
        Ok(Self {
            out,
            is_first: true,
        })
    }

    pub(crate) fn raw(&mut self, address: &str, resource: &RawValue) -> io::Result<()> {
        self.entry(address, resource.get().as_bytes())
    }

    pub(crate) fn value(&mut self, address: &str, resource: &impl Serialize) -> io::Result<()> {
        self.entry(address, &serde_json::to_vec(resource)?)
    }

    fn entry(&mut self, address: &str, resource: &[u8]) -> io::Result<()> {
        let comma = if self.is_first { "" } else { "," };
        self.is_first = false;
        write!(self.out, "{comma}\n{{\"fullUrl\":")?;
        serde_json::to_writer(&mut *self.out, address)?;
        self.out.write_all(b",\"resource\":")?;
        self.out.write_all(resource)?;
        self.out.write_all(b"}")
    }

    pub(crate) fn end(self) -> io::Result<()> {
        self.out.write_all(b"\n]}\n")
    }
}

impl About {
    /// `true` where the copy holds the whole record, and all of that was read from the server.
    pub(crate) fn is_whole(&self) -> bool {
        self.gaps.is_empty() && self.every_section && self.choice.is_everything()
    }
}
