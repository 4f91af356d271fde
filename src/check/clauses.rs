//! Which clause may stand in which item, how often, and which none can do without.

use std::collections::HashMap;

use super::checking::Checking;
use super::declare::Entry;
use super::findings;
use super::names::{Found, Space};
use super::paths::bare;
use super::versions::Layout;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::tree::{Clause, ClauseBody, Ident, Item, ItemKind, May, Node};
use crate::value::Promptness;

macro_rules! sorts {
    ($($sort:ident = $word:literal $pattern:pat,)+) => {
        /// What a clause is about; a version's clause takes the place of the common one of its sort.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(super) enum Sort { $($sort,)+ }

        impl Sort {
            /// Each of them.
            const ALL: &[Sort] = &[$(Sort::$sort,)+];

            /// Of a clause.
            pub(super) fn of(body: &ClauseBody) -> Sort {
                match body { $($pattern => Sort::$sort,)+ }
            }

            /// Its keyword.
            pub(super) fn word(self) -> &'static str {
                match self { $(Sort::$sort => $word,)+ }
            }
        }
    };
}

sorts! {
    Title = "title" ClauseBody::Title(_),
    Zone = "zone" ClauseBody::Zone(_) | ClauseBody::ZoneOf(_),
    Periods = "periods" ClauseBody::Periods(_),
    Calendar = "calendar" ClauseBody::Calendar(_) | ClauseBody::CalendarOf(_),
    GovernedBy = "governed by" ClauseBody::GovernedBy(_),
    Cites = "cites" ClauseBody::Cites(_),
    InForce = "in force" ClauseBody::InForce(_),
    Proposed = "proposed" ClauseBody::Proposed(_),
    For = "for" ClauseBody::For(_),
    ForEach = "for each" ClauseBody::ForEach(_),
    Soft = "soft" ClauseBody::Soft,
    Address = "at" ClauseBody::Address(..),
    Means = "means" ClauseBody::Means(_),
    Bearer = "bearer" ClauseBody::Bearer(_),
    To = "to" ClauseBody::To(..),
    From = "from" ClauseBody::From(_),
    Holder = "holder" ClauseBody::Holder(_),
    Over = "over" ClauseBody::Over(_),
    When = "when" ClauseBody::When(_),
    Unless = "unless" ClauseBody::Unless(..),
    Presumed = "presumed" ClauseBody::Presumed(_),
    Must = "must" ClauseBody::Must(_),
    May = "may" ClauseBody::May(May::Act { .. }),
    Reduce = "may reduce" ClauseBody::May(May::Reduce { .. }),
    Limit = "by" ClauseBody::By(_) | ClauseBody::Within(_),
    Prompt = "without delay" ClauseBody::Prompt { .. },
    Relief = "relief" ClauseBody::Relief { .. },
    Rolls = "rolls" ClauseBody::Rolls,
    ArisesOn = "arises on" ClauseBody::ArisesOn { .. },
    Every = "every" ClauseBody::Every { .. },
    OnBreach = "on breach" ClauseBody::OnBreach(_),
    Through = "through" ClauseBody::Through(_),
    UpTo = "up to" ClauseBody::UpTo(_),
    InLieuOf = "in lieu of" ClauseBody::InLieuOf { .. },
    CountsAsDone = "counts as done when" ClauseBody::CountsAsDone(_),
    EvenBefore = "even before" ClauseBody::EvenBefore,
    Instead = "instead" ClauseBody::Instead(_),
    Criteria = "criteria" ClauseBody::Criteria(_),
    Doubt = "doubt" ClauseBody::Doubt(_),
    Advice = "advice" ClauseBody::Advice(_),
    Because = "because" ClauseBody::Because(_),
    Allow = "allow" ClauseBody::Allow { .. },
    Default = "default" ClauseBody::Default(_),
    Alternative = "|" ClauseBody::Alternative(..),
    Field = "field" ClauseBody::Field(_),
    Facts = "facts" ClauseBody::Facts(_),
    AsOf = "as of" ClauseBody::AsOf(_),
    LawOf = "law of" ClauseBody::LawOf(_),
    KnownBy = "known by" ClauseBody::KnownBy(_),
    Given = "given" ClauseBody::Given { .. },
    Reading = "reading" ClauseBody::Reading { .. },
    Tag = "tag" ClauseBody::Tag(_),
    Expect = "expect" ClauseBody::Expect(_),
    Extends = "extends" ClauseBody::Extends(_),
    ReliedOn = "relied on" ClauseBody::ReliedOn(_),
    Weekend = "weekend" ClauseBody::Weekend(_),
    Holiday = "holiday" ClauseBody::Holiday(_),
    Worked = "worked" ClauseBody::Worked(..),
    Rule = "rule" ClauseBody::Rule(_),
}

