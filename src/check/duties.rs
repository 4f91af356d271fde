//! Duties: who owes what to whom, from when, by when.

use super::checking::Checking;
use super::clauses::Sort;
use super::declare::Entry;
use super::findings;
use super::frame::{Frame, transpose};
use super::order::Place;
use super::places;
use super::provisions::{Room, governed, holder};
use super::versions::{self, Draft};
use crate::name::Name;
use crate::program::Target;
use crate::program::provision::{Deed, DutyBody, Force, Must, Payment, Reduction, Relief, Trigger};
use crate::program::{Expr, Node, Version};
use crate::source::Span;
use crate::syntax::tree::{self, Clause, ClauseBody, Ident, May};
use crate::value::Kind;

/// Fills a duty.
pub(super) fn build(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize) {
    let target = Target::Duty(id);
    let member = c.own_frames.get(&id).cloned().unwrap_or_default();
    let room = Room {
        policy: entry.policy,
        place: Place::Target(target),
        frame: &member,
    };
    let whole = c.frames.get(&target).cloned().unwrap_or_default();
    let governed = governed(
        c,
        entry,
        &Room {
            frame: &whole,
            ..room
        },
    );
    let for_whom = Room {
        frame: &whole,
        ..room
    };
    let mut opened: Vec<usize> = Vec::new();
    let versions = versions::build(
        c,
        entry.policy,
        entry.item,
        &entry.layout,
        Some(&for_whom),
        |c, draft| {
            let person = places::person(c, &for_whom, draft);
            let body = body(c, &room, draft)?;
            opened.extend(&body.on_breach);
            Some((body, person?))
        },
    );
    let versions = places::spread(c, entry.policy, versions);
    periodic(c, entry, &versions);
    opened.sort_unstable();
    opened.dedup();
    for sanction in opened {
        if let Some(sanction) = c.program.sanctions.get_mut(sanction) {
            sanction.opened_by.push(id);
        }
    }
    let holder = holder(c, entry);
    if let Some(duty) = c.program.duties.get_mut(id) {
        duty.governed_by = governed;
        duty.holder = holder;
        duty.versions = versions;
    }
}

fn body(c: &mut Checking<'_>, member: &Room<'_>, draft: &Draft<'_>) -> Option<DutyBody> {
    let policy = member.policy;
    let mut frame = member.frame.clone();
    let arises_on = trigger(c, member, draft, &mut frame);
    let room = Room {
        frame: &frame,
        ..*member
    };
    let bearer = match draft.one(Sort::Bearer).map(|clause| &clause.body) {
        Some(ClauseBody::Bearer(bearer)) => c.party(policy, bearer),
        _ => None,
    };
    let to = match draft.one(Sort::To).map(|clause| &clause.body) {
        Some(ClauseBody::To(to, _)) => {
            let parties = c.parties(policy, to);
            (parties.len() == to.len()).then_some(parties)
        }
        _ => Some(Vec::new()),
    };
    let when = room.when(c, draft);
    let unless = room.unless(c, draft);
    let owed = draft.one(Sort::Must).or_else(|| draft.one(Sort::May));
    let must = match owed.map(|clause| &clause.body) {
        Some(ClauseBody::Must(must)) => self::must(c, &room, must),
        Some(ClauseBody::May(May::Act { act, condition })) => {
            permission(c, &room, act, condition.as_ref())
        }
        _ => None,
    };
    let reductions = reductions(c, &room, draft, must.as_ref());
    let limit = limit(c, &room, draft);
    let (promptness, delayed) = match draft.one(Sort::Prompt).map(|clause| &clause.body) {
        Some(ClauseBody::Prompt { standard, judged }) => {
            let judged = judged.as_ref();
            let judged = judged.map(|delayed| room.typing(c).condition(delayed));
            (Some(*standard), transpose(judged))
        }
        _ => (None, Some(None)),
    };
    let on_breach = match draft.one(Sort::OnBreach).map(|clause| &clause.body) {
        Some(ClauseBody::OnBreach(names)) => on_breach(c, policy, names),
        _ => Some(Vec::new()),
    };
    let counts_as_done = match draft.one(Sort::CountsAsDone).map(|clause| &clause.body) {
        Some(ClauseBody::CountsAsDone(condition)) => room.typing(c).condition(condition).map(Some),
        _ => Some(None),
    };
    let (by, relief) = limit?;
    Some(DutyBody {
        bearer: bearer?,
        to: to?,
        arises_on: arises_on?,
        when: when?,
        unless: unless?,
        must: must?,
        reductions: reductions?,
        by,
        relief,
        promptness,
        delayed: delayed?,
        on_breach: on_breach?,
        counts_as_done: counts_as_done?,
        even_before: draft.has(Sort::EvenBefore),
    })
}

