//! `onus eval`: an incident is judged.

use super::args::{AnswerFormat, Eval, Format};
use super::ics::Export;
use super::inquiry::{self, Inquired};
use super::output;
use crate::determination::Determination;
use crate::diagnostic::Language;
use crate::eval::{Question, evaluate};
use crate::render::answer::{Section, answer, changed_duties, difference, screen, sections};

/// The width of an answer, in columns.
pub(super) const WIDTH: usize = 100;
/// The width of the one screen, in columns.
pub(super) const SCREEN: usize = 80;

pub(super) fn run(options: &Eval) -> u8 {
    let language: Language = options.common.lang.into();
    inquiry::run(
        &options.common.paths,
        &options.inquiry,
        language,
        |inquired| judged(options, inquired, language),
    )
}

/// The answer, printed; none where something that is asked for is not there.
fn judged(options: &Eval, inquired: &mut Inquired, language: Language) -> Option<()> {
    if !inquired.are_names(&options.only, "--only", language) {
        return None;
    }
    inquired.question.only.clone_from(&options.only);
    inquired.question.coming = true;
    let against = match &options.against {
        Some(text) => Some(inquired.moment(text, "--against", language)?),
        None => None,
    };
    let answer = inquired.answer();
    let compared = |inquired: &mut Inquired, other: &Question| {
        let (other, found) = evaluate(&inquired.program, &inquired.facts, other);
        inquired.findings.extend(found);
        other
    };
    let export = || Export::now(options.incident.as_deref(), &options.inquiry.facts);
    let told = match against {
        Some(law) => {
            let other = Question {
                law_of: Some(law),
                ..inquired.question.clone()
            };
            let other = compared(inquired, &other);
            match options.format {
                AnswerFormat::Text => difference(&answer, &other, language, output::width(WIDTH)),
                AnswerFormat::Ics => super::ics::ics(&other, &export(), language),
                AnswerFormat::Json => crate::render::json::json_of_two(&answer, &other),
            }
        }
        None => match options.format {
            AnswerFormat::Text => page(&answer, options, language),
            AnswerFormat::Json => shown(&answer, Format::Json, language),
            AnswerFormat::Ics => super::ics::ics(&answer, &export(), language),
        },
    };
    inquired.report(language);
    output::print(&told);
    if let (Some(record), AnswerFormat::Text) = (inquired.without_assumptions(), options.format) {
        let told = match is_short(&answer, options) {
            true => changed_duties(&record, &answer, language, output::width(SCREEN)),
            false => difference(&record, &answer, language, output::width(WIDTH)),
        };
        output::print(&format!("\n{told}"));
    }
    if options.all_readings {
        for row in &answer.readings {
            for alternative in row.alternatives.iter().filter(|name| **name != row.used) {
                let mut other = inquired.question.clone();
                other.readings.push((row.name.clone(), alternative.clone()));
                let (other, _) = evaluate(&inquired.program, &inquired.facts, &other);
                let parted = match options.format {
                    AnswerFormat::Text => {
                        difference(&answer, &other, language, output::width(WIDTH))
                    }
                    AnswerFormat::Json => shown(&other, Format::Json, language),
                    AnswerFormat::Ics => super::ics::ics(&other, &export(), language),
                };
                output::print(&format!("\n{} = {alternative}\n{parted}", row.name));
            }
        }
    }
    Some(())
}

/// Whether the answer is told on one screen.
fn is_short(answer: &Determination, options: &Eval) -> bool {
    let whole = options.full || !options.only.is_empty() || answer.duties.is_empty();
    !whole && options.section.is_empty()
}

/// One screen, unless the whole answer or parts of it are asked for. What is asked of some provisions
/// alone, or of policies without duties, is told whole: a screen is about duties.
fn page(answer: &Determination, options: &Eval, language: Language) -> String {
    if options.full || !options.only.is_empty() || answer.duties.is_empty() {
        return self::answer(answer, language, output::width(WIDTH));
    }
    if is_short(answer, options) {
        return screen(answer, language, output::width(SCREEN));
    }
    let wanted: Vec<Section> = options.section.iter().copied().map(Section::from).collect();
    sections(answer, &wanted, language, output::width(WIDTH))
}

pub(super) fn shown(answer: &Determination, format: Format, language: Language) -> String {
    match format {
        Format::Text => self::answer(answer, language, output::width(WIDTH)),
        Format::Json => crate::render::json::json(answer),
    }
}
