//! Results by panel: each result once, under the report or the observation that holds it.

use chart::Section;
use chart_store::{ChartStore, Filter, Panel, PanelWindow, Unfolded, View};

/// A laboratory's result: its value and its flag.
fn result(id: &str, date: &str, flag: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"final","category":[{{"coding":[{{"code":"laboratory"}}]}}],
            "code":{{"text":"Test {id}"}},"effectiveDateTime":"{date}","valueQuantity":{{"value":1,"unit":"g"}},
            "interpretation":[{{"coding":[{{"code":"{flag}"}}]}}]{more}}}"#
    )
}

fn report(id: &str, date: &str, results: &[&str]) -> String {
    let listed = references(results);
    format!(
        r#"{{"resourceType":"DiagnosticReport","id":"{id}","status":"final","code":{{"text":"Report {id}"}},
            "effectiveDateTime":"{date}","result":[{listed}]}}"#
    )
}

fn members(ids: &[&str]) -> String {
    format!(r#","hasMember":[{}]"#, references(ids))
}

fn references(ids: &[&str]) -> String {
    let one = |id: &&str| format!(r#"{{"reference":"Observation/{id}"}}"#);
    ids.iter().map(one).collect::<Vec<_>>().join(",")
}

fn store(page: &[String]) -> ChartStore {
    let store = ChartStore::new(None);
    store.apply(page.iter().map(String::as_str));
    store
}

/// Two reports, a panel within one of them, three that were taken together, and one alone.
fn laboratory() -> ChartStore {
    store(&[
        report("new", "2026-02-01", &["a", "p", "alien"]),
        report("old", "2025-02-01", &["a", "x", "y"]),
        result("a", "2026-02-01T08:00:00Z", "H", ""),
        result("p", "2026-02-01T08:00:00Z", "N", &members(&["b", "c"])),
        result("b", "2026-02-01T09:00:00Z", "LL", ""),
        result("c", "2026-02-01T07:00:00Z", "N", ""),
        result("x", "2025-02-01", "N", ""),
        result("y", "2025-02-01", "N", ""),
        result("t1", "2024-05-06", "N", ""),
        result("t2", "2024-05-06", "A", ""),
        result("alone", "2024-05-07", "N", ""),
    ])
}

fn unfolded(all: bool, except: &[&str]) -> Unfolded {
    Unfolded {
        all,
        except: except.iter().map(|key| (*key).to_owned()).collect(),
    }
}

fn window(store: &ChartStore, search: &str, unfolded: &Unfolded) -> PanelWindow {
    let filter = Filter::default();
    store.panels(Section::Results, Some(search), &filter, unfolded, 0..500)
}

/// Each row as its level and its id, panels with what is flagged of what is shown of what there is.
fn lines(window: &PanelWindow) -> Vec<String> {
    let line = |row: &chart_store::PanelRow| {
        let id = row.entry.key.rsplit('/').next().unwrap_or_default();
        let line = format!("{}{id}", "-".repeat(row.level as usize));
        if let Some(panel) = row.panel {
            let Panel {
                shown,
                results,
                abnormal,
                critical,
                ..
            } = panel;
            format!("{line} {abnormal}({critical})/{shown}/{results}")
        } else {
            line
        }
    };
    window.rows.iter().map(line).collect()
}

#[test]
fn closed_panels_stand_where_their_newest_result_does_and_say_what_is_flagged() {
    let window = window(&laboratory(), "", &unfolded(false, &[]));
    assert_eq!(
        lines(&window),
        [
            "new 2(1)/4/4",
            "old 0(0)/2/2",
            "alone",
            "laboratory@2024-05-06 1(0)/2/2",
        ]
    );
    assert_eq!((window.total, window.results), (4, 9));
    let places: Vec<_> = window.rows.iter().map(|row| row.place).collect();
    assert_eq!(places, [(1, 4), (2, 4), (3, 4), (4, 4)]);
}

#[test]
fn open_panels_show_each_result_once_in_the_order_of_the_report() {
    let store = laboratory();
    let all = window(&store, "", &unfolded(true, &["DiagnosticReport/old"]));
    assert_eq!(
        lines(&all),
        [
            "new 2(1)/4/4",
            "-a",
            "-p",
            "--b",
            "--c",
            "old 0(0)/2/2",
            "alone",
            "laboratory@2024-05-06 1(0)/2/2",
            "-t1",
            "-t2",
        ]
    );
    assert_eq!(all.total, 10);
    let places: Vec<_> = all
        .rows
        .iter()
        .skip(1)
        .take(4)
        .map(|row| row.place)
        .collect();
    assert_eq!(places, [(1, 2), (2, 2), (1, 2), (2, 2)]);
    let one = window(&store, "", &unfolded(false, &["laboratory@2024-05-06"]));
    assert_eq!(one.total, 6);
}

#[test]
fn windows_of_any_size_put_together_are_the_list() {
    let store = laboratory();
    let open = unfolded(true, &[]);
    let whole = window(&store, "", &open);
    for size in 1..=whole.total + 1 {
        let mut rows = Vec::new();
        for from in (0..whole.total).step_by(size) {
            let range = from..from + size;
            let part = store.panels(Section::Results, None, &Filter::default(), &open, range);
            assert_eq!(part.total, whole.total);
            rows.extend(part.rows);
        }
        assert_eq!(rows, whole.rows, "{size}");
    }
}

#[test]
fn a_search_leaves_what_matches_with_what_stands_above_it() {
    let store = laboratory();
    let open = unfolded(true, &[]);
    let member = window(&store, "test c", &open);
    assert_eq!(lines(&member), ["new 0(0)/2/4", "-p", "--c"]);
    let panel = window(&store, "report old", &open);
    assert_eq!(lines(&panel), ["old 0(0)/2/2", "-x", "-y"]);
    assert_eq!(window(&store, "t2", &open).results, 1);
    assert!(window(&store, "nothing", &open).rows.is_empty());
}

#[test]
fn a_filter_narrows_panels_as_it_narrows_the_list() {
    let store = laboratory();
    let filter = Filter {
        to: Some("2024-12-31".to_owned()),
        ..Filter::default()
    };
    let open = unfolded(true, &[]);
    let window = store.panels(Section::Results, None, &filter, &open, 0..500);
    assert_eq!(
        lines(&window),
        ["alone", "laboratory@2024-05-06 1(0)/2/2", "-t1", "-t2"]
    );
    let flat = store.filtered(View::Section(Section::Results), None, &filter, 0..500);
    assert_eq!(window.results, flat.total);
}

#[test]
fn circles_and_reports_that_are_no_facts_hold_nothing() {
    let store = store(&[
        report("void", "2026", &["a", "b"]).replace("\"final\"", "\"entered-in-error\""),
        result("a", "2026-01", "N", &members(&["b"])),
        result("b", "2026-01", "N", &members(&["a"])),
        result("self", "2025", "N", &members(&["self"])),
        report("single", "2024", &["only"]),
        result("only", "2024", "N", ""),
    ]);
    let window = window(&store, "", &unfolded(true, &[]));
    assert_eq!(lines(&window), ["a", "b", "self", "only"]);
    assert!(window.rows.iter().all(|row| row.panel.is_none()));
}

#[test]
fn a_report_that_comes_later_or_goes_changes_the_list() {
    let store = store(&[result("a", "2026", "N", ""), result("b", "2026", "N", "")]);
    let open = unfolded(true, &[]);
    assert_eq!(lines(&window(&store, "", &open)), ["a", "b"]);
    let late = report("r", "2026", &["b", "a"]);
    store.apply([late.as_str()]);
    assert_eq!(
        lines(&window(&store, "", &open)),
        ["r 0(0)/2/2", "-b", "-a"]
    );
    store.remove("DiagnosticReport/r");
    assert_eq!(lines(&window(&store, "", &open)), ["a", "b"]);
}

#[test]
fn a_panel_without_a_resource_of_its_own_names_none() {
    let store = laboratory();
    let window = window(&store, "", &unfolded(false, &[]));
    let made = &window.rows.last().unwrap().entry;
    assert_eq!(
        (made.title.as_ref(), made.resource_type.as_str()),
        (None, "")
    );
    assert_eq!(made.rules, [chart::TAKEN_TOGETHER]);
    assert_eq!(made.date.as_ref().unwrap().raw, "2024-05-06");
    assert!(store.resource(&made.key).is_none());
}
