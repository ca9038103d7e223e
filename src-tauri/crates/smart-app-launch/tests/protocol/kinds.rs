//! The four kinds of client, launched by the EHR and by themselves, asking for authorization by GET and by POST: the
//! same judge looks at each.

use std::sync::Arc;

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use base64::Engine as _;
use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::{Client, LaunchContext, SandboxConfig};
use smart_app_launch::{
    ClientAuthentication, ClientSecret, Launch, LaunchLink, Redirect, SigningKey,
};

use crate::browser::{self, Decision};
use crate::world::{CALLBACK, Ehr, SCOPES, World, redirect_uri};

const SECRET: &str = "s3cret/+ %:x";

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Public,
    Symmetric,
    Rs384,
    Es384,
}

fn rsa_pem() -> String {
    let pair = aws_lc_rs::rsa::KeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
    let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let body = base64::prelude::BASE64_STANDARD.encode(der.as_ref());
    format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n")
}

/// What the app has, and what the server knows of it.
fn registered(kind: Kind) -> (ClientAuthentication, Client) {
    let asymmetric = |key: SigningKey| {
        let keys = serde_json::from_value(key.public_jwks()).unwrap();
        (
            ClientAuthentication::Asymmetric(key),
            Client::asymmetric("site", CALLBACK, keys),
        )
    };
    let (authentication, client) = match kind {
        Kind::Public => (
            ClientAuthentication::Public,
            Client::public("site", CALLBACK),
        ),
        Kind::Symmetric => {
            let secret = ClientSecret::new(SECRET.to_owned());
            (
                ClientAuthentication::Symmetric(secret),
                Client::symmetric("site", CALLBACK, SECRET),
            )
        }
        Kind::Rs384 => asymmetric(SigningKey::from_pem(&rsa_pem(), None).unwrap()),
        Kind::Es384 => asymmetric(SigningKey::generate_es384().unwrap()),
    };
    (
        authentication,
        client.launched_at("org.chartside.app:/launch"),
    )
}

async fn signs_in_and_refreshes(kind: Kind, from_ehr: bool, by_post: bool) {
    let (authentication, client) = registered(kind);
    let patients = Arc::new(FhirStore::generate(1, 20));
    let store = Arc::clone(&patients);
    let config = SandboxConfig {
        clients: vec![client],
        store,
        ..SandboxConfig::default()
    };
    let ehr = Ehr::start(config).await;
    let world = World::of(&ehr, "site", authentication).await;
    let (launch, scopes) = if from_ehr {
        let context = LaunchContext::of_patient(&patients.patients()[0].id);
        let link = ehr.launch_link("site", context).unwrap();
        let link = LaunchLink::parse(&link, "org.chartside.app:/launch").unwrap();
        (
            link.into_launch(),
            SCOPES.replace("launch/patient", "launch"),
        )
    } else {
        (Launch::Standalone, SCOPES.to_owned())
    };
    let (request, pending) = world.request(launch, &scopes);
    let link = if by_post {
        assert!(request.accepts_post());
        browser::walk_from_form(
            request.endpoint().as_str(),
            request.fields(),
            Decision::Allow,
        )
        .await
    } else {
        browser::walk(request.url().as_str(), Decision::Allow).await
    };
    let code = pending
        .accept(Redirect::parse(&link, &redirect_uri()).unwrap(), world.now)
        .unwrap();
    let tokens = world.exchange(&code).await.unwrap();
    let refreshed = world.refresh(&code, &tokens).await.unwrap();
    assert!(refreshed.refresh_token.is_some(), "{kind:?}");
    let asked = ehr.journal().requests_to("/auth/authorize");
    assert_eq!(asked[0].method, if by_post { "POST" } else { "GET" });
    assert_eq!(
        ehr.journal().assert_conformant(),
        [],
        "{kind:?} {from_ehr} {by_post}"
    );
}

#[tokio::test]
async fn hl7_013_050_every_kind_keeps_every_rule_from_the_ehr_or_by_itself_by_get_or_by_post() {
    for kind in [Kind::Public, Kind::Symmetric, Kind::Rs384, Kind::Es384] {
        for from_ehr in [false, true] {
            for by_post in [false, true] {
                signs_in_and_refreshes(kind, from_ehr, by_post).await;
            }
        }
    }
}
