//! Provisions to whole versions: definitions and judgements here, the others in
//! rooms of their own; and what is left out.

use super::checking::Checking;
use super::clauses::Sort;
use super::declare::Entry;
use super::expressions::Typing;
use super::findings;
use super::frame::{Frame, transpose};
use super::names::{Entity, Named};
use super::order::Place;
use super::versions::{self, Draft};
use super::{duties, powers};
use crate::program::Target;
use crate::program::expression::Expr;
use crate::program::provision::{
    DefineBody, Judgement, Omission, PartyRef, Presumption, Unless, Version,
};
use crate::syntax::tree::{self, ClauseBody};
use crate::value::Kind;

/// Fills every provision but exceptions, which need what they except.
pub(super) fn build(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    for entry in entries {
        c.item(entry.heading.clone(), |c| {
            c.must_cite(entry);
            match entry.entity {
                Entity::Define(id) => define(c, entry, id),
                Entity::Judgement(id) => judgement(c, entry, id),
                Entity::Duty(id) => duties::build(c, entry, id),
                Entity::Power(id) => powers::power(c, entry, id),
                Entity::Sanction(id) => powers::sanction(c, entry, id),
                Entity::Reading(id) => reading(c, entry, id),
                Entity::Omission(_) => omission(c, entry),
                _ => {}
            }
        });
    }
}

/// What the expressions of one version of an item are typed in.
pub(super) struct Room<'e> {
    pub(super) policy: usize,
    pub(super) place: Place,
    pub(super) frame: &'e Frame,
}

impl Room<'_> {
    pub(super) fn typing<'c, 'a>(&self, c: &'c mut Checking<'a>) -> Typing<'c, 'a> {
        Typing::new(c, self.policy, Some(self.place), self.frame.clone())
    }

    /// A condition, if one is written; a failure if it cannot be understood.
    pub(super) fn when(&self, c: &mut Checking<'_>, draft: &Draft<'_>) -> Option<Option<Expr>> {
        let Some(ClauseBody::When(when)) = draft.one(Sort::When).map(|clause| &clause.body) else {
            return Some(None);
        };
        self.typing(c).condition(when).map(Some)
    }

    /// Exceptions without a name.
    pub(super) fn unless(&self, c: &mut Checking<'_>, draft: &Draft<'_>) -> Option<Vec<Unless>> {
        let mut all = Some(Vec::new());
        for clause in draft.many(Sort::Unless) {
            let ClauseBody::Unless(condition, presumed) = &clause.body else {
                continue;
            };
            let condition = self.typing(c).condition(condition);
            let presumed = presumed
                .as_ref()
                .map(|presumed| presumption(c, self.policy, presumed));
            all = match (all, condition, transpose(presumed)) {
                (Some(mut all), Some(condition), Some(presumed)) => {
                    all.push(Unless {
                        condition,
                        presumed,
                    });
                    Some(all)
                }
                _ => None,
            };
        }
        all
    }
}

/// What is presumed, and who has to show otherwise.
pub(super) fn presumption(
    c: &mut Checking<'_>,
    policy: usize,
    written: &tree::Presumption,
) -> Option<Presumption> {
    let burden = written
        .burden
        .as_ref()
        .map(|burden| c.party(policy, burden));
    Some(Presumption {
        value: written.value,
        burden: transpose(burden)?,
    })
}

/// The instant whose law governs an item, if it says so itself.
pub(super) fn governed(c: &mut Checking<'_>, entry: &Entry<'_>, room: &Room<'_>) -> Option<Expr> {
    let clause = entry.layout.common(Sort::GovernedBy);
    let Some(ClauseBody::GovernedBy(expr)) = clause.map(|clause| &clause.body) else {
        c.refer(
            Some(room.place),
            Place::Policy(entry.policy),
            entry.item.name.span,
        );
        return None;
    };
    let governed = room.typing(c).of_kind(expr, &Kind::Time);
    c.incomplete |= governed.is_none();
    governed
}

/// One version as written to what it says.
type Fill<'f, T> = dyn FnMut(&mut Checking<'_>, &Room<'_>, &Draft<'_>) -> Option<T> + 'f;

/// What governs an item, and its versions, each filled in turn.
pub(super) fn opened<T>(
    c: &mut Checking<'_>,
    entry: &Entry<'_>,
    target: Target,
    fill: &mut Fill<'_, T>,
) -> (Option<Expr>, Vec<Version<T>>) {
    let frame = c.frames.get(&target).cloned().unwrap_or_default();
    let room = Room {
        policy: entry.policy,
        place: Place::Target(target),
        frame: &frame,
    };
    let governed = governed(c, entry, &room);
    let versions = versions::build(
        c,
        entry.policy,
        entry.item,
        &entry.layout,
        Some(&room),
        |c, draft| fill(c, &room, draft),
    );
    (governed, versions)
}

