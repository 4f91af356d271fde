//! `onus fmt`: policies in their one layout, written back, compared or printed.

use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::args::Fmt;
use super::{COULD_NOT_RUN, FINE, FOUND, files, output};
use crate::diagnostic::Language;
use crate::format::{Refusal, format};
use crate::source::Sources;
use crate::syntax;

pub(super) fn run(options: &Fmt) -> u8 {
    let language: Language = options.lang.into();
    if options.paths == [PathBuf::from("-")] {
        return piped(options, language);
    }
    let paths = match files::named(&options.paths) {
        Ok(paths) => paths,
        Err(trouble) => {
            output::could_not(language, &trouble.en, &trouble.ko);
            return COULD_NOT_RUN;
        }
    };
    let mut code = FINE;
    for path in paths {
        code = code.max(file(&path, options, language));
    }
    code
}

/// Formats one file; the exit code that it alone would give.
fn file(path: &Path, options: &Fmt, language: Language) -> u8 {
    let shown = path.display();
    let text = match files::read(path) {
        Ok(text) => text,
        Err(trouble) => {
            output::could_not(language, &trouble.en, &trouble.ko);
            return COULD_NOT_RUN;
        }
    };
    let made = match made(&text, options) {
        Ok(made) => made,
        Err(refusal) => return refused(refusal, &shown.to_string(), &text, language),
    };
    if made == text {
        return FINE;
    }
    if options.diff {
        let diff = TextDiff::from_lines(text.as_str(), made.as_str());
        let name = shown.to_string();
        output::print(&diff.unified_diff().header(&name, &name).to_string());
    }
    if options.check || options.diff {
        output::complain(&match language {
            Language::English => format!("not formatted: {shown} (write it with `onus fmt`)\n"),
            Language::Korean => format!("서식이 다름: {shown} (`onus fmt`로 맞출 수 있음)\n"),
        });
        return FOUND;
    }
    match files::write(path, &made) {
        Ok(()) => {
            output::complain(&match language {
                Language::English => format!("formatted: {shown}\n"),
                Language::Korean => format!("서식을 맞춤: {shown}\n"),
            });
            FINE
        }
        Err(trouble) => {
            output::could_not(language, &trouble.en, &trouble.ko);
            COULD_NOT_RUN
        }
    }
}

/// A text in its layout, and with its keywords in the language that was asked for.
fn made(text: &str, options: &Fmt) -> Result<String, Refusal> {
    let Some(keywords) = options.keywords else {
        return format(text, options.width);
    };
    // A text that cannot be read is told as one that cannot be laid out.
    format(text, options.width)?;
    let turned = syntax::turned(text, keywords.into()).ok_or(Refusal::Changed)?;
    format(&turned, options.width)
}

/// Formats standard input to standard output.
fn piped(options: &Fmt, language: Language) -> u8 {
    let text = match files::read(Path::new("-")) {
        Ok(text) => text,
        Err(trouble) => {
            output::could_not(language, &trouble.en, &trouble.ko);
            return COULD_NOT_RUN;
        }
    };
    match made(&text, options) {
        Ok(made) if options.check => u8::from(made != text),
        Ok(made) => {
            output::print(&made);
            FINE
        }
        Err(refusal) => refused(refusal, "-", &text, language),
    }
}

/// Says why a text was left as it is.
fn refused(refusal: Refusal, name: &str, text: &str, language: Language) -> u8 {
    match refusal {
        Refusal::Unreadable => {
            let mut sources = Sources::default();
            let file = sources.add(name, text);
            let (_, findings) = syntax::parse(file, &sources);
            output::findings(&findings, &sources, language);
            output::could_not(
                language,
                &format!("{name} has errors and was left as it is"),
                &format!("{name} 파일에 오류가 있어 그대로 두었습니다"),
            );
            FOUND
        }
        Refusal::Changed => {
            output::could_not(
                language,
                &format!(
                    "{name} was left as it is: formatting would have changed more than blanks, which is a fault of this program; please report it with the file"
                ),
                &format!(
                    "{name} 파일을 그대로 두었습니다. 서식을 맞추면 빈칸 밖의 내용이 달라지게 되며, 이는 이 프로그램의 결함이므로 파일과 함께 알려 주십시오"
                ),
            );
            COULD_NOT_RUN
        }
    }
}
