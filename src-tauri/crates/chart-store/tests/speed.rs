//! What a search, a filter and a chart cost on a large record: printed, never asserted.
//! `cargo test --release -p chart-store --test speed -- --ignored --nocapture`

#![expect(
    clippy::print_stdout,
    reason = "figures for people, which nothing asserts"
)]

use std::time::{Duration, Instant};

use chart::Section;
use chart_store::{ChartStore, Filter, View};

const NAMES: [&str; 12] = [
    "Glucose",
    "Kalium",
    "Natrium",
    "Creatinine",
    "Hämoglobin",
    "Leukozyten",
    "Thrombozyten",
    "Cholesterol in LDL",
    "Alanine aminotransferase",
    "CRP",
    "Troponin T",
    "Ferritin",
];

fn record(resources: u32) -> ChartStore {
    let store = ChartStore::new(None);
    let all: Vec<String> = (0..resources)
        .map(|id| {
            let name = NAMES.iter().cycle().nth(id as usize % 12).unwrap_or(&"");
            let (year, month, day) = (2000 + id % 26, 1 + id % 12, 1 + id % 28);
            format!(
                r#"{{"resourceType":"Observation","id":"{id}","status":"final","category":[{{"coding":[{{"code":"laboratory"}}]}}],
                    "code":{{"coding":[{{"system":"http://loinc.org","code":"{}","display":"{name}"}}]}},
                    "effectiveDateTime":"{year}-{month:02}-{day:02}T08:00:00Z","performer":[{{"display":"Lab {}"}}],
                    "valueQuantity":{{"value":{}.{},"unit":"mg/dL","system":"http://unitsofmeasure.org","code":"mg/dL"}}}}"#,
                2000 + id as usize % NAMES.len(),
                id % 7,
                id % 190,
                id % 10,
            )
        })
        .collect();
    for page in all.chunks(500) {
        store.apply(page.iter().map(String::as_str));
    }
    store.window(View::Timeline, None, 0..1);
    store
}

fn measured(what: &str, mut work: impl FnMut(usize)) {
    let mut took: Vec<Duration> = (0..40)
        .map(|turn| {
            let began = Instant::now();
            work(turn);
            began.elapsed()
        })
        .collect();
    took.sort_unstable();
    println!("{what}: median {:?}, p95 {:?}", took.get(20), took.get(37));
}

#[test]
#[ignore = "measures, for people"]
fn a_record_of_a_hundred_thousand() {
    let store = record(100_000);
    let typed = [
        "g",
        "gl",
        "glu",
        "gluc",
        "hamo",
        "lab 3",
        "2004",
        "ferritin 12",
        "zzz",
        "mg",
    ];
    measured("search as typed", |turn| {
        store.search(typed.iter().cycle().nth(turn).unwrap_or(&""), 4);
    });
    measured("facets of everything", |turn| {
        let filter = Filter {
            sources: vec![format!("Lab {}", turn % 7)],
            ..Filter::default()
        };
        store.facets(View::Timeline, None, &filter);
    });
    measured("filtered window", |turn| {
        let filter = Filter {
            from: Some(format!("20{:02}", turn % 26)),
            ..Filter::default()
        };
        store.filtered(View::Section(Section::Results), None, &filter, 0..100);
    });
    measured("trend of 8,333 points", |_| {
        store.trend("http://loinc.org|2000|mg/dL");
    });
}
