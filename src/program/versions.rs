//! Every version of every provision, whatever kind of provision it is.

use super::Program;
use super::provision::{Citation, Head, Version};
use crate::source::Span;
use crate::value::Interval;

/// What versions of all kinds of provisions have in common.
#[derive(Clone, Copy, Debug)]
pub struct AnyVersion<'a> {
    /// The provision.
    pub head: &'a Head,
    /// When it is in force.
    pub interval: Interval,
    /// Its articles.
    pub cites: &'a [Citation],
    /// Where it opens.
    pub span: Span,
}

impl Program {
    /// The versions of all definitions, duties, exceptions, powers and sanctions, in that order.
    pub fn versions(&self) -> impl Iterator<Item = AnyVersion<'_>> {
        let defines = self.defines.iter();
        let duties = self.duties.iter();
        let exceptions = self.exceptions.iter();
        let powers = self.powers.iter();
        let sanctions = self.sanctions.iter();
        (defines.flat_map(|one| of(&one.head, &one.versions)))
            .chain(duties.flat_map(|one| of(&one.head, &one.versions)))
            .chain(exceptions.flat_map(|one| of(&one.head, &one.versions)))
            .chain(powers.flat_map(|one| of(&one.head, &one.versions)))
            .chain(sanctions.flat_map(|one| of(&one.head, &one.versions)))
    }
}

fn of<'a, T>(head: &'a Head, versions: &'a [Version<T>]) -> impl Iterator<Item = AnyVersion<'a>> {
    let written = versions.iter().filter(|version| version.is_written());
    written.map(move |version| AnyVersion {
        head,
        interval: version.interval,
        cites: &version.cites,
        span: version.span,
    })
}
