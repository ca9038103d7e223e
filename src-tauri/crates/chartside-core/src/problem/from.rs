//! What each error of our crates means for the person.

use fhir_client::{AuthorizeError, FhirError, Remark};
use session_store::{Custody as StoreCustody, CustodyProblem, Incident, SecretsError, Standing};
use smart_app_launch::oauth_error::OAuthErrorCode;
use smart_app_launch::{
    AuthorizationError, BaseUrlError, DiscoveryError, IdTokenError, IntrospectionError,
    LaunchLinkError, RedirectError, RegisterError, TokenError, TransportError,
};

use super::{Problem, ProblemCode};
use crate::http::wants_proxy_sign_in;
use crate::ipc::Custody;
use crate::session::NoToken;

impl From<BaseUrlError> for Problem {
    fn from(error: BaseUrlError) -> Self {
        Self::new(match error {
            BaseUrlError::Insecure => ProblemCode::AddressInsecure,
            BaseUrlError::Malformed
            | BaseUrlError::Scheme
            | BaseUrlError::UserInfo
            | BaseUrlError::QueryOrFragment => ProblemCode::AddressInvalid,
        })
    }
}

impl From<&DiscoveryError> for Problem {
    fn from(error: &DiscoveryError) -> Self {
        match error {
            DiscoveryError::Unreachable(cause) => Self::from(cause),
            DiscoveryError::ServerFailed { status: 429 | 503 } => {
                Self::new(ProblemCode::ServerBusy)
            }
            DiscoveryError::ServerFailed { .. } => Self::new(ProblemCode::ServerFailed),
            DiscoveryError::WebPage | DiscoveryError::NotSmart | DiscoveryError::NoSignIn | _ => {
                Self::new(ProblemCode::NotSmart)
            }
        }
    }
}

impl From<&TransportError> for Problem {
    fn from(error: &TransportError) -> Self {
        Self::new(match error {
            TransportError::Untrusted(_) => ProblemCode::TlsUntrusted,
            TransportError::Redirected => ProblemCode::ForeignAddress,
            TransportError::TooLarge => ProblemCode::TooLarge,
            TransportError::NotRequestable => ProblemCode::EndpointUnusable,
            TransportError::NotSent(error) => not_sent(error),
            TransportError::AnswerLost(_) | _ => ProblemCode::ServerUnreachable,
        })
    }
}

fn not_sent(error: &reqwest::Error) -> ProblemCode {
    if wants_proxy_sign_in(error) {
        ProblemCode::ProxySignInNeeded
    } else {
        ProblemCode::ServerUnreachable
    }
}

impl From<AuthorizationError> for Problem {
    fn from(error: AuthorizationError) -> Self {
        Self::new(match error {
            AuthorizationError::EndpointMissing => ProblemCode::NotSmart,
            AuthorizationError::EndpointUnusable(_) => ProblemCode::EndpointUnusable,
            AuthorizationError::PkceNotOffered => ProblemCode::RegistrationUnsupported,
            AuthorizationError::TooLong => ProblemCode::ServerRefused,
        })
    }
}

impl From<&RedirectError> for Problem {
    fn from(error: &RedirectError) -> Self {
        match error {
            RedirectError::Foreign | RedirectError::Malformed => {
                Self::new(ProblemCode::LinkForeign)
            }
            RedirectError::StateMismatch | RedirectError::Expired => {
                Self::new(ProblemCode::LinkExpired)
            }
            RedirectError::IssuerMismatch => Self::new(ProblemCode::IssuerMismatch),
            RedirectError::Refused { code, description } => {
                refused(Some(code)).with_server_message(description.clone())
            }
        }
    }
}

fn refused(code: Option<&OAuthErrorCode>) -> Problem {
    Problem::new(match code {
        Some(OAuthErrorCode::AccessDenied) => ProblemCode::ConsentDenied,
        Some(OAuthErrorCode::InvalidClient | OAuthErrorCode::UnauthorizedClient) => {
            ProblemCode::ClientUnknown
        }
        Some(OAuthErrorCode::TemporarilyUnavailable) => ProblemCode::ServerBusy,
        Some(OAuthErrorCode::ServerError) => ProblemCode::ServerFailed,
        _ => ProblemCode::ServerRefused,
    })
}

impl From<LaunchLinkError> for Problem {
    fn from(error: LaunchLinkError) -> Self {
        match error {
            LaunchLinkError::Issuer(cause) => Self::from(cause),
            LaunchLinkError::Foreign | LaunchLinkError::Malformed => {
                Self::new(ProblemCode::LinkForeign)
            }
        }
    }
}

impl From<&TokenError> for Problem {
    fn from(error: &TokenError) -> Self {
        match error {
            TokenError::Unreachable(cause) => Self::from(cause),
            TokenError::InvalidGrant { description } => {
                Self::new(ProblemCode::GrantRefused).with_server_message(description.clone())
            }
            TokenError::InvalidClient { description } => {
                Self::new(ProblemCode::ClientUnknown).with_server_message(description.clone())
            }
            TokenError::Refused { code, description } => {
                refused(code.as_ref()).with_server_message(description.clone())
            }
            TokenError::Busy { .. } => Self::new(ProblemCode::ServerBusy),
            TokenError::ServerFailed { .. } => Self::new(ProblemCode::ServerFailed),
            TokenError::Unusable(_) => Self::new(ProblemCode::TokenUnusable),
            TokenError::Unsignable | _ => Self::new(ProblemCode::Internal),
        }
    }
}

