//! What follows: a program and the record of one incident in, a determination
//! out. This is the plain evaluator, which is obviously right and explains
//! itself. Pure and total: it reads no clock and no file, every evaluation
//! ends, and the same input gives the same answer, byte for byte. It does not
//! know how a policy is written or an answer shown.

mod accounts;
mod aggregate;
mod alike;
mod amount;
mod answering;
mod calendar_day;
mod coming;
mod compare;
mod conclusion;
mod cone;
mod conflict;
mod constant;
mod counting;
mod delay;
mod doer;
mod duty;
mod ensured;
mod event;
mod exception;
mod expression;
mod finding;
mod frame;
mod glance;
mod instance;
mod irregular;
mod judged;
mod judgement;
mod limit;
mod linear;
mod logic;
mod member;
mod moments;
mod named;
mod needed;
mod occasion;
mod of_duty;
mod on_assumptions;
mod on_readings;
mod opening;
mod otherwise;
mod outcome;
mod payment;
mod performance;
mod period;
mod periodic;
mod permission;
mod place;
mod power;
mod prohibition;
mod reading;
mod record;
mod relief;
mod repeated;
mod replacement;
mod rolling;
mod routes;
mod rows;
mod sanction;
mod seen;
mod settled;
mod shown;
mod since;
mod sources;
mod split;
mod state;
mod stretch;
mod supposed;
mod table;
mod then;
mod told;
mod version;
mod way;
mod window;
mod window_cases;
mod work;
mod working_day;

pub use constant::{constant, constant_answer, is_name, is_proposed, is_reading};
pub use seen::{Answers, Seen};
pub use work::{Work, work};

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::rc::Rc;

use crate::determination::Determination;
use crate::diagnostic::Diagnostic;
use crate::facts::{self, Datum, Facts};
use crate::program::provision::{DutyBody, PowerBody, SanctionBody};
use crate::program::{Program, Target};
use crate::source::Span;
use crate::value::{Instant, Number, Range, Truth};

use conclusion::{Asked, Concluded};
use cone::{Base, Reads, Tracker};
use exception::ExceptionFound;
use frame::When;
use instance::Instance;
use judged::Judged;
use judgement::Noted;
use then::Earlier;
use way::Place;

/// What is asked of a program and a record of facts.
#[derive(Clone, Debug)]
pub struct Question {
    /// The moment whose state is asked for.
    pub as_of: Instant,
    /// The moment whose law applies, where forced.
    pub law_of: Option<Instant>,
    /// Facts recorded later are ignored.
    pub known_by: Option<Instant>,
    /// Names of proposed versions that are taken to be in force.
    pub proposed: Vec<String>,
    /// Readings other than the default: name or full name, and the alternative.
    pub readings: Vec<(String, String)>,
    /// Names or full names of the items whose rows are wanted; none is all.
    pub only: Vec<String>,
    /// What the record dates after this has not happened yet: the moment asked for, where none is given.
    /// Where it is given, nothing is taken to have been done that is not on record.
    pub record_until: Option<Instant>,
    /// Whether to look ahead; that evaluates again at each moment at which something can change,
    /// and takes some forty times as long on a small record.
    pub coming: bool,
    /// Whether to search what would settle what is open; that evaluates again many times, and takes
    /// some ten times as long on a small record. Whoever judges records by the million leaves it
    /// out, and asks again of those that are open.
    pub routes: bool,
    /// Of what is settled, which changes would turn it is wanted too.
    pub changes: bool,
    /// Whether the words are wanted: reasons, titles, and who says so. Without them every row has its
    /// state or value, its limits, and the names of what exempts from it.
    pub words: bool,
    /// Whether what is told beside the rows is wanted: since when each duty is owed, and where other
    /// readings lead. Both evaluate again, and no state hangs on them.
    pub beside: bool,
}

impl Question {
    /// The same of what the rows come to, without words and whatever else is told beside.
    fn of_rows_alone(&self) -> Question {
        Question {
            routes: false,
            changes: false,
            coming: false,
            words: false,
            beside: false,
            ..self.clone()
        }
    }

