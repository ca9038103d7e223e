//! A person with a browser: follows the sandbox's pages and comes back with the link to the app.

use std::sync::LazyLock;

use reqwest::redirect::Policy;
use smart_app_launch::Http;
use url::form_urlencoded;

/// What the person decides.
#[derive(Clone, Copy)]
pub(crate) enum Decision {
    Allow,
    Deny,
}

/// A client as the app's own is built. Made once, because loading the system's certificates takes a
/// while; it keeps no connections, because each test has a runtime of its own.
static HTTP: LazyLock<reqwest::Client> = LazyLock::new(|| {
    let client = reqwest::Client::builder()
        .redirect(Policy::none())
        .referer(false);
    client.pool_max_idle_per_host(0).build().unwrap()
});

fn client() -> reqwest::Client {
    HTTP.clone()
}

pub(crate) fn http() -> Http {
    client().into()
}

/// Signs in as the clinician, picks the first patient and decides; gives the link that the system gets.
pub(crate) async fn walk(address: &str, decision: Decision) -> String {
    let answer = client().get(address).send().await.unwrap();
    go_on(answer, address, decision).await
}

/// The same for a request that a page sends as a form.
pub(crate) async fn walk_from_form(
    address: &str,
    fields: &[(&'static str, String)],
    decision: Decision,
) -> String {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let request = client().post(address).body(body);
    let kind = "application/x-www-form-urlencoded";
    let answer = request.header("content-type", kind).send().await.unwrap();
    go_on(answer, address, decision).await
}

async fn go_on(mut answer: reqwest::Response, address: &str, decision: Decision) -> String {
    let origin = url::Url::parse(address)
        .unwrap()
        .origin()
        .ascii_serialization();
    for _ in 0..5 {
        if let Some(link) = answer.headers().get("location") {
            return link.to_str().unwrap().to_owned();
        }
        let page = answer.text().await.unwrap();
        let (path, fields) = next_form(&page, decision);
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = client().post(format!("{origin}{path}")).body(body);
        answer = request
            .header("content-type", "application/x-www-form-urlencoded")
            .send()
            .await
            .unwrap();
    }
    panic!("the pages do not end");
}

fn next_form(page: &str, decision: Decision) -> (&'static str, Vec<(&'static str, String)>) {
    let interaction = values(page, "name=\"interaction\" value=\"")
        .into_iter()
        .next()
        .expect(page);
    let mut fields = vec![("interaction", interaction)];
    if page.contains("id=\"sign-in\"") {
        fields.extend([
            ("user", "clinician".to_owned()),
            ("password", "demo".to_owned()),
        ]);
        ("/auth/sign-in", fields)
    } else if let Some(patient) = values(page, "data-patient=\"").into_iter().next() {
        fields.push(("patient", patient));
        ("/auth/patients", fields)
    } else {
        fields.extend(
            values(page, "name=\"scope\" value=\"")
                .into_iter()
                .map(|scope| ("scope", scope)),
        );
        let decision = match decision {
            Decision::Allow => "allow",
            Decision::Deny => "deny",
        };
        fields.push(("decision", decision.to_owned()));
        ("/auth/consent", fields)
    }
}

fn values(page: &str, before: &str) -> Vec<String> {
    let ends = page
        .split(before)
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    ends.map(|value| {
        value
            .replace("&amp;", "&")
            .replace("&#39;", "'")
            .replace("&quot;", "\"")
    })
    .collect()
}
