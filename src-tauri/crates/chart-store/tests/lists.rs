//! Lists, counts and versions: what a screen asks for.

use chart::Section;
use chart_store::{ChartStore, Counts, View};

fn condition(id: &str, status: &str, date: &str) -> String {
    format!(
        r#"{{"resourceType":"Condition","id":"{id}","clinicalStatus":"{status}","code":{{"text":"Problem {id}"}},"onsetDateTime":"{date}","subject":{{"reference":"Patient/p"}}}}"#
    )
}

fn store(page: &[String]) -> ChartStore {
    let store = ChartStore::new(Some("p"));
    store.apply(page.iter().map(String::as_str));
    store
}

fn keys(store: &ChartStore, view: View, search: Option<&str>) -> Vec<String> {
    store
        .window(view, search, 0..500)
        .rows
        .into_iter()
        .map(|entry| entry.key)
        .collect()
}

#[test]
fn current_stands_before_historical_and_undated_last() {
    let store = store(&[
        condition("old", "resolved", "2024"),
        condition("undated", "active", "some time"),
        condition("older", "resolved", "2001-03"),
        condition("new", "active", "2025-01-02"),
        condition("error", "entered-in-error", "2026"),
        condition("partial", "active", "2025"),
    ]);
    let section = View::Section(Section::Problems);
    assert_eq!(
        keys(&store, section, None),
        ["new", "partial", "undated", "old", "older"].map(|id| format!("Condition/{id}"))
    );
    assert_eq!(
        keys(&store, View::NotFacts(Section::Problems), None),
        ["Condition/error"]
    );
    assert_eq!(
        keys(&store, View::Timeline, None),
        ["new", "partial", "old", "older", "undated"].map(|id| format!("Condition/{id}"))
    );
    assert_eq!(
        store.counts(Section::Problems),
        Counts {
            current: 3,
            historical: 2,
            not_a_fact: 1
        }
    );
    assert_eq!(store.counts(Section::Results), Counts::default());
    let window = store.window(section, None, 1..3);
    assert_eq!(
        (window.total, window.rows.len(), window.rows[0].key.as_str()),
        (5, 2, "Condition/partial")
    );
    assert_eq!(store.window(section, None, 7..9).rows.len(), 0);
}

#[test]
fn a_newer_version_takes_the_place_and_an_older_one_does_not() {
    let version = |number: u32, status: &str| {
        format!(
            r#"{{"resourceType":"Condition","id":"c","meta":{{"versionId":"{number}"}},"clinicalStatus":"{status}"}}"#
        )
    };
    let store = store(&[version(9, "active")]);
    let applied = store.apply([version(10, "resolved").as_str()]);
    assert_eq!(
        (applied.added, applied.replaced, applied.sections),
        (0, 1, vec![Section::Problems])
    );
    let revision = store.revision(Section::Problems);
    let applied = store.apply([
        version(9, "active").as_str(),
        version(10, "resolved").as_str(),
    ]);
    assert_eq!(
        (applied.added, applied.replaced, applied.sections),
        (0, 0, vec![])
    );
    assert_eq!(store.revision(Section::Problems), revision);
    assert_eq!(
        (store.len(), store.counts(Section::Problems)),
        (
            1,
            Counts {
                historical: 1,
                ..Counts::default()
            }
        )
    );
}

#[test]
fn without_a_version_the_time_of_the_update_decides_and_then_the_arrival() {
    let updated = |at: &str, text: &str| {
        format!(
            r#"{{"resourceType":"Condition","id":"c","meta":{{"lastUpdated":"{at}"}},"code":{{"text":"{text}"}}}}"#
        )
    };
    let store = store(&[updated("2026-02-03T10:00:00Z", "first")]);
    let title = |store: &ChartStore| store.resource("Condition/c").unwrap().0.title.unwrap().text;
    store.apply([updated("2026-02-03T09:59:59Z", "older").as_str()]);
    assert_eq!(title(&store), "first");
    store.apply([updated("", "unknown age").as_str()]);
    assert_eq!(title(&store), "unknown age");
}

