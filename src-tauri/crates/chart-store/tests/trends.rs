//! Series over time: never two measures on one axis, nothing lost without a word.

use chart::Section;
use chart_store::{ChartStore, Trend, TrendLine, TrendPanel, View, WhyUndrawn};
use proptest::prelude::*;

fn result(id: &str, status: &str, date: &str, value: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"{status}","category":"laboratory",
            "code":{{"coding":[{{"system":"http://loinc.org","code":"2345-7","display":"Glucose"}}]}},
            "effectiveDateTime":"{date}","valueQuantity":{{{value}}},"referenceRange":[{{"low":{{"value":70}},"high":{{"value":99}}}}]}}"#
    )
}

fn pressure(id: &str, date: &str, systolic: &str, diastolic: &str) -> String {
    let part = |code: &str, name: &str, value: &str| {
        format!(
            r#"{{"code":{{"coding":[{{"system":"http://loinc.org","code":"{code}","display":"{name}"}}]}}{value}}}"#
        )
    };
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"final","category":"vital-signs",
            "code":{{"coding":[{{"system":"http://loinc.org","code":"85354-9","display":"Blood pressure"}}]}},
            "effectiveDateTime":"{date}","component":[{},{}]}}"#,
        part("8480-6", "Systolic", systolic),
        part("8462-4", "Diastolic", diastolic),
    )
}

fn store(page: &[String]) -> ChartStore {
    let store = ChartStore::new(None);
    store.apply(page.iter().map(String::as_str));
    store
}

fn texts(line: &TrendLine) -> Vec<&str> {
    let points = line.points.iter();
    points.map(|point| point.text.as_str()).collect()
}

type Shape<'a> = (Option<&'a str>, Vec<(&'a str, Vec<&'a str>)>);

fn shape(panel: &TrendPanel) -> Shape<'_> {
    let lines = panel.lines.iter();
    (
        panel.unit.as_deref(),
        lines
            .map(|line| (line.title.as_str(), texts(line)))
            .collect(),
    )
}

fn undrawn(trend: &Trend) -> Vec<(&str, Option<&str>, Option<&str>, WhyUndrawn)> {
    let all = trend.undrawn.iter();
    all.map(|one| {
        (
            one.key.as_str(),
            one.part.as_deref(),
            one.text.as_deref(),
            one.reason,
        )
    })
    .collect()
}

const GLUCOSE: &str = "http://loinc.org|2345-7|mg/dL";