    /// The state as of a moment, under the law that governs.
    #[must_use]
    pub fn as_of(as_of: Instant) -> Question {
        Question {
            as_of,
            law_of: None,
            known_by: None,
            proposed: Vec::new(),
            readings: Vec::new(),
            only: Vec::new(),
            record_until: None,
            coming: false,
            routes: true,
            changes: false,
            words: true,
            beside: true,
        }
    }
}

impl Default for Question {
    fn default() -> Question {
        Question::as_of(Instant::from_micros(0))
    }
}

/// Evaluates all that a program says about one incident. Findings are amounts
/// that could not be computed; what depends on them is not known.
#[must_use]
pub fn evaluate(
    program: &Program,
    facts: &Facts,
    question: &Question,
) -> (Determination, Vec<Diagnostic>) {
    let facts = &*facts::as_known(facts, question.known_by);
    let room = cone::Room::default();
    let mut eval = Eval::new(program, facts, question, &[]);
    if question.routes || question.changes {
        eval.tracker = cone::tracker();
        eval.room = Some(&room);
    }
    let mut determination = eval.determination();
    accounts::tell(program, facts, question, &mut determination);
    // Who judges by the million does not ask for what else could be.
    if question.routes && question.beside {
        on_readings::tell(&eval, question, &mut determination);
        on_assumptions::tell(&eval, question, &mut determination);
    }
    look_ahead(program, facts, question, &mut determination);
    (determination, sorted(eval.findings.into_inner()))
}

/// The same, and what was looked at on the way.
#[must_use]
pub fn observe(
    program: &Program,
    facts: &Facts,
    question: &Question,
) -> (Determination, Vec<Diagnostic>, Seen) {
    let facts = &*facts::as_known(facts, question.known_by);
    let seen = RefCell::default();
    let mut eval = Eval::new(program, facts, question, &[]);
    eval.seen = Some(&seen);
    let mut determination = eval.determination();
    look_ahead(program, facts, question, &mut determination);
    let findings = sorted(eval.findings.take());
    drop(eval);
    (determination, findings, seen.into_inner())
}

/// What a record comes to, for programs in which one thing is written otherwise.
pub struct Observed<'a> {
    facts: &'a Facts,
    found: cone::ByText<'a>,
}

impl<'a> Observed<'a> {
    /// What a record comes to in a program. None where the record is not as it was known at the moment
    /// that is asked about.
    #[must_use]
    pub fn of(program: &'a Program, facts: &'a Facts, question: &Question) -> Option<Observed<'a>> {
        if question.known_by.is_some() {
            return None;
        }
        let mut eval = Eval::new(program, facts, question, &[]);
        eval.tracker = cone::tracker_of_texts();
        drop(eval.determination());
        let found = eval.by_text();
        Some(Observed { facts, found })
    }

    /// The answer of the program with something else written at a place: what did not look there is as
    /// it was found. None where that is not noted for all that is asked.
    #[must_use]
    pub fn evaluate(
        &self,
        program: &Program,
        question: &Question,
        span: Span,
    ) -> Option<Determination> {
        let mut eval = Eval::new(program, self.facts, question, &[]);
        // Of whom a definition is asked is not noted with what asks.
        if question.routes || question.changes || question.coming || eval.needs_all() {
            return None;
        }
        eval.base = Some(self.found.base(span));
        Some(eval.determination())
    }
}

/// What is coming, where that is asked for, and the texts that only that cites.
fn look_ahead(
    program: &Program,
    facts: &Facts,
    question: &Question,
    determination: &mut Determination,
) {
    if !question.coming {
        return;
    }
    coming::look_ahead(program, facts, question, determination);
    let rows = determination.coming.rows.iter();
    let cites: Vec<&String> = rows.flat_map(|row| &row.cites).collect();
    for source in sources::cited(program, &cites) {
        if !determination.sources.contains(&source) {
            determination.sources.push(source);
        }
    }
}

/// What was found, in the order of the places, whatever was looked at first.
fn sorted(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.sort_by_key(|finding| (finding.primary.span, finding.code));
    findings
}

/// The instances of each item, and what was read for them.
type Found<'a, T> = BTreeMap<usize, (Rc<Vec<Instance<'a, T>>>, Reads)>;
type Known<'a, T> = RefCell<Found<'a, T>>;
/// The events of an act, and what was read for them.
type Happened = (Rc<Vec<event::Done>>, Reads);

