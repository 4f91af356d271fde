//! What a competent party has found of a duty prevails over what the rules come to.

use crate::facts::{Heard, last_heard};
use crate::plan::DutyId;
use crate::value::figure::Figure;
use crate::value::{Range, State, Truth};

use super::Kernel;
use super::instance::{Names, Ruling};
use super::limit::Limit;
use super::slots::Found;

impl Kernel<'_> {
    /// Lets what the holder of a duty has found of the instances in the making prevail; the last
    /// finding counts. `further` says that there may be instances of which the record does not tell.
    pub(super) fn findings(&mut self, duty: DutyId, made: usize, further: bool) {
        let slots = self.slots;
        if slots.found.is_empty() {
            return;
        }
        let until = Range::exactly(self.asked.told_until().seconds());
        let heard = slots.found.iter().enumerate();
        let heard = heard.filter(|(_, found)| found.duty == duty && found.heard);
        let heard: Vec<(usize, &Found)> = heard.collect();
        let alone = !further && self.s.making.len() == made + 1;
        for at in made..self.s.making.len() {
            let Some(parts) = self.s.making.get(at).map(|instance| instance.parts) else {
                break;
            };
            let each = heard.iter().map(|(number, found)| Heard {
                number: *number,
                made: found.at.map_or(Truth::Yes, |at| until.is_at_least(&at)),
                meant: match self.names(found.re, self.parts(parts)) {
                    Names::This => Truth::Yes,
                    Names::Another => Truth::No,
                    Names::Nothing if alone => Truth::Yes,
                    Names::Nothing => Truth::Undetermined,
                },
                at: found.at,
            });
            let (last, others) = last_heard(each.collect());
            if let Some(found) = last.and_then(|last| slots.found.get(last.number)) {
                self.prevail(at, found);
            }
            for other in others {
                if let Some(found) = slots.found.get(other.number) {
                    self.perhaps_prevails(at, found);
                }
            }
        }
    }

    /// Leaves a state open that a finding may decide.
    fn perhaps_prevails(&mut self, at: usize, found: &Found) {
        let Some(instance) = self.s.making.get_mut(at) else {
            return;
        };
        let outcome = &mut instance.outcome;
        // What is not owed in one of two ways may be what was found, or the other.
        let same = outcome.state == found.state && !outcome.trigger_open;
        if outcome.state == State::NotInForce || same {
            return;
        }
        outcome.breach = outcome.breach.join(Truth::from(found.state.is_breach()));
        outcome.perhaps_found = true;
        outcome.arises = outcome.arises.join(arises(found.state));
        outcome.state = State::Undetermined;
        outcome.trigger_open = false;
    }

    fn prevail(&mut self, at: usize, found: &Found) {
        let Some(instance) = self.s.making.get_mut(at) else {
            return;
        };
        let outcome = &mut instance.outcome;
        if outcome.state == State::NotInForce {
            return;
        }
        let derived = outcome.state;
        // What is open of the rules together is looked at by the plain evaluator: they may come to no
        // limit, in whatever case.
        let open = outcome.arises == Truth::Undetermined || outcome.trigger_open;
        if open && outcome.limit.is_set() {
            outcome.limit = Limit {
                due: Some(Figure::UNKNOWN),
                at: Some(Figure::UNKNOWN),
                relieved: false,
                elsewhere: false,
                ..outcome.limit.perhaps()
            };
        }
        outcome.arises = arises(found.state);
        outcome.breach = Truth::from(found.state.is_breach());
        outcome.unjudged = false;
        outcome.found = Some(Ruling {
            derived,
            at: found.at,
        });
        outcome.state = found.state;
        outcome.trigger_open = false;
        outcome.exempt = (0, 0);
    }
}

/// Whether what is found in a state has arisen.
fn arises(state: State) -> Truth {
    Truth::from(!matches!(state, State::NotArisen | State::Exempt))
}
