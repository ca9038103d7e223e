//! The directory of care providers: fetched once, asked for again by its `ETag`, searched offline, and
//! what a server says of itself before what others say of it.

use chartside_core::Policy;
use chartside_core::ipc::{BrandSearch, BrandSource, Brands, InspectServer, ServerInspection};
use chartside_core::problem::{Problem, ProblemCode};
use sandbox_ehr::Profile;
use serde_json::{Value, json};

use crate::support::{Desk, Will, World};

/// A Bundle with one organisation for each name, all at this server.
fn bundle(base: &str, names: &[&str]) -> Value {
    let organization = |(number, name): (usize, &&str)| {
        json!({ "resource": {
            "resourceType": "Organization", "id": format!("o{number}"), "name": name,
            "identifier": [{ "system": "urn:brands", "value": name }],
            "endpoint": [{ "reference": "Endpoint/e" }],
        } })
    };
    let endpoint =
        json!({ "resource": { "resourceType": "Endpoint", "id": "e", "address": base } });
    let entries: Vec<Value> = names
        .iter()
        .enumerate()
        .map(organization)
        .chain([endpoint])
        .collect();
    json!({ "resourceType": "Bundle", "type": "collection", "entry": entries })
}

/// The sandbox gives out this Bundle from now on.
fn publish(world: &World, names: &[&str]) -> String {
    let bundle = bundle(&world.sandbox.fhir_base_url(), names);
    world.sandbox.set_profile(Profile {
        brand_bundle: Some(bundle),
        ..Profile::default()
    });
    format!("{}/brands.json", world.sandbox.base_url())
}

async fn load(desk: &Desk, url: &str) -> Result<Brands, Problem> {
    let source = json!({ "type": "address", "url": url });
    let source: BrandSource = serde_json::from_value(source).unwrap();
    desk.app.load_brands(source).await
}

async fn load_text(desk: &Desk, bundle: &Value) -> Result<Brands, Problem> {
    let json = bundle.to_string();
    desk.app.load_brands(BrandSource::Text { json }).await
}

async fn found(desk: &Desk) -> Vec<String> {
    let search = BrandSearch {
        words: String::new(),
        count: 10,
    };
    let found = desk.app.brands(search).await.unwrap().brands;
    found.into_iter().map(|brand| brand.name).collect()
}

/// Requests for the Bundle: whether they were conditional, and the status.
fn asked(world: &World) -> Vec<(bool, u16)> {
    let requests = world.sandbox.journal().requests_to("/brands.json");
    let is_conditional = |(name, _): &(String, String)| name == "if-none-match";
    requests
        .iter()
        .map(|one| (one.headers.iter().any(is_conditional), one.status.unwrap()))
        .collect()
}

async fn inspected(desk: &Desk) -> ServerInspection {
    let query = InspectServer {
        fhir_base_url: desk.fhir_base_url.clone(),
        vendor: None,
        fresh: true,
    };
    desk.app.inspect_server(query).await.unwrap()
}

#[tokio::test]
async fn hl7_413_414_425_426_a_bundle_is_kept_and_asked_for_again_by_its_etag() {
    let world = World::new().await;
    let address = publish(&world, &["North", "South"]);
    let desk = world.start(Will::Allow).await;
    assert!(found(&desk).await.is_empty());
    let loaded = load(&desk, &address).await.unwrap();
    assert_eq!((loaded.known, loaded.address.as_ref()), (2, Some(&address)));
    assert_eq!(found(&desk).await, ["North", "South"]);

    // After a restart, also without a network, it is there without being asked for.
    let desk = world.start(Will::Allow).await;
    assert_eq!(found(&desk).await, ["North", "South"]);
    assert_eq!(asked(&world), [(false, 200)]);

    let before = loaded.as_of.unwrap();
    world
        .sandbox
        .advance_time(std::time::Duration::from_hours(1));
    let same = load(&desk, &address).await.unwrap();
    assert_eq!(same.known, 2);
    assert!(
        same.as_of.is_some_and(|now| now > before),
        "known to be so by now"
    );
    assert_eq!(asked(&world), [(false, 200), (true, 304)]);
    let desk = world.start(Will::Allow).await;
    assert_eq!(found(&desk).await, ["North", "South"]);

    publish(&world, &["East"]);
    assert_eq!(load(&desk, &address).await.unwrap().known, 1);
    assert_eq!(asked(&world).last(), Some(&(true, 200)));
    let desk = world.start(Will::Allow).await;
    assert_eq!(found(&desk).await, ["East"]);
}

