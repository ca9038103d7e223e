//! F20: a refresh whose new token cannot be written.

use std::time::Duration;

use chartside_core::ipc::Custody;
use chartside_core::problem::ProblemCode;

use crate::support::{Desk, Will, World, finished};

async fn custody(desk: &Desk) -> Custody {
    desk.app.overview().await.unwrap().custody
}

#[tokio::test]
async fn f20_a_refresh_on_a_full_disk_goes_on_and_is_saved_with_the_next_change() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let vault = world.folder.path().join("vault");
    let before = std::fs::read(vault.join("vault.bin")).unwrap();
    // Nothing can be written in its place.
    std::fs::create_dir(vault.join("vault.tmp")).unwrap();
    world.sandbox.advance_time(Duration::from_hours(2));
    assert!(finished(&desk.load(&session).await), "it goes on");
    let problem = custody(&desk).await.problem.unwrap();
    assert_eq!(problem.code, ProblemCode::StorageFailed);
    assert_eq!(std::fs::read(vault.join("vault.bin")).unwrap(), before);

    std::fs::remove_dir(vault.join("vault.tmp")).unwrap();
    world.sandbox.advance_time(Duration::from_hours(2));
    assert!(finished(&desk.load(&session).await));
    assert!(custody(&desk).await.persistent, "saved by itself");
    let desk = world.start(Will::WalkAway).await;
    assert!(finished(&desk.load(&session).await), "after a restart");
    assert_eq!(world.sandbox.journal().complaints(), []);
}
