//! `onus show`: an answer that was stored is read and told again.

use std::path::Path;

use super::args::{AnswerFormat, Format, Show};
use super::{COULD_NOT_RUN, FINE, eval, files, ics, output};
use crate::determination::Determination;
use crate::diagnostic::{Language, Phrase};
use crate::render::answer::difference;

pub(super) fn run(options: &Show) -> u8 {
    let language: Language = options.lang.into();
    let read = |path: &Path| match stored(path) {
        Ok(answer) => Some(answer),
        Err(trouble) => {
            output::complain(&format!("onus: {}\n", trouble.get(language)));
            None
        }
    };
    let Some(answer) = read(&options.answer) else {
        return COULD_NOT_RUN;
    };
    if let Some(other) = &options.against {
        let Some(other) = read(other) else {
            return COULD_NOT_RUN;
        };
        output::print(&difference(
            &answer,
            &other,
            language,
            output::width(eval::WIDTH),
        ));
        return FINE;
    }
    output::print(&match options.format {
        AnswerFormat::Text => eval::shown(&answer, Format::Text, language),
        AnswerFormat::Json => eval::shown(&answer, Format::Json, language),
        AnswerFormat::Ics => {
            let export = ics::Export::now(options.incident.as_deref(), &options.answer);
            ics::ics(&answer, &export, language)
        }
    });
    FINE
}

/// A stored answer, or why it cannot be read.
fn stored(path: &Path) -> Result<Determination, Phrase> {
    let text = files::read(path).map_err(|trouble| Phrase::new(trouble.en, trouble.ko))?;
    Determination::from_json(&text).map_err(|error| {
        let path = path.display();
        Phrase::new(
            format!("{path} is no answer that can be read: {error}"),
            format!("{path}: 읽을 수 있는 판정 결과가 아닙니다({error})"),
        )
    })
}
