//! Which parts of the record each result of an evaluation was read from, so that after a change only
//! the results that depend on it are evaluated again.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use crate::facts::Datum;
use crate::program::provision::{DutyBody, PowerBody, SanctionBody};
use crate::program::{FactPath, Target};
use crate::source::Span;

use super::conclusion::Concluded;
use super::instance::{Instance, Only};
use super::judged::Judged;
use super::way::{Addresses, Place};
use super::{Eval, Found};

/// So many numbers are kept one by one.
const FEW: usize = 8;

/// Places of the record by their numbers, or all of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Reads {
    all: bool,
    /// The numbers, where there are few.
    few: Vec<usize>,
    /// One bit for each number, where there are more.
    places: Vec<u64>,
}

impl Reads {
    /// All places.
    fn all() -> Reads {
        Reads {
            all: true,
            ..Reads::default()
        }
    }

    fn note(&mut self, number: usize) {
        if self.places.is_empty() {
            if self.few.contains(&number) {
                return;
            }
            if self.few.len() < FEW {
                return self.few.push(number);
            }
        }
        self.mark(number);
        for number in std::mem::take(&mut self.few) {
            self.mark(number);
        }
    }

    fn mark(&mut self, number: usize) {
        let (word, bit) = (number / 64, number % 64);
        if self.places.len() <= word {
            self.places.resize(word + 1, 0);
        }
        if let Some(word) = self.places.get_mut(word) {
            *word |= 1 << bit;
        }
    }

    fn join(&mut self, other: &Reads) {
        self.all |= other.all;
        for number in &other.few {
            self.note(*number);
        }
        if other.places.is_empty() {
            return;
        }
        if self.places.len() < other.places.len() {
            self.places.resize(other.places.len(), 0);
        }
        for (own, other) in self.places.iter_mut().zip(&other.places) {
            *own |= other;
        }
        for number in std::mem::take(&mut self.few) {
            self.mark(number);
        }
    }

    fn has(&self, number: usize) -> bool {
        let (word, bit) = (number / 64, number % 64);
        let marked = self
            .places
            .get(word)
            .is_some_and(|word| word >> bit & 1 == 1);
        marked || self.few.contains(&number)
    }

    /// Whether what read this is the same whatever stands at those places.
    fn is_apart_from(&self, changed: &Reads) -> bool {
        let mut both = self.places.iter().zip(&changed.places);
        !self.all
            && !changed.all
            && !self.few.iter().any(|number| changed.has(*number))
            && !changed.few.iter().any(|number| self.has(*number))
            && both.all(|(own, changed)| own & changed == 0)
    }
}

/// What is read, noted for each thing that is being found, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Tracker {
    facts: HashMap<FactPath, usize, Addresses>,
    others: HashMap<Place, usize, Addresses>,
    readings: HashMap<usize, usize>,
    /// Where what was looked at is written, if someone asks.
    texts: Option<HashMap<Span, usize>>,
    open: Vec<Reads>,
}

/// The number of the moment asked for, which no place has.
const NOW: usize = 0;

impl Tracker {
    fn next(&self) -> usize {
        let texts = self.texts.as_ref().map_or(0, HashMap::len);
        1 + self.facts.len() + self.others.len() + self.readings.len() + texts
    }

    fn note(&mut self, number: usize) {
        if let Some(open) = self.open.last_mut() {
            open.note(number);
        }
    }
}

/// What the record says at places, what was read to know it, and how many were known before.
pub(super) type Read = RefCell<HashMap<FactPath, (Judged, Reads, usize), Addresses>>;

/// What an evaluation of the record as it is has found.
pub(super) struct Ground<'b> {
    known: Rc<Read>,
    /// So many of those were known; what is found there later may hang on a place that had no number yet.
    known_then: usize,
    conclusions: BTreeMap<Rc<str>, Rc<Concluded<'b>>>,
    pub(super) duties: Found<'b, DutyBody>,
    pub(super) powers: Found<'b, PowerBody>,
    pub(super) opened: Found<'b, SanctionBody>,
    pub(super) sanctions: Found<'b, SanctionBody>,
}

impl Ground<'_> {
    fn size(&self) -> [usize; 5] {
        let (duties, powers) = (self.duties.len(), self.powers.len());
        let (opened, sanctions) = (self.opened.len(), self.sanctions.len());
        [self.conclusions.len(), duties, powers, opened, sanctions]
    }
}

