//! Tells the observer of one exchange. Where nobody watches, nothing is computed.

use std::sync::Arc;
use std::time::Instant;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use reqwest::Request;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderName};
use url::form_urlencoded;

use super::{
    Answered, Asked, Exchange, Fingerprint, Kind, Outcome, Parameter, Place, Purpose, Redactor,
    Shown,
};
use crate::http::{Http, Observe};
use crate::json_object::JsonObject;
use crate::transport::{Answer, TransportError};

/// An exchange that is under way.
pub(crate) struct Watch {
    observer: Arc<dyn Observe>,
    redactor: Redactor,
    asked: Asked,
    began: Instant,
}

impl Watch {
    /// Begins; `None` where nobody watches.
    pub(crate) fn begin(http: &Http, purpose: Purpose, request: &Request) -> Option<Self> {
        let observer = Arc::clone(http.observer.as_ref()?);
        let mut redactor = Redactor::default();
        let asked = asked(purpose, request, &mut redactor);
        observer.started(&asked);
        Some(Self {
            observer,
            redactor,
            asked,
            // Only ever compared with itself: this is no time of day.
            began: Instant::now(),
        })
    }

    /// Ends, and tells.
    pub(crate) fn end(mut self, outcome: &Result<Answer, TransportError>) {
        let outcome = match outcome {
            Ok(answer) => Outcome::Answered(answered(answer, &mut self.redactor)),
            Err(error) => Outcome::Failed(error.into()),
        };
        self.observer.finished(Exchange {
            asked: self.asked,
            outcome,
            elapsed: self.began.elapsed(),
        });
    }
}

pub(super) fn asked(purpose: Purpose, request: &Request, redactor: &mut Redactor) -> Asked {
    let mut address = request.url().clone();
    address.set_query(None);
    let query: Vec<_> = request.url().query_pairs().into_owned().collect();
    let mut parameters = headers(request, redactor);
    parameters.extend(redactor.pairs(Place::Query, &query));
    parameters.extend(body(request, redactor));
    Asked {
        purpose,
        method: request.method().to_string(),
        address: address.to_string(),
        parameters,
    }
}

fn headers(request: &Request, redactor: &mut Redactor) -> Vec<Parameter> {
    let text = |name: &HeaderName| request.headers().get(name)?.to_str().ok();
    let mut shown: Vec<Parameter> = [ACCEPT, CONTENT_TYPE]
        .iter()
        .filter_map(|name| {
            Some(Parameter {
                place: Place::Header,
                name: name.to_string(),
                value: redactor.shown(name.as_str(), text(name)?),
            })
        })
        .collect();
    shown.extend(text(&AUTHORIZATION).map(|value| Parameter {
        place: Place::Header,
        name: AUTHORIZATION.to_string(),
        value: authorization(value, redactor),
    }));
    shown
}

/// A bearer token can be compared with the one that was granted; a password cannot be compared at all.
fn authorization(value: &str, redactor: &mut Redactor) -> Shown {
    if let Some(token) = value.strip_prefix("Bearer ") {
        redactor.remember(token);
        return Shown::Secret {
            kind: Kind::AccessToken,
            fingerprint: Fingerprint::of(token),
            bytes: token.len(),
        };
    }
    if let Some(password) = basic_password(value) {
        redactor.remember(&password);
        let decoded = form_urlencoded::parse(password.as_bytes()).next();
        redactor.remember(&decoded.map(|(name, _)| name).unwrap_or_default());
    }
    Shown::Withheld {
        kind: Kind::ClientSecret,
        bytes: value.len(),
    }
}

fn basic_password(value: &str) -> Option<String> {
    let pair = BASE64_STANDARD.decode(value.strip_prefix("Basic ")?).ok()?;
    let pair = String::from_utf8(pair).ok()?;
    Some(pair.split_once(':')?.1.to_owned())
}

fn body(request: &Request, redactor: &mut Redactor) -> Vec<Parameter> {
    let Some(body) = request.body().and_then(reqwest::Body::as_bytes) else {
        return Vec::new();
    };
    if let Some(object) = JsonObject::parse(body) {
        return redactor.members(object.members());
    }
    let fields: Vec<_> = form_urlencoded::parse(body).into_owned().collect();
    redactor.pairs(Place::Body, &fields)
}

fn answered(answer: &Answer, redactor: &mut Redactor) -> Answered {
    let object = JsonObject::parse(&answer.body).unwrap_or_default();
    Answered {
        status: answer.status.as_u16(),
        media_type: answer.media_type(),
        bytes: answer.body.len(),
        members: redactor.members(object.members()),
    }
}
