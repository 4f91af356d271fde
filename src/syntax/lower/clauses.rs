//! Pairs of clauses to their tree, one arm for each clause of the grammar.

mod expectation;

use super::{Lower, Pair};
use crate::syntax::grammar::Rule;
use crate::syntax::tree::{
    Alternative, Clause, ClauseBody, Deed, Expr, Field, FieldBound, ForEach, Ident, InForce, May,
    Moment, Must, Node, Path, Presumption,
};
use crate::syntax::{findings, literal};
use crate::value::Promptness;

fn parts<'a>(pair: &Pair<'a>) -> pest::iterators::Pairs<'a, Rule> {
    pair.clone().into_inner()
}

impl Lower<'_, '_> {
    /// A clause, or none where a part of it was wrong; a finding has then said so.
    pub(super) fn clause(&mut self, pair: Pair<'_>) -> Option<Clause> {
        self.bare_clause(pair.into_inner().next()?)
    }

    fn bare_clause(&mut self, pair: Pair<'_>) -> Option<Clause> {
        let span = self.span(&pair);
        let keyword = pair
            .clone()
            .into_inner()
            .next()
            .map_or(span, |word| match word.as_rule() {
                Rule::presumption => word
                    .clone()
                    .into_inner()
                    .next()
                    .map_or(span, |w| self.span(&w)),
                _ => self.span(&word),
            });
        let body = self.body(pair)?;
        Some(Clause {
            span,
            keyword,
            body,
        })
    }