#[test]
fn a_row_that_changes_its_section_leaves_the_old_one() {
    let observation = |category: &str| {
        format!(
            r#"{{"resourceType":"Observation","id":"o","status":"final","category":"{category}","code":{{"text":"Weight"}}}}"#
        )
    };
    let store = store(&[observation("laboratory")]);
    let applied = store.apply([observation("vital-signs").as_str()]);
    assert_eq!(applied.sections, [Section::Results, Section::Vitals]);
    assert_eq!(
        (
            store.counts(Section::Results).current,
            store.counts(Section::Vitals).current
        ),
        (0, 1)
    );
}

#[test]
fn resources_without_an_id_are_told_apart_by_their_text() {
    let store = store(&[]);
    let applied = store.apply([
        r#"{"resourceType":"Goal"}"#,
        r#"{"resourceType":"Goal","x":1}"#,
        r#"{"resourceType":"Goal"}"#,
        "no json",
    ]);
    assert_eq!((applied.added, store.len()), (3, 3));
    assert!(store.resource("Goal/#1").is_some() && store.resource("/#3").is_some());
}

#[test]
fn the_json_comes_back_byte_for_byte() {
    let raw =
        "{ \"resourceType\":\"Observation\",\"id\":\"o\", \"valueQuantity\":{\"value\":1.10} }";
    let store = store(&[raw.to_owned()]);
    let (entry, json) = store.resource("Observation/o").unwrap();
    assert_eq!((entry.key.as_str(), &*json), ("Observation/o", raw));
    assert!(store.resource("Observation/x").is_none());
}

#[test]
fn a_search_wants_every_word_and_forgives_case_and_accents() {
    let named = |id: &str, text: &str| {
        format!(
            r#"{{"resourceType":"Condition","id":"{id}","clinicalStatus":"active","code":{{"text":"{text}","coding":[{{"code":"I10","display":"Hochdruck"}}]}}}}"#
        )
    };
    let store = store(&[
        named("a", "Ménière disease, left"),
        named("b", "Ménière disease, right"),
    ]);
    let found = |search: &str| keys(&store, View::Section(Section::Problems), Some(search));
    assert_eq!(found("MENIERE left"), ["Condition/a"]);
    assert_eq!(found("i10 hochdruck").len(), 2);
    assert_eq!(found("left right").len(), 0);
    assert_eq!(found("  ").len(), 2);
}

#[test]
fn a_list_follows_what_arrives() {
    let store = store(&[condition("a", "active", "2020")]);
    let view = View::Section(Section::Problems);
    assert_eq!(keys(&store, view, None).len(), 1);
    store.apply([condition("beta", "active", "2021").as_str()]);
    assert_eq!(keys(&store, view, None), ["Condition/beta", "Condition/a"]);
    assert_eq!(
        keys(&store, View::Timeline, Some("problem beta")),
        ["Condition/beta"]
    );
}

