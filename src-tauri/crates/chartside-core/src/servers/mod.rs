//! Saved servers: what a person or a hospital sets about a server, apart from any sign-in there.

mod book;
mod brand_bundle;
mod brands;
mod discoveries;
mod fetch;
mod inspect;
mod presets;
mod register;
mod registration;
mod saved;
mod secret;

use session_store::{Server, SessionId};

pub(crate) use book::{at, find};
pub(crate) use brands::Directory;
pub(crate) use discoveries::{Discoveries, remembered};
pub(crate) use inspect::inspection;
pub(crate) use registration::CLIENT_NAME;
pub(crate) use saved::{Settled, checked, comes_back_by, pin, text, vendor, word};
pub(crate) use secret::get as secret;

use crate::activity::{Noted, What};
use crate::app::App;
use crate::ipc::{
    BrandSearch, BrandSource, Brands, ClientRegistered, InspectServer, ManageAccess, Presets,
    RegisterClient, RegistrationHelp, RegistrationQuery, SaveServer, ServerInspection, ServerRef,
    ServerSummary, Servers, SetClientSecret,
};
use crate::problem::{Problem, ProblemCode};
use crate::vendors::Vendor;

/// The commands about servers.
#[expect(
    clippy::unused_async,
    reason = "every command is awaited by its adapters"
)]
impl App {
    /// The servers of the policy and the saved ones, and the vendor profiles to choose from.
    pub async fn servers(&self) -> Result<Servers, Problem> {
        let mut servers = Vec::new();
        for server in book::all(self).await {
            servers.push(saved::summary(self, &server).await);
        }
        Ok(Servers {
            servers,
            vendors: Vendor::all().map(Vendor::summary).collect(),
            may_change: self.policy().may_change(),
        })
    }

    /// Ask a server what it supports, and how to begin with it.
    pub async fn inspect_server(&self, query: InspectServer) -> Result<ServerInspection, Problem> {
        inspect::inspect(self, &query).await
    }

    /// Open the server's page on which a person manages what apps may see.
    pub async fn manage_access(&self, server: ManageAccess) -> Result<(), Problem> {
        inspect::manage(self, &server.fhir_base_url).await
    }

    /// Add a server, or change one.
    pub async fn save_server(&self, wanted: SaveServer) -> Result<ServerSummary, Problem> {
        let noted = Noted::new(What::ServerSaved).at(&wanted.fhir_base_url);
        let saved = saved::save(self, wanted).await;
        self.log().note(noted.ended(&saved));
        Ok(saved::summary(self, &saved?).await)
    }

    /// Forget a server, its secret, and the sign-ins that were made with it.
    pub async fn remove_server(&self, server: ServerRef) -> Result<(), Problem> {
        let server = known(self, &server.server).await?;
        let removed = match not_of_policy(self, &server) {
            Ok(()) => saved::remove(self, server.server).await,
            Err(problem) => Err(problem),
        };
        let noted = Noted::new(What::ServerRemoved).at(&server.fhir_base_url);
        self.log().note(noted.ended(&removed));
        removed
    }

    /// Keep the client secret of a server.
    pub async fn set_client_secret(&self, wanted: SetClientSecret) -> Result<(), Problem> {
        let server = known(self, &wanted.server).await?;
        secret::set(&self.ports().secrets, server.server, &wanted).await
    }

    /// Public servers to try.
    pub async fn presets(&self) -> Result<Presets, Problem> {
        // Where nobody may add a server there is nothing to try.
        let policy = self.policy();
        let permitted = |base: &str| policy.may_change() && policy.permits_address(base);
        Ok(presets::presets(permitted))
    }

    /// What to enter where this app is registered.
    pub async fn registration_help(
        &self,
        query: RegistrationQuery,
    ) -> Result<RegistrationHelp, Problem> {
        registration::help(self, &query).await
    }

    /// Let the app register itself with a server.
    pub async fn register_client(
        &self,
        wanted: RegisterClient,
    ) -> Result<ClientRegistered, Problem> {
        register::register(self, &wanted).await
    }

    /// Fill the directory of care providers.
    pub async fn load_brands(&self, source: BrandSource) -> Result<Brands, Problem> {
        self.policy().permits_changes()?;
        brands::load(self, source).await
    }

    /// Look for a care provider in the directory.
    pub async fn brands(&self, search: BrandSearch) -> Result<Brands, Problem> {
        Ok(brands::search(self, &search).await)
    }
}

/// The saved server of this name.
pub(crate) async fn known(app: &App, server: &str) -> Result<Server, Problem> {
    let server = find(app, server_id(server)?).await;
    server.ok_or_else(|| Problem::new(ProblemCode::ServerUnknown))
}

/// Refused where the policy sets this server, or all of them.
fn not_of_policy(app: &App, server: &Server) -> Result<(), Problem> {
    app.policy().permits_changes()?;
    match app.policy().server(server.server) {
        Some(_) => Err(Problem::new(ProblemCode::SetByPolicy)),
        None => Ok(()),
    }
}

fn server_id(text: &str) -> Result<SessionId, Problem> {
    SessionId::parse(text).map_err(|_| Problem::new(ProblemCode::ServerUnknown))
}