/// What comes back with the calendar has a first day from which it is counted, and a limit; it
/// arises on nothing else.
fn periodic(c: &mut Checking<'_>, entry: &Entry<'_>, versions: &[Version<DutyBody>]) {
    let Some(every) = entry.layout.common(Sort::Every) else {
        return;
    };
    for draft in &entry.layout.versions {
        if let Some(arises) = draft.one(Sort::ArisesOn) {
            c.find(findings::periodic_on_event(every.keyword, arises.keyword));
        }
        if !draft.has(Sort::Limit) {
            c.find(findings::periodic_without("by", every.keyword));
        }
    }
    if versions
        .iter()
        .any(|version| version.interval.from.is_none())
    {
        c.find(findings::periodic_without("in force from", every.keyword));
    }
}

fn trigger(
    c: &mut Checking<'_>,
    member: &Room<'_>,
    draft: &Draft<'_>,
    frame: &mut Frame,
) -> Option<Option<Trigger>> {
    let clause = draft.one(Sort::ArisesOn).map(|clause| &clause.body);
    let Some(ClauseBody::ArisesOn { act, condition }) = clause else {
        return Some(None);
    };
    let id = c.act(member.policy, act)?;
    let variable = c.push_event(frame, id, act.span);
    let room = Room { frame, ..*member };
    let condition = condition
        .as_ref()
        .map(|condition| room.typing(c).condition(condition));
    Some(Some(Trigger {
        act: id,
        variable,
        condition: transpose(condition)?,
    }))
}

/// What is owed.
pub(super) fn must(c: &mut Checking<'_>, room: &Room<'_>, written: &tree::Must) -> Option<Must> {
    let deed = match &written.deed {
        tree::Deed::Act { act, condition } => deed(c, room, act, condition.as_ref())?,
        tree::Deed::Ensure(condition) => Deed::Ensure(room.typing(c).condition(condition)?),
        tree::Deed::Payment { amount, through } => {
            if written.negated {
                c.find(findings::payment_forbidden(amount.span));
                return None;
            }
            Deed::Payment(payment(c, room, amount, through.as_ref())?)
        }
    };
    let force = match written.negated {
        true => Force::Forbid,
        false => Force::Demand,
    };
    Some(Must { force, deed })
}

/// What is to be paid. Its act tells of payments by the one field that is money of that currency.
fn payment(
    c: &mut Checking<'_>,
    room: &Room<'_>,
    amount: &tree::Expr,
    through: Option<&Ident>,
) -> Option<Payment> {
    let amount = room.typing(c).any(amount)?;
    if !matches!(amount.kind, Kind::Money(_)) {
        let finding = findings::payment_not_money(&c.program, &amount);
        c.find(finding);
        return None;
    }
    let Some(through) = through else {
        c.find(findings::payment_without_act(amount.span));
        return None;
    };
    let act = c.act(room.policy, through)?;
    let record = c.program.acts.get(act).map(|act| act.record)?;
    let fields = &c.program.records.get(record)?.fields;
    let mut paid = fields.iter().enumerate();
    let paid = paid.by_ref().filter(|(_, field)| field.kind == amount.kind);
    let paid: Vec<usize> = paid.map(|(number, _)| number).collect();
    let [field] = paid.as_slice() else {
        let finding = findings::no_amount_paid(&c.program, through, &amount, !paid.is_empty());
        c.find(finding);
        return None;
    };
    Some(Payment {
        amount,
        act,
        field: *field,
    })
}

/// What may be paid instead of the full amount.
fn reductions(
    c: &mut Checking<'_>,
    room: &Room<'_>,
    draft: &Draft<'_>,
    must: Option<&Must>,
) -> Option<Vec<Reduction>> {
    let mut found = Vec::new();
    for clause in draft.many(Sort::Reduce) {
        let ClauseBody::May(May::Reduce { to, condition }) = &clause.body else {
            continue;
        };
        let full = match must.map(|must| &must.deed) {
            Some(Deed::Payment(payment)) => &payment.amount.kind,
            Some(_) => {
                c.find(findings::reduction_of_nothing(clause.keyword));
                return None;
            }
            None => return None,
        };
        let to = room.typing(c).any(to);
        let condition = condition
            .as_ref()
            .map(|condition| room.typing(c).condition(condition));
        let (to, condition) = (to?, transpose(condition)?);
        if to.kind != Kind::Share && to.kind != *full {
            let finding = findings::reduced_to_neither(&c.program, &to, full);
            c.find(finding);
            return None;
        }
        found.push(Reduction { to, condition });
    }
    Some(found)
}

