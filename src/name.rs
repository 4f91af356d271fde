//! The one place where two spellings of a name are judged the same.
//!
//! A syllable may be typed whole or in parts, and the middle dot of the statute
//! has four codes; neither makes another name. Case and everything else do.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

/// A name, in the one spelling that is used for all its spellings.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<str>);

impl Name {
    /// The name that is written like this.
    #[must_use]
    pub fn new(written: &str) -> Name {
        if has_one_spelling(written) {
            return Name(Arc::from(written));
        }
        let folded: String = written.nfc().map(fold_dot).collect();
        Name(Arc::from(folded))
    }

    /// Whether a text is a spelling of this name.
    #[must_use]
    pub fn is_spelt(&self, written: &str) -> bool {
        match has_one_spelling(written) {
            true => self.as_str() == written,
            false => *self == Name::new(written),
        }
    }

    /// The spelling that is used for all.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whole syllables and plain letters are spelt in one way alone, and nearly all names are made of them.
fn has_one_spelling(written: &str) -> bool {
    let whole = |letter: char| matches!(letter, '\0'..='\x7f' | '\u{AC00}'..='\u{D7A3}');
    written.chars().all(whole)
}

/// The published statutes write U+318D throughout, so the other dots become that one.
fn fold_dot(c: char) -> char {
    match c {
        '\u{b7}' | '\u{30fb}' | '\u{ff65}' => '\u{318d}',
        _ => c,
    }
}

/// Names are in the order of their letters, as texts are.
impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_and_decomposed_syllables_are_one_name() {
        let parts: String = "근로시간".nfd().collect();
        assert_ne!(parts, "근로시간");
        assert_eq!(Name::new(&parts), Name::new("근로시간"));
        assert_eq!(Name::new(&parts).as_str(), "근로시간");
        assert_eq!(Name::new("가\u{11a8}").as_str(), "각");
    }

    #[test]
    fn the_four_middle_dots_are_one() {
        let statute = Name::new("휴게\u{318d}휴일");
        for dot in ['\u{b7}', '\u{30fb}', '\u{ff65}', '\u{387}'] {
            assert_eq!(Name::new(&format!("휴게{dot}휴일")), statute);
        }
        assert!(statute.is_spelt("휴게\u{b7}휴일") && !statute.is_spelt("휴게휴일"));
        assert_ne!(Name::new("휴게\u{2027}휴일"), statute);
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for written in ["when", "휴게\u{b7}휴일", "金\u{f90a}", "e\u{301}"] {
            let once = Name::new(written);
            assert_eq!(Name::new(once.as_str()), once);
        }
    }

    #[test]
    fn case_makes_another_name() {
        assert_ne!(Name::new("Act"), Name::new("act"));
        assert_eq!(Name::new("act").to_string(), "act");
        assert_eq!(serde_json::json!(Name::new("act")), "act");
    }
}
