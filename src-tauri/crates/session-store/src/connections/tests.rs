use std::fs;

use super::*;

fn connection(byte: u8, last_used: i64) -> Connection {
    Connection {
        session: SessionId::from_bytes([byte; 16]),
        server: None,
        fhir_base_url: "https://ehr.example/fhir".into(),
        client_id: "chartside".into(),
        scope: "launch/patient patient/*.rs".into(),
        endpoints: BTreeMap::from([("token".into(), "https://ehr.example/token".into())]),
        created: Timestamp::from_second(1).unwrap(),
        last_used: Timestamp::from_second(last_used).unwrap(),
        unknown: BTreeMap::new(),
    }
}

fn names(dir: &tempfile::TempDir) -> Vec<String> {
    let entries = fs::read_dir(dir.path()).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn keeps_connections_over_a_restart_most_recently_used_first() {
    let dir = tempfile::tempdir().unwrap();
    let first = Connections::open(dir.path().into()).await;
    first.put(connection(1, 10)).await.unwrap();
    first.put(connection(2, 30)).await.unwrap();
    first.put(connection(3, 20)).await.unwrap();
    first.put(connection(1, 40)).await.unwrap();
    first.remove(connection(3, 0).session).await.unwrap();

    let second = Connections::open(dir.path().into()).await;
    assert_eq!(second.list().await, [connection(1, 40), connection(2, 30)]);
    assert_eq!(
        second.get(connection(2, 0).session).await,
        Some(connection(2, 30))
    );
    assert!(!second.started_over());
}

#[tokio::test]
async fn two_programs_do_not_lose_each_others_connections() {
    let dir = tempfile::tempdir().unwrap();
    let (one, two) = (
        Connections::open(dir.path().into()).await,
        Connections::open(dir.path().into()).await,
    );
    one.put(connection(1, 1)).await.unwrap();
    two.put(connection(2, 2)).await.unwrap();
    assert_eq!(one.list().await, [connection(2, 2), connection(1, 1)]);
}

#[tokio::test]
async fn keeps_fields_that_a_newer_version_wrote() {
    let dir = tempfile::tempdir().unwrap();
    let mut written = serde_json::to_value(connection(1, 1)).unwrap();
    written["colour"] = "blue".into();
    let file = serde_json::json!({ "connections": [written], "sorting": { "by": "host" } });
    fs::write(dir.path().join("connections.json"), file.to_string()).unwrap();

    let connections = Connections::open(dir.path().into()).await;
    connections.put(connection(2, 2)).await.unwrap();
    let text = fs::read_to_string(dir.path().join("connections.json")).unwrap();
    let kept: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(kept["connections"][1]["colour"], "blue");
    assert_eq!(kept["sorting"]["by"], "host");
}

#[tokio::test]
async fn moves_a_damaged_list_aside_and_takes_the_one_before() {
    let dir = tempfile::tempdir().unwrap();
    let connections = Connections::open(dir.path().into()).await;
    connections.put(connection(1, 1)).await.unwrap();
    connections.put(connection(2, 2)).await.unwrap();
    fs::write(dir.path().join("connections.json"), b"{\"connections\":[{").unwrap();

    let opened = Connections::open(dir.path().into()).await;
    assert!(opened.started_over());
    assert_eq!(opened.list().await, [connection(1, 1)]);
    assert!(names(&dir).contains(&"connections.corrupt-1".to_owned()));
}

#[tokio::test]
async fn starts_empty_where_both_files_are_damaged_and_deletes_neither() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("connections.json"), b"\0\0\0").unwrap();
    fs::write(dir.path().join("connections.prev"), b"[]").unwrap();
    let connections = Connections::open(dir.path().into()).await;
    assert!(connections.started_over());
    assert_eq!(connections.list().await, []);
    assert_eq!(
        names(&dir),
        [
            "connections.corrupt-1",
            "connections.corrupt-2",
            "connections.lock"
        ]
    );
}

#[tokio::test]
async fn a_change_that_cannot_be_stored_is_kept_and_stored_with_the_next() {
    let dir = tempfile::tempdir().unwrap();
    let connections = Connections::open(dir.path().into()).await;
    let obstacle = dir.path().join("connections.tmp");
    fs::create_dir(&obstacle).unwrap();
    let refused = connections.put(connection(1, 1)).await;
    assert!(matches!(refused, Err(ConnectionsError::StorageFailed(_))));
    assert_eq!(connections.list().await, [connection(1, 1)]);

    fs::remove_dir(&obstacle).unwrap();
    connections.put(connection(2, 2)).await.unwrap();
    let again = Connections::open(dir.path().into()).await;
    assert_eq!(again.list().await, [connection(2, 2), connection(1, 1)]);
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_the_list() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let connections = Connections::open(dir.path().join("new")).await;
    connections.put(connection(1, 1)).await.unwrap();
    let mode = |path: &str| {
        fs::metadata(dir.path().join(path))
            .unwrap()
            .permissions()
            .mode()
    };
    assert_eq!(mode("new") & 0o777, 0o700);
    assert_eq!(mode("new/connections.json") & 0o777, 0o600);
}

fn server(byte: u8, name: &str) -> Server {
    Server {
        server: SessionId::from_bytes([byte; 16]),
        name: name.into(),
        fhir_base_url: "https://ehr.example/fhir".into(),
        client_id: None,
        authentication: "automatic".into(),
        scope: None,
        redirect: "automatic".into(),
        vendor: None,
        endpoints: BTreeMap::new(),
        unknown: BTreeMap::new(),
    }
}

#[tokio::test]
async fn keeps_servers_beside_the_connections_in_the_order_of_their_names() {
    let dir = tempfile::tempdir().unwrap();
    let list = Connections::open(dir.path().into()).await;
    list.put(connection(9, 1)).await.unwrap();
    for (byte, name) in [(1, "North"), (2, "East"), (3, "gone")] {
        list.put_server(server(byte, name)).await.unwrap();
    }
    list.remove_server(server(3, "").server).await.unwrap();
    let again = Connections::open(dir.path().into()).await;
    assert_eq!(
        again.servers().await,
        [server(2, "East"), server(1, "North")]
    );
    assert_eq!(again.list().await, [connection(9, 1)]);
    assert_eq!(
        again.server(server(1, "").server).await,
        Some(server(1, "North"))
    );
}

#[tokio::test]
async fn reads_a_list_from_before_servers_were_saved() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("connections.json");
    let list = Connections::open(dir.path().into()).await;
    list.put(connection(1, 1)).await.unwrap();
    let mut old: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    old.as_object_mut().unwrap().remove("servers");
    fs::write(&file, old.to_string()).unwrap();
    assert_eq!(list.list().await, [connection(1, 1)]);
    assert!(list.servers().await.is_empty() && !list.started_over());
}
