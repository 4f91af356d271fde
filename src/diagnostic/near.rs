//! The nearest known name, measured in jamo, or none.

use unicode_normalization::UnicodeNormalization;

use crate::name::Name;

/// Longer words are not compared, so that a hostile file cannot buy endless work.
const MAX_LETTERS: usize = 100;

/// The particles that are most often left hanging on a name.
const PARTICLES: &[&str] = &[
    "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "으로", "에서", "에게",
    "부터", "까지", "께",
];

/// The known name that differs least from the written one, the first of equals;
/// none if more than a third of the letters would have to change. A syllable is
/// too coarse a measure, so it counts as the two or three letters it is made of.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if is_long(written) {
        return None;
    }
    let word = jamo(written);
    let mut room = word.len() / 3;
    let mut best = None;
    for name in known {
        if is_long(name) {
            continue;
        }
        let Some(distance) = distance(&word, &jamo(name), room) else {
            continue;
        };
        best = Some(name);
        // Only a name that is strictly nearer may take the place of this one.
        match distance.checked_sub(1) {
            Some(less) => room = less,
            None => break,
        }
    }
    best
}

/// The known name that differs by one slip of the pen, if there is only one such
/// name and the word is long enough for that to say something.
pub fn one_slip<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = jamo(written);
    if is_long(written) || word.len() < 4 {
        return None;
    }
    let mut near = known
        .into_iter()
        .filter(|name| !is_long(name) && distance(&word, &jamo(name), 1).is_some());
    let only = near.next()?;
    near.all(|other| other == only).then_some(only)
}

/// The known name that remains when one particle is taken off the end of the written word.
pub fn without_particle<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    if is_long(written) {
        return None;
    }
    let word = Name::new(written);
    known.into_iter().find(|name| {
        !name.is_empty()
            && !is_long(name)
            && word
                .as_str()
                .strip_prefix(Name::new(name).as_str())
                .is_some_and(|rest| PARTICLES.contains(&rest))
    })
}

fn is_long(word: &str) -> bool {
    word.chars().nth(MAX_LETTERS).is_some()
}

fn jamo(word: &str) -> Vec<char> {
    let name = Name::new(word);
    name.as_str()
        .nfd()
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// How many letters must be put in, taken out, replaced or swapped with their
/// neighbour, if that is within `limit`.
fn distance(from: &[char], to: &[char], limit: usize) -> Option<usize> {
    if from.len().abs_diff(to.len()) > limit {
        return None;
    }
    let far = limit + 1;
    let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(far);
    let mut earlier: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    let mut previous = None;
    for (i, a) in from.iter().enumerate() {
        let mut row = Vec::with_capacity(above.len());
        let mut left = i + 1;
        let mut least = left;
        row.push(left);
        let mut before = None;
        for (j, b) in to.iter().enumerate() {
            let mut cost = (at(&above, j) + usize::from(a != b))
                .min(at(&above, j + 1) + 1)
                .min(left + 1);
            if j > 0 && before == Some(a) && previous == Some(b) {
                cost = cost.min(at(&earlier, j - 1) + 1);
            }
            row.push(cost);
            least = least.min(cost);
            left = cost;
            before = Some(b);
        }
        if least > limit {
            return None;
        }
        earlier = std::mem::replace(&mut above, row);
        previous = Some(a);
    }
    above.last().copied().filter(|cost| *cost <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_measured_by_their_letters() {
        assert_eq!(nearest("임금", ["벌금", "입금"]), Some("입금"));
        assert_eq!(nearest("임금", ["벌금"]), None);
        assert_eq!(nearest("근로시깐", ["근로시간"]), Some("근로시간"));
    }

    #[test]
    fn neighbours_that_changed_places_are_one_slip() {
        assert_eq!(nearest("wehn", ["then", "when"]), Some("when"));
        assert_eq!(nearest("hwen", ["when"]), Some("when"));
    }

    #[test]
    fn short_and_distant_words_have_no_neighbour() {
        assert_eq!(nearest("if", ["is"]), None);
        assert_eq!(nearest("and", ["any"]), Some("any"));
        assert_eq!(nearest("deadline", ["headings"]), None);
        assert_eq!(nearest("", ["a", ""]), Some(""));
    }

    #[test]
    fn the_same_but_for_case_is_nearest_and_the_first_of_equals_wins() {
        assert_eq!(nearest("Wage", ["wages", "wage"]), Some("wage"));
        assert_eq!(nearest("cat", ["bat", "hat"]), Some("bat"));
    }

    #[test]
    fn one_slip_is_certain_only_where_nothing_else_is_as_near() {
        assert_eq!(one_slip("wehn", ["then", "when"]), Some("when"));
        assert_eq!(one_slip("dtuy", ["duty", "unit"]), Some("duty"));
        assert_eq!(one_slip("thn", ["then"]), None);
        assert_eq!(one_slip("whens", ["when", "whenst"]), None);
        assert_eq!(one_slip("whxx", ["when"]), None);
    }

    #[test]
    fn very_long_words_are_left_alone() {
        let long = "a".repeat(101);
        assert_eq!(nearest(&long, [long.as_str()]), None);
        assert_eq!(without_particle(&long, [long.as_str()]), None);
        let full = "가".repeat(100);
        assert_eq!(nearest(&full, [full.as_str()]), Some(full.as_str()));
    }

    #[test]
    fn a_particle_is_taken_off() {
        assert_eq!(without_particle("임금을", ["벌금", "임금"]), Some("임금"));
        assert_eq!(without_particle("사업장에서", ["사업장"]), Some("사업장"));
        assert_eq!(without_particle("임금", ["임금"]), None);
        assert_eq!(without_particle("임금만", ["임금"]), None);
        assert_eq!(without_particle("을", [""]), None);
    }
}