impl Sort {
    /// Whether an item of this kind can have it.
    pub(super) fn stands_in(self, kind: ItemKind) -> bool {
        use Sort as S;
        let provision = |sort: S| {
            matches!(
                sort,
                S::Title | S::Cites | S::InForce | S::Proposed | S::For | S::Doubt | S::Advice
            )
        };
        let conditional =
            |sort: S| matches!(sort, S::GovernedBy | S::When | S::Unless | S::ForEach);
        if self == S::Allow {
            return !matches!(kind, ItemKind::Use | ItemKind::Omits);
        }
        match kind {
            ItemKind::Policy => matches!(
                self,
                S::Title | S::Zone | S::Periods | S::Calendar | S::GovernedBy | S::Advice
            ),
            ItemKind::Use => false,
            ItemKind::Source => matches!(self, S::Title | S::Soft | S::Address),
            ItemKind::Party => matches!(self, S::Title | S::Alternative),
            ItemKind::Unit => self == S::Title,
            ItemKind::Choice => matches!(self, S::Title | S::Alternative),
            ItemKind::Record => matches!(self, S::Title | S::Field),
            ItemKind::Fact => matches!(self, S::Title | S::Cites),
            ItemKind::Act => matches!(self, S::Title | S::From | S::To | S::Field),
            ItemKind::Judgement => provision(self) || matches!(self, S::Holder | S::Criteria),
            ItemKind::Define => {
                provision(self) || matches!(self, S::Means | S::Unless | S::GovernedBy | S::Holder)
            }
            ItemKind::Duty => {
                provision(self)
                    || conditional(self)
                    || matches!(self, S::Bearer | S::To | S::ArisesOn | S::Every | S::Must)
                    || matches!(self, S::May | S::Reduce)
                    || matches!(
                        self,
                        S::Limit | S::Prompt | S::Relief | S::Periods | S::Zone | S::Calendar
                    )
                    || matches!(self, S::Rolls | S::OnBreach | S::Holder)
                    || matches!(self, S::CountsAsDone | S::EvenBefore)
            }
            ItemKind::Exception => {
                provision(self) || matches!(self, S::To | S::When | S::Presumed | S::Instead)
            }
            ItemKind::Power => {
                provision(self)
                    || conditional(self)
                    || matches!(self, S::Holder | S::Over | S::Through)
            }
            ItemKind::Sanction => {
                provision(self)
                    || conditional(self)
                    || matches!(
                        self,
                        S::Bearer | S::Holder | S::Through | S::UpTo | S::InLieuOf
                    )
            }
            ItemKind::Reading => {
                matches!(self, S::Title | S::Cites | S::Alternative | S::Default)
            }
            ItemKind::Case => {
                matches!(self, S::Title | S::Facts | S::AsOf | S::LawOf | S::KnownBy)
                    || matches!(self, S::Proposed | S::Reading)
                    || matches!(self, S::Given | S::Tag | S::Expect)
            }
            ItemKind::Calendar => matches!(
                self,
                S::Title
                    | S::Cites
                    | S::Extends
                    | S::ReliedOn
                    | S::Weekend
                    | S::Holiday
                    | S::Worked
            ),
            ItemKind::Periods => matches!(self, S::Title | S::Cites | S::Calendar | S::Rule),
            ItemKind::Omits => matches!(self, S::Cites | S::Because),
        }
    }

