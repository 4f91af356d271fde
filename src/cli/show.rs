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
    Determination::from_json(&text).map_err(|_| {
        let path = path.display();
        Phrase::new(
            format!(
                "{path} is no stored answer that this version reads: one is written by `onus eval … --format json`, and a record of facts is judged by `onus eval … --facts {path}`"
            ),
            format!(
                "{path}: 저장된 판정 결과가 아닙니다. 판정 결과는 `onus eval … --format json`으로 저장하고, 사실관계는 `onus eval … --facts {path}`로 판정합니다"
            ),
        )
    })
}
