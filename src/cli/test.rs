//! `onus test`: cases are run, and their golden answers compared.

use std::cell::RefCell;

use serde_json::{Value as Json, json};

use super::args::{Test, TestFormat};
use super::cases::Records;
use super::golden::Golden;
use super::{COULD_NOT_RUN, FINE, FOUND, cases, eval, junit, output, parallel};
use crate::cases::{Compiled, Desk, Ready, Selection, Verdict};
use crate::determination::Determination;
use crate::diagnostic::{Diagnostic, Language};
use crate::program::{Case, Program};
use crate::render::answer::answer;
use crate::render::findings::findings_json;
use crate::source::Sources;

/// One case and what became of it.
pub(super) struct Tested<'a> {
    pub(super) program: &'a Program,
    pub(super) case: &'a Case,
    ready: Option<Ready<'a>>,
    /// What is not as expected; none if its facts cannot be relied on.
    pub(super) findings: Option<Vec<Diagnostic>>,
    /// The whole answer, where it is kept.
    answer: Option<Determination>,
}

impl Tested<'_> {
    pub(super) fn passed(&self) -> bool {
        self.findings.as_ref().is_some_and(Vec::is_empty)
    }

    /// The answer about what is not as expected, with its reasons.
    pub(super) fn reasons(&self, language: Language) -> String {
        let (Some(ready), Some(findings)) = (&self.ready, &self.findings) else {
            return String::new();
        };
        let unmet = self.case.expects.iter().filter(|expect| {
            let mut findings = findings.iter();
            findings.any(|finding| finding.primary.span == expect.span)
        });
        let names: Vec<String> = unmet.map(|expect| expect.name.clone()).collect();
        if names.is_empty() {
            return String::new();
        }
        answer(&ready.about(self.program, names), language, eval::WIDTH)
    }
}