    /// Whether it may stand several times.
    fn repeats(self) -> bool {
        matches!(
            self,
            Sort::InForce
                | Sort::Proposed
                | Sort::Unless
                | Sort::Reduce
                | Sort::Doubt
                | Sort::Advice
                | Sort::Allow
                | Sort::Alternative
                | Sort::Field
                | Sort::Given
                | Sort::Reading
                | Sort::Tag
                | Sort::Expect
                | Sort::Instead
                | Sort::Holiday
                | Sort::Worked
                | Sort::Rule
        )
    }

    /// Whether it speaks of the item as a whole, and so is written before the versions.
    fn is_common(self) -> bool {
        matches!(
            self,
            Sort::Title
                | Sort::ForEach
                | Sort::Every
                | Sort::GovernedBy
                | Sort::Holder
                | Sort::Criteria
                | Sort::Allow
        )
    }
}

/// The English keywords of the clauses that may stand in an item, in the order of the guide: among
/// its common ones or in a version, beside those that are there already.
#[must_use]
pub fn clauses_for(kind: ItemKind, already: &[&Clause], in_version: bool) -> Vec<&'static str> {
    let seen: Vec<Sort> = already.iter().map(|one| Sort::of(&one.body)).collect();
    let sorts = Sort::ALL.iter().filter(|sort| sort.stands_in(kind));
    let sorts = sorts.filter(|sort| !(in_version && sort.is_common()));
    let free = |sort: &&Sort| sort.repeats() || !seen.contains(sort);
    let words = sorts.filter(free).flat_map(|sort| match sort {
        Sort::Limit => vec!["by", "within"],
        Sort::Prompt => Promptness::ALL.map(|one| one.keyword().0).to_vec(),
        sort => vec![sort.word()],
    });
    words.collect()
}

/// How a clause stands in items of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Its English keyword.
    pub keyword: &'static str,
    /// No item of the kind can do without it.
    pub needed: bool,
    /// It may stand several times.
    pub repeats: bool,
    /// A version may say it otherwise.
    pub varies: bool,
}

/// How the clauses that may stand in items of a kind do, in the order of the guide.
#[must_use]
pub fn standing(kind: ItemKind) -> Vec<Standing> {
    let versions = Sort::InForce.stands_in(kind);
    let sorts = Sort::ALL.iter().filter(|sort| sort.stands_in(kind));
    let of = |sort: &Sort, keyword| Standing {
        keyword,
        needed: needed(kind).contains(sort),
        repeats: sort.repeats(),
        varies: versions && !sort.is_common() && !matches!(sort, Sort::InForce | Sort::Proposed),
    };
    let words = sorts.flat_map(|sort| match sort {
        Sort::Limit => vec![of(sort, "by"), of(sort, "within")],
        Sort::Prompt => {
            let each = Promptness::ALL.into_iter();
            each.map(|one| of(sort, one.keyword().0)).collect()
        }
        sort => vec![of(sort, sort.word())],
    });
    words.collect()
}

/// The clauses that no item of a kind can do without.
fn needed(kind: ItemKind) -> &'static [Sort] {
    match kind {
        ItemKind::Define => &[Sort::Means],
        ItemKind::Duty => &[Sort::Bearer, Sort::Must],
        ItemKind::Exception => &[Sort::To],
        ItemKind::Power => &[Sort::Holder],
        ItemKind::Choice => &[Sort::Alternative],
        ItemKind::Reading => &[Sort::Alternative, Sort::Default],
        ItemKind::Case => &[Sort::AsOf, Sort::Expect],
        ItemKind::Omits => &[Sort::Cites, Sort::Because],
        _ => &[],
    }
}

/// Looks at every item once: clauses out of place, clauses given twice, clauses missing.
pub(super) fn check(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    for entry in entries {
        let heading = entry.heading.clone();
        c.item(heading, |c| {
            head(c, entry.item);
            let layout = &entry.layout;
            places(c, entry.policy, entry.item, &layout.common, false);
            for version in &layout.versions {
                if let Some(opening) = version
                    .opening
                    .filter(|_| !Sort::InForce.stands_in(entry.item.kind))
                {
                    c.find(findings::misplaced_clause(
                        Sort::InForce,
                        Sort::InForce.word(),
                        opening,
                        entry.item.kind,
                    ));
                }
                places(c, entry.policy, entry.item, &version.own, true);
            }
            missing(c, entry.policy, entry.item, layout);
            permissions(c, layout);
        });
    }
}

