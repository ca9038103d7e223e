//! Where a server gives no refresh token but knows installations (Epic's dynamic clients): a key is made
//! for this one session, registered with its first access token, and signs for the next ones.
//!
//! Nothing here stops a sign-in: without it the session ends with its access token, and says so.

use std::time::Duration;

use smart_app_launch::{
    AuthorizationCode, Binding, ClientMetadata, InitialAccessToken, Scope, SigningAlgorithm,
    SmartConfiguration, TokenSet, dynamic_registration,
};

use crate::app::App;
use crate::clients::install_key;
use crate::flow::Recorder;
use crate::problem::Problem;
use crate::servers::{self, CLIENT_NAME};
use crate::session::Installation;
use crate::vendors::Vendor;

/// The person waits for the record meanwhile.
const LIMIT: Duration = Duration::from_secs(10);

/// Registers a key, where the vendor's servers take that.
pub(super) async fn register(
    app: &App,
    code: &AuthorizationCode,
    vendor: &Vendor,
    tokens: &TokenSet,
    flow: &Recorder,
) -> Option<Installation> {
    let binding = code.binding();
    // What an EHR opened ends with the EHR's session.
    if code.requested().contains(&Scope::Launch) {
        return None;
    }
    if tokens.refresh_token.is_some() || !vendor.renews_by_installation() {
        return None;
    }
    match tokio::time::timeout(LIMIT, ask(app, binding, tokens, flow)).await {
        Ok(Ok(installation)) => installation,
        Ok(Err(problem)) => {
            tracing::warn!(problem = ?problem.code, "this session ends with its access token");
            None
        }
        Err(_) => None,
    }
}

async fn ask(
    app: &App,
    binding: &Binding,
    tokens: &TokenSet,
    flow: &Recorder,
) -> Result<Option<Installation>, Problem> {
    let found = servers::remembered(app, &binding.fhir_base, flow).await?;
    let configuration = &found.discovery.configuration;
    let endpoint = configuration.registration_endpoint.usable();
    // The access token goes along, so only to where it came from.
    let endpoint = endpoint.filter(|one| one.origin() == binding.token_endpoint.origin());
    let Some(endpoint) = endpoint else {
        return Ok(None);
    };
    let key = install_key::generate(algorithm(configuration)).await?;
    let metadata = ClientMetadata::public(CLIENT_NAME, Vec::new())
        .asymmetric(&key)
        .with_assertion_grant()
        .with_software(&binding.client_id, env!("CARGO_PKG_VERSION"));
    // EXPOSE: into the type that goes to the registration endpoint.
    let token = InitialAccessToken::new(tokens.access_token.expose().to_owned());
    let http = flow.http(app.ports());
    let registered = dynamic_registration::register(&http, endpoint, &metadata, Some(&token))
        .await
        .map_err(|error| Problem::from(&error).logged(&error))?;
    Ok(Some(Installation {
        client_id: registered.client_id,
        // EXPOSE: into the sealed session.
        key: key.expose_pem().to_owned(),
    }))
}

/// The vendor's own examples are of RSA; the other is taken where the server names it.
fn algorithm(configuration: &SmartConfiguration) -> SigningAlgorithm {
    let named = configuration
        .token_endpoint_auth_signing_alg_values_supported
        .as_deref();
    if named.is_some_and(|named| named.iter().any(|one| one == "ES384")) {
        SigningAlgorithm::Es384
    } else {
        SigningAlgorithm::Rs384
    }
}