/// What is permitted.
fn permission(
    c: &mut Checking<'_>,
    room: &Room<'_>,
    act: &Ident,
    condition: Option<&tree::Expr>,
) -> Option<Must> {
    Some(Must {
        force: Force::Permit,
        deed: deed(c, room, act, condition)?,
    })
}

/// An act, perhaps of a certain quality.
fn deed(
    c: &mut Checking<'_>,
    room: &Room<'_>,
    act: &Ident,
    condition: Option<&tree::Expr>,
) -> Option<Deed> {
    let id = c.act(room.policy, act)?;
    let mut frame = room.frame.clone();
    let variable = c.push_event(&mut frame, id, act.span);
    let inner = Room {
        frame: &frame,
        ..*room
    };
    let condition = condition.map(|condition| inner.typing(c).condition(condition));
    Some(Deed::Act {
        act: id,
        variable,
        condition: transpose(condition)?,
    })
}

/// By when, and the relief where there is one.
type Limit = (Option<Expr>, Option<Relief>);

fn limit(c: &mut Checking<'_>, room: &Room<'_>, draft: &Draft<'_>) -> Option<Limit> {
    let periods = match draft.one(Sort::Periods).map(|clause| &clause.body) {
        Some(ClauseBody::Periods(name)) => Some(c.regime(room.policy, name)?),
        _ => None,
    };
    let calendar = match draft.one(Sort::Calendar).map(|clause| &clause.body) {
        Some(ClauseBody::Calendar(name)) => Some(c.calendar(room.policy, name)?),
        // That of a person is the calendar of the version's place.
        _ => None,
    };
    let relief = draft.one(Sort::Relief);
    let by = match draft.one(Sort::Limit).map(|clause| &clause.body) {
        Some(ClauseBody::By(limit) | ClauseBody::Within(limit)) => {
            let mut typing = room.typing(c);
            typing.periods = periods;
            typing.calendar.clone_from(&calendar);
            typing.unrolled = relief.is_some();
            Some(typing.time_or_date(limit)?)
        }
        _ => None,
    };
    let by = match draft.one(Sort::Rolls) {
        Some(clause) => rolled(c, by, relief, calendar.as_ref(), clause.span)?,
        None => by,
    };
    let Some(clause) = relief else {
        return Some((by, None));
    };
    let Some(kind) = by.as_ref().map(|by| by.kind.clone()) else {
        c.find(findings::relief_of_nothing(clause.span));
        return None;
    };
    let ClauseBody::Relief { hour, condition } = &clause.body else {
        return None;
    };
    let Some(hour) = crate::syntax::hour(hour) else {
        c.find(findings::no_such_hour(clause.span));
        return None;
    };
    let mut frame = room.frame.clone();
    let variable = frame.push(Name::new("due"), Some(kind), clause.keyword);
    let inner = Room {
        frame: &frame,
        ..*room
    };
    let condition = condition.as_ref().map(|condition| {
        let mut typing = inner.typing(c);
        typing.calendar.clone_from(&calendar);
        typing.condition(condition)
    });
    let relief = Relief {
        hour,
        calendar,
        variable,
        condition: transpose(condition)?,
    };
    Some((by, Some(relief)))
}

/// A limit that moves to the next working day.
fn rolled(
    c: &mut Checking<'_>,
    by: Option<Expr>,
    relief: Option<&Clause>,
    calendar: Option<&Name>,
    span: Span,
) -> Option<Option<Expr>> {
    let finding = match (by, relief) {
        (None, _) => findings::rolling_of_nothing(span),
        (Some(_), Some(relief)) => findings::rolling_and_relief(span, relief.keyword),
        (Some(by), None) if by.kind == Kind::Date => {
            let (kind, span) = (by.kind.clone(), by.span);
            let node = Node::Rolled(Box::new(by), calendar.cloned());
            return Some(Some(Expr { node, kind, span }));
        }
        (Some(by), None) => findings::rolling_of_time(span, by.span),
    };
    c.find(finding);
    None
}

/// The sanctions that a breach opens.
fn on_breach(c: &mut Checking<'_>, policy: usize, names: &[Ident]) -> Option<Vec<usize>> {
    let found: Vec<Option<usize>> = names.iter().map(|name| c.sanction(policy, name)).collect();
    found.into_iter().collect()
}
