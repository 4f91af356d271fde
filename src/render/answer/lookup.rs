//! What every section looks up: zones, instants, titles by name, articles, and
//! whether a row must say of which instance it speaks.

mod instance;
mod label;

use instance::{by_event, several};

pub(super) use instance::numbered;

pub(super) use label::{by_provision, guidance};

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::citation::Library;
use super::phrasing::{each_once, joined, said, strung};
use super::{basis, cause, powers, sanctions, to_do, words};
use crate::determination::{
    About, Basis, Because, Conclusion, Determination, Doubt, DutyRow, ExceptionRow, FactRow,
    Figure, JudgementRow, Need, PolicyUsed, PowerRow, Reason, SanctionRow, Shown, Side, Standing,
    Wanted,
};
use crate::diagnostic::Phrase;
use crate::value::{Instant, State, Truth, Zone};

/// The determination, and what is found in it. A copy shares all that was found.
#[derive(Clone)]
pub(super) struct Lookup<'a> {
    /// The whole answer.
    pub(super) all: &'a Determination,
    /// The moment whose state is asked for.
    pub(super) now: Option<Instant>,
    library: Rc<Library<'a>>,
    rows: Rc<BTreeMap<&'a str, &'a About>>,
    /// What instances are called that have a name.
    called: Rc<BTreeMap<&'a str, &'a str>>,
    /// Parts of instances of which there are several of one form.
    several: Rc<Parts<'a>>,
    /// Provisions whose instances an event tells apart, and nothing else does.
    by_event: Rc<BTreeSet<&'a str>>,
    /// Places of facts that have not come yet, as recorded.
    ahead: Rc<BTreeSet<&'a str>>,
    /// Facts that are not established, by place and period.
    bases: Rc<BTreeMap<(&'a str, Option<&'a str>), Basis>>,
    /// The doubts that are told as notes.
    notes: Rc<Vec<Note<'a>>>,
    /// In which zones the rows are told that rest on a fact, by its path.
    readers: Rc<BTreeMap<&'a str, BTreeSet<&'static str>>>,
    /// What is worth finding out, and what of it at once, once someone asks.
    wanted: Rc<OnceCell<Vec<Wanted>>>,
    pressing: Rc<OnceCell<Vec<Wanted>>>,
    /// In which zone times are told.
    zone: Zone,
}

/// A doubt, once for all provisions that it is a doubt of.
pub(super) struct Note<'a> {
    /// The provisions by name, each with its title.
    pub(super) of: Vec<(&'a str, Phrase)>,
    pub(super) text: Phrase,
}

impl<'a> Lookup<'a> {
    /// Looks once through all rows.
    pub(super) fn new(all: &'a Determination) -> Lookup<'a> {
        let mut rows = BTreeMap::new();
        let mut called = BTreeMap::new();
        for about in abouts(all) {
            rows.entry(about.name.as_str()).or_insert(about);
            if let (Some(instance), Some(title)) = (&about.instance, &about.instance_title) {
                called.entry(instance.as_str()).or_insert(title.as_str());
            }
        }
        let ahead = all
            .facts
            .iter()
            .filter(|fact| fact.ahead && !fact.is_event());
        let bases = all.facts.iter().filter_map(|fact| {
            let place = (fact.path.as_str(), fact.over.as_deref());
            Some((place, fact.basis()?))
        });
        let mut lookup = Lookup {
            all,
            now: Some(all.as_of.instant()),
            library: Rc::new(Library::new(&all.sources)),
            rows: Rc::new(rows),
            called: Rc::new(called),
            several: Rc::new(several(all)),
            by_event: Rc::new(by_event(all)),
            ahead: Rc::new(ahead.map(|fact| fact.path.as_str()).collect()),
            bases: Rc::new(bases.collect()),
            notes: Rc::default(),
            readers: Rc::new(readers(all)),
            wanted: Rc::default(),
            pressing: Rc::default(),
            zone: all.zone(""),
        };
        lookup.notes = Rc::new(notes(&lookup, |doubt| lookup.is_settled(&doubt.name)));
        lookup
    }

    /// All that is missing for the open rows, what decides most first.
    pub(super) fn wanted(&self) -> &[Wanted] {
        self.wanted.get_or_init(|| self.all.wanted())
    }

    /// What of it to find out or to decide at once.
    pub(super) fn pressing(&self) -> &[Wanted] {
        self.pressing.get_or_init(|| self.all.pressing())
    }

    /// The same, with every doubt as a note.
    pub(super) fn with_all_notes(all: &'a Determination) -> Lookup<'a> {
        let lookup = Lookup::new(all);
        let notes = Rc::new(notes(&lookup, |_| true));
        Lookup { notes, ..lookup }
    }

    /// The same, telling times in a zone.
    pub(super) fn told_in(&self, zone: Zone) -> Lookup<'a> {
        Lookup {
            zone,
            ..self.clone()
        }
    }

    /// The same, telling times in the zone of a duty.
    pub(super) fn told_of(&self, duty: &DutyRow) -> Lookup<'a> {
        self.told_in(self.zone_of(duty))
    }

