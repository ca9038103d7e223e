//! The app came to a bad end again and again: what is kept may be why, and stays closed.

use chartside_core::ipc::{Keeping, NotKept, RecordEvent};

use crate::support::{Desk, Will, World, finished};

async fn read(desk: &Desk, session: &str) -> Vec<RecordEvent> {
    let events = desk.load(session).await;
    assert!(finished(&events));
    events
}

fn begins_with_what_was_kept(events: &[RecordEvent]) -> bool {
    matches!(events.first(), Some(RecordEvent::Kept { .. }))
}

#[tokio::test]
async fn nothing_that_is_kept_is_opened_or_lost_and_the_next_normal_start_has_it() {
    let mut world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    read(&desk, &session).await;
    desk.quit().await;
    let size = world.files().len();

    world.starts_in_safe_mode(true);
    let desk = world.start(Will::Allow).await;
    assert!(desk.app.overview().await.unwrap().safe_mode);
    let events = read(&desk, &session).await;
    assert!(!begins_with_what_was_kept(&events));
    let in_memory = Keeping::Memory {
        because: NotKept::SafeMode,
    };
    assert!(
        events.iter().any(
            |event| matches!(event, RecordEvent::Keeping { keeping } if *keeping == in_memory)
        )
    );
    desk.quit().await;
    assert!(world.files().len() >= size, "nothing was removed");

    world.starts_in_safe_mode(false);
    let desk = world.start(Will::Allow).await;
    assert!(begins_with_what_was_kept(&read(&desk, &session).await));
}

#[tokio::test]
async fn the_report_says_how_the_app_is_and_names_nobody() {
    let mut world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    read(&desk, &session).await;
    desk.quit().await;
    world.starts_in_safe_mode(true);
    let desk = world.start(Will::Allow).await;
    let report = desk.app.safe_mode_report().await.unwrap();
    assert!(report.text.contains("safeMode: true"), "{}", report.text);
    assert!(report.text.contains("connections: 1"), "{}", report.text);
    let host = desk.fhir_base_url.as_str();
    for said in [&report.text, &report.json] {
        assert!(
            !said.contains(host) && !said.contains("127.0.0.1"),
            "{said}"
        );
        assert!(
            !said.contains(world.folder.path().to_str().unwrap()),
            "{said}"
        );
    }
}