    fn body(&mut self, pair: Pair<'_>) -> Option<ClauseBody> {
        use ClauseBody as B;
        let rule = pair.as_rule();
        let ident = |lower: &Self, pair: &Pair<'_>| lower.idents(parts(pair)).into_iter().next();
        let moment = |lower: &mut Self, pair: &Pair<'_>| {
            let moment = parts(pair).find(|p| p.as_rule() == Rule::moment)?;
            lower.moment(moment)
        };
        let titles = |lower: &Self, pair: &Pair<'_>| {
            parts(pair)
                .find(|p| p.as_rule() == Rule::titles)
                .map(|titles| lower.titles(titles))
        };
        Some(match rule {
            Rule::cl_title => B::Title(titles(self, &pair)?),
            Rule::cl_zone | Rule::cl_calendar
                if parts(&pair).any(|p| p.as_rule() == Rule::person) =>
            {
                let person = parts(&pair).find(|p| p.as_rule() == Rule::person)?;
                let person = self.inner(person);
                match rule {
                    Rule::cl_zone => B::ZoneOf(person),
                    _ => B::CalendarOf(person),
                }
            }
            Rule::cl_zone => B::Zone(
                parts(&pair)
                    .find(|p| p.as_rule() == Rule::zone_name)?
                    .as_str()
                    .to_owned(),
            ),
            Rule::cl_periods => B::Periods(ident(self, &pair)?),
            Rule::cl_calendar => B::Calendar(ident(self, &pair)?),
            Rule::cl_governed => B::GovernedBy(self.inner(pair)),
            Rule::cl_cites => B::Cites(self.cites(pair.into_inner())),
            Rule::cl_in_force => B::InForce(self.in_force(pair)),
            Rule::cl_proposed => B::Proposed(Lower::string(
                &parts(&pair).find(|p| p.as_rule() == Rule::string)?,
            )),
            Rule::cl_for_each => B::ForEach(self.for_each(pair)?),
            Rule::cl_for => B::For(self.inner(pair)),
            Rule::cl_soft => B::Soft,
            Rule::cl_address => {
                let text = parts(&pair).find(|p| p.as_rule() == Rule::string)?;
                B::Address(Lower::string(&text), self.span(&text))
            }
            Rule::cl_means => B::Means(self.inner(pair)),
            Rule::cl_means_table => B::Means(self.table(pair)),
            Rule::cl_bearer => B::Bearer(ident(self, &pair)?),
            Rule::cl_to => {
                let person = parts(&pair).find(|p| p.as_rule() == Rule::person);
                let person = person.map(|person| self.inner(person));
                B::To(self.idents(parts(&pair)), person)
            }
            Rule::cl_from => B::From(ident(self, &pair)?),
            Rule::cl_holder => B::Holder(ident(self, &pair)?),
            Rule::cl_over => B::Over(self.idents(pair.into_inner())),
            Rule::cl_when => B::When(self.inner(pair)),
            Rule::cl_unless => {
                let presumption = parts(&pair).find(|p| p.as_rule() == Rule::presumption);
                let presumption = presumption.and_then(|p| self.presumption(p));
                B::Unless(self.inner(pair), presumption)
            }
            Rule::cl_presumed => {
                let presumption = parts(&pair).find(|p| p.as_rule() == Rule::presumption)?;
                B::Presumed(self.presumption(presumption)?)
            }
            Rule::cl_must => B::Must(self.must(pair)?),
            Rule::cl_may => B::May(self.may(pair)?),
            Rule::cl_by => B::By(self.inner(pair)),
            Rule::cl_within => B::Within(self.inner(pair)),
            Rule::cl_prompt => {
                let has = |rule: Rule| parts(&pair).any(|p| p.as_rule() == rule);
                let standard = match (has(Rule::kw_promptly), has(Rule::kw_at_once)) {
                    (true, _) => Promptness::Promptly,
                    (_, true) => Promptness::AtOnce,
                    _ => Promptness::WithoutDelay,
                };
                let judged = has(Rule::kw_judged);
                B::Prompt {
                    standard,
                    judged: judged.then(|| self.inner(pair)),
                }
            }
            Rule::cl_relief => {
                let hour = parts(&pair)
                    .find(|p| p.as_rule() == Rule::hour)?
                    .as_str()
                    .to_owned();
                let condition = parts(&pair).any(|p| p.as_rule() == Rule::kw_if);
                B::Relief {
                    hour,
                    condition: condition.then(|| self.inner(pair)),
                }
            }
            Rule::cl_rolls => B::Rolls,
            Rule::cl_arises => {
                let act = ident(self, &pair)?;
                B::ArisesOn {
                    act,
                    condition: self.where_tail(&pair),
                }
            }
            Rule::cl_every => B::Every {
                period: parts(&pair)
                    .find(|p| p.as_rule() == Rule::calendar_unit)
                    .map(|p| self.ident(&p))?,
                variable: ident(self, &pair),
            },
            Rule::cl_on_breach => B::OnBreach(self.idents(pair.into_inner())),
            Rule::cl_through => B::Through(ident(self, &pair)?),
            Rule::cl_up_to => B::UpTo(self.exprs(pair)),
            Rule::cl_in_lieu => {
                let name = ident(self, &pair)?;
                let condition = parts(&pair).any(|p| p.as_rule() == Rule::kw_when);
                B::InLieuOf {
                    name,
                    condition: condition.then(|| self.inner(pair)),
                }
            }
            Rule::cl_counts => B::CountsAsDone(self.inner(pair)),
            Rule::cl_even => B::EvenBefore,
            Rule::cl_instead => {
                let inner = pair
                    .into_inner()
                    .find(|p| p.as_rule() != Rule::kw_instead)?;
                B::Instead(Box::new(self.bare_clause(inner)?))
            }
            Rule::cl_criteria => B::Criteria(titles(self, &pair)?),
            Rule::cl_doubt => B::Doubt(titles(self, &pair)?),
            Rule::cl_advice => B::Advice(titles(self, &pair)?),
            Rule::cl_because => B::Because(titles(self, &pair)?),
            Rule::cl_allow => B::Allow {
                code: parts(&pair)
                    .find(|p| p.as_rule() == Rule::code)
                    .map(|p| self.ident(&p))?,
                because: titles(self, &pair)?,
            },
            Rule::cl_default => B::Default(ident(self, &pair)?),
            Rule::cl_alternative => {
                let part = |rule: Rule| parts(&pair).find(|p| p.as_rule() == rule);
                let zone = part(Rule::place_zone);
                let zone = zone.and_then(|p| parts(&p).find(|p| p.as_rule() == Rule::zone_name));
                let calendar = part(Rule::place_calendar);
                B::Alternative(Box::new(Alternative {
                    name: ident(self, &pair)?,
                    titles: titles(self, &pair).unwrap_or_default(),
                    zone: zone.map(|zone| self.ident(&zone)),
                    calendar: calendar.and_then(|p| self.idents(parts(&p)).into_iter().next()),
                }))
            }
            Rule::cl_field => B::Field(Box::new(self.field(pair)?)),
            Rule::cl_facts => B::Facts(Lower::string(
                &parts(&pair).find(|p| p.as_rule() == Rule::string)?,
            )),
            Rule::cl_as_of => B::AsOf(moment(self, &pair)?),
            Rule::cl_law_of => B::LawOf(moment(self, &pair)?),
            Rule::cl_known_by => B::KnownBy(moment(self, &pair)?),
            Rule::cl_reading => {
                let mut names = self.idents(parts(&pair)).into_iter();
                B::Reading {
                    name: names.next()?,
                    alternative: names.next()?,
                }
            }
            Rule::cl_given => {
                let path = parts(&pair).find(|p| p.as_rule() == Rule::path)?;
                let path = self.path(path);
                let unknown = parts(&pair).find(|p| p.as_rule() == Rule::unknown);
                let value = match unknown {
                    // Declared unknown reads as a path of that one word.
                    Some(word) => {
                        let ident = self.ident(&word);
                        let span = ident.span;
                        let steps = vec![crate::syntax::tree::PathStep::Name(Ident {
                            name: crate::name::Name::new("unknown"),
                            span,
                        })];
                        Expr {
                            span,
                            node: Node::Path(Path { steps, span }),
                        }
                    }
                    None => self.inner(pair),
                };
                B::Given { path, value }
            }
            Rule::cl_tag => B::Tag(self.idents(pair.into_inner())),
            Rule::cl_expect => B::Expect(Box::new(self.expect(pair)?)),
            Rule::cl_extends => B::Extends(ident(self, &pair)?),
            Rule::cl_relied => {
                let days = parts(&pair).find(|p| p.as_rule() == Rule::days_between)?;
                B::ReliedOn(self.in_force(days))
            }
            Rule::cl_weekend => B::Weekend(self.weekdays(&pair)),
            Rule::cl_holiday => B::Holiday(Box::new(self.holiday(pair)?)),
            Rule::cl_worked => {
                let written = parts(&pair).find(|p| p.as_rule() == Rule::day)?;
                B::Worked(self.day(&pair)?, self.span(&written))
            }
            Rule::cl_rule => B::Rule(Box::new(self.counting_rule(pair)?)),
            _ => return None,
        })
    }

    /// A day or a time; none where it does not exist.
    fn moment(&mut self, pair: Pair<'_>) -> Option<Moment> {
        let part = pair.into_inner().next()?;
        let span = self.span(&part);
        let moment = match part.as_rule() {
            Rule::time => literal::time(part.as_str(), span).map(Moment::Time),
            Rule::date => literal::date(part.as_str(), span).map(Moment::Date),
            _ => Err(Box::new(findings::misspelt_number(part.as_str(), span))),
        };
        moment.map_err(|finding| self.out.push(*finding)).ok()
    }

    pub(super) fn in_force(&mut self, pair: Pair<'_>) -> InForce {
        let mut interval = InForce {
            from: None,
            until: None,
        };
        for part in pair.into_inner() {
            let rule = part.as_rule();
            let Some(moment) = part.into_inner().find(|p| p.as_rule() == Rule::moment) else {
                continue;
            };
            let span = self.span(&moment);
            let end = self.moment(moment).map(|moment| (moment, span));
            match rule {
                Rule::from_day | Rule::korean_from => interval.from = end,
                _ => interval.until = end,
            }
        }
        interval
    }

    fn where_tail(&mut self, pair: &Pair<'_>) -> Option<Expr> {
        let tail = pair
            .clone()
            .into_inner()
            .find(|p| p.as_rule() == Rule::where_tail)?;
        Some(self.inner(tail))
    }

    fn for_each(&mut self, pair: Pair<'_>) -> Option<ForEach> {
        let condition = self.where_tail(&pair);
        let variable = self.idents(pair.clone().into_inner()).into_iter().next()?;
        Some(ForEach {
            variable,
            list: self.inner(pair),
            condition,
        })
    }

    fn presumption(&mut self, pair: Pair<'_>) -> Option<Presumption> {
        let answer = pair
            .clone()
            .into_inner()
            .find(|p| p.as_rule() == Rule::yes_no)?;
        Some(Presumption {
            value: answer.into_inner().next()?.as_rule() == Rule::kw_yes,
            burden: self.idents(pair.into_inner()).into_iter().next(),
        })
    }

    fn deed(&mut self, pair: Pair<'_>) -> Option<(Ident, Option<Expr>)> {
        let condition = self.where_tail(&pair);
        Some((
            self.idents(pair.into_inner()).into_iter().next()?,
            condition,
        ))
    }

    fn must(&mut self, pair: Pair<'_>) -> Option<Must> {
        let mut negated = false;
        let mut deed = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::kw_not => negated = true,
                Rule::ensure => deed = Some(Deed::Ensure(self.inner(part))),
                Rule::payment => {
                    let through = self.idents(parts(&part)).into_iter().next();
                    let amount = self.inner(part);
                    deed = Some(Deed::Payment { amount, through });
                }
                Rule::deed => {
                    deed = self
                        .deed(part)
                        .map(|(act, condition)| Deed::Act { act, condition });
                }
                _ => {}
            }
        }
        Some(Must {
            negated,
            deed: deed?,
        })
    }

    fn may(&mut self, pair: Pair<'_>) -> Option<May> {
        let part = pair.into_inner().find(|p| p.as_rule() != Rule::kw_may)?;
        if part.as_rule() == Rule::reduce {
            let mut parts = self.exprs(part).into_iter();
            return Some(May::Reduce {
                to: parts.next()?,
                condition: parts.next(),
            });
        }
        self.deed(part)
            .map(|(act, condition)| May::Act { act, condition })
    }

    fn field(&mut self, pair: Pair<'_>) -> Option<Field> {
        let name = self.idents(pair.clone().into_inner()).into_iter().next()?;
        let mut kind = None;
        let mut field_titles = None;
        let mut cites = Vec::new();
        let (mut over_period, mut planned, mut optional) = (false, false, false);
        let (mut computed, mut default) = (None, None);
        let mut bounds = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::kind => kind = self.kind(part),
                Rule::titles => field_titles = Some(self.titles(part)),
                Rule::bound => bounds.extend(self.bound(part)),
                Rule::field_flag => match part.into_inner().next()?.as_rule() {
                    Rule::kw_over_period => over_period = true,
                    Rule::kw_planned => planned = true,
                    _ => optional = true,
                },
                Rule::field_part => {
                    for inner in part.clone().into_inner() {
                        match inner.as_rule() {
                            Rule::cl_cites => cites.extend(self.cites(inner.into_inner())),
                            Rule::path => default = Some(self.path(inner)),
                            Rule::expr => computed = Some(self.expr(inner)),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        Some(Field {
            name,
            kind: kind?,
            over_period,
            bounds,
            planned,
            optional,
            titles: field_titles.unwrap_or_default(),
            cites,
            computed,
            default,
        })
    }

    /// `at least 0 EUR`
    pub(super) fn bound(&mut self, pair: Pair<'_>) -> Option<FieldBound> {
        let span = self.span(&pair);
        let (mut upper, mut negative, mut figure) = (false, false, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::bound_side => {
                    let side = part.into_inner().next();
                    upper = side.is_some_and(|side| side.as_rule() == Rule::kw_ceiling);
                }
                Rule::minus => negative = true,
                _ => figure = Some(self.expr(part)),
            }
        }
        Some(FieldBound {
            upper,
            negative,
            figure: figure?,
            span,
        })
    }
}
