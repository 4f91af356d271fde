//! All cases, each with the program that judges it and what it asks.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use onus::cases::Ready;
use onus::eval::Question;
use onus::facts::{self, Facts};
use onus::plan::{Options, Prepared};
use onus::program::Program;
use onus::source::Sources;

use crate::files::{below, loaded};

/// One record and what is asked of it.
#[derive(Clone)]
pub(crate) struct Record {
    pub(crate) name: String,
    pub(crate) program: usize,
    pub(crate) facts: Facts,
    pub(crate) question: Question,
}

/// The cases, each with the program that judges it.
pub(crate) struct All {
    pub(crate) programs: Vec<Program>,
    pub(super) plans: Vec<Prepared>,
    pub(crate) records: Vec<Record>,
    /// The records as they are written in JSON, each with the number of its program.
    pub(super) texts: BTreeSet<(usize, String)>,
}

impl All {
    /// Every case of the shipped policies.
    pub(crate) fn shipped() -> All {
        let mut all = All {
            programs: Vec::new(),
            plans: Vec::new(),
            records: Vec::new(),
            texts: BTreeSet::new(),
        };
        all.gather(loaded(below("policies", "onus")), 1);
        all
    }

    /// All of them, read once.
    pub(super) fn get() -> &'static All {
        static READ: OnceLock<All> = OnceLock::new();
        READ.get_or_init(All::read)
    }

    fn read() -> All {
        let mut all = All {
            programs: Vec::new(),
            plans: Vec::new(),
            records: Vec::new(),
            texts: BTreeSet::new(),
        };
        let folders = [
            &["policies"][..],
            &["tests/regimes", "policies/common"],
            &["tests/acts", "policies/common"],
        ];
        let every = std::env::var_os("EVERY_CASE").is_some();
        for folders in folders {
            let paths = folders.iter().flat_map(|folder| below(folder, "onus"));
            // Those that are shipped are long, and the plain evaluator is slow at them.
            let one_in = if folders.len() == 1 && !every { 8 } else { 1 };
            all.gather(loaded(paths.collect()), one_in);
        }
        all
    }

    /// Takes one in so many of the policies that have cases.
    fn gather(&mut self, mut sources: Sources, one_in: usize) {
        let trees = onus::Trees::of(&sources);
        let (whole, findings) = trees.load(&sources);
        let whole = whole.unwrap_or_else(|| panic!("{findings:?}"));
        for (number, policy) in whole.policies.iter().enumerate() {
            let has_cases = whole.cases.iter().any(|case| case.head.policy == number);
            if !has_cases || number % one_in != 0 {
                continue;
            }
            let (program, _) = trees.load_policy(&policy.name, &sources);
            let program = program.expect("it is sound alone");
            let plan = Prepared::new(&program, &Options::default());
            let plan = plan.unwrap_or_else(|why| panic!("{}: {why:?}", policy.name));
            for case in &program.cases {
                let of = program.policies.get(case.head.policy);
                if of.is_none_or(|of| of.name != policy.name) {
                    continue;
                }
                let mut facts = facts::blank(&program);
                if let Some((file, span)) = &case.facts {
                    let from = sources.get(span.file).expect("it is loaded").name();
                    let folder = Path::new(from).parent().expect("it has a folder");
                    let path = folder.join(file);
                    let text = fs::read_to_string(&path).expect("it can be read");
                    if path.extension().is_some_and(|end| end == "json") {
                        self.texts.insert((self.programs.len(), text.clone()));
                    }
                    let file = sources.add(path.display().to_string(), text);
                    facts = facts::read(file, &sources, &program).0;
                }
                // Holidays that a record states are judged by the plain evaluator alone.
                if !facts.calendars.is_empty() {
                    continue;
                }
                let ready = Ready::new(&program, case, facts);
                self.records.push(Record {
                    name: format!("{}.{}", policy.name, case.head.name),
                    program: self.programs.len(),
                    question: Question {
                        routes: false,
                        coming: false,
                        ..ready.question
                    },
                    facts: ready.facts,
                });
            }
            self.programs.push(program);
            self.plans.push(plan);
        }
    }
}
