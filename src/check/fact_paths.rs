//! Places in the record of facts, as cases and defaults write them: `services[0].outage.cause`.

use super::applicable::text;
use super::checking::Checking;
use super::findings;
use super::names::{Entity, Found, Space};
use super::vocabulary;
use crate::diagnostic::near::nearest;
use crate::program::expression::{FactPath, FactRoot, FactStep};
use crate::source::Span;
use crate::syntax::tree::{Ident, Path, PathStep};
use crate::value::Kind;

/// A place in the record, and what it holds.
pub(super) struct Place {
    pub(super) path: FactPath,
    pub(super) kind: Kind,
    /// Recorded with a reference period, which a path does not have.
    pub(super) over_period: bool,
    /// Where the last of it is declared.
    pub(super) declared: Span,
}

impl Checking<'_> {
    /// The place that a path leads to.
    pub(super) fn fact_path(&mut self, policy: usize, path: &Path) -> Option<Place> {
        let words: Vec<&Ident> = path
            .steps
            .iter()
            .map_while(|step| match step {
                PathStep::Name(ident) => Some(ident),
                PathStep::Index(_) => None,
            })
            .collect();
        let (found, taken) = self.names.find_first(policy, &words);
        let Some(PathStep::Name(first)) = path.steps.first() else {
            return None;
        };
        let declared = self.settle(policy, Space::Term, &first.name, first.span, found)?;
        let (root, kind) = match declared.entity {
            Entity::Fact(fact) => (FactRoot::Fact(fact), self.fact_kind(fact)?),
            Entity::Judgement(judgement) => {
                if self.program.judgements.get(judgement)?.about.is_some() {
                    self.find(findings::judgement_outside(&first.name, path.span));
                    return None;
                }
                (FactRoot::Judgement(judgement), Kind::YesNo)
            }
            // What a holder determines is recorded under the name of the definition.
            Entity::Define(define) if self.determination(define, None).is_some() => (
                FactRoot::Judgement(self.determination(define, None)?),
                Kind::YesNo,
            ),
            other => {
                self.find(findings::wrong_sort(
                    &first.name,
                    path.span,
                    Some(other),
                    findings::Wanted::Fact,
                    Some(declared.span),
                ));
                return None;
            }
        };
        let mut place = Place {
            path: FactPath {
                root,
                steps: Vec::new(),
            },
            kind,
            over_period: false,
            declared: declared.span,
        };
        for step in path.steps.iter().skip(taken) {
            self.fact_step(policy, path, step, &mut place)?;
        }
        Some(place)
    }

    fn fact_step(
        &mut self,
        policy: usize,
        path: &Path,
        step: &PathStep,
        place: &mut Place,
    ) -> Option<()> {
        match (step, place.kind.clone()) {
            (PathStep::Index(index), Kind::List(of)) => {
                place.path.steps.push(FactStep::Index(*index));
                place.kind = *of;
            }
            (PathStep::Name(ident), Kind::Record(record)) => {
                if let Some(number) = vocabulary::field(self, policy, record, ident) {
                    place.path.steps.push(FactStep::Field(number));
                    place.kind = self.field_kind(record, number)?;
                    let field = self.program.records.get(record)?.fields.get(number)?;
                    place.over_period = field.over_period;
                    place.declared = field.head.span;
                } else {
                    let judgement = self.judgement_about(policy, record, ident)?;
                    place.path.steps.push(FactStep::Judgement(judgement));
                    place.kind = Kind::YesNo;
                }
            }
            (step, kind) => {
                let at = match step {
                    PathStep::Name(ident) => ident.span,
                    PathStep::Index(_) => path.span,
                };
                let finding = findings::no_such_place(&self.program, &text(path), at, &kind);
                self.find(finding);
                return None;
            }
        }
        Some(())
    }

    /// The judgement that determines a definition of nothing, or of a record of this kind.
    fn determination(&self, define: usize, about: Option<usize>) -> Option<usize> {
        let judgement = self.program.defines.get(define)?.determined_by?;
        let found = self.program.judgements.get(judgement)?;
        (found.about == about).then_some(judgement)
    }

    fn judgement_about(&mut self, policy: usize, record: usize, ident: &Ident) -> Option<usize> {
        if let Found::One(found) = self.names.find(policy, Space::Term, ident) {
            let judgement = match found.entity {
                Entity::Judgement(judgement) => {
                    let about = self.program.judgements.get(judgement)?.about;
                    Some(judgement).filter(|_| about == Some(record))
                }
                Entity::Define(define) => self.determination(define, Some(record)),
                _ => None,
            };
            if judgement.is_some() {
                return judgement;
            }
        }
        let found = self.program.records.get(record)?;
        let fields = found.fields.iter().map(|field| field.head.name.as_str());
        let near = nearest(ident.name.as_str(), fields).map(str::to_owned);
        let of = (found.head.name.clone(), found.head.span);
        self.find(findings::unknown_field(
            &ident.name,
            ident.span,
            (&of.0, of.1),
            near.as_deref(),
        ));
        None
    }
}