fn define(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize) {
    let kind = c.define_kind(id);
    let target = Target::Define(id);
    let (governed, versions) = opened(c, entry, target, &mut |c, room, draft| {
        if let Some(clause) = draft.one(Sort::Unless)
            && kind.as_ref().is_some_and(|kind| *kind != Kind::YesNo)
        {
            c.find(findings::unless_of_value(clause.keyword));
        }
        let unless = room.unless(c, draft);
        let Some(ClauseBody::Means(means)) = draft.one(Sort::Means).map(|clause| &clause.body)
        else {
            return None;
        };
        let means = match &kind {
            Some(kind) => room.typing(c).of_kind(means, kind),
            None => {
                room.typing(c).any(means);
                None
            }
        };
        Some(DefineBody {
            means: means?,
            unless: unless?,
        })
    });
    if let Some(define) = c.program.defines.get_mut(id) {
        define.governed_by = governed;
        define.versions = versions;
    }
    determined(c, entry, id);
}

/// A definition with a holder can be settled as a judgement is: it is one beside its rule.
fn determined(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize) {
    let (Some(clause), Some(holder)) = (entry.layout.common(Sort::Holder), holder(c, entry)) else {
        return;
    };
    let Some(define) = c.program.defines.get(id) else {
        return;
    };
    let about = match (&define.kind, define.params.as_slice()) {
        (Kind::YesNo, []) => None,
        (Kind::YesNo, [(_, Kind::Record(record))]) => Some(*record),
        _ => return c.find(findings::cannot_be_determined(clause.keyword)),
    };
    let versions = define.versions.iter().map(|version| Version {
        interval: version.interval,
        proposed: version.proposed.clone(),
        addressees: version.addressees.clone(),
        place: version.place.clone(),
        cites: version.cites.clone(),
        remarks: version.remarks.clone(),
        body: (),
        span: version.span,
        written: version.written,
    });
    let judgement = Judgement {
        head: define.head.clone(),
        about,
        holder: Some(holder),
        criteria: None,
        determines: Some(id),
        versions: versions.collect(),
    };
    let number = c.program.judgements.len();
    c.program.judgements.push(judgement);
    if let Some(define) = c.program.defines.get_mut(id) {
        define.determined_by = Some(number);
    }
}

/// Who settles it, where that is said.
pub(super) fn holder(c: &mut Checking<'_>, entry: &Entry<'_>) -> Option<PartyRef> {
    let clause = entry.layout.common(Sort::Holder)?;
    let ClauseBody::Holder(holder) = &clause.body else {
        return None;
    };
    let holder = c.party(entry.policy, holder);
    c.incomplete |= holder.is_none();
    holder
}

fn judgement(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize) {
    let holder = holder(c, entry);
    let criteria = entry.layout.common(Sort::Criteria);
    let criteria = criteria.and_then(|clause| match &clause.body {
        ClauseBody::Criteria(titles) => c.phrase(titles),
        _ => None,
    });
    let versions = versions::build(c, entry.policy, entry.item, &entry.layout, None, |_, _| {
        Some(())
    });
    if let Some(judgement) = c.program.judgements.get_mut(id) {
        judgement.holder = holder;
        judgement.criteria = criteria;
        judgement.versions = versions;
    }
}

/// Which alternative is used unless another is asked for, and what is read so or so.
fn reading(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize) {
    let Some(choice) = c.program.readings.get(id).map(|reading| reading.choice) else {
        return;
    };
    let mut default = 0;
    let mut cites = Vec::new();
    for clause in &entry.item.clauses {
        match &clause.body {
            ClauseBody::Default(name) => match c.program.choices.get(choice).and_then(|choice| {
                let mut alternatives = choice.alternatives.iter();
                alternatives.position(|(known, _)| *known == name.name)
            }) {
                Some(at) => {
                    let named = Named::Alternative(choice, at);
                    c.names.note(entry.policy, named, name.span);
                    default = at;
                }
                None => c.unknown_alternative(choice, name),
            },
            ClauseBody::Cites(written) => {
                cites.extend(c.citations(entry.policy, written.as_slice()))
            }
            _ => {}
        }
    }
    if let Some(reading) = c.program.readings.get_mut(id) {
        reading.default = default;
        reading.cites = cites;
    }
}

fn omission(c: &mut Checking<'_>, entry: &Entry<'_>) {
    let cites = entry
        .item
        .clauses
        .iter()
        .flat_map(|clause| match &clause.body {
            ClauseBody::Cites(cites) => cites.as_slice(),
            _ => &[],
        });
    let cites = c.citations(entry.policy, cites);
    let because = entry
        .item
        .clauses
        .iter()
        .find_map(|clause| match &clause.body {
            ClauseBody::Because(titles) => Some(titles),
            _ => None,
        });
    let because = because.and_then(|titles| c.phrase(titles));
    if let Some(because) = because {
        c.program.omissions.push(Omission {
            policy: entry.policy,
            cites,
            because,
        });
    }
}