#[tokio::test]
async fn another_address_is_asked_without_the_etag_of_the_one_before() {
    let world = World::new().await;
    let address = publish(&world, &["North"]);
    let desk = world.start(Will::Allow).await;
    load(&desk, &address).await.unwrap();
    load(&desk, &format!("{address}?all=1")).await.unwrap();
    assert_eq!(asked(&world), [(false, 200), (false, 200)]);
    load_text(&desk, &bundle(&desk.fhir_base_url, &["Of a file"]))
        .await
        .unwrap();
    load(&desk, &address).await.unwrap();
    assert_eq!(asked(&world).last(), Some(&(false, 200)));
}

#[tokio::test]
async fn what_cannot_be_fetched_or_read_leaves_what_there_was() {
    let world = World::new().await;
    let address = publish(&world, &["North"]);
    let desk = world.start(Will::Allow).await;
    load(&desk, &address).await.unwrap();
    let missing = load(&desk, &format!("{}/nothing.json", world.sandbox.base_url())).await;
    assert_eq!(missing.unwrap_err().code, ProblemCode::BrandsUnreadable);
    let unreadable = load_text(&desk, &json!({ "resourceType": "Patient" })).await;
    assert_eq!(unreadable.unwrap_err().code, ProblemCode::BrandsUnreadable);
    for desk in [desk, world.start(Will::Allow).await] {
        assert_eq!(found(&desk).await, ["North"]);
    }
    std::fs::write(world.folder.path().join("brands.json"), "{}\n{").unwrap();
    let desk = world.start(Will::Allow).await;
    assert!(found(&desk).await.is_empty());
    load(&desk, &address).await.unwrap();
    assert_eq!(
        asked(&world).last(),
        Some(&(false, 200)),
        "what is lost is asked for whole"
    );
}

#[tokio::test]
async fn hl7_415_416_what_a_server_says_of_itself_goes_before_what_others_say_of_it() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    // A vendor's list, with the old name, a part that is closed, and another server.
    let mut vendors = bundle(&desk.fhir_base_url, &["Old name", "Closed part"]);
    let other = bundle("https://other.example/fhir", &["Other"]);
    let entries = vendors["entry"].as_array_mut().unwrap();
    for mut entry in other["entry"].as_array().unwrap().clone() {
        let id = format!("other-{}", entry["resource"]["id"].as_str().unwrap());
        entry["resource"]["id"] = id.into();
        if entry["resource"]["endpoint"].is_array() {
            entry["resource"]["endpoint"] = json!([{ "reference": "Endpoint/other-e" }]);
        }
        entries.push(entry);
    }
    load_text(&desk, &vendors).await.unwrap();
    assert_eq!(found(&desk).await, ["Closed part", "Old name", "Other"]);

    let mut profile = Profile {
        brand_bundle: Some(bundle(&desk.fhir_base_url, &["A part", "New name"])),
        ..Profile::default()
    };
    let link = format!("{}/brands.json", world.sandbox.base_url());
    profile.smart_configuration.extend([
        ("user_access_brand_bundle".to_owned(), link.into()),
        (
            "user_access_brand_identifier".to_owned(),
            json!({ "system": "urn:brands", "value": "New name" }),
        ),
    ]);
    world.sandbox.set_profile(profile);
    let seen = inspected(&desk).await;
    let names: Vec<_> = seen.brands.iter().map(|brand| &*brand.name).collect();
    assert_eq!(names, ["New name", "A part"], "its main name first");
    assert_eq!(found(&desk).await, ["A part", "New name", "Other"]);
    inspected(&desk).await;
    assert_eq!(asked(&world), [(false, 200), (true, 304)]);
    assert_eq!(found(&desk).await, ["A part", "New name", "Other"]);
}

#[tokio::test]
async fn a_servers_own_bundle_elsewhere_is_not_asked_for_where_the_policy_does_not_allow_that() {
    let elsewhere = World::new().await;
    let link = publish(&elsewhere, &["Elsewhere"]);
    let mut world = World::new().await;
    let mut profile = Profile::default();
    let member = ("user_access_brand_bundle".to_owned(), link.into());
    profile.smart_configuration.extend([member]);
    world.sandbox.set_profile(profile);
    let desk = world.start(Will::Allow).await;
    inspected(&desk).await;
    assert_eq!(asked(&elsewhere), [(false, 200)]);
    let file = json!({ "version": 1, "allowedServers": [desk.fhir_base_url] });
    world.decides(Policy::parse(file.to_string().as_bytes()).unwrap());
    let desk = world.start(Will::Allow).await;
    assert!(inspected(&desk).await.brands.is_empty());
    assert_eq!(asked(&elsewhere).len(), 1);
}
