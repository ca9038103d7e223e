//! Windows of results by panel, as they cross to the screens.

use std::collections::HashSet;

use chart_store::{ChartStore, PanelRow};

use super::rows;
use crate::app::App;
use crate::ipc::{Panel, PanelRows, PanelsQuery, RowStand, View};
use crate::problem::Problem;

impl App {
    /// A window of results by panel.
    #[expect(clippy::unused_async, reason = "every command is awaited")]
    pub async fn panels(&self, query: PanelsQuery) -> Result<PanelRows, Problem> {
        let section = query.section;
        self.note_view(&query.record, View::Section { section });
        Ok(panels(&*self.record(&query.record)?, query))
    }
}

fn panels(store: &ChartStore, query: PanelsQuery) -> PanelRows {
    let unfolded = chart_store::Unfolded {
        all: query.unfolded.all,
        except: HashSet::from_iter(query.unfolded.except),
    };
    let window = store.panels(
        query.section,
        rows::words(query.search.as_deref()),
        &rows::filter(query.filter.as_ref()),
        &unfolded,
        rows::range(query.from, query.count),
    );
    let (rows, stands) = window.rows.into_iter().map(parted).unzip();
    PanelRows {
        total: number(window.total),
        results: number(window.results),
        from: query.from,
        rows,
        stands,
        news: window.news.into_iter().map(rows::news).collect(),
    }
}

fn parted(row: PanelRow) -> (chart::Entry, RowStand) {
    let panel = row.panel.map(|panel| Panel {
        shown: number(panel.shown),
        results: number(panel.results),
        abnormal: number(panel.abnormal),
        critical: number(panel.critical),
        is_open: panel.is_open,
        has_resource: panel.has_resource,
    });
    let stand = RowStand {
        level: row.level,
        position: number(row.place.0),
        siblings: number(row.place.1),
        panel,
    };
    (row.entry, stand)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
