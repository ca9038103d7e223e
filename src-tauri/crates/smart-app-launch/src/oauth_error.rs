//! The `error` codes of OAuth 2.0, OpenID Connect and RFC 7009, and an error body as servers really send it.

use std::fmt;

use crate::json_object::JsonObject;
use crate::server_text;

macro_rules! error_codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// An `error` code. What no specification names is kept as [`OAuthErrorCode::Other`].
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum OAuthErrorCode {
            $($(#[$doc])* $name,)*
            /// A code of the server's own, plain text.
            Other(String),
        }

        impl OAuthErrorCode {
            /// Reads a code; `None` where there is nothing to read.
            pub fn parse(code: &str) -> Option<Self> {
                match code {
                    $($text => Some(Self::$name),)*
                    other => server_text::plain(other).map(Self::Other),
                }
            }

            /// The code as it goes over the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$name => $text,)*
                    Self::Other(code) => code,
                }
            }
        }
    };
}

error_codes! {
    /// The request is malformed.
    InvalidRequest = "invalid_request",
    /// The server does not know this client, or not with these credentials.
    InvalidClient = "invalid_client",
    /// The code or refresh token is used, expired, revoked or another client's.
    InvalidGrant = "invalid_grant",
    /// This client may not do this.
    UnauthorizedClient = "unauthorized_client",
    /// The person or the server said no.
    AccessDenied = "access_denied",
    /// The server does not do `response_type=code`.
    UnsupportedResponseType = "unsupported_response_type",
    /// The server does not do this `grant_type`.
    UnsupportedGrantType = "unsupported_grant_type",
    /// A scope is unknown, malformed or not allowed.
    InvalidScope = "invalid_scope",
    /// The server failed.
    ServerError = "server_error",
    /// The server is busy or down for maintenance.
    TemporarilyUnavailable = "temporarily_unavailable",
    /// OpenID Connect: nobody is signed in.
    LoginRequired = "login_required",
    /// OpenID Connect: consent is needed.
    ConsentRequired = "consent_required",
    /// OpenID Connect: the server has to ask something.
    InteractionRequired = "interaction_required",
    /// RFC 7009: the server does not revoke tokens of this kind.
    UnsupportedTokenType = "unsupported_token_type",
}

impl fmt::Display for OAuthErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What an error body says: nothing at all for an empty one, a page of HTML or `null`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ErrorBody {
    pub(crate) code: Option<OAuthErrorCode>,
    pub(crate) description: Option<String>,
}

impl ErrorBody {
    pub(crate) fn parse(body: &[u8]) -> Self {
        let object = JsonObject::parse(body).unwrap_or_default();
        Self {
            code: object
                .text("error")
                .and_then(|code| OAuthErrorCode::parse(&code)),
            description: object
                .text("error_description")
                .and_then(|text| server_text::plain(&text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ErrorBody, OAuthErrorCode};

    #[test]
    fn a_code_is_printed_as_it_is_sent() {
        for code in ["invalid_grant", "login_required", "vendor_special"] {
            assert_eq!(OAuthErrorCode::parse(code).unwrap().to_string(), code);
        }
    }

    #[test]
    fn an_error_body_is_read_as_far_as_it_goes() {
        let invalid_grant = ErrorBody {
            code: Some(OAuthErrorCode::InvalidGrant),
            description: None,
        };
        assert_eq!(
            ErrorBody::parse(br#"{"error":"invalid_grant"}"#),
            invalid_grant
        );
        assert_eq!(
            ErrorBody::parse(br#"{"error":"invalid_grant","error_description":7}"#),
            invalid_grant
        );
        for nothing in [
            &b""[..],
            b"null",
            b"<html>",
            b"[]",
            br#"{"error":{"code":1}}"#,
            br#"{"error":""}"#,
        ] {
            assert_eq!(ErrorBody::parse(nothing), ErrorBody::default());
        }
    }

    #[test]
    fn a_code_of_the_servers_own_is_kept_as_plain_text() {
        let body = ErrorBody::parse("{\"error\":\"invalid\u{202e}_code\"}".as_bytes());
        assert_eq!(
            body.code,
            Some(OAuthErrorCode::Other("invalid_code".to_owned()))
        );
    }
}
