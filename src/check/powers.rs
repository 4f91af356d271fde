//! Powers, and sanctions, which are powers with a quantum.

use super::checking::Checking;
use super::clauses::Sort;
use super::declare::Entry;
use super::findings;
use super::frame::transpose;
use super::order::Place;
use super::provisions::{Room, opened};
use super::versions::Draft;
use crate::program::expression::Expr;
use crate::program::provision::{PowerBody, SanctionBody};
use crate::program::{PartyRef, Target};
use crate::syntax::tree::{self, ClauseBody};
use crate::value::Kind;

/// Fills a power.
pub(super) fn power(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize) {
    let target = Target::Power(id);
    let (governed, versions) = opened(c, entry, target, &mut |c, room, draft| {
        let holder = party(c, room, draft, Sort::Holder);
        let over = match draft.one(Sort::Over).map(|clause| &clause.body) {
            Some(ClauseBody::Over(over)) => {
                let parties = c.parties(room.policy, over);
                (parties.len() == over.len()).then_some(parties)
            }
            _ => Some(Vec::new()),
        };
        let when = room.when(c, draft);
        let unless = room.unless(c, draft);
        let through = through(c, room, draft);
        Some(PowerBody {
            holder: holder??,
            over: over?,
            when: when?,
            unless: unless?,
            through: through?,
        })
    });
    if let Some(power) = c.program.powers.get_mut(id) {
        power.governed_by = governed;
        power.versions = versions;
    }
}

/// Fills a sanction.
pub(super) fn sanction(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize) {
    let target = Target::Sanction(id);
    let (governed, versions) = opened(c, entry, target, &mut |c, room, draft| {
        let bearer = party(c, room, draft, Sort::Bearer);
        let holder = party(c, room, draft, Sort::Holder);
        let when = room.when(c, draft);
        let unless = room.unless(c, draft);
        let through = through(c, room, draft);
        let up_to = match draft.one(Sort::UpTo).map(|clause| &clause.body) {
            Some(ClauseBody::UpTo(quanta)) => up_to(c, room, quanta),
            _ => Some(Vec::new()),
        };
        let in_lieu_of = in_lieu_of(c, room, draft, id);
        Some(SanctionBody {
            bearer: bearer?,
            holder: holder?,
            when: when?,
            unless: unless?,
            through: through?,
            up_to: up_to?,
            in_lieu_of: in_lieu_of?,
        })
    });
    if let Some(sanction) = c.program.sanctions.get_mut(id) {
        sanction.governed_by = governed;
        sanction.versions = versions;
    }
}

fn party(
    c: &mut Checking<'_>,
    room: &Room<'_>,
    draft: &Draft<'_>,
    sort: Sort,
) -> Option<Option<PartyRef>> {
    match draft.one(sort).map(|clause| &clause.body) {
        Some(ClauseBody::Bearer(name) | ClauseBody::Holder(name)) => {
            c.party(room.policy, name).map(Some)
        }
        _ => Some(None),
    }
}

fn through(c: &mut Checking<'_>, room: &Room<'_>, draft: &Draft<'_>) -> Option<Option<usize>> {
    match draft.one(Sort::Through).map(|clause| &clause.body) {
        Some(ClauseBody::Through(act)) => c.act(room.policy, act).map(Some),
        _ => Some(None),
    }
}

/// Amounts and lengths of time at most.
fn up_to(c: &mut Checking<'_>, room: &Room<'_>, quanta: &[tree::Expr]) -> Option<Vec<Expr>> {
    let typed: Vec<Option<Expr>> = quanta
        .iter()
        .map(|quantum| {
            let typed = room.typing(c).any(quantum)?;
            let fits = matches!(
                typed.kind,
                Kind::Money(_) | Kind::Period | Kind::Duration | Kind::Number
            );
            if !fits {
                let finding = findings::no_quantum(&c.program, &typed);
                c.find(finding);
                return None;
            }
            Some(typed)
        })
        .collect();
    typed.into_iter().collect()
}

type InLieu = Option<(usize, Option<Expr>)>;

fn in_lieu_of(
    c: &mut Checking<'_>,
    room: &Room<'_>,
    draft: &Draft<'_>,
    id: usize,
) -> Option<InLieu> {
    let clause = draft.one(Sort::InLieuOf).map(|clause| &clause.body);
    let Some(ClauseBody::InLieuOf { name, condition }) = clause else {
        return Some(None);
    };
    let other = c.sanction(room.policy, name);
    let condition = condition
        .as_ref()
        .map(|condition| room.typing(c).condition(condition));
    let (other, condition) = (other?, transpose(condition)?);
    if other == id {
        c.find(findings::in_lieu_of_itself(name.span));
        return None;
    }
    c.refer(
        Some(room.place),
        Place::Target(Target::Sanction(other)),
        name.span,
    );
    Some(Some((other, condition)))
}
