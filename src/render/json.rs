//! The determination as JSON: it is its own wire shape, with its keys in order.

use crate::determination::Determination;

/// The JSON text, indented, ending in a line break.
#[must_use]
pub fn json(determination: &Determination) -> String {
    // The shape holds no map with keys other than text and no foreign types, so this cannot fail.
    serde_json::to_string_pretty(determination).map_or_else(|_| String::new(), |text| text + "\n")
}

/// Two determinations, in an array.
#[must_use]
pub fn json_of_two(first: &Determination, second: &Determination) -> String {
    serde_json::to_string_pretty(&[first, second])
        .map_or_else(|_| String::new(), |text| text + "\n")
}
