//! What crosses between the core and the screens, a file per topic. Nothing here can hold a token, a
//! code, a verifier or a key: the types have no field for one.

mod activity;
mod documents;
mod export;
mod filter;
mod flow;
mod keep;
mod lock;
mod overview;
mod panels;
mod patients;
mod program;
mod record;
mod registration;
mod related;
mod servers;
mod sign_in;
mod trend;

pub use activity::*;
pub use documents::*;
pub use export::*;
pub use filter::*;
pub use flow::*;
pub use keep::*;
pub use lock::*;
pub use overview::*;
pub use panels::*;
pub use patients::*;
pub use program::*;
pub use record::*;
pub use registration::*;
pub use related::*;
pub use servers::*;
pub use sign_in::*;
pub use trend::*;
