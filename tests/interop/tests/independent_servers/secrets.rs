//! The secrets of servers that put no mark into them, read from what was said.

use canaries::Canaries;
use sandbox_ehr::Transcript;

const ISSUED: [&str; 3] = ["access_token", "refresh_token", "id_token"];
const SENT: [&str; 3] = ["code", "code_verifier", "client_assertion"];

/// Names every secret of the conversation.
pub(crate) fn name_all(transcript: &Transcript, canaries: &Canaries) {
    let mut named = 0;
    for request in &transcript.requests {
        let body = request.answer.body.as_ref();
        let issued = ISSUED.iter().filter_map(|name| body?.get(*name)?.as_str());
        let sent = SENT.iter().filter_map(|name| request.form_value(name));
        for secret in issued.chain(sent) {
            canaries.name(secret);
            named += 1;
        }
    }
    assert!(named > 0, "a conversation without a secret");
}
