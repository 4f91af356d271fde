//! What an evaluation read of the record for each thing that it found, so that where something else is
//! supposed only what hangs on that is found anew.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use crate::facts::Datum;
use crate::program::provision::{DutyBody, PowerBody, SanctionBody};
use crate::program::{FactPath, Target};

use super::conclusion::Concluded;
use super::instance::{Instance, Only};
use super::way::Place;
use super::{Eval, Found};

/// Places of the record by their numbers, or all of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Reads {
    all: bool,
    /// One bit for each number.
    places: Vec<u64>,
}

impl Reads {
    fn note(&mut self, number: usize) {
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
        if self.places.len() < other.places.len() {
            self.places.resize(other.places.len(), 0);
        }
        for (own, other) in self.places.iter_mut().zip(&other.places) {
            *own |= other;
        }
    }

    /// Whether what read this is the same whatever stands at those places.
    fn is_apart_from(&self, changed: &Reads) -> bool {
        let mut both = self.places.iter().zip(&changed.places);
        !self.all && both.all(|(own, changed)| own & changed == 0)
    }
}

/// What is read, noted for each thing that is being found, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Tracker {
    facts: HashMap<FactPath, usize>,
    others: HashMap<Place, usize>,
    open: Vec<Reads>,
}

/// What an evaluation of the record as it is has found.
pub(super) struct Ground<'b> {
    conclusions: BTreeMap<String, Rc<Concluded<'b>>>,
    pub(super) duties: Found<'b, DutyBody>,
    pub(super) powers: Found<'b, PowerBody>,
    pub(super) opened: Found<'b, SanctionBody>,
}

impl Ground<'_> {
    fn size(&self) -> [usize; 4] {
        let (duties, powers) = (self.duties.len(), self.powers.len());
        [self.conclusions.len(), duties, powers, self.opened.len()]
    }
}

/// What was found on the record as it is, and the places at which another evaluation supposes
/// something else.
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
        let next = tracker.facts.len() + tracker.others.len();
        let number = match tracker.facts.get(path) {
            Some(number) => *number,
            None => {
                tracker.facts.insert(path.clone(), next);
                next
            }
        };
        if let Some(open) = tracker.open.last_mut() {
            open.note(number);
        }
    }

    /// Notes that something else that can be supposed is read.
    pub(super) fn note_other(&self, place: &Place) {
        let Some(tracker) = &self.tracker else {
            return;
        };
        let tracker = &mut *tracker.borrow_mut();
        let next = tracker.facts.len() + tracker.others.len();
        let number = *tracker.others.entry(place.clone()).or_insert(next);
        if let Some(open) = tracker.open.last_mut() {
            open.note(number);
        }
    }

    /// Notes that another evaluation is asked, which notes nothing here.
    pub(super) fn note_all(&self) {
        self.note_reads(&Reads {
            all: true,
            places: Vec::new(),
        });
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
            return Reads::default();
        };
        let reads = tracker.borrow_mut().open.pop().unwrap_or_default();
        self.note_reads(&reads);
        reads
    }

    /// Those of some places that were read; all, where it was not noted what was read.
    pub(super) fn read_of<'p>(&self, places: impl Iterator<Item = &'p Place>) -> Reads {
        let Some(tracker) = &self.tracker else {
            return Reads {
                all: true,
                places: Vec::new(),
            };
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
        let size = [conclusions.len(), duties.len(), powers.len(), opened.len()];
        let mut known = self.ground.borrow_mut();
        if let Some(known) = known.as_ref().filter(|known| known.size() == size) {
            return Rc::clone(known);
        }
        let found = Rc::new(Ground {
            conclusions: conclusions.clone(),
            duties: duties.clone(),
            powers: powers.clone(),
            opened: opened.clone(),
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
            Target::Duty(number) => drop(self.duties.borrow_mut().remove(&number)),
            Target::Power(number) => drop(self.powers.borrow_mut().remove(&number)),
            Target::Sanction(number) => {
                self.sanctions.borrow_mut().remove(&number);
                self.opened.borrow_mut().remove(&number);
            }
            Target::Define(_) | Target::Exception(_) => {}
        }
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

/// A tracker for an evaluation on which others build.
pub(super) fn tracker() -> Option<RefCell<Tracker>> {
    Some(RefCell::default())
}
