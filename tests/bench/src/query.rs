//! What screens ask of a record of 100,000 resources while a person scrolls, types and clicks, beside the
//! plainest search there is: one word in the JSON of everything.

use std::time::Instant;

use chart::Section;
use chart_store::{ChartStore, Filter, View};
use memchr::memmem;

use crate::Failure;
use crate::figure::Figure;
use crate::load::milliseconds;
use crate::record::{Generated, LARGE};

/// Rows of a window.
const ROWS: usize = 50;
/// Questions of a kind.
const MANY: usize = 100;

/// What a person types, letter by letter; also what nothing matches.
const TYPED: [&str; 16] = [
    "g",
    "gl",
    "glu",
    "gluc",
    "glucose",
    "h",
    "hem",
    "hemoglobin",
    "2019",
    "blood p",
    "blood pressure",
    "asthma",
    "metformin",
    "final",
    "mg",
    "zzz",
];

/// One kind of question each.
pub(crate) fn measure() -> Result<Vec<Figure>, Failure> {
    let generated = Generated::of(LARGE)?;
    let store = ChartStore::new(None);
    generated.put_into(&store);
    let first = of_sections(|section| {
        store.window(View::Section(section), None, 0..ROWS);
    });
    let total = store.window(View::Timeline, None, 0..1).total;
    let anywhere = times(|turn| {
        let from = turn * 7_919 % total;
        store.window(View::Timeline, None, from..from + ROWS);
    });
    let typed = || TYPED.iter().cycle();
    let found = times(|turn| {
        store.search(typed().nth(turn).unwrap_or(&""), 4);
    });
    let plain = times(|turn| {
        let finder = memmem::Finder::new(typed().nth(turn).unwrap_or(&""));
        let all = generated.resources.iter();
        std::hint::black_box(
            all.filter(|raw| finder.find(raw.as_bytes()).is_some())
                .count(),
        );
    });
    let found = Figure::p95(
        "search_100k_p95_ms",
        "search of everything as a person types",
        found,
    );
    let plain = Figure::p95(
        "search_100k_plain_ms",
        "one word sought in the JSON of everything",
        plain,
    );
    let ratio = Figure::ratio("search_100k_ratio", "  ours over plain", &found, &plain);
    let mut figures = vec![
        Figure::p95("first_window_ms", "first rows of a section", first),
        Figure::p95(
            "window_100k_p95_ms",
            "rows anywhere in the timeline",
            anywhere,
        ),
        found,
        plain,
        ratio,
    ];
    figures.extend(of_clicks(&store)?);
    Ok(figures)
}

fn of_clicks(store: &ChartStore) -> Result<[Figure; 3], Failure> {
    let all = store.facets(View::Timeline, None, &Filter::default());
    let narrowed = times(|turn| {
        let sources = all.sources.values.iter().cycle().nth(turn);
        let filter = Filter {
            sources: sources.map(|(name, _)| name.clone()).into_iter().collect(),
            ..Filter::default()
        };
        store.facets(View::Timeline, None, &filter);
    });
    let analyte = longest(store).ok_or("nothing was measured twice")?;
    let drawn = times(|_| {
        store.trend(&analyte);
    });
    let visits = store.window(View::Section(Section::Encounters), None, 0..MANY);
    let pointing = times(|turn| {
        if let Some(visit) = visits.rows.iter().cycle().nth(turn) {
            store.referrers(&visit.key, 200);
        }
    });
    Ok([
        Figure::p95(
            "facets_100k_p95_ms",
            "what the timeline can be narrowed by",
            narrowed,
        ),
        Figure::p95("trend_100k_p95_ms", "the longest course of a result", drawn),
        Figure::p95("referrers_100k_p95_ms", "what points at a visit", pointing),
    ])
}

/// The series with the most points.
fn longest(store: &ChartStore) -> Option<String> {
    let latest = [Section::Results, Section::Vitals]
        .map(|section| store.window(View::Latest(section), None, 0..200).rows);
    let analytes = latest.into_iter().flatten().filter_map(|row| row.analyte);
    analytes.max_by_key(|analyte| {
        let panels = store
            .trend(analyte)
            .into_iter()
            .flat_map(|trend| trend.panels);
        let lines = panels.flat_map(|panel| panel.lines);
        lines.map(|line| line.points.len()).sum::<usize>()
    })
}

fn of_sections(mut ask: impl FnMut(Section)) -> Vec<f64> {
    Section::ALL
        .into_iter()
        .map(|section| time(|| ask(section)))
        .collect()
}

fn times(mut ask: impl FnMut(usize)) -> Vec<f64> {
    (0..MANY).map(|turn| time(|| ask(turn))).collect()
}

fn time(work: impl FnOnce()) -> f64 {
    let begin = Instant::now();
    work();
    milliseconds(begin)
}
