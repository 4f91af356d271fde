//! How soon something is to be done where the law names no hour and no day for it.

use serde::{Deserialize, Serialize};

/// The standard by which something without a date must not wait. Each is a standard of its own in law;
/// what becomes of a duty is the same by all three, since none has an hour that can pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Promptness {
    /// Without delay, 지체 없이, 遅滞なく.
    WithoutDelay,
    /// Promptly, 신속히, 速やかに.
    Promptly,
    /// At once, 즉시, 直ちに.
    AtOnce,
}

impl Promptness {
    /// Each of them.
    pub const ALL: [Promptness; 3] = [
        Promptness::WithoutDelay,
        Promptness::Promptly,
        Promptness::AtOnce,
    ];

    /// Its keyword, in English and in Korean.
    #[cfg_attr(not(feature = "rooms"), doc(hidden))]
    #[must_use]
    pub fn keyword(self) -> (&'static str, &'static str) {
        match self {
            Promptness::WithoutDelay => ("without delay", "지체없이"),
            Promptness::Promptly => ("promptly", "신속히"),
            Promptness::AtOnce => ("at once", "즉시"),
        }
    }
}

/// Which standard it is: none of what may wait, and several while it is open which of them it is. In
/// JSON it is the name of the standard, or a list of such names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Standards([bool; 3]);

impl Standards {
    /// Whether it is none: what may wait.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Standards::default()
    }

    /// Each that it may be.
    pub fn iter(self) -> impl Iterator<Item = Promptness> {
        let each = Promptness::ALL.into_iter().zip(self.0);
        each.filter_map(|(standard, is)| is.then_some(standard))
    }

    /// Either of two.
    #[must_use]
    pub fn or(self, other: Standards) -> Standards {
        self.iter().chain(other.iter()).collect()
    }
}

impl FromIterator<Promptness> for Standards {
    fn from_iter<I: IntoIterator<Item = Promptness>>(each: I) -> Standards {
        let mut all = Standards::default();
        for one in each {
            let place = Promptness::ALL.iter().position(|known| *known == one);
            if let Some(is) = place.and_then(|place| all.0.get_mut(place)) {
                *is = true;
            }
        }
        all
    }
}

impl From<Option<Promptness>> for Standards {
    fn from(one: Option<Promptness>) -> Standards {
        one.into_iter().collect()
    }
}

impl From<Promptness> for Standards {
    fn from(one: Promptness) -> Standards {
        Some(one).into()
    }
}

/// A name, or several.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    One(Promptness),
    Several(Vec<Promptness>),
}

impl From<Written> for Standards {
    fn from(written: Written) -> Standards {
        match written {
            Written::One(one) => one.into(),
            Written::Several(several) => several.into_iter().collect(),
        }
    }
}

impl From<Standards> for Written {
    fn from(of: Standards) -> Written {
        let each: Vec<Promptness> = of.iter().collect();
        match each.as_slice() {
            [one] => Written::One(*one),
            _ => Written::Several(each),
        }
    }
}
