//! Whatever arrives in whatever order: nothing lost, no error shown as a fact.

use std::collections::HashSet;

use chart::{Section, Standing};
use chart_store::{ChartStore, View};
use proptest::prelude::*;

fn any_resource() -> impl Strategy<Value = (String, String)> {
    let kinds = vec![
        "Observation",
        "Condition",
        "MedicationRequest",
        "Procedure",
        "Immunization",
        "DocumentReference",
        "Vendor",
    ];
    let statuses = vec![
        "final",
        "active",
        "entered-in-error",
        "Entered_In_Error",
        "not-done",
        "cancelled",
        "completed",
        "",
        "odd",
    ];
    let members = (
        prop::sample::select(kinds),
        0u8..12,
        prop::sample::select(statuses),
        1990u32..2030,
        0u8..4,
        any::<bool>(),
    );
    members.prop_map(|(kind, id, status, year, code, is_vital)| {
        let category = if is_vital { "vital-signs" } else { "laboratory" };
        let date = if year % 7 == 0 { "unknown".to_owned() } else { year.to_string() };
        let raw = format!(
            r#"{{"resourceType":"{kind}","id":"{id}","status":"{status}","category":"{category}","code":{{"coding":[{{"code":"c{code}"}}]}},
                "effectiveDateTime":"{date}","valueQuantity":{{"value":{year},"unit":"u{code}"}}}}"#
        );
        (format!("{kind}/{id}"), raw)
    })
}

proptest! {
    #[test]
    fn each_key_is_one_row_of_one_list(pages in prop::collection::vec(prop::collection::vec(any_resource(), 0..20), 0..5)) {
        let store = ChartStore::new(Some("p"));
        let mut added = 0;
        for page in &pages {
            added += store.apply(page.iter().map(|(_, raw)| raw.as_str())).added;
            store.window(View::Timeline, None, 0..10);
        }
        let keys: HashSet<&String> = pages.iter().flatten().map(|(key, _)| key).collect();
        prop_assert_eq!((store.len(), added), (keys.len(), keys.len()));
        let mut listed = HashSet::new();
        let mut facts = 0;
        for section in Section::ALL {
            let rows = store.window(View::Section(section), None, 0..1000);
            let errors = store.window(View::NotFacts(section), None, 0..1000);
            let counts = store.counts(section);
            prop_assert_eq!((counts.current + counts.historical) as usize, rows.total);
            prop_assert_eq!(counts.not_a_fact as usize, errors.total);
            facts += rows.total;
            listed.extend(rows.rows.into_iter().chain(errors.rows).map(|entry| entry.key));
        }
        prop_assert_eq!(listed.len(), keys.len());
        prop_assert_eq!(store.window(View::Timeline, None, 0..0).total, facts);
    }

    #[test]
    fn what_is_no_fact_stands_in_no_list_of_facts(page in prop::collection::vec(any_resource(), 0..40)) {
        let store = ChartStore::new(None);
        store.apply(page.iter().map(|(_, raw)| raw.as_str()));
        let views = Section::ALL.into_iter().flat_map(|section| [View::Section(section), View::Latest(section)]);
        for view in views.chain([View::Timeline]) {
            for entry in store.window(view, None, 0..1000).rows {
                prop_assert_ne!(entry.standing, Standing::NotAFact);
                let points = entry.analyte.and_then(|analyte| store.trend(&analyte)).into_iter().flat_map(|trend| trend.panels).flat_map(|panel| panel.lines);
                for point in points.flat_map(|line| line.points) {
                    let (drawn, _) = store.resource(&point.key).unwrap();
                    prop_assert_ne!(drawn.standing, Standing::NotAFact);
                }
            }
        }
    }
}