    /// In which zone times are told.
    pub(super) fn own_zone(&self) -> Zone {
        self.zone
    }

    /// The zone in which a fact is told: of the member of a list whose own it is, where its duties have
    /// one, or else of the policies that read it, if they are all of one.
    pub(super) fn zone_of_fact(&self, path: &str) -> Zone {
        if let Some(zone) = self.zone_of_member(path) {
            return zone;
        }
        let mut zones = self.readers.get(path).into_iter().flatten();
        match (zones.next(), zones.next()) {
            (Some(zone), None) => Zone::named(zone).unwrap_or(self.zone),
            _ => self.all.zone(""),
        }
    }

    /// The zone of the member of a list, or of that in which a fact lies, where its duties are all of one.
    pub(super) fn zone_of_member(&self, path: &str) -> Option<Zone> {
        let member = path.split('.').next()?;
        let duties = self.all.duties.iter();
        let own = duties.filter(|duty| duty.bearer_member.as_deref() == Some(member));
        let mut zones = own.filter_map(|duty| duty.zone.as_deref());
        let first = zones.next()?;
        let one = zones.all(|other| other == first);
        Zone::named(first).filter(|_| one)
    }

    /// In which other zones than that of the page the rows are told that rest on an exact time, those
    /// of one clock once.
    pub(super) fn zones_elsewhere(&self, row: &FactRow) -> Vec<Zone> {
        let Shown::Is(Figure::Time(at)) = &row.value else {
            return Vec::new();
        };
        // What is one member's own is told as its duties are.
        if self.zone_of_member(&row.path).is_some() {
            return Vec::new();
        }
        let at = at.moment().instant();
        let own = self.zone_of_fact(&row.path);
        let mut zones: Vec<Zone> = Vec::new();
        let readers = self.readers.get(row.path.as_str()).into_iter().flatten();
        for zone in readers.filter_map(|zone| Zone::named(zone)) {
            let same = |other: &Zone| other.abbreviation(at) == zone.abbreviation(at);
            if !same(&own) && !zones.iter().any(same) {
                zones.push(zone);
            }
        }
        zones
    }

    /// A value, its times in the zone in which times are told.
    pub(super) fn local(&self, shown: &Shown) -> Shown {
        shown.clone().in_zone(self.zone)
    }

    /// Whether a bound says no more than that something comes after the moment asked about.
    pub(super) fn is_now(&self, bound: &Shown) -> bool {
        let (Shown::MoreThan(Figure::Time(at)) | Shown::AtLeast(Figure::Time(at))) = bound else {
            return false;
        };
        Some(at.moment().instant()) == self.now
    }

    /// Whether a fact is recorded as not having come yet.
    pub(super) fn is_ahead(&self, path: &str) -> bool {
        self.ahead.contains(path)
    }

    /// How far a fact is from being established, by its place and period.
    pub(super) fn basis(&self, path: &str, over: Option<&str>) -> Option<Basis> {
        self.bases.get(&(path, over)).copied()
    }

    /// The doubts that are told as notes, in their order.
    pub(super) fn notes(&self) -> &[Note<'a>] {
        &self.notes
    }

    /// The same, for a page that can link citations to their articles.
    pub(super) fn linked(all: &'a Determination) -> Lookup<'a> {
        let lookup = Lookup::new(all);
        Lookup {
            library: Rc::new(Library::new(&all.sources).linked()),
            ..lookup
        }
    }

    /// Whether it is told on paper, which is read on another day than it was made.
    pub(super) fn is_on_paper(&self) -> bool {
        self.library.is_linked()
    }

    /// The texts that are cited.
    pub(super) fn library(&self) -> &Library<'a> {
        &self.library
    }

