//! Series over time: never two units in one line, nothing lost without a count.

use chart::Section;
use chart_store::{ChartStore, TrendLine, View};

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

fn shape(line: &TrendLine) -> (String, Option<&str>, Vec<&str>, u32) {
    let points = line
        .points
        .iter()
        .map(|point| point.text.as_str())
        .collect();
    (
        line.title.clone(),
        line.unit.as_deref(),
        points,
        line.undrawn,
    )
}

#[test]
fn points_run_from_old_to_new_and_what_cannot_be_drawn_is_counted() {
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
        result(
            "other unit",
            "final",
            "2026-01-02",
            r#""value":5.3,"unit":"mmol/L""#,
        ),
    ]);
    let trend = store.trend("http://loinc.org|2345-7|mg/dL").unwrap();
    assert_eq!(trend.title, "Glucose");
    assert_eq!(
        trend.lines.iter().map(shape).collect::<Vec<_>>(),
        [(
            "Glucose".into(),
            Some("mg/dL"),
            vec!["110", "5.0", "95.50"],
            1
        )]
    );
}

#[test]
fn a_point_carries_what_changes_its_meaning() {
    let store = store(&[
        result(
            "a",
            "final",
            "2025-02",
            r#""value":5.0,"unit":"mg/dL","comparator":"<""#,
        ),
        result("b", "final", "2025-03", r#""value":5.3,"unit":"mmol/L""#),
    ]);
    let trend = store.trend("http://loinc.org|2345-7|mg/dL").unwrap();
    assert_eq!(trend.lines[0].points.len(), 1);
    let point = &trend.lines[0].points[0];
    assert_eq!(
        (point.comparator.as_deref(), point.low, point.high),
        (Some("<"), Some(70.0), Some(99.0))
    );
    assert_eq!(
        (point.key.as_str(), point.date.as_str(), point.text.as_str()),
        ("Observation/a", "2025-02", "5.0")
    );
    assert!(store.trend("http://loinc.org|2345-7|").is_none());
}

#[test]
fn a_blood_pressure_has_two_lines_and_units_of_their_own() {
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
            r#","valueQuantity":{"value":12.1,"unit":"kPa"}"#,
        ),
    ]);
    let trend = store.trend("http://loinc.org|85354-9|mm[Hg]").unwrap();
    assert_eq!(
        trend.lines.iter().map(shape).collect::<Vec<_>>(),
        [
            (
                "Systolic".into(),
                Some("mmHg"),
                vec!["120", "130", "140"],
                0
            ),
            ("Diastolic".into(), Some("kPa"), vec!["12.1"], 1),
            ("Diastolic".into(), Some("mmHg"), vec!["80"], 0),
        ]
    );
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
    assert_eq!(keys, ["Observation/new", "Observation/mmol"]);
}
