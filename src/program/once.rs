//! Whether a condition asks of nothing twice. What is open in its parts is then open as a whole; of
//! what is asked twice, the cases can agree.

use std::collections::BTreeSet;

use super::provision::Unless;
use super::{Expr, FactPath, FactRoot, FactStep, Node, Program, Target};
use crate::value::Kind;

/// What a condition asks of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    Fact(usize),
    /// A field of any record of its sort.
    Field(usize, usize),
    Variable(usize),
    Judgement(usize),
    Define(usize),
}

/// What was met so far.
struct Once<'p> {
    program: &'p Program,
    met: BTreeSet<Asked>,
}

impl Program {
    /// Whether a condition asks of nothing twice, nor do the definitions that it builds on, nor what is
    /// excepted from it as this target. Of the states of provisions and of what was done it is not known.
    #[must_use]
    pub fn asks_once(&self, condition: &Expr, target: Option<Target>) -> bool {
        let mut once = Once {
            program: self,
            met: BTreeSet::new(),
        };
        once.holds_of(condition) && target.is_none_or(|target| once.excepted(target, &[]))
    }
}

impl Once<'_> {
    fn holds_of(&mut self, expr: &Expr) -> bool {
        let own = match &expr.node {
            Node::InState(..) | Node::OfDuty(_) | Node::Happened(_) | Node::Events(_) => false,
            Node::Window(_) | Node::UnderLaw(..) => false,
            Node::Fact(fact) => {
                let default = self.program.facts.get(*fact);
                self.meets(Asked::Fact(*fact))
                    && self.computed(default.and_then(|fact| fact.computed.as_ref()))
            }
            Node::Variable(variable) => self.meets(Asked::Variable(*variable)),
            Node::Field(of, field) => return self.field(of, *field),
            Node::Judgement(judgement, _) => self.meets(Asked::Judgement(*judgement)),
            Node::Define(define, _) => self.define(*define),
            _ => true,
        };
        own && (expr.children().into_iter()).all(|child| self.holds_of(child))
    }

    fn meets(&mut self, asked: Asked) -> bool {
        self.met.insert(asked)
    }

    /// A field; what it is a field of is not asked by itself.
    fn field(&mut self, of: &Expr, number: usize) -> bool {
        let Kind::Record(record) = of.kind else {
            return false;
        };
        let own = self.of_record(record, number);
        let mut of = of;
        while let Node::Field(inner, _) | Node::Index(inner, _) = &of.node {
            of = inner;
        }
        own && match of.node {
            Node::Fact(_) | Node::Variable(_) => true,
            _ => self.holds_of(of),
        }
    }

    fn of_record(&mut self, record: usize, number: usize) -> bool {
        let program = self.program;
        let field = program.records.get(record);
        let field = field.and_then(|record| record.fields.get(number));
        self.meets(Asked::Field(record, number))
            && field.is_none_or(|field| {
                self.computed(field.computed.as_ref())
                    && field.default.as_ref().is_none_or(|path| self.at(path))
            })
    }

    fn computed(&mut self, computed: Option<&Expr>) -> bool {
        computed.is_none_or(|computed| self.holds_of(computed))
    }

    /// What is read where a field is not told.
    fn at(&mut self, path: &FactPath) -> bool {
        let FactRoot::Fact(fact) = path.root else {
            return false;
        };
        let program = self.program;
        let mut kind = program.facts.get(fact).map(|fact| &fact.kind);
        let mut asked = Asked::Fact(fact);
        for step in &path.steps {
            let (Some(Kind::Record(record)), FactStep::Field(field)) = (kind, step) else {
                return false;
            };
            asked = Asked::Field(*record, *field);
            let fields = program.records.get(*record).map(|record| &record.fields);
            kind = fields.and_then(|fields| Some(&fields.get(*field)?.kind));
        }
        self.meets(asked)
    }

    fn define(&mut self, number: usize) -> bool {
        let program = self.program;
        let Some(define) = program.defines.get(number) else {
            return false;
        };
        let governed = define.governed_by.as_ref();
        self.meets(Asked::Define(number))
            && (define.determined_by).is_none_or(|by| self.meets(Asked::Judgement(by)))
            && governed.is_none_or(|governed| self.holds_of(governed))
            && define.versions.iter().all(|version| {
                let mut asks = version.asks();
                asks.all(|asks| self.holds_of(asks)) && self.holds_of(&version.body.means)
            })
            && define.versions.iter().all(|version| {
                let unless = version.body.unless.as_slice();
                self.excepted(Target::Define(number), unless)
            })
    }

    fn excepted(&mut self, target: Target, unless: &[Unless]) -> bool {
        let program = self.program;
        let own = unless.iter().all(|unless| self.holds_of(&unless.condition));
        let mut exceptions = program.exceptions.iter().enumerate();
        own && exceptions.all(|(number, exception)| {
            let mut versions = exception.versions.iter();
            let to = |version: &&super::Version<super::provision::ExceptionBody>| {
                version.body.targets.contains(&target)
            };
            let any = versions.clone().any(|version| to(&version));
            !any || (versions.all(|version| {
                let mut asks = version.asks();
                asks.all(|asks| self.holds_of(asks))
                    && version
                        .body
                        .when
                        .as_ref()
                        .is_none_or(|when| self.holds_of(when))
            }) && self.excepted(Target::Exception(number), &[]))
        })
    }
}
