//! Lists of a loaded record: by panel, narrowed and searched, they tell of the same resources.

use std::collections::BTreeSet;

use chart::Section;
use chartside_core::ipc::{
    FacetsQuery, PanelRows, PanelsQuery, RowsFilter, RowsQuery, SearchQuery, Unfolded, View,
};

use crate::record::all;
use crate::support::{Desk, Will, World};

const RESULTS: View = View::Section {
    section: Section::Results,
};

async fn loaded() -> (World, Desk, String) {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    (world, desk, session)
}

async fn panels(desk: &Desk, session: &str, are_open: bool) -> PanelRows {
    let query = PanelsQuery {
        record: session.to_owned(),
        section: Section::Results,
        search: None,
        filter: None,
        unfolded: Unfolded {
            all: are_open,
            except: Vec::new(),
        },
        from: 0,
        count: 500,
    };
    desk.app.panels(query).await.unwrap()
}

#[tokio::test]
async fn by_panel_every_result_stands_once() {
    let (_world, desk, session) = loaded().await;
    let flat = all(&desk, &session, RESULTS).await;
    let open = panels(&desk, &session, true).await;
    assert_eq!(
        (open.results, open.rows.len()),
        (flat.total, open.stands.len())
    );
    let keys: BTreeSet<_> = flat.rows.iter().map(|row| row.key.as_str()).collect();
    let shown: Vec<_> = open.rows.iter().map(|row| row.key.as_str()).collect();
    let shown: Vec<_> = shown.into_iter().filter(|key| keys.contains(key)).collect();
    assert_eq!(shown.len(), keys.len());
    assert_eq!(shown.into_iter().collect::<BTreeSet<_>>(), keys);

    let closed = panels(&desk, &session, false).await;
    let heads = closed.stands.iter().filter_map(|stand| stand.panel);
    let within: u32 = heads.map(|panel| panel.shown).sum();
    assert!(within > 0 && closed.total < open.total);
    assert_eq!(closed.total + within, open.total);
}

#[tokio::test]
async fn a_narrowed_list_has_as_many_rows_as_its_choice_said() {
    let (_world, desk, session) = loaded().await;
    let query = |filter| FacetsQuery {
        record: session.clone(),
        view: RESULTS,
        search: None,
        filter,
    };
    let facets = desk.app.facets(query(None)).await.unwrap();
    assert!(facets.categories.values.len() > 1 || facets.statuses.values.len() > 1);
    for choice in facets.statuses.values {
        let filter = RowsFilter {
            statuses: vec![choice.value],
            ..RowsFilter::default()
        };
        let rows = RowsQuery {
            record: session.clone(),
            view: RESULTS,
            search: None,
            filter: Some(filter.clone()),
            from: 0,
            count: 1,
        };
        assert_eq!(desk.app.rows(rows).await.unwrap().total, choice.rows);
        let narrowed = desk.app.facets(query(Some(filter))).await.unwrap();
        assert_eq!(narrowed.matching, choice.rows);
    }
}

#[tokio::test]
async fn a_search_counts_what_the_lists_of_its_sections_hold() {
    let (_world, desk, session) = loaded().await;
    let search = "hemoglobin".to_owned();
    let query = SearchQuery {
        record: session.clone(),
        search: search.clone(),
        most: 3,
    };
    let found = desk.app.search(query).await.unwrap();
    assert!(!found.sections.is_empty());
    for one in found.sections {
        let rows = RowsQuery {
            record: session.clone(),
            view: View::Section {
                section: one.section,
            },
            search: Some(search.clone()),
            filter: None,
            from: 0,
            count: 1,
        };
        assert_eq!(desk.app.rows(rows).await.unwrap().total, one.facts);
        assert!(one.rows.len() <= 3);
    }
}
