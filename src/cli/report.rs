//! `onus report`: an incident is judged, and the answer is written as a memo.

mod browser;

use std::path::Path;

use super::args::Report;
use super::inquiry::{self, Inquired};
use super::{files, output};
use crate::diagnostic::Language;
use crate::render::answer::memo;

/// What a memo can be.
#[derive(Clone, Copy)]
enum Form {
    Html,
    Pdf,
}

impl Form {
    /// By the ending of the file's name.
    fn of(path: &Path) -> Option<Form> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "html" | "htm" => Some(Form::Html),
            "pdf" => Some(Form::Pdf),
            _ => None,
        }
    }
}

pub(super) fn run(options: &Report) -> u8 {
    let language: Language = options.common.lang.into();
    let out = &options.out;
    let Some(form) = Form::of(out) else {
        let shown = out.display();
        output::could_not(
            language,
            &format!(
                "--out {shown}: a memo is written as .html or .pdf; give the file one of these endings"
            ),
            &format!(
                "--out {shown}: 메모는 .html 또는 .pdf 파일로 작성됩니다. 파일 이름의 확장자를 둘 중 하나로 지정하십시오"
            ),
        );
        return super::COULD_NOT_RUN;
    };
    inquiry::run(
        &options.common.paths,
        &options.inquiry,
        language,
        |inquired| written(inquired, out, form, language),
    )
}

/// The memo, written; none where it could not be.
fn written(inquired: &mut Inquired, out: &Path, form: Form, language: Language) -> Option<()> {
    let answer = inquired.answer();
    inquired.report(language);
    let html = memo(&answer, language);
    let done = match form {
        Form::Html => files::write(out, &html),
        Form::Pdf => match browser::pdf(&html, out) {
            Ok(pdf) => files::write_bytes(out, &pdf),
            Err(trouble) => {
                output::could_not(language, &trouble.en, &trouble.ko);
                return None;
            }
        },
    };
    if let Err(trouble) = done {
        output::could_not(language, &trouble.en, &trouble.ko);
        return None;
    }
    Some(())
}
