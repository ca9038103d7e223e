//! What screens ask for while they show a record: windows of rows, trends, single resources.

use chart_store::{ChartStore, View as StoreView};

use crate::ipc::{ResourceView, Rows, RowsQuery, Trend, TrendPoint, TrendSeries, View};
use crate::problem::{Problem, ProblemCode};

/// Most rows given at once.
const LARGEST_WINDOW: u32 = 500;

/// A window of rows.
pub(crate) fn rows(store: &ChartStore, query: &RowsQuery) -> Rows {
    let from = query.from as usize;
    let range = from..from.saturating_add(query.count.min(LARGEST_WINDOW) as usize);
    let search = query
        .search
        .as_deref()
        .filter(|words| !words.trim().is_empty());
    let window = store.window(view(query.view), search, range);
    Rows {
        total: u32::try_from(window.total).unwrap_or(u32::MAX),
        from: query.from,
        rows: window.rows,
    }
}

fn view(view: View) -> StoreView {
    match view {
        View::Section { section } => StoreView::Section(section),
        View::NotFacts { section } => StoreView::NotFacts(section),
        View::Latest { section } => StoreView::Latest(section),
        View::Timeline => StoreView::Timeline,
    }
}

/// One analyte over time.
pub(crate) fn trend(store: &ChartStore, analyte: &str) -> Result<Trend, Problem> {
    let trend = store
        .trend(analyte)
        .ok_or_else(|| Problem::new(ProblemCode::ResourceUnknown))?;
    let series = trend.lines.into_iter().map(|line| TrendSeries {
        title: line.title,
        unit: line.unit,
        points: line.points.into_iter().map(point).collect(),
        undrawn: line.undrawn,
    });
    Ok(Trend {
        title: trend.title,
        series: series.collect(),
    })
}

fn point(point: chart_store::TrendPoint) -> TrendPoint {
    TrendPoint {
        key: point.key,
        date: point.date,
        number: point.number,
        text: point.text,
        comparator: point.comparator,
        flag: point.flag,
        low: point.low,
        high: point.high,
    }
}

/// One resource with its JSON.
pub(crate) fn resource(store: &ChartStore, key: &str) -> Result<ResourceView, Problem> {
    let found = store
        .resource(key)
        .ok_or_else(|| Problem::new(ProblemCode::ResourceUnknown))?;
    Ok(ResourceView {
        entry: found.0,
        json: found.1.to_string(),
    })
}