    /// The zone of the policy to which a provision or a policy of this name belongs.
    pub(super) fn zone(&self, name: &str) -> Zone {
        self.all.zone(name)
    }

    /// Some duties, the most urgent first.
    pub(super) fn by_urgency(&self, wanted: impl Fn(&DutyRow) -> bool) -> Vec<&'a DutyRow> {
        let duties = self.all.duties.iter();
        let mut duties: Vec<&DutyRow> = duties.filter(|duty| wanted(duty)).collect();
        duties.sort_by_cached_key(|duty| self.all.urgency(duty));
        duties
    }

    /// The zone of the times of a duty: that of the person concerned, or of its policy.
    pub(super) fn zone_of(&self, duty: &DutyRow) -> Zone {
        self.all.zone_of(duty)
    }

    /// What is said of every provision.
    pub(super) fn abouts(&self) -> impl Iterator<Item = &'a About> {
        abouts(self.all)
    }

    /// Whether a policy has anything to say of the record.
    pub(super) fn speaks(&self, used: &PolicyUsed) -> bool {
        self.rows.keys().any(|name| policy_of(name) == used.name)
    }

    /// Whether the limit of what is owed has passed, and nothing on record says that it was not done then:
    /// it is to be found out first.
    pub(super) fn is_unrecorded(&self, duty: &DutyRow) -> bool {
        !duty.state.is_breach() && self.own_act_on_record(duty).is_none()
    }

    /// What a row says of its provision.
    pub(super) fn row(&self, name: &str, instance: Option<&str>) -> Option<&'a About> {
        abouts(self.all).find(|about| about.name == name && about.instance.as_deref() == instance)
    }

    /// The duty of which a row says this, if it is one.
    pub(super) fn duty(&self, about: &About) -> Option<&'a DutyRow> {
        let mut duties = self.all.duties.iter();
        duties.find(|duty| duty.about.name == about.name && duty.about.instance == about.instance)
    }

    /// Whether a conclusion of this name has its own row.
    pub(super) fn is_concluded(&self, name: &str) -> bool {
        self.all.conclusions.iter().any(|c| c.about.name == name)
    }

    /// On what a row rests where that is less than facts and clear law, in brackets; a judgement is
    /// told in a line of its own.
    pub(super) fn footing(&self, about: &About, support: Option<Standing>) -> Phrase {
        let support = match support {
            Some(Standing::Judged) => Phrase::default(),
            other => less_than_facts(other),
        };
        words::bracketed(&strung([support, self.noted(about)]))
    }

    /// The judgements on which a row rests, each with what was answered and by whom.
    pub(super) fn judged(
        &self,
        about: &About,
        exceptions: &[ExceptionRow],
        support: Option<Standing>,
    ) -> Option<Phrase> {
        support.filter(|support| *support == Standing::Judged)?;
        let looked_at = exceptions.iter().map(|row| row.because.as_ref());
        let reasons = std::iter::once(about.because.as_ref()).chain(looked_at);
        let mut asked = cause::judgements(reasons.flatten(), self);
        // What is told among the reasons need not be told again.
        let told = cause::sentences(about.because.as_ref(), self, to_do::REASONS);
        asked.retain(|answer| !told.contains(answer));
        (!asked.is_empty()).then(|| words::judged_so(&strung(asked)))
    }

    /// The judgements on which a duty rests, all of them.
    pub(super) fn judged_whole(&self, duty: &DutyRow) -> Option<Phrase> {
        duty.standing.filter(|one| *one == Standing::Judged)?;
        let looked_at = duty.exceptions.iter().map(|row| row.because.as_ref());
        let reasons = std::iter::once(duty.about.because.as_ref()).chain(looked_at);
        let asked = cause::judgements(reasons.flatten(), self);
        (!asked.is_empty()).then(|| words::judged_so(&strung(asked)))
    }

    /// By which notes a row is in doubt.
    pub(super) fn noted(&self, about: &About) -> Phrase {
        let of = |note: &Note| note.of.iter().any(|(name, _)| *name == about.name);
        let notes = (1..).zip(self.notes.iter()).filter(|(_, note)| of(note));
        let numbers: Vec<String> = notes
            .map(|(number, _): (u32, _)| number.to_string())
            .collect();
        match numbers.is_empty() {
            true => Phrase::default(),
            false => words::in_note(&Phrase::same(numbers.join(", "))),
        }
    }

    /// What those who act on a provision must know, in one phrase.
    pub(super) fn advice(&self, about: &About) -> Option<Phrase> {
        self.advised(about).map(|told| words::advised(&told))
    }

    /// The same, not called a note.
    fn advised(&self, about: &About) -> Option<Phrase> {
        self.advice_where(|one| one.name == about.name)
    }

    /// The advice of those provisions, one text.
    fn advice_where(&self, wanted: impl Fn(&Doubt) -> bool) -> Option<Phrase> {
        let doubts = self.all.doubts.iter();
        let own = doubts.filter(|one| one.advice && wanted(one));
        let told = joined(own.map(|one| said(&one.text)), &Phrase::same(" "));
        (!told.is_empty()).then_some(told)
    }

    /// What those must know who act where a conclusion holds, of each conclusion that has advice.
    pub(super) fn advice_on_conclusions(&self) -> Vec<Phrase> {
        let holding = self.all.conclusions.iter();
        let holding = holding.filter(|row| row.value.truth() == Some(Truth::Yes));
        each_once(holding.filter_map(|row| self.advised(&row.about)))
    }

    /// The judgement that a need asks for.
    fn judgement(&self, need: &Need) -> Option<&JudgementRow> {
        let mut rows = self.all.judgements.iter();
        rows.find(|row| row.name == need.path)
    }

    /// What those must know who decide a question.
    pub(super) fn advice_on_question(&self, need: &Need) -> Option<Phrase> {
        let title = &self.judgement(need)?.title;
        let told = self.advice_where(|one| one.title.as_ref() == Some(title))?;
        Some(words::advised(&told))
    }

    /// What has to be weighed by those who decide a question.
    pub(super) fn weighed(&self, need: &Need) -> Option<Phrase> {
        let criteria = said(self.judgement(need)?.criteria.as_ref()?);
        let bare = |text: &str| text.trim_end_matches('.').to_owned();
        Some(Phrase::new(bare(&criteria.en), bare(&criteria.ko)))
    }

    /// What everybody must know who acts on the laws that were read.
    pub(super) fn advice_on_laws(&self) -> Vec<Phrase> {
        let told = self.all.policies.iter().flat_map(|used| used.advice.iter());
        told.map(|text| words::advised(&said(text))).collect()
    }

    /// Whether a row of this name came to an answer that matters.
    pub(super) fn is_settled(&self, name: &str) -> bool {
        let open = |state: State| !state.is_settled();
        let named = |about: &About| about.name == name;
        let spared = |row: &DutyRow| {
            let absent = matches!(
                row.state,
                State::Exempt | State::NotArisen | State::NotInForce
            );
            absent && self.all.follows(row).is_none()
        };
        let mut duties = self.all.duties.iter().filter(|row| named(&row.about));
        // What its holder may do on its own judgement is told among the powers, and what it did.
        let mut powers = self.all.powers.iter().filter(|row| named(&row.about));
        let untold = |row: &PowerRow| {
            open(row.state) && !powers::waits_for_holder(row) && row.acts.is_empty()
        };
        // What a breach would open is told with the duty.
        let threatened = |row: &SanctionRow| {
            let mut duties = self.all.duties.iter();
            row.state != State::NotInForce
                && duties.any(|duty| {
                    let mut opened = duty.on_breach.iter();
                    opened.any(|name| sanctions::is_called(row, name))
                        && to_do::is_threatened(duty, self.all)
                })
        };
        let mut sanctions = self.all.sanctions.iter().filter(|row| named(&row.about));
        let idle = |row: &SanctionRow| {
            let waits = row.about.needs.iter().any(Need::is_act);
            let idle = waits || matches!(row.state, State::NotOpen | State::NotInForce);
            idle && !threatened(row)
        };
        let conclusions = self.all.conclusions.iter();
        let mut conclusions = conclusions.filter(|row| named(&row.about));
        let denied = |row: &Conclusion| {
            let no = row.value.truth() == Some(Truth::No)
                && !cause::is_compared(row.about.because.as_ref());
            no || row.value.state().is_some_and(open)
        };
        duties.any(|row| !spared(row))
            || powers.any(|row| !untold(row))
            || sanctions.any(|row| !idle(row))
            || conclusions.any(|row| !denied(row))
    }
}

