//! Which instance an event answers that names none.

use std::collections::BTreeMap;

use crate::value::Truth;

/// An event that may be the performance of an instance. Events and times are what an evaluator takes
/// for them.
#[derive(Clone, Copy, Debug)]
pub struct Claimed<E, T> {
    /// The instance, by its number.
    pub instance: usize,
    /// The event.
    pub event: E,
    /// When it happened.
    pub at: T,
    /// Whether it is what is owed.
    pub fits: Truth,
}

/// What each contested event is to each instance: an event that names none and could answer several
/// answers the one that is open when it happens. `once` says that what is done is done: an instance is
/// open until then. `further` says that there may be instances of which the record does not tell yet,
/// and which the event may answer too.
pub fn contested<E: Copy + Ord, T: Copy, L: Ord>(
    claims: impl IntoIterator<Item = Claimed<E, T>>,
    (once, further): (bool, impl Fn(E) -> bool),
    earliest: impl Fn(T) -> Option<L>,
    names: impl Fn(E, usize) -> bool,
    is_before: impl Fn(T, T) -> bool,
) -> BTreeMap<usize, BTreeMap<E, Truth>> {
    let mut claimed: BTreeMap<E, Vec<Claimed<E, T>>> = BTreeMap::new();
    for claim in claims {
        claimed.entry(claim.event).or_default().push(claim);
    }
    let mut in_time: Vec<_> = claimed.into_iter().collect();
    in_time.sort_by_key(|(_, claims)| claims.first().and_then(|claim| earliest(claim.at)));
    // Since when each instance is done, as far as that is certain.
    let mut done: BTreeMap<usize, T> = BTreeMap::new();
    let mut found: BTreeMap<usize, BTreeMap<E, Truth>> = BTreeMap::new();
    for (event, claims) in in_time {
        let is_open = |claim: &Claimed<E, T>| {
            let before = done.get(&claim.instance).filter(|_| once);
            before.is_none_or(|done| !is_before(*done, claim.at))
        };
        let named = |claim: &Claimed<E, T>| names(event, claim.instance);
        let meant = claims.iter().any(named);
        let further = further(event);
        let alone = !further && claims.iter().filter(|one| is_open(one)).count() == 1;
        let only = !further && claims.len() == 1;
        let answers: Vec<Truth> = claims
            .iter()
            .map(|one| match () {
                () if only || named(one) => Truth::Yes,
                () if meant || !is_open(one) => Truth::No,
                () if alone => Truth::Yes,
                () => Truth::Undetermined,
            })
            .collect();
        for (answers, claim) in answers.into_iter().zip(claims) {
            if answers == Truth::Yes && claim.fits == Truth::Yes {
                done.entry(claim.instance).or_insert(claim.at);
            }
            if !only {
                let of = found.entry(claim.instance).or_default();
                of.insert(event, answers);
            }
        }
    }
    found
}