impl From<&RegisterError> for Problem {
    fn from(error: &RegisterError) -> Self {
        match error {
            RegisterError::Unreachable(cause) => Self::from(cause),
            RegisterError::AccessTokenNeeded => Self::new(ProblemCode::RegistrationTokenNeeded),
            RegisterError::Refused {
                status: 429 | 503, ..
            } => Self::new(ProblemCode::ServerBusy),
            RegisterError::Refused {
                status: 500..,
                code: None,
                ..
            } => Self::new(ProblemCode::ServerFailed),
            RegisterError::Refused { description, .. } => {
                Self::new(ProblemCode::RegistrationRefused).with_server_message(description.clone())
            }
            RegisterError::Unusable | RegisterError::Altered(_) | _ => {
                Self::new(ProblemCode::RegistrationUnusable)
            }
        }
    }
}

impl From<&IntrospectionError> for Problem {
    fn from(error: &IntrospectionError) -> Self {
        match error {
            IntrospectionError::NotOffered => Self::new(ProblemCode::NotSupported),
            IntrospectionError::Unreachable(cause) => Self::from(cause),
            IntrospectionError::Refused { status: 429 | 503 } => Self::new(ProblemCode::ServerBusy),
            IntrospectionError::Refused { status: 500.. } => Self::new(ProblemCode::ServerFailed),
            IntrospectionError::Refused { .. } | IntrospectionError::Unusable | _ => {
                Self::new(ProblemCode::IntrospectionRefused)
            }
        }
    }
}

impl From<&IdTokenError> for Problem {
    fn from(_: &IdTokenError) -> Self {
        Self::new(ProblemCode::IdentityUnproven)
    }
}

impl From<&FhirError> for Problem {
    fn from(error: &FhirError) -> Self {
        match error {
            FhirError::Authorize(cause) => of_authorize(cause),
            FhirError::InvalidName => Self::new(ProblemCode::Internal),
            FhirError::ForeignAddress | FhirError::RedirectsEndless => {
                Self::new(ProblemCode::ForeignAddress)
            }
            // Tokens were fetched anew before this was said, so it is about the type.
            FhirError::Unauthorized { .. } => Self::new(ProblemCode::NotPermitted),
            FhirError::Forbidden { remark } => said(ProblemCode::NotPermitted, remark.as_ref()),
            FhirError::NotSupported { remark } => said(ProblemCode::NotSupported, remark.as_ref()),
            FhirError::BadRequest { remark } => said(ProblemCode::ServerRefused, remark.as_ref()),
            FhirError::Busy { .. } => Self::new(ProblemCode::ServerBusy),
            FhirError::ServerFailed { remark, .. } => {
                said(ProblemCode::ServerFailed, remark.as_ref())
            }
            FhirError::Unreachable(error) => Self::new(not_sent(error)),
            FhirError::TimedOut | FhirError::Truncated => Self::new(ProblemCode::ServerUnreachable),
            FhirError::NotFhir { title } => {
                Self::new(ProblemCode::NotFhir).with_server_message(title.clone())
            }
            FhirError::Gone { remark } => said(ProblemCode::ResourceGone, remark.as_ref()),
            FhirError::TooLarge => Self::new(ProblemCode::TooLarge),
            FhirError::PagingEndless => Self::new(ProblemCode::PagingEndless),
            FhirError::StoppedAt { .. } => Self::new(ProblemCode::StoppedAtLimit),
        }
    }
}

fn said(code: ProblemCode, remark: Option<&Remark>) -> Problem {
    Problem::new(code).with_server_message(remark.map(|remark| remark.text.clone()))
}

/// The owner of the tokens said why; that reason is passed on with its reference.
fn of_authorize(error: &AuthorizeError) -> Problem {
    match error {
        AuthorizeError::SessionEnded(cause) | AuthorizeError::Unavailable(cause) => {
            cause.downcast_ref::<NoToken>().map_or_else(
                || Problem::new(ProblemCode::SessionEnded),
                |reason| reason.0.clone(),
            )
        }
        AuthorizeError::Malformed => Problem::new(ProblemCode::TokenUnusable),
    }
}

impl From<CustodyProblem> for Problem {
    fn from(problem: CustodyProblem) -> Self {
        Self::new(match problem {
            CustodyProblem::Locked => ProblemCode::Locked,
            CustodyProblem::KeyringMissing => ProblemCode::KeyringMissing,
            CustodyProblem::KeyringLocked => ProblemCode::KeyringLocked,
            CustodyProblem::KeyringSilent => ProblemCode::KeyringSilent,
            CustodyProblem::KeyringEntryLost => ProblemCode::KeyringEntryLost,
            CustodyProblem::VaultDamaged => ProblemCode::VaultDamaged,
            CustodyProblem::VaultNewer => ProblemCode::VaultNewer,
            CustodyProblem::StorageFailed => ProblemCode::StorageFailed,
        })
    }
}

impl From<Standing> for Custody {
    fn from(standing: Standing) -> Self {
        let problem = match (standing.custody, standing.incident) {
            (StoreCustody::SessionOnly(problem), _) => Some(Problem::from(problem)),
            (StoreCustody::Persistent, Some(Incident::StartedOver)) => {
                Some(Problem::new(ProblemCode::VaultDamaged))
            }
            (StoreCustody::Persistent, Some(Incident::RecoveredPrevious) | None) => None,
        };
        Self {
            persistent: standing.custody == StoreCustody::Persistent,
            problem,
        }
    }
}

impl From<SecretsError> for Problem {
    fn from(error: SecretsError) -> Self {
        match error {
            SecretsError::Unreadable(problem) => Self::from(problem),
            SecretsError::TooLarge => Self::new(ProblemCode::StorageFailed),
        }
    }
}
