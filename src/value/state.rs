//! The states of duties, powers and sanctions, and what each state amounts to.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a duty, a power or a sanction has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum State {
    /// No version of the provision is in force.
    NotInForce,
    /// The duty has not arisen.
    NotArisen,
    /// A named exception exempts from the duty.
    Exempt,
    /// What is known does not settle it.
    Undetermined,
    /// What was owed was done in time.
    Fulfilled,
    /// What was owed was done too late.
    PerformedLate,
    /// What is owed was not done, and can still be done in time.
    Pending,
    /// What was owed was not done in time, or a condition was not upheld.
    Breached,
    /// What is forbidden was not done.
    Observed,
    /// What is forbidden was done.
    Violated,
    /// The condition that is owed holds.
    Upheld,
    /// The power or the permission is not there.
    Unavailable,
    /// The power or the permission is there.
    Available,
    /// The power or the permission was used.
    Exercised,
    /// The sanction cannot be imposed.
    NotOpen,
    /// The sanction can be imposed.
    Open,
    /// The sanction was imposed.
    Imposed,
}

impl State {
    /// All states.
    pub const ALL: &'static [State] = &[
        State::NotInForce,
        State::NotArisen,
        State::Exempt,
        State::Undetermined,
        State::Fulfilled,
        State::PerformedLate,
        State::Pending,
        State::Breached,
        State::Observed,
        State::Violated,
        State::Upheld,
        State::Unavailable,
        State::Available,
        State::Exercised,
        State::NotOpen,
        State::Open,
        State::Imposed,
    ];
    /// The states of a duty; the last three are those of a permission.
    #[cfg_attr(not(feature = "rooms"), doc(hidden))]
    pub const OF_DUTY: &'static [State] = &[
        State::NotInForce,
        State::NotArisen,
        State::Exempt,
        State::Undetermined,
        State::Fulfilled,
        State::PerformedLate,
        State::Pending,
        State::Breached,
        State::Observed,
        State::Violated,
        State::Upheld,
        State::Unavailable,
        State::Available,
        State::Exercised,
    ];
    /// The states of a power.
    #[cfg_attr(not(feature = "rooms"), doc(hidden))]
    pub const OF_POWER: &'static [State] = &[
        State::NotInForce,
        State::Unavailable,
        State::Available,
        State::Exercised,
        State::Undetermined,
    ];
    /// The states of a sanction.
    #[cfg_attr(not(feature = "rooms"), doc(hidden))]
    pub const OF_SANCTION: &'static [State] = &[
        State::NotInForce,
        State::NotOpen,
        State::Open,
        State::Imposed,
        State::Undetermined,
    ];

    /// Its name in policies, records and answers, in snake case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            State::NotInForce => "not_in_force",
            State::NotArisen => "not_arisen",
            State::Exempt => "exempt",
            State::Undetermined => "undetermined",
            State::Fulfilled => "fulfilled",
            State::PerformedLate => "performed_late",
            State::Pending => "pending",
            State::Breached => "breached",
            State::Observed => "observed",
            State::Violated => "violated",
            State::Upheld => "upheld",
            State::Unavailable => "unavailable",
            State::Available => "available",
            State::Exercised => "exercised",
            State::NotOpen => "not_open",
            State::Open => "open",
            State::Imposed => "imposed",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<State> {
        State::ALL
            .iter()
            .copied()
            .find(|state| state.name() == name)
    }

    /// What is certain where it is open which of two states it is. What has not arisen gives rise to
    /// nothing whether or not the provision is in force.
    #[cfg_attr(not(feature = "rooms"), doc(hidden))]
    #[must_use]
    pub fn either(self, other: State) -> State {
        match (self, other) {
            (one, other) if one == other => one,
            (State::NotInForce, nothing) | (nothing, State::NotInForce)
                if matches!(
                    nothing,
                    State::NotArisen | State::Unavailable | State::NotOpen
                ) =>
            {
                nothing
            }
            _ => State::Undetermined,
        }
    }

    /// Whether the duty was breached: too late, not at all, or done though it is forbidden.
    #[must_use]
    pub fn is_breach(self) -> bool {
        matches!(
            self,
            State::Breached | State::PerformedLate | State::Violated
        )
    }

    /// Whether the duty was kept.
    #[must_use]
    pub fn is_kept(self) -> bool {
        matches!(self, State::Fulfilled | State::Observed | State::Upheld)
    }

    /// Whether facts settle it: it is in force, and not undetermined.
    #[must_use]
    pub fn is_settled(self) -> bool {
        !matches!(self, State::Undetermined | State::NotInForce)
    }

    /// Whether the duty, the power or the sanction is not there: not in force, not arisen, exempt,
    /// unavailable or not open.
    #[cfg_attr(not(feature = "rooms"), doc(hidden))]
    #[must_use]
    pub fn is_absent(self) -> bool {
        matches!(
            self,
            State::NotInForce
                | State::NotArisen
                | State::Exempt
                | State::Unavailable
                | State::NotOpen
        )
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::State;

    #[test]
    fn every_state_has_a_name_of_its_own() {
        for state in State::ALL {
            assert_eq!(State::named(state.name()), Some(*state));
            let json = serde_json::to_value(state).ok();
            assert_eq!(json, Some(state.name().into()));
        }
        assert_eq!(State::named("applicable"), None);
    }

    #[test]
    fn a_state_is_at_most_one_of_breached_kept_and_absent() {
        for state in State::ALL {
            let of = [state.is_breach(), state.is_kept(), state.is_absent()];
            assert!(of.iter().filter(|is| **is).count() < 2, "{state}");
            assert!(state.is_settled() || !state.is_breach() && !state.is_kept());
        }
    }

    #[test]
    fn items_have_no_state_that_is_not_one() {
        for of in [State::OF_DUTY, State::OF_POWER, State::OF_SANCTION] {
            assert!(of.iter().all(|state| State::ALL.contains(state)));
            assert!(of.contains(&State::Undetermined) && of.contains(&State::NotInForce));
        }
    }
}