/// One evaluation: what is asked, and what was found so far. Everything found
/// is kept, so nothing is evaluated twice.
struct Eval<'a> {
    program: &'a Program,
    facts: &'a Facts,
    question: Question,
    /// What is supposed instead of the record.
    overlay: &'a [(Place, Datum)],
    /// The one instance of an item that is asked about; none for all of them.
    only: Option<instance::Only>,
    /// The moment asked for, as what governs.
    as_of: OnceCell<Rc<When>>,
    conclusions: RefCell<BTreeMap<Rc<str>, Rc<Concluded<'a>>>>,
    computed: RefCell<BTreeMap<String, (Judged, Reads)>>,
    /// What the record says at a place, and what was read to know it.
    known: Rc<cone::Read>,
    exceptions_found: RefCell<BTreeMap<String, (ExceptionFound<'a>, Reads)>>,
    /// Whether exceptions to several things hold, whichever of them is asked about.
    exceptions_held: RefCell<BTreeMap<String, (Judged, Reads)>>,
    /// The events of each act.
    events: RefCell<BTreeMap<usize, Happened>>,
    duties: Known<'a, DutyBody>,
    /// Those of duties where nothing that is told gave rise to them.
    otherwise: Known<'a, DutyBody>,
    powers: Known<'a, PowerBody>,
    sanctions: Known<'a, SanctionBody>,
    /// Sanctions, before it is asked whether they were imposed.
    opened: Known<'a, SanctionBody>,
    asked: RefCell<Vec<Asked>>,
    /// Where each definition and what it was asked of is among those.
    asked_at: RefCell<HashMap<(usize, String), usize>>,
    judgements: RefCell<BTreeMap<String, Noted>>,
    findings: RefCell<Vec<Diagnostic>>,
    /// Items being evaluated; none may wait for itself.
    entered: RefCell<Vec<Target>>,
    /// What is looked at where only some rows are asked for.
    needed: OnceCell<HashSet<Target>>,
    /// Members looked at within questions about other members.
    looks: Cell<usize>,
    /// So many questions about members lie above.
    gathering: Cell<u32>,
    /// What was asked below the outermost of them.
    repeated: RefCell<Vec<repeated::Repeated>>,
    /// The steps of conditions that read the same, and whether they are what is asked turned round.
    alike: RefCell<HashMap<String, (Rc<way::Way>, bool)>>,
    /// Readings that were asked for.
    readings: RefCell<BTreeSet<usize>>,
    /// Where it is noted what was looked at, if someone asks.
    seen: Option<&'a RefCell<Seen>>,
    depth: Cell<u32>,
    /// Whether the words are wanted: reasons, titles, and who says so. What is tried, or seen at
    /// another moment, is told by truths, states and ways alone.
    worded: bool,
    /// Something was not looked into because it lay too deep.
    cut_short: Cell<bool>,
    /// Evaluations of earlier moments.
    earlier: Earlier<'a>,
    exception_depth: Cell<u32>,
    /// One of the cases of what is known within bounds is looked at: it is not split again.
    in_a_case: bool,
    /// So many evaluations with something supposed are left.
    tries: Cell<usize>,
    /// So many evaluations of moments at which something came to hold are left.
    looks_back: Cell<usize>,
    /// Those that were made, for the next duty that asks about the same moment.
    looked_back: since::Looks<'a>,
    /// There were too few to tell of each duty since when it is owed.
    since_cut: Cell<bool>,
    /// What was judged up to then counts, where it is looked back at an earlier moment.
    judged_by: Option<Instant>,
    /// What is read, where others build on what is found here.
    tracker: Option<RefCell<Tracker>>,
    /// What was found on the record as it is, where something is supposed on top of it.
    base: Option<Base<'a>>,
    /// Rows are told of what is not as it was found there alone.
    changes_alone: bool,
    /// What was found so far, for those that build on it.
    ground: RefCell<Option<Rc<cone::Ground<'a>>>>,
    /// Room for what is supposed in evaluations that are kept.
    room: Option<&'a cone::Room>,
    /// Those that are kept, the newest last.
    tried: RefCell<VecDeque<routes::Tried<'a>>>,
}

