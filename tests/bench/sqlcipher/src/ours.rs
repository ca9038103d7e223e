//! The store as the app uses it.

use std::path::Path;

use chart_store::{ChartStore, Partition, RecordKey, View};

use crate::{Failure, Keeps, ROWS};

pub(crate) struct Ours(ChartStore);

impl Keeps for Ours {
    fn open(folder: &Path, patient: &str) -> Result<Self, Failure> {
        let key = RecordKey::from_bytes(&[7; RecordKey::LEN]).ok_or("no key")?;
        let (store, _) = ChartStore::open(folder, key, &Partition::new("c", "u", patient))?;
        Ok(Self(store))
    }

    fn take(&mut self, page: &[String]) -> Result<(), Failure> {
        self.0.apply(page.iter().map(String::as_str));
        Ok(self.0.commit()?)
    }

    fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.0.checkpoint()?)
    }

    fn window(&self, from: usize) -> Result<usize, Failure> {
        Ok(self
            .0
            .window(View::Timeline, None, from..from + ROWS)
            .rows
            .len())
    }

    fn search(&self, word: &str) -> Result<usize, Failure> {
        let found = self.0.window(View::Timeline, Some(word), 0..ROWS);
        Ok(found.total)
    }

    fn course(&self, analyte: &str) -> Result<usize, Failure> {
        let panels = self
            .0
            .trend(analyte)
            .into_iter()
            .flat_map(|trend| trend.panels);
        let lines = panels.flat_map(|panel| panel.lines);
        Ok(lines.map(|line| line.points.len()).sum())
    }
}
