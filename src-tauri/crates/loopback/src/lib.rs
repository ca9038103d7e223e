//! Two places on 127.0.0.1 that a browser visits once: [`Callback`], where it comes back to after a
//! sign-in (RFC 8252 §7.3), and [`FormPage`], a page from which it sends one form by POST.
//!
//! Any page of the web and any program of this computer can reach a port of loopback. So a place
//! answers `GET` only, under its own `Host` only, for one visit, and closes. What comes in is handed
//! on as it is and never logged. Must never know: what a code, a state or a sign-in is.

mod callback;
mod form_page;
mod http;

pub use callback::Callback;
pub use form_page::{Field, FormPage};

/// No port of 127.0.0.1 could be had, or the system gave no random numbers.
#[derive(Debug, thiserror::Error)]
#[error("no port of 127.0.0.1 can be used")]
pub struct LoopbackUnavailable(#[source] std::io::Error);
