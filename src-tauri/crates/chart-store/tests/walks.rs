//! A walk through a list, for a copy: each resource once, byte for byte, whatever happens meanwhile.

use chart::Section;
use chart_store::{ChartStore, View};
use proptest::prelude::*;

const PROBLEMS: View = View::Section(Section::Problems);

fn condition(id: usize, more: &str) -> String {
    format!(
        r#"{{ "resourceType":"Condition","id":"{id}","onsetDateTime":"{}","note":[{{"text":"{more}"}}] }}"#,
        2000 + id % 20
    )
}

fn store(count: usize) -> ChartStore {
    let store = ChartStore::new(None);
    let page: Vec<String> = (0..count).map(|id| condition(id, "")).collect();
    store.apply(page.iter().map(String::as_str));
    store
}

#[test]
fn a_walk_gives_a_list_in_its_order_byte_for_byte() {
    let store = store(2_000);
    let listed = store.window(PROBLEMS, None, 0..usize::MAX).rows;
    let walk = store.walk(PROBLEMS);
    assert_eq!(walk.left(), 2_000);
    let (rows, texts): (Vec<_>, Vec<_>) = walk.unzip();
    assert_eq!(rows, listed);
    for (row, text) in rows.iter().zip(texts) {
        let id = row.key.rsplit('/').next().and_then(|id| id.parse().ok());
        assert_eq!(&*text, condition(id.unwrap(), ""));
    }
    assert_eq!(store.walk(View::NotFacts(Section::Problems)).count(), 0);
}

#[test]
fn what_changed_comes_as_it_is_now_and_what_went_does_not_come() {
    let store = store(10);
    let mut walk = store.walk(PROBLEMS);
    let first = walk.next().unwrap().0.key;
    store.apply([condition(3, "changed").as_str()]);
    store.remove("Condition/4");
    let rest: Vec<_> = walk.collect();
    assert_eq!(rest.len(), 8);
    assert!(rest.iter().all(|(row, _)| row.key != first));
    let of = |key: &str| rest.iter().find(|(row, _)| row.key == key);
    assert!(of("Condition/3").unwrap().1.contains("changed"));
    assert!(of("Condition/4").is_none());
}

proptest! {
    /// Most of what the pages hold is thrown away in the middle of the walk.
    #[test]
    fn a_store_that_is_made_anew_does_not_disturb_a_walk(before in 0_usize..40) {
        let store = store(40);
        let long = "x".repeat(40_000);
        store.apply([condition(0, &long).as_str()]);
        let mut walk = store.walk(PROBLEMS);
        let mut keys: Vec<String> = walk.by_ref().take(before).map(|(row, _)| row.key).collect();
        store.apply([condition(0, "short").as_str()]);
        store.checkpoint().unwrap();
        keys.extend(walk.map(|(row, _)| row.key));
        let listed = store.window(PROBLEMS, None, 0..usize::MAX).rows;
        let mut listed: Vec<String> = listed.into_iter().map(|row| row.key).collect();
        keys.sort();
        listed.sort();
        prop_assert_eq!(keys, listed);
    }
}
