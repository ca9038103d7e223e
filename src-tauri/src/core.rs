//! Builds the core. The keyring may take seconds to answer, so the window does not wait for it:
//! commands and links do.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chartside_core::http::Http;
use chartside_core::{App, Policy, Ports, Program, RecordFolder, Settings, SystemClock};
use session_store::{Connections, Documents, KeyringSource, Secrets};
use tauri::async_runtime;
use tokio::sync::SetOnce;

use crate::browser::SystemBrowser;
use crate::environment::Environment;
use crate::link_handler::SystemHandler;
use crate::person_check::SystemCheck;

/// What the core stands on.
pub(crate) struct Ground {
    pub(crate) http: Http,
    pub(crate) links: SystemHandler,
    pub(crate) program: Arc<dyn Program>,
    pub(crate) keyring: KeyringSource,
    /// Where everything is kept.
    pub(crate) dir: PathBuf,
    pub(crate) settings: Settings,
}

impl Ground {
    /// What a run of the app is told at the start.
    pub(crate) fn settings(
        dir: &Path,
        exports: PathBuf,
        policy: Policy,
        safe_mode: bool,
        environment: &Environment,
    ) -> Settings {
        Settings {
            demo_server: environment.demo_server.clone(),
            policy,
            records: Some(RecordFolder::new(dir.join("records"))),
            activity: Some(dir.join("activity")),
            exports,
            updates: Some(dir.join("updates.json")),
            safe_mode,
        }
    }
}

/// How long the end of the app waits for the disk and the keyring.
const PATIENCE: Duration = Duration::from_secs(2);

/// The core, as soon as there is one. A clone is another handle to the same.
#[derive(Clone, Default)]
pub(crate) struct Core {
    app: Arc<SetOnce<App>>,
}

impl Core {
    /// The core. Waits until it is built.
    pub(crate) async fn app(&self) -> App {
        self.app.wait().await.clone()
    }

    /// The app ends: what is to be written down is written. What takes too long is left.
    pub(crate) fn stop(&self) {
        let Some(app) = self.app.get().cloned() else {
            return;
        };
        let stopped = async { tokio::time::timeout(PATIENCE, app.stop()).await };
        if async_runtime::block_on(stopped).is_err() {
            tracing::warn!("the end of the activity log was not written in time");
        }
    }

    /// Begins to build the core.
    pub(crate) fn start(&self, ground: Ground) {
        let app = Arc::clone(&self.app);
        async_runtime::spawn(async move {
            let Ground { dir, settings, .. } = ground;
            let ports = Ports {
                http: ground.http,
                clock: Arc::new(SystemClock),
                browser: Arc::new(SystemBrowser),
                links: Arc::new(ground.links),
                person: Arc::new(SystemCheck::default()),
                program: ground.program,
                secrets: Secrets::open(dir.clone(), ground.keyring).await,
                documents: Documents::open(dir.clone()),
                connections: Connections::open(dir).await,
            };
            let core = App::new(ports, settings);
            core.restore_lock().await;
            core.watch_clock();
            core.watch_updates();
            if app.set(core).is_err() {
                tracing::error!("the core was built twice");
            }
        });
    }
}
