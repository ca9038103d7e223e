//! Narrowing lists and searching everything: what is left out can always be counted.

use chart::Section;
use chart_store::{ChartStore, Filter, View, Year};
use proptest::prelude::*;

fn observation(id: &str, status: &str, date: &str, source: &str, category: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"{status}","category":"{category}","code":{{"text":"Potassium"}},
            "effectiveDateTime":"{date}","performer":{{"display":"{source}"}},"valueQuantity":{{"value":4.1,"unit":"mmol/L"}}}}"#
    )
}

fn store(page: &[String]) -> ChartStore {
    let store = ChartStore::new(None);
    store.apply(page.iter().map(String::as_str));
    store
}

fn example() -> ChartStore {
    store(&[
        observation("a", "final", "2024-05-06", "Lab A", "laboratory"),
        observation("b", "preliminary", "2024", "Lab B", "laboratory"),
        observation("c", "final", "2025-02-03T10:00:00Z", "Lab A", "exam"),
        observation("d", "final", "", "Lab B", "laboratory"),
        observation("e", "entered-in-error", "2025", "Lab A", "laboratory"),
        r#"{"resourceType":"Condition","id":"f","clinicalStatus":"active","code":{"text":"Hypokalaemia"},"onsetDateTime":"2023"}"#.into(),
    ])
}

const RESULTS: View = View::Section(Section::Results);

fn ids(store: &ChartStore, view: View, filter: &Filter) -> Vec<String> {
    let rows = store.filtered(view, None, filter, 0..100).rows;
    rows.into_iter()
        .filter_map(|entry| Some(entry.key.split_once('/')?.1.to_owned()))
        .collect()
}

#[test]
fn each_want_narrows_the_list() {
    let store = example();
    let filter = |change: fn(&mut Filter)| {
        let mut filter = Filter::default();
        change(&mut filter);
        filter
    };
    let by = |change| ids(&store, RESULTS, &filter(change));
    assert_eq!(by(|_| ()), ["c", "a", "b", "d"]);
    assert_eq!(by(|f| f.sources = vec!["Lab A".into()]), ["c", "a"]);
    assert_eq!(by(|f| f.statuses = vec!["preliminary".into()]), ["b"]);
    assert_eq!(by(|f| f.categories = vec!["exam".into()]), ["c"]);
    assert_eq!(
        by(|f| f.categories = vec!["exam".into(), "laboratory".into()]),
        ["c", "a", "b", "d"]
    );
    assert_eq!(
        by(|f| {
            f.sources = vec!["Lab A".into()];
            f.categories = vec!["laboratory".into()];
        }),
        ["a"]
    );
    assert!(by(|f| f.sources = vec!["nobody".into()]).is_empty());
    assert!(by(|f| f.only_new = true).is_empty());
    let problems = filter(|f| f.sections = vec![Section::Problems]);
    assert_eq!(ids(&store, View::Timeline, &problems), ["f"]);
    let unnamed = filter(|f| f.sources = vec![String::new()]);
    assert_eq!(ids(&store, View::Timeline, &unnamed), ["f"]);
}

#[test]
fn a_date_that_may_be_meant_stays_and_an_undated_row_until_it_is_sent_away() {
    let store = example();
    let mut filter = Filter {
        from: Some("2024-03-01".into()),
        to: Some("2024-12-31".into()),
        ..Filter::default()
    };
    assert_eq!(ids(&store, RESULTS, &filter), ["a", "b", "d"]);
    filter.without_undated = true;
    assert_eq!(ids(&store, RESULTS, &filter), ["a", "b"]);
    filter.to = None;
    assert_eq!(ids(&store, RESULTS, &filter), ["c", "a", "b"]);
    filter.from = Some("2025-02-03".into());
    assert_eq!(ids(&store, RESULTS, &filter), ["c"]);
}