/// What is between an item's name and its clauses.
fn head(c: &mut Checking<'_>, item: &Item) {
    if !matches!(item.kind, ItemKind::Define | ItemKind::Judgement)
        && let Some(param) = item.params.first()
    {
        c.find(findings::misplaced_params(param.name.span, item.kind));
        c.lose(item.params.iter().map(|param| &param.name.name));
    }
    if !matches!(
        item.kind,
        ItemKind::Define | ItemKind::Fact | ItemKind::Reading | ItemKind::Party
    ) && let Some(kind) = &item.kind_written
    {
        c.find(findings::misplaced_kind(kind.span(), item.kind));
    }
    if item.kind != ItemKind::Fact
        && let Some(bound) = item.bounds.first()
    {
        c.find(findings::misplaced_bound(bound.span));
    }
    if item.kind == ItemKind::Fact && item.kind_written.is_none() {
        c.find(findings::missing_clause(":", item.name.span, item.kind));
    }
    if item.kind != ItemKind::Unit
        && let Some(factor) = item.product.first()
    {
        c.find(findings::misplaced_product(factor.span, item.kind));
    }
}

fn places<'a>(
    c: &mut Checking<'_>,
    policy: usize,
    item: &'a Item,
    clauses: &[&'a Clause],
    in_version: bool,
) {
    let mut seen: HashMap<Sort, &'a Clause> = HashMap::new();
    let titled = !in_version && !item.titles.is_empty();
    for clause in clauses.iter().copied() {
        let sort = Sort::of(&clause.body);
        if sort == Sort::Title && titled {
            c.find(findings::duplicate_clause(
                sort.word(),
                clause.keyword,
                item.name.span,
            ));
        } else if !sort.stands_in(item.kind) {
            c.find(findings::misplaced_clause(
                sort,
                word(&clause.body),
                clause.keyword,
                item.kind,
            ));
        } else if in_version && sort.is_common() {
            c.find(findings::common_clause(sort, clause.keyword));
        } else if let Some(party) = party_as_limit(c, policy, clause) {
            // It says who bears the duty, and not until when.
            c.find(findings::party_as_limit(
                &party.name,
                clause.keyword,
                party.span,
            ));
            c.lose([&party.name]);
            c.incomplete = true;
        } else if !sort.repeats()
            && let Some(first) = seen.insert(sort, clause)
        {
            c.find(match in_one(c, first, clause) {
                Some(meant) => findings::limit_in_two(clause.span, first.span, &meant),
                None => twice(first, clause),
            });
        }
    }
}

/// The keyword of a clause; of what must not wait, that of its standard.
pub(super) fn word(body: &ClauseBody) -> &'static str {
    match body {
        ClauseBody::Prompt { standard, .. } => standard.keyword().0,
        body => Sort::of(body).word(),
    }
}

/// That a clause says again what an earlier one of its sort has said.
pub(super) fn twice(first: &Clause, again: &Clause) -> Diagnostic {
    match (&first.body, &again.body) {
        (
            ClauseBody::Prompt { standard: one, .. },
            ClauseBody::Prompt {
                standard: other, ..
            },
        ) if one != other => findings::two_standards(
            (one.keyword().0, first.keyword),
            (other.keyword().0, again.keyword),
        ),
        _ => findings::duplicate_clause(word(&again.body), again.keyword, first.keyword),
    }
}

/// The party that a limit names in place of a time.
fn party_as_limit<'a>(c: &Checking<'_>, policy: usize, clause: &'a Clause) -> Option<&'a Ident> {
    let (ClauseBody::By(expr) | ClauseBody::Within(expr)) = &clause.body else {
        return None;
    };
    let name = bare(expr)?;
    let found = |space| matches!(c.names.near(policy, space, name), Found::One(_));
    (!found(Space::Term) && found(Space::Party)).then_some(name)
}

