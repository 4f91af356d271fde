//! The keys by which a row says that something must not wait: `without_delay`, whatever the standard,
//! and `standard` where it is another than that, or where it is open which it is. An answer of an
//! earlier version has the first alone.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::value::{Promptness, Standards};

/// Without delay alone: what says so needs no other key.
pub(super) fn is_without_delay(of: &Standards) -> bool {
    *of == without_delay()
}

/// What is meant where no other standard is named.
pub(super) fn without_delay() -> Standards {
    Promptness::WithoutDelay.into()
}

#[derive(Serialize, Deserialize)]
struct Keys {
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    without_delay: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    standard: Option<Standards>,
}

pub(super) fn serialize<S: Serializer>(of: &Standards, to: S) -> Result<S::Ok, S::Error> {
    let other = !of.is_empty() && !is_without_delay(of);
    let keys = Keys {
        without_delay: !of.is_empty(),
        standard: other.then_some(*of),
    };
    keys.serialize(to)
}

pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Standards, D::Error> {
    let keys = Keys::deserialize(from)?;
    Ok(match (keys.without_delay, keys.standard) {
        (false, _) => Standards::default(),
        (true, Some(of)) if !of.is_empty() => of,
        (true, _) => without_delay(),
    })
}
