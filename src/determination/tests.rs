//! Values of an answer from what is written of them, for tests that make or compare one.

use super::{AnswerValue, Comparison};
use crate::value::{Date, Moment, Number, State, Truth};

impl From<&str> for AnswerValue {
    fn from(written: &str) -> AnswerValue {
        match written {
            "yes" => Truth::Yes.into(),
            "no" => Truth::No.into(),
            state => match State::named(state) {
                Some(state) => state.into(),
                None => unreachable!("{state} is no answer"),
            },
        }
    }
}

impl PartialEq<&str> for AnswerValue {
    fn eq(&self, other: &&str) -> bool {
        let json = serde_json::to_value(self);
        json.is_ok_and(|json| json == **other)
    }
}

macro_rules! from_text {
    ($($type:ty),+) => {$(
        impl From<&str> for $type {
            fn from(written: &str) -> $type {
                match <$type>::parse(written) {
                    Some(read) => read,
                    None => unreachable!("{written} cannot be read"),
                }
            }
        }
    )+};
}

from_text!(Date, Moment, Number);

impl From<&str> for Comparison {
    fn from(sign: &str) -> Comparison {
        match serde_json::from_value(sign.into()) {
            Ok(read) => read,
            Err(why) => unreachable!("{sign}: {why}"),
        }
    }
}