/// A limit whose first clause names a time and whose second a length, in one clause.
fn in_one(c: &Checking<'_>, first: &Clause, second: &Clause) -> Option<String> {
    let (ClauseBody::By(from), ClauseBody::Within(length)) = (&first.body, &second.body) else {
        return None;
    };
    bare(from)?;
    let amount = matches!(length.node, Node::Amount(..));
    let text = |span: Span| c.sources.text(span);
    let (keyword, from, length) = (text(first.keyword), text(from.span), text(length.span));
    amount.then(|| match keyword.is_ascii() {
        true => format!("{keyword} {length} after {from}"),
        false => format!("{keyword} {from} 이후 {length}"),
    })
}

/// A permission demands nothing, and so has no limit, and nothing follows where it is not used.
fn permissions(c: &mut Checking<'_>, layout: &Layout<'_>) {
    const DEMANDING: [Sort; 10] = [
        Sort::Must,
        Sort::Reduce,
        Sort::Limit,
        Sort::Prompt,
        Sort::Relief,
        Sort::Rolls,
        Sort::Every,
        Sort::OnBreach,
        Sort::CountsAsDone,
        Sort::EvenBefore,
    ];
    let mut told: Vec<Span> = Vec::new();
    for version in &layout.versions {
        let Some(may) = version.one(Sort::May) else {
            continue;
        };
        for sort in DEMANDING {
            let clause = version.one(sort);
            if let Some(clause) = clause.filter(|clause| !told.contains(&clause.span)) {
                told.push(clause.span);
                c.find(findings::demanding_permission(
                    sort,
                    word(&clause.body),
                    clause.keyword,
                    may.keyword,
                ));
            }
        }
    }
}

/// What a remark right after a case expects: `# expect long_outage`, as a skeleton has it.
fn remark_after(c: &Checking<'_>, item: &Item) -> Option<String> {
    let text = c.sources.get(item.span.file)?.text();
    let rest = text.get(item.span.end as usize..)?.lines().skip(1);
    let mut remarks = rest.map_while(|line| line.trim_start().strip_prefix('#'));
    let expects = |line: &&str| {
        let word = line.split_whitespace().next();
        matches!(word, Some("expect" | "기대"))
    };
    Some(remarks.find(expects)?.trim().to_owned())
}

fn missing(c: &mut Checking<'_>, policy: usize, item: &Item, layout: &Layout<'_>) {
    for sort in needed(item.kind) {
        // A limit that names a party was told already: that is how its bearer was written.
        let limits = |c: &Checking<'_>| {
            let mut clauses = item.clauses.iter();
            clauses.any(|clause| party_as_limit(c, policy, clause).is_some())
        };
        if *sort == Sort::Bearer && limits(c) {
            continue;
        }
        // Its `bearer` was told already: that is how the holder of a power was written.
        let holder = (*sort, item.kind) == (Sort::Holder, ItemKind::Power);
        if holder
            && layout
                .versions
                .iter()
                .any(|version| version.has(Sort::Bearer))
        {
            continue;
        }
        // What is excepted was written with another keyword.
        let target = |clause: &&Clause| matches!(Sort::of(&clause.body), Sort::For | Sort::Over);
        if (*sort, item.kind) == (Sort::To, ItemKind::Exception)
            && let Some(clause) = item.clauses.iter().find(target)
        {
            let sort = Sort::of(&clause.body);
            if sort.stands_in(item.kind) {
                c.find(findings::misplaced_clause(
                    sort,
                    word(&clause.body),
                    clause.keyword,
                    item.kind,
                ));
            }
            continue;
        }
        let lacking = layout.versions.iter().find(|version| {
            let permits = *sort == Sort::Must && version.has(Sort::May);
            !version.has(*sort) && !permits
        });
        let Some(lacking) = lacking else { continue };
        let some_have = layout.versions.iter().any(|version| version.has(*sort));
        let opening = lacking.opening.filter(|_| some_have);
        let place = opening.unwrap_or(item.name.span);
        let remark = remark_after(c, item).filter(|_| *sort == Sort::Expect);
        c.find(match (sort, remark) {
            (Sort::To, _) => findings::missing_target(&item.name.name, place),
            (Sort::Expect, remark) => findings::missing_expectation(place, remark.as_deref()),
            (sort, _) => findings::missing_clause(sort.word(), place, item.kind),
        });
    }
}
