//! Reading the record of facts: as of a moment, as known by another, with
//! what the law lets stand in for a fact that is not given.

use std::borrow::Cow;
use std::rc::Rc;

use crate::determination::{FactQuestion, Need, Reason, Standing, Words};
use crate::facts::{Datum, Known, Provenance};
use crate::program::{FactPath, FactRoot, FactStep, Field, Record};
use crate::value::{CompareOp, Instant, Kind, Number, Range, Truth, Value};

use super::Eval;
use super::frame::{Frame, Key};
use super::judged::{Given, Item, Judged, Label, List};
use super::logic::because;
use super::place::{Walked, step};
use super::shown::words;
use super::way::{Place, Shape, Way};

/// How often one place may stand in for another.
const MAX_DEFAULTS: usize = 8;

impl<'a> Eval<'a> {
    /// What the record says exactly there, if anything.
    pub(super) fn datum(&self, path: &FactPath) -> Option<&'a Datum> {
        if let Some(datum) = self.supposed_at(path) {
            return Some(datum);
        }
        let mut datum = match path.root {
            FactRoot::Fact(fact) => self.facts.facts.get(fact)?,
            FactRoot::Judgement(judgement) => {
                let datum = self.facts.judgements.get(judgement)?;
                self.may_be_made(path, 0, judgement, datum)
                    .then_some(datum)?
            }
            FactRoot::Event(event) => &self.facts.events.get(event)?.datum,
        };
        if !self.recorded_in_time(&datum.provenance) {
            return None;
        }
        for (at, step) in path.steps.iter().enumerate() {
            datum = match (step, &datum.known) {
                (FactStep::Field(field), Known::Record(record)) => record.fields.get(*field)?,
                (FactStep::Judgement(judgement), Known::Record(record)) => record
                    .judgements
                    .iter()
                    .find_map(|(number, datum)| (number == judgement).then_some(datum))
                    .filter(|datum| self.may_be_made(path, at + 1, *judgement, datum))?,
                // Of what is declared unknown as a whole each part is.
                (FactStep::Field(_) | FactStep::Judgement(_), Known::Unknown) => {
                    return Some(datum);
                }
                (FactStep::Made, _) => datum.provenance.at.as_deref()?,
                (FactStep::Index(index), Known::List { members, .. }) => {
                    members.get(usize::try_from(*index).ok()?)?
                }
                _ => return None,
            };
            if !self.recorded_in_time(&datum.provenance) {
                return None;
            }
        }
        (!matches!(datum.known, Known::Absent)).then_some(datum)
    }

    /// A judgement that is dated after the moment asked for has not been made yet,
    /// and one that was not made by its holder settles nothing. It stands after so many steps.
    fn may_be_made(&self, path: &FactPath, steps: usize, judgement: usize, datum: &Datum) -> bool {
        let place = || FactPath {
            root: path.root,
            steps: path.steps.iter().take(steps).copied().collect(),
        };
        self.judged_in_time(place, datum) != Truth::No
            && self.by_its_holder(judgement, datum) == Truth::Yes
    }

    /// Whether the judgement at a place was made, and recorded, no later than is asked.
    pub(super) fn judged_in_time(&self, place: impl Fn() -> FactPath, datum: &Datum) -> Truth {
        let from = &datum.provenance;
        let open = from.at().filter(|at| at.exact().is_none());
        let supposed = open.and_then(|_| self.supposed_at(&step(&place(), FactStep::Made)));
        match supposed.map(|datum| &datum.known) {
            Some(Known::Value(Value::Range(at))) if self.recorded_in_time(from) => {
                self.made_by_then(at)
            }
            _ => self.made_in_time(from),
        }
    }

    /// Whether something was made, and recorded, no later than is asked.
    pub(super) fn made_in_time(&self, from: &Provenance) -> Truth {
        let made = from.at().map_or(Truth::Yes, |at| self.made_by_then(&at));
        made.and(Truth::from(self.recorded_in_time(from)))
    }

    fn made_by_then(&self, at: &Range) -> Truth {
        let until = self.judged_by.unwrap_or_else(|| self.told_until());
        Range::exactly(until.seconds()).is_at_least(at)
    }

    /// What was recorded after the moment of knowledge was not known.
    pub(super) fn recorded_in_time(&self, from: &Provenance) -> bool {
        let known = self.question.known_by.zip(from.recorded);
        known.is_none_or(|(known_by, recorded)| recorded <= known_by)
    }

    /// The place that is read where the record is silent at this one.
    fn stand_in(&self, path: &FactPath) -> Option<FactPath> {
        (0..=path.steps.len()).rev().find_map(|length| {
            let (before, after) = path.steps.split_at_checked(length)?;
            if matches!(before.last(), Some(FactStep::Index(_))) {
                return None;
            }
            let mut other = self.at_steps(path.root, before)?.0?.default.clone()?;
            other.steps.extend_from_slice(after);
            Some(other)
        })
    }

    /// What the record says there, or where the law lets it be read instead.
    pub(super) fn find<'p>(&self, path: &'p FactPath) -> Option<(Cow<'p, FactPath>, &'a Datum)> {
        let mut path = Cow::Borrowed(path);
        for _ in 0..MAX_DEFAULTS {
            if let Some(datum) = self.datum(&path) {
                return Some((path, datum));
            }
            path = Cow::Owned(self.stand_in(&path)?);
        }
        None
    }

    /// What is known at a place. It is found once, however often it is asked for.
    pub(super) fn read(&self, path: &FactPath) -> Judged {
        if let Some((known, reads, _)) = self.known.borrow().get(path) {
            self.note_reads(reads);
            return known.clone();
        }
        let base = self.base.as_ref();
        if let Some((known, reads)) = base.and_then(|base| base.read(path)) {
            self.note_reads(&reads);
            return known;
        }
        self.begin_reads();
        let before = self.cut_short.replace(false);
        let mut judged = self.read_anew(path);
        let whole = !self.cut_short.get();
        self.cut_short.set(before || !whole);
        let reads = self.end_reads();
        if !self.worded {
            judged.reasons.clear();
        }
        if whole {
            let mut known = self.known.borrow_mut();
            let before = known.len();
            known.insert(path.clone(), (judged.clone(), reads, before));
        }
        judged
    }

    fn read_anew(&self, path: &FactPath) -> Judged {
        let Some(walked) = self.walk(path) else {
            return Judged::new(Item::NotApplicable, Label::none());
        };
        match &walked.kind {
            Kind::Record(_) => self.read_record(path, &walked),
            Kind::List(_) | Kind::Events(_) => self.read_list(path, &walked),
            _ => self.read_value(path, &walked),
        }
    }

    fn read_record(&self, path: &FactPath, walked: &Walked<'a>) -> Judged {
        let found = self.find(path).map(|(_, datum)| datum);
        let item = match found.map(|d| &d.known) {
            Some(Known::NotApplicable) => Item::NotApplicable,
            _ => Item::Record(path.clone()),
        };
        let mut judged = Judged::new(item, self.label(path, walked, None));
        judged.given = given(found);
        if matches!(judged.given, Given::Absent | Given::Unknown) {
            judged.needs = vec![self.need(walked, judged.given == Given::Unknown)];
        }
        judged
    }

    fn read_list(&self, path: &FactPath, walked: &Walked<'a>) -> Judged {
        let found = self.find(path);
        let at = found.as_ref().map_or(path, |(place, _)| &**place);
        let (members, open) = match found.as_ref().map(|(_, datum)| &datum.known) {
            Some(Known::List { members, open }) => {
                let places = (0u32..)
                    .zip(members)
                    .map(|(index, _)| (step(at, FactStep::Index(index)), Truth::Yes));
                (places.collect(), *open)
            }
            Some(Known::NotApplicable) => (Vec::new(), false),
            _ => (Vec::new(), true),
        };
        let shape = Shape::More {
            known: members.len(),
            list: Place::Members(at.clone()),
        };
        let item = Item::List(List { members, open });
        let datum = found.as_ref().map(|(_, datum)| *datum);
        let mut judged = Judged::new(item, self.label(at, walked, datum)).shaped(shape);
        judged.given = given(datum);
        if open {
            judged.needs = vec![self.need(walked, judged.given == Given::Unknown)];
        }
        judged
    }

    fn read_value(&self, path: &FactPath, walked: &Walked<'a>) -> Judged {
        let computed = walked.field.and_then(|field| field.computed.as_ref());
        if let (Some(computed), None, Some(FactStep::Field(_))) =
            (computed, self.datum(path), path.steps.last())
        {
            let mut parent = path.clone();
            parent.steps.pop();
            let record = Judged::new(Item::Record(parent), Label::none());
            let policy = walked.field.map_or(0, |field| field.head.policy);
            let when = self.as_of_when_for(computed);
            let frame = Frame::new(vec![record], &when, policy);
            let mut key = Key::default();
            key.place(path);
            let key = key.text_of();
            let known = self.computed.borrow().get(&key).cloned();
            let mut judged = match known {
                Some((known, reads)) => {
                    self.note_reads(&reads);
                    known
                }
                None => {
                    self.begin_reads();
                    let found = self.evaluate(computed, &frame);
                    let reads = self.end_reads();
                    let mut computed = self.computed.borrow_mut();
                    computed.insert(key, (found.clone(), reads));
                    found
                }
            };
            let nothing = matches!(&judged.item, Item::Value(value)
                if Some(value) == self.unknown(&walked.kind).as_ref());
            let always = walked.field.map_or(Range::UNKNOWN, Field::always);
            judged.item = within(judged.item, &always);
            if !nothing || self.find(path).is_none() {
                judged.label = Rc::new(self.label(path, walked, None));
                let shape = Shape::Reckoned(Place::Fact(path.clone()), Rc::clone(&judged.way));
                return judged.shaped(shape);
            }
        }
        match self.find(path) {
            Some((place, datum)) if *place != *path => match self.walk(&place) {
                Some(walked) => self.leaf(&place, &walked, Some(datum)),
                None => self.leaf(path, walked, Some(datum)),
            },
            Some((_, datum)) => self.leaf(path, walked, Some(datum)),
            None => self.leaf(path, walked, None),
        }
    }

    /// One value of the record.
    pub(super) fn leaf(
        &self,
        path: &FactPath,
        walked: &Walked<'a>,
        datum: Option<&Datum>,
    ) -> Judged {
        let label = self.label(path, walked, datum);
        let Some(unknown) = self.unknown(&walked.kind) else {
            return Judged::new(Item::NotApplicable, label);
        };
        let (item, perhaps) = match datum.map(|d| &d.known) {
            // What is only supposed may lie ahead.
            Some(Known::Value(value)) if self.supposed_at(path).is_some() => {
                (Item::Value(value.clone()), false)
            }
            Some(Known::Disputed(accounts)) => self.on_any_account(walked, accounts, &unknown),
            known => (self.item(walked, known, unknown), false),
        };
        let item = self.bounded(path, walked, item);
        let given = match given(datum) {
            Given::Stated if self.lies_ahead(walked, &item) => Given::NotYet,
            Given::Stated if self.may_lie_ahead(walked, &item) => Given::Perhaps,
            given => given,
        };
        let needs = match &item {
            Item::Value(value) if !value.is_settled() => {
                vec![self.need(walked, given == Given::Unknown)]
            }
            _ => Vec::new(),
        };
        let mut judged = Judged::new(item, label);
        judged.perhaps = perhaps;
        let made = datum.filter(|_| walked.judgement.is_some());
        let made = made.map_or(Truth::Yes, |datum| {
            self.judged_in_time(|| path.clone(), datum)
        });
        if made == Truth::Undetermined {
            return self.perhaps_made(path, walked, &judged, datum.map(|d| &d.provenance));
        }
        if walked.kind == Kind::YesNo {
            judged = self.leaf_answer(path, walked, judged, datum.map(|d| &d.provenance));
        } else if !judged.is_not_applicable() {
            judged = judged.shaped(Shape::Figure(Place::Fact(path.clone())));
        }
        judged.given = given;
        judged.perhaps = perhaps;
        judged.needs = needs;
        if datum.is_some_and(|datum| datum.provenance.assumed) {
            judged.standing = Standing::Assumed;
        }
        judged
    }

    /// A judgement of which it is open whether it was made by then: what it says, or nothing yet.
    fn perhaps_made(
        &self,
        path: &FactPath,
        walked: &Walked<'a>,
        judged: &Judged,
        provenance: Option<&Provenance>,
    ) -> Judged {
        let says = judged.truth();
        let open = Judged::new(
            Item::Value(Value::Truth(Truth::Undetermined)),
            judged.label.clone(),
        );
        let mut open = self.leaf_answer(path, walked, open, provenance);
        let way = |now: Value, shape: Shape| {
            let now = Some(now);
            Rc::new(Way { now, shape })
        };
        let nothing = Value::Truth(Truth::Undetermined);
        let at = step(path, FactStep::Made);
        let made = {
            let known = provenance.and_then(Provenance::at);
            let known = Value::Range(known.unwrap_or(Range::UNKNOWN));
            let known = way(known, Shape::Figure(Place::Fact(at.clone())));
            let now = Value::Range(Range::exactly(self.now()));
            let by_now = Shape::Compare(known, CompareOp::AtMost, way(now, Shape::Fixed));
            way(nothing.clone(), by_now)
        };
        // Before it was made it was open, whatever it says.
        let not_yet = way(nothing.clone(), Shape::OPAQUE);
        open = match says {
            Truth::Yes => open.shaped(Shape::any(vec![made, not_yet])),
            Truth::No => {
                let not = way(nothing, Shape::Not(made));
                open.shaped(Shape::all(vec![not, not_yet]))
            }
            Truth::Undetermined => open.shaped(Shape::OPAQUE),
        };
        open.given = Given::Perhaps;
        open.needs = match says {
            Truth::Undetermined => vec![self.need(walked, false)],
            _ => self
                .walk(&at)
                .map(|at| self.need(&at, false))
                .into_iter()
                .collect(),
        };
        open
    }

    /// What is known of a value, within what it lies whatever the record says there.
    fn bounded(&self, path: &FactPath, walked: &Walked<'a>, item: Item) -> Item {
        match &item {
            Item::Value(Value::Range(range)) if range.exact().is_none() => {
                within(item, &self.lies_within(path, walked))
            }
            _ => item,
        }
    }

    /// Between what a value lies: what is declared of it, and of a start or an end the other of the
    /// two.
    fn lies_within(&self, path: &FactPath, walked: &Walked<'a>) -> Range {
        let declared = walked.field.map_or(Range::UNKNOWN, |field| field.within);
        let (Kind::Time, Some((FactStep::Field(own), before))) =
            (&walked.kind, path.steps.split_last())
        else {
            return declared;
        };
        let Some((_, kind)) = self.at_steps(path.root, before) else {
            return declared;
        };
        let Kind::Record(record) = *kind else {
            return declared;
        };
        let parent = FactPath {
            root: path.root,
            steps: before.to_vec(),
        };
        let stretches = self.program.records.get(record).map(Record::stretches);
        let known = |field: usize| {
            // What the record does not tell here it may tell where this is read instead.
            let (_, datum) = self.find(&step(&parent, FactStep::Field(field)))?;
            match &datum.known {
                // What has not come by now bounds nothing by when it will.
                Known::Value(value) => match self.as_of_clipped(walked, value) {
                    Value::Range(range) => Some(range),
                    _ => None,
                },
                _ => None,
            }
        };
        let ends = stretches.unwrap_or_default().into_iter();
        ends.fold(declared, |range, (first, last)| {
            let other = match () {
                () if last == *own => known(first).map(|first| Range {
                    high: None,
                    ..first
                }),
                () if first == *own => known(last).map(|last| Range { low: None, ..last }),
                () => None,
            };
            other.map_or(range, |other| range.meet(&other))
        })
    }

    /// Whether it is a time that has not come.
    pub(super) fn lies_ahead(&self, walked: &Walked<'a>, item: &Item) -> bool {
        match item {
            Item::Value(Value::Range(range)) => {
                let ahead = self.part_ahead(walked, range);
                ahead.is_some_and(|(later, _)| later == *range)
            }
            _ => false,
        }
    }

    /// Whether it is a time of which it is open whether it has come.
    fn may_lie_ahead(&self, walked: &Walked<'a>, item: &Item) -> bool {
        let planned = walked.field.is_some_and(|field| field.planned);
        match item {
            Item::Value(Value::Range(range)) if !planned => {
                let ahead = self.part_ahead(walked, range);
                ahead.is_some_and(|(_, ahead)| ahead != *range)
            }
            _ => false,
        }
    }

    /// What is known, of a fact that is not disputed.
    pub(super) fn item(&self, walked: &Walked<'a>, known: Option<&Known>, unknown: Value) -> Item {
        match known {
            Some(Known::Value(value)) => Item::Value(self.as_of_clipped(walked, value)),
            Some(Known::NotYet) => Item::Value(Value::Range(Range::more_than(self.now()))),
            Some(Known::NotApplicable) => Item::NotApplicable,
            _ => Item::Value(unknown),
        }
    }

    /// What is so whichever account is true, and whether by one of them it does not apply.
    fn on_any_account(
        &self,
        walked: &Walked<'a>,
        accounts: &[Datum],
        unknown: &Value,
    ) -> (Item, bool) {
        let heard = accounts.iter();
        let heard = heard.filter(|account| self.recorded_in_time(&account.provenance));
        let items = heard.map(|account| self.item(walked, Some(&account.known), unknown.clone()));
        let (mut joined, mut perhaps) = (None, false);
        for item in items {
            joined = Some(match (joined, item) {
                (None, item) => item,
                (Some(Item::Value(a)), Item::Value(b)) => {
                    Item::Value(a.join(&b).unwrap_or_else(|| unknown.clone()))
                }
                (Some(Item::Value(value)), _) | (Some(_), Item::Value(value)) => {
                    perhaps = true;
                    Item::Value(value)
                }
                (Some(other), _) => other,
            });
        }
        (joined.unwrap_or(Item::Value(unknown.clone())), perhaps)
    }

    fn leaf_answer(
        &self,
        path: &FactPath,
        walked: &Walked<'a>,
        judged: Judged,
        provenance: Option<&Provenance>,
    ) -> Judged {
        let value = judged.truth();
        if let Some(judgement) = walked.judgement {
            let unheard = self.unheard(judgement, path);
            self.note_judgement(judgement, &walked.text, value, provenance, unheard);
        }
        let step = || match walked.judgement {
            Some(judgement) => Reason::Judgement {
                path: walked.text.clone(),
                title: words(&walked.title),
                holder: self.holder(judgement).map(|party| party.1),
                by: provenance.and_then(|p| p.by.clone()),
            },
            None => Reason::Fact {
                fact: self.side(&judged, &Kind::YesNo, 0),
                asks: FactQuestion::Is,
            },
        };
        let not_applicable = judged.is_not_applicable();
        let mut answer = self.said_so(value, || because(value, step(), Vec::new()));
        if not_applicable {
            answer.item = Item::NotApplicable;
        } else {
            answer = answer.shaped(Shape::YesNo(Place::Fact(path.clone())));
        }
        if walked.judgement.is_some() {
            answer.standing = Standing::Judged;
        }
        answer.label = judged.label;
        answer
    }

    /// What the record dates after the moment asked for has not happened yet.
    fn as_of_clipped(&self, walked: &Walked<'a>, value: &Value) -> Value {
        let planned = walked.field.is_some_and(|field: &Field| field.planned);
        let Value::Range(range) = value else {
            return value.clone();
        };
        let told = self.after(walked, self.told_until()).filter(|_| !planned);
        let Some(told) = told else {
            return value.clone();
        };
        let ahead = told.meet(range);
        // At an earlier moment it may have been still to come.
        let straddles = self.is_earlier() && !ahead.is_empty();
        Value::Range(match ahead == *range {
            true => self.not_yet(walked).unwrap_or(*range),
            false if straddles => Range {
                high: None,
                ..*range
            },
            false => *range,
        })
    }

    /// The times that lie ahead, and the part of one in them where there is one: of what is past there
    /// is none at any later moment.
    fn part_ahead(&self, walked: &Walked<'a>, range: &Range) -> Option<(Range, Range)> {
        let later = self.after(walked, self.question.as_of)?;
        let ahead = later.meet(range);
        if ahead.is_empty() {
            return None;
        }
        self.note_now();
        Some((later, ahead))
    }

    /// When something happens that has not happened yet: after the moment asked for, or its day.
    pub(super) fn not_yet(&self, walked: &Walked<'a>) -> Option<Range> {
        self.after(walked, self.as_of())
    }

    /// All times after an instant, or all days after its day.
    fn after(&self, walked: &Walked<'a>, at: Instant) -> Option<Range> {
        match walked.kind {
            Kind::Time => Some(Range::more_than(at.seconds())),
            Kind::Date => {
                let policy = walked.field.map_or(0, |field| field.head.policy);
                let day = self.zone(policy).date(at)?;
                Some(Range::at_least(Number::whole(day.plus_days(1)?.number())))
            }
            _ => None,
        }
    }

    /// What a kind's value is when nothing is known of it.
    pub(super) fn unknown(&self, kind: &Kind) -> Option<Value> {
        Value::unknown(kind, |list| {
            self.program
                .choices
                .get(list)
                .map_or(0, |choice| choice.alternatives.len())
        })
    }

    /// What a place is called.
    pub(super) fn label(
        &self,
        path: &FactPath,
        walked: &Walked<'a>,
        datum: Option<&Datum>,
    ) -> Label {
        let place = Label {
            path: Some(walked.text.clone()),
            place: Some(path.clone()),
            ..Label::default()
        };
        if !self.worded {
            return place;
        }
        let from = datum.map(|datum| &datum.provenance);
        Label {
            title: walked.title.clone().into_owned(),
            by: from.and_then(|from| from.by.clone()),
            source: from.and_then(|from| from.source.clone()),
            ..place
        }
    }

    /// The need of what stands at a place; where no words are wanted, its path alone.
    pub(super) fn need(&self, walked: &Walked<'a>, declared_unknown: bool) -> Need {
        if self.worded {
            return self.whole_need(walked, declared_unknown);
        }
        Need {
            path: walked.text.clone(),
            title: Words::default(),
            holder: None,
            declared_unknown,
        }
    }

    /// The same, with what it is called.
    pub(super) fn whole_need(&self, walked: &Walked<'a>, declared_unknown: bool) -> Need {
        Need {
            path: walked.text.clone(),
            title: words(&walked.title),
            holder: walked
                .judgement
                .and_then(|j| self.holder(j))
                .map(|party| party.1),
            declared_unknown,
        }
    }
}

/// Whether the record speaks of it.
pub(super) fn given(datum: Option<&Datum>) -> Given {
    match datum.map(|d| &d.known) {
        None | Some(Known::Absent) => Given::Absent,
        Some(Known::Unknown) => Given::Unknown,
        Some(Known::NotYet) => Given::NotYet,
        Some(_) => Given::Stated,
    }
}

/// The part of a value that lies within bounds. What lies outside them is left as it is: it was
/// reckoned from what the record says.
fn within(item: Item, bounds: &Range) -> Item {
    match item {
        Item::Value(Value::Range(range)) => {
            let part = range.meet(bounds);
            Item::Value(Value::Range(if part.is_empty() { range } else { part }))
        }
        other => other,
    }
}
