//! What evaluating one expression yields: what is known of it, on what that
//! rests, why, and what is missing. A reason is pruned where it is made, to
//! what decided it, so no tree is ever larger than its expression.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::determination::{Because, Counting, Need, Reason, Standing, TimeLimit};
use crate::diagnostic::Phrase;
use crate::program::FactPath;
use crate::value::{Range, Truth, Value};

use super::Eval;
use super::frame::Key;
use super::logic::because;
use super::way::{Shape, Way};

/// What an expression stands for.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// A value, or bounds of one.
    Value(Value),
    /// Declared not applicable, or there is nothing to take it of.
    NotApplicable,
    /// A time that has not come: none as yet, and if it comes, within this.
    Ahead(Range),
    /// A record, by its place.
    Record(FactPath),
    /// A list.
    List(List),
}

/// A list, as far as it is known.
#[derive(Clone, Debug)]
pub(super) struct List {
    /// Its members, and whether each is certainly one.
    pub(super) members: Vec<(FactPath, Truth)>,
    /// There may be more.
    pub(super) open: bool,
}

/// Whether the record of facts speaks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// It does, or it is no fact.
    Stated,
    /// An end that has not come.
    NotYet,
    /// A time of which it is open whether it has come.
    Perhaps,
    /// It does not.
    Absent,
    /// Someone asked and does not know.
    Unknown,
}

/// What a comparison calls it.
#[derive(Clone, Debug, Default)]
pub(super) struct Label {
    /// Its title, or the figure itself.
    pub(super) title: Phrase,
    /// Its path in the record, as written.
    pub(super) path: Option<String>,
    /// Its place in the record.
    pub(super) place: Option<FactPath>,
    /// The reference period.
    pub(super) over: Option<String>,
    /// Who says so.
    pub(super) by: Option<String>,
    /// Where that is written.
    pub(super) source: Option<String>,
    /// Written in the policy.
    pub(super) constant: bool,
    /// How it was counted, where it is a time that was.
    pub(super) counted: Option<Rc<Counting>>,
    /// How it is set, where it is a time that has more than a title.
    pub(super) set: Option<Rc<TimeLimit>>,
}

impl Label {
    /// Something that has only a title.
    pub(super) fn titled(title: Phrase) -> Label {
        Label {
            title,
            ..Label::default()
        }
    }

    /// Of what has none.
    pub(super) fn none() -> Rc<Label> {
        NO_LABEL.with(Rc::clone)
    }
}

thread_local! {
    /// The label of what has none, which all of them share.
    static NO_LABEL: Rc<Label> = Rc::default();
}

/// What evaluating one expression yields.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    /// What is known of it.
    pub(super) item: Item,
    /// The weakest support on its best way.
    pub(super) standing: Standing,
    /// Facts that are missing for it; none for a settled answer.
    pub(super) needs: Vec<Need>,
    /// What a comparison calls it.
    pub(super) label: Rc<Label>,
    /// Whether the record speaks of it.
    pub(super) given: Given,
    /// Of an answer the one reason; of anything else what selected it.
    pub(super) reasons: Vec<Because>,
    /// How it came about, and could come about otherwise.
    pub(super) way: Rc<Way>,
    /// It may not apply after all; the value is what it is if it does.
    pub(super) perhaps: bool,
}

impl Judged {
    /// Something that is no answer.
    pub(super) fn new(item: Item, label: impl Into<Rc<Label>>) -> Judged {
        let now = match &item {
            Item::Value(value) => Some(value.clone()),
            _ => None,
        };
        Judged {
            item,
            standing: Standing::Established,
            needs: Vec::new(),
            label: label.into(),
            given: Given::Stated,
            reasons: Vec::new(),
            way: Rc::new(Way {
                now,
                shape: Shape::OPAQUE,
            }),
            perhaps: false,
        }
    }

    /// What a comparison calls it, to change it.
    pub(super) fn label_mut(&mut self) -> &mut Label {
        Rc::make_mut(&mut self.label)
    }

    /// An answer with its reason. A settled one needs nothing.
    pub(super) fn answer(value: Truth, because: Because) -> Judged {
        let mut judged = Judged::bare(value);
        judged.reasons.push(because);
        judged
    }

    /// An answer without its reason.
    fn bare(value: Truth) -> Judged {
        Judged::new(Item::Value(Value::Truth(value)), Label::none())
    }

    /// The same on this support.
    pub(super) fn on(mut self, standing: Standing) -> Judged {
        self.standing = standing;
        self
    }