#[test]
fn a_medicine_gets_its_name_from_the_medication_that_arrives_later() {
    let store = store(&[r#"{"resourceType":"MedicationRequest","id":"r","status":"active","medicationReference":{"reference":"https://ehr.example/fhir/Medication/m/_history/1"}}"#.to_owned()]);
    let view = View::Section(Section::Medications);
    assert_eq!(store.window(view, None, 0..1).rows[0].title, None);
    assert_eq!(keys(&store, view, Some("ramipril")).len(), 0);
    let applied =
        store.apply([r#"{"resourceType":"Medication","id":"m","code":{"text":"Ramipril"}}"#]);
    assert_eq!(applied.sections, [Section::Medications, Section::Other]);
    assert_eq!(
        store.window(view, None, 0..1).rows[0]
            .title
            .as_ref()
            .unwrap()
            .text,
        "Ramipril"
    );
    assert_eq!(
        keys(&store, view, Some("ramipril")),
        ["MedicationRequest/r"]
    );
}

#[test]
fn another_patients_resource_is_kept_out_and_counted() {
    let about = |id: &str, reference: &str| {
        format!(r#"{{"resourceType":"Condition","id":"{id}","subject":{reference}}}"#)
    };
    let store = ChartStore::new(Some("p"));
    let page = [
        about("own", r#"{"reference":"Patient/p"}"#),
        about(
            "absolute",
            r#"{"reference":"https://ehr.example/fhir/Patient/p/_history/3"}"#,
        ),
        about("unsaid", "{}"),
        about("group", r#"{"reference":"Group/x"}"#),
        about("urn", r#"{"reference":"urn:uuid:0001"}"#),
        about("string", r#""Patient/p""#),
        about(
            "several",
            r#"[{"reference":"Patient/q"},{"reference":"Patient/p"}]"#,
        ),
        about("foreign", r#"{"reference":"Patient/q"}"#),
        about(
            "foreign-absolute",
            r#"{"reference":"https://ehr.example/fhir/Patient/pp"}"#,
        ),
        r#"{"resourceType":"Patient","id":"q"}"#.to_owned(),
        r#"{"resourceType":"Patient","id":"p","name":[{"family":"Own"}]}"#.to_owned(),
    ];
    let applied = store.apply(page.iter().map(String::as_str));
    assert_eq!((applied.added, applied.foreign, store.len()), (8, 3, 8));
    assert!(store.resource("Condition/foreign").is_none());
    assert_eq!(store.banner().unwrap().family.as_deref(), Some("Own"));
}

#[test]
fn the_debug_output_names_nobody() {
    let store = store(&[condition("a", "active", "2020")]);
    assert_eq!(format!("{store:?}"), "ChartStore { len: 1, .. }");
}

#[test]
fn it_can_be_shared_between_threads() {
    fn is_shareable<T: Send + Sync>() {}
    is_shareable::<ChartStore>();
}

#[test]
fn what_is_not_kept_of_a_type_is_gone_and_other_types_stay() {
    let without_id = r#"{"resourceType":"Condition","code":{"text":"No id"}}"#;
    let store = store(&[
        condition("a", "active", "2024"),
        condition("b", "active", "2025"),
        r#"{"resourceType":"ConditionX","id":"c"}"#.to_owned(),
        without_id.to_owned(),
    ]);
    let revision = store.revision(Section::Problems);
    let seen = store.apply([condition("b", "active", "2025").as_str(), without_id]);
    let kept = seen.keys.into_iter().collect();
    assert_eq!(store.retain_type("Condition", &kept), [Section::Problems]);
    assert_ne!(store.revision(Section::Problems), revision);
    assert_eq!(
        (store.len(), store.counts(Section::Problems).current),
        (3, 2)
    );
    assert!(store.resource("Condition/a").is_none());
    assert!(store.resource("ConditionX/c").is_some());
    let (entry, _) = store.resource("Condition/b").unwrap();
    assert_eq!(entry.key, "Condition/b");
    // Nothing more to take out, nothing changes.
    assert_eq!(store.retain_type("Condition", &kept), []);

    // What is taken out can come again, under a key of its own.
    store.retain_type("Condition", &std::collections::HashSet::new());
    assert_eq!(
        (store.len(), store.counts(Section::Problems).current),
        (1, 0)
    );
    let again = store.apply([
        without_id,
        r#"{"resourceType":"Condition","code":{"text":"New"}}"#,
    ]);
    assert_eq!((again.added, store.len()), (2, 3));
}

#[test]
fn what_points_at_a_resource_is_found_in_every_form_of_a_reference() {
    let store = ChartStore::new(Some("p"));
    let pointing = |id: &str, reference: &str| {
        format!(
            r#"{{"resourceType":"Procedure","id":"{id}","performedDateTime":"2020-01-0{id}","encounter":{{"reference":"{reference}"}}}}"#
        )
    };
    let page = [
        r#"{"resourceType":"Encounter","id":"e","partOf":{"reference":"Encounter/e"}}"#.to_owned(),
        pointing("1", "Encounter/e"),
        pointing("2", "https://ehr.example/fhir/Encounter/e"),
        pointing("3", "Encounter/e/_history/2"),
        pointing("4", "Encounter/e2"),
        pointing("5", "OtherEncounter/e"),
        pointing("6", "urn:Encounter/ex"),
        pointing(
            "7",
            r"https:\/\/ehr.example\/fhir\/Encounter\/e\/_history\/1",
        ),
        pointing("8", r"Encounter\/e2"),
    ];
    store.apply(page.iter().map(String::as_str));
    let (rows, total) = store.referrers("Encounter/e", 2);
    let keys: Vec<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!((keys, total), (vec!["Procedure/7", "Procedure/3"], 4));
    assert_eq!(store.referrers("Encounter/none", 9).1, 0);
}