/// In which zones the rows are told that rest on a fact, by its path.
fn readers(all: &Determination) -> BTreeMap<&str, BTreeSet<&'static str>> {
    let mut readers: BTreeMap<&str, BTreeSet<&'static str>> = BTreeMap::new();
    let duties = all
        .duties
        .iter()
        .map(|duty| (&duty.about, all.zone_of(duty)));
    let others = (all.powers.iter().map(|row| &row.about))
        .chain(all.sanctions.iter().map(|row| &row.about))
        .chain(all.conclusions.iter().map(|row| &row.about));
    let others = others.map(|about| (about, all.zone(&about.name)));
    for (about, zone) in duties.chain(others) {
        let mut open: Vec<&Because> = about.because.iter().collect();
        while let Some(because) = open.pop() {
            let sides: &[&Side] = match &because.step {
                Reason::Compare { left, right, .. } => &[left, right],
                Reason::OneOf { left, .. } => &[left],
                Reason::Fact { fact, .. } => &[fact],
                _ => &[],
            };
            for path in sides.iter().filter_map(|side| side.path.as_deref()) {
                readers.entry(path).or_default().insert(zone.name());
            }
            open.extend(&because.of);
        }
    }
    // From what a limit was counted it names by its title.
    for duty in &all.duties {
        let titles = duty.counted.as_ref().map(basis::titles).unwrap_or_default();
        let named = all
            .facts
            .iter()
            .filter(|fact| titles.contains(&&fact.title) && basis::may_read(duty, &fact.path));
        for fact in named {
            let zones = readers.entry(&fact.path).or_default();
            zones.insert(all.zone_of(duty).name());
        }
    }
    readers
}

