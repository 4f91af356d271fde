//! Yes, no and undetermined, joined as Kleene joined them.

use serde::{Deserialize, Serialize};

/// A three-valued answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// What is known does not settle it.
    Undetermined,
}

impl Truth {
    /// No if either is no, yes if both are yes.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::No, _) | (_, Truth::No) => Truth::No,
            (Truth::Yes, Truth::Yes) => Truth::Yes,
            _ => Truth::Undetermined,
        }
    }

    /// Yes if either is yes, no if both are no.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        self.negate().and(other.negate()).negate()
    }

    /// Yes for no, no for yes.
    #[must_use]
    pub fn negate(self) -> Truth {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::Undetermined => Truth::Undetermined,
        }
    }

    /// What is certain whichever of the two is the case.
    #[must_use]
    pub fn join(self, other: Truth) -> Truth {
        if self == other {
            self
        } else {
            Truth::Undetermined
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Truth {
        if value { Truth::Yes } else { Truth::No }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, No, Undetermined, Yes};

    #[test]
    fn tables_are_kleenes() {
        let all = [Yes, No, Undetermined];
        for a in all {
            for b in all {
                // Whatever an undetermined side turns out to be, the answer must agree.
                let outcomes = |t: Truth| match t {
                    Yes => vec![true],
                    No => vec![false],
                    Undetermined => vec![true, false],
                };
                let expected = |f: fn(bool, bool) -> bool| {
                    let mut seen: Vec<Truth> = Vec::new();
                    for x in outcomes(a) {
                        for y in outcomes(b) {
                            seen.push(f(x, y).into());
                        }
                    }
                    seen.into_iter().reduce(Truth::join)
                };
                assert_eq!(Some(a.and(b)), expected(|x, y| x && y));
                assert_eq!(Some(a.or(b)), expected(|x, y| x || y));
            }
        }
    }
}