/// What was found on the record as it is, and the places at which another evaluation supposes
/// something else.
#[derive(Clone)]
pub(super) struct Base<'b> {
    pub(super) found: Rc<Ground<'b>>,
    pub(super) changed: Reads,
}

/// What is supposed in one evaluation: places and what is there.
type Overlay = Vec<(Place, Datum)>;

/// Room for what is supposed in evaluations that are kept, which has to last as long as they do.
#[derive(Default)]
pub(super) struct Room {
    places: OnceCell<Vec<OnceCell<Overlay>>>,
    used: Cell<usize>,
}

impl Room {
    /// So many evaluations of one answer are kept, and then no more.
    const PLACES: usize = 1_024;

    /// The same, as long as there is room for it; else given back.
    pub(super) fn keep(&self, overlay: Overlay) -> Result<&[(Place, Datum)], Overlay> {
        let made = || (0..Room::PLACES).map(|_| OnceCell::new()).collect();
        let places = self.places.get_or_init(made);
        let used = self.used.get();
        match places.get(used) {
            Some(place) => {
                self.used.set(used + 1);
                Ok(place.get_or_init(|| overlay))
            }
            None => Err(overlay),
        }
    }
}

impl<'b> Base<'b> {
    /// Whether what read this is as it was found.
    fn is_apart(&self, reads: &Reads) -> bool {
        reads.is_apart_from(&self.changed)
    }

    /// What the record says at a place, where it does not hang on what is supposed.
    pub(super) fn read(&self, path: &FactPath) -> Option<(Judged, Reads)> {
        let known = self.found.known.borrow();
        let (judged, reads, before) = known.get(path)?;
        let same = *before < self.found.known_then && self.is_apart(reads);
        same.then(|| (judged.clone(), reads.clone()))
    }

    /// What was concluded under a key, where it does not hang on what is supposed.
    pub(super) fn concluded(&self, key: &str) -> Option<Rc<Concluded<'b>>> {
        let known = self.found.conclusions.get(key)?;
        let same = known.is_plain && known.reads.is_apart_from(&self.changed);
        same.then(|| Rc::clone(known))
    }

    /// The same of the instances of an item.
    pub(super) fn instances<T>(
        &self,
        of: &Found<'b, T>,
        number: usize,
    ) -> Option<Rc<Vec<Instance<'b, T>>>> {
        let (known, reads) = of.get(&number)?;
        reads.is_apart_from(&self.changed).then(|| Rc::clone(known))
    }
}

impl<'a> Eval<'a> {
    /// Notes that a fact is read.
    pub(super) fn note_read(&self, path: &FactPath) {
        let Some(tracker) = &self.tracker else {
            return;
        };
        let tracker = &mut *tracker.borrow_mut();
        let known = tracker.facts.get(path).copied();
        let number = known.unwrap_or_else(|| {
            let next = tracker.next();
            tracker.facts.insert(path.clone(), next);
            next
        });
        tracker.note(number);
    }

    /// Notes that something else that can be supposed is read.
    pub(super) fn note_other(&self, place: &Place) {
        let Some(tracker) = &self.tracker else {
            return;
        };
        let tracker = &mut *tracker.borrow_mut();
        let known = tracker.others.get(place).copied();
        let number = known.unwrap_or_else(|| {
            let next = tracker.next();
            tracker.others.insert(place.clone(), next);
            next
        });
        tracker.note(number);
    }

    /// Notes which alternative of a reading is used.
    pub(super) fn note_reading(&self, reading: usize) {
        let Some(tracker) = &self.tracker else {
            return;
        };
        let tracker = &mut *tracker.borrow_mut();
        let next = tracker.next();
        let number = *tracker.readings.entry(reading).or_insert(next);
        tracker.note(number);
    }

    /// Notes that something is another at a later moment, or may be.
    pub(super) fn note_now(&self) {
        if let Some(tracker) = &self.tracker {
            tracker.borrow_mut().note(NOW);
        }
    }

    /// Notes that what is written at a place was looked at, if someone asks.
    pub(super) fn note_text(&self, span: Span) {
        let Some(tracker) = &self.tracker else {
            return;
        };
        let tracker = &mut *tracker.borrow_mut();
        let next = tracker.next();
        if let Some(texts) = &mut tracker.texts {
            let number = *texts.entry(span).or_insert(next);
            tracker.note(number);
        }
    }