#[test]
fn a_choice_says_how_many_rows_it_leaves_given_the_others() {
    let store = example();
    let filter = Filter {
        sources: vec!["Lab A".into()],
        ..Filter::default()
    };
    let facets = store.facets(RESULTS, None, &filter);
    assert_eq!((facets.total, facets.matching, facets.undated), (4, 2, 0));
    let pairs = |values: &[(String, u32)]| -> Vec<(String, u32)> { values.to_vec() };
    assert_eq!(
        pairs(&facets.sources.values),
        [("Lab A".to_owned(), 2), ("Lab B".to_owned(), 2)]
    );
    assert_eq!(
        pairs(&facets.categories.values),
        [("exam".to_owned(), 1), ("laboratory".to_owned(), 1)]
    );
    assert_eq!(
        pairs(&facets.statuses.values),
        [("final".to_owned(), 2), ("preliminary".to_owned(), 0)]
    );
    let year = |year: &str, first, rows| Year {
        year: year.into(),
        first,
        rows,
    };
    let timeline = store.facets(View::Timeline, None, &Filter::default());
    assert_eq!(
        timeline.years,
        [
            year("2025", 0, 1),
            year("2024", 1, 2),
            year("2023", 3, 1),
            year("", 4, 1)
        ]
    );
    assert_eq!(
        timeline.sections,
        [(Section::Problems, 1), (Section::Results, 4)]
    );
    let searched = store.facets(RESULTS, Some("preliminary"), &Filter::default());
    assert_eq!((searched.total, searched.matching), (4, 1));
}

#[test]
fn a_search_over_everything_groups_by_section_and_counts_what_is_no_fact() {
    let store = example();
    let found = store.search("KALIÄM", 3);
    assert!(found.is_empty());
    let found = store.search("potassium 4.1", 2);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].section, found[0].facts, found[0].not_facts),
        (Section::Results, 4, 1)
    );
    let keys: Vec<&str> = found[0].rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["Observation/c", "Observation/a"]);
    let found = store.search("kala", 9);
    assert_eq!((found.len(), found[0].section), (1, Section::Problems));
    assert!(store.search("  ", 9).is_empty());
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let some =
        |all: &[&'static str]| prop::collection::vec(prop::sample::select(all.to_vec()), 0..2);
    let text =
        |all: Vec<&'static str>| -> Vec<String> { all.into_iter().map(String::from).collect() };
    let date = || prop::option::of((1990u32..2030).prop_map(|year| year.to_string()));
    let parts = (
        some(&["Lab A", "Lab B", ""]),
        some(&["final", "amended"]),
        date(),
        date(),
        any::<bool>(),
    );
    parts.prop_map(
        move |(sources, statuses, from, to, without_undated)| Filter {
            sources: text(sources),
            statuses: text(statuses),
            from,
            to,
            without_undated,
            ..Filter::default()
        },
    )
}

proptest! {
    #[test]
    fn counts_and_rows_agree_whatever_is_filtered(
        sent in prop::collection::vec((0..2usize, 0..2usize, 1988u32..2032), 0..30),
        filter in any_filter(),
    ) {
        let page: Vec<String> = sent.iter().enumerate().map(|(id, (source, status, year))| {
            let date = if *year < 1990 { String::new() } else { year.to_string() };
            observation(&id.to_string(), ["final", "amended"][*status], &date, ["Lab A", "Lab B"][*source], "laboratory")
        }).collect();
        let store = store(&page);
        for view in [RESULTS, View::Timeline] {
            let rows = store.filtered(view, None, &filter, 0..100);
            let facets = store.facets(view, None, &filter);
            prop_assert_eq!((facets.total as usize, facets.matching as usize), (page.len(), rows.total));
            let in_years: u32 = facets.years.iter().map(|year| year.rows).sum();
            prop_assert_eq!(in_years, facets.matching);
            for year in &facets.years {
                let first = &rows.rows[year.first as usize];
                let sort = first.date.as_ref().map_or("", |date| date.sort.as_str());
                prop_assert!(sort.starts_with(&year.year));
            }
        }
    }
}
