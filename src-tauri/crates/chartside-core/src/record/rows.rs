//! What screens ask for while they show a record: windows of rows, what they can be narrowed by,
//! searches, single resources.

use std::ops::Range;

use chart::PartialDate;
use chart_store::{ChartStore, Filter, View as StoreView};

use crate::ipc::{
    FacetChoices, FacetSection, FacetValue, FacetYear, Facets, FacetsQuery, Found, FoundIn,
    ResourceView, RowNews, Rows, RowsFilter, RowsQuery, SearchQuery, View,
};
use crate::problem::{Problem, ProblemCode};

/// Most rows given at once.
const LARGEST_WINDOW: u32 = 500;

/// Most rows of one section that a search gives.
const LARGEST_FOUND: u32 = 50;

/// A window of rows.
pub(crate) fn rows(store: &ChartStore, query: &RowsQuery) -> Rows {
    let range = range(query.from, query.count);
    let search = words(query.search.as_deref());
    let filter = filter(query.filter.as_ref());
    let window = store.filtered(view(query.view), search, &filter, range);
    Rows {
        total: u32::try_from(window.total).unwrap_or(u32::MAX),
        from: query.from,
        rows: window.rows,
        news: window.news.into_iter().map(news).collect(),
    }
}

/// The rows that are asked for, not too many of them.
pub(super) fn range(from: u32, count: u32) -> Range<usize> {
    let from = from as usize;
    from..from.saturating_add(count.min(LARGEST_WINDOW) as usize)
}

pub(super) fn news(news: chart_store::News) -> RowNews {
    RowNews {
        key: news.key,
        changed: news.changed,
    }
}

fn view(view: View) -> StoreView {
    match view {
        View::Section { section } => StoreView::Section(section),
        View::NotFacts { section } => StoreView::NotFacts(section),
        View::Latest { section } => StoreView::Latest(section),
        View::News { section } => StoreView::News(section),
        View::Timeline => StoreView::Timeline,
    }
}

/// What a list can be narrowed by.
pub(crate) fn facets(store: &ChartStore, query: &FacetsQuery) -> Facets {
    let filter = filter(query.filter.as_ref());
    let facets = store.facets(view(query.view), words(query.search.as_deref()), &filter);
    let sections = facets.sections.into_iter();
    let years = facets.years.into_iter();
    Facets {
        total: facets.total,
        matching: facets.matching,
        undated: facets.undated,
        new: facets.new,
        categories: choices(facets.categories),
        sources: choices(facets.sources),
        statuses: choices(facets.statuses),
        sections: sections
            .map(|(section, rows)| FacetSection { section, rows })
            .collect(),
        years: years
            .map(|year| FacetYear {
                year: year.year,
                first: year.first,
                rows: year.rows,
            })
            .collect(),
    }
}

fn choices(choices: chart_store::Choices) -> FacetChoices {
    let values = choices.values.into_iter();
    FacetChoices {
        values: values
            .map(|(value, rows)| FacetValue { value, rows })
            .collect(),
        left_out: choices.left_out,
    }
}

/// Everything that contains the words, by section.
pub(crate) fn search(store: &ChartStore, query: &SearchQuery) -> Found {
    let most = query.most.min(LARGEST_FOUND) as usize;
    let found = store.search(&query.search, most).into_iter();
    let sections = found.map(|found| FoundIn {
        section: found.section,
        facts: found.facts,
        not_facts: found.not_facts,
        rows: found.rows,
    });
    Found {
        sections: sections.collect(),
    }
}

pub(super) fn words(search: Option<&str>) -> Option<&str> {
    search.filter(|words| !words.trim().is_empty())
}

pub(super) fn filter(wanted: Option<&RowsFilter>) -> Filter {
    let wanted = wanted.cloned().unwrap_or_default();
    // What is no date narrows nothing.
    let date = |date: Option<String>| date.filter(|raw| PartialDate::read(raw).is_readable());
    Filter {
        categories: wanted.categories,
        sources: wanted.sources,
        statuses: wanted.statuses,
        sections: wanted.sections,
        from: date(wanted.from),
        to: date(wanted.to),
        without_undated: wanted.without_undated,
        only_new: wanted.only_new,
    }
}

/// One resource with its JSON.
pub(crate) fn resource(store: &ChartStore, key: &str) -> Result<ResourceView, Problem> {
    let found = store
        .resource(key)
        .ok_or_else(|| Problem::new(ProblemCode::ResourceUnknown))?;
    Ok(ResourceView {
        entry: found.0,
        details: chart::details(&found.1),
        json: found.1.to_string(),
    })
}