    /// What was found, for programs in which something is written otherwise.
    pub(super) fn by_text(&self) -> ByText<'a> {
        let texts = self.tracker.as_ref().and_then(|tracker| {
            let tracker = tracker.borrow();
            tracker.texts.clone()
        });
        ByText {
            found: self.ground(),
            texts: texts.unwrap_or_default(),
        }
    }

    /// What another alternative of a reading may change, on what was found here.
    pub(super) fn base_on_reading(&self, reading: usize) -> Base<'a> {
        let mut changed = Reads::default();
        match &self.tracker {
            None => changed.all = true,
            Some(tracker) => {
                let number = tracker.borrow().readings.get(&reading).copied();
                number.into_iter().for_each(|number| changed.note(number));
            }
        }
        Base {
            found: self.ground(),
            changed,
        }
    }

    /// What may change where nothing is known at these places and below, on what was found here.
    pub(super) fn base_without(&self, places: &[FactPath]) -> Base<'a> {
        let mut changed = Reads::default();
        match &self.tracker {
            None => changed.all = true,
            Some(tracker) => {
                let tracker = tracker.borrow();
                let below = |path: &FactPath| {
                    let mut places = places.iter();
                    places.any(|at| at.root == path.root && path.steps.starts_with(&at.steps))
                };
                let facts = tracker.facts.iter();
                let facts = facts.filter(|(path, _)| below(path));
                let others = tracker.others.iter().filter(|(place, _)| match place {
                    Place::Fact(path) | Place::Over(path, _) | Place::Members(path) => below(path),
                    Place::Event(_) => false,
                });
                let numbers = facts.map(|(_, number)| number);
                for number in numbers.chain(others.map(|(_, number)| number)) {
                    changed.note(*number);
                }
            }
        }
        Base {
            found: self.ground(),
            changed,
        }
    }

    /// What a later moment may change, on what was found here.
    pub(super) fn base_later(&self) -> Base<'a> {
        let mut changed = Reads::default();
        changed.note(NOW);
        Base {
            found: self.ground(),
            changed,
        }
    }

    /// Notes that another evaluation is asked, which notes nothing here.
    pub(super) fn note_all(&self) {
        self.note_reads(&Reads::all());
    }

    /// Notes what something read that was found before.
    pub(super) fn note_reads(&self, reads: &Reads) {
        if let Some(tracker) = &self.tracker
            && let Some(open) = tracker.borrow_mut().open.last_mut()
        {
            open.join(reads);
        }
    }

    /// Begins to note what is read for something that is now found. In two halves, and not around a
    /// closure, because conclusions lie deep in one another.
    pub(super) fn begin_reads(&self) {
        if let Some(tracker) = &self.tracker {
            tracker.borrow_mut().open.push(Reads::default());
        }
    }

    /// What was read since that was begun.
    pub(super) fn end_reads(&self) -> Reads {
        let Some(tracker) = &self.tracker else {
            return Reads::all();
        };
        let reads = tracker.borrow_mut().open.pop().unwrap_or_default();
        self.note_reads(&reads);
        reads
    }

    /// Those of some places that were read; all, where it was not noted what was read.
    pub(super) fn read_of<'p>(&self, places: impl Iterator<Item = &'p Place>) -> Reads {
        let Some(tracker) = &self.tracker else {
            return Reads::all();
        };
        let tracker = tracker.borrow();
        let mut found = Reads::default();
        for place in places {
            let number = match place {
                Place::Fact(path) => tracker.facts.get(path),
                other => tracker.others.get(other),
            };
            if let Some(number) = number {
                found.note(*number);
            }
        }
        found
    }

    /// What was found so far, for evaluations that build on it.
    pub(super) fn ground(&self) -> Rc<Ground<'a>> {
        let (conclusions, duties) = (self.conclusions.borrow(), self.duties.borrow());
        let (powers, opened) = (self.powers.borrow(), self.opened.borrow());
        let sanctions = self.sanctions.borrow();
        let (first, last) = (conclusions.len(), sanctions.len());
        let size = [first, duties.len(), powers.len(), opened.len(), last];
        let mut known = self.ground.borrow_mut();
        if let Some(known) = known.as_ref().filter(|known| known.size() == size) {
            return Rc::clone(known);
        }
        let found = Rc::new(Ground {
            known: Rc::clone(&self.known),
            known_then: self.known.borrow().len(),
            conclusions: conclusions.clone(),
            duties: duties.clone(),
            powers: powers.clone(),
            opened: opened.clone(),
            sanctions: sanctions.clone(),
        });
        Rc::clone(known.insert(found))
    }

    /// What is said in an evaluation that is asked several questions, where one instance alone may be
    /// asked about: what was found of that alone is forgotten, since it says nothing of the others.
    pub(super) fn asked_of<R>(
        &mut self,
        only: Option<&Only>,
        ask: impl FnOnce(&Eval<'a>) -> R,
    ) -> R {
        self.only = only.cloned();
        self.looks.set(0);
        self.cut_short.set(false);
        let whole = only.is_none_or(|only| self.has_found(only.target));
        let said = ask(self);
        if let Some(only) = only.filter(|_| !whole) {
            self.forget(only.target);
        }
        said
    }

    /// Whether it may be asked something else: nothing in it was cut short, and it is not large.
    pub(super) fn can_be_kept(&self) -> bool {
        const MOST: usize = 512;
        !self.cut_short.get() && self.conclusions.borrow().len() <= MOST
    }

    fn has_found(&self, target: Target) -> bool {
        match target {
            Target::Duty(number) => self.duties.borrow().contains_key(&number),
            Target::Power(number) => self.powers.borrow().contains_key(&number),
            Target::Sanction(number) => self.opened.borrow().contains_key(&number),
            Target::Define(_) | Target::Exception(_) => true,
        }
    }

    fn forget(&self, target: Target) {
        match target {
            Target::Duty(number) => {
                self.duties.borrow_mut().remove(&number);
                self.otherwise.borrow_mut().remove(&number);
            }
            Target::Power(number) => drop(self.powers.borrow_mut().remove(&number)),
            Target::Sanction(number) => {
                self.sanctions.borrow_mut().remove(&number);
                self.opened.borrow_mut().remove(&number);
            }
            Target::Define(_) | Target::Exception(_) => {}
        }
    }

    /// Whether the instances of an item are those that were found before, and no row tells them again.
    pub(super) fn is_as_found(&self, target: Target) -> bool {
        let Some(base) = self.base.as_ref().filter(|_| self.changes_alone) else {
            return false;
        };
        let apart = |reads: Option<&Reads>| reads.is_some_and(|reads| base.is_apart(reads));
        let found = &base.found;
        match target {
            Target::Duty(number) => apart(found.duties.get(&number).map(|(_, reads)| reads)),
            Target::Power(number) => apart(found.powers.get(&number).map(|(_, reads)| reads)),
            Target::Sanction(number) => apart(found.sanctions.get(&number).map(|(_, reads)| reads)),
            Target::Define(_) | Target::Exception(_) => false,
        }
    }

    /// Whether what was concluded was concluded before, and no row tells it again.
    pub(super) fn is_as_concluded(&self, concluded: &Concluded<'a>) -> bool {
        let base = self.base.as_ref().filter(|_| self.changes_alone);
        base.is_some_and(|base| concluded.is_plain && base.is_apart(&concluded.reads))
    }

    /// Instances of an item, where what is supposed changes nothing in them and all are asked about.
    pub(super) fn unchanged<T>(
        &self,
        target: Target,
        found: impl FnOnce() -> Option<Rc<T>>,
    ) -> Option<Rc<T>> {
        let asked = self.only.as_ref().is_some_and(|only| only.target == target);
        (!asked).then(found).flatten()
    }
}

/// What an evaluation found, and by which numbers it noted where what it looked at is written.
pub(super) struct ByText<'b> {
    found: Rc<Ground<'b>>,
    texts: HashMap<Span, usize>,
}

impl<'b> ByText<'b> {
    /// What hangs on what is written at a place may be another.
    pub(super) fn base(&self, span: Span) -> Base<'b> {
        let mut changed = Reads::default();
        let number = self.texts.get(&span).copied();
        number.into_iter().for_each(|number| changed.note(number));
        Base {
            found: Rc::clone(&self.found),
            changed,
        }
    }
}

/// A tracker that notes too where what is looked at is written.
pub(super) fn tracker_of_texts() -> Option<RefCell<Tracker>> {
    let tracker = Tracker {
        texts: Some(HashMap::new()),
        ..Tracker::default()
    };
    Some(RefCell::new(tracker))
}

/// A tracker for an evaluation on which others build.
pub(super) fn tracker() -> Option<RefCell<Tracker>> {
    Some(RefCell::default())
}