impl<'a> Eval<'a> {
    fn new(
        program: &'a Program,
        facts: &'a Facts,
        question: &Question,
        overlay: &'a [(Place, Datum)],
    ) -> Eval<'a> {
        work::evaluation();
        Eval {
            program,
            facts,
            question: question.clone(),
            overlay,
            only: None,
            as_of: OnceCell::new(),
            conclusions: RefCell::default(),
            computed: RefCell::default(),
            known: Rc::default(),
            exceptions_found: RefCell::default(),
            exceptions_held: RefCell::default(),
            events: RefCell::default(),
            duties: RefCell::default(),
            otherwise: RefCell::default(),
            powers: RefCell::default(),
            sanctions: RefCell::default(),
            opened: RefCell::default(),
            asked: RefCell::default(),
            asked_at: RefCell::default(),
            judgements: RefCell::default(),
            findings: RefCell::default(),
            entered: RefCell::default(),
            needed: OnceCell::new(),
            looks: Cell::new(0),
            gathering: Cell::new(0),
            repeated: RefCell::default(),
            alike: RefCell::default(),
            readings: RefCell::default(),
            seen: None,
            depth: Cell::new(0),
            worded: question.words,
            cut_short: Cell::new(false),
            earlier: Earlier::Own(Rc::default()),
            exception_depth: Cell::new(0),
            in_a_case: false,
            tries: Cell::new(routes::MAX_TRIES_IN_ALL),
            looks_back: Cell::new(since::MAX_LOOKS),
            looked_back: RefCell::default(),
            since_cut: Cell::new(false),
            judged_by: None,
            tracker: None,
            base: None,
            changes_alone: false,
            ground: RefCell::default(),
            room: None,
            tried: RefCell::default(),
        }
    }

    /// The same, of which no words are wanted.
    fn unworded(
        program: &'a Program,
        facts: &'a Facts,
        question: &Question,
        overlay: &'a [(Place, Datum)],
    ) -> Eval<'a> {
        Eval {
            worded: false,
            ..Eval::new(program, facts, question, overlay)
        }
    }

    /// The moment asked for.
    fn as_of(&self) -> Instant {
        self.note_now();
        self.question.as_of
    }

    /// The moment asked for, in seconds.
    fn now(&self) -> Number {
        self.as_of().seconds()
    }

    /// Whether a time has passed. What has is past at every later moment too.
    fn is_past(&self, at: &Range) -> bool {
        let now = Range::exactly(self.question.as_of.seconds());
        let past = now.is_at_least(at) == Truth::Yes;
        if !past {
            self.note_now();
        }
        past
    }

    /// Whether a time lies ahead.
    fn is_ahead(&self, at: &Range) -> Truth {
        match self.is_past(at) {
            true => Truth::No,
            false => Range::exactly(self.now()).is_less_than(at),
        }
    }

    /// The part of a time that has passed.
    fn up_to_now(&self, at: &Range) -> Range {
        match self.is_past(at) {
            true => *at,
            false => at.meet(&Range::at_most(self.now())),
        }
    }

    /// Up to when the record tells what has happened.
    fn told_until(&self) -> Instant {
        let until = self.question.record_until;
        match until.filter(|until| *until <= self.question.as_of) {
            Some(until) => until,
            None => self.as_of(),
        }
    }

    /// Begins an item; false if it is already being evaluated.
    fn enter(&self, target: Target) -> bool {
        let mut entered = self.entered.borrow_mut();
        let fresh = !entered.contains(&target);
        if fresh {
            entered.push(target);
        }
        fresh
    }

    fn leave(&self, target: Target) {
        self.entered.borrow_mut().retain(|known| *known != target);
    }

    /// Notes that a definition was asked of some arguments. The first asking counts, and with it those
    /// for other stretches of an instant that is not known: an answer must be so for all of them.
    fn note_asked(&self, asked: Asked) {
        let mut all = self.asked.borrow_mut();
        let next = all.len();
        let mut at = self.asked_at.borrow_mut();
        let at = at
            .entry((asked.define, asked.instance.clone()))
            .or_insert(next);
        let Some(known) = all.get_mut(*at) else {
            all.push(asked);
            return;
        };
        let at = known.when.at.join(&asked.when.at);
        if known.when.label.place == asked.when.label.place && at != known.when.at {
            known.when = Rc::new(frame::When {
                at,
                ..(*known.when).clone()
            });
        }
    }
}