    /// The same, and where it is presumed, what would show otherwise.
    pub(super) fn rebutted_by(self, needs: &[Need]) -> Judged {
        match self.standing {
            Standing::Presumed => self.shaped(Shape::rebutted(needs)),
            _ => self,
        }
    }

    /// The same, missing these; nothing is missing for a settled answer.
    pub(super) fn needing(mut self, needs: Vec<Need>) -> Judged {
        let settled = matches!(self.item, Item::Value(Value::Truth(t)) if t != Truth::Undetermined);
        self.needs = if settled { Vec::new() } else { needs };
        self
    }

    /// The same, hanging on this.
    pub(super) fn shaped(mut self, shape: Shape) -> Judged {
        let now = match &self.item {
            Item::Value(value) => Some(value.clone()),
            _ => None,
        };
        match Rc::get_mut(&mut self.way) {
            Some(way) => (way.now, way.shape) = (now, shape),
            None => self.way = Rc::new(Way { now, shape }),
        }
        self
    }

    /// The answer; of what is none, undetermined.
    pub(super) fn truth(&self) -> Truth {
        match &self.item {
            Item::Value(Value::Truth(truth)) => *truth,
            _ => Truth::Undetermined,
        }
    }

    /// What a time that is reckoned from this one alone comes to.
    pub(super) fn come_to(&self, range: Range) -> Item {
        match self.item {
            Item::NotApplicable => Item::NotApplicable,
            Item::Ahead(_) => Item::Ahead(range),
            _ => Item::Value(Value::Range(range)),
        }
    }

    /// The answer, of what is one.
    pub(super) fn truth_or_none(&self) -> Option<Truth> {
        match &self.item {
            Item::Value(Value::Truth(truth)) => Some(*truth),
            _ => None,
        }
    }

    /// The ordered value; of what is none, nothing is known.
    pub(super) fn range(&self) -> Range {
        match &self.item {
            Item::Value(Value::Range(range)) | Item::Ahead(range) => *range,
            _ => Range::UNKNOWN,
        }
    }

    /// Whether it is not one value.
    pub(super) fn is_open(&self) -> bool {
        self.perhaps || matches!(&self.item, Item::Value(value) if !value.is_settled())
    }

    /// Whether it does not apply.
    pub(super) fn is_not_applicable(&self) -> bool {
        matches!(self.item, Item::NotApplicable | Item::Ahead(_))
    }

    /// Whether it applies, or has not come but may: it lies within its range if it ever is.
    pub(super) fn lies_somewhere(&self) -> bool {
        !self.perhaps && !matches!(self.item, Item::NotApplicable)
    }

    /// The place of a record.
    pub(super) fn place(&self) -> Option<&FactPath> {
        match &self.item {
            Item::Record(place) => Some(place),
            _ => self.label.place.as_ref(),
        }
    }

    /// The reason of an answer.
    pub(super) fn because(&self) -> Because {
        one_reason(self.truth(), self.reasons.clone())
    }

    /// The same, where nothing else is wanted of it.
    pub(super) fn into_because(self) -> Because {
        one_reason(self.truth(), self.reasons)
    }

    /// All that its meaning depends on: two of one key are the same.
    pub(super) fn key(&self, key: &mut Key) {
        match &self.item {
            Item::Record(place) => key.place(place),
            item => key.shown(item),
        }
        key.number(usize::from(self.perhaps));
        match &self.label.path {
            Some(path) => key.text(path),
            None => key.number(usize::MAX),
        }
        key.number(self.needs.len());
        for need in &self.needs {
            key.text(&need.path);
        }
    }
}

impl Eval<'_> {
    /// An answer, with its reason where words are wanted: elsewhere nobody looks at it.
    pub(super) fn said_so(&self, value: Truth, because: impl FnOnce() -> Because) -> Judged {
        match self.worded {
            true => Judged::answer(value, because()),
            false => Judged::bare(value),
        }
    }
}

/// The one reason there is, or all of them together.
pub(super) fn one_reason(value: Truth, reasons: Vec<Because>) -> Because {
    match <[Because; 1]>::try_from(reasons) {
        Ok([only]) => only,
        Err(of) => because(value, Reason::All, of),
    }
}

/// All that is missing for any of them, each once, in order of appearance.
pub(super) fn needs_of<'n>(lists: impl IntoIterator<Item = &'n [Need]>) -> Vec<Need> {
    let mut seen = BTreeSet::new();
    let mut needs = Vec::new();
    for need in lists.into_iter().flatten() {
        if seen.insert(need.path.as_str()) {
            needs.push(need.clone());
        }
    }
    needs
}
