//! The secrets of a sign-in: wiped when dropped, printed as `[redacted]`, shown only by `expose`.
//!
//! None of them is `Clone`, `Display`, `Serialize` or `Deref`: each place where a secret leaves its
//! type has to say `expose()`, and can be found by searching for that word.

use std::fmt;

use zeroize::Zeroizing;

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub struct $name(Zeroizing<String>);

        impl $name {
            /// Takes ownership of the secret text.
            pub fn new(secret: String) -> Self {
                Self(Zeroizing::new(secret))
            }

            /// The secret itself. Say at the call, in an `EXPOSE:` comment, where it goes.
            pub fn expose(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(secret: String) -> Self {
                Self::new(secret)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "([redacted])"))
            }
        }
    };
}

secret! {
    /// What opens the FHIR server for some minutes (RFC 6750).
    AccessToken
}
secret! {
    /// What gets the next access token; used once where the server rotates it (RFC 6749 §6).
    RefreshToken
}
secret! {
    /// The password of a confidential client (`client-confidential-symmetric`).
    ClientSecret
}
secret! {
    /// An OpenID Connect ID token as received, not yet verified.
    IdToken
}
secret! {
    /// What a server gives out so that an installation may register itself (RFC 7591 §3).
    InitialAccessToken
}
secret! {
    /// What changes or deletes a registration (RFC 7592).
    RegistrationAccessToken
}
secret! {
    /// The one-time code, the PKCE verifier, `state` and `nonce` of one sign-in.
    FlowSecret
}