#[test]
fn points_run_from_old_to_new_and_what_cannot_be_drawn_is_named() {
    let store = store(&[
        result(
            "b",
            "final",
            "2025-02",
            r#""value":5.0,"unit":"mg/dL","comparator":"<""#,
        ),
        result(
            "a",
            "final",
            "2024",
            r#""value":110,"unit":"mg/dl","code":"mg/dL""#,
        ),
        result(
            "c",
            "preliminary",
            "2026-01-01",
            r#""value":95.50,"unit":"mg/dL""#,
        ),
        result("undated", "final", "soon", r#""value":90,"unit":"mg/dL""#),
        result(
            "error",
            "entered-in-error",
            "2026-02-01",
            r#""value":900,"unit":"mg/dL""#,
        ),
        result("none", "final", "2026-03", ""),
        result("words", "final", "2026-04", r#""value":"high""#),
    ]);
    let trend = store.trend(GLUCOSE).unwrap();
    assert_eq!(trend.title, "Glucose");
    let panels: Vec<_> = trend.panels.iter().map(shape).collect();
    assert_eq!(
        panels,
        [(
            Some("mg/dL"),
            vec![("Glucose", vec!["110", "5.0", "95.50"])]
        )]
    );
    assert_eq!(
        undrawn(&trend),
        [
            (
                "Observation/words",
                None,
                Some("high"),
                WhyUndrawn::NoNumber
            ),
            ("Observation/none", None, None, WhyUndrawn::NoValue),
            (
                "Observation/undated",
                None,
                Some("90 mg/dL"),
                WhyUndrawn::NoDate
            ),
        ]
    );
}

#[test]
fn units_of_one_measure_share_an_axis_and_others_get_their_own() {
    let store = store(&[
        result("a", "final", "2024", r#""value":85,"unit":"mg/dL""#),
        result("b", "final", "2025", r#""value":0.90,"unit":"g/L""#),
        result("c", "final", "2026", r#""value":5.3,"unit":"mmol/L""#),
        result("d", "final", "2026-02", r#""value":0.070,"unit":"mol/m3""#),
        result("e", "final", "2023", r#""value":99"#),
    ]);
    let trend = store.trend(GLUCOSE).unwrap();
    let panels: Vec<_> = trend.panels.iter().map(shape).collect();
    assert_eq!(
        panels,
        [
            (Some("g/L"), vec![("Glucose", vec!["85", "0.90"])]),
            (Some("mol/m3"), vec![("Glucose", vec!["5.3", "0.070"])]),
            (None, vec![("Glucose", vec!["99"])]),
        ]
    );
    let first = &trend.panels[0];
    assert_eq!(first.converted, ["mg/dL"]);
    let points = &first.lines[0].points;
    assert_eq!(
        (points[0].number, points[0].low, points[0].high),
        (0.85, Some(0.7), Some(0.99))
    );
    let range = points[0].range.as_ref().unwrap();
    assert_eq!(
        (points[0].unit.as_deref(), range.low.as_deref()),
        (Some("mg/dL"), Some("70"))
    );
    assert_eq!((points[0].converted, points[1].converted), (true, false));
    let as_sent = &trend.panels[1].lines[0].points[1];
    assert_eq!((as_sent.number, as_sent.converted), (0.07, false));
}

#[test]
fn a_point_carries_what_changes_its_meaning() {
    let store = store(&[
        result(
            "a",
            "preliminary",
            "2025-02",
            r#""value":5.0,"unit":"mg/dL","comparator":"<""#,
        ),
        result("b", "final", "2025-03", r#""value":5.3,"unit":"mmol/L""#),
    ]);
    let trend = store.trend(GLUCOSE).unwrap();
    let point = &trend.panels[0].lines[0].points[0];
    assert_eq!(
        (point.comparator.as_deref(), point.low, point.high),
        (Some("<"), Some(70.0), Some(99.0))
    );
    assert_eq!(
        (point.key.as_str(), point.date.as_str(), point.text.as_str()),
        ("Observation/a", "2025-02", "5.0")
    );
    assert_eq!(point.status.as_deref(), Some("preliminary"));
    assert!(store.trend("http://loinc.org|2345-7|").is_none());
}

#[test]
fn a_range_in_another_unit_is_never_drawn_in_that_of_the_value() {
    let raw = result("a", "final", "2025", r#""value":85,"unit":"mg/dL""#).replace(
        r#"[{"low":{"value":70},"high":{"value":99}}]"#,
        r#"[{"low":{"value":0.70,"unit":"g/L"},"high":{"value":0.99,"unit":"g/L"}}]"#,
    );
    let store = store(&[raw]);
    let trend = store.trend(GLUCOSE).unwrap();
    let point = &trend.panels[0].lines[0].points[0];
    assert_eq!((point.low, point.high), (None, None));
    assert_eq!(
        point.range.as_ref().unwrap().text.as_deref(),
        Some("0.70 g/L – 0.99 g/L")
    );
}

#[test]
fn a_blood_pressure_is_one_chart_and_units_that_do_not_convert_are_not_in_it() {
    let mmhg = |value: &str| {
        format!(r#","valueQuantity":{{"value":{value},"unit":"mmHg","code":"mm[Hg]"}}"#)
    };
    let store = store(&[
        pressure("a", "2024", &mmhg("120"), &mmhg("80")),
        pressure(
            "b",
            "2025",
            &mmhg("130"),
            r#","dataAbsentReason":{"text":"not measured"}"#,
        ),
        pressure(
            "c",
            "2026",
            &mmhg("140"),
            r#","valueQuantity":{"value":12.0,"unit":"kPa"}"#,
        ),
        pressure(
            "d",
            "2023",
            &mmhg("150"),
            r#","valueQuantity":{"value":9,"unit":"cm"}"#,
        ),
    ]);
    let trend = store.trend("http://loinc.org|85354-9|mm[Hg]").unwrap();
    let panels: Vec<_> = trend.panels.iter().map(shape).collect();
    assert_eq!(
        panels,
        [
            (
                Some("mmHg"),
                vec![
                    ("Systolic", vec!["150", "120", "130", "140"]),
                    ("Diastolic", vec!["80", "12.0"])
                ]
            ),
            (Some("cm"), vec![("Diastolic", vec!["9"])]),
        ]
    );
    assert!(trend.panels[0].pressure);
    let kpa = trend.panels[0].lines[1].points[1].number;
    assert!((kpa - 90.0077).abs() < 0.001, "{kpa}");
    assert_eq!(
        undrawn(&trend),
        [(
            "Observation/b",
            Some("Diastolic"),
            None,
            WhyUndrawn::NoValue
        )]
    );
}

const UNITS: [&str; 9] = [
    "mg/dL", "g/L", "mmol/L", "meq/L", "umol/L", "%", "", "{score}", "odd",
];

/// What may lie together, by hand.
fn measure(unit: Option<&str>) -> &str {
    match unit.unwrap_or_default() {
        "mg/dL" | "g/L" => "mass",
        "mmol/L" | "umol/L" => "substance",
        other => other,
    }
}

proptest! {
    #[test]
    fn no_axis_mixes_measures_no_text_changes_and_nothing_is_lost(
        sent in prop::collection::vec((0..UNITS.len(), -9000i32..9000, 1990u32..2030), 1..30)
    ) {
        let page: Vec<String> = sent.iter().enumerate().map(|(id, (unit, value, year))| {
            let digits = format!("{}.{:02}", value / 100, (value % 100).abs());
            let unit = match UNITS[*unit] { "" => String::new(), unit => format!(r#","unit":"{unit}""#) };
            result(&id.to_string(), "final", &year.to_string(), &format!(r#""value":{digits}{unit}"#))
        }).collect();
        let store = store(&page);
        let entries = store.window(View::Timeline, None, 0..100).rows;
        let analyte = entries[0].analyte.clone().unwrap();
        let trend = store.trend(&analyte).unwrap();
        let mut drawn = 0;
        for panel in &trend.panels {
            let mut kinds: Vec<&str> = Vec::new();
            for point in panel.lines.iter().flat_map(|line| &line.points) {
                drawn += 1;
                kinds.push(measure(point.unit.as_deref()));
                let (entry, _) = store.resource(&point.key).unwrap();
                let value = entry.value.unwrap();
                prop_assert_eq!((&value.text, &value.unit), (&point.text, &point.unit));
                let is_same = value.number == Some(point.number);
                prop_assert!(is_same || point.converted);
                prop_assert_eq!(point.converted, value.unit != panel.unit);
            }
            kinds.dedup();
            prop_assert_eq!(kinds.len(), 1);
        }
        prop_assert_eq!(drawn, page.len());
        let mut measures: Vec<&str> = trend.panels.iter().map(|panel| measure(panel.unit.as_deref())).collect();
        measures.sort_unstable();
        let all = measures.len();
        measures.dedup();
        prop_assert_eq!(measures.len(), all, "an axis of its own without need");
    }
}

#[test]
fn latest_shows_the_newest_fact_of_each_series() {
    let store = store(&[
        result("old", "final", "2024", r#""value":1,"unit":"mg/dL""#),
        result("new", "final", "2025", r#""value":2,"unit":"mg/dL""#),
        result(
            "error",
            "entered-in-error",
            "2026",
            r#""value":3,"unit":"mg/dL""#,
        ),
        result("mmol", "final", "2023", r#""value":4,"unit":"mmol/L""#),
    ]);
    let window = store.window(View::Latest(Section::Results), None, 0..9);
    let keys: Vec<_> = window.rows.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(
        keys,
        ["Observation/new"],
        "a test that changed its unit is one test"
    );
}
