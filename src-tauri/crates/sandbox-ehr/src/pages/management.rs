//! What did I allow?

use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;

use super::plain_words::describe;
use super::{Text, page};
use crate::auth::scope::Scope;

/// What the management page shows.
pub(crate) struct Management<'a> {
    pub(crate) user: &'a str,
    pub(crate) session: &'a str,
    pub(crate) permitted: Vec<Permitted>,
}

/// One permission that is in force.
pub(crate) struct Permitted {
    pub(crate) id: u64,
    pub(crate) client: String,
    pub(crate) given_at: Timestamp,
    pub(crate) scopes: Vec<Scope>,
}

pub(crate) fn management(view: &Management<'_>) -> Response {
    let (user, session) = (Text(view.user), Text(view.session));
    let rows: String = view.permitted.iter().map(row).collect();
    let nothing = if view.permitted.is_empty() {
        "<p>Nothing is allowed at the moment.</p>"
    } else {
        ""
    };
    let main = format!(
        r#"<h1>What you allowed</h1>
<p>Signed in as <strong>{user}</strong></p>
{nothing}
<form method="post" action="/auth/manage">
<input type="hidden" name="session" value="{session}">
<ul>
{rows}</ul>
</form>"#
    );
    page(StatusCode::OK, "What you allowed", "", &main)
}

fn row(permitted: &Permitted) -> String {
    let words: Vec<String> = permitted.scopes.iter().map(describe).collect();
    let (words, id, client, since) = (
        words.join("; "),
        permitted.id,
        Text(&permitted.client),
        permitted.given_at.strftime("%Y-%m-%d %H:%M UTC"),
    );
    let words = Text(&words);
    format!(
        r#"<li class="permission"><span class="name">{client}</span> <small>since {since}</small><p>It may {words}.</p>
<button type="submit" name="permission" value="{id}" data-revoke="{id}">Take back</button></li>
"#
    )
}