/// The doubts that are wanted, those of what is to be done first; those of one text are one.
fn notes<'a>(lookup: &Lookup<'a>, wanted: impl Fn(&Doubt) -> bool) -> Vec<Note<'a>> {
    let all = lookup.all;
    let mut settled: Vec<&Doubt> = all
        .doubts
        .iter()
        .filter(|one| !one.advice && wanted(one))
        .collect();
    // In the order in which the page tells what is to be done.
    let mut told = lookup.by_urgency(|duty| to_do::is_to_do(duty, all));
    told.sort_by_key(|duty| duty.about.is_periodic());
    settled.sort_by_key(|doubt| {
        let place = told.iter().position(|duty| duty.about.name == doubt.name);
        place.unwrap_or(usize::MAX)
    });
    let mut notes: Vec<Note> = Vec::new();
    for doubt in settled {
        let title = match &doubt.title {
            Some(title) => said(title),
            None => lookup.title(&doubt.name),
        };
        let text = said(&doubt.text);
        match notes.iter_mut().find(|note| note.text == text) {
            Some(note) => note.of.push((&doubt.name, title)),
            None => notes.push(Note {
                of: vec![(&doubt.name, title)],
                text,
            }),
        }
    }
    notes
}

/// On what a conclusion rests, in brackets, where that is less than facts.
pub(super) fn standing(standing: Option<Standing>) -> Phrase {
    words::bracketed(&less_than_facts(standing))
}

fn less_than_facts(standing: Option<Standing>) -> Phrase {
    match standing {
        None | Some(Standing::Established) => Phrase::default(),
        Some(Standing::Judged) => words::judged(),
        Some(Standing::Presumed) => words::presumed(),
        Some(Standing::Assumed) => words::assumed(),
    }
}

/// The policy of a provision's full name.
pub(super) fn policy_of(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(policy, _)| policy)
}

pub(super) fn abouts(all: &Determination) -> impl Iterator<Item = &About> {
    let duties = all.duties.iter().map(|row| &row.about);
    let powers = all.powers.iter().map(|row| &row.about);
    let sanctions = all.sanctions.iter().map(|row| &row.about);
    let conclusions = all.conclusions.iter().map(|row| &row.about);
    duties.chain(powers).chain(sanctions).chain(conclusions)
}

/// Parts of an answer, each with the provision that has them, where that matters.
type Parts<'a> = BTreeSet<(&'a str, &'a str)>;
