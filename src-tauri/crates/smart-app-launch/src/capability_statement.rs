//! The `oauth-uris` of a CapabilityStatement: how servers before SMART 1.1 named their endpoints.
//!
//! The only FHIR content this crate ever looks at.

use serde_json::Value;

use crate::base_url::FhirBaseUrl;
use crate::configuration::SmartConfiguration;
use crate::endpoint::DeclaredEndpoint;

const OAUTH_URIS: &str = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

/// What a FHIR server's metadata says about signing in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum LegacyMetadata {
    /// It has `oauth-uris`.
    OauthUris(Box<SmartConfiguration>),
    /// It is a FHIR server without sign-in.
    Open,
    /// It is no CapabilityStatement.
    NotFhir,
}

pub(crate) fn parse(base: &FhirBaseUrl, body: &[u8]) -> LegacyMetadata {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let Ok(statement) = serde_json::from_slice::<Value>(body) else {
        return LegacyMetadata::NotFhir;
    };
    // `Conformance` was its name in DSTU2.
    let kind = statement.get("resourceType").and_then(Value::as_str);
    if !matches!(kind, Some("CapabilityStatement" | "Conformance")) {
        return LegacyMetadata::NotFhir;
    }
    match oauth_uris(&statement) {
        Some(extension) => LegacyMetadata::OauthUris(Box::new(configuration(base, extension))),
        None => LegacyMetadata::Open,
    }
}

fn oauth_uris(statement: &Value) -> Option<&Value> {
    let rest = statement.get("rest").and_then(Value::as_array)?;
    let extensions = rest
        .iter()
        .filter_map(|rest| rest.get("security")?.get("extension")?.as_array())
        .flatten();
    extensions
        .into_iter()
        .find(|extension| extension.get("url").and_then(Value::as_str) == Some(OAUTH_URIS))
}

fn configuration(base: &FhirBaseUrl, extension: &Value) -> SmartConfiguration {
    let endpoint = |name: &str| {
        let inner = extension.get("extension").and_then(Value::as_array);
        let named = inner
            .into_iter()
            .flatten()
            .find(|inner| inner.get("url").and_then(Value::as_str) == Some(name));
        let uri = named.and_then(|inner| {
            inner
                .get("valueUri")
                .or_else(|| inner.get("valueUrl"))?
                .as_str()
        });
        DeclaredEndpoint::declared(base, uri.map(str::to_owned))
    };
    SmartConfiguration {
        authorization_endpoint: endpoint("authorize"),
        token_endpoint: endpoint("token"),
        registration_endpoint: endpoint("register"),
        management_endpoint: endpoint("manage"),
        introspection_endpoint: endpoint("introspect"),
        revocation_endpoint: endpoint("revoke"),
        ..SmartConfiguration::default()
    }
}

#[cfg(test)]
mod tests;
