//! A list from its beginning to its end, with the JSON of every resource, one at a time: for copies of a
//! record that is larger than what may be in memory twice.

use std::sync::Arc;
use std::vec;

use chart::Entry;

use crate::store::ChartStore;
use crate::view::View;

/// Walks the resources of a list as it was when the walk began. No lock is held between two steps: what
/// changed meanwhile comes as it is now, and what went does not come.
#[derive(Debug)]
pub struct Walk<'a> {
    store: &'a ChartStore,
    keys: vec::IntoIter<Arc<str>>,
}

impl ChartStore {
    /// Begins a walk through a list.
    pub fn walk(&self, view: View) -> Walk<'_> {
        Walk {
            store: self,
            keys: self.keys(view).into_iter(),
        }
    }
}

impl Walk<'_> {
    /// Resources that are still to come, at most.
    pub fn left(&self) -> usize {
        self.keys.len()
    }
}

impl Iterator for Walk<'_> {
    type Item = (Entry, Arc<str>);

    fn next(&mut self) -> Option<Self::Item> {
        self.keys.find_map(|key| self.store.resource(&key))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.keys.len()))
    }
}