pub(super) fn run(options: &Test) -> u8 {
    let language: Language = options.common.lang.into();
    let loaded = match cases::load(&options.common, language) {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let (mut sources, groups) = (loaded.sources, loaded.groups);
    let selection = Selection {
        names: options.case.clone(),
        citing: options.citing.clone(),
        tags: options.tag.clone(),
    };
    let mut ready: Vec<(&Compiled<'_>, &Case, Option<Ready<'_>>)> = Vec::new();
    let mut not_judged: Vec<(&Program, &Case)> = Vec::new();
    let compiled: Vec<Compiled<'_>> = groups
        .iter()
        .map(|group| Compiled::of(&group.program))
        .collect();
    for (group, compiled) in groups.iter().zip(&compiled) {
        let program = &group.program;
        let mut records = Records::default();
        let open = group.not_judged();
        let open = open.filter(|case| selection.takes(program, case));
        not_judged.extend(open.map(|case| (program, case)));
        for case in group.cases().filter(|case| selection.takes(program, case)) {
            let facts = records.ready(program, &mut sources, case, language);
            ready.push((compiled, case, facts));
        }
    }
    if ready.is_empty() && not_judged.is_empty() {
        let given = [
            ("--case", options.case.is_empty()),
            ("--citing", options.citing.is_empty()),
            ("--tag", options.tag.is_empty()),
        ];
        let given: Vec<&str> = given
            .iter()
            .filter_map(|(name, empty)| (!empty).then_some(*name))
            .collect();
        let (en, ko) = if given.is_empty() {
            (
                "there are no cases".to_owned(),
                "사례가 없습니다".to_owned(),
            )
        } else {
            (
                format!("no case is meant by {}", given.join(" and ")),
                format!("{}에 해당하는 사례가 없습니다", given.join(", ")),
            )
        };
        output::could_not(language, &en, &ko);
        return COULD_NOT_RUN;
    }
    let desk = RefCell::<Desk>::default;
    let found = parallel::each_with(&ready, None, desk, |desk, (compiled, _, ready)| {
        let kept = ready.as_ref().map(|one| cases::is_kept(&sources, one.case));
        Some(judged(compiled, ready.as_ref()?, kept?, desk))
    });
    let tested: Vec<Tested<'_>> = ready
        .into_iter()
        .zip(found)
        .map(|((compiled, case, ready), found)| {
            let (findings, answer) = found.flatten().unzip();
            Tested {
                program: compiled.program(),
                case,
                ready,
                findings,
                answer: answer.flatten(),
            }
        })
        .collect();
    let mut golden = Golden::default();
    for one in &tested {
        let Some(findings) = &one.findings else {
            continue;
        };
        if options.format == TestFormat::Text {
            output::findings(findings, &sources, language);
            output::complain(&indented(&one.reasons(language)));
        }
        if let Some(answer) = &one.answer {
            golden.compare(&sources, one.case, answer, options.update, language);
        }
    }
    if tested.len() == groups.iter().flat_map(|group| group.cases()).count() {
        golden.orphans(&sources, &loaded.program, options.update, language);
    }
    let told = match options.format {
        TestFormat::Text => summary(&tested, &not_judged, &golden, language),
        TestFormat::Json => {
            let json = json(&tested, &not_judged, &golden, &sources, language);
            format!("{json:#}\n")
        }
        TestFormat::Junit => junit::report(&tested, &not_judged, &sources, language),
    };
    output::print(&told);
    let passed = tested.iter().all(Tested::passed) && loaded.findings.is_empty();
    if passed && golden.stale.is_empty() && !golden.trouble {
        FINE
    } else {
        FOUND
    }
}

/// What is not as a case expects, and the whole answer where it is kept. The plain evaluator, which can
/// tell more, is asked where the compiled one does not come to what is expected.
fn judged(
    compiled: &Compiled<'_>,
    ready: &Ready<'_>,
    kept: bool,
    desk: &RefCell<Desk>,
) -> (Vec<Diagnostic>, Option<Determination>) {
    if kept {
        let Verdict {
            determination,
            findings,
        } = ready.run(compiled.program());
        return (findings, Some(determination));
    }
    let program = compiled.program();
    let met = match compiled.left(ready, &mut desk.borrow_mut()) {
        None => false,
        Some(left) if left.is_empty() => true,
        Some(left) => {
            let case = ready.expecting(&left);
            ready.of(&case).check(program).findings.is_empty()
        }
    };
    match met {
        true => (Vec::new(), None),
        false => (ready.check(program).findings, None),
    }
}

fn indented(text: &str) -> String {
    let lines = text.lines();
    let indented = lines.map(|line| format!("    {line}").trim_end().to_owned() + "\n");
    indented.collect()
}

/// The counts, and at the end, where one looks first, the names of what failed or was not judged.
fn summary(
    tested: &[Tested<'_>],
    not_judged: &[(&Program, &Case)],
    golden: &Golden,
    language: Language,
) -> String {
    let passed = tested.iter().filter(|one| one.passed()).count();
    let failed = tested.len() - passed;
    let (stale, written) = (golden.stale.len(), golden.written + golden.removed);
    let named = |cases: Vec<&Case>, en: &str, ko: &str| {
        let names: Vec<&str> = cases.iter().map(|case| case.head.name.as_str()).collect();
        match (names.is_empty(), language) {
            (true, _) => String::new(),
            (false, Language::English) => format!("{en}: {}\n", names.join(", ")),
            (false, Language::Korean) => format!("{ko}: {}\n", names.join(", ")),
        }
    };
    let fails = tested.iter().filter(|one| !one.passed());
    let fails = named(fails.map(|one| one.case).collect(), "failed", "실패한 사례");
    let open = named(
        not_judged.iter().map(|(_, case)| *case).collect(),
        "not judged, since they expect nothing yet",
        "기대 결과가 없어 판정하지 않은 사례",
    );
    let judged = match (not_judged.len(), language) {
        (0, _) => String::new(),
        (count, Language::English) => format!(", {count} not judged"),
        (count, Language::Korean) => format!(", 판정하지 않음 {count}건"),
    };
    let counts = match language {
        Language::English => format!(
            "{passed} passed, {failed} failed{judged}; golden answers: {stale} differ, {written} written\n"
        ),
        Language::Korean => format!(
            "통과 {passed}건, 실패 {failed}건{judged}; 기준 답안: 불일치 {stale}건, 새로 씀 {written}건\n"
        ),
    };
    counts + &fails + &open
}

fn json(
    tested: &[Tested<'_>],
    not_judged: &[(&Program, &Case)],
    golden: &Golden,
    sources: &Sources,
    language: Language,
) -> Json {
    let case = |one: &Tested<'_>| {
        let findings = one.findings.as_ref();
        json!({
            "name": one.case.head.name.as_str(),
            "title": one.case.head.title.get(language),
            "passed": one.passed(),
            "findings": findings.map(|found| findings_json(found, sources, language)),
        })
    };
    let stale = golden.stale.iter().map(|path| path.display().to_string());
    json!({
        "cases": tested.iter().map(case).collect::<Vec<Json>>(),
        "passed": tested.iter().filter(|one| one.passed()).count(),
        "failed": tested.iter().filter(|one| !one.passed()).count(),
        "not_judged": not_judged
            .iter()
            .map(|(_, case)| case.head.name.as_str())
            .collect::<Vec<&str>>(),
        "golden": {
            "stale": stale.collect::<Vec<String>>(),
            "written": golden.written,
            "removed": golden.removed,
        },
    })
}
