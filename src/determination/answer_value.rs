//! What a row or a reason comes to: yes or no, a state, or a value.

use super::Shown;
use crate::value::{State, Truth};

/// What a row or a reason comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerValue {
    /// Yes, no or undetermined.
    Truth(Truth),
    /// A state other than undetermined.
    State(State),
    /// A value, or bounds of one.
    Value(Shown),
}

impl AnswerValue {
    /// What is known does not settle it.
    pub const UNDETERMINED: AnswerValue = AnswerValue::Truth(Truth::Undetermined);

    /// Yes, no or undetermined, if it is that.
    #[must_use]
    pub fn truth(&self) -> Option<Truth> {
        match self {
            AnswerValue::Truth(truth) => Some(*truth),
            AnswerValue::State(_) | AnswerValue::Value(_) => None,
        }
    }

    /// The state, if it is one.
    #[must_use]
    pub fn state(&self) -> Option<State> {
        match self {
            AnswerValue::State(state) => Some(*state),
            AnswerValue::Truth(Truth::Undetermined) => Some(State::Undetermined),
            AnswerValue::Truth(_) | AnswerValue::Value(_) => None,
        }
    }

    /// Whether what is known does not settle it.
    #[must_use]
    pub fn is_undetermined(&self) -> bool {
        *self == AnswerValue::UNDETERMINED
    }
}

impl From<Truth> for AnswerValue {
    fn from(truth: Truth) -> AnswerValue {
        AnswerValue::Truth(truth)
    }
}

impl From<State> for AnswerValue {
    fn from(state: State) -> AnswerValue {
        match state {
            State::Undetermined => AnswerValue::UNDETERMINED,
            state => AnswerValue::State(state),
        }
    }
}

impl From<Shown> for AnswerValue {
    fn from(shown: Shown) -> AnswerValue {
        match shown {
            Shown::Unknown => AnswerValue::UNDETERMINED,
            shown => AnswerValue::Value(shown),
        }
    }
}
